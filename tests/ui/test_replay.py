"""The replay on the screen: both ways, both pictures, a battle of its own from any point, and what an order cost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.core.ids import SideId
from game.data.catalogue import load_scenario
from game.match import Match, new_match
from game.model.orders import Assault
from game.model.units import ON_MAP
from game.record import replay, storage
from game.record.playback import Playback
from game.ui.listing import words
from game.ui.reel import Reel, truth
from game.ui.scenes.overlay import DialogOverlay, FieldOverlay
from game.ui.scenes.play import PlayScene
from game.ui.scenes.replay import ReplayScene
from game.ui.scenes.replay_measure import table
from tests.ui.script_player import SCENARIO, Player

ORDERS = 12


@pytest.fixture(scope="module")
def over() -> Match:
    """A battle of two drills that is over."""
    scenario = load_scenario(SCENARIO).scenario
    assert scenario is not None
    found = new_match(scenario, 4, ("drill", "drill"))
    found.run_computers()
    return found


@pytest.fixture
def scene(player: Player, over: Match) -> Iterator[ReplayScene]:
    """Its replay on the screen, saved in a file."""
    path = storage.save_path("over")
    over.save(path)
    player.do("ui replay", "ui choose")
    found = player.app.scene
    assert isinstance(found, ReplayScene)
    yield found
    found.worker.stop()
    while found.worker.is_busy and found.worker.take() is None:
        time.sleep(0.01)


def reel_of(match: Match) -> Reel:
    """The record of a match."""
    return Reel(Playback(match.record(), match.scenario))


def test_keys_go_through_the_record_both_ways(player: Player, scene: ReplayScene, over: Match) -> None:
    digests = [scene.reel.game.digest()]
    for _ in range(ORDERS):
        player.key("page down")
        digests.append(scene.reel.game.digest())
    assert scene.reel.at == ORDERS
    for number in range(ORDERS - 1, -1, -1):
        player.key("left")
        assert scene.reel.at == number and scene.reel.game.digest() == digests[number]
    player.key("end")
    assert scene.reel.at == len(over.orders) and scene.reel.game.digest() == over.game.digest()
    player.key("up")
    assert scene.reel.at == scene.reel.playback.record.marks[-1].after, "the start of the last turn"
    player.key("home")
    player.key("down")
    assert scene.reel.game.state.turn == 2
    first = next(n for n, order in enumerate(over.orders, 1) if isinstance(order, Assault))
    player.key("home")
    player.key("n")
    assert scene.reel.at == first
    assert "loses" in words(scene.drawing) or "assault" in words(scene.drawing)
    player.key("home")
    player.key("p")
    assert "There is no assault before" in scene.state.said


def test_it_plays_by_itself_and_stops(player: Player, scene: ReplayScene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.ui.scenes.replay.SPEEDS", (0.0, 0.0, 0.0, 0.0))
    player.key("space")
    assert scene.reel.at == len(scene.reel.orders) and not scene.state.plays, "to the end, and no further"


def test_the_umpire_sees_all_and_a_side_what_it_knew(player: Player, scene: ReplayScene) -> None:
    reel = scene.reel
    player.do("ui go 30")
    state = reel.game.state
    units = {u for u in range(len(state.hex)) if state.status[u] == ON_MAP and state.hex[u] >= 0}
    seen = {own.number for own in reel.view.units if own.number in units} | {c.unit for c in reel.view.contacts}
    assert seen == units, "the umpire misses nobody"
    for side in (0, 1):
        player.key("tab")
        assert reel.viewer == side
        assert reel.view.contacts == reel.game.view(SideId(side)).contacts, "a side sees what it saw"
        mine = [told for told in reel.heard() if told.order]
        assert all(reel.orders[told.number - 1].side == side for told in mine), "the enemy's orders stay his own"
    player.key("tab")
    assert reel.viewer is None
    assert len(truth(reel.game, SideId(0)).contacts) >= len(reel.game.view(SideId(0)).contacts)


def test_a_battle_that_goes_on_shows_only_one_s_own_side(player: Player, over: Match) -> None:
    scenario = over.scenario
    match = new_match(scenario, 4, ("human", "drill"))
    for order in over.orders[:20]:
        match.submit(order)
    reel = reel_of(match)
    assert reel.only_side == 0 and reel.viewer == 0
    scene = ReplayScene(player.app, reel)
    player.app.open(scene)
    player.do("ui go 15")
    player.key("tab")
    assert reel.viewer == 0 and "your own side" in scene.state.said
    player.key("m")
    assert not scene.overlays and "finish this battle first" in scene.state.said
    assert {scene.reel.orders[n - 1].side for n in reel.shown_battles()} <= {0}


def test_history_stands_beside_the_hour(player: Player, scene: ReplayScene) -> None:
    player.do("ui turn 3", "ui tab record", "ui show ghost")
    first = scene.reel.gaps()[0]
    assert "history" in first and first.split(":")[0] in words(scene.drawing)
    assert "ghost" in scene.state.overlays
    player.key("3")
    player.do("hex 1317")
    assert "1317" in words(scene.drawing)


def test_one_plays_on_from_an_order(player: Player, scene: ReplayScene, over: Match) -> None:
    path = scene.reel.origin
    assert path is not None
    before = path.read_bytes()
    player.do("ui go 12", "ui fork")
    battle = player.app.scene
    assert isinstance(battle, PlayScene)
    assert battle.session.match.orders[:12] == over.orders[:12]
    assert "human" in battle.session.match.names
    assert path.read_bytes() == before, "the record stays as it is"
    (saved,) = [one for one in storage.saves() if one.name.startswith("fork-")]
    assert len(replay.read(saved).orders) == 12


def test_a_record_that_lies_in_the_automatic_save_is_kept(player: Player, over: Match) -> None:
    auto = storage.autosave_path(SCENARIO)
    over.save(auto)
    player.do("ui replay", "ui choose", "ui go 5", "ui fork")
    kept = [one for one in storage.saves() if one.name.startswith("whole-")]
    assert len(kept) == 1 and len(replay.read(kept[0]).orders) == len(over.orders)


def test_an_order_is_measured_in_the_worker(player: Player, scene: ReplayScene, over: Match) -> None:
    number = next(n for n, order in enumerate(over.orders, 1) if isinstance(order, Assault))
    player.do(f"ui go {number}")
    player.key("m")
    assert isinstance(scene.overlays[-1], DialogOverlay)
    player.do("close", "ui measure 2 1")
    finish(player, scene)
    assert scene.state.found is not None and scene.state.found.games == 2 and scene.state.tab == "cost"
    assert "the yardstick" in words(scene.drawing) or "yardstick" in str(list(table(scene.state.found)))
    player.key("i")
    assert isinstance(scene.overlays[-1], FieldOverlay)
    order = over.orders[number - 1]
    assert isinstance(order, Assault)
    player.do("close", "ui instead nonsense")
    assert scene.overlays and scene.reel.at == number
    player.do("close", f"ui instead hold {over.scenario.units[order.units[0]].id}")
    assert scene.state.instead is not None and isinstance(scene.overlays[-1], DialogOverlay)
    player.do("close", "ui measure 1 1")
    finish(player, scene)
    assert [len(one.choice.orders) for one in scene.state.found.others] == [1]


def test_measuring_can_be_stopped(player: Player, scene: ReplayScene) -> None:
    player.do("ui go 10")
    scene.act("ui measure 500")
    assert scene.worker.is_busy
    scene.act("ui stop")
    finish(player, scene)
    assert not scene.worker.is_busy
    assert scene.state.found is None or scene.state.found.games < 500


@pytest.mark.parametrize("size", [(1024, 700), (1920, 1080)])
def test_nothing_leaves_the_window(own_folders: Path, over: Match, size: tuple[int, int]) -> None:
    player = Player(own_folders, size)
    try:
        scene = ReplayScene(player.app, reel_of(over))
        player.app.open(scene)
        player.do("ui go 40")
        window = player.app.window_rect
        for hit in scene.drawing.hits:
            assert hit.modal or hit.rect.meet(window) == hit.rect, f"{hit.action or hit.tooltip} reaches out"
    finally:
        player.close()


def finish(player: Player, scene: ReplayScene) -> None:
    """Lets the worker come to its end."""
    end = time.monotonic() + 120
    while scene.worker.is_busy and time.monotonic() < end:
        player.app.step(0.01)
    player.settle()
