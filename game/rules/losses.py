"""Rules 7.7: what a loss of men does to a unit: killed, wounded, missing, weapons, commander, end."""

from __future__ import annotations

from game.core.ids import SideId, UnitId, enemy_of
from game.model import events as ev
from game.model.scenario import Scenario
from game.model.units import DESTROYED, ON_MAP, SURRENDERED
from game.rules import morale
from game.rules.attrition import killed_wounded_missing
from game.rules.ledger import Ledger


def inflict(
    ledger: Ledger,
    unit: UnitId,
    men: int,
    *,
    situation: str,
    cause: str,
    by: SideId | None,
    missing: float = 0.0,
    tubes: float = 0.0,
    vehicles: tuple[int, ...] = (),
    wrecked: tuple[int, ...] = (),
    bogged: tuple[int, ...] = (),
    fate: int = DESTROYED,
    kinds: ev.Kinds = (),
) -> None:
    """Takes men, weapons and vehicles from a unit. Rules 7.71 to 7.74.

    Args:
        situation: key of the table of killed shares.
        missing: share of them that is missing.
        tubes: share of its guns that is lost.
        vehicles: vehicles put out, by position; empty for none.
        wrecked: of them those lost for good.
        bogged: of them those that lay bogged.
        fate: what becomes of a unit that has nobody left.
        kinds: which weapons did it.
    """
    state = ledger.state
    men = min(men, state.men[unit])
    arms = _arms_lost(ledger, unit, men, tubes)
    # With its last crew a unit loses whatever vehicles it has left.
    gone_for_good = men >= state.men[unit] and any(state.vehicles[unit])
    vehicles, wrecked = (state.vehicles[unit],) * 2 if gone_for_good else (vehicles, wrecked)
    hulls = vehicles or (0,) * len(state.vehicles[unit])
    if men <= 0 and not any(arms) and not any(hulls):
        return
    killed, wounded, gone = _split(ledger, men, situation, missing)
    before = state.men[unit]
    ruined = wrecked or (0,) * len(hulls)
    ledger.emit(ev.LossSuffered(unit, killed, wounded, gone, arms, hulls, ruined, cause, by, bogged, None, kinds))
    if men <= 0:
        return
    side = state.side_of(unit)
    table = state.scenario.rules.morale.resolve
    morale.change_resolve(ledger, side, -men * table["per_100_men"] / 100.0, "losses")
    if state.leader[unit] and ledger.dice.chance(state.scenario.rules.command.leader["killed"] * men / before):
        ledger.emit(ev.LeaderLost(unit, _chief(state.scenario, unit)))
    if state.men[unit] <= 0:
        remove(ledger, unit, fate)


def _chief(scenario: Scenario, unit: UnitId) -> str:
    """Name of a unit's own commander, else of the one whose headquarters it is."""
    leader = scenario.units[unit].leader
    led = [f.leader for f in scenario.formations.values() if f.hq == unit and f.leader is not None]
    return leader.name if leader is not None else led[0].name if led else ""


def _split(ledger: Ledger, men: int, situation: str, missing: float) -> tuple[int, int, int]:
    """Killed, wounded and missing as whole numbers whose means are the table's shares."""
    tables = ledger.state.scenario.rules.combat
    killed, _, gone = killed_wounded_missing(float(men), situation, tables, missing)
    lost = min(men, ledger.dice.whole(gone)) if gone else 0
    dead = min(men - lost, ledger.dice.whole(killed)) if men else 0
    return dead, men - lost - dead, lost


def _arms_lost(ledger: Ledger, unit: UnitId, men: int, tubes: float) -> tuple[int, ...]:
    """Weapons lost: small arms with the men who carry them, guns by share. Rule 7.73."""
    state = ledger.state
    spec = state.scenario.units[unit]
    left = state.men[unit] - men
    lost = []
    for arm, have in zip(spec.arms, state.arms[unit], strict=True):
        if left <= 0:
            lost.append(have)
        elif arm.weapon.role in ("gun", "at"):
            lost.append(min(have, ledger.dice.whole(have * tubes)) if tubes > 0.0 and have else 0)
        else:
            # Against the start, so that many small losses round no differently from one large one.
            keep = -(-arm.count * left // max(1, spec.men))
            lost.append(max(0, have - keep))
    return tuple(lost)


def end(ledger: Ledger, unit: UnitId, fate: int) -> None:
    """A unit surrenders or is destroyed with all its arms; the stubborn are seldom taken. Rules 7.64 and 7.81."""
    state = ledger.state
    if state.status[unit] != ON_MAP:
        return
    spec, taken = state.scenario.units[unit], state.scenario.rules.morale.breakout["taken"]
    inflict(
        ledger,
        unit,
        state.men[unit],
        situation="encircled",
        cause="capture" if fate == SURRENDERED else "pursuit",
        by=enemy_of(state.side_of(unit)),
        missing=1.0 if fate == SURRENDERED or spec.surrenders else taken,
        tubes=1.0,
        vehicles=state.vehicles[unit],
        wrecked=state.vehicles[unit],
        fate=fate,
    )
    remove(ledger, unit, fate)


def abandon_wounded(ledger: Ledger, unit: UnitId) -> None:
    """The wounded who lie with an encircled unit are left to the enemy: dead or missing, by its kind. Rule 11.46."""
    state = ledger.state
    if left := state.stranded[unit]:
        tables = state.scenario.rules.morale.breakout
        spared = 1.0 if state.scenario.units[unit].surrenders else tables["taken"]
        taken = min(left, ledger.dice.whole(left * spared))
        spec = state.scenario.units[unit]
        none = (0,) * len(spec.arms), (0,) * len(spec.vehicles)
        by = enemy_of(spec.side)
        ledger.emit(ev.LossSuffered(unit, left - taken, -left, taken, *none, none[1], "left-behind", by))


def remove(ledger: Ledger, unit: UnitId, fate: int) -> None:
    """A unit is destroyed, surrenders or leaves; its army takes note. Rule 13.4."""
    state = ledger.state
    if state.status[unit] != ON_MAP:
        return
    if fate in (DESTROYED, SURRENDERED):
        abandon_wounded(ledger, unit)
    ledger.emit(ev.UnitRemoved(unit, fate))
    table = state.scenario.rules.morale.resolve
    if fate == DESTROYED:
        morale.change_resolve(ledger, state.side_of(unit), -table["destroyed"], "destroyed")
    elif fate == SURRENDERED:
        morale.change_resolve(ledger, state.side_of(unit), -table["surrender"], "surrender")
