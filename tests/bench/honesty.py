"""How the model stands to the record: `python -m tests.bench.honesty [ID ...] --write`.

Plays nothing: it reads the simulated games that ship with each scenario (`assets/clouds`, made by `undeclared-war
simulate ID --games 100 --seed 1938 --jobs 2 --out assets/clouds/ID.jsonl`) and names those that are missing or stale.
Each scenario has a section in `assets/report-card.md`, variants have one in common; the README has a line for each
scenario, made from those sections. With ids only their sections are written anew; a scenario without games of today
loses its section.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from game.data.catalogue import Catalogue, Entry
from game.language.describe_figures import measure_words
from game.model.scenario import Scenario
from game.report.claims import effect_words
from game.report.clouds import NoCloud, Simulated, cloud_runs, shipped_cloud
from game.report.compare import contrast
from game.report.honesty import HEADS, MEANING, ROLES, Honesty, Stand, honesty
from game.sim.batch import Batch

ROOT = Path(__file__).resolve().parents[2]
CLAIMED = ROOT / "assets" / "claims"
README, CARD = ROOT / "README.md", ROOT / "assets" / "report-card.md"
BEGIN, END = "<!-- honesty:begin -->", "<!-- honesty:end -->"
HEAD = f"""# Report card

How the games between two computer commanders stand to the record. Made by `python -m tests.bench.honesty --write` from
the simulated games that ship with the scenarios, never by hand. For each recorded figure: the range of the sources and
how far it is to be trusted; the 10th and 90th percentile of the games, and their middle; the share of games inside the
range with its interval; and the percentile at which the middle of the recorded range lies among the games, 50 being the
middle.

{MEANING}

{ROLES}
"""
VARIANTS = "variants"
"""Name of the section in which variants are set beside their scenarios."""
CLAIMS = "claims"
"""Name of the section that says what came of the claims."""
COMPARED = ("casualties", "killed", "tanks_out", "field_guns_lost")
"""Measures of both sides in which variants are compared, beside places, rings and the margin."""


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table in Markdown."""
    names = list(heads)
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    return lines + [f"| {' | '.join(cells)} |" for cells in rows]


def place_rows(found: Honesty) -> list[tuple[str, str, str]]:
    """One line for each objective of which the record says who held it: by day, the holder and the games that agree."""
    rows = []
    for place in found.places:
        told, holder = [], ""
        for stamp, recorded, share in place.days:
            told.append(f"{stamp[:5]} {'' if recorded == holder else f'{recorded} '}{share:.0%}")
            holder = recorded
        rows.append((place.place, f"{place.agree:.0%}", ", ".join(told)))
    return rows


def reasons(lines: Iterable[Stand]) -> list[str]:
    """Why the model is thought to fail where it does, and what was fitted on figures or set with them in view."""
    bad = [line for line in lines if not line.fits]
    told = [f"- {line.title}: {line.misfit or 'nobody has said why it does not fit'}" for line in bad]
    why = dict.fromkeys(line.why for line in lines if line.why)
    return [
        *(["Where it fails, and why it is thought to:", "", *told, ""] if told else []),
        *([f"No tests: {'; '.join(why)}.", ""] if why else []),
    ]


def section(found: Honesty, simulated: Simulated) -> str:
    """The section of a scenario: how many figures fit, which do not and why, who held what at each day's end."""
    batch, source = simulated.batch, simulated.source
    rules = "" if source is None else f", rules {source.rules_version}, digest {source.digest[:12]}"
    agree = "-" if found.agree is None else f"{found.agree:.0%}"
    tests = [line for line in found.figures if line.role == "tested"]
    return "\n".join(
        [
            f"## {found.scenario.id}",
            "",
            f"{batch.games} games ({' against '.join(batch.levels)}), seed {batch.seed}{rules}, "
            f"{batch.cpu_seconds / batch.games:.1f} CPU seconds a game: {found.fit} of {len(found.figures)} figures "
            f"fit, {sum(line.fits for line in tests)} of {len(tests)} of those that test the model; places are in the "
            f"recorded hands on {agree} of the days.",
            "",
            *table(HEADS, (line.cells for line in found.figures)),
            "",
            *reasons(found.figures),
            "Who held each place at midnight, and at the end of the battle, by the record, with the games that agree:",
            "",
            *table(("place", "all days", "day, recorded holder where it changes, games that agree"), place_rows(found)),
            "",
        ]
    )


def variant_rows(entry: Entry, before: Scenario, after: Scenario) -> list[tuple[str, ...]]:
    """What a variant moves against its scenario over the same seeds: mean difference with its 95 % interval."""
    found = []
    pairs = zip(cloud_runs(before.id), cloud_runs(after.id), strict=False)
    for line in contrast(_empty(before), _empty(after), pairs).measures:
        tail = line.measure.partition(".")[2]
        if "@" in tail or not (tail in COMPARED or line.measure.startswith(("margin", "ring.", "fall."))):
            continue
        if line.difference is None or line.low is None or line.high is None:
            continue
        if line.is_clear or tail == "casualties" or line.measure == "margin":
            change = (f"{line.difference:+.0f}", f"{line.low:+.0f} to {line.high:+.0f}", str(line.pairs))
            found.append((f"`{entry.id}`", line.title, *change))
    return found


def _empty(scenario: Scenario) -> Batch:
    """A batch to add games to."""
    return Batch(scenario=scenario, seed=0, levels=("staff", "staff"))


def variants(entries: Iterable[Entry], scenarios: Mapping[str, Scenario]) -> str:
    """The section of the variants of which games of today ship, beside those of their scenarios."""
    rows: list[tuple[str, ...]] = []
    for entry in entries:
        if entry.variant_of and entry.id in scenarios and entry.variant_of in scenarios:
            rows += variant_rows(entry, scenarios[entry.variant_of], scenarios[entry.id])
    return "\n".join(
        [
            f"## {VARIANTS}",
            "",
            "What a variant changes against its scenario over the same seeds, in the mean, with the 95 % interval;",
            "clock figures in minutes. Casualties and margin are always told, other measures where it leaves out 0.",
            "",
            *table(("variant", "measure", "change", "95 % interval", "pairs of games"), rows),
            "",
        ]
    )


def claims(folder: Path) -> str:
    """The section of the claims: what was expected, what came of it."""
    made = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*/*.json"))]
    verdicts = Counter(str(found["verdict"]) for found in made)
    counted = ", ".join(f"{number} {verdict}" for verdict, number in verdicts.most_common()) or "none is tested"
    return "\n".join(
        [
            f"## {CLAIMS}",
            "",
            "What could have been done differently, put to the test over the same dice seeds: the mean difference that",
            "the change makes, with its 95 % interval (hours in minutes), and whether what was expected holds. Of",
            f"{len(made)} claims: {counted}.",
            "",
            *table(
                ("claim", "expected", "without", "with", "difference (95 % interval)", "so it", "games", "the claim"),
                (row for found in made for row in claim_rows(found)),
            ),
            "",
        ]
    )


def claim_rows(found: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """One line for each expectation of a claim; clock figures are minutes."""
    entry, rows = Catalogue().find(found["scenario"]), []
    for number, wish in enumerate(found["expect"]):
        measure = str(wish["measure"])
        if entry is not None and entry.scenario is not None:
            measure = measure_words(entry.scenario, measure)
        edges = "" if wish["interval"] is None else " ({:+.1f} to {:+.1f})".format(*wish["interval"])
        rows.append(
            (
                f"{found['title']} (`{found['scenario']}/{found['claim']}`)" if not number else "",
                f"{measure}: {effect_words(wish['measure'], wish['effect'], wish['by'])}",
                f"{wish['before']:.1f}",
                f"{wish['after']:.1f}",
                f"{wish['difference']:+.1f}{edges}",
                str(wish["verdict"]),
                str(found["games"]) if not number else "",
                str(found["verdict"]) if not number else "",
            )
        )
    return rows


def sections(text: str) -> dict[str, str]:
    """The sections of a report card by name."""
    return {part.partition("\n")[0].strip(): "## " + part for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]}


def summary(found: Mapping[str, str]) -> str:
    """The README's lines, from the sections."""
    heads = (
        "scenario",
        "games",
        "figures that fit",
        "of those that test the model",
        "days on which places are held so",
    )
    rows = []
    for name, text in found.items():
        told = re.search(
            r"^(\d+) games .*: (\d+ of \d+) figures fit, (\d+ of \d+) of those .* on (\S+) of the days",
            text,
            re.MULTILINE,
        )
        if told:
            rows.append((f"`{name}`", *told.groups()))
    return "\n".join(table(heads, rows))


def write(made: Mapping[str, str], *, keep: bool) -> None:
    """Puts sections into the report card, in the order of the catalogue, and their summary into the README.

    Args:
        keep: whether sections that were not made stay as they were.
    """
    found = sections(CARD.read_text(encoding="utf-8")) if keep and CARD.exists() else {}
    found |= made
    order = [*(entry.id for entry in Catalogue().scenarios()), VARIANTS, CLAIMS]
    found = {name: found[name].rstrip() + "\n" for name in order if name in found}
    CARD.write_text("\n".join([HEAD, *found.values()]), encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    head, rest = readme.split(BEGIN)
    README.write_text(f"{head}{BEGIN}\n{summary(found)}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def main() -> int:
    """Prints the sections, or writes them; exit code 1 if games of some scenario are missing or stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ids", nargs="*", help="scenarios and variants; all if none is named")
    parser.add_argument("--write", action="store_true", help="write report card and README instead of printing")
    given = parser.parse_args()
    entries = [entry for entry in Catalogue().scenarios() if not given.ids or entry.id in given.ids]
    made, scenarios, missing = {}, {}, 0
    for entry in entries:
        if entry.scenario is None:
            continue
        simulated = shipped_cloud(entry.scenario)
        if isinstance(simulated, NoCloud):
            sys.stderr.write(f"{entry.id}: no games: {simulated.reason}\n")
            missing += 1
            continue
        if not entry.variant_of:
            made[entry.id] = section(honesty(simulated.batch), simulated)
        scenarios[entry.id] = entry.scenario
    if not given.ids:
        made |= {VARIANTS: variants(entries, scenarios), CLAIMS: claims(CLAIMED)}
    if given.write:
        write(made, keep=bool(given.ids))
    else:
        sys.stdout.write("\n".join(made.values()) + "\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
