"""The play scene: the battle on the map. Its keys, clicks and typed lines are one and the same language."""

from __future__ import annotations

import traceback
from pathlib import Path

from game.model.scenario import Scenario
from game.model.view import View
from game.record.problems import RecordProblem
from game.record.storage import save_path
from game.ui.draw import Drawing
from game.ui.entry import FieldState
from game.ui.geometry import Rect
from game.ui.inputs import Drag, KeyPress, MouseDown, MouseMove, MouseUp, Wheel
from game.ui.panels.model_army import first_folds
from game.ui.scenes import play_air, play_asks, play_looks, play_view
from game.ui.scenes.files import FilesScene
from game.ui.scenes.overlay import DialogOverlay, FieldOverlay
from game.ui.scenes.play_hands import Hands
from game.ui.scenes.play_orders import OrderDesk
from game.ui.scenes.play_state import PlayState
from game.ui.scenes.play_turns import Turns
from game.ui.scenes.scene import Scene, Shell, Verb
from game.ui.session import COMPUTERS, Session, open_save
from game.ui.theme import Theme
from game.ui.widgets import Button

QUICK = "quicksave"


class PlayScene(Scene):
    """One battle. Its parts: `hands` for map and mouse, `orders` for lines, `turns` for the course of the battle."""

    name = "play"

    def __init__(self, shell: Shell, session: Session) -> None:
        super().__init__(shell)
        self.session = session
        session.wake = shell.wake
        self.state = PlayState(session)
        self.hands = Hands(self)
        self.orders = OrderDesk(self)
        self.turns = Turns(self)
        self._opened = False
        self.verbs |= self._map_verbs() | self._battle_verbs() | self._screen_verbs()

    # Verbs ------------------------------------------------------------------------------------------------------------

    def _map_verbs(self) -> dict[str, Verb]:
        hands, state = self.hands, self.state
        return {
            "click": hands.click,
            "enter": lambda words: self._enter(),
            "select": hands.select,
            "stack": lambda words: hands.stack(),
            "join": lambda words: hands.join(),
            "next": hands.next,
            "previous": lambda words: hands.next("", -1),
            "done": hands.done,
            "target": hands.target,
            "cursor": hands.cursor,
            "centre": lambda words: hands.centre(hands.hex(words)),
            "pan": hands.pan,
            "zoom": hands.zoom,
            "way": hands.way,
            "unway": lambda words: setattr(state, "via", state.via[:-1]),
            "menu": hands.menu,
            "show": lambda words: play_looks.show(self, words),
            "overlay": lambda words: play_looks.show(self, words),
            "contact": lambda words: play_looks.contact(self, words),
            "reach": lambda words: play_looks.reach(self, words),
            "gait": lambda words: play_looks.gait(self, words),
            "press": lambda words: play_looks.press(self, words),
            "highlight": lambda words: play_looks.highlight(self, words),
        }

    def _battle_verbs(self) -> dict[str, Verb]:
        return {
            "assault": lambda words: self.hands.strike(),
            "bombard": lambda words: self.hands.fire(),
            "odds": lambda words: play_asks.odds(self, words),
            "los": lambda words: play_asks.sight(self, words),
            "measure": lambda words: play_asks.measure(self, words),
            "describe": lambda words: play_asks.describe(self),
            "statistics": lambda words: play_asks.statistics(self),
            "losses": lambda words: play_asks.losses(self),
            "squadron": lambda words: play_air.squadron(self, words),
            "sortie": lambda words: play_air.sortie(self, words),
            "raid": lambda words: play_air.raid(self, words),
            "fly": lambda words: play_air.fly(self),
            "mission": lambda words: play_looks.mission(self, words),
            "end": lambda words: self.turns.ask_end(),
            "decision": lambda words: self.turns.decision(),
            "faster": lambda words: self.turns.faster(),
            "hurry": lambda words: self.session.hurry(),
            "seat": lambda words: self.turns.take_seat(),
            "note": self.turns.open_note,
            "lesson": lambda words: play_looks.lesson(self, words),
            "over": lambda words: self.open_report(),
            "compare": lambda words: self.open_report(words or "history"),
        }

    def _screen_verbs(self) -> dict[str, Verb]:
        return {
            "cancel": lambda words: self._cancel(),
            "command": self._command,
            "complete": lambda words: self._complete(int(words)),
            "tab": lambda words: play_looks.tab(self, words),
            "fold": lambda words: play_looks.fold(self, words),
            "log": lambda words: self.session.book.log.wheel(int(words)),
            "scroll": lambda words: play_looks.scroll(self, words),
            "save": self._ask_save,
            "load": lambda words: self.shell.open(FilesScene(self.shell, self._load)),
            "quicksave": lambda words: self.orders.save(f"{QUICK}-{self.session.scenario.id}"),
            "quickload": lambda words: self._load(save_path(f"{QUICK}-{self.session.scenario.id}")),
            "title": self._to_title,
            "leave": lambda words: self.shell.quit(),
        }

    # Scene ------------------------------------------------------------------------------------------------------------

    @property
    def map_rect(self) -> Rect:
        """Where the map lies."""
        return play_view.frame_of(self.shell.theme, self.shell.window_rect).map

    def entered(self) -> None:
        """The first time the map is set to the usual zoom; then the battle goes on."""
        if not self._opened:
            self._opened = True
            self.hands.reveal_troops(self.shell.settings.zoom)
            self.state.tab, self.state.folds = "aims", first_folds(self.state.desk)
            self.turns.lessons()
        self.turns.go_on()

    def uncovered(self) -> None:
        """An overlay is gone: the next note, decision or turn may come."""
        self.turns.go_on()

    def area(self, theme: Theme, window: Rect) -> Rect:
        """Notes stand over the map."""
        return play_view.frame_of(theme, window).map

    def caption(self) -> str:
        """Scenario, turn, orders and who is at work; scripts of tests read it too."""
        game = self.session.game
        busy = " · computers at work" if self.session.is_busy else ""
        over = " · over" if self.session.is_over else ""
        view = self.state.desk.view()
        return f"{self.session.scenario.title} · turn {view.turn} · orders {game.state.order_count}{busy}{over}"

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """Map, panel, log, command line."""
        return play_view.paint(self, theme, window)

    def pause(self) -> float | None:
        """Seconds until the next frame of what is shown."""
        return self.turns.pause()

    def tick(self) -> None:
        """The next frame."""
        self.turns.tick()

    def woken(self, token: str) -> None:
        """The worker has something to tell; what other scenes asked of it is theirs."""
        if token == COMPUTERS:
            self.turns.woken()

    def turns_words(self) -> str:
        """What is at work, for the strip over the map."""
        if self.session.is_busy:
            words = self.session.worker.words
            return f"The enemy is moving{': ' + words if words else ''}. The map stays usable; Esc hurries him on."
        if self.turns.step is not None:
            return f"{self.turns.step.words or 'The enemy moves.'}"
        return ""

    def failed(self, title: str, error: Exception) -> None:
        """A worker's failure, with its words; the battle stands as it was and was saved."""
        from game.ui.app import log_fault  # noqa: PLC0415  (the app knows the scenes)

        log_fault(error)
        self.session.autosave()
        last = traceback.extract_tb(error.__traceback__)[-1:]
        where = f"In {Path(last[0].filename).name}, line {last[0].lineno}." if last else ""
        saved = self.session.fault or "The battle was saved as it stands."
        self.cover(DialogOverlay(title, (f"{type(error).__name__}: {error}", where, saved)))

    def known(self) -> tuple[Scenario, View]:
        """This battle, as the player knows it."""
        return self.session.scenario, self.state.desk.view()

    def source_here(self) -> str:
        """The place under the pointer or the ground there; none where the pointer is off the map."""
        return play_asks.source_here(self)

    def write_record(self, path: Path) -> None:
        """Writes the replay of the battle."""
        self.session.match.save(path)

    def close(self) -> None:
        """Stops the worker and saves."""
        self.session.close()

    # Typing -----------------------------------------------------------------------------------------------------------

    def typed(self, press: KeyPress) -> bool:
        """The command line takes keys while it has the keyboard; function keys and Ctrl chords stay commands."""
        state = self.state
        if not state.typing:
            return False
        if press.chord in ("enter", "escape", "tab", "shift+tab", "page up", "page down"):
            self._line_key(press)
            return True
        if press.ctrl and press.key in ("c", "v"):
            self._clip(press.key)
            return True
        if press.ctrl and press.chord in ("ctrl+enter", "ctrl+s", "ctrl+o", "ctrl+q"):
            return False
        before = state.entry.text
        used = state.entry.key(press)
        if state.entry.text != before:
            state.completion.selected, state.completion.top = 0, 0
        return used

    def _line_key(self, press: KeyPress) -> None:
        state = self.state
        items = play_view.candidates(self)
        match press.chord:
            case "enter":
                line = state.entry.submit()
                if line:
                    self.orders.typed(line)
                else:
                    state.typing = False
            case "escape":
                state.typing = False
                state.entry.put("")
            case "tab" if items:
                self._complete(max(0, state.completion.selected))
            case "shift+tab" | "page down" if items:
                state.completion.select((state.completion.selected + 1) % len(items), len(items), 6)
            case "page up" if items:
                state.completion.select((state.completion.selected - 1) % len(items), len(items), 6)

    def _clip(self, key: str) -> None:
        if key == "c":
            self.shell.copy(self.state.entry.text)
        else:
            self.state.entry.insert(self.shell.paste())

    def _complete(self, number: int) -> None:
        items = play_view.candidates(self)
        if 0 <= number < len(items):
            self.state.entry.complete(items[number].text)
            self.state.completion.selected, self.state.completion.top = 0, 0
            self.state.typing = True

    def _command(self, words: str) -> None:
        self.state.typing = True
        if words:
            self.state.entry.put(f"{words} ")

    def history(self, line: str) -> None:
        """Keeps a line that keys or mouse gave, so that Up recalls it."""
        lines = self.state.entry.history
        if not lines or lines[-1] != line:
            lines.append(line)

    # Running ----------------------------------------------------------------------------------------------------------

    def run(self, action: str) -> None:
        """Carries out an action: a click on a hex, a command of the interface, or a line of the order language."""
        head, _, rest = action.partition(" ")
        if head == "hex":
            self.hands.click(rest)
        elif head in ("complete", "completion"):
            self._pop_up(head, rest)
        elif head == "ui":
            verb, words = self.verb_of(action)
            if verb is None:
                self.session.book.say([(f"The interface has no command '{rest}'.", "bad")])
            else:
                verb(words)
        else:
            self.orders.give(action)

    def _pop_up(self, head: str, rest: str) -> None:
        items = play_view.candidates(self)
        if head == "complete":
            self._complete(int(rest))
        else:
            self.state.completion.wheel(int(rest), len(items), 6)

    def pointed(self, event: MouseMove | MouseDown | MouseUp | Drag | Wheel) -> bool:
        """The map's own mouse."""
        return self.hands.pointed(event)

    def _enter(self) -> None:
        if self.state.cursor is not None:
            self.hands.click(self.hands.name(self.state.cursor))

    def _cancel(self) -> None:
        """Lets go of one thing: what is shown, the command line, target, way-points, selection."""
        state = self.state
        if self.turns.step is not None:
            self.turns.faster()
        elif self.session.is_busy:
            self.turns.ask_hurry()
        elif state.target is not None:
            state.aim(None)
            state.tab = "unit"
        elif state.tab == "air" and state.squadron is not None:
            state.squadron, state.air_target, state.air_base = None, None, ""
        elif state.via:
            state.via = ()
        elif state.highlighted:
            state.highlighted = ""
        elif state.selected:
            state.select()
            state.hover = None
        else:
            self.cover(self._leave_dialog())

    # Leaving ----------------------------------------------------------------------------------------------------------

    def _ask_save(self, words: str) -> None:
        if words:
            self.orders.save(words)
            return
        self.cover(
            FieldOverlay(
                "Save the battle",
                ("Under which name?",),
                "ui save",
                FieldState(self.session.scenario.id, len(self.session.scenario.id)),
            )
        )

    def _load(self, path: Path) -> None:
        """Another battle instead of this one, which was saved by itself."""
        try:
            session = open_save(path, self.shell.catalogue)
        except (RecordProblem, LookupError, OSError) as error:
            self.tell("This save cannot be opened", f"{error}.", "The battle on the screen is as it was.")
            return
        self.shell.back()
        self.shell.open(PlayScene(self.shell, session))

    def _leave_dialog(self) -> DialogOverlay:
        words = "The battle is saved by itself; 'Continue' on the title goes on with it."
        return DialogOverlay(
            "The battle",
            (words,),
            (
                Button("Go on", "close", "escape", "Esc", primary=True),
                Button("Save as", "ui save", "s", "S"),
                Button("Settings", "ui settings", "o", "O"),
                Button("To the title", "ui title", "t", "T", "Title"),
            ),
            620,
        )

    def _to_title(self, words: str) -> None:
        from game.ui.scenes.title import TitleScene  # noqa: PLC0415  (the title opens this scene)

        self.shell.restart(TitleScene(self.shell))

    def leave(self) -> None:
        """Back means the title: a briefing of a battle that runs is no use."""
        self._to_title("")

    def ask_quit(self) -> None:
        """Asks before the program ends while a battle runs."""
        self.cover(
            DialogOverlay(
                "Leave the game?",
                ("The battle is saved by itself.",),
                (
                    Button("Stay", "close", "escape", "Esc"),
                    Button("Leave", "ui leave", "enter", "Enter", primary=True),
                ),
            )
        )

    def open_report(self, tab: str = "") -> None:
        """The report: the final one, or a page of it that can be told while the battle goes on."""
        from game.ui.scenes.report import ReportScene  # noqa: PLC0415  (only needed at the end)

        if self.session.is_over or tab:
            self.shell.open(ReportScene(self.shell, self.session, tab))
