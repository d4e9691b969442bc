"""The replay: a record on the map, forwards and backwards; from any point one may play on, or measure what it cost."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from attrs import define, field

from game.core.ids import HexId, SideId
from game.model.orders import Order
from game.model.scenario import Scenario
from game.model.view import View
from game.record import replay, storage
from game.record.playback import Playback
from game.record.problems import RecordProblem
from game.report.forked import Forked, Stopped
from game.ui import mapview
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.inputs import Drag, MouseDown, MouseMove, MouseUp, Wheel
from game.ui.lists import ListState, Log
from game.ui.parts import Parts
from game.ui.reel import Reel
from game.ui.scenes import replay_courses as courses
from game.ui.scenes import replay_view
from game.ui.scenes.map_hands import MapHands
from game.ui.scenes.replay_measure import MEASURE, NothingElse
from game.ui.scenes.scene import Scene, Shell
from game.ui.theme import Theme
from game.ui.worker import Worker

TABS: Final = {"battles": "Battles", "record": "History", "hex": "Hex", "cost": "Cost"}
"""Pages of the panel with their names."""
SPEEDS: Final = (1.6, 0.8, 0.4, 0.15)
"""Seconds for which an order stays on the screen while the record plays."""
SLICE_S: Final = 0.1
"""Seconds of playing before the screen is drawn again, on a long way."""


@define(eq=False)
class ReplayState:
    """How the replay is shown."""

    cursor: HexId | None = None
    hover: HexId | None = None
    camera: mapview.MapCamera | None = None
    overlays: frozenset[str] = mapview.USUAL
    tab: str = "battles"
    plays: bool = False
    speed: int = 1
    due: float = 0.0
    """When the next order is shown."""
    log: Log = field(factory=Log)
    scroll: dict[str, ListState] = field(factory=lambda: {tab: ListState() for tab in TABS})
    parts: Parts = field(factory=Parts)
    said: str = ""
    """The answer to the last key, until the next."""
    found: Forked | None = None
    """What was measured last."""
    instead: tuple[int, tuple[Order, ...]] | None = None
    """Orders that could have been given in place of the one of that number."""


class ReplayScene(Scene):
    """A record on the map."""

    name = "replay"

    def __init__(self, shell: Shell, reel: Reel) -> None:
        super().__init__(shell)
        self.reel = reel
        self.state = ReplayState()
        self.hands = MapHands(self, self.state, reel.scenario.board)
        self.worker = Worker(shell.wake)
        self._opened = False
        self.verbs |= {
            "go": lambda words: self._go(int(words)),
            "step": lambda words: self._go(self.reel.goal + int(words)),
            "turn": self._turn,
            "battle": self._battle,
            "play": lambda words: self._play(),
            "speed": lambda words: self._speed(int(words)),
            "viewer": self._viewer,
            "show": self._show,
            "cursor": self._cursor,
            "centre": lambda words: self.hands.centre(self.hands.hex(words)),
            "menu": self._click,
            "pan": self.hands.pan,
            "zoom": self.hands.zoom,
            "tab": self._tab,
            "scroll": self._scroll,
            "log": lambda words: self.state.log.wheel(int(words)),
            "fork": lambda words: courses.play_on(self),
            "measure": lambda words: courses.measure(self, words),
            "instead": lambda words: courses.instead(self, words),
            "stop": lambda words: self._stop(),
            "weather": lambda words: None,
        }

    # Scene ------------------------------------------------------------------------------------------------------------

    @property
    def map_rect(self) -> Rect:
        """Where the map lies."""
        return replay_view.frame_of(self.shell.theme, self.shell.window_rect).map

    def entered(self) -> None:
        """The first time the map is set to where the troops are."""
        if not self._opened:
            self._opened = True
            view = self.reel.view
            spots = [own.hex for own in view.units if own.hex >= 0] + [c.hex for c in view.contacts if c.hex >= 0]
            self.hands.first_look(self.shell.settings.zoom, spots)

    def caption(self) -> str:
        """Scenario, order and turn; scripts of tests read it too."""
        reel = self.reel
        return f"replay: {reel.scenario.title} · order {reel.at} of {len(reel.orders)} · turn {reel.game.state.turn}"

    def area(self, theme: Theme, window: Rect) -> Rect:
        """Dialogs stand over the map."""
        return replay_view.frame_of(theme, window).map

    def known(self) -> tuple[Scenario, View | None]:
        """The scenario, and the side whose picture is shown."""
        viewer = self.reel.viewer
        return self.reel.scenario, None if viewer is None else self.reel.game.view(viewer)

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """Map, log, time line, panel."""
        return replay_view.paint(self, theme, window)

    def pause(self) -> float | None:
        """Seconds to the next order or the next piece of a long way."""
        if self.reel.moves:
            return 0.0
        if self.state.plays:
            return max(0.0, self.state.due - time.monotonic())
        return None

    def tick(self) -> None:
        """Goes on."""
        if not self.reel.moves and self.state.plays and time.monotonic() >= self.state.due:
            self.reel.aim(self.reel.at + 1)
            self.state.due = time.monotonic() + SPEEDS[self.state.speed]
            self.state.plays = self.reel.moves
        if self.reel.moves:
            end = time.monotonic() + SLICE_S
            self._advance(lambda: time.monotonic() > end)

    def _advance(self, enough: Callable[[], bool]) -> None:
        reel = self.reel
        try:
            reel.step(enough)
        except RecordProblem as problem:
            self.state.plays = False
            self.tell("The record cannot be played further", f"{problem}.")
        if not reel.moves:
            self._arrived()

    def _arrived(self) -> None:
        """Shows what was told; the map follows the battle."""
        state, told = self.state, self.reel.now()
        replay_view.write_log(self)
        if told is not None and told.spots:
            self.hands.reveal(told.spots[0][0])
        state.scroll["record"].top = 0

    def run(self, action: str) -> None:
        """Carries out an action; a click on a hex shows it."""
        head, _, rest = action.partition(" ")
        self.state.said = ""
        if head == "hex":
            self._click(rest)
        elif head == "show" and rest in self.reel.scenario.unit_by_id:
            self._find(rest)
        else:
            super().run(action)

    def pointed(self, event: MouseMove | MouseDown | MouseUp | Drag | Wheel) -> bool:
        """The map's own mouse."""
        return self.hands.pointed(event)

    def woken(self, token: str) -> None:
        """The measuring is done, or has got further."""
        done = self.worker.take() if token == MEASURE else None
        if done is None:
            return
        if isinstance(done.result, Forked):
            self.state.found, self.state.tab = done.result, "cost"
            self.state.scroll["cost"].top = 0
        elif isinstance(done.error, Stopped):
            self.state.said = "Stopped before the first games were done."
        elif isinstance(done.error, NothingElse):
            self.state.said = str(done.error)
        elif done.error is not None:
            self.tell("The measuring failed", f"{type(done.error).__name__}: {done.error}", "The record is as it was.")

    def write_record(self, path: Path) -> None:
        """Writes the record."""
        storage.replace_file(path, replay.text_of(self.reel.playback.record), replay.parse)

    def close(self) -> None:
        """Stops what is at work."""
        self.worker.stop()

    # Going through the record -----------------------------------------------------------------------------------------

    def _go(self, number: int) -> None:
        self.state.plays = False
        self.reel.aim(number)
        if self.reel.moves:
            end = time.monotonic() + SLICE_S
            self._advance(lambda: time.monotonic() > end)

    def _turn(self, words: str) -> None:
        """A turn by its number, the next one, or the start of this one and then the one before."""
        reel = self.reel
        turn = reel.turn_of(reel.goal)
        if words == "previous":
            self._go(reel.start_of(turn if reel.goal > reel.start_of(turn) else turn - 1))
        else:
            start = reel.start_of(turn + 1 if words == "next" else int(words))
            self._go(start if words != "next" or start > reel.goal else len(reel.orders))

    def _battle(self, words: str) -> None:
        """The next assault or the one before."""
        numbers = self.reel.shown_battles()
        if words == "next":
            found = next((n for n in numbers if n > self.reel.goal), None)
        else:
            found = next((n for n in reversed(numbers) if n < self.reel.goal), None)
        if found is None:
            self.state.said = f"There is no assault {'after' if words == 'next' else 'before'} this order."
        else:
            self._go(found)

    def _play(self) -> None:
        self.state.plays = not self.state.plays and self.reel.at < len(self.reel.orders)
        self.state.due = time.monotonic()

    def _speed(self, by: int) -> None:
        self.state.speed = max(0, min(len(SPEEDS) - 1, self.state.speed + by))
        self.state.said = f"An order every {SPEEDS[self.state.speed]:g} seconds."

    def _stop(self) -> None:
        """Stops what goes on; with nothing that does, leaves."""
        if self.worker.is_busy:
            self.worker.stop()
        elif self.state.plays or self.reel.moves:
            self.state.plays = False
            self.reel.aim(self.reel.at)
            self._arrived()
        else:
            self.leave()

    # Looking ----------------------------------------------------------------------------------------------------------

    def _viewer(self, words: str) -> None:
        """Both sides or one of them: the one named, or the next."""
        reel, sides = self.reel, self.reel.scenario.sides
        if reel.only_side is not None:
            self.state.said = "While this battle goes on you see your own side's picture only."
            return
        ring: list[SideId | None] = [None, *(side.number for side in sides)]
        named = {"both": None} | {side.id: side.number for side in sides}
        reel.look_by(named[words] if words in named else ring[(ring.index(reel.viewer) + 1) % len(ring)])
        replay_view.write_log(self)

    def _show(self, words: str) -> None:
        """Turns overlays on and off."""
        for word in words.split():
            if word in mapview.OVERLAYS:
                self.state.overlays = self.state.overlays ^ {word}
                state = "shown" if word in self.state.overlays else "hidden"
                self.state.said = f"{mapview.OVERLAYS[word]}: {state}."

    def _click(self, word: str) -> None:
        self.state.cursor = self.hands.hex(word)
        self.state.tab = "hex"

    def _cursor(self, words: str) -> None:
        self.hands.cursor(words)
        self.state.tab = "hex"

    def _find(self, unit: str) -> None:
        """Shows where a unit is, as far as the one who looks on can know."""
        number = self.reel.scenario.unit_by_id[unit]
        view = self.reel.view
        own = view.unit_of.get(number)
        spot = own.hex if own is not None else next((c.hex for c in view.contacts if c.unit == number), -1)
        if spot >= 0:
            self.hands.centre(HexId(spot))
            self.state.tab = "hex"

    def _tab(self, words: str) -> None:
        names = tuple(TABS)
        if words.isdigit() and 1 <= int(words) <= len(names):
            self.state.tab = names[int(words) - 1]
        elif words in TABS:
            self.state.tab = words

    def _scroll(self, words: str) -> None:
        state = self.state.scroll[self.state.tab]
        state.top = max(0, state.top - int(words))


def reel_of(shell: Shell, path: Path) -> Reel:
    """The record in a file, to be shown.

    Raises:
        RecordProblem: it cannot be used.
        LookupError: its scenario is not here, or broken.
    """
    record = replay.read(path)
    entry = shell.catalogue.find(record.header.scenario)
    if entry is None or entry.scenario is None:
        raise LookupError(f"the scenario '{record.header.scenario}' of this save is missing or broken")
    return Reel(Playback(record, entry.scenario), path)


def open_replay(shell: Shell, path: Path) -> str:
    """Shows the record in a file; a sentence on what is wrong with it, empty for nothing."""
    try:
        shell.open(ReplayScene(shell, reel_of(shell, path)))
    except (RecordProblem, LookupError, OSError) as error:
        return f"{error}."
    return ""
