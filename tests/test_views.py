"""What a side is told: all of its own, of the enemy what it has seen, and nothing that gives more away."""

from __future__ import annotations

import attrs
import pytest

from game.core.ids import SideId, enemy_of
from game.engine import Game
from game.model import orders as od
from game.model.events import IDENTIFIED
from game.model.scenario import Scenario
from game.model.view import View
from game.rules.viewing import CLAIM_STEP, RESOLVE_STEP
from tests.conftest import SHIPPED
from tests.random_play import Play
from tests.random_scenes import random_scene
from tests.two_worlds import FIELDS, differences
from tests.vignette import BLUE, RED, vignette


@pytest.mark.parametrize("name", SHIPPED)
def test_desks_of_shipped_scenarios_tell_nothing_hidden(name: str, shipped: dict[str, Scenario]) -> None:
    play = Play(Game.new(shipped[name], 3), 3)
    while play.game.actor() is not None and len(play.orders) < 90:
        if len(play.orders) % 30 == 0:
            for side in (RED, BLUE):
                leaks = differences(play.game.state, side, len(play.orders))
                assert not leaks, f"these answers hang on what is hidden: {leaks}"
        play.step()


@pytest.mark.parametrize("seed", range(4))
def test_views_tell_all_of_one_s_own_and_the_enemy_as_reported(seed: int) -> None:
    play = Play(random_scene(seed).game, seed)
    while play.game.actor() is not None and len(play.orders) < 120:
        play.step()
        for side in (RED, BLUE):
            judge(play.game, side, play.game.view(side))


def judge(game: Game, side: SideId, view: View) -> None:
    """A view against the state."""
    state, foe = game.state, enemy_of(side)
    assert [unit.number for unit in view.units] == list(game.scenario.units_of[side])
    for unit in view.units:
        number = unit.number
        told = (unit.hex, unit.men, unit.arms, unit.minutes, unit.cohesion, unit.shells)
        true = (state.hex[number], state.men[number], state.arms[number], state.minutes[number])
        assert told == (*true, state.cohesion[number] // 10, state.shells[number]), "one's own units are known exactly"
    numbers = [contact.number for contact in view.contacts]
    assert numbers == sorted(set(numbers)), "contacts stand in order of number"
    for contact in view.contacts:
        assert (contact.unit is not None) == (contact.grade == IDENTIFIED) == bool(contact.echelon)
        assert contact.symbol in ("infantry", "guns", "tank", "cavalry") or contact.grade == IDENTIFIED
        assert 0 < contact.men_low <= contact.men_high and contact.hex >= 0
        assert contact.unit is None or game.scenario.units[contact.unit].side == foe
    if view.result is None:
        assert view.losses[foe] % CLAIM_STEP == 0 and (view.resolve[foe] or 0) % RESOLVE_STEP == 0
    assert all(pending.offer.side == side for pending in view.pending)


def test_the_two_worlds_compare_every_field_of_a_view() -> None:
    fields = {field.name for field in attrs.fields(View)}
    assert fields == {*FIELDS, "scenario", "side"}, "a new field of the view must be compared too"


def test_a_desk_answers_for_its_own_units_only() -> None:
    scene = vignette("A . b", B={"arrives_minute": 60, "at": "0101"})
    desk = scene.desk(0)
    for letter in "bB":
        for question in (desk.reach, desk.budget, desk.unit_options):
            with pytest.raises(LookupError):
                question(scene[letter])
    refusal = desk.check(od.Rest(BLUE, scene["b"]))
    assert refusal is not None and refusal.code == "not-yours", "nor does it judge the enemy's orders"


def test_a_view_is_kept_until_the_next_order() -> None:
    scene = vignette("A . b")
    first = scene.desk(0).view()
    assert scene.desk(0).view() is first
    scene.refused(scene.move("A", "0301"))
    assert scene.desk(0).view() is first, "a refusal changes nothing"
    scene.do(scene.dig("A", 5))
    assert scene.desk(0).view() is not first and scene.desk(0).view() != first
