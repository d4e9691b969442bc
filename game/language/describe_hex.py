"""Hexes in sentences: ground, height, what runs through them, who stands there, what lies around."""

from __future__ import annotations

from game.core.hexgrid import DIRECTIONS
from game.core.ids import HexId
from game.language.describe_unit import contact_line, unit_line
from game.language.names import contact_name, hex_at, hex_name, short_place, side_name, unit_names
from game.language.phrases import DIRECTION_WORDS, listing, sentence
from game.language.words_bridges import bridge_line
from game.language.words_vehicles import hull_words
from game.model.board import STREAMS, Board
from game.model.scenario import hexside
from game.model.view import View

_STEEP = 0.05
"""Rise by hex width from which the words speak of steepness, as rule 7.23 does."""


def ground_words(board: Board, hex_: HexId) -> str:
    """Kind of ground and height: "hill, 149 m"."""
    terrain = board.terrain(hex_)
    return f"{terrain.name[:1].lower()}{terrain.name[1:]}, {board.elevation[hex_]} m"


def features(board: Board, hex_: HexId) -> list[str]:
    """What runs through a hex or stands in it: roads, streams, ferries."""
    found = [_called({"rail": "railway"}.get(r.kind, r.kind), r.name) for r in board.roads if hex_ in r.hexes]
    found += [_called("stream", river.name) for river in board.rivers if river.kind in STREAMS and hex_ in river.hexes]
    found += [_called("bridge", board.bridges[number].name) for number in board.bridges_at.get(hex_, ())]
    found += [_called("ford", ford.name) for ford in board.fords if hex_ in ford.ends]
    found += [_called("ferry", ferry.name) for ferry in board.ferries if hex_ in ferry.ends]
    return found


def _called(kind: str, name: str) -> str:
    """A thing with its kind, unless the name says it already."""
    return name if kind in name.lower() else f"{kind} {name}".strip()


def soil(board: Board, hex_: HexId) -> list[str]:
    """Names of the regions a hex belongs to."""
    return [region.name for region in board.regions.values() if hex_ in region.hexes]


def hex_lines(view: View, hex_: HexId) -> tuple[str, ...]:
    """A hex in full: ground, features, place, works known, light, who is there."""
    board = view.scenario.board
    lines = [sentence(f"{hex_at(board, hex_)}: {ground_words(board, hex_)}")]
    place = board.place_at.get(hex_)
    if place and place.native:
        article = "an" if place.kind[:1] in "aeiou" else "a"
        lines.append(sentence(f"{short_place(place)}, {article} {place.kind}, is also called {listing(place.native)}"))
    runs = features(board, hex_)
    if runs:
        lines.append(sentence(f"here: {listing(runs)}"))
    if regions := soil(board, hex_):
        lines.append(sentence(f"it belongs to: {'; '.join(regions)}"))
    for index, objective in enumerate(board.objectives):
        if objective.hex == hex_:
            lines.append(sentence(f"objective, held by {side_name(view.scenario, view.control[index])}"))
    lines += _works(view, hex_)
    lines += [unit_line(view, own) for own in view.stacks.get(hex_, ())]
    lines += [contact_line(view, contact) for contact in view.contacts_at.get(hex_, ())]
    if hex_ not in view.stacks:
        seen = "your units see it now" if view.in_sight >> hex_ & 1 else "none of your units sees it now"
        empty = "" if hex_ in view.contacts_at else "nobody is known to be here; "
        lines.append(sentence(f"{empty}{seen}"))
    return tuple(lines)


def _works(view: View, hex_: HexId) -> list[str]:
    lines = []
    wired = [direction for direction in range(6) if hexside(view.scenario.board, hex_, direction) in view.wire]
    if wired:
        lines.append(
            sentence(
                f"wire on the {listing(DIRECTION_WORDS[d] for d in wired)} {'side' if len(wired) == 1 else 'sides'}"
            )
        )
    lines += [sentence(bridge_line(view, number)) for number in view.scenario.board.bridges_at.get(hex_, ())]
    if view.mended >> hex_ & 1:
        lines.append("The road is mended.")
    for left in view.derelicts:
        if left.hex == hex_:
            unit = view.scenario.units[left.unit]
            lines.append(sentence(f"left bogged here: {hull_words(unit, left.vehicles)} of {unit.id}"))
    if hex_ in view.lit:
        lines.append("A flare lights it.")
    if view.registered >> hex_ & 1:
        lines.append("Your guns have it registered.")
    return lines


def who_words(view: View, hex_: HexId) -> list[str]:
    """Who is known to stand in a hex, briefly."""
    found = []
    if stack := view.stacks.get(hex_):
        found.append(f"your {unit_names(view.scenario, (own.number for own in stack))}")
    for contact in view.contacts_at.get(hex_, ()):
        old = "" if contact.in_sight else " as seen before"
        found.append(f"{contact_name(view.scenario, contact)}{old}")
    return found


def neighbour_line(view: View, hex_: HexId, direction: int) -> str:
    """One neighbour of a hex: direction, name, ground, rise, what lies between, who is there."""
    board = view.scenario.board
    other = board.grid.neighbours[hex_][direction]
    if other < 0:
        return f"{DIRECTIONS[direction]}: the edge of the map."
    said = [f"{hex_name(board, other)}, {ground_words(board, other)}"]
    rise = board.elevation[other] - board.elevation[hex_]
    if abs(rise) > _STEEP * board.hex_m:
        said.append(f"a steep {'climb' if rise > 0 else 'drop'} of {abs(rise)} m")
    elif rise:
        said.append(f"{abs(rise)} m {'higher' if rise > 0 else 'lower'}")
    if link := board.road_links.get((hex_, other)):
        said.append(f"by {link}")
    if hexside(board, hex_, direction) in view.wire:
        said.append("wire between")
    if board.streams >> other & 1:
        said.append("stream")
    for index, objective in enumerate(board.objectives):
        if objective.hex == other:
            said.append(f"held by {side_name(view.scenario, view.control[index])}")
    return sentence(f"{DIRECTIONS[direction]}: {', '.join(said + who_words(view, other))}")


def look_lines(view: View, hex_: HexId) -> tuple[str, ...]:
    """A hex and its six neighbours, clockwise from north-east."""
    return (*hex_lines(view, hex_), *(neighbour_line(view, hex_, direction) for direction in range(6)))
