"""Answers to questions: lines for every query that changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from game.core.ids import UnitId
from game.engine import Desk
from game.language import describe_fight as fight
from game.language import describe_game as situation
from game.language.describe_hex import hex_lines, look_lines
from game.language.describe_rules import source_lines, table_lines, tables_line
from game.language.describe_unit import contact_line, formation_lines, tree_lines, unit_line, unit_lines
from game.language.help import help_lines
from game.language.names import contact_of
from game.language.parsed import (
    AskFire,
    AskHelp,
    AskOdds,
    AskReach,
    AskSight,
    AskSource,
    AskThreat,
    AskWhy,
    Look,
    Plain,
    Query,
    ReadNote,
    SaveGame,
    Search,
    ShowContact,
    ShowFormation,
    ShowHex,
    ShowLog,
    ShowMap,
    ShowRules,
    ShowUnit,
    TakeBack,
    WriteRemark,
)
from game.language.wording import refusal_sentence
from game.model.orders import Move, Refusal
from game.model.units import ON_MAP
from game.model.view import View
from game.terminal.hearing import Ear
from game.terminal.textmap import map_lines

MAP_WIDTH = 120
"""Letters in a row of the map where the paper sets no limit."""


def answer(query: Query, desk: Desk, ear: Ear, width: int = 0) -> tuple[str, ...]:
    """Lines that answer a question.

    Args:
        width: columns of the screen, 0 for no limit.
    """
    view = desk.view()
    match query:
        case ShowUnit() | ShowContact() | ShowFormation() | ShowHex() | Look():
            return _shown(query, view, ear)
        case AskOdds() | AskFire() | AskThreat() | AskSight() | AskReach() | AskWhy():
            return _asked(query, desk, ear)
        case ShowMap(centre, radius):
            return map_lines(view, centre, radius, width or MAP_WIDTH)
        case Search(text):
            return situation.find_lines(view, text)
        case ShowLog(number):
            told = [line.text for line in ear.log if not line.detail]
            return tuple(told[-number:]) or ("The log is empty.",)
        case ReadNote(note):
            return _note(view, note)
        case AskHelp(topic):
            return help_lines(topic, desk.scenario.rules)
        case AskSource(subject, field):
            return source_lines(desk.scenario, subject, field)
        case ShowRules(table):
            return table_lines(desk.scenario, table) if table else (tables_line(),)
        case Plain(word):
            return _PLAIN[word](desk, ear)
        case WriteRemark() | SaveGame() | TakeBack():
            raise ValueError("the console carries out commands itself")
        case _:
            assert_never(query)


def _shown(query: ShowUnit | ShowContact | ShowFormation | ShowHex | Look, view: View, ear: Ear) -> tuple[str, ...]:
    match query:
        case ShowUnit(unit):
            return _unit(view, unit, ear)
        case ShowContact(number):
            contact = contact_of(view, number)
            return (contact_line(view, contact),) if contact else (f"You have no contact {number}.",)
        case ShowFormation(formation):
            return formation_lines(view, formation)
        case ShowHex(hex_):
            return hex_lines(view, hex_)
        case Look(hex_):
            return look_lines(view, hex_)


def _unit(view: View, unit: UnitId, ear: Ear) -> tuple[str, ...]:
    if unit in view.unit_of:
        ear.selected = unit
        return unit_lines(view, unit)
    contact = next((contact for contact in view.contacts if contact.unit == unit), None)
    return (contact_line(view, contact),) if contact else ("None of your contacts is known to be that unit.",)


def _asked(
    query: AskOdds | AskFire | AskThreat | AskSight | AskReach | AskWhy, desk: Desk, ear: Ear
) -> tuple[str, ...]:
    view = desk.view()
    match query:
        case AskOdds(order):
            forecast = desk.forecast(order)
            if isinstance(forecast, Refusal):
                return _refused(forecast, desk, ear)
            ear.remember_forecast(forecast, view)
            return (*fight.forecast_lines(view, forecast), "'why' lists all that went into it.")
        case AskFire(bombard):
            fire = desk.forecast_fire(bombard)
            if isinstance(fire, Refusal):
                return _refused(fire, desk, ear)
            return fight.fire_lines(view, bombard.unit, bombard.target, fire)
        case AskThreat(hex_):
            return fight.threat_lines(view, hex_, desk.threat(hex_))
        case AskSight(start, end):
            return fight.sight_lines(view, desk.sight_line(start, end))
        case AskReach():
            return _reach(query, desk, ear)
        case AskWhy(subject):
            if subject is None:
                return ear.why_last()
            if not _on_map(view, subject):
                return ("Only a unit of yours on the map has minutes.",)
            return fight.budget_lines(view, subject, desk.budget(subject))


def _reach(query: AskReach, desk: Desk, ear: Ear) -> tuple[str, ...]:
    """Where a unit can go, or its way to one hex with the danger of being discovered."""
    view, unit = desk.view(), query.unit
    if not _on_map(view, unit):
        return ("Only a unit of yours on the map can go anywhere.",)
    ear.selected = unit
    if query.to is None:
        return fight.reach_lines(view, unit, desk.reach(unit, query.gait), query.gait)
    refusal = desk.check(Move(desk.side, unit, query.to, query.gait))
    route = desk.route(unit, query.to, query.gait)
    if refusal is not None and refusal.code != "too-far":
        return _refused(refusal, desk, ear)
    if isinstance(route, Refusal):
        return _refused(route, desk, ear)
    lines = [fight.route_line(view, route)]
    if query.gait == "stealth":
        for hex_ in route.hexes[1:]:
            lines += fight.stealth_lines(view, unit, hex_, desk.stealth_odds(unit, hex_))
    return tuple(lines)


def _refused(refusal: Refusal, desk: Desk, ear: Ear) -> tuple[str, ...]:
    ear.remember_refusal(refusal, desk)
    return (refusal_sentence(refusal, desk.scenario),)


def _on_map(view: View, unit: UnitId) -> bool:
    return unit in view.unit_of and view.unit_of[unit].status == ON_MAP


def _note(view: View, note: str) -> tuple[str, ...]:
    if not view.notes:
        return ("You have read no note yet.",)
    notes = view.scenario.notes
    chosen = next((notes[index] for index in view.notes if notes[index].id == note), notes[view.notes[-1]])
    return situation.note_lines(view.scenario, chosen)


def idle(desk: Desk) -> tuple[UnitId, ...]:
    """Units of a side that have minutes, something to do with them, and no order to hold."""
    able = tuple(
        option.unit
        for option in desk.options().units
        if option.moves or option.stealth or option.assaults or option.bombards or option.may_dig or option.may_rest
    )
    return tuple(own.number for own in situation.idle_units(desk.view(), able))


def _idle(desk: Desk, ear: Ear) -> tuple[str, ...]:
    view = desk.view()
    return tuple(unit_line(view, view.unit_of[unit]) for unit in idle(desk)) or ("Every unit has its orders.",)


def _next(desk: Desk, ear: Ear) -> tuple[str, ...]:
    waiting = idle(desk)
    if not waiting:
        return ("Every unit has its orders. 'end' ends your part of the turn.",)
    place = waiting.index(ear.selected) + 1 if ear.selected in waiting else 0
    ear.selected = waiting[place % len(waiting)]
    view = desk.view()
    return (unit_line(view, view.unit_of[ear.selected]), f"{len(waiting)} units still have something to do.")


_PLAIN: dict[str, Callable[[Desk, Ear], tuple[str, ...]]] = {
    "show": lambda desk, ear: situation.overview_lines(desk.view()),
    "units": lambda desk, ear: situation.unit_list(desk.view()),
    "idle": _idle,
    "next": _next,
    "oob": lambda desk, ear: tree_lines(desk.view()),
    "objectives": lambda desk, ear: situation.objective_lines(desk.view()),
    "restraints": lambda desk, ear: situation.restraint_lines(desk.view()),
    "weather": lambda desk, ear: situation.weather_lines(desk.view()),
    "history": lambda desk, ear: situation.history_lines(desk.view()),
    "report": lambda desk, ear: (
        tuple(line.text for line in ear.since_last_turn()) or ("Nothing has happened since your last turn.",)
    ),
}
"""Answers to questions without arguments; the console answers the rest."""
