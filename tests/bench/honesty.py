"""The README's table of how the model stands to the record: `python -m tests.bench.honesty --games 200 --jobs 2`.

Prints the lines between the README's markers; `--write` puts them there.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.data.catalogue import Catalogue
from game.language.describe_figures import measure_words, value_words
from game.sim import stats
from game.sim.batch import Batch, against, control_lines, simulate

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- honesty:begin -->", "<!-- honesty:end -->"
SEED = 1938


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
        never = "" if len(values) == len(batch.runs) else f" (in {len(values) / len(batch.runs):.0%} of games)"
        percentile = "-" if line["percentile"] is None else f"{line['percentile']:.0f}"
        found.append(
            f"| `{scenario.id}` | {measure_words(scenario, figure.key)} | {recorded} | {trust} "
            f"| {spread[0]} / {spread[1]} / {spread[2]}{never} | {line['share_inside']:.0%} | {percentile} |"
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
        found.append(f"| `{batch.scenario.id}` | {place} | {mean:.0%} | {', '.join(told)} |")
    return found


def table(games: int, jobs: int) -> str:
    """The tables for every scenario shipped: recorded figures, and who held what at each day's end."""
    lines = [
        f"{games} games each, `staff` against `staff` on the historical plans, seed {SEED}. The percentile is where",
        "the middle of the recorded range lies among the games; 50 would be the middle.",
        "",
        "| scenario | figure | recorded | confidence | simulated p10 / p50 / p90 | inside | percentile |",
        "|---|---|---|---|---|---|---|",
    ]
    batches = [simulate(e.folder, games=games, seed=SEED, jobs=jobs) for e in Catalogue().scenarios()]
    for batch in batches:
        lines += rows(batch)
    lines += [
        "",
        "Who held each place at midnight, and at the end of the battle, by the record, with the games that agree:",
        "",
        "| scenario | place | all days | day, recorded holder where it changes, games that agree |",
        "|---|---|---|---|",
    ]
    for batch in batches:
        lines += control_rows(batch)
    return "\n".join(lines)


def main() -> int:
    """Prints the table, or writes it into the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--games", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    text = table(given.games, given.jobs)
    if not given.write:
        sys.stdout.write(text + "\n")
        return 0
    readme = README.read_text(encoding="utf-8")
    head, rest = readme.split(BEGIN)
    README.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
