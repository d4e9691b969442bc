"""The law of combat held against fourteen recorded engagements."""

from __future__ import annotations

import pytest
from attrs import evolve

from game.rules.attrition import outcomes, prepare
from tests.rules.armoury import combat_tables, force, on, rifles
from tests.rules.courses import Verdict, distribution, verdicts
from tests.rules.engagements import D_MEN, TAKEN, all_engagements

KNOWN_MISSES = {
    ("Orahodoga 12 February 1936", "attacker's men"),
    ("Orahodoga 12 February 1936", "vehicles out"),
    ("Orahodoga 12 February 1936", TAKEN),
}
"""Daylight skirmishes of mounted parties, who fire from afar and ride off; the law makes them twice too bloody."""


def counts(*, fitted: bool) -> list[Verdict]:
    """Verdicts on men and vehicles, chances left out."""
    return [v for v in verdicts() if v.fitted is fitted and v.figure != TAKEN]


def test_fitted_engagements_meet_the_record() -> None:
    wrong = [f"{v.title}: {v.figure}" for v in verdicts() if v.fitted and not v.meets]
    assert not wrong, f"the band p10 to p90 of a fitted figure misses the record: {wrong}"
    assert sum(v.inside for v in counts(fitted=True)) >= 8, (
        "fewer fitted medians inside the record than the fit reached"
    )


def test_tested_engagements_meet_the_record() -> None:
    tested = counts(fitted=False)
    assert len(tested) == 16, "a figure was added or dropped: say so in the published table too"
    assert sum(v.meets for v in tested) >= 14, "the law predicts fewer engagements than published"


def test_misses_are_the_known_ones() -> None:
    missed = {(v.title, v.figure) for v in verdicts() if not v.meets}
    assert missed == KNOWN_MISSES, "the published list of misses is no longer right"


@pytest.mark.parametrize("title", ["Khasan 2-3 August, rushed attack", "Fui Heights 20-24 August 1939"])
def test_courses_of_several_days_repeat(title: str) -> None:
    engagement = next(e for e in all_engagements() if e.title == title)
    first, again = distribution(engagement, 40), distribution(engagement, 40)
    assert first == again, "the same dice give the same courses"
    assert len(set(first[D_MEN])) > 10, "and the dice do fall"


def test_attacks_fail_less_often_with_better_odds() -> None:
    """Ratios of men from Lawrence's table: failures fall from all to few; the level favours the defender."""
    failed = []
    for ratio in (0.8, 1.5, 2.25, 3.5):
        arms = rifles(600, 37, 10, gun76=12, mortar82=6)
        more = {w: n * ratio for w, n in arms.items()}
        attacker = force("attacker", 900 * ratio, more, rounds=30, stance="attack")
        defender = force("defender", 900, arms, rounds=20, stance="hold")
        table = outcomes(prepare(attacker, defender, on("rolling bare"), 720, combat_tables()))
        failed.append(sum(o.broke != "D" for o in table) / 36)
    assert failed == sorted(failed, reverse=True), "better odds may not fail more often"
    assert failed[0] == 1.0, "attacks by the weaker side failed always"
    assert failed[-1] < 0.5, "attacks at three and a half to one succeed more often than not"


def test_night_storm_needs_surprise() -> None:
    stage = next(e for e in all_engagements() if e.title.startswith("Khasan 31 July")).stages[0]
    assert stage.attacker and stage.defender, "the engagement names both sides"
    chance = []
    for surprise in (0.0, 0.35, 0.7):
        where = evolve(stage.where, surprise=surprise)
        table = outcomes(prepare(stage.attacker, stage.defender, where, stage.minutes, combat_tables()))
        chance.append(sum(o.broke == "D" for o in table) / 36)
    assert chance[0] < chance[1] <= chance[2], "the bayonet wins by coming unseen"


def test_table() -> None:
    """Shown by `python -m pytest -s -k table`."""
    print(f"\n{'engagement':45}{'figure':16}{'p10':>7}{'p50':>7}{'p90':>7}   recorded    verdict")
    for v in verdicts():
        if v.figure == TAKEN:
            band, record = f"{'':7}{v.p50:7.0%}{'':7}", f"{v.recorded.low:.0%}-{v.recorded.high:.0%}"
        else:
            band, record = f"{v.p10:7.0f}{v.p50:7.0f}{v.p90:7.0f}", f"{v.recorded.low:g}-{v.recorded.high:g}"
        word = "median inside" if v.inside else "band meets" if v.meets else "MISS"
        print(f"{v.title:45}{v.figure:16}{band}   {record:11} {word}{' (fitted)' if v.fitted else ''}")
    for fitted in (True, False):
        rows = counts(fitted=fitted)
        inside, meets = sum(v.inside for v in rows), sum(v.meets for v in rows)
        print(f"{'fitted' if fitted else 'tested'}: {len(rows)} figures, {inside} medians inside, {meets} bands meet")
    assert len(verdicts()) == 32, "every recorded figure is in the table"
