"""The report in the window: pages by key and mouse, three columns, plots, other simulated games, the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.data.catalogue import load_scenario
from game.language.origins import origins
from game.model.scenario import Scenario
from game.report import honesty
from game.report.clouds import NoCloud, Simulated
from game.report.document import make_report
from game.report.played import play, played_match
from game.sim.batch import Batch
from game.sim.run import play as play_game
from game.sim.stats import quantile
from game.ui import charts
from game.ui.canvas import Canvas
from game.ui.draw import Drawing, Fill, Polygon, visible
from game.ui.geometry import Rect
from game.ui.scenes.briefing import BriefingScene
from game.ui.scenes.model import ModelScene
from game.ui.scenes.overlay import DialogOverlay, NoteOverlay
from game.ui.scenes.report import RUNNING, TABS, ReportScene
from game.ui.scenes.sourcing import card, paths_of
from game.ui.session import Session, new_session
from game.ui.text import plain
from game.ui.theme import Theme
from tests.ui.script_player import Player, begin

NIGHT = "khasan-night-assault"
GAMES = 4


def scenario() -> Scenario:
    """The night assault."""
    found = load_scenario(NIGHT).scenario
    assert found is not None
    return found


@pytest.fixture(scope="module")
def over() -> Session:
    """A battle between two drills that is over."""
    session = new_session(scenario(), ("drill", "drill"), 41)
    while session.match.game.state.result is None:
        session.match.run_computers()
    return session


@pytest.fixture
def report(player: Player, over: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReportScene]:
    """Its report on the screen, made, with nothing beside it yet."""
    monkeypatch.setattr("game.ui.scenes.report.GAMES", GAMES)
    monkeypatch.setattr("game.ui.scenes.report.shipped_cloud", lambda scenario: NoCloud("none", "none ship with it"))
    scene = ReportScene(player.app, over)
    player.app.open(scene)
    player.settle()
    yield scene


def words(drawing: Drawing) -> str:
    """All that is written."""
    from game.ui.draw import TextLine

    return "\n".join(plain(mark.runs) for mark, _ in visible(drawing.commands) if isinstance(mark, TextLine))


def test_a_match_needs_no_replay_for_its_report(over: Session) -> None:
    replayed = play(over.match.record(), over.scenario)
    at_once = played_match(over.match)
    assert [step.events for step in at_once.steps] == [step.events for step in replayed.steps]
    assert make_report(at_once).account == make_report(replayed).account


def test_every_page_is_reached_by_key_and_by_mouse(player: Player, report: ReportScene) -> None:
    assert report.pages == tuple(TABS)
    seen = []
    for name in TABS:
        assert report.tab == name, "Right goes from page to page"
        seen.append(words(report.drawing))
        player.key("right")
    assert report.tab == "result", "and round"
    assert len(set(seen)) == len(TABS), "every page says something else"
    player.key("3")
    assert report.tab == "places"
    player.press_button("ui tab causes")
    assert report.tab == "causes"


@pytest.mark.parametrize(
    ("tab", "says"),
    [
        ("result", ("Victory points", "kept", "History scores")),
        ("history", ("this game", "history's range", "Japan, killed")),
        ("places", ("Hills and hours", "Changkufeng", "By the hour")),
        ("losses", ("Losses by cause", "close combat", "Losses by weapon", "Losses by unit")),
        ("causes", ("by the bare law", "spared", "cover of the ground")),
        ("luck", ("The dice were", "Best and worst attacks")),
        ("course", ("Turn by turn",)),
        ("choices", ("staff meant to do",)),
        ("beliefs", ("enemy",)),
        ("model", ("no simulated games to judge it by",)),
    ],
)
def test_pages_tell_what_they_are_for(tab: str, says: tuple[str, ...], player: Player, report: ReportScene) -> None:
    player.do(f"ui tab {tab}")
    shown = words(report.drawing)
    for phrase in says:
        assert phrase.lower() in shown.lower(), f"the page {tab} tells of {phrase}"


def test_other_games_are_played_in_the_worker_and_set_beside(player: Player, report: ReportScene) -> None:
    player.do("ui tab history")
    assert "simulated games, bar" not in words(report.drawing)
    player.key("c")
    (dialog,) = report.overlays
    assert isinstance(dialog, DialogOverlay)
    player.key("d")
    among = report.found.simulated
    assert isinstance(among, Simulated) and among.batch.games == GAMES
    shown = words(report.drawing)
    assert "simulated games, bar" in shown and f"of {GAMES} simulated games" in shown
    assert "history stands at" in shown, "the gap is said in words"
    player.do("ui tab model")
    assert "recorded figures fit" in words(report.drawing)
    assert "Where it fails" in words(report.drawing)


def test_the_page_is_written_from_the_same_report(player: Player, report: ReportScene, tmp_path: Path) -> None:
    player.key("w")
    (file,) = (tmp_path / "reports").glob("*.html")
    assert "Content-Security-Policy" in file.read_text(encoding="utf-8")
    assert report.overlays, "and it is said where"


def test_long_pages_scroll_by_key_and_wheel(player: Player, report: ReportScene) -> None:
    player.do("ui tab losses")
    first = words(report.drawing)
    player.key("page down")
    assert report.scroll["losses"].top > 10 and words(report.drawing) != first
    player.key("home")
    assert words(report.drawing) == first
    player.do("ui scroll -3")
    assert report.scroll["losses"].top == 3
    player.key("end")
    end = report.scroll["losses"].top
    player.key("down")
    assert report.scroll["losses"].top == end, "no further than the end"


def test_figures_and_points_lead_to_their_sources(player: Player, report: ReportScene) -> None:
    asked = 0
    for tab in ("result", "history", "places", "losses", "model"):
        player.do(f"ui tab {tab}")
        paths = paths_of(report.drawing)
        asked += len(paths)
        assert all(origins(report.session.scenario, path) for path in paths), f"a figure of {tab} has no source"
    assert asked > 30
    player.do("ui tab history")
    hit = next(hit for hit in report.drawing.hits if hit.context.startswith("ui source history."))
    player.point(*hit.rect.centre)
    assert isinstance(report.overlays[-1], NoteOverlay), "a click opens the card"


def test_a_battle_that_goes_on_shows_only_what_its_side_may_know(player: Player) -> None:
    play_scene = begin(player)
    player.type("compare")
    scene = player.app.scene
    assert isinstance(scene, ReportScene) and scene.pages == RUNNING and scene.tab == "history"
    enemy = scene.session.scenario.sides[1 - scene.session.viewer]
    rows = {row.measure: row for row in scene.found.beside.rows}
    secret = rows.get(f"{enemy.id}.killed")
    assert secret is None or secret.game == "?", "nobody knows what the enemy has lost"
    player.key("escape")
    assert player.app.scene is play_scene
    player.clear()
    player.key("shift+h")
    assert isinstance(player.app.scene, ReportScene)
    player.do("ui tab losses")
    assert player.app.scene.tab == "history", "the other pages wait for the end"


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (2560, 1600)])
def test_pages_fit_windows_of_every_size(size: tuple[int, int], over: Session, own_folders: Path) -> None:
    found = Player(own_folders, size)
    try:
        scene = ReportScene(found.app, over)
        found.app.open(scene)
        found.settle()
        for tab in TABS:
            found.do(f"ui tab {tab}")
            window = found.app.window_rect
            free = [mark.bounds() for mark, clip in visible(scene.drawing.commands) if clip is None]
            outside = [bounds for bounds in free if not inside(bounds, window)]
            assert not outside, f"{tab} at {size} draws outside the window"
        assert not found.app.fault
    finally:
        found.close()


def inside(part: Rect, whole: Rect) -> bool:
    """Whether a rectangle lies within another, but for a halo of two pixels."""
    return part.meet(whole) == part or part.meet(Rect(-2, -2, whole.w + 4, whole.h + 4)) == part


# Plots ----------------------------------------------------------------------------------------------------------------


def test_a_strip_puts_everything_on_one_scale() -> None:
    line = charts.Strip(low=10, high=20, game=40, values=(0, 5, 10, 15, 50))
    low, high = line.scale or (0, 0)
    assert low < 0 and high > 50
    rect = Rect(100, 10, 400, 22)
    c = Canvas(Theme(), rect)
    charts.strip(c, rect, line)
    marks = [mark for mark, _ in visible(c.drawing().commands)]

    def x(value: float) -> float:
        return 100 + 400 * (value - low) / (high - low)

    diamond = next(mark for mark in marks if isinstance(mark, Polygon))
    middle = sum(point[0] for point in diamond.points) / 4
    assert abs(middle - x(40)) < 2
    band = next(m for m in marks if isinstance(m, Fill) and m.colour == charts.record_tone(Theme()))
    assert abs(band.rect.x - x(10)) < 4 and abs(band.rect.right - x(20)) < 4
    bar = [m.rect for m in marks if isinstance(m, Fill) and m.colour == Theme().colour("secondary")]
    edges = [quantile(list(line.values), share) for share in (0.1, 0.9)]
    assert any(abs(r.x - x(edges[0])) < 2 and abs(r.right - x(edges[1])) < 2 for r in bar)


def test_a_strip_without_anything_is_empty() -> None:
    assert charts.Strip(low=None, high=None, game=None).scale is None


def test_the_timeline_is_true_to_the_minutes(report: ReportScene) -> None:
    end = report.session.scenario.calendar.end_minute
    rect = Rect(0, 0, 1000, 12)
    bar = next(bar for bar in report.found.control if len(bar.history) > 1)
    c = Canvas(Theme(), rect)
    charts.spells(c, rect, bar.history, end, ("blue", "red"))
    fills = [mark.rect for mark, _ in visible(c.drawing().commands) if isinstance(mark, Fill)]
    for spell in bar.history:
        left, right = 1000 * spell.start // end, 1000 * spell.end // end
        assert any(r.x == left and r.right == right for r in fills), "a spell is as long as it lasted"


def test_stacked_bars_add_up() -> None:
    rect = Rect(0, 0, 200, 10)
    c = Canvas(Theme(), rect)
    charts.stacked(c, rect, [("shells", 30, "accent"), ("rifles", 70, "good")], 200)
    hits = c.drawing().hits
    assert [(hit.rect.x, hit.rect.right) for hit in hits] == [(0, 30), (30, 100)]
    assert hits[0].tooltip == "shells: 30"


# How good the model is ------------------------------------------------------------------------------------------------


def test_the_model_is_judged_before_a_battle_too(player: Player, over: Session) -> None:
    player.do("ui new", "ui model")
    assert isinstance(player.app.scene, ModelScene), "from the list of scenarios"
    player.key("escape")
    player.do("ui play")
    assert isinstance(player.app.scene, BriefingScene)
    player.key("m")
    scene = player.app.scene
    assert isinstance(scene, ModelScene), "and from the briefing"
    batch = Batch(scenario=over.scenario, seed=1, levels=("drill", "drill"))
    for number in range(3):
        batch.add(play_game(over.scenario, number, ("drill", "drill"), lambda: 0.0))
    scene.scenario, scene.simulated = over.scenario, Simulated(batch=batch)
    player.app.refresh()
    shown = words(scene.drawing)
    found = honesty.honesty(batch)
    for line in found.figures:
        assert line.recorded in shown, f"the page tells of {line.title}"
    assert f"{found.fit} of {len(found.figures)} recorded figures fit" in shown
    assert {path.partition(".")[0] for path in paths_of(scene.drawing)} == {"history", "control"}
    player.key("escape")
    assert isinstance(player.app.scene, BriefingScene)


def test_the_voices_of_the_record_stand_beside_the_figure(player: Player, report: ReportScene) -> None:
    player.do("ui tab history")
    figure = next(row.figure for row in report.found.beside.rows if row.figure is not None and row.figure.said)
    assert figure.said[0].recorded in words(report.drawing)
    told = card(f"history.{figure.measure}", origins(report.session.scenario, figure.measure))
    assert any("Who says what" in str(part) for part in told.paragraphs)
