"""Chapter 7.4: the course of an assault and its 36 equally likely outcomes, computed exactly.

Each side's men fall at a rate that goes with the fourth root of the enemy's power over its own, and power wears with
the square of the men left, since cohesion falls with them. The square roots p and q of the shares left then obey the
linear pair of `lanchester`. Two dice stand for chance: the red one changes the ratio of powers, the white one the
intensity, which only reads the same course at another moment.

Source: the fourth root reproduces Dupuy's opposition factors within 9 per cent (QJM, Numbers, Predictions and War).
"""

from __future__ import annotations

from math import sqrt
from typing import Literal, NamedTuple

from attrs import frozen

from game.core.portable import exp, ln, power, total
from game.model.events import ModifierLine
from game.model.tables import Chance, CombatTables
from game.rules.armour import NO_DUEL, Duel, duel, fought
from game.rules.force import Circumstances, Force
from game.rules.lanchester import growth_until, share_at
from game.rules.modifiers import power_ratio, products
from game.rules.power import (
    RawPower,
    armour_lines,
    armour_power,
    crowd_lines,
    flame_lines,
    flame_share,
    force_lines,
    raw_power,
    situation_lines,
)

Broke = Literal["", "A", "D"]
"""Which side broke, if any."""

Flown = Literal["", "repulse", "retreat", "rout", "surrender", "destroyed"]
"""How the side that broke gave way."""

FACES = 6
"""Faces of each die."""


class Outcome(NamedTuple):
    """One of the 36 equally likely results. Shares lost are of what was there before the fight."""

    a_loss: float
    """Share of the attacker's men lost, flight included."""
    d_loss: float
    """Share of the defender's men lost, flight included."""
    minutes: float
    """Minutes until a side broke, or all that were given."""
    broke: Broke
    """Which side broke."""
    flight: Flown
    """How it gave way."""
    flight_loss: float
    """Part of the broken side's loss that fell in flight or was captured."""
    a_vehicles: float
    """Share of the attacker's vehicles out of action."""
    a_close: float
    """Part of that share put out by men at close quarters."""
    d_tubes: float
    """Share of the defender's anti-tank tubes put out by vehicles."""
    d_vehicles: float
    """Share of the defender's vehicles out of action."""
    a_tubes: float
    """Share of the attacker's anti-tank tubes put out by vehicles."""
    psi_a: float
    """Strain on the attacker: what a loss costs in cohesion against an even fight."""
    psi_d: float
    """Strain on the defender."""


@frozen(kw_only=True)
class Prepared:
    """All that the 36 outcomes share."""

    attacker: Force
    """The attacker as it goes in."""
    defender: Force
    """The defender as it stands."""
    circumstances: Circumstances
    """Where and how they meet."""
    tables: CombatTables
    """The figures used."""
    hours: float
    """Hours that the fight may last."""
    raw_a: RawPower
    """The attacker's power by weapon."""
    raw_d: RawPower
    """The defender's power by weapon."""
    modifiers: tuple[ModifierLine, ...]
    """Every factor that is not 1."""
    ratio: float
    """Attacker's power over defender's, all modifiers in it."""
    size: float
    """Factor on both rates for the men in the whole action."""
    rate_a: float
    """The attacker's loss in an hour at equal power."""
    rate_d: float
    """The defender's loss in an hour at equal power."""
    slack_a: float
    """ln(men before / men after) that breaks the attacker at equal power."""
    slack_d: float
    """The same for the defender."""
    heats: tuple[float, ...]
    """Intensity for each face of the white die; their mean is 1."""
    a_duel: Duel | None
    """The attacker's vehicles against the defender's tubes."""
    d_duel: Duel | None
    """The defender's vehicles against the attacker's tubes."""


def prepare(
    attacker: Force, defender: Force, circumstances: Circumstances, minutes: float, tables: CombatTables
) -> Prepared:
    """An assault made ready: powers, modifiers, loss rates and break points. Rules 7.1 to 7.5.

    Raises:
        ValueError: a side has no men, or the fight no time.
        KeyError: a stance, posture or press is not in the tables.
    """
    if min(attacker.men, defender.men, minutes) <= 0.0:
        raise ValueError("an assault needs men on both sides and some minutes")
    c, hours, rates = circumstances, minutes / 60.0, tables.rates
    raw_a = raw_power(attacker, c, armour_power(defender, tables), tables)
    raw_d = raw_power(defender, c, armour_power(attacker, tables), tables)
    a_duel = duel(attacker, defender, c, tables, attacking=True)
    lines = _modifiers(attacker, defender, c, hours, tables) + crowd_lines(attacker, defender, tables)
    burnt = flame_share(attacker, defender, c, tables)
    lines += flame_lines(burnt, c, tables)
    if a_duel is not None:
        lines += armour_lines(raw_a, c, fought(a_duel, hours, 1.0, tables.armour).vehicles, tables)
    men = max(rates.least_men, c.whole_action or attacker.men + defender.men)
    product, size = products(lines), power(rates.size_men / men, rates.size_exponent)
    return Prepared(
        attacker=attacker,
        defender=defender,
        circumstances=c,
        tables=tables,
        hours=hours,
        raw_a=raw_a,
        raw_d=raw_d,
        modifiers=tuple(lines),
        ratio=power_ratio(raw_a.total, raw_d.total, lines),
        size=size,
        rate_a=rates.per_hour * size * product.losses_a,
        rate_d=rates.per_hour * size * product.losses_d,
        slack_a=_slack(attacker, tables),
        slack_d=_slack(defender, tables, tables.flame.fear * burnt),
        heats=heats(hours, tables.chance),
        a_duel=a_duel,
        d_duel=duel(defender, attacker, c, tables, attacking=False),
    )


def _modifiers(
    attacker: Force, defender: Force, circumstances: Circumstances, hours: float, tables: CombatTables
) -> list[ModifierLine]:
    """Every factor that is not 1, but for those of vehicles. Rules 7.2 and 7.3."""
    return [
        *situation_lines(circumstances, hours, tables),
        *force_lines("A", attacker, hours, tables),
        *force_lines("D", defender, hours, tables),
    ]


def _slack(force: Force, tables: CombatTables, fear: float = 0.0) -> float:
    """Cohesion above the break point, in units of ln(men before / men after). Rules 7.58 and 13.13.

    Args:
        fear: points by which it breaks sooner.
    """
    return max(0.0, force.cohesion - fear - tables.breaks[force.stance]) / tables.cohesion.points


def faces(chance: Chance) -> tuple[float, ...]:
    """The six faces of a die, in standard deviations from the middle. Rule 7.42."""
    return (-chance.outer, -chance.middle, -chance.inner, chance.inner, chance.middle, chance.outer)


def heats(hours: float, chance: Chance) -> tuple[float, ...]:
    """Intensity for each face of the white die, of mean 1. Rule 7.42.

    The variance goes as 1 / hours, so that the sum over slices of a fight varies as the whole does.
    """
    if not chance.heat:
        return (1.0,) * FACES
    spread = min(chance.heat_most, max(chance.heat_least, chance.heat * sqrt(chance.heat_hours / hours)))
    wild = [exp(spread * face) for face in faces(chance)]
    mean = total(wild) / FACES
    return tuple([value / mean for value in wild])


def outcomes(prepared: Prepared, red: int | None = None) -> tuple[Outcome, ...]:
    """The exact distribution: 36 outcomes ordered by red face, then white face. Rule 7.42.

    Args:
        red: face 0 to 5 kept from an earlier stretch of the same fight; then its six outcomes alone are returned.

    Raises:
        ValueError: there is no such face.
    """
    if red is None:
        return tuple([outcome for face in faces(prepared.tables.chance) for outcome in _six(prepared, face)])
    if not 0 <= red < FACES:
        raise ValueError(f"a die has faces 0 to 5, not {red}")
    return tuple(_six(prepared, faces(prepared.tables.chance)[red]))


class _Course(NamedTuple):
    """The course of the fight under one red face."""

    pace: float
    """Growth of the exponent in an hour of usual intensity."""
    balance: float
    """Of the attacker's equation."""
    stop: float
    """exp(pace x hours) at the first break."""
    breaking: Literal["A", "D"]
    """Who breaks there."""
    psi_a: float
    """Strain on the attacker."""
    psi_d: float
    """Strain on the defender."""
    tilt: float
    """Fortune of the attacker's vehicles."""


def _course(prepared: Prepared, face: float) -> _Course:
    """Pace, strain and first break under one red face. Rules 7.41, 13.12 and 13.13."""
    spirit = prepared.tables.cohesion
    fortune = exp(prepared.tables.chance.luck * face)
    ratio = prepared.ratio * fortune
    fourth = sqrt(sqrt(ratio))
    alpha, delta = 0.5 * prepared.rate_a / fourth, 0.5 * prepared.rate_d * fourth
    balance = sqrt(alpha / delta)
    psi_d = min(spirit.strain_most, max(spirit.strain_least, power(ratio, spirit.strain)))
    psi_a = min(spirit.strain_most, max(spirit.strain_least, 1.0 / psi_d))
    a_stop = growth_until(exp(-0.5 * prepared.slack_a / psi_a), balance)
    d_stop = growth_until(exp(-0.5 * prepared.slack_d / psi_d), 1.0 / balance)
    # An attacker without any will left does not start, whatever the rounding of the other side's moment.
    a_first = a_stop <= d_stop or prepared.slack_a == 0.0
    return _Course(
        pace=sqrt(alpha * delta),
        balance=balance,
        stop=a_stop if a_first else d_stop,
        breaking="A" if a_first else "D",
        psi_a=psi_a,
        psi_d=psi_d,
        tilt=sqrt(sqrt(fortune)),
    )


def _six(prepared: Prepared, face: float) -> list[Outcome]:
    """The outcomes under one red face: the same course read at six intensities."""
    course = _course(prepared, face)
    until = max(0.0, ln(course.stop) / course.pace)
    broken: Outcome | None = None
    result: list[Outcome] = []
    for heat in prepared.heats:
        heated = heat * prepared.hours
        if heated < until:
            result.append(_outcome(prepared, course, exp(course.pace * heated), heated))
            continue
        if broken is None:
            broken = _with_flight(prepared, course, _outcome(prepared, course, course.stop, until))
        result.append(broken._replace(minutes=until / heat * 60.0))
    return result


def _outcome(prepared: Prepared, course: _Course, growth: float, heated: float) -> Outcome:
    """Losses after some hours at usual intensity, nobody broken."""
    p, q = share_at(growth, course.balance), share_at(growth, 1.0 / course.balance)
    armour = prepared.tables.armour
    a_cars = fought(prepared.a_duel, heated, course.tilt, armour) if prepared.a_duel else NO_DUEL
    d_cars = fought(prepared.d_duel, heated, 1.0 / course.tilt, armour) if prepared.d_duel else NO_DUEL
    return Outcome(
        max(0.0, 1.0 - p * p),
        max(0.0, 1.0 - q * q),
        prepared.hours * 60.0,
        "",
        "",
        0.0,
        a_cars.vehicles,
        a_cars.close,
        a_cars.tubes,
        d_cars.vehicles,
        d_cars.tubes,
        course.psi_a,
        course.psi_d,
    )


def _with_flight(prepared: Prepared, course: _Course, outcome: Outcome) -> Outcome:
    """The outcome at the moment of the break, with what flight costs. Rule 7.6."""
    attacker, defender = prepared.attacker, prepared.defender
    if course.breaking == "A":
        kind, further = _repulse(attacker, defender, prepared, course.psi_a)
        fled = (1.0 - outcome.a_loss) * further
        return outcome._replace(broke="A", flight=kind, flight_loss=fled, a_loss=outcome.a_loss + fled)
    kind, further = _retreat(defender, attacker, prepared, course.psi_d)
    fled = (1.0 - outcome.d_loss) * further
    return outcome._replace(broke="D", flight=kind, flight_loss=fled, d_loss=outcome.d_loss + fled)


def _score(force: Force, psi: float, tables: CombatTables) -> float:
    """How badly a broken force behaves; 0 is a good unit with its ways open in an even fight. Rule 7.61."""
    flight = tables.flight
    return psi - 1.0 + flight.closed * force.closed - flight.quality * (force.quality - 1.0)


def _pursuit(force: Force, enemy: Force, prepared: Prepared) -> float:
    """Share of those left that pursuing tanks take. Rule 7.62."""
    pursuit = prepared.tables.pursuit
    if prepared.circumstances.ground.tanks < pursuit.open_ground:
        return 0.0
    tanks = total([count for vehicle, count in enemy.vehicles if vehicle.oli > pursuit.tank_oli])
    return pursuit.loss * min(1.0, pursuit.men_per_tank * tanks / force.men)


def _repulse(force: Force, enemy: Force, prepared: Prepared, psi: float) -> tuple[Flown, float]:
    """How a beaten attacker gives way, and the share of those left that it costs. Rule 7.6.

    Only armour pursues a beaten attacker; otherwise it goes to ground or back to where it started.
    """
    flight, chase = prepared.tables.flight, _pursuit(force, enemy, prepared)
    if _score(force, psi, prepared.tables) >= flight.attacker_rout:
        return "rout", flight.attacker_rout_loss + chase
    return "repulse", flight.repulse_loss + chase


def _retreat(force: Force, enemy: Force, prepared: Prepared, psi: float) -> tuple[Flown, float]:
    """How a beaten defender gives way, and the share of those left that it costs. Rule 7.6."""
    flight, score = prepared.tables.flight, _score(force, psi, prepared.tables)
    if force.closed >= flight.shut:
        if force.surrenders and score > flight.surrender:
            return "surrender", flight.surrender_loss
        return "destroyed", flight.destroyed_loss
    chase = _pursuit(force, enemy, prepared)
    if score >= flight.defender_rout:
        loss = flight.rout_loss + flight.rout_closed_loss * force.closed + chase
        return "rout", min(flight.rout_most_loss, loss)
    chase *= prepared.tables.pursuit.retreat
    return "retreat", flight.retreat_loss + flight.retreat_closed_loss * force.closed + chase


def after_loss_cohesion(cohesion: float, left: float, psi: float, tables: CombatTables) -> float:
    """Cohesion 0 to 100 after a loss. Rule 13.12.

    Args:
        left: share of the men still in the ranks.
        psi: strain of the fight that cost them.
    """
    spirit = tables.cohesion
    return max(0.0, cohesion + spirit.points * psi * ln(max(spirit.least_left, left)))


def tubes_lost(men_lost: float, by_vehicles: float, flight: Flown, tables: CombatTables) -> float:
    """Share of the guns that a side loses in an assault. Rule 7.73.

    Args:
        men_lost: share of its men lost.
        by_vehicles: share of its tubes put out by vehicles.
        flight: how the side gave way itself, or nothing.
    """
    wrecks = tables.wrecks
    lost = max(wrecks.guns_with_men * men_lost, by_vehicles)
    if flight in ("rout", "surrender", "destroyed"):
        return 1.0 - (1.0 - lost) * (1.0 - wrecks.guns_in_rout)
    return lost


def killed_wounded_missing(
    lost: float, situation: str, tables: CombatTables, missing: float = 0.0
) -> tuple[float, float, float]:
    """Casualties split into killed, wounded and missing. Rules 7.71 and 7.72.

    Args:
        situation: a key of the table `killed`.
        missing: share of them that are missing, from the table `missing` for men lost in flight.
    """
    found = lost * (1.0 - missing)
    killed = found * tables.killed[situation]
    return killed, found - killed, lost * missing
