"""Where everybody stood at the end, against where history had them at that hour."""

from __future__ import annotations

from typing import Any

from game.language import dates
from game.language.names import hex_at
from game.language.phrases import sentence
from game.report.drawing.end_map import end_map
from game.report.drawing.forces import tally
from game.report.history import ending_clock
from game.report.positions import Positions, gap_words, plain, positions, standing_words
from game.report.sections.section import Section
from game.report.whole import Report


def _found(report: Report) -> Positions:
    game = report.played.game
    return positions(game.scenario, game.state, ending_clock(game))


def _lines(report: Report) -> list[str]:
    scenario, found = report.played.scenario, _found(report)
    when = dates.when(scenario.calendar, found.minute)
    told = [sentence(f"On the map at {when}: {tally(scenario, found)}")]
    told += [standing_words(scenario, one) for one in found.standings]
    return [*told, *(sentence(f"The front of the record: {front.name}") for front in found.fronts)]


def _values(report: Report) -> dict[str, Any]:
    scenario, found = report.played.scenario, _found(report)
    rows = [
        (scenario.sides[one.side], one.name, hex_at(scenario.board, one.history), gap_words(scenario, one))
        for one in found.standings
    ]
    return {
        "moment": dates.when(scenario.calendar, found.minute),
        "tally": tally(scenario, found),
        "rows": rows,
        "fronts": [front.name for front in found.fronts],
        "label": f"Map of the end: {tally(scenario, found)}, and history's formations; the table below tells the same.",
    }


def _drawings(report: Report) -> dict[str, str]:
    game = report.played.game
    return {"map": end_map(game.scenario, game.state, _found(report), report.comparison.control)}


SECTION = Section(
    key="ends",
    title="Where they stood at the end",
    lines=_lines,
    plain=lambda report: {"ends": plain(report.played.scenario, _found(report))},
    values=_values,
    drawings=_drawings,
)
