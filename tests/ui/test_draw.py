"""Draw commands are plain values; the painter keeps to clips, keeps pictures, and repaints only what changed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from game.ui.canvas import Canvas
from game.ui.colours import rgb
from game.ui.draw import (
    Circle,
    Clip,
    Command,
    Drawing,
    Fill,
    Hit,
    Image,
    Outline,
    Polygon,
    Stroke,
    TextLine,
    Unclip,
    changed,
    visible,
)
from game.ui.fonts import Fonts
from game.ui.geometry import Column, Rect, columns, middle
from game.ui.listing import to_text, words
from game.ui.painter import Painter, Shelf
from game.ui.parts import Parts
from game.ui.sdl import pygame
from game.ui.theme import make_theme

RED, BLUE, BLACK, CLEAR = rgb("#FF0000"), rgb("#0000FF"), rgb("#000000"), (0, 0, 0, 0)
WHITE = rgb("#FFFFFF")
THEME = make_theme("paper", (1280, 800))


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


def test_rectangles_are_cut_and_joined() -> None:
    rect = Rect(10, 20, 100, 50)
    assert (rect.right, rect.bottom) == (110, 70), "first pixels outside"
    assert rect.meet(Rect(100, 0, 50, 30)) == Rect(100, 20, 10, 10), "the common part"
    assert rect.meet(Rect(300, 0, 5, 5)).empty, "nothing in common"
    assert rect.join(Rect(0, 0, 1, 1)) == Rect(0, 0, 110, 70), "around both"
    assert rect.contains(10, 20), "the corner belongs to it"
    assert not rect.contains(110, 20), "the right edge does not"
    assert middle(rect, 20, 10) == Rect(50, 40, 20, 10), "centred"
    assert [cell.w for cell in columns(Rect(0, 0, 101, 5), 3, 4)] == [31, 31, 31], "equal columns"
    assert columns(Rect(0, 0, 103, 5), 3, 4)[-1].right == 103, "no pixel is lost"


def test_column_hands_out_rows_from_both_ends() -> None:
    column = Column(Rect(0, 0, 10, 100), gap=2)
    assert column.take(20) == Rect(0, 0, 10, 20)
    assert column.bottom(30) == Rect(0, 70, 10, 30)
    assert column.rect == Rect(0, 22, 10, 46), "what is left, less the gaps"
    assert column.take(500).h == 46, "never more than there is"


def test_modal_regions_keep_clicks_and_keys_from_what_lies_below() -> None:
    below, veil = Hit(Rect(0, 0, 50, 50), "move", key="m", tooltip="why"), Hit(Rect(0, 0, 90, 90), modal=True)
    close = Hit(Rect(10, 10, 5, 5), "close", key="escape")
    drawing = Drawing((), (below, veil, close))
    assert drawing.action_at(12, 12) == "close", "the topmost region answers"
    assert drawing.action_at(30, 30) == "", "the veil lets nothing through"
    assert (drawing.action_for("escape"), drawing.action_for("m")) == ("close", ""), "keys too"
    assert drawing.tooltip_at(30, 30) == "", "tooltips too"
    assert Drawing((), (below,)).action_for("m") == "move", "without the veil the key works"


def test_regions_answer_for_what_they_have() -> None:
    hits = (Hit(Rect(0, 0, 50, 50), wheel="scroll log", context="menu"), Hit(Rect(0, 0, 20, 20), "select 1/75"))
    drawing = Drawing((), hits)
    assert drawing.wheel_at(5, 5, -3) == "scroll log -3", "a row on top does not stop the wheel"
    assert drawing.context_at(5, 5) == "menu"
    assert drawing.action_at(30, 30) == "", "no action there"


def test_drawing_as_text_reads_like_prose() -> None:
    c = Canvas(THEME, Rect(0, 0, 200, 40))
    c.fill(Rect(0, 0, 200, 40), "panel")
    with c.clip(Rect(10, 0, 100, 40)):
        c.text(Rect(10, 0, 100, 20), ["hex ", ("1422", "link bold", "centre 1422")])
    c.hit(Rect(0, 20, 200, 20), "end turn", "ends it", key="ctrl+enter")
    assert to_text(c.drawing(), THEME.tone_names()) == (
        "clip 0,0 200x40\n"
        "  fill 0,0 200x40 panel\n"
        "  clip 10,0 100x40\n"
        '    text 10,1 "hex " regular 13 text "1422" semibold 13 link\n'
        'hit 42,0 32x20 action "centre 1422"\n'
        'hit 0,20 200x20 action "end turn" tooltip "ends it" key "ctrl+enter"\n'
    ), "the golden form"


def test_words_are_read_row_by_row() -> None:
    c = Canvas(THEME, Rect(0, 0, 300, 60))
    c.text(Rect(150, 20, 100, 20), "72 %")
    c.text(Rect(0, 20, 100, 20), "cohesion")
    c.text(Rect(0, 0, 200, 20), "1st Company", 16)
    c.text(Rect(0, 100, 100, 20), "outside")
    assert words(c.drawing()) == "1st Company\ncohesion  72 %", "left to right, top to bottom, nothing hidden"


def test_nothing_on_a_canvas_leaves_it(painter: Painter) -> None:
    surface = blank()
    c = Canvas(THEME, Rect(10, 10, 20, 20))
    c.fill(Rect(0, 0, 40, 40), RED)
    c.text(Rect(0, 10, 60, 20), "overlong", tone=BLUE)
    c.circle(30, 30, 15, BLUE)
    c.stroke([(0, 0), (40, 40)], BLUE, 3)
    c.hit(Rect(0, 0, 40, 40), "all")
    drawing = c.drawing()
    painter.paint(surface, drawing.commands)
    assert inked(surface) == Rect(10, 10, 20, 20), "everything is clipped to the panel"
    assert drawing.hits[0].rect == Rect(10, 10, 20, 20), "so are its hit regions"


def test_text_is_shortened_to_its_rectangle() -> None:
    c = Canvas(THEME, Rect(0, 0, 500, 20))
    end = c.text(Rect(0, 0, 80, 20), "75th Infantry Regiment")
    line = next(mark for mark, _ in visible(c.drawing().commands) if isinstance(mark, TextLine))
    assert line.w <= 80, "it keeps to its room"
    assert end == line.w, "and tells where it ends"
    assert line.runs[0].text == "75th Infa…", "the cut is marked"


def test_paragraph_keeps_to_its_height() -> None:
    c = Canvas(THEME, Rect(0, 0, 500, 500))
    bottom = c.paragraph(Rect(0, 0, 80, 40), "one two three four five six seven eight")
    shown = words(c.drawing()).splitlines()
    assert (len(shown), bottom) == (2, 38), "two lines of 19 pixels fit 40"
    assert shown[-1].endswith("…"), "more was there"


def test_clips_nest_and_end(painter: Painter) -> None:
    surface = blank()
    commands: Sequence[Command] = (
        Clip(Rect(0, 0, 20, 20)),
        Clip(Rect(10, 10, 30, 30)),
        Fill(Rect(0, 0, 40, 40), RED),
        Unclip(),
        Unclip(),
        Fill(Rect(38, 38, 10, 10), RED),
    )
    painter.paint(surface, commands)
    assert tuple(surface.get_at((9, 9)))[:3] == (0, 0, 0), "outside the inner clip"
    assert tuple(surface.get_at((15, 15)))[:3] == (255, 0, 0), "inside both"
    assert tuple(surface.get_at((39, 39)))[:3] == (255, 0, 0), "both clips are over"
    assert tuple(surface.get_clip()) == (0, 0, 40, 40), "the surface's own clip is back"


def test_translucent_fills_blend(painter: Painter) -> None:
    surface = blank()
    painter.paint(surface, [Fill(Rect(0, 0, 40, 40), (255, 255, 255, 90)), Polygon(((0, 0), (9, 0), (0, 9)), CLEAR)])
    assert surface.get_at((20, 20))[0] == pytest.approx(90, abs=2), "90 of 255 of white"


def test_pictures_are_built_once(painter: Painter) -> None:
    calls = []

    def build() -> Sequence[Command]:
        calls.append(1)
        return (Fill(Rect(0, 0, 40, 40), RED),)

    surface = blank()
    for x in (0, 20):
        painter.paint(surface, [Image(x, 0, 10, 10, "key", build, oversample=4)])
    assert len(calls) == 1, "the second time it is on the shelf"
    assert tuple(surface.get_at((25, 5)))[:3] == (255, 0, 0), "and it is drawn"
    painter.paint(surface, [Image(0, 0, 12, 12, "key", build, oversample=4)])
    assert len(calls) == 2, "another size is another picture"


def test_pictures_may_be_surfaces_and_fainter(painter: Painter) -> None:
    ready = pygame.Surface((10, 10))
    ready.fill(RED)
    surface = blank()
    painter.paint(
        surface, [Image(0, 0, 10, 10, "a", lambda: ready), Image(20, 0, 10, 10, "a", lambda: ready, alpha=100)]
    )
    assert surface.get_at((5, 5))[0] == 255, "as it is"
    assert surface.get_at((25, 5))[0] == pytest.approx(100, abs=3), "fainter"


def test_smooth_edges_have_no_dark_fringe(painter: Painter) -> None:
    surface = pygame.Surface((40, 40))
    surface.fill((255, 255, 255))
    painter.paint(surface, [Image(0, 0, 40, 40, "k", lambda: (Circle(80, 80, 60, (255, 255, 255, 255)),), 4)])
    least = min(surface.get_at((x, y))[0] for x in range(40) for y in range(40))
    assert least >= 253, "white on white stays white at the edge"


def test_shelf_throws_out_the_longest_unused() -> None:
    shelf = Shelf(limit=2 * 100 * 4)
    surfaces = {name: pygame.Surface((10, 10), pygame.SRCALPHA) for name in "abc"}
    shelf.put("a", surfaces["a"])
    shelf.put("b", surfaces["b"])
    shelf.get("a")
    shelf.put("c", surfaces["c"])
    assert shelf.get("b") is None, "b was unused for longest"
    assert shelf.get("a") is surfaces["a"], "a was used since"
    assert shelf.used == 800, "the bytes are counted"


def test_shelf_counts_replaced_surfaces_once() -> None:
    shelf = Shelf(limit=10_000)
    for _ in range(3):
        shelf.put("a", pygame.Surface((10, 10), pygame.SRCALPHA))
    assert (len(shelf), shelf.used) == (1, 400), "the old one's bytes are free again"


def scene(x: int) -> Drawing:
    marks = [Fill(Rect(i * 10, 0, 8, 8), BLUE) for i in range(4)]
    return Drawing((Fill(Rect(0, 0, 40, 40), (10, 10, 10, 255)), *marks, Fill(Rect(x, 20, 5, 5), RED)))


def test_only_what_changed_is_repainted(painter: Painter) -> None:
    assert changed(scene(0), scene(0)) == (), "nothing to do"
    assert changed(scene(0), scene(30)) == (Rect(0, 20, 5, 5), Rect(30, 20, 5, 5)), "the old place and the new"
    assert changed(scene(0), Drawing(scene(0).commands[::-1])) is None, "another order: all of it"


@pytest.mark.parametrize("second", [Drawing(), scene(30), Drawing(scene(3).commands[::-1]), scene(1)])
def test_repainting_gives_what_painting_anew_gives(painter: Painter, second: Drawing) -> None:
    backed = Drawing((Fill(Rect(0, 0, 40, 40), BLACK), *second.commands))
    first = Drawing((Fill(Rect(0, 0, 40, 40), BLACK), *scene(0).commands))
    stepwise, fresh = blank(), blank()
    painter.repaint(stepwise, None, first)
    painter.repaint(stepwise, first, backed)
    painter.repaint(fresh, None, backed)
    same = pygame.image.tobytes(stepwise, "RGB") == pygame.image.tobytes(fresh, "RGB")
    assert same, "dirty rectangles leave no trace"


def test_changed_clip_counts_as_change() -> None:
    fill = Fill(Rect(0, 0, 40, 40), RED)
    small, large = (
        Drawing((Clip(Rect(0, 0, 10, 10)), fill, Unclip())),
        Drawing((Clip(Rect(0, 0, 20, 10)), fill, Unclip())),
    )
    assert changed(small, large) == (Rect(0, 0, 20, 10),), "the same mark shows more"


@pytest.mark.parametrize(
    "mark",
    [
        Fill(Rect(8, 8, 20, 14), RED, 4),
        Outline(Rect(8, 8, 20, 14), RED, 2, 4),
        Stroke(((10, 10), (30, 25)), RED),
        Stroke(((10, 10), (30, 25), (12, 30)), RED, 4, closed=True),
        Stroke(((10, 10), (30, 25)), (255, 0, 0, 120), 4),
        Polygon(((10, 10), (30, 25), (12, 30)), RED),
        Circle(20, 20, 9.5, RED),
        Circle(20, 20, 9.5, RED, 2),
        Circle(20, 20, 9.5, (255, 0, 0, 120)),
    ],
)
def test_marks_stay_within_their_bounds(painter: Painter, mark: Fill | Outline | Stroke | Polygon | Circle) -> None:
    surface = blank()
    painter.paint(surface, [mark])
    ink = inked(surface)
    assert not ink.empty, "something is drawn"
    assert ink.meet(mark.bounds()) == ink, "repainting relies on the bounds"


def test_text_halo_stays_within_bounds(painter: Painter) -> None:
    c = Canvas(THEME, Rect(0, 0, 120, 40))
    c.text(Rect(10, 10, 100, 20), "Changkufeng", 11, face="italic", halo=RED, tone=BLUE)
    line = next(mark for mark, _ in visible(c.drawing().commands) if isinstance(mark, TextLine))
    surface = blank(120, 40)
    painter.paint(surface, [line])
    ink = inked(surface)
    assert ink.meet(line.bounds()) == ink, "halo included"


# Groups ---------------------------------------------------------------------------------------------------------------


def test_a_group_that_is_the_same_costs_nothing_and_another_is_looked_into() -> None:
    left, right = Rect(0, 0, 40, 40), Rect(40, 0, 40, 40)
    kept = Drawing((Fill(left, BLACK),)).grouped(left)
    first = kept + Drawing((Fill(right, BLACK),)).grouped(right)
    same = kept + Drawing((Fill(right, BLACK),)).grouped(right)
    other = kept + Drawing((Fill(right, BLACK), Fill(Rect(50, 5, 4, 4), WHITE))).grouped(right)
    whole = kept + Drawing((Fill(right, WHITE),)).grouped(right, is_whole=True)
    assert changed(first, same) == ()
    assert changed(first, other) == (Rect(50, 5, 4, 4),)
    assert changed(first + other, first) == (left, right), "groups that are gone are painted over"
    assert changed(same, whole) == (right,)
    here, there = (Drawing((Fill(Rect(50 + dx, 5, 4, 4), WHITE),)).grouped(right, anchor=dx) for dx in (0, 9))
    assert changed(here, there) == (right,), "all of it has moved"
    assert [m for m, _ in visible(first.commands)] == [Fill(left, BLACK), Fill(right, BLACK)]


def test_a_part_is_drawn_anew_only_when_something_has_changed() -> None:
    rect, drawn, desk = Rect(0, 0, 8, 8), [], object()
    parts = Parts()

    def draw() -> Drawing:
        drawn.append(1)
        return Drawing((Fill(rect, BLACK),))

    first = parts.get("a", rect, "tab", (desk,), draw)
    assert parts.get("a", rect, "tab", (desk,), draw) is first and len(drawn) == 1
    assert parts.get("a", rect, "other", (desk,), draw) is not first
    assert parts.get("a", rect, "other", (object(),), draw) is not first and len(drawn) == 3
