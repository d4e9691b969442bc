"""Plain text, lists and dicts to the file-shaped classes, with every fault at its path.

cattrs builds the classes. A first pass runs without collecting faults, which is quick; only a file that fails is read a
second time with detailed validation, whose errors become `Fault`s. Parts with faults are then left out and the rest is
built all the same, so that later checks can judge it.
"""

from __future__ import annotations

import collections.abc
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Literal, get_args, get_origin

import attrs
import cattrs
from attrs import frozen
from cattrs.cols import list_structure_factory, mapping_structure_factory
from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from game.data.problems import Path, choice_hint
from game.data.scalars import (
    Bad,
    Hook,
    choice_hook,
    read_bool,
    read_number,
    read_text,
    read_whole,
    shape_of,
    written_hook,
)
from game.data.schema import INLINE, KEY, REST, Length, Number, Part, Provenance, Refers, Whole, Written
from game.data.schema_events import SINGLE

_INLINE_KEY, _REST_KEY = "(provenance)", "(rest)"
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
    is_surplus: bool = False
    """Whether all is well again without the key."""


@frozen
class Built:
    """What could be built of a file."""

    value: Any
    """The file's class; None if not even its frame could be built."""
    faults: tuple[Fault, ...]
    dropped: tuple[Path, ...]
    """Paths, in the file, of list entries that were left out because something in them is at fault."""


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
        except (ClassValidationError, IterableValidationError, Bad) as error:
            found = list(_faults(error, shape, ()))
        faults += [attrs.evolve(f, path=original(f.path, dropped)) for f in found]
        cuts = {_cut_of(fault) for fault in found}
        if () in cuts:
            break
        data = _without(data, (), cuts)
        dropped += [original(cut, dropped) for cut in cuts if isinstance(cut[-1], int)]
    return Built(value, tuple(faults), tuple(dropped))


def original(path: Path, dropped: Sequence[Path]) -> Path:
    """The path in the file of a path in what was built, which lacks the `dropped` list entries."""
    found: Path = ()
    for step in path:
        if isinstance(step, int):
            index = step
            for cut in sorted(c[-1] for c in dropped if c[:-1] == found and isinstance(c[-1], int)):
                index += cut <= index
            found = (*found, index)
        else:
            found = (*found, step)
    return found


FEW_KEYS = 6
"""A hint names all keys of an entry that has no more than these."""


def keys_of(shape: type[Any]) -> dict[str, attrs.Attribute[Any]]:
    """Keys that may stand in a class's mapping, and their fields; provenance is spread out."""
    found: dict[str, attrs.Attribute[Any]] = {}
    for field in attrs.fields(shape):
        if field.metadata.get(INLINE):
            found |= keys_of(Provenance)
        elif not field.metadata.get(REST):
            found[field.metadata.get(KEY, field.name)] = field
    return found


def _as_mapping(shape: type[Any]) -> str:
    """How to write an entry of a class: with its keys, where they are few."""
    keys = keys_of(shape)
    if len(keys) > FEW_KEYS:
        return "write key: value"
    return f"write key: value; {'its key is' if len(keys) == 1 else 'its keys are'} {', '.join(keys)}"


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
    if isinstance(error, Bad):
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
            inline = field.metadata.get(INLINE) or field.metadata.get(REST)
            if isinstance(sub, KeyError):
                missing.append(key)
            else:
                found += _faults(sub, shape, path if inline else (*path, key))
    for key in unknown:
        hint = choice_hint(key, known) if " " not in key else "quote a text that holds a comma or ': '"
        # A misspelt key is one fault, not also the lack of the key that was meant.
        meant = [m for m in missing if f"'{m}'" in hint]
        missing = [m for m in missing if m not in meant]
        at = (*path, key)
        found.append(Fault(code="K01", path=at, text="unknown key", hint=hint, of_key=True, is_surplus=not meant))
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


def _cut_of(fault: Fault) -> Path:
    """What to leave out for a fault: an unknown key, else the list entry that holds it, else everything."""
    if fault.is_surplus:
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
    """The converter of file-shaped classes."""
    converter = cattrs.Converter(detailed_validation=detailed, forbid_extra_keys=True)
    converter.register_structure_hook(bool, read_bool)
    converter.register_structure_hook(str, read_text)
    converter.register_structure_hook(Part, lambda value, _: value)
    converter.register_structure_hook_factory(_is_choice, choice_hook)
    converter.register_structure_hook_factory(_is_tuple, _list_factory(converter))
    converter.register_structure_hook_factory(_is_mapping, _mapping_factory(converter, detailed=detailed))
    converter.register_structure_hook_factory(attrs.has, _class_factory(converter, detailed=detailed))
    converter.register_structure_hook_factory(_is_marked, _marked_factory(converter))
    return converter


def _is_marked(shape: Any) -> bool:
    return bool(getattr(shape, "__metadata__", ()))


def _is_choice(shape: Any) -> bool:
    origin: Any = get_origin(shape)
    return origin is Literal


def _is_tuple(shape: Any) -> bool:
    return get_origin(shape) is tuple


def _is_mapping(shape: Any) -> bool:
    return get_origin(shape) is collections.abc.Mapping


def _class_factory(converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any], Hook]:
    @cache
    def factory(shape: Any) -> Hook:
        names: dict[str, Any] = {}
        spread = rest = False
        for field in attrs.fields(shape):
            if field.metadata.get(INLINE):
                names[field.name], spread = override(rename=_INLINE_KEY), True
            elif field.metadata.get(REST):
                names[field.name], rest = override(rename=_REST_KEY), True
            elif KEY in field.metadata:
                names[field.name] = override(rename=field.metadata[KEY])
        base = make_dict_structure_fn(
            shape, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=detailed, **names
        )

        def hook(value: Any, _: Any) -> Any:
            if not isinstance(value, dict):
                raise Bad("V01", f"a mapping is needed here, not {shape_of(value)}", _as_mapping(shape))
            if shape in SINGLE and len(value) != 1:
                keys = ", ".join(keys_of(shape))
                raise Bad("K03", f"{len(value)} keys stand where exactly one is needed", f"choose one of {keys}")
            return base(_spread(value, rest=rest) if spread else value, shape)

        return hook

    return factory


def _spread(value: dict[str, Any], *, rest: bool) -> dict[str, Any]:
    """A mapping with its provenance keys gathered under one key, and with `rest` all others under another."""
    own = {k: v for k, v in value.items() if k in _PROVENANCE_KEYS}
    others = {k: v for k, v in value.items() if k not in own} if own else value
    if rest:
        return {_REST_KEY: others, _INLINE_KEY: own}
    return {**others, _INLINE_KEY: own} if own else others


def _list_factory(converter: cattrs.Converter) -> Callable[[Any], Hook]:
    @cache
    def factory(shape: Any) -> Hook:
        entries: Any = list[get_args(shape)[0]]  # type: ignore[misc]
        base = list_structure_factory(entries, converter)

        def hook(value: Any, _: Any) -> Any:
            if not isinstance(value, list):
                raise Bad("V01", f"a list is needed here, not {shape_of(value)}", "write [a, b] or lines with '- '")
            return tuple(base(value, shape))

        return hook

    return factory


def _mapping_factory(converter: cattrs.Converter, *, detailed: bool) -> Callable[[Any], Hook]:
    @cache
    def factory(shape: Any) -> Hook:
        key_type, value_type = get_args(shape)
        base = mapping_structure_factory(
            shape, converter, dict, key_type=key_type, val_type=value_type, detailed_validation=detailed
        )

        def hook(value: Any, _: Any) -> Any:
            if not isinstance(value, dict):
                raise Bad("V01", f"a mapping is needed here, not {shape_of(value)}", "write key: value")
            return base(value, shape)

        return hook

    return factory


def _marked_factory(converter: cattrs.Converter) -> Callable[[Any], Hook]:
    @cache
    def factory(shape: Any) -> Hook:
        mark = next((m for m in shape.__metadata__ if not isinstance(m, Refers)), None)
        if isinstance(mark, Whole):
            return lambda value, _: read_whole(value, mark)
        if isinstance(mark, Number):
            return lambda value, _: read_number(value, mark)
        if isinstance(mark, Written):
            return written_hook(mark)
        base = converter.get_structure_hook(shape.__origin__)

        def hook(value: Any, _: Any) -> Any:
            built = base(value, shape.__origin__)
            if isinstance(mark, Length) and len(built) != mark.entries:
                raise Bad("V08", f"{len(built)} entries stand here, {mark.entries} are needed")
            return built

        return hook

    return factory
