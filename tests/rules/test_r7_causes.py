"""Rules 7.77 and 7.78: which weapons did it, and what each factor of a combat was worth."""

from __future__ import annotations

from itertools import permutations
from math import exp, log, prod, sqrt

import pytest

from game.core.ids import HexId, SquadronId
from game.model import events as ev
from game.model.events import ModifierLine
from game.rules import division, killers
from game.rules.armour import CLOSE_CAUSE
from game.rules.division import Factor, Form, divide
from tests.rules.test_r6_antitank import march
from tests.vignette import Scene, only, rules, those, vignette

GUNS = {"kind": "field-battery", "shells": 400}
FORMS: tuple[Form, ...] = ("course", "burst", "plain")


def line(name: str, value: float, side: str = "D", effect: str = "V") -> ModifierLine:
    """A factor."""
    return ModifierLine(side, effect, name, value, "7.2", "somewhere")


def at(*values: float, exponent: float = 1.0) -> list[Factor]:
    """Factors of these values."""
    return [(line(f"factor {index}", value), exponent) for index, value in enumerate(values)]


# --- which weapons ------------------------------------------------------------------------------------------------


def test_r7_77_shells_are_told_by_gun() -> None:
    scene = vignette("G . . b", G=GUNS, b={"men": 800})
    events = scene.do(scene.bombard("G", "0401", 300))
    loss = only(events, ev.LossSuffered)
    assert [name for name, _ in loss.kinds] == ["field76"]


def test_r7_77_men_of_an_assault_fall_to_the_arms_that_the_enemy_brought_to_bear() -> None:
    scene = vignette("A b", A={"men": 400}, b={"men": 300})
    events = scene.do(scene.assault("A", "0201", "storm"))
    fight = only(events, ev.AssaultResolved)
    lost = next(e for e in those(events, ev.LossSuffered) if e.unit == scene["A"])
    arms = {arm.weapon.id for arm in scene.scenario.units[scene["b"]].arms}
    assert {name for name, _ in lost.kinds} <= arms | {"bare hands"} and "rifle" in dict(lost.kinds)
    assert sum(weight for _, weight in lost.kinds) == pytest.approx(fight.d_power), "all that bore, and nothing else"


def test_r7_77_vehicles_fall_to_the_tubes_that_pierce_or_to_bottles() -> None:
    tanks = {"kind": "tank-company", "vehicles": {"t-26": 30}, "men": 90}
    foot = {"men": 300, "arms": {"rifle": 200, "at37": 4}}
    scene = vignette("T b", T=tanks, b=foot)
    found: dict[str, set[str]] = {}
    for _ in range(3):
        for loss in those(scene.do(scene.assault("T", "0201", minutes=10)), ev.LossSuffered):
            if any(loss.vehicles):
                found.setdefault(loss.cause, set()).update(name for name, _ in loss.kinds)
        if scene.state.status[scene["T"]] or scene.state.minutes[scene["T"]] < 10:
            break
    assert found, "so many tanks at anti-tank guns are not all spared"
    assert found.get("anti-tank", {"at37"}) == {"at37"}
    assert found.get(CLOSE_CAUSE, {"close-quarters"}) == {"close-quarters"}


def test_r7_77_weights_of_one_weapon_are_added_and_those_of_none_left_out() -> None:
    assert killers.merged([("rifle", 2.0), ("hmg", 0.0), ("rifle", 1.0), ("lmg", 0.5)]) == (
        ("rifle", 3.0),
        ("lmg", 0.5),
    )


# --- what each factor was worth -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("values", [(0.5, 2.5, 1.2), (2.0, 0.5), (0.01, 3.0), (1.0,), (4.0, 0.25000001), ()])
def test_r7_78_the_parts_add_up_to_the_loss(form: Form, values: tuple[float, ...]) -> None:
    base, parts = divide(37.0, 200.0, at(*values), form)
    assert base + sum(part.value for part in parts) == pytest.approx(37.0, abs=1e-9)
    assert all(part.value * (value - 1.0) >= 0.0 for part, value in zip(parts, values, strict=True)), "signs"
    assert 0.0 <= base <= 200.0, "nobody is spared who was not there"


@pytest.mark.parametrize("form", FORMS)
def test_r7_78_no_order_is_favoured(form: Form) -> None:
    factors = at(0.5, 2.5, 1.2, 0.9)
    wanted = {part.line.name: part.value for part in divide(37.0, 200.0, factors, form)[1]}
    for order in permutations(factors):
        found = {part.line.name: part.value for part in divide(37.0, 200.0, order, form)[1]}
        assert found == {name: pytest.approx(value) for name, value in wanted.items()}


def test_r7_78_a_factor_in_two_pieces_has_the_worth_of_the_whole() -> None:
    whole = divide(37.0, 200.0, at(0.3, 2.0), "course")[1]
    pieces = divide(37.0, 200.0, at(0.6, 0.5, 2.0), "course")[1]
    assert pieces[0].value + pieces[1].value == pytest.approx(whole[0].value)
    assert pieces[2].value == pytest.approx(whole[1].value)


def test_r7_78_by_hand() -> None:
    base, (works, observed) = divide(20.0, 1000.0, at(0.5, 4.0), "plain")
    assert base == pytest.approx(10.0), "20 is the double of what it had been"
    # The logarithmic mean of 20 and 10 is 10 / ln 2; a factor of one half takes it once, one of four adds it twice.
    assert works.value == pytest.approx(-10.0)
    assert observed.value == pytest.approx(20.0)
    base, (only_one,) = divide(75.0, 100.0, at(2.0), "course")
    assert base == pytest.approx(100 * (1 - 0.75**2)), "x was 1/2, and had been 1/4"
    assert only_one.value == pytest.approx(75.0 - base)


def test_r7_78_factors_that_cancel_still_have_their_worth() -> None:
    exactly = divide(30.0, 100.0, at(2.0, 0.5), "course")[1]
    nearly = divide(30.0, 100.0, at(2.0, 0.50001), "course")[1]
    assert exactly[0].value == pytest.approx(-exactly[1].value) and exactly[0].value > 5.0
    assert exactly[0].value == pytest.approx(nearly[0].value, rel=1e-3)


def test_r7_78_nothing_lost_is_not_divided() -> None:
    assert divide(0.0, 100.0, at(2.0), "burst") == (0.0, ())


def fought(scene: Scene) -> ev.AssaultResolved:
    """An assault of A on 0201."""
    return only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved)


def test_r7_78_an_assault_is_divided_by_the_exponents_of_the_law() -> None:
    event = fought(vignette("A b", A={"men": 500}, b={"men": 300, "dug": 7 * 1440}))
    for tag, found in zip("AD", division.of_assault(event), strict=True):
        assert found.expected + found.luck == found.lost
        parts = {(part.line.name, part.line.effect): part.value for part in found.parts}
        works = parts["entrenchment", "P"]
        assert works > 0.0 if tag == "A" else works < 0.0, "works cost the attacker and spare the defender"
        spared = parts.get(("entrenchment", "V"))
        assert (spared is None) == (tag == "A"), "shelter is the defender's alone"
    attacker, defender = division.of_assault(event)
    power = {part.line.name: part for part in attacker.parts if part.line.effect == "P"}
    first, second = power["entrenchment"], power["numbers and weapons"]
    ratio = log(second.line.value) / log(first.line.value)
    assert second.value / first.value == pytest.approx(ratio), "both go with the fourth root"
    mean = sum(o.a_men for o in event.outcomes) / len(event.outcomes)
    assert attacker.expected == pytest.approx(mean)
    assert defender.lost == event.outcomes[event.drawn].d_men


def test_r7_78_men_in_flight_and_crews_stand_apart() -> None:
    tanks = {"kind": "tank-company", "vehicles": {"t-26": 20}, "men": 60}
    event = fought(vignette("A b", A=tanks, b={"men": 200, "arms": {"rifle": 150, "at37": 8}}))
    attacker, _ = division.of_assault(event)
    crews = sum(o.a_crews for o in event.outcomes) / len(event.outcomes)
    assert crews > 0.0 and dict(attacker.apart)["crews"] == pytest.approx(crews)
    hulls, _ = division.vehicles_of_assault(event)
    assert hulls.expected == pytest.approx(sum(o.a_vehicles for o in event.outcomes) / len(event.outcomes))
    assert {part.line.side for part in hulls.parts} == {"A"}
    assert "tubes that pierce, to a vehicle" in {part.line.name for part in hulls.parts}


def test_r7_78_a_bombardment_says_what_was_to_be_expected_of_it() -> None:
    scene = vignette("G . . b", G=GUNS, b={"men": 500, "dug": 7 * 1440})
    events = scene.do(scene.bombard("G", "0401", 200))
    struck, shells = only(events, ev.UnitStruck), only(events, ev.Bombarded)
    assert struck.expected == pytest.approx(500 * shells.killed_share) and struck.men == 500
    lost = sum(e.killed + e.wounded for e in those(events, ev.LossSuffered))
    found = division.of_fire(struck, lost)
    assert found.expected + found.luck == lost
    cover = rules().combat.cover
    works = next(part.line for part in found.parts if part.line.name == "entrenchment")
    assert works.value in [cover[word] / cover["attack"] for word in ("hasty", "prepared", "fortified")]
    x, product = -log(1.0 - shells.killed_share), prod(part.line.value for part in found.parts)
    assert found.base == pytest.approx(500 * (1.0 - exp(-x / product))), "the same shells on men in the open"


def test_r7_78_a_fire_that_hits_nobody_is_told_too() -> None:
    scene = vignette("G . . b", G=GUNS, b={"men": 50, "dug": 30 * 1440})
    events = scene.do(scene.bombard("G", "0401", 1))
    struck = only(events, ev.UnitStruck)
    assert 0.0 < struck.expected < 1.0, "else luck would count hits alone and find every fire lucky"


def test_r7_78_anti_tank_fire_is_divided_among_its_factors() -> None:
    shots = march()[1]
    assert shots
    for event in shots:
        found = division.of_shots(event)
        assert event.there > 0 and found.expected == pytest.approx(event.share * event.there)
        x = 1.0 - sqrt(1.0 - event.share)
        product = prod(part.line.value for part in found.parts)
        bare = 1.0 - (1.0 - x / product) ** 2 if x / product < 1.0 else 1.0
        assert found.base == pytest.approx(bare * event.there)


def test_r7_78_fire_at_aircraft_is_divided_by_its_terms_or_its_factors() -> None:
    terms = (line("anti-aircraft guns", 0.03, effect="P"), line("machine guns", 0.01, effect="P"))
    found = division.of_flak(ev.FlakMet(SquadronId(0), HexId(3), 20, 0.8, terms))
    assert [part.value for part in found.parts] == [pytest.approx(0.6), pytest.approx(0.2)], "terms, not factors"
    assert found.base == 0.0
    lines = (line("skill", 2.0, "D", "P"), line("toughness", 0.5, "D", "P"), line("turn", 4.0, "A", "P"))
    met = ev.Intercepted(SquadronId(0), SquadronId(1), HexId(3), 10, 8, 0.4, 0.8, 0, lines)
    mission, fighters = division.of_interception(met)
    assert mission.expected == pytest.approx(0.4) and fighters.expected == pytest.approx(0.8)
    assert [part.line.name for part in mission.parts] == ["skill", "toughness"]
    assert mission.base == pytest.approx(0.4), "one doubles what the other halves"
    assert fighters.base == pytest.approx(0.2)


def test_r7_78_flak_says_what_was_to_be_expected_though_it_hits_nothing() -> None:
    scene = vignette(
        "A . . b",
        b={"kind": "aa-battery", "arms": {"aa76": 4}},
        squadrons={"sb": {"aircraft": "sb"}},
        minutes=450,
    )
    for unit in scene.scenario.units_of[1]:
        scene.state.grade[0][unit], scene.state.seen_hex[0][unit] = ev.SEEN, scene.state.hex[unit]
    scene.state.caches.clear()
    events = scene.do(scene.fly("sb", "strike", "0401", 4))
    met = only(events, ev.FlakMet)
    chance = sum(line.value for line in met.modifiers)
    assert chance > 0.0 and met.expected == pytest.approx(met.sorties * chance)
