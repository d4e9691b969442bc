"""What a side has heard: its log, notes, what `why` explains, and what it forgets."""

from __future__ import annotations

from attrs import evolve

from game.language.audience import Line
from game.match import Match
from game.model.events import UnitMoved
from game.model.happenings import AtTurn
from game.model.history import Note
from game.model.orders import EndPhase, Order
from game.model.scenario import Scenario
from game.table.hearing import Ear, catch_up, counted, hear_order, latest, take_back
from tests.vignette import BLUE, RED, sketch, vignette


def sit(scenario: Scenario) -> tuple[Match, list[Ear]]:
    """A match of two people and their ears, after the opening."""
    match, ears = Match(scenario, 1, (None, None)), [Ear(RED), Ear(BLUE)]
    catch_up(ears, match)
    return match, ears


def give(match: Match, ears: list[Ear], order: Order) -> None:
    """An order that is carried out and heard of."""
    mark = match.mark()
    match.submit(order)
    hear_order(ears, order, match.events_since(mark), match.game)


def test_an_order_that_is_taken_back_was_never_heard_of() -> None:
    scene = vignette("A . . . . . . b")
    match, ears = sit(scene.game.scenario)
    before = [list(ear.lines) for ear in ears]
    give(match, ears, scene.move("A", "0201"))
    assert ears[0].since_last_turn()[-1].text.startswith("A marches")
    ears[0].news()
    assert match.undo().ok
    take_back(ears, match.game)
    assert [ear.lines for ear in ears] == before
    assert ears[0].view == match.game.view(RED), "the picture is the old one too"
    give(match, ears, scene.move("A", "0201"))
    assert [line.text[:9] for line in ears[0].news()] == ["A marches"], "given again it is news again"


def test_a_battle_that_goes_on_is_heard_as_it_was() -> None:
    scene = vignette("A . b . . .")
    match, ears = sit(scene.game.scenario)
    give(match, ears, scene.move("A", "0201"))
    give(match, ears, EndPhase(RED))
    give(match, ears, EndPhase(BLUE))
    assert any(isinstance(event, UnitMoved) for event in match.events)
    later = [Ear(RED), Ear(BLUE)]
    catch_up(later, match)
    for ear, again in zip(ears, later, strict=True):
        assert (again.lines, again.turn_mark, again.luck) == (ear.lines, ear.turn_mark, ear.luck)
    assert ears[0].turn_mark < len(ears[0].lines), "the turn of the clock came after his part"


def test_notes_are_new_until_they_are_shown() -> None:
    notes = [Note(id="moon", title="No moon", text="It was dark.", when=AtTurn(1), audience=RED)]
    _, (red, blue) = sit(evolve(sketch("A . b", notes=notes)))
    assert (red.new_notes(), blue.new_notes()) == ((0,), ())
    red.read.add(0)
    assert red.new_notes() == ()


def test_why_explains_what_came_last() -> None:
    scene = vignette("A . b")
    match, (red, _) = sit(scene.game.scenario)
    refusal = match.desk(RED).check(scene.move("A", "0101"))
    assert refusal is not None
    red.remember_refusal(refusal, match.scenario)
    assert red.why_last()[0].startswith("Rule 4.1") and len(red.why_last()) > 1, "the sentence, then the rule"


def test_fire_that_says_the_same_is_told_once_with_its_number() -> None:
    lines = [Line("A loses 2 men.", "loss"), Line("A fires.", "march"), *[Line("A loses 2 men.", "loss")] * 2]
    told = [line for line in counted(lines) if not line.detail]
    assert [line.text for line in told] == ["A loses 2 men, three times.", "A fires."]
    assert len(counted(lines)) == 4, "nothing is lost, the rest are details"


def test_a_summary_tells_only_where_a_contact_was_last() -> None:
    seen = Line("Contact 4 seen at 1517.", "contact")
    way = [Line(f"Contact 4 is now at {hex_}.", "contact", about="contact 4") for hex_ in (1416, 1517, 1416)]
    other = Line("Contact 5 is now at 1422.", "contact", about="contact 5")
    assert latest([seen, *way[:2], other, way[2]]) == (seen, other, way[2])
