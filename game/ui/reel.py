"""A record on the screen: where it stands, who looks on, what was told of each order, where the battles are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from attrs import define, evolve, field, frozen

from game.core.ids import HexId, SideId, enemy_of
from game.engine import Desk, Game
from game.language import dates
from game.language.audience import Line
from game.language.describe_game import hour_lines
from game.language.grammar import format_order
from game.language.wording import events_for, events_for_umpire
from game.match import HUMAN
from game.model.events import IDENTIFIED, Event
from game.model.orders import Assault, Order
from game.model.scenario import Scenario
from game.model.units import ON_MAP
from game.model.view import Contact, View
from game.record.playback import Playback
from game.record.problems import RecordProblem
from game.report.situation import gap_lines

UMPIRE: SideId | None = None
"""Who sees both sides."""
_TELLS = 12
"""Orders before the present one whose lines are shown, if they were not heard on the way."""


@frozen
class Told:
    """An order and what one who looks on heard of it."""

    number: int
    order: str
    """As it was given; empty where the one who looks on cannot know it."""
    lines: tuple[Line, ...]
    spots: tuple[tuple[HexId, str], ...]
    """Hexes where it could be seen, and how they flash."""


@define(eq=False)
class Reel:
    """A record with the place where it is shown."""

    playback: Playback
    origin: Path | None = None
    """The file it comes from."""
    viewer: SideId | None = UMPIRE
    """The side whose picture is shown; None for the umpire's, who sees both."""
    goal: int = 0
    """Number of orders to which it is going."""
    battles: tuple[int, ...] = field(init=False)
    """Numbers of the assaults."""
    _told: dict[tuple[SideId | None, int], Told] = field(factory=dict, init=False)
    _still: Game | None = field(default=None, init=False)
    """What is shown while it is on its way."""
    _picture: tuple[Game, SideId | None, View] | None = field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self.viewer = self.only_side
        self.battles = tuple(n for n, order in enumerate(self.orders, 1) if isinstance(order, Assault))

    @property
    def scenario(self) -> Scenario:
        """The scenario of the record."""
        return self.playback.scenario

    @property
    def orders(self) -> tuple[Order, ...]:
        """All its orders."""
        return self.playback.orders

    @property
    def at(self) -> int:
        """Orders played so far."""
        return self.playback.at

    @property
    def game(self) -> Game:
        """The game that is shown, which nobody may change; on a long way that from which it set out."""
        return self.playback.game if self._still is None else self._still

    @property
    def only_side(self) -> SideId | None:
        """The side whose picture alone may be shown: that of a player whose battle is not over yet."""
        seats = self.playback.record.header.seats
        if self.playback.record.is_finished or seats.count(HUMAN) != 1:
            return None
        return SideId(seats.index(HUMAN))

    def turn_of(self, number: int) -> int:
        """The turn in which the game is after so many orders."""
        return max((mark.turn for mark in self.playback.record.marks if mark.after <= number), default=1)

    def start_of(self, turn: int) -> int:
        """Orders before a turn; those before the last turn for one that was not played."""
        return max((mark.after for mark in self.playback.record.marks if mark.turn <= turn), default=0)

    # Looking ----------------------------------------------------------------------------------------------------------

    def look_by(self, viewer: SideId | None) -> None:
        """Shows the picture of a side, or both, where that is allowed."""
        self.viewer = self.only_side if self.only_side is not None else viewer
        self.rehear()

    @property
    def desk(self) -> Desk:
        """The desk of the side that looks on; for the umpire that of the side to move."""
        side = self.game.state.side if self.viewer is None else self.viewer
        return self.game.desk(side)

    @property
    def view(self) -> View:
        """What is shown: a side's picture, or that of the side to move with all enemies as they are."""
        if self.viewer is not None:
            return self.desk.view()
        if self._picture is None or self._picture[0] is not self.game or self._picture[1] != self.desk.side:
            self._picture = (self.game, self.desk.side, truth(self.game, self.desk.side))
        return self._picture[2]

    def gaps(self) -> tuple[str, ...]:
        """The record at this hour beside the game, as the one who looks on can know it."""
        if self.viewer is None:
            return gap_lines(self.game)
        return hour_lines(self.desk.view()) or ("The record is silent about this hour.",)

    def heard(self) -> tuple[Told, ...]:
        """What was told of the last orders, oldest first."""
        found = [self._told.get((self.viewer, n)) for n in range(max(0, self.at - 60), self.at + 1)]
        return tuple(one for one in found if one is not None and (one.order or one.lines))

    def title_of(self, number: int) -> str:
        """An order in the list of battles: its turn, its side, what was ordered."""
        order = self.orders[number - 1]
        name = self.scenario.sides[order.side].name
        return f"turn {self.turn_of(number - 1)}, {name}: {format_order(order, self.scenario)}"

    def shown_battles(self) -> tuple[int, ...]:
        """Numbers of the assaults that the one who looks on gave or may know."""
        only = self.only_side
        return tuple(n for n in self.battles if only is None or self.orders[n - 1].side == only)

    # Moving -----------------------------------------------------------------------------------------------------------

    @property
    def moves(self) -> bool:
        """Whether it has not come to its goal."""
        return self.at != self.goal

    def aim(self, number: int) -> None:
        """Sets the goal; `step` goes there."""
        self.goal = max(0, min(number, len(self.orders)))
        if self._still is None and self.moves:
            self._still = self.playback.game

    def step(self, enough: Callable[[], bool]) -> None:
        """Goes towards the goal until it is there, or enough was done for one picture.

        Raises:
            RecordProblem: the record does not lead where it says; it stands before the order that does not.
        """
        try:
            if self.goal < self.at:
                self.playback.go(self.goal)
            while self.at < self.goal:
                self._forward(tells=self.goal - self.at <= _TELLS)
                if enough():
                    break
        except RecordProblem:
            self.goal = self.at
            raise
        finally:
            if not self.moves:
                self._still = None
                self.rehear()

    def rehear(self) -> None:
        """Hears the last orders again, if the one who looks on did not hear them."""
        stands = self.at
        if stands and (self.viewer, stands) not in self._told:
            self.playback.go(max(0, stands - _TELLS))
            while self.at < stands:
                self._forward(tells=True)

    def _forward(self, *, tells: bool) -> None:
        before, number = self.playback.game, self.at + 1
        answer = self.playback.forward()
        if answer is None or not tells or (self.viewer, number) in self._told:
            return
        order, viewer = self.orders[number - 1], self.viewer
        if viewer is None:
            lines = events_for_umpire(answer.events, self.scenario)
        else:
            lines = events_for(viewer, answer.events, before.view(viewer), self.playback.game.view(viewer))
        lines = tuple(line for line in lines if not line.detail)
        words = format_order(order, self.scenario) if viewer in (None, order.side) else ""
        spots = self._spots(answer.events) if viewer is None else _seen(lines)
        self._told[viewer, number] = Told(number, words, lines, spots)

    def _spots(self, events: tuple[Event, ...]) -> tuple[tuple[HexId, str], ...]:
        kinds = {"AssaultResolved": "assault", "Bombarded": "fire", "Bombed": "fire", "FlareFired": "flare"}
        found = [
            (HexId(getattr(event, "hex", -1)), kinds[type(event).__name__])
            for event in events
            if type(event).__name__ in kinds
        ]
        return tuple(dict.fromkeys(spot for spot in found if spot[0] >= 0))

    def now(self) -> Told | None:
        """What was told of the last order."""
        return self._told.get((self.viewer, self.at))

    def hour(self) -> str:
        """The turn and time in words."""
        calendar = self.scenario.calendar
        return dates.turn_words(calendar, calendar.turns[max(0, self.game.state.turn - 1)])


_FLASHES = {"fight": "assault", "fire": "fire", "control": "control", "contact": "contact", "loss": "loss"}


def _seen(lines: tuple[Line, ...]) -> tuple[tuple[HexId, str], ...]:
    """Where a side saw something happen, from what it was told."""
    found = [(line.hex, _FLASHES[line.kind]) for line in lines if line.hex is not None and line.kind in _FLASHES]
    return tuple(dict.fromkeys(found))


def truth(game: Game, side: SideId) -> View:
    """A side's picture with every enemy unit as it is. For those who look on, never for players."""
    state, scenario, view = game.state, game.scenario, game.view(side)
    there = [u for u in scenario.units_of[enemy_of(side)] if state.status[u] == ON_MAP and state.hex[u] >= 0]
    contacts = tuple(
        Contact(
            number=number,
            hex=state.hex[unit],
            grade=IDENTIFIED,
            minute=view.minute,
            in_sight=True,
            symbol=scenario.units[unit].kind.symbol,
            echelon=scenario.units[unit].kind.echelon,
            men_low=state.men[unit],
            men_high=state.men[unit],
            unit=unit,
        )
        for number, unit in enumerate(there, 1)
    )
    return evolve(view, contacts=contacts)
