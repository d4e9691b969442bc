"""Assaults: who attacks what, how hard, with which guns, and whether to wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from game.ai import budget, combined, counterfire, demand, flying, foresight, support
from game.ai.aims import POINT
from game.ai.charges import ATTACKS, Charge, charges
from game.ai.combined import Chosen
from game.ai.gathering import RALLY, is_early, is_found_out, is_gathered
from game.ai.office import Office
from game.ai.picture import Foe, ground_factor
from game.ai.stakes import STRAY, WORN, expected, score, value
from game.core.ids import HexId, UnitId
from game.engine import Forecast
from game.model.orders import Assault, Order, Refusal
from game.model.view import OwnUnit

HOUR = 60
SHORTEST = 10
"""Minutes below which no assault can be made. Rule 7.11."""
MARGIN = 300
"""Thousandths of a point by which an assault must pay."""
STAYS = 40
"""Share of the men on an objective, in hundredths, that stays on it when others assault from there."""
ILL = 1.5
"""How many times worse than expected the exchange of losses must be before a fight is broken off for a turn."""
LEAST_LOSS = 12
"""Men whose loss says something about a fight."""
CLAIM = 5
"""Enemy casualties added to those claimed, since claims are rounded down to tens."""
LONG_ENOUGH = 3
"""Turns that must be left: one to gather, two to fight."""
UNSEEN, SEEN, FOR_NOTHING = 50, 80, 250
"""Least power against the enemy's on his ground, in hundredths, at which exact odds are asked for."""
FEWEST = 4
"""Men that any assault costs."""
CLEAR = 2 * POINT
"""Worth of an assault at which the staff looks for no other way to press it."""
TWICE = 2
"""Assaults on one hex in one phase."""


def assault(office: Office) -> Iterator[Order]:
    """Assaults as long as one pays, the best first."""
    tried: dict[HexId, int] = {}
    while True:
        found = [c for c in (_again(office, h, given) for h, given in _targets(office, tried)) if c is not None]
        if not found:
            return
        best = max(found, key=lambda c: (c.score, -c.order.target))
        target = best.order.target
        tried[target] = tried.get(target, 0) + 1
        office.memory.assaulted.add(target)
        office.fought[target] = office.fought.get(target, 0) + 1
        _tell(office, best, [c for c in found if c is not best])
        before = (_men(office, best), office.desk.view().losses[1 - office.side])
        awaited = expected(office, best.odds).own_loss * best.odds.minutes / 60.0
        yield from flying.before_assault(office, target, value(office, target, best.charge))
        if not office.may(best.order):
            continue
        yield best.order
        _learn(office, best, before)
        if office.is_long:
            counterfire.learn(office.memory, before[0] - _men(office, best), int(awaited))


def _men(office: Office, best: Chosen) -> int:
    return sum([office.picture.by_number[u].men for u in best.order.units if u in office.picture.by_number])


def _again(office: Office, target: HexId, given: list[tuple[OwnUnit, Charge]]) -> Chosen | None:
    """The best assault on a hex, looked for again only if something about it has changed in this phase."""
    units = tuple([(u.number, u.men, u.minutes, u.cohesion, u.hidden) for u, _ in given])
    foe = office.picture.foes[target]
    key = (units, foe, len(office.memory.assaulted), tuple([g.shells for g in support.guns_for(office, target)]))
    kept = office.looked.get(target)
    if kept is None or kept[0] != key:
        kept = office.looked[target] = (key, _best(office, target, given))
    return cast("Chosen | None", kept[1])


def _targets(office: Office, tried: dict[HexId, int]) -> list[tuple[HexId, list[tuple[OwnUnit, Charge]]]]:
    """Hexes with known enemies and the units that may go for them."""
    picture, grid = office.picture, office.scenario.board.grid
    found: dict[HexId, list[tuple[OwnUnit, Charge]]] = {}
    if not (picture.foe_zoc | picture.shared) & picture.own_mask:
        return []
    most = max(TWICE, office.turn_minutes // HOUR)
    for charge in charges(office):
        for unit in charge.units:
            if not (picture.foe_zoc | picture.shared) >> unit.hex & 1 or not _is_fit(office, unit):
                continue
            for there in (*grid.adjacent[unit.hex], unit.hex):
                if there not in picture.foes or tried.get(there, 0) >= most or _is_broken_off(office, there):
                    continue
                if _may(office, charge, unit, there):
                    found.setdefault(there, []).append((unit, charge))
    return sorted(found.items())


def _is_broken_off(office: Office, target: HexId) -> bool:
    return office.memory.rests.get(target, 0) >= office.desk.view().turn


def _is_fit(office: Office, unit: OwnUnit) -> bool:
    kind = office.scenario.units[unit.number].kind
    return kind.assaults and unit.minutes >= SHORTEST and unit.cohesion >= RALLY


def _may(office: Office, charge: Charge, unit: OwnUnit, target: HexId) -> bool:
    """Whether a unit's task lets it go for a hex."""
    picture, board = office.picture, office.scenario.board
    if picture.forbidden >> target & 1:
        return False
    kind = office.scenario.units[unit.number].kind
    if kind.mobility in board.terrain(target).closed:
        return False
    if charge.verb == "attack":
        return charge.started or is_found_out(office, charge)
    if charge.verb == "follow":
        # Tanks that support the infantry go in with it, and never without.
        return office.is_long and any(unit.vehicles) and target in office.lines
    return charge.verb not in ("delay", "leave", "feign")


def _best(office: Office, target: HexId, given: list[tuple[OwnUnit, Charge]]) -> Chosen | None:
    """The best assault on one hex that is worth giving, or nothing."""
    charge = max(given, key=lambda pair: (value(office, target, pair[1]), -pair[0].number))[1]
    foe = office.picture.foes[target]
    units = tuple(sorted(u.number for u in _free(office, [unit for unit, _ in given])))
    if not units or not is_gathered(office, target, units) or is_early(office, charge, units):
        return None
    ordered = demand.is_ordered(office, charge, target)
    if not ordered and not _worth_a_look(office, foe, units, value(office, target, charge)):
        _count_refusal(office, charge, target, pays=False)
        return None
    search = _all_arms if office.is_long else _first_pressed
    best = search(office, target, units, charge)
    if ordered:
        # The plan's order is carried out by all arms, whether or not a part of them would do it more cheaply.
        whole = combined.as_ordered(office, target, units, charge, lambda order: _look(office, order, charge))
        best, ordered = whole or best, whole is not None
    if best is None:
        return None
    if not ordered and foresight.is_better_later(office, charge, best.odds, best.score):
        return None
    _count_refusal(office, charge, target, pays=best.score >= MARGIN)
    if best.score < MARGIN and not (ordered and demand.is_within_limit(office, charge, best)):
        office.tell(
            "refused",
            office.name(target),
            ("ratio", int(best.odds.ratio * 100)),
            ("win", int(best.odds.win * 100)),
            ("own", int(best.odds.a_loss.mean + 0.5)),
            ("enemy", int(best.odds.d_loss.mean + 0.5)),
        )
        return None
    return best


def _all_arms(office: Office, target: HexId, units: tuple[UnitId, ...], charge: Charge) -> Chosen | None:
    return combined.search(office, target, units, charge, lambda order: _look(office, order, charge))


def _first_pressed(office: Office, target: HexId, units: tuple[UnitId, ...], charge: Charge) -> Chosen | None:
    """The best way to press an assault, guns added afterwards."""
    best: Chosen | None = None
    for position, order in enumerate(_candidates(office, target, units, charge)):
        if position and best is not None and best.score >= CLEAR and not office.level.subsets:
            break
        found = _look(office, order, charge)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return _with_guns(office, best) if best is not None else None


def _with_guns(office: Office, best: Chosen) -> Chosen:
    """Adds the guns that can reach, if they help more than their shells are worth."""
    guns = [u for u in support.guns_for(office, best.order.target) if u.number not in best.order.units]
    guns = [u for u in guns if office.may(_order(office, best, [u]))]
    if not guns or not office.ration.affords(budget.FORECAST):
        return best
    found = _look(office, _order(office, best, guns), best.charge)
    return found if found is not None and found.score - support.price(office, guns) > best.score else best


def _order(office: Office, best: Chosen, guns: list[OwnUnit]) -> Assault:
    units = tuple(sorted((*best.order.units, *(u.number for u in guns))))
    return Assault(office.side, units, best.order.target, best.order.press)


def _count_refusal(office: Office, charge: Charge, target: HexId, *, pays: bool) -> None:
    """Keeps count of the turns in which an assault on a group's object would not have paid."""
    if charge.goal == target:
        course = office.memory.course(charge.group)
        course.refused = 0 if pays else course.refused + 1


def _free(office: Office, units: list[OwnUnit]) -> list[OwnUnit]:
    """Those of some units who may leave their ground: on an objective enough men stay to keep it."""
    kept: list[OwnUnit] = []
    for unit in sorted(units, key=lambda u: (-office.picture.powers[u.number], u.number)):
        stack = office.picture.stacks[unit.hex]
        gone = {u.number for u in kept}
        staying = sum([u.men for u in stack if u.number not in gone and u.number != unit.number])
        if unit.hex not in office.worth.places or staying * 100 >= sum([u.men for u in stack]) * STAYS:
            kept.append(unit)
    return kept


def _worth_a_look(office: Office, foe: Foe, units: tuple[UnitId, ...], stake: int) -> bool:
    """The quick table: below some power against the enemy's on his ground nobody asks for exact odds.

    Ground of no worth is looked at only if it falls almost by itself; men who come up unseen may try with less.
    """
    own = sum([office.picture.powers[u] for u in units])
    if office.is_long and stake > STRAY:
        own += support.power_of(office, support.guns_for(office, foe.hex), own)
    unseen = any(office.picture.by_number[u].hidden for u in units)
    prices = office.worth
    if stake <= STRAY and stake + foe.men * prices.enemy_man // 2 < MARGIN + FEWEST * prices.own_man:
        return False
    least = FOR_NOTHING if stake <= STRAY else UNSEEN if unseen else SEEN
    return own * 100 >= foe.power * ground_factor(office.scenario, foe.hex) * least


def _candidates(office: Office, target: HexId, units: tuple[UnitId, ...], charge: Charge) -> list[Assault]:
    presses = combined.presses(office, charge)
    found = [Assault(office.side, units, target, press) for press in presses]
    weakest_first = sorted(units, key=lambda u: (office.picture.powers[u], u))
    for dropped in range(1, office.level.subsets + 1):
        if len(units) - dropped >= 1:
            kept = tuple(sorted(weakest_first[dropped:]))
            found.append(Assault(office.side, kept, target, presses[0]))
    return found


def _look(office: Office, order: Assault, charge: Charge) -> Chosen | None:
    office.ration.spend(budget.FORECAST)
    odds = office.desk.forecast(order)
    if isinstance(odds, Refusal):
        return None
    return Chosen(order, score(office, odds, value(office, order.target, charge)), odds, charge)


def _tell(office: Office, best: Chosen, others: list[Chosen]) -> None:
    specs = office.scenario.units
    second = max(others, key=lambda c: (c.score, -c.order.target), default=None)
    against = (("place", office.name(second.order.target)), ("score", second.score)) if second is not None else ()
    guns = [u for u in best.order.units if specs[u].kind.fires and not specs[u].kind.assaults] if office.is_long else []
    office.tell(
        "assault",
        best.charge.name,
        ("place", office.name(best.order.target)),
        ("units", ", ".join(specs[u].id for u in best.order.units if u not in guns)),
        ("guns", len(guns)),
        ("press", best.order.press),
        ("ratio", int(best.odds.ratio * 100 + 0.5)),
        ("win", int(best.odds.win * 100 + 0.5)),
        ("own", int(best.odds.a_loss.mean + 0.5)),
        ("enemy", int(best.odds.d_loss.mean + 0.5)),
        ("surprise", int(best.odds.surprise * 100 + 0.5)),
        ("score", best.score),
        against=against,
    )
    if best.charge.improvised or best.charge.group.mission not in ATTACKS:
        office.tell("own-idea", best.charge.name, ("place", office.name(best.order.target)), ("score", best.score))


def _goes_ill(lost: int, claimed: int, odds: Forecast) -> bool:
    """Whether a fight costs so much more for so much less than expected that luck must be against it."""
    return lost >= LEAST_LOSS and lost * odds.d_loss.mean >= ILL * (claimed + CLAIM) * odds.a_loss.mean


def _has_time(office: Office) -> bool:
    """Whether enough turns are left to break a fight off and to begin it anew. Rule 7.43."""
    return office.desk.view().turn + LONG_ENOUGH <= len(office.scenario.calendar.turns)


def _note_success(office: Office, target: HexId) -> None:
    """Keeps the hour at which an object fell, for the groups that were sent for it."""
    if target not in office.picture.stacks:
        return
    for charge in charges(office):
        course = office.memory.course(charge.group)
        if charge.group.object == target and charge.group.mission in ATTACKS and course.taken < 0:
            course.taken = office.desk.view().minute
            by = charge.group.by_minute
            office.tell("taken", charge.name, ("place", office.name(target)), ("by", by if by is not None else -1))


def _learn(office: Office, best: Chosen, before: tuple[int, int]) -> None:
    """What became of an assault: whether the object fell, what it cost against the forecast, and what follows.

    Args:
        before: men of its units, and enemy losses claimed, before it.
    """
    picture, target = office.picture, best.order.target
    if target not in picture.foes:
        _note_success(office, target)
        return
    left = [picture.by_number[u] for u in best.order.units if u in picture.by_number]
    men = sum([u.men for u in left])
    claimed = office.desk.view().losses[1 - office.side] - before[1]
    office.memory.worn[target] = office.memory.worn.get(target, 0) + claimed
    lost = before[0] - men
    if not office.is_long and _goes_ill(lost, claimed, best.odds) and _has_time(office):
        office.memory.rests[target] = office.desk.view().turn + 1
        office.tell(
            "broken-off",
            best.charge.name,
            ("place", office.name(target)),
            ("lost", lost),
            ("own", int(best.odds.a_loss.mean + 0.5)),
            ("claimed", claimed),
            ("enemy", int(best.odds.d_loss.mean + 0.5)),
        )
    spirit = sum([u.cohesion * u.men for u in left]) // men if men else 0
    if spirit < WORN:
        office.memory.course(best.charge.group).failed += 1
        office.tell("thrown-back", best.charge.name, ("place", office.name(target)), ("cohesion", spirit))
