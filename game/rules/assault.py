"""Chapter 7: the assault, from the order to who holds the hex."""

from __future__ import annotations

from attrs import evolve, frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.orders import PRESSES, Assault, Refusal
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import (
    action,
    attrition,
    bog,
    closing,
    concentration,
    escalation,
    fires,
    flash,
    killers,
    losses,
    morale,
    movement,
    observation,
    panic,
    retreat,
    stealth,
    wrecks,
)
from game.rules.action import SHORTEST, Action, lead_units, minutes_of, overwatch_units
from game.rules.armour import Shares, causes
from game.rules.attrition import Flown
from game.rules.engineering import ROCK
from game.rules.ground import known_enemies, minute_of, shared_hexes, side_masks, units_at
from game.rules.ledger import Ledger
from game.rules.terrain_costs import CLOSED


def check(state: GameState, order: Assault) -> Refusal | None:
    """Why an assault cannot be ordered. Rules 7.1, 7.11, 7.12, 13.5, 14.2 and 14.5."""
    grid = state.scenario.board.grid
    if not order.units:
        return Refusal("no-attackers", "7.1")
    if order.press not in PRESSES:
        return Refusal("bad-press", "7.12", (("press", order.press),))
    if not 0 <= order.target < grid.size:
        return Refusal("off-map", "4.1")
    if order.target not in known_enemies(state, order.side):
        return Refusal("no-enemy", "7.1", (("hex", grid.name(order.target)),))
    if restraint := escalation.forbids_entry(state, order.side, order.target):
        return Refusal("restraint", "14.2", (("restraint", restraint),))
    if restraint := escalation.forbids_attack(state, order.side, order.target, order.units):
        return Refusal("restraint", "14.5", (("restraint", restraint),))
    lead = lead_units(state, order)
    if not lead:
        return Refusal("no-attackers", "7.1", (("hex", grid.name(order.target)),))
    return _check_units(state, order, lead)


def _check_units(state: GameState, order: Assault, lead: tuple[UnitId, ...]) -> Refusal | None:
    units = state.scenario.units
    overwatch = overwatch_units(state, order)
    for unit in order.units:
        spec = units[unit]
        if unit in overwatch:
            if state.minutes[unit] < SHORTEST:
                return Refusal("too-little-time", "7.16", (("minutes", SHORTEST), ("left", state.minutes[unit])))
        elif unit not in lead:
            refusal = _check_support(state, order, unit)
            if refusal is not None:
                return refusal
        elif morale.is_shaken(state, unit):
            return Refusal("shaken", "13.5", (("unit", spec.id), ("cohesion", state.cohesion[unit] // 10)))
        elif spec.kind.mobility in state.scenario.board.terrain(order.target).closed:
            return Refusal("closed-terrain", "4.1", (("unit", spec.id),))
    if minutes_of(state, order, lead) < SHORTEST:
        left = min(state.minutes[u] for u in lead)
        return Refusal("too-little-time", "7.11", (("minutes", SHORTEST), ("left", left)))
    return None


def _check_support(state: GameState, order: Assault, unit: UnitId) -> Refusal | None:
    """Why a unit that does not stand beside the target cannot take part. Rules 6.6 and 7.1."""
    spec = state.scenario.units[unit]
    if not fires.tubes(state, unit) or not spec.kind.fires:
        beside = state.hex[unit] in state.scenario.board.grid.adjacent[order.target]
        return Refusal("cannot-assault" if beside else "not-adjacent", "7.1", (("unit", spec.id),))
    if not state.shells[unit]:
        return Refusal("no-shells", "6.1", (("unit", spec.id),))
    if side_masks(state)[order.side] >> order.target & 1:
        return Refusal("friends-there", "7.67", (("hex", state.scenario.board.grid.name(order.target)),))
    if not fires.in_reach(state, unit, order.target):
        return Refusal("out-of-range", "6.1", (("unit", spec.id), ("metres", 0), ("range", fires.reach_m(state, unit))))
    if restraint := escalation.forbids_fire(state, order.side, state.hex[unit], order.target):
        return Refusal("restraint", "14.2", (("restraint", restraint),))
    if state.minutes[unit] < SHORTEST:
        return Refusal("too-little-time", "3.3", (("minutes", SHORTEST), ("left", state.minutes[unit])))
    return None


def carry_out(order: Assault, ledger: Ledger) -> None:
    """Assaults, or walks into a hex that proves empty. Rules 7.1 to 7.7."""
    state = ledger.state
    foes = _defenders(order, ledger)
    if not foes:
        return _walk_in(order, ledger)
    found = _gather(order, ledger)
    table = attrition.outcomes(found.prepared, found.red)
    drawn = ledger.dice.below(len(table))
    red = found.red if found.red is not None else drawn // attrition.FACES
    outcome = table[drawn]
    lines = action.outcome_lines(found, table)
    lead = tuple(b.unit for b in found.lead)
    minutes = max(1, min(found.minutes, int(outcome.minutes + 0.5)))
    prepared = found.prepared
    for side in action.wired_sides(state, found.lead, order.target):
        ledger.emit(ev.WireCut(lead[0], side))
    ledger.emit(
        ev.AssaultResolved(
            order.side,
            lead,
            found.support,
            order.target,
            foes,
            order.press,
            minutes,
            prepared.raw_a.total,
            prepared.raw_d.total,
            prepared.ratio,
            tuple(prepared.modifiers),
            lines,
            drawn,
            red,
            found.surprise,
            int(prepared.circumstances.whole_action),
            action.stakes(found, table),
        )
    )
    _spend(ledger, found, lead, foes, minutes)
    _uncover(ledger, order.side, lead, foes)
    _suffer(ledger, found, outcome, lines[drawn])
    _end(ledger, order, outcome, lead, foes)


def _defenders(order: Assault, ledger: Ledger) -> tuple[UnitId, ...]:
    """Who stands in the target when the attackers come up; the shaky may be gone. Rule 7.82."""
    state = ledger.state
    foes = tuple(u for u in units_at(state, order.target) if state.side_of(u) != order.side)
    panic.before_assault(ledger, foes, lead_units(state, order))
    return tuple(u for u in foes if state.hex[u] == order.target)


def _gather(order: Assault, ledger: Ledger) -> Action:
    """The assault as it goes in: attackers wait for each other and the guns, and guns for them. Rules 6.32, 7.17."""
    state = ledger.state
    lead = lead_units(state, order)
    clock = concentration.timing(state, order.side, order.target, lead, order.minutes or action.LONGEST)
    if clock.early:
        concentration.hold_back(ledger, order.side, order.target, clock.early)
    for unit in lead:
        if early := clock.begins - minute_of(state, unit):
            ledger.emit(ev.MinutesSpent(unit, early, "wait"))
    return action.gather(state, order, true=True)


def _walk_in(order: Assault, ledger: Ledger) -> None:
    """Nobody is there: the first unit that has the minutes goes in. Rule 7.15."""
    state = ledger.state
    for unit in lead_units(state, order):
        here = state.hex[unit]
        table = movement.step_table(state, unit, "march")[here]
        cost = next((c for there, c in table if there == order.target), CLOSED)
        if cost >= CLOSED or not movement.has_room(state, unit, order.target):
            continue
        spend = min(cost, state.minutes[unit])
        bog.leave(ledger, unit)
        ledger.emit(ev.UnitMoved(unit, (here, order.target), spend, "march"))
        bog.enter(ledger, unit, here, order.target)
        observation.look_round(ledger, unit)
        break
    observation.drop_empty(ledger, order.side)


def _spend(ledger: Ledger, found: Action, lead: tuple[UnitId, ...], foes: tuple[UnitId, ...], minutes: int) -> None:
    """Minutes, shells, cartridges and strength that the fight uses. Rules 3.3, 6.6, 11.4 and 13.3."""
    state = ledger.state
    hourly = state.scenario.rules.supply.use["assault"] * 100
    firing = tuple(b.unit for b in found.overwatch)
    for unit in (*lead, *firing, *foes):
        ledger.emit(ev.MinutesSpent(unit, min(minutes, state.minutes[unit]), "assault"))
        ledger.emit(ev.AmmoSpent(unit, int(hourly * minutes / 60 + 0.5), 0))
        morale.tire(ledger, unit, "assault", minutes)
    share = minutes / found.minutes
    for unit, rounds in found.support:
        spent = max(1, int(rounds * share + 0.5))
        ledger.emit(ev.AmmoSpent(unit, 0, spent))
        if unit not in lead and unit not in foes and unit not in firing:
            ledger.emit(ev.MinutesSpent(unit, min(minutes, state.minutes[unit]), "support"))
            flash.give_away(ledger, unit, spent)


def _uncover(ledger: Ledger, side: SideId, lead: tuple[UnitId, ...], foes: tuple[UnitId, ...]) -> None:
    """Those who fight hand to hand know each other afterwards. Rules 5.5 and 8.4."""
    for unit in foes:
        observation.make_contact(ledger, side, unit, ev.IDENTIFIED, "assault")
        stealth.alarm(ledger, unit, "fired_on")
    for unit in lead:
        observation.make_contact(ledger, enemy_of(side), unit, ev.IDENTIFIED, "assault")


def _suffer(ledger: Ledger, found: Action, outcome: attrition.Outcome, line: ev.OutcomeLine) -> None:
    """Both sides take the losses of the outcome drawn. Rules 7.4 to 7.7."""
    tables = ledger.state.scenario.rules.combat
    dark = found.prepared.circumstances.light < 0.5
    dug_in = found.prepared.circumstances.posture in ("prepared", "fortified")
    attacker, defender = found.prepared.attacker, found.prepared.defender
    raw = {"A": found.prepared.raw_d, "D": found.prepared.raw_a}
    for tag, bodies, men, cars, loss, psi, tubes, force in (
        ("A", found.lead, line.a_men, line.a_vehicles, outcome.a_loss, outcome.psi_a, outcome.a_tubes, attacker),
        ("D", found.defenders, line.d_men, line.d_vehicles, outcome.d_loss, outcome.psi_d, outcome.d_tubes, defender),
    ):
        flown = outcome.flight if outcome.broke == tag else ""
        toll = _Toll(
            loss=loss,
            psi=psi,
            flown=flown,
            fled=outcome.flight_loss / loss if flown and loss > 0.0 else 0.0,
            tubes=attrition.tubes_lost(loss, tubes, flown, tables),
            kinds=killers.by_power(raw[tag]),
            situation="bayonet" if dark else "trench" if tag == "D" and dug_in else "assault",
        )
        hit_by = wrecks.Toll(
            shares=_killers(found, outcome, tag),
            holds_field=_holds_field(tag, outcome),
            in_open=closing.is_open(ledger.state, found.order.target),
            bogged=force.bogged,
            situation=toll.situation,
            kinds=_guns_of(found, tag),
        )
        hulls = action.hulls_out(bodies, cars)
        crews = action.crews_out(bodies, hulls, tables)
        shares = action.share_men(men - sum(crews), bodies, tables)
        for body, lost, out, hit in zip(bodies, shares, hulls, crews, strict=True):
            crew = hit / max(1, body.men)
            _suffer_one(ledger, body.unit, lost, evolve(toll, loss=1.0 - (1.0 - loss) * (1.0 - crew)))
            wrecks.lose(ledger, body.unit, out, hit, hit_by)


def _killers(found: Action, outcome: attrition.Outcome, tag: str) -> Shares:
    """What put out a side's vehicles, by shares. Rule 7.75."""
    fight = found.prepared
    armour, away = fight.tables.armour, fight.circumstances.range_m
    if tag == "D":
        return causes(fight.defender, fight.attacker, away, armour, attacking=False, close=0.0)
    close = outcome.a_close / outcome.a_vehicles if outcome.a_vehicles else 0.0
    return causes(fight.attacker, fight.defender, away, armour, attacking=True, close=min(1.0, close))


def _guns_of(found: Action, tag: str) -> dict[str, ev.Kinds]:
    """Which weapons bore on a side's vehicles, by cause. Rules 7.75 and 7.77."""
    fight = found.prepared
    target, shooter = (fight.attacker, fight.defender) if tag == "A" else (fight.defender, fight.attacker)
    away = fight.circumstances.range_m
    return killers.by_tubes(target, shooter, away, fight.tables.armour, attacking=tag == "A")


def _holds_field(tag: str, outcome: attrition.Outcome) -> bool | None:
    """Who has the wrecks of a side: those of an attack that failed lie between the lines, unless it ran. Rule 7.74."""
    if outcome.broke == "D":
        return tag == "A"
    if tag == "D":
        return True
    return False if outcome.flight == "rout" else None


@frozen(kw_only=True)
class _Toll:
    """What the outcome drawn takes from one side."""

    loss: float
    """Share of its men, flight included."""
    psi: float
    """Strain."""
    flown: Flown
    """How it gave way, or nothing."""
    fled: float
    """Part of its loss that falls in flight."""
    tubes: float
    """Share of its guns."""
    kinds: ev.Kinds
    """Which of the enemy's weapons bore on it."""
    situation: str
    """Key of the table of killed shares."""


def _suffer_one(ledger: Ledger, unit: UnitId, lost: int, toll: _Toll) -> None:
    """One unit takes its part of a side's toll. Rules 7.54, 7.71 to 7.73 and 13.12."""
    state = ledger.state
    tables = state.scenario.rules.combat
    by = enemy_of(state.side_of(unit))
    before = state.cohesion[unit]
    in_flight = int(lost * toll.fled + 0.5)
    losses.inflict(
        ledger,
        unit,
        lost - in_flight,
        situation=toll.situation,
        cause="assault",
        by=by,
        tubes=toll.tubes,
        kinds=toll.kinds,
    )
    if in_flight and state.status[unit] == ON_MAP:
        shut_in = toll.flown in ("surrender", "destroyed")
        kind = "encircled" if shut_in else "rout" if toll.flown == "rout" else toll.situation
        cause = "capture" if toll.flown == "surrender" else "pursuit"
        missing = tables.missing[toll.flown]
        losses.inflict(ledger, unit, in_flight, situation=kind, cause=cause, by=by, missing=missing, kinds=toll.kinds)
    if state.status[unit] == ON_MAP:
        left = max(0.0, 1.0 - toll.loss)
        after = int(attrition.after_loss_cohesion(before / 10.0, left, toll.psi, tables) * 10 + 0.5)
        if after < before:
            ledger.emit(ev.CohesionChanged(unit, after - before, "assault"))


def _end(
    ledger: Ledger, order: Assault, outcome: attrition.Outcome, lead: tuple[UnitId, ...], foes: tuple[UnitId, ...]
) -> None:
    """Who falls back, who goes in. Rules 7.6 and 7.65."""
    state = ledger.state
    if outcome.broke == "A":
        retreat.beaten(ledger, lead, outcome.flight, (order.target,))
    elif outcome.broke == "D":
        origins = tuple(dict.fromkeys(state.hex[u] for u in lead if state.status[u] == ON_MAP))
        retreat.beaten(ledger, foes, outcome.flight, origins or (order.target,))
    if order.press != "probe" and outcome.broke != "A":
        if not _held(state, order):
            _advance(ledger, order, lead)
        elif _gains_footing(state, order):
            _lodge(ledger, order, lead)
    for unit in lead:
        if state.status[unit] == ON_MAP:
            observation.look_round(ledger, unit)


def _held(state: GameState, order: Assault) -> bool:
    return any(state.side_of(u) != order.side for u in units_at(state, order.target))


def _advance(ledger: Ledger, order: Assault, lead: tuple[UnitId, ...]) -> None:
    """The attackers occupy the hex, the strongest first, as many as there is room for. Rule 7.65."""
    state = ledger.state
    for unit in sorted(lead, key=lambda u: (-state.men[u], u)):
        here = state.hex[unit]
        if state.status[unit] == ON_MAP and here != order.target and movement.has_room(state, unit, order.target):
            bog.leave(ledger, unit)
            ledger.emit(ev.UnitAdvanced(unit, (here, order.target)))
            bog.enter(ledger, unit, here, order.target)


def _gains_footing(state: GameState, order: Assault) -> bool:
    """Whether a fight that nobody won has come to hand-grenade range, on ground with two slopes. Rule 7.66."""
    table = state.scenario.rules.combat.lodgement
    is_steep = state.scenario.board.terrain(order.target).glyph in ROCK
    fight = state.fights[order.target]
    return is_steep and fight.minutes >= table.minutes and not shared_hexes(state) >> order.target & 1


def _lodge(ledger: Ledger, order: Assault, lead: tuple[UnitId, ...]) -> None:
    """The strongest of the attackers on foot lodges itself in the hex beside the defenders. Rule 7.66."""
    state = ledger.state
    able = [u for u in lead if state.status[u] == ON_MAP and state.scenario.units[u].kind.on_foot]
    if able:
        unit = max(able, key=lambda u: (state.men[u], -u))
        ledger.emit(ev.UnitAdvanced(unit, (state.hex[unit], order.target)))


def targets(state: GameState, unit: UnitId) -> tuple[HexId, ...]:
    """Adjacent hexes with known enemies that a unit may assault now. Rule 7.1."""
    if state.minutes[unit] < SHORTEST or not state.scenario.units[unit].kind.assaults:
        return ()
    if morale.is_shaken(state, unit):
        return ()
    side = state.side_of(unit)
    known = known_enemies(state, side)
    mobility = state.scenario.units[unit].kind.mobility
    board = state.scenario.board
    forbidden = escalation.forbidden_ground(state, side)
    return tuple(
        h
        for h in (*board.grid.adjacent[state.hex[unit]], state.hex[unit])
        if h in known
        and mobility not in board.terrain(h).closed
        and not forbidden >> h & 1
        and not escalation.forbids_attack(state, side, h, (unit,))
    )
