"""What every scene has in common: keys and clicks become actions, actions are carried out by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from game.data.catalogue import Catalogue
from game.model.scenario import Scenario
from game.model.view import View
from game.ui.bindings import Binding, chords
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.inputs import Drag, InputEvent, KeyPress, MouseDown, MouseMove, MouseUp, Wheel
from game.ui.scenes.overlay import DialogOverlay, Overlay
from game.ui.settings import Settings
from game.ui.theme import Rich, Theme


class Shell(Protocol):
    """What scenes may ask of the program."""

    settings: Settings
    catalogue: Catalogue

    @property
    def theme(self) -> Theme:
        """Colours, fonts and lengths of the window as it is now."""

    @property
    def window_rect(self) -> Rect:
        """The whole window."""

    def open(self, scene: Scene) -> None:
        """Shows a scene over the present one."""

    def back(self) -> None:
        """Leaves the present scene for the one below; leaves the game from the last."""

    def restart(self, scene: Scene) -> None:
        """Leaves all scenes and shows this one alone."""

    def quit(self) -> None:
        """Ends the program after the present event."""

    def apply(self, settings: Settings) -> str:
        """Puts settings in force and keeps them; returns a sentence on what went wrong."""

    def wake(self, token: str) -> None:
        """Wakes the window from any thread."""

    def copy(self, text: str) -> None:
        """Puts text on the clipboard."""

    def paste(self) -> str:
        """The text on the clipboard."""


Verb = Callable[[str], None]
"""Carries out one command of the interface; it is given the words after its name."""


class Scene:
    """One scene. Its actions are `ui` and a verb, with words after it; `verbs` knows them all."""

    name = "scene"

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.overlays: list[Overlay] = []
        self.drawing = Drawing()
        self.mouse = (-1, -1)
        self.verbs: dict[str, Verb] = {
            "back": lambda words: self.leave(),
            "help": self.help,
            "keys": lambda words: self.show_keys(),
            "source": self.ask_source,
            "settings": lambda words: self._settings(),
            "text": self._text_size,
            "fullscreen": lambda words: self._set("fullscreen", "no" if shell.settings.fullscreen else "yes"),
            "theme": self._theme,
            "quit": lambda words: self.ask_quit(),
            "leave": lambda words: shell.quit(),
        }

    # What a scene adds ------------------------------------------------------------------------------------------------

    def keys(self) -> Mapping[str, Binding]:
        """Its bindings by chord."""
        return chords(self.name, self.shell.settings.keys)

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """The scene without what lies over it; an empty window unless a scene draws itself."""
        return Canvas(theme, window).drawing()

    def area(self, theme: Theme, window: Rect) -> Rect:
        """Where notes are centred: the map, else the window."""
        return window

    def caption(self) -> str:
        """What the title bar says of it."""
        return self.name

    def typed(self, press: KeyPress) -> bool:
        """Takes a key before the bindings do, for scenes with fields; True where it was used."""
        return False

    def pointed(self, event: MouseMove | MouseDown | MouseUp | Drag | Wheel) -> bool:
        """Takes a mouse event before the hit regions do; True where it was used."""
        return False

    def pause(self) -> float | None:
        """Seconds until `tick` wants to be called; None: never."""
        return None

    def tick(self) -> None:
        """Goes on with an animation."""

    def woken(self, token: str) -> None:
        """Another thread has something to tell."""

    def entered(self) -> None:
        """The scene is shown, for the first time or again."""

    def leave(self) -> None:
        """Goes back to the scene below."""
        self.shell.back()

    def close(self) -> None:
        """The scene is gone for good."""

    def known(self) -> tuple[Scenario | None, View | None]:
        """The scenario whose figures are shown, and who looks at them; None for one who may know everything."""
        scenarios = (entry.scenario for entry in self.shell.catalogue.scenarios())
        return next((scenario for scenario in scenarios if scenario is not None), None), None

    def source_here(self) -> str:
        """Path of the figure that is meant where the pointer is on none; empty for none in particular."""
        return ""

    def write_record(self, path: Path) -> None:
        """Writes the replay of the scene's battle, if it has one.

        Raises:
            OSError: the file cannot be written.
        """

    def ask_quit(self) -> None:
        """Leaves the program; a scene with something to lose asks first."""
        self.shell.quit()

    # Common work ------------------------------------------------------------------------------------------------------

    def draw(self) -> Drawing:
        """Everything to be shown."""
        theme, window = self.shell.theme, self.shell.window_rect
        drawing = self.paint(theme, window)
        for overlay in self.overlays:
            drawing = drawing + overlay.draw(theme, window, self.area(theme, window)).grouped(window)
        self.drawing = drawing
        return drawing

    def handle(self, event: InputEvent) -> None:
        """Takes one event of keyboard or mouse."""
        match event:
            case KeyPress():
                self._pressed(event)
            case MouseMove() | MouseDown() | MouseUp() | Drag() | Wheel():
                self.mouse = (event.x, event.y)
                if self.overlays or not self.pointed(event):
                    self._clicked(event)

    def _pressed(self, press: KeyPress) -> None:
        if self.overlays:
            action = self.overlays[-1].key(press)
            if not action and press.chord in ("f1", "f4", "f11"):
                action = self.keys()[press.chord].action
            self.act(action)
            return
        if self.typed(press):
            return
        binding = self.keys().get(press.chord)
        self.act(binding.action if binding else self.drawing.action_for(press.chord))

    def _clicked(self, event: MouseMove | MouseDown | MouseUp | Drag | Wheel) -> None:
        match event:
            case MouseUp("left", x, y, clicks) if clicks:
                self.act(self.drawing.action_at(x, y))
            case MouseUp("right", x, y, clicks) if clicks:
                self.act(self.drawing.context_at(x, y))
            case Wheel(lines, x, y):
                self.act(self.drawing.wheel_at(x, y, lines))

    def act(self, action: str) -> None:
        """Carries out an action, whether it came from key, mouse or typing; an empty one is nothing."""
        if not action:
            return
        if self.overlays:
            if self.overlays[-1].keeps(action):
                return
            self.overlays.pop()
            if action == "close":
                self.uncovered()
                return
        self.run(action)
        if not self.overlays:
            self.uncovered()

    def uncovered(self) -> None:
        """Nothing lies over the scene any more."""

    def run(self, action: str) -> None:
        """Carries out an action of the scene itself."""
        verb, rest = self.verb_of(action)
        if verb is not None:
            verb(rest)

    def verb_of(self, action: str) -> tuple[Verb | None, str]:
        """The verb that an action begins with, with or without `ui`, and the words after it."""
        word, _, rest = action.removeprefix("ui ").strip().partition(" ")
        return self.verbs.get(word), rest.strip()

    def cover(self, overlay: Overlay) -> None:
        """Puts something over the scene."""
        self.overlays.append(overlay)

    def tell(self, title: str, *words: Rich) -> None:
        """A dialog with words and a button to close it."""
        self.cover(DialogOverlay(title, tuple(words)))

    def help(self, topic: str) -> None:
        """Opens the manual."""
        from game.ui.scenes.manual import ManualScene  # noqa: PLC0415  (the manual is a scene as well)

        self.shell.open(ManualScene(self.shell, self.known()[0], topic))

    def ask_source(self, words: str) -> None:
        """Where a figure comes from: that of a path, that under the pointer, or a choice of all in sight."""
        from game.ui.scenes.sourcing import ask  # noqa: PLC0415  (it asks the scene)

        ask(self, words)

    def open_model(self, scenario: Scenario) -> None:
        """How good the model is for a scenario."""
        from game.ui.scenes.model import ModelScene  # noqa: PLC0415  (a scene as well)

        self.shell.open(ModelScene(self.shell, scenario))

    def show_keys(self) -> None:
        """All keys of the scene in a list."""
        from game.ui.bindings import key_list  # noqa: PLC0415
        from game.ui.scenes.overlay import TextOverlay  # noqa: PLC0415

        self.cover(TextOverlay("Keys", key_list(self.keys().values())))

    def _settings(self) -> None:
        from game.ui.scenes.options import OptionsScene  # noqa: PLC0415  (settings are a scene as well)

        self.shell.open(OptionsScene(self.shell))

    def _set(self, name: str, word: str) -> None:
        from game.ui.settings import changed  # noqa: PLC0415

        fault = self.shell.apply(changed(self.shell.settings, name, word))
        if fault:
            self.tell("Settings", fault)

    def _text_size(self, words: str) -> None:
        size = self.shell.settings.text_size
        step = {"larger": size + 1, "smaller": size - 1}.get(words, 13)
        self._set("text_size", str(min(18, max(12, step))))

    def _theme(self, words: str) -> None:
        other = "paper" if self.shell.settings.theme == "night" else "night"
        self._set("theme", words if words in ("paper", "night") else other)
