"""Checks of supply lines, where their dumps lie and what they bring, and of attachments."""

from __future__ import annotations

from collections.abc import Iterator

from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path
from game.data.schema_events import AttachData
from game.data.schema_forces import UnitData
from game.data.schema_scenario import LineData, SideData


def _lines(names: Names) -> Iterator[tuple[Path, LineData]]:
    for _, path, line in names.entries(LineData, "scenario"):
        yield path, line


@check("L01", "error", "The dump of a supply line lies where carriers on foot cannot go.")
def drowned(names: Names) -> Iterator[Finding]:
    """Terrain of the dumps."""
    for path, line in _lines(names):
        hex_ = names.spot(line.at)
        ground = names.terrain(hex_) if hex_ is not None else None
        if ground and (ground.water in ("lake", "river") or "foot" in ground.closed):
            yield Finding("scenario", (*path, "at"), f"{line.at} is {ground.id}", "choose a hex on land")


@check("L07", "warning", "Boats bring supply to a hex at which no ferry lands.")
def no_landing(names: Names) -> Iterator[Finding]:
    """Dumps of lines by boat against the ferries of the map."""
    ferries = names.bundle.map.ferries if names.bundle.map else ()
    landings = {names.grid.parse(end) for ferry in ferries for end in (ferry.from_, ferry.to)} if names.grid else set()
    for path, line in _lines(names) if names.is_whole("map", "ferries") and names.grid else ():
        hex_ = names.spot(line.at)
        if line.by == "boat" and hex_ is not None and hex_ not in landings:
            hint = "choose a landing of a ferry, or `by: road`"
            yield Finding("scenario", (*path, "at"), f"no ferry lands at {line.at}", hint)


@check("L02", "error", "A supply line brings nothing and has nothing in its dump.")
def empty(names: Names) -> Iterator[Finding]:
    """Tonnage of lines."""
    for path, line in _lines(names):
        if line.tons_day <= 0.0 and line.stores <= 0.0:
            text = f"{line.id} brings nothing a day"
            yield Finding("scenario", (*path, "tons_day"), text, "give its tons a day, or `stores`, or delete it")


@check("L08", "error", "What lorries bring does not come to a hundred.")
def haul(names: Names) -> Iterator[Finding]:
    """Shares of `haul`."""
    for _, path, side in names.entries(SideData, "scenario"):
        if side.haul is not None:
            whole = round(side.haul.shells + side.haul.fuel + side.haul.food + side.haul.works)
            if whole != 100:
                text = f"the shares of {side.id} come to {whole}"
                yield Finding("scenario", (*path, "haul"), text, "make shells, fuel, food and works add up to 100")


@check("L09", "warning", "Stores are told apart by kind for a side that has no haul.")
def no_haul(names: Names) -> Iterator[Finding]:
    """`stock` and `shells_day` of lines without `haul`."""
    for _, path, side in names.entries(SideData, "scenario"):
        for index, line in enumerate(side.lines if side.haul is None else ()):
            if line.stock is not None or line.shells_day is not None:
                text = f"{line.id} tells stores apart and {side.id} does not"
                yield Finding("scenario", (*path, "lines", index), text, "give the side a `haul`, or delete it")


@check("L03", "warning", "A dump begins with more than it is said to hold.")
def overfull(names: Names) -> Iterator[Finding]:
    """Stores at the start against the most."""
    for path, line in _lines(names):
        if line.most is not None and line.stores > line.most:
            text = f"{line.stores:g} tons lie in a dump for {line.most:g}"
            yield Finding("scenario", (*path, "stores"), text, "raise `most` or lower `stores`")


@check("L04", "warning", "A side has lines, so that its supply sources count for nothing.")
def both(names: Names) -> Iterator[Finding]:
    """Sides with `supply` and `lines`."""
    for _, path, side in names.entries(SideData, "scenario"):
        if side.lines and side.supply:
            text = f"the carriers of {side.id} start from the dumps of its lines"
            yield Finding("scenario", (*path, "supply"), text, "delete `supply`, or make lines of its places")


@check("L05", "warning", "A unit starts with more shells than it is filled up to.")
def surplus(names: Names) -> Iterator[Finding]:
    """Shells against the full number."""
    for _, path, unit in names.entries(UnitData, "forces"):
        if unit.shells_full is not None and unit.shells > unit.shells_full:
            text = f"{unit.id} starts with {unit.shells} shells and is filled up to {unit.shells_full}"
            yield Finding("forces", (*path, "shells_full"), text, "raise it, or lower `shells`")


@check("L06", "error", "A formation is attached to itself, to one under it, or to one of the other side.")
def attachments(names: Names) -> Iterator[Finding]:
    """Both ends of `attach`, by the order of battle at the start."""
    for file, path, part in names.entries(AttachData, "scenario"):
        lower, above = names.formations.get(part.formation), names.formations.get(part.to or "")
        if lower and above and lower.side != above.side:
            yield Finding(file, (*path, "to"), f"{above.id} fights for {above.side}", "choose one of its own side")
        seen: set[str] = set()
        while above and above.id not in seen:
            seen.add(above.id)
            if above.id == part.formation:
                text = f"{part.to} stands under {part.formation}"
                yield Finding(file, (*path, "to"), text, "choose one above it")
            above = names.formations.get(above.parent or "")
