"""Checks of the figures of the record: measures, bounds, hours, and who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path, did_you_mean
from game.data.schema_texts import FigureData, SaidData
from game.model.history import TOLLS

MEASURES = (
    *TOLLS,
    "tanks_repaired",
    "cars_repaired",
    "aircraft_lost",
    "aircraft_damaged",
    "aircraft_repaired",
    "sorties",
    "shells",
)
"""Measures of a side; those of `TOLLS` of a formation or a unit as well."""
CLOCKS = ("fall.", "ring.", "clear.")
"""Beginnings of measures that are an hour."""
DEPTH = "depth."
"""Beginning of measures that are kilometres."""
HOURS = "fall.PLACE, ring.SIDE, clear.SIDE.REGION or depth.SIDE"
_SLACK = 0.1
"""How far a count may lie beyond the range without being called an outlier."""
_TIME = re.compile(r"\d\d-\d\d \d\d:\d\d")


@check("F01", "error", "The low end of a recorded figure is above its high end.")
def upside_down(names: Names) -> Iterator[Finding]:
    """Bounds of figures."""
    for file, path, figure in names.entries(FigureData, "history"):
        for where, entry in _ranges(path, figure):
            low, high = _bound(names, entry.low), _bound(names, entry.high)
            if low is not None and high is not None and low > high:
                yield Finding(file, (*where, "low"), f"{entry.low} is above {entry.high}", "exchange low and high")


def _ranges(path: Path, figure: FigureData) -> Iterator[tuple[Path, FigureData | SaidData]]:
    """The figure and each voice about it, with their places in the file."""
    yield path, figure
    for index, said in enumerate(figure.said):
        yield (*path, "said", index), said


def _bound(names: Names, text: str | None) -> float | None:
    if text is None:
        return None
    return names.minute(text) if _TIME.fullmatch(text) else float(text)


@check("F02", "error", "A recorded figure has a measure that the game does not take.")
def measures(names: Names) -> Iterator[Finding]:
    """Measures against sides, formations, units, places and regions."""
    scenario, places = names.bundle.scenario, names.places
    if scenario is None or places is None:
        return
    formed = names.is_whole("forces", "formations") and names.is_whole("forces", "units")
    bodies = {*(names.known("forces", "formations") or ()), *(names.known("forces", "units") or ())}
    known = [f"{side.id}.{measure}" for side in scenario.sides for measure in MEASURES]
    known += [f"{clock}.{side.id}" for clock in ("ring", "depth") for side in scenario.sides]
    known += [f"fall.{place}" for place in places]
    regions = names.known("map", "regions") or ()
    known += [f"clear.{side.id}.{region}" for side in scenario.sides for region in regions]
    for file, path, figure in names.entries(FigureData, "history"):
        base, slash, body = figure.measure.partition("/")
        where, text = (*path, "measure"), f"there is no measure '{figure.measure}'"
        if base not in known:
            hint = did_you_mean(base, known) or f"write SIDE.{'/'.join(MEASURES)} or {HOURS}"
            yield Finding(file, where, text, hint)
        elif slash and base.rpartition(".")[2] not in TOLLS:
            yield Finding(file, where, text, f"of a formation the game counts {', '.join(TOLLS)}")
        elif slash and formed and body not in bodies:
            hint = did_you_mean(body, sorted(bodies)) or "name a formation or a unit of forces.yaml"
            yield Finding(file, where, f"forces.yaml has no formation or unit '{body}'", hint)


@check("F03", "error", "The bounds or the unit of a recorded figure do not suit its measure.")
def units(names: Names) -> Iterator[Finding]:
    """Times for `fall`, `ring` and `clear`, kilometres for `depth`, numbers for all else."""
    for file, path, figure in names.entries(FigureData, "history"):
        is_hour, is_depth = figure.measure.startswith(CLOCKS), figure.measure.startswith(DEPTH)
        if is_hour != (figure.unit == "time") or is_depth != (figure.unit == "km"):
            text = f"'{figure.measure}' is not counted in {figure.unit}"
            hint = "write time" if is_hour else "write km" if is_depth else "write men, tanks or guns"
            yield Finding(file, (*path, "unit"), text, hint)
            continue
        for where, entry in _ranges(path, figure):
            for key in ("low", "high"):
                bound = getattr(entry, key)
                if bound is not None and bool(_TIME.fullmatch(bound)) != is_hour:
                    wanted = "a time" if is_hour else "a number"
                    yield Finding(file, (*where, key), f"{wanted} is needed for '{figure.measure}'")


@check("F04", "error", "A recorded figure is taken at a time that cannot be read.")
def moments(names: Names) -> Iterator[Finding]:
    """`at` of figures."""
    for file, path, figure in names.entries(FigureData, "history"):
        if figure.at != "end" and not _TIME.fullmatch(figure.at):
            yield Finding(file, (*path, "at"), f"'{figure.at}' is no time", "write end, or month-day hour:minute")


@check("F06", "warning", "A recorded figure is counted from or to an hour at which no turn begins.")
def between_turns(names: Names) -> Iterator[Finding]:
    """`from` and `at` of figures: games are counted when a turn begins, so the hours between would be rounded."""
    scenario = names.bundle.scenario
    if scenario is None or names.clock is None:
        return
    starts, at = [0], 0
    for block in scenario.turns:
        starts += [at + block.minutes * (n + 1) for n in range(block.count)]
        at = starts[-1]
    for file, path, figure in names.entries(FigureData, "history"):
        for key, when in (("from", figure.from_), ("at", figure.at)):
            minute = names.minute(when) if when and _TIME.fullmatch(when) else None
            if minute is not None and minute not in starts:
                hint = f"the nearest is {names.clock.stamp(min(starts, key=lambda s: (abs(s - minute), s)))}"
                yield Finding(file, (*path, key), f"no turn begins at {when}", hint)


@check("F07", "error", "A recorded figure begins after it is counted, or is of a kind that has no beginning.")
def backwards(names: Names) -> Iterator[Finding]:
    """`from` of figures against `at`; an hour has none, and a depth is the one at the end."""
    for file, path, figure in names.entries(FigureData, "history"):
        if figure.measure.startswith(DEPTH) and figure.at != "end":
            yield Finding(file, (*path, "at"), f"'{figure.measure}' is taken at the end", "write end")
        if figure.from_ is None:
            continue
        where = (*path, "from")
        if figure.measure.startswith((*CLOCKS, DEPTH)):
            what = "a depth" if figure.measure.startswith(DEPTH) else "an hour"
            yield Finding(file, where, f"'{figure.measure}' is {what}, and is not counted from one", "delete `from`")
        elif _TIME.fullmatch(figure.at) and (names.minute(figure.from_) or 0) >= (names.minute(figure.at) or 0):
            text = f"{figure.from_} is not before {figure.at}, at which the figure is taken"
            yield Finding(file, where, text, "exchange `from` and `at`, or choose other hours")


@check("F09", "error", "A recorded figure lacks a bound, or has one although nobody recorded it.")
def bounds(names: Names) -> Iterator[Finding]:
    """`low` and `high` go together, and not with `unknown`; whoever says something says at least one of them."""
    for file, path, figure in names.entries(FigureData, "history"):
        told = [key for key in ("low", "high", "said", "misfit") if getattr(figure, key)]
        if figure.unknown and told:
            hint = f"delete `unknown`, or {' and '.join(f'`{key}`' for key in told)}"
            yield Finding(file, (*path, told[0]), "the figure is said to be unknown", hint)
        elif not figure.unknown and (figure.low is None or figure.high is None):
            lacks = "low" if figure.low is None else "high"
            yield Finding(file, path, f"`{lacks}` is missing", "add it, or `unknown: true` if nobody recorded it")
        for index, said in enumerate(figure.said):
            if said.low is None and said.high is None:
                yield Finding(file, (*path, "said", index), "the voice says nothing", "add `low`, `high` or both")


@check("F10", "warning", "A voice lies far from the range of its figure, and is no claim or outlier.")
def left_out(names: Names) -> Iterator[Finding]:
    """Counts against the range that is made of them; a tenth beyond it may be what was taken off for other days."""
    for file, path, figure in names.entries(FigureData, "history"):
        low, high = _bound(names, figure.low), _bound(names, figure.high)
        for index, said in enumerate(figure.said):
            first, last = _bound(names, said.low), _bound(names, said.high)
            if said.kind != "count" or low is None or high is None:
                continue
            slack = 0.0 if figure.measure.startswith(CLOCKS) else _SLACK
            if (first is not None and first > high * (1 + slack)) or (last is not None and last < low * (1 - slack)):
                text = f"nothing of it lies near {figure.low} to {figure.high}"
                hint = "widen the range, or write `kind: outlier`"
                yield Finding(file, (*path, "said", index), text, hint)
