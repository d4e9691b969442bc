"""The terminal from its first line to its last, by scripts."""

from __future__ import annotations

import signal
from io import StringIO
from pathlib import Path

import pytest
from attrs import evolve

from game.core.ids import HexId
from game.engine import Desk
from game.language.audience import Line
from game.language.grammar import split_commands
from game.language.lexicon import COMMANDS
from game.match import Match
from game.model.happenings import AtTurn, Happening, HasOrdered, Message, Offer, Option
from game.model.history import Figure, Note
from game.model.orders import EndPhase, Hold, Move, Order
from game.model.scenario import TutorialStep
from game.model.victory import VictoryItem
from game.record import replay
from game.record.storage import save_path
from game.table.hearing import gathered
from game.terminal.console import FINISHED, INTERRUPTED, STOPPED, run
from tests.terminal.conftest import play, small
from tests.terminal.seats import Sleeper
from tests.vignette import BLUE, RED


def test_a_script_reads_as_a_transcript() -> None:
    code, told = play(small("A . . . b"), ["# a remark of the script", "move A 0201", "end"])
    assert code == FINISHED
    assert "> move A 0201\nA marches to 0201 in " in told
    assert "remark of the script" not in told
    assert "\x1b" not in told, "no colours where nobody looks"


def test_a_strict_script_stops_at_the_first_refusal() -> None:
    code, told = play(small("A . . . b"), ["move A 0101", "dig A"], strict=True)
    assert code == STOPPED
    assert "Rule 4.1: It already stands there." in told
    assert "> dig A" not in told


def test_a_patient_script_goes_on() -> None:
    code, told = play(small("A . . . b"), ["swim A", "dig A"])
    assert code == FINISHED
    assert "There is no command 'swim'." in told
    assert "A digs" in told


def test_the_players_pass_the_seat_and_each_hears_his_own() -> None:
    message = Happening(id="m", when=AtTurn(1), then=(Message(BLUE, "For blue eyes."),))
    _, told = play(small("A . . . . . b", light=0.0, happenings=[message]), ["dig A", "end"])
    first, second = told.split("Pass the seat to Blue.")
    assert "For blue eyes." not in first
    assert "For blue eyes." in second
    assert "A digs" in first
    assert "A digs" not in second, "the log of the other side leaks"


def test_what_happened_since_the_last_turn_is_told_at_the_next() -> None:
    _, told = play(small("A . b . . .", light=1.0), ["end", "move b 0401", "end"])
    summary = told.split("Pass the seat to Red.")[1]
    assert "Since your last turn:" in summary
    assert "Contact 1" in summary
    assert "0401" in summary


def test_a_decision_is_put_with_numbers_and_answered_by_one() -> None:
    offer = Offer(RED, "Stay or go?", (Option("stay", "Stay."), Option("go", "Go.")))
    scenario = small(happenings=[Happening(id="choice", when=AtTurn(1), then=(offer,))])
    code, told = play(scenario, ["dig A", "2", "dig A"])
    assert code == FINISHED
    assert "1. Stay. (decide stay)\n  2. Go. (decide go)" in told
    assert "Rule 15.3: A decision waits" in told
    assert "Decided: Go." in told
    assert "A digs" in told


def test_a_decision_in_the_enemys_part_interrupts_him() -> None:
    offer = Offer(BLUE, "Stay or go?", (Option("stay", "Stay."),))
    scenario = small(happenings=[Happening(id="choice", when=HasOrdered(RED, "dig"), then=(offer,))])
    _, told = play(scenario, ["dig A", "1", "end"])
    assert told.index("Pass the seat to Blue.") < told.index("Decision: Stay or go?") < told.index("Decided: Stay.")
    assert "Pass the seat to Red." in told


def test_notes_are_read_out_once_and_again_on_demand() -> None:
    note = Note(id="moon", title="No moon", text="It was dark.", when=AtTurn(1), audience=RED)
    _, told = play(small(notes=[note]), ["units", "note last", "journal"])
    assert told.count("It was dark.") == 2
    assert "1. No moon (note moon)." in told


def test_the_end_sets_the_points_beside_history() -> None:
    items = [VictoryItem(id="x", side=RED, kind="hold", points=5, text="Hold the hill.", place="hill", history=0)]
    scenario = small("A . . . b", objectives={"hill": "0101"}, victory=items, turns=1)
    code, told = play(scenario, ["end", "end"])
    assert code == FINISHED
    assert "The battle is over: the last turn has been played." in told
    assert "Red victory. Points: Red 5, Blue 0." in told
    assert "Red, 5 of 5 (history 0): Hold the hill." in told
    assert "History scores Red 0, Blue 0: Draw." in told


def test_the_tutorial_goes_on_when_a_step_is_done() -> None:
    steps = (
        TutorialStep(id="1", text="Type `dig A`.", done=HasOrdered(RED, "dig"), hint="A is yours."),
        TutorialStep(id="2", text="Type `end`.", done=AtTurn(2)),
    )
    scenario = evolve(small("A . . . b"), tutorial=steps)
    out = StringIO()
    run(Match(scenario, 1, (None, Sleeper())), StringIO("units\ndig A\nend\n"), out)
    told = out.getvalue()
    assert told.count("Lesson 1 of 2: Type 'dig A'.") == 1
    assert told.index("A digs") < told.index("Lesson 1 of 2 is done.") < told.index("Lesson 2 of 2")
    assert "That was the last lesson." in told


def test_orders_are_taken_back_and_given_again() -> None:
    _, told = play(small("A . . . . . . b"), ["move A 0201", "undo", "show A", "redo", "show A", "log"])
    assert "1 order taken back" in told
    first, second = told.split("> show A")[1:]
    assert "at 0101" in first
    assert "at 0201" in second


def test_what_was_revealed_is_not_taken_back() -> None:
    _, told = play(small("A . . . b"), ["end", "undo"])
    assert "cannot be taken back" in told.lower() or "nothing can be taken back" in told.lower()


def test_why_opens_the_rule_behind_a_refusal() -> None:
    _, told = play(small("A . . . b"), ["move A 0101", "why"])
    assert "Rule 4.1: The march." in told.split("> why")[1]


def test_why_with_a_hex_tells_what_each_step_costs() -> None:
    _, told = play(small("A , . b", ground="mud"), ["why A 0201"])
    said = told.split("> why")[1]
    assert "0101 to 0201" in said and "for mud (rule 4.4" in said and "The whole way:" in said


def test_an_assault_is_one_line_and_why_is_the_reckoning() -> None:
    _, told = play(small("A b"), ["odds A 0201 storm", "assault A 0201 storm", "why"])
    assert "Forecast: A storms 0201" in told
    after = told.split("> assault A 0201 storm")[1]
    line, tree = after.split("> why")
    assert "We lose " in line
    assert "Ratio " in tree
    assert "Luck: we were to expect" in tree


def test_next_selects_and_it_is_understood() -> None:
    _, told = play(small("A . . . b"), ["next", "hold it", "next"])
    assert "A holds and keeps its minutes." in told
    assert "Every unit has its orders." in told


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.word)
def test_every_command_is_answered_with_and_without_arguments(command: object) -> None:
    word = command.word  # type: ignore[attr-defined]
    if word in ("save", "quit"):
        return
    scenario = small("A . b", objectives={"hill": "0201"})
    code, told = play(scenario, [word, f"{word} A", f"{word} A 0201", f"{word} 0201", f"{word} hill 3", f"{word} last"])
    assert code == FINISHED
    assert told.count(f"> {word}") >= 1


def test_several_commands_stand_in_one_line() -> None:
    assert split_commands("move A 0201; dig A ;") == ["move A 0201", "dig A"]
    assert split_commands("remark First; then second.") == ["remark First; then second."]
    _, told = play(small("A . . . b"), ["move A 0201; dig A"])
    assert told.index("A marches") < told.index("A digs")


def test_a_saved_game_goes_on_with_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    scenario = small("A . . . b")
    _, told = play(scenario, ["move A 0201", "remark Go on.", "save first try", "quit"])
    assert f"Saved as {save_path('first try')}." in told
    match = Match.load(save_path("first try"), scenario)
    out = StringIO()
    run(match, StringIO("log\njournal\nshow A\n"), out)
    assert "A marches to 0201 in" in out.getvalue()
    assert "Go on." in out.getvalue()
    assert "at 0201" in out.getvalue()


def test_the_computer_plays_and_accounts_for_itself_at_the_end() -> None:
    out = StringIO()
    code = run(Match(small("A . . . b", turns=1), 1, (None, Sleeper())), StringIO("end\n"), out)
    assert code == FINISHED
    assert "Pass the seat" not in out.getvalue()
    assert "I slept." in out.getvalue()


class Interrupted(Sleeper):
    """Thinks so long that somebody presses Ctrl-C."""

    def choose(self, desk: Desk) -> Order:
        """Its first order, after the signal."""
        signal.raise_signal(signal.SIGINT)
        return Hold(desk.side, desk.view().units[0].number)


def test_an_interruption_stops_between_two_orders_and_keeps_the_save(tmp_path: Path) -> None:
    scenario, out, path = small("A . . . b"), StringIO(), tmp_path / "auto.jsonl"
    match = Match(scenario, 1, (None, Interrupted()), autosave=path)
    before = signal.getsignal(signal.SIGINT)
    assert run(match, StringIO("move A 0201\nend\nunits\n"), out) == INTERRUPTED
    assert signal.getsignal(signal.SIGINT) is before, "the keyboard is as it was"
    assert f"Broken off. The battle is kept in {path} as it stood" in out.getvalue()
    assert "> units" not in out.getvalue()
    assert len(replay.read(path).orders) == 2, "the save ends with the player's own part"
    assert [type(order) for order in match.orders] == [Move, EndPhase, Hold], "nobody's part was cut short"
    assert match.record().ending.digest == match.game.digest(), "the match is whole"


def test_a_computer_that_fails_is_told_of() -> None:
    class Broken(Sleeper):
        def choose(self, desk: Desk) -> Order:
            raise RuntimeError("no plan")

    out = StringIO()
    assert run(Match(small("A . . . b"), 1, (None, Broken())), StringIO("end\n"), out) == FINISHED
    assert "The computer failed (RuntimeError: no plan); its part was ended." in out.getvalue()


def test_the_end_sets_the_figures_beside_the_record() -> None:
    figure = Figure(id="dead", measure="red.killed", low=2, high=5, unit="men")
    scenario = small("A . . . b", turns=1)
    scenario = evolve(scenario, history=evolve(scenario.history, figures=(figure,)))
    _, told = play(scenario, ["end", "end"])
    assert "Red, killed: 2 to 5 men; in this game 0, below." in told


def test_two_computers_are_watched_to_the_end() -> None:
    out = StringIO()
    code = run(Match(small("A . . . b"), 1, (Sleeper(), Sleeper())), StringIO(""), out)
    assert code == FINISHED
    assert "Turn 3 of 3" in out.getvalue()
    assert "The battle is over" in out.getvalue()


def test_quit_leaves_at_once_in_a_script() -> None:
    code, told = play(small("A . . . b"), ["quit", "dig A"])
    assert code == FINISHED
    assert "> dig A" not in told


def test_lines_are_broken_at_the_width_of_the_screen() -> None:
    _, told = play(small("A . . . b"), ["help"], width=60)
    assert all(len(line) < 60 for line in told.splitlines()), "a line is wider than the screen"


@pytest.mark.parametrize("word", ["end", "skip"])
def test_a_part_does_not_end_while_a_decision_waits(word: str) -> None:
    offer = Offer(RED, "Go or stay?", (Option("go", "Go."), Option("stay", "Stay.")))
    scenario = small("A . . . . . b", happenings=[Happening(id="m", when=AtTurn(1), then=(offer,))])
    out = StringIO()
    assert run(Match(scenario, 1, (None, Sleeper())), StringIO(f"{word}\n"), out) == FINISHED
    told = out.getvalue().split(f"> {word}\n")[1]
    assert "decision" in told.lower() and "Turn 2" not in told, told


def test_lists_can_be_cut_down_to_a_formation_and_to_a_place() -> None:
    scenario = small("A . b", objectives={"hill": "0101"})
    _, told = play(scenario, ["units all", "contacts near hill 1", "contacts near hill 2", "end"])
    said = told.split("> contacts near hill")
    assert "Contact" not in said[0].split("> units all")[1], "with units named the enemy is left out"
    assert "No contact within" in said[1] and "in sight" in said[2]


def test_many_sightings_are_told_in_one_line_and_few_one_by_one() -> None:
    lines = tuple(Line(f"Contact {n} seen.", "contact", HexId(n), about=f"new contact {n}") for n in range(9))
    loss = Line("Two men lost.", "loss")
    told = gathered((loss, *lines))
    assert told[0] is loss and len(told) == 2 and told[1].text.startswith("9 contacts")
    assert gathered(lines[:3]) == lines[:3]
