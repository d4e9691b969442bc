"""A game, history and the simulated games side by side: finished or running, for the umpire or for one side."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.engine import Game
from game.language.dates import when
from game.language.describe_figures import measure_words, value_words
from game.language.phrases import percent, sentence
from game.model.events import Event
from game.model.scenario import Scenario
from game.model.view import View
from game.report import gaps
from game.report.cloud import YARDSTICK, Cloud, CloudLine, cloud
from game.report.clouds import NoCloud, Simulated
from game.report.columns import columns
from game.report.history import gap_lines, history_result
from game.report.recorded import FigureLine, figure_lines
from game.report.standing import Standing, standing

HEADS = ("", "this game", "history", "10 to 90% of games", "game at", "history at", "inside")
"""Heads of the columns; `at` is the percentile among the simulated games, `inside` the share in history's range."""
NO_RECORD = "no record"
"""What stands for history where nobody recorded a figure, as far as the sources were seen."""
SO_FAR = "The battle goes on: its sums are what they have come to so far, while history's are those of the end."
UNRANKED = "The simulated games were played to the end, so only what already stands is ranked among them."


@frozen(kw_only=True)
class Row:
    """A figure of the game, of history and of the simulated games."""

    measure: str
    title: str
    game: str
    """In words; a question mark for what the reader cannot know."""
    history: str
    """The recorded range, or `NO_RECORD`; empty where the record does not come to speak of it."""
    spread: str
    """10th to 90th percentile of the simulated games; empty where it came about in none, or without games."""
    at: str
    """Percentile of the game among them; empty while it may change."""
    history_at: str
    inside: str
    """Share of the simulated games inside the recorded range."""
    words: str
    """The gap in a sentence; empty without simulated games."""
    figure: FigureLine | None
    line: CloudLine | None

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns `HEADS`."""
        return self.title, self.game, self.history, self.spread, self.at, self.history_at, self.inside


@frozen(kw_only=True)
class SideBySide:
    """A game, history and the simulated games."""

    scenario: Scenario
    standing: Standing
    cloud: Cloud | None
    missing: str
    """Why there are no simulated games; empty if there are."""
    rows: tuple[Row, ...]
    """The recorded figures in the order of the record, then what nobody recorded."""
    others: tuple[Row, ...]
    """Figures of which the record says nothing, but for those that never differ."""
    hours: tuple[str, ...]
    """When places changed hands, in history and in the game, in sentences; everybody knows it (rule 5.6)."""


def side_by_side(
    game: Game, events: Sequence[Event], simulated: Simulated | NoCloud, view: View | None = None
) -> SideBySide:
    """A game beside history and simulated games.

    Args:
        events: everything that happened in it, such as `Match.events`.
        simulated: games of its scenario, or why there are none (`clouds.shipped_cloud`).
        view: what the reader's side knows; None for the umpire. After the end everybody knows everything.
    """
    scenario, found = game.scenario, standing(game, events, view)
    among = cloud(simulated.batch, found, simulated.source) if isinstance(simulated, Simulated) else None
    recorded = {line.measure: line for line in figure_lines(scenario, found.figures, is_over=found.is_over)}
    known = {line.measure: line for line in among.lines} if among is not None else {}
    lost = [measured.key for measured in scenario.history.unknown]
    others = [
        line
        for key, line in known.items()
        if key not in recorded and key not in lost and not line.is_idle and "@" not in key
    ]
    return SideBySide(
        scenario=scenario,
        standing=found,
        cloud=among,
        missing=simulated.reason if isinstance(simulated, NoCloud) else "",
        rows=tuple(_row(scenario, found, key, recorded.get(key), known.get(key)) for key in (*recorded, *lost)),
        others=tuple(_row(scenario, found, line.measure, None, line) for line in others),
        hours=tuple(sentence(gap.text) for gap in gap_lines(scenario, events, is_over=found.is_over)),
    )


def _row(scenario: Scenario, found: Standing, measure: str, figure: FigureLine | None, line: CloudLine | None) -> Row:
    """A figure; without a `figure` nobody recorded it."""
    spread = words = at = history_at = inside = ""
    if line is not None:
        if line.p10 is not None and line.p90 is not None:
            spread = gaps.range_words(scenario, measure, line.p10, line.p90)
        words = sentence(f"{line.title}: {gaps.gap_words(line, None if found.is_over else found.minute)}")
        if figure is not None and figure.voices and line.is_known and not line.is_open:
            words = f"{words} {sentence(figure.voices)}"
        at = "" if line.game_percentile is None else f"{line.game_percentile:.0f}"
        history_at = "" if line.history_percentile is None else f"{line.history_percentile:.0f}"
        inside = "" if line.share_inside is None else percent(line.share_inside)
    return Row(
        measure=measure,
        title=measure_words(scenario, measure),
        game=_game_words(scenario, found, measure),
        history=_unrecorded(scenario, measure)
        if figure is None
        else gaps.range_words(scenario, measure, figure.low, figure.high),
        spread=spread,
        at=at,
        history_at=history_at,
        inside=inside,
        words=words,
        figure=figure,
        line=line,
    )


def _unrecorded(scenario: Scenario, measure: str) -> str:
    """What stands for history where it has no range."""
    return NO_RECORD if any(measured.key == measure for measured in scenario.history.unknown) else ""


def _game_words(scenario: Scenario, found: Standing, measure: str) -> str:
    """The game's figure in a column: "120 so far", "about 300", "?"."""
    if measure not in found.figures:
        return "?"
    value = found.figures[measure]
    if value is None and not found.is_over:
        return "not yet"
    told = value_words(scenario, measure, value)
    told = f"about {told}" if measure in found.claimed else told
    return f"{told} so far" if measure in found.open and value is not None else told


# Lines ----------------------------------------------------------------------------------------------------------------


def lines(found: SideBySide, width: int = 0, *, full: bool = True) -> list[str]:
    """All of it as text.

    Args:
        width: columns of the screen; 0 for no limit.
        full: with figures beside those of the record.
    """
    told = heading(found)
    told += ["", *_table(found.rows, width)] if found.rows else ["", "The record has no figures."]
    if full and found.others:
        told += ["", "Other figures:", *_table(found.others, width)]
    if found.cloud is not None:
        told += ["", "In words:", *(f"  {row.words}" for row in found.rows)]
    if found.hours:
        told += ["", "Places by the hour:", *(f"  {words}" for words in found.hours)]
    if found.cloud is not None:
        told += ["", "Places at the end of each day:", *gaps.place_lines(found.scenario, found.cloud)]
        told += ["", gaps.STANDS, YARDSTICK]
    return told


def heading(found: SideBySide) -> list[str]:
    """What is compared, and the result among the simulated games."""
    scenario, state = found.scenario, found.standing
    stage = (
        f"the game, {state.level}"
        if state.is_over
        else f"the game as it stands at {when(scenario.calendar, state.minute)}"
    )
    told = [sentence(f"{scenario.title}: {stage}")]
    level, points, _ = history_result(scenario)
    if level:
        told.append(f"History on the same list: {level}, {points[0]} to {points[1]} points.")
    if found.cloud is None:
        told.append(sentence(f"There are no simulated games to compare with: {found.missing}"))
    else:
        told.append(gaps.cloud_heading(scenario, found.cloud))
        told.append(gaps.result_words(scenario, found.cloud) or _results(found.cloud))
    return told if state.is_over else [*told, f"{SO_FAR} {UNRANKED}" if found.cloud is not None else SO_FAR]


def _results(found: Cloud) -> str:
    return sentence(f"They ended: {', '.join(f'{name} {n}' for name, n in found.results if n)}")


def _table(rows: Sequence[Row], width: int) -> list[str]:
    return columns(HEADS, [row.cells for row in rows], width)
