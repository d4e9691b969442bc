"""Bodies of men as an assault meets them: one's own as they are, the enemy's as he is or as one believes him to be."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.core.portable import total
from game.model.events import IDENTIFIED
from game.model.scenario import Scenario
from game.model.state import GameState
from game.model.units import HOLD, Unit
from game.model.weapons import Vehicle, Weapon
from game.rules.ground import known_enemies, pinned_now, posture, units_of_side_at

ASSUMED_COHESION = 85.0
ASSUMED_ALERT = 0.5
"""What a staff assumes of an enemy it cannot look into: in good order, half awake. Rule 7.8."""


@frozen
class Body:
    """One unit in an assault."""

    unit: UnitId
    hex: HexId
    men: int
    arms: tuple[tuple[Weapon, float], ...]
    vehicles: tuple[tuple[Vehicle, float], ...]
    quality: float
    cohesion: float
    fatigue: float
    """0 to 1."""
    ammo: float
    """Units of fire."""
    shells: int
    stance: int
    pinned: float
    posture: str
    alert: float
    surrenders: bool
    is_true: bool
    """False for a believed one."""
    bogged: int = 0
    """Of its vehicles, those that lie bogged."""


def true_body(state: GameState, unit: UnitId, at: int | None = None) -> Body:
    """A unit as it is at a minute of the scenario, by its own clock if None."""
    spec = state.scenario.units[unit]
    return Body(
        unit,
        state.hex[unit],
        state.men[unit],
        tuple((arm.weapon, float(n)) for arm, n in zip(spec.arms, state.arms[unit], strict=True) if n),
        tuple((group.vehicle, float(n)) for group, n in zip(spec.vehicles, state.vehicles[unit], strict=True)),
        spec.quality,
        state.cohesion[unit] / 10.0,
        state.fatigue[unit] / 1000.0,
        state.ammo[unit] / 100.0,
        state.shells[unit],
        state.stance[unit],
        pinned_now(state, unit, at),
        posture(state, unit),
        state.alert[unit] / 1000.0,
        spec.surrenders,
        True,
        sum(state.bogged[unit]),
    )


def defenders_at(state: GameState, side: SideId, hex_: HexId, at: int | None = None) -> tuple[Body, ...]:
    """A side's units in a hex as they are."""
    return tuple([true_body(state, unit, at) for unit in units_of_side_at(state, side, hex_)])


def believed_at(state: GameState, side: SideId, hex_: HexId, pinned: float = 0.0) -> tuple[Body, ...]:
    """The enemies at a hex as a side believes them to be, from its contacts and its own fire alone. Rule 7.8."""
    return tuple([_believed(state, side, unit, pinned) for unit in known_enemies(state, side).get(hex_, ())])


def _believed(state: GameState, side: SideId, unit: UnitId, pinned: float) -> Body:
    low, high = state.seen_men[side][unit]
    men = max(1, (low + high) // 2)
    spec = state.scenario.units[unit]
    if state.grade[side][unit] >= IDENTIFIED:
        arms = tuple((arm.weapon, arm.count * men / max(1, spec.men)) for arm in spec.arms)
        vehicles = tuple((group.vehicle, float(group.count)) for group in spec.vehicles)
        quality, surrenders, shells = spec.quality, spec.surrenders, spec.shells
    else:
        arms, quality, surrenders = typical(state.scenario, enemy_of(side), men)
        vehicles, shells = (), 0
    works = state.scenario.rules.engineering.works
    dug = state.seen_dug[side][unit]
    stands = next((word for word in ("fortified", "prepared") if dug >= works[word]), "hasty")
    return Body(
        unit,
        state.seen_hex[side][unit],
        men,
        arms,
        vehicles,
        quality,
        ASSUMED_COHESION,
        0.1,
        1.0,
        shells,
        HOLD,
        pinned,
        stands,
        ASSUMED_ALERT,
        surrenders,
        False,
    )


def bogged(state: GameState, bodies: Sequence[Body], *, attacking: bool) -> float:
    """Share of some bodies' vehicles that lie bogged, or stick while they attack out of marsh. Rule 7.55."""
    crawling = state.scenario.rules.movement.bog["assault"] if attacking else 0.0
    cars = stuck = 0.0
    for body in bodies:
        count = total([n for _, n in body.vehicles])
        soft = crawling if state.scenario.board.terrain(body.hex).water == "marsh" else 0.0
        cars += count
        stuck += body.bogged + (count - body.bogged) * soft
    return stuck / cars if cars else 0.0


_TYPICAL: dict[tuple[str, SideId], tuple[tuple[tuple[Weapon, float], ...], float, bool]] = {}


def typical(scenario: Scenario, side: SideId, men: int) -> tuple[tuple[tuple[Weapon, float], ...], float, bool]:
    """Small arms, quality and readiness to surrender of so many of a side's infantry: the mean of its order of battle.

    Public knowledge: every staff has the other army's tables. Rule 7.8.
    """
    key = (scenario.digest, side)
    found = _TYPICAL.get(key)
    if found is None:
        every = [u for u in scenario.units if u.side == side]
        found = _TYPICAL[key] = _mean_infantry([u for u in every if u.dummy is None] or every)
    arms, quality, surrenders = found
    return tuple((weapon, share * men) for weapon, share in arms), quality, surrenders


def _mean_infantry(units: Sequence[Unit]) -> tuple[tuple[tuple[Weapon, float], ...], float, bool]:
    chosen = [u for u in units if u.kind.symbol in ("infantry", "border", "garrison") and u.men] or list(units)
    men = sum([u.men for u in chosen]) or 1
    counts: dict[str, float] = {}
    weapons: dict[str, Weapon] = {}
    for unit in chosen:
        for arm in unit.arms:
            weapons[arm.weapon.id] = arm.weapon
            counts[arm.weapon.id] = counts.get(arm.weapon.id, 0.0) + arm.count
    quality = total([u.quality * u.men for u in chosen]) / men
    surrenders = sum([u.men for u in chosen if u.surrenders]) * 2 > men
    return tuple((weapons[w], n / men) for w, n in sorted(counts.items())), quality, surrenders
