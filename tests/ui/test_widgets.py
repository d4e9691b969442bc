"""Widgets keep to their rectangles at every size, answer to mouse and keys, and hold their small states."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.canvas import Canvas
from game.ui.draw import Drawing, Fill, TextLine, visible
from game.ui.entry import (
    FieldLook,
    FieldState,
    input_field,
)
from game.ui.geometry import Rect
from game.ui.inputs import KeyPress
from game.ui.layout import fitting_radius, hex_centre, hex_under, play_frame
from game.ui.listing import to_text, words
from game.ui.lists import Field, Item, ListState, Log, Row, list_box, rows_shown, table, text_area
from game.ui.theme import CHROME, Theme, make_theme
from game.ui.widgets import (
    Button,
    Choice,
    Segment,
    Tab,
    bar_line,
    button,
    button_row,
    choices,
    heading,
    key_value,
    panel,
    progress,
    scroll_bar,
    stacked_bar,
    tabs,
    ten_bar,
)

SIZES = ((1024, 700), (1280, 800), (1920, 1080), (3840, 2160))
THEME = make_theme("paper", (1280, 800))
LONG = "the 3rd Battalion of the 75th Infantry Regiment of the 19th Division"
LOOK = FieldLook()


def press(key: str, **held: bool) -> KeyPress:
    return KeyPress(key, key if len(key) == 1 else "", **held)


def canvas(w: int = 352, h: int = 200, theme: Theme = THEME) -> Canvas:
    return Canvas(theme, Rect(0, 0, w, h))


def text_boxes(drawing: Drawing) -> list[tuple[str, Rect]]:
    """All lines of text with the rectangles they really take."""
    lines = [mark for mark, _ in visible(drawing.commands) if isinstance(mark, TextLine)]
    return [("".join(run.text for run in line.runs), Rect(line.x, line.y, line.w, line.h)) for line in lines]


def everything(c: Canvas, rect: Rect) -> None:
    """One of each widget with words that are too long, below each other."""
    t = c.theme
    inner = panel(c, rect)
    h = t.px(32)

    def row(number: int) -> Rect:
        return Rect(inner.x, inner.y + number * h, inner.w, h)

    tabs(
        c, row(0), [Tab(name, f"tab {name}", active=name == "Unit") for name in ("Unit", "Hex", "OOB", "Air", "Notes")]
    )
    heading(c, row(1), "Assault preview", LONG)
    key_value(c, row(2), LONG, LONG, tooltip="why")
    ten_bar(c, row(3), LONG, 0.72, LONG, "warning")
    stacked_bar(c, row(4), [Segment(LONG, 0.5, "bad"), Segment("DE", 0.02, "link"), Segment("Ex", 0.48, "raised")])
    button_row(c, row(5), [Button(LONG, "move", hint="M"), Button("End turn", "end", hint="^Enter", short="End")])
    choices(c, row(6), LONG, [Choice(str(size), f"text {size}", size == 13) for size in range(12, 19)])
    progress(c, row(7), 0.4, LONG)
    bar_line(c, row(8), [LONG, LONG], ["VP 17 : 9", "seed 4207"])
    input_field(c, row(9), FieldState(LONG, 5), LOOK)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text_size", [12, 13, 18])
def test_no_text_leaves_the_panel(size: tuple[int, int], text_size: int) -> None:
    theme = make_theme("paper", size, text_size)
    frame = play_frame(theme, *size)
    c = Canvas(theme, frame.panel)
    everything(c, frame.panel)
    for words_shown, box in text_boxes(c.drawing()):
        if words_shown != LONG:
            assert box.meet(frame.panel) == box, f"{words_shown!r} at {size}, text {text_size}"
    assert "clip" in to_text(c.drawing()), "what scrolls inside a field is clipped"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text_size", [12, 13, 18])
def test_frame_fills_the_window_without_overlap(size: tuple[int, int], text_size: int) -> None:
    theme = make_theme("paper", size, text_size)
    frame = play_frame(theme, *size)
    parts = (frame.top, frame.map, frame.log, frame.command, frame.panel)
    assert sum(part.w * part.h for part in parts) == size[0] * size[1], "every pixel belongs to a part"
    assert not any(a.overlaps(b) for i, a in enumerate(parts) for b in parts[i + 1 :]), "and to one only"
    assert frame.map.w >= size[0] // 2, "the map keeps the larger half"


def test_frame_is_that_of_the_design() -> None:
    frame = play_frame(THEME, 1280, 800)
    assert (str(frame.map), str(frame.panel)) == ("0,34 896x580", "896,34 384x766")
    assert (str(frame.log), str(frame.command)) == ("0,614 896x148", "0,762 896x38")
    assert not (frame.narrow or frame.low)
    small = play_frame(make_theme("paper", (1024, 700)), 1024, 700)
    assert (small.panel.w, small.log.h, small.narrow, small.low) == (320, 104, True, True), "the smallest window"
    assert round(fitting_radius(frame.map, 24, 18), 1) == 19.9, "the radius of the design"


@given(st.integers(0, 23), st.integers(0, 31), st.floats(-0.4, 0.4), st.floats(-0.4, 0.4))
def test_a_click_finds_its_hex(column: int, row: int, dx: float, dy: float) -> None:
    s = 19.9
    x, y = hex_centre(column, row, s, 7, 40)
    assert hex_under(x + dx * s, y + dy * s, s, 7, 40) == (column, row), "near the centre there is no doubt"


def test_tabs_mark_the_active_one_and_answer_between_words() -> None:
    c = canvas()
    tabs(c, Rect(0, 0, 352, 34), [Tab("Unit", "tab unit", active=True), Tab("Hex", "tab hex", key="f4")])
    drawing = c.drawing()
    assert drawing.action_at(5, 10) == "tab unit"
    assert drawing.action_at(60, 10) == "tab hex"
    assert drawing.action_for("f4") == "tab hex", "the key does the same"
    assert Fill(Rect(0, 31, 32, 2), CHROME.accent) in drawing.commands, "the active tab is underlined"


@pytest.mark.parametrize(("share", "whole"), [(0.0, 0), (0.3, 3), (0.72, 7), (1.0, 10), (1.7, 10), (-1.0, 0)])
def test_ten_bar_fills_whole_and_part_segments(share: float, whole: int) -> None:
    c = canvas()
    ten_bar(c, Rect(0, 0, 352, 20), "cohesion", share, "72 %", "warning")
    fills = [m for m, _ in visible(c.drawing().commands) if isinstance(m, Fill)]
    full = next(m.rect.w for m in fills if m.colour == CHROME.raised)
    filled = [m.rect.w for m in fills if m.colour == CHROME.warning]
    assert sum(1 for width in filled if width >= full) == whole, "full segments"
    assert "72 %" in words(c.drawing()), "the number stands beside the bar"


def test_stacked_bar_names_what_it_cannot_write() -> None:
    c = canvas()
    parts = [
        Segment("AR", 0.11, "bad", "attacker retreats"),
        Segment("Ex", 0.86, "raised"),
        Segment("DE", 0.03, "link"),
    ]
    stacked_bar(c, Rect(0, 0, 352, 20), parts)
    drawing = c.drawing()
    assert "Ex 86" in words(drawing), "label and per cent"
    assert drawing.tooltip_at(2, 10) == "attacker retreats: 11 %"
    assert drawing.tooltip_at(350, 10) == "DE: 3 %", "too narrow for words, but not for the pointer"
    fills = [m.rect for m, _ in visible(drawing.commands) if isinstance(m, Fill) and m.rect.w > 1]
    assert sum(rect.w for rect in fills) == 352, "the shares fill the bar"


def test_buttons_shorten_their_words_and_keep_their_key() -> None:
    item = Button("End turn", "end turn", key="ctrl+enter", hint="^Enter", short="End", primary=True)
    for width, shown in ((200, "End turn ^Enter"), (110, "End ^Enter"), (50, "End")):
        c = canvas()
        button(c, Rect(0, 0, width, 32), item)
        assert words(c.drawing()) == shown, f"{width} pixels"
        assert c.drawing().action_for("ctrl+enter") == "end turn"


def test_disabled_button_explains_itself_and_does_nothing() -> None:
    c = canvas()
    button(c, Rect(0, 0, 120, 32), Button("Assault", "assault", key="a", enabled=False, tooltip="no enemy adjacent"))
    drawing = c.drawing()
    assert (drawing.action_at(5, 5), drawing.action_for("a")) == ("", ""), "neither click nor key"
    assert drawing.tooltip_at(5, 5) == "no enemy adjacent"


def test_bar_line_drops_the_least_important_first() -> None:
    def shown(width: int) -> str:
        c = canvas(width)
        bar_line(c, Rect(0, 0, width, 34), ["KHASAN", "Turn 3/12"], ["VP 17 : 9", "seed 4207", "F1 help"])
        return words(c.drawing())

    assert shown(600) == "KHASAN  Turn 3/12  VP 17 : 9  seed 4207  F1 help"
    assert shown(300) == "KHASAN  Turn 3/12  VP 17 : 9", "the points stay longest"
    assert shown(120) == "KHASAN", "then the left group shortens"


def test_scroll_bar_shows_only_when_needed() -> None:
    c = canvas()
    scroll_bar(c, Rect(0, 0, 4, 100), 0, 10, 10)
    assert not [m for m, _ in visible(c.drawing().commands)], "all is in view"
    scroll_bar(c, Rect(0, 0, 4, 100), 30, 10, 40)
    thumb = [m.rect for m, _ in visible(c.drawing().commands) if isinstance(m, Fill)][-1]
    assert thumb.bottom == 100, "at the end of the list the bar is at its end"


@given(st.lists(st.sampled_from(["up", "down", "page up", "page down", "home", "end"])), st.integers(0, 40))
def test_list_selection_stays_inside_and_in_view(keys: list[str], total: int) -> None:
    state, shown = ListState(), 7
    for key in keys:
        assert state.key(press(key), total, shown), "the key is the list's"
        if total:
            assert 0 <= state.selected < total, "a row that exists"
            assert state.top <= state.selected < state.top + shown, "and that is seen"
        else:
            assert state.selected == -1, "nothing to select"


def test_list_leaves_other_keys_alone_and_scrolls_without_selecting() -> None:
    state = ListState()
    assert not state.key(press("a"), 5, 3)
    assert not state.key(KeyPress("up", ctrl=True), 5, 3), "a chord is not the list's"
    state.wheel(-2, 5, 3)
    assert (state.top, state.selected) == (2, 0), "the wheel only looks"
    state.wheel(-9, 5, 3)
    assert state.top == 2, "not past the end"
    state.wheel(9, 5, 3)
    assert state.top == 0, "nor past the start"


def test_list_rows_answer_where_they_are_drawn() -> None:
    c = canvas()
    rect = Rect(0, 0, 200, 65)
    items = [Item(f"{number}/75", "152", f"select {number}/75", context="menu") for number in range(1, 9)]
    list_box(c, rect, items, ListState(4, 3), wheel="scroll stack")
    drawing = c.drawing()
    assert rows_shown(THEME, rect) == 3, "three whole rows of 20"
    assert [line.split()[0] for line in words(drawing).splitlines()] == ["4/75", "5/75", "6/75"]
    assert drawing.action_at(50, 25) == "select 5/75"
    assert drawing.action_at(50, 62) == "", "the rest of the rectangle is empty"
    assert drawing.wheel_at(50, 25, -1) == "scroll stack -1"
    assert drawing.context_at(50, 25) == "menu"


def test_table_aligns_columns_and_sorts_by_its_header() -> None:
    c = canvas()
    fields = [Field("unit"), Field("men", 6, "right", "sort men"), Field("lost", 6, "right")]
    rows = [Row(("1st Company", "152", "31"), "select 1/75"), Row((LONG, "80", "9"))]
    table(c, Rect(0, 0, 300, 60), fields, rows, ListState(0))
    drawing = c.drawing()
    ends = {text: box.right for text, box in text_boxes(drawing)}
    assert ends["men"] == ends["152"] == ends["80"], "figures end under each other"
    assert drawing.action_at(ends["men"] - 2, 5) == "sort men"
    assert drawing.action_at(20, 30) == "select 1/75"
    assert any(text.endswith("…") for text, _ in text_boxes(drawing)), "a long name is cut"


def test_log_shows_its_end_wraps_and_scrolls_back() -> None:
    log = Log()
    for number in range(20):
        log.add([(f"{number:02}:00 ", "secondary"), "the guns of the regiment fired on the height for an hour"])
    area = Rect(0, 0, 352, 100)

    def shown() -> list[str]:
        c = canvas()
        text_area(c, area, log)
        return words(c.drawing()).splitlines()

    assert shown()[-2].startswith("19:00"), "the newest entry is lowest"
    assert len(shown()) == 5, "five lines of 19 pixels"
    log.wheel(4)
    assert shown()[-2].startswith("17:00"), "two entries of two lines further up"
    log.wheel(1000)
    assert shown()[0].startswith("00:00"), "the oldest is the end of the way"
    before = log.back
    shown()
    assert log.back == before < 1000, "the state is set back to the log's length"
    log.add("new")
    assert shown()[-1] == "new", "a new entry comes into view"


def test_log_indents_continued_lines_and_rewraps_on_resize() -> None:
    log = Log()
    log.add("05:05 " + "word " * 30)
    c = canvas()
    newest = text_area(c, Rect(0, 0, 352, 190), log)
    boxes = text_boxes(c.drawing())
    assert (boxes[0][1].x, boxes[1][1].x) == (0, 48), "six characters"
    assert newest == boxes[-1][1].y - 1, "tells where the newest line is, for the completion list"
    few = len(log.wrapped(THEME, 600, 48))
    assert few < len(log.wrapped(THEME, 200, 48)), "wrapped anew for another width"


@pytest.mark.parametrize("draw", [everything])
def test_panels_are_pure(draw: Callable[[Canvas, Rect], None]) -> None:
    drawings = []
    for _ in range(2):
        c = canvas(384, 766)
        draw(c, c.rect)
        drawings.append(c.drawing())
    assert drawings[0] == drawings[1], "the same view gives the same drawing"
    assert to_text(drawings[0]) == to_text(drawings[1]), "and the same golden text"
