"""Orders to formations in words: the order itself, its staff's answer, how it stands. Rules 12.8 and 12.9."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.ids import UnitId
from game.language import dates
from game.language.names import hex_name, unit_names
from game.language.phrases import count
from game.model.missions import DONE, GIVEN_UP, IMPOSSIBLE, UNDER_WAY, WAITING, Appraisal, Late, Mission
from game.model.scenario import Scenario
from game.model.view import View

STATE_WORDS = {
    WAITING: "gathering",
    UNDER_WAY: "under way",
    DONE: "done",
    GIVEN_UP: "given up",
    IMPOSSIBLE: "impossible",
}
"""How a mission stands, in a word or two."""


def format_mission(mission: Mission, scenario: Scenario) -> str:
    """The line that `parse` reads back as this order, given by the same side in the same part of the turn."""
    text = f"order {mission.formation} {mission.verb}"
    if mission.object is not None:
        text += f" {scenario.board.grid.name(mission.object)}"
    if mission.by_minute is not None:
        moment = scenario.calendar.moment(mission.by_minute)
        text += f" by {moment.day} {moment:%B} {moment:%H:%M}"
    text += f" losses under {mission.loss_limit}" if mission.loss_limit else ""
    if mission.kept:
        text += f" keep {' '.join(scenario.units[unit].id for unit in mission.kept)} back"
    return text + (f" press {mission.press}" if mission.press != "attack" else "")


def task_words(mission: Mission, scenario: Scenario) -> str:
    """What a formation is to do: "seize Changkufeng (1422) by 18:00"."""
    text = mission.verb
    if mission.object is not None:
        text += f" {hex_name(scenario.board, mission.object)}"
    if mission.by_minute is not None:
        text += f" by {_hour(scenario, mission.by_minute)}"
    return text


def mission_words(mission: Mission, scenario: Scenario) -> str:
    """An order with its limits: "40th Rifle Division: seize Changkufeng (1422) by 18:00, losses under 300 men"."""
    parts = [task_words(mission, scenario)]
    if mission.loss_limit:
        parts.append(f"losses under {mission.loss_limit} men")
    if mission.kept:
        parts.append(f"{unit_names(scenario, mission.kept)} kept back")
    if mission.press != "attack":
        parts.append(f"pressed as a {mission.press}")
    return f"{scenario.formations[mission.formation].name}: {', '.join(parts)}"


def appraisal_lines(view: View, mission: Mission, appraisal: Appraisal) -> tuple[str, ...]:
    """A staff's answer before it acts: when ready and with how many, the chance, the price, who is late and why."""
    scenario = view.scenario
    lines = [f"{mission_words(mission, scenario)}."]
    if not appraisal.possible:
        return (*lines, *(appraisal.remarks or ("Its staff sees no way to do it.",)))
    if appraisal.ready_minute is not None:
        hour = "now" if appraisal.ready_minute <= view.minute else f"at {_hour(scenario, appraisal.ready_minute, view)}"
        lines.append(f"Ready {hour}, with {appraisal.ready} of {count(appraisal.units, 'unit')}.")
    elif appraisal.units:
        lines.append(f"{count(appraisal.units, 'unit')} would take part; when enough of them are there cannot be told.")
    if appraisal.chance is not None:
        hour = "" if mission.by_minute is None else f" by {_hour(scenario, mission.by_minute, view)}"
        lines.append(f"The chance that it is done{hour} is about {appraisal.chance}%.")
    if appraisal.losses is not None:
        low, high = appraisal.losses
        price = f"{low} to {high} men" if low < high else f"about {high} men" if high else "nobody"
        lines.append(f"It should cost {price}.")
    return (*lines, *_late_lines(view, appraisal.late), *appraisal.remarks)


def _late_lines(view: View, late: Sequence[Late]) -> list[str]:
    """Who comes late or never, those with the same reason together."""
    groups: dict[tuple[bool, str], list[Late]] = {}
    for entry in late:
        groups.setdefault((entry.minute is None, entry.why), []).append(entry)
    found = [_late_words(view, entries, why) for (_, why), entries in groups.items()]
    more = sum(len(entries) for entries in list(groups.values())[_MOST_LATE:])
    return found[:_MOST_LATE] + ([f"{count(more, 'more unit')} would be late."] if more else [])


_MOST_LATE = 5
_VERBS = (("is ", "are "), ("has ", "have "), ("follows", "follow"))


def _late_words(view: View, entries: Sequence[Late], why: str) -> str:
    units = [entry.unit for entry in entries]
    minutes = sorted({entry.minute for entry in entries if entry.minute is not None})
    names = unit_names(view.scenario, units)
    if not minutes and why.startswith(("is ", "has ")):
        for one, many in _VERBS if len(units) > 1 else ():
            why = why.replace(one, many)
        return f"{names} {why}."
    reason = f": {why}" if why else ""
    if not minutes:
        return f"{names} cannot come{reason}."
    hours = [_hour(view.scenario, minute, view) for minute in (minutes[0], minutes[-1])]
    when = f"at {hours[0]}" if hours[0] == hours[1] else f"between {hours[0]} and {hours[1]}"
    return f"{names} would come late, {when}{reason}."


def standing_lines(
    view: View, mission: Mission, state: str, remarks: Sequence[str], given: int, apart: Sequence[UnitId] = ()
) -> tuple[str, ...]:
    """How a mission stands: order, state and what its staff said last.

    Args:
        given: the minute at which it was ordered.
        apart: its units that the player has led himself in this part.
    """
    scenario = view.scenario
    head = f"{mission_words(mission, scenario)} - {STATE_WORDS[state]} (ordered {_hour(scenario, given, view)})."
    lines = [head, *(f"  {remark}" for remark in remarks)]
    if apart:
        lines.append(f"  Left alone in this part, since you gave them orders: {unit_names(scenario, apart)}.")
    return tuple(lines)


def acted_line(mission: Mission, scenario: Scenario, units: Sequence[UnitId], orders: int, lost: int) -> str:
    """What a staff did in one go and what it cost: "40th Rifle Division: 12 orders to 9 units; 3 men lost"."""
    name = scenario.formations[mission.formation].name
    if not orders:
        return f"{name}: no orders to give now."
    price = f"; {count(lost, 'man', 'men')} lost" if lost else ""
    return f"{name}: {count(orders, 'order')} to {count(len(units), 'unit')}{price}."


def _hour(scenario: Scenario, minute: int, view: View | None = None) -> str:
    """An hour, with its day where that is not today's, or not the first of the battle where no view says today."""
    calendar = scenario.calendar
    today = calendar.moment(view.minute if view is not None else 0).date()
    return dates.hour(calendar, minute) if calendar.moment(minute).date() == today else dates.when(calendar, minute)
