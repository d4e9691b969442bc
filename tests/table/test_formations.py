"""Orders to formations at the table, in the record and at the terminal. Rules 12.8, 12.9 and 3.5."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from game.ai.missions import FormationStaff
from game.core.ids import SideId, UnitId
from game.engine import Desk
from game.language.audience import Line
from game.language.describe_missions import format_mission
from game.language.grammar import parse
from game.language.parsed import Fault, GiveMission
from game.match import Match
from game.model.happenings import Attach, AtTurn, Happening
from game.model.missions import DONE, GIVEN_UP, UNDER_WAY, Appraisal, Mission, Progress
from game.model.orders import Dig, EndPhase, Hold, Order
from game.model.scenario import Scenario
from game.model.units import Formation
from game.record import replay
from game.record.problems import RecordProblem
from game.staffs import StaffMaker
from game.table.formations import Formations
from game.table.hearing import Ear
from game.table.quiet import Quiet
from game.terminal.console import FINISHED, run
from tests.terminal.conftest import play, small
from tests.terminal.seats import Sleeper
from tests.vignette import BLUE, RED, sketch


class Obedient:
    """A staff that lets every unit dig, and is done after three goes."""

    def __init__(self, scenario: Scenario, side: SideId, seed: int, mission: Mission) -> None:
        self.scenario, self.mission, self.goes = scenario, mission, 0

    def appraise(self, desk: Desk) -> Appraisal:
        units = len(self.scenario.units_in[self.mission.formation])
        return Appraisal(possible=True, ready_minute=desk.view().minute, ready=units, units=units, chance=62)

    def orders(self, desk: Desk, apart: frozenset[UnitId]) -> Iterator[Order]:
        self.goes += 1
        for unit in self.scenario.units_in[self.mission.formation]:
            if unit not in apart:
                yield Dig(desk.side, unit, 10)

    def progress(self, desk: Desk) -> Progress:
        return Progress(state=DONE if self.goes > 2 else UNDER_WAY, remarks=(f"Gone {self.goes} times.",))

    def task(self, desk: Desk, unit: UnitId) -> str:
        return "It digs."

    def memory(self) -> dict[str, object]:
        return {"goes": self.goes}

    def restore(self, memory: Mapping[str, object]) -> None:
        goes = memory["goes"]
        if not isinstance(goes, int):
            raise ValueError("no number of goes")
        self.goes = goes


def begun(
    rows: str = "AB . . . . a", seats: Any = (None, None), make: StaffMaker = Obedient, **more: Any
) -> tuple[Match, Formations]:
    match = Match(sketch(rows, **more), 3, seats, make_staff=make)
    return match, Formations(match)


def said(match: Match, words: str, side: SideId = RED) -> Any:
    return parse(words, match.desk(side))


def hear(order: Order, accepted: object) -> None:
    pass


def formation(match: Match) -> str:
    return match.scenario.units[match.scenario.unit_by_id["A"]].formation


def given(match: Match, desk: Formations, words: str = "hold 0101") -> tuple[str, ...]:
    found = desk.obey(said(match, f"order {formation(match)} {words}"), RED, hear)
    assert found is not None
    assert not match.orders, "nothing is ordered before it is confirmed"
    return desk.confirm(RED, hear)


def test_a_staff_answers_before_it_acts() -> None:
    match, desk = begun()
    answer = desk.obey(said(match, f"order {formation(match)} hold 0101"), RED, hear)
    assert answer is not None and any("62%" in line for line in answer)
    assert not match.orders and not match.staffs.live(RED)
    told = desk.confirm(RED, hear)
    assert len(match.orders) == 2 and "2 orders to 2 units" in told[0], told
    assert desk.confirm(RED, hear)[0].startswith("No order"), "it is given once"


def test_units_that_the_player_leads_are_left_alone() -> None:
    match, desk = begun()
    a, b = match.scenario.unit_by_id["A"], match.scenario.unit_by_id["B"]
    match.submit(Hold(RED, a))
    desk.obey(said(match, f"order {formation(match)} hold 0101"), RED, hear)
    desk.confirm(RED, hear)
    assert [o for o in match.orders if isinstance(o, Dig)] == [Dig(RED, b, 10)]
    assert any("You gave it orders" in line for line in desk.why(a))
    match.submit(EndPhase(RED))
    match.submit(EndPhase(BLUE))
    desk.carry_on(RED, hear)
    assert Dig(RED, a, 10) in match.orders, "in the next part they serve again"


def test_what_a_staff_gave_in_one_go_is_taken_back_and_given_again_together() -> None:
    match, desk = begun()
    given(match, desk)
    assert match.staffs.batch(2) == 2
    while match.staffs.batch(len(match.orders)):
        assert match.undo().ok
    assert not match.orders and match.staffs.standing[0].staff.memory() == {"goes": 0}
    assert match.staffs.batch_ahead(0) == 2
    assert match.redo().ok and match.redo().ok
    assert match.staffs.batch(2) == 2, "they are the staff's again"
    assert match.staffs.directed(RED, match.orders) == frozenset()


def test_an_order_to_a_formation_replaces_the_one_before() -> None:
    match, desk = begun()
    given(match, desk)
    match.staffs.give(match.staffs.standing[0].mission, 0)
    assert [s.number for s in match.staffs.live(RED)] == [2]
    assert desk.cancel(RED, formation(match))[0].endswith("stay where they are.")
    assert not match.staffs.live(RED) and not match.staffs.busy(RED)


def test_a_formation_that_is_attached_serves_its_new_commander() -> None:
    formations = [Formation(id=name, name=name, side=RED) for name in ("corps", "guard")]
    joins = Happening(id="joins", when=AtTurn(2), then=(Attach("guard", "corps"),))
    more: dict[str, Any] = {"A": {"formation": "guard"}, "B": {"formation": "corps"}, "turns": 4}
    match, desk = begun("AB . . b", formations=formations, happenings=[joins], **more)
    a, b = match.scenario.unit_by_id["A"], match.scenario.unit_by_id["B"]
    desk.obey(said(match, "order guard hold 0101"), RED, hear)
    desk.confirm(RED, hear)
    desk.obey(said(match, "order corps hold 0101"), RED, hear)
    desk.confirm(RED, hear)
    assert [s.mission.formation for s in match.staffs.live(RED)] == ["guard", "corps"]
    match.staffs.cancel(RED, "guard")
    assert match.staffs.busy(RED) == {b}, "the guard does not stand under the corps yet"
    for side in (RED, BLUE):
        match.submit(EndPhase(side))
    assert match.staffs.busy(RED) == {a, b} and match.staffs.under("corps") == ("corps", "guard")


def test_those_that_have_not_acted_act_when_the_part_ends() -> None:
    match, desk = begun()
    given(match, desk)
    assert desk.rest_of_turn(RED, hear) == (), "they acted in this turn"
    match.submit(EndPhase(RED))
    match.submit(EndPhase(BLUE))
    assert desk.rest_of_turn(RED, hear)
    assert desk.rest_of_turn(RED, hear) == ()


def test_a_staff_that_fails_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    match, desk = begun()
    monkeypatch.setattr(Obedient, "progress", lambda self, desk: 1 / 0)
    told = given(match, desk)
    assert match.faults and "ZeroDivisionError" in match.faults[0]
    assert any("impossible" in line for line in told)


def test_a_loaded_match_goes_on_with_its_missions() -> None:
    match, desk = begun(make=FormationStaff)
    given(match, desk, "seize 0401 losses under 50")
    number = len(match.orders)
    assert number and match.staffs.batch(number) == number
    text = replay.text_of(match.record())
    again = Match.resume(replay.parse(text), match.scenario)
    standing = again.staffs.standing[0]
    assert standing.mission == match.staffs.standing[0].mission
    assert standing.staff.memory() == match.staffs.standing[0].staff.memory()
    assert again.staffs.batch(number) == number and again.staffs.directed(RED, again.orders) == frozenset()
    assert replay.text_of(again.record()) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"state": "under-way"', '"state": "asleep"'),
        ('"orders": [[1, 2]]', '"orders": [[1, 9]]'),
        ('"verb": "hold"', '"verb": "fly"'),
        ('"given": 0', '"given": "soon"'),
        ('"formation": "', '"formation": "no-'),
    ],
)
def test_a_damaged_mission_is_named_with_its_line(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    match, desk = begun()
    given(match, desk)
    text = replay.text_of(match.record())
    assert old in text
    with pytest.raises(RecordProblem, match="mission 1 cannot be taken up") as caught:
        Match.resume(replay.parse(text.replace(old, new)), match.scenario)
    assert caught.value.line == next(n for n, line in enumerate(text.splitlines(), 1) if "missions" in line)


def test_orders_lead_to_the_same_without_the_missions() -> None:
    match, desk = begun(make=FormationStaff)
    given(match, desk, "seize 0401")
    lines = [line for line in replay.text_of(match.record()).splitlines(keepends=True) if '"missions"' not in line]
    again = Match.resume(replay.parse("".join(lines)), match.scenario)
    assert again.game.digest() == match.game.digest() and not again.staffs.standing


# Language -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "seize 0401 by 05:15",
        "hold 0101 losses under 300 keep B back press storm",
        "reserve",
        "support 0401 keep A B back by 31 July 06:00",
    ],
)
def test_orders_to_formations_are_written_as_they_are_read(words: str) -> None:
    match, _ = begun()
    found = said(match, f"order {formation(match)} {words}")
    assert isinstance(found, GiveMission), found
    line = format_mission(found.mission, match.scenario)
    assert said(match, line) == found, line


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "no-formation"),
        ("nobody hold 0101", "unknown-formation"),
        ("{} fly 0101", "no-verb"),
        ("{} seize", "no-hex"),
        ("{} hold 0101 by noon", "no-hour"),
        ("{} hold 0101 losses under some", "no-number"),
        ("{} hold 0101 keep a back", "not-in-formation"),
        ("{} hold 0101 press hard", "no-press"),
        ("{} hold 0101 please", "left-over"),
    ],
)
def test_faults_in_them_are_named(words: str, code: str) -> None:
    match, _ = begun()
    found = said(match, "order " + words.format(formation(match)))
    assert isinstance(found, Fault) and found.code == code, found


def test_an_hour_is_the_next_of_its_name_and_never_past() -> None:
    match, _ = begun()
    calendar, name = match.scenario.calendar, formation(match)
    soon = calendar.clock_time(30)
    found = said(match, f"order {name} hold 0101 by {soon}")
    assert found.mission.by_minute == 30
    now = said(match, f"order {name} hold 0101 by {calendar.clock_time(0)}")
    assert now.mission.by_minute == 24 * 60
    past = said(match, f"order {name} hold 0101 by today {calendar.clock_time(0)}")
    assert isinstance(past, Fault) and past.code == "past-hour"


# Quiet turns ----------------------------------------------------------------------------------------------------------


def test_quiet_turns_go_by_until_something_comes() -> None:
    far = small("A . . . . . . . . . . b", light=0.0, turns=6)
    code, told = play_alone(far, ["skip"])
    assert told.count("quiet.") == 5, told
    assert code == 0


def play_alone(scenario: Scenario, lines: list[str]) -> tuple[int, str]:
    out = io.StringIO()
    match = Match(scenario, 1, (None, Sleeper()))
    code = run(match, io.StringIO("\n".join(lines) + "\n"), out)
    return code, out.getvalue()


def test_fights_and_missions_that_end_break_the_quiet() -> None:
    match, desk = begun(seats=(None, Sleeper()))
    given(match, desk)
    quiet = Quiet(RED, desk, match.desk(RED).view(), Ear(RED))
    assert quiet.reasons(match.desk(RED).view()) == ()
    quiet.ear.lines.append(Line("Somebody fights.", "fight"))
    assert quiet.reasons(match.desk(RED).view()) == ("Somebody fights.",)
    assert quiet.passed(match.desk(RED).view()).endswith("quiet.")
    assert quiet.reasons(match.desk(RED).view()) == (), "what was told is past"
    match.staffs.standing[0].state = GIVEN_UP
    assert "given up" in quiet.reasons(match.desk(RED).view())[0]


def test_a_staffs_routine_is_told_on_the_whole_and_its_fights_one_by_one() -> None:
    scene = small("AB . . . . a")
    name = scene.units[0].formation
    _, told = play(scene, [f"order {name} hold 0101", "confirm", "dig A", "log"])
    assert "A digs" not in told.split("> dig A")[0], "the staff's spades are not told"
    assert "red: 2 orders to 2 units." in told


def test_with_two_players_nobody_skips() -> None:
    _, told = play(small("A . . b"), ["skip"])
    assert "each ends his own parts" in told


def test_a_formation_is_led_by_typed_lines() -> None:
    scene = small("AB . . . . a")
    name = scene.units[0].formation
    lines = [
        f"order {name} hold 0101",
        "confirm",
        "undo",
        "missions",
        "carry on",
        "why A",
        f"cancel {name}",
        "missions",
    ]
    code, told = play(scene, lines, strict=True)
    assert code == FINISHED
    assert "2 orders taken back." in told
    assert "which is to hold 0101" in told and "countermanded" in told
    assert told.rstrip().endswith("tells how to give one.")
