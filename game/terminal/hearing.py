"""What one side has heard so far: its log, what is new since its last turn, what it looked at last."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from game.core.ids import SideId, UnitId
from game.engine import Desk, Forecast, Game
from game.language.audience import Audience, Line
from game.language.describe_fight import forecast_tree
from game.language.help import rule_lines
from game.language.wording import assault_tree, events_for, refusal_sentence
from game.language.words_luck import Luck
from game.match import Match
from game.model.events import AssaultResolved, Event
from game.model.orders import EndPhase, Refusal
from game.model.view import View


@define
class Ear:
    """One human side's memory of the game at the terminal."""

    side: SideId
    view: View | None = None
    """Its picture when it last heard anything."""
    log: list[Line] = field(factory=list)
    turn_mark: int = 0
    """Length of the log when its last part of a turn ended."""
    told: int = 0
    """Length of the log up to which it was read out."""
    selected: UnitId | None = None
    """The unit that "it" means."""
    read: set[int] = field(factory=set)
    """Notes it was shown."""
    luck: Luck = field(factory=Luck)
    _orders: list[int] = field(factory=list)
    """Length of the log before each own order of this part."""
    _why: tuple[str, ...] = ("Nothing has been refused or fought yet.",)

    def hear(self, events: Sequence[Event], desk: Desk) -> tuple[Line, ...]:
        """Takes events in; returns their lines as this side may know them."""
        after = desk.view()
        lines = events_for(self.side, events, self.view, after)
        audience = Audience(desk.scenario, self.side, self.view, after)
        for event in events:
            if isinstance(event, AssaultResolved):
                self._why = assault_tree(event, audience)
                self.luck.add(event, self.side)
        self.view = after
        self.log.extend(lines)
        return lines

    def catch_up(self, match: Match) -> None:
        """Hears everything from the opening to the present, with this side's view of each moment."""
        game = Game.new(match.scenario, match.seed)
        self.hear(game.start_events, game.desk(self.side))
        for order in match.orders:
            found = game.submit(order)
            if isinstance(found, Refusal):
                raise AssertionError(f"an order of the record was refused: {found}")
            self.hear(found.events, game.desk(self.side))
            if order == EndPhase(self.side):
                self.end_turn()

    def bookmark(self) -> None:
        """Marks where an own order begins, so that its lines can be struck when it is taken back."""
        self._orders.append(len(self.log))

    def forget_order(self, view: View) -> None:
        """Strikes the lines of the last own order, which was taken back."""
        if self._orders:
            del self.log[self._orders.pop() :]
        self.told = min(self.told, len(self.log))
        self.view = view

    def since_last_turn(self) -> tuple[Line, ...]:
        """Headlines since its last part of a turn ended."""
        return tuple(line for line in self.log[self.turn_mark :] if not line.detail)

    def news(self) -> tuple[Line, ...]:
        """Headlines that were not read out yet; afterwards they count as read."""
        fresh = tuple(line for line in self.log[self.told :] if not line.detail)
        self.told = len(self.log)
        return fresh

    def end_turn(self) -> None:
        """Marks the end of its part of a turn."""
        self.turn_mark = len(self.log)
        self._orders.clear()

    def remember_refusal(self, refusal: Refusal, desk: Desk) -> None:
        """Keeps a refusal for "why last", with the rule in full."""
        rule = rule_lines(refusal.rule, desk.scenario.rules, below=False)
        self._why = (refusal_sentence(refusal, desk.scenario), *rule)

    def remember_forecast(self, forecast: Forecast, view: View) -> None:
        """Keeps a forecast for "why last", with all its factors."""
        self._why = forecast_tree(view, forecast)

    def why_last(self) -> tuple[str, ...]:
        """The last refusal, forecast or fight in full."""
        return self._why
