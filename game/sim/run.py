"""One game of computer against computer: how it is played, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any

from attrs import field, frozen

from game.ai.seat import Seat, make_seat
from game.core.dice import Dice
from game.core.ids import SideId
from game.engine import Game
from game.model.orders import UNIT_ORDERS, EndPhase, Refusal
from game.model.scenario import Scenario
from game.model.units import ON_MAP
from game.rules.victory import totals
from game.sim.chronicle import Chronicle
from game.sim.measures import Measures, measures

SEED_RANGE = 1 << 31


@frozen(kw_only=True)
class Run:
    """One simulated game."""

    seed: int
    digest: str
    level: str
    points: tuple[int, int]
    turns: int
    orders: int
    """Unit orders that were accepted."""
    unit_turns: int
    """Over all turns, the units alive of the side to move."""
    cpu_seconds: float
    figures: Measures = field(factory=dict)
    control: tuple[tuple[int, ...], ...] = ()
    """By objective: who held it at each of `day_ends`, as `Chronicle.holder` says."""

    def plain(self) -> dict[str, Any]:
        """The game as a line of a run file."""
        return {
            **self.row(),
            "unit_turns": self.unit_turns,
            "cpu_seconds": round(self.cpu_seconds, 3),
            "figures": self.figures,
            "control": self.control,
        }

    def row(self) -> dict[str, Any]:
        """The game as it is listed among the results."""
        return {
            "seed": self.seed,
            "digest": self.digest,
            "level": self.level,
            "points": list(self.points),
            "turns": self.turns,
            "orders": self.orders,
        }

    @classmethod
    def from_plain(cls, found: Mapping[str, Any]) -> Run:
        """What `plain` wrote.

        Raises:
            ValueError: it is not of that shape.
        """
        try:
            first, second = found["points"]
            run = cls(
                seed=_whole(found["seed"]),
                digest=_text(found["digest"]),
                level=_text(found["level"]),
                points=(_whole(first), _whole(second)),
                turns=_whole(found["turns"]),
                orders=_whole(found["orders"]),
                unit_turns=_whole(found["unit_turns"]),
                cpu_seconds=float(_number(found["cpu_seconds"])),
                figures={_text(key): None if n is None else _number(n) for key, n in found["figures"].items()},
                control=tuple(tuple(_whole(holder) for holder in row) for row in found["control"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"it is no line of a simulated game ({error})") from None
        return run


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{value!r:.40} is no whole number")
    return value


def _number(value: Any) -> float:
    if not (type(value) is int or (type(value) is float and isfinite(value))):
        raise TypeError(f"{value!r:.40} is no number")
    number: float = value
    return number


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(f"{value!r:.40} is no text")
    return value


def run_seed(seed: int, number: int) -> int:
    """Seed of one game of a batch: it hangs on the batch's seed and the game's number alone."""
    return Dice(seed, "run", number).below(SEED_RANGE)


def play(
    scenario: Scenario,
    seed: int,
    levels: tuple[str, str],
    clock: Callable[[], float],
    plans: tuple[str, str] = ("", ""),
) -> Run:
    """One game of computer against computer.

    Args:
        clock: CPU seconds of the process; only for the account, never for the game.
        plans: ids of the plans to follow by side; empty for the level's own choice.

    Raises:
        RuntimeError: a computer gave an order that the rules refuse.
    """
    began = clock()
    game = Game.new(scenario, seed)
    chronicle = Chronicle(scenario)
    chronicle.take(game.start_events)
    seats = [make_seat(level, scenario, SideId(side), seed, plans[side] or None) for side, level in enumerate(levels)]
    orders, unit_turns = play_on(game, chronicle, seats)
    return told(game, chronicle, seed, orders, unit_turns, clock() - began)


def play_on(game: Game, chronicle: Chronicle, seats: Sequence[Seat], until_turn: int | None = None) -> tuple[int, int]:
    """Plays a game to its end by computers; the unit orders and the unit-turns.

    Args:
        until_turn: stop where this turn begins.

    Raises:
        RuntimeError: a computer gave an order that the rules refuse.
    """
    orders = unit_turns = 0
    while (actor := game.actor()) is not None and (until_turn is None or game.state.turn < until_turn):
        order = seats[actor].choose(game.desk(actor))
        if isinstance(order, EndPhase):
            state = game.state
            unit_turns += sum(1 for unit in game.scenario.units_of[actor] if state.status[unit] == ON_MAP)
        found = game.submit(order)
        if isinstance(found, Refusal):
            raise RuntimeError(f"the computer's order was refused ({found.code}): {order}")
        chronicle.take(found.events)
        orders += isinstance(order, UNIT_ORDERS)
    return orders, unit_turns


def told(game: Game, chronicle: Chronicle, seed: int, orders: int, unit_turns: int, cpu_seconds: float) -> Run:
    """What is kept of a game; one that was stopped before its end has the points that it has by then."""
    state, scenario = game.state, game.scenario
    result, figures = state.result, measures(game, chronicle)
    points = totals(state, state.minute) if result is None else result.points
    if result is None:
        figures |= {f"{side.id}.points": points[side.number] for side in scenario.sides}
        figures["margin"] = points[0] - points[1]
    level = scenario.victory.levels[result.level] if result else scenario.victory.level(points[0] - points[1])
    return Run(
        seed=seed,
        digest=game.digest(),
        level=level.name,
        points=points,
        turns=state.turn,
        orders=orders,
        unit_turns=unit_turns,
        cpu_seconds=cpu_seconds,
        figures=figures,
        control=chronicle.by_day(),
    )
