"""The game at a terminal: prompts, orders, the hand-over between players, the end."""

from __future__ import annotations

import sys
from typing import TextIO

from game.core.ids import SideId, UnitId
from game.engine import Accepted, Desk
from game.language import dates
from game.language import describe_game as situation
from game.language.audience import Line
from game.language.grammar import parse, split_commands
from game.language.names import unit_names
from game.language.parsed import AskWhy, Fault, Orders, Plain, Query, SaveGame, ShowMap, TakeBack, WriteRemark
from game.language.wording import events_for_umpire, fault_sentence, refusal_sentence
from game.match import Match
from game.model.orders import UNIT_ORDERS, Assault, EndPhase, Order, Refusal
from game.record.storage import autosave_path
from game.table.answers import answer, idle_words, waiting_words
from game.table.formations import Formations
from game.table.hearing import Ear, catch_up, hear_order
from game.table.lessons import lessons_of
from game.terminal.asides import match_lines
from game.terminal.clerk import Clerk
from game.terminal.ending import account_lines, ending_lines
from game.terminal.interrupts import BrokenOff, held_interrupts
from game.terminal.keys import Keys
from game.terminal.paper import Paper
from game.terminal.skipping import Skipper
from game.terminal.textmap import map_lines

FINISHED, STOPPED, INTERRUPTED = 0, 1, 130
"""Exit codes: played to the end, left, or out of input; stopped at a line that could not be carried out (strict);
broken off by Ctrl-C while computers played."""
MAP_WIDTH = 120
"""Letters in a row of the map where the paper sets no limit."""
CURTAIN_LINES = 40
"""Empty lines that hide one player's screen from the other."""


def run(
    match: Match,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    *,
    strict: bool = False,
    width: int | None = None,
    brief: bool = True,
) -> int:
    """Plays a match by typed lines; returns an exit code.

    Where the input is no terminal every line is echoed after "> ", so that the output reads as a transcript; lines
    that begin with "# " are remarks of the script. A match without human seats is told as the umpire sees it.

    Args:
        strict: stop at the first line that is not understood or refused.
        width: columns at which lines are broken; None for those of the screen, 0 for never.
        brief: whether to print the briefings first.
    """
    paper = Paper(stdout or sys.stdout, width=width)
    return Console(match, stdin or sys.stdin, paper, strict=strict).play(brief=brief)


class Console:
    """One match at one terminal."""

    def __init__(self, match: Match, stdin: TextIO, paper: Paper, *, strict: bool = False) -> None:
        self.match = match
        self.paper = paper
        self.strict = strict
        self.humans = tuple(SideId(s) for s in (0, 1) if match.seats[s] is None)
        self.ears = {side: Ear(side) for side in self.humans}
        self.keys = Keys(stdin, paper.out, self._present)
        self.lessons = lessons_of(match)
        self.formations = Formations(match)
        self.clerk = Clerk(match, self.ears, paper, lambda side: self._tell(self.ears[side].news()))
        self.skipper = Skipper(match, self.formations, paper, self.ears, self._end)
        if self.keys.is_live and match.autosave is None:
            match.autosave = autosave_path(match.scenario.id)
        self._seat: SideId | None = None
        """The human who sat here last."""
        self._part: tuple[int, SideId] | None = None
        """Turn and side whose heading was printed last."""
        self._interrupted = -1
        """Number of orders when the last decision was put to a side outside its part."""
        self._questioned = ""
        """The command that was asked about and is carried out when it comes again."""
        self._faults_told = 0
        self._phases = match.phases
        """Parts of turns that had ended when the player sat down."""
        self._code: int | None = None
        """Set when the player leaves or a strict script stops."""

    # The course of the game ----------------------------------------------------------------------------------------

    def play(self, *, brief: bool = True) -> int:
        """Plays until the game is over, the player leaves or the input ends; returns an exit code."""
        self._open(brief=brief)
        while self._code is None:
            side = self._next_human()
            if side is None:
                break
            text = self.keys.read(self._prompt(side))
            if text is None:
                break
            self._take_line(text, side)
        return self._close()

    def _take_line(self, text: str, side: SideId) -> None:
        if not self.keys.is_live:
            if not text.strip() or text.startswith("# "):
                return
            self.paper.line(f"> {text.strip()}")
        for part in split_commands(text) or [""]:
            if self._code is None and self.match.game.actor() == side:
                self._obey(part, side)

    def _open(self, *, brief: bool) -> None:
        scenario = self.match.game.scenario
        if brief:
            self.paper.line(f"{scenario.title}.", "heading")
            for side in self.humans[:1]:
                self.paper.lines(situation.briefing_lines(scenario, side)[1:])
            self.paper.line("Type 'help' for the commands.")
        catch_up(self.ears.values(), self.match)
        if not self.humans:
            self._tell(events_for_umpire(self.match.events, scenario))

    def _close(self) -> int:
        game = self.match.game
        if game.actor() is None:
            self.paper.line()
            self.paper.lines(ending_lines(self.match, [(side, ear.luck) for side, ear in self.ears.items()]))
            for side, seat in enumerate(self.match.seats):
                if seat is not None:
                    meant = seat.sentences(game.view(SideId(side)))
                    self.paper.lines(account_lines(game.scenario, SideId(side), meant))
        self.paper.flush()
        return FINISHED if self._code is None else self._code

    def _next_human(self) -> SideId | None:
        """Lets computers play, and quiet turns go by, until a human must act, and seats him; None at the end."""
        actor = self.match.game.actor()
        while actor is not None and (actor not in self.humans or self._begins(actor)):
            if actor not in self.humans:
                self._run_computers()
            actor = self.match.game.actor()
            if self._code is not None:
                return None
        return actor

    def _begins(self, actor: SideId) -> bool:
        """Seats a human whose part begins or who is asked something; whether the part was let go by at once."""
        state = self.match.game.state
        if state.side != actor:
            self._interrupt(actor)
        elif self._part != (state.turn, actor) or self._seat != actor:
            self._hand_over(actor)
            self._part = (state.turn, actor)
            if self.skipper.goes_by(self.ears[actor]):
                return True
            self._heading(actor)
        return False

    def _run_computers(self) -> None:
        """Computer seats play; each side hears what it may."""
        if self.keys.is_live and self.humans:
            self.paper.line("The enemy moves.")
            self.paper.flush()
        try:
            with held_interrupts() as stop:
                self.match.run_computers(self._overhear, stop)
                stop()
        except BrokenOff:
            self._broken_off()
        self._tell_faults()

    def _broken_off(self) -> None:
        """The player pressed Ctrl-C: the last automatic save stays, for the computers begin their part anew from it."""
        kept = self.match.autosave if self.match.phases > self._phases else None
        where = f" The battle is kept in {kept} as it stood when the last part of a turn ended." if kept else ""
        self.paper.line(f"Broken off.{where}", "fault")
        self._code = INTERRUPTED

    def _overhear(self, order: Order, result: Accepted) -> None:
        """Lets every human side hear of a computer's or a staff's order at once, with its view of that moment."""
        hear_order(self.ears.values(), order, result.events, self.match.game, by_staff=order.side in self.humans)
        if not self.humans:
            self._tell(events_for_umpire(result.events, self.match.game.scenario))

    def _hand_over(self, side: SideId) -> None:
        """Hides the screen when another human takes the seat."""
        if len(self.humans) > 1 and self._seat not in (None, side):
            name = self.match.game.scenario.sides[side].name
            if self.keys.is_live:
                self.paper.lines([""] * CURTAIN_LINES)
            self.paper.line(f"Pass the seat to {name}.", "heading")
            if self.keys.is_live:
                self.keys.read(f"{name}: press Enter when you sit alone. ")
        self._seat = side

    def _interrupt(self, side: SideId) -> None:
        """A decision comes to a side in the enemy's part of the turn."""
        if self._interrupted == self.match.game.state.order_count:
            return
        self.skipper.stop()
        self._interrupted = self.match.game.state.order_count
        self._hand_over(side)
        view = self._desk(side).view()
        self.paper.line()
        self.paper.lines(situation.weather_lines(view)[:1], "turn")
        self._tell([line for line in self.ears[side].news() if line.kind != "turn"])
        self._show_notes(side)
        self.paper.lines(situation.decision_lines(view), "decision")

    def _heading(self, side: SideId) -> None:
        """What a player hears when his part of a turn begins."""
        ear, view = self.ears[side], self._desk(side).view()
        self.paper.line()
        told = [line for line in ear.news() if line.kind != "turn"]
        if view.turn > 1 or ear.turn_mark:
            self.paper.line("Since your last turn:", "heading")
            if not told:
                self.paper.line("Nothing that you know of.")
        self._tell(told)
        self.paper.lines(situation.weather_lines(view), "turn")
        first, second = self.match.game.scenario.sides
        waiting = waiting_words(self._desk(side), self.match.staffs.busy(side))
        self.paper.line(
            f"{self.match.game.scenario.sides[side].name} to move, "
            f"{'a decision comes first' if view.pending else waiting}. "
            f"Points: {first.name} {view.points[0]}, {second.name} {view.points[1]}."
        )
        self._show_notes(side)
        self._teach()
        self.paper.lines(situation.decision_lines(view), "decision")

    # One command ---------------------------------------------------------------------------------------------------

    def _obey(self, text: str, side: SideId) -> None:
        """Carries out one command or says what is wrong with it."""
        ear, desk = self.ears[side], self._desk(side)
        found = parse(text, desk, ear.selected)
        if not (isinstance(found, Orders) and isinstance(found.orders[0], EndPhase)) and found != Plain("quit"):
            self._questioned = ""
        if isinstance(found, Fault):
            if text.strip() or self.strict:
                self.paper.line(fault_sentence(found), "fault")
            self._code = STOPPED if self.strict else None
        elif isinstance(found, Orders):
            self._order(found.orders, side)
        else:
            self._query(found, side)
        self.paper.flush()

    def _order(self, orders: tuple[Order, ...], side: SideId) -> None:
        if isinstance(orders[0], EndPhase):
            if not self._asks_first(side):
                self._end(side)
            return
        refused: dict[Refusal, list[Order]] = {}
        for order in orders:
            if self.match.game.actor() != side:
                break
            result = self.match.submit(order)
            if isinstance(result, Refusal):
                refused.setdefault(result, []).append(order)
            else:
                self._accepted(result, order, side)
        for refusal, those in refused.items():
            self._refuse(refusal, those, side, several=len(orders) > 1)

    def _refuse(self, refusal: Refusal, orders: list[Order], side: SideId, *, several: bool) -> None:
        """Tells of orders that were refused for the same reason; of several the units are named."""
        desk = self._desk(side)
        self.ears[side].remember_refusal(refusal, desk.scenario)
        units = [order.unit for order in orders if isinstance(order, UNIT_ORDERS) and not isinstance(order, Assault)]
        who = f"{unit_names(desk.scenario, units)}: " if several else ""
        self.paper.line(who + refusal_sentence(refusal, desk.scenario), "fault")
        self._code = STOPPED if self.strict else self._code

    def _accepted(self, result: Accepted, order: Order, side: SideId) -> None:
        """Tells what came of an order; the enemy's ears take their part."""
        if isinstance(order, UNIT_ORDERS) and not isinstance(order, Assault):
            self.ears[side].selected = order.unit
        hear_order(self.ears.values(), order, result.events, self.match.game)
        if isinstance(order, EndPhase):
            if self.skipper.watch is None:
                self.paper.line("Your part of the turn ends.")
            self._tell_faults()
        else:
            self._tell(self.ears[side].news())
            self._show_notes(side)
            self._teach()
            self.paper.lines(situation.decision_lines(self._desk(side).view()), "decision")

    def _asks_first(self, side: SideId) -> bool:
        """Whether a person is asked once more before units are left idle."""
        words = idle_words(self._desk(side), self.match.staffs.busy(side)) if self.keys.is_live else ""
        if not words or self._questioned == "end":
            return False
        self._questioned = "end"
        self.paper.line(f"{words} Type 'end' again to end your part all the same, or 'next' to go through them.")
        return True

    def _query(self, query: Query, side: SideId) -> None:
        told = self.formations.obey(query, side, self._overhear)
        self.ears[side].busy = self.match.staffs.busy(side)
        if told is not None:
            self._tell(self.ears[side].news())
            self.paper.lines(told)
            self._show_notes(side)
            return
        match query:
            case Plain("quit"):
                self._quit()
            case Plain("skip"):
                self.skipper.start(side)
            case Plain("redo"):
                self.clerk.redo(side)
            case Plain("compare" | "model" | "seed" | "journal"):
                self.paper.lines(match_lines(query, self.match, side, self.paper.width))
            case TakeBack(all_):
                self.clerk.undo(all_=all_)
            case SaveGame(name):
                self.clerk.save(name)
            case WriteRemark(text):
                self.match.remark(text)
                self.paper.line("Noted.")
            case ShowMap(centre, radius):
                self.paper.lines(map_lines(self._desk(side).view(), centre, radius, self.paper.width or MAP_WIDTH))
            case AskWhy(unit) if unit is not None:
                self.paper.lines((*self.formations.why(unit), *answer(query, self._desk(side), self.ears[side])))
            case _:
                self.paper.lines(answer(query, self._desk(side), self.ears[side]))

    def _end(self, side: SideId) -> None:
        """Ends a part; formations under order that did not act in it do so first."""
        told = self.formations.rest_of_turn(side, self._overhear)
        if told:
            self._tell(self.ears[side].news())
            self.paper.lines(told)
            if self.match.game.actor() != side or self._desk(side).view().pending:
                self.skipper.stop()
                return
        order = EndPhase(side)
        found = self.match.submit(order)
        if isinstance(found, Refusal):
            self.skipper.stop()
            self._refuse(found, [order], side, several=False)
        else:
            self._accepted(found, order, side)

    def _quit(self) -> None:
        if self.keys.is_live and not self.clerk.is_saved and self._questioned != "quit":
            self._questioned = "quit"
            self.paper.line("The game is not saved. Type 'save', or 'quit' again to leave it so.")
            return
        self._code = FINISHED

    # Saying things -------------------------------------------------------------------------------------------------

    def _tell(self, lines: tuple[Line, ...] | list[Line]) -> None:
        """Prints headlines; notes are printed in full elsewhere."""
        for line in lines:
            if not line.detail and line.kind not in ("note", "asked"):
                self.paper.line(line.text, line.kind)

    def _show_notes(self, side: SideId) -> None:
        """Prints the notes that a side has not read yet, in full."""
        scenario = self.match.game.scenario
        for index in self.ears[side].new_notes():
            self.ears[side].read.add(index)
            self.paper.line()
            self.paper.lines(situation.note_lines(scenario, scenario.notes[index]), "note")

    def _teach(self) -> None:
        if told := self.lessons.news(self.match.game.state):
            self.paper.line()
            self.paper.lines(told, "heading")

    def _tell_faults(self) -> None:
        """Says what failed without stopping the match, such as an automatic save."""
        self.paper.lines(self.match.faults[self._faults_told :], "fault")
        self._faults_told = len(self.match.faults)

    def _prompt(self, side: SideId) -> str:
        scenario, state = self.match.game.scenario, self.match.game.state
        hour = dates.hour(scenario.calendar, state.minute)
        return f"Turn {state.turn} of {len(scenario.calendar.turns)}, {hour}, {scenario.sides[side].name}> "

    def _desk(self, side: SideId) -> Desk:
        return self.match.desk(side)

    def _present(self) -> tuple[Desk, UnitId | None]:
        """Whom completion works for."""
        side = self._seat if self._seat is not None else self.humans[0]
        return self._desk(side), self.ears[side].selected
