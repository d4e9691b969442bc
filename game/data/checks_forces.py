"""Checks of the order of battle: who stands where, with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from game.core.ids import HexId
from game.data.checks import Finding, check
from game.data.names import Names
from game.data.problems import Path
from game.data.schema_events import EffectData
from game.data.schema_forces import UnitData

SURPLUS = 1.2
"""Weapons to a man beyond which a figure is taken for a slip."""


def _units(names: Names) -> Iterator[tuple[Path, UnitData]]:
    for _, path, unit in names.entries(UnitData, "forces"):
        yield path, unit


def _by_hex(names: Names) -> dict[HexId, list[tuple[Path, UnitData]]]:
    stacks: dict[HexId, list[tuple[Path, UnitData]]] = defaultdict(list)
    for path, unit in _units(names):
        if (hex_ := names.start_hex(unit)) is not None and not unit.off_map_m:
            stacks[hex_].append((path, unit))
    return stacks


@check("U01", "error", "A unit starts on ground that its mobility class may not enter.")
def closed_ground(names: Names) -> Iterator[Finding]:
    """Terrain of starting hexes, of arrivals too."""
    for path, unit in _units(names):
        kind = names.kind_of(unit)
        spots: list[tuple[Path, str]] = [(("at",), unit.at)] if unit.at != "off" else []
        if unit.arrives:
            spots.append((("arrives", "at"), unit.arrives.at))
        for step, spot in spots:
            hex_ = names.spot(spot)
            ground = names.terrain(hex_) if hex_ is not None else None
            if kind and ground and kind.mobility in ground.closed:
                text = f"{spot} is {ground.id}, closed to {kind.mobility}"
                yield Finding("forces", (*path, *step), text, "move it to other ground")


@check("U02", "error", "More men or vehicles stand in a hex at the start than may stack there.")
def stacking(names: Names) -> Iterator[Finding]:
    """Rule 4.8 at the start."""
    board = names.bundle.map
    for hex_, stack in _by_hex(names).items():
        for key, noun in (("men_km", "men"), ("vehicles_km", "vehicles")):
            a_km = names.figure("movement", "stacking", key)
            if board is None or a_km is None or names.grid is None:
                continue
            limit = int(a_km * board.hex_m / 1000)
            count = sum(unit.men if noun == "men" else sum(unit.vehicles.values()) for _, unit in stack)
            if count > limit:
                text = f"{count} {noun} stand in {names.grid.name(hex_)}, {limit} may"
                yield Finding("forces", (*stack[-1][0], "at"), text, "spread the units over several hexes")


@check("U03", "error", "Units of both sides start in one hex.")
def shared_hexes(names: Names) -> Iterator[Finding]:
    """Sides in each hex."""
    for stack in _by_hex(names).values():
        first_side = names.side_of(stack[0][1])
        for path, unit in stack[1:]:
            side = names.side_of(unit)
            if side and first_side and side != first_side:
                text = f"{stack[0][1].id} of the other side stands in {unit.at} too"
                yield Finding("forces", (*path, "at"), text, "move one of them")
                break


@check("U04", "warning", "A unit has more rifles or gun crews than its men can serve.")
def weapons(names: Names) -> Iterator[Finding]:
    """Weapons against men."""
    for path, unit in _units(names):
        rifles = crews = 0
        for name, count in unit.weapons.items():
            weapon = (names.weapons or {}).get(name)
            if weapon and weapon.crew == 1:
                rifles += count
            elif weapon:
                crews += weapon.crew * count
        if rifles > unit.men * SURPLUS:
            yield Finding("forces", (*path, "weapons"), f"{rifles} rifles for {unit.men} men", "check both figures")
        elif crews > unit.men * SURPLUS:
            text = f"the crews of its weapons need {crews} men, it has {unit.men}"
            yield Finding("forces", (*path, "weapons"), text, "check both figures")


@check("U05", "error", "A unit has neither men nor vehicles.")
def empty(names: Names) -> Iterator[Finding]:
    """Units of nothing."""
    for path, unit in _units(names):
        if unit.men == 0 and not unit.vehicles:
            yield Finding("forces", (*path, "men"), f"{unit.id} has neither men nor vehicles", "delete it")


@check("U06", "error", "A side has no unit.")
def sides(names: Names) -> Iterator[Finding]:
    """Both sides must be there; not judged while entries are at fault."""
    scenario, forces = names.bundle.scenario, names.bundle.forces
    if scenario is None or forces is None or not names.is_whole("forces"):
        return
    known = {side.id for side in scenario.sides}
    found = [names.side_of(unit) for unit in forces.units]
    if set(found) <= known:
        for side in sorted(known - set(found)):
            yield Finding("forces", ("units",), f"{side} has no unit", "add one, or check the sides of the formations")


def _reinforced(names: Names) -> dict[str, tuple[str, Path, str | None]]:
    """Units that some event brings: file and path of the effect, and where it brings them."""
    found: dict[str, tuple[str, Path, str | None]] = {}
    for file, path, effect in names.entries(EffectData, "scenario"):
        for unit in effect.reinforce.units if effect.reinforce else ():
            found[unit] = (file, (*path, "reinforce"), effect.reinforce.at if effect.reinforce else None)
    return found


@check("U07", "warning", "A unit starts off the map and never arrives.")
def never_arrives(names: Names) -> Iterator[Finding]:
    """Units that are `off`, without arrival or reinforcing event."""
    coming = _reinforced(names)
    # A misspelt name in an event may be meant for any unit.
    whole = names.is_whole("scenario", "events") and set(coming) <= set(names.units)
    for path, unit in _units(names) if whole else ():
        if unit.at == "off" and not unit.arrives and unit.id not in coming:
            text = f"{unit.id} is off the map and nothing brings it"
            yield Finding("forces", (*path, "at"), text, "give it `arrives`, or an event with `reinforce`")


@check("U08", "error", "A unit stands on the map and also arrives.")
def arrives_twice(names: Names) -> Iterator[Finding]:
    """`arrives` belongs to units that are `off`."""
    for path, unit in _units(names):
        if unit.at != "off" and unit.arrives:
            text = f"{unit.id} stands at {unit.at} from the start"
            yield Finding("forces", (*path, "arrives"), text, "write `at: off`, or delete `arrives`")


@check("U09", "error", "An event brings a unit, and neither says where.")
def arrives_nowhere(names: Names) -> Iterator[Finding]:
    """Reinforcements without a hex."""
    for unit_id, (file, path, at) in _reinforced(names).items():
        unit = names.units.get(unit_id)
        if at is None and unit and not unit.arrives:
            yield Finding(file, path, f"nothing says where {unit_id} arrives", "add `at`")


@check("U10", "warning", "A unit with guns has no shells.")
def shells(names: Names) -> Iterator[Finding]:
    """Guns without rounds; anti-tank guns among them."""
    for path, unit in _units(names):
        roles = {weapon.role for name in unit.weapons if (weapon := (names.weapons or {}).get(name))}
        if unit.shells == 0 and not unit.shells_full and roles & {"gun", "at"}:
            yield Finding(
                "forces", path, f"the guns of {unit.id} have no shells", "give `shells` in rounds, or `shells_full`"
            )


@check("U11", "error", "A formation is its own superior.")
def loops(names: Names) -> Iterator[Finding]:
    """Circles of parents; each is reported once."""
    seen: set[str] = set()
    forces = names.bundle.forces
    for number, formation in enumerate(forces.formations if forces else ()):
        chain: list[str] = []
        step: str | None = formation.id
        while step and step not in chain and step not in seen:
            chain.append(step)
            above = names.formations.get(step)
            step = above.parent if above else None
        if step in chain:
            text = " under ".join([*chain[chain.index(step) :], step])
            yield Finding("forces", ("formations", number, "parent"), f"{text} goes in a circle", "mend `parent`")
        seen.update(chain)


@check("U12", "error", "A formation and its parent fight for different sides.")
def turncoats(names: Names) -> Iterator[Finding]:
    """Sides of formations and parents."""
    forces = names.bundle.forces
    for number, formation in enumerate(forces.formations if forces else ()):
        above = names.formations.get(formation.parent or "")
        if above and above.side != formation.side:
            text = f"{formation.id} is of {formation.side}, its parent {above.id} of {above.side}"
            yield Finding("forces", ("formations", number, "side"), text)


@check("U13", "warning", "A formation's headquarters belongs to another formation.")
def headquarters(names: Names) -> Iterator[Finding]:
    """Headquarters answer to their own formation."""
    forces = names.bundle.forces
    for number, formation in enumerate(forces.formations if forces else ()):
        unit = names.units.get(formation.hq or "")
        if unit and unit.formation != formation.id:
            text = f"{unit.id} belongs to {unit.formation}"
            yield Finding("forces", ("formations", number, "hq"), text, f"set its formation to {formation.id}")


@check("U14", "remark", "A formation has no unit, not even through formations below it.")
def hollow(names: Names) -> Iterator[Finding]:
    """Formations without units."""
    forces = names.bundle.forces
    used = {unit.formation for unit in forces.units} if forces else set()
    if forces is None or not names.is_whole("forces") or not used <= set(names.formations):
        return  # a misspelt formation may be meant for any
    for _ in forces.formations:  # as many rounds as there can be levels
        used |= {f.parent for f in forces.formations if f.id in used and f.parent}
    for number, formation in enumerate(forces.formations):
        if formation.id not in used:
            yield Finding("forces", ("formations", number), f"{formation.id} has no units", "delete it")


@check("U15", "warning", "A formation's headquarters is not of a headquarters kind.")
def staffs(names: Names) -> Iterator[Finding]:
    """Kinds of headquarters."""
    forces = names.bundle.forces
    for number, formation in enumerate(forces.formations if forces else ()):
        unit = names.units.get(formation.hq or "")
        kind = names.kind_of(unit) if unit else None
        if unit and unit.formation == formation.id and kind and kind.symbol != "hq":
            text = f"{unit.id} is a {kind.id}"
            yield Finding("forces", ("formations", number, "hq"), text, "name a unit whose kind has symbol hq")


@check("U16", "error", "Guns off the map do not stand at its edge, or are no guns.")
def beyond_the_edge(names: Names) -> Iterator[Finding]:
    """Hex and kind of units with `off_map_m`. Rule 6.14."""
    for path, unit in _units(names):
        if not unit.off_map_m:
            continue
        kind, grid = names.kind_of(unit), names.grid
        hexes = [names.start_hex(unit), names.spot(unit.arrives.at) if unit.arrives else None]
        for hex_ in hexes:
            if grid and hex_ is not None and len(grid.adjacent[hex_]) == 6:
                text = f"{unit.id} stands behind {grid.name(hex_)}, which is not at the map's edge"
                yield Finding("forces", (*path, "at"), text, "name an edge hex, or delete `off_map_m`")
        if kind and (kind.assaults or not kind.fires):
            text = f"{unit.id} is a {kind.id}; only guns that bombard can stand off the map"
            yield Finding("forces", (*path, "off_map_m"), text, "delete `off_map_m`")
