"""Weapons, vehicles and ground of the recorded engagements, short ways to write forces, and a reader of the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

import yaml
from attrs import fields, has

from game.model.tables import CombatTables, TerrainRow
from game.model.weapons import Vehicle, Weapon
from game.rules.force import Circumstances, Force
from game.rules.shellfire import Bombardment, bombardment

COMBAT_YAML = Path(__file__).parents[2] / "scenarios" / "rules" / "combat.yaml"


def read_groups() -> dict[str, dict[str, dict[str, Any]]]:
    """The YAML as written: group, name, and the entries of each figure as text."""
    groups: dict[str, dict[str, dict[str, Any]]] = yaml.load(COMBAT_YAML.read_text("utf-8"), Loader=yaml.BaseLoader)
    return groups


_TRIED: list[CombatTables] = []
"""Tables that are being tried in place of those of the scenarios, the last one first."""


@contextmanager
def trying(tables: CombatTables) -> Iterator[None]:
    """Holds the engagements against other tables than those of the scenarios."""
    _TRIED.append(tables)
    try:
        yield
    finally:
        _TRIED.pop()


def is_trying() -> bool:
    """Whether other tables are being tried: nothing that is computed then may be kept."""
    return bool(_TRIED)


def combat_tables() -> CombatTables:
    """The tables of the scenarios, or those that are being tried."""
    return _TRIED[-1] if _TRIED else shipped_tables()


@cache
def shipped_tables() -> CombatTables:
    """The tables of the scenarios, filled by field name."""
    groups = read_groups()
    filled: dict[str, Any] = {}
    for name, kind in get_type_hints(CombatTables).items():
        figures = {key: float(figure["value"]) for key, figure in groups.pop(name).items()}
        if has(kind):
            assert set(figures) == {field.name for field in fields(kind)}, f"group {name} and its class differ"
        filled[name] = kind(**figures) if has(kind) else figures
    assert not groups, f"groups without a field: {sorted(groups)}"
    return CombatTables(**filled)


def _weapon(
    name: str, role: Any, oli: float, rate: float = 1, pen: float = 0, worth: float = 0, area: float = 0
) -> Weapon:
    return Weapon(
        id=name,
        name=name,
        role=role,
        oli=oli,
        rounds_hour=rate,
        penetration_mm=pen,
        at_worth=worth,
        lethal_area_m2=area,
        shell_76=area / 250,
    )


# Type, role, QJM lethality index, rounds an hour of the QJM, plate in mm at 500 m, worth as an anti-tank tube, and the
# lethal area of a shell in square metres.
WEAPONS: Mapping[str, Weapon] = {
    weapon.id: weapon
    for weapon in (
        _weapon("rifle", "small", 0.12),
        _weapon("lmg", "small", 0.26),
        _weapon("hmg", "mg", 0.55, 1, 7, 0.03),
        _weapon("discharger", "mg", 3.0),
        _weapon("rifle-grenade", "mg", 1.5),
        _weapon("mortar82", "gun", 87, 173, area=200),
        _weapon("at37", "at", 30, 240, 27, 1.0),
        _weapon("at45", "at", 46, 210, 41, 1.0),
        _weapon("gun70", "gun", 44, 158, 13, 0.35, 180),
        _weapon("gun75", "gun", 85, 152, 45, 0.45, 230),
        _weapon("gun76", "gun", 95, 152, 45, 0.45, 250),
        _weapon("how122", "gun", 186, 97, 60, 0.1, 600),
        _weapon("gun105", "gun", 246, 113, 80, 0.1, 420),
        _weapon("how150", "gun", 230, 63, area=900),
        _weapon("how152", "gun", 222, 62, area=950),
        _weapon("bomb100", "gun", 0, area=1500),
    )
}


def _vehicle(name: str, oli: float, front: float, side: float, pen: float, softness: float, crew: int) -> Vehicle:
    return Vehicle(
        id=name,
        name=name,
        oli=oli,
        front_mm=front,
        side_mm=side,
        penetration_mm=pen,
        softness=softness,
        crew=crew,
    )


# Type, QJM lethality index, front and side plate in mm, its gun's penetration in mm at 500 m, softness and crew.
VEHICLES: Mapping[str, Vehicle] = {
    vehicle.id: vehicle
    for vehicle in (
        _vehicle("BT", 55, 15, 13, 41, 1.15, 3),
        _vehicle("T-26", 36, 15, 15, 41, 1.0, 3),
        _vehicle("BA", 32, 10, 9, 41, 1.3, 4),
        _vehicle("Type89", 28, 17, 15, 20, 0.9, 4),
        _vehicle("Type95", 23, 12, 12, 19, 0.9, 3),
        _vehicle("ChiHa", 32, 25, 25, 20, 0.9, 4),
        _vehicle("Type92", 3, 6, 6, 12, 1.3, 3),
    )
}

# Rows of the QJM: defence, infantry, guns, tanks, losses.
GROUND: Mapping[str, TerrainRow] = {
    name: TerrainRow(defence=d, infantry=i, guns=g, tanks=t, losses=c)
    for name, d, i, g, t, c in (
        ("rugged bare", 1.45, 0.8, 0.9, 0.5, 0.5),
        ("rolling bare", 1.2, 1.0, 1.0, 1.0, 0.8),
        ("flat hard", 1.05, 1.0, 1.0, 1.0, 1.0),
        ("flat desert", 1.18, 1.0, 1.0, 1.0, 0.9),
        ("dunes", 1.4, 1.0, 1.0, 0.6, 0.5),
        ("swamp open", 1.3, 0.8, 0.9, 0.3, 0.4),
    )
}

GRENADE_RIFLES = 0.02
"""Soviet rifle-grenade launchers for each rifle."""


def force(
    name: str,
    men: float,
    weapons: Mapping[str, float],
    vehicles: Mapping[str, float] | None = None,
    rounds: float = 10.0,
    **state: Any,
) -> Force:
    """A force by names of weapons and vehicles; every gun fires `rounds` an hour."""
    arms = tuple(
        (WEAPONS[w], float(n), rounds if WEAPONS[w].role in ("gun", "at") else None) for w, n in weapons.items()
    )
    hulls = tuple((VEHICLES[v], float(n)) for v, n in (vehicles or {}).items())
    return Force(name=name, men=men, arms=arms, vehicles=hulls, **state)


def rifles(rifle: float, lmg: float, hmg: float, **more: float) -> dict[str, float]:
    """Infantry of any army."""
    return {"rifle": rifle, "lmg": lmg, "hmg": hmg, **more}


def soviet(rifle: float, lmg: float, hmg: float, **more: float) -> dict[str, float]:
    """Soviet infantry, with rifle grenades."""
    return rifles(rifle, lmg, hmg, **{"rifle-grenade": rifle * GRENADE_RIFLES, **more})


def on(ground: str, **manner: Any) -> Circumstances:
    """Circumstances by the name of the ground."""
    return Circumstances(ground=GROUND[ground], **manner)


def shelling(rounds: Mapping[str, float], hectares: float, posture: str, minutes: float, aim: str) -> Bombardment:
    """A bombardment by names of weapons."""
    return bombardment([(WEAPONS[w], n) for w, n in rounds.items()], hectares, posture, minutes, aim, combat_tables())


ATTACKER = force(
    "regiment", 2400, soviet(1600, 75, 36, gun76=6), rounds=30, stance="storm", cohesion=100.0, quality=1.0
)
"""A Soviet regiment at its full cohesion."""

DEFENDER = force("battalion", 900, rifles(600, 37, 10, gun70=2, at37=2), rounds=20, stance="last-man", cohesion=100.0)
"""A Japanese battalion told to hold at all cost."""
