"""What an assault is worth: ground, men of both sides, hours of fighting, the risk of a rout."""

from __future__ import annotations

from math import sqrt

from game.ai import contest, counterfire
from game.ai.aims import POINT
from game.ai.campaign import OWN_PLAN
from game.ai.charges import Charge
from game.ai.office import Office
from game.core.ids import HexId
from game.engine import Forecast
from game.model.view import OwnUnit

MISSION = 2 * POINT
"""What the object of a mission is worth at least."""
HINDRANCE = 8
"""A position beside an object is worth this part of it."""
IN_THE_WAY = 2
"""A position that must fall before an object can is worth this part of it."""
STANDING = 40
"""Men from which a position beside an object hinders."""
STRAY = POINT // 4
"""What any other hex with enemies is worth."""
MAIN = 150
"""Hundredths at which the object of the main effort counts."""
ROUT = 3
"""A rout costs the price of so many men for each ten in the ranks."""
WORN = 45
"""Share of a defender's men, in hundredths, whose loss breaks him in an even fight. Rule 13.13."""
EVEN = 1.3
"""Power against power from which a fight that goes on is taken to go the attacker's way in the end."""
NEARLY = 80
"""Most that long wear promises of the ground, in hundredths, whatever the powers."""
VEHICLE = 60
"""What a tank or armoured car out of action costs beside its crew."""
LONGEST = 6.0
"""Hours that a fight is thought through."""


def value(office: Office, target: HexId, charge: Charge) -> int:
    """What a hex is worth to a group: its ground, and in long battles whom the victory list wants destroyed there."""
    found = _ground(office, target, charge)
    return found + _prize(office, target) if office.is_long else found


def _prize(office: Office, target: HexId) -> int:
    """What the victory list gives for the men in a hex if they are shut in, and for units that it names."""
    foe, prices = office.picture.foes[target], office.worth
    shut_in = foe.men * prices.shut_in if office.picture.view.enclosed >> target & 1 else 0
    if not prices.units:
        return shut_in
    there = [c.unit for c in office.picture.view.contacts_at.get(target, ()) if c.unit is not None]
    return shut_in + sum([prices.units.get(unit, 0) for unit in there])


def _ground(office: Office, target: HexId, charge: Charge) -> int:
    """What a hex is worth to a group: the victory list, its mission, or that it stands in the way."""
    listed, goal = office.worth.of(target), charge.goal
    if charge.verb == "attack" and goal == target:
        aim = charge.aim if charge.aim is not None else goal
        found = listed if aim == goal else max(listed, office.worth.of(aim) // IN_THE_WAY)
        found = max(MISSION, found, _demanded(office, charge) if aim == goal else 0)
        return found * MAIN // 100 if _is_main(office, charge) else found
    if listed:
        return listed
    hinders = office.picture.foes[target].men >= STANDING
    near = goal is not None and office.scenario.board.grid.distance(goal, target) == 1
    if charge.verb == "attack" and hinders and goal is not None and near:
        return max(STRAY, office.worth.of(goal) // HINDRANCE)
    return STRAY


def _demanded(office: Office, charge: Charge) -> int:
    """What a plan makes its object worth: the losses at which it gives the mission up, no less. Long battles only."""
    if not office.is_long or charge.improvised or office.plan.id == OWN_PLAN:
        return 0
    men = sum([office.scenario.units[u].men for u in charge.group.units])
    return int(men * min(1.0, charge.group.loss_limit)) * office.worth.own_man


def _is_main(office: Office, charge: Charge) -> bool:
    return office.is_long and charge.name == office.plan.main_effort


def score(office: Office, odds: Forecast, stake: int) -> int:
    """Thousandths of a point that an assault is expected to bring: ground, men of both sides, the risk of a rout."""
    men = sum([u.men for u in _lead(office, odds)])
    price = office.worth.own_man * (2 if office.memory.broken else 1)
    rout = int(odds.chances["attacker_rout"] * men * price) * ROUT // 10
    if office.is_long:
        return _of_hours(office, odds, stake, price) - rout
    gain = int(odds.win * stake) + _promised(office, odds, stake)
    return gain + int(odds.d_loss.mean * office.worth.enemy_man) - int(odds.a_loss.mean * price) - rout


def _promised(office: Office, odds: Forecast, stake: int) -> int:
    """What a fight that nobody has won after an hour brings by going on: the share of the ground by which the defender
    is worn, if the powers promise a good end or he is near his end already.
    """
    target = odds.order.target
    foe, bled = office.picture.foes[target], office.memory.worn.get(target, 0)
    worn = min(90, int((odds.d_loss.mean + bled) * 10000) // (max(1, foe.men + bled) * WORN))
    promise = max(0, min(100, int((odds.ratio - EVEN) * 60.0)))
    promise = max(promise, min(NEARLY, worn)) if bled else promise
    return int(odds.chances["hold"] * stake) * worn * promise // 10000


def _of_hours(office: Office, odds: Forecast, stake: int, price: int) -> int:
    """What a fight brings that is pressed hour after hour."""
    hour = expected(office, odds)
    left = office.scenario.calendar.end_minute - office.desk.view().minute
    found = contest.outlook(office.scenario, hour, odds.order.press, min(LONGEST, max(1.0, left / 60.0)))
    hulls = sum([line.a_vehicles for line in odds.outcomes]) * VEHICLE // len(odds.outcomes)
    spent = found.own_loss * price + int(hulls * max(1.0, found.hours))
    return found.win * stake // 100 + found.enemy_loss * office.worth.enemy_man - spent


def expected(office: Office, odds: Forecast) -> contest.Hour:
    """What an hour of an assault does once the enemy's guns have joined in: losses go with the fourth root of the
    powers. Rule 7.41.
    """
    lead = _lead(office, odds)
    men = max(1, sum([u.men for u in lead]))
    share = 60.0 / max(1, odds.minutes)
    under_fire = odds.d_power / (odds.d_power + counterfire.against(office, odds)) if odds.d_power > 0.0 else 1.0
    fourth = sqrt(sqrt(under_fire))
    return contest.Hour(
        ratio=odds.ratio * under_fire,
        own_men=men,
        own_loss=odds.a_loss.mean * share / fourth,
        own_spirit=sum([u.cohesion * u.men for u in lead]) / men,
        enemy_men=max(1, office.picture.foes[odds.order.target].men),
        enemy_loss=odds.d_loss.mean * share * fourth,
    )


def _lead(office: Office, odds: Forecast) -> list[OwnUnit]:
    """Those of an assault's units that close with the enemy."""
    picture, specs = office.picture, office.scenario.units
    near = (*office.scenario.board.grid.adjacent[odds.order.target], odds.order.target)
    units = [picture.by_number[u] for u in odds.order.units if u in picture.by_number]
    return [u for u in units if specs[u.number].kind.assaults and u.hex in near]
