"""A game beside the record of history: victory list, figures and their ranges, who held what when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from game.core.ids import SideId
from game.engine import Game
from game.language import dates
from game.language.names import short_place, side_name
from game.language.phrases import minutes
from game.language.words_state import end_words
from game.model.events import ControlChanged, Event, TurnBegan
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.report.recorded import FigureLine, UnknownLine, figure_lines, unknown_lines
from game.rules import victory
from game.sim.chronicle import chronicle_of
from game.sim.measures import measures

_DAY = 24 * 60


@frozen(kw_only=True)
class VictoryLine:
    """One line of the victory list with what history scores on it."""

    side: SideId
    text: str
    points: int
    most: int | None
    """Points to be had; None where a line can be earned again and again."""
    history: int | None
    """None where the record is silent."""


@frozen(kw_only=True)
class GapLine:
    """A place changing hands, in history and in the game."""

    place: str
    """Id."""
    name: str
    side: SideId
    """Who takes it."""
    history: int | None
    """Minute of the scenario; None if it never did."""
    game: int | None
    text: str

    @property
    def ahead(self) -> int | None:
        """Minutes by which the game was earlier than history; negative if later."""
        return None if self.history is None or self.game is None else self.history - self.game


@frozen
class Spell:
    """A time during which a place was in the same hands."""

    side: int | None
    """`CONTESTED`: both sides held part of it. None: disputed in history, nobody's in the game."""
    start: int
    end: int


@frozen(kw_only=True)
class ControlBar:
    """Who held a place by time, in history and in the game."""

    place: str
    name: str
    history: tuple[Spell, ...]
    game: tuple[Spell, ...]
    agreement: float | None
    """Share of the time in which the game has the holder of the record, where both have one; None if they never do."""


@frozen(kw_only=True)
class Comparison:
    """A game beside history."""

    is_over: bool
    reason: str
    """Why it ended, in words; empty while it goes on."""
    level: str
    """The result, or what it would be if the game ended now."""
    points: tuple[int, int]
    history_level: str
    """What the historical result is worth on the same list; empty where the record is silent about every line."""
    history_points: tuple[int, int]
    silent: int
    """Lines of the list about which the record is silent."""
    victory: tuple[VictoryLine, ...]
    beside_list: tuple[int, int]
    """Points that events and restraints gave outside the list, by side."""
    figures: tuple[FigureLine, ...]
    unknown: tuple[UnknownLine, ...]
    """What nobody recorded."""
    gaps: tuple[GapLine, ...]
    control: tuple[ControlBar, ...]


def compare_with_history(game: Game, events: Sequence[Event]) -> Comparison:
    """A game beside history, finished or as it stands.

    Args:
        events: everything that happened in it, such as `Match.events`.
    """
    scenario, state = game.scenario, game.state
    clock = ending_clock(game)
    points = state.result.points if state.result is not None else victory.totals(state, clock)
    history_level, history_points, silent = history_result(scenario)
    own, result = tuple(events), state.result
    found = measures(game, chronicle_of(scenario, own))
    return Comparison(
        is_over=result is not None,
        reason=end_words(result.reason, scenario) if result is not None else "",
        level=scenario.victory.level(points[0] - points[1]).name,
        points=points,
        history_level=history_level,
        history_points=history_points,
        silent=silent,
        victory=victory_lines(game, clock),
        beside_list=(state.points[0], state.points[1]),
        figures=figure_lines(scenario, found, is_over=result is not None),
        unknown=unknown_lines(scenario, found),
        gaps=gap_lines(scenario, own, is_over=result is not None),
        control=control_bars(scenario, own, clock),
    )


def ending_clock(game: Game) -> int:
    """Minute of the scenario at which a game ended, or stands; the victory list reckoned at it gives the result."""
    state, turn = game.state, game.scenario.calendar.turns[max(0, game.state.turn - 1)]
    if state.result is None:
        return state.minute
    # The end of a sudden game is not kept; any minute of its last turn that gives its points will do.
    last = turn.start + turn.minutes
    return next((m for m in range(last, turn.start, -1) if victory.totals(state, m) == state.result.points), last)


def victory_lines(game: Game, clock: int) -> tuple[VictoryLine, ...]:
    """The victory list as reckoned at a minute, with history's points beside. Rule 16.1."""
    return tuple(
        VictoryLine(
            side=score.item.side,
            text=score.item.text,
            points=score.points,
            most=None if score.item.per else score.item.points,
            history=score.history,
        )
        for score in victory.scores(game.state, clock)
    )


def history_result(scenario: Scenario) -> tuple[str, tuple[int, int], int]:
    """What the record scores on the victory list: level, points by side, lines about which it is silent."""
    told = [item for item in scenario.victory.items if item.history is not None]
    first, second = (sum(item.history or 0 for item in told if item.side == side) for side in (0, 1))
    level = scenario.victory.level(first - second).name if told else ""
    return level, (first, second), len(scenario.victory.items) - len(told)


# Control --------------------------------------------------------------------------------------------------------------

Taking = tuple[SideId, int]
"""Who took a place, and the minute."""


def takings_in_history(scenario: Scenario, place: str) -> tuple[Taking, ...]:
    """When a place changed hands after the start of the scenario, by the record."""
    holder: SideId | None = None
    found: list[Taking] = []
    for record in sorted((r for r in scenario.history.control if r.place == place), key=lambda r: r.minute):
        if record.side is None or record.side == holder:
            continue
        if record.minute > 0:
            found.append((record.side, record.minute))
        holder = record.side
    return tuple(found)


def takings_in_game(events: Iterable[Event], place: int) -> tuple[Taking, ...]:
    """When a place changed hands in a game.

    Args:
        place: position in `Board.objectives`.
    """
    has_begun = False
    found: list[Taking] = []
    for event in events:
        if isinstance(event, TurnBegan):
            has_begun = True
        elif isinstance(event, ControlChanged) and event.place == place and has_begun:
            found.append((event.side, event.minute))
    return tuple(found)


def gap_lines(scenario: Scenario, events: Sequence[Event], *, is_over: bool = True) -> tuple[GapLine, ...]:
    """Changes of hands in history and in a game, paired by place, side and number; by place, then by time."""
    found: list[GapLine] = []
    for index, place in enumerate(scenario.board.objectives):
        lines = []
        past, now = takings_in_history(scenario, place.id), takings_in_game(events, index)
        for side in (SideId(0), SideId(1)):
            then = [minute for who, minute in past if who == side]
            here = [minute for who, minute in now if who == side]
            for number in range(max(len(then), len(here))):
                history = then[number] if number < len(then) else None
                game = here[number] if number < len(here) else None
                lines.append(
                    GapLine(
                        place=place.id,
                        name=short_place(place),
                        side=side,
                        history=history,
                        game=game,
                        text=_gap_words(scenario, short_place(place), side, (history, game), is_over),
                    )
                )
        found += sorted(lines, key=lambda line: min(m for m in (line.history, line.game) if m is not None))
    return tuple(found)


def _gap_words(
    scenario: Scenario, name: str, side: SideId, minute: tuple[int | None, int | None], is_over: bool
) -> str:
    history, game = minute
    missing = "never" if is_over else "not yet"
    then = "never" if history is None else moment_words(scenario, history)
    now = missing if game is None else moment_words(scenario, game)
    text = f"{name} to {side_name(scenario, side)}: history {then}, this game {now}"
    if history is None or game is None:
        return text
    gap = history - game
    apart = "at the same minute" if not gap else f"{minutes(abs(gap))} {'earlier' if gap > 0 else 'later'}"
    return f"{text}, {apart}"


def moment_words(scenario: Scenario, minute: int) -> str:
    """A minute as the hour, or with its date in a scenario longer than a day."""
    calendar = scenario.calendar
    return dates.hour(calendar, minute) if calendar.end_minute <= _DAY else dates.when(calendar, minute)


def control_bars(scenario: Scenario, events: Sequence[Event], end: int) -> tuple[ControlBar, ...]:
    """Who held each objective by time, up to a minute of the game and to the end of the scenario in history."""
    bars, told = [], chronicle_of(scenario, events)
    for index, place in enumerate(scenario.board.objectives):
        records = sorted((r for r in scenario.history.control if r.place == place.id), key=lambda r: r.minute)
        history = _spells(
            [(CONTESTED if r.is_contested else r.side, r.minute) for r in records], scenario.calendar.end_minute
        )
        own = [(None if holder < 0 and holder != CONTESTED else holder, at) for at, holder in told.changes(index)]
        game = _spells(own, end)
        bars.append(
            ControlBar(
                place=place.id,
                name=short_place(place),
                history=history,
                game=game,
                agreement=_agreement(history, game),
            )
        )
    return tuple(bars)


def _spells(changes: Sequence[tuple[int | None, int]], end: int) -> tuple[Spell, ...]:
    """Spells between changes; times before the start count as the start, and none runs backwards."""
    found: list[Spell] = []
    at = 0
    for position, (side, minute) in enumerate(changes):
        at = max(at, minute)
        until = max(at, changes[position + 1][1]) if position + 1 < len(changes) else end
        until = min(until, end)
        if until <= at:
            continue
        if found and found[-1].side == side and found[-1].end == at:
            found[-1] = Spell(side, found[-1].start, until)
        else:
            found.append(Spell(side, at, until))
    return tuple(found)


def _agreement(history: Sequence[Spell], game: Sequence[Spell]) -> float | None:
    known = same = 0
    for then in history:
        for now in game:
            common = min(then.end, now.end) - max(then.start, now.start)
            if then.side is not None and now.side is not None and common > 0:
                known += common
                same += common if then.side == now.side else 0
    return same / known if known else None
