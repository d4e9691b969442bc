"""The menu of a hex: what the selected units can do there, each entry a line that could be typed."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.hexgrid import DIRECTIONS
from game.core.ids import HexId, UnitId
from game.language.grammar import format_order
from game.language.names import STANCE_WORDS, contact_name
from game.language.phrases import minutes
from game.model.orders import PRESSES, Assault
from game.model.sides import STORE_KINDS
from game.model.units import STANCES
from game.ui.popups import MenuItem
from game.ui.scenes.play_state import PlayState

MOST = 22
STEP, ALL = 10, 100
"""Hundredths by which a share of the lorries is raised, and all of them."""


def hex_menu(state: PlayState, hex_: HexId) -> tuple[MenuItem, ...]:
    """The entries for a hex: the unit sheet first, then orders, then questions."""
    return (*_who(state, hex_), *_orders(state, hex_), *_dump(state, hex_), *_questions(state, hex_))[:MOST]


def _dump(state: PlayState, hex_: HexId) -> Iterator[MenuItem]:
    """At a dump of one's own: what the lorries are to bring more of. Rule 11.12."""
    view = state.desk.view()
    if not any(state.desk.scenario.lines[number].hex == hex_ for number in view.stores):
        return
    yield MenuItem("What lies in the dumps", "supply")
    for kind, share in zip(STORE_KINDS, view.haul, strict=False):
        if share < ALL:
            wanted = min(ALL, share + STEP)
            yield MenuItem(f"Lorries bring more {kind}", f"haul {kind} {wanted}", f"{share} to {wanted}")


def _who(state: PlayState, hex_: HexId) -> Iterator[MenuItem]:
    view, units = state.desk.view(), state.desk.scenario.units
    stack = view.stacks.get(hex_, ())
    for own in stack:
        name = units[own.number].id
        yield MenuItem(f"{name}: {own.men} men, {own.minutes} min", f"ui select {name}")
    if len(stack) > 1:
        yield MenuItem("The whole stack", "ui stack", "Shift+A")
    for contact in view.contacts_at.get(hex_, ()):
        yield MenuItem(f"{contact_name(state.desk.scenario, contact)}", f"show #{contact.number}")


def _orders(state: PlayState, hex_: HexId) -> Iterator[MenuItem]:
    for unit in state.selected:
        if state.own(unit) is not None:
            yield from _unit_orders(state, unit, hex_)
    first = state.own(state.unit)
    if first is not None:
        formation = state.desk.scenario.units[first.number].formation
        yield MenuItem(f"Order to {formation}", f"ui mission {formation}", "Y")
    units = state.attackers(hex_)
    if units:
        yield MenuItem("Odds of an assault", f"ui target {_name(state, hex_)}", "O")
        for press in PRESSES:
            line = format_order(Assault(state.desk.side, units, hex_, press), state.desk.scenario)
            yield MenuItem(f"Assault: {press}", line, "A" if press == state.press else "")


def _unit_orders(state: PlayState, unit: UnitId, hex_: HexId) -> Iterator[MenuItem]:
    """What one selected unit can do at a hex; at its own hex what it can do where it stands."""
    options, name, spot = state.options(unit), state.desk.scenario.units[unit].id, _name(state, hex_)
    own = state.own(unit)
    only = unit == state.unit
    if options.moves >> hex_ & 1:
        cost = (state.keep(("reach", unit, "march", 1), lambda: state.desk.reach(unit, "march"))).get(hex_)
        yield MenuItem(f"{name} marches here", f"move {name} {spot}", minutes(cost) if cost is not None else "")
    if options.stealth >> hex_ & 1:
        cost = (state.keep(("reach", unit, "stealth", 1), lambda: state.desk.reach(unit, "stealth"))).get(hex_)
        yield MenuItem(f"{name} creeps here", f"move {name} {spot} stealth", minutes(cost) if cost is not None else "")
    if options.bombards >> hex_ & 1:
        yield MenuItem(f"{name} fires here", f"bombard {name} {spot}", "B")
    if hex_ in options.flares:
        yield MenuItem(f"{name} sends up a flare", f"flare {name} {spot}")
    if options.registers >> hex_ & 1:
        yield MenuItem(f"{name} registers this target", f"register {name} {spot}")
    if options.breaks_out >> hex_ & 1:
        yield MenuItem(f"{name} breaks out to here", f"break-out {name} {spot}")
    if options.feigns >> hex_ & 1:
        yield MenuItem(f"{name} feigns activity here", f"feign {name} {spot}")
    if own is None or own.hex != hex_ or not only:
        return
    if options.may_dig:
        yield MenuItem(f"{name} digs in", f"dig {name}", "D")
    if options.may_recover:
        yield MenuItem(f"{name} pulls out bogged vehicles", f"recover {name}")
    if options.may_mend:
        yield MenuItem(f"{name} mends the road", f"mend {name}")
    if options.may_bridge:
        yield MenuItem(f"{name} works on the bridge", f"bridge {name}")
    if options.may_blow:
        yield MenuItem(f"{name} blows the bridge", f"blow {name}")
    if options.may_rest:
        yield MenuItem(f"{name} rests", f"rest {name}", "Shift+R")
    yield MenuItem(f"{name} holds", f"hold {name}", "H")
    for number, word in enumerate(STANCES):
        if number != own.stance:
            yield MenuItem(f"When pressed: {STANCE_WORDS[number]}", f"stance {name} {word}")
    for direction in options.wire:
        yield MenuItem(f"Wire towards {DIRECTIONS[direction]}", f"wire {name} {DIRECTIONS[direction]}")


def _questions(state: PlayState, hex_: HexId) -> Iterator[MenuItem]:
    spot = _name(state, hex_)
    own = state.own(state.unit)
    if own is not None and own.hex != hex_:
        yield MenuItem("Way-point here", f"ui way {spot}", "Shift+click")
        yield MenuItem("Line of sight", f"ui los {spot}", "Ctrl+click")
        yield MenuItem("Distance", f"ui measure {spot}", "Alt+click")
    yield MenuItem("What the enemy could do here", f"threat {spot}")
    yield MenuItem("Describe", f"show {spot}", "I")
    yield MenuItem("Describe with its neighbours", f"look {spot}")


def _name(state: PlayState, hex_: HexId) -> str:
    return state.desk.scenario.board.grid.name(hex_)
