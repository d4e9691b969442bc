"""Chapter 5: sight over the ground, contacts and their grades."""

from __future__ import annotations

from typing import cast

from attrs import frozen

from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.board import Board
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import heights
from game.rules.ground import light_at, occupants, side_masks, units_at, units_of_side_at, weather
from game.rules.guise import HEARD, has_engines, seems_men, sees_through
from game.rules.ledger import Ledger

_SIGHT: dict[tuple[Board, HexId, int], int] = {}
_MOST_SIGHT = 60_000
_LINES: dict[tuple[Board, HexId, HexId], bool] = {}
_MOST_LINES = 400_000


@frozen
class SightLine:
    """The line between two hexes, for the sight tool. Rule 5.1."""

    a: HexId
    b: HexId
    visible: bool
    """Whether nothing stands in between and it is near enough now."""
    range_m: int
    limit_m: int
    """How far one sees a moving unit at `b` now."""
    blocked_by: HexId | None
    by_m: float
    """Metres by which the worst hex rises above the line; 0 if none does."""
    profile: tuple[tuple[HexId, float, float], ...]
    """(hex, ground with its growth, height of the line), in metres, from `a` to `b`."""


def profile(board: Board, a: HexId, b: HexId, eye_m: float, target_m: float) -> tuple[tuple[HexId, float, float], ...]:
    """Ground and sight line hex by hex between two hexes. Rule 5.1."""
    way = board.grid.line(a, b)
    span = len(way) - 1
    low, high = board.elevation[a] + eye_m, board.elevation[b] + target_m
    return (
        tuple(
            (
                h,
                board.elevation[h] + (board.terrain(h).height_m if h not in (a, b) else 0.0),
                low + (high - low) * i / span,
            )
            for i, h in enumerate(way)
        )
        if span
        else ((a, float(board.elevation[a]), low),)
    )


def is_clear(state: GameState, a: HexId, b: HexId) -> bool:
    """Whether no ground between two hexes hides one from the other. The line is the same both ways. Rule 5.1."""
    if a > b:
        a, b = b, a
    board = state.scenario.board
    key = (board, a, b)
    known = _LINES.get(key)
    if known is None:
        if len(_LINES) > _MOST_LINES:
            _LINES.clear()
        known = _LINES[key] = _rises_nowhere(board, a, b, state.scenario.rules.sight.limits["eye_m"])
    return known


def _rises_nowhere(board: Board, a: HexId, b: HexId, eye_m: float) -> bool:
    """Whether no hex between two rises above the line of their `profile`; it stops at the first that does."""
    way = board.grid.line(a, b)
    span = len(way) - 1
    low, high = board.elevation[a] + eye_m, board.elevation[b] + eye_m
    for i in range(1, span):
        there = way[i]
        if board.elevation[there] + board.terrain(there).height_m > low + (high - low) * i / span:
            return False
    return True


def seen_from(state: GameState, hex_: HexId, radius: int) -> int:
    """Bit set of the hexes in clear view within some hexes. Kept for all games on the map."""
    board = state.scenario.board
    key = (board, hex_, radius)
    known = _SIGHT.get(key)
    if known is None:
        if len(_SIGHT) > _MOST_SIGHT:
            _SIGHT.clear()
        known = 0
        for there in board.grid.within(hex_, radius):
            if there == hex_ or is_clear(state, hex_, there):
                known |= 1 << there
        _SIGHT[key] = known
    return known


def overlooked_from(state: GameState, hex_: HexId, radius: int) -> int:
    """Bit set of the bare hexes far below in clear view within some hexes; kept like `seen_from`. Rule 6.17."""
    board = state.scenario.board
    low = heights.looked_down_on(state, hex_)
    if not low:
        return 0
    key = (board, hex_, -radius - 1)
    known = _SIGHT.get(key)
    if known is None:
        known = 0
        for there in hexes_of(low & board.grid.disk(hex_, radius)):
            if is_clear(state, hex_, there):
                known |= 1 << there
        _SIGHT[key] = known
    return known


def distance_m(state: GameState, a: HexId, b: HexId) -> int:
    """Metres between the near sides of two hexes, as sight and sound reckon it. Rule 5.2."""
    board = state.scenario.board
    apart = board.grid.distance(a, b)
    return max(0, (2 * apart - 1) * board.hex_m // 2)


def sight_limit_m(
    state: GameState, base: float, there: HexId, *, flash: bool = False, from_above: bool = False
) -> float:
    """How far something is seen at a hex in the light and weather of now. Rules 5.2 and 6.17.

    Args:
        from_above: whether by somebody who looks down on it over bare ground.
    """
    sight = state.scenario.rules.sight
    limits = sight.limits
    light = light_at(state, there)
    most = limits["most_m"]
    if from_above:
        base, most = base * sight.height["factor"], sight.height["most_m"]
    dark = base * limits["flash"] if flash else min(base, limits["dark_m"])
    seen = dark + (base - dark) * light
    return min(seen, float(weather(state).visibility_m), most)


def detection_m(state: GameState, target: UnitId, *, from_above: bool = False) -> float:
    """Metres at which a unit is noticed now, by sight or sound. Rules 5.2, 5.3 and 6.17."""
    sight = state.scenario.rules.sight
    here, noise = state.hex[target], state.noise[target]
    has_vehicles = has_engines(state, target)
    if noise == 2:
        base = sight.range_m["firing"]
    elif noise == 1:
        base = sight.range_m["vehicles" if has_vehicles else "moving"]
    else:
        base = sight.range_m["quiet"]
    if not from_above:
        base *= 1.0 - state.scenario.board.terrain(here).concealment
    if noise == 0 and state.dug[target] >= state.scenario.rules.engineering.works["hasty"]:
        base *= sight.limits["dug"]
    seen = sight_limit_m(state, base, here, flash=noise == 2, from_above=from_above)
    return max(seen, sight.limits["hear_m"]) if noise else seen


def notices(state: GameState, observer: HexId, target: UnitId) -> bool:
    """Whether an observer in a hex notices a unit that does not creep. Rules 5.1 to 5.3 and 6.17."""
    there = state.hex[target]
    metres = distance_m(state, observer, there)
    if metres > detection_m(state, target):
        overlooked = heights.lookouts(state, there) >> observer & 1
        if not overlooked or metres > detection_m(state, target, from_above=True):
            return False
    if metres <= state.scenario.rules.sight.limits["hear_m"] and state.noise[target]:
        return True
    return is_clear(state, observer, there)


def in_sight(state: GameState, side: SideId) -> int:
    """Bit set of the hexes where a side would see a unit on the move. Rules 5.2 and 6.17."""
    name = "sight1" if side else "sight0"
    found = state.caches.get(name)
    if found is None:
        bits = side_masks(state)[side]
        base = state.scenario.rules.sight.range_m["moving"]
        hex_m = state.scenario.board.hex_m
        dull = sight_limit_m(state, base, HexId(-1))
        radius = int((dull / hex_m) + 0.5)
        high = int((sight_limit_m(state, base, HexId(-1), from_above=True) / hex_m) + 0.5)
        for hex_ in hexes_of(side_masks(state)[side]):
            bits |= seen_from(state, hex_, radius) | overlooked_from(state, hex_, high)
        for lit in state.lit:
            far = int(sight_limit_m(state, base, lit) / hex_m + 0.5)
            if any(seen_from(state, h, far) >> lit & 1 for h in hexes_of(side_masks(state)[side])):
                bits |= 1 << lit
        found = state.caches[name] = bits
    return cast(int, found)


def sight_line(state: GameState, a: HexId, b: HexId) -> SightLine:
    """The sight tool: whether one hex sees a unit on the move in another, and what stands in the way. Rule 5.1."""
    sight = state.scenario.rules.sight
    eye = sight.limits["eye_m"]
    line = profile(state.scenario.board, min(a, b), max(a, b), eye, eye)
    line = line if a <= b else tuple(reversed(line))
    worst, by = None, 0.0
    for hex_, ground, height in line[1:-1]:
        if ground - height > by:
            worst, by = hex_, ground - height
    above = bool(heights.lookouts(state, b) >> a & 1)
    base = sight.range_m["moving"] * (1.0 if above else 1.0 - state.scenario.board.terrain(b).concealment)
    limit = sight_limit_m(state, base, b, from_above=above)
    metres = distance_m(state, a, b)
    return SightLine(a, b, worst is None and metres <= limit, metres, int(limit), worst, by, line)


def reported_men(state: GameState, unit: UnitId, grade: int, by: str = "sight") -> tuple[int, int]:
    """Band of men that a side is told of a unit. Rules 5.3, 5.9 and 5.92.

    Rounded first, so that the middle of the band does not give the exact number away.
    """
    men, band = seems_men(state, unit, grade, by), state.scenario.rules.sight.band
    if grade >= ev.IDENTIFIED:
        middle, spread = (men + 5) // 10 * 10, band["identified"]
    elif by in HEARD:
        middle, spread = max(100, (men + 50) // 100 * 100), state.scenario.rules.deception.noise["band"]
    else:
        middle, spread = max(10, (men + 25) // 50 * 50), band["seen"]
    return max(1, int(middle * (1.0 - spread))), max(1, int(middle * (1.0 + spread) + 0.999))


def seen_works(state: GameState, unit: UnitId) -> int:
    """Digging as it looks from outside: the least that makes the posture it has. Rule 5.3."""
    works = state.scenario.rules.engineering.works
    return int(max([need for need in works.values() if state.dug[unit] >= need], default=0))


def make_contact(ledger: Ledger, side: SideId, unit: UnitId, grade: int, by: str) -> bool:
    """Records that a side sees an enemy unit; True if that tells it anything new. Rule 5.4."""
    state = ledger.state
    if state.status[unit] != ON_MAP:
        return False  # the fire that showed it has left nobody
    old = state.grade[side][unit]
    grade = max(grade, old)
    if state.exposed[unit]:
        grade = ev.IDENTIFIED
    band = reported_men(state, unit, grade, by)
    here = state.hex[unit]
    news = old != grade or state.by_ear[side][unit] or state.seen_hex[side][unit] != here or state.hidden[unit]
    fresh = state.seen_minute[side][unit] == state.minute and state.seen_men[side][unit] == band
    if news or not fresh:
        ledger.emit(ev.ContactMade(side, unit, here, grade, band[0], band[1], seen_works(state, unit), by))
    return news


def report(ledger: Ledger, side: SideId, unit: UnitId, hex_: HexId, by: str) -> None:
    """A side hears of an enemy at a hex whom nobody has seen there. Rules 5.92 and 5.94."""
    low, high = reported_men(ledger.state, unit, ev.SEEN, by)
    ledger.emit(ev.ContactMade(side, unit, hex_, ev.SEEN, low, high, 0, by))


def grade_of(state: GameState, observer: HexId, target: UnitId) -> int:
    """Grade at which an observer that notices a unit knows it. Rules 5.3 and 5.91."""
    if sees_through(state, target, state.scenario.board.grid.distance(observer, state.hex[target])):
        return ev.IDENTIFIED
    metres = distance_m(state, observer, state.hex[target])
    share = state.scenario.rules.sight.limits["identify"]
    light = light_at(state, state.hex[target])
    near = metres <= detection_m(state, target) * share
    return ev.IDENTIFIED if near and light >= 0.4 else ev.SEEN


def look(ledger: Ledger, observer: UnitId) -> list[UnitId]:
    """What a unit sees of the enemy from where it stands; the enemies that are news. Rule 5.3."""
    state = ledger.state
    side, here = state.side_of(observer), state.hex[observer]
    grid, foes = state.scenario.board.grid, side_masks(state)[enemy_of(side)]
    near = grid.disk(here, _farthest(state)) & foes
    if low := heights.looked_down_on(state, here) & foes:
        near |= low & grid.disk(here, _farthest(state, from_above=True))
    news = []
    for hex_ in hexes_of(near):
        for target in units_of_side_at(state, enemy_of(side), hex_):
            if state.hidden[target] or not notices(state, here, target):
                continue
            if make_contact(ledger, side, target, grade_of(state, here, target), "sight"):
                news.append(target)
    return news


def _farthest(state: GameState, *, from_above: bool = False) -> int:
    """Hexes beyond which nothing at all is noticed now."""
    name = "farthest_high" if from_above else "farthest"
    found = state.caches.get(name)
    if found is None:
        sight = state.scenario.rules.sight
        metres = sight.limits["hear_m"]
        spots = [HexId(-1), *state.lit]
        for base, flash in ((max(sight.range_m.values()), False), (sight.range_m["firing"], True)):
            limits = [sight_limit_m(state, base, h, flash=flash, from_above=from_above) for h in spots]
            metres = max([metres, *limits])
        found = state.caches[name] = int(metres / state.scenario.board.hex_m + 0.5)
    return cast(int, found)


def watchers(state: GameState, unit: UnitId) -> list[UnitId]:
    """Enemy units that notice a unit which does not creep, in order of hex and number. Rule 5.3."""
    foe = enemy_of(state.side_of(unit))
    near = hexes_of(_near(state, unit) & side_masks(state)[foe])
    return [enemy for h in near if notices(state, h, unit) for enemy in units_of_side_at(state, foe, h)]


def _near(state: GameState, target: UnitId) -> int:
    """Bit set of the hexes near enough to notice a unit, or high enough above it. Rules 5.2 and 6.17."""
    hex_m, grid, here = state.scenario.board.hex_m, state.scenario.board.grid, state.hex[target]
    near = grid.disk(here, int(detection_m(state, target) / hex_m + 0.5))
    if high := heights.lookouts(state, here):
        near |= high & grid.disk(here, int(detection_m(state, target, from_above=True) / hex_m + 0.5))
    return near


def look_round(ledger: Ledger, unit: UnitId) -> None:
    """Both ways: what a unit sees where it has come to, and old contacts that prove empty. Rules 5.3 and 5.4."""
    look(ledger, unit)
    drop_empty(ledger, ledger.state.side_of(unit))


def drop_empty(ledger: Ledger, side: SideId) -> None:
    """Strikes off contacts at hexes in plain sight where nobody is, or that are too old. Rule 5.4."""
    state = ledger.state
    seen = in_sight(state, side)
    oldest = state.minute - state.scenario.rules.sight.age["dropped"]
    own = side_masks(state)[side]
    for unit in state.scenario.units_of[enemy_of(side)]:
        hex_ = state.seen_hex[side][unit]
        if not state.grade[side][unit] or hex_ < 0:
            continue
        gone = state.hex[unit] != hex_
        empty = not units_at(state, hex_) or own >> hex_ & 1
        # A position on the map is remembered while nobody has looked; men on the move are not.
        if gone and empty and (seen >> hex_ & 1 or own >> hex_ & 1 or state.seen_minute[side][unit] < oldest):
            ledger.emit(ev.ContactLost(side, unit, True))


def meet(ledger: Ledger, unit: UnitId, hex_: HexId) -> None:
    """A march runs into enemies it did not know of: both see each other. Rule 5.5."""
    state = ledger.state
    side = state.side_of(unit)
    for enemy in occupants(state).get(hex_, ()):
        make_contact(ledger, side, enemy, ev.IDENTIFIED, "approach")
    make_contact(ledger, enemy_of(side), unit, ev.IDENTIFIED, "approach")


def refresh(ledger: Ledger) -> None:
    """Everybody looks round at the start of a phase. Rule 5.3."""
    state = ledger.state
    for number, status in enumerate(state.status):
        target = UnitId(number)
        if status != ON_MAP or state.hidden[target] or target in state.scenario.off_map:
            continue
        foe = enemy_of(state.side_of(target))
        near = _near(state, target) & side_masks(state)[foe]
        grades = [grade_of(state, h, target) for h in hexes_of(near) if notices(state, h, target)] if near else []
        if grades:
            make_contact(ledger, foe, target, max(grades), "sight")
    for side in (SideId(0), SideId(1)):
        drop_empty(ledger, side)


def reconnoitre(ledger: Ledger) -> None:
    """What each side has learnt of the enemy's positions before the first turn. Rules 5.8 and 6.17."""
    state = ledger.state
    sight, hex_m = state.scenario.rules.sight, state.scenario.board.hex_m
    radius = int(sight.limits["before"] / hex_m + 0.5)
    high = int(min(sight.limits["before"] * sight.height["factor"], sight.height["most_m"]) / hex_m + 0.5)
    for unit in state.scenario.units:
        if unit.hex < 0 or not state.dug[unit.number] or unit.off_map_m:
            continue
        foe = enemy_of(unit.side)
        if any(
            (seen_from(state, h, radius) | overlooked_from(state, h, high)) >> unit.hex & 1
            for h in hexes_of(side_masks(state)[foe])
        ):
            band = reported_men(state, unit.number, ev.SEEN)
            works = seen_works(state, unit.number)
            ledger.emit(ev.ContactMade(foe, unit.number, unit.hex, ev.SEEN, band[0], band[1], works, "before"))
