"""Chapters 6.2 and 6.3: bombardment and pinning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.shellfire import bombardment, pinned_after
from tests.rules.armoury import WEAPONS, combat_tables

TABLES = combat_tables()

PRELUDE = [(WEAPONS[w], n) for w, n in (("gun76", 5000), ("how122", 1200), ("how152", 800), ("bomb100", 500))]
"""Shells and bombs of 6 August 1938."""


def test_r6_2_the_prelude_of_6_august_1938() -> None:
    fire = bombardment(PRELUDE, 130, "prepared", 45, "map", TABLES)
    assert fire.killed * 4000 == pytest.approx(59, abs=1), "some 60 men of 4,000 in their trenches"
    assert fire.pinned == pytest.approx(0.75, abs=0.01), "three quarters keep their heads down"
    assert fire.guns < fire.killed / 3, "guns in pits suffer a quarter of it"
    assert pinned_after(fire.pinned, 60, TABLES) < 0.11, "and are up again within the hour"


@given(st.floats(1, 5000), st.floats(5, 500), st.floats(10, 600), st.sampled_from(sorted(TABLES.cover)))
def test_r6_2_halves_of_a_bombardment_add_up(shells: float, hectares: float, minutes: float, posture: str) -> None:
    whole = bombardment([(WEAPONS["how122"], shells)], hectares, posture, minutes, "observed", TABLES)
    half = [(WEAPONS["how122"], shells / 2)]
    first = bombardment(half, hectares, posture, minutes / 2, "observed", TABLES)
    second = bombardment(half, hectares, posture, minutes / 2, "observed", TABLES, first.pinned)
    left = (1 - first.killed) * (1 - second.killed)
    assert 1 - left == pytest.approx(whole.killed, abs=1e-12), "the dead differ"
    assert second.pinned == pytest.approx(whole.pinned, abs=1e-12), "the pinned differ"


def test_r6_21_cover_and_r6_22_aim() -> None:
    shells = [(WEAPONS["gun76"], 100.0)]
    hurt = [
        bombardment(shells, 10, p, 60, "map", TABLES).killed
        for p in ("march", "attack", "hasty", "prepared", "fortified")
    ]
    assert hurt == sorted(hurt, reverse=True), "deeper holes are safer"
    seen = bombardment(shells, 10, "hasty", 60, "observed", TABLES).killed
    assert seen == pytest.approx(2 * hurt[2], rel=0.01), "an observer doubles what few shells do"
    with pytest.raises(ValueError):
        bombardment(shells, 0, "hasty", 60, "map", TABLES)
