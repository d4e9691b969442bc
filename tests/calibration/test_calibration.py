"""The constants of combat: fitted as published, near the least misfit, and the same for every battle."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from attrs import evolve, fields

from game.model.rulebook import Rulebook
from game.model.scenario import Scenario
from tests.calibration import fit as script
from tests.calibration.inventory import IN_VIEW, MARKED, ROOT, STANDARDS, figure, marked_as_fitted
from tests.calibration.objective import FITTED, fit, misfit, scaled, shipped, tables_with
from tests.rules.engagements import all_engagements
from tests.sketch import rules

HARDLY_SEEN = "combat.shellfire.kill"
"""A constant on which the engagements say next to nothing."""


@pytest.mark.parametrize("place", range(len(FITTED)), ids=[constant.path for constant in FITTED])
def test_the_constants_of_the_rules_are_near_the_least_misfit(place: int) -> None:
    now = shipped()
    here = misfit(now)
    assert here < 0.25, "the fitted engagements come out worse than published"
    for factor in (0.5, 0.7, 1.4, 2.0):
        there = misfit(scaled(now, place, factor))
        if FITTED[place].path == HARDLY_SEEN:
            assert there > here - 0.02, f"x {factor}: even what is hardly seen may not pull away so strongly"
        else:
            assert there > here + 0.05, f"x {factor} is as good: {there:.3f} against {here:.3f}"


@pytest.mark.slow
def test_the_fit_repeated_leads_to_the_constants_of_the_rules_and_to_the_published_page() -> None:
    now = shipped()
    best, score = fit(now)
    assert misfit(now) - score < 0.02, "the fit finds much better constants than those of the rules"
    for constant, old, new in zip(FITTED, now, best, strict=True):
        assert 0.8 < new / old < 1.25, f"{constant.path} would be {new:.4g} for {old:.4g}"
    page = script.page(now, best, score)
    assert page == script.OUT.read_text("utf-8"), "run python -m tests.calibration.fit --write"


def test_the_published_tables_of_engagements_and_values_are_current() -> None:
    lines = set(script.OUT.read_text("utf-8").splitlines())
    wanted = {*script.engagements(), *script.sums(), script.blind(), *script.in_view()}
    assert not wanted - lines, f"run python -m tests.calibration.fit --write: {sorted(wanted - lines)[:3]}"


def test_nothing_else_names_the_fit_as_its_source() -> None:
    assert {constant.path for constant in FITTED} == MARKED
    by_hand = {entry.path for entry in IN_VIEW}
    assert marked_as_fitted() >= MARKED | set(STANDARDS), "a fitted figure has lost its source"
    assert marked_as_fitted() <= MARKED | set(STANDARDS) | by_hand, "a fitted figure that the page does not name"
    assert not MARKED & by_hand
    for path in (*MARKED, *by_hand, *STANDARDS):
        assert figure(path), path
    with pytest.raises(KeyError):
        figure("combat.rates.nothing")


def test_the_fit_sees_five_engagements_and_no_other() -> None:
    assert sum(engagement.fitted for engagement in all_engagements()) == 5
    now = shipped()
    unseen = misfit(now, "Bain-Tsagan 3 July 1939, 11th Tank Brigade")
    assert unseen < misfit(now), "an engagement that is left out still counts"
    assert misfit(now, "Fui Heights 20-24 August 1939") == misfit(now), "a tested one has been fitted"


def own_rules(scenario: Scenario) -> list[str]:
    """Chapters of the rules in which a scenario differs from the files that all share."""
    return [f.name for f in fields(Rulebook) if getattr(scenario.rules, f.name) != getattr(rules(), f.name)]


def test_no_scenario_has_rules_of_its_own(shipped: dict[str, Scenario]) -> None:
    for scenario in shipped.values():
        assert not own_rules(scenario), f"{scenario.id} is fought by rules of its own"
    night = shipped["khasan-night-assault"]
    tried = evolve(night, rules=evolve(night.rules, combat=tables_with((0.1, 0.4, 0.27, 0.092, 100.0))))
    assert own_rules(tried) == ["combat"], "a change is seen"


@pytest.mark.slow
def test_no_battle_or_variant_has_rules_of_its_own(listed: dict[str, Scenario]) -> None:
    for scenario in listed.values():
        assert not own_rules(scenario), f"{scenario.id} is fought by rules of its own"


def test_no_file_of_a_scenario_touches_the_rules() -> None:
    folders = [path.parent for path in sorted((ROOT / "scenarios").glob("*/scenario.yaml"))]
    assert len(folders) >= 9
    for folder in folders:
        assert not (folder / "rules").exists()
        for path in sorted(folder.glob("*.yaml")):
            assert "rules" not in _keys(path), f"{path.relative_to(ROOT)} has figures of the rules"


def _keys(path: Path) -> set[str]:
    data = yaml.safe_load(path.read_text("utf-8"))
    return set(data) if isinstance(data, dict) else set()
