"""Checks of the victory list, sides and restraints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path
from game.data.schema_events import ConditionData
from game.data.schema_scenario import HeldData, ItemData

_NEEDS: dict[str, tuple[str, ...]] = {
    "hold": ("place",),
    "take": ("place",),
    "evict": ("place",),
    "exit": ("place",),
    "preserve": ("share",),
    "destroy": ("unit",),
    "losses": ("per", "of"),
    "time": ("place", "per"),
    "pocketed": ("per", "of"),
}
_MAY_HAVE: dict[str, tuple[str, ...]] = {"take": ("by",), "exit": ("unit", "by")}
_PARAMETERS = ("place", "by", "per", "of", "unit", "share")
LAST_MARGIN = -999


def _items(names: Names) -> Iterator[tuple[Path, ItemData]]:
    for _, path, item in names.entries(ItemData, "scenario"):
        yield path, item


@check("W01", "error", "A victory line lacks what its kind needs.")
def lacking(names: Names) -> Iterator[Finding]:
    """Parameters of each kind."""
    for path, item in _items(names):
        missing = [key for key in _NEEDS[item.kind] if getattr(item, key) is None]
        if missing:
            yield Finding("scenario", path, f"'{item.kind}' needs {' and '.join(missing)}", "add what is missing")


@check("W02", "warning", "A victory line is worth no points.")
def worthless(names: Names) -> Iterator[Finding]:
    """Points of 0."""
    for path, item in _items(names):
        if item.points == 0:
            yield Finding("scenario", (*path, "points"), "the line is worth nothing", "give it points, or delete it")


@check("W03", "error", "Victory levels do not fall from the best for the first side to the best for the second.")
def levels(names: Names) -> Iterator[Finding]:
    """Margins in order."""
    scenario = names.bundle.scenario
    for index, (a, b) in enumerate(pairwise(scenario.victory.levels if scenario else ()), start=1):
        if b.margin >= a.margin:
            text = f"margin {b.margin} is not below {a.margin} of the level above"
            yield Finding("scenario", ("victory", "levels", index, "margin"), text, "sort the levels, highest first")


@check("W04", "error", "The last victory level does not catch every remaining result.")
def last_level(names: Names) -> Iterator[Finding]:
    """The last level must have margin -999."""
    scenario = names.bundle.scenario
    if scenario and names.is_whole("scenario", "victory"):
        found = scenario.victory.levels
        if not found:
            yield Finding("scenario", ("victory", "levels"), "there are no levels", "add at least one")
        elif found[-1].margin != LAST_MARGIN:
            path = ("victory", "levels", len(found) - 1, "margin")
            yield Finding("scenario", path, f"the last margin is {found[-1].margin}", f"write {LAST_MARGIN}")


@check("W05", "error", "A victory line cannot be earned, because its time lies outside the battle.")
def out_of_time(names: Names) -> Iterator[Finding]:
    """`by` of each line."""
    for path, item in _items(names):
        minute = names.minute(item.by) if item.by else None
        if minute is not None and names.clock and not 0 < minute <= names.clock.length:
            text = f"{item.by} is not between the first turn and the end"
            yield Finding("scenario", (*path, "by"), text, "choose a time within the battle")


@check("W06", "error", "Control of a place is asked for, but the map does not mark the place as an objective.")
def no_objective(names: Names) -> Iterator[Finding]:
    """Places of hold, take and time lines, of control conditions and of the record."""
    known = names.known("map", "places") or {}
    for file, path, place in _controlled(names):
        entry = known.get(place)
        if entry and not entry.objective:
            text = f"nobody records who holds '{place}'"
            yield Finding(file, path, text, "set `objective: true` for it in the map")


def _held(names: Names) -> Iterator[tuple[Path, HeldData]]:
    scenario = names.bundle.scenario
    for index, held in enumerate(scenario.held if scenario else ()):
        yield ("held", index), held


def _controlled(names: Names) -> Iterator[tuple[str, Path, str]]:
    for path, item in _items(names):
        if item.kind in ("hold", "take", "time") and item.place:
            yield "scenario", (*path, "place"), item.place
    for path, held in _held(names):
        yield "scenario", (*path, "place"), held.place
    for file, path, condition in names.entries(ConditionData):
        if condition.control:
            yield file, (*path, "control", "place"), condition.control.place
        if condition.contested:
            yield file, (*path, "contested", "place"), condition.contested.place
    history = names.bundle.value("history")
    for index, record in enumerate(history.control if history else ()):
        yield "history", ("control", index, "place"), record.place
    for index, figure in enumerate(history.figures if history else ()):
        if figure.measure.startswith("fall."):
            yield "history", ("figures", index, "measure"), figure.measure.removeprefix("fall.")


@check("W16", "warning", "A place is said to be held by one side, and only the other stands there at the start.")
def squatters(names: Names) -> Iterator[Finding]:
    """`held` against units: whoever stands on a place has it."""
    for path, held in _held(names):
        hex_ = names.spot(held.place)
        there = [unit for unit in names.units.values() if unit and hex_ is not None and names.start_hex(unit) == hex_]
        sides = {side for unit in there if (side := names.side_of(unit))}
        if sides and held.by not in sides:
            text = f"{there[0].id} of {sorted(sides)[0]} stands on {held.place}"
            yield Finding("scenario", (*path, "by"), text, "delete the entry, or move the unit")


@check("W07", "warning", "History scores more on a victory line than the line is worth.")
def beyond(names: Names) -> Iterator[Finding]:
    """`history` against `points`; lines that pay several times may exceed them, a contested place pays half."""
    for path, item in _items(names):
        known = (0, item.points, item.points // 2) if item.kind == "hold" else (0, item.points)
        if item.kind not in ("losses", "time", "pocketed") and item.history is not None and item.history not in known:
            text = f"history scores {item.history}, the line is worth {item.points}"
            yield Finding("scenario", (*path, "history"), text, f"write 0 or {item.points}")


@check("W08", "warning", "A side earns points for its own losses.")
def own_losses(names: Names) -> Iterator[Finding]:
    """`of` and `unit` should be the enemy's."""
    for path, item in _items(names):
        unit = names.units.get(item.unit or "") if item.kind == "destroy" else None
        if item.kind in ("losses", "pocketed") and item.of == item.side and item.points > 0:
            yield Finding("scenario", (*path, "of"), f"{item.side} earns by its own losses", "name the other side")
        elif unit and names.side_of(unit) == item.side:
            yield Finding("scenario", (*path, "unit"), f"{unit.id} is of the same side", "name a unit of the enemy")


@check("W09", "warning", "A victory line has a parameter that its kind does not use.")
def surplus(names: Names) -> Iterator[Finding]:
    """Parameters without meaning."""
    for path, item in _items(names):
        used = (*_NEEDS[item.kind], *_MAY_HAVE.get(item.kind, ()))
        for key in _PARAMETERS:
            if getattr(item, key) is not None and key not in used:
                yield Finding("scenario", (*path, key), f"'{item.kind}' does not use it", "delete it", of_key=True)


@check("W10", "warning", "A side has no victory line, so that it cannot score.")
def aimless(names: Names) -> Iterator[Finding]:
    """Each side should earn points somewhere."""
    scenario = names.bundle.scenario
    if scenario and names.is_whole("scenario", "victory") and scenario.victory.items:
        earning = {item.side for item in scenario.victory.items}
        for side in scenario.sides:
            if side.id not in earning:
                yield Finding("scenario", ("victory", "items"), f"{side.id} has no line", "add one for it")


@check("W11", "error", "Both sides have the same colour.")
def colours(names: Names) -> Iterator[Finding]:
    """Colours of the sides."""
    scenario = names.bundle.scenario
    if scenario and scenario.sides[0].colour == scenario.sides[1].colour:
        yield Finding("scenario", ("sides", 1, "colour"), "the other side has this colour too", "write blue or red")


@check("W12", "warning", "A side's breaking point is not below its resolve.")
def breaking_points(names: Names) -> Iterator[Finding]:
    """`break_at` against `resolve`."""
    scenario = names.bundle.scenario
    for index, side in enumerate(scenario.sides if scenario else ()):
        if side.break_at >= side.resolve:
            text = f"{side.id} breaks at {side.break_at} and starts with {side.resolve}"
            yield Finding("scenario", ("sides", index, "break_at"), text, "lower it")


@check("W13", "warning", "Breaking a restraint releases one of the same side.")
def own_release(names: Names) -> Iterator[Finding]:
    """A breach frees the enemy, not oneself."""
    scenario = names.bundle.scenario
    sides = {restraint.id: restraint.side for restraint in scenario.restraints} if scenario else {}
    for number, restraint in enumerate(scenario.restraints if scenario else ()):
        for index, name in enumerate(restraint.price.releases):
            if sides.get(name) == restraint.side:
                path = ("restraints", number, "price", "releases", index)
                text = f"'{name}' binds {restraint.side} itself"
                yield Finding("scenario", path, text, "name a restraint of the other side")


@check("W14", "error", "Registered targets do not say whose guns they are for.")
def nobodys_targets(names: Names) -> Iterator[Finding]:
    """Sides of registered targets; wire and trenches serve whoever comes."""
    scenario = names.bundle.scenario
    for index, work in enumerate(scenario.works if scenario else ()):
        if work.kind == "registered" and work.side is None:
            yield Finding("scenario", ("works", index), "registered targets need a side", "add `side`")


@check("W15", "warning", "A trench has no minutes of digging, so that nothing is there.")
def shallow_trenches(names: Names) -> Iterator[Finding]:
    """Minutes of trenches."""
    scenario = names.bundle.scenario
    for index, work in enumerate(scenario.works if scenario else ()):
        if work.kind == "trench" and work.minutes == 0:
            yield Finding("scenario", ("works", index), "the trench has no `minutes`", "give the minutes of digging")
