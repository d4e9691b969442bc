"""Repeats the fit of the constants of combat on the game's own rules, and writes what came of it.

    python -m tests.calibration.fit             # fits, prints; half a minute
    python -m tests.calibration.fit --write     # writes assets/calibration.md as well

The same bits on every machine: the arithmetic is the game's, and the dice of engagements of several days are keyed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.calibration.blind import BOUNDS, azuma
from tests.calibration.inventory import IN_VIEW, STANDARDS, figure
from tests.calibration.objective import FITTED, Values, fit, misfit, scaled, shipped, tables_with
from tests.rules.armoury import trying
from tests.rules.courses import Verdict, distribution, verdicts, verdicts_of
from tests.rules.engagements import TAKEN, all_engagements

OUT = Path(__file__).parents[2] / "assets" / "calibration.md"
FACTORS = (0.5, 0.7, 1.0, 1.4, 2.0)
"""By which each constant is multiplied to show how sharply the engagements see it."""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown; columns whose head begins with # hold figures and stand right."""
    marks = ["---:" if head.startswith("#") else "---" for head in heads]
    named = [head.removeprefix("#") for head in heads]
    return [f"| {' | '.join(cells)} |" for cells in (named, marks, *rows)]


def constants(now: Values, best: Values) -> list[str]:
    """The fitted constants beside those of the rules, and the misfit when each is changed."""
    heads = ["constant", "#rules", "#fitted again", "#change", *(f"#x {factor:g}" for factor in FACTORS)]
    rows = []
    for place, constant in enumerate(FITTED):
        scores = [f"{misfit(scaled(now, place, factor)):.2f}" for factor in FACTORS]
        change = f"{best[place] / now[place] - 1.0:+.0%}"
        rows.append(
            [f"`{constant.path}`: {constant.words}", f"{now[place]:.4g}", f"{best[place]:.4g}", change, *scores]
        )
    return table(heads, rows)


def engagement_rows(found: Iterable[Verdict], use: str) -> list[list[str]]:
    """Rows of the table of engagements."""
    rows = []
    for v in found:
        if v.figure == TAKEN:
            band, record = ["", f"{v.p50:.0%}", ""], f"{v.recorded.low:.0%}-{v.recorded.high:.0%}"
        else:
            band = [f"{value:.0f}" for value in (v.p10, v.p50, v.p90)]
            record = f"{v.recorded.low:g}-{v.recorded.high:g}"
        word = "middle inside" if v.inside else "band meets" if v.meets else "**misses**"
        rows.append([v.title, use, v.figure, *band, record, word])
    return rows


def engagements() -> list[str]:
    """Every recorded figure of the fitted, the tested and the blind engagements against the law."""
    rows = [row for use, is_fitted in (("fitted", True), ("tested", False)) for row in _of(use, is_fitted)]
    rows += engagement_rows(verdicts_of(azuma()), "blind")
    return table(["engagement", "use", "figure", "#10 %", "#middle", "#90 %", "#recorded", "verdict"], rows)


def blind() -> str:
    """What came of the blind test, in words."""
    engagement = azuma()
    men, taken = verdicts_of(engagement)
    runs = distribution(engagement)
    bounds = " and ".join(
        f"{figure} {run[len(run) // 2]:.0f} of at most {most}"
        for figure, most in BOUNDS.items()
        for run in [runs[figure]]
    )
    word = "well" if men.inside and taken.inside else "badly"
    band = f"{men.p50:.0f} men (a tenth to nine tenths: {men.p10:.0f} to {men.p90:.0f})"
    return (
        f"The blind test of {engagement.title} went {word}: the middle of the courses costs the defender {band} where "
        f"{men.recorded.low:g} to {men.recorded.high:g} are recorded, and the position falls in {taken.p50:.0%} of "
        "them, where it fell. The law breaks a small unit that holds to the last too seldom with the men and tanks "
        "that were enough in two days. Of the Soviet side only bounds for the whole front are recorded, which test "
        f"nothing: {bounds}."
    )


def _of(use: str, is_fitted: bool) -> list[list[str]]:
    return engagement_rows([v for v in verdicts() if v.fitted is is_fitted], use)


def sums() -> list[str]:
    """How many figures the law meets, chances left out."""
    told = []
    groups = (("fitted", [v for v in verdicts() if v.fitted]), ("tested", [v for v in verdicts() if not v.fitted]))
    for use, found in groups:
        rows = [v for v in found if v.figure != TAKEN]
        meets, inside = sum(v.meets for v in rows), sum(v.inside for v in rows)
        told.append(
            f"- {use}: of {len(rows)} figures the band from a tenth to nine tenths of the courses meets the recorded "
            f"range in {meets}, and the middle lies inside it in {inside}."
        )
    return told


def left_out(now: Values) -> list[str]:
    """The fit again without each of the fitted engagements, and what it then says of the one left out."""
    rows = []
    for engagement in all_engagements():
        if not engagement.fitted:
            continue
        values, _ = fit(now, engagement.title)
        with trying(tables_with(values)):
            again = next(e for e in all_engagements() if e.title == engagement.title)
            found = [v for v in verdicts_of(again) if v.figure != TAKEN]
        said = "; ".join(f"{v.figure} {v.p50:.0f} ({v.recorded.low:g}-{v.recorded.high:g})" for v in found)
        rows.append([engagement.title, said, *(f"{value:.3g}" for value in values)])
    return table(["left out", "its middle then (recorded)", *(f"#{c.path.rsplit('.', 1)[1]}" for c in FITTED)], rows)


def in_view() -> list[str]:
    """Figures that were set with recorded sums in view."""
    rows = []
    for entry in IN_VIEW:
        value = figure(entry.path)["value"]
        rows.append(
            [f"`{entry.path}`", f"{value['value'] if isinstance(value, dict) else value}", entry.on, entry.tested]
        )
    return table(["figure", "#value", "set on", "tested on"], rows)


METHOD = (
    "Five constants of the law of combat were fitted on five engagements of 1938 and 1939. The misfit is the sum over "
    "their recorded figures of the squared logarithm of the middle of the courses over the geometric middle of the "
    "recorded range; a chance adds twice the square by which it lies outside its range; a weak pull (a twentieth of "
    "the squared logarithms) leads back to the values at which the first fit began. It is made least by coordinate "
    "descent. Fitting again on the rules as they are now, from the constants as they are, gives:"
)
COLUMNS = (
    "The last columns are the misfit when one constant is multiplied and the others stay: the scale of shells is "
    "hardly seen by these engagements."
)
INPUTS = (
    "Exact for one stage; several stages (days) are 600 courses with keyed dice. Strengths come from the dossiers; "
    "minutes of close fighting, tubes that bear, shells and surprise are estimates. The rules were written with the "
    "tested engagements known, so that test is half blind at best; `blind` marks one that was used nowhere, set up "
    "once and not changed after its figures were seen."
)
BY_HAND = (
    "These figures of the rules were not fitted by the script but chosen so that a recorded sum comes out, which is a "
    "fit by hand:"
)
BY_BATTLE = (
    "Shells that reach the guns by day and the loss limits of the historical plans belong to the battles of the "
    "Khalkhin Gol and were set with the sums of August 1939 in view."
)
FOR_ALL = (
    "No rule and no figure of the rules is changed by a scenario: all battles are fought by the same files, and a test "
    "sees to it."
)


def page(now: Values, best: Values, score: float) -> str:
    """The whole of assets/calibration.md."""
    standards = ", ".join(f"`{path}` ({words})" for path, words in STANDARDS.items())
    parts = [
        "# Calibration",
        "Written by `python -m tests.calibration.fit --write`; a test repeats it. Nobody edits it.",
        "## What was fitted, on what, how",
        METHOD,
        "\n".join(constants(now, best)),
        f"Misfit with the constants of the rules {misfit(now):.3f}, at its least {score:.3f}. {COLUMNS}",
        "## Without one engagement",
        "The fit again without each of the five, and what it then expects of the one that it did not see:",
        "\n".join(left_out(now)),
        "## The engagements",
        INPUTS,
        "\n".join(engagements()),
        "\n".join(sums()),
        blind(),
        "## What else was set with sums in view",
        BY_HAND,
        "\n".join(in_view()),
        f"{BY_BATTLE} The fit is also named as the source of {standards}.",
        FOR_ALL,
    ]
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Fits, prints, and writes if asked to."""
    now = shipped()
    best, score = fit(now)
    text = page(now, best, score)
    print(text)
    if "--write" in arguments:
        OUT.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
