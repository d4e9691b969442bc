"""This game and history among simulated games."""

from __future__ import annotations

from typing import Any

from game.language.describe_figures import value_words
from game.language.phrases import sentence
from game.model.scenario import Scenario
from game.report.cloud import YARDSTICK, Cloud, CloudLine
from game.report.gaps import STANDS, cloud_heading, gap_words, place_lines, range_words, result_words
from game.report.sections.section import Section
from game.report.whole import Report


def cloud_lines(scenario: Scenario, found: Cloud) -> list[str]:
    """The game and history among the simulated games."""
    told = [cloud_heading(scenario, found), *([words] if (words := result_words(scenario, found)) else [])]
    told += [f"  {name}: {number} ({number / found.games:.0%})" for name, number in found.results if number]
    told += [cloud_words(scenario, line, found.minute) for line in found.lines if not line.is_idle]
    told += ["Places at the end of each day:", *place_lines(scenario, found)]
    return [*told, STANDS, YARDSTICK]


def cloud_words(scenario: Scenario, line: CloudLine, minute: int | None = None) -> str:
    """One figure among the simulated games."""
    spread = "it came about in no simulated game"
    if line.p10 is not None and line.p50 is not None and line.p90 is not None:
        edges = range_words(scenario, line.measure, line.p10, line.p90)
        spread = f"10 to 90 per cent of games {edges}, middle {value_words(scenario, line.measure, line.p50)}"
    if line.share is not None and line.share < 1.0:
        spread += f" (came in {line.share:.0%} of them)"
    inside = "" if line.share_inside is None else f"; {line.share_inside:.0%} of games inside history's range"
    game = (
        f"this game {value_words(scenario, line.measure, line.game)}, {gap_words(line, minute)}"
        if line.is_known
        else ""
    )
    return sentence(f"{line.title}: {'; '.join(part for part in (spread, game) if part)}{inside}")


def _lines(report: Report) -> list[str]:
    return [] if report.cloud is None else cloud_lines(report.played.scenario, report.cloud)


def _plain(report: Report) -> dict[str, Any]:
    return {"cloud": None if report.cloud is None else plain(report.cloud, report.side_ids)}


def plain(found: Cloud, sides: tuple[str, str]) -> dict[str, Any]:
    """The cloud as plain data."""
    source = found.source
    return {
        "games": found.games,
        "seed": found.seed,
        "ai": dict(zip(sides, found.levels, strict=True)),
        "file": None
        if source is None
        else {"name": source.name, "digest": source.digest, "rules_version": source.rules_version},
        "results": dict(found.results),
        "measures": {line.measure: _cloud_line(line, found.minute) for line in found.lines},
        "days": [
            {
                "place": day.place,
                "minute": day.minute,
                "history": day.record or None,
                "game": day.game or None,
                "shares": dict(day.shares),
            }
            for day in found.days
        ],
    }


def _cloud_line(line: CloudLine, minute: int | None) -> dict[str, Any]:
    return {
        "p10": line.p10,
        "p50": line.p50,
        "p90": line.p90,
        "mean": line.mean,
        "share": line.share,
        "game": line.game,
        "game_percentile": line.game_percentile,
        "lower": line.lower,
        "same": line.same,
        "higher": line.higher,
        "low": line.low,
        "high": line.high,
        "history_percentile": line.history_percentile,
        "share_inside": line.share_inside,
        "share_interval": None if line.share_interval is None else list(line.share_interval),
        "words": gap_words(line, minute),
    }


def _values(report: Report) -> dict[str, Any]:
    found, scenario = report.cloud, report.played.scenario
    return {
        "cloud": found,
        "cloud_heading": "" if found is None else cloud_heading(scenario, found),
        "cloud_result": "" if found is None else result_words(scenario, found),
        "cloud_gaps": [] if found is None else _gaps(found),
        "cloud_places": [] if found is None else [line.strip() for line in place_lines(scenario, found)],
        "stands": STANDS,
        "level": report.comparison.level,
        "yardstick": YARDSTICK,
    }


def _gaps(found: Cloud) -> list[str]:
    """The gaps of the recorded figures in sentences."""
    return [sentence(f"{line.title}: {gap_words(line, found.minute)}") for line in found.lines if line.low is not None]


SECTION = Section(
    key="cloud",
    title="This game, the simulated games and history",
    lines=_lines,
    plain=_plain,
    values=_values,
    is_shown=lambda report: report.cloud is not None,
)
