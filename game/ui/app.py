"""The program of the window: its loop, its scenes one over the other, and what happens when something fails."""

from __future__ import annotations

import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from game.data.catalogue import Catalogue
from game.record.storage import log_folder, scenarios_folder
from game.ui import popups
from game.ui import settings as store
from game.ui.draw import Drawing
from game.ui.fonts import Fonts
from game.ui.geometry import Rect
from game.ui.inputs import InputEvent, MouseMove, Quit, Resize, Wake
from game.ui.painter import Painter
from game.ui.scenes.overlay import DialogOverlay
from game.ui.scenes.scene import Scene
from game.ui.scenes.sourcing import HINT, VERB
from game.ui.scenes.title import TitleScene
from game.ui.settings import Settings
from game.ui.start import Start, first_scene
from game.ui.theme import Theme, make_theme
from game.ui.widgets import Button
from game.ui.window import Window

TITLE: Final = "Undeclared War"
_TOOLTIP_AFTER = 0.45
"""Seconds for which the pointer must rest before it is explained what lies under it."""
_FAULTS_LIMIT = 5
"""Failures in a row to draw, after which the program gives up instead of failing for ever."""


class App:
    """Holds the window and the scenes; scenes know it as their `Shell`."""

    def __init__(self, window: Window, settings: Settings, catalogue: Catalogue, settings_path: Path | None) -> None:
        self.window = window
        self.settings = settings
        self.catalogue = catalogue
        self.scenes: list[Scene] = []
        self.record: Path | None = None
        self.fault = ""
        """What went wrong last, in a sentence; for the exit code and for tests."""
        self._path = settings_path
        self._fonts = Fonts()
        self._painter = Painter(self._fonts)
        self._shown: Drawing | None = None
        self._theme: Theme | None = None
        self._running = True
        self._rested = 0.0
        self._tip = ""
        self._failed = 0

    # What scenes may ask ----------------------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """Colours, fonts and lengths for the window's size and the settings."""
        wanted = make_theme(self.settings.theme, self.window.size, self.settings.text_size, self._fonts)
        if self._theme is None or self._theme != wanted:
            self._theme = wanted
        return self._theme

    @property
    def window_rect(self) -> Rect:
        """The whole window."""
        return self.window.rect

    @property
    def scene(self) -> Scene:
        """The scene that is shown."""
        return self.scenes[-1]

    def open(self, scene: Scene) -> None:
        """Shows a scene over the present one."""
        self.scenes.append(scene)
        scene.entered()

    def back(self) -> None:
        """Leaves the present scene; the program from the last."""
        self.scenes.pop().close()
        if self.scenes:
            self.scene.entered()
        else:
            self._running = False

    def restart(self, scene: Scene) -> None:
        """Leaves all scenes and shows this one alone."""
        while self.scenes:
            self.scenes.pop().close()
        self.open(scene)

    def quit(self) -> None:
        """Ends the program after the present event."""
        self._running = False

    def apply(self, settings: Settings) -> str:
        """Puts settings in force and keeps them; returns a sentence on what went wrong."""
        before, self.settings = self.settings, settings
        if before.fullscreen != settings.fullscreen:
            self.window.set_fullscreen(settings.fullscreen)
            self._painter.forget()
        self._shown = None
        return store.save(settings, self._path)

    def wake(self, token: str) -> None:
        """Wakes the window from any thread."""
        self.window.wake(token)

    def copy(self, text: str) -> None:
        """Puts text on the clipboard."""
        self.window.copy(text)

    def paste(self) -> str:
        """The text on the clipboard."""
        return self.window.paste()

    # The loop ---------------------------------------------------------------------------------------------------------

    def run(self) -> int:
        """Runs until the player leaves; returns 0, or 1 where the program had to give up."""
        try:
            self.refresh()
            while self._running and self.scenes:
                self.step(self._sleep())
        finally:
            self.finish()
        return 1 if self._failed >= _FAULTS_LIMIT else 0

    def step(self, timeout: float | None = 0.0) -> int:
        """Sleeps until something happens, at most so many seconds, and answers it; how many events there were."""
        events = self.window.events(timeout)
        for event in events:
            self._guarded(event)
            if not self._running or not self.scenes:
                return len(events)
        if not events:
            self._guarded(None)
        self.refresh()
        return len(events)

    def _sleep(self) -> float | None:
        wanted = [self.scene.pause()]
        if self._tip_due() is not None:
            wanted.append(self._tip_due())
        some = [seconds for seconds in wanted if seconds is not None]
        return max(0.001, min(some)) if some else None

    def _tip_due(self) -> float | None:
        if not self._rested or self._tip:
            return None
        return max(0.0, self._rested + _TOOLTIP_AFTER - time.monotonic())

    def _guarded(self, event: InputEvent | None) -> None:
        """Hands one event on; a failure becomes a dialog, never the end of the game."""
        try:
            self._take(event)
        except Exception as error:
            self._report(error)

    def _take(self, event: InputEvent | None) -> None:
        if event is None:
            if self._tip_due() == 0.0:
                self._tip = self._explained() or " "
            self.scene.tick()
            return
        match event:
            case Quit():
                self.scene.ask_quit()
            case Resize():
                self._shown = None
            case Wake(token):
                for scene in tuple(self.scenes):
                    scene.woken(token)
            case _:
                self._tip = ""
                self._rested = time.monotonic() if isinstance(event, MouseMove) and event.x >= 0 else 0.0
                self.scene.handle(event)

    def _explained(self) -> str:
        """The explanation of what is under the pointer, and that it can be asked where it comes from."""
        drawing, spot = self.scene.drawing, self.scene.mouse
        asked = HINT if drawing.context_at(*spot).startswith(VERB) else ""
        return f"{drawing.tooltip_at(*spot)}\n{asked}".strip()

    def _report(self, error: Exception) -> None:
        """A dialog on a failure; the details go to a file."""
        self.fault = f"{type(error).__name__}: {error}"
        where = log_fault(error)
        if not self.scenes:
            return
        words = [f"Something in the game went wrong: {self.fault}."]
        words.append("The battle stands as it was before; it is worth saving it now.")
        if where:
            words.append(f"The details are in {where.name}, in the folder of logs.")
        self.scene.overlays.clear()
        self.scene.cover(DialogOverlay("That should not have happened", tuple(words)))

    def refresh(self) -> None:
        """Draws what has changed."""
        if not self.scenes:
            return
        try:
            drawing = self._with_tip(self.scene.draw())
            if self._shown is not None and drawing.commands == self._shown.commands:
                return
            regions = self._painter.repaint(self.window.surface, self._shown, drawing)
            self._failed = 0
        except Exception as error:
            self._failed += 1
            self._report(error)
            drawing = self._emergency()
            regions = self._painter.repaint(self.window.surface, None, drawing)
            self._running = self._running and self._failed < _FAULTS_LIMIT
        self._shown = drawing
        self.window.present(regions)
        self.window.set_caption(self.caption())

    def caption(self) -> str:
        """What the title bar says: program, scene, and an ellipsis while something lies over the scene."""
        if not self.scenes:
            return TITLE
        return f"{TITLE} · {self.scene.caption()}{' …' if self.scene.overlays else ''}"

    def _with_tip(self, drawing: Drawing) -> Drawing:
        self.window.set_pointer("hand" if drawing.action_at(*self.scene.mouse) else "arrow")
        words = self._tip.strip()
        if not words:
            return drawing
        tip = popups.tooltip(self.theme, self.window_rect, *self.scene.mouse, words)
        return drawing + tip.grouped(self.window_rect)

    def _emergency(self) -> Drawing:
        """A dialog alone, for when the scene cannot be drawn."""
        theme, window = self.theme, self.window_rect
        button = Button("To the title", "ui title", "enter", "Enter", primary=True)
        content = popups.Dialog("This cannot be drawn", (self.fault,), (button,))
        self.scene.overlays.clear()
        drawing, _ = popups.dialog(theme, window, content)
        self.scene.drawing = drawing
        self.restart(TitleScene(self))
        return drawing

    def finish(self) -> None:
        """Writes what was asked for at the end and closes everything."""
        for scene in reversed(self.scenes):
            scene.close()
            if self.record is not None:
                with suppress(OSError):
                    scene.write_record(self.record)
        self.window.close()


def log_fault(error: BaseException) -> Path | None:
    """Appends a failure with its trace to the log and returns the file; None where that is not possible."""
    path = log_folder() / "faults.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)) + "\n")
    except OSError:
        return None
    return path


def run(
    scenario: str | Path | None = None,
    *,
    seats: Sequence[str] | None = None,
    seed: int | None = None,
    load: Path | None = None,
    record: Path | None = None,
    size: tuple[int, int] = (1280, 800),
    fullscreen: bool | None = None,
    roots: Sequence[Path] = (),
    settings_path: Path | None = None,
) -> int:
    """Opens the window and plays until it is closed; returns the exit code.

    Args:
        scenario: id or folder of a scenario to go to at once; None for the title.
        seats: who plays its two sides, `human` or a level of the computer.
        seed: seed of its dice; None for a new one.
        load: a save to go on with.
        record: file into which the replay is written when the window closes.
        roots: folders of scenarios besides the player's own.
        settings_path: file of the settings; None for the usual one.

    Raises:
        OSError: there is no display.
        LookupError: there is no such scenario, or it is broken.
    """
    settings, fault = store.load(settings_path)
    start = Start(scenario, tuple(seats) if seats else None, seed, load)
    window = Window.open(size, TITLE, fullscreen=settings.fullscreen if fullscreen is None else fullscreen)
    try:
        app = App(window, settings, Catalogue((*roots, scenarios_folder())), settings_path)
        app.record = record
        app.open(TitleScene(app))
        first = first_scene(app, start)
        if first is not None:
            app.open(first)
        if fault:
            app.scene.tell("Settings", fault)
    except BaseException:
        window.close()
        raise
    return app.run()
