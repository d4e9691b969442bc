"""What the map shows: plain values, built from a side's desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId, UnitId
from game.engine import Desk, Route
from game.model.board import Board
from game.model.history import Front, Ghost
from game.model.view import View
from game.ui.geometry import Point

OVERLAYS: Final[Mapping[str, str]] = {
    "borders": "Border lines as each side claims them",
    "grid": "Hex grid",
    "coordinates": "Hex numbers",
    "ghost": "Where history had the troops and the front at this hour",
    "sight": "Ground that is not seen",
    "threat": "Danger from known enemies",
    "supply": "Supply of own units",
    "control": "Ground that each side commands",
    "enemy-reach": "What known enemies can reach within the hour",
    "legend": "Legend",
    "minimap": "The whole map in a corner",
    "no-counters": "The bare map",
}
"""Overlays by the word that turns them on, with their words for the menu."""
USUAL: Final = frozenset({"borders", "grid"})
"""Overlays that are on at the start."""


@frozen
class GhostMark:
    """Where a formation stood in history at an hour."""

    name: str
    side: SideId
    hex: HexId


@frozen
class Animation:
    """Something that moves or flashes at this moment, over the map as it stands.

    `units` are drawn at a point between hexes instead of in theirs: (unit, from, to, share of the way from 0 to 1).
    """

    units: tuple[tuple[UnitId, HexId, HexId, float], ...] = ()
    contacts: tuple[tuple[int, HexId, HexId, float], ...] = ()
    """Contacts on the move, by their number, in the same way."""
    flashes: tuple[tuple[HexId, str], ...] = ()
    """Hexes that flash: fire, assault, flare, control or loss."""


@frozen(kw_only=True, eq=False)
class MapModel:
    """Everything that the map shows but the camera."""

    board: Board
    view: View | None = None
    """None: the bare ground, as in the list of scenarios."""
    selected: HexId | None = None
    """The selected hex; that of the selected units, as a rule."""
    units: tuple[UnitId, ...] = ()
    """The selected units; the first is on top of its stack."""
    hover: HexId | None = None
    reach: Mapping[HexId, int] | None = None
    """Minutes by hex that the selected unit can reach."""
    reach_kind: str = "march"
    """march, stealth or fire (hexes that guns can hit)."""
    path: Route | None = None
    target: HexId | None = None
    overlays: frozenset[str] = USUAL
    ghosts: tuple[GhostMark, ...] = ()
    fronts: tuple[Front, ...] = ()
    """Lines of the front in history at this hour."""
    seen: int = 0
    """Bit set of the ground that is seen, for the overlay `sight`."""
    threats: Mapping[HexId, float] = field(factory=dict)
    """Chance that a hex falls to known enemies, for the overlay `threat`."""
    enemy_reach: Mapping[HexId, int] = field(factory=dict)
    """Minutes until known enemies could assault a hex."""
    animation: Animation | None = None


def map_model(
    desk: Desk,
    *,
    overlays: frozenset[str] = USUAL,
    selected: HexId | None = None,
    units: tuple[UnitId, ...] = (),
    hover: HexId | None = None,
    reach: Mapping[HexId, int] | None = None,
    reach_kind: str = "march",
    path: Route | None = None,
    target: HexId | None = None,
    animation: Animation | None = None,
) -> MapModel:
    """The map of a desk; the desk is asked only for what the overlays show.

    With the overlay `sight` and a hovered hex the ground seen from that hex is shown, else that seen by all units.
    """
    view = desk.view()
    seen = 0
    if "sight" in overlays:
        seen = desk.sees_from(hover) if hover is not None and hover not in view.stacks else view.in_sight
    return MapModel(
        board=desk.scenario.board,
        view=view,
        selected=selected,
        units=units,
        hover=hover,
        reach=reach,
        reach_kind=reach_kind,
        path=path,
        target=target,
        overlays=overlays,
        ghosts=ghosts_at(desk.scenario.history.ghosts, view.minute) if "ghost" in overlays else (),
        fronts=desk.scenario.history.fronts_at(view.minute) if "ghost" in overlays else (),
        seen=seen,
        threats=threats(desk) if "threat" in overlays else {},
        enemy_reach=enemy_reach(desk) if "enemy-reach" in overlays else {},
        animation=animation,
    )


def ghosts_at(ghosts: tuple[Ghost, ...], minute: int) -> tuple[GhostMark, ...]:
    """Where the formations of the record stood at a minute: at the last hex that it gives for them."""
    found = []
    for ghost in ghosts:
        past = [hex_ for when, hex_ in ghost.at if when <= minute and hex_ >= 0]
        if past:
            found.append(GhostMark(ghost.name, ghost.side, past[-1]))
    return tuple(found)


def threats(desk: Desk) -> dict[HexId, float]:
    """Chance that each hex with own units or an own objective falls to the worst plausible assault."""
    view = desk.view()
    wanted = set(view.stacks)
    wanted |= {p.hex for p, side in zip(desk.scenario.board.objectives, view.holder, strict=True) if side == desk.side}
    found = {}
    for hex_ in sorted(wanted):
        worst = desk.threat(hex_)
        if worst:
            found[hex_] = worst[0].win
    return found


def enemy_reach(desk: Desk) -> dict[HexId, int]:
    """Minutes until known enemies could assault each hex near them, as rule 7.9 reckons."""
    view, grid = desk.view(), desk.scenario.board.grid
    near = 0
    for contact in view.contacts:
        near |= grid.disk(contact.hex, 3)
    found = {}
    for hex_ in hexes_of(near):
        threat = desk.threat(hex_)
        if threat and not desk.scenario.board.terrain(hex_).is_water:
            found[hex_] = min(t.minutes for t in threat)
    return found


def between(start: Point, end: Point, share: float) -> Point:
    """The point at a share of the way from one point to another."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
