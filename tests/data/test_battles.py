"""The shipped battles hang together: history's own score, and historical plans that answer what history answered."""

from __future__ import annotations

import pytest

from game.core.ids import SideId
from game.model import happenings as hp
from game.model.scenario import Scenario

BATTLES = ("khasan-rushed-attack", "khasan-corps-offensive", "khasan")
LEVELS = ("Marginal Japanese victory", "The ridge stays divided", "Both claim it")


@pytest.mark.parametrize(("name", "level"), list(zip(BATTLES, LEVELS, strict=True)))
def test_history_earns_the_level_that_it_should(listed: dict[str, Scenario], name: str, level: str) -> None:
    victory, lead = listed[name].victory, 0
    for item in victory.items:
        lead += (item.history or 0) * (1 if item.side == SideId(0) else -1)
    assert victory.level(lead).name == level, f"history leads Japan by {lead}"


@pytest.mark.parametrize("name", BATTLES)
def test_historical_plans_answer_every_offer_and_keep_every_restraint(listed: dict[str, Scenario], name: str) -> None:
    scenario = listed[name]
    for side in (SideId(0), SideId(1)):
        plan = next(p for p in scenario.plans if p.side == side and p.historical)
        offers = {h.id for h in scenario.happenings for e in h.then if isinstance(e, hp.Offer) and e.side == side}
        assert {event for event, _ in plan.answers} == offers, "history left none of these questions open"
        assert plan.obeys


@pytest.mark.parametrize("name", BATTLES)
def test_the_first_answer_is_the_one_of_history(listed: dict[str, Scenario], name: str) -> None:
    """Players learn to expect it there; and a staff that sees no difference takes the first."""
    scenario = listed[name]
    answers = {event: option for p in scenario.plans if p.historical for event, option in p.answers}
    for happening in scenario.happenings:
        for offer in (e for e in happening.then if isinstance(e, hp.Offer)):
            assert offer.options[0].id == answers[happening.id], happening.id
            assert offer.options[0].is_historical, f"{happening.id}: the report tells who kept to history"


@pytest.mark.parametrize("name", BATTLES)
def test_both_sides_have_notes_of_three_paragraphs(listed: dict[str, Scenario], name: str) -> None:
    notes = listed[name].notes
    told = {paragraph for note in notes for paragraph in note.article}
    assert {"incidents-4", "khasan-2"} <= told
    assert all(note.text and note.game for note in notes)
    assert any(note.voices for note in notes) and any(note.correction for note in notes)


@pytest.mark.parametrize("name", BATTLES)
def test_the_answer_marked_as_history_s_is_the_one_of_the_plans(listed: dict[str, Scenario], name: str) -> None:
    """The report card counts departures from the marks, the staffs play by the plans: both mean the same history."""
    scenario = listed[name]
    answers = {event: option for p in scenario.plans if p.historical for event, option in p.answers}
    marked = {
        happening.id: option.id
        for happening in scenario.happenings
        for offer in happening.then
        if isinstance(offer, hp.Offer)
        for option in offer.options
        if option.is_historical
    }
    assert marked == answers
