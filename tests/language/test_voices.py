"""Who says what of a figure, and where a game lies to each of them."""

from __future__ import annotations

import pytest
from attrs import evolve

from game.language.describe_sources import source_lines
from game.language.describe_voices import said_range, verdict, verdicts_line, voice_lines, voice_name, voices_line
from game.model.history import Figure, Measured, Said
from game.model.provenance import Provenance, Source, Sourced
from game.model.scenario import Scenario
from tests.vignette import vignette

SOVIET = Said(voice="soviet", by="lists of 1993", low=717, high=717, sources=("T1",))
CLAIM = Said(voice="japanese", kind="claim", low=1000, sources=("T2",), note="Bodies before the wire.")
MODERN = Said(voice="modern", low=759, high=865, sources=("T1",))
FIGURE = Figure(id="dead", measure="red.killed", low=717, high=865, said=(SOVIET, CLAIM, MODERN), misfit="too few die")


def test_each_voice_has_its_own_verdict() -> None:
    assert verdicts_line(FIGURE, 800) == (
        "inside the historians' figure, below the Japanese claim, above the Soviet figure (lists of 1993)"
    )
    assert verdicts_line(FIGURE, None) == "", "what never came about lies nowhere"
    assert verdicts_line(evolve(FIGURE, said=()), 800) == ""


def test_hours_are_earlier_or_later_than_a_voice() -> None:
    fall = Figure(
        id="f", measure="fall.hill", unit="time", low=60, high=120, said=(Said(voice="soviet", low=90, high=90),)
    )
    assert verdicts_line(fall, 60) == "earlier than the Soviet figure"
    assert verdicts_line(fall, 90) == "within the Soviet figure"


@pytest.mark.parametrize(
    ("low", "high", "value", "where"),
    [
        (5, 9, 4, "below"),
        (5, 9, 5, "inside"),
        (5, 9, 9, "inside"),
        (5, 9, 10, "above"),
        (5, None, 99, "inside"),
        (None, 9, 0, "inside"),
        (None, 9, 10, "above"),
        (5, 9, None, "never"),
    ],
)
def test_bounds_belong_to_the_range_and_may_be_open(
    low: float | None, high: float | None, value: float | None, where: str
) -> None:
    assert verdict(low, high, value) == where


def test_a_voice_is_named_by_people_kind_and_paper() -> None:
    assert voice_name(SOVIET) == "the Soviet figure (lists of 1993)"
    assert voice_name(CLAIM) == "the Japanese claim"
    assert voice_name(evolve(MODERN, kind="outlier", by="Hata")) == "the outlying historians' figure (Hata)"


def recorded() -> Scenario:
    scenario = vignette("A . b").scenario
    silent = Measured(id="gone", measure="red.missing", provenance=Sourced(Provenance(estimate="No list was found.")))
    sources = {n: Source(id=n, title=f"Book {n}", kind="book", trust="high") for n in ("T1", "T2")}
    return evolve(scenario, sources=sources, history=evolve(scenario.history, figures=(FIGURE,), unknown=(silent,)))


def test_the_source_of_a_figure_tells_every_voice_and_the_known_misfit() -> None:
    lines = source_lines(recorded(), "history.dead")
    told = "\n".join(lines)
    assert "The Soviet figure (lists of 1993): 717 men (T1)." in told
    assert "The Japanese claim: at least 1000 men (T2). Bodies before the wire." in told
    assert "The model is known to miss this figure: Too few die." in told
    assert "Book T2" in told, "works of the voices are listed with the others"


def test_what_nobody_recorded_says_so() -> None:
    lines = source_lines(recorded(), "history.gone")
    assert "no record" in lines[0] and "No list was found." in "\n".join(lines)


def test_a_range_that_nobody_gave_is_called_a_reckoning() -> None:
    scenario = recorded()
    guess = evolve(FIGURE, said=(), provenance=Sourced(Provenance(estimate="A share of the whole.")))
    assert voices_line(scenario, guess) == "nobody's count: the range is a reckoning"
    assert said_range(scenario, FIGURE, Said(voice="soviet", high=90)) == "at most 90 men"
    assert len(list(voice_lines(scenario, FIGURE))) == 3
