"""Matches of the shipped scenarios: taking back, saves in the middle, computers that go on as if nothing had been."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest
from attrs import evolve

from game.ai.levels import LEVELS
from game.core.ids import SideId
from game.engine import Accepted
from game.language.grammar import parse
from game.language.parsed import Orders
from game.match import NOTHING_GIVEN, REVEALED, Match, new_match
from game.model.events import PhaseEnded, TurnBegan
from game.model.happenings import Happening, HasOrdered, Offer, Option
from game.model.orders import Decide, EndPhase, Order, Refusal
from game.model.scenario import Scenario
from tests.vignette import BLUE, RED, sketch

JAPAN, USSR = SideId(0), SideId(1)
OUTPOST, NIGHT = "khasan-outpost", "khasan-night-assault"


def _orders(match: Match, line: str) -> tuple[Order, ...]:
    """The orders of a typed line, for the side that must act."""
    actor = match.game.actor()
    assert actor is not None, "the battle is over"
    found = parse(line, match.desk(actor))
    assert isinstance(found, Orders), f"{line}: {found}"
    return found.orders


def _give(match: Match, *lines: str) -> None:
    """Typed orders that must be accepted, and the computers' answers to them."""
    for line in lines:
        for order in _orders(match, line):
            done = match.submit(order)
            assert not isinstance(done, Refusal), f"{line}: {done}"
        match.run_computers()


def _step(match: Match) -> None:
    """One order of whoever sits at the side that must act."""
    actor = match.game.actor()
    assert actor is not None
    seat = match.seats[actor]
    assert seat is not None
    assert isinstance(match.submit(seat.choose(match.desk(actor))), Accepted)


@pytest.fixture
def outpost(shipped: dict[str, Scenario]) -> Match:
    """The lesson, Japan against a staff."""
    return new_match(shipped[OUTPOST], 29, ("human", "staff"))


# Taking back ----------------------------------------------------------------------------------------------------------


def test_orders_are_taken_back_as_far_as_nothing_was_revealed(outpost: Match) -> None:
    digests = [outpost.game.digest()]
    lines = ["hold mg/kucheng", "move k1 1219", "move noguchi 1218", "stance sakuma give-ground"]
    for line in lines:
        _give(outpost, line)
        digests.append(outpost.game.digest())
    given = list(outpost.orders)
    for expected in reversed(digests[:-1]):
        assert outpost.undo().ok
        assert outpost.game.digest() == expected
    assert outpost.undo().reason == NOTHING_GIVEN
    for count, expected in enumerate(digests[1:], 1):
        assert outpost.redo().ok
        assert outpost.game.digest() == expected
        assert outpost.orders == given[:count], "given again in the order in which they were given"
    assert not outpost.redo().ok


def test_the_last_revelation_is_a_wall_and_has_a_name(outpost: Match) -> None:
    _give(outpost, "hold mg/kucheng", "move k1 1219", "move kanda 1220 stealth")
    shut = outpost.undo()
    assert not shut.ok, "whether he was heard must not show"
    assert shut.reason in (REVEALED["stealth"], REVEALED["contact"])
    _give(outpost, "stance sakuma give-ground")
    assert outpost.undo().ok, "what came after it can be taken back"
    assert outpost.undo() == shut, "but not the revelation, nor what came before"
    _give(outpost, "end")
    assert outpost.game.actor() == JAPAN, "the computer has played its part"
    assert not outpost.undo().ok


@pytest.mark.parametrize(
    ("key", "rows", "lines"),
    [
        ("phase", "A . . . . b", ["end"]),
        ("stealth", "A . . b", ["move A 0201 stealth"]),
        ("contact", "A b . . . .", ["assault A 0201"]),
        ("end", "A . . . . b", ["end", "end", "end", "end", "end", "end"]),
        ("contact", "A  .  ^  .\n.  ^  .  b", ["move A 0401"]),
    ],
)
def test_each_revelation_is_named(key: str, rows: str, lines: list[str]) -> None:
    match = Match(sketch(rows, light=0.0 if key == "stealth" else 1.0), 3, (None, None))
    _give(match, *lines)
    assert match.undo().reason == REVEALED[key]
    assert match.redo().reason == "nothing was taken back."


def test_a_decision_is_a_revelation() -> None:
    offer = Offer(RED, "Stay or go?", (Option("stay", "Stay."), Option("go", "Go.")))
    happening = Happening(id="choice", when=HasOrdered(RED, "hold"), then=(offer,))
    match = Match(sketch("A . . . . b", happenings=[happening]), 3, (None, None))
    _give(match, "hold A")
    assert match.undo().reason == REVEALED["decision"], "an order that raises a question stands"
    _give(match, "decide go")
    assert match.undo().reason == REVEALED["decision"], "and so does the answer"


def test_nobody_takes_back_the_order_of_another() -> None:
    offer = Offer(BLUE, "Stay or go?", (Option("stay", "Stay."),))
    happening = Happening(id="choice", when=HasOrdered(RED, "hold"), then=(offer,))
    match = Match(sketch("A . . . . b", happenings=[happening]), 3, (None, None))
    _give(match, "hold A")
    assert match.game.actor() == BLUE
    assert not match.undo().ok


def test_taking_back_takes_notes_and_turn_marks_with_it(outpost: Match) -> None:
    before = outpost.record()
    _give(outpost, "hold mg/kucheng", "move k1 1219")
    assert outpost.undo().ok
    assert outpost.undo().ok
    assert outpost.record() == before, "the record knows nothing of what was taken back"


# Saves ----------------------------------------------------------------------------------------------------------------


def test_a_save_holds_everything(outpost: Match, tmp_path: Path) -> None:
    _give(outpost, "hold mg/kucheng", "move k1 1219", "end", "move noguchi 1220")
    outpost.remark("The post has not moved.")
    path = tmp_path / "save.jsonl"
    outpost.save(path)
    found = Match.load(path, outpost.scenario)
    assert found.record() == outpost.record()
    assert (found.seed, found.names, found.orders) == (outpost.seed, outpost.names, outpost.orders)
    assert found.events == outpost.events
    assert found.journal == ("The post has not moved.",)
    assert found.log.entries == outpost.log.entries
    assert found.phases == outpost.phases
    found.save(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == path.read_bytes()


def _middles(orders: int) -> tuple[int, ...]:
    """Places in a game at which to break it off: at its start, wherever a phase may be, and at its end."""
    return (1, *range(7, orders, max(1, orders // 4)), orders)


def _assert_goes_on_alike(scenario: Scenario, levels: tuple[str, str], seed: int, folder: Path) -> None:
    """A match that is saved and loaded on the way gives the same orders as one that is not."""
    whole = new_match(scenario, seed, levels)
    whole.run_computers()
    assert whole.game.actor() is None
    assert whole.faults == []
    for number in _middles(len(whole.orders)):
        broken = new_match(scenario, seed, levels)
        for _ in range(number):
            _step(broken)
        path = folder / f"{number}.jsonl"
        broken.save(path)
        again = Match.load(path, scenario)
        assert len(again.orders) == number
        again.run_computers()
        pairs = zip(again.orders, whole.orders, strict=False)
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        assert again.orders == whole.orders, f"broken off after order {number}, order {alike + 1} is another"
        assert again.game.digest() == whole.game.digest()
        assert again.record() == whole.record(), "what the computers keep in mind and tell at the end is the same"


@pytest.mark.parametrize("level", LEVELS)
def test_computers_go_on_after_a_load_as_if_nothing_had_been(
    level: str, shipped: dict[str, Scenario], tmp_path: Path
) -> None:
    _assert_goes_on_alike(shipped[OUTPOST], (level, level), 5, tmp_path)


@pytest.mark.parametrize("levels", [("staff", "drill"), ("seasoned", "staff")])
def test_computers_go_on_after_a_load_in_the_night_assault(
    levels: tuple[str, str], shipped: dict[str, Scenario], tmp_path: Path
) -> None:
    _assert_goes_on_alike(shipped[NIGHT], levels, 38, tmp_path)


def test_taking_back_across_a_load_ends_at_the_same_wall(outpost: Match, tmp_path: Path) -> None:
    _give(outpost, "end", "hold mg/kucheng", "stance sakuma give-ground")
    outpost.save(tmp_path / "s.jsonl")
    again = Match.load(tmp_path / "s.jsonl", outpost.scenario)
    for _ in range(3):
        here, there = outpost.undo(), again.undo()
        assert here == there
        assert outpost.game.digest() == again.game.digest()
    assert not here.ok


def test_a_finished_match_is_a_replay(shipped: dict[str, Scenario], tmp_path: Path) -> None:
    match = new_match(shipped[OUTPOST], 3, ("drill", "drill"))
    match.run_computers()
    match.save(tmp_path / "r.jsonl")
    found = Match.load(tmp_path / "r.jsonl", match.scenario)
    assert found.record().is_finished
    assert found.run_computers() == 0, "nobody moves after the end"
    assert not found.undo().ok


# Journal and computers ------------------------------------------------------------------------------------------------


def test_the_journal_keeps_remarks_that_were_written_before_an_order_was_taken_back(outpost: Match) -> None:
    _give(outpost, "hold mg/kucheng")
    outpost.remark("Guns stay.")
    assert outpost.undo().ok
    outpost.remark("Or do they?")
    assert outpost.journal == ("Guns stay.", "Or do they?")
    assert all(entry.after <= len(outpost.orders) for entry in outpost.log.entries)


def test_computers_can_be_told_to_stop(shipped: dict[str, Scenario]) -> None:
    match = new_match(shipped[NIGHT], 38, ("human", "staff"))
    asked: list[int] = []

    def enough() -> bool:
        asked.append(len(match.orders))
        return len(asked) > 3

    match.submit(EndPhase(JAPAN))
    told: list[Order] = []
    assert match.run_computers(lambda order, found: told.append(order), enough) == len(told)
    own = [order for order in told if not isinstance(order, Decide)]
    assert own[-1] == EndPhase(USSR), "its part ends at once"
    assert 2 <= len(own) <= 4, "and what it had done stands"
    assert match.game.actor() == JAPAN
    match.run_computers(stop=lambda: True)
    assert match.game.actor() == JAPAN, "nobody asks a computer in a human's part"


def test_a_battle_of_computers_that_is_stopped_comes_to_its_end(shipped: dict[str, Scenario]) -> None:
    match = new_match(shipped[OUTPOST], 29, ("drill", "drill"))
    match.run_computers(stop=lambda: True)
    assert match.game.actor() is None, "questions are answered and parts are ended until the last turn is over"
    parts = sum(isinstance(event, PhaseEnded) for event in match.events)
    assert match.phases == parts
    assert sum(isinstance(event, TurnBegan) for event in match.events) == len(match.scenario.calendar.turns)


def test_a_stopped_computer_still_answers_a_question(shipped: dict[str, Scenario]) -> None:
    offer = Offer(USSR, "Stay or go?", (Option("stay", "Stay."), Option("go", "Go.")))
    happening = Happening(id="choice", when=HasOrdered(JAPAN, "hold"), then=(offer,))
    scenario = evolve(shipped[OUTPOST], happenings=(happening,))
    match = new_match(scenario, 29, ("human", "staff"))
    match.submit(_orders(match, "hold mg/kucheng")[0])
    assert match.game.actor() == USSR
    match.run_computers(stop=lambda: True)
    assert match.game.actor() == JAPAN
