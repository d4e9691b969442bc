"""Games between computer commanders, for tests."""

from __future__ import annotations

from attrs import define, field

from game.ai.seat import ComputerSeat, make_seat
from game.core.ids import SideId
from game.engine import Accepted, Game
from game.model.orders import EndPhase, Order
from game.model.scenario import Scenario


@define
class Played:
    """A finished game and how it went."""

    game: Game
    seats: tuple[ComputerSeat, ComputerSeat]
    orders: list[Order] = field(factory=list)
    longest: int = 0
    """Most orders of one phase."""

    @property
    def margin(self) -> int:
        """Points of the first side less those of the second."""
        result = self.game.state.result
        assert result is not None, "the game has not ended"
        return result.points[0] - result.points[1]


def seats_of(scenario: Scenario, levels: tuple[str, str], seed: int) -> tuple[ComputerSeat, ComputerSeat]:
    """Commanders of both sides."""
    return make_seat(levels[0], scenario, SideId(0), seed), make_seat(levels[1], scenario, SideId(1), seed)


def play(game: Game, levels: tuple[str, str], seed: int = 1, most: int = 6000) -> Played:
    """A game to its end; every order must be accepted and the end must come."""
    played, phase = Played(game, seats_of(game.scenario, levels, seed)), 0
    while (actor := game.actor()) is not None:
        order = played.seats[actor].choose(game.desk(actor))
        result = game.submit(order)
        assert isinstance(result, Accepted), f"{played.seats[actor].name} gave {order}, which was refused: {result}"
        played.orders.append(order)
        phase = 0 if isinstance(order, EndPhase) else phase + 1
        played.longest = max(played.longest, phase)
        assert len(played.orders) < most, "the game does not end"
    return played
