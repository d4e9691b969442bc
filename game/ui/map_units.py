"""Stacks and contacts on the map, and those on the move."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, Generic, TypeVar

from game.core.ids import HexId, UnitId
from game.model.view import Contact, OwnUnit, View
from game.ui.colours import Colour, rgb
from game.ui.counters import Counter, counter_size, stack_images
from game.ui.draw import Command, Fill, Image, Outline, TextLine
from game.ui.geometry import Point, Rect
from game.ui.map_camera import Sheet, centres
from game.ui.map_counters import age_words, contact_counter, own_counter
from game.ui.map_model import MapModel, between
from game.ui.text import Font, Run
from game.ui.theme import Theme

T = TypeVar("T")
_BADGE_FROM, _AGE_FROM = 11.0, 14.0
_PILL, _PILL_INK = rgb("#1A1712"), rgb("#F3EAD2")


class LastFew(Generic[T]):
    """What was made of the last few views, by their identity, since a view is too large to be compared."""

    def __init__(self, make: Callable[[View], T], most: int = 4) -> None:
        self._make = make
        self._most = most
        self._kept: OrderedDict[int, tuple[View, T]] = OrderedDict()

    def __call__(self, view: View) -> T:
        """What belongs to the view."""
        found = self._kept.get(id(view))
        if found is not None and found[0] is view:
            return found[1]
        made = self._make(view)
        self._kept[id(view)] = (view, made)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made


_SHARED, _ASIDE = 0.62, 0.44
"""Size of counters that share a hex with the enemy's, and how far they stand aside, in hex radii."""
_CLASH = rgb("#B8281B")


@lru_cache(maxsize=1024)
def _one(counter: Counter) -> Counter:
    """The same object for equal counters, so that pictures of two views are compared quickly."""
    return counter


def _counters(view: View) -> tuple[dict[UnitId, Counter], dict[int, tuple[Counter, str]]]:
    mine = view.to_move == view.side
    own = {unit.number: _one(own_counter(view, unit, dimmed=mine)) for unit in view.units if unit.hex >= 0}
    return own, {c.number: (_one(contact_counter(view, c)), age_words(view, c)) for c in view.contacts}


counters_of: Final = LastFew(_counters)
"""Counters of a view: own by unit, contacts by number with their age in words."""


def occupied(model: MapModel) -> tuple[int, frozenset[HexId]]:
    """Bit set of the hexes with counters, and those with more than one."""
    view = model.view
    if view is None or "no-counters" in model.overlays:
        return 0, frozenset()
    mask, several = 0, set()
    for groups in (view.stacks, view.contacts_at):
        for hex_, group in groups.items():
            mask |= 1 << hex_
            if len(group) > 1:
                several.add(hex_)
    return mask, frozenset(several)


def unit_marks(theme: Theme, lies: Sheet, model: MapModel) -> list[Image]:
    """All counters from north to south, then those on the move."""
    view = model.view
    if view is None or "no-counters" in model.overlays:
        return []
    own, contacts = counters_of(view)
    moving = model.animation
    away = {entry[0] for entry in moving.units} if moving else set()
    gone = {entry[0] for entry in moving.contacts} if moving else set()
    marks: list[Image] = []
    for hex_ in sorted({*view.stacks, *view.contacts_at}):
        if hex_ < 0:
            continue
        x, y = _spot(lies, model, hex_)
        stack = [unit for unit in view.stacks.get(hex_, ()) if unit.number not in away]
        seen = [contact for contact in view.contacts_at.get(hex_, ()) if contact.number not in gone]
        # Both sides in one hex stand side by side, smaller, with a mark between them.
        shared = bool(stack and seen)
        s, aside = (lies.s * _SHARED, _ASIDE * lies.s) if shared else (lies.s, 0.0)
        if stack:
            marks += _stack(theme, s, x - aside, y, [own[unit.number] for unit in _ordered(stack, model.units)])
        if seen:
            marks += _contacts(theme, s, x + aside, y, seen, contacts)
        if shared:
            marks += _clash(theme, lies.s, x, y)
    return [*marks, *_moving(theme, lies, model)]


def _clash(theme: Theme, s: float, x: float, y: float) -> list[Image]:
    """A cross between the counters of two sides in one hex."""
    font = Font("semibold", max(7, round(0.42 * s)))
    side = max(7, round(0.5 * s))
    return [pill(theme, round(x) - side // 2, round(y - 0.82 * s), side, side, "\u00d7", font, _CLASH)]


def _spot(lies: Sheet, model: MapModel, hex_: HexId) -> Point:
    x, y = centres(model.board, lies.s)[hex_]
    return lies.left + x, lies.top + y


def _ordered(stack: Sequence[OwnUnit], selected: Sequence[UnitId]) -> list[OwnUnit]:
    """The stack with a selected unit on top, else the one with most men."""
    return sorted(stack, key=lambda unit: (unit.number not in selected, -unit.men, unit.number))


def _stack(theme: Theme, s: float, x: float, y: float, counters: Sequence[Counter]) -> list[Image]:
    marks = list(stack_images(x, y, s, counters, theme))
    if len(counters) > 1 and s >= _BADGE_FROM:
        marks += _pill(theme, s, x, y, str(len(counters)), 1)
    return marks


def _contacts(
    theme: Theme, s: float, x: float, y: float, seen: Sequence[Contact], made: dict[int, tuple[Counter, str]]
) -> list[Image]:
    """Contacts of one hex, the freshest and strongest on top; the age of the top one below it."""
    ranked = sorted(seen, key=lambda c: (not c.in_sight, -c.grade, -c.men_high, c.number))
    marks = list(stack_images(x, y, s, [made[c.number][0] for c in ranked], theme))
    if len(ranked) > 1 and s >= _BADGE_FROM:
        marks += _pill(theme, s, x, y, str(len(ranked)), 1)
    age = made[ranked[0].number][1]
    if age and s >= _AGE_FROM:
        marks += _pill(theme, s, x, y, age, -1)
    return marks


def _pill(theme: Theme, s: float, x: float, y: float, words: str, side: int) -> list[Image]:
    """A small dark plate on the lower right corner (side 1) or the lower left (side -1) of a counter."""
    font = Font("semibold", max(9, round(0.34 * s)))
    w, h = counter_size(s)
    wide = theme.measure.width(words, font) + max(5, round(0.2 * s))
    high = max(11, round(0.44 * s))
    left = x + w / 2 - wide * 0.5 if side > 0 else x - w / 2 - wide * 0.1
    return [pill(theme, round(left), round(y + h / 2 - high * 0.3), wide, high, words, font)]


def pill(
    theme: Theme,
    x: int,
    y: int,
    w: int,
    h: int,
    words: str,
    font: Font,
    ground: Colour = _PILL,
    ink: Colour = _PILL_INK,
) -> Image:
    """A plate with words, as a picture that is kept."""
    measure = theme.measure

    def build() -> list[Command]:
        box = Rect(0, 0, w, h)
        text_w = measure.width(words, font)
        base = round(h / 2 + 0.349 * font.px) - measure.ascent(font)
        line = TextLine((w - text_w) // 2, base, (Run(words, font, ink),), text_w, measure.height(font))
        radius = max(2, h // 3)
        return [Fill(box, ground, radius), Outline(box, ink, 1, radius), line]

    return Image(x, y, w, h, ("pill", words, font, ground, ink), build)


def _moving(theme: Theme, lies: Sheet, model: MapModel) -> list[Image]:
    view, moving = model.view, model.animation
    if view is None or moving is None:
        return []
    own, contacts = counters_of(view)
    marks: list[Image] = []
    for number, start, end, share in moving.units:
        if number in own:
            x, y = between(_spot(lies, model, start), _spot(lies, model, end), share)
            marks += stack_images(x, y, lies.s, [own[number]], theme)
    for contact, start, end, share in moving.contacts:
        if contact in contacts:
            x, y = between(_spot(lies, model, start), _spot(lies, model, end), share)
            marks += stack_images(x, y, lies.s, [contacts[contact][0]], theme)
    return marks
