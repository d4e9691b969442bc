"""The order language: lines to orders and back, short forms, names, faults that point at the word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.ids import HexId, SideId, SquadronId, UnitId
from game.engine import Desk
from game.language import parsed as pa
from game.language.grammar import format_order, parse
from game.language.lexicon import COMMANDS, matching
from game.language.wording import fault_sentence
from game.model import orders as od
from game.model.aircraft import MISSIONS, RAID
from game.model.happenings import Happening, Offer, Option
from tests.language.conftest import typed_scene
from tests.vignette import Scene

SCENE = typed_scene()
OWN = SCENE.scenario.units_of[0]
SIDE = SideId(0)

units = st.sampled_from(OWN)
hexes = st.integers(0, SCENE.scenario.board.grid.size - 1).map(HexId)
minutes = st.integers(0, 999)
OVER_THE_FIELD = [mission for mission in MISSIONS if mission != RAID]
orders: st.SearchStrategy[od.Order] = st.one_of(
    st.builds(od.Move, st.just(SIDE), units, hexes, st.sampled_from(od.GAITS), st.lists(hexes, max_size=3).map(tuple)),
    st.builds(
        od.Assault,
        st.just(SIDE),
        st.lists(units, min_size=1, max_size=3, unique=True).map(tuple),
        hexes,
        st.sampled_from(od.PRESSES),
        minutes,
    ),
    st.builds(od.Bombard, st.just(SIDE), units, hexes, minutes),
    st.builds(od.Dig, st.just(SIDE), units, minutes),
    st.builds(od.LayWire, st.just(SIDE), units, st.integers(0, 5)),
    st.builds(od.Mend, st.just(SIDE), units),
    st.builds(od.Bridge, st.just(SIDE), units, minutes),
    st.builds(od.Blow, st.just(SIDE), units),
    st.builds(od.Recover, st.just(SIDE), units, minutes),
    st.builds(od.Rest, st.just(SIDE), units),
    st.builds(od.Hold, st.just(SIDE), units),
    st.builds(od.SetStance, st.just(SIDE), units, st.integers(0, 4)),
    st.builds(od.Flare, st.just(SIDE), units, hexes),
    st.builds(od.Feign, st.just(SIDE), units, hexes),
    st.builds(od.BreakOut, st.just(SIDE), units, hexes),
    st.builds(od.Register, st.just(SIDE), units, hexes),
    st.builds(od.Fly, st.just(SIDE), st.integers(0, 1), st.sampled_from(OVER_THE_FIELD), hexes, minutes),
    st.builds(lambda n: od.Fly(SIDE, SquadronId(0), RAID, sorties=n, base="the-field"), minutes),
    st.builds(
        od.Haul, st.just(SIDE), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100)
    ),
    st.builds(od.BreakRestraint, st.just(SIDE), st.just("no-crossing")),
    st.builds(od.Decide, st.just(SIDE), st.sampled_from(("stay", "go-home"))),
    st.builds(od.EndPhase, st.just(SIDE)),
)


@given(orders)
def test_an_order_survives_being_written_and_read(order: od.Order) -> None:
    text = format_order(order, SCENE.scenario)
    assert parse(text, SCENE.desk(0)) == pa.Orders((order,)), f"'{text}' does not read back as the order it came from"


def one(line: str, desk: Desk, selected: UnitId | None = None) -> od.Order:
    found = parse(line, desk, selected)
    assert isinstance(found, pa.Orders), f"'{line}' is no order: {found}"
    assert len(found.orders) == 1
    return found.orders[0]


@pytest.mark.parametrize(
    ("line", "full"),
    [
        ("m 1/75 0301", "move 1/75 0301"),
        ("MOVE 1/75 to 0301 creep", "move 1/75 0301 stealth"),
        ("move 1/75 E", "move 1/75 0201"),
        ("move 1/75 0301 via 0201 stealth", "move 1/75 0301 stealth via 0201"),
        ("a 1/75 1/76 hill-60 storm 30min", "assault 1/75 1/76 0404 storm 30 min"),
        ("assault 1/75 and 1/76 on 0404 20 minutes probe", "assault 1/75 1/76 0404 probe 20 min"),
        ("b rg hill 52 40", "bombard rg/75 0202 40 rounds"),
        ("dig 1/75 for 20", "dig 1/75 20 min"),
        ("wire 1/75 south-east", "wire 1/75 SE"),
        ("stance 2/75 last", "stance 2/75 last-man"),
        ("br no", "break no-crossing"),
        ("end turn", "end"),
    ],
)
def test_lines_mean_what_a_player_would_think(line: str, full: str, desk: Desk, scene: Scene) -> None:
    assert format_order(one(line, desk), scene.scenario) == full


def test_every_beginning_of_a_command_is_read_or_refused_with_the_candidates() -> None:
    for command in COMMANDS:
        for length in range(1, len(command.word) + 1):
            text = command.word[:length]
            found = matching(text)
            short = [c for c in COMMANDS if text in c.short or c.word == text]
            begun = [c for c in COMMANDS if c.word.startswith(text)]
            assert list(found) == (short or begun), f"'{text}' is resolved wrongly"


def test_short_forms_are_unique() -> None:
    shorts = [short for command in COMMANDS for short in command.short]
    assert len(shorts) == len(set(shorts)), "two commands share a short form"


def test_every_order_of_the_model_can_be_typed() -> None:
    words = {command.word for command in COMMANDS}
    assert set(od.ORDER_WORDS.values()) <= words, "an order has no command"


def test_a_formation_gives_one_order_to_each_of_its_units(desk: Desk, scene: Scene) -> None:
    found = parse("hold I/75", desk)
    assert isinstance(found, pa.Orders)
    by_id = scene.scenario.unit_by_id
    assert [order.unit for order in found.orders if isinstance(order, od.Hold)] == [by_id["1/75"], by_id["2/75"]]


def test_a_formation_assaults_with_those_that_can(scene: Scene) -> None:
    near = typed_scene()
    near.state.hex[near.scenario.unit_by_id["1/75"]] = near.hex("0202")
    near.state.caches.clear()
    near.do(od.EndPhase(SideId(0)), od.EndPhase(SideId(1)))  # everybody looks round
    found = parse("assault I/75 0302", near.desk(0))
    assert isinstance(found, pa.Orders)
    assert found.orders == (od.Assault(SIDE, (near.scenario.unit_by_id["1/75"],), near.hex("0302")),), (
        "2/75 stands too far off to take part"
    )


def test_it_means_the_selected_unit(desk: Desk, scene: Scene) -> None:
    unit = scene.scenario.unit_by_id["2/75"]
    assert one("rest it", desk, unit) == od.Rest(SIDE, unit)
    fault = parse("rest it", desk)
    assert isinstance(fault, pa.Fault)
    assert fault.code == "nothing-selected"


@pytest.mark.parametrize(
    ("line", "code", "at", "named"),
    [
        ("", "empty-line", 0, ()),
        ("zigzag 1/75", "unknown-command", 0, ()),
        (
            "re 1/75",
            "ambiguous-command",
            0,
            ("recover", "rest", "register", "restraints", "report", "reach", "remark", "redo"),
        ),
        ("move", "no-unit", 4, ()),
        ("move 9/99 0301", "unknown-unit", 5, ()),
        ("move 1/7 0301", "ambiguous-unit", 5, ("1/75", "1/76")),
        ("move 1/75", "no-hex", 9, ()),
        ("move 1/75 0909", "no-such-hex", 10, ("0604",)),
        ("move 1/75 NW", "beyond-edge", 10, ()),
        ("move 1/75 hill", "ambiguous-place", 10, ("hill-52", "hill-60")),
        ("move 1/75 moscow", "unknown-hex", 10, ()),
        ("move 1/75 #9", "no-contact", 10, ()),
        ("bombard I/75 0302", "one-unit", 8, ("1/75", "2/75")),
        ("assault 1/75 0302 gently", "left-over", 18, ()),
        ("assault I/75 0604", "none-eligible", 13, ()),
        ("assault 0302", "no-unit", 8, ()),
        ("fly", "no-squadron", 3, ("sb-1", "i15-1")),
        ("fly ki27-1 patrol 0301", "no-squadron", 4, ("sb-1", "i15-1")),
        ("fly sb-1 dance 0301", "no-mission", 9, MISSIONS),
        ("fly sb-1 raid nowhere", "no-base", 14, ("the-field",)),
        ("fly sb-1 str 0301", "no-mission", 9, ("strike", "strafe")),
        ("fly sb-1 strike", "no-hex", 15, ()),
        ("air sb-1 strike 0301 with many", "left-over", 26, ()),
        ("wire 1/75 up", "no-direction", 10, ("NE", "E", "SE", "SW", "W", "NW")),
        ("stance 1/75 brave", "bad-stance-word", 12, ("storm", "attack", "hold", "last-man", "give-ground")),
        ("break bread", "no-such-restraint", 6, ("no-crossing",)),
        ("show nobody", "unknown-thing", 5, ()),
        ("find", "no-text", 4, ()),
        ("log many", "no-number", 4, ()),
        ("note 4", "no-such-note", 5, ()),
    ],
)
def test_a_fault_names_the_word_and_what_it_might_be(
    line: str, code: str, at: int, named: tuple[str, ...], desk: Desk
) -> None:
    fault = parse(line, desk)
    assert isinstance(fault, pa.Fault), f"'{line}' was understood as {fault}"
    assert (fault.code, fault.position) == (code, at)
    if named:
        assert fault.candidates == named
    said = fault_sentence(fault)
    assert "{" not in said
    assert said[0].isupper() or said[0] == "'"


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("s 1/75", pa.ShowUnit(UnitId(0))),
        ("1/75", pa.ShowUnit(UnitId(0))),
        ("I/75", pa.ShowFormation("I/75")),
        ("show 75th Infantry", pa.ShowFormation("75ir")),
        ('show "75th Infantry"', pa.ShowFormation("75ir")),
        ("0202", pa.ShowHex(HexId(7))),
        ("look hill 52", pa.Look(HexId(7))),
        ("threat 1/75", pa.AskThreat(HexId(0))),
        ("los 0101 E", pa.AskSight(HexId(0), HexId(1))),
        ("why", pa.AskWhy(None)),
        ("why 1/75 hill-52 stealth", pa.AskCost(UnitId(0), "stealth", HexId(7))),
        ("y 1/75", pa.AskWhy(UnitId(0))),
        ("reach 1/75 stealth", pa.AskReach(UnitId(0), "stealth")),
        ("reach 1/75 hill-52 stealth", pa.AskReach(UnitId(0), "stealth", HexId(7))),
        ("map", pa.ShowMap(None, 0)),
        ("map zarechye 2", pa.ShowMap(HexId(4), 2)),
        ("/guns behind", pa.Search("guns behind")),
        ("remark Too  late; again.", pa.WriteRemark("Too  late; again.")),
        ("save first night", pa.SaveGame("first night")),
        ("u all", pa.TakeBack(True)),
        ("help assault", pa.AskHelp("assault")),
        ("? 4.8", pa.AskHelp("4.8")),
        ("source 1/75 men", pa.AskSource("1/75", "men")),
        ("rules combat.press", pa.ShowRules("combat.press")),
        ("summary", pa.Plain("report")),
        ("units", pa.ListUnits()),
    ],
)
def test_questions(line: str, query: pa.Parsed, desk: Desk) -> None:
    assert parse(line, desk) == query


def test_odds_take_the_arguments_of_an_assault(desk: Desk) -> None:
    assert parse("odds 1/76 0302 storm", desk) == pa.AskOdds(od.Assault(SIDE, (UnitId(2),), HexId(8), "storm"))


def test_a_decision_is_answered_by_number_or_name() -> None:
    scene = typed_scene()
    offer = Offer(SIDE, "What now?", (Option("stay", "Stay."), Option("go-home", "Go home.")))
    scene = deciding(scene, offer)
    for line in ("2", "decide 2", "decide go-home", "decide go"):
        assert one(line, scene.desk(0)) == od.Decide(SIDE, "go-home"), f"'{line}' answers wrongly"
    fault = parse("decide never", scene.desk(0))
    assert isinstance(fault, pa.Fault)
    assert fault.candidates == ("stay", "go-home")


def deciding(scene: Scene, offer: Offer) -> Scene:
    """The scene with a decision that waits from the start."""
    from attrs import evolve

    from game.engine import Game
    from game.model.happenings import AtTurn

    happening = Happening(id="choice", when=AtTurn(1), then=(offer,))
    return Scene(Game.new(evolve(scene.scenario, happenings=(happening,)), 1))
