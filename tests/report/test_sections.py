"""The sections of a report: the same things as text, as data and on the page."""

from __future__ import annotations

from collections import Counter

import pytest

from game.core.hexgrid import Grid
from game.model import events as ev
from game.model.scenario import Scenario
from game.model.sides import BROKEN
from game.report import attacks, text
from game.report.choices import choices, price_words
from game.report.document import make_report, plain
from game.report.drawing.bars import loss_bars
from game.report.drawing.lattice import knot, outline, window_on
from game.report.page import render
from game.report.played import Played
from game.report.positions import positions, standing_words
from game.report.reading import read_page
from game.report.sections import SECTIONS
from game.report.story import story
from game.report.tolls import tolls
from game.report.whole import Report
from tests.report.conftest import played_from, random_match


@pytest.fixture(scope="module")
def report(night_played: Played) -> Report:
    """The night's report."""
    return make_report(night_played)


def test_every_section_stands_in_the_text_and_on_the_page(report: Report) -> None:
    page = render(report)
    seen = {piece.text for piece in read_page(page).texts}
    lines = text.lines(report)
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)
    for section in SECTIONS:
        assert (section.title in seen) == section.is_shown(report), section.key
        assert (section.title in lines) == bool(section.lines(report)), section.key
        if section.is_shown(report):
            assert f'<a href="#{section.key}">' in page, "the contents lead to it"


def test_sections_add_data_under_keys_of_their_own(report: Report) -> None:
    keys = Counter(key for section in SECTIONS for key in section.plain(report))
    assert not [key for key, times in keys.items() if times > 1]
    assert set(keys) <= set(plain(report))


# Turn by turn ---------------------------------------------------------------------------------------------------------


def test_every_order_and_every_loss_is_told_in_its_turn(night_played: Played) -> None:
    told = story(night_played)
    assert [turn.number for turn in told] == list(range(1, night_played.game.state.turn + 1))
    orders = [order.number for turn in told for order in turn.orders if order.number]
    assert orders == [step.number for step in night_played.steps], "all of them, in order"
    state = night_played.game.state
    for side in (0, 1):
        assert sum(turn.lost[side] for turn in told) == state.killed[side] + state.wounded[side] + state.missing[side]
    fights = [event for event in night_played.events() if isinstance(event, ev.AssaultResolved)]
    assert sum(turn.assaults for turn in told) == len(fights)
    assert sum(len(turn.notes) for turn in told) == len(
        [entry for entry in night_played.record.journal if "note" in entry]
    )
    assert any("Remark: He said" in line for line in told[0].lines)
    assert "The battle is over" in " ".join(told[-1].lines)


def test_a_long_account_is_cut_and_says_so(night_played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sum(len(turn.orders) for turn in story(night_played))
    monkeypatch.setattr("game.report.story.MOST_LETTERS", 3000)
    told = story(night_played)
    left = sum(turn.left_out for turn in told)
    assert left > 0
    assert sum(len(turn.orders) for turn in told) + left == whole
    page = render(make_report(night_played))
    assert f"{left} orders are not told here" in page


# Positions and the map ------------------------------------------------------------------------------------------------


def test_positions_are_those_of_the_state_beside_the_record(night_played: Played) -> None:
    scenario, state = night_played.scenario, night_played.game.state
    found = positions(scenario, state, scenario.calendar.end_minute)
    placed = {unit: hex_ for hex_, _, units in found.stacks for unit in units}
    assert all(state.hex[unit] == hex_ for unit, hex_ in placed.items())
    assert len(placed) == sum(status == 0 for status in state.status)
    ghosts = {ghost.id: ghost for ghost in scenario.history.ghosts}
    for one in found.standings:
        assert one.history == ghosts[one.formation].at[-1][1], "the last place of the record"
        if one.apart_m is not None and len(one.units) == 1:
            metres = scenario.board.grid.distance(one.history, state.hex[one.units[0]]) * scenario.board.hex_m
            assert one.apart_m <= metres + 1
        assert one.name in standing_words(scenario, one)
    early = positions(scenario, state, 0)
    assert all(one.history == ghosts[one.formation].at[0][1] for one in early.standings)


def test_the_map_has_every_stack_and_ghost(report: Report) -> None:
    drawing = next(one for one in read_page(render(report)).drawings if one.name.startswith("Map of the end"))
    scenario = report.played.scenario
    found = positions(scenario, report.played.game.state, scenario.calendar.end_minute)
    assert drawing.svg.count('href="#map-box"') == len(found.stacks)
    assert drawing.svg.count('href="#map-ghost"') == len({one.history for one in found.standings})
    for one in found.standings:
        assert one.name in drawing.svg
    assert len(drawing.svg) < 200_000


def test_outlines_go_once_round() -> None:
    grid = Grid(5, 5)
    one = outline(grid, [grid.at(1, 1)])
    assert one.count("z") == 1
    assert one.count("l") + one.count("v") == 5, "five steps and the way back"
    u, v = knot(grid, grid.at(1, 1))
    assert f"M{u} {v - 2}" in one or f"M{u + 1} {v - 1}" in one
    ring = [grid.at(1, 1), *grid.adjacent[grid.at(1, 1)]]
    assert outline(grid, ring).count("z") == 1
    assert outline(grid, ring[1:]).count("z") == 2, "a hole has a line of its own"
    assert outline(grid, []) == ""


def test_a_map_is_cropped_to_what_stands_on_it(night: Scenario) -> None:
    grid = night.board.grid
    assert len(window_on(grid, []).hexes) == grid.size
    part = window_on(grid, [grid.at(5, 5), grid.at(8, 9)])
    assert (part.left, part.top, part.right, part.bottom) == (3, 3, 10, 11)
    assert grid.at(3, 3) in part
    assert grid.at(2, 3) not in part
    assert len(part.hexes) == 8 * 9


# Losses ---------------------------------------------------------------------------------------------------------------


def test_losses_by_day_and_by_formation_add_up(report: Report) -> None:
    found, state = tolls(report.played), report.played.game.state
    for side in (0, 1):
        for name, sums in (("killed", state.killed), ("wounded", state.wounded), ("missing", state.missing)):
            assert sum(day.lost[side].get(name, 0) for day in found.days) == sums[side]
    tops = [one for one in found.formations if one.depth == 0]
    lost = {side: sum(one.lost["casualties"] for one in tops if one.side == side) for side in (0, 1)}
    assert lost == {line.side: line.men for line in report.account.totals}, "the highest formations hold all units"


def test_nothing_is_drawn_where_nobody_was_lost(shipped: dict[str, Scenario]) -> None:
    played = played_from(random_match(shipped["khasan-outpost"], 1, 2))
    assert loss_bars(played.scenario, story(played)) == ""


# Attacks and decisions ------------------------------------------------------------------------------------------------


def test_the_best_attack_brought_most_and_the_worst_cost_most(report: Report) -> None:
    lines = report.account.assaults
    for side in (0, 1):
        own = [line for line in lines if line.side == side]
        found = attacks.remarkable(lines, side)  # type: ignore[arg-type]
        for kind, worth in (("best", attacks.gain), ("lucky", lambda line: line.luck)):
            told = [one.line for one in found if one.kind == kind]
            if told:
                assert worth(told[0]) == max(worth(line) for line in own)
        worst = [one.line for one in found if one.kind == "worst"]
        if worst:
            assert attacks.gain(worst[0]) == min(attacks.gain(line) for line in own) < 0
        assert all(len([one for one in found if one.kind == kind]) <= attacks.MOST for kind in attacks.KINDS)
    assert any("to 1" in line for line in attacks.lines(report.played.scenario, lines)), "with their odds"


def test_decisions_are_told_with_their_price_and_history(report: Report) -> None:
    played = report.played
    found = choices(played)
    taken = [event for event in played.events() if isinstance(event, ev.DecisionTaken)]
    assert len(found.decisions) == len(taken) > 0
    for choice, event in zip(found.decisions, taken, strict=True):
        same = [choice.taken, *choice.others]
        assert len(same) > 1, "there was a choice"
        assert choice.as_in_history == (choice.history == choice.taken)
        assert played.steps[choice.order - 1].events, "the order that took it"
        assert event in played.steps[choice.order - 1].events
    same_way = sum(choice.as_in_history for choice in found.decisions)
    assert same_way == report.closeness.decisions[0]
    moved = [event for event in played.events() if isinstance(event, ev.PointsChanged)]
    given = [sum(event.by for event in moved if event.side == side) for side in (0, 1)]
    told = [sum(choice.points[side] for choice in found.decisions) for side in (0, 1)]
    assert told == given, "in this battle points move for decisions alone"
    priced = next(choice for choice in found.decisions if any(choice.points))
    assert "points" in price_words(played.scenario, priced)


def test_a_broken_restraint_is_told_with_its_price(shipped: dict[str, Scenario]) -> None:
    for seed in range(12):
        played = played_from(random_match(shipped["khasan-night-assault"], seed, 120))
        broken = [n for n, status in enumerate(played.game.state.restraints) if status == BROKEN]
        if broken:
            break
    else:
        pytest.fail("no random game of these breaks a restraint: choose others")
    found = [one for one in choices(played).restraints if one.status == "broken"]
    assert len(found) == len(broken)
    assert all(one.order and one.minute is not None and one.price for one in found)
    order = played.steps[(found[0].order or 0) - 1]
    assert any(isinstance(event, ev.RestraintBroken) for event in order.events)
    page = render(make_report(played))
    assert f"by order {found[0].order}" in page


# Notes ----------------------------------------------------------------------------------------------------------------


def test_the_notes_shown_stand_there_with_article_and_correction(report: Report) -> None:
    scenario, page = report.played.scenario, render(report)
    shown = [number for turn in report.story for number in turn.notes]
    assert shown
    assert plain(report)["notes"] == [scenario.notes[number].id for number in shown]
    seen = " ".join(piece.text for piece in read_page(page).texts)
    for number in shown:
        note = scenario.notes[number]
        assert f'id="note-{number + 1}"' in page
        assert " ".join(note.title.split()) in seen
        assert " ".join(note.correction.split()) in seen
    told = [scenario.notes[number] for number in shown]
    assert any(note.article for note in told)
    assert "The article, " in page
    assert 'lang="ja"' in page or 'lang="ru"' in page, "names in their own scripts say their language"
