"""A match: taking back and giving again, the journal, saves, failing computers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.core.ids import SideId
from game.engine import Accepted, Desk
from game.match import Match, UndoResult, new_match
from game.model.happenings import AtTurn
from game.model.history import Note
from game.model.orders import Dig, EndPhase, Hold, Move, Order, Refusal, SetStance
from game.model.scenario import Scenario
from game.model.units import ATTACK
from game.record import storage
from game.record.problems import RecordProblem
from tests.vignette import BLUE, RED, sketch


class _Scripted:
    """A computer that gives the orders of a list, then ends its parts."""

    name = "scripted"

    def __init__(self, *orders: Order | Exception) -> None:
        self.left = list(orders)

    def choose(self, desk: Desk) -> Order:
        """The next of the list."""
        found = self.left.pop(0) if self.left else EndPhase(desk.side)
        if isinstance(found, Exception):
            raise found
        return found

    def memory(self) -> dict[str, object]:
        """Nothing."""
        return {}


def _match(rows: str = "AB . . . . ab", *, seats: Any = (None, None), **more: Any) -> Match:
    return Match(sketch(rows, **more), 3, seats)


def test_orders_are_taken_back_and_given_again() -> None:
    match = _match()
    a = match.scenario.unit_by_id["A"]
    start = match.game.digest()
    first = Hold(RED, a)
    assert isinstance(match.submit(first), Accepted)
    held = match.game.digest()
    assert isinstance(match.submit(SetStance(RED, a, ATTACK)), Accepted)
    assert match.undo() == UndoResult(True)
    assert match.game.digest() == held
    assert match.undo().ok
    assert match.game.digest() == start
    assert not match.undo().ok, "nothing is left to take back"
    assert match.redo().ok
    assert match.game.digest() == held
    assert match.orders == [first]
    assert match.redo().ok
    assert not match.redo().ok
    assert match.events == tuple(match.events_since(0)), "the events are those of the orders that stand"


def test_a_new_order_forgets_what_was_taken_back() -> None:
    match = _match()
    a, b = match.scenario.unit_by_id["A"], match.scenario.unit_by_id["B"]
    match.submit(Hold(RED, a))
    match.undo()
    match.submit(Hold(RED, b))
    assert not match.redo().ok


def test_what_was_revealed_is_not_taken_back() -> None:
    match = _match()
    match.submit(EndPhase(RED))
    taken = match.undo()
    assert not taken.ok
    assert "part of the turn" in taken.reason


def test_events_go_with_their_order() -> None:
    match = _match()
    mark = match.mark()
    match.submit(Hold(RED, match.scenario.unit_by_id["A"]))
    assert match.events_since(mark)
    match.undo()
    assert match.events_since(mark) == ()
    assert match.mark() == mark


def test_a_loaded_match_can_still_be_taken_back(tmp_path: Path) -> None:
    match = _match()
    start = match.game.digest()
    match.submit(Hold(RED, match.scenario.unit_by_id["A"]))
    match.save(tmp_path / "m.jsonl")
    again = Match.load(tmp_path / "m.jsonl", match.scenario)
    assert again.undo().ok
    assert again.game.digest() == start


def test_refused_orders_leave_no_trace() -> None:
    match = _match()
    before = match.record()
    answer = match.submit(Hold(BLUE, match.scenario.unit_by_id["a"]))
    assert isinstance(answer, Refusal)
    assert match.record() == before


def test_the_journal_survives_a_save_in_its_order(tmp_path: Path) -> None:
    notes = [
        Note(id="one", title="1", text=".", when=AtTurn(1)),
        Note(id="two", title="2", text=".", when=AtTurn(2), audience=BLUE),
    ]
    match = _match(notes=notes)
    match.remark("  at the\nstart ")
    match.remark("   ")
    match.submit(EndPhase(RED))
    match.remark("between")
    match.submit(EndPhase(BLUE))
    match.remark("turn 2")
    assert match.journal == ("at the start", "between", "turn 2"), "blanks are no remark"
    assert match.log.notes(RED) == (0,)
    assert match.log.notes(BLUE) == (0, 1), "a note for one side is read by that side only"
    match.save(tmp_path / "m.jsonl")
    again = Match.load(tmp_path / "m.jsonl", match.scenario)
    assert again.log.entries == match.log.entries
    assert again.record() == match.record()


def test_remarks_do_not_touch_the_game(tmp_path: Path) -> None:
    plain, told = _match(), _match()
    told.remark("x" * 5000 + "\ud800")
    assert plain.game.digest() == told.game.digest()
    told.save(tmp_path / "m.jsonl")
    assert len(Match.load(tmp_path / "m.jsonl", told.scenario).journal[0]) <= 2000


def test_computers_play_until_a_human_must_act() -> None:
    scenario = sketch("A . . . b")
    match = Match(scenario, 1, (None, _Scripted(Dig(BLUE, scenario.unit_by_id["b"]))))  # type: ignore[arg-type]
    assert match.run_computers() == 0, "the human moves first"
    match.submit(EndPhase(RED))
    told: list[Order] = []
    assert match.run_computers(lambda order, found: told.append(order)) == 2
    assert [type(order) for order in told] == [Dig, EndPhase]
    assert match.game.actor() == RED
    assert match.names == ("human", "scripted")


def test_a_hurried_computer_ends_its_part() -> None:
    scenario = sketch("A . . . b")
    match = Match(scenario, 1, (None, _Scripted(Dig(BLUE, scenario.unit_by_id["b"]))))  # type: ignore[arg-type]
    match.submit(EndPhase(RED))
    assert match.run_computers(stop=lambda: True) == 1
    assert match.orders[-1] == EndPhase(BLUE)


@pytest.mark.parametrize("bad", [ValueError("lost the map"), Move(RED, 0, 1), Hold(BLUE, 99)])  # type: ignore[arg-type]
def test_a_failing_computer_does_not_stop_the_game(bad: Any) -> None:
    match = Match(sketch("A . . . b"), 1, (None, _Scripted(bad)))  # type: ignore[arg-type]
    match.submit(EndPhase(RED))
    match.run_computers()
    assert match.game.actor() == RED, "the player can go on"
    assert len(match.faults) == 1, "and can be told what happened"


def test_every_part_of_a_turn_is_saved(tmp_path: Path, shipped: dict[str, Scenario]) -> None:
    path = tmp_path / "deep" / "auto.jsonl"
    match = new_match(shipped["khasan-outpost"], 2, ("human", "drill"))
    match.autosave = path
    match.submit(EndPhase(SideId(0)))
    assert Match.load(path, match.scenario).record() == match.record()
    match.run_computers()
    assert Match.load(path, match.scenario).record() == match.record()
    assert storage.backup_of(path).is_file(), "the save before is kept"
    match.autosave = tmp_path  # a folder cannot be written as a file
    match.submit(EndPhase(SideId(0)))
    assert match.faults, "a failing save is told and stops nothing"


def test_a_failed_replacement_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "f.txt"
    storage.replace_file(path, "old")

    def refuse(text: str) -> None:
        raise RecordProblem("damaged", "no")

    with pytest.raises(RecordProblem):
        storage.replace_file(path, "new", refuse)
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["f.txt"], "nothing is left lying about"
    storage.replace_file(path, "new")
    assert storage.backup_of(path).read_text(encoding="utf-8") == "old"


def test_names_of_saves_stay_in_their_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(storage, "data_folder", lambda: tmp_path)
    for name in ("../../etc/passwd", "a b/c", "", "...", "x" * 500, "game.jsonl"):
        path = storage.save_path(name)
        assert path.parent == tmp_path / "saves"
        assert path.name.endswith(".jsonl")
        assert len(path.name) < 100
    assert storage.save_path("game.jsonl").name == "game.jsonl"
    assert storage.saves() == ()
    for name in ("old", "new"):
        storage.replace_file(storage.save_path(name), name)
    assert {path.name for path in storage.saves()} == {"old.jsonl", "new.jsonl"}
