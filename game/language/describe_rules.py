"""Rules tables, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from game.language.phrases import choice, decimal
from game.model.provenance import Provenance
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
