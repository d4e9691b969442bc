"""Reading orders: the words after the command become orders, or a fault that points at the word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from game.core.hexgrid import DIRECTIONS
from game.core.ids import HexId, SideId, UnitId
from game.engine import UnitOptions
from game.language.grammar_air import read_fly
from game.language.grammar_supply import read_haul
from game.language.lookup import IT, Lookup
from game.language.parsed import Fault, Orders, Plain
from game.language.phrases import DIRECTION_WORDS
from game.language.tokens import Words
from game.model.orders import (
    PRESSES,
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
from game.model.units import STANCES

STEALTHY = ("stealth", "stealthily", "creep")
"""Words for going by stealth."""
FILLERS = ("to", "at", "on", "with", "over", "for", "against")
"""Words that a speaker may put between the arguments."""
_MINUTES = ("m", "min", "mins", "minute", "minutes")
_ROUNDS = ("r", "round", "rounds", "shells")

Reader = Callable[[Words, Lookup], Orders | Plain | Fault]
Given = TypeVar("Given", Orders, Order)


def _whole(words: Words, result: Orders) -> Orders | Fault:
    """The result, if no words are left."""
    return words.left_over() or result


def read_move(words: Words, look: Lookup) -> Orders | Fault:
    """`move UNIT HEX [stealth] [via HEX ...]`. Rule 4.1."""
    units = look.units(words)
    if isinstance(units, Fault):
        return units
    words.take(*FILLERS)
    target = look.hex(words, look.hex_of(units[0]))
    if isinstance(target, Fault):
        return target
    gait = "stealth" if words.take(*STEALTHY) else "march"
    via: list[HexId] = []
    if words.take("via"):
        way_points = _way_points(words, look)
        if isinstance(way_points, Fault):
            return way_points
        via = way_points
    if words.take(*STEALTHY):
        gait = "stealth"
    side = look.desk.side
    goers = _able(units, {unit for unit in units if look.hex_of(unit) != target})
    return _whole(words, Orders(tuple(Move(side, unit, target, gait, tuple(via)) for unit in goers)))


def _way_points(words: Words, look: Lookup) -> list[HexId] | Fault:
    found: list[HexId] = []
    while not found or (words.token and words.peek() not in STEALTHY):
        hex_ = look.hex(words)
        if isinstance(hex_, Fault):
            return hex_
        found.append(hex_)
    return found


def read_assault(words: Words, look: Lookup) -> Orders | Fault:
    """`assault UNIT ... HEX [press] [N min]`; of a formation those that can. Rule 7.1."""
    found = _attackers(words, look)
    if isinstance(found, Fault):
        return found
    units, target = found
    press, length = "attack", 0
    while words.token:
        if words.peek() in PRESSES:
            press = words.peek()
            words.at += 1
            continue
        number = words.number(*_MINUTES)
        if number is None:
            break
        length = number
    return _whole(words, Orders((Assault(look.desk.side, units, target, press, length),)))


def _attackers(words: Words, look: Lookup) -> tuple[tuple[UnitId, ...], HexId] | Fault:
    named: list[tuple[UnitId, ...]] = []
    while True:
        words.take(*FILLERS, "and")
        text = words.token.text if words.token else ""
        exact = look.exact_units(text) if text else None
        if exact is None and named:
            target = look.exact_hex(words, look.hex_of(named[0][0]) if named[0] else None)
            if isinstance(target, Fault):
                return target
            if target is not None:
                return _those_that_can(words, look, named, target)
            if not look.begun(text):
                target = look.hex(words)
                return target if isinstance(target, Fault) else _those_that_can(words, look, named, target)
        if exact is None and text.lower() not in IT and not look.begun(text) and look.exact_hex(words) is not None:
            words.at -= 1
            return words.fault("no-unit")
        units = look.units(words)
        if isinstance(units, Fault):
            return units
        named.append(units)


def _those_that_can(
    words: Words, look: Lookup, named: list[tuple[UnitId, ...]], target: HexId
) -> tuple[tuple[UnitId, ...], HexId] | Fault:
    """Units named singly as they are; of a formation those that can assault the target or support it."""
    able = {o.unit for o in look.desk.options().units if target in o.assaults or target in o.supports}
    units: list[UnitId] = []
    for group in named:
        units += [u for u in group if (len(group) == 1 or u in able) and u not in units]
    if not units:
        words.at -= 1
        return words.fault("none-eligible")
    for unit in (u for group in named for u in group if u not in units):
        # Machine guns beside the target fire without going in (rule 7.16); only the judge knows which.
        if look.desk.check(Assault(look.desk.side, (*units, unit), target)) is None:
            units.append(unit)
    return tuple(units), target


def read_bombard(words: Words, look: Lookup) -> Orders | Fault:
    """`bombard UNIT HEX [N rounds]`. Rule 6.1."""
    aimed = _unit_and_hex(words, look)
    if isinstance(aimed, Fault):
        return aimed
    rounds = words.number(*_ROUNDS) or 0
    return _whole(words, Orders((Bombard(look.desk.side, *aimed, rounds),)))


def _unit_and_hex(words: Words, look: Lookup) -> tuple[UnitId, HexId] | Fault:
    unit = look.unit(words)
    if isinstance(unit, Fault):
        return unit
    words.take(*FILLERS)
    target = look.hex(words, look.hex_of(unit))
    return target if isinstance(target, Fault) else (unit, target)


def _able(units: tuple[UnitId, ...], able: set[UnitId]) -> tuple[UnitId, ...]:
    """Of several units those that can; a single one, or several of which none can, stay for the refusal to explain."""
    return (tuple(unit for unit in units if unit in able) or units) if len(units) > 1 else units


def _those(look: Lookup, can: Callable[[UnitOptions], bool]) -> set[UnitId]:
    """The units whose options say so."""
    return {option.unit for option in look.desk.options().units if can(option)}


def _work(
    words: Words, look: Lookup, can: Callable[[UnitOptions], bool], order: Callable[[SideId, UnitId, int], Order]
) -> Orders | Fault:
    """Work of so many minutes, or of all that are left, for each of the units named that can do it."""
    units = look.units(words)
    if isinstance(units, Fault):
        return units
    words.take("for")
    length = words.number(*_MINUTES) or 0
    return _whole(words, Orders(tuple(order(look.desk.side, unit, length) for unit in _able(units, _those(look, can)))))


def _task(
    words: Words, look: Lookup, can: Callable[[UnitOptions], bool], order: Callable[[SideId, UnitId], Order]
) -> Orders | Fault:
    """The same for what takes the time that it takes."""
    units = look.units(words)
    if isinstance(units, Fault):
        return units
    return _whole(words, Orders(tuple(order(look.desk.side, unit) for unit in _able(units, _those(look, can)))))


def read_dig(words: Words, look: Lookup) -> Orders | Fault:
    """`dig UNIT [N min]`. Rule 10.1."""
    return _work(words, look, lambda o: o.may_dig, Dig)


def read_recover(words: Words, look: Lookup) -> Orders | Fault:
    """`recover UNIT [N min]`. Rule 7.56."""
    return _work(words, look, lambda o: o.may_recover, Recover)


def read_mend(words: Words, look: Lookup) -> Orders | Fault:
    """`mend UNIT`. Rule 10.5."""
    return _task(words, look, lambda o: o.may_mend, Mend)


def read_bridge(words: Words, look: Lookup) -> Orders | Fault:
    """`bridge UNIT [N min]`. Rule 10.9."""
    return _work(words, look, lambda o: o.may_bridge, Bridge)


def read_blow(words: Words, look: Lookup) -> Orders | Fault:
    """`blow UNIT`. Rule 10.12."""
    return _task(words, look, lambda o: o.may_blow, Blow)


def read_rest(words: Words, look: Lookup) -> Orders | Fault:
    """`rest UNIT`. Rule 13.2."""
    return _task(words, look, lambda o: o.may_rest, Rest)


def read_hold(words: Words, look: Lookup) -> Orders | Fault:
    """`hold UNIT`. Rule 3.4."""
    units = look.units(words)
    if isinstance(units, Fault):
        return units
    return _whole(words, Orders(tuple(Hold(look.desk.side, unit) for unit in units)))


def read_stance(words: Words, look: Lookup) -> Orders | Fault:
    """`stance UNIT STANCE`. Rule 7.6."""
    units = look.units(words)
    if isinstance(units, Fault):
        return units
    begun = [s for s in STANCES if words.peek() and s.startswith(words.peek().replace(" ", "-"))]
    if len(begun) != 1:
        return words.fault("bad-stance-word", candidates=tuple(begun) or STANCES)
    words.at += 1
    stance = STANCES.index(begun[0])
    return _whole(words, Orders(tuple(SetStance(look.desk.side, unit, stance) for unit in units)))


def read_wire(words: Words, look: Lookup) -> Orders | Fault:
    """`wire UNIT DIRECTION`. Rule 10.3."""
    unit = look.unit(words)
    if isinstance(unit, Fault):
        return unit
    text = words.peek()
    if text.upper() in DIRECTIONS:
        direction = DIRECTIONS.index(text.upper())
    elif text in DIRECTION_WORDS:
        direction = DIRECTION_WORDS.index(text)
    else:
        return words.fault("no-direction", candidates=DIRECTIONS)
    words.at += 1
    return _whole(words, Orders((LayWire(look.desk.side, unit, direction),)))


def read_flare(words: Words, look: Lookup) -> Orders | Fault:
    """`flare UNIT HEX`. Rule 8.5."""
    aimed = _unit_and_hex(words, look)
    return aimed if isinstance(aimed, Fault) else _whole(words, Orders((Flare(look.desk.side, *aimed),)))


def read_register(words: Words, look: Lookup) -> Orders | Fault:
    """`register UNIT HEX`. Rule 6.5."""
    aimed = _unit_and_hex(words, look)
    return aimed if isinstance(aimed, Fault) else _whole(words, Orders((Register(look.desk.side, *aimed),)))


def read_break_out(words: Words, look: Lookup) -> Orders | Fault:
    """`break-out UNIT ... to HEX`; of a formation those that are encircled. Rule 7.83."""
    units = look.units(words)
    if isinstance(units, Fault):
        return units
    words.take(*FILLERS)
    target = look.hex(words, look.hex_of(units[0]))
    if isinstance(target, Fault):
        return target
    able = _able(units, _those(look, lambda o: bool(o.breaks_out)))
    return _whole(words, Orders(tuple(BreakOut(look.desk.side, unit, target) for unit in able)))


def read_feign(words: Words, look: Lookup) -> Orders | Fault:
    """`feign UNIT HEX`. Rules 5.92 and 5.94."""
    aimed = _unit_and_hex(words, look)
    return aimed if isinstance(aimed, Fault) else _whole(words, Orders((Feign(look.desk.side, *aimed),)))


def read_break(words: Words, look: Lookup) -> Orders | Fault:
    """`break RESTRAINT`. Rule 14.3."""
    ids = tuple(r.id for r in look.desk.scenario.restraints if r.side == look.desk.side)
    chosen = _named(words, ids, "no-such-restraint")
    return chosen if isinstance(chosen, Fault) else _whole(words, Orders((BreakRestraint(look.desk.side, chosen),)))


def _named(words: Words, ids: tuple[str, ...], code: str) -> str | Fault:
    """One of some ids, by its name or an unambiguous beginning, stepped over."""
    text = words.peek()
    begun = [i for i in ids if i.lower() == text] or [i for i in ids if text and i.lower().startswith(text)]
    if len(begun) != 1:
        return words.fault(code, candidates=tuple(begun) or ids)
    words.at += 1
    return begun[0]


def read_decide(words: Words, look: Lookup) -> Orders | Fault:
    """`decide OPTION`, by its id or its number. Rule 15.3."""
    if not look.view.pending:
        if not words.token:
            return words.fault("nothing-to-decide")
        option = words.token.text
        words.at += 1
        return _whole(words, Orders((Decide(look.desk.side, option),)))
    ids = tuple(option.id for option in look.view.pending[0].offer.options)
    text = words.peek()
    if text.isdigit() and text not in ids and 1 <= int(text) <= len(ids):
        words.at += 1
        return _whole(words, Orders((Decide(look.desk.side, ids[int(text) - 1]),)))
    chosen = _named(words, ids, "no-such-option")
    return chosen if isinstance(chosen, Fault) else _whole(words, Orders((Decide(look.desk.side, chosen),)))


def read_end(words: Words, look: Lookup) -> Orders | Fault:
    """`end`. Rule 3.1."""
    words.take("turn", "phase")
    return _whole(words, Orders((EndPhase(look.desk.side),)))


ORDER_READERS: dict[str, Reader] = {
    "move": read_move,
    "assault": read_assault,
    "bombard": read_bombard,
    "dig": read_dig,
    "wire": read_wire,
    "mend": read_mend,
    "bridge": read_bridge,
    "blow": read_blow,
    "recover": read_recover,
    "rest": read_rest,
    "hold": read_hold,
    "stance": read_stance,
    "flare": read_flare,
    "register": read_register,
    "feign": read_feign,
    "break-out": read_break_out,
    "fly": read_fly,
    "haul": read_haul,
    "break": read_break,
    "decide": read_decide,
    "end": read_end,
}
"""Reader of each order, by its word in `game.model.orders.ORDER_WORDS`."""
