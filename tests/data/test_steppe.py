"""The battles of the Khalkhin Gol hang together: the score of history, answers, the claimed line, notes and fronts."""

from __future__ import annotations

import pytest

from game.core.ids import SideId
from game.model import happenings as hp
from game.model.scenario import Scenario
from tests.conftest import STEPPE

LEVELS = {
    "bain-tsagan": "The west bank cleared",
    "july-guns": "The bridgehead stands",
    "khalkhin-gol": "Soviet victory at the claimed line",
    "zhukov-august": "The ring",
}
TOLD = {"khalkhin-gol-1", "khalkhin-gol-2", "consequences-1", "consequences-2", "intro-3"}
GOES = ("seize", "envelop", "infiltrate", "counter-attack", "hold")
"""Missions that put men on their object."""


def _offers(scenario: Scenario) -> list[tuple[str, hp.Offer]]:
    return [(h.id, e) for h in scenario.happenings for e in h.then if isinstance(e, hp.Offer)]


@pytest.mark.parametrize("name", STEPPE)
def test_history_earns_the_level_that_it_should(listed: dict[str, Scenario], name: str) -> None:
    victory, lead = listed[name].victory, 0
    for item in victory.items:
        lead += (item.history or 0) * (1 if item.side == SideId(0) else -1)
    assert victory.level(lead).name == LEVELS[name], f"history leads Japan by {lead}"


@pytest.mark.parametrize("name", STEPPE)
def test_every_plan_answers_every_offer_and_the_historical_one_takes_the_first(
    listed: dict[str, Scenario], name: str
) -> None:
    scenario, offers = listed[name], _offers(listed[name])
    for plan in scenario.plans:
        answers = dict(plan.answers)
        assert set(answers) == {event for event, offer in offers if offer.side == plan.side}, plan.id
        for event, offer in offers:
            options = [option.id for option in offer.options]
            assert event not in answers or answers[event] in options, f"{plan.id}: {event}"
            if plan.historical and event in answers:
                assert answers[event] == options[0] and offer.options[0].is_historical, event
    assert {(p.side, p.historical) for p in scenario.plans} == {(0, True), (0, False), (1, True), (1, False)}


@pytest.mark.parametrize("name", STEPPE)
def test_no_soviet_plan_puts_anybody_beyond_the_line(listed: dict[str, Scenario], name: str) -> None:
    scenario = listed[name]
    beyond = scenario.board.regions["beyond-soviet-line"].hexes
    for plan in (p for p in scenario.plans if p.side == SideId(1)):
        for phase in plan.phases:
            for group in (g for g in phase.groups if g.mission in GOES and g.object is not None):
                assert group.object is not None and group.object not in beyond, f"{plan.id}, {phase.id}, {group.id}"


@pytest.mark.parametrize("name", STEPPE)
def test_notes_say_what_the_matter_changes_in_the_game(listed: dict[str, Scenario], name: str) -> None:
    notes = listed[name].notes
    assert all(note.text and note.game for note in notes)
    assert any(note.voices for note in notes) and any(note.correction for note in notes)


def test_the_notes_tell_the_five_paragraphs_and_correct_the_figures(listed: dict[str, Scenario]) -> None:
    notes = [note for name in STEPPE for note in listed[name].notes]
    assert {paragraph for note in notes for paragraph in note.article} == TOLD
    corrected = " ".join(note.correction for note in notes if note.correction)
    for figure in ("18,500", "9,824", "Two complete divisions", "one tank brigade", "the 24th", "Jaljin"):
        assert figure in corrected, f"nothing corrects {figure}"


def test_august_has_its_front_lines_and_pockets(listed: dict[str, Scenario]) -> None:
    for name in ("zhukov-august", "khalkhin-gol"):
        history = listed[name].history
        assert history is not None
        days = {listed[name].calendar.stamp(front.minute)[:5] for front in history.fronts}
        assert {"08-20", "08-21", "08-22", "08-23", "08-24", "08-26", "08-28", "08-31"} <= days
        assert {front.holder for front in history.fronts if front.is_closed} == {SideId(0)}, "Japanese pockets alone"
