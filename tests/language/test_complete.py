"""Completion: what it offers can be typed, parsed and, as an order, carried out."""

from __future__ import annotations

import pytest

from game.core.ids import SideId
from game.engine import Desk
from game.language import parsed as pa
from game.language.complete import Candidate, complete
from game.language.grammar import parse
from tests.language.conftest import typed_scene
from tests.vignette import vignette


def offered(text: str, desk: Desk) -> dict[str, Candidate]:
    return {candidate.text: candidate for candidate in complete(text, len(text), desk)}


def fighting_desk() -> Desk:
    """A side with infantry beside the enemy, guns in reach, room to move, dig, lay wire and send up flares."""
    scene = vignette(
        """
    A  b  .  .  .
     .  .  .  .  .
    C  .  D  .  .
    """,
        C="field-battery",
        D={"flares": 2},
        squadrons={"tb3": {"aircraft": "tb-3rn"}},
        light=0.3,
    )
    return scene.desk(0)


@pytest.mark.parametrize(
    "word", ["move", "assault", "bombard", "dig", "rest", "hold", "stance", "wire", "flare", "register", "fly"]
)
def test_completed_orders_are_accepted(word: str) -> None:
    desk = fighting_desk()
    lines, whole = [f"{word} "], 0
    for _ in range(3):
        longer = [c.line for line in lines for c in complete(line, len(line), desk)]
        for line in longer:
            found = parse(line, desk)
            if isinstance(found, pa.Orders):
                whole += 1
                for order in found.orders:
                    assert desk.check(order) is None, f"'{line}' was offered and refused: {desk.check(order)}"
        lines = [f"{line} " for line in longer][:80]
    if word not in ("bombard", "register", "rest"):
        assert whole, f"completion never led to a whole order '{word}'"


def test_commands_come_first_and_only_those_that_can_be_done() -> None:
    desk = vignette("A . . . b").desk(0)
    found = offered("", desk)
    assert "move" in found
    assert "bombard" not in found, "there are no guns"
    assert "assault" not in found, "nobody stands beside the enemy"
    assert list(offered("mov", desk)) == ["move"]


def test_squadrons_are_offered_with_their_missions_and_targets() -> None:
    scene = vignette("A . b", squadrons={"sb": {"aircraft": "sb"}, "ki27": {"aircraft": "ki-27", "side": "blue"}})
    desk = scene.desk(0)
    assert list(offered("fly ", desk)) == ["sb"], "the enemy's are not told"
    assert list(offered("air sb ", desk)) == ["strike", "interdict", "recon", "raid"]
    assert list(offered("fly sb raid ", desk)) == ["the-field"]
    assert "10 sorties left" in offered("fly sb ", desk)["strike"].reason
    assert "contact 1" in offered("fly sb strike ", desk)["0301"].reason
    assert "fly" not in offered("", vignette("A . . b").desk(0)), "nobody can fly where there are no aircraft"


def test_a_hex_comes_with_its_price_and_danger() -> None:
    desk = vignette("A . b").desk(0)
    found = offered("move A ", desk)
    assert "minutes" in found["0201"].reason
    assert "next to contact 1" in found["0201"].reason
    assert found["0201"].line == "move A 0201"


def test_places_complete_by_name() -> None:
    scene = typed_scene()
    desk = scene.game.desk(SideId(0))
    assert set(offered("look hi", desk)) == {"hill-52", "hill-60"}
    assert offered("look hill-5", desk)["hill-52"].line == "look hill-52"


def test_after_the_hex_comes_the_press() -> None:
    desk = fighting_desk()
    assert set(offered("assault A 0201 ", desk)) == {"probe", "attack", "storm"}
    assert "C" in offered("assault A ", desk), "guns that can support are offered too"


def test_a_formation_is_offered_the_hexes_that_some_of_it_can_assault() -> None:
    desk = fighting_desk()
    assert offered("assault red ", desk)["0201"].line == "assault red 0201"


def test_the_cursor_and_not_the_end_of_the_line_counts() -> None:
    desk = vignette("A . . b").desk(0)
    found = complete("mov A 0201", 3, desk)
    assert [candidate.line for candidate in found] == ["move"]


def test_nothing_is_offered_after_a_word_that_is_no_command() -> None:
    assert not complete("fly A ", 6, vignette("A . b").desk(0))
