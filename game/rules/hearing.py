"""Rules 5.92 to 5.94: noises in the night, ears that grow used to them, false wireless traffic.

What a side hears is judged once, when the enemy's part of a turn ends: the columns that really drove and the sections
that only made noise are heard in one go, in order of unit, so that nothing tells one from the other.
"""

from __future__ import annotations

from game.core.hexgrid import hexes_of
from game.core.ids import NOWHERE, HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.orders import Feign, Refusal
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import observation, stealth, surprise
from game.rules.ground import known_enemies, light_at, side_masks, turn_of, units_of_side_at
from game.rules.guise import has_engines
from game.rules.ledger import Ledger
from game.rules.surprise import DAY, sector


def hearing_m(state: GameState, side: SideId, there: HexId) -> float:
    """Metres at which a side hears engines at a hex in the dark, used to them as it is. Rules 5.92 and 5.93."""
    table = state.scenario.rules.deception
    habit = state.used_to[side].get(sector(state, there), 0) / 1000.0
    return table.noise["engines_m"] * (1.0 - habit)


def noise_of(state: GameState, unit: UnitId) -> HexId:
    """Hex where a unit is to be heard in this turn, truly or by its show; `NOWHERE` if it makes no noise. Rule 5.92."""
    if state.status[unit] != ON_MAP or unit in state.scenario.off_map:
        return NOWHERE
    dummy = state.scenario.units[unit].dummy
    if dummy is not None and dummy.by != "sight":
        return state.feint[unit] if dummy.by == "noise" else NOWHERE
    return state.hex[unit] if state.noise[unit] and has_engines(state, unit) else NOWHERE


def end_of_part(ledger: Ledger, side: SideId) -> None:
    """What the enemy of a side has heard of its part of the turn, and how it stirs him. Rules 5.92, 5.94 and 8.7."""
    _listen(ledger, side)
    _intercept(ledger, side)
    surprise.stir(ledger, side)


def _listen(ledger: Ledger, side: SideId) -> None:
    state, table = ledger.state, ledger.state.scenario.rules.deception
    foe, hex_m, grid = enemy_of(side), state.scenario.board.hex_m, state.scenario.board.grid
    if turn_of(state).light >= table.noise["light"]:
        return
    noisy: set[int] = set()
    for unit in state.scenario.units_of[side]:
        where = noise_of(state, unit)
        if where < 0:
            continue
        ears = side_masks(state)[foe]
        full = int(table.noise["engines_m"] / hex_m + 0.5)
        if not (grid.disk(where, full) | 1 << where) & ears:
            continue
        noisy.add(sector(state, where))
        near = (grid.disk(where, int(hearing_m(state, foe, where) / hex_m + 0.5)) | 1 << where) & ears
        if near:
            _heard(ledger, foe, unit, where, near)
    for number in sorted(noisy):
        old = state.used_to[foe].get(number, 0)
        new = min(round(table.habit["most"] * 1000), old + round(table.habit["night"] * 1000))
        if new != old:
            ledger.emit(ev.EarsChanged(foe, number, new))


def _heard(ledger: Ledger, foe: SideId, unit: UnitId, where: HexId, near: int) -> None:
    """One noise is heard: a contact, unless the eye knows better, and some unrest among those who hear it."""
    state = ledger.state
    seen = state.grade[foe][unit] and not state.by_ear[foe][unit] and state.seen_minute[foe][unit] == state.minute
    if not seen and state.grade[foe][unit] < ev.IDENTIFIED and not state.exposed[unit]:
        observation.report(ledger, foe, unit, where, "noise")
    habit = state.used_to[foe].get(sector(state, where), 0) / 1000.0
    for hex_ in hexes_of(near):
        for ear in units_of_side_at(state, foe, hex_):
            stealth.startle(ledger, ear, "heard", 1.0 - habit)


def _intercept(ledger: Ledger, side: SideId) -> None:
    """The listening service of the enemy places headquarters by their wireless, real ones and shows. Rule 5.94."""
    state = ledger.state
    foe = enemy_of(side)
    chance = state.scenario.sides[foe].intercepts
    if not chance:
        return
    table = state.scenario.rules.deception.radio
    for unit in state.scenario.units_of[side]:
        spec = state.scenario.units[unit]
        dummy = spec.dummy
        shows = dummy is not None and dummy.by == "radio"
        if state.status[unit] != ON_MAP or not (spec.kind.is_hq or shows):
            continue
        where = state.feint[unit] if shows else state.hex[unit]
        if where < 0 or not ledger.dice.chance(chance):
            continue
        if shows and where == state.hex[unit]:
            minutes = int(table["lull"])
            ledger.emit(ev.SideLulled(foe, minutes))
        elif state.grade[foe][unit] < ev.IDENTIFIED and not state.exposed[unit]:
            observation.report(ledger, foe, unit, where, "radio")


def forget(ledger: Ledger, minutes: int) -> None:
    """Ears that have had quiet nights grow sharp again. Rule 5.93."""
    state = ledger.state
    drop = round(state.scenario.rules.deception.habit["forget"] * 1000 * minutes / DAY)
    for side in (SideId(0), SideId(1)):
        for number, level in sorted(state.used_to[side].items()):
            if drop:
                ledger.emit(ev.EarsChanged(side, number, max(0, level - drop)))


def feign_targets(state: GameState, unit: UnitId) -> tuple[HexId, ...]:
    """Hexes at which a section can feign something now: none for other units. Rules 5.92 and 5.94."""
    dummy = state.scenario.units[unit].dummy
    if dummy is None or dummy.by == "sight" or state.hex[unit] < 0 or state.feint[unit] >= 0:
        return ()
    table = state.scenario.rules.deception
    if state.minutes[unit] < _cost(state, unit):
        return ()
    if dummy.by == "noise" and light_at(state, state.hex[unit]) >= table.noise["light"]:
        return ()
    reach = int((table.noise if dummy.by == "noise" else table.radio)["reach_m"] / state.scenario.board.hex_m)
    side, board = state.side_of(unit), state.scenario.board
    known = known_enemies(state, side)
    near = (state.hex[unit], *board.grid.within(state.hex[unit], reach))
    found = dict.fromkeys(h for h in near if h not in known and board.terrain(h).water not in ("lake", "river"))
    return tuple(sorted(found))


def _cost(state: GameState, unit: UnitId) -> int:
    dummy = state.scenario.units[unit].dummy
    table = state.scenario.rules.deception
    return int((table.noise if dummy is not None and dummy.by == "noise" else table.radio)["cost"])


def check_feign(state: GameState, order: Feign) -> Refusal | None:
    """Why nothing can be feigned there now. Rules 5.92 and 5.94."""
    unit, table = order.unit, state.scenario.rules.deception
    spec, grid = state.scenario.units[unit], state.scenario.board.grid
    if spec.dummy is None or spec.dummy.by == "sight":
        return Refusal("cannot-feign", "5.92", (("unit", spec.id),))
    if not 0 <= order.target < grid.size:
        return Refusal("off-map", "4.1")
    if state.feint[unit] >= 0:
        return Refusal("feigned-already", "5.92", (("hex", grid.name(state.feint[unit])),))
    if spec.dummy.by == "noise" and light_at(state, state.hex[unit]) >= table.noise["light"]:
        return Refusal("noise-by-day", "5.92")
    if state.minutes[unit] < _cost(state, unit):
        return Refusal("too-little-time", "3.3", (("minutes", _cost(state, unit)), ("left", state.minutes[unit])))
    if order.target not in feign_targets(state, unit):
        reach = int((table.noise if spec.dummy.by == "noise" else table.radio)["reach_m"])
        return Refusal("feign-range", "5.92", (("hex", grid.name(order.target)), ("metres", reach)))
    return None


def carry_out_feign(order: Feign, ledger: Ledger) -> None:
    """A section makes its noise, or sends its messages, for the rest of the turn. Rules 5.92 and 5.94."""
    ledger.emit(ev.MinutesSpent(order.unit, _cost(ledger.state, order.unit), "feign"))
    ledger.emit(ev.Feigned(order.unit, order.target))
