"""Words for what happened: every event has some, and none tells a side what it may not know."""

from __future__ import annotations

from typing import get_args

import pytest

from game.core.ids import HexId, SideId, SquadronId, UnitId
from game.language.audience import Audience
from game.language.wording import assault_line, assault_tree, events_for, events_for_umpire
from game.language.words_assault import power_products, worth_words
from game.model import events as ev
from game.model.calendar import Weather
from game.model.crossings import Span
from game.model.happenings import AtTurn, Happening, Offer, Option
from game.model.history import Note
from game.model.orders import Move
from game.model.scenario import Scenario
from game.model.sides import SupplyLine
from game.model.state import Concentration
from tests.language.conftest import typed_scene
from tests.vignette import BLUE, RED, Scene, only, sketch, vignette

OFFER = Offer(RED, "What now?", (Option("stay", "Stay."),))
OUTCOMES = tuple(
    ev.OutcomeLine(
        10 + i,
        50 - i,
        "D" if i < 20 else "A" if i > 30 else "",
        "retreat" if i < 20 else "repulse" if i > 30 else "",
        40,
    )
    for i in range(36)
)
FACTORS = (
    ev.ModifierLine("A", "P", "surprise", 1.5, "8.31", "combat.surprise.power"),
    ev.ModifierLine("D", "P", "ground", 1.25, "7.21", "ground.defence"),
    ev.ModifierLine("both", "T", "darkness", 0.6, "8.11", "combat.dark_losses.attack"),
)
ASSAULT = ev.AssaultResolved(
    RED,
    (UnitId(0), UnitId(1)),
    ((UnitId(3), 20),),
    HexId(8),
    (UnitId(5),),
    "storm",
    40,
    50.0,
    30.0,
    50.0 * 1.5 / (30.0 * 1.25),
    FACTORS,
    OUTCOMES,
    4,
    0,
    0.4,
)
U, H = UnitId(0), HexId(8)
SB, KI27 = SquadronId(0), SquadronId(2)
SAMPLES: tuple[ev.Event, ...] = (
    ev.TurnBegan(1, 0),
    ev.PhaseBegan(RED, ((U, 60),)),
    ev.UnitMoved(U, (HexId(0), H), 20, "march"),
    ev.ContactMade(RED, UnitId(5), H, ev.SEEN, 40, 120, 0, "sight"),
    ev.ContactLost(RED, UnitId(5), True),
    ev.AlertChanged(U, 500),
    ev.Feigned(U, H),
    ev.EarsChanged(RED, 3, 200),
    ev.SideStirred(RED, 60, 400),
    ev.SideLulled(RED, 720),
    ev.FlareFired(U, H, 60),
    ev.WireCut(U, 8),
    ev.WireLaid(U, 8),
    ev.RoadMended(U, H),
    ev.BridgeChanged(0, "work", Span("timber", 0, 12000, 100, 200), U),
    ev.BridgeUsed(U, 0, 20),
    ev.BridgeSeen(SideId(0), 0, Span()),
    ev.BoatsUsed(U, 0, 30),
    ev.TargetRegistered(U, H),
    ev.Bombarded(UnitId(3), H, 40, True, "order", 0.1, 0.4),
    ev.FireFell(SideId(0), H, Concentration(0, 30, 400, 0, 350, (UnitId(3),))),
    ev.SquadronsReady(((SB, 20, 0),)),
    ev.SortiesFlown(SB, "strike", H, 20, 11, 60, (ev.ModifierLine("A", "P", "rain", 0.4, "9.2", "air.weather.rain"),)),
    ev.Intercepted(SB, KI27, H, 11, 10, 0.9, 0.3, 3, FACTORS),
    ev.AircraftLost(SB, 1, 2, "flak", H, (ev.ModifierLine("D", "P", "machine guns", 0.004, "9.72", "air.flak.mg"),)),
    ev.AircraftRepaired(SB, 2),
    ev.Bombed(SB, "strike", H, 7, 4.9, True, 0.01, 0.4, FACTORS),
    ev.BaseRaided(SB, "the-field", 7, True, 12, 1.1, FACTORS),
    ev.FlightStays(KI27, "interdict", HexId(1), 4),
    ev.FlightSpent(KI27, "interdict", HexId(1), 1),
    ev.UnitPinned(U, 300, 0),
    ev.LossSuffered(U, 3, 8, 0, (2, 0), (), (), "shells"),
    ev.FlakMet(SB, H, 7, 0.4, FACTORS),
    ev.UnitStruck(U, SideId(1), "shells", H, 100, 9.5, FACTORS),
    ev.VehiclesBogged(U, H, (), True),
    ev.VehiclesLeft(U, H, ()),
    ev.VehiclesFreed(U, H, (), UnitId(1)),
    ev.VehiclesShot(UnitId(5), U, H, 700, 8, False, 0.27, 0.02, (), FACTORS),
    ev.VehiclesRepaired(U, (), ()),
    ev.VehiclesReturned(U, 1440, ()),
    ev.CohesionChanged(U, -40, "fire"),
    ASSAULT,
    ev.UnitRetreated(U, (H, HexId(2)), "retreat"),
    ev.UnitAdvanced(U, (HexId(2), H)),
    ev.UnitRemoved(U, 2),
    ev.UnitArrived(U, H),
    ev.UnitDug(U, 30),
    ev.UnitRested(U, 60, 30, 50),
    ev.StanceSet(U, 3),
    ev.UnitHeld(U),
    ev.LeaderLost(U, "Captain Nakano"),
    ev.ControlChanged(0, RED, 30),
    ev.ContestChanged(0, True, 40),
    ev.ResolveChanged(RED, -20, "losses"),
    ev.PointsChanged(RED, -2, "restraint no-crossing broken"),
    ev.RestraintBroken(RED, 0),
    ev.RestraintChanged(0, 1),
    ev.WeatherChanged(Weather(sky="fog")),
    ev.NoteShown(0),
    ev.MessageSent(None, "Hold the hill."),
    ev.DecisionAsked(0, OFFER),
    ev.DecisionTaken(0, "stay"),
    ev.PhaseEnded(RED),
    ev.GameEnded("time", 1, (3, 3)),
    ev.AmmoReceived(U, 20, 5),
    ev.UnitFed(U, 90),
    ev.BrokeOut(U, H, 2, 0.3),
    ev.UnitBroke(U, "armour"),
    ev.RingChanged(RED, 60, (U,), (), 120, False),
    ev.RegionsStood(RED, 60, 1),
    ev.LineCut(U, 60),
    ev.FormationAttached("red", ""),
    ev.StoresBrought(0, 1500, ("mud", "watched")),
    ev.StoresDrawn(0, 300, taken=True),
    ev.HaulSet(RED, (60, 20, 15, 5)),
    ev.FuelReceived(U, 120),
    ev.MinutesSpent(U, 5, "fire"),
    ev.AmmoSpent(U, 10, 0),
    ev.FatigueChanged(U, 5),
    ev.OrderNoted(RED, "move"),
    ev.HappeningFired(0),
)
SILENT = (
    ev.BridgeSeen,  # told to the side that sees it
    ev.MinutesSpent,
    ev.AmmoSpent,
    ev.FatigueChanged,
    ev.FireFell,
    ev.UnitStruck,
    ev.FlakMet,
    ev.RegionsStood,
    ev.OrderNoted,
    ev.HappeningFired,
    ev.SquadronsReady,
    ev.FlightSpent,
)
"""Book-keeping whose content other lines carry."""


def samples_scenario() -> Scenario:
    """The vignette with a note and a decision for the samples."""
    from attrs import evolve

    note = Note(id="first", title="First note", text="Text.", when=AtTurn(1))
    happening = Happening(id="choice", when=AtTurn(9), then=(OFFER,))
    line = SupplyLine(number=0, id="road", name="The road", side=RED, hex=H, tons_day=10.0)
    return evolve(typed_scene().scenario, notes=(note,), happenings=(happening,), lines=(line,))


def test_the_samples_hold_every_kind_of_event() -> None:
    assert {type(sample) for sample in SAMPLES} == set(get_args(ev.Event)), "a kind of event is not tested for words"


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
def test_every_event_has_a_sentence(event: ev.Event) -> None:
    lines = events_for_umpire((event,), samples_scenario())
    if isinstance(event, SILENT):
        assert not lines
        return
    assert lines, f"{type(event).__name__} has no words"
    for line in lines:
        assert line.text.rstrip()[-1] in ".!?:", f"no full stop: {line.text}"
        assert "{" not in line.text


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: type(event).__name__)
def test_no_event_breaks_the_log_of_either_side(event: ev.Event) -> None:
    scene = Scene(typed_scene().game)
    if isinstance(event, ev.NoteShown | ev.DecisionTaken | ev.StoresBrought | ev.StoresDrawn):
        return
    for side in (RED, BLUE):
        view = scene.game.view(side)
        for line in events_for(side, (event,), view, view):
            assert line.text


def test_own_march_is_one_line_with_the_minutes_left() -> None:
    scene = vignette("A . . . . . . . . b")
    before = scene.game.view(RED)
    events = scene.do(scene.move("A", "0301"))
    told = [line.text for line in events_for(RED, events, before, scene.game.view(RED)) if line.kind == "march"]
    left = scene.state.minutes[scene["A"]]
    assert told == [f"A marches to 0301 in {60 - left} minutes, {left} minutes left."]


def test_an_unseen_enemy_march_gives_no_line() -> None:
    scene = vignette("A . . . . . . . . b .", light=0.0, first=BLUE)
    before = scene.game.view(RED)
    events = scene.do(scene.move("b", "0901"))
    assert not events_for(RED, events, before, scene.game.view(RED)), "the log tells of a march that nobody saw"


def test_a_seen_enemy_march_names_the_contact() -> None:
    scene = vignette("A . b . . .", first=BLUE)
    before = scene.game.view(RED)
    assert before.contacts, "the vignette must begin with a contact"
    events = scene.do(scene.move("b", "0401"))
    told = " ".join(line.text for line in events_for(RED, events, before, scene.game.view(RED)) if not line.detail)
    assert "Contact 1" in told
    assert "0401" in told


def test_what_befalls_the_enemy_unseen_stays_with_him() -> None:
    scene = vignette("A . . . . . . . . b", light=0.0)
    view = scene.game.view(RED)
    hidden: list[ev.Event] = [
        ev.LossSuffered(scene["b"], 30, 40, 0, (), (), 0, "shells"),
        ev.UnitDug(scene["b"], 30),
        ev.CohesionChanged(scene["b"], -50, "fire"),
        ev.ResolveChanged(BLUE, -10, "losses"),
        ev.UnitArrived(scene["b"], scene.hex("1001")),
        ev.MessageSent(BLUE, "Secret."),
    ]
    assert not events_for(RED, hidden, view, view), "the log tells what the side cannot know"


def test_enemy_losses_are_estimates_and_own_exact() -> None:
    scene = typed_scene()
    audience = Audience(scene.scenario, RED, scene.game.view(RED), scene.game.view(RED))
    line = assault_line(ASSAULT, audience)
    assert "We lose 14 men" in line
    assert "the enemy about 45 men" in line, "46 men is more than an onlooker can count"
    foe = assault_line(ASSAULT, Audience(scene.scenario, BLUE, scene.game.view(BLUE), scene.game.view(BLUE)))
    assert "We lose 46 men" in foe
    assert "14 men" not in foe


def test_the_tree_shows_every_factor_with_its_rule_and_recomputes_the_ratio() -> None:
    scene = typed_scene()
    tree = "\n".join(assault_tree(ASSAULT, Audience(scene.scenario, None)))
    for factor in FACTORS:
        assert f"{factor.name} x" in tree
        assert f"rule {factor.rule}" in tree
    attack, defence = power_products(FACTORS)
    assert (attack, defence) == (1.5, 1.25)
    assert "Ratio 2 to 1" in tree, "50 x 1.5 against 30 x 1.25 is 2 to 1"
    assert "defender's retreat 56%" in tree, "20 of 36 outcomes are retreats"


def test_luck_compares_the_draw_with_the_mean() -> None:
    scene = typed_scene()
    told = assault_tree(ASSAULT, Audience(scene.scenario, RED))[-1]
    mean = round(sum(o.a_men for o in OUTCOMES) / 36)
    assert f"expect a loss of {mean} men and lost 14, {mean - 14} men better" in told


def test_the_tree_divides_ones_own_losses_and_nobody_elses() -> None:
    scene = vignette("A b", A={"men": 400}, b={"men": 300})
    event = only(scene.do(scene.assault("A", "0201", "storm")), ev.AssaultResolved)
    mean = round(sum(o.a_men for o in event.outcomes) / len(event.outcomes))
    (mine,) = worth_words(event, Audience(scene.scenario, RED))
    assert f"of {mean} men that we could expect to lose" in mine
    assert "press storm +" in mine and "the enemy's entrenchment +" in mine
    (theirs,) = worth_words(event, Audience(scene.scenario, BLUE))
    assert "own entrenchment -" in theirs and mine != theirs
    assert worth_words(event, Audience(scene.scenario, None)) == tuple(
        line for line in assault_tree(event, Audience(scene.scenario, None)) if "rule 7.78" in line
    )
    assert len(worth_words(event, Audience(scene.scenario, None))) == 2


def test_a_creeping_unit_is_told_of_its_discovery() -> None:
    scene = vignette("A . b", light=0.0, b={"alert": 1.0})
    before = scene.game.view(RED)
    seed = next(seed for seed in range(200) if found_out(seed))
    scene = vignette("A . b", seed=seed, light=0.0, b={"alert": 1.0})
    events = scene.do(Move(RED, scene["A"], scene.hex("0201"), "stealth"))
    told = [line.text for line in events_for(RED, events, before, scene.game.view(RED))]
    assert any("is discovered at 0201" in text for text in told), f"not told: {told}"


def found_out(seed: int) -> bool:
    """Whether the creeping unit of the vignette is discovered under a seed."""
    scene = vignette("A . b", seed=seed, light=0.0, b={"alert": 1.0})
    events = scene.do(Move(RED, scene["A"], scene.hex("0201"), "stealth"))
    return any(isinstance(event, ev.ContactMade) and event.side == BLUE for event in events)


def test_the_sketch_of_a_note_reaches_only_its_audience() -> None:
    note = Note(id="n", title="For blue", text="x", when=AtTurn(1), audience=BLUE)
    from game.engine import Game

    game = Game.new(sketch("A . . b", notes=[note]), 1)
    assert not any("For blue" in line.text for line in events_for(RED, game.start_events, None, game.view(RED)))
    assert any("For blue" in line.text for line in events_for(BLUE, game.start_events, None, game.view(BLUE)))


def test_both_sides_hear_the_opening() -> None:
    game = typed_scene().game
    for side in (SideId(0), SideId(1)):
        lines = events_for(side, game.start_events, None, game.view(side))
        assert any(line.kind == "turn" and line.text.startswith("Turn 1 of 3") for line in lines)


def test_bombs_are_heard_by_those_under_them_and_by_nobody_else() -> None:
    squadrons = {"sb-1": {"aircraft": "sb", "count": 20}}
    for rows, heard in (("A . . b", True), ("A . . . . b . . .", False)):
        scene = vignette(rows, squadrons=squadrons)
        before = [scene.game.view(side) for side in (RED, BLUE)]
        target = "0401" if heard else "0901"
        events = scene.do(scene.fly("sb-1", "strike", target))
        own, enemy = ([line.text for line in events_for(s, events, before[s], scene.game.view(s))] for s in (RED, BLUE))
        assert own[0].startswith("sb-1 flies 20 sorties to bomb")
        told = [line for line in enemy if "enemy aircraft" in line]
        assert told == ([f"About 20 enemy aircraft bomb {target}."] if heard else []), enemy
        assert not any("sb-1" in line for line in enemy), "whose they are is not told"


def test_vehicles_out_of_action_and_those_left_behind_are_told() -> None:
    from tests.vignette import vignette

    scenario = vignette("T . b", T="tank-company").scenario
    (out,) = events_for_umpire((ev.LossSuffered(U, 0, 2, 0, (), (3,), (1,), "anti-tank"),), scenario)
    assert out.text.endswith("3 T-26 out of action (1 beyond repair).")
    left = ev.LossSuffered(U, 0, 0, 0, (), (3,), (3,), "capture", left_at=HexId(1))
    (gone,) = events_for_umpire((left,), scenario)
    assert gone.text == "T loses 3 T-26 that it had left bogged at 0201."
    (bog,) = events_for_umpire((ev.VehiclesBogged(U, HexId(1), (4,), True),), scenario)
    assert bog.text == "4 T-26 of T bog at 0201 and it halts."


def test_a_night_of_recovery_is_one_line() -> None:
    tanks = {"kind": "tank-company", "vehicles": {"t-26": 10}}
    scene = vignette("TS, . . b", T=tanks, S=tanks)
    view = scene.desk(RED).view()
    t, s = scene["T"], scene["S"]
    freed = [ev.VehiclesFreed(u, HexId(h), (n,), u) for u, h, n in ((t, 0, 1), (s, 0, 2), (t, 1, 1))]
    lines = events_for(RED, freed, view, view)
    assert [line.text for line in lines] == ["2 T-26 of T and 2 T-26 of S pulled out at 0101 and 0201."]


def test_guns_lost_without_men_are_told_as_guns() -> None:
    scene = vignette("G . . b", G="at-battery")
    unit = scene.game.scenario.units[scene["G"]]
    arms = tuple(1 if arm.weapon.role in ("gun", "at") else 0 for arm in unit.arms)
    view = scene.desk(RED).view()
    lost = ev.LossSuffered(scene["G"], 0, 0, 0, arms, (), (), "anti-tank", None)
    (line,) = events_for(RED, [lost], view, view)
    assert line.text.startswith("G loses one ") and line.text.endswith(" to anti-tank guns.")
    assert "no men" not in line.text and not line.detail
