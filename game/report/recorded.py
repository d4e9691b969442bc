"""Figures of the record beside a game's own: ranges, who says what, and what nobody recorded."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.language.describe_figures import figure_words, is_clock, measure_words, value_words
from game.language.describe_voices import Verdict, misfit_line, said_range, verdict, verdicts_line, voice_name
from game.model.history import Figure, Measured, Said
from game.model.scenario import Scenario
from game.sim.measures import Measures


@frozen(kw_only=True)
class SaidLine:
    """What one voice says of a figure, and where the game's own lies to it."""

    voice: str
    """soviet, japanese, modern and the like."""
    kind: str
    """count, claim or outlier."""
    name: str
    """Whose count it is, in words: "the Soviet figure (Order 0040)"."""
    low: float | None
    high: float | None
    recorded: str
    """The same in words."""
    verdict: Verdict
    sources: tuple[str, ...]
    """Titles of the works in which it stands."""
    note: str


@frozen(kw_only=True)
class UnknownLine:
    """What nobody recorded, beside the game's own figure."""

    measure: str
    title: str
    value: float | None
    game: str
    reason: str
    """What is said of the gap."""
    sources: tuple[str, ...]
    """Titles of the works that were searched."""


@frozen(kw_only=True)
class FigureLine:
    """A recorded figure beside the game's own."""

    measure: str
    title: str
    """The measure in words."""
    low: float
    high: float
    recorded: str
    """The range in words."""
    value: float | None
    """The game's figure; None for a place that has not fallen."""
    game: str
    """The same in words."""
    verdict: Verdict
    word: str
    """The verdict for a reader: inside, below, above, earlier, later, never or not yet."""
    sources: tuple[str, ...]
    """Titles of the works the range comes from."""
    confidence: str
    """high, medium or low; empty where nobody said."""
    estimate: str
    """The reasoning, where the range is an estimate and no record."""
    note: str
    said: tuple[SaidLine, ...] = ()
    """Who says what."""
    voices: str = ""
    """Where the game lies to each voice: "inside the Soviet figure, above the Japanese figure"; or empty."""
    misfit: str = ""
    """A sentence on why the model is thought to miss this figure; empty where it is not known to."""


def figure_lines(scenario: Scenario, found: Measures, *, is_over: bool = True) -> tuple[FigureLine, ...]:
    """The recorded figures beside those of a game, in the order of the record."""
    figures = scenario.history.figures
    return tuple(_figure_line(scenario, figure, found.get(figure.key), is_over) for figure in figures)


def _figure_line(scenario: Scenario, figure: Figure, value: float | None, is_over: bool) -> FigureLine:
    where, told = judge(figure, value), figure.provenance.entry
    return FigureLine(
        measure=figure.key,
        title=measure_words(scenario, figure.key),
        low=figure.low,
        high=figure.high,
        recorded=figure_words(scenario, figure.low, figure.high, figure.unit),
        value=value,
        game=value_words(scenario, figure.key, value) if value is not None or is_over else "not yet",
        verdict=where,
        word=_word(figure.key, where, is_over),
        sources=_titles(scenario, told.sources),
        confidence=told.confidence,
        estimate=told.estimate,
        note=figure.note,
        said=tuple(_said_line(scenario, figure, said, value) for said in figure.said),
        voices=verdicts_line(figure, value),
        misfit=misfit_line(figure),
    )


def _said_line(scenario: Scenario, figure: Figure, said: Said, value: float | None) -> SaidLine:
    return SaidLine(
        voice=said.voice,
        kind=said.kind,
        name=voice_name(said),
        low=said.low,
        high=said.high,
        recorded=said_range(scenario, figure, said),
        verdict=verdict(said.low, said.high, value),
        sources=_titles(scenario, said.sources),
        note=said.note,
    )


def unknown_lines(scenario: Scenario, found: Measures) -> tuple[UnknownLine, ...]:
    """What nobody recorded, with what the game came to."""
    return tuple(_unknown_line(scenario, missing, found.get(missing.key)) for missing in scenario.history.unknown)


def _unknown_line(scenario: Scenario, missing: Measured, value: float | None) -> UnknownLine:
    told = missing.provenance.entry
    return UnknownLine(
        measure=missing.key,
        title=measure_words(scenario, missing.key),
        value=value,
        game=value_words(scenario, missing.key, value),
        reason=missing.note or told.estimate,
        sources=_titles(scenario, told.sources),
    )


def _titles(scenario: Scenario, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(scenario.sources[i].title if i in scenario.sources else i for i in ids)


def judge(figure: Figure, value: float | None) -> Verdict:
    """Where a value lies against a recorded range; its bounds belong to it."""
    return verdict(figure.low, figure.high, value)


def _word(measure: str, where: Verdict, is_over: bool) -> str:
    if where == "never" and not is_over:
        return "not yet"
    if is_clock(measure):
        return {"below": "earlier", "above": "later"}.get(where, where)
    return where
