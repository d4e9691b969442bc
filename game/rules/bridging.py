"""Rules 10.8 to 10.14: building, repairing and blowing bridges, hits on them, and what each side knows of them."""

from __future__ import annotations

import attrs

from game.core.ids import SideId, UnitId
from game.core.portable import power
from game.model import events as ev
from game.model.crossings import NO_UNIT, PONTOON, TIMBER, Span
from game.model.orders import Blow, Bridge, Refusal
from game.model.state import GameState
from game.rules import ferries, morale, observation
from game.rules.bridges import under_fire
from game.rules.engineering import dig_rate
from game.rules.ledger import Ledger
from game.rules.snapshot import span_of, whole_work


def is_sapper(state: GameState, unit: UnitId) -> bool:
    """Whether a unit is of the engineers. Rule 10.9."""
    return state.scenario.units[unit].kind.symbol == "engineer"


def site_to_build(state: GameState, unit: UnitId) -> int | None:
    """The first site at a unit's hex where its side knows of no whole bridge. Rule 10.9."""
    known = state.spans_known[state.side_of(unit)]
    sites = state.scenario.board.bridges_at.get(state.hex[unit], ())
    return next((n for n in sites if not known[n].stands), None)


def site_to_blow(state: GameState, unit: UnitId) -> int | None:
    """The first site at a unit's hex where its side knows of a bridge, or of a part of one. Rule 10.12."""
    known, left = state.spans_known[state.side_of(unit)], state.scenario.rules.engineering.blowing["left"]
    sites = state.scenario.board.bridges_at.get(state.hex[unit], ())
    return next((n for n in sites if known[n].share > left), None)


def park_left(state: GameState, unit: UnitId) -> int:
    """Metres that the park of a unit still bridges. Rule 10.9."""
    park = state.scenario.units[unit].kind.park
    if not park:
        return 0
    metres = int(state.scenario.rules.engineering.park[f"{park}_metres"])
    for site, span in zip(state.scenario.board.bridges, state.spans, strict=True):
        metres -= site.width_m if span.unit == unit else 0
    return metres


def begun(state: GameState, unit: UnitId, number: int) -> Span:
    """What a unit works on at a site: what is there, or a new bridge of its park or of timber. Rule 10.9."""
    span, site = state.spans[number], state.scenario.board.bridges[number]
    rules = state.scenario.rules
    if span.need:
        return span
    if park_left(state, unit) >= site.width_m:
        load = rules.engineering.park[f"{state.scenario.units[unit].kind.park}_load"]
        kind, owner = PONTOON, int(unit)
    else:
        load, kind, owner = rules.engineering.bridging["timber_load"], TIMBER, int(NO_UNIT)
    need = whole_work(rules, site, kind)
    return Span(kind, state.side_of(unit), round(min(load, site.load_t) * 1000), 0, need, owner)


def work_rate(state: GameState, unit: UnitId, number: int) -> float:
    """Minutes of a company's work in a minute: size, men left, light, fire. Rules 10.9 and 10.11."""
    spec, table = state.scenario.units[unit], state.scenario.rules.engineering.bridging
    rate = table.get(spec.kind.echelon, 1.0) * state.men[unit] / max(1, spec.men)
    rate *= dig_rate(state, unit) / max(0.1, spec.kind.digs)
    ends = state.scenario.board.bridges[number].ends
    return rate * table["fire"] if under_fire(state, state.side_of(unit), ends) else rate


def check_bridge(state: GameState, order: Bridge) -> Refusal | None:
    """Why a unit cannot work on a bridge. Rule 10.9."""
    unit = order.unit
    if not is_sapper(state, unit):
        return Refusal("cannot-bridge", "10.9", (("unit", state.scenario.units[unit].id),))
    here = state.hex[unit]
    if not state.scenario.board.bridges_at.get(here):
        return Refusal("no-bridge-site", "10.9", (("hex", state.scenario.board.grid.name(here)),))
    if site_to_build(state, unit) is None:
        return Refusal("bridge-stands", "10.9", (("hex", state.scenario.board.grid.name(here)),))
    if morale.beside_known_enemy(state, unit):
        return Refusal("bridge-beside-enemy", "10.9")
    if state.minutes[unit] < 1:
        return Refusal("no-minutes", "3.3")
    if not 0 <= order.minutes <= state.minutes[unit]:
        return Refusal("too-little-time", "3.3", (("minutes", order.minutes), ("left", state.minutes[unit])))
    return None


def carry_out(order: Bridge | Blow, ledger: Ledger) -> None:
    """Builds or blows. Rules 10.9 and 10.12."""
    if isinstance(order, Bridge):
        _build(order, ledger)
    else:
        _blow(order, ledger)


def _build(order: Bridge, ledger: Ledger) -> None:
    """Works for the minutes given, or as long as there is work and time. Rules 10.9 to 10.11."""
    state, unit = ledger.state, order.unit
    number = site_to_build(state, unit)
    if number is None:
        raise AssertionError("a checked order has no site")
    ends = state.scenario.board.bridges[number].ends
    ferries.in_sight_under_fire(ledger, unit, ends[0], ends[1])
    if state.men[unit] <= 0 or state.hex[unit] not in ends:
        return
    span, rate = begun(state, unit, number), work_rate(state, unit, number)
    wanted = int((span.need - span.work) / max(0.01, rate) + 0.999)
    minutes = max(1, min(order.minutes or state.minutes[unit], state.minutes[unit], max(1, wanted)))
    work = min(span.need, span.work + max(1, int(minutes * rate + 0.5)))
    now = attrs.evolve(span, work=work, side=int(state.side_of(unit)))
    ledger.emit(ev.MinutesSpent(unit, minutes, "dig"))
    ledger.emit(ev.BridgeChanged(number, "built" if now.stands else "work", now, unit))
    morale.tire(ledger, unit, "dig", minutes)


def check_blow(state: GameState, order: Blow) -> Refusal | None:
    """Why a unit cannot blow a bridge. Rule 10.12."""
    unit = order.unit
    kind = state.scenario.units[unit].kind
    few = state.men[unit] <= state.scenario.rules.engineering.blowing["raiders"]
    able = is_sapper(state, unit) or (kind.assaults and kind.mobility in ("foot", "horse") and few)
    if not able:
        return Refusal("cannot-blow", "10.12", (("unit", state.scenario.units[unit].id),))
    if site_to_blow(state, unit) is None:
        return Refusal("no-bridge", "10.12", (("hex", state.scenario.board.grid.name(state.hex[unit])),))
    need = int(state.scenario.rules.engineering.blowing["minutes"])
    if state.minutes[unit] < need:
        return Refusal("too-little-time", "3.3", (("minutes", need), ("left", state.minutes[unit])))
    return None


def blow_chance(state: GameState, unit: UnitId, number: int) -> float:
    """Chance that a unit brings a bridge down, by what its side knows. Rule 10.12."""
    table = state.scenario.rules.engineering.blowing
    chance = table["engineers" if is_sapper(state, unit) else "others"]
    troubled = under_fire(state, state.side_of(unit), state.scenario.board.bridges[number].ends)
    return chance * table["fire"] if troubled or morale.beside_known_enemy(state, unit) else chance


def _blow(order: Blow, ledger: Ledger) -> None:
    """Lays charges and fires them. Rule 10.12."""
    state, unit = ledger.state, order.unit
    number = site_to_blow(state, unit)
    if number is None:
        raise AssertionError("a checked order has no bridge")
    table, span = state.scenario.rules.engineering.blowing, state.spans[number]
    done = ledger.dice.chance(blow_chance(state, unit, number))
    ledger.emit(ev.MinutesSpent(unit, int(table["minutes"]), "dig"))
    now = attrs.evolve(span, work=min(span.work, int(span.need * table["left"]))) if done else span
    ledger.emit(ev.BridgeChanged(number, "blown" if done else "failed", now, unit))


def open_due(ledger: Ledger, before: int) -> None:
    """Bridges of the scenario that stand from a time since the last turn's start. Rule 10.8."""
    state = ledger.state
    for bridge in state.scenario.bridges:
        if before < bridge.from_minute <= state.minute and not state.spans[bridge.site].stands:
            ledger.emit(ev.BridgeChanged(bridge.site, "opened", span_of(state.scenario, bridge)))


def after_order(ledger: Ledger) -> None:
    """Shells and bombs of an order may have hit bridges; then both sides look. Rules 10.13 and 10.14."""
    if ledger.state.spans:
        for event in tuple(ledger.events):
            if isinstance(event, ev.Bombarded):
                _struck(ledger, event.hex, _shell_chance(ledger.state, event))
            elif isinstance(event, ev.Bombed):
                left = 1.0 - ledger.state.scenario.rules.engineering.blowing["bomb"]
                _struck(ledger, event.hex, 1.0 - power(left, event.loads))
        look(ledger)


def _shell_chance(state: GameState, event: ev.Bombarded) -> float:
    """Chance that the rounds of one fire hit the roadway at the hex, by their worth in shells of 76 mm. Rule 10.13."""
    guns = [arm.weapon for arm in state.scenario.units[event.unit].arms if arm.weapon.shell_76 > 0.0]
    worth = max([weapon.shell_76 for weapon in guns], default=0.0)
    table = state.scenario.rules.engineering.blowing
    aimed = 1.0 if event.observed else table["blind"]
    return 1.0 - power(1.0 - table["shell"], event.rounds * worth * aimed)


def _struck(ledger: Ledger, hex_: int, chance: float) -> None:
    state = ledger.state
    sites = state.scenario.board.bridges_at.get(hex_, ()) if chance > 0.0 else ()  # type: ignore[call-overload]
    for number in sites:
        span = state.spans[number]
        if span.work > 0 and ledger.dice.chance(chance):
            less = max(1, int(span.need * state.scenario.rules.engineering.blowing["hit"] + 0.5))
            now = attrs.evolve(span, work=max(0, span.work - less))
            ledger.emit(ev.BridgeChanged(number, "hit", now))


def look(ledger: Ledger) -> None:
    """Who sees an end of a bridge knows how it stands. Rule 10.14."""
    state = ledger.state
    for side in (SideId(0), SideId(1)):
        known = state.spans_known[side]
        for number, span in enumerate(state.spans):
            if known[number] == span:
                continue
            seen = observation.in_sight(state, side)
            if any(seen >> end & 1 for end in state.scenario.board.bridges[number].ends):
                ledger.emit(ev.BridgeSeen(side, number, span))
