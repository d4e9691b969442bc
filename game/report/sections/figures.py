"""The figures of the record beside the game's own."""

from __future__ import annotations

from typing import Any

from game.language.phrases import sentence
from game.report import plots
from game.report.history import FigureLine
from game.report.sections.section import Section
from game.report.whole import Report


def figure_text(line: FigureLine) -> str:
    """A recorded figure, the game's own, and the verdict."""
    trust = f"; confidence {line.confidence}" if line.confidence else ""
    guess = ", an estimate" if line.estimate else ""
    from_ = f" Sources: {'; '.join(line.sources)}." if line.sources else ""
    said = line.game if line.word == line.game else f"{line.game}, {line.word}"
    record = sentence(f"{line.title}: recorded {line.recorded}{guess}{trust}")
    return f"{record} {sentence(f'This game: {said}')}{from_}"


def _lines(report: Report) -> list[str]:
    return [figure_text(line) for line in report.comparison.figures] or ["The record has no figures."]


def _plain(report: Report) -> dict[str, Any]:
    return {
        "figures": [_figure(line) for line in report.comparison.figures],
        "measures": {name: report.figures[name] for name in sorted(report.figures)},
    }


def _figure(line: FigureLine) -> dict[str, Any]:
    return {
        "measure": line.measure,
        "low": line.low,
        "high": line.high,
        "game": line.value,
        "verdict": line.verdict,
        "sources": list(line.sources),
        "confidence": line.confidence,
        "estimate": line.estimate,
    }


def _values(report: Report) -> dict[str, Any]:
    among = "" if report.cloud is None else " and the simulated games"
    spread = "" if report.cloud is None else ", and the simulated games with the span of their middle 80 per cent"
    return {
        "figures": report.comparison.figures,
        "label": f"Recorded ranges with this game{among}; the table above has the same figures.",
        "caption": f"Every figure on a scale of its own: history's range, this game{spread}.",
    }


def _drawings(report: Report) -> dict[str, str]:
    return {"figures": plots.figures_plot(report.played.scenario, report.comparison.figures, report.cloud)}


SECTION = Section(
    key="figures",
    title="Figures of the record",
    lines=_lines,
    plain=_plain,
    values=_values,
    drawings=_drawings,
)
