"""What the map says of a hex under the pointer."""

from __future__ import annotations

from game.core.ids import HexId
from game.language.describe_hex import features, ground_words, who_words
from game.language.names import hex_name, side_name
from game.language.phrases import listing, sentence
from game.model.board import STREAMS, Board
from game.ui.map_model import MapModel
from game.ui.map_ways import border_hexes


def hex_tip(model: MapModel, hex_: HexId) -> str:
    """A hex in a few lines: number and names, ground, what runs here, who stands here, who claims the line."""
    board = model.board
    lines = [f"{_title(board, hex_)}: {ground_words(board, hex_)}"]
    runs = [*features(board, hex_), *_rivers(board, hex_)]
    if runs:
        lines.append(sentence(listing(runs)))
    if model.view is not None:
        for index, place in enumerate(board.objectives):
            if place.hex == hex_:
                holder = side_name(model.view.scenario, model.view.holder[index])
                state = f"contested; held last by {holder}" if model.view.contested[index] else f"held by {holder}"
                lines.append(sentence(f"objective, {state}"))
        lines += [sentence(words) for words in who_words(model.view, hex_)]
    if "borders" in model.overlays:
        lines += _borders(model, hex_)
    if model.reach and hex_ in model.reach:
        lines.append(f"{model.reach[hex_]} minutes for the selected unit.")
    for ghost in model.ghosts:
        if ghost.hex == hex_:
            lines.append(f"In history at this hour: {ghost.name}.")
    return "\n".join(lines)


def _title(board: Board, hex_: HexId) -> str:
    place = board.place_at.get(hex_) or next((p for p in board.places if hex_ in p.hexes), None)
    native = f" · {' · '.join(place.native)}" if place and place.native else ""
    return hex_name(board, hex_) + native


def _rivers(board: Board, hex_: HexId) -> list[str]:
    found = []
    for river in board.rivers:
        if river.kind not in STREAMS and hex_ in river.hexes:
            found.append(" · ".join((river.name, *river.native)))
    return found


def _borders(model: MapModel, hex_: HexId) -> list[str]:
    lines = []
    for border in model.board.borders:
        if hex_ in border_hexes(model.board, border):
            who = ""
            if model.view is not None:
                sides = model.view.scenario.side_by_id
                names = [side_name(model.view.scenario, sides[s]) for s in border.claimed_by if s in sides]
                who = f", claimed by {listing(names)}" if names else ""
            lines.append(sentence(f"{border.name}{who}"))
    return lines
