"""What things are called on paper and aloud: hexes by number and landmark, units by short id, contacts by number."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.ids import HexId, SideId, UnitId
from game.language.phrases import WINDS, kilometres, listing
from game.model.board import Board, Place
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.model.units import Unit
from game.model.view import Contact, View

SYMBOL_WORDS = {
    "infantry": "infantry",
    "mg": "machine guns",
    "guns": "guns",
    "at": "anti-tank guns",
    "infantry-gun": "infantry guns",
    "mortar": "mortars",
    "aa": "anti-aircraft guns",
    "tank": "tanks",
    "cavalry": "cavalry",
    "engineer": "engineers",
    "hq": "headquarters",
    "garrison": "garrison",
    "recon": "scouts",
    "border": "border guards",
}
"""Words for the symbols of `game.model.units.SYMBOLS`."""
STANCE_WORDS = ("storm", "attack", "hold", "hold to the last man", "give ground")
"""Stances in words, by number."""
_FAR_M = 400.0
"""Beyond this a landmark is named with its direction rather than as the hex itself."""


def unit_name(scenario: Scenario, unit: UnitId) -> str:
    """The short id by which a player types a unit, such as "1/75"."""
    return scenario.units[unit].id


def unit_names(scenario: Scenario, units: Iterable[UnitId]) -> str:
    """Short ids in a row: "1/75, 2/75 and mg1/75"."""
    return listing(unit_name(scenario, unit) for unit in units)


def full_name(scenario: Scenario, unit: UnitId) -> str:
    """A unit's id, names and formation, for its heading."""
    entry = scenario.units[unit]
    formation = scenario.formations.get(entry.formation)
    above = f", {formation.name}" if formation and formation.name not in entry.name else ""
    native = f" ({entry.native})" if entry.native else ""
    return f"{entry.id}: {entry.name}{native}{above}"


def kind_words(unit: Unit) -> str:
    """What a unit is: "rifle company", "mountain battery"."""
    return unit.kind.name[:1].lower() + unit.kind.name[1:] if unit.kind.name[1:2].islower() else unit.kind.name


def hex_name(board: Board, hex_: HexId) -> str:
    """A hex by number, with the place that is labelled there: "1422 (Changkufeng)"."""
    if hex_ < 0:
        return "off the map"
    place = board.place_at.get(hex_) or _place_over(board, hex_)
    return f"{board.grid.name(hex_)} ({short_place(place)})" if place else board.grid.name(hex_)


def short_place(place: Place) -> str:
    """Name of a place without what its file adds in brackets."""
    return place.name.split(" (")[0]


def _place_over(board: Board, hex_: HexId) -> Place | None:
    return next((place for place in board.places if hex_ in place.hexes), None)


def hex_names(board: Board, hexes: Iterable[HexId]) -> str:
    """Hexes in a row, by number and place."""
    return listing(hex_name(board, hex_) for hex_ in hexes)


def landmark(board: Board, hex_: HexId) -> str:
    """Where a hex lies against the nearest named place: "1.5 km south of Changkufeng"; empty without places."""
    if not board.places:
        return ""
    place = min(board.places, key=lambda p: (board.grid.distance(p.hex, hex_), p.id))
    east, north, metres = offset(board, place.hex, hex_)
    if metres < _FAR_M or hex_ in place.hexes:
        return f"at {short_place(place)}"
    return f"{kilometres(metres)} {wind(east, north)} of {short_place(place)}"


def hex_at(board: Board, hex_: HexId) -> str:
    """A hex with its landmark, for one who must find it without looking: "1424, 1 km south of Bezymyannaya"."""
    if hex_ in board.place_at or _place_over(board, hex_):
        return hex_name(board, hex_)
    near = landmark(board, hex_)
    return f"{board.grid.name(hex_)}, {near}" if near else board.grid.name(hex_)


def offset(board: Board, start: HexId, end: HexId) -> tuple[float, float, float]:
    """Metres east, metres north and metres in all from one hex centre to another."""
    x0, y0 = board.reference.offset_km(board.grid, start)
    x1, y1 = board.reference.offset_km(board.grid, end)
    east, north = (x1 - x0) * 1000.0, (y1 - y0) * 1000.0
    return east, north, (east * east + north * north) ** 0.5


def wind(east: float, north: float) -> str:
    """Point of the compass of an offset, in words."""
    edges = ((0.1989, 0), (0.6682, 1), (1.4966, 2), (5.0273, 3))  # tangents of 11.25, 33.75, 56.25, 78.75 degrees
    slope = abs(east) / abs(north) if north else 99.0
    step = next((index for edge, index in edges if slope < edge), 4)
    if north >= 0:
        return WINDS[step if east >= 0 else (16 - step) % 16]
    return WINDS[8 - step if east >= 0 else 8 + step]


def side_name(scenario: Scenario, side: int) -> str:
    """Name of a side as it stands in a sentence: "Japan", "the USSR"; "nobody" for -1, "both sides" if contested."""
    if side == CONTESTED:
        return "both sides"
    if side < 0:
        return "nobody"
    name = scenario.sides[side].name
    return f"the {name}" if name.isupper() else name


def contact_name(scenario: Scenario, contact: Contact) -> str:
    """A contact by number and, once identified, by the unit's id: "contact 3", "contact 3 (2/118)"."""
    known = f" ({unit_name(scenario, contact.unit)})" if contact.unit is not None else ""
    return f"contact {contact.number}{known}"


def contact_kind(contact: Contact) -> str:
    """What a contact is taken for: "infantry company", "tanks", "guns"."""
    words = SYMBOL_WORDS.get(contact.symbol, contact.symbol)
    return f"{words} {contact.echelon}" if contact.echelon and words in ("infantry", "cavalry") else words


def contact_of(view: View, number: int) -> Contact | None:
    """The contact with a number, or None."""
    return next((contact for contact in view.contacts if contact.number == number), None)


def own(view: View, unit: UnitId) -> bool:
    """Whether a unit belongs to the side of a view."""
    return view.scenario.units[unit].side == view.side


def us(scenario: Scenario, side: SideId, audience: SideId | None) -> str:
    """A side as the audience speaks of it: "we", or its name."""
    return "we" if side == audience else side_name(scenario, side)
