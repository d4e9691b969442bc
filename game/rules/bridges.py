"""Rules 4.12 to 4.14: marches over bridges, what they bear, how many go over in a turn, and fire on them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.board import Board
from game.model.crossings import PONTOON, Span
from game.model.orders import Refusal
from game.model.rulebook import Rulebook
from game.model.state import GameState
from game.rules import ferries
from game.rules.ground import interdicted, turn_of
from game.rules.ledger import Ledger
from game.rules.terrain_costs import WHEELED, WHEELS, Conditions, way_minutes

ROUNDED = 10
"""Minutes to which the time of a passage is rounded up, so that units of like size share their tables."""
ANYBODY = 30
"""Minutes that a passage takes on the mean, for what is reckoned for nobody in particular."""
LEAST_T = {"wheel": 2.0, "motor": 2.0, "towed": 2.0, "track": 8.0}
"""Tonnes that a bridge must bear to count as a way for a class in general."""
Links = tuple[tuple[HexId, HexId, int], ...]


class Passage(NamedTuple):
    """What goes over a span as it is."""

    load_t: float
    men_hour: float
    pieces_hour: float
    """Vehicles and guns."""
    boats: bool
    """Whether only the boats of a bridge in building carry."""


def passage(rules: Rulebook, span: Span) -> Passage | None:
    """What a span carries now; None if nothing. Rules 4.13 and 10.11."""
    table, work = rules.engineering.passage, rules.engineering.bridging
    if span.stands:
        load = span.load_kg / 1000.0
        return Passage(
            load, table["men_hour"], table["heavy_hour" if load >= table["heavy_t"] else "light_hour"], False
        )
    if span.kind == PONTOON and span.work >= work["boats"]:
        return Passage(work["boats_load"], work["boats_men"], table["light_hour"], True)
    return None


def demand(state: GameState, unit: UnitId) -> tuple[float, float]:
    """Tonnes of the heaviest piece of a unit, and how many vehicles and guns it has. Rule 4.13."""
    spec, table = state.scenario.units[unit], state.scenario.rules.engineering.passage
    hulls = sum(state.vehicles[unit])
    guns = sum([n for arm, n in zip(spec.arms, state.arms[unit], strict=True) if arm.weapon.weight_t > 0.0])
    wheeled = spec.kind.mobility in WHEELS or spec.kind.mobility == "towed"
    lorries = state.men[unit] / table["lorry_men"] if wheeled and not hulls else 0.0
    heaviest = ferries.load_t(state, unit)
    return (max(heaviest, table["lorry_t"]) if lorries else heaviest), hulls + guns + lorries


def passing_minutes(state: GameState, unit: UnitId, bridge: int, how: Passage) -> int:
    """Minutes for which a unit has a bridge to itself. Rules 4.13 and 4.14."""
    minutes = state.men[unit] * 60.0 / how.men_hour + demand(state, unit)[1] * 60.0 / how.pieces_hour
    if under_fire(state, state.side_of(unit), state.scenario.board.bridges[bridge].ends):
        minutes *= state.scenario.rules.engineering.passage["under_fire"]
    return int(minutes / ROUNDED + 0.999) * ROUNDED


def under_fire(state: GameState, side: SideId, ends: tuple[HexId, ...]) -> bool:
    """Whether shells fall on an end of a bridge in this turn, or enemy aircraft hang over it. Rule 4.14."""
    fire = state.fire_on[enemy_of(side)]
    if any(h in fire and fire[h].lifts >= state.minute for h in ends):
        return True
    return bool(state.aloft) and any(interdicted(state, side) >> h & 1 for h in ends)


def is_full(state: GameState, unit: UnitId, bridge: int, how: Passage) -> bool:
    """Whether others leave a unit no time on a bridge in this turn; an idle one takes anybody. Rule 4.13."""
    used = state.bridge_used[bridge]
    return used > 0 and used + passing_minutes(state, unit, bridge, how) > turn_of(state).minutes


def links(state: GameState, unit: UnitId, at: Conditions, *, patient: bool) -> Links:
    """Steps over bridges that its side knows of and that bear a unit, with their minutes. Rules 4.12 to 4.14.

    Args:
        patient: whether bridges count on which there is no time left in this turn.
    """
    board, rules = state.scenario.board, state.scenario.rules
    found: list[tuple[HexId, HexId, int]] = []
    for number, span in enumerate(state.spans_known[state.side_of(unit)]):
        how = passage(rules, span)
        if how is None or demand(state, unit)[0] > how.load_t:
            continue
        if not patient and is_full(state, unit, number, how):
            continue
        minutes = passing_minutes(state, unit, number, how)
        found += _steps(board, rules, at, number, minutes)
    return tuple(found)


_SITES: dict[tuple[Board, int, Conditions, int], tuple[tuple[HexId, HexId, float], ...]] = {}
_MOST_SITES = 4096


def _steps(board: Board, rules: Rulebook, at: Conditions, number: int, minutes: int) -> list[tuple[HexId, HexId, int]]:
    """The steps of one bridge; over a stream men and horses do without it. Rules 4.12 and 4.16."""
    key = (board, id(rules), at, number)
    found = _SITES.get(key)
    if found is None:
        if len(_SITES) >= _MOST_SITES:
            _SITES.clear()
        found = _SITES[key] = tuple(
            [
                (here, there, way_minutes(board, rules, at, here, there))
                for (here, there), site in board.bridge_steps.items()
                if site == number and (at.mobility in WHEELED or (here, there) not in board.boggy_steps)
            ]
        )
    return [(here, there, int(way + minutes + 0.5)) for here, there, way in found]


def general_links(board: Board, rules: Rulebook, spans: Sequence[Span], at: Conditions) -> Links:
    """Steps over bridges for a class in general: for carriers, and for plans. Rules 4.12 and 11.1."""
    found: list[tuple[HexId, HexId, int]] = []
    for number, span in enumerate(spans):
        how = passage(rules, span)
        if how is not None and how.load_t >= LEAST_T.get(at.mobility, 0.0):
            found += _steps(board, rules, at, number, ANYBODY)
    return tuple(found)


def bridge_of(state: GameState, unit: UnitId, here: HexId, there: HexId) -> int | None:
    """The site over which a unit makes a step; None if it needs no bridge. Rules 4.12 and 4.16."""
    board = state.scenario.board
    number = board.bridge_steps.get((here, there))
    if number is None or there not in board.grid.adjacent[here]:
        return number
    needs = state.scenario.units[unit].kind.mobility in WHEELED and (here, there) not in board.ford_steps
    return number if needs else None


def minutes_across(state: GameState, unit: UnitId, here: HexId, there: HexId) -> int | None:
    """Minutes that the bridge of a step costs on top of the way, as its side knows it; None without one. Rule 4.13."""
    number = bridge_of(state, unit, here, there)
    how = _known(state, unit, number) if number is not None else None
    return passing_minutes(state, unit, number, how) if number is not None and how is not None else None


def has_no_time(state: GameState, unit: UnitId, way: Sequence[HexId]) -> int | None:
    """A bridge of a way on which others leave a unit no time in this turn. Rule 4.13."""
    for here, there in pairwise(way) if state.spans else ():
        number = bridge_of(state, unit, here, there)
        how = _known(state, unit, number) if number is not None else None
        if number is not None and how is not None and is_full(state, unit, number, how):
            return number
    return None


def too_far(state: GameState, unit: UnitId, way: Sequence[HexId], minutes: int) -> Refusal:
    """Why a way cannot be gone in this turn: a bridge of it is full, or it is too long. Rules 4.1 and 4.13."""
    full = has_no_time(state, unit, way)
    if full is None:
        return Refusal("too-far", "4.1", (("minutes", minutes), ("left", state.minutes[unit])))
    return Refusal("bridge-full", "4.13", (("bridge", state.scenario.board.bridges[full].name),))


def remarks(state: GameState, unit: UnitId, here: HexId, there: HexId) -> list[str]:
    """Words on a step over water: bridge or ford. Rules 4.12 and 4.15."""
    board = state.scenario.board
    found = ["bridge"] if board.bridges and bridge_of(state, unit, here, there) is not None else []
    return [*found, "ford"] if board.fords and there in board.forded.get(here, ()) else found


def _known(state: GameState, unit: UnitId, number: int) -> Passage | None:
    return passage(state.scenario.rules, state.spans_known[state.side_of(unit)][number])


def refusal(state: GameState, unit: UnitId, here: HexId, there: HexId) -> Refusal | None:
    """Why no bridge known to a unit's side takes it from end to end; None where there is none. Rule 4.13."""
    number = bridge_of(state, unit, here, there)
    how = _known(state, unit, number) if number is not None else None
    if number is None or how is None:
        return None
    name = state.scenario.board.bridges[number].name
    if demand(state, unit)[0] > how.load_t:
        return Refusal("bridge-weak", "4.13", (("unit", state.scenario.units[unit].id), ("bridge", name)))
    return Refusal("bridge-full", "4.13", (("bridge", name),)) if is_full(state, unit, number, how) else None


def set_foot(ledger: Ledger, unit: UnitId, here: HexId, there: HexId) -> bool:
    """A unit comes to a bridge on its way; False if it does not stand after all. Rules 4.13 and 10.14."""
    state = ledger.state
    number = bridge_of(state, unit, here, there) if state.spans else None
    if number is None:
        return True
    how = passage(state.scenario.rules, state.spans[number])
    if how is None or demand(state, unit)[0] > how.load_t:
        ledger.emit(ev.BridgeSeen(state.side_of(unit), number, state.spans[number]))
        return False
    ledger.emit(ev.BridgeUsed(unit, number, passing_minutes(state, unit, number, how)))
    return True


def come_over(ledger: Ledger, unit: UnitId, here: HexId, there: HexId) -> None:
    """By day, in the enemy's sight, his guns fire at who has come over the water. Rules 4.14 and 4.15."""
    state = ledger.state
    if there not in state.scenario.board.grid.adjacent[here]:
        ferries.in_sight_under_fire(ledger, unit, here, there)
