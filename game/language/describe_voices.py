"""Who says what of a recorded figure, and on which side of each voice a game's own figure lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from game.language.describe_figures import figure_words, is_clock
from game.language.phrases import listing, sentence
from game.model.history import Figure, Said
from game.model.scenario import Scenario

Verdict = Literal["inside", "below", "above", "never"]
"""Where a figure of the game lies against a range; never: the place did not fall."""
_PEOPLE = {
    "soviet": "Soviet",
    "japanese": "Japanese",
    "mongolian": "Mongolian",
    "manchukuoan": "Manchukuoan",
    "modern": "historians'",
    "press": "press",
}


def verdict(low: float | None, high: float | None, value: float | None) -> Verdict:
    """Where a value lies against a range; its bounds belong to it, and a bound that is None is none."""
    if value is None:
        return "never"
    if low is not None and value < low:
        return "below"
    return "above" if high is not None and value > high else "inside"


def voice_name(said: Said) -> str:
    """Whose count it is: "the Soviet figure (Order 0040)", "the Japanese claim", "the historians' figure (Hata)"."""
    far, what = ("outlying " if said.kind == "outlier" else ""), ("claim" if said.kind == "claim" else "figure")
    by = f" ({said.by})" if said.by else ""
    return f"the {far}{_PEOPLE.get(said.voice, said.voice)} {what}{by}"


def said_range(scenario: Scenario, figure: Figure, said: Said) -> str:
    """What a voice says, in the figure's unit: "717 men", "at least 46 tanks", "at most 90 men"."""
    low, high = said.low, said.high
    if low is not None and high is not None:
        return figure_words(scenario, low, high, figure.unit)
    bound = low if low is not None else high
    if bound is None:
        return "nothing"
    told = figure_words(scenario, bound, bound, figure.unit)
    if figure.unit == "time":
        return f"{'not before' if low is not None else 'by'} {told}"
    return f"at {'least' if low is not None else 'most'} {told}"


def voice_lines(scenario: Scenario, figure: Figure) -> Iterator[str]:
    """Each voice in a sentence: "The Soviet figure (Order 0040): 408 men (S12). First told in public."."""
    for said in figure.said:
        works = f" ({', '.join(said.sources)})" if said.sources else ""
        note = f" {sentence(said.note)}" if said.note else ""
        yield f"{sentence(f'{voice_name(said)}: {said_range(scenario, figure, said)}{works}')}{note}"


def voices_line(scenario: Scenario, figure: Figure) -> str:
    """All voices in one line; where there is none, that the range is a reckoning."""
    if not figure.said:
        return "nobody's count: the range is a reckoning" if figure.provenance.entry.estimate else ""
    return "; ".join(f"{voice_name(said)} {said_range(scenario, figure, said)}" for said in figure.said)


def verdicts_line(figure: Figure, value: float | None) -> str:
    """Where a game's figure lies to each voice: "inside the Soviet figure, above the Japanese figure".

    Empty where nobody said anything, and for what never came about.
    """
    if value is None or not figure.said:
        return ""
    words = verdict_words(figure.measure)
    parts = []
    for one in ("inside", "below", "above"):
        names = [voice_name(said) for said in figure.said if verdict(said.low, said.high, value) == one]
        if names:
            parts.append(f"{words[one]} {listing(names)}")
    return ", ".join(parts)


def verdict_words(measure: str) -> dict[Verdict, str]:
    """What the verdicts are called before a voice: of hours, a figure is earlier or later than it."""
    if is_clock(measure):
        return {"inside": "within", "below": "earlier than", "above": "later than", "never": "never"}
    return {"inside": "inside", "below": "below", "above": "above", "never": "never"}


def misfit_line(figure: Figure) -> str:
    """Why the model is thought to miss this figure, in a sentence; empty where it is not known to."""
    return f"The model is known to miss this figure: {sentence(figure.misfit)}" if figure.misfit else ""
