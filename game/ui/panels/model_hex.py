"""Values for the hex panel."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.core.hexgrid import DIRECTIONS
from game.core.ids import HexId
from game.engine import Desk
from game.language.describe_hex import features, soil
from game.language.names import hex_at, short_place, side_name
from game.language.phrases import DIRECTION_WORDS, decimal, kilometres, listing, minutes, percent
from game.language.words_bridges import bridge_line
from game.model.board import Board, Place
from game.model.scenario import hexside
from game.model.view import View
from game.ui.panels.model_parts import TIMES, Fact, asks
from game.ui.panels.model_unit import StackPanel, stack_panel


@frozen
class Neighbour:
    """One side of the hex rose: what lies there and how much higher, in metres; `glyph` names the ground's colours."""

    direction: int
    name: str
    glyph: str
    rise: int
    wire: bool = False
    road: str = ""
    action: str = ""
    tooltip: str = ""


@frozen(kw_only=True)
class HexPanel:
    """A hex with its ground, its neighbours and who is there."""

    name: str
    """CCRR."""
    title: str
    """The place, or where the hex lies against one."""
    native: tuple[str, ...] = ()
    glyph: str
    ground: str
    elevation: int
    factors: tuple[Fact, ...]
    """What the ground does to a fight and a march."""
    facts: tuple[Fact, ...]
    regions: tuple[str, ...]
    """Short names of the regions it belongs to."""
    neighbours: tuple[Neighbour, ...]
    stack: StackPanel


def hex_panel(desk: Desk, hex_: HexId, reach: Mapping[HexId, int] | None = None) -> HexPanel:
    """Everything a side knows of a hex.

    Args:
        reach: minutes by hex of the selected unit, for the row that tells how long it takes to come here.
    """
    view, board = desk.view(), desk.scenario.board
    place = board.place_at.get(hex_) or next((p for p in board.places if hex_ in p.hexes), None)
    title = short_place(place) if place else hex_at(board, hex_).partition(", ")[2]
    return HexPanel(
        name=board.grid.name(hex_),
        title=title,
        native=place.native if place else (),
        glyph=board.terrain(hex_).glyph,
        ground=board.terrain(hex_).name,
        elevation=board.elevation[hex_],
        factors=_factors(board, hex_),
        facts=(*_lie(board, hex_, place), *_state(desk, view, hex_, reach)),
        regions=tuple(name.partition(":")[0].partition(",")[0] for name in soil(board, hex_)),
        neighbours=tuple(_neighbour(view, hex_, direction) for direction in range(6)),
        stack=stack_panel(desk, hex_),
    )


def _factors(board: Board, hex_: HexId) -> tuple[Fact, ...]:
    ground = board.terrain(hex_)
    rows = (
        ("defence", ground.defence, "Factor on the defender's power. Rule 7.2."),
        ("infantry", ground.infantry, "Factor on the worth of rifles and machine guns. Rule 7.2."),
        ("guns", ground.guns, "Factor on the worth of guns. Rule 7.2."),
        ("tanks", ground.tanks, "Factor on the worth of vehicles. Rule 7.2."),
        ("losses", ground.losses, "Factor on the losses of both sides. Rule 7.3."),
        ("going", ground.going, "Share of the full speed. Rule 4.1."),
        ("cover", ground.concealment, "Share by which the range of sight to a unit here falls. Rule 5.2."),
    )
    return tuple(
        Fact(
            name,
            percent(value) if name == "cover" else f"{TIMES}{decimal(value)}",
            words,
            source=f"terrains.{ground.id}.{'concealment' if name == 'cover' else name}",
        )
        for name, value, words in rows
    )


def _lie(board: Board, hex_: HexId, place: Place | None) -> list[Fact]:
    """Where the hex lies: place with its error, coordinates, soil, what runs through."""
    latitude, longitude = board.reference.position(board.grid, hex_)
    facts = []
    if place and place.latitude is not None and place.longitude is not None:
        recorded = f"{place.latitude:.4f} N {place.longitude:.4f} E ±{kilometres(place.error_km * 1000)}"
        tip = f"Where the sources put {short_place(place)}, and how far off it may be."
        path = f"places.{place.id}"
        facts.append(Fact("recorded", recorded, tip, asks(path), source=path))
    facts.append(Fact("centre", f"{latitude:.4f} N {longitude:.4f} E", "Centre of the hex."))
    if runs := features(board, hex_):
        facts.append(Fact("here", listing(runs)))
    closed = sorted(board.terrain(hex_).closed)
    if closed:
        facts.append(Fact("closed to", ", ".join(closed), "Kinds of movement that may not enter. Rule 4.1."))
    return facts


_BRIDGE_TIP = "What stands there as far as we know, what it bears and who built it. Rules 4.13 and 10.14."


def _state(desk: Desk, view: View, hex_: HexId, reach: Mapping[HexId, int] | None) -> list[Fact]:
    """What is known of it now: holder, wire, flares, sight, minutes."""
    board, facts = view.scenario.board, []
    for number in board.bridges_at.get(hex_, ()):
        site = board.bridges[number]
        facts.append(Fact("bridge", bridge_line(view, number), _BRIDGE_TIP, source=f"bridges.{site.id}"))
    for index, objective in enumerate(board.objectives):
        if objective.hex == hex_:
            facts.append(Fact("held by", side_name(view.scenario, view.control[index]), "Rule 16.3.", short=True))
    wired = [direction for direction in range(6) if hexside(board, hex_, direction) in view.wire]
    if wired:
        facts.append(Fact("wire", listing(DIRECTION_WORDS[d] for d in wired), "Rules 4.5 and 8.6.", short=True))
    if view.registered >> hex_ & 1:
        facts.append(Fact("guns", "registered", "Your guns can fire at it unseen. Rule 6.5."))
    if hex_ in view.lit:
        left = view.lit[hex_] - view.minute
        facts.append(Fact("flare", f"lit for {minutes(left)}" if left > 0 else "lit", "Rule 8.5."))
    seen = view.in_sight >> hex_ & 1
    facts.append(Fact("seen", "by your units now" if seen else [("by none of your units", "warning")], "Rule 5.1."))
    sees = f"{desk.sees_from(hex_).bit_count()} hexes from here"
    facts.append(Fact("sees", sees, "In this light and weather. Rule 5.2."))
    if reach is not None:
        there = f"{reach[hex_]} minutes" if hex_ in reach else "not within its minutes"
        facts.append(Fact("march", there, "For the selected unit. Rule 4.1."))
    return facts


def _neighbour(view: View, hex_: HexId, direction: int) -> Neighbour:
    board = view.scenario.board
    other = board.grid.neighbours[hex_][direction]
    if other < 0:
        return Neighbour(direction, "", "", 0, tooltip=f"{DIRECTIONS[direction]}: the edge of the map")
    name = board.grid.name(other)
    rise = board.elevation[other] - board.elevation[hex_]
    level = f"{abs(rise)} m {'higher' if rise > 0 else 'lower'}" if rise else "level"
    ground = board.terrain(other)
    return Neighbour(
        direction,
        name,
        ground.glyph,
        rise,
        wire=hexside(board, hex_, direction) in view.wire,
        road=board.road_links.get((hex_, other), ""),
        action=f"hex {name}",
        tooltip=f"{DIRECTIONS[direction]} {name}: {ground.name.lower()}, {level}",
    )
