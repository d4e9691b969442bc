"""Single values set by their path, such as `forces.units.1/75.men=500`, judged like values of a file."""

from __future__ import annotations

import collections.abc
from collections.abc import Iterable
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from attrs import frozen

from game.data.datafile import CHAPTERS, SHAPES
from game.data.layers import by_id, joined, laid_over
from game.data.problems import Path, Problem, choice_hint
from game.data.scalars import Bad
from game.data.schema import REST
from game.data.schema_rules import RuleFigure
from game.data.schema_variant import PARTS
from game.data.source import MAX_DEPTH, Node, Source, read_text
from game.data.structure import keys_of

RULES = (*CHAPTERS, "terrain", "weapons", "kinds")
"""Files in rules/ in which values can be set."""
DROP = "drop"
"""Key of an entry of a list that leaves it out if it is true."""


@frozen(kw_only=True)
class Single:
    """One value and where it goes."""

    path: str
    """Words from the file to the value, with points between: `forces.units.1/75.men`."""
    value: Any
    """Plain text, list or dict."""
    label: str
    """Name for messages, such as "--set 2"; not used if it stands in a file."""
    whole: Source | None = None
    """The file in which it stands."""
    at: Path = ()
    """Where it stands there."""

    def problem(self, code: str, text: str, hint: str = "", **more: Any) -> Problem:
        """A problem with it."""
        if self.whole is not None:
            return self.whole.problem(code, self.at, text, hint, **more)
        severity = more.get("severity", "error")
        return Problem(
            file=self.label, line=0, column=0, path=(self.path,), code=code, severity=severity, text=text, hint=hint
        )

    def target(self) -> tuple[str, str]:
        """The file that it changes, by key of the bundle, and the path in that.

        Raises:
            Bad: there is no such file.
        """
        if self.path.count(".") > MAX_DEPTH:
            raise Bad("Y11", f"the path is more than {MAX_DEPTH} deep")
        head, _, rest = self.path.partition(".")
        if head == "rules":
            head, _, rest = rest.partition(".")
            known: Iterable[str] = [f"rules.{name}" for name in RULES]
            found, asked = head in RULES, f"rules.{head}"
        else:
            known, found, asked = [*PARTS, "rules"], head in PARTS, head
        if not found:
            raise Bad("K01", f"there is no file '{asked}' to set values in", choice_hint(asked, known, 20))
        if not rest:
            raise Bad("K01", "the path ends at a file", "go on to a value, such as scenario.title")
        return head, rest


@frozen(kw_only=True, slots=False)
class Point(Source):
    """A file that says no more than a single value."""

    single: Single

    def find(self, path: Path) -> Node | None:
        """The value at a path, without a place."""
        found: Any = self.data
        for step in path:
            try:
                found = found[step]
            except (LookupError, TypeError):
                return None
        return Node(found, None, None, "scalar")

    def problem(self, code: str, path: Path, text: str, hint: str = "", **more: Any) -> Problem:
        """A problem with the value, whatever the path in it."""
        return self.single.problem(code, text, hint, **{k: v for k, v in more.items() if k == "severity"})


def singles(texts: Iterable[str]) -> tuple[tuple[Single, ...], tuple[Problem, ...]]:
    """Values of `path=value` texts, as `--set` has them; those that cannot be read are problems instead."""
    found: list[Single] = []
    faults: list[Problem] = []
    for number, text in enumerate(texts, 1):
        path, sign, value = (part.strip() for part in text.partition("="))
        single = Single(path=path, value=value, label=f"--set {number}")
        if not (path and sign and value):
            faults.append(single.problem("K02", "path or value is missing", "write path=value"))
            continue
        read = read_text(value, single.label)
        if isinstance(read, Problem):
            faults.append(attrs.evolve(read, line=0, column=0, path=(path,)))
        else:
            found.append(attrs.evolve(single, value=read.data))
    return tuple(found), tuple(faults)


def with_single(single: Single, source: Source, below: Any = None) -> Source:
    """A file with one value set in it.

    Args:
        below: plain data of the order of battle on which a forces file builds; its entries can be changed, too.

    Raises:
        Bad: there is nothing of that name.
    """
    key, rest = single.target()
    shape = SHAPES.get(key) or SHAPES["figures"]
    data = _nested(shape, source.data, below, rest, single.value)
    return laid_over(Point(file=single.label, text="", data=data, single=single), source)


def _nested(shape: Any, now: Any, below: Any, rest: str, value: Any) -> Any:
    """A value in the mappings and lists that lead to it."""
    shape = _bare(shape)
    if not rest:
        return {"value": value} if shape is RuleFigure and not isinstance(value, dict) else value
    origin: Any = get_origin(shape)
    if origin is tuple:
        return _entry(get_args(shape)[0], now, below, rest, value)
    own, under = (part if isinstance(part, dict) else {} for part in (now, below))
    key, rest = _split(rest, [*own, *under])
    if origin is collections.abc.Mapping:
        inner = get_args(shape)[1]
        if inner is RuleFigure and key not in own:  # a new figure would lack its source as well
            raise Bad("K06", f"no rule uses '{key}'", choice_hint(key, own))
    elif attrs.has(shape):
        inner = _field(shape, key, own)
    else:
        raise Bad("K01", f"nothing can stand below a single value, so not '{key}'")
    return {key: _nested(inner, own.get(key), under.get(key), rest, value)}


def _field(shape: Any, key: str, now: dict[str, Any]) -> Any:
    """Type of what stands at a key of a class."""
    attrs.resolve_types(shape)
    known = keys_of(shape)
    if key in known:
        return known[key].type
    others = next((f for f in attrs.fields(shape) if f.metadata.get(REST)), None)
    if others is not None and key in now:
        return get_args(others.type)[1]
    raise Bad("K01", f"no such key '{key}'", choice_hint(key, now if others is not None else known))


def _entry(shape: Any, now: Any, below: Any, rest: str, value: Any) -> list[Any]:
    """A list with one entry changed: by its id where entries have one, else by its place from 0."""
    entries = now if isinstance(now, list) else []
    if not (attrs.has(_bare(shape)) and "id" in keys_of(_bare(shape))):
        place, _, rest = rest.partition(".")
        if not place.isdecimal() or int(place) >= len(entries):
            count = f"entries count from 0 to {len(entries) - 1}" if entries else "the list is empty"
            raise Bad("K01", f"no such entry '{place}'", count)
        own = entries[int(place)]
        changed = joined(_nested(shape, own, None, rest, value), own, (), {}, False)
        return [*entries[: int(place)], changed, *entries[int(place) + 1 :]]
    ids, under = by_id(entries), by_id(below)
    name, rest = _split(rest, [*ids, *under])
    if name not in ids and name not in under:
        raise Bad("B03", f"no such entry '{name}'", choice_hint(name, [*ids, *under]))
    if rest == DROP:
        return [{"id": name, DROP: value}]
    own, base = (found[name][1] if name in found else None for found in (ids, under))
    inner = _nested(shape, own, base, rest, value)
    if not isinstance(inner, dict):
        raise Bad("V01", f"an entry is a mapping, not '{inner}'", "go on to a key, or write {key: value}")
    return [{"id": name, **inner}]


def _split(path: str, known: Iterable[str]) -> tuple[str, str]:
    """The first name of a path and what follows; a known name may hold points itself."""
    fits = [name for name in known if path == name or path.startswith(f"{name}.")]
    name = max(fits, key=len, default=path.partition(".")[0])
    return name, path[len(name) + 1 :]


def _bare(shape: Any) -> Any:
    """A type without marks, and without None."""
    while getattr(shape, "__metadata__", None):
        shape = shape.__origin__
    if get_origin(shape) in (Union, UnionType):
        return _bare(next(t for t in get_args(shape) if t is not NoneType))
    return shape
