"""Figures of the rules that were set with recorded sums in view, besides the five that were fitted: an honest list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
RULES = ROOT / "scenarios" / "rules"


class Set(NamedTuple):
    """A figure that was set so that a recorded sum comes out."""

    path: str
    """File, group and name."""
    on: str
    """The sums it was set on."""
    tested: str
    """Where else it was tested."""


IN_VIEW = (
    Set(
        "combat.armour.close_kill",
        "the share of the tanks of 3 July 1939 that fell to bottles",
        "Yasuoka's tanks, Noro",
    ),
    Set("combat.armour.passed_over", "Japanese losses on the west bank, 3 to 5 July 1939", "nowhere"),
    Set("fires.antitank.intensity", "tanks put out at Khasan as a whole", "the Khalkhin Gol, by its battles"),
    Set("fires.defensive.support_most", "guns in the fitted engagements; Soviet losses of 6 August 1938", "nowhere"),
    Set("engineering.works.fortified", "Japanese losses to shells, 7 to 10 August 1938", "Fui, by its battle"),
    Set("air.combat.hit", "aircraft of both sides, 20 to 31 August 1939", "nowhere"),
    Set("weapons.rifle-grenade.oli", "Soviet infantry in the fitted engagements", "the tested engagements"),
)
"""By file. Shells that reach the guns by day, and the plans' loss limits, are figures of the Khalkhin Gol's battles and
not of the rules: they were set with the sums of August 1939 in view as well."""

MARKED = {
    "combat.rates.per_hour",
    "combat.rates.size_exponent",
    "combat.armour.tank_kill",
    "combat.shellfire.kill",
    "combat.cohesion.points",
}
"""What the fit moved."""
STANDARDS = {
    "combat.rates.size_men": "the size of action to which the fitted rate belongs",
    "combat.armour.exposed_attacking": "the standard to which the fitted rate of fire on vehicles belongs",
    "morale.fatigue.assault": "an input of the model that was fitted, taken over as it was",
}
"""Figures whose source is the fit because the fitted constants mean nothing without them."""


def figure(path: str) -> Mapping[str, Any]:
    """A figure of the rules as its file has it: value, source, estimate.

    Raises:
        KeyError: there is none.
    """
    file, group, name = path.split(".")
    data = yaml.safe_load((RULES / f"{file}.yaml").read_text("utf-8"))
    if file == "weapons":
        entry = next(e for e in data["weapons"] if e["id"] == group)
        return {"value": entry[name]}
    found: Mapping[str, Any] = data[group][name]
    return found


def marked_as_fitted() -> set[str]:
    """Paths of all figures of the rules that name the fit as their source, weapons apart."""
    found = set()
    for path in sorted(RULES.glob("*.yaml")):
        if path.stem == "weapons":
            continue
        for group, entries in yaml.safe_load(path.read_text("utf-8")).items():
            if isinstance(entries, dict):
                for name, entry in entries.items():
                    if isinstance(entry, dict) and "fit" in (entry.get("source") or ()):
                        found.add(f"{path.stem}.{group}.{name}")
    return found
