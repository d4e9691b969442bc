"""A whole battle in a real window by mouse and keys; the terminal gives the same game for the same orders."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Protocol

import pytest

from game.core.ids import SideId
from game.data.catalogue import load_scenario
from game.language.grammar import format_order
from game.match import new_match
from game.model.scenario import Scenario
from game.record import replay
from game.record.playback import Playback
from game.terminal import console
from game.ui import mapview
from game.ui.layout import play_frame
from game.ui.session import new_session
from game.ui.settings import Settings
from game.ui.start import Start, first_scene
from game.ui.theme import make_theme
from tests.ui.script_player import Player

SCENARIO, SEED, SEATS = "khasan-outpost", 7, ("human", "staff")
SIZE = (1280, 800)
ROOT = Path(__file__).parents[2]
_PROGRAM = (
    "import sys; from pathlib import Path; from game.ui.app import run; "
    f"sys.exit(run({SCENARIO!r}, seats={SEATS!r}, seed={SEED}, record=Path(sys.argv[1]), size={SIZE!r}, "
    "settings_path=Path(sys.argv[2])))"
)
_SETTINGS = '{"speed": "off"}\n'


class Hands(Protocol):
    """Somebody at keyboard and mouse, who reads the title bar."""

    def key(self, chord: str) -> None:
        """Presses a key."""
        ...

    def text(self, words: str) -> None:
        """Types letters."""
        ...

    def click(self, x: int, y: int) -> None:
        """Clicks."""
        ...

    def title(self) -> str:
        """The words of the title bar."""
        ...


class DummyHands:
    """The same program without a screen; events pass through pygame's queue all the same."""

    def __init__(self, folder: Path, record: Path) -> None:
        self.player = Player(folder, SIZE, Settings(speed="off"))
        self.player.app.record = record
        scene = first_scene(self.player.app, Start(SCENARIO, SEATS, SEED))
        assert scene is not None
        self.player.app.open(scene)
        self.player.app.refresh()

    def key(self, chord: str) -> None:
        self.player.key(chord)

    def text(self, words: str) -> None:
        for sign in words:
            self.player.key("space" if sign == " " else sign)

    def click(self, x: int, y: int) -> None:
        self.player.point(x, y)

    def title(self) -> str:
        self.player.settle()
        return self.player.app.caption()


class RealHands:
    """A window under Xvfb, and xdotool's hands."""

    NAMES: ClassVar = {"enter": "Return", "escape": "Escape", ":": "colon", "/": "slash", "space": "space"}

    def __init__(self, display: str, program: int) -> None:
        self.env = {**os.environ, "DISPLAY": display}
        self.program = str(program)
        self.window = self._wait_for_window()
        self._run("windowfocus", "--sync", self.window)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=30, check=False
        )
        return done.stdout.strip()

    def _wait_for_window(self) -> str:
        for _ in range(200):
            found = self._run("search", "--onlyvisible", "--pid", self.program).splitlines()
            if found:
                return found[0]
            time.sleep(0.1)
        raise AssertionError("the window never came")

    def key(self, chord: str) -> None:
        parts = [self.NAMES.get(part, part) for part in ([chord] if len(chord) == 1 else chord.split("+"))]
        self._run("key", "+".join(parts))
        time.sleep(0.05)

    def text(self, words: str) -> None:
        self._run("type", "--delay", "15", words)
        time.sleep(0.1)

    def click(self, x: int, y: int) -> None:
        self._run("mousemove", str(x), str(y), "click", "1")
        time.sleep(0.15)

    def title(self) -> str:
        return self._run("getwindowname", self.window)


def wait(hands: Hands, *wanted: str, seconds: float = 60) -> str:
    """The title bar once it holds all the words."""
    end = time.monotonic() + seconds
    title = ""
    while time.monotonic() < end:
        title = hands.title()
        if all(word in title for word in wanted):
            return title
        time.sleep(0.05)
    raise AssertionError(f"the window never said {wanted}; it says '{title}'")


def clear(hands: Hands) -> None:
    """Closes notes; a decision is answered with its first option."""
    for _ in range(40):
        if not hands.title().endswith("…"):
            return
        hands.key("1")
        hands.key("escape")
        time.sleep(0.05)


def spot(scenario: Scenario, name: str) -> tuple[int, int]:
    """Where a hex stands in the window as a battle opens."""
    theme = make_theme("paper", SIZE)
    rect = play_frame(theme, *SIZE).map
    board = scenario.board
    view = new_session(scenario, SEATS, SEED).desk.view()
    troops = [own.hex for own in view.units if own.hex >= 0] + [c.hex for c in view.contacts if c.hex >= 0]
    near = [p.hex for p in board.objectives if any(board.grid.distance(p.hex, s) < 6 for s in troops)]
    hex_ = board.grid.parse(name)
    assert hex_ is not None
    x, y = mapview.centre_of(mapview.framed(rect, board, [*troops, *near]), rect, board, hex_)
    return round(x), round(y)


def play(hands: Hands, scenario: Scenario) -> None:
    """The battle: a march by mouse, one by keys and typing, then turn after turn to the report."""
    wait(hands, "briefing")
    hands.key("enter")
    wait(hands, "turn 1")
    clear(hands)
    hands.key("ctrl+l")
    hands.click(*spot(scenario, "1218"))
    hands.click(*spot(scenario, "1317"))
    wait(hands, "orders 1")
    hands.key(":")
    hands.text("move sakuma 1220")
    hands.key("enter")
    wait(hands, "orders 2")
    hands.key("escape")
    hands.key("t")
    hands.key("a")
    wait(hands, "orders 3")
    for turn in range(1, 9):
        clear(hands)
        if "report" in hands.title():
            return
        wait(hands, f"turn {turn}")
        hands.key("ctrl+enter")
        if hands.title().endswith("…"):
            hands.key("enter")
        wait(hands, *(["report"] if turn == 8 else [f"turn {turn + 1}"]))


def judge(record_file: Path, scenario: Scenario) -> None:
    """The replay is finished, and its human orders typed at the terminal lead to the same state."""
    record = replay.read(record_file)
    assert record.is_finished, "the battle was played to its end"
    orders = Playback(record, scenario).orders
    human = SideId(SEATS.index("human"))
    lines = [format_order(order, scenario) for order in orders if order.side == human]
    assert len(lines) > 8, "the player gave orders in every turn"
    match = new_match(scenario, SEED, SEATS)
    code = console.run(match, io.StringIO("\n".join(lines) + "\n"), io.StringIO(), strict=True)
    assert code == console.FINISHED, "the terminal takes every line of the window"
    assert match.game.digest() == record.ending.digest, "and leads to the same game"


@pytest.fixture
def scenario() -> Scenario:
    found = load_scenario(SCENARIO).scenario
    assert found is not None
    return found


@pytest.fixture
def display() -> Iterator[str]:
    """A display of Xvfb of our own."""
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        pytest.skip("Xvfb and xdotool are not here; the headless twin of this test plays the same battle")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        name = number.readline().strip()
    try:
        yield f":{name}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.slow
def test_a_battle_without_a_screen(own_folders: Path, scenario: Scenario) -> None:
    record = own_folders / "replay.jsonl"
    hands = DummyHands(own_folders, record)
    play(hands, scenario)
    hands.player.close()
    judge(record, scenario)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.usefixtures("own_folders")
def test_a_battle_in_a_real_window(tmp_path: Path, scenario: Scenario, display: str) -> None:
    record, settings = tmp_path / "replay.jsonl", tmp_path / "window.json"
    settings.write_text(_SETTINGS, encoding="utf-8")
    home = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME")}
    env = {**os.environ, **home, "DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
    with (tmp_path / "output.txt").open("wb") as output:
        program = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(record), str(settings)],
            cwd=ROOT,
            env=env,
            stdout=output,
            stderr=output,
        )
        try:
            hands = RealHands(display, program.pid)
            play(hands, scenario)
            hands.key("ctrl+q")
            assert program.wait(60) == 0, (tmp_path / "output.txt").read_text(encoding="utf-8")
        finally:
            program.kill()
    judge(record, scenario)
