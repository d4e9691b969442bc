"""The window without a screen, as the timings need it."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

from game.data.catalogue import Catalogue
from game.language.grammar import format_order
from game.model.orders import Move
from game.ui.app import App
from game.ui.inputs import Drag
from game.ui.scenes.play import PlayScene
from game.ui.session import new_session
from game.ui.settings import Settings
from game.ui.window import Window
from tests.bench import positions

SIZE = (1280, 800)
_THERE, _BACK = (7, 5), (-7, -5)


class Screen:
    """The night assault at its start, on a window that nobody sees."""

    def __init__(self, folder: Path) -> None:
        self.app = App(Window.open(SIZE, "bench"), Settings(speed="off"), Catalogue(), folder / "window.json")
        session = new_session(positions.night(), ("human", "human"), positions.SEED)
        session.match.autosave = None
        self.scene = PlayScene(self.app, session)
        self.app.open(self.scene)
        self.scene.overlays.clear()
        self.app.refresh()
        self._frame = 0

    def redraw(self) -> None:
        """Everything once more, nothing kept of the frame before."""
        self.app._shown = None
        self.app.refresh()

    def rebuild(self) -> None:
        """Everything once more, no pictures kept either: what another size or theme costs."""
        self.app._painter.forget()
        self.redraw()

    def zoom(self, steps: str) -> None:
        """Goes nearer, so that there is something to scroll."""
        self.scene.run(f"ui zoom {steps}")
        self.app.refresh()

    def scroll(self) -> None:
        """One frame of dragging the map with the mouse."""
        self._frame += 1
        dx, dy = _THERE if self._frame // 20 % 2 else _BACK
        x, y = self.scene.map_rect.centre
        self.scene.pointed(Drag("left", x + dx, y + dy, dx, dy, x, y))
        self.app.refresh()

    def move(self) -> None:
        """Marches a unit one hex or takes the march back, without drawing it yet."""
        match = self.scene.session.match
        if match.orders:
            self.scene.run("undo")
            return
        game = match.game
        for unit in positions.marchers(game):
            for to in sorted(game.desk(game.state.side).reach(unit)):
                order = Move(game.state.side, unit, to)
                done = game.clone().submit(order)
                if getattr(done, "undoable", False):
                    self.scene.run(format_order(order, match.scenario))
                    assert match.orders, "the order was not taken"
                    return
        raise LookupError("every march reveals something")

    def close(self) -> None:
        """Ends the program."""
        self.app.quit()
        self.app.finish()
