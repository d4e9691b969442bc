"""The account of a computer commander in plain English."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from game.ai.charges import ATTACKS
from game.ai.memory import KEPT, MISSING, UNTAKEN, Course, Memory, course_key
from game.ai.trace import Fact, Reason
from game.core.ids import HexId, SideId
from game.model.happenings import Offer
from game.model.plan import Plan
from game.model.scenario import Scenario
from game.model.view import View

DAY = 1440
"""Minutes beyond which an hour is told with its day."""
REPEATED = ("assault", "own-idea")
"""Codes of which a turn may hold many on one place."""
QUIET = ("refused", "fires", "feigns")
"""Codes that are kept for `why` and left out of the account."""


def account(
    scenario: Scenario, side: SideId, plan: Plan | None, memory: Memory, final: View | None
) -> tuple[Reason, ...]:
    """Intention, events and departures, and the end of each group's mission."""
    if plan is None:
        return tuple(memory.reasons)
    found = [_intention(scenario, side, plan)]
    found += _drawn_together([reason for reason in memory.reasons if reason.code not in QUIET])
    if final is not None:
        found += _ends(scenario, plan, memory, final)
    return tuple(found)


def _drawn_together(reasons: list[Reason]) -> list[Reason]:
    """Assaults of one group on one place in one turn as a single reason: the first, with their number."""
    count: dict[tuple[str | int, ...], int] = {}
    for reason in reasons:
        if reason.code in REPEATED:
            count[_key(reason)] = count.get(_key(reason), 0) + 1
    found: list[Reason] = []
    for reason in reasons:
        if reason.code not in REPEATED:
            found.append(reason)
        elif times := count.pop(_key(reason), 0):
            found.append(evolve(reason, facts=(*reason.facts, ("times", times))))
    return found


def _key(reason: Reason) -> tuple[str | int, ...]:
    return (reason.code, reason.subject, reason.fact("place"), reason.fact("minute"))


def _intention(scenario: Scenario, side: SideId, plan: Plan) -> Reason:
    """The plan in short: its main effort and object, its reserve, and what would have made the staff give it up."""
    facts: list[Fact] = [("title", plan.title), ("side", scenario.sides[side].adjective)]
    groups = [group for phase in plan.phases for group in phase.groups if group.id == plan.main_effort]
    if groups and groups[0].object is not None:
        facts += [("main", plan.main_effort), ("object", _place(scenario, groups[0].object))]
    reserve = next((phase.reserve for phase in plan.phases if phase.reserve is not None), None)
    if reserve is not None:
        facts.append(("reserve", ", ".join(scenario.units[u].id for u in reserve.units)))
    rule = next((phase.break_rule for phase in plan.phases if phase.break_rule is not None), None)
    if rule is not None:
        facts.append(("limit", int(rule.losses_share * 100)))
    return Reason("plan", plan.id, tuple(facts))


def _place(scenario: Scenario, hex_: HexId) -> str:
    place = scenario.board.place_at.get(hex_)
    return place.name if place is not None else scenario.board.grid.name(hex_)


def _ends(scenario: Scenario, plan: Plan, memory: Memory, final: View) -> list[Reason]:
    """For every object that the plan wanted: when it was to be had, and when it was."""
    seen: set[tuple[str, HexId]] = set()
    found = []
    holders = {place.hex: final.control[index] for index, place in enumerate(scenario.board.objectives)}
    for phase in plan.phases:
        for group in phase.groups:
            goal = group.object
            if group.mission not in ATTACKS or goal is None or (group.id, goal) in seen:
                continue
            seen.add((group.id, goal))
            course = memory.groups.get(course_key(group), Course())
            taken = course.taken
            if taken in (UNTAKEN, MISSING) and holders.get(goal) == final.side:
                taken = final.minute
            facts: tuple[Fact, ...] = (
                ("place", _place(scenario, goal)),
                ("by", group.by_minute if group.by_minute is not None else -1),
                ("taken", taken),
                ("failed", course.failed),
                ("minute", final.minute),
            )
            found.append(Reason("outcome", group.id, facts))
    return found


def sentence(scenario: Scenario, reason: Reason) -> str:
    """One reason as a sentence."""
    maker = SENTENCES.get(reason.code)
    if maker is None:
        return f"{reason.code}: {reason.subject}."
    return maker(scenario, reason)


def _clock(scenario: Scenario, reason: Reason, name: str = "minute") -> str:
    return _when(scenario, int(reason.fact(name, 0)))


def _when(scenario: Scenario, minute: int) -> str:
    """An hour as "05:15", with the day where a battle lasts longer than one."""
    calendar = scenario.calendar
    if calendar.end_minute <= DAY:
        return calendar.clock_time(minute)
    moment = calendar.moment(minute)
    return f"{calendar.clock_time(minute)} on {moment.day} {moment:%B}"


def _title(id_: str) -> str:
    """An id of a plan's author in quotation marks, readable: “machine gun hill”."""
    return f"“{id_.replace('-', ' ')}”"


def _who(scenario: Scenario, r: Reason) -> str:
    """Whom a reason is about: a group of the plan, or a unit."""
    return r.subject if r.subject in scenario.unit_by_id else f"the group {_title(r.subject)}"


def _begun(text: str) -> str:
    return text[0].upper() + text[1:] if text.startswith("the ") else text


def _plan(_: Scenario, r: Reason) -> str:
    parts = [f"The {r.fact('side')} staff followed the plan “{r.fact('title')}”"]
    if r.fact("main"):
        parts.append(f"its main effort was {_title(str(r.fact('main')))} against {r.fact('object')}")
    if r.fact("reserve"):
        parts.append(f"in reserve stood {r.fact('reserve')}")
    if r.fact("limit"):
        parts.append(f"it was to be given up at {r.fact('limit')} % losses")
    return "; ".join(parts) + "."


def _phase(scenario: Scenario, r: Reason) -> str:
    undone = [
        f"{_title(str(group))} had not got {place}" for group, place in r.facts if group not in ("minute", "phase")
    ]
    open_ = f", though {' and '.join(filter(None, (', '.join(undone[:-1]), undone[-1])))}" if undone else ""
    return f"At {_clock(scenario, r)} it went over to the phase {_title(r.subject)}{open_}."


def _taken(scenario: Scenario, r: Reason) -> str:
    by = int(r.fact("by", -1))
    due = f"; the plan said {_when(scenario, by)}" if by >= 0 else ""
    return f"In the turn from {_clock(scenario, r)} {_who(scenario, r)} had {r.fact('place')}{due}."


def _late(scenario: Scenario, r: Reason) -> str:
    return (
        f"Delayed: {_who(scenario, r)} was to have {r.fact('place')} by {_clock(scenario, r, 'by')} and did not "
        f"have it at "
        f"{_clock(scenario, r)}."
    )


def _assault(scenario: Scenario, r: Reason) -> str:
    against = dict(r.against)
    other = f" It was preferred to an assault on {against['place']}." if "place" in against else ""
    unseen = f", surprise {r.fact('surprise')} %" if int(r.fact("surprise", 0)) else ""
    guns = int(r.fact("guns", 0))
    helped = f" and {guns} gun {'unit' if guns == 1 else 'units'}" if guns else ""
    times = int(r.fact("times", 1))
    again = f", {times} times in that turn; at first" if times > 1 else ":"
    return (
        f"At {_clock(scenario, r)} {_who(scenario, r)} assaulted {r.fact('place')} ({r.fact('press')}) with "
        f"{r.fact('units')}"
        f"{helped}{again} "
        f"powers {int(r.fact('ratio', 0)) / 100:.2f} to 1{unseen}, {r.fact('win')} % to throw the enemy out within "
        f"the hour, {r.fact('own')} own casualties expected against {r.fact('enemy')}.{other}"
    )


def _refused(scenario: Scenario, r: Reason) -> str:
    return (
        f"At {_clock(scenario, r)} no assault on {r.subject}: powers {int(r.fact('ratio', 0)) / 100:.2f} to 1, "
        f"{r.fact('win')} % to win, {r.fact('own')} casualties for {r.fact('enemy')}."
    )


def _own_idea(scenario: Scenario, r: Reason) -> str:
    return f"That was not in the plan: {_who(scenario, r)} saw a chance at {r.fact('place')} at {_clock(scenario, r)}."


def _thrown_back(scenario: Scenario, r: Reason) -> str:
    return (
        f"{_begun(_who(scenario, r))} was spent before {r.fact('place')} at {_clock(scenario, r)}, its cohesion "
        f"down to "
        f"{r.fact('cohesion')}."
    )


def _broken_off(scenario: Scenario, r: Reason) -> str:
    return (
        f"The fight for {r.fact('place')} went ill at {_clock(scenario, r)}: {r.fact('lost')} men lost where "
        f"{r.fact('own')} were expected, for {r.fact('claimed')} of the enemy instead of {r.fact('enemy')}. "
        f"{_begun(_who(scenario, r))} broke off for an hour to gather."
    )


def _reinforced(scenario: Scenario, r: Reason) -> str:
    return (
        f"At {_clock(scenario, r)} {_who(scenario, r)} was sent to {r.fact('place')}, which the enemy in reach "
        f"could take with "
        f"{r.fact('win')} % within the hour at {int(r.fact('ratio', 0)) / 100:.2f} to 1."
    )


def _guard(scenario: Scenario, r: Reason) -> str:
    return (
        f"{_begun(_who(scenario, r))} was left at {r.fact('place')} at {_clock(scenario, r)} to keep it, since others "
        f"were going on and the enemy was near."
    )


def _other_object(scenario: Scenario, r: Reason) -> str:
    return (
        f"Changed object: at {_clock(scenario, r)} {_who(scenario, r)} was turned on {r.fact('place')}, put at "
        f"{_points(r.fact('score', 0))} points, since its own could not be had."
    )


def _waits(scenario: Scenario, r: Reason) -> str:
    return (
        f"At {_clock(scenario, r)} {_who(scenario, r)} waited before {r.fact('place')}: the men still to come "
        f"were put at "
        f"{_points(r.fact('gain', 0))} points, the hour at {_points(r.fact('hour', 0))}."
    )


def _given_up(scenario: Scenario, r: Reason) -> str:
    return (
        f"Changed: {_who(scenario, r)} gave its mission up at {_clock(scenario, r)}, having lost "
        f"{r.fact('lost')} % of its men "
        f"where the plan allowed {r.fact('limit')}."
    )


def _broken(scenario: Scenario, r: Reason) -> str:
    then = f" {r.fact('then')}" if r.fact("then") else ""
    return (
        f"Left the plan at {_clock(scenario, r)}: {r.fact('lost')} % of the men were lost, the limit being "
        f"{r.fact('limit')}.{then}"
    )


def _reserve(scenario: Scenario, r: Reason) -> str:
    turns = int(r.fact("turns", 0))
    return (
        f"The reserve was sent to {r.fact('place')} at {_clock(scenario, r)}, {_who(scenario, r)} having been "
        f"without it for "
        f"{turns} {'turn' if turns == 1 else 'turns'}."
    )


def _restraint(scenario: Scenario, r: Reason) -> str:
    return (
        f"At {_clock(scenario, r)} the restraint {r.subject} was broken for a gain put at "
        f"{int(r.fact('gain', 0)) / 1000:.1f} points against {int(r.fact('price', 0)) / 1000:.1f}."
    )


def _planned_break(scenario: Scenario, r: Reason) -> str:
    return f"At {_clock(scenario, r)} the restraint {r.subject} was broken for the aircraft, as the plan has it."


def _decided(scenario: Scenario, r: Reason) -> str:
    against = dict(r.against)
    other = ", as its plan has it" if r.fact("planned", 0) else ""
    if "option" in against:
        left = _option(scenario, r.subject, str(against["option"]))
        other = f" ({_points(r.fact('score', 0))} points expected, “{left}” {_points(against['score'])})"
    taken = _option(scenario, r.subject, str(r.fact("option")))
    return f"Decided at {_clock(scenario, r)}: “{taken}”{other}."


def _option(scenario: Scenario, event: str, option: str) -> str:
    """The first words of an option, without what it costs."""
    for happening in scenario.happenings:
        if happening.id == event:
            offers = [effect for effect in happening.then if isinstance(effect, Offer)]
            found = next((o.text for offer in offers for o in offer.options if o.id == option), option)
            return found.split(". ")[0].rstrip(".")
    return option


def _points(value: str | int) -> str:
    return f"{int(value) / 1000:+.1f}"


def _fires(scenario: Scenario, r: Reason) -> str:
    return f"{r.subject} fired {r.fact('rounds')} rounds at {r.fact('place')} at {_clock(scenario, r)}."


def _feigns(scenario: Scenario, r: Reason) -> str:
    return f"{r.subject} was to deceive the enemy about {r.fact('place')} at {_clock(scenario, r)}."


def _outcome(scenario: Scenario, r: Reason) -> str:
    by, taken, failed = int(r.fact("by", -1)), int(r.fact("taken", -1)), int(r.fact("failed", 0))
    due = f" by {_when(scenario, by)}" if by >= 0 else ""
    came = "had it from the beginning" if taken == KEPT else "never had it"
    if taken >= 0:
        came = "had it at the end" if taken == r.fact("minute", -1) else f"had it at {_when(scenario, taken)}"
    tries = f", thrown back {failed} {'time' if failed == 1 else 'times'}" if failed else ""
    return f"{_begun(_who(scenario, r))} was to take {r.fact('place')}{due}; it {came}{tries}."


SENTENCES: dict[str, Callable[[Scenario, Reason], str]] = {
    "plan": _plan,
    "phase": _phase,
    "taken": _taken,
    "late": _late,
    "assault": _assault,
    "refused": _refused,
    "own-idea": _own_idea,
    "broken-off": _broken_off,
    "thrown-back": _thrown_back,
    "given-up": _given_up,
    "broken": _broken,
    "reserve": _reserve,
    "guard": _guard,
    "reinforced": _reinforced,
    "other-object": _other_object,
    "waits": _waits,
    "restraint": _restraint,
    "planned-break": _planned_break,
    "decided": _decided,
    "fires": _fires,
    "feigns": _feigns,
    "outcome": _outcome,
}
"""What makes the sentence of a reason, by its code."""
