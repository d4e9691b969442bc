"""Squadrons in the window: the panel, what is chosen, where it is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.data.catalogue import Catalogue, load_scenario
from game.language.grammar import parse
from game.language.parsed import Fault
from game.model.aircraft import AirBase
from game.model.orders import Fly
from game.ui.listing import words
from game.ui.panels import models
from game.ui.scenes.play import PlayScene
from game.ui.session import new_session
from tests.ui.script_player import Player, begin
from tests.vignette import vignette

SCENARIO = "khasan-corps-offensive"


@pytest.fixture
def scene(player: Player) -> PlayScene:
    """The corps offensive at its first turn, its decisions taken."""
    found = load_scenario(SCENARIO, Catalogue()).scenario
    assert found is not None
    session = new_session(found, ("human", "human"), 5)
    session.match.autosave = None
    play = PlayScene(player.app, session)
    player.app.open(play)
    player.clear()
    while session.desk.view().pending:
        player.do(f"decide {session.desk.view().pending[0].offer.options[0].id}")
        player.clear()
    return play


def test_a_squadron_is_sent_by_two_clicks(player: Player, scene: PlayScene) -> None:
    player.do("ui squadron")
    assert scene.state.tab == "air" and scene.state.squadron is not None
    target = next(iter(scene.session.desk.view().contacts_at))
    name = scene.session.scenario.board.grid.name(target)
    player.click(name)
    assert scene.state.air_target == target
    shown = words(scene.drawing)
    assert "Forecast" in shown and f"fly {scene.session.scenario.squadrons[scene.state.squadron].id}" in shown
    player.click(name)
    last = scene.session.match.orders[-1]
    assert isinstance(last, Fly) and last.target == target
    player.key("escape")
    assert scene.state.squadron is None, "clicks mean units again"


def test_every_line_of_the_panel_can_be_typed(scene: PlayScene) -> None:
    desk = scene.session.desk
    option = desk.options().squadrons[0]
    mission, mask = option.missions[0]
    target = next(h for h in range(desk.scenario.board.grid.size) if mask >> h & 1)
    panel = models.air_panel(desk, option.squadron, mission, target)  # type: ignore[arg-type]
    assert panel.line and not isinstance(parse(panel.line, desk), Fault)
    for row in panel.rows:
        assert scene.verb_of(row.action)[0] is not None
    assert [chosen for _, _, chosen in panel.missions].count(True) == 1
    assert models.air_panel(desk).hint


def test_a_side_without_squadrons_has_no_such_panel(player: Player, own_folders: Path) -> None:
    play = begin(player)
    assert "ui tab air" not in [hit.action for hit in play.drawing.hits]


def test_a_raid_is_aimed_at_an_airfield() -> None:
    scene = vignette(
        "A . . b",
        minutes=450,
        squadrons={"sb": {}, "ki27": {"aircraft": "ki-27", "side": "blue", "base": AirBase(name="Their Field", km=80)}},
    )
    desk = scene.desk(0)
    number = scene.scenario.squadron_by_id["sb"]
    panel = models.air_panel(desk, number, "raid")
    assert panel.bases == (("Their Field", "ui raid their-field", False),) and panel.hint == "Choose the airfield."
    aimed = models.air_panel(desk, number, "raid", None, "their-field")
    assert aimed.line == "fly sb raid their-field" and aimed.target == "Their Field"
    assert not isinstance(parse(aimed.line, desk), Fault)
    assert [words for words, _, chosen in aimed.missions if chosen] == ["Raid"]
