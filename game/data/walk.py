"""A walk over a built file: every reference in it and every entry, each with its path."""

from __future__ import annotations

import collections.abc
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
from attrs import define, field, frozen

from game.data.problems import Path
from game.data.schema import INLINE, KEY, REST, Refers

Visit = Callable[[Any, Path, "Found"], None]


@frozen
class Reference:
    """A name that stands for something elsewhere."""

    path: Path
    to: str
    """What it names, such as "side"."""
    name: str
    of_key: bool
    """Whether the name is a key, not a value."""
    besides: tuple[str, ...] = ()
    """Words that could stand there instead of a name."""


@define
class Found:
    """What a walk has met."""

    references: list[Reference] = field(factory=list)
    entries: list[tuple[Path, Any]] = field(factory=list)
    """Every instance of a class, outer ones first."""


def walk(value: Any) -> Found:
    """All references and entries in a built file."""
    found = Found()
    shape: Any = type(value)
    visit = _visit(shape)
    if visit:
        visit(value, (), found)
    return found


@cache
def _visit(shape: Any) -> Visit | None:
    """How to walk a value of a type; None if there is nothing in it to meet."""
    origin: Any = get_origin(shape)
    if origin is Annotated or getattr(shape, "__metadata__", None):
        return _visit_marked(shape)
    if origin in (Union, UnionType):
        return _visit_optional(shape)
    if origin is tuple:
        return _visit_list(_visit(get_args(shape)[0]))
    if origin is collections.abc.Mapping:
        return _visit_mapping(*(_visit(t) for t in get_args(shape)))
    return _visit_class(shape) if attrs.has(shape) else None


def _visit_marked(shape: Any) -> Visit | None:
    mark = next((m for m in shape.__metadata__ if isinstance(m, Refers)), None)
    if mark is None:
        return _visit(shape.__origin__)

    def visit(value: Any, path: Path, found: Found) -> None:
        if value not in mark.besides:
            found.references.append(Reference(path, mark.to, value, False, mark.besides))

    return visit


def _visit_optional(shape: Any) -> Visit | None:
    inner = next((_visit(t) for t in get_args(shape) if t is not NoneType), None)
    if inner is None:
        return None

    def visit(value: Any, path: Path, found: Found) -> None:
        if value is not None:
            inner(value, path, found)

    return visit


def _visit_list(inner: Visit | None) -> Visit | None:
    if inner is None:
        return None

    def visit(value: Any, path: Path, found: Found) -> None:
        for index, entry in enumerate(value):
            inner(entry, (*path, index), found)

    return visit


def _visit_mapping(of_key: Visit | None, of_value: Visit | None) -> Visit | None:
    if of_key is None and of_value is None:
        return None

    def visit(value: Any, path: Path, found: Found) -> None:
        for key, entry in value.items():
            if of_key:
                start = len(found.references)
                of_key(key, (*path, key), found)
                found.references[start:] = [attrs.evolve(r, of_key=True) for r in found.references[start:]]
            if of_value:
                of_value(entry, (*path, key), found)

    return visit


def _visit_class(shape: Any) -> Visit:
    parts: list[tuple[str, Path, Visit]] | None = None

    def visit(value: Any, path: Path, found: Found) -> None:
        nonlocal parts
        if parts is None:  # not sooner, since conditions hold conditions
            parts = _parts(shape)
        found.entries.append((path, value))
        for name, step, inner in parts:
            inner(getattr(value, name), path + step, found)

    return visit


def _parts(shape: Any) -> list[tuple[str, Path, Visit]]:
    attrs.resolve_types(shape)  # done before by cattrs; costs nothing then
    parts: list[tuple[str, Path, Visit]] = []
    for attribute in attrs.fields(shape):
        spread = attribute.metadata.get(INLINE) or attribute.metadata.get(REST)
        step: Path = () if spread else (attribute.metadata.get(KEY, attribute.name),)
        if inner := _visit(attribute.type):
            parts.append((attribute.name, step, inner))
    return parts
