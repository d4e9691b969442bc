"""Typing edits, recalls and completes; the completion list keeps out of the way."""

from __future__ import annotations

import pytest

from game.ui.canvas import Canvas
from game.ui.draw import Drawing, Fill, visible
from game.ui.entry import Candidate, FieldLook, FieldState, command_line, completion, field_text
from game.ui.geometry import Rect
from game.ui.inputs import KeyPress
from game.ui.listing import words
from game.ui.lists import ListState
from game.ui.theme import Theme, make_theme

THEME = make_theme("paper", (1280, 800))
LOOK = FieldLook()


def press(key: str, **held: bool) -> KeyPress:
    return KeyPress(key, key if len(key) == 1 else "", **held)


def canvas(w: int = 352, h: int = 200, theme: Theme = THEME) -> Canvas:
    return Canvas(theme, Rect(0, 0, w, h))


def typed(text: str) -> FieldState:
    state = FieldState()
    for sign in text:
        state.key(press(sign))
    return state


def test_field_edits_at_the_cursor() -> None:
    state = typed("move 1/75")
    for key in ("home", "right", "delete", "X", "end", "backspace", "left", "Y"):
        assert state.key(press(key))
    assert state.text == "mXve 1/Y7", "each key did its work"
    assert not state.key(press("enter")), "Enter is the caller's"
    assert not state.key(KeyPress("s", "", ctrl=True)), "an unknown chord is not the field's"


@pytest.mark.parametrize(
    ("cursor", "key", "text", "after"),
    [
        (16, "w", "attack 1/75 ", 12),
        (16, "left", "attack 1/75 1422", 12),
        (12, "left", "attack 1/75 1422", 7),
        (0, "left", "attack 1/75 1422", 0),
        (0, "right", "attack 1/75 1422", 6),
        (6, "right", "attack 1/75 1422", 11),
        (7, "u", "1/75 1422", 0),
        (6, "k", "attack", 6),
        (6, "delete", "attack 1422", 6),
        (12, "backspace", "attack 1422", 7),
    ],
)
def test_field_edits_by_words(cursor: int, key: str, text: str, after: int) -> None:
    state = FieldState("attack 1/75 1422", cursor)
    assert state.key(KeyPress(key, ctrl=True))
    assert (state.text, state.cursor) == (text, after)


def test_field_takes_pasted_lines_as_one() -> None:
    state = FieldState()
    state.insert("move 1/75\nto\t1422\x00")
    assert state.text == "move 1/75 to 1422", "no line feeds, no control characters"


def test_history_offers_what_begins_alike() -> None:
    state = FieldState(history=["move a", "attack b", "move c"])
    state.put("mo")
    for key, text in (("up", "move c"), ("up", "move a"), ("up", "move a"), ("down", "move c"), ("down", "mo")):
        state.key(press(key))
        assert state.text == text, "only lines that begin with what was typed; then what was typed"


def test_submitting_remembers_a_line_once() -> None:
    state = FieldState()
    for line in ("end turn", "end turn ", ""):
        state.put(line)
        assert state.submit() == line.strip()
    assert (state.text, state.history) == ("", ["end turn"]), "repeats and empty lines are not kept"


def test_completion_replaces_the_word_at_the_cursor() -> None:
    state = FieldState("move 1/75 to 14 fast", 15)
    assert state.word() == (13, "14"), "the word begun"
    state.complete("1422")
    assert (state.text, state.cursor) == ("move 1/75 to 1422 fast", 18)


def test_command_line_hides_hints_that_meet_the_text() -> None:
    def shown(text: str, width: int = 600) -> str:
        c = canvas(width)
        command_line(c, Rect(0, 0, width, 38), FieldState(text, len(text)), FieldLook(ghost="22"), "Tab complete")
        return words(c.drawing())

    assert shown("move to 14") == ">  move to 14  22  Tab complete"
    assert "Tab" not in shown("move to 14", 240), "no room for both"


def test_long_command_scrolls_to_its_cursor() -> None:
    c = canvas(200)
    text = "order 40rd attack changkufeng by 18:00 with stealth"
    field_text(c, Rect(10, 0, 150, 30), FieldState(text, len(text)), LOOK)
    cursor = [m.rect for m, _ in visible(c.drawing().commands) if isinstance(m, Fill)][-1]
    assert Rect(10, 0, 150, 30).contains(cursor.x, cursor.y), "the cursor is seen"


def test_completion_list_grows_upward_and_keeps_inside() -> None:
    window = Rect(0, 0, 1280, 800)
    items = [Candidate(f"11{number:02}", "dune, 25 minutes, adjacent to 26 IR") for number in range(9)]
    drawing = completion(THEME, window, 1250, 740, items, ListState(2, 1))
    box = drawing.hits[0].rect
    assert box.bottom == 740, "its lower edge is where the newest log line begins"
    assert box.meet(window) == box, "moved left to stay inside"
    assert len(words(drawing).splitlines()) == 6, "six rows at most"
    assert drawing.action_at(box.x + 5, box.y + 5) == "complete 1", "rows scroll with the state"
    assert completion(THEME, window, 0, 740, [], ListState()) == Drawing(), "nothing to offer, nothing drawn"
