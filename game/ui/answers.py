"""Answers in words to questions that were typed; what the window shows better, such as a unit's panel, it shows too."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from game.core.ids import UnitId
from game.engine import Desk
from game.language import describe_fight as fight
from game.language import describe_game as situation
from game.language import parsed as q
from game.language.describe_hex import hex_lines, look_lines
from game.language.describe_rules import source_lines, table_lines, tables_line
from game.language.describe_unit import contact_line, formation_lines, tree_lines, unit_line, unit_lines
from game.language.help import help_lines
from game.language.names import contact_of
from game.language.wording import refusal_sentence
from game.model.orders import Refusal
from game.model.units import ON_MAP
from game.model.view import View
from game.ui.logbook import Logbook

_NO_UNIT = ("Only a unit of yours on the map can be asked that.",)


def answer(query: q.Query, desk: Desk, book: Logbook) -> tuple[str, ...]:
    """Lines that answer a question; nothing is changed but what `why` explains."""
    view = desk.view()
    match query:
        case q.ShowUnit(unit):
            return _unit(view, unit)
        case q.ShowContact(number):
            contact = contact_of(view, number)
            return (contact_line(view, contact),) if contact else (f"You have no contact {number}.",)
        case q.ShowFormation(formation):
            return formation_lines(view, formation)
        case q.ShowHex(hex_):
            return hex_lines(view, hex_)
        case q.Look(hex_):
            return look_lines(view, hex_)
        case q.AskOdds() | q.AskFire() | q.AskThreat() | q.AskSight() | q.AskReach() | q.AskWhy():
            return _asked(query, desk, book)
        case q.Search(text):
            return situation.find_lines(view, text)
        case q.ShowLog(number):
            told = [line.text for line in book.lines if not line.detail]
            return tuple(told[-number:]) or ("The log is empty.",)
        case q.AskHelp(topic):
            return help_lines(topic, desk.scenario.rules)
        case q.AskSource(subject, field):
            return source_lines(desk.scenario, subject, field)
        case q.ShowRules(table):
            return table_lines(desk.scenario, table) if table else (tables_line(),)
        case q.ShowMap():
            return ("The map is on the screen.",)
        case q.Plain(word):
            return _PLAIN[word](desk, book) if word in _PLAIN else ()
        case q.ReadNote() | q.WriteRemark() | q.SaveGame() | q.TakeBack():
            return ()
        case _:
            assert_never(query)


def _unit(view: View, unit: UnitId) -> tuple[str, ...]:
    if unit in view.unit_of:
        return unit_lines(view, unit)
    contact = next((contact for contact in view.contacts if contact.unit == unit), None)
    return (contact_line(view, contact),) if contact else ("None of your contacts is known to be that unit.",)


def _asked(
    query: q.AskOdds | q.AskFire | q.AskThreat | q.AskSight | q.AskReach | q.AskWhy, desk: Desk, book: Logbook
) -> tuple[str, ...]:
    view = desk.view()
    match query:
        case q.AskOdds(order):
            forecast = desk.forecast(order)
            if isinstance(forecast, Refusal):
                return _refused(forecast, desk, book)
            book.remember_forecast(forecast, view)
            return fight.forecast_lines(view, forecast)
        case q.AskFire(bombard):
            fire = desk.forecast_fire(bombard)
            if isinstance(fire, Refusal):
                return _refused(fire, desk, book)
            return fight.fire_lines(view, bombard.unit, bombard.target, fire)
        case q.AskThreat(hex_):
            return fight.threat_lines(view, hex_, desk.threat(hex_))
        case q.AskSight(start, end):
            return fight.sight_lines(view, desk.sight_line(start, end))
        case q.AskReach(unit, gait):
            return fight.reach_lines(view, unit, desk.reach(unit, gait), gait) if _on_map(view, unit) else _NO_UNIT
        case q.AskWhy(subject):
            if subject is None:
                return book.why_last()
            return fight.budget_lines(view, subject, desk.budget(subject)) if _on_map(view, subject) else _NO_UNIT


def _refused(refusal: Refusal, desk: Desk, book: Logbook) -> tuple[str, ...]:
    book.remember_refusal(refusal, desk.scenario)
    return (refusal_sentence(refusal, desk.scenario),)


def _on_map(view: View, unit: UnitId) -> bool:
    return unit in view.unit_of and view.unit_of[unit].status == ON_MAP


def able(desk: Desk, want: str = "") -> tuple[UnitId, ...]:
    """Units with minutes and something to do that were not told to hold, from north to south.

    Args:
        want: `fire` or `march` for those that can do that; else anything counts.
    """
    options = desk.options().units
    if want == "fire":
        found = tuple(o.unit for o in options if o.bombards or o.assaults)
    elif want == "march":
        found = tuple(o.unit for o in options if o.moves or o.stealth)
    else:
        found = tuple(
            o.unit for o in options if o.moves or o.stealth or o.assaults or o.bombards or o.may_dig or o.may_rest
        )
    return tuple(own.number for own in situation.idle_units(desk.view(), found))


def _idle(desk: Desk, book: Logbook) -> tuple[str, ...]:
    view = desk.view()
    return tuple(unit_line(view, view.unit_of[unit]) for unit in able(desk)) or ("Every unit has its orders.",)


_PLAIN: dict[str, Callable[[Desk, Logbook], tuple[str, ...]]] = {
    "show": lambda desk, book: situation.overview_lines(desk.view()),
    "units": lambda desk, book: situation.unit_list(desk.view()),
    "idle": _idle,
    "oob": lambda desk, book: tree_lines(desk.view()),
    "objectives": lambda desk, book: situation.objective_lines(desk.view()),
    "restraints": lambda desk, book: situation.restraint_lines(desk.view()),
    "weather": lambda desk, book: situation.weather_lines(desk.view()),
    "history": lambda desk, book: situation.history_lines(desk.view()),
    "report": lambda desk, book: tuple(line.text for line in book.since_last_turn()) or (
        "Nothing has happened since your last turn.",),
}
"""Answers to questions without arguments; the scene answers the rest."""
