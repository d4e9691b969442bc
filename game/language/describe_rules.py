"""Rules tables, and where figures come from."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import attrs

from game.language.phrases import choice, decimal, sentence
from game.model.provenance import Provenance, Sourced
from game.model.rulebook import Rulebook
from game.model.scenario import Scenario

GROUPS = (
    "combat",
    "movement",
    "observation",
    "fires",
    "stealth",
    "deception",
    "engineering",
    "supply",
    "command",
    "morale",
    "air",
)
"""Tables of the rulebook that hold figures in groups, by the name of their file."""
LISTS = ("terrains", "weapons", "vehicles", "aircraft", "kinds")
"""Tables of the rulebook that hold things of one kind."""
_FIELDS = {"observation": "sight"}
"""Fields of `Rulebook` whose name is not that of the file."""
_ALIASES = {"sight": "observation", "terrain": "terrains", "weapon": "weapons", "unit": "kinds", "vehicle": "vehicles"}
_LISTED: dict[str, tuple[str, ...]] = {
    "terrains": ("defence", "infantry", "guns", "tanks", "losses", "going", "concealment"),
    "weapons": ("oli", "rounds_hour", "range_m", "lethal_area_m2", "penetration_mm", "at_worth", "trajectory"),
    "vehicles": ("oli", "front_mm", "side_mm", "penetration_mm", "crew", "country_kmh"),
    "aircraft": (
        "role",
        "speed_kmh",
        "toughness",
        "fight",
        "turn",
        "dive",
        "height_m",
        "ceiling_m",
        "radius_km",
        "crew",
    ),
    "kinds": ("symbol", "echelon", "mobility", "zoc_men", "digs"),
}


def tables_line() -> str:
    """Names of all tables."""
    return f"Tables: {choice((*GROUPS, *LISTS), 20)}. Type 'rules' and a name, or a group such as 'rules combat.press'."


def figures_of(rules: Rulebook, table: str) -> dict[str, float]:
    """All figures of a table by path, such as "movement.speed.foot"; none for an unknown table."""
    found: dict[str, float] = {}
    if table not in GROUPS:
        return found

    def gather(value: object, path: str) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                gather(inner, f"{path}.{key}")
        elif attrs.has(kind := type(value)):
            for attribute in attrs.fields(kind):
                gather(getattr(value, attribute.name), f"{path}.{attribute.name}")
        elif isinstance(value, int | float):
            found[path] = float(value)

    gather(getattr(rules, _FIELDS.get(table, table)), table)
    return found


def table_lines(scenario: Scenario, name: str) -> tuple[str, ...]:
    """A rules table, figure by figure with unit and origin; the names of the tables for an empty or unknown name."""
    rules, wanted = scenario.rules, name.strip().lower()
    head = wanted.split(".")[0]
    head = _ALIASES.get(head, head)
    if head in LISTS:
        return _list_lines(scenario, head)
    if head not in GROUPS:
        return (f"There is no table '{name}'." if name else "The rules' figures stand in tables.", tables_line())
    path = wanted.replace(wanted.split(".")[0], head, 1)
    figures = figures_of(rules, head)
    chosen = {p: v for p, v in figures.items() if p == path or p.startswith(f"{path}.")} or figures
    return tuple(figure_line(scenario, p, v) for p, v in chosen.items())


def figure_line(scenario: Scenario, path: str, value: float) -> str:
    """One figure: "movement.speed.foot: 4 km/h (W68)"."""
    unit = scenario.rules.units.get(path, "")
    origin = provenance_short(scenario.rules.provenance.get(path, Provenance()))
    return f"{path}: {decimal(value, 4)}{f' {unit}' if unit else ''}{f' ({origin})' if origin else ''}."


def _list_lines(scenario: Scenario, name: str) -> tuple[str, ...]:
    lines = []
    for key, entry in getattr(scenario.rules, name).items():
        said = []
        for field in _LISTED[name]:
            value = getattr(entry, field)
            if value not in (0, 0.0):
                text = decimal(value, 3) if isinstance(value, float) else str(value)
                said.append(f"{field.replace('_', ' ')} {text}")
        lines.append(f"{key}, {entry.name}: {', '.join(said)}.")
    return tuple(lines)


def provenance_short(origin: Provenance) -> str:
    """Origin in a word or two: source ids or "estimate"."""
    words = list(origin.sources) + (["estimate"] if origin.estimate else [])
    return ", ".join(words)


def provenance_lines(scenario: Scenario, origin: Provenance, what: str) -> tuple[str, ...]:
    """Origin of a figure in full: each source with its worth, the confidence, the reasoning of an estimate."""
    lines = []
    for name in origin.sources:
        source = scenario.sources.get(name)
        if source is None:
            lines.append(f"{what}: source {name}.")
            continue
        author = f" by {source.author}" if source.author else ""
        note = f" {sentence(source.note)}" if source.note else ""
        lines.append(f"{what}: {source.title}{author} ({name}, {source.kind}, trust {source.trust}).{note}")
    if origin.estimate:
        lines.append(f"{what}: an estimate. {sentence(origin.estimate)}")
    if origin.confidence:
        lines.append(f"Confidence: {origin.confidence}.")
    return tuple(lines) or (f"{what}: nobody noted where it comes from.",)


def source_lines(scenario: Scenario, subject: str, field: str) -> tuple[str, ...]:
    """Where a figure comes from: of a unit, a formation, a place, a note, or of the rules by its path."""
    sourced = _subject(scenario, subject)
    if sourced is not None:
        what = f"{subject} {field}".strip()
        lines = provenance_lines(scenario, sourced.of(field) if field else sourced.entry, what)
        own = sorted(sourced.fields)
        return (*lines, f"Fields with sources of their own: {', '.join(own)}.") if own and not field else lines
    path = f"{subject}.{field}" if field else subject
    head, _, rest = path.partition(".")
    path = f"{_ALIASES.get(head, head)}.{rest}"
    if path in scenario.rules.provenance:
        remark = scenario.rules.remarks.get(path, "")
        lines = provenance_lines(scenario, scenario.rules.provenance[path], path)
        return (*lines, sentence(remark)) if remark else lines
    listed = _listed_subject(scenario, subject, field)
    if listed is not None:
        return provenance_lines(scenario, listed.of(field) if field else listed.entry, f"{subject} {field}".strip())
    close = get_close_matches(path, list(scenario.rules.provenance), n=4, cutoff=0.5)
    hint = f" Did you mean {choice(close)}?" if close else ""
    return (f"Nothing is called '{subject}'. Name a unit, a place or a figure such as movement.speed.foot.{hint}",)


def _subject(scenario: Scenario, subject: str) -> Sourced | None:
    if subject in scenario.squadron_by_id:
        return scenario.squadrons[scenario.squadron_by_id[subject]].provenance
    if subject in scenario.unit_by_id:
        return scenario.units[scenario.unit_by_id[subject]].provenance
    if subject in scenario.formations:
        return scenario.formations[subject].provenance
    if subject in scenario.board.place_by_id:
        return scenario.board.place_by_id[subject].provenance
    note = next((note for note in scenario.notes if note.id == subject), None)
    restraint = next((r for r in scenario.restraints if r.id == subject), None)
    return note.provenance if note else restraint.provenance if restraint else None


def _listed_subject(scenario: Scenario, subject: str, field: str) -> Sourced | None:
    """Provenance of a terrain or unit kind, which carry their own."""
    name = subject.rpartition(".")[2]
    if name in scenario.rules.terrains:
        return scenario.rules.terrains[name].provenance
    return scenario.rules.kinds[name].provenance if name in scenario.rules.kinds else None
