"""The figures of the record beside the game's own."""

from __future__ import annotations

from typing import Any

from game.language.phrases import sentence
from game.report import plots
from game.report.recorded import FigureLine, SaidLine, UnknownLine
from game.report.sections.section import Section
from game.report.whole import Report


def figure_text(line: FigureLine) -> str:
    """A recorded figure, the game's own, and the verdict."""
    trust = f"; confidence {line.confidence}" if line.confidence else ""
    guess = ", an estimate" if line.estimate else ""
    from_ = f" Sources: {'; '.join(line.sources)}." if line.sources else ""
    said = line.game if line.word == line.game else f"{line.game}, {line.word}"
    record = sentence(f"{line.title}: recorded {line.recorded}{guess}{trust}")
    voices = f" {sentence(line.voices)}" if line.voices else ""
    misfit = f" {line.misfit}" if line.misfit and line.verdict != "inside" else ""
    return f"{record} {sentence(f'This game: {said}')}{voices}{misfit}{from_}"


def unknown_text(line: UnknownLine) -> str:
    """What nobody recorded, with the game's own figure."""
    return f"{sentence(f'{line.title}: no record. This game: {line.game}')} {sentence(line.reason)}".strip()


def _lines(report: Report) -> list[str]:
    told = [figure_text(line) for line in report.comparison.figures] or ["The record has no figures."]
    return [*told, *(unknown_text(line) for line in report.comparison.unknown)]


def _plain(report: Report) -> dict[str, Any]:
    return {
        "figures": [_figure(line) for line in report.comparison.figures],
        "unknown": [
            {"measure": line.measure, "game": line.value, "reason": line.reason, "sources": list(line.sources)}
            for line in report.comparison.unknown
        ],
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
        "said": [_said(said) for said in line.said],
        "voices": line.voices,
        "misfit": line.misfit,
    }


def _said(line: SaidLine) -> dict[str, Any]:
    return {
        "voice": line.voice,
        "kind": line.kind,
        "name": line.name,
        "low": line.low,
        "high": line.high,
        "verdict": line.verdict,
        "sources": list(line.sources),
        "note": line.note,
    }


def _values(report: Report) -> dict[str, Any]:
    among = "" if report.cloud is None else " and the simulated games"
    spread = "" if report.cloud is None else ", and the simulated games with the span of their middle 80 per cent"
    return {
        "figures": report.comparison.figures,
        "unknown": report.comparison.unknown,
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
