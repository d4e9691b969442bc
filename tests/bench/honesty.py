"""How the model stands to the record: `python -m tests.bench.honesty [ID ...] --games 100 --jobs 2 --write`.

Each scenario has a section in `assets/report-card.md`; the README has a line for each, made from those sections. With
ids only their sections are played and written anew. `--variants` plays the variants against their scenarios instead.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from game.data.catalogue import Catalogue, Entry
from game.language.describe_figures import measure_words, value_words
from game.model.history import Figure
from game.record.replay import RULES_VERSION
from game.report.compare import Contrasts, contrast_games
from game.sim import stats
from game.sim.batch import Batch, against, control_lines, simulate
from game.sim.setting import setting_of
from game.sim.workers import hands

ROOT = Path(__file__).resolve().parents[2]
README, CARD = ROOT / "README.md", ROOT / "assets" / "report-card.md"
BEGIN, END = "<!-- honesty:begin -->", "<!-- honesty:end -->"
SEED = 1938
HEAD = """# Report card

How the games between two computer commanders, `staff` against `staff` on the historical plans, stand to the record.
Made by `python -m tests.bench.honesty --write`, never by hand. For each recorded figure: the range of the sources and
how far it is to be trusted; the 10th, 50th and 90th percentile of the games; the share of games inside the range; and
the percentile at which the middle of the recorded range lies among the games, 50 being the middle. A figure *fits* if
that percentile is between 10 and 90, or at least half of the games are inside the range.
"""
VARIANTS = "variants"
"""Name of the section in which variants are set beside their scenarios."""
COMPARED = ("casualties", "killed", "tanks_out", "field_guns_lost")
"""Measures of both sides in which variants are compared, beside places, rings and the margin."""


def fits(batch: Batch, figure: Figure) -> bool:
    """Whether a recorded figure lies among the games, or half of them inside its range."""
    line = against(batch, figure)
    return (line["percentile"] is not None and 10 <= line["percentile"] <= 90) or line["share_inside"] >= 0.5


def rows(batch: Batch) -> list[str]:
    """One line of the table for each recorded figure."""
    scenario, found = batch.scenario, []
    for figure in scenario.history.figures:
        line = against(batch, figure)
        values = batch.values(figure.key)
        ends = [value_words(scenario, figure.key, v) for v in (figure.low, figure.high)]
        spread = [value_words(scenario, figure.key, round(stats.quantile(values, q))) for q in (0.1, 0.5, 0.9)]
        recorded = ends[0] if ends[0] == ends[1] else " to ".join(ends)
        trust = figure.provenance.entry.confidence or "estimate"
        never = "" if len(values) == batch.games else f" (in {len(values) / batch.games:.0%} of games)"
        told = " / ".join(spread) if values else "never"
        percentile = "-" if line["percentile"] is None else f"{line['percentile']:.0f}"
        found.append(
            f"| {measure_words(scenario, figure.key)} | {recorded} | {trust} | {told}{never} "
            f"| {line['share_inside']:.0%} | {percentile} | {'yes' if fits(batch, figure) else 'no'} |"
        )
    return found


def control_rows(batch: Batch) -> list[str]:
    """One line for each objective of which the record says who held it: by day, the holder and the games that agree."""
    lines = [line for line in control_lines(batch) if line["record"] is not None]
    found = []
    for place in dict.fromkeys(line["place"] for line in lines):
        days = [line for line in lines if line["place"] == place]
        told, holder = [], ""
        for line in days:
            word = "" if line["record"] == holder else f"{line['record']} "
            holder = line["record"]
            told.append(f"{line['at'][:5]} {word}{line['agree']:.0%}")
        mean = sum(line["agree"] for line in days) / len(days)
        found.append(f"| {place} | {mean:.0%} | {', '.join(told)} |")
    return found


def section(batch: Batch) -> str:
    """The section of a scenario: how many figures fit, the figures, and who held what at each day's end."""
    figures = batch.scenario.history.figures
    days = [line["agree"] for line in control_lines(batch) if line["record"] is not None]
    fit = sum(fits(batch, figure) for figure in figures)
    cpu = batch.cpu_seconds / batch.games
    agree = f"{sum(days) / len(days):.0%}" if days else "-"
    return "\n".join(
        [
            f"## {batch.scenario.id}",
            "",
            f"{batch.games} games, seed {batch.seed}, rules {RULES_VERSION}, {cpu:.1f} CPU seconds a game: {fit} "
            f"of {len(figures)} figures fit; places are in the recorded hands on {agree} of the days.",
            "",
            "| figure | recorded | confidence | games: p10 / p50 / p90 | inside | percentile | fits |",
            "|---|---|---|---|---|---|---|",
            *rows(batch),
            "",
            "Who held each place at midnight, and at the end of the battle, by the record, with the games that agree:",
            "",
            "| place | all days | day, recorded holder where it changes, games that agree |",
            "|---|---|---|",
            *control_rows(batch),
            "",
        ]
    )


def variant_rows(entry: Entry, found: Contrasts) -> list[str]:
    """What a variant moves against its scenario over the same seeds: mean difference with its 95 % interval."""
    found = []
    for line in found.measures:
        tail = line.measure.partition(".")[2]
        if "@" in tail or not (tail in COMPARED or line.measure.startswith(("margin", "ring.", "fall."))):
            continue
        if line.difference is None or line.low is None or line.high is None:
            continue
        if line.is_clear or tail == "casualties" or line.measure == "margin":
            change = f"{line.difference:+.0f} | {line.low:+.0f} to {line.high:+.0f}"
            found.append(f"| `{entry.id}` | {line.title} | {change} |")
    return found


def variants(games: int, jobs: int) -> str:
    """The section of the variants."""
    catalogue = Catalogue()
    lines: list[str] = []
    with hands(jobs) as by:
        for entry in catalogue.scenarios():
            if entry.variant_of:
                before, after = (
                    setting_of(n, seed=SEED, levels=("staff", "staff")) for n in (entry.variant_of, entry.id)
                )
                lines += variant_rows(entry, contrast_games(before, after, games, by))
    return "\n".join(
        [
            f"## {VARIANTS}",
            "",
            f"{games} games each over the same seeds ({SEED}), rules {RULES_VERSION}: what a variant changes against",
            "its scenario, in the mean, with the 95 % interval; clock figures in minutes. Casualties and margin are",
            "always told, other measures where the interval leaves out 0.",
            "",
            "| variant | measure | change | 95 % interval |",
            "|---|---|---|---|",
            *lines,
            "",
        ]
    )


def sections(text: str) -> dict[str, str]:
    """The sections of a report card by name."""
    return {part.partition("\n")[0].strip(): "## " + part for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]}


def summary(found: dict[str, str]) -> str:
    """The README's lines, from the sections."""
    lines = ["| scenario | games | figures that fit | days on which places are held as recorded |", "|---|---|---|---|"]
    for name, text in found.items():
        told = re.search(r"^(\d+) games, .*: (\d+ of \d+) figures fit; .* on (\S+) of the days", text, re.MULTILINE)
        if told:
            lines.append(f"| `{name}` | {told[1]} | {told[2]} | {told[3]} |")
    return "\n".join(lines)


def write(made: dict[str, str]) -> None:
    """Puts sections into the report card, in the order of the catalogue, and their summary into the README."""
    found = sections(CARD.read_text(encoding="utf-8")) if CARD.exists() else {}
    found |= made
    order = [entry.id for entry in Catalogue().scenarios()] + [VARIANTS]
    found = {name: found[name].rstrip() + "\n" for name in order if name in found}
    CARD.write_text("\n".join([HEAD, *found.values()]), encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    head, rest = readme.split(BEGIN)
    README.write_text(f"{head}{BEGIN}\n{summary(found)}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def main() -> int:
    """Prints the sections, or writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="scenarios; all but variants if none is named")
    parser.add_argument("--games", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--variants", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    if given.variants:
        made = {VARIANTS: variants(given.games, given.jobs)}
    else:
        wanted = given.ids or [entry.id for entry in Catalogue().scenarios() if not entry.variant_of]
        made = {name: section(simulate(name, games=given.games, seed=SEED, jobs=given.jobs)) for name in wanted}
    if given.write:
        write(made)
    else:
        sys.stdout.write("\n".join(made.values()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
