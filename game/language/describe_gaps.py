"""Who held a place at this hour in history, and who holds it now, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from game.core.ids import SideId
from game.language.names import short_place, side_name
from game.language.phrases import count, minutes, sentence
from game.model.history import ControlRecord
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.model.view import View

_DAY = 24 * 60
Taken = Mapping[int, tuple[SideId, int]]
"""By position of an objective: who took it last, and the minute."""


def record_now(view: View, index: int) -> ControlRecord | None:
    """The record of a place that holds at this hour; None before the first."""
    place = view.scenario.board.objectives[index].id
    past = [r for r in view.scenario.history.control if r.place == place and r.minute <= view.minute]
    return max(past, key=lambda record: record.minute, default=None)


def gap_sentence(view: View, index: int, taken: Taken | None) -> str:
    """A place then and now: "Hill 52: Japan held it at this hour in history; you took it 9 hours ago."; or empty.

    Args:
        taken: when places changed hands, which both sides know (rule 5.6); None where that was not followed, and
            nobody is spoken to.
    """
    then = record_now(view, index)
    if then is None:
        return ""
    name, now = short_place(view.scenario.board.objectives[index]), view.control[index]
    past = f"{held_words(view.scenario, then)} at this hour in history"
    return sentence(f"{name}: {past}; {_now(view, index, now, taken)}")


def is_apart(view: View, index: int) -> bool:
    """Whether a place is in other hands than the record has it at this hour, where the record knows."""
    then, now = record_now(view, index), view.control[index]
    if then is None or (then.side is None and not then.is_contested):
        return False
    return now != (CONTESTED if then.is_contested else then.side)


def held_words(scenario: Scenario, record: ControlRecord) -> str:
    """Who had a place by the record, as a clause."""
    if record.side is not None:
        return f"{side_name(scenario, record.side)} held it"
    return "both sides were on it" if record.is_contested else "it is disputed who held it"


def _now(view: View, index: int, now: int, taken: Taken | None) -> str:
    """Who holds it now, since when if he took it."""
    if now == CONTESTED:
        return "both sides are on it now"
    if now < 0:
        return "nobody holds it now"
    them = f"the {view.scenario.sides[now].adjective} side"
    if taken is None:
        return f"{them} holds it now"
    who = "you" if now == view.side else them
    side, minute = taken.get(index, (now, 0))
    if side != now:
        return f"{who} {'hold' if now == view.side else 'holds'} it now"
    if minute <= 0:
        return f"{who} {'have' if now == view.side else 'has'} held it from the start"
    return f"{who} took it {_ago(view.minute - minute)}"


def _ago(passed: int) -> str:
    """How long ago, in whole days once that is more than two."""
    if passed <= 0:
        return "just now"
    return f"{count(passed // _DAY, 'day')} ago" if passed > 2 * _DAY else f"{minutes(passed)} ago"
