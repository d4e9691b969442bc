"""Pop-ups keep to the window, hold back what lies below, and tell all they have."""

from __future__ import annotations

import pytest

from game.ui.canvas import Canvas
from game.ui.draw import Drawing, Fill, TextLine, visible
from game.ui.geometry import Rect
from game.ui.layout import play_frame
from game.ui.listing import words
from game.ui.lists import ListState
from game.ui.popups import Dialog, MenuItem, Note, curtain, dialog, menu, note_popup, tooltip
from game.ui.theme import CARD, CHROME, make_theme
from game.ui.widgets import Button

SIZES = ((1024, 700), (1280, 800), (1920, 1080), (3840, 2160))
THEME = make_theme("paper", (1280, 800))
LONG = "the 3rd Battalion of the 75th Infantry Regiment of the 19th Division"


def text_boxes(drawing: Drawing) -> list[tuple[str, Rect]]:
    """All lines of text with the rectangles they really take."""
    lines = [mark for mark, _ in visible(drawing.commands) if isinstance(mark, TextLine)]
    return [("".join(run.text for run in line.runs), Rect(line.x, line.y, line.w, line.h)) for line in lines]


def test_dialog_holds_back_the_screen_and_leaves_room() -> None:
    cancel = Button("Cancel", "close", key="escape", hint="Esc")
    go_on = Button("End turn", "end turn", key="enter", hint="Enter", primary=True)
    drawing, room = dialog(THEME, Rect(0, 0, 1280, 800), Dialog("End the turn?", (LONG,), (cancel, go_on), rows=3))
    assert drawing.action_for("enter") == "end turn"
    assert drawing.action_at(5, 5) == "", "beside the dialog nothing answers"
    assert room.h >= 60, "three rows for the caller"
    assert "End the turn?" in words(drawing)


def note(paragraphs: int) -> Note:
    return Note(
        "The morning bombardment",
        "HISTORICAL NOTE · turn 3",
        ("Заозёрная", "張鼓峰", "Changkufeng"),
        tuple(
            "About 150 bombers opened the day, and the artillery joined for nearly three hours." * 2
            for _ in range(paragraphs)
        ),
        game="in turn 3 each Soviet bombardment is doubled.",
        sources="[1] [4]",
        certainty="well attested",
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text_size", [12, 13, 18])
def test_note_keeps_to_the_window_and_its_card(size: tuple[int, int], text_size: int) -> None:
    theme = make_theme("paper", size, text_size)
    frame = play_frame(theme, *size)
    drawing = note_popup(theme, frame.window, frame.map, note(9), ListState())
    card = next(m.rect for m, _ in visible(drawing.commands) if isinstance(m, Fill) and m.colour == CARD.paper)
    assert card.h <= round(size[1] * 0.7) + 1, "at most 70 % of the window"
    for text, box in text_boxes(drawing):
        assert box.meet(card) == box, f"{text!r} is on the card"
        assert len(text) <= 68, "at most 68 characters a line"


def test_note_tells_all_and_closes() -> None:
    window = Rect(0, 0, 1280, 800)
    drawing = note_popup(THEME, window, Rect(0, 34, 896, 580), note(1), ListState())
    shown = words(drawing)
    assert "In the game: in turn 3" in shown, "what it changes"
    assert "Заозёрная · Changkufeng" in shown, "a native name without glyphs is left out"
    assert "Sources [1] [4]   certainty: well attested" in shown
    assert drawing.action_for("escape") == "close"
    card = next(m.rect for m, _ in visible(drawing.commands) if isinstance(m, Fill) and m.colour == CARD.paper)
    assert (card.w, card.centre[0]) == (620, 448), "620 wide, centred on the map"


def test_long_note_scrolls_to_its_last_line_and_no_further() -> None:
    state = ListState(top=0)
    window = Rect(0, 0, 1280, 800)

    def shown() -> str:
        return words(note_popup(THEME, window, window, note(9), state))

    assert "In the game" not in shown(), "not all fits"
    state.top = 10_000
    assert "doubled." in shown(), "the end is reached"
    assert state.top < 100, "and the state is set back to it"


def test_tooltip_and_menu_stay_in_the_window() -> None:
    window = Rect(0, 0, 1024, 700)
    for x, y in ((0, 0), (1020, 690), (500, 695)):
        tip = tooltip(THEME, window, x, y, LONG * 2)
        items = [MenuItem("Unit sheet", "sheet", "i"), MenuItem("Assault …", hint="a")]
        for drawing in (tip, menu(THEME, window, x, y, items)):
            assert all(box.meet(window) == box for _, box in text_boxes(drawing)), f"at {x}, {y}"
    assert tooltip(THEME, window, 5, 5, "") == Drawing(), "nothing to say"


def test_menu_closes_beside_and_disabled_lines_do_nothing() -> None:
    drawing = menu(THEME, Rect(0, 0, 1024, 700), 100, 100, [MenuItem("Sheet", "sheet"), MenuItem("Assault")])
    assert drawing.action_at(900, 600) == "close"
    assert drawing.action_at(110, 110) == "sheet"
    assert drawing.action_at(110, 135) == "close", "a disabled line only ends the menu"


def test_curtain_hides_everything() -> None:
    window = Rect(0, 0, 1280, 800)
    drawing = curtain(THEME, window, "Soviet turn", "Hand over the keyboard.", Button("Ready", "ready", key="enter"))
    assert Fill(window, CHROME.window) in drawing.commands, "an opaque cover"
    below = Canvas(THEME, window)
    below.hit(window, "peek", "secret")
    both = below.drawing() + drawing
    assert (both.action_at(5, 5), both.tooltip_at(5, 5)) == ("", ""), "nothing below answers"
    assert both.action_for("enter") == "ready"
