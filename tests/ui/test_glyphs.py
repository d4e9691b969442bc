"""Terrain glyphs and counters are seen at every size, keep to their hex, and differ without colour."""

from __future__ import annotations

import pytest
from attrs import evolve

from game.model import units
from game.ui.colours import rgb
from game.ui.counters import ECHELONS, Contact, Counter, counter_image, counter_size, stack_images
from game.ui.fonts import Fonts
from game.ui.geometry import Rect, around
from game.ui.glyphs import (
    GLYPHS,
    crossing,
    flag,
    hex_points,
    hexside,
    path_marks,
    target,
    terrain_glyph,
    trench,
    wire,
)
from game.ui.painter import Painter
from game.ui.sdl import pygame
from game.ui.symbols import SYMBOLS
from game.ui.theme import make_theme

RED, BLUE, BLACK = rgb("#FF0000"), rgb("#0000FF"), rgb("#000000")
THEME = make_theme("paper", (1280, 800))
RADII = (15.8, 19.9, 24.0, 29.0, 42.0, 90.0)


@pytest.fixture
def painter() -> Painter:
    return Painter(Fonts())


def blank(w: int = 40, h: int = 40) -> pygame.Surface:
    surface = pygame.Surface((w, h))
    surface.fill(BLACK)
    return surface


def inked(surface: pygame.Surface) -> Rect:
    """The rectangle around all pixels that are not black."""
    w, h = surface.get_size()
    spots = [(x, y) for x in range(w) for y in range(h) if tuple(surface.get_at((x, y)))[:3] != (0, 0, 0)]
    if not spots:
        return Rect(0, 0, 0, 0)
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    return Rect(left, top, max(x for x, _ in spots) + 1 - left, max(y for _, y in spots) + 1 - top)


@pytest.mark.parametrize("s", RADII)
@pytest.mark.parametrize("kind", sorted(GLYPHS))
def test_terrain_glyphs_are_seen_and_stay_inside_the_hex(painter: Painter, kind: str, s: float) -> None:
    size = round(2 * s) + 4
    surface = blank(size, size)
    x = y = size / 2
    painter.paint(surface, terrain_glyph(kind, x, y, s, RED))
    ink = inked(surface)
    assert not ink.empty, f"{kind} shows at radius {s}"
    inner = around(hex_points(x, y, s))
    assert ink.meet(inner) == ink, f"{kind} keeps to its hex"


def test_clear_ground_shows_its_dot_in_one_hex_of_three() -> None:
    shown = [bool(terrain_glyph("clear", 0, 0, 20, RED, variant)) for variant in range(6)]
    assert shown == [True, False, False, True, False, False]
    assert terrain_glyph("unheard-of", 0, 0, 20, RED) == (), "no glyph for an unknown name"


def test_glyphs_differ_without_colour(painter: Painter) -> None:
    pictures = set()
    for kind in GLYPHS:
        surface = blank()
        painter.paint(surface, terrain_glyph(kind, 20, 20, 16, RED))
        pictures.add(pygame.image.tobytes(surface, "RGB"))
    assert len(pictures) == len(GLYPHS), "each terrain has a picture of its own"


def test_hexsides_follow_the_directions() -> None:
    middles = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in (hexside(0, 0, 10, direction) for direction in range(6))
    ]
    assert [(round(x, 3) > 0, round(y, 3)) for x, y in middles] == [
        (True, -7.5),
        (True, 0.0),
        (True, 7.5),
        (False, 7.5),
        (False, 0.0),
        (False, -7.5),
    ], "NE, E, SE, SW, W, NW"


def test_map_marks_draw_something(painter: Painter) -> None:
    marks = (
        flag(20, 30, 20, RED, BLUE),
        wire((5, 5), (35, 20), 20, RED),
        trench(20, 15, 20, RED),
        crossing((0, 20), (40, 20), 20, RED),
        target(20, 20, 20, RED),
        path_marks(((0, 20), (20, 20), (40, 20)), 11, RED),
    )
    for group in marks:
        surface = blank()
        painter.paint(surface, group)
        assert not inked(surface).empty, "the mark shows"


def counter_pixels(painter: Painter, counter: Counter, s: float) -> bytes:
    w, h = counter_size(s)
    surface = pygame.Surface((w * 2, h * 2))
    surface.fill(THEME.map.of("clear").fill)
    painter.paint(surface, [counter_image(w, h, s, counter, THEME)])
    return bytes(pygame.image.tobytes(surface, "RGB"))


def test_counter_has_the_designed_size() -> None:
    assert counter_size(19.9) == (30, 23), "0.86 hex widths by 1.16 radii"
    image = counter_image(100, 100, 19.9, Counter("infantry", "red", "152"), THEME)
    assert abs(image.x + image.w / 2 - 100) <= 1, "centred across"
    assert abs(image.y + image.h / 2 - 100) <= 1, "centred down"


@pytest.mark.parametrize("s", RADII)
def test_every_state_of_a_counter_shows(painter: Painter, s: float) -> None:
    plain = Counter("infantry", "red", "152", "company", 0.9, "1/75", "hd")
    others = [
        evolve(plain, moved=True),
        evolve(plain, hidden=True),
        evolve(plain, suppressed=True),
        evolve(plain, dug_in=1),
        evolve(plain, dug_in=3),
        evolve(plain, contact="seen"),
        evolve(plain, contact="unknown"),
        evolve(plain, aged=True),
    ]
    others += [Counter("infantry", "red", "152", "company", 0.3, "1/75", "hd"), Counter("infantry", "blue", "152")]
    pictures = {counter_pixels(painter, counter, s) for counter in (plain, *others)}
    assert len(pictures) == len(others) + 1, f"no two states look alike at radius {s}"


def test_symbols_differ_and_unknown_ones_are_spelt(painter: Painter) -> None:
    names = [name for name in SYMBOLS if name != "artillery"]
    pictures = {counter_pixels(painter, Counter(name, "blue"), 19.9) for name in (*names, "flame", "pontoon")}
    assert len(pictures) == len(names) + 2, "each arm has a symbol of its own, or its first letters"


def test_every_echelon_of_the_rules_has_marks() -> None:
    assert set(units.ECHELONS) <= set(ECHELONS)
    assert len({ECHELONS[name] for name in ("section", "squad", "platoon", "company", "battalion", "regiment")}) == 6


def test_contacts_hide_what_is_not_known(painter: Painter) -> None:
    def shown(symbol: str, strength: str, contact: Contact) -> bytes:
        return counter_pixels(painter, Counter(symbol, "red", strength, cohesion=0.5, contact=contact), 29)

    assert shown("tank", "12", "unknown") == shown("mg", "40", "unknown"), "only its presence is known"
    assert shown("tank", "12", "seen") == shown("tank", "40", "seen"), "its strength is not known"
    assert shown("tank", "12", "seen") != shown("mg", "12", "seen"), "its arm is known"


def test_stacks_show_three_with_the_first_on_top() -> None:
    counters = [Counter("infantry", "red", str(number)) for number in range(5)]
    images = stack_images(50, 50, 20, counters, THEME)
    assert len(images) == 3, "at most three are drawn"
    assert images[-1].x < images[0].x, "the others lie to the right"
    assert images[-1].y > images[0].y, "and above"
    assert images[-1].key == counter_image(50, 50, 20, counters[0], THEME).key, "the first is drawn last"
