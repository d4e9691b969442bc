"""Completion: what may be typed next, from the legal options, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from game.core.hexgrid import DIRECTIONS, hexes_of
from game.core.ids import HexId, UnitId
from game.engine import Desk, UnitOptions
from game.language import complete_lists, complete_missions
from game.language.complete_air import squadrons_fly
from game.language.describe_hex import ground_words
from game.language.grammar_orders import STEALTHY
from game.language.lexicon import COMMANDS, matching
from game.language.lookup import Lookup, normal
from game.language.names import contact_name, hex_name, kind_words
from game.language.offers import Ask, Offer, hexes, spots
from game.language.parsed import Fault
from game.language.phrases import count, listing, men, minutes
from game.language.tokens import Words, tokens_of
from game.model.orders import PRESSES, Assault
from game.model.units import STANCES


@frozen
class Candidate:
    """One word that may stand at the cursor."""

    text: str
    """The word."""
    reason: str
    """Why one might want it, or what it costs."""
    line: str
    """The whole line with the word filled in, up to the cursor."""


def complete(text: str, cursor: int, desk: Desk, selected: UnitId | None = None) -> tuple[Candidate, ...]:
    """Words that may stand at the cursor, in order of use; empty if the line is complete or wrong before it."""
    before = text[:cursor]
    tokens = tokens_of(before)
    is_open = bool(tokens) and not before[-1].isspace()
    typed = tokens[-1].text if is_open else ""
    stem = before[: tokens[-1].start] if is_open else before
    done = tokens[:-1] if is_open else tokens
    if not done:
        offers = _commands(desk)
    else:
        commands = matching(done[0].text)
        if len(commands) != 1:
            return ()
        ask = Ask(desk, Lookup(desk, selected), desk.options(), done[1:], typed)
        offers = _ARGUMENTS.get(commands[0].word, _nothing)(ask)
    wanted, plain = typed.lower(), normal(typed) or "?"
    seen: dict[str, str] = {}
    for word, reason in offers:
        if word not in seen and _fits(word, wanted, plain):
            seen[word] = reason
    return tuple(Candidate(word, reason, stem + word) for word, reason in seen.items())


def _fits(word: str, wanted: str, plain: str) -> bool:
    return word.lower().startswith(wanted) or (len(wanted) > 1 and normal(word).startswith(plain))


def _nothing(ask: Ask) -> Iterator[Offer]:
    return iter(())


def _commands(desk: Desk) -> Iterator[Offer]:
    """Commands, those with something to do first."""
    options = desk.options()
    able = {
        "move": any(o.moves for o in options.units),
        "assault": any(o.assaults for o in options.units),
        "bombard": any(o.bombards for o in options.units),
        "dig": any(o.may_dig for o in options.units),
        "rest": any(o.may_rest for o in options.units),
        "mend": any(o.may_mend for o in options.units),
        "bridge": any(o.may_bridge for o in options.units),
        "blow": any(o.may_blow for o in options.units),
        "recover": any(o.may_recover for o in options.units),
        "wire": any(o.wire for o in options.units),
        "flare": any(o.flares for o in options.units),
        "register": any(o.registers for o in options.units),
        "break-out": any(o.breaks_out for o in options.units),
        "feign": any(o.feigns for o in options.units),
        "fly": bool(options.squadrons),
        "haul": bool(desk.view().haul),
        "break": bool(options.restraints),
        "decide": bool(options.decisions),
        "end": options.may_end,
        "hold": bool(options.units),
        "stance": bool(options.units),
    }
    if options.decisions:
        yield "decide", "a decision waits"
    for command in COMMANDS:
        if able.get(command.word, True):
            yield command.word, command.says


# Units -------------------------------------------------------------------------------------------------------------


def _units(ask: Ask, able: Callable[[UnitOptions], bool], *, groups: bool = True) -> Iterator[Offer]:
    """Units that can do it, then the formations that have several of them."""
    scenario, view = ask.desk.scenario, ask.look.view
    fit = [option.unit for option in ask.options.units if able(option)]
    for unit in fit:
        own, entry = view.unit_of[unit], scenario.units[unit]
        yield (
            entry.id,
            f"{kind_words(entry)}, {men(own.men)}, {minutes(own.minutes)} left, at "
            + hex_name(scenario.board, own.hex),
        )
    if groups:
        for name, units in view.units_in.items():
            number = sum(unit in fit for unit in units)
            if number > 1:
                yield name, f"{scenario.formations[name].name}: {count(number, 'unit')} can"


def _own_units(ask: Ask) -> Iterator[Offer]:
    scenario = ask.desk.scenario
    for own in ask.look.view.units:
        entry = scenario.units[own.number]
        yield entry.id, f"{kind_words(entry)}, {men(own.men)}"


def _beside(ask: Ask, hex_: HexId) -> str:
    """Contacts next to a hex, for a reason."""
    view = ask.look.view
    near = [
        contact_name(ask.desk.scenario, contact)
        for there in ask.desk.scenario.board.grid.adjacent[hex_]
        for contact in view.contacts_at.get(there, ())
    ]
    return f", next to {listing(near)}" if near else ""


def _goals(ask: Ask, units: tuple[UnitId, ...], gait: str) -> dict[HexId, str]:
    """Hexes that all of some units can reach, with the minutes of the slowest."""
    board = ask.desk.scenario.board
    reaches = [ask.desk.reach(unit, gait) for unit in units]
    common = set.intersection(*(set(reach) for reach in reaches))
    spent = {hex_: max(reach[hex_] for reach in reaches) for hex_ in common}
    ordered = sorted(spent.items(), key=lambda item: (item[1], item[0]))
    return {h: f"{ground_words(board, h)}, {minutes(time)}{_beside(ask, h)}" for h, time in ordered}


# Arguments by command ----------------------------------------------------------------------------------------------


def _move(ask: Ask) -> Iterator[Offer]:
    if not ask.words:
        yield from _units(ask, lambda option: bool(option.moves or option.stealth))
        return
    units = ask.units_at(0)
    options = [option for unit in units if (option := ask.by_unit.get(unit)) is not None]
    if not options or len(options) < len(units):
        return
    if len(ask.words) == 1:
        goals = _goals(ask, units, "march")
        free = {h: reason for h, reason in goals.items() if all(option.moves >> h & 1 for option in options)}
        yield from hexes(ask, free)
    elif len(ask.words) == 2:
        words = Words("", ask.words, "", at=1)
        target = ask.look.hex(words, ask.look.hex_of(units[0]))
        if not isinstance(target, Fault) and all(option.stealth >> target & 1 for option in options):
            yield "stealth", "creeps, slowly and unseen"


def _attackers(ask: Ask, able: Callable[[UnitOptions], bool]) -> Iterator[Offer]:
    """Units, then the hexes that those named can assault, then how hard."""
    groups = [units for position in range(len(ask.words)) if (units := ask.units_at(position))]
    if len(groups) == len(ask.words):
        yield from _targets(ask, groups)
        yield from _units(ask, able, groups=not groups)
        return
    said = [token.text.lower() for token in ask.words[len(groups) + 1 :]]
    if not any(press in said for press in PRESSES) and not any(word[0].isdigit() for word in said):
        yield "probe", "half the losses of an attack for both, and no advance"
        yield "attack", "the usual"
        yield "storm", "pressed home with the bayonet, at a higher price for both"


def _targets(ask: Ask, groups: list[tuple[UnitId, ...]]) -> Iterator[Offer]:
    """Hexes that the units named so far can assault together; of a formation those that can."""
    near = {
        unit: {*option.assaults, *option.supports}
        for units in groups
        for unit in units
        if (option := ask.by_unit.get(unit)) is not None
    }
    costs = {}
    for hex_ in sorted({hex_ for mine in near.values() for hex_ in mine}):
        chosen = tuple(u for units in groups for u in units if len(units) == 1 or hex_ in near.get(u, ()))
        if ask.desk.check(Assault(ask.desk.side, chosen, hex_)) is None:
            there = [contact_name(ask.desk.scenario, c) for c in ask.look.view.contacts_at.get(hex_, ())]
            costs[hex_] = listing(there) or "the enemy"
    yield from hexes(ask, costs)


def _assault(ask: Ask) -> Iterator[Offer]:
    named = [unit for position in range(len(ask.words)) for unit in ask.units_at(position)]
    if not named:
        yield from _attackers(ask, lambda option: bool(option.assaults))
        return
    mine = [option for unit in named if (option := ask.by_unit.get(unit)) is not None]
    wanted = sorted({hex_ for option in mine for hex_ in (*option.assaults, *option.supports)})

    def joins(option: UnitOptions) -> bool:
        with_it = (*named, option.unit)
        return option.unit not in named and any(
            ask.desk.check(Assault(ask.desk.side, with_it, hex_)) is None for hex_ in wanted
        )

    yield from _attackers(ask, joins)


def _aimed(ask: Ask, masks: Callable[[UnitOptions], int]) -> Iterator[Offer]:
    """A unit, then a hex out of a bit set of its options."""
    if not ask.words:
        yield from _units(ask, lambda option: bool(masks(option)), groups=False)
        return
    unit = ask.unit_at(0)
    option = ask.by_unit.get(unit) if unit is not None else None
    if option is None or len(ask.words) > 1:
        return
    board, view = ask.desk.scenario.board, ask.look.view
    found = hexes_of(masks(option))
    found.sort(key=lambda h: (h not in view.contacts_at, h))
    costs = {}
    for hex_ in found:
        there = [contact_name(ask.desk.scenario, contact) for contact in view.contacts_at.get(hex_, ())]
        costs[hex_] = (f"{listing(there)}, " if there else "") + ground_words(board, hex_)
    yield from hexes(ask, costs)


def _bombard(ask: Ask) -> Iterator[Offer]:
    return _aimed(ask, lambda option: option.bombards)


def _register(ask: Ask) -> Iterator[Offer]:
    return _aimed(ask, lambda option: option.registers)


def _flare(ask: Ask) -> Iterator[Offer]:
    return _aimed(ask, lambda option: sum(1 << hex_ for hex_ in option.flares))


def _feign(ask: Ask) -> Iterator[Offer]:
    return _aimed(ask, lambda option: option.feigns)


def _break_out(ask: Ask) -> Iterator[Offer]:
    return _aimed(ask, lambda option: option.breaks_out)


def _dig(ask: Ask) -> Iterator[Offer]:
    return _units(ask, lambda option: option.may_dig) if not ask.words else iter(())


def _mend(ask: Ask) -> Iterator[Offer]:
    return _units(ask, lambda option: option.may_mend) if not ask.words else iter(())


def _bridge(ask: Ask) -> Iterator[Offer]:
    return _units(ask, lambda option: option.may_bridge) if not ask.words else iter(())


def _blow(ask: Ask) -> Iterator[Offer]:
    return _units(ask, lambda option: option.may_blow) if not ask.words else iter(())


def _recover(ask: Ask) -> Iterator[Offer]:
    return _units(ask, lambda option: option.may_recover) if not ask.words else iter(())


def _rest(ask: Ask) -> Iterator[Offer]:
    return _units(ask, lambda option: option.may_rest) if not ask.words else iter(())


def _hold(ask: Ask) -> Iterator[Offer]:
    return _units(ask, lambda option: not ask.look.view.unit_of[option.unit].held) if not ask.words else iter(())


def _stance(ask: Ask) -> Iterator[Offer]:
    if not ask.words:
        yield from _units(ask, lambda option: True)
    elif len(ask.words) == 1 and (unit := ask.unit_at(0)) is not None and unit in ask.look.view.unit_of:
        now = ask.look.view.unit_of[unit].stance
        yield from ((word, "when pressed") for number, word in enumerate(STANCES) if number != now)


def _wire(ask: Ask) -> Iterator[Offer]:
    if not ask.words:
        yield from _units(ask, lambda option: bool(option.wire), groups=False)
    elif len(ask.words) == 1 and (unit := ask.unit_at(0)) is not None and unit in ask.by_unit:
        for direction in ask.by_unit[unit].wire:
            other = ask.desk.scenario.board.grid.neighbours[ask.look.hex_of(unit)][direction]
            yield DIRECTIONS[direction], f"towards {hex_name(ask.desk.scenario.board, other)}"


def _break(ask: Ask) -> Iterator[Offer]:
    if not ask.words:
        for index in ask.options.restraints:
            entry = ask.desk.scenario.restraints[index]
            yield entry.id, entry.text


def _decide(ask: Ask) -> Iterator[Offer]:
    if not ask.words and ask.options.decisions:
        for option in ask.options.decisions[0].offer.options:
            yield option.id, option.text


def _show(ask: Ask) -> Iterator[Offer]:
    if not ask.words:
        yield from _own_units(ask)
        yield from spots(ask)
        yield from ((name, f.name) for name, f in ask.desk.scenario.formations.items())


def _why(ask: Ask) -> Iterator[Offer]:
    return _reach(ask) if ask.words else _own_units(ask)


def _reach(ask: Ask) -> Iterator[Offer]:
    if not ask.words:
        yield from _units(ask, lambda option: bool(option.moves or option.stealth), groups=False)
    elif len(ask.words) == 1 and (unit := ask.unit_at(0)) in ask.by_unit and unit is not None:
        yield STEALTHY[0], "by stealth"
        yield from hexes(ask, _goals(ask, (unit,), "march"))


def _help(ask: Ask) -> Iterator[Offer]:
    return ((command.word, command.says) for command in COMMANDS) if not ask.words else iter(())


def _note(ask: Ask) -> Iterator[Offer]:
    notes = ask.desk.scenario.notes
    return ((notes[i].id, notes[i].title) for i in ask.look.view.notes) if not ask.words else iter(())


_ARGUMENTS: dict[str, Callable[[Ask], Iterator[Offer]]] = {
    "move": _move,
    "assault": _assault,
    "odds": _assault,
    "bombard": _bombard,
    "fire": _bombard,
    "dig": _dig,
    "mend": _mend,
    "bridge": _bridge,
    "blow": _blow,
    "recover": _recover,
    "rest": _rest,
    "hold": _hold,
    "stance": _stance,
    "wire": _wire,
    "flare": _flare,
    "register": _register,
    "feign": _feign,
    "break-out": _break_out,
    "fly": lambda ask: squadrons_fly(ask.desk, ask.options, ask.words),
    "air": lambda ask: squadrons_fly(ask.desk, ask.options, ask.words),
    "units": complete_lists.formations,
    "contacts": complete_lists.near,
    "haul": complete_lists.haul,
    "break": _break,
    "decide": _decide,
    "show": _show,
    "look": spots,
    "map": spots,
    "threat": spots,
    "los": spots,
    "why": _why,
    "source": complete_lists.sources,
    "reach": _reach,
    "help": _help,
    "note": _note,
    "order": complete_missions.order,
    "cancel": complete_missions.cancel,
    "carry": complete_missions.carry,
}
"""What may follow each command."""
