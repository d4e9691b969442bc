"""The record of the shipped battles: who says what, what nobody wrote down, and where the model is known to miss."""

from __future__ import annotations

import pytest

from game.data.catalogue import Catalogue, load_scenario
from game.model.history import Figure, History

BATTLES = sorted(entry.id for entry in Catalogue().scenarios() if not entry.variant_of)


def record(name: str) -> History:
    scenario = load_scenario(name).scenario
    assert scenario is not None
    return scenario.history


@pytest.mark.parametrize("name", BATTLES)
def test_every_range_is_somebodys_count_or_says_that_it_is_a_reckoning(name: str) -> None:
    for figure in record(name).figures:
        where = figure.provenance.entry
        assert figure.said or where.estimate or where.sources, f"{figure.id} hangs in the air"
        assert figure.said or where.estimate or figure.unit == "time", f"{figure.id}: who says so?"


@pytest.mark.parametrize("name", BATTLES)
def test_what_nobody_recorded_says_where_it_was_looked_for(name: str) -> None:
    found = record(name)
    keys = [one.key for one in found.measured]
    assert len(set(keys)) == len(keys), "a figure is recorded or unknown, not both"
    assert all(len(one.provenance.entry.estimate) > 20 for one in found.unknown)


def voice(figure: Figure, by: str) -> float | None:
    return next(said.low for said in figure.said if said.by == by)


def test_the_sums_of_the_lists_of_1993_are_the_sums_of_their_lines() -> None:
    figures = {f.id: f for f in record("khasan").figures}
    parts = [voice(figures[f"ussr-{what}"], "declassified in 1993") for what in ("killed", "wounded", "missing")]
    assert parts == [717, 2752, 75]
    assert voice(figures["ussr-casualties"], "declassified in 1993") == sum(part or 0 for part in parts)
    order = [voice(figures[f"ussr-{what}"], "Order 0040") for what in ("killed", "wounded")]
    assert voice(figures["ussr-casualties"], "Order 0040") == sum(part or 0 for part in order) == 408 + 2807


def test_the_losses_that_the_sources_leave_out_are_marked() -> None:
    unknown = {name: {one.measure for one in record(name).unknown} for name in BATTLES}
    assert "japan.killed" in unknown["khasan-outpost"]
    assert {"ussr.killed", "ussr.wounded"} <= unknown["khasan-night-assault"]
    assert {"japan.casualties/75ir", "ussr.casualties/40rd"} <= unknown["khasan"]
    assert {"japan.aircraft_lost", "ussr.aircraft_lost"} <= unknown["khalkhin-gol"]
