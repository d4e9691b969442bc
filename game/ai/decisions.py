"""Decisions that events put to a side, and restraints it might break: priced by the same list as everything else."""

from __future__ import annotations

from attrs import frozen

from game.ai.aims import POINT, RESOLVE_POINT, worth
from game.ai.knowledge import holds
from game.ai.picture import Picture, ground_factor
from game.ai.ways import FAR
from game.core.ids import HexId, SideId, UnitId
from game.model import happenings as hp
from game.model.sides import IN_FORCE, NOT_YET
from game.model.state import Pending
from game.model.view import OwnUnit, View

GAIN_OVER_PRICE = 150
"""A restraint is broken for a gain of this many hundredths of its price."""
HELP = 3
"""How much of the ground in their reach, for the whole battle, men are worth for each share they add to the army."""
CROWD = 8
"""Men who come count so many times among those they join: the last company helps less than the first."""
HELD = 3
"""Ground that is held already gains only this part of what help is worth where it must still be taken."""
FIRE_SHARE = 4
"""Guns as strong as the defenders are worth this part of the ground."""
FIRE = 5
"""Thousandths of a point for a shell that a lifted ban lets fall on known enemies."""
STEP = 3 * POINT
"""What the freedom to enter forbidden ground is worth when nothing on the list lies there."""


@frozen
class Answer:
    """One option and what it is expected to bring."""

    option: str
    score: int


def answers(picture: Picture, pending: Pending, *, guns: bool = False) -> tuple[Answer, ...]:
    """The options of a decision with their worth in thousandths of a point, the best first.

    Args:
        guns: whether guns set free are weighed by what they would do in the fight for ground.
    """
    happening = picture.scenario.happenings[pending.happening].id
    found = []
    for position, option in enumerate(pending.offer.options):
        total = sum([_effect(picture, effect, 100, picture.view.minute) for effect in option.then])
        total += _promised(picture, happening, option.id)
        found.append((-total, position, Answer(option.id, total)))
    return tuple(answer for _, _, answer in sorted(found, key=lambda row: row[:2]))


def _promised(picture: Picture, happening: str, option: str) -> int:
    """What later events bring that hang on an answer, each by its likelihood."""
    total, coming = 0, 0
    for later in picture.scenario.happenings:
        chance = _chance(picture, later.when, hp.Decided(happening, option))
        if chance:
            minute = max(picture.view.minute, _hour(later.when))
            total += sum([_effect(picture, effect, chance, minute, coming) for effect in later.then])
            coming += sum([_men(picture, e.units) for e in later.then if isinstance(e, hp.Reinforce)])
    return total


def _men(picture: Picture, units: tuple[UnitId, ...]) -> int:
    return sum([picture.scenario.units[u].men for u in units])


def _hour(when: hp.Condition) -> int:
    """The minute before which a condition cannot hold; 0 if it names none."""
    match when:
        case hp.AtTime(minute):
            return minute
        case hp.All(of):
            return max([_hour(part) for part in of], default=0)
        case hp.AnyOf(of):
            return min([_hour(part) for part in of], default=0)
        case _:
            return 0


def _chance(picture: Picture, when: hp.Condition, asked: hp.Decided) -> int:
    """Hundredths of a chance that an event happens if the answer is given; 0 if it does not hang on it."""
    match when:
        case hp.Decided():
            return 100 if when == asked else 0
        case hp.All(of):
            if not any(_mentions(part, asked) for part in of):
                return 0
            chance = 100
            for part in of:
                chance = chance * _part(picture, part, asked) // 100
            return chance
        case hp.AnyOf(of):
            return max([_chance(picture, part, asked) for part in of], default=0)
        case _:
            return 0


def _mentions(when: hp.Condition, asked: hp.Decided) -> bool:
    match when:
        case hp.Decided():
            return when == asked
        case hp.All(of) | hp.AnyOf(of):
            return any(_mentions(part, asked) for part in of)
        case _:
            return False


def _part(picture: Picture, when: hp.Condition, asked: hp.Decided) -> int:
    """Hundredths of a chance that one of several conditions will hold."""
    if _mentions(when, asked):
        return 100
    match when:
        case hp.Control(place, by):
            return _likely(picture, place, by)
        case hp.AtTime(minute):
            return 100 if minute <= picture.scenario.calendar.end_minute else 0
        case hp.Not(hp.Fired(event)):
            other = next((h for h in picture.scenario.happenings if h.id == event), None)
            return 100 - (_place_in(picture, other.when, asked) if other is not None else 0)
        case hp.Not(of):
            return 100 - _part(picture, of, asked)
        case _:
            return 100 if holds(picture.view, when) else 40


def _place_in(picture: Picture, when: hp.Condition, asked: hp.Decided) -> int:
    return _chance(picture, when, asked)


def _likely(picture: Picture, place: str, by: SideId) -> int:
    """Hundredths of a chance that a side will have a place: by the power near it, ground counted."""
    found = next((p for p in picture.scenario.board.objectives if p.id == place), None)
    if found is None:
        return 0
    mine, theirs = _near(picture, found.hex)
    held = picture.holder(found.hex)
    strength = ground_factor(picture.scenario, found.hex)
    own = mine * (strength if held == picture.view.side else 1.0)
    foe = theirs * (strength if held not in (picture.view.side, -1) else 1.0)
    share = int(100.0 * own / max(1.0, own + foe))
    # Twice the power is taken for two chances in three, not for certain.
    share = share if held == picture.view.side else max(0, share - 15)
    return share if by == picture.view.side else 100 - share


def _near(picture: Picture, hex_: HexId) -> tuple[int, int]:
    """Own and known enemy power within two hexes."""
    distance = picture.scenario.board.grid.distance
    mine = sum([picture.powers[u.number] for u in picture.units if distance(u.hex, hex_) <= 2])
    theirs = sum([foe.power for h, foe in picture.foes.items() if distance(h, hex_) <= 2])
    return mine, theirs


def _effect(picture: Picture, effect: hp.Effect, chance: int, minute: int, coming: int = 0) -> int:
    """Thousandths of a point that an effect brings the side, at hundredths of a chance, if it comes at a minute.

    Args:
        coming: men whom the same answer has sent for already.
    """
    side = picture.view.side
    match effect:
        case hp.ChangePoints(of, by):
            return (by if of == side else -by) * POINT * chance // 100
        case hp.ChangeResolve(of, by):
            return (by if of == side else -by) * RESOLVE_POINT * chance // 100
        case hp.Reinforce(units, at) if units:
            first = picture.scenario.units[units[0]]
            help_ = _help(picture, units, at if at is not None else first.arrives_at, minute, coming)
            return (help_ if first.side == side else -help_) * chance // 100
        case hp.Release(restraint):
            return _freed(picture, restraint) * chance // 100
        case hp.Offer(of, _, options):
            worths = [sum([_effect(picture, e, chance, minute) for e in option.then]) for option in options]
            return max(worths, default=0) if of == side else 0
        case _:
            return 0


def _help(picture: Picture, units: tuple[UnitId, ...], at: HexId, minute: int, coming: int) -> int:
    """What men who come later are worth: their share in the army, of the ground they still reach in time."""
    men = _men(picture, units)
    army = sum([u.men for u in picture.units]) or 1
    end = picture.scenario.calendar.end_minute
    reached = 0
    for hex_, value in sorted(worth(picture.view).places.items()):
        march = picture.field(hex_, picture.scenario.units[units[0]].kind.mobility)[at] if at >= 0 else FAR
        left = max(0, end - minute - march)
        reached += value * left // max(1, end) // (HELD if picture.is_mine(hex_) else 1)
    return reached * HELP * men // (army + CROWD * (men + 2 * coming))


def _freed(picture: Picture, name: str) -> int:
    """What the end of a restraint is worth; below 0 for one of the enemy's."""
    for index, restraint in enumerate(picture.scenario.restraints):
        if restraint.id == name and picture.view.restraints[index] in (IN_FORCE, NOT_YET):
            if restraint.side != picture.view.side:
                return -STEP // 2
            return restraint_gain(picture, index)
    return 0


def restraint_gain(picture: Picture, index: int, *, guns: bool = False) -> int:
    """What a side would gain if one of its own restraints fell, in thousandths of a point.

    Args:
        guns: whether the fire set free is weighed by what it would do in the fight for ground, not by the shell.
    """
    restraint = picture.scenario.restraints[index]
    board = picture.scenario.board
    mask = board.regions[restraint.region].mask if restraint.region else (1 << board.grid.size) - 1
    foes = [foe for h, foe in picture.foes.items() if mask >> h & 1]
    if restraint.forbids == "enter":
        ground = {h: v for h, v in worth(picture.view).places.items() if mask >> h & 1 and not picture.is_mine(h)}
        return sum([value * _conquest(picture, h) // 100 for h, value in sorted(ground.items())])
    if restraint.forbids in ("fire-into", "fire-from") and foes:
        specs = picture.scenario.units
        if guns:
            return _fire_support(picture)
        shells = sum([u.shells for u in picture.units if any(a.weapon.indirect for a in specs[u.number].arms)])
        return min(shells, 100 * len(foes)) * FIRE
    return 0


def _fire_support(picture: Picture) -> int:
    """What guns set free are worth where ground is fought for: a share of it, as their power adds to that there."""
    best = 0
    for hex_, value in sorted(worth(picture.view).places.items()):
        mine, theirs = _near(picture, hex_)
        if not theirs or not mine:
            continue
        fire = sum([_gun_power(picture, u) for u in picture.units if _reaches(picture, u, hex_)])
        best = max(best, value * min(100, fire * 100 // mine) // (100 * FIRE_SHARE))
    return best


def _gun_power(picture: Picture, unit: OwnUnit) -> int:
    """Thousandths of a QJM point of a unit's indirect guns at the pace its shells allow for two hours."""
    spec = picture.scenario.units[unit.number]
    guns = [(a.weapon, n) for a, n in zip(spec.arms, unit.arms, strict=True) if a.weapon.indirect and n]
    full = sum([weapon.rounds_hour * n for weapon, n in guns]) * 2
    power = sum([weapon.oli * n for weapon, n in guns])
    return int(1000.0 * power * min(1.0, unit.shells / full)) if full else 0


def _reaches(picture: Picture, unit: OwnUnit, hex_: HexId) -> bool:
    spec, board = picture.scenario.units[unit.number], picture.scenario.board
    most = max([a.weapon.range_m for a in spec.arms if a.weapon.indirect], default=0)
    return spec.kind.fires and unit.shells > 0 and board.grid.distance(unit.hex, hex_) * board.hex_m <= most


def _conquest(picture: Picture, hex_: HexId) -> int:
    """Hundredths of a chance to take and keep an objective: nothing at even powers, all at twice the enemy's."""
    mine, theirs = _near(picture, hex_)
    against = theirs * ground_factor(picture.scenario, hex_)
    return max(0, min(100, int(100.0 * mine / max(1.0, against)) - 100))


def restraint_price(view: View, index: int) -> int:
    """What breaking a restraint costs, in thousandths of a point. Rule 14.3."""
    price = view.scenario.restraints[index].price
    freed = len(price.releases) * STEP // 2
    return price.points * POINT + price.resolve * RESOLVE_POINT + freed


def worth_breaking(picture: Picture, index: int) -> tuple[bool, int, int]:
    """Whether a restraint should be broken, with gain and price: only for one and a half times its price."""
    gain, price = restraint_gain(picture, index), restraint_price(picture.view, index)
    return gain * 100 > price * GAIN_OVER_PRICE, gain, price
