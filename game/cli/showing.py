"""What `show` prints: a scenario, or one thing in it with the sources of its figures."""

from __future__ import annotations

from typing import Any

from game.language.dates import when
from game.language.describe_figures import figure_words, measure_words
from game.language.describe_rules import figures_of
from game.language.describe_sources import origin_words
from game.language.describe_voices import misfit_line, voice_lines
from game.language.shelves import SHELVES
from game.model.aircraft import Squadron
from game.model.board import Place
from game.model.history import Figure, Measured, Note
from game.model.provenance import Provenance, Sourced
from game.model.scenario import Scenario
from game.model.units import Formation, Leader, Unit
from game.record.codec import describe

Shown = tuple[list[str], dict[str, Any]]
"""Lines for a reader, and the same as plain data."""


def overview(scenario: Scenario) -> Shown:
    """The scenario on a page: calendar, sides, forces, victory."""
    calendar = scenario.calendar
    lines = [scenario.title, scenario.summary, ""]
    end = calendar.moment(calendar.end_minute)
    first, last = f"{calendar.start.day} {calendar.start:%B %Y %H:%M}", f"{end.day} {end:%B %H:%M}"
    lines.append(f"{first} to {last} {calendar.clock}, {len(calendar.turns)} turns.")
    plain: dict[str, Any] = {"id": scenario.id, "title": scenario.title, "summary": scenario.summary, "sides": []}
    for side in scenario.sides:
        units = [u for u in scenario.units if u.side == side.number]
        men = sum(u.men for u in units)
        lines += ["", f"{side.name}: {men} men in {len(units)} units. {side.aims}"]
        rows = [(f, [u for u in units if u.formation == f.id]) for f in scenario.formations.values()]
        for formation, own in rows:
            if own:
                lines.append(f"  {formation.id}: {formation.name}, {', '.join(f'{u.id} ({u.men})' for u in own)}")
        forces = [_plain_unit(u) for u in units]
        plain["sides"].append({"id": side.id, "name": side.name, "aims": side.aims, "men": men, "units": forces})
    lines += ["", "Victory:"]
    plain["victory"] = []
    for item in scenario.victory.items:
        recorded = "" if item.history is None else f" (history: {item.history})"
        lines.append(f"  {scenario.sides[item.side].name}, {item.points}: {item.text}{recorded}")
        plain["victory"].append(
            {
                "id": item.id,
                "side": scenario.sides[item.side].id,
                "points": item.points,
                "text": item.text,
                "history": item.history,
            }
        )
    return lines, plain


def model(scenario: Scenario, width: int = 0) -> Shown:
    """How well the simulated games that ship with a scenario meet its record."""
    from game.report import honesty  # noqa: PLC0415
    from game.report.clouds import NoCloud, shipped_cloud  # noqa: PLC0415

    found = shipped_cloud(scenario)
    plain = {"missing": found.reason} if isinstance(found, NoCloud) else honesty.plain(honesty.honesty(found.batch))
    return honesty.lines(scenario, found, width), plain


TYPES = ("weapons", "vehicles", "aircraft")
"""Tables of the rules that list types by id, each with a provenance of its own."""


def names(scenario: Scenario, shelf: str) -> Shown:
    """Ids and names of all things of a kind."""
    found = SHELVES[shelf](scenario)
    rows = [{"id": key, "name": _name_of(entry)} for key, entry in found.items()]
    return [f"{row['id']:28} {row['name']}".rstrip() for row in rows], {shelf: rows}


def _name_of(entry: Any) -> str:
    found = next((getattr(entry, key) for key in ("name", "title", "text", "measure") if hasattr(entry, key)), "")
    return " ".join(str(found).split())


def thing(scenario: Scenario, name: str, shelf: str | None = None) -> Shown | None:
    """One thing by its id, of one kind or of any, with the sources of its figures; None if there is no such thing."""
    for kind in SHELVES if shelf is None else (shelf,):
        found = SHELVES[kind](scenario)
        if name in found:
            return _shown(scenario, kind, name, found[name])
    return _group(scenario, name) if shelf in (None, "rules") else None


def _group(scenario: Scenario, path: str) -> Shown | None:
    """All figures of a table or group of the rules, such as "combat.slope"; None if there is no such group."""
    shown = [_figure(scenario, name) for name in scenario.rules.provenance if name.startswith(f"{path}.")]
    if not shown:
        return None
    return [line for lines, _ in shown for line in lines], {"name": path, "figures": [plain for _, plain in shown]}


def _shown(scenario: Scenario, kind: str, name: str, entry: Any) -> Shown:
    match kind:
        case "units":
            return _unit(scenario, entry)
        case "squadrons":
            return _squadron(scenario, entry)
        case "formations":
            return _formation(scenario, entry)
        case "places":
            return _place(scenario, entry)
        case "notes":
            return _note(scenario, entry)
        case "history":
            return _record(scenario, entry)
        case "rules":
            return _figure(scenario, name)
    return _anything(scenario, kind, name, entry)


def _anything(scenario: Scenario, kind: str, name: str, entry: Any) -> Shown:
    """A thing field by field, in the words of its file."""
    plain = describe(scenario, entry)
    lines = [name]
    for key, value in plain.items():
        if value not in ("", None, [], {}) and key not in ("id", "number"):
            lines.append(f"  {key}: {_words(value)}")
    sourced = getattr(entry, "provenance", None) or _of_arms(scenario, f"{kind}.{name}")
    if sourced is not None:
        lines += _sources(scenario, sourced)
        plain["provenance"] = _plain_origin(sourced.entry)
    return lines, plain


def _record(scenario: Scenario, entry: Measured) -> Shown:
    """A figure of the record: its range, who says what, and why the model is thought to miss it."""
    plain = describe(scenario, entry) | {"provenance": _plain_origin(entry.provenance.entry)}
    told = "no record"
    if isinstance(entry, Figure):
        told = figure_words(scenario, entry.low, entry.high, entry.unit)
    lines = [f"{entry.id}: {measure_words(scenario, entry.key)}: {told}"]
    if isinstance(entry, Figure):
        lines += [f"  {line}" for line in (*voice_lines(scenario, entry), misfit_line(entry)) if line]
    lines += [f"  note: {' '.join(entry.note.split())}"] if entry.note else []
    return [*lines, *_sources(scenario, entry.provenance)], plain


def _of_arms(scenario: Scenario, path: str) -> Sourced | None:
    """Provenance of a weapon, vehicle or aircraft, which the rulebook keeps by path; None for other things."""
    known = scenario.rules.provenance
    if path not in known:
        return None
    return Sourced(known[path], {p.removeprefix(f"{path}."): known[p] for p in known if p.startswith(f"{path}.")})


def _words(value: Any) -> str:
    if isinstance(value, dict) and {"id", "name"} <= value.keys():
        return str(value["id"])  # a thing of its own, which can be asked for
    if isinstance(value, dict):
        return ", ".join(f"{k} {_words(v)}" for k, v in value.items() if v not in ("", None, [], {}))
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    return " ".join(str(value).split())


def _sources(scenario: Scenario, sourced: Sourced) -> list[str]:
    lines = [f"  from {origin_words(scenario, sourced.entry)}"]
    return lines + [f"  {field}: {origin_words(scenario, p)}" for field, p in sorted(sourced.fields.items())]


def _plain_origin(where: Provenance) -> dict[str, Any]:
    return {"sources": list(where.sources), "confidence": where.confidence, "estimate": where.estimate}


def _plain_unit(unit: Unit) -> dict[str, Any]:
    return {
        "id": unit.id,
        "name": unit.name,
        "native": unit.native,
        "kind": unit.kind.id,
        "formation": unit.formation,
        "men": unit.men,
        "weapons": {arm.weapon.id: arm.count for arm in unit.arms},
        "vehicles": {group.vehicle.id: group.count for group in unit.vehicles},
        "quality": unit.quality,
        "provenance": _plain_origin(unit.provenance.entry),
    }


def _unit(scenario: Scenario, unit: Unit) -> Shown:
    arms = ", ".join(f"{arm.count} {arm.weapon.name}" for arm in unit.arms)
    cars = ", ".join(f"{group.count} {group.vehicle.name}" for group in unit.vehicles)
    lines = [
        f"{unit.id}: {unit.name} {unit.native}".rstrip(),
        f"  {unit.kind.name}, {scenario.formations[unit.formation].name}, {_whereabouts(scenario, unit)}",
        f"  {unit.men} men; {arms}" + (f"; {cars}" if cars else ""),
        f"  quality {unit.quality:g}, cohesion {unit.cohesion}, fatigue {unit.fatigue}",
    ]
    if unit.leader is not None:
        lines.append(f"  {_leader(unit.leader)}, rating {unit.leader.rating} of 5")
    if unit.text:
        lines.append(f"  {unit.text}")
    return [*lines, *_sources(scenario, unit.provenance)], _plain_unit(unit)


def _whereabouts(scenario: Scenario, unit: Unit) -> str:
    """Where a unit stands at the start, or when and where it comes."""
    grid = scenario.board.grid
    if unit.hex >= 0:
        return f"hex {grid.name(unit.hex)}" + (", behind the map's edge" if unit.off_map_m else "")
    if unit.arrives_minute is None:
        return "off the map until an event brings it"
    return f"comes {when(scenario.calendar, unit.arrives_minute)} at {grid.name(unit.arrives_at)}"


def _leader(leader: Leader) -> str:
    return " ".join(word for word in (leader.rank, leader.name, leader.native) if word)


def _squadron(scenario: Scenario, squadron: Squadron) -> Shown:
    crews = f", {squadron.crews} crews" if squadron.crews != squadron.count else ""
    lines = [
        f"{squadron.id}: {squadron.name} {squadron.native}".rstrip(),
        f"  {scenario.sides[squadron.side].name}, {squadron.count} {squadron.aircraft.name}{crews}",
        f"  from {squadron.base.name}, {squadron.base.km} km away",
    ]
    if squadron.from_minute > 0:
        lines.append(f"  can be sent from {when(scenario.calendar, squadron.from_minute)} on")
    if squadron.text:
        lines.append(f"  {squadron.text}")
    plain = describe(scenario, squadron) | {"provenance": _plain_origin(squadron.provenance.entry)}
    return [*lines, *_sources(scenario, squadron.provenance)], plain


def _formation(scenario: Scenario, formation: Formation) -> Shown:
    units = [scenario.units[u] for u in scenario.units_in[formation.id]]
    men = sum(u.men for u in units)
    lines = [f"{formation.id}: {formation.name} {formation.native}".rstrip(), f"  {men} men in {len(units)} units"]
    if formation.leader is not None:
        lines.append(f"  {_leader(formation.leader)}")
    plain = {"id": formation.id, "name": formation.name, "men": men, "units": [u.id for u in units]}
    return [*lines, f"  {', '.join(u.id for u in units)}", *_sources(scenario, formation.provenance)], plain


def _place(scenario: Scenario, place: Place) -> Shown:
    lines = [
        f"{place.name} {' '.join(place.native)}".rstrip(),
        f"  {place.kind} at {scenario.board.grid.name(place.hex)}",
    ]
    if place.latitude is not None and place.longitude is not None:
        lines.append(f"  {place.latitude:.4f} N {place.longitude:.4f} E, give or take {place.error_km:g} km")
    if place.height_m is not None:
        lines.append(f"  {place.height_m:g} m")
    plain = {
        "id": place.id,
        "name": place.name,
        "hex": scenario.board.grid.name(place.hex),
        "height_m": place.height_m,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "error_km": place.error_km,
        "provenance": _plain_origin(place.provenance.entry),
    }
    return [*lines, *_sources(scenario, place.provenance)], plain


def _note(scenario: Scenario, note: Note) -> Shown:
    lines = [note.title, "", *" ".join(note.text.split()).splitlines()]
    if note.correction:
        lines += ["", f"Research corrects: {' '.join(note.correction.split())}"]
    lines += [f"{voice.who}: {' '.join(voice.text.split())}" for voice in note.voices]
    if note.game:
        lines += ["", f"In the game: {' '.join(note.game.split())}"]
    plain = {
        "id": note.id,
        "title": note.title,
        "text": note.text,
        "article": list(note.article),
        "correction": note.correction,
        "game": note.game,
        "provenance": _plain_origin(note.provenance.entry),
    }
    return [*lines, *_sources(scenario, note.provenance)], plain


def _figure(scenario: Scenario, name: str) -> Shown:
    rules = scenario.rules
    table, *rest = name.split(".")
    if table in TYPES and len(rest) == 1:
        return _anything(scenario, table, rest[0], getattr(rules, table)[rest[0]])
    if table in TYPES:
        value = getattr(getattr(rules, table)[rest[0]], rest[1], None)
    else:
        value = figures_of(rules, table).get(name)
    unit, remark = rules.units.get(name, ""), rules.remarks.get(name, "")
    lines = [f"{name} = {value} {unit}".rstrip()]
    lines += [f"  {remark}"] if remark else []
    lines.append(f"  from {origin_words(scenario, rules.provenance[name])}")
    plain = {"name": name, "value": value, "unit": unit, "provenance": _plain_origin(rules.provenance[name])}
    return lines, plain
