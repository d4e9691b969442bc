"""Plays the window's program by a script of keys, clicks and typed lines, through pygame's own event queue."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from game.core.ids import HexId
from game.data.catalogue import Catalogue
from game.ui import mapview
from game.ui.app import App
from game.ui.scenes.overlay import DialogOverlay
from game.ui.scenes.play import PlayScene
from game.ui.scenes.replay import ReplayScene
from game.ui.scenes.report import ReportScene
from game.ui.scenes.title import TitleScene
from game.ui.sdl import pygame
from game.ui.session import new_session
from game.ui.settings import Settings
from game.ui.window import Window

SCENARIO = "khasan-outpost"
_CODES = {
    "enter": pygame.K_RETURN,
    "escape": pygame.K_ESCAPE,
    "tab": pygame.K_TAB,
    "space": pygame.K_SPACE,
    "backspace": pygame.K_BACKSPACE,
    "up": pygame.K_UP,
    "down": pygame.K_DOWN,
    "left": pygame.K_LEFT,
    "right": pygame.K_RIGHT,
    "home": pygame.K_HOME,
    "end": pygame.K_END,
    "page up": pygame.K_PAGEUP,
    "page down": pygame.K_PAGEDOWN,
    **{f"f{n}": getattr(pygame, f"K_F{n}") for n in range(1, 13)},
}
_MODS = {"ctrl": pygame.KMOD_LCTRL, "shift": pygame.KMOD_LSHIFT, "alt": pygame.KMOD_LALT}


class Player:
    """An app in a window without a screen, and the hands that play it."""

    def __init__(
        self,
        folder: Path,
        size: tuple[int, int] = (1280, 800),
        settings: Settings | None = None,
        catalogue: Catalogue | None = None,
    ) -> None:
        window = Window.open(size, "test")
        usual = settings or Settings(speed="off")
        self.app = App(window, usual, catalogue or Catalogue(), folder / "window.json")
        self.app.open(TitleScene(self.app))
        self.app.refresh()

    @property
    def play(self) -> PlayScene:
        """The play scene, wherever it lies."""
        return next(scene for scene in self.app.scenes if isinstance(scene, PlayScene))

    def settle(self, seconds: float = 60.0) -> None:
        """Lets the program run until it waits for the player."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.app.scenes:
            quiet = not self.app.step(0.005)
            workers = [s.session.worker for s in self.app.scenes if isinstance(s, PlayScene)]
            workers += [s.worker for s in self.app.scenes if isinstance(s, ReplayScene | ReportScene)]
            waits = not any(worker.is_busy for worker in workers)
            if quiet and waits and self.app.scene.pause() is None:
                return
        raise AssertionError("the program did not come to rest")

    def key(self, chord: str) -> None:
        """Presses a key by its chord, such as `ctrl+enter` or `?`."""
        parts = [chord] if len(chord) == 1 else chord.split("+")
        mod = sum(_MODS[part] for part in parts[:-1])
        name = parts[-1]
        text = name if len(name) == 1 else " " if name == "space" else ""
        text = text.upper() if mod & pygame.KMOD_SHIFT else text
        code = _CODES.get(name, ord(name[0]))
        _post(pygame.KEYDOWN, key=code, unicode="" if mod & pygame.KMOD_CTRL else text, mod=mod, scancode=0)
        self.settle()

    def type(self, line: str) -> None:
        """Types a line into the command line of the play scene and sends it."""
        if not self.play.state.typing:
            self.key(":")
        for sign in line:
            _post(pygame.KEYDOWN, key=ord(sign), unicode=sign, mod=0, scancode=0)
        self.key("enter")
        if self.app.scene is self.play and self.play.state.typing and not self.play.overlays:
            self.key("escape")

    def point(self, x: int, y: int, button: int = 1) -> None:
        """Moves the pointer to a place and clicks there."""
        _post(pygame.MOUSEMOTION, pos=(x, y), rel=(0, 0), buttons=(0, 0, 0))
        _post(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=button)
        _post(pygame.MOUSEBUTTONUP, pos=(x, y), button=button)
        self.settle()

    def click(self, name: str, button: int = 1) -> None:
        """Clicks a hex of the map by its number; the map is moved first where the hex is out of view."""
        scene = self.play
        hex_ = scene.session.scenario.board.grid.parse(name)
        assert hex_ is not None, name
        scene.hands.reveal(hex_)
        self.app.refresh()
        x, y = self.spot(hex_)
        self.point(x, y, button)

    def spot(self, hex_: HexId) -> tuple[int, int]:
        """Where a hex stands in the window."""
        scene = self.play
        camera = scene.state.view_of(self.app.theme, scene.map_rect)
        x, y = mapview.centre_of(camera, scene.map_rect, scene.session.scenario.board, hex_)
        return round(x), round(y)

    def press_button(self, label: str) -> None:
        """Clicks the region whose action is that."""
        hit = next(hit for hit in reversed(self.app.scene.drawing.hits) if hit.action == label)
        self.point(*hit.rect.centre)

    def do(self, *actions: str) -> None:
        """Carries out actions by name."""
        for action in actions:
            self.app.scene.act(action)
            self.app.refresh()
            self.settle()

    def clear(self) -> None:
        """Closes whatever lies over the scene, as long as it may be closed."""
        for _ in range(30):
            if not self.app.scene.overlays:
                break
            self.key("escape")
        if isinstance(self.app.scene, PlayScene) and self.play.state.typing:
            self.key("escape")

    def actions(self) -> Iterable[str]:
        """Every action that the mouse can give on what is drawn."""
        for hit in self.app.scene.drawing.hits:
            yield from (word for word in (hit.action, hit.context) if word)

    def close(self) -> None:
        """Ends the program."""
        self.app.quit()
        self.app.finish()


def _post(kind: int, **fields: object) -> None:
    pygame.event.post(pygame.event.Event(kind, fields))


def begin(player: Player, seats: tuple[str, str] = ("human", "staff"), seed: int = 7) -> PlayScene:
    """A battle on the screen with its opening notes put by."""
    scenario = Catalogue().find(SCENARIO)
    assert scenario is not None and scenario.scenario is not None
    player.app.open(PlayScene(player.app, new_session(scenario.scenario, seats, seed)))
    player.settle()
    player.clear()
    player.do("ui lesson hide")
    return player.play


def play_out(player: Player, scene: PlayScene) -> None:
    """Ends turn after turn until the battle is over; decisions are answered with their first option."""
    for _ in range(200):
        if player.app.scene is not scene:
            return
        overlay = scene.overlays[-1] if scene.overlays else None
        if isinstance(overlay, DialogOverlay) and overlay.title == "A decision":
            player.do(overlay.buttons[1].action)
        elif overlay is not None:
            player.key("escape")
        else:
            player.do("end")
    raise AssertionError("the battle does not end")


def log_text(scene: PlayScene) -> str:
    """The words of the log."""
    entries = scene.session.book.log.entries
    lines = [e if isinstance(e, str) else "".join(p if isinstance(p, str) else p[0] for p in e) for e in entries]
    return "\n".join(lines)
