"""The air: bombs on a position just before the assault, eyes over the main object, aircraft over the ferries."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai.aims import POINT
from game.ai.charges import charges
from game.ai.office import Office
from game.core.ids import HexId
from game.engine import AirForecast
from game.model.aircraft import INTERDICT, RECON, STRAFE, STRIKE, Squadron
from game.model.orders import Fly, Order, Refusal
from game.model.view import OwnSquadron

MACHINE = POINT // 2
"""What a machine shot down is worth."""
PINS = 10
"""A position wholly pinned is worth so many hundredths of the ground to those who assault it."""
FOUND = 0.5
"""Share of the machines that must be expected to find the target: nobody is sent into weather that turns him back."""
AT_ONCE = 3
"""Squadrons sent against one position before an assault."""
LOOKS = 2
"""Machines sent to look at the main object."""
WATCH = 4
"""Machines kept over a ferry."""
STALE = 240
"""Minutes after which what is known of the main object is looked at again."""


def look(office: Office) -> Iterator[Order]:
    """At the start of a phase: scouts over objects of which nothing new is known, and fighters over the ferries."""
    if office.only is not None or not _ready(office):
        return
    yield from _scout(office)
    yield from _interdict(office)


def before_assault(office: Office, target: HexId, stake: int) -> Iterator[Order]:
    """Strikes on a position that is about to be assaulted, those first that promise most."""
    ranked = []
    if office.only is not None:
        return
    for own, squadron in _ready(office):
        if _share_kept(own):
            for mission in (STRIKE, STRAFE):
                order = Fly(office.side, squadron.number, mission, target)
                found = _odds(office, order)
                if found is not None:
                    worth = int(found.pinned * stake * PINS / 100.0 + found.killed * office.worth.enemy_man)
                    ranked.append((worth - int(found.lost * MACHINE), -squadron.number, mission, order))
    sent = 0
    flown: set[int] = set()
    for net, number, _, order in sorted(ranked, key=lambda row: row[:3], reverse=True):
        if net > 0 and number not in flown and sent < AT_ONCE and office.may(order):
            flown.add(number)
            sent += 1
            yield order


def _share_kept(own: OwnSquadron) -> bool:
    """Whether crews are fit for another strike: weary ones are kept for a better hour."""
    return own.left > 0 and own.tired < 0.8


def _ready(office: Office) -> list[tuple[OwnSquadron, Squadron]]:
    every = office.scenario.squadrons
    return [(own, every[own.number]) for own in office.desk.view().squadrons if own.present and own.left > 0]


def _odds(office: Office, order: Fly) -> AirForecast | None:
    """What a mission promises; None if the rules refuse it or the weather turns most of it back."""
    found = office.desk.forecast_air(order)
    if isinstance(found, Refusal) or found.arrive < FOUND * found.sent:
        return None
    return found


def _scout(office: Office) -> Iterator[Order]:
    """One flight over the main object if nobody has seen it lately."""
    view = office.desk.view()
    goals = [c.goal for c in charges(office) if c.verb == "attack" and c.goal is not None]
    for goal in sorted(set(goals), key=lambda h: (-office.worth.of(h), h))[:1]:
        foe = office.picture.foes.get(goal)
        if view.in_sight >> goal & 1 or (foe is not None and view.minute - foe.minute < STALE):
            continue
        for own, squadron in _ready(office):
            order = Fly(office.side, squadron.number, RECON, goal, min(LOOKS, own.left))
            if _odds(office, order) is not None:
                yield order
                break


def _interdict(office: Office) -> Iterator[Order]:
    """A few machines over each landing by which the enemy's men and shells may come."""
    landings = sorted(office.scenario.board.ferry_from)
    watched = [h for h in landings if h not in office.picture.stacks]
    able = [(own, s) for own, s in _ready(office) if s.aircraft.role == "fighter"]
    for landing, (own, squadron) in zip(watched, able, strict=False):
        order = Fly(office.side, squadron.number, INTERDICT, landing, min(WATCH, own.left))
        if _odds(office, order) is not None:
            yield order
