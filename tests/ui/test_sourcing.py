"""Where figures on the screen come from: a key or the right button on any of them, a card, a list to choose from."""

from __future__ import annotations

import pytest

from game.core.ids import SideId
from game.data.catalogue import load_scenario
from game.language.origins import origins
from game.ui.inputs import MouseMove
from game.ui.scenes.manual import ManualScene
from game.ui.scenes.overlay import DialogOverlay, ListOverlay, NoteOverlay
from game.ui.scenes.play import PlayScene
from game.ui.scenes.sourcing import HINT, card, paths_of
from game.ui.session import new_session
from tests.ui.script_player import Player

TABS = ("unit", "hex", "oob", "aims", "notes")


@pytest.fixture
def night(player: Player) -> PlayScene:
    """The night assault on the screen, a company selected."""
    scenario = load_scenario("khasan-night-assault").scenario
    assert scenario is not None
    player.app.open(PlayScene(player.app, new_session(scenario, ("human", "staff"), 7)))
    player.settle()
    player.clear()
    player.do("ui lesson hide", "ui select 1/75")
    return player.play


def words(overlay: NoteOverlay) -> str:
    """The words of a card."""
    parts = [overlay.note.title, overlay.note.kicker]
    for rich in overlay.note.paragraphs:
        parts += [rich] if isinstance(rich, str) else [part if isinstance(part, str) else part[0] for part in rich]
    return " ".join(parts)


@pytest.mark.parametrize("tab", TABS)
def test_every_figure_of_the_panels_can_be_asked(tab: str, player: Player, night: PlayScene) -> None:
    player.do(f"ui tab {tab}")
    scenario, view = night.known()
    paths = paths_of(night.drawing)
    assert len(paths) > 3, f"the {tab} panel tells where its figures come from"
    lost = [path for path in paths if not origins(scenario, path, view)]
    assert not lost, "shown, but nothing is known of it"


def test_the_odds_lead_to_the_figures_of_the_rules(player: Player, night: PlayScene) -> None:
    player.do("ui select rg/75", "ui target 1422", "ui tab odds")
    scenario, view = night.known()
    paths = paths_of(night.drawing)
    assert any(path in scenario.rules.provenance for path in paths), "a factor names its figure"
    assert all(origins(scenario, path, view) for path in paths)


def test_f4_under_the_pointer_opens_the_card(player: Player, night: PlayScene) -> None:
    hit = next(hit for hit in night.drawing.hits if hit.context == "ui source 1/75.men")
    night.handle(MouseMove(*hit.rect.centre))
    player.key("f4")
    (overlay,) = night.overlays
    assert isinstance(overlay, NoteOverlay)
    men = night.session.scenario.units[night.session.scenario.unit_by_id["1/75"]].men
    assert f"{men}" in words(overlay) and "1/75.men" in overlay.note.kicker
    assert "[S3]" in overlay.note.sources
    player.key("escape")
    player.point(*hit.rect.centre, button=3)
    assert isinstance(night.overlays[-1], NoteOverlay), "the right button does the same"


def test_on_the_map_it_is_the_place_or_the_ground(player: Player, night: PlayScene) -> None:
    place = night.session.scenario.board.place_by_id["changkufeng"]
    night.hands.reveal(place.hex)
    player.app.refresh()
    night.handle(MouseMove(*player.spot(place.hex)))
    player.key("f4")
    assert isinstance(night.overlays[-1], NoteOverlay)
    assert "Changkufeng" in words(night.overlays[-1])


def test_with_the_pointer_on_nothing_there_is_a_list(player: Player, night: PlayScene) -> None:
    night.handle(MouseMove(2, 799))
    player.key("f4")
    chosen = night.overlays[-1]
    assert isinstance(chosen, ListOverlay) and len(chosen.entries) > 8
    player.key("down")
    action = chosen.entries[1][2]
    player.key("enter")
    card_ = night.overlays[-1]
    assert isinstance(card_, NoteOverlay)
    assert action.removeprefix("ui source ") in card_.note.kicker


def test_a_path_that_is_nothing_says_what_can_be_asked(player: Player, night: PlayScene) -> None:
    theirs = next(u.id for u in night.session.scenario.units if u.side != night.session.viewer)
    for path in ("changkufen", theirs):
        player.do(f"ui source {path}")
        overlay = night.overlays[-1]
        assert isinstance(overlay, DialogOverlay) and path in str(overlay.body[0])
        player.clear()


def test_the_tooltip_says_how_to_ask(player: Player, night: PlayScene) -> None:
    hit = next(hit for hit in night.drawing.hits if hit.context == "ui source 1/75.men")
    night.handle(MouseMove(*hit.rect.centre))
    assert player.app._explained().endswith(HINT)


def test_a_card_names_its_works_reasons_and_parts(player: Player, night: PlayScene) -> None:
    scenario = night.session.scenario
    unit = next(u for u in scenario.units if u.side == SideId(0) and u.provenance.entry.estimate)
    overlay = NoteOverlay(card(unit.id, origins(scenario, unit.id)))
    told = words(overlay)
    assert "Estimate: " in told
    for name in unit.provenance.entry.sources:
        assert scenario.sources[name].title in told and f"trust {scenario.sources[name].trust}" in told
    many = NoteOverlay(card("control.changkufeng", origins(scenario, "control.changkufeng")))
    assert many.note.title == "Changkufeng: who held it"


def test_the_manual_tells_of_its_figures_too(player: Player) -> None:
    player.do("ui help 07-combat")
    scene = player.app.scene
    assert isinstance(scene, ManualScene)
    player.do("ui source combat.rates.per_hour")
    assert isinstance(scene.overlays[-1], NoteOverlay)
