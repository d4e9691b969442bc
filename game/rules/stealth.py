"""Chapter 8: the night approach, alertness, flares."""

from __future__ import annotations

from math import sqrt

from attrs import frozen

from game.core.ids import HexId, UnitId, enemy_of
from game.model import events as ev
from game.model.orders import Flare, Refusal
from game.model.state import GameState
from game.rules import observation, surprise
from game.rules.ground import light_at, units_at, weather
from game.rules.ledger import Ledger

DAYLIGHT = 0.5
"""Veil below which a creeping unit is seen like one that lies still, however well trained. Rule 8.1."""


def uncover(ledger: Ledger) -> None:
    """Creeping units that daylight finds in somebody's view are hidden no longer. Rule 8.1."""
    state = ledger.state
    for unit in range(len(state.hex)):
        if state.hidden[unit] and state.hex[unit] >= 0 and veil(state, UnitId(unit), state.hex[unit]) < DAYLIGHT:
            seen_by = observation.watchers(state, UnitId(unit))
            if seen_by:
                discover(ledger, UnitId(unit), seen_by[0])


@frozen
class StealthLine:
    """The chance that one enemy unit discovers a creeping unit at a step, and what it is made of. Rule 8.2."""

    enemy: UnitId
    chance: float
    distance: int
    base: float
    men: float
    """Factor for numbers."""
    stealth: float
    """S: training x veil x noise cover x (1 - alertness)."""


def veil(state: GameState, unit: UnitId, hex_: HexId) -> float:
    """How far darkness hides a creeping unit, 0 to 1; by day dead ground does it for a small party. Rule 8.1."""
    dark = 1.0 - light_at(state, hex_)
    table = state.scenario.rules.stealth.stalk
    if state.men[unit] <= table["men"] and state.scenario.board.terrain(hex_).concealment >= table["concealment"]:
        return max(dark, table["veil"])
    return dark


def check_kind(state: GameState, unit: UnitId) -> Refusal | None:
    """Why a unit cannot creep: only men on foot without vehicles can. Rule 8.1."""
    kind = state.scenario.units[unit].kind
    if not kind.on_foot or any(state.vehicles[unit]):
        return Refusal("stealth-kind", "8.1", (("kind", kind.name),))
    return None


def score(state: GameState, unit: UnitId, hex_: HexId, alert: float) -> float:
    """S of rule 8.2: how well a unit hides from an enemy of some alertness at a hex, 0 to 1."""
    training = state.scenario.units[unit].night
    cover = state.scenario.rules.stealth.cover[weather(state).sky]
    return training * veil(state, unit, hex_) * cover * (1.0 - alert)


def discovery(state: GameState, unit: UnitId, hex_: HexId, enemy: UnitId) -> StealthLine:
    """The chance that an enemy unit discovers a creeping unit that steps into a hex. Rule 8.2."""
    return reckon(state, unit, hex_, enemy, state.hex[enemy], state.alert[enemy] / 1000.0)


def reckon(state: GameState, unit: UnitId, hex_: HexId, enemy: UnitId, where: HexId, alert: float) -> StealthLine:
    """The same for an enemy thought to be somewhere with some alertness. Rule 8.2."""
    table = state.scenario.rules.stealth.spotting
    apart = state.scenario.board.grid.distance(hex_, where)
    light = 1.0 - veil(state, unit, hex_)
    base = table["adjacent"] if apart <= 1 else table["two_hexes"] if apart == 2 else 0.0
    base += (table["day"] - base) * light if base else 0.0
    if apart > 1 and not observation.is_clear(state, hex_, where):
        base = 0.0
    men = min(1.5, max(0.5, sqrt(state.men[unit] / table["men"])))
    hides = score(state, unit, hex_, alert)
    return StealthLine(enemy, min(1.0, base * men * (1.0 - hides)), apart, base, men, hides)


def best_spotter(state: GameState, unit: UnitId, hex_: HexId) -> StealthLine | None:
    """The enemy most likely to discover a creeping unit at a hex; one roll is made, for him. Rule 8.2."""
    best = None
    for enemy in state.scenario.units_of[enemy_of(state.side_of(unit))]:
        there = state.hex[enemy]
        if there < 0 or enemy in state.scenario.off_map or state.scenario.board.grid.distance(hex_, there) > 2:
            continue
        line = discovery(state, unit, hex_, enemy)
        if line.chance > 0.0 and (best is None or line.chance > best.chance):
            best = line
    return best


def creep(ledger: Ledger, unit: UnitId) -> bool:
    """Rolls for the discovery of a unit after a creeping step; True if it was discovered. Rules 8.2 to 8.5."""
    state = ledger.state
    if veil(state, unit, state.hex[unit]) < DAYLIGHT and (seen_by := observation.watchers(state, unit)):
        discover(ledger, unit, seen_by[0])
        return True
    line = best_spotter(state, unit, state.hex[unit])
    if line is None or not ledger.dice.chance(line.chance):
        return False
    discover(ledger, unit, line.enemy)
    return True


def discover(ledger: Ledger, unit: UnitId, by: UnitId) -> None:
    """An enemy unit discovers a creeping one: contact, alarm, a flare. Rules 8.3 to 8.5."""
    state = ledger.state
    side = state.side_of(by)
    observation.make_contact(ledger, side, unit, ev.SEEN, "approach")
    alarm(ledger, by, "discovery")
    here = state.hex[unit]
    table = state.scenario.rules.stealth.flare
    apart = state.scenario.board.grid.distance(state.hex[by], here)
    if light_at(state, here) < table["light"] and state.flares[by] and apart <= table["hexes"]:
        send_flare(ledger, by, here)


def send_flare(ledger: Ledger, unit: UnitId, hex_: HexId) -> None:
    """A flare goes up; whoever stands there is in its light. Rule 8.5."""
    state = ledger.state
    until = state.minute + int(state.scenario.rules.stealth.flare["minutes"])
    ledger.emit(ev.FlareFired(unit, hex_, until))
    side = state.side_of(unit)
    for seen in units_at(state, hex_):
        if state.side_of(seen) != side:
            observation.make_contact(ledger, side, seen, ev.SEEN, "flare")
    for friend in state.scenario.units_of[side]:
        if state.hex[friend] >= 0 and state.scenario.board.grid.distance(state.hex[friend], hex_) <= 1:
            alarm(ledger, friend, "flare")


def alarm(ledger: Ledger, unit: UnitId, reason: str) -> None:
    """A unit becomes more alert; a fight or a discovery rouses its neighbours too. Rule 8.4."""
    state = ledger.state
    table = state.scenario.rules.stealth.alert
    _raise_alert(ledger, unit, table[reason])
    if reason not in ("discovery", "fired_on"):
        return
    grid, side, here = state.scenario.board.grid, state.side_of(unit), state.hex[unit]
    for friend in state.scenario.units_of[side]:
        there = state.hex[friend]
        if friend != unit and there >= 0 and grid.distance(here, there) <= table["neighbour_hexes"]:
            _raise_alert(ledger, friend, table["neighbour"])


def startle(ledger: Ledger, unit: UnitId, reason: str, share: float) -> None:
    """A unit becomes more alert by a share of what a reason gives, and rouses nobody else. Rules 5.92 and 8.4."""
    _raise_alert(ledger, unit, ledger.state.scenario.rules.stealth.alert[reason] * share)


def _raise_alert(ledger: Ledger, unit: UnitId, by: float) -> None:
    old = ledger.state.alert[unit]
    new = min(1000, old + round(by * 1000))
    if new != old:
        ledger.emit(ev.AlertChanged(unit, new))


def calm(ledger: Ledger, minutes: int) -> None:
    """Alertness wears off with time, down to what the scenario gave, and further in quiet weeks. Rules 8.4 and 8.7."""
    state = ledger.state
    drop = round(state.scenario.rules.stealth.alert["decay"] * minutes / 60.0 * 1000)
    awake = [1000.0 * (1.0 - surprise.lull(state, side.number)) for side in state.scenario.sides]
    for unit in state.scenario.units:
        level, least = state.alert[unit.number], round(unit.alert * awake[unit.side])
        if state.hex[unit.number] >= 0 and level > least:
            ledger.emit(ev.AlertChanged(unit.number, max(least, level - drop)))


def flare_targets(state: GameState, unit: UnitId) -> tuple[HexId, ...]:
    """Hexes over which a unit may send a flare. Rule 8.5."""
    reach = int(state.scenario.rules.stealth.flare["hexes"])
    if not state.flares[unit]:
        return ()
    return tuple(state.scenario.board.grid.within(state.hex[unit], reach))


def check_flare(state: GameState, order: Flare) -> Refusal | None:
    """Why a flare cannot be sent up. Rule 8.5."""
    if not state.flares[order.unit]:
        return Refusal("no-flares", "8.5")
    if order.target not in flare_targets(state, order.unit):
        return Refusal("flare-range", "8.5", (("hexes", int(state.scenario.rules.stealth.flare["hexes"])),))
    if state.minutes[order.unit] < (need := int(state.scenario.rules.stealth.flare["cost"])):
        return Refusal("too-little-time", "3.3", (("minutes", need), ("left", state.minutes[order.unit])))
    return None


def carry_out_flare(order: Flare, ledger: Ledger) -> None:
    """A flare by order. Rule 8.5."""
    ledger.emit(ev.MinutesSpent(order.unit, int(ledger.state.scenario.rules.stealth.flare["cost"]), "flare"))
    send_flare(ledger, order.unit, order.target)
