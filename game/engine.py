"""The engine: `Game` for the umpire, `Desk` for one side. It knows no screen, no file and no clock."""

from __future__ import annotations

from attrs import frozen

from game.core.dice import Dice
from game.core.ids import HexId, SideId, UnitId
from game.model.events import Event
from game.model.orders import Assault, Bombard, EndPhase, Fly, Move, Order, Refusal
from game.model.scenario import Scenario
from game.model.state import GameState
from game.model.view import View
from game.rules import (
    air,
    forecast,
    legal,
    march_account,
    minutes,
    movement,
    observation,
    resolve,
    sequence,
    snapshot,
    victory,
    viewing,
)
from game.rules.air import AirForecast, SquadronOptions
from game.rules.forecast import FireForecast, Forecast, Prospect, Threat
from game.rules.ledger import Ledger
from game.rules.legal import Options
from game.rules.march_account import StepAccount
from game.rules.minutes import BudgetLine
from game.rules.movement import Route
from game.rules.observation import SightLine
from game.rules.reach import reach
from game.rules.revelation import revealed
from game.rules.stealth import StealthLine
from game.rules.unit_options import UnitOptions
from game.rules.victory import Score

__all__ = [
    "Accepted",
    "AirForecast",
    "BudgetLine",
    "Desk",
    "FireForecast",
    "Forecast",
    "Game",
    "Options",
    "Prospect",
    "Route",
    "Score",
    "SightLine",
    "SquadronOptions",
    "StealthLine",
    "Threat",
    "UnitOptions",
]


@frozen
class Accepted:
    """An order that was carried out."""

    events: tuple[Event, ...]
    rolled: bool
    """Whether dice were rolled for it."""
    revealed: str
    """What it brought to light: contact, stealth, phase, decision, end, dice, or nothing."""

    @property
    def undoable(self) -> bool:
        """Whether it may be taken back: nothing was rolled and nothing revealed."""
        return not self.rolled and not self.revealed


class Game:
    """One game as the umpire sees it. Only matches, simulations and tests hold it; players get a `Desk`."""

    __slots__ = ("_desks", "scenario", "seed", "start_events", "state")

    def __init__(self, scenario: Scenario, seed: int, state: GameState, start_events: tuple[Event, ...] = ()) -> None:
        self.scenario = scenario
        self.seed = seed
        self.state = state
        self.start_events = start_events
        """Events of the opening, before the first order."""
        self._desks: dict[SideId, Desk] = {}

    @classmethod
    def new(cls, scenario: Scenario, seed: int) -> Game:
        """A game at its first turn."""
        ledger = Ledger(snapshot.opening_state(scenario), Dice(seed, "opening"))
        sequence.open_game(ledger)
        return cls(scenario, seed, ledger.state, tuple(ledger.events))

    def check(self, order: Order) -> Refusal | None:
        """Why an order may not be given, None if it may."""
        return legal.check(self.state, order)

    def submit(self, order: Order) -> Accepted | Refusal:
        """The events of one order, or a refusal that changed nothing."""
        refusal = legal.check(self.state, order)
        if refusal is not None:
            return refusal
        ledger = Ledger(snapshot.clone(self.state), Dice(self.seed, "order", self.state.order_count))
        resolve.carry_out(order, ledger)
        sequence.settle(ledger, order)
        ledger.state.order_count += 1
        # Only now: an exception above leaves the game as it was.
        self.state = ledger.state
        self._desks.clear()
        events = tuple(ledger.events)
        return Accepted(events, ledger.dice.rolled > 0, revealed(order.side, events, ledger.dice.rolled > 0))

    def actor(self) -> SideId | None:
        """The side that must act now: one that owes a decision, else the side to move; None when the game is over."""
        if self.state.result is not None:
            return None
        if self.state.pending:
            return self.state.pending[0].offer.side
        return self.state.side

    def desk(self, side: SideId) -> Desk:
        """A side's desk; it is kept until the next order."""
        found = self._desks.get(side)
        if found is None:
            found = self._desks[side] = Desk(self, side)
        return found

    def view(self, side: SideId) -> View:
        """What a side may know."""
        return self.desk(side).view()

    def options(self, side: SideId) -> Options:
        """What a side can do."""
        return legal.options(self.state, side)

    def forecast(self, order: Assault) -> Forecast | Refusal:
        """Exact odds of an assault on what its side knows."""
        return forecast.forecast(self.state, order)

    def scores(self) -> tuple[Score, ...]:
        """The victory list as it stands."""
        state, calendar = self.state, self.scenario.calendar
        over = state.result is not None and state.result.reason == "time"
        return victory.scores(state, calendar.end_minute if over else state.minute)

    def clone(self) -> Game:
        """An independent copy."""
        return Game(self.scenario, self.seed, snapshot.clone(self.state), self.start_events)

    def digest(self) -> str:
        """Hash of the state."""
        return snapshot.digest(self.state)


class Desk:
    """What one side may ask and know. Screens, the terminal and computer players get nothing else."""

    __slots__ = ("_game", "_options", "_units", "_view", "scenario", "side")

    def __init__(self, game: Game, side: SideId) -> None:
        self._game = game
        self._view: View | None = None
        self._options: Options | None = None
        self._units: dict[UnitId, UnitOptions] = {}
        self.scenario = game.scenario
        self.side = side

    def view(self) -> View:
        """The side's picture of the game now."""
        if self._view is None:
            self._view = viewing.view(self._game.state, self.side)
        return self._view

    def check(self, order: Order) -> Refusal | None:
        """Why an order may not be given."""
        if order.side != self.side:
            return Refusal("not-yours", "2.1")
        return legal.check(self._game.state, order)

    def options(self) -> Options:
        """What the side can do now."""
        if self._options is None:
            self._options = legal.options(self._game.state, self.side)
            self._units.update((option.unit, option) for option in self._options.units)
        return self._options

    def unit_options(self, unit: UnitId) -> UnitOptions:
        """What one of its units can do now.

        Raises:
            LookupError: the unit is not its own or not on the map.
        """
        self._own(unit)
        found = self._units.get(unit)
        if found is None:
            found = self._units[unit] = UnitOptions(self._game.state, unit)
        return found

    def squadron_options(self) -> tuple[SquadronOptions, ...]:
        """What the side's squadrons can do now, without reckoning what its units can."""
        return legal.squadron_options(self._game.state, self.side)

    def reach(self, unit: UnitId, gait: str = "march") -> dict[HexId, int]:
        """Minutes to each hex a unit can reach with the minutes it has left."""
        self._own(unit)
        return reach(self._game.state, unit, gait)

    def route(self, unit: UnitId, to: HexId, gait: str = "march", via: tuple[HexId, ...] = ()) -> Route | Refusal:
        """How a march is expected to go, even if it is too long for one turn."""
        self._own(unit)
        return movement.route(self._game.state, Move(self.side, unit, to, gait, via))

    def march_account(self, route: Route, gait: str = "march") -> tuple[StepAccount, ...]:
        """What every step of a route costs, factor by factor."""
        self._own(route.unit)
        return march_account.account(self._game.state, route, gait)

    def forecast(self, order: Assault) -> Forecast | Refusal:
        """Exact odds of an assault on what the side knows."""
        return self.check(order) or forecast.forecast(self._game.state, order)

    def forecast_fire(self, order: Bombard) -> FireForecast | Refusal:
        """What a bombardment is expected to do."""
        return self.check(order) or forecast.forecast_fire(self._game.state, order)

    def forecast_air(self, order: Fly) -> AirForecast | Refusal:
        """What a mission is expected to do and to cost."""
        return self.check(order) or air.forecast(self._game.state, order)

    def sight_line(self, a: HexId, b: HexId) -> SightLine:
        """The line of sight between two hexes."""
        return observation.sight_line(self._game.state, a, b)

    def sees_from(self, hex_: HexId) -> int:
        """Bit set of the hexes where a unit on the move would be seen from a hex now."""
        state = self._game.state
        limit = observation.sight_limit_m(state, state.scenario.rules.sight.range_m["moving"], hex_)
        return observation.seen_from(state, hex_, int(limit / state.scenario.board.hex_m + 0.5))

    def threat(self, hex_: HexId) -> tuple[Threat, ...]:
        """Plausible assaults on a hex by the enemies the side knows of, the worst first."""
        return forecast.threats(self._game.state, self.side, hex_)

    def prospect(self, target: HexId, posts: tuple[tuple[UnitId, HexId], ...]) -> Prospect | None:
        """What an hour's assault promises once own units stand at some hexes; None if no enemy is known at the target.

        Raises:
            LookupError: a unit is not its own or not on the map.
        """
        for unit, _ in posts:
            self._own(unit)
        return forecast.prospect(self._game.state, self.side, target, posts)

    def now(self) -> Desk:
        """The desk as it is after whatever has been ordered since."""
        return self._game.desk(self.side)

    def budget(self, unit: UnitId) -> tuple[BudgetLine, ...]:
        """The account of a unit's minutes in this turn."""
        self._own(unit)
        return minutes.budget(self._game.state, unit)

    def stealth_odds(self, unit: UnitId, hex_: HexId) -> tuple[tuple[int, StealthLine], ...]:
        """By known contact: its number and the chance that it discovers the unit at a hex, its alertness assumed."""
        self._own(unit)
        return viewing.stealth_odds(self._game.state, self.side, unit, hex_)

    def stack_limit(self) -> tuple[int, int]:
        """Men and vehicles that a hex holds."""
        return movement.stack_limit(self._game.state)

    def end_phase(self) -> EndPhase:
        """The order that ends the side's part of the turn."""
        return EndPhase(self.side)

    def _own(self, unit: UnitId) -> None:
        units = self.scenario.units
        if not 0 <= unit < len(units) or units[unit].side != self.side or self._game.state.hex[unit] < 0:
            raise LookupError(f"unit {unit} is not {self.scenario.sides[self.side].adjective} or not on the map")
