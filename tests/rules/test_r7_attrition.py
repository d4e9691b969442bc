"""Chapters 7, 8 and 13 as far as one assault goes: powers, modifiers, attrition, flight, cohesion."""

from __future__ import annotations

import math
import re
from hashlib import blake2b
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.attrition import (
    Outcome,
    after_loss_cohesion,
    heats,
    killed_wounded_missing,
    outcomes,
    prepare,
)
from game.rules.force import Circumstances, Force
from game.rules.modifiers import power_ratio, products
from game.rules.power import mean_level
from tests.rules.armoury import (
    ATTACKER,
    DEFENDER,
    GROUND,
    VEHICLES,
    WEAPONS,
    combat_tables,
    force,
    on,
    read_groups,
)
from tests.rules.courses import both_after, opening
from tests.rules.engagements import Engagement, all_engagements

TABLES = combat_tables()
STILL = evolve(TABLES, chance=evolve(TABLES.chance, luck=0.0, heat=0.0))
"""The tables with the dice held at their middle."""

PLAIN = on("rolling bare")


def by_title(words: str) -> Engagement:
    """The engagement whose title begins with some words."""
    return next(e for e in all_engagements() if e.title.startswith(words))


# --- the tables ---------------------------------------------------------------------------------------------------


def test_every_figure_of_the_tables_names_its_unit_and_its_origin() -> None:
    for group, figures in read_groups().items():
        for name, figure in figures.items():
            where = f"{group}.{name}"
            assert set(figure) <= {"value", "unit", "note", "source", "estimate"}, f"{where} has a stray key"
            assert figure["unit"] and figure["note"], f"{where} lacks its unit or its note"
            assert figure.get("source") or figure.get("estimate"), f"{where} needs a source or a reason"
            for source in figure.get("source", ()):
                assert re.fullmatch(r"[WS]\d+|E[123]|fit", source), f"{where} cites unknown {source}"


@pytest.mark.parametrize("engagement", all_engagements(), ids=lambda e: e.title)
def test_r7_4_ratio_recomputes_from_raw_powers_and_the_list(engagement: Engagement) -> None:
    stage = engagement.stages[0]
    fight = prepare(*opening(stage), stage.where, stage.minutes, TABLES)
    assert power_ratio(fight.raw_a.total, fight.raw_d.total, fight.modifiers) == fight.ratio, "printed odds must add up"
    for raw in (fight.raw_a, fight.raw_d):
        assert math.fsum(part.value for part in raw.arms) == pytest.approx(raw.total), (
            "weapons must add up to the whole"
        )
    product = products(fight.modifiers)
    assert fight.rate_a == TABLES.rates.per_hour * fight.size * product.losses_a, "the attacker's rate must add up"
    assert fight.rate_d == TABLES.rates.per_hour * fight.size * product.losses_d, "the defender's rate must add up"
    assert all(m.value != 1.0 for m in fight.modifiers), "a factor of 1 explains nothing"


@pytest.mark.parametrize("engagement", all_engagements(), ids=lambda e: e.title)
def test_sources_of_modifiers_lead_to_figures(engagement: Engagement) -> None:
    stage, groups = engagement.stages[0], read_groups()
    for modifier in prepare(*opening(stage), stage.where, stage.minutes, TABLES).modifiers:
        root, _, rest = modifier.source.partition(".")
        assert root in ("combat", "ground", "force"), f"{modifier.name} has no origin"
        if root == "combat":
            group, _, name = rest.partition(".")
            assert group in groups and (not name or name in groups[group]), f"{modifier.source} leads nowhere"


# --- attrition ----------------------------------------------------------------------------------------------------


def in_slices(engagement: Engagement | None, minutes: float, parts: int) -> tuple[Outcome, Force, Force]:
    """One fight with the dice held, and what is left of both sides after the same fight in slices."""
    if engagement is None:
        attacker, defender, where = evolve(ATTACKER, cohesion=95.0), evolve(DEFENDER, cohesion=95.0), PLAIN
    else:
        stage = engagement.stages[0]
        attacker, defender, where = *opening(stage), stage.where
    where = evolve(where, whole_action=attacker.men + defender.men)
    whole = outcomes(prepare(attacker, defender, where, minutes, STILL))[0]
    for part in range(parts):
        now = evolve(where, started_minutes=part * minutes / parts)
        result = outcomes(prepare(attacker, defender, now, minutes / parts, STILL))[0]
        attacker, defender = both_after(attacker, defender, result)
    return whole, attacker, defender


@pytest.mark.parametrize(
    ("title", "minutes", "parts"),
    [("", 240, 2), ("", 240, 8), ("Khasan 31 July", 90, 3), ("Bain-Tsagan 3 July 1939", 180, 6)],
)
def test_r7_41_slices_of_time_add_up(title: str, minutes: float, parts: int) -> None:
    engagement = by_title(title) if title else None
    first = opening(engagement.stages[0]) if engagement else (ATTACKER, DEFENDER)
    whole, attacker, defender = in_slices(engagement, minutes, parts)
    assert not whole.broke, "this test is about the course before a break"
    for name, loss, before, after in (
        ("attacker", whole.a_loss, first[0], attacker),
        ("defender", whole.d_loss, first[1], defender),
    ):
        sliced = 1 - after.men / before.men
        assert sliced == pytest.approx(loss, rel=0.05), (
            f"the {name} loses {sliced:.3f} in slices and {loss:.3f} at once"
        )
    cars = sum(n for _, n in first[0].vehicles)
    if cars:
        sliced = 1 - sum(n for _, n in attacker.vehicles) / cars
        assert sliced == pytest.approx(whole.a_vehicles, rel=0.06), "vehicles differ more than close assault explains"


def part_of(side: Force, share: float) -> Force:
    """A share of a force."""
    return evolve(side, men=side.men * share, arms=tuple((w, n * share, r) for w, n, r in side.arms))


def test_r7_12_stacks_of_one_action_fare_as_the_whole() -> None:
    whole = outcomes(prepare(ATTACKER, DEFENDER, PLAIN, 240, TABLES))
    thirds = part_of(ATTACKER, 1 / 3), part_of(DEFENDER, 1 / 3)
    joined = outcomes(prepare(*thirds, evolve(PLAIN, whole_action=3300), 240, TABLES))
    alone = outcomes(prepare(*thirds, PLAIN, 240, TABLES))
    for one, other in zip(whole, joined, strict=True):
        assert (other.broke, other.flight) == (one.broke, one.flight), "grouping must not change who breaks"
        assert other.a_loss == pytest.approx(one.a_loss, rel=1e-9), "grouping must not change losses"
        assert other.d_loss == pytest.approx(one.d_loss, rel=1e-9), "grouping must not change losses"
    assert alone[0].a_loss > whole[0].a_loss, "without the grouping rule small actions would be bloodier"


def test_r7_42_thirty_six_outcomes_and_the_kept_red_die() -> None:
    fight = prepare(ATTACKER, DEFENDER, PLAIN, 240, TABLES)
    table = outcomes(fight)
    assert len(table) == 36, "six faces of each die"
    for red in range(6):
        assert outcomes(fight, red) == table[6 * red : 6 * red + 6], "a kept red die leaves its six outcomes"
    for wrong in (-1, 6):
        with pytest.raises(ValueError):
            outcomes(fight, wrong)
    for white in range(6):
        losses = [table[6 * red + white].d_loss for red in range(6) if table[6 * red + white].broke == ""]
        assert losses == sorted(losses), "a luckier attacker kills more"


@given(st.floats(0.05, 24.0))
def test_r7_42_heat_has_mean_one(hours: float) -> None:
    assert sum(heats(hours, TABLES.chance)) == pytest.approx(6.0), "the white die may not favour long or short fights"


@given(st.floats(0.0, 3.0), st.floats(0.1, 4.0), st.floats(0.1, 4.0))
def test_r7_43_means_of_fading_things_add_over_slices(start: float, first: float, second: float) -> None:
    whole = mean_level(0.7, start, first + second, 1.0) * (first + second)
    parts = mean_level(0.7, start, first, 1.0) * first + mean_level(0.7, start + first, second, 1.0) * second
    assert parts == pytest.approx(whole, rel=1e-9), "surprise may not grow or shrink by slicing"


def chances(attacker: Force, minutes: float, where: Circumstances) -> tuple[float, float]:
    """Chances that attacker and defender break."""
    table = outcomes(prepare(attacker, evolve(DEFENDER, stance="hold"), where, minutes, TABLES))
    return sum(o.broke == "A" for o in table) / 36, sum(o.broke == "D" for o in table) / 36


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.2, 4.0),
    st.floats(1.0, 2.0),
    st.integers(20, 720),
    st.sampled_from(["probe", "attack", "storm"]),
    st.sampled_from(["attack", "probe"]),
)
def test_r7_42_forecasts_rise_with_the_ratio(
    quality: float, more: float, minutes: int, press: str, stance: str
) -> None:
    where = evolve(PLAIN, press=press)
    weak = chances(evolve(ATTACKER, stance=stance, quality=quality), minutes, where)
    strong = chances(evolve(ATTACKER, stance=stance, quality=quality * more), minutes, where)
    assert strong[0] <= weak[0], "a stronger attacker may not break more often"
    assert strong[1] >= weak[1], "a stronger attacker may not break the defender less often"


def forces() -> st.SearchStrategy[Force]:
    """Forces of every size and temper, absurd ones included."""
    arms = st.lists(st.tuples(st.sampled_from(sorted(WEAPONS)), st.integers(0, 400)), max_size=4)
    hulls = st.lists(st.tuples(st.sampled_from(sorted(VEHICLES)), st.integers(0, 200)), max_size=2)
    return st.builds(
        Force,
        name=st.just("any"),
        men=st.integers(1, 20_000),
        arms=arms.map(lambda found: tuple((WEAPONS[w], n, 20.0) for w, n in found)),
        vehicles=hulls.map(lambda found: tuple((VEHICLES[v], n) for v, n in found)),
        quality=st.floats(0.3, 2.0),
        cohesion=st.floats(0.0, 100.0),
        stance=st.sampled_from(sorted(TABLES.breaks)),
        closed=st.floats(0.0, 1.0),
    )


@settings(max_examples=120, deadline=None)
@given(forces(), forces(), st.integers(1, 1440), st.floats(0.0, 1.0), st.sampled_from(["probe", "storm"]))
def test_r7_4_losses_are_shares(attacker: Force, defender: Force, minutes: int, light: float, press: str) -> None:
    where = on("flat desert", light=light, press=press, unsupported=1.0, range_m=150.0)
    for o in outcomes(prepare(attacker, defender, where, minutes, TABLES)):
        shares = (o.a_loss, o.d_loss, o.flight_loss, o.a_vehicles, o.a_close, o.d_tubes, o.d_vehicles, o.a_tubes)
        assert all(0.0 <= share <= 1.0 for share in shares), f"a share lies outside 0 to 1: {o}"
        assert 0.0 <= o.minutes <= minutes + 1e-9, "the fight outlasts its minutes"
        assert o.a_close <= o.a_vehicles + 1e-12, "close assault takes more than all"
        assert bool(o.broke) == bool(o.flight), "a side that breaks gives way in some manner, and no other does"


def test_a_spent_attacker_breaks_at_once() -> None:
    tired = evolve(ATTACKER, stance="attack", cohesion=50.0), evolve(DEFENDER, stance="hold", cohesion=20.0)
    for outcome in outcomes(prepare(*tired, PLAIN, 60, TABLES)):
        assert outcome.broke == "A" and outcome.minutes < 0.01, "an attack below its break point does not start"


def test_r7_44_a_squad_does_not_hold_up_a_battalion() -> None:
    post = force("post", 11, {"rifle": 9, "lmg": 1}, stance="last-man")
    ground = Circumstances(ground=GROUND["rugged bare"], posture="hasty", press="storm")
    seen = []
    for men in (60, 66, 400, 800):
        attacker = force("attackers", men, {"rifle": men * 0.8, "lmg": men * 0.05}, stance="storm")
        fight = prepare(attacker, post, ground, 60, TABLES)
        table = outcomes(fight)
        named = {m.name for m in fight.modifiers}
        seen.append((men * sum(o.a_loss for o in table) / 36, sum(o.broke == "D" for o in table) / 36))
        assert ("overrun" in named) == (men > 66), "up to six to one the law is as it was fitted"
    assert seen[3][1] > 0.6 > seen[0][1], "a battalion swamps the post"
    assert seen[3][0] < seen[1][0], "and loses fewer men for being many"


def test_same_bits_everywhere() -> None:
    rows = []
    for engagement in all_engagements():
        stage = engagement.stages[0]
        fight = prepare(*opening(stage), stage.where, stage.minutes, TABLES)
        rows += [(round(fight.ratio, 12), *(m.name for m in fight.modifiers))]
        rows += [tuple(round(v, 12) if isinstance(v, float) else v for v in o) for o in outcomes(fight)]
    digest = blake2b(repr(rows).encode(), digest_size=16).hexdigest()
    assert digest == "fac637e7680b252e2f4a3f6289c64f7f", "outcomes changed: raise rules_version"


# --- flight -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {"retreat"}),
        ({"quality": 0.5}, {"rout"}),
        ({"closed": 1.0, "surrenders": False}, {"destroyed"}),
        ({"closed": 1.0, "quality": 0.7}, {"surrender"}),
    ],
)
def test_r7_6_how_a_defender_gives_way(change: dict[str, Any], expected: set[str]) -> None:
    weak = evolve(part_of(DEFENDER, 0.5), **{"stance": "give-ground", "quality": 1.1, **change})
    table = outcomes(prepare(ATTACKER, weak, PLAIN, 600, TABLES))
    broken = [o for o in table if o.broke == "D"]
    assert broken, "so weak a defender breaks"
    assert {o.flight for o in broken} == expected, "another manner of giving way"
    assert all(o.flight_loss > 0 for o in broken), "giving way costs men"


def test_r7_6_how_an_attacker_gives_way() -> None:
    probe = evolve(ATTACKER, stance="probe", cohesion=80.0)
    thrown_back = [o for o in outcomes(prepare(probe, DEFENDER, PLAIN, 600, TABLES)) if o.broke == "A"]
    assert {o.flight for o in thrown_back} == {"repulse"}, "a good unit goes to ground"
    rabble = evolve(part_of(probe, 0.2), quality=0.5)
    routed = [o for o in outcomes(prepare(rabble, DEFENDER, PLAIN, 600, TABLES)) if o.broke == "A"]
    assert "rout" in {o.flight for o in routed}, "a rabble against odds runs"


def test_r7_62_tanks_pursue_over_open_ground_only() -> None:
    probe = evolve(ATTACKER, stance="probe", cohesion=80.0)
    hunted = evolve(DEFENDER, vehicles=((VEHICLES["BT"], 80),))
    loss = {}
    for ground in ("flat hard", "dunes"):
        for enemy in (DEFENDER, hunted):
            broken = [o for o in outcomes(prepare(probe, enemy, on(ground), 900, TABLES)) if o.broke == "A"]
            loss[ground, enemy is hunted] = max(o.flight_loss / (1 - o.a_loss + o.flight_loss) for o in broken)
    assert loss["flat hard", True] == pytest.approx(loss["flat hard", False] + 0.15, abs=0.04), "tanks cut men down"
    assert loss["dunes", True] == pytest.approx(loss["dunes", False], abs=0.04), "dunes save them"


# --- after the fight ----------------------------------------------------------------------------------------------


def test_r13_12_cohesion_after_losses() -> None:
    assert after_loss_cohesion(95, 1.0, 1.0, TABLES) == 95, "no loss costs nothing"
    once = after_loss_cohesion(95, 0.8, 1.0, TABLES)
    assert once == pytest.approx(95 + 100 * math.log(0.8)), "ln of the loss"
    assert after_loss_cohesion(once, 0.9, 1.0, TABLES) == pytest.approx(after_loss_cohesion(95, 0.72, 1.0, TABLES))
    assert after_loss_cohesion(95, 0.8, 1.5, TABLES) < once, "strain makes the same loss weigh more"
    assert after_loss_cohesion(50, 0.0, 2.0, TABLES) == 0.0, "never below nothing"


def test_r13_13_a_side_breaks_at_its_stance() -> None:
    for stance in ("hold", "give-ground"):
        defender = evolve(DEFENDER, stance=stance)
        broken = [o for o in outcomes(prepare(ATTACKER, defender, PLAIN, 1440, TABLES)) if o.broke == "D"]
        assert broken, "a regiment breaks a battalion in a day"
        for o in broken:
            left = (1 - o.d_loss + o.flight_loss) if o.flight_loss else 1 - o.d_loss
            cohesion = after_loss_cohesion(100.0, left, o.psi_d, TABLES)
            assert cohesion == pytest.approx(TABLES.breaks[stance]), "the break comes at the stance's cohesion"


def test_r7_71_killed_wounded_missing() -> None:
    killed, wounded, missing = killed_wounded_missing(100, "rout", TABLES, TABLES.missing["rout"])
    assert missing == pytest.approx(100 / 3, abs=0.01), "a third of a rout is missing"
    assert killed == pytest.approx((100 - missing) * 0.45), "of those found, 45 in a hundred are dead"
    assert killed + wounded + missing == pytest.approx(100), "nobody is counted twice"
