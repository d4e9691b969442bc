"""Orders and events as plain dicts of names, and back. The classes themselves say how: their fields' types are read.

A unit becomes its short id, a hex its CCRR name and a side its id, so that a record is readable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs
from attrs import frozen

from game.core.hexgrid import DIRECTIONS
from game.core.ids import NOWHERE, HexId, SideId, SquadronId, UnitId
from game.model.aircraft import MISSIONS
from game.model.events import GRADES, Event
from game.model.missions import VERBS, Mission
from game.model.orders import GAITS, ORDER_WORDS, PRESSES, Order
from game.model.scenario import Scenario
from game.model.sides import RESTRAINT_STATUS
from game.model.units import FATES, STANCES

Plain = dict[str, Any]
"""What `json` can write: text keys; None, bool, int, float, text, lists and dicts as values."""

LIMIT = 1 << 31
"""Whole numbers in a record are smaller than this; the game never needs more."""

_OFF_MAP = "off map"
_WORDS: Mapping[str, Sequence[str]] = {
    "stance": STANCES,
    "direction": DIRECTIONS,
    "grade": GRADES,
    "fate": FATES,
    "status": RESTRAINT_STATUS,
}
"""Fields of type int that count places in a list of words."""
_CHOICES: Mapping[str, Sequence[str]] = {"gait": GAITS, "press": PRESSES, "verb": VERBS, "mission": MISSIONS}
"""Fields of type text that hold one of a few words."""
_LISTED = ("place", "restraint", "happening", "note")
"""Fields of type int that count places in a list of the scenario."""
_MISSING = object()
_T = TypeVar("_T")


class CodecError(ValueError):
    """A plain value that stands for no order or event of the scenario."""


def encode_order(scenario: Scenario, order: Order) -> Plain:
    """An order as a dict: `do` names it, fields left at their defaults are omitted."""
    plain = _Codec(scenario).fields(order, omit_defaults=True)
    return {"do": ORDER_WORDS[type(order)], **plain}


def decode_order(scenario: Scenario, plain: Mapping[str, Any]) -> Order:
    """The order that a dict stands for. The rules have not judged it yet.

    Raises:
        CodecError: unknown word, field or name, or a value of another type.
    """
    shape = _orders().get(_word(plain, "do"))
    if shape is None:
        raise CodecError(f"no order is called '{plain['do']}'; known are {', '.join(_orders())}")
    return cast(Order, _Codec(scenario, off_map=False).build(shape, plain, "do"))


def encode_mission(scenario: Scenario, mission: Mission) -> Plain:
    """An order to a formation as a dict; fields left at their defaults are omitted."""
    return _Codec(scenario).fields(mission, omit_defaults=True)


def decode_mission(scenario: Scenario, plain: Mapping[str, Any]) -> Mission:
    """The order to a formation that a dict stands for.

    Raises:
        CodecError: unknown field or name, or a value of another type.
    """
    return _Codec(scenario, off_map=False).build(Mission, plain)


def encode_event(scenario: Scenario, event: Event) -> Plain:
    """An event as a dict; `event` names its kind, such as "unit-moved"."""
    return {"event": kind_of(type(event)), **_Codec(scenario).fields(event)}


def decode_event(scenario: Scenario, plain: Mapping[str, Any]) -> Event:
    """The event that a dict stands for.

    Raises:
        CodecError: unknown kind, field or name, or a value of another type.
    """
    shape = _events().get(_word(plain, "event"))
    if shape is None:
        raise CodecError(f"no event is called '{plain['event']}'")
    return cast(Event, _Codec(scenario).build(shape, plain, "event"))


def describe(scenario: Scenario, value: Any) -> Plain:
    """Any value of the model as plain data, for whoever wants to look at it; it cannot be read back."""
    return _Codec(scenario).fields(value)


def kind_of(shape: type) -> str:
    """Name of a class in records: `UnitMoved` is "unit-moved"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", shape.__name__).lower()


@cache
def _orders() -> dict[str, type]:
    return {word: shape for shape, word in ORDER_WORDS.items()}


@cache
def _events() -> dict[str, type]:
    return {kind_of(shape): shape for shape in get_args(Event)}


@frozen
class _Field:
    """A field of a class whose values travel."""

    name: str
    hint: Any
    default: Any = _MISSING


@cache
def _fields_of(shape: type) -> tuple[_Field, ...]:
    """Fields of a class that matter for equality, with their types; provenance does not travel."""
    hints = get_type_hints(shape)
    if not attrs.has(shape):  # a named tuple
        return tuple(_Field(name, hints[name]) for name in shape._fields)  # type: ignore[attr-defined]
    return tuple(_Field(f.name, hints[f.name], _default(f)) for f in attrs.fields(shape) if f.eq)


def _is_record(shape: Any) -> bool:
    """Whether a class has named fields."""
    return isinstance(shape, type) and (attrs.has(shape) or hasattr(shape, "_fields"))


def _word(plain: Mapping[str, Any], key: str) -> str:
    if not isinstance(plain, Mapping):
        raise CodecError(f"expected an object with a key '{key}'")
    word = plain.get(key)
    if not isinstance(word, str):
        raise CodecError(f"the key '{key}' with a name is missing")
    return word


def _default(field: attrs.Attribute[Any]) -> Any:
    default: Any = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        return default.factory()
    return _MISSING if default is attrs.NOTHING else default


class _Codec:
    """Turns values over for one scenario."""

    def __init__(self, scenario: Scenario, *, off_map: bool = True) -> None:
        self.scenario = scenario
        self.grid = scenario.board.grid
        self.off_map = off_map
        """Whether a hex may be `NOWHERE`."""

    def fields(self, value: Any, *, omit_defaults: bool = False) -> Plain:
        """Fields of an attrs value as plain data."""
        plain: Plain = {}
        for field in _fields_of(cast(Any, type(value))):
            inner = getattr(value, field.name)
            if omit_defaults and inner == field.default:
                continue
            plain[field.name] = self.encode(inner, field.hint, field.name)
        return plain

    def encode(self, value: Any, hint: Any, name: str) -> Any:
        """A field's value as plain data."""
        if value is None:
            return None
        hint = _present(hint)
        if hint is SideId:
            return self.scenario.sides[value].id
        if hint is UnitId:
            return self.scenario.units[value].id
        if hint is SquadronId:
            return self.scenario.squadrons[value].id
        if hint is HexId:
            return self.grid.name(value)
        if hint is int:
            return self._index_name(value, name)
        if _is_record(type(value)):
            plain = self.fields(value)
            return {"kind": kind_of(type(value)), **plain} if _is_choice(hint) else plain
        if isinstance(value, tuple):
            return [self.encode(v, h, name) for v, h in zip(value, _item_hints(hint, len(value)), strict=True)]
        if isinstance(value, frozenset):
            return sorted(self.encode(v, get_args(hint)[0], name) for v in value)
        return value

    def _index_name(self, value: int, name: str) -> Any:
        if name == "hexside":
            hex_, direction = divmod(value, 6)
            return f"{self.grid.name(HexId(hex_))}-{DIRECTIONS[direction]}"
        names = self._names(name)
        return names[value] if names and 0 <= value < len(names) else value

    def _names(self, name: str) -> Sequence[str]:
        if name in _WORDS:
            return _WORDS[name]
        if name not in _LISTED:
            return ()
        lists: dict[str, Sequence[Any]] = {
            "place": self.scenario.board.objectives,
            "restraint": self.scenario.restraints,
            "happening": self.scenario.happenings,
            "note": self.scenario.notes,
        }
        return [entry.id for entry in lists[name]]

    def build(self, shape: type[_T], plain: Any, tag: str = "") -> _T:
        """A value of an attrs class from its plain fields; `tag` is a key that belongs to none of them."""
        if not isinstance(plain, Mapping):
            raise CodecError(f"expected an object for {kind_of(shape)}")
        known = _fields_of(cast(Any, shape))
        extra = set(plain) - {field.name for field in known} - {tag}
        if extra:
            raise CodecError(f"{kind_of(shape)} has no field '{min(map(str, extra))}'")
        values: dict[str, Any] = {}
        for field in known:
            if field.name in plain:
                values[field.name] = self.decode(plain[field.name], field.hint, field.name)
            elif field.default is _MISSING:
                raise CodecError(f"{kind_of(shape)} lacks the field '{field.name}'")
        return shape(**values)

    def decode(self, plain: Any, hint: Any, name: str) -> Any:
        """A field's value from plain data."""
        if get_origin(hint) in (Union, UnionType):
            return self._choice(plain, hint, name)
        if hint is SideId:
            return self._lookup(self.scenario.side_by_id, plain, "side")
        if hint is UnitId:
            return self._lookup(self.scenario.unit_by_id, plain, "unit")
        if hint is SquadronId:
            return self._lookup(self.scenario.squadron_by_id, plain, "squadron")
        if hint is HexId:
            return self._hex(plain)
        if hint is int:
            return self._index(plain, name)
        if get_origin(hint) is tuple:
            if not isinstance(plain, list):
                raise CodecError(f"'{name}' must be a list")
            hints = _item_hints(hint, len(plain))
            if len(hints) != len(plain):
                raise CodecError(f"'{name}' must have {len(hints)} entries")
            return tuple(self.decode(v, h, name) for v, h in zip(plain, hints, strict=True))
        if _is_record(hint):
            return self.build(hint, plain)
        value = _scalar(plain, hint, name)
        if hint is str and name in _CHOICES and value not in _CHOICES[name]:
            raise CodecError(f"'{name}' must be one of {', '.join(_CHOICES[name])}, not {value!r}"[:200])
        return value

    def _choice(self, plain: Any, hint: Any, name: str) -> Any:
        choices = get_args(hint)
        if plain is None and NoneType in choices:
            return None
        choices = tuple(c for c in choices if c is not NoneType)
        if len(choices) == 1:
            return self.decode(plain, choices[0], name)
        shapes = {kind_of(shape): shape for shape in choices}
        shape = shapes.get(_word(plain, "kind"))
        if shape is None:
            raise CodecError(f"'{name}' cannot be a {plain['kind']}")
        return self.build(shape, plain, "kind")

    def _lookup(self, known: Mapping[str, Any], plain: Any, what: str) -> Any:
        if not isinstance(plain, str) or plain not in known:
            raise CodecError(f"no {what} is called {plain!r}"[:200])
        return known[plain]

    def _hex(self, plain: Any) -> HexId:
        if plain == _OFF_MAP and self.off_map:
            return NOWHERE
        found = self.grid.parse(plain) if isinstance(plain, str) else None
        if found is None:
            raise CodecError(f"no hex is called {plain!r}"[:200])
        return found

    def _index(self, plain: Any, name: str) -> int:
        if isinstance(plain, str) and name == "hexside":
            hex_, _, direction = plain.partition("-")
            if direction in DIRECTIONS:
                return self._hex(hex_) * 6 + DIRECTIONS.index(direction)
        names = self._names(name)
        if isinstance(plain, str) or names:
            if plain not in names:
                raise CodecError(f"no {name} is called {plain!r}"[:200])
            return list(names).index(plain)
        return cast(int, _scalar(plain, int, name))


def _item_hints(hint: Any, length: int) -> tuple[Any, ...]:
    """Types of a tuple's places."""
    inner = get_args(hint)
    return (inner[0],) * length if len(inner) == 2 and inner[1] is Ellipsis else inner


def _is_choice(hint: Any) -> bool:
    """Whether a type leaves open which of several classes stands there."""
    return get_origin(hint) in (Union, UnionType) and len([h for h in get_args(hint) if h is not NoneType]) > 1


def _present(hint: Any) -> Any:
    """The type of a value that may be None but is not."""
    if get_origin(hint) not in (Union, UnionType) or _is_choice(hint):
        return hint
    return next(h for h in get_args(hint) if h is not NoneType)


def _scalar(plain: Any, hint: Any, name: str) -> Any:
    if hint is float and type(plain) in (int, float):
        return float(plain)
    if type(plain) is not hint:
        raise CodecError(f"'{name}' must be {_TYPE_NAMES.get(hint, str(hint))}, not {plain!r}"[:200])
    if hint is int and not -LIMIT < plain < LIMIT:
        raise CodecError(f"'{name}' is too large")
    return plain


_TYPE_NAMES = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}
