"""A battle on the screen, played headless: orders by click, key and line, computers, failures, files, the report."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from game.core.ids import SideId
from game.data.catalogue import Catalogue
from game.language.grammar import parse
from game.language.parsed import Fault
from game.match import Match
from game.model.orders import EndPhase
from game.ui.inputs import Drag, KeyPress
from game.ui.listing import words
from game.ui.scenes.files import FilesScene
from game.ui.scenes.mission import MissionOverlay
from game.ui.scenes.overlay import CurtainOverlay, DialogOverlay, MenuOverlay
from game.ui.scenes.play import PlayScene
from game.ui.scenes.play_menu import hex_menu
from game.ui.scenes.report import ReportScene
from game.ui.scenes.title import TitleScene
from game.ui.session import Session, new_session
from game.ui.settings import Settings
from tests.ui.script_player import Player, begin, log_text, play_out

# The battle -----------------------------------------------------------------------------------------------------------


def test_a_click_a_key_and_a_typed_line_give_the_same_order(own_folders: Path) -> None:
    digests = []
    for way in ("click", "keys", "typed"):
        player = Player(own_folders)
        scene = begin(player)
        player.do("ui select sakuma")
        if way == "click":
            player.click("1317")
        elif way == "keys":
            player.do("ui cursor 1317")
            player.key("enter")
        else:
            player.type("move sakuma 1317")
        assert len(scene.session.match.orders) == 1, f"{way} marches the unit"
        digests.append(scene.session.match.game.digest())
        player.close()
    assert len(set(digests)) == 1, "all three are one language"


def test_every_mouse_action_has_a_typed_twin(player: Player) -> None:
    scene = begin(player)
    seen: set[str] = set()
    for preparation in (
        "ui tab aims",
        "ui select sakuma",
        "ui select k1",
        "ui tab hex",
        "ui tab oob",
        "ui tab notes",
        "ui cursor 1320",
        "show #1",
        "odds all 1320",
    ):
        player.do(preparation)
        player.clear()
        seen |= set(player.actions())
        for hex_ in (scene.state.cursor, *map(scene.session.scenario.board.grid.parse, ("1320", "1317"))):
            if hex_ is not None:
                seen |= {item.action for item in hex_menu(scene.state, hex_)}
    desk = scene.session.desk
    for action in sorted(filter(None, seen)):
        head = action.split()[0]
        if head == "ui":
            assert scene.verb_of(action)[0] is not None, f"'{action}' is no command of the interface"
        elif head not in ("hex", "complete"):
            assert not isinstance(parse(action, desk, scene.state.unit), Fault), f"'{action}' cannot be typed"
    assert any(action.startswith("move ") for action in seen), "menus give orders as lines"


def test_undo_names_what_cannot_be_taken_back(player: Player) -> None:
    scene = begin(player)
    player.type("move sakuma 1317")
    before = len(scene.session.match.orders)
    player.key("u")
    assert len(scene.session.match.orders) == before - 1, "a march that showed nobody is taken back"
    player.key("ctrl+y")
    assert len(scene.session.match.orders) == before
    player.type("end")
    player.clear()
    player.key("u")
    assert "Nothing is taken back" in log_text(scene), "and the reason is told"


def test_ending_the_turn_warns_of_idle_units(player: Player) -> None:
    scene = begin(player)
    player.key("ctrl+enter")
    dialog = scene.overlays[-1]
    assert isinstance(dialog, DialogOverlay) and "did nothing yet" in str(dialog.body)
    player.key("escape")
    assert scene.session.desk.view().turn == 1, "nothing has happened"
    player.key("ctrl+enter")
    player.key("enter")
    assert scene.session.desk.view().turn == 2, "the computer has played in its thread, and turn 2 has begun"


def test_the_command_line_completes_and_recalls(player: Player) -> None:
    scene = begin(player)
    player.key("/")
    assert scene.state.typing and scene.state.entry.text == "find "
    scene.state.entry.put("mo")
    player.key("tab")
    assert scene.state.entry.text == "move ", "Tab completes the word"
    assert "sakuma" in words(player.app.scene.drawing), "and the units that can march are offered"
    player.key("escape")
    player.type("show sakuma")
    player.key(":")
    player.key("up")
    assert scene.state.entry.text == "show sakuma"


def test_a_click_on_the_map_adds_the_hex_to_what_is_typed(player: Player) -> None:
    scene = begin(player)
    player.key(":")
    scene.state.entry.put("move sakuma")
    player.click("1317")
    assert scene.state.entry.text == "move sakuma 1317" and not scene.session.match.orders


def test_cycling_skips_units_that_are_done(player: Player) -> None:
    scene = begin(player)
    names = []
    for _ in range(3):
        player.key("n")
        assert scene.state.unit is not None
        names.append(scene.session.scenario.units[scene.state.unit].id)
    assert len(set(names)) == 3, "n goes from unit to unit"
    player.key("space")
    player.key("p")
    assert scene.state.unit is not None
    assert scene.session.scenario.units[scene.state.unit].id != names[2], "a unit that is done is left out"


def test_menu_acts_on_the_hex_it_was_opened_for(player: Player) -> None:
    scene = begin(player)
    player.do("ui select sakuma")
    player.click("1317", button=3)
    menu = scene.overlays[-1]
    assert isinstance(menu, MenuOverlay)
    assert any(item.action == "move sakuma 1317" for item in menu.items), [item.action for item in menu.items]
    player.key("escape")
    assert not scene.overlays


def test_zoom_pan_and_drag_move_the_map_only(player: Player) -> None:
    scene = begin(player)
    seen = {scene.state.camera}
    for chord in ("+", "+", "shift+right", "c"):
        player.key(chord)
        seen.add(scene.state.camera)
    x, y = scene.map_rect.centre
    scene.handle(Drag("left", x, y, 40, 25, x - 40, y - 25))
    seen.add(scene.state.camera)
    assert len(seen) >= 4 and not scene.session.match.orders


def test_two_players_pass_a_curtain(player: Player) -> None:
    scene = begin(player, ("human", "human"))
    first = scene.session.viewer
    player.type("end")
    curtain = scene.overlays[-1]
    assert isinstance(curtain, CurtainOverlay) and "Pass the seat" in words(player.app.scene.drawing)
    assert "sakuma" not in words(curtain.draw(player.app.theme, player.app.window_rect, scene.map_rect))
    player.key("escape")
    assert scene.overlays[-1] is curtain, "only the other player lifts it"
    player.key("enter")
    assert scene.session.viewer != first and scene.session.may_order


def test_computers_at_work_leave_the_map_usable(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = begin(player)
    gate = threading.Event()
    original = Match.run_computers

    def slow(match: Match, *arguments: object) -> int:
        assert gate.wait(20), "the test never let the computer go"
        return original(match, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Match, "run_computers", slow)
    scene.act("end")
    assert scene.session.is_busy
    camera = scene.state.camera
    scene.act("ui zoom in")
    scene.act("ui select sakuma")
    scene.act("move sakuma 1317")
    player.app.refresh()
    assert scene.state.camera != camera and scene.state.unit is not None, "looking and selecting go on"
    assert "give orders when it is your turn" in log_text(scene)
    gate.set()
    player.settle()
    assert not scene.session.is_busy and scene.session.desk.view().turn == 2


def test_the_enemys_part_is_shown_step_by_step_and_can_be_skipped(player: Player) -> None:
    found = Catalogue().find("khasan-night-assault")
    assert found is not None and found.scenario is not None
    player.app.settings = Settings(speed="slow", show_notes=False)
    scene = PlayScene(player.app, new_session(found.scenario, ("staff", "human"), 7))
    player.app.open(scene)
    shown = 0
    for _ in range(30):
        if shown or scene.session.is_over:
            break
        while scene.session.worker.is_busy:
            player.app.step(0.01)
        if scene.turns.step is not None:
            shown += 1
            heard = len(scene.session.book.lines)
            assert scene.state.desk is scene.turns.step.desk, "the map shows the moment, not the end"
            scene.act("ui cancel")
            assert len(scene.session.book.lines) > heard, "the log tells of it when it has been shown"
        assert scene.turns.step is None and scene.state.shown_desk is None, "Esc ends the show"
        while scene.overlays:
            top = scene.overlays[-1]
            asked = isinstance(top, DialogOverlay) and top.title == "A decision"
            scene.act(top.buttons[1].action if asked and isinstance(top, DialogOverlay) else "close")
        scene.act("end")
    assert shown, "the defenders saw something of the assault"


def test_two_computers_can_be_watched_part_by_part(player: Player) -> None:
    scene = begin(player, ("drill", "staff"))
    for _ in range(400):
        if scene.session.is_over:
            break
        player.settle()
        player.clear()
    assert scene.session.is_over, "the battle plays itself"
    assert not scene.session.may_order


def test_a_failing_computer_is_told_and_the_battle_saved(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = begin(player)

    def broken(match: Match, *arguments: object) -> int:
        raise RuntimeError("the staff has gone home")

    monkeypatch.setattr(Match, "run_computers", broken)
    player.do("end")
    dialog = scene.overlays[-1]
    assert isinstance(dialog, DialogOverlay) and "the staff has gone home" in str(dialog.body)
    assert "was saved" in str(dialog.body) and not scene.session.is_busy, "never a silent freeze"


def test_a_failure_on_the_screen_becomes_a_dialog(player: Player, tmp_path: Path) -> None:
    scene = begin(player)

    def explode(words_: str) -> None:
        raise ValueError("a nut came loose")

    scene.verbs["zoom"] = explode
    player.key("+")
    dialog = scene.overlays[-1]
    assert isinstance(dialog, DialogOverlay) and "a nut came loose" in str(dialog.body)
    assert (tmp_path / "log" / "faults.txt").is_file(), "the details are in a file"
    player.key("escape")
    assert not scene.overlays, "and the battle goes on"


def test_saves_come_back(player: Player) -> None:
    scene = begin(player)
    player.type("move sakuma 1317")
    digest = scene.session.match.game.digest()
    player.key("f5")
    player.type("end")
    player.clear()
    player.key("f9")
    loaded = player.play
    assert loaded is not scene and loaded.session.match.game.digest() == digest
    assert loaded.session.match.orders and loaded.session.may_order
    assert "goes on at turn 1" in log_text(loaded) and "sakuma marches to 1317" in log_text(loaded).lower()
    player.do("ui load")
    files = player.app.scene
    assert isinstance(files, FilesScene) and len(files.files) == 2, "the quick save and the automatic one"


def test_the_title_offers_the_last_battle(player: Player) -> None:
    begin(player)
    player.type("end")
    player.clear()
    player.do("ui title")
    assert isinstance(player.app.scene, TitleScene) and "Continue" in words(player.app.scene.drawing)
    player.do("ui continue")
    assert player.play.session.desk.view().turn == 2


def test_a_damaged_save_is_named_not_opened(player: Player, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "saves"
    folder.mkdir(parents=True)
    (folder / "bad.jsonl").write_text("{]\n", encoding="utf-8")
    player.do("ui load", "ui choose")
    assert player.app.scene.overlays, "a dialog says what is wrong"
    assert "cannot be read" in words(player.app.scene.drawing)


def test_a_battle_ends_in_a_report_beside_history(player: Player) -> None:
    scene = begin(player)
    play_out(player, scene)
    report = player.app.scene
    assert isinstance(report, ReportScene)
    shown = words(player.app.scene.drawing)
    for word in ("Victory points", "History scores", "How close it kept to history"):
        assert word in shown, f"the report tells of {word}"


def test_reach_in_several_turns_grows(player: Player) -> None:
    scene = begin(player)
    player.do("ui select sakuma")
    one = set(scene.state.reach() or {})
    player.key("3")
    three = set(scene.state.reach() or {})
    assert one < three, "what can be reached in three turns holds what can be reached in one"
    assert not scene.session.match.orders


def test_an_undone_order_leaves_the_same_game(player: Player) -> None:
    scene: PlayScene = begin(player)
    session: Session = scene.session
    digest = session.match.game.digest()
    player.type("dig sakuma")
    player.key("ctrl+z")
    assert session.match.game.digest() == digest
    assert EndPhase(SideId(0)) not in session.match.orders


def test_keys_of_another_layout_still_type(player: Player) -> None:
    scene = begin(player)
    player.key(":")
    scene.handle(KeyPress("", "張"))
    assert scene.state.entry.text == "張", "text of an input method goes into the line"


# Formations and quiet turns -------------------------------------------------------------------------------------------


def test_a_formation_is_led_in_the_window(player: Player) -> None:
    scene = begin(player)
    match = scene.session.match
    formation = match.scenario.units[match.scenario.unit_by_id["sakuma"]].formation
    player.type(f"order {formation} hold 1317")
    assert scene.session.formations.asked and not match.orders, "it answers before it acts"
    player.type("confirm")
    assert match.staffs.live(scene.session.viewer)
    given = len(match.orders)
    assert given and match.staffs.batch(given) == given
    player.key("u")
    assert not match.orders, "what the staff gave in one go is taken back together"
    player.key("w")
    assert len(match.orders) == given
    player.type("why sakuma")
    assert "It serves" in log_text(scene)
    player.type("cancel all")
    assert not match.staffs.live(scene.session.viewer)


def test_turns_are_skipped_until_something_comes(player: Player) -> None:
    scene = begin(player)
    state = scene.session.match.game.state
    player.key("z")
    now = scene.session.match.game.state
    assert now.turn > state.turn
    assert scene.turns.quiet is None, "something happened, or the battle is over"


def test_the_dialog_gives_an_order_to_a_formation(player: Player) -> None:
    scene = begin(player)
    player.do("ui select sakuma", "ui cursor 1320")
    player.key("y")
    overlay = scene.overlays[-1]
    assert isinstance(overlay, MissionOverlay)
    for chord in ("down", "right", "left", "up", "right"):
        player.key(chord)
    assert overlay.draft.verb == "hold" and overlay.said(), "the task is another, and the staff has answered"
    shown = words(scene.drawing)
    assert f"order {overlay.line}" in shown
    player.key("enter")
    assert not scene.overlays
    standing = scene.session.match.staffs.live(scene.session.viewer)
    assert [s.mission for s in standing] == [overlay.draft]
    player.do("ui tab oob")
    assert "hold" in words(scene.drawing), "the organisation shows it"
    player.do("ui select sakuma")
    assert "It serves" in words(scene.drawing)


def test_formations_are_folded_in_the_organisation(player: Player) -> None:
    scene = begin(player)
    unit = scene.session.scenario.units[scene.session.scenario.unit_by_id["sakuma"]]
    player.do("ui tab oob")
    before = words(scene.drawing)
    player.do(f"ui fold {unit.formation}")
    assert "sakuma" in before and "sakuma" not in words(scene.drawing)
    player.do("ui fold none")
    assert words(scene.drawing) == before
    player.do("ui fold all")
    assert "sakuma" not in words(scene.drawing)
