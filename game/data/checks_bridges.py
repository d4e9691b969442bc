"""Checks of bridges and fords: sites on the map, and what a scenario builds there."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.hexgrid import Grid
from game.core.ids import HexId
from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path
from game.data.schema_map import BridgeSiteData, FordData, RiverData
from game.data.schema_scenario import BridgeData

Crossing = BridgeSiteData | FordData
_WATER = ("lake", "river")


def _crossings(names: Names) -> Iterator[tuple[str, Path, Crossing]]:
    yield from names.entries(BridgeSiteData, "map")
    yield from names.entries(FordData, "map")


@check("M17", "error", "A bridge or ford does not lead over one hex of a wide river, or over a boggy stream.")
def over_water(names: Names) -> Iterator[Finding]:
    """The two ends of every bridge and ford."""
    grid = names.grid
    for file, path, crossing in _crossings(names) if grid else ():
        one = grid.parse(crossing.from_) if grid else None
        other = grid.parse(crossing.to) if grid and crossing.to else one
        if grid is None or one is None or other is None:
            continue
        if crossing.to is None:
            if crossing.from_ not in _boggy(names):
                yield Finding(file, (*path, "from"), f"no boggy stream runs through hex {crossing.from_}", _STREAM_HINT)
        elif not _is_over_river(names, grid, one, other):
            text = f"between {crossing.from_} and {crossing.to} lies no one hex of a wide river"
            yield Finding(file, (*path, "to"), text, "choose hexes on land that face each other over the water")


_STREAM_HINT = "give `to` for a wide river, or choose a hex of a river of class boggy"


def _boggy(names: Names) -> set[str]:
    rivers = [river for _, _, river in names.entries(RiverData, "map")]
    return {name for river in rivers if river.class_ == "boggy" for name in river.hexes}


def _is_over_river(names: Names, grid: Grid, one: HexId, other: HexId) -> bool:
    between = [h for h in grid.adjacent[one] if h in grid.adjacent[other]]
    if grid.distance(one, other) != 2:
        return False
    ground = [names.terrain(h) for h in (one, other, *between)]
    # Rows that could not be read are a fault of their own.
    wet = [kind is not None and kind.water in _WATER for kind in ground]
    return None in ground or (not wet[0] and not wet[1] and any(wet))


@check("W17", "error", "A bridge of the scenario is to bear more than its site allows.")
def overloaded(names: Names) -> Iterator[Finding]:
    """Loads of the scenario's bridges."""
    sites = names.known("map", "bridges") or {}
    for file, path, bridge in names.entries(BridgeData, "scenario"):
        site = sites.get(bridge.at)
        if site and bridge.load_t is not None and bridge.load_t > site.load_t:
            text = f"the best bridge at {bridge.at} bears {site.load_t:g} tonnes"
            yield Finding(file, (*path, "load_t"), text, "lower it, or raise the site's")


@check("W18", "warning", "Two bridges stand at one site at the same time.")
def doubled(names: Names) -> Iterator[Finding]:
    """Sites of the scenario's bridges."""
    seen: set[tuple[str, str | None]] = set()
    for file, path, bridge in names.entries(BridgeData, "scenario"):
        if (bridge.at, bridge.from_) in seen:
            yield Finding(file, (*path, "at"), f"another bridge is at {bridge.at} from the same time", "leave one out")
        seen.add((bridge.at, bridge.from_))


@check("W19", "error", "A unit whose park lies in a bridge has no park.")
def parkless(names: Names) -> Iterator[Finding]:
    """Units named by the scenario's bridges."""
    for file, path, bridge in names.entries(BridgeData, "scenario"):
        unit = names.units.get(bridge.unit) if bridge.unit else None
        kind = names.kind_of(unit) if unit else None
        if kind and not kind.park:
            hint = "name a unit of a kind with a `park`, or leave `unit` out"
            yield Finding(file, (*path, "unit"), f"a {kind.id} has no park", hint)
