"""The bridges of a scenario file to the model."""

from __future__ import annotations

from game.data.load_names import Numbers, sourced
from game.data.schema_scenario import ScenarioFile
from game.model.board import Board
from game.model.crossings import NO_UNIT, Bridging


def bridges(file: ScenarioFile, board: Board, numbers: Numbers) -> tuple[Bridging, ...]:
    """Bridges in order of the time from which they are there; those of one time as they are written."""
    sites = {site.id: position for position, site in enumerate(board.bridges)}
    found = [
        Bridging(
            site=sites[data.at],
            kind=data.kind,
            side=numbers.sides[data.side],
            load_t=board.bridges[sites[data.at]].load_t if data.load_t is None else data.load_t,
            from_minute=numbers.minute_or_none(data.from_) or 0,
            done=data.done,
            unit=numbers.units[data.unit] if data.unit else NO_UNIT,
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.bridges
    ]
    return tuple(sorted(found, key=lambda bridge: bridge.from_minute))
