"""Answers to questions: lines for every query that changes nothing and needs no screen of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container
from typing import assert_never

from game.core.ids import HexId, UnitId
from game.engine import Desk
from game.language import describe_fight as fight
from game.language import describe_game as situation
from game.language import parsed as q
from game.language.describe_air import air_forecast_lines, air_lines, squadron_lines
from game.language.describe_hex import hex_lines, look_lines
from game.language.describe_march import account_lines
from game.language.describe_rules import table_lines, tables_line
from game.language.describe_sources import source_lines
from game.language.describe_unit import contact_line, formation_lines, tree_lines, unit_line, unit_lines
from game.language.help import help_lines
from game.language.names import contact_of, unit_names
from game.language.phrases import count
from game.language.wording import refusal_sentence
from game.language.words_supply import supply_lines
from game.model.orders import Move, Refusal
from game.model.units import ON_MAP
from game.model.view import View
from game.table.hearing import Ear

MOST_NAMED = 24
"""Units that a sentence names."""
Shown = q.ShowUnit | q.ShowContact | q.ShowFormation | q.ShowHex | q.Look
Asked = q.AskOdds | q.AskFire | q.AskThreat | q.AskSight | q.AskReach | q.AskWhy | q.AskCost


def answer(query: q.Query, desk: Desk, ear: Ear) -> tuple[str, ...]:
    """Lines that answer a question; nothing is changed but the unit asked about last and what `why` explains.

    Raises:
        ValueError: a query that window and terminal carry out themselves, such as the map or saving.
    """
    view = desk.view()
    match query:
        case q.ShowUnit() | q.ShowContact() | q.ShowFormation() | q.ShowHex() | q.Look():
            return _shown(query, view, ear)
        case q.ShowSquadron() | q.AskAir():
            return _air(query, desk, ear)
        case q.AskCost():
            return _asked(query, desk, ear)
        case q.AskOdds() | q.AskFire() | q.AskThreat() | q.AskSight() | q.AskReach() | q.AskWhy():
            return _asked(query, desk, ear)
        case q.ListUnits(units):
            return situation.unit_list(view, units)
        case q.ListContacts(near, radius):
            return situation.contact_list(view, near, radius)
        case q.Search(text):
            return situation.find_lines(view, text)
        case q.ShowLog(number):
            return tuple(line.text for line in ear.headlines()[-number:]) or ("The log is empty.",)
        case q.ReadNote(note):
            return _note(view, note)
        case q.AskHelp(topic):
            return help_lines(topic, desk.scenario.rules)
        case q.AskSource(subject, field):
            return source_lines(desk.scenario, subject, field, desk.view())
        case q.ShowRules(table):
            return table_lines(desk.scenario, table) if table else (tables_line(),)
        case q.Plain(word) if word in _PLAIN:
            return _PLAIN[word](desk, ear)
        case (
            q.GiveMission()
            | q.CancelMission()
            | q.Plain()
            | q.ShowMap()
            | q.WriteRemark()
            | q.SaveGame()
            | q.TakeBack()
        ):
            raise ValueError(f"no words answer {query}; whoever asks carries it out")
        case _:
            assert_never(query)


def _shown(query: Shown, view: View, ear: Ear) -> tuple[str, ...]:
    match query:
        case q.ShowUnit(unit):
            return _unit(view, unit, ear)
        case q.ShowContact(number):
            contact = contact_of(view, number)
            return (contact_line(view, contact),) if contact else (f"You have no contact {number}.",)
        case q.ShowFormation(formation):
            return formation_lines(view, formation)
        case q.ShowHex(hex_):
            return hex_lines(view, hex_)
        case q.Look(hex_):
            return look_lines(view, hex_)


def _unit(view: View, unit: UnitId, ear: Ear) -> tuple[str, ...]:
    if unit in view.unit_of:
        ear.selected = unit
        return unit_lines(view, unit)
    contact = next((contact for contact in view.contacts if contact.unit == unit), None)
    return (contact_line(view, contact),) if contact else ("None of your contacts is known to be that unit.",)


def _asked(query: Asked, desk: Desk, ear: Ear) -> tuple[str, ...]:
    view = desk.view()
    match query:
        case q.AskOdds(order):
            forecast = desk.forecast(order)
            if isinstance(forecast, Refusal):
                return _refused(forecast, desk, ear)
            ear.remember_forecast(forecast, view)
            return (*fight.forecast_lines(view, forecast), "'why' lists all that went into it.")
        case q.AskFire(bombard):
            fire = desk.forecast_fire(bombard)
            if isinstance(fire, Refusal):
                return _refused(fire, desk, ear)
            return fight.fire_lines(view, bombard.unit, bombard.target, fire)
        case q.AskThreat(hex_):
            return fight.threat_lines(view, hex_, desk.threat(hex_))
        case q.AskSight(start, end):
            return fight.sight_lines(view, desk.sight_line(start, end))
        case q.AskReach():
            return _reach(query, desk, ear)
        case q.AskCost(unit, gait, to):
            return _cost(unit, gait, to, desk, ear)
        case q.AskWhy(subject):
            if subject is None:
                return ear.why_last()
            if not _on_map(view, subject):
                return ("Only a unit of yours on the map has minutes.",)
            return fight.budget_lines(view, subject, desk.budget(subject))


def _air(query: q.ShowSquadron | q.AskAir, desk: Desk, ear: Ear) -> tuple[str, ...]:
    """A squadron, or what it would do on a mission."""
    view = desk.view()
    match query:
        case q.ShowSquadron(squadron):
            return squadron_lines(view, squadron)
        case q.AskAir(mission):
            found = desk.forecast_air(mission)
            return (
                _refused(found, desk, ear) if isinstance(found, Refusal) else air_forecast_lines(view, mission, found)
            )


def _reach(query: q.AskReach, desk: Desk, ear: Ear) -> tuple[str, ...]:
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


def _cost(unit: UnitId, gait: str, to: HexId, desk: Desk, ear: Ear) -> tuple[str, ...]:
    """The way to a hex, and what every step of it costs."""
    view = desk.view()
    if not _on_map(view, unit):
        return ("Only a unit of yours on the map can go anywhere.",)
    ear.selected = unit
    route = desk.route(unit, to, gait)
    if isinstance(route, Refusal):
        return _refused(route, desk, ear)
    return (fight.route_line(view, route), *account_lines(view, desk.march_account(route, gait)))


def _refused(refusal: Refusal, desk: Desk, ear: Ear) -> tuple[str, ...]:
    ear.remember_refusal(refusal, desk.scenario)
    return (refusal_sentence(refusal, desk.scenario),)


def _on_map(view: View, unit: UnitId) -> bool:
    return unit in view.unit_of and view.unit_of[unit].status == ON_MAP


def _note(view: View, note: str) -> tuple[str, ...]:
    if not view.notes:
        return ("You have read no note yet.",)
    notes = view.scenario.notes
    chosen = next((notes[index] for index in view.notes if notes[index].id == note), notes[view.notes[-1]])
    return situation.note_lines(view.scenario, chosen)


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
            o.unit
            for o in options
            # What is quickly judged comes first.
            if o.may_dig
            or o.may_rest
            or o.may_mend
            or o.may_bridge
            or o.may_blow
            or o.may_recover
            or o.assaults
            or o.bombards
            or o.moves
            or o.stealth
        )
    return tuple(own.number for own in situation.idle_units(desk.view(), found))


def left_idle(desk: Desk, busy: Container[UnitId] = ()) -> list[UnitId]:
    """Units that did nothing in this part and still could, but for those that serve a formation's staff."""
    view = desk.view()
    return [unit for unit in able(desk) if not view.unit_of[unit].moved and unit not in busy]


def waiting_words(desk: Desk, busy: Collection[UnitId] = ()) -> str:
    """How many units have something to do, those that serve formations' staffs apart, as part of a sentence."""
    waiting = sum(unit not in busy for unit in able(desk))
    besides = f" besides {len(busy)} under order" if busy else ""
    return f"{count(waiting, 'unit')} with something to do{besides}"


def idle_words(desk: Desk, busy: Container[UnitId] = ()) -> str:
    """Those units in a sentence; empty if there are none."""
    left = left_idle(desk, busy)
    names = unit_names(desk.scenario, left[:MOST_NAMED])
    more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
    return f"{count(len(left), 'unit')} did nothing yet: {names}{more}." if left else ""


def _idle(desk: Desk, ear: Ear) -> tuple[str, ...]:
    view = desk.view()
    waiting, led = _free(desk, ear)
    return (*(unit_line(view, view.unit_of[unit]) for unit in waiting), *led) or ("Every unit has its orders.",)


def _next(desk: Desk, ear: Ear) -> tuple[str, ...]:
    waiting, led = _free(desk, ear)
    if not waiting:
        return (*led, "Every unit has its orders. 'end' ends your part of the turn.")
    place = waiting.index(ear.selected) + 1 if ear.selected in waiting else 0
    ear.selected = waiting[place % len(waiting)]
    view = desk.view()
    told = f"{len(waiting)} units still have something to do."
    return (unit_line(view, view.unit_of[ear.selected]), told, *led)


def _free(desk: Desk, ear: Ear) -> tuple[tuple[UnitId, ...], tuple[str, ...]]:
    """Units with something to do that serve no staff, and a line on those that do."""
    found = able(desk)
    free = tuple(unit for unit in found if unit not in ear.busy)
    led = len(found) - len(free)
    words = f"{count(led, 'more unit')} could act, and {'serves' if led == 1 else 'serve'} a formation under order."
    return free, (words,) if led else ()


def _report(desk: Desk, ear: Ear) -> tuple[str, ...]:
    told = tuple(line.text for line in ear.since_last_turn())
    return told or ("Nothing has happened since your last turn.",)


_PLAIN: dict[str, Callable[[Desk, Ear], tuple[str, ...]]] = {
    "show": lambda desk, ear: situation.overview_lines(desk.view()),
    "idle": _idle,
    "next": _next,
    "oob": lambda desk, ear: tree_lines(desk.view()),
    "objectives": lambda desk, ear: situation.objective_lines(desk.view()),
    "restraints": lambda desk, ear: situation.restraint_lines(desk.view()),
    "supply": lambda desk, ear: supply_lines(desk.view()),
    "weather": lambda desk, ear: situation.weather_lines(desk.view()),
    "air": lambda desk, ear: air_lines(desk.view()),
    "history": lambda desk, ear: situation.history_lines(desk.view(), ear.taken),
    "report": _report,
}
"""Answers to questions without arguments; whoever asks carries out the rest."""
