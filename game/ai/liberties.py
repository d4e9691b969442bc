"""Restraints of the capitals: what a side would gain without them, and whether that is worth their price."""

from __future__ import annotations

from game.ai.aims import POINT, RESOLVE_POINT, worth
from game.ai.picture import Picture, ground_factor
from game.core.ids import HexId
from game.core.portable import total
from game.model.view import OwnUnit, View

GAIN_OVER_PRICE = 150
"""A restraint is broken for a gain of this many hundredths of its price."""
FIRE = 5
"""Thousandths of a point for a shell that a lifted ban lets fall on known enemies."""
FIRE_SHARE = 4
"""Guns as strong as the men who fight for ground are worth this part of it."""
MARCH = 120
"""Minutes of march within which men can be sent to ground that is no longer forbidden."""
STEP = 3 * POINT
"""What the enemy's freedom from one of his bans is taken to cost, twice over."""


def gain(picture: Picture, index: int, *, in_depth: bool = False) -> int:
    """What a side would gain if one of its own restraints fell, in thousandths of a point.

    Args:
        in_depth: whether fire set free is weighed by what it would do in the fight for ground, not by the shell.
    """
    restraint, board = picture.scenario.restraints[index], picture.scenario.board
    mask = board.regions[restraint.region].mask if restraint.region else (1 << board.grid.size) - 1
    if restraint.forbids == "enter":
        ground = {h: v for h, v in worth(picture.view).places.items() if mask >> h & 1 and not picture.is_mine(h)}
        return sum([value * _conquest(picture, h) // 100 for h, value in sorted(ground.items())])
    foes = [h for h in picture.foes if mask >> h & 1]
    if restraint.forbids not in ("fire-into", "fire-from") or not foes:
        return 0
    if in_depth:
        return _fire_support(picture)
    return min(sum([u.shells for u in picture.units if _guns(picture, u)]), 100 * len(foes)) * FIRE


def price(view: View, index: int) -> int:
    """What breaking a restraint costs, in thousandths of a point. Rule 14.3."""
    asked = view.scenario.restraints[index].price
    freed = len(asked.releases) * STEP // 2
    return asked.points * POINT + asked.resolve * RESOLVE_POINT + freed


def is_worth_breaking(picture: Picture, index: int, *, in_depth: bool = False) -> bool:
    """Whether a restraint should be broken: only for one and a half times its price."""
    return gain(picture, index, in_depth=in_depth) * 100 > price(picture.view, index) * GAIN_OVER_PRICE


def near_powers(picture: Picture, hex_: HexId) -> tuple[int, int]:
    """Own and known enemy power within two hexes."""
    distance = picture.scenario.board.grid.distance
    mine = sum([picture.powers[u.number] for u in picture.units if distance(u.hex, hex_) <= 2])
    theirs = sum([foe.power for h, foe in picture.foes.items() if distance(h, hex_) <= 2])
    return mine, theirs


def _conquest(picture: Picture, hex_: HexId) -> int:
    """Hundredths of a chance to take and keep an objective: nothing at even powers, all at twice the enemy's."""
    held = worth(picture.view).places
    mine = sum([
        picture.powers[u.number]
        for u in picture.units
        if u.hex not in held and picture.field(hex_, picture.scenario.units[u.number].kind.mobility)[u.hex] <= MARCH
    ])  # fmt: skip
    against = near_powers(picture, hex_)[1] * ground_factor(picture.scenario, hex_)
    return max(0, min(100, int(100.0 * mine / max(1.0, against)) - 100))


def _fire_support(picture: Picture) -> int:
    """What guns set free are worth where ground is fought for: a share of it, as their power adds to that there."""
    best = 0
    for hex_, value in sorted(worth(picture.view).places.items()):
        mine, theirs = near_powers(picture, hex_)
        if mine and theirs:
            fire = sum([_gun_power(picture, u) for u in picture.units if _reaches(picture, u, hex_)])
            best = max(best, value * min(100, fire * 100 // mine) // (100 * FIRE_SHARE))
    return best


def _guns(picture: Picture, unit: OwnUnit) -> bool:
    spec = picture.scenario.units[unit.number]
    return spec.kind.fires and unit.shells > 0 and any(arm.weapon.indirect for arm in spec.arms)


def _gun_power(picture: Picture, unit: OwnUnit) -> int:
    """Thousandths of a QJM point of a unit's indirect guns at the pace that its shells allow for two hours."""
    spec = picture.scenario.units[unit.number]
    guns = [(arm.weapon, n) for arm, n in zip(spec.arms, unit.arms, strict=True) if arm.weapon.indirect and n]
    full = total([weapon.rounds_hour * n for weapon, n in guns]) * 2.0
    power = total([weapon.oli * n for weapon, n in guns])
    return int(1000.0 * power * min(1.0, unit.shells / full)) if full else 0


def _reaches(picture: Picture, unit: OwnUnit, hex_: HexId) -> bool:
    board = picture.scenario.board
    most = max([arm.weapon.range_m for arm in picture.scenario.units[unit.number].arms], default=0)
    return _guns(picture, unit) and board.grid.distance(unit.hex, hex_) * board.hex_m <= most
