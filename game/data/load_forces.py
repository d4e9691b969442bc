"""The order of battle to formations and units."""

from __future__ import annotations

from typing import TypeVar

from attrs import frozen

from game.core.ids import NOWHERE, SideId, SquadronId, UnitId
from game.data.load_names import Numbers, sourced
from game.data.schema import Provenance
from game.data.schema_forces import DummyData, ForcesFile, FormationData, LeaderData, UnitData
from game.model.aircraft import AirBase, Squadron
from game.model.rulebook import Rulebook
from game.model.units import STANCES, Arm, Dummy, Formation, Leader, Unit, VehicleCount

T = TypeVar("T")
PLAIN_QUALITY, PLAIN_NIGHT = 1.0, 0.5
"""Quality and night training where neither unit nor formation gives them: an average trained unit."""


def formations(forces: ForcesFile, numbers: Numbers) -> dict[str, Formation]:
    """Formations by id."""
    lines = _lines(forces)
    found = {}
    for data in forces.formations:
        above = [f.provenance for f in lines[data.id][1:]] + [forces.provenance]
        found[data.id] = Formation(
            id=data.id,
            name=data.name,
            side=numbers.sides[data.side],
            native=data.native or "",
            parent=data.parent or "",
            leader=_leader(data.leader, [data.provenance, *above]),
            hq=numbers.units[data.hq] if data.hq else None,
            provenance=sourced(data.provenance, *above),
        )
    return found


@frozen(kw_only=True)
class Stock:
    """What units take from elsewhere unless they say otherwise."""

    rules: Rulebook
    stances: dict[SideId, str]
    """Ordinary stance of each side."""
    flares: dict[str, int]
    """Flares at hand, by kind of unit."""


def units(forces: ForcesFile, numbers: Numbers, stock: Stock) -> tuple[Unit, ...]:
    """Units in the order of the file."""
    lines = _lines(forces)
    return tuple(_unit(data, lines[data.formation], forces, numbers, stock) for data in forces.units)


def squadrons(forces: ForcesFile, numbers: Numbers, rules: Rulebook) -> tuple[Squadron, ...]:
    """Squadrons in the order of the file."""
    found = []
    for number, data in enumerate(forces.squadrons):
        found.append(
            Squadron(
                number=SquadronId(number),
                id=data.id,
                name=data.name,
                native=data.native or "",
                side=numbers.sides[data.side],
                formation=data.formation or "",
                aircraft=rules.aircraft[data.aircraft],
                count=data.count,
                crews=data.crews or data.count,
                quality=data.quality,
                base=AirBase(name=data.base.name, km=data.base.km),
                from_minute=numbers.minute_or_none(data.from_) or 0,
                text=data.text or "",
                provenance=sourced(data.provenance, forces.provenance),
            )
        )
    return tuple(found)


def _lines(forces: ForcesFile) -> dict[str, list[FormationData]]:
    """For each formation itself, its parent, and so on up."""
    by_id = {f.id: f for f in forces.formations}
    found = {}
    for formation in forces.formations:
        line = [formation]
        while line[-1].parent:
            line.append(by_id[line[-1].parent])
        found[formation.id] = line
    return found


def _first(values: list[T | None], default: T) -> T:
    return next((value for value in values if value is not None), default)


def _leader(data: LeaderData | None, above: list[Provenance]) -> Leader | None:
    if data is None:
        return None
    return Leader(
        name=data.name,
        rank=data.rank or "",
        native=data.native or "",
        rating=data.rating,
        provenance=sourced(data.provenance, *above),
    )


def _unit(data: UnitData, line: list[FormationData], forces: ForcesFile, numbers: Numbers, stock: Stock) -> Unit:
    rules = stock.rules
    side = numbers.sides[line[0].side]
    above = [f.provenance for f in line] + [forces.provenance]
    return Unit(
        number=UnitId(numbers.units[data.id]),
        id=data.id,
        name=data.name,
        native=data.native or "",
        kind=rules.kinds[data.kind],
        side=side,
        formation=data.formation,
        hex=NOWHERE if data.at == "off" else numbers.spot(data.at),
        men=data.men,
        arms=tuple(Arm(weapon=rules.weapons[name], count=count) for name, count in data.weapons.items()),
        vehicles=tuple(
            VehicleCount(vehicle=rules.vehicles[name], count=count) for name, count in data.vehicles.items()
        ),
        cohesion=data.cohesion,
        fatigue=data.fatigue,
        ammo=data.ammo,
        shells=data.shells,
        shells_full=data.shells if data.shells_full is None else data.shells_full,
        flares=stock.flares[data.kind] if data.flares is None else data.flares,
        stance=STANCES.index(data.stance or stock.stances[side]),
        off_map_m=data.off_map_m,
        dug=data.dug,
        alert=data.alert,
        quality=_first([data.quality, *(f.quality for f in line)], PLAIN_QUALITY),
        night=_first([data.night, *(f.night for f in line)], PLAIN_NIGHT),
        surrenders=_first([data.surrenders, *(f.surrenders for f in line)], True),
        shaky=_first([data.shaky, *(f.shaky for f in line)], False),
        leader=_leader(data.leader, [data.provenance, *above]),
        arrives_minute=numbers.minute(data.arrives.time) if data.arrives else None,
        arrives_at=numbers.spot(data.arrives.at) if data.arrives else NOWHERE,
        text=data.text or "",
        dummy=_dummy(data.dummy, rules),
        provenance=sourced(data.provenance, *above),
    )


def _dummy(data: DummyData | None, rules: Rulebook) -> Dummy | None:
    return Dummy(shows=rules.kinds[data.shows], men=data.men, by=data.by) if data else None
