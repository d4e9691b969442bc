"""This game and history among simulated games."""

from __future__ import annotations

from typing import Any

from game.language.describe_figures import is_clock, value_words
from game.language.phrases import count, sentence
from game.model.scenario import Scenario
from game.report.cloud import YARDSTICK, Cloud, CloudLine
from game.report.sections.section import Section
from game.report.whole import Report


def cloud_lines(scenario: Scenario, found: Cloud) -> list[str]:
    """The game and history among the simulated games."""
    told = [cloud_heading(scenario, found)]
    told += [f"  {name}: {number} ({number / found.games:.0%})" for name, number in found.results if number]
    told += [sentence(cloud_words(scenario, line)) for line in found.lines if not line.is_idle]
    return [*told, YARDSTICK]


def cloud_heading(scenario: Scenario, found: Cloud) -> str:
    """How many games, who played them, which seed."""
    seats = ", ".join(f"{side.name} {level}" for side, level in zip(scenario.sides, found.levels, strict=True))
    return f"{count(found.games, 'simulated game')} ({seats}; seed {found.seed}). Results:"


def cloud_words(scenario: Scenario, line: CloudLine) -> str:
    """One figure among the simulated games."""
    if line.p10 is None:
        spread = "it came about in no simulated game"
    else:
        edges = [value_words(scenario, line.measure, edge) for edge in (line.p10, line.p50, line.p90)]
        spread = f"10 to 90 per cent of games {edges[0]} to {edges[2]}, middle {edges[1]}"
    if line.share is not None and line.share < 1.0:
        spread += f" (fell in {line.share:.0%} of them)"
    said = f"{line.title}: {spread}; this game {value_words(scenario, line.measure, line.game)}, {rank_words(line)}"
    if line.share_inside is None:
        return said
    said += f"; {line.share_inside:.0%} of games inside history's range"
    return said if line.history_percentile is None else f"{said}, history at {line.history_percentile:.0f} per cent"


def rank_words(line: CloudLine) -> str:
    """Where this game lies: "later than 83% of them"."""
    word = "later" if is_clock(line.measure) else "more"
    return f"{word} than {line.game_percentile:.0f}% of them"


def _lines(report: Report) -> list[str]:
    return [] if report.cloud is None else cloud_lines(report.played.scenario, report.cloud)


def _plain(report: Report) -> dict[str, Any]:
    return {"cloud": None if report.cloud is None else plain(report.cloud, report.side_ids)}


def plain(found: Cloud, sides: tuple[str, str]) -> dict[str, Any]:
    """The cloud as plain data."""
    return {
        "games": found.games,
        "seed": found.seed,
        "ai": dict(zip(sides, found.levels, strict=True)),
        "results": dict(found.results),
        "measures": {line.measure: _cloud_line(line) for line in found.lines},
    }


def _cloud_line(line: CloudLine) -> dict[str, Any]:
    return {
        "p10": line.p10,
        "p50": line.p50,
        "p90": line.p90,
        "mean": line.mean,
        "share": line.share,
        "game": line.game,
        "game_percentile": line.game_percentile,
        "low": line.low,
        "high": line.high,
        "history_percentile": line.history_percentile,
        "share_inside": line.share_inside,
        "share_interval": None if line.share_interval is None else list(line.share_interval),
    }


def _values(report: Report) -> dict[str, Any]:
    found = report.cloud
    return {
        "cloud": found,
        "cloud_heading": "" if found is None else cloud_heading(report.played.scenario, found),
        "level": report.comparison.level,
        "yardstick": YARDSTICK,
    }


SECTION = Section(
    key="cloud",
    title="This game, the simulated games and history",
    lines=_lines,
    plain=_plain,
    values=_values,
    is_shown=lambda report: report.cloud is not None,
)
