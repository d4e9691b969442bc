"""Where a figure comes from: paths to the figures of a scenario, and what is known of the origin of each.

A path is a unit, a place or another thing by its id, with a field after it (`1/75.men`, or `1/75 men`); or a kind of
thing, a point and its id (`history.japan-killed`, `control.changkufeng`); or a figure of the rules
(`combat.rates.per_hour`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from attrs import frozen

from game.language.describe_voices import misfit_line, voice_lines
from game.language.origin_words import PARTS, figure_value, name_of, part_words, value_of
from game.language.phrases import choice
from game.language.shelves import SHELVES, shelf_of
from game.model.history import ControlRecord, Figure, Measured
from game.model.provenance import Provenance, Source, Sourced
from game.model.scenario import Scenario
from game.model.view import View

_ALIASES = {"sight": "observation", "unit": "kinds", "front": "fronts", "ghost": "ghosts"}
_OWN = ("units", "formations", "squadrons", "lines", "plans")
"""Kinds of things of which a side is told its own alone while the battle lasts."""
_UNSOURCED = ("sides", "sources", "rules", "events")
"""Kinds that are not asked about by path; events stay secret until they happen."""
_WITH_FIELDS = ("units", "formations", "squadrons", "places")
_ARMS = ("weapons", "vehicles", "aircraft")
"""Kinds whose origin the rulebook keeps by path."""


_SEVERAL: Mapping[str, Callable[[Scenario, str], list[tuple[str, str, str]]]] = {
    "control": lambda s, place: [
        ("control", key, "") for key in SHELVES["control"](s) if key.rpartition(".")[0] == place
    ],
    "ground": lambda s, field: [("terrains", ground.id, field) for ground in s.board.terrains],
    "force": lambda s, field: [("units", unit.id, field) for unit in s.units],
}
"""Paths that stand for several figures, as (shelf, id, field): a factor of a fight is a mean over the ground or over
the units in it."""


@frozen(kw_only=True)
class Origin:
    """What is known of where a figure, or a thing with several, comes from."""

    path: str
    title: str
    """What it is: "1st Battalion, 75th Infantry (1/75), men"."""
    value: str = ""
    """How much it is, in words; empty where there is no one value."""
    where: Provenance
    sources: tuple[Source, ...]
    """Its works; one that nobody listed has its id for a title."""
    remark: str = ""
    """What the data say about the figure itself."""
    voices: tuple[str, ...] = ()
    """Of a recorded figure: who says what, a sentence each, and why the model is thought to miss it."""
    parts: tuple[str, ...] = ()
    """Paths of its parts that have sources of their own."""


def origins(scenario: Scenario, path: str, view: View | None = None) -> tuple[Origin, ...]:
    """What a path stands for: one figure or thing, or all of a group; none where nothing is called so.

    Args:
        view: who asks. While the battle lasts a side is told of its own troops and plans alone; None knows everything.
    """
    found = _thing(scenario, path, view)
    if found is not None:
        return (found,)
    head, _, rest = path.partition(".")
    head = _ALIASES.get(head, head)
    if head in _SEVERAL:
        told = (_on_shelf(scenario, *names, view) for names in _SEVERAL[head](scenario, rest))
        return tuple(origin for origin in told if origin is not None)
    ruled = f"{head}.{rest}" if rest else head
    known = scenario.rules.provenance
    paths = (ruled,) if ruled in known else tuple(p for p in known if rest and p.startswith(f"{ruled}."))
    return tuple(_ruled(scenario, p) for p in paths)


def _thing(scenario: Scenario, path: str, view: View | None) -> Origin | None:
    """A thing by its shelf and id, or by its id alone, with a field after either or without."""
    head, _, rest = path.partition(".")
    shelf = shelf_of(_ALIASES.get(head, head))
    tries = [(shelf, rest)] if shelf and rest else []
    tries += [(kind, path) for kind in SHELVES]
    for kind, name in tries:
        if kind in _UNSOURCED:
            continue
        for key, field in ((name, ""), (name.rpartition(".")[0], name.rpartition(".")[2])):
            found = _on_shelf(scenario, kind, key, field, view) if key else None
            if found is not None:
                return found
    return None


def _on_shelf(scenario: Scenario, shelf: str, name: str, field: str, view: View | None) -> Origin | None:
    entries = SHELVES[shelf](scenario)
    if shelf == "history" and name not in entries:
        figures = sorted(scenario.history.measured, key=lambda f: f.key != name)
        name = next((f.id for f in figures if name in (f.key, f.measure)), name)
    entry = entries.get(name)
    if entry is None or not may_ask(shelf, name, entry, view):
        return None
    sourced = _sourced(scenario, shelf, name, entry)
    if field and field not in sourced.fields and not hasattr(entry, field) and field not in PARTS.get(shelf, {}):
        return None
    stem = name if shelf == "units" else f"{shelf}.{name}"
    where = sourced.of(field) if field else sourced.entry
    if field in ("leader", "rating") and entry.leader is not None:
        where = entry.leader.provenance.entry if entry.leader.provenance.entry.is_known else where
    title = name_of(scenario, shelf, name, entry)
    return Origin(
        path=f"{stem}.{field}" if field else stem,
        title=f"{title}, {part_words(shelf, field)}" if field else title,
        value=value_of(scenario, shelf, entry, field),
        where=where,
        sources=_works(scenario, (*where.sources, *_said_in(entry, field))),
        remark=_remark(entry, field),
        voices=_voices(scenario, entry, field),
        parts=() if field else tuple(f"{stem}.{part}" for part in sorted(sourced.fields)),
    )


def _sourced(scenario: Scenario, shelf: str, name: str, entry: Any) -> Sourced:
    """Provenance of an entry; that of weapons, vehicles and aircraft the rulebook keeps by path."""
    if shelf not in _ARMS:
        found: Sourced = entry.provenance
        return found
    known, stem = scenario.rules.provenance, f"{shelf}.{name}"
    parts = {p.removeprefix(f"{stem}."): known[p] for p in known if p.startswith(f"{stem}.")}
    return Sourced(known.get(stem, Provenance()), parts)


def _remark(entry: Any, field: str) -> str:
    """The note of a record, which says how the figure was counted."""
    return " ".join(entry.note.split()) if not field and isinstance(entry, Measured | ControlRecord) else ""


def _ruled(scenario: Scenario, path: str) -> Origin:
    rules = scenario.rules
    where = rules.provenance[path]
    return Origin(
        path=path,
        title=path,
        value=figure_value(rules, path),
        where=where,
        sources=_works(scenario, where.sources),
        remark=rules.remarks.get(path, ""),
    )


def _said_in(entry: Any, field: str) -> tuple[str, ...]:
    """Works in which the voices about a recorded figure stand."""
    return (
        tuple(name for said in entry.said for name in said.sources) if isinstance(entry, Figure) and not field else ()
    )


def _voices(scenario: Scenario, entry: Any, field: str) -> tuple[str, ...]:
    if field or not isinstance(entry, Figure):
        return ()
    return (*voice_lines(scenario, entry), *([line] if (line := misfit_line(entry)) else []))


def _works(scenario: Scenario, ids: Iterable[str]) -> tuple[Source, ...]:
    named = dict.fromkeys(ids)
    return tuple(scenario.sources.get(name) or Source(id=name, title=name, kind="", trust="") for name in named)


def may_ask(shelf: str, name: str, entry: Any, view: View | None) -> bool:
    """Whether a side may be told of a thing: its own, what both sides know, and everything once the battle is over."""
    if view is None or view.result is not None:
        return True
    if shelf in _OWN:
        return bool(entry.side == view.side)
    if shelf == "notes":
        return any(view.scenario.notes[index].id == name for index in view.notes)
    if shelf == "weather":
        return int(name) <= max(1, view.turn)
    return True


def askable(scenario: Scenario, view: View | None = None, begun: str = "") -> Iterator[tuple[str, str]]:
    """Paths that can be asked for, each with what it is: own units and places, then kinds of things.

    Args:
        begun: what was typed so far; the things of a kind and the figures of a table are listed once it is typed.
    """
    head, point, _ = begun.partition(".")
    head = _ALIASES.get(head, head)
    if point and shelf_of(head) not in (None, *_UNSOURCED):
        shelf = shelf_of(head) or ""
        for name, entry in SHELVES[shelf](scenario).items():
            if may_ask(shelf, name, entry, view):
                yield f"{begun.partition('.')[0]}.{name}", name_of(scenario, shelf, name, entry)
    elif point:
        for path in scenario.rules.provenance:
            if path.startswith(f"{head}."):
                yield path, figure_value(scenario.rules, path)
    else:
        for shelf in ("units", "places", "formations"):
            for name, entry in SHELVES[shelf](scenario).items():
                if may_ask(shelf, name, entry, view):
                    yield name, name_of(scenario, shelf, name, entry)
        for shelf, entries in SHELVES.items():
            if shelf not in (*_UNSOURCED, "units", "places", "formations") and entries(scenario):
                yield f"{shelf}.", f"a kind of things: type the point, then Tab ({len(entries(scenario))})"
        for table in dict.fromkeys(path.partition(".")[0] for path in scenario.rules.provenance):
            if shelf_of(table) is None:
                yield f"{table}.", "a table of the rules"


def fields_of(scenario: Scenario, path: str, view: View | None = None) -> Iterator[tuple[str, str]]:
    """Fields of a thing that can be asked for, each with its value."""
    found = origins(scenario, path, view)
    if len(found) != 1:
        return
    stem = found[0].path
    own = [part.removeprefix(f"{stem}.") for part in found[0].parts]
    shelf = next(
        (kind for kind in ("units", "formations", "squadrons", "places") if path in SHELVES[kind](scenario)), ""
    )
    usual = {"units": ("men", "quality", "cohesion", "fatigue"), "places": ("height_m",)}.get(shelf, ())
    for field in dict.fromkeys((*own, *PARTS.get(shelf, {}), *usual)):
        for origin in origins(scenario, f"{path}.{field}", view):
            yield field, origin.value


def near_paths(scenario: Scenario, path: str, view: View | None = None) -> tuple[str, ...]:
    """Paths much like one that nothing is called by, the likest first."""
    head = path.partition(".")[0]
    known = [word for word, _ in askable(scenario, view, f"{head}.")] + [word for word, _ in askable(scenario, view)]
    known += list(scenario.rules.provenance)
    return tuple(get_close_matches(path, known, n=4, cutoff=0.55))


def kinds_line(scenario: Scenario, view: View | None = None) -> str:
    """What can be asked about, in a sentence with examples of this scenario."""
    names = [name for name in SHELVES if name not in _UNSOURCED and SHELVES[name](scenario)]
    unit = next((u.id for u in scenario.units if may_ask("units", u.id, u, view)), "")
    example = f"'source {unit} men'" if unit else "'source movement.speed.foot'"
    return (
        f"Name a unit or a place, with a field or without, such as {example}; a thing by its kind, "
        f"such as 'source {_example(scenario)}' ({choice(names, 30)}); or a figure of the rules, "
        "such as 'source movement.speed.foot'."
    )


def listed(scenario: Scenario, shelf: str, view: View | None = None) -> tuple[str, ...]:
    """Paths of all things of a kind, or of all figures of a table of the rules, that may be asked for."""
    return tuple(path for path, _ in askable(scenario, view, f"{shelf}."))


def _example(scenario: Scenario) -> str:
    """A path to a record, or to another thing of the scenario that both sides know."""
    paths = (f"{kind}.{name}" for kind in ("history", "victory", "kinds") for name in SHELVES[kind](scenario))
    return next(paths, "movement.speed.foot")
