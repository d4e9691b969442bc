"""The order language: a typed line becomes orders, a question or a fault; an order becomes its line again."""

from __future__ import annotations

from difflib import get_close_matches
from typing import assert_never

from game.core.hexgrid import DIRECTIONS
from game.core.ids import UnitId
from game.engine import Desk
from game.language.grammar_orders import ORDER_READERS
from game.language.grammar_queries import QUERY_READERS, read_show
from game.language.lexicon import COMMANDS, matching
from game.language.lookup import Lookup
from game.language.parsed import Fault, Orders, Parsed
from game.language.tokens import Words, tokens_of
from game.model.orders import (
    ORDER_WORDS,
    Assault,
    Blow,
    Bombard,
    BreakOut,
    BreakRestraint,
    Bridge,
    Decide,
    Dig,
    EndPhase,
    Feign,
    Flare,
    Fly,
    Haul,
    Hold,
    LayWire,
    Mend,
    Move,
    Order,
    Recover,
    Register,
    Rest,
    SetStance,
)
from game.model.scenario import Scenario
from game.model.sides import STORE_KINDS
from game.model.units import STANCES


def split_commands(line: str) -> list[str]:
    """The commands of a line: several may stand in one, with semicolons between them; none in an empty one."""
    first = line.split(maxsplit=1)
    if first and first[0].lower() in ("remark", "rem", "find", "/"):
        return [line]
    return [part.strip() for part in line.split(";") if part.strip()]


def parse(line: str, desk: Desk, selected: UnitId | None = None) -> Parsed:
    """What a line means to one side: orders, a question, or a fault that says what to type instead.

    Args:
        selected: the unit that "it" means.
    """
    if line.lstrip().startswith("/"):
        line = line.replace("/", "/ ", 1)
    tokens = tokens_of(line)
    if not tokens:
        return Fault("empty-line", "", 0)
    look = Lookup(desk, selected)
    first = tokens[0].text
    if len(tokens) == 1 and first.isdigit() and look.view.pending:
        return ORDER_READERS["decide"](Words(line, tokens, "decide OPTION"), look)
    commands = matching(first)
    if len(commands) != 1:
        return _no_command(line, look, tuple(command.word for command in commands))
    words = Words(line, tokens, commands[0].usage, at=1)
    if commands[0].word in ORDER_READERS:
        return ORDER_READERS[commands[0].word](words, look)
    return QUERY_READERS[commands[0].word](words, look)


def _no_command(line: str, look: Lookup, begun: tuple[str, ...]) -> Parsed:
    """A line without a command shows what it names, if it names something; else a fault."""
    words = Words(line, tokens_of(line), "")
    first = words.tokens[0].text
    named = look.exact_units(first) is not None and len(words.tokens) == 1
    if not named:
        named = look.exact_hex(words) is not None and words.token is None
        words.at = 0
    if named:
        return read_show(words, look)
    if begun:
        return words.fault("ambiguous-command", candidates=begun)
    if first.isdigit():
        return words.fault("nothing-to-decide")
    close = get_close_matches(first.lower(), [command.word for command in COMMANDS], n=3)
    return words.fault("unknown-command", candidates=tuple(close))


def format_order(order: Order, scenario: Scenario) -> str:
    """The line that `parse` reads back as this order, given by the same side."""
    units, name = scenario.units, scenario.board.grid.name
    match order:
        case Move(_, unit, to, gait, via):
            text = f"move {units[unit].id} {name(to)}" + (" stealth" if gait == "stealth" else "")
            return text + (f" via {' '.join(map(name, via))}" if via else "")
        case Assault(_, attackers, target, press, minutes):
            text = f"assault {' '.join(units[unit].id for unit in attackers)} {name(target)}"
            text += "" if press == "attack" else f" {press}"
            return text + (f" {minutes} min" if minutes else "")
        case Bombard(_, unit, target, rounds):
            return f"bombard {units[unit].id} {name(target)}" + (f" {rounds} rounds" if rounds else "")
        case Dig(_, unit, minutes) | Bridge(_, unit, minutes) | Recover(_, unit, minutes):
            return f"{ORDER_WORDS[type(order)]} {units[unit].id}" + (f" {minutes} min" if minutes else "")
        case LayWire(_, unit, direction):
            return f"wire {units[unit].id} {DIRECTIONS[direction]}"
        case Mend(_, unit) | Blow(_, unit) | Rest(_, unit) | Hold(_, unit):
            return f"{ORDER_WORDS[type(order)]} {units[unit].id}"
        case SetStance(_, unit, stance):
            return f"stance {units[unit].id} {STANCES[stance]}"
        case Flare(_, unit, target) | Register(_, unit, target) | Feign(_, unit, target) | BreakOut(_, unit, target):
            return f"{ORDER_WORDS[type(order)]} {units[unit].id} {name(target)}"
        case Fly(_, squadron, mission, target, n, base):
            text = f"fly {scenario.squadrons[squadron].id} {mission} {base or name(target)}"
            return text + (f" with {n}" if n else "")
        case Haul():
            return "haul " + " ".join(f"{kind} {part}" for kind, part in zip(STORE_KINDS, order.shares, strict=True))
        case BreakRestraint(_, restraint):
            return f"break {restraint}"
        case Decide(_, option):
            return f"decide {option}"
        case EndPhase():
            return "end"
        case _:
            assert_never(order)


__all__ = ["Fault", "Orders", "Parsed", "format_order", "parse"]
