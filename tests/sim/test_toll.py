"""One loss in figures, losses of a formation, and how deep a side has come."""

from __future__ import annotations

from attrs import evolve

from game.core.ids import HexId, UnitId
from game.engine import Game
from game.model import events as ev
from game.model.history import Figure
from game.model.scenario import Scenario
from game.sim.chronicle import chronicle_of, units_called
from game.sim.depth import depth, ground, reached
from game.sim.measures import measures
from game.sim.toll import toll
from tests.vignette import BLUE, RED, vignette

GUNS = {"kind": "field-battery", "men": 100, "arms": {"field76": 4, "at45": 2}, "shells": 200}


def lost(cause: str, missing: int = 0, arms: tuple[int, ...] = (0, 0)) -> ev.LossSuffered:
    return ev.LossSuffered(UnitId(0), 3, 5, missing, arms, (), (), cause, BLUE)


def test_prisoners_are_the_missing_of_a_surrender_and_the_wounded_left_behind() -> None:
    spec = vignette("A . b").scenario.units[0]
    assert toll(spec, lost("capture", 7))["captured"] == 7
    assert toll(spec, lost("left-behind", 7))["captured"] == 7
    assert "captured" not in toll(spec, lost("pursuit", 7)), "stragglers of a flight may come home"
    assert toll(spec, lost("assault", 7)) == {"killed": 3, "wounded": 5, "missing": 7, "casualties": 15}


def test_guns_left_to_the_enemy_are_those_of_a_unit_that_is_gone_from_them() -> None:
    spec = vignette("G . . . b", G=GUNS).scenario.units[0]
    shelled, taken = toll(spec, lost("shells", 0, (2, 1))), toll(spec, lost("capture", 0, (2, 1)))
    assert (shelled["guns_lost"], shelled["field_guns_lost"]) == (3, 2)
    assert "guns_captured" not in shelled, "a gun hit where it stands is lost and not taken"
    assert taken["guns_captured"] == 3


def with_figures(scenario: Scenario, *figures: Figure) -> Scenario:
    return evolve(scenario, history=evolve(scenario.history, figures=figures))


def test_losses_of_a_formation_and_of_a_unit_are_counted_where_the_record_asks() -> None:
    scene = vignette("A B b")
    formation, unit = scene.scenario.units[0].formation, scene.scenario.units[1].id
    figures = (
        Figure(id="all", measure=f"red.casualties/{formation}", low=0, high=9),
        Figure(id="one", measure=f"red.killed/{unit}", low=0, high=9),
        Figure(id="part", measure=f"red.killed/{unit}", from_minute=60, low=0, high=9),
    )
    scenario = with_figures(scene.scenario, *figures)
    second = ev.LossSuffered(UnitId(1), 4, 1, 0, (0, 0), (), (), "fire", None)
    told = chronicle_of(scenario, [ev.TurnBegan(1, 0), lost("fire"), ev.TurnBegan(2, 60), second])
    found = measures(Game.new(scenario, 1), told)
    both = 13 if scene.scenario.units[1].formation == formation else 8
    assert [found[f.key] for f in figures] == [both, 4, 4]
    assert units_called(scenario, formation)[0] == 0 and units_called(scenario, "nobody") == ()


def test_depth_is_measured_from_the_line_between_the_first_positions() -> None:
    scene = vignette("A . . . . b")
    metres = scene.scenario.board.hex_m
    table = ground(scene.scenario)[RED]
    row = [table[scene.hex(f"0{column}01")] for column in range(1, 7)]
    assert row == [0, 0, 0, 1, 2, 3], "hexes as near to one's own are one's own"
    assert depth(scene.state, RED) == 0.0
    for men, deep in ((100, 3), (9, 0)):
        stood = [(scene.hex("0601"), men), (scene.hex("0101"), 100 * 10 - men)]
        assert reached(scene.scenario, RED, stood) == deep * metres / 1000.0, "a tenth must have come so far"


def test_there_is_no_depth_without_a_line() -> None:
    scene = vignette("A . . . . b")
    late = evolve(scene.scenario, units=tuple(evolve(u, hex=HexId(-1)) for u in scene.scenario.units))
    assert ground(late) == ((), ()) and reached(late, RED, []) is None
