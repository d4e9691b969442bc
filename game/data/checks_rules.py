"""Checks of the rules' figures: the groups and names that the rulebook expects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast, get_origin, get_type_hints

import attrs

from game.data.checks import Finding, check
from game.data.datafile import CHAPTERS
from game.data.names import Names
from game.data.problems import choice_hint
from game.model.rulebook import Rulebook
from game.model.tables import CombatTables

FIELD_OF = {chapter: "sight" if chapter == "observation" else chapter for chapter in CHAPTERS}
"""Field of `Rulebook` for each chapter's file."""


@cache
def tables_of(chapter: str) -> type[Any]:
    """Class of a chapter's figures."""
    if chapter == "combat":
        return CombatTables
    found: type[Any] = _hints(cast(Any, Rulebook))[FIELD_OF[chapter]]
    return found


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape)


@cache
def group_class(chapter: str, group: str) -> type[Any] | None:
    """Class of a group of figures; None if the group is keyed by words of the game."""
    tables: Any = tables_of(chapter)
    hint = _hints(tables)[group]
    return None if get_origin(hint) is not None else hint


def _groups(names: Names) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for chapter in CHAPTERS:
        file = names.bundle.value(chapter)
        if file:
            yield chapter, file.groups


@check("K06", "error", "The rules have a group or figure that no rule uses.")
def unknown(names: Names) -> Iterator[Finding]:
    """Names of groups, and of figures where the rulebook fixes them."""
    for chapter, groups in _groups(names):
        known = [f.name for f in attrs.fields(tables_of(chapter))]
        for group, figures in groups.items():
            if group not in known:
                hint = choice_hint(group, known)
                yield Finding(chapter, (group,), f"no rule has a group '{group}'", hint, of_key=True)
                continue
            shape = group_class(chapter, group)
            fixed = [f.name for f in attrs.fields(shape)] if shape else list(figures)
            for name in figures:
                if name not in fixed:
                    text = f"no rule uses '{name}'"
                    yield Finding(chapter, (group, name), text, choice_hint(name, fixed), of_key=True)


@check("K07", "error", "The rules lack a group or figure.")
def lacking(names: Names) -> Iterator[Finding]:
    """Groups, and figures where the rulebook fixes them. A misspelt one is only reported as unknown."""
    for chapter, groups in _groups(names):
        strange = set(groups) - {f.name for f in attrs.fields(tables_of(chapter))}
        missing = [f.name for f in attrs.fields(tables_of(chapter)) if f.name not in groups]
        if missing and not strange:
            yield Finding(chapter, (), f"group {', '.join(missing)} is missing", "copy it from the game's own file")
        for group, figures in groups.items():
            shape = None if group in strange else group_class(chapter, group)
            fixed = {f.name for f in attrs.fields(shape)} if shape else set()
            if fixed - set(figures) and not set(figures) - fixed:
                text = f"figure {', '.join(sorted(fixed - set(figures)))} is missing"
                yield Finding(chapter, (group,), text, "copy it from the game's own file")
