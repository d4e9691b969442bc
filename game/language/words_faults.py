"""A sentence for every line that the game does not understand: what is wrong and what to type."""

from __future__ import annotations

from game.language.parsed import Fault
from game.language.phrases import choice

SENTENCES: dict[str, str] = {
    "empty-line": "Type a command, or 'help' for a list.",
    "unknown-command": "There is no command '{text}'.",
    "ambiguous-command": "'{text}' may mean {names}. Type a letter or two more.",
    "no-unit": "Here the name of a unit is wanted.",
    "unknown-unit": "You have no unit called '{text}'.",
    "ambiguous-unit": "'{text}' may mean {names}. Type more of the name.",
    "empty-formation": "No unit of {text} is on the map.",
    "not-your-formation": "{text} takes no orders from you.",
    "one-unit": "Only one unit can do this at a time, and '{text}' means {names}.",
    "nothing-selected": "No unit is selected. Type 'next', or 'show' with a unit; then '{text}' means that one.",
    "no-hex": "Here a hex is wanted: a number such as 1422, a place, a direction from the unit, or a contact such as "
    "#3.",
    "unknown-hex": "'{text}' is no hex, place, direction or contact.",
    "no-such-hex": "There is no hex {text}. The last one is {names}: column and row, two digits each.",
    "ambiguous-place": "'{text}' may mean {names}. Type more of the name.",
    "not-on-map": "The unit is not on the map, so '{text}' points nowhere.",
    "beyond-edge": "{text} of the unit lies the edge of the map.",
    "no-contact": "You have no contact {text}.",
    "unknown-thing": "'{text}' is no unit, formation, hex or place.",
    "none-eligible": "No unit of the formation can assault {text} or support an assault on it.",
    "bad-stance-word": "Here a stance is wanted: {names}.",
    "no-direction": "Here a direction is wanted: {names}.",
    "no-squadron": "Here the name of one of your squadrons is wanted.",
    "no-base": "Here the name of an enemy airfield is wanted.",
    "no-mission": "Here a mission is wanted: {names}.",
    "no-stores-kind": "Here a kind of stores is wanted: {names}.",
    "no-such-restraint": "You have no restraint called '{text}'.",
    "nothing-to-decide": "Nothing waits to be decided.",
    "no-such-option": "'{text}' is not one of the options.",
    "no-such-note": "You have read no note called '{text}'.",
    "no-text": "Here some words are wanted.",
    "no-number": "Here a number is wanted, not '{text}'.",
    "no-source": "Name a unit, a place, a record (history.japan-killed) or a figure (movement.speed.foot).",
    "no-formation": "Here the name of a formation is wanted.",
    "unknown-formation": "You have no formation called '{text}'.",
    "no-verb": "Here a formation must be told what to do: {names}.",
    "no-hour": "Here an hour is wanted, such as 18:00 or 9 August 05:00.",
    "past-hour": "That hour is past.",
    "no-press": "Here it must be said how hard to press: {names}.",
    "not-in-formation": "{text} does not belong to the formation.",
    "left-over": "'{text}' is one word too many.",
}
"""Sentences by code."""
_NEED_USAGE = frozenset(
    (
        "no-unit",
        "no-hex",
        "left-over",
        "no-text",
        "no-number",
        "bad-stance-word",
        "no-direction",
        "no-squadron",
        "no-mission",
        "no-stores-kind",
        "unknown-hex",
        "one-unit",
        "no-formation",
        "no-hour",
    )
)
"""Codes of lines whose form was wrong, for which the usage helps."""
_NAMES_INSIDE = frozenset(code for code, text in SENTENCES.items() if "{names}" in text)


def fault_sentence(fault: Fault) -> str:
    """What is wrong with a line and what to type instead, in one to three sentences."""
    names = choice(fault.candidates)
    if fault.code in ("no-hex", "no-unit", "no-squadron") and fault.text:
        said = f"{SENTENCES[fault.code]} '{fault.text}' is none."
    else:
        said = SENTENCES[fault.code].format(text=fault.text, names=names)
    if fault.code == "no-such-restraint" and not fault.candidates:
        return "Nothing is forbidden to you, so there is nothing to break."
    if fault.candidates and fault.code not in _NAMES_INSIDE:
        said += f" Did you mean {names}?"
    elif fault.hint and fault.code in _NEED_USAGE:
        said += f" Usage: {fault.hint}"
    elif fault.code == "unknown-command":
        said += " 'help' lists them."
    return said
