"""Vignettes with the names that players type: companies of two battalions, guns, two hills, a contact."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve

from game.core.ids import SideId
from game.engine import Desk, Game
from game.model.scenario import Scenario
from game.model.sides import Price, Restraint
from game.model.units import Formation
from tests.vignette import RED, Scene, sketch

ROWS = """
A  B  .  .  .  .
 C  ^  a  .  .  .
D  .  .  .  b  .
 E  .  .  .  .  .
"""
NAMES = {"A": "1/75", "B": "2/75", "C": "1/76", "D": "rg/75", "E": "hq/75", "a": "1/118", "b": "2/118"}
FORMATIONS = (
    Formation(id="75ir", name="75th Infantry", side=RED),
    Formation(id="I/75", name="1st Battalion", side=RED, parent="75ir"),
)


def renamed(scenario: Scenario, names: Mapping[str, str], homes: Mapping[str, str]) -> Scenario:
    """The scenario with other ids for its units, and units moved to other formations."""
    units = tuple(
        evolve(
            unit,
            id=names.get(unit.id, unit.id),
            name=f"{names.get(unit.id, unit.id)} company",
            formation=homes.get(unit.id, unit.formation),
        )
        for unit in scenario.units
    )
    return evolve(scenario, units=units)


def typed_scene(light: float = 1.0) -> Scene:
    """The vignette of these tests, at its first turn."""
    bare = sketch(
        ROWS,
        D="regimental-gun-company",
        E="regiment-hq",
        objectives={"hill-52": "0202", "hill-60": "0404", "zarechye": "0501"},
        formations=FORMATIONS,
        squadrons={
            "sb-1": {"aircraft": "sb"},
            "i15-1": {"aircraft": "i-15"},
            "ki27-1": {"aircraft": "ki-27", "side": "blue"},
        },
        light=light,
        restraints=[
            Restraint(
                id="no-crossing",
                side=RED,
                forbids="enter",
                region="east",
                text="Do not cross.",
                price=Price(points=2, resolve=3),
            )
        ],
        regions={"east": "0601 0602 0603 0604"},
    )
    homes = {"A": "I/75", "B": "I/75", "D": "75ir", "E": "75ir"}
    return Scene(Game.new(renamed(bare, NAMES, homes), 3))


@pytest.fixture
def scene() -> Scene:
    """The vignette by day."""
    return typed_scene()


@pytest.fixture
def desk(scene: Scene) -> Desk:
    """The desk of the side that types."""
    return scene.game.desk(SideId(0))
