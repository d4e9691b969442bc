"""The air: what the plan asks for, then bombs before an assault, eyes over the main object, fighters where needed."""

from __future__ import annotations

from collections.abc import Iterator

from game.ai import airtasks
from game.ai.aims import POINT
from game.ai.airtasks import promise
from game.ai.charges import charges
from game.ai.office import Office
from game.core.ids import HexId
from game.model.aircraft import ESCORT, INTERDICT, PATROL, RECON, STRAFE, STRIKE, SWEEP, Squadron
from game.model.orders import Fly, Order
from game.model.sides import IN_FORCE
from game.model.view import OwnSquadron

MACHINE = POINT // 2
"""What a machine shot down is worth."""
PINS = 10
"""A position wholly pinned is worth so many hundredths of the ground to those who assault it."""
GUARD = 3
"""One fighter sortie in so many keeps watch over one's own men, where the enemy flies."""
HUNT = 4
"""And one in so many looks for the enemy's aircraft over the main object."""
COVER_M = 5000
"""Metres round a hex within which men count as covered by a patrol over it."""
AT_ONCE = 3
"""Squadrons sent against one position before an assault."""
LOOKS = 2
"""Machines sent to look at the main object."""
WATCH = 4
"""Machines kept over a ferry."""
STALE = 240
"""Minutes after which what is known of the main object is looked at again."""


def look(office: Office) -> Iterator[Order]:
    """At the start of a phase: the plan's missions, then eyes over the main object, and fighters."""
    if office.only is not None or not _ready(office):
        return
    yield from airtasks.tasks(office)
    yield from _scout(office)
    if _enemy_flies(office):
        yield from _guard(office)
        yield from _hunt(office)
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
                found = promise(office, order)
                if found is not None:
                    worth = int(found.pinned * stake * PINS / 100.0 + found.killed * office.worth.enemy_man)
                    ranked.append((worth - int(found.lost * MACHINE), -squadron.number, mission, order))
    sent = 0
    flown: set[int] = set()
    covered = False
    for net, number, _, order in sorted(ranked, key=lambda row: row[:3], reverse=True):
        if net > 0 and number not in flown and sent < AT_ONCE and office.may(order):
            flown.add(number)
            sent += 1
            if not covered:
                covered = True
                yield from _escort(office, order)
                if not office.may(order):
                    continue
            yield order


def _share_kept(own: OwnSquadron) -> bool:
    """Whether crews are fit for another strike: weary ones are kept for a better hour."""
    return own.left > 0 and own.tired < 0.8


def _ready(office: Office) -> list[tuple[OwnSquadron, Squadron]]:
    every = office.scenario.squadrons
    return [(own, every[own.number]) for own in office.desk.view().squadrons if own.present and own.left > 0]


def _enemy_flies(office: Office) -> bool:
    """Whether the enemy's aircraft are to be reckoned with: he has some, and no ban keeps them down."""
    view = office.desk.view()
    foe = 1 - office.side
    bans = zip(office.scenario.restraints, view.restraints, strict=True)
    if any(ban.side == foe and ban.forbids == "air" and status == IN_FORCE for ban, status in bans):
        return False
    return any(q.side == foe and q.from_minute <= view.minute for q in office.scenario.squadrons)


def _fighters(office: Office) -> list[tuple[OwnSquadron, Squadron]]:
    return [(own, s) for own, s in _ready(office) if s.aircraft.role == "fighter" and _share_kept(own)]


def _guard(office: Office) -> Iterator[Order]:
    """Patrols over the hexes round which most own men stand."""
    grid, stacks = office.scenario.board.grid, office.picture.stacks
    radius = max(1, COVER_M // office.scenario.board.hex_m)
    left = {hex_: sum([u.men for u in units]) for hex_, units in stacks.items()}
    for own, squadron in _fighters(office):
        machines = own.left // GUARD
        if not left or not machines:
            continue
        goal = max(left, key=lambda h: (left[h], -h))
        order = Fly(office.side, squadron.number, PATROL, goal, machines)
        if promise(office, order) is not None:
            yield order
            left = {h: men for h, men in left.items() if grid.distance(h, goal) > radius}


def _hunt(office: Office) -> Iterator[Order]:
    """Sweeps over the main object."""
    goals = [c.goal for c in charges(office) if c.goal is not None]
    for goal in sorted(set(goals), key=lambda h: (-office.worth.of(h), h))[:1]:
        for own, squadron in _fighters(office):
            machines = own.left // HUNT
            order = Fly(office.side, squadron.number, SWEEP, goal, machines)
            if machines and promise(office, order) is not None:
                yield order


def _escort(office: Office, strike: Fly) -> Iterator[Order]:
    """Fighters with a strike, as many as it has machines, where the enemy flies."""
    if not _enemy_flies(office):
        return
    for own, squadron in _fighters(office):
        if squadron.number != strike.squadron:
            number = min(own.left, strike.sorties or own.left)
            order = Fly(office.side, squadron.number, ESCORT, strike.target, number)
            if promise(office, order) is not None:
                yield order
                return


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
            if promise(office, order) is not None:
                yield order
                break


def _interdict(office: Office) -> Iterator[Order]:
    """A few machines over each landing by which the enemy's men and shells may come."""
    landings = sorted(office.scenario.board.ferry_from)
    watched = [h for h in landings if h not in office.picture.stacks]
    able = [(own, s) for own, s in _ready(office) if s.aircraft.role == "fighter"]
    for landing, (own, squadron) in zip(watched, able, strict=False):
        order = Fly(office.side, squadron.number, INTERDICT, landing, min(WATCH, own.left))
        if promise(office, order) is not None:
            yield order
