"""Chapter 7 on the map: who attacks, what counts, who falls back and who goes in."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from attrs import evolve

from game.engine import Accepted, Forecast
from game.model import events as ev
from game.model.orders import PRESSES, Assault
from game.model.sides import Restraint
from game.model.units import DESTROYED, GIVE_GROUND, HOLD, LAST_MAN, ON_MAP, STANCES, SURRENDERED
from game.rules.action import LONGEST, SHORTEST
from game.rules.attrition import tubes_lost
from game.rules.modifiers import power_ratio
from tests.vignette import RED, Scene, only, rules, those, vignette

COMBAT = rules().combat
AS_ASSUMED = {"cohesion": 85, "fatigue": 10, "alert": 0.5, "ammo": 1.0, "stance": HOLD}
"""What a staff takes an enemy to be that it cannot look into (rule 7.8)."""


def forecast(scene: Scene, letters: str, target: str, press: str = "attack") -> Forecast:
    """The desk's forecast of an assault."""
    found = scene.desk(scene.side(letters[0])).forecast(scene.assault(letters, target, press))
    assert isinstance(found, Forecast), f"refused: {found}"
    return found


def resolved(scene: Scene, letters: str, target: str, press: str = "attack") -> ev.AssaultResolved:
    """The assault carried out."""
    return only(scene.do(scene.assault(letters, target, press)), ev.AssaultResolved)


def factor(event: ev.AssaultResolved, name: str, side: str = "", effect: str = "") -> float:
    """The factor of a name in a result; 1 if it is not there."""
    for line in event.modifiers:
        if line.name == name and line.side in (side or line.side,) and line.effect in (effect or line.effect,):
            return line.value
    return 1.0


def with_outcome(scene: Scene, order: Assault, broke: str, *flights: str) -> tuple[Any, ...]:
    """The events of an assault with the first outcome of a kind."""
    result = scene.game.clone().submit(order)
    assert isinstance(result, Accepted), f"{order} was refused: {result}"
    table = only(result.events, ev.AssaultResolved).outcomes
    found = [i for i, o in enumerate(table) if o.broke == broke and o.flight in flights]
    assert found, f"none of {flights} is possible here: {Counter((o.broke, o.flight) for o in table)}"
    return scene.drawn(order, found[0])


# --- who ------------------------------------------------------------------------------------------------------------


def test_r7_1_who_may_assault_what() -> None:
    scene = vignette("A . b M c H", M="mg-company", H="battalion-hq")
    assert scene.refused(scene.assault("A", "0201")).code == "no-enemy"
    assert scene.refused(scene.assault("A", "0301")).code == "no-attackers", "nobody beside it"
    assert scene.refused(scene.assault("M", "0301")).code == "no-attackers", "machine guns do not lead"
    scene.do(scene.move("A", "0201"))
    assert scene.refused(scene.assault("AH", "0301")).code == "not-adjacent"
    assert resolved(scene, "A", "0301").units == (scene["A"],)


def test_r7_1_ground_closed_to_a_class_is_closed_to_its_assault() -> None:
    scene = vignette("A b", A="cavalry-squadron")
    scene.state.seen_hex[0][scene["b"]] = scene.hex("0201")
    boats = evolve(scene.scenario.units[0].kind, mobility="boat")
    at_sea = vignette("A b")
    object.__setattr__(at_sea.scenario.units[0], "kind", boats)
    assert at_sea.refused(at_sea.assault("A", "0201")).code == "closed-terrain"
    assert at_sea.desk(0).unit_options(at_sea["A"]).assaults == ()
    scene.do(scene.assault("A", "0201"))


def test_r7_11_ten_to_sixty_minutes() -> None:
    scene = vignette("A b", minutes=120, b={"stance": LAST_MAN})
    assert forecast(scene, "A", "0201").minutes == LONGEST
    scene.poke("A", minutes=SHORTEST - 1)
    refusal = scene.refused(scene.assault("A", "0201"))
    assert (refusal.code, refusal.rule, refusal.fact("left")) == ("too-little-time", "7.11", SHORTEST - 1)
    scene.poke("A", minutes=25)
    assert scene.refused(scene.assault("A", "0201", minutes=5)).rule == "7.11"
    event = resolved(scene, "A", "0201")
    assert event.minutes <= 25 and scene.state.minutes[scene["A"]] == 25 - event.minutes
    assert scene.state.minutes[scene["b"]] == 120 - event.minutes, "the defenders spend them too"


def test_r7_12_how_hard() -> None:
    scene = vignette("A b")
    assert scene.refused(scene.assault("A", "0201", "charge")).code == "bad-press"
    losses = [forecast(scene, "A", "0201", press).d_loss.mean for press in PRESSES]
    assert losses == sorted(losses), "the harder the press, the more fall"
    stormed = resolved(scene, "A", "0201", "storm")
    assert factor(stormed, "press: storm") == COMBAT.press["storm"]


def test_r7_12_a_probe_does_not_occupy_the_hex() -> None:
    for press in ("probe", "attack"):
        scene = vignette("A b . .", A={"men": 600}, b={"men": 40, "stance": GIVE_GROUND})
        events = with_outcome(scene, scene.assault("A", "0201", press), "D", "retreat", "rout")
        assert bool(those(events, ev.UnitAdvanced)) == (press == "attack")


def test_r7_13_guns_count_by_their_rounds() -> None:
    few, many = (forecast(vignette("G A b", G={"kind": "field-battery", "shells": n}), "AG", "0301") for n in (20, 400))
    assert many.a_power > few.a_power
    weapons = Counter(part[1] for part in many.parts if part[0] == "A")
    assert weapons == {"rifle": 1, "lmg": 1, "field76": 1}


def test_r7_15_an_empty_hex_is_walked_into() -> None:
    scene = vignette("A . b .", light=[1.0, 0.0])
    scene.do(scene.move("A", "0201"))
    scene.poke("b", hex=scene.hex("0401"))
    events = scene.do(scene.assault("A", "0301"))
    moved = only(events, ev.UnitMoved)
    assert scene.where("A") == "0301" and moved.minutes == 7 and not those(events, ev.AssaultResolved)


def test_r7_16_machine_guns_fire_from_beside_the_target() -> None:
    scene = vignette("A b M", M="mg-company")
    alone, helped = forecast(scene, "A", "0201"), forecast(scene, "AM", "0201")
    assert helped.a_power > alone.a_power
    before = scene.state.men[scene["M"]]
    events = scene.do(scene.assault("AM", "0201"))
    event = only(events, ev.AssaultResolved)
    assert event.units == (scene["A"],), "they do not close with the enemy"
    assert scene.state.men[scene["M"]] == before and scene.state.minutes[scene["M"]] == 60 - event.minutes
    assert scene.state.ammo[scene["M"]] < 100, "cartridges are spent"
    scene.poke("M", minutes=SHORTEST - 1)
    scene.poke("A", minutes=60)
    if scene.state.status[scene["b"]] == ON_MAP and scene.where("b") == "0201":
        assert scene.refused(scene.assault("AM", "0201")).rule == "7.16"


# --- ground and circumstances -----------------------------------------------------------------------------------------


def test_r7_21_the_ground_under_the_defender() -> None:
    event = resolved(vignette("A b+"), "A", "0201")
    hill = rules().terrains["hill"]
    assert factor(event, "ground") == hill.defence and factor(event, "cover of the ground") == hill.losses


def test_r7_22_posture() -> None:
    works = rules().engineering.works
    for word in ("prepared", "fortified"):
        event = resolved(vignette("A b", b={"dug": int(works[word])}), "A", "0201")
        assert factor(event, "entrenchment", "D", "P") == COMBAT.posture_strength[word]
        assert factor(event, "entrenchment", "D", "V") == COMBAT.posture_losses[word]
    scene = vignette(". b . .\n A . . .", first=RED)
    assert scene.desk(1).view().unit_of[scene["b"]].posture == "hasty", "who halts finds what cover there is"
    scene.poke("b", noise=1)
    assert scene.desk(1).view().unit_of[scene["b"]].posture == "march"
    scene.poke("b", dug=int(works["hasty"]))
    assert scene.desk(1).view().unit_of[scene["b"]].posture == "hasty", "scrapes are enough not to be caught marching"


@pytest.mark.parametrize(("rise", "word"), [(7, "level"), (8, "easy"), (25, "easy"), (26, "steep"), (-90, "level")])
def test_r7_23_uphill(rise: int, word: str) -> None:
    event = resolved(vignette("A b", heights={"0101": 100, "0201": 100 + rise}), "A", "0201")
    assert factor(event, "slope") == COMBAT.slope[word]


def test_r7_24_wet_ground() -> None:
    assert factor(resolved(vignette("A b", streams=["0201"]), "A", "0201"), "wet ground") == COMBAT.wet["ford"]
    assert factor(resolved(vignette("A, b"), "A", "0201"), "wet ground") == COMBAT.wet["soft"]
    assert factor(resolved(vignette("A, b B"), "AB", "0201"), "wet ground") == 1.0, "half of the men is not most"


def test_r7_25_no_battle_in_the_box_is_fought_in_frost() -> None:
    assert factor(resolved(vignette("A b"), "A", "0201"), "great cold") == 1.0


@pytest.mark.parametrize(
    ("rows", "share"),
    [(". A .\n . b .", 0.0), ("A B .\n b . .", 0.0), (". A .\n . b .\n. B .", 0.35), ("A b B", 0.7)],
)
def test_r7_26_flank_and_rear(rows: str, share: float) -> None:
    letters = "".join(letter for letter in "AB" if letter in rows)
    scene = vignette(rows)
    event = resolved(scene, letters, scene.where("b"))
    assert factor(event, "flank and rear", "A", "P") == pytest.approx(1 + COMBAT.approach.flank_power * share)
    assert factor(event, "flank and rear", "D", "V") == pytest.approx(1 + COMBAT.approach.flank_losses * share)


def test_r7_27_ways_out() -> None:
    scene = vignette(". A . .\n . b . .\n. . . .")
    event = resolved(scene, "A", "0202")
    shut = (1 + 2 * 0.3) / 6
    lost = COMBAT.approach.encircled
    assert factor(event, "ways out shut") == pytest.approx(1 - lost * shut), "one is held, two are troubled"
    lake = vignette("~ A ~ ~\n ~ b ~ ~\n~ ~ ~ ~")
    assert factor(resolved(lake, "A", "0202"), "ways out shut") == pytest.approx(1 - lost)
    friend = vignette(". A c .\n . b . .\n. . . .")
    shut = (1 + 0.3) / 6
    assert factor(resolved(friend, "A", "0202"), "ways out shut") == pytest.approx(1 - lost * shut), "a friend keeps it"


# --- the state of the troops --------------------------------------------------------------------------------------


def test_r7_31_quality_and_r7_33_fatigue_are_means_over_the_men() -> None:
    fit, worn = {"men": 300, "quality": 1.2}, {"men": 100, "quality": 0.8, "fatigue": 80}
    scene = vignette("AB b", A=fit, B=worn, minutes=120)
    event = resolved(scene, "AB", "0201")
    assert factor(event, "quality") == pytest.approx((1.2 * 300 + 0.8 * 100) / 400)
    tired = 0.8 * 100 / 400 + COMBAT.condition.fatigue_hour / 2
    assert factor(event, "fatigue", "A") == pytest.approx(1 - COMBAT.condition.fatigue * tired)


def test_and_r7_33_fatigue_of_a_spent_side() -> None:
    spent = resolved(vignette("A b", A={"fatigue": 100}), "A", "0201")
    assert factor(spent, "fatigue", "A") == pytest.approx(1 - COMBAT.condition.fatigue)


def test_r7_34_tanks_want_infantry_beside_them() -> None:
    alone = resolved(vignette("T b", T="tank-company"), "T", "0201")
    together = resolved(vignette("TA b", T="tank-company", A={"men": 300}), "TA", "0201")
    assert factor(alone, "tanks without infantry") < 1.0 == factor(together, "tanks without infantry")


def test_r7_5_vehicles_and_tubes_are_lost_whole() -> None:
    scene = vignette(
        "TA b",
        T={"kind": "tank-company", "vehicles": {"t-26": 20}},
        A={"men": 400},
        b={"arms": {"rifle": 120, "at37": 8}, "shells": 400, "stance": LAST_MAN},
    )
    events = scene.do(scene.assault("TA", "0201"))
    tanks = [e for e in those(events, ev.LossSuffered) if any(e.vehicles)]
    assert tanks and 0 < sum(tanks[0].vehicles) <= 20 and 0 <= sum(tanks[0].wrecked) <= sum(tanks[0].vehicles)
    assert scene.state.vehicles[scene["T"]] == (20 - tanks[0].vehicles[0],)


def test_r7_54_crews_fall_with_their_unit_s_men() -> None:
    guns = {"arms": {"at37": 8}, "shells": 400}
    scene = vignette("T b", T={"kind": "tank-company", "vehicles": {"t-26": 20}}, b=guns)
    events = scene.do(scene.assault("T", "0201"))
    line = only(events, ev.AssaultResolved)
    lost = sum(e.killed + e.wounded + e.missing for e in those(events, ev.LossSuffered) if e.unit == scene["T"])
    assert lost == line.outcomes[line.drawn].a_men, "crews are counted among the men"


# --- chance -------------------------------------------------------------------------------------------------------


def known(**more: Any) -> Scene:
    """Two stacks that know each other exactly, and a friend of the defenders beside them."""
    platoon = AS_ASSUMED | {"kind": "rifle-platoon", "men": 50}
    given: dict[str, Any] = {"A": {"leader": 4}, "b": AS_ASSUMED, "c": platoon} | more
    return vignette(". AB d .\n . bc . .\n. . . .", d={"dug": 30}, **given)


def test_r7_4_and_r7_8_the_odds_are_those_of_the_fight_when_all_is_known() -> None:
    scene = known()
    told = forecast(scene, "AB", "0202")
    event = resolved(scene, "AB", "0202")
    assert told.ratio == event.ratio and told.modifiers == event.modifiers
    assert told.outcomes == event.outcomes and len(told.outcomes) == 36
    assert (told.a_power, told.d_power, told.surprise) == (event.a_power, event.d_power, event.surprise)
    assert power_ratio(event.a_power, event.d_power, event.modifiers) == event.ratio, "the list gives the ratio again"
    before = known()
    there = before.desk(0).view().contacts_at[before.hex("0202")]
    assert told.defenders == tuple(contact.number for contact in there) and len(there) == 2


def test_r7_42_every_outcome_is_carried_out_to_the_man() -> None:
    told = forecast(known(), "AB", "0202")
    met = Counter[str]()
    for index, line in enumerate(told.outcomes):
        scene = known()
        events = scene.drawn(scene.assault("AB", "0202"), index)
        lost = Counter[int]()
        for loss in those(events, ev.LossSuffered):
            lost[scene.state.side_of(loss.unit)] += loss.killed + loss.wounded + loss.missing
        if not those(events, ev.UnitRemoved):
            assert (lost[0], lost[1]) == (line.a_men, line.d_men), f"outcome {index} takes the men it prints"
        event = only(events, ev.AssaultResolved)
        assert event.drawn == index and event.red == index // 6 and event.outcomes[index] == line
        word = line.flight or "hold"
        met[f"{line.broke}{word}" if word == "rout" else word] += 1
    chances = {"attacker_rout": met["Arout"], "rout": met["Drout"]} | {w: n for w, n in met.items() if "rout" not in w}
    assert {w: pytest.approx(n / 36) for w, n in chances.items() if n} == {w: c for w, c in told.chances.items() if c}
    assert told.win == pytest.approx(sum(o.broke == "D" for o in told.outcomes) / 36)


def test_r7_43_the_red_die_keeps_its_face() -> None:
    scene = vignette("A b", A={"men": 200}, b={"stance": LAST_MAN, "men": 200}, minutes=30, turns=4)
    first = only(scene.drawn(scene.assault("A", "0201"), 20), ev.AssaultResolved)
    assert first.red == 3 and len(first.outcomes) == 36
    scene.end_turn()
    second = only(scene.drawn(scene.assault("A", "0201"), 5), ev.AssaultResolved)
    assert second.red == 3 and len(second.outcomes) == 6, "only the white die is thrown anew"
    scene.end_turn()
    scene.end_turn()
    third = only(scene.do(scene.assault("A", "0201")), ev.AssaultResolved)
    assert len(third.outcomes) == 36, "after a turn's pause it is another fight"


def test_r7_43_a_counter_attack_is_a_fight_of_its_own() -> None:
    scene = vignette("A b", A={"men": 200}, b={"stance": LAST_MAN, "men": 200}, minutes=30, turns=4)
    scene.drawn(scene.assault("A", "0201"), 20)
    scene.do(scene.end())
    back = only(scene.do(scene.assault("b", "0101")), ev.AssaultResolved)
    assert len(back.outcomes) == 36, "the other side's fortune is not inherited"


# --- who gives way ------------------------------------------------------------------------------------------------


def beaten(flight: str, rows: str = ". A . .\n . b . .\n. . . .\n . . . .", **b: Any) -> tuple[Scene, tuple[Any, ...]]:
    """An assault in which the defender gives way in some manner."""
    strong = {"men": 600, "quality": 1.4, "arms": {"rifle": 500, "lmg": 30}}
    scene = vignette(rows, A=strong, b={"men": 60} | b)
    return scene, with_outcome(scene, scene.assault("A", "0202", "storm"), "D", flight)


def test_r7_6_a_stance_may_be_set_at_any_time() -> None:
    scene = vignette("A . b")
    assert scene.refused(scene.stance("A", 9)).code == "bad-stance"
    assert scene.refused(scene.stance("A", HOLD)).code == "same-stance"
    scene.poke("A", minutes=0)
    scene.do(scene.stance("A", LAST_MAN))
    assert STANCES[scene.state.stance[scene["A"]]] == "last-man"


def test_r7_6_a_stack_does_what_most_of_its_men_are_told() -> None:
    scene = vignette("A bc", A={"men": 400}, b={"stance": GIVE_GROUND, "men": 40}, c={"stance": LAST_MAN, "men": 200})
    soft = vignette("A bc", A={"men": 400}, b={"stance": GIVE_GROUND, "men": 200}, c={"stance": LAST_MAN, "men": 40})
    held, gave = (resolved(s, "A", "0201").outcomes for s in (scene, soft))
    assert sum(o.broke == "D" for o in held) < sum(o.broke == "D" for o in gave)


def test_r7_61_an_attacker_thrown_back_stays_where_he_started() -> None:
    scene = vignette("A b", A={"men": 60}, b={"men": 300, "dug": 5000})
    events = with_outcome(scene, scene.assault("A", "0201"), "A", "repulse")
    assert scene.where("A") == "0101" and scene.where("b") == "0201"
    assert not those(events, ev.UnitAdvanced) and not those(events, ev.UnitRetreated)


def test_r7_63_a_retreat_is_one_hex_and_a_rout_two_away_from_the_attacker() -> None:
    scene, events = beaten("retreat", stance=GIVE_GROUND)
    grid = scene.scenario.board.grid
    assert grid.distance(scene.hex("0202"), scene.state.hex[scene["b"]]) == 1
    assert grid.distance(scene.hex("0201"), scene.state.hex[scene["b"]]) == 2, "away from where the attack came"
    scene, events = beaten("rout")
    assert grid.distance(scene.hex("0202"), scene.state.hex[scene["b"]]) == 2
    shaken = [e for e in those(events, ev.CohesionChanged) if e.why == "rout"]
    assert [-e.by for e in shaken] == [10 * rules().morale.limits["rout"]] or scene.state.cohesion[scene["b"]] == 0


def test_r7_63_the_way_back_avoids_zones_and_forbidden_ground() -> None:
    rows = ". A . .\n . b . .\n. . . .\n . . C ."
    scene, _ = beaten("retreat", rows, stance=GIVE_GROUND)
    assert scene.where("b") in ("0203", "0302"), "neither beside the other enemy nor beside the attacker"
    no = Restraint(id="no", side=scene.side("b"), forbids="enter", region="south", text="No.")
    scene = vignette(
        ". A . .\n . b . .\n. . . .",
        A={"men": 600},
        b={"men": 60, "stance": GIVE_GROUND},
        regions={"south": "0203 0303"},
        restraints=[no],
    )
    with_outcome(scene, scene.assault("A", "0202"), "D", "retreat")
    assert scene.where("b") not in ("0203", "0303"), "off forbidden ground if there is any other way"


def test_r7_64_without_a_way_back_a_beaten_unit_is_destroyed() -> None:
    scene = vignette("A b cdefgh", A={"men": 600}, b={"men": 60, "stance": GIVE_GROUND})
    events = with_outcome(scene, scene.assault("A", "0201"), "D", "retreat", "rout")
    assert only(events, ev.UnitRemoved).fate == DESTROYED and scene.state.status[scene["b"]] == DESTROYED
    lost = [e.killed + e.wounded + e.missing for e in those(events, ev.LossSuffered) if e.unit == scene["b"]]
    assert sum(lost) == 60 and scene.state.men[scene["b"]] == 0, "whoever was left of it is lost as well"


def test_r7_61_a_shut_in_defender_surrenders_or_fights_to_the_end() -> None:
    lake = "~ A ~ ~\n ~ b ~ ~\n~ ~ ~ ~"
    events = beaten("surrender", lake)[1]
    assert only(events, ev.UnitRemoved).fate == SURRENDERED
    taken = [e for e in those(events, ev.LossSuffered) if e.cause == "capture"]
    assert sum(e.missing for e in taken) == sum(e.killed + e.wounded + e.missing for e in taken) > 0
    events = beaten("destroyed", lake, surrenders=False)[1]
    assert only(events, ev.UnitRemoved).fate == DESTROYED


def test_r7_65_the_strongest_go_in_as_far_as_there_is_room() -> None:
    units: dict[str, Any] = {"A": {"men": 400}, "B": {"men": 500}, "C": {"men": 400}}
    scene = vignette(". A B .\n . b C .\n. . . .", b={"men": 40, "stance": GIVE_GROUND}, **units)
    events = with_outcome(scene, scene.assault("ABC", "0202"), "D", "retreat", "rout")
    went = [scene.scenario.units[e.unit].id for e in those(events, ev.UnitAdvanced)]
    assert went == ["B", "A"], "there is no room for a third"
    assert not [e for e in those(events, ev.UnitMoved)], "it costs no minutes"


# --- losses -------------------------------------------------------------------------------------------------------


def test_r7_7_losses_are_shared_by_strength() -> None:
    scene = vignette("A bc", A={"men": 400}, b={"men": 200, "stance": LAST_MAN}, c={"men": 100, "stance": LAST_MAN})
    events = scene.do(scene.assault("A", "0201", "storm"))
    lost = {e.unit: e.killed + e.wounded + e.missing for e in those(events, ev.LossSuffered) if e.cause == "assault"}
    assert lost[scene["b"]] == pytest.approx(2 * lost[scene["c"]], abs=2)


def test_r7_7_one_of_the_men_who_fall_may_be_the_commander() -> None:
    scene = vignette("A b", A={"leader": 5})
    scene.rolled(scene.assault("A", "0201", "storm"), 0, *[1] * 30, spare=True)
    assert not scene.state.leader[scene["A"]] and scene.desk(0).view().unit_of[scene["A"]].leader is False


def test_r7_71_and_r7_72_where_the_fallen_are_counted() -> None:
    scene, events = beaten("rout")
    fled = [e for e in those(events, ev.LossSuffered) if e.cause == "pursuit"]
    assert fled and all(e.unit == scene["b"] for e in fled)
    assert any(e.missing for e in fled) and COMBAT.missing["rout"] > 0, "one in three of a rout is missing"
    stood = [e for e in those(events, ev.LossSuffered) if e.cause == "assault"]
    assert stood and not any(e.missing for e in stood)


def test_r7_73_small_arms_go_with_the_men_and_guns_are_left_in_a_rout() -> None:
    scene, _ = beaten("rout", arms={"rifle": 50, "mortar82": 4}, shells=40)
    left = scene.state.men[scene["b"]]
    assert scene.state.arms[scene["b"]][0] == -(-50 * left // 60), "a rifle for each man who carried one"
    assert tubes_lost(0.0, 0.0, "rout", COMBAT) == COMBAT.wrecks.guns_in_rout
    assert scene.state.arms[scene["b"]][1] <= 4 - 4 * COMBAT.wrecks.guns_in_rout, "the others stay behind"


# --- what the staff knows -----------------------------------------------------------------------------------------


def test_r7_8_the_staff_guesses_what_it_cannot_know() -> None:
    scene = vignette("A b", b={"cohesion": 20, "ammo": 0.1, "alert": 0.0})
    told, true = forecast(scene, "A", "0201"), resolved(scene, "A", "0201")
    assert told.ratio < true.ratio, "it takes him to be in good order"
    dim = vignette("A b", b={"kind": "tank-company"}, light=0.3)
    weapons = {part[1] for part in forecast(dim, "A", "0201").parts if part[0] == "D"}
    assert "t-26" not in weapons, "one that was only seen is taken for infantry"


def test_r7_8_asking_changes_nothing() -> None:
    scene = known()
    before = scene.game.digest()
    first = forecast(scene, "AB", "0202")
    assert forecast(scene, "AB", "0202") == first and scene.game.digest() == before
    assert first.a_loss.p10 <= first.a_loss.p50 <= first.a_loss.p90
    assert first.a_loss.mean == pytest.approx(sum(o.a_men for o in first.outcomes) / 36)


def test_r7_9_threats() -> None:
    scene = vignette("A . b .\n . . c .", b={"dug": 40}, c={"dug": 40})
    found = scene.desk(0).threat(scene.hex("0101"))
    assert [t.win for t in found] == sorted([t.win for t in found], reverse=True), "the worst comes first"
    assert {t.contacts for t in found} == {(1,), (2,), (1, 2)}, "each stack alone and all together"
    near = next(t for t in found if t.contacts == (1,))
    assert near.minutes == 15 and near.own_loss > 0, "a quarter of an hour for the hex that lies between"
    empty = scene.desk(0).threat(scene.hex("0102"))
    assert all(t.win == 1.0 for t in empty), "with nobody there the hex falls"
    assert vignette("A . . . . . b").desk(0).threat(scene.hex("0101")) == ()
