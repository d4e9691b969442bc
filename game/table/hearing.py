"""What a side has heard so far: its log, what is new since its last turn, its luck, what `why` explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Sequence

from attrs import define, evolve, field

from game.core.ids import SideId, UnitId
from game.engine import Desk, Forecast, Game
from game.language.audience import Audience, Line
from game.language.describe_fight import forecast_tree
from game.language.help import rule_lines
from game.language.phrases import spoken
from game.language.wording import assault_tree, events_for, refusal_sentence
from game.language.words_luck import Luck
from game.match import Match
from game.model.events import AssaultResolved, ControlChanged, Event
from game.model.orders import EndPhase, Order, Refusal
from game.model.scenario import Scenario
from game.model.view import View

ROUTINE = ("march", "work", "fire", "loss")
"""Kinds of lines that are not told one by one when a formation's staff gave the orders."""

MOST_SIGHTINGS = 6
"""Sightings of one turn that are told one by one."""

REPEATED = ("fire", "loss")
"""Kinds of lines that are told once where they say the same."""


@define
class Ear:
    """One side's memory of the game."""

    side: SideId
    view: View | None = None
    """Its picture when it last heard anything."""
    lines: list[Line] = field(factory=list)
    """The log."""
    turn_mark: int = 0
    """Length of the log when its last part of a turn ended."""
    told: int = 0
    """Length of the log up to which it was read out."""
    selected: UnitId | None = None
    """The unit that was asked about last."""
    busy: Container[UnitId] = ()
    """Units that serve a formation's staff; the round of those with something to do leaves them out."""
    taken: dict[int, tuple[SideId, int]] = field(factory=dict)
    """By objective: who took it last and the minute, which both sides know (rule 5.6)."""
    read: set[int] = field(factory=set)
    """Notes that it was shown."""
    luck: Luck = field(factory=Luck)
    _marks: list[int] = field(factory=list)
    """Length of the log before each order since the last end of a part."""
    _why: tuple[str, ...] = ("Nothing has been refused or fought yet.",)

    def hear(self, events: Sequence[Event], desk: Desk, *, routine: bool = False) -> tuple[Line, ...]:
        """Takes events in; returns their lines as this side may know them.

        Args:
            routine: whether marches, works, fire and losses are details, since a staff reports on the whole.
        """
        after = desk.view()
        lines = events_for(self.side, events, self.view, after)
        lines = counted(lines)
        if routine:
            lines = tuple(evolve(line, detail=line.detail or line.kind in ROUTINE) for line in lines)
        audience = Audience(desk.scenario, self.side, self.view, after)
        for event in events:
            if isinstance(event, ControlChanged):
                self.taken[event.place] = event.side, event.minute
            if isinstance(event, AssaultResolved):
                self._why = assault_tree(event, audience)
                self.luck.add(event, self.side)
        self.view = after
        self.lines.extend(lines)
        return lines

    def bookmark(self) -> None:
        """Marks where an order begins, so that its lines can be struck when it is taken back."""
        self._marks.append(len(self.lines))

    def forget_order(self, view: View) -> None:
        """Strikes the lines of the last order, which was taken back."""
        if self._marks:
            del self.lines[self._marks.pop() :]
        self.told = min(self.told, len(self.lines))
        self.turn_mark = min(self.turn_mark, len(self.lines))
        self.view = view

    def end_part(self, side: SideId) -> None:
        """Marks that a side's part of a turn has ended; nothing before it can be taken back."""
        self._marks.clear()
        if side == self.side:
            self.turn_mark = len(self.lines)

    def headlines(self) -> tuple[Line, ...]:
        """The log without its details."""
        return tuple(line for line in self.lines if not line.detail)

    def since_last_turn(self) -> tuple[Line, ...]:
        """Headlines since its last part of a turn ended; of what moved about only where it was last."""
        return gathered(latest(line for line in self.lines[self.turn_mark :] if not line.detail))

    def news(self) -> tuple[Line, ...]:
        """Headlines that were not read out yet, as in `since_last_turn`; afterwards they count as read."""
        fresh = gathered(latest(line for line in self.lines[self.told :] if not line.detail))
        self.told = len(self.lines)
        return fresh

    def new_notes(self) -> tuple[int, ...]:
        """Notes that came up and were not shown yet, in order."""
        return tuple(note for note in (self.view.notes if self.view else ()) if note not in self.read)

    def remember_refusal(self, refusal: Refusal, scenario: Scenario) -> None:
        """Keeps a refusal for `why`, with the rule in full."""
        self._why = (refusal_sentence(refusal, scenario), *rule_lines(refusal.rule, scenario.rules, below=False))

    def remember_forecast(self, forecast: Forecast, view: View) -> None:
        """Keeps a forecast for `why`, with all its factors."""
        self._why = forecast_tree(view, forecast)

    def why_last(self) -> tuple[str, ...]:
        """The last refusal, forecast or fight in full."""
        return self._why


def latest(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines but for those that a later one on the same subject has made old."""
    found = tuple(lines)
    last = {line.about: number for number, line in enumerate(found)}
    return tuple(line for number, line in enumerate(found) if not line.about or last[line.about] == number)


def gathered(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines; many that only give the places of contacts are told as one, at the first of them."""
    places = [line for line in lines if line.kind == "contact" and line.about]
    if len(places) <= MOST_SIGHTINGS:
        return lines
    words = f"{len(places)} contacts were seen or placed. 'contacts' lists what is known."
    one = Line(words, "contact", places[0].hex)
    return tuple(one if line is places[0] else line for line in lines if line is places[0] or line not in places)


def counted(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines; of those on fire and losses that say the same the first says how often, and the others are details."""
    times = Counter(line.text for line in lines if line.kind in REPEATED and not line.detail)
    found: list[Line] = []
    for line in lines:
        number = times.get(line.text, 0) if line.kind in REPEATED and not line.detail else 1
        if number > 1:
            found.append(evolve(line, text=f"{line.text.removesuffix('.')}, {spoken(number)} times."))
            times[line.text] = 0
        else:
            found.append(evolve(line, detail=True) if number == 0 else line)
    return tuple(found)


def hear_order(
    ears: Collection[Ear], order: Order, events: Sequence[Event], game: Game, *, by_staff: bool = False
) -> None:
    """Lets every side hear what came of an order, each as it may know it.

    Args:
        by_staff: whether a formation's staff gave it: its side then hears of its routine only on the whole.
    """
    for ear in ears:
        ear.bookmark()
        ear.hear(events, game.desk(ear.side), routine=by_staff and order.side == ear.side)
        if isinstance(order, EndPhase):
            ear.end_part(order.side)


def take_back(ears: Collection[Ear], game: Game) -> None:
    """Lets every side forget the last order, after the game has gone back to what was before it."""
    for ear in ears:
        ear.forget_order(game.desk(ear.side).view())


def catch_up(ears: Collection[Ear], match: Match) -> None:
    """Lets every side hear everything from the opening to the present, with its view of each moment."""
    game = Game.new(match.scenario, match.seed)
    for ear in ears:
        ear.hear(game.start_events, game.desk(ear.side))
    for number, order in enumerate(match.orders, 1):
        found = game.submit(order)
        if isinstance(found, Refusal):
            raise AssertionError(f"an order of the record was refused: {found}")
        hear_order(ears, order, found.events, game, by_staff=match.staffs.gave(number))
