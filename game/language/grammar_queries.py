"""Reading questions and commands that give no order."""

from __future__ import annotations

from collections.abc import Callable

from game.core.ids import HexId
from game.language.grammar_air import read_air
from game.language.grammar_missions import read_cancel, read_carry, read_order
from game.language.grammar_orders import STEALTHY, read_assault, read_bombard
from game.language.lexicon import PLAIN
from game.language.lookup import Lookup, normal
from game.language.parsed import (
    AskCost,
    AskFire,
    AskHelp,
    AskOdds,
    AskReach,
    AskSight,
    AskSource,
    AskThreat,
    AskWhy,
    Fault,
    ListContacts,
    ListUnits,
    Look,
    Parsed,
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
from game.language.tokens import Words
from game.model.orders import Assault, Bombard

_LOG_LINES = 15
"""Lines that `log` repeats if no number is given."""
_NEAR = 4
"""Hexes round a place that `contacts near` looks at if no number is given."""
Reader = Callable[[Words, Lookup], Parsed]


def _whole(words: Words, query: Query) -> Parsed:
    return words.left_over() or query


def read_show(words: Words, look: Lookup) -> Parsed:
    """`show [UNIT | HEX | FORMATION | #CONTACT]`."""
    if not words.token:
        return Plain("show")
    start = words.at
    contact = look.contact_number(words)
    if isinstance(contact, Fault):
        return contact
    if contact is not None:
        return _whole(words, ShowContact(contact))
    text = words.token.text
    for said, length in ((words.rest(), len(words.tokens)), (text, words.at + 1)):
        found = _named(said.strip('"'), look)
        if found is not None:
            words.at = length
            return _whole(words, found)
    begun = look.begun(text)
    hex_ = look.exact_hex(words)
    if hex_ is None and begun:
        words.at = start
        one = look.unit(words)
        return one if isinstance(one, Fault) else _whole(words, ShowUnit(one))
    if hex_ is None:
        hex_ = look.hex(words)
    if isinstance(hex_, Fault):
        return words.fault("unknown-thing", candidates=look.like(text)) if hex_.code == "unknown-hex" else hex_
    return _whole(words, ShowHex(hex_))


def _named(text: str, look: Lookup) -> ShowUnit | ShowFormation | None:
    """The unit or formation of a full name."""
    unit = look.exact_units(text)
    formations = look.desk.scenario.formations
    if unit and len(unit) == 1 and text not in formations:
        return ShowUnit(unit[0])
    lower, wanted = text.lower(), normal(text)
    for formation in formations.values():
        if formation.id.lower() == lower or normal(formation.name) == wanted:
            return ShowFormation(formation.id)
    return None


def read_look(words: Words, look: Lookup) -> Parsed:
    """`look [HEX]`; without a hex, round the selected unit."""
    if not words.token and look.selected is not None and look.hex_of(look.selected) >= 0:
        return Look(look.hex_of(look.selected))
    hex_ = look.hex(words, look.hex_of(look.selected) if look.selected is not None else None)
    return hex_ if isinstance(hex_, Fault) else _whole(words, Look(hex_))


def read_odds(words: Words, look: Lookup) -> Parsed:
    """`odds` with the arguments of `assault`."""
    found = read_assault(words, look)
    if isinstance(found, Fault):
        return found
    assert isinstance(found.orders[0], Assault)
    return AskOdds(found.orders[0])


def read_fire(words: Words, look: Lookup) -> Parsed:
    """`fire` with the arguments of `bombard`."""
    found = read_bombard(words, look)
    if isinstance(found, Fault):
        return found
    assert isinstance(found.orders[0], Bombard)
    return AskFire(found.orders[0])


def read_threat(words: Words, look: Lookup) -> Parsed:
    """`threat HEX`."""
    hex_ = look.hex(words)
    return hex_ if isinstance(hex_, Fault) else _whole(words, AskThreat(hex_))


def read_why(words: Words, look: Lookup) -> Parsed:
    """`why [UNIT [HEX [stealth]] | last]`."""
    if not words.token or words.take("last", "not"):
        return _whole(words, AskWhy(None))
    unit = look.unit(words)
    if isinstance(unit, Fault) or not words.token:
        return unit if isinstance(unit, Fault) else AskWhy(unit)
    target = look.hex(words, look.hex_of(unit))
    if isinstance(target, Fault):
        return target
    gait = "stealth" if words.take(*STEALTHY) else "march"
    return _whole(words, AskCost(unit, gait, target))


def read_los(words: Words, look: Lookup) -> Parsed:
    """`los HEX HEX`."""
    start = look.hex(words)
    if isinstance(start, Fault):
        return start
    words.take("to")
    end = look.hex(words, start)
    return end if isinstance(end, Fault) else _whole(words, AskSight(start, end))


def read_reach(words: Words, look: Lookup) -> Parsed:
    """`reach UNIT [HEX] [stealth]`."""
    if not words.token and look.selected is not None:
        return AskReach(look.selected, "march")
    unit = look.unit(words)
    if isinstance(unit, Fault):
        return unit
    target: HexId | None = None
    if words.token and words.peek() not in STEALTHY:
        found = look.hex(words, look.hex_of(unit))
        if isinstance(found, Fault):
            return found
        target = found
    gait = "stealth" if words.take(*STEALTHY) else "march"
    return _whole(words, AskReach(unit, gait, target))


def read_map(words: Words, look: Lookup) -> Parsed:
    """`map [HEX [RADIUS]]`."""
    centre: HexId | None = None
    if words.token:
        found = look.hex(words)
        if isinstance(found, Fault):
            return found
        centre = found
    radius = words.number("hexes") or 0
    return _whole(words, ShowMap(centre, radius or (4 if centre is not None else 0)))


def read_units(words: Words, look: Lookup) -> Parsed:
    """`units [UNIT | FORMATION]`."""
    if not words.token:
        return ListUnits()
    units = look.units(words)
    return units if isinstance(units, Fault) else _whole(words, ListUnits(units))


def read_contacts(words: Words, look: Lookup) -> Parsed:
    """`contacts [near HEX [N]]`."""
    if not words.token:
        return ListContacts()
    words.take("near", "round", "at")
    hex_ = look.hex(words)
    if isinstance(hex_, Fault):
        return hex_
    radius = words.number("hexes") or _NEAR
    return _whole(words, ListContacts(hex_, radius))


def read_find(words: Words, look: Lookup) -> Parsed:
    """`find TEXT`."""
    return Search(words.rest()) if words.token else words.fault("no-text")


def read_log(words: Words, look: Lookup) -> Parsed:
    """`log [N]`."""
    if not words.token:
        return ShowLog(_LOG_LINES)
    lines = words.number("lines")
    return words.fault("no-number") if lines is None else _whole(words, ShowLog(max(1, lines)))


def read_note(words: Words, look: Lookup) -> Parsed:
    """`note [ID | last]`, by the beginning of an id or the number in the journal."""
    if not words.token or words.take("last"):
        return _whole(words, ReadNote(""))
    notes = look.desk.scenario.notes
    ids = tuple(notes[index].id for index in look.view.notes)
    text = words.peek()
    if text.isdigit() and 1 <= int(text) <= len(ids):
        words.at += 1
        return _whole(words, ReadNote(ids[int(text) - 1]))
    begun = [i for i in ids if i == text] or [i for i in ids if i.startswith(text)]
    if len(begun) != 1:
        return words.fault("no-such-note", candidates=tuple(begun) or ids)
    words.at += 1
    return _whole(words, ReadNote(begun[0]))


def read_remark(words: Words, look: Lookup) -> Parsed:
    """`remark TEXT`."""
    return WriteRemark(words.rest()) if words.token else words.fault("no-text")


def read_save(words: Words, look: Lookup) -> Parsed:
    """`save [NAME]`."""
    return SaveGame(words.rest())


def read_undo(words: Words, look: Lookup) -> Parsed:
    """`undo [all]`."""
    all_ = words.take("all")
    return _whole(words, TakeBack(all_))


def read_help(words: Words, look: Lookup) -> Parsed:
    """`help [TOPIC]`."""
    return AskHelp(words.rest())


def read_source(words: Words, look: Lookup) -> Parsed:
    """`source UNIT|PLACE|KIND.ID|TABLE.FIGURE [FIELD]`."""
    if not words.token:
        return words.fault("no-source")
    text = words.token.text
    units = look.exact_units(text)
    if text in look.desk.scenario.formations:
        subject = text
    elif units and len(units) == 1:
        subject = look.desk.scenario.units[units[0]].id
    else:
        subject = text
        begun = look.begun(text)
        if len(begun) == 1:
            subject = next(iter(begun))
    words.at += 1
    field = words.peek()
    words.at += bool(field)
    return _whole(words, AskSource(subject, field))


def read_rules(words: Words, look: Lookup) -> Parsed:
    """`rules [TABLE]`."""
    return ShowRules(words.rest())


def _plain(word: str) -> Reader:
    def read(words: Words, look: Lookup) -> Parsed:
        return _whole(words, Plain(word))

    return read


QUERY_READERS: dict[str, Reader] = {
    "show": read_show,
    "look": read_look,
    "odds": read_odds,
    "fire": read_fire,
    "air": read_air,
    "threat": read_threat,
    "why": read_why,
    "los": read_los,
    "reach": read_reach,
    "map": read_map,
    "units": read_units,
    "contacts": read_contacts,
    "find": read_find,
    "log": read_log,
    "note": read_note,
    "remark": read_remark,
    "save": read_save,
    "undo": read_undo,
    "order": read_order,
    "cancel": read_cancel,
    "carry": read_carry,
    "help": read_help,
    "source": read_source,
    "rules": read_rules,
    **{word: _plain(word) for word in PLAIN},
}
"""Reader of each question and command, by its word in the lexicon."""
