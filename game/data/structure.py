"""Plain text, lists and dicts to the file-shaped classes, with every fault at its path.

cattrs builds the classes. A first pass runs without collecting faults, which is quick; only a file that fails is read a
second time with detailed validation, whose errors become `Fault`s. Parts with faults are then left out and the rest is
built all the same, so that later checks can judge it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

import attrs
import cattrs
from attrs import frozen
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from game.data.problems import Path, choice_hint
from game.data.schema import INLINE, KEY, Number, OneOf, Provenance, Whole, Written
from game.data.schema_events import SINGLE
from game.data.schema_rules import FiguresFile

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]
_INLINE_KEY = "(provenance)"
_PROVENANCE_KEYS = tuple(f.name for f in attrs.fields(Provenance))


@frozen(kw_only=True)
class Fault:
    """A fault found while building a class; `load` turns it into a `Problem`."""

    code: str
    path: Path
    text: str
    hint: str = ""
    of_key: bool = False
    """Whether the key itself is at fault, not its value."""


class _Bad(ValueError):
    """A value that its field cannot take."""

    def __init__(self, code: str, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.hint = hint


@frozen
class Built:
    """What could be built of a file."""

    value: Any
    """The file's class; None if not even its frame could be built."""
    faults: tuple[Fault, ...]
    dropped: tuple[Path, ...]
    """Paths of entries that were left out because something in them is at fault."""


def build(shape: type[Any], data: Any) -> Built:
    """The class `shape` made of plain data, with all faults in it."""
    try:
        return Built(_converter(detailed=False).structure(data, shape), (), ())
    except Exception:  # cattrs passes on whatever a hook raised; the second pass says where
        pass
    faults: list[Fault] = []
    dropped: list[Path] = []
    value = None
    for _ in range(4):  # leaving a part out can uncover at most the fault of what held it
        try:
            value = _converter(detailed=True).structure(data, shape)
            break
        except (ClassValidationError, IterableValidationError, _Bad) as error:
            found = list(_faults(error, shape, ()))
        faults += [f for f in found if not _covered(f.path, dropped)]
        cuts = {_cut_of(fault) for fault in found}
        if () in cuts:
            break
        dropped += [cut for cut in cuts if isinstance(cut[-1], int)]
        data = _without(data, (), cuts)
    return Built(value, tuple(faults), tuple(dropped))


def keys_of(shape: type[Any]) -> dict[str, attrs.Attribute[Any]]:
    """Keys that may stand in a class's mapping, and their fields; provenance is spread out."""
    found: dict[str, attrs.Attribute[Any]] = {}
    for field in attrs.fields(_resolved(shape)):
        if field.metadata.get(INLINE):
            found |= keys_of(Provenance)
        else:
            found[field.metadata.get(KEY, field.name)] = field
    return found


@cache
def _resolved(shape: type[Any]) -> type[Any]:
    attrs.resolve_types(shape)
    return shape


# What faults look like


def _faults(error: BaseException, shape: type[Any], path: Path) -> list[Fault]:
    """Faults of an error that cattrs raised for the value at `path`."""
    if isinstance(error, ClassValidationError):
        return _class_faults(error, path)
    if isinstance(error, IterableValidationError):
        found = []
        for sub in error.exceptions:
            note = _note(sub, IterableValidationNote)
            step = (note.index,) if note else ()
            faults = _faults(sub, shape, (*path, *step))
            if note and "mapping key" in str(note):
                faults = [attrs.evolve(f, of_key=True) for f in faults]
            found += faults
        return found
    if isinstance(error, _Bad):
        return [Fault(code=error.code, path=path, text=error.text, hint=error.hint)]
    return [Fault(code="V01", path=path, text=f"cannot be read ({error})")]


def _class_faults(error: ClassValidationError, path: Path) -> list[Fault]:
    shape = error.cl
    known = keys_of(shape)
    unknown: list[str] = []
    missing: list[str] = []
    found: list[Fault] = []
    for sub in error.exceptions:
        note = _note(sub, AttributeValidationNote)
        if isinstance(sub, ForbiddenExtraKeysError):
            unknown += sorted(sub.extra_fields)
        elif note is None:
            found += _faults(sub, shape, path)
        else:
            field = getattr(attrs.fields(shape), note.name)
            key = field.metadata.get(KEY, note.name)
            inline = field.metadata.get(INLINE)
            if isinstance(sub, KeyError):
                missing.append(key)
            else:
                found += _faults(sub, shape, path if inline else (*path, key))
    for key in unknown:
        hint = choice_hint(key, known)
        # A misspelt key is one fault, not also the lack of the key that was meant.
        missing = [m for m in missing if f"'{m}'" not in hint]
        found.append(Fault(code="K01", path=(*path, key), text="unknown key", hint=hint, of_key=True))
    if missing:
        keys = ", ".join(f"'{key}'" for key in missing)
        text = f"key {keys} is missing" if len(missing) == 1 else f"keys {keys} are missing"
        found.append(Fault(code="K02", path=path, text=text))
    return found


def _note(error: BaseException, kind: type[Any]) -> Any:
    for note in reversed(getattr(error, "__notes__", ())):
        if isinstance(note, kind):
            return note
    return None


def _covered(path: Path, dropped: Sequence[Path]) -> bool:
    return any(path[: len(cut)] == cut for cut in dropped)


def _cut_of(fault: Fault) -> Path:
    """What to leave out for a fault: an unknown key, else the list entry that holds it, else everything."""
    if fault.code == "K01":
        return fault.path
    for length in range(len(fault.path), 0, -1):
        if isinstance(fault.path[length - 1], int):
            return fault.path[:length]
    return ()


def _without(data: Any, path: Path, cuts: set[Path]) -> Any:
    """Data less the parts at `cuts`; list places in later paths then count what is left."""
    if isinstance(data, dict):
        return {k: _without(v, (*path, k), cuts) for k, v in data.items() if (*path, k) not in cuts}
    if isinstance(data, list):
        return [_without(v, (*path, i), cuts) for i, v in enumerate(data) if (*path, i) not in cuts]
    return data


# Hooks: how each type reads its text


@cache
def _converter(*, detailed: bool) -> cattrs.Converter:
    """The converter of file-shaped classes; the detailed one collects every fault."""
    converter = cattrs.Converter(detailed_validation=detailed, forbid_extra_keys=True)
    converter.register_structure_hook_factory(_is_marked, _marked_factory(converter))
    converter.register_structure_hook_factory(lambda t: get_origin(t) is Literal, _choice_hook)
    converter.register_structure_hook_factory(_is_row, _row_factory(converter))
    converter.register_structure_hook_factory(lambda t: get_origin(t) is Mapping, None)
    converter.register_structure_hook_factory(attrs.has, _class_factory(converter, detailed))
    converter.register_structure_hook(bool, _read_bool)
    converter.register_structure_hook(str, _read_text)
    return converter


def _is_marked(shape: Any) -> bool:
    return bool(getattr(shape, "__metadata__", ()))


def _is_row(shape: Any) -> bool:
    return get_origin(shape) is tuple
