"""The window turns pygame's events into plain values, sleeps until something happens, and starts fast."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.ui.draw import Drawing, Fill
from game.ui.fonts import Fonts
from game.ui.geometry import Rect
from game.ui.inputs import Drag, KeyPress, MouseDown, MouseMove, MouseUp, Quit, Resize, Wake, Wheel
from game.ui.keys import key_name
from game.ui.painter import Painter
from game.ui.sdl import library, pygame
from game.ui.window import Window


@pytest.fixture
def window() -> Iterator[Window]:
    with Window.open((1024, 700), "test") as opened:
        opened.events()
        yield opened


def post(kind: int, **fields: object) -> None:
    pygame.event.post(pygame.event.Event(kind, fields))


def key_down(key: int, unicode: str = "", mod: int = 0, scancode: int = 0) -> None:
    post(pygame.KEYDOWN, key=key, unicode=unicode, mod=mod, scancode=scancode)


def mouse(kind: int, x: int, y: int, button: int = 1) -> None:
    if kind == pygame.MOUSEMOTION:
        post(kind, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0))
    else:
        post(kind, pos=(x, y), button=button)


def test_window_is_never_too_small() -> None:
    with Window.open((300, 200)) as small:
        assert small.size == (1024, 700), "the least size of the design"


def test_too_small_a_resize_is_set_back(window: Window) -> None:
    post(pygame.VIDEORESIZE, w=500, h=900, size=(500, 900))
    assert Resize(1024, 900) in window.events(), "the width is kept at the least"
    assert window.surface.get_size() == (1024, 900), "and the surface is the new one"


def test_keys_have_names_and_text(window: Window) -> None:
    key_down(pygame.K_a, "A", pygame.KMOD_LSHIFT)
    key_down(pygame.K_RETURN, "\r", pygame.KMOD_LCTRL)
    key_down(pygame.K_KP_ENTER, "\r")
    key_down(pygame.K_LSHIFT)
    assert window.events() == [
        KeyPress("a", "A", shift=True),
        KeyPress("enter", ctrl=True),
        KeyPress("enter"),
    ], "text only where something is typed; a modifier alone is no key press"


def test_text_is_taken_once(window: Window) -> None:
    key_down(pygame.K_e, "é")
    post(pygame.TEXTINPUT, text="é")
    post(pygame.TEXTINPUT, text="張")
    assert window.events() == [KeyPress("e", "é"), KeyPress("", "張")], "an input method's text has no key"


def test_alt_gr_types_and_is_no_chord(window: Window) -> None:
    key_down(pygame.K_q, "@", pygame.KMOD_LCTRL | pygame.KMOD_RALT)
    assert window.events() == [KeyPress("q", "@")], "Windows reports AltGr as Ctrl and Alt"


def test_key_names_hold_on_a_russian_keyboard() -> None:
    assert key_name(ord("ф"), 4) == "a", "the key where A is"
    assert key_name(pygame.K_PAGEUP, 75) == "page up"
    assert key_name(pygame.K_KP7, 95) == "kp7"
    assert key_name(pygame.K_F12, 69) == "f12"


@pytest.mark.parametrize(
    ("press", "chord"),
    [
        (KeyPress("e", "e"), "e"),
        (KeyPress("e", "E", shift=True), "shift+e"),
        (KeyPress("e", ctrl=True, shift=True), "ctrl+shift+e"),
        (KeyPress("/", "?", shift=True), "?"),
        (KeyPress("7", "/", shift=True), "/"),
        (KeyPress("tab", shift=True), "shift+tab"),
        (KeyPress("space", " "), "space"),
        (KeyPress("-", "", ctrl=True), "ctrl+-"),
    ],
)
def test_chords_name_what_is_bound(press: KeyPress, chord: str) -> None:
    assert press.chord == chord, "a sign stands for itself on every layout"


def test_clicks_double_clicks_and_drags(window: Window) -> None:
    for _ in range(2):
        mouse(pygame.MOUSEBUTTONDOWN, 50, 60)
        mouse(pygame.MOUSEBUTTONUP, 51, 60)
    assert [event.clicks for event in window.events() if isinstance(event, MouseDown | MouseUp)] == [1, 1, 2, 2]
    mouse(pygame.MOUSEBUTTONDOWN, 200, 200, 2)
    mouse(pygame.MOUSEMOTION, 202, 200)
    mouse(pygame.MOUSEMOTION, 210, 205)
    mouse(pygame.MOUSEMOTION, 220, 210)
    mouse(pygame.MOUSEBUTTONUP, 220, 210, 2)
    assert window.events() == [
        MouseDown("middle", 200, 200),
        Drag("middle", 220, 210, 20, 10, 200, 200),
        MouseUp("middle", 220, 210, 0),
    ], "moves are joined, and a drag is no click"


def test_moves_are_joined_but_order_is_kept(window: Window) -> None:
    mouse(pygame.MOUSEMOTION, 1, 1)
    mouse(pygame.MOUSEMOTION, 2, 2)
    mouse(pygame.MOUSEBUTTONDOWN, 3, 3, 3)
    mouse(pygame.MOUSEMOTION, 3, 3)
    mouse(pygame.MOUSEBUTTONUP, 3, 3, 3)
    assert window.events() == [MouseMove(2, 2), MouseDown("right", 3, 3), MouseUp("right", 3, 3)]


def test_wheel_and_quit(window: Window) -> None:
    post(pygame.MOUSEWHEEL, x=0, y=2, flipped=False)
    post(pygame.QUIT)
    found = window.events()
    assert [event.lines for event in found if isinstance(event, Wheel)] == [2]
    assert found[-1] == Quit()


def test_another_thread_wakes_the_sleep(window: Window) -> None:
    threading.Timer(0.05, window.wake, ["computer moved"]).start()
    start = time.perf_counter()
    found = window.events(timeout=5)
    assert found == [Wake("computer moved")], "the token tells why"
    assert time.perf_counter() - start < 4, "it did not sleep to the end"


def test_sleep_ends_at_its_time(window: Window) -> None:
    start = time.perf_counter()
    assert window.events(timeout=0.05) == [], "nothing happened"
    assert 0.03 < time.perf_counter() - start < 2, "and it slept meanwhile"


def test_waking_a_closed_window_does_no_harm() -> None:
    with Window.open() as window:
        pass
    window.wake("late")


def test_clipboard_gives_back_what_it_took(window: Window) -> None:
    window.copy("move 1/75 to 1422, 張鼓峰")
    assert window.paste() == "move 1/75 to 1422, 張鼓峰"


def test_screenshot_shows_what_was_painted(window: Window, tmp_path: Path) -> None:
    painter = Painter(Fonts())
    regions = painter.repaint(window.surface, None, Drawing((Fill(window.rect, (10, 200, 30, 255)),)))
    window.present(regions)
    window.present([])
    window.screenshot(tmp_path / "screen.png")
    picture = pygame.image.load(str(tmp_path / "screen.png"))
    assert regions == (Rect(0, 0, 1024, 700),), "the first time all is painted"
    assert tuple(picture.get_at((500, 300)))[:3] == (10, 200, 30)
    with pytest.raises(OSError, match="could not be written"):
        window.screenshot(tmp_path / "missing" / "screen.png")


def test_pointer_and_caption_may_change(window: Window) -> None:
    for pointer in ("hand", "text", "wait", "arrow"):
        window.set_pointer(pointer)
    window.set_caption("Undeclared War")
    assert pygame.display.get_caption()[0] == "Undeclared War"


def test_library_is_named() -> None:
    assert library().startswith(("pygame ", "pygame-ce ")), "for the bug report"


def test_starting_loads_nothing_heavy() -> None:
    program = (
        "import sys, os, game.ui.window, game.ui.painter\n"
        "print([n for n in ('numpy', 'matplotlib', 'pkg_resources', 'pygame.surfarray') if n in sys.modules])\n"
        "print(os.environ['SDL_FRAMEBUFFER_ACCELERATION'])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.split("\n")[:2] == ["[]", "0"], "no numpy through the back door; no GL texture behind the window"
