"""Files of `rules/` to the rulebook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from game.data.checks_rules import FIELD_OF, group_class, tables_of
from game.data.datafile import CHAPTERS
from game.data.files import Bundle
from game.data.load_names import provenance_of, sourced
from game.data.schema_rules import FiguresFile, RuleFigure
from game.model.aircraft import Aircraft
from game.model.provenance import Provenance
from game.model.rulebook import Rulebook
from game.model.terrain import Terrain
from game.model.units import UnitKind
from game.model.weapons import Vehicle, Weapon


def rulebook(bundle: Bundle) -> Rulebook:
    """The rulebook of a scenario's files."""
    chapters: dict[str, Any] = {}
    provenance: dict[str, Provenance] = {}
    units: dict[str, str] = {}
    remarks: dict[str, str] = {}
    for chapter in CHAPTERS:
        file: FiguresFile = bundle.value(chapter)
        chapters[FIELD_OF[chapter]] = _tables(chapter, file.groups)
        for group, figures in file.groups.items():
            for name, figure in figures.items():
                path = f"{chapter}.{group}.{name}"
                provenance[path] = provenance_of(figure.provenance, file.provenance)
                units[path] = figure.unit
                if figure.provenance.note:
                    remarks[path] = figure.provenance.note
    weapons = _weapons(bundle, "weapons", Weapon, provenance)
    return Rulebook(
        terrains=terrains(bundle),
        weapons=weapons,
        aircraft=_aircraft(bundle, weapons, provenance),
        vehicles=_weapons(bundle, "vehicles", Vehicle, provenance),
        kinds=_kinds(bundle),
        provenance=provenance,
        units=units,
        remarks=remarks,
        **chapters,
    )


def _tables(chapter: str, groups: Mapping[str, Mapping[str, RuleFigure]]) -> Any:
    values: dict[str, Any] = {}
    for group, figures in groups.items():
        plain = {name: figure.value for name, figure in figures.items()}
        shape = group_class(chapter, group)
        values[group] = shape(**plain) if shape else plain
    return tables_of(chapter)(**values)


def terrains(bundle: Bundle) -> dict[str, Terrain]:
    """Kinds of ground by id."""
    file = bundle.value("terrain")
    found = {}
    for data in file.terrains:
        plain = _plain(data, Terrain)
        plain["closed"] = frozenset(data.closed)
        plain["note"] = data.provenance.note or ""
        found[data.id] = Terrain(**plain, provenance=sourced(data.provenance, file.provenance))
    return found


def _kinds(bundle: Bundle) -> dict[str, UnitKind]:
    file = bundle.value("kinds")
    return {
        data.id: UnitKind(
            **_plain(data, UnitKind),
            is_hq=data.symbol == "hq",
            provenance=sourced(data.provenance, file.provenance),
        )
        for data in file.kinds
    }


def _weapons(bundle: Bundle, key: str, shape: type[Any], provenance: dict[str, Provenance]) -> dict[str, Any]:
    """Weapons or vehicles by id; their provenance goes under paths such as "weapons.rifle.oli"."""
    file = bundle.value("weapons")
    found = {}
    for data in getattr(file, key):
        found[data.id] = shape(**_plain(data, shape))
        own = sourced(data.provenance, file.provenance)
        provenance[f"{key}.{data.id}"] = own.entry
        provenance |= {f"{key}.{data.id}.{name}": p for name, p in own.fields.items()}
    return found


def _aircraft(bundle: Bundle, weapons: Mapping[str, Weapon], provenance: dict[str, Provenance]) -> dict[str, Aircraft]:
    """Aircraft by id, with the bombs and guns they carry."""
    file = bundle.value("weapons")
    found = {}
    for data in file.aircraft:
        plain = _plain(data, Aircraft)
        for key in ("load", "guns"):
            plain[key] = tuple((weapons[name], count) for name, count in plain[key].items())
        found[data.id] = Aircraft(**plain)
        provenance[f"aircraft.{data.id}"] = sourced(data.provenance, file.provenance).entry
    return found


def _plain(data: Any, shape: type[Any]) -> dict[str, Any]:
    """Fields that a file's class and a model class have in common, less provenance."""
    names = {f.name for f in attrs.fields(shape)} & {f.name for f in attrs.fields(type(data))}
    return {name: getattr(data, name) for name in names - {"provenance"}}
