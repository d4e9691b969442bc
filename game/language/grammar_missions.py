"""Reading orders to formations: whom, what, where, by when, and within which limits. Rules 12.8 and 12.9."""

from __future__ import annotations

import re
from datetime import timedelta

from attrs import define

from game.core.ids import HexId, UnitId
from game.language.lookup import Lookup, normal
from game.language.parsed import CancelMission, Fault, GiveMission, Parsed, Plain
from game.language.tokens import Words
from game.model.calendar import Calendar
from game.model.missions import GROUND, VERBS, Mission
from game.model.orders import PRESSES
from game.model.units import ON_MAP, Formation

SYNONYMS = {
    "attack": "seize",
    "take": "seize",
    "assault": "seize",
    "defend": "hold",
    "cover": "screen",
    "retreat": "withdraw",
    "counterattack": "counter-attack",
    "outflank": "envelop",
    "infiltrate": "infiltrate",
    "wait": "reserve",
    "feign": "deceive",
}
"""Other words for the verbs."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HOUR = re.compile(r"([01]?\d|2[0-4])(?::([0-5]\d)|h)")
_OPTIONS = ("by", "losses", "loss", "keep", "press", "under", *PRESSES)
_FILLERS = ("to", "at", "on", "with", "for", "the", "towards")


@define
class _Limits:
    """What is said after the place."""

    by_minute: int | None = None
    loss_limit: int = 0
    kept: tuple[UnitId, ...] = ()
    press: str = "attack"


def read_order(words: Words, look: Lookup) -> Parsed:
    """`order FORMATION VERB [HEX] [by HOUR] [losses under N] [keep UNIT ... back] [press probe|attack|storm]`."""
    formation = formation_of(words, look)
    if isinstance(formation, Fault):
        return formation
    words.take("to")
    verb = _verb(words)
    if isinstance(verb, Fault):
        return verb
    words.take(*_FILLERS)
    place = _place(words, look, formation, verb)
    if isinstance(place, Fault):
        return place
    limits = _Limits()
    fault = _limits(words, look, formation, limits)
    if fault is not None:
        return fault
    return words.left_over() or GiveMission(
        Mission(
            side=look.desk.side,
            formation=formation.id,
            verb=verb,
            object=place,
            by_minute=limits.by_minute,
            loss_limit=limits.loss_limit,
            kept=limits.kept,
            press=limits.press,
        )
    )


def read_cancel(words: Words, look: Lookup) -> Parsed:
    """`cancel FORMATION | all`."""
    if words.take("all"):
        return words.left_over() or CancelMission("")
    formation = formation_of(words, look)
    return formation if isinstance(formation, Fault) else words.left_over() or CancelMission(formation.id)


def read_carry(words: Words, look: Lookup) -> Parsed:
    """`carry on`."""
    words.take("on")
    return words.left_over() or Plain("carry")


def formation_of(words: Words, look: Lookup) -> Formation | Fault:
    """One of the side's formations by its id, its name or the beginning of its id, stepped over."""
    if not words.token:
        return words.fault("no-formation")
    text = words.token.text
    mine = [f for f in look.desk.scenario.formations.values() if f.side == look.desk.side]
    said = [f for f in mine if text.lower() == f.id.lower() or normal(text) == normal(f.name)]
    begun = said or [f for f in mine if f.id.lower().startswith(text.lower())]
    if len(begun) != 1:
        theirs = text in look.desk.scenario.formations and not begun
        names = tuple(f.id for f in begun or mine)
        return words.fault("not-your-formation" if theirs else "unknown-formation", candidates=names)
    own = look.view.unit_of
    if not any(unit in own and own[unit].status == ON_MAP for unit in look.view.units_in[begun[0].id]):
        return words.fault("empty-formation")
    words.at += 1
    return begun[0]


def _verb(words: Words) -> str | Fault:
    text = words.peek()
    verb = SYNONYMS.get(text, text)
    begun = [v for v in VERBS if v == verb] or [v for v in VERBS if len(text) > 1 and v.startswith(text)]
    if len(begun) != 1:
        return words.fault("no-verb", candidates=VERBS)
    words.at += 1
    return begun[0]


def _place(words: Words, look: Lookup, formation: Formation, verb: str) -> HexId | Fault | None:
    """The place the order is about; only verbs that can do without one may lack it."""
    if not words.token or words.peek() in _OPTIONS:
        return words.fault("no-hex") if verb in GROUND else None
    anchor = look.hex_of(formation.hq) if formation.hq is not None else None
    return look.hex(words, anchor)


def _limits(words: Words, look: Lookup, formation: Formation, limits: _Limits) -> Fault | None:
    while words.token:
        fault: Fault | None = None
        if words.take("by", "until", "before"):
            hour = read_hour(words, look.desk.scenario.calendar, look.view.minute)
            fault, limits.by_minute = (hour, None) if isinstance(hour, Fault) else (None, hour)
        elif words.take("losses", "loss"):
            words.take("under", "below", "to")
            number = words.number("men")
            fault = words.fault("no-number") if not number else None
            limits.loss_limit = number or 0
        elif words.take("keep"):
            fault = _kept(words, look, formation, limits)
        elif words.take("press", "pressed"):
            if words.peek() not in PRESSES:
                return words.fault("no-press", candidates=PRESSES)
        elif words.peek() in PRESSES:
            limits.press = words.peek()
            words.at += 1
        else:
            return words.left_over()
        if fault is not None:
            return fault
    return None


def _kept(words: Words, look: Lookup, formation: Formation, limits: _Limits) -> Fault | None:
    """Units of the formation that stay where they are."""
    mine = look.view.units_in[formation.id]
    kept: list[UnitId] = []
    while words.token and not words.take("back"):
        if kept and (words.peek() in _OPTIONS or words.take("and")):
            if words.peek() in _OPTIONS:
                break
            continue
        units = look.units(words)
        if isinstance(units, Fault):
            return units
        if not set(units) <= set(mine):
            words.at -= 1
            return words.fault("not-in-formation")
        kept += [unit for unit in units if unit not in kept]
    limits.kept = (*limits.kept, *(unit for unit in kept if unit not in limits.kept))
    return None if kept else words.fault("no-unit")


def read_hour(words: Words, calendar: Calendar, now: int) -> int | Fault:
    """A minute of the scenario from `18:00`, `18:00 9 August` or `9 August 18:00`; without a day the next such hour."""
    day = _day(words, calendar, now)
    match = _HOUR.fullmatch(words.peek())
    if match is None:
        return words.fault("no-hour")
    words.at += 1
    day = day if day is not None else _day(words, calendar, now)
    moment = calendar.moment(now)
    wanted = moment.replace(hour=0, minute=0) + timedelta(hours=int(match[1]), minutes=int(match[2] or 0))
    if day is not None:
        wanted += timedelta(days=day)
    elif wanted <= moment:
        wanted += timedelta(days=1)
    minute = round((wanted - calendar.start).total_seconds() / 60)
    if minute <= now:
        words.at -= 1
        return words.fault("past-hour")
    return minute


def _day(words: Words, calendar: Calendar, now: int) -> int | None:
    """Days from today to a day of the month, stepped over with its month; None if none is named."""
    if words.take("today"):
        return 0
    if words.take("tomorrow"):
        return 1
    text = words.peek()
    if not (text.isdigit() and 1 <= int(text) <= 31):
        return None
    today = calendar.moment(now).date()
    words.at += 1
    month = next((n for n, name in enumerate(MONTHS, 1) if words.peek().startswith(name)), 0)
    words.at += bool(month)
    for days in range(-31, 62):
        date = today + timedelta(days=days)
        if date.day == int(text) and (date.month == month or (not month and days >= 0)):
            return days
    return None
