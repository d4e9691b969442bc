"""What every combat cost, divided among its factors, and every loss by the weapon that did it."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from game.core.ids import HexId, SideId, UnitId
from game.model import events as ev
from game.model.events import ModifierLine, OutcomeLine, Stakes
from game.model.scenario import Scenario
from game.report.account import account, faults_of
from game.report.aircraft import aircraft
from game.report.combats import AIRCRAFT, MEN, VEHICLES, Book, entries_of
from game.report.document import make_report, plain
from game.report.ledger import BOTH, ENEMY, OWN, by_factor, summed
from game.report.page import render
from game.report.played import Played, play
from game.report.sections.ledger import ledger_lines, sum_words
from game.report.weapons import NO_WEAPON, by_kind, kind_name, rounded, weapons
from tests.report.conftest import played_from, random_match
from tests.report.telling import hold_the_ledger
from tests.vignette import BLUE, RED, vignette

DARK = ModifierLine("both", "T", "darkness", 0.5, "8.11", "combat.dark_losses.attack")
WORKS = ModifierLine("D", "P", "entrenchment", 16.0, "7.22", "combat.posture_strength.fortified")


def scenario() -> Scenario:
    """Two units a side."""
    return vignette("AB ab").scenario


def fight(*lines: ModifierLine, drawn: int = 0) -> ev.AssaultResolved:
    """An assault of A on a in which both sides of even power lose 10 or 30 of 1000, the attacker 20 more in flight."""
    outcomes = (OutcomeLine(10, 10, "", "", 30), OutcomeLine(50, 30, "A", "repulse", 30, fled=20))
    stakes = Stakes(men=(1000, 1000), vehicles=(0, 0))
    return ev.AssaultResolved(
        RED, (UnitId(0),), (), HexId(1), (UnitId(2),), "attack", 30, 1.0, 1.0, 1.0, lines, outcomes, drawn, 0, 0.0,
        2000, stakes,
    )  # fmt: skip


def loss(unit: int, men: int, cause: str, kinds: ev.Kinds = ()) -> ev.LossSuffered:
    """Men who fall."""
    return ev.LossSuffered(UnitId(unit), men, 0, 0, (0,), (), (), cause, None, kinds=kinds)


def test_a_loss_is_put_down_to_the_combat_it_came_from() -> None:
    struck = ev.UnitStruck(UnitId(1), BLUE, "shells", HexId(0), 100, 3.5)
    events: tuple[ev.Event, ...] = (
        fight(drawn=1),
        loss(0, 30, "assault"),
        loss(0, 20, "pursuit"),
        loss(2, 31, "assault"),
    )
    events += (struck, loss(1, 5, "shells"), loss(3, 7, "capture"), loss(1, 9, "break-out"))
    found = entries_of(scenario(), events)
    men = {(entry.cause, entry.side): entry for entry in found if entry.what == MEN}
    assert men["assault", RED].lost == 50 and men["assault", RED].beyond == 0
    assert men["assault", BLUE].lost == 38 and men["assault", BLUE].beyond == 8, "one more than drawn, and the captives"
    assert men["shells", RED].lost == 5 and men["shells", RED].division.luck == pytest.approx(1.5)
    assert not any(entry.cause == "break-out" for entry in found), "nobody broke out: that loss is outside"


def test_an_assault_by_hand() -> None:
    red, blue = (e for e in entries_of(scenario(), (fight(WORKS, DARK),)) if e.what == MEN)
    assert red.division.expected == pytest.approx(30.0) and red.division.luck == pytest.approx(-20.0)
    assert dict(red.division.apart) == {"flight": 10.0}
    # x = 1 - sqrt(1 - 20/1000); works double it and darkness halves it, so the bare law had taken the same.
    parts = {part.line.name: part.value for part in red.division.parts}
    assert parts["entrenchment"] == pytest.approx(-parts["darkness"])
    assert red.division.base == pytest.approx(20.0)
    # For the defender both halve it: the bare law had taken nearly four times as many.
    parts = {part.line.name: part.value for part in blue.division.parts}
    assert parts["entrenchment"] == pytest.approx(parts["darkness"])
    assert blue.division.base == pytest.approx(1000 * (1 - (1 - 4 * (1 - 0.98**0.5)) ** 2))


def test_a_factor_is_ones_own_or_the_enemys() -> None:
    found = summed(entries_of(scenario(), (fight(WORKS, DARK),)), {})
    whose = {(line.side, line.name): (line.whose, line.value > 0.0) for line in found.factors}
    assert whose[RED, "entrenchment"] == (ENEMY, True), "the enemy's works cost the attacker"
    assert whose[BLUE, "entrenchment"] == (OWN, False), "its own spare the defender"
    assert whose[RED, "darkness"] == whose[BLUE, "darkness"] == (BOTH, False)
    weighty = by_factor(found, BLUE)
    assert [abs(line.value) for line in weighty] == sorted((abs(line.value) for line in weighty), reverse=True)


@pytest.mark.parametrize("seed", range(2))
def test_every_ledger_adds_up(seed: int, shipped: dict[str, Scenario]) -> None:
    for shipped_one in shipped.values():
        hold_the_ledger(played_from(random_match(shipped_one, seed, 800)))


def test_a_forgotten_part_is_found(night_played: Played) -> None:
    found, state = account(night_played), night_played.game.state
    assert len(faults_of(evolve(found, weapons=found.weapons[1:]), state)) == 1
    assert len(faults_of(evolve(found, ledger=evolve(found.ledger, sums=found.ledger.sums[1:])), state)) == 1


def test_the_night_spares_men(night_played: Played) -> None:
    found = account(night_played).ledger
    for side in (RED, BLUE):
        dark = [line for line in by_factor(found, side) if line.name == "darkness"]
        assert dark and all(line.value < 0.0 for line in dark)
    assert any(line.what == MEN and line.lost for line in found.sums)
    assert {line.what for line in found.sums} == {MEN, VEHICLES, AIRCRAFT}


def test_aircraft_are_put_down_to_what_hit_them() -> None:
    scene = vignette("A b", squadrons={"sb": {"aircraft": "sb"}, "ki27": {"aircraft": "ki-27", "side": "blue"}})
    sb, ki27 = (scene.scenario.squadron_by_id[name] for name in ("sb", "ki27"))
    tough = ModifierLine("D", "P", "toughness", 0.5, "9.8", "aircraft.sb.toughness")
    skill = ModifierLine("D", "P", "skill", 3.0, "9.16", "ki27.quality")
    guns = ModifierLine("D", "P", "anti-aircraft guns", 0.1, "9.71", "air.flak.gun")
    events = (
        ev.Intercepted(sb, ki27, HexId(1), 10, 6, 1.5, 0.0, 2, (tough, skill)),
        ev.AircraftLost(sb, 1, 1, "fighters", HexId(1)),
        ev.FlakMet(sb, HexId(1), 8, 0.8, (guns,)),
        ev.AircraftLost(sb, 0, 1, "flak", HexId(1), (guns,)),
        ev.AircraftLost(sb, 1, 0, "accident", HexId(1)),
    )
    book = Book(scene.scenario)
    book.take(events, 1, 1)
    hit, flak = book.combats()
    assert (hit.cause, hit.side, hit.lost, hit.what) == ("fighters", RED, 2, AIRCRAFT)
    assert (flak.cause, flak.lost) == ("flak", 1) and flak.division.luck == pytest.approx(0.2)
    assert book.outside == {(RED, AIRCRAFT, "accident"): 1}
    found = summed(book.combats(), book.outside)
    whose = {line.name: line.whose for line in found.factors}
    assert whose == {"toughness": OWN, "skill": ENEMY, "anti-aircraft guns": ENEMY}
    lines = aircraft(scene.scenario, [e for e in events if isinstance(e, ev.AircraftLost)])
    assert [(line.cause, line.lost, line.damaged) for line in lines] == [
        ("fighters", 1, 1),
        ("flak", 0, 1),
        ("accident", 1, 0),
    ]
    assert sum(line.lost for line in found.sums if line.what == AIRCRAFT) == 4


def test_weapons_are_added_up_before_they_are_rounded() -> None:
    state = vignette("A b").state
    one = tuple(loss(0, 1, "shells", (("field76", 2.0), ("how122", 1.0))) for _ in range(30))
    lines = weapons(state, one)
    assert [(line.kind, line.men) for line in lines] == [("field76", 20), ("how122", 10)], (
        "one by one: all to the first"
    )
    lines = weapons(state, (*one, loss(0, 4, "capture")))
    assert [(line.kind, line.men) for line in by_kind(lines, SideId(0))] == [("field76", 20), ("how122", 10), ("", 4)]
    assert kind_name(state.scenario, NO_WEAPON) == "no weapon"
    assert kind_name(state.scenario, "field76") == state.scenario.rules.weapons["field76"].name


@pytest.mark.parametrize(
    ("values", "whole", "wanted"),
    [
        ([1.5, 2.25, 0.25], 4, [2, 2, 0]),
        ([1.5, 1.5], 3, [2, 1]),
        ([-1.5, 3.5], 2, [-1, 3]),
        ([], 0, []),
        ([2.0, 3.0], 5, [2, 3]),
        ([1.0, 1.0], 4, [2, 2]),
    ],
)
def test_parts_are_rounded_to_their_sum(values: list[float], whole: int, wanted: list[int]) -> None:
    assert rounded(values, whole) == wanted
    assert sum(rounded(values, whole)) == whole


def test_a_replay_is_played_the_same_with_its_ledger(night_played: Played) -> None:
    again = play(night_played.record, night_played.scenario)
    assert account(again) == account(night_played)


def test_the_report_tells_the_ledger_in_text_data_and_page(night_played: Played) -> None:
    report = make_report(night_played)
    found, data = report.account, plain(report)
    lines = ledger_lines(report.played.scenario, found.ledger)
    assert any(line.strip().startswith("Spared: ") and "darkness" in line for line in lines)
    for line in found.ledger.sums:
        words = sum_words(report.played.scenario, line)
        first, *rest = (int(n) for n in re.findall(r"(?<=law )-?\d+|[+-]\d+", words))
        assert first + sum(rest) == line.lost, f"what is printed does not add up: {words}"
    assert sum(row["men"] for row in data["weapons"]) == sum(total.men for total in found.totals)
    kept = data["ledger"]
    assert [row["lost"] for row in kept["sums"]] == [line.lost for line in found.ledger.sums]
    for row in kept["sums"]:
        parts = [f["value"] for f in kept["factors"] if (f["side"], f["what"]) == (row["side"], row["what"])]
        assert sum(parts) == pytest.approx(row["factors"], abs=0.01 * (len(parts) + 1))
    page = render(report)
    for words in ("Losses by weapon", "What bore on the losses", "own entrenchment", "rule 7.78"):
        assert words in page
