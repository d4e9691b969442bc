"""Orders and events as plain data and back, over every class there is."""

from __future__ import annotations

import json
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ids import HexId, SideId, SquadronId, UnitId
from game.model.aircraft import MISSIONS
from game.model.events import Event
from game.model.happenings import AtTurn, Happening
from game.model.history import Note
from game.model.orders import GAITS, ORDER_WORDS, PRESSES, Move, Order
from game.model.scenario import Scenario
from game.model.sides import Restraint
from game.record.codec import CodecError, decode_event, decode_order, encode_event, encode_order, kind_of
from tests.vignette import RED, sketch


def _scenario() -> Scenario:
    """Two units a side, a place, a restraint, an event and a note, so that every kind of name is in use."""
    made = sketch(
        "AB . ab",
        squadrons={"sb": {}, "ki27": {"aircraft": "ki-27", "side": "blue"}},
        objectives={"hill": "0101"},
        notes=[Note(id="n", title="N", text="T", when=AtTurn(1))],
    )
    return evolve(
        made,
        restraints=(Restraint(id="no-guns", side=RED, forbids="air", region="", text="None."),),
        happenings=(Happening(id="dawn", when=AtTurn(1), then=()),),
    )


SCENARIO = _scenario()
_SIZES = {
    "stance": 5,
    "direction": 6,
    "grade": 3,
    "fate": 5,
    "status": 4,
    "place": 1,
    "restraint": 1,
    "happening": 1,
    "note": 1,
}


_WORDS = {"gait": GAITS, "press": PRESSES, "mission": MISSIONS}


def _values(hint: Any, name: str) -> st.SearchStrategy[Any]:
    """Values of a type as they may stand in a field."""
    if get_origin(hint) in (Union, UnionType):
        return st.one_of([_values(h, name) for h in get_args(hint)])
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return st.lists(_values(inner[0], name), max_size=2).map(tuple)
        return st.tuples(*(_values(h, name) for h in inner))
    plain: dict[Any, st.SearchStrategy[Any]] = {
        NoneType: st.none(),
        SideId: st.integers(0, 1),
        UnitId: st.integers(0, len(SCENARIO.units) - 1),
        SquadronId: st.integers(0, len(SCENARIO.squadrons) - 1),
        HexId: st.integers(0, SCENARIO.board.grid.size - 1),
        int: st.integers(0, _SIZES[name] - 1) if name in _SIZES else st.integers(-10000, 10000),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        str: st.sampled_from(_WORDS[name]) if name in _WORDS else st.text(max_size=12),
    }
    if name == "hexside":
        return st.integers(0, SCENARIO.board.grid.size * 6 - 1)
    if hint in plain:
        return plain[hint]
    return _of(hint)


def _of(shape: type) -> st.SearchStrategy[Any]:
    """Instances of an attrs class; what equality leaves out stays at its default."""

    def fields() -> st.SearchStrategy[Any]:
        hints = get_type_hints(shape)
        names = [f.name for f in attrs.fields(shape) if f.eq] if attrs.has(shape) else list(hints)
        return st.builds(shape, **{name: _values(hints[name], name) for name in names})

    return st.deferred(fields)


@pytest.mark.parametrize("shape", get_args(Order))
def test_every_order_survives_a_round_trip(shape: type) -> None:
    @settings(max_examples=25)
    @given(_of(shape))
    def check(order: Any) -> None:
        plain = json.loads(json.dumps(encode_order(SCENARIO, order)))
        assert decode_order(SCENARIO, plain) == order

    check()


@pytest.mark.parametrize("shape", get_args(Event))
def test_every_event_survives_a_round_trip(shape: type) -> None:
    @settings(max_examples=25)
    @given(_of(shape))
    def check(event: Any) -> None:
        plain = json.loads(json.dumps(encode_event(SCENARIO, event)))
        assert decode_event(SCENARIO, plain) == event

    check()


def test_names_of_classes_are_unique() -> None:
    for union in (Order, Event):
        names = [kind_of(shape) for shape in get_args(union)]
        assert len(names) == len(set(names)), "two classes would be taken for each other in a record"
    assert set(ORDER_WORDS) == set(get_args(Order)), "every order has its word"


def test_orders_read_like_orders() -> None:
    order = Move(RED, SCENARIO.unit_by_id["A"], HexId(1), "stealth")
    assert encode_order(SCENARIO, order) == {"do": "move", "side": "red", "unit": "A", "to": "0201", "gait": "stealth"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"do": "teleport"}, "no order is called 'teleport'"),
        ({"do": 7}, "key 'do'"),
        ({"unit": "Z"}, "no unit is called 'Z'"),
        ({"unit": 0}, "no unit is called 0"),
        ({"side": "green"}, "no side is called 'green'"),
        ({"to": "9999"}, "no hex is called '9999'"),
        ({"to": "off map"}, "no hex is called 'off map'"),
        ({"to": ["0101"]}, "no hex is called"),
        ({"gait": 3}, "'gait' must be text"),
        ({"gait": "gallop"}, "'gait' must be one of march, stealth"),
        ({"do": "stance", "stance": 2}, "no stance is called 2"),
        ({"via": "0101"}, "'via' must be a list"),
        ({"speed": 9}, "no field 'speed'"),
    ],
)
def test_what_stands_for_no_order_is_named(change: dict[str, Any], says: str) -> None:
    plain = {"do": "move", "side": "red", "unit": "A", "to": "0201", **change}
    if "stance" in change:
        del plain["to"]
    with pytest.raises(CodecError, match=says):
        decode_order(SCENARIO, plain)


def test_missing_fields_and_odd_numbers_are_refused() -> None:
    with pytest.raises(CodecError, match="lacks the field 'to'"):
        decode_order(SCENARIO, {"do": "move", "side": "red", "unit": "A"})
    for minutes in (1 << 40, 1.5, True, "9"):
        with pytest.raises(CodecError):
            decode_order(SCENARIO, {"do": "dig", "side": "red", "unit": "A", "minutes": minutes})
