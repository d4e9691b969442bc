"""The scenes of the window, played headless: ways through them, keys, settings, the scenarios, what fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.data.catalogue import Catalogue, shipped_root
from game.language.grammar import parse
from game.language.parsed import Fault
from game.ui import settings as store
from game.ui.bindings import PLAY, SCENES, WASD, chords, conflicts, key_list
from game.ui.commands import COMMANDS
from game.ui.inputs import MouseMove, Resize
from game.ui.listing import words
from game.ui.scenes.briefing import BriefingScene
from game.ui.scenes.browser import BrowserScene
from game.ui.scenes.manual import ManualScene
from game.ui.scenes.options import OptionsScene
from game.ui.scenes.overlay import NoteOverlay
from game.ui.scenes.play import PlayScene
from game.ui.scenes.title import TitleScene
from game.ui.settings import Settings
from tests.ui.script_player import Player, begin

# Ways through the scenes ----------------------------------------------------------------------------------------------


def test_keys_lead_from_the_title_into_a_battle(player: Player) -> None:
    assert isinstance(player.app.scene, TitleScene)
    player.key("enter")
    assert isinstance(player.app.scene, BrowserScene), "the first line of a fresh title is a new battle"
    player.key("enter")
    assert isinstance(player.app.scene, BriefingScene)
    player.key("enter")
    assert isinstance(player.app.scene, PlayScene)
    assert isinstance(player.app.scene.overlays[-1], NoteOverlay), "the opening note stands over the map"


def test_mouse_leads_from_the_title_into_a_battle(player: Player) -> None:
    for action in ("ui new", "ui play", "ui begin"):
        player.press_button(action)
    assert isinstance(player.app.scene, PlayScene)


@pytest.mark.parametrize("key", ["f1", "?"])
def test_help_opens_over_every_scene_and_goes_back(player: Player, key: str) -> None:
    for _ in range(3):
        before = player.app.scene
        player.key(key)
        opened = player.app.scene is not before or bool(before.overlays)
        assert opened, f"{key} opens help in {before.name}"
        player.key("escape")
        assert player.app.scene is before and not before.overlays, f"Esc leads back to {before.name}"
        player.key("enter")


def test_settings_change_at_once_and_are_kept(player: Player, tmp_path: Path) -> None:
    player.do("ui settings")
    assert isinstance(player.app.scene, OptionsScene)
    before = player.app.theme.px(100)
    for _ in range(3):
        player.key("right")
    assert player.app.settings.text_size == 16 and player.app.theme.px(100) > before, "the layout follows the text"
    kept, fault = store.load(tmp_path / "window.json")
    assert kept.text_size == 16 and not fault


def test_damaged_settings_are_named_and_set_aside(own_folders: Path) -> None:
    path = own_folders / "window.json"
    for text in ("{", '{"text_size": 99}', '{"no": 1}', "[]", '{"theme": "paper", "warn_idle": 1}'):
        path.write_text(text, encoding="utf-8")
        found, fault = store.load(path)
        assert found == Settings(), "the usual settings are in force"
        assert "damaged" in fault and not path.exists(), fault
        assert path.with_name(path.name + store.DAMAGED).read_text(encoding="utf-8") == text, "nothing is lost"


def test_a_broken_scenario_is_listed_with_its_first_fault(own_folders: Path) -> None:
    root = own_folders / "mine"
    (root / "broken").mkdir(parents=True)
    (root / "broken" / "scenario.yaml").write_text("id: broken\ntitel: x\n", encoding="utf-8")
    found = Player(own_folders, catalogue=Catalogue((root,), shipped_root()))
    try:
        found.do("ui new", "ui move last")
        shown = words(found.app.scene.drawing)
        assert ".yaml:" in shown and "Its first fault" in shown, "the player sees which line is at fault"
        found.key("enter")
        assert isinstance(found.app.scene, BrowserScene), "it cannot be played"
        assert found.app.scene.overlays, "all faults are listed instead"
    finally:
        found.close()


def test_seats_and_seed_can_be_chosen(player: Player) -> None:
    player.do("ui new", "ui seat 0 drill", "ui seat 1 human", "ui seed 4207")
    scene = player.app.scene
    assert isinstance(scene, BrowserScene) and scene.entry is not None and scene.entry.scenario is not None
    assert scene.seats_of(scene.entry.scenario) == ("drill", "human")
    player.do("ui play")
    briefing = player.app.scene
    assert isinstance(briefing, BriefingScene) and (briefing.seed, briefing.side) == (4207, 1)


def test_history_is_hidden_until_it_is_wanted(player: Player) -> None:
    player.do("ui new", "ui play")
    assert "is hidden" in words(player.app.scene.drawing)
    player.key("h")
    assert "Fall of Bezymyannaya" in words(player.app.scene.drawing)


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_nothing_leaves_the_window(own_folders: Path, size: tuple[int, int]) -> None:
    player = Player(own_folders, size)
    try:
        begin(player)
        player.do("ui select sakuma", "ui menu 1317")
        scene = player.app.scene
        window = player.app.window_rect
        scene.handle(MouseMove(*window.centre))
        player.app.refresh()
        for hit in scene.drawing.hits:
            if not hit.modal:
                assert hit.rect.meet(window) == hit.rect, f"{hit.action or hit.tooltip} reaches beyond the window"
    finally:
        player.close()


def test_a_resized_window_is_drawn_anew(player: Player) -> None:
    begin(player)
    player.app._guarded(Resize(1280, 800))
    player.app.refresh()
    assert not player.app.fault


def test_notes_and_the_manual_are_at_hand(player: Player) -> None:
    scene = begin(player)
    player.key("f2")
    assert isinstance(scene.overlays[-1], NoteOverlay)
    player.key("escape")
    player.type("help assault")
    assert isinstance(player.app.scene, ManualScene) and player.app.scene.topic == "assault"
    player.key("escape")
    assert player.app.scenes[-1] is player.play


@pytest.mark.parametrize("name", list(SCENES))
def test_no_key_means_two_things_in_a_scene(name: str) -> None:
    assert conflicts(name) == [], f"chords bound twice in {name}"
    assert len(key_list(chords(name).values())) > 5, "the list of keys names them"


def test_presets_add_no_conflict() -> None:
    preset = [entry.chord for entry in WASD]
    assert len(preset) == len(set(preset))
    bound = chords("play", "wasd")
    lost = {e.action for e in PLAY} - {e.action for e in bound.values()}
    assert not lost, f"the preset takes keys away without giving others: {lost}"


def test_every_ui_command_is_known_and_every_binding_means_something(player: Player) -> None:
    scene = begin(player)
    for command in COMMANDS:
        assert command.word in scene.verbs, f"'{command.word}' is listed but not known"
    for entry in (*PLAY, *WASD):
        if entry.action.startswith("ui "):
            assert scene.verb_of(entry.action)[0] is not None, entry
        else:
            unit = scene.session.scenario.unit_by_id["sakuma"]
            assert not isinstance(parse(entry.action, scene.session.desk, unit), Fault), entry
