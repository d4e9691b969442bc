"""Names and values of the things whose origin can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from game.language import dates
from game.language.describe_figures import figure_words, measure_words
from game.language.describe_rules import GROUPS, figures_of
from game.language.names import hex_name, short_place, side_name
from game.language.phrases import count, decimal, listing, sentence
from game.model.history import ControlRecord, Figure
from game.model.rulebook import Rulebook
from game.model.scenario import Scenario
from game.model.units import STANCES

_SELDOM = 160
"""Letters of a value beyond which it is cut: the thing itself has the rest."""


def name_of(scenario: Scenario, shelf: str, name: str, entry: Any) -> str:
    """What a thing is called: its name and, where one types it, its id."""
    match shelf:
        case "units" | "formations" | "squadrons":
            return f"{entry.name} ({name})"
        case "places":
            return short_place(entry)
        case "history":
            text = measure_words(scenario, entry.key)
            return text[:1].upper() + text[1:]
        case "control":
            return f"{_place(scenario, entry.place)} from {dates.when(scenario.calendar, entry.minute)}"
        case "fronts":
            return f"{entry.name}, {dates.when(scenario.calendar, entry.minute)}"
        case "ghosts":
            return f"{entry.name}, its places in history"
        case "weather":
            turn = scenario.calendar.turns[int(name) - 1]
            return f"Weather of turn {name}, {dates.when(scenario.calendar, turn.start)}"
        case "victory" | "restraints":
            return f"{side_name(scenario, entry.side)}: {sentence(entry.text).rstrip('.')}"
    return str(getattr(entry, "name", "") or getattr(entry, "title", "") or name)


def _place(scenario: Scenario, name: str) -> str:
    place = scenario.board.place_by_id.get(name)
    return short_place(place) if place is not None else name


def part_words(shelf: str, field: str) -> str:
    """A field in words."""
    return "commander" if field == "leader" else field.replace("_", " ")


# Values ---------------------------------------------------------------------------------------------------------------


def value_of(scenario: Scenario, shelf: str, entry: Any, field: str) -> str:
    """The value of a field, or the one value that a thing has; empty where there is none to tell in a few words."""
    if field:
        read = PARTS.get(shelf, {}).get(field)
        value = read(scenario, entry) if read is not None else getattr(entry, field, "")
        return _plain(value)
    match shelf:
        case "history":
            known = isinstance(entry, Figure)
            return figure_words(scenario, entry.low, entry.high, entry.unit) if known else "no record"
        case "control":
            return _holder(scenario, entry)
        case "victory":
            past = "history silent" if entry.history is None else f"history scores {entry.history}"
            return f"{count(entry.points, 'point')}; {past}"
        case "restraints":
            return _price(scenario, entry)
        case "weather":
            return dates.weather_words(entry)
        case "places":
            return _spot(scenario, entry)
        case "ghosts":
            return count(len(entry.at), "place")
    return ""


def _plain(value: object) -> str:
    """A value that words can tell; empty for one that is a thing of its own, and for nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return decimal(float(value), 4)
    if isinstance(value, str):
        return value if len(value) <= _SELDOM else f"{value[:_SELDOM].rstrip()} …"
    return ""


def _holder(scenario: Scenario, record: ControlRecord) -> str:
    if record.side is not None:
        return f"held by {side_name(scenario, record.side)}"
    return "contested" if record.is_contested else "disputed"


def _price(scenario: Scenario, entry: Any) -> str:
    price = entry.price
    parts = [count(price.points, "point")] if price.points else []
    parts += [f"{price.resolve} of resolve"] if price.resolve else []
    told = f"to break it costs {listing(parts)}" if parts else ""
    return f"{told}{'; broken in history' if entry.was_broken else ''}".strip("; ")


def _spot(scenario: Scenario, place: Any) -> str:
    parts = [f"hex {scenario.board.grid.name(place.hex)}"]
    if place.latitude is not None and place.longitude is not None:
        error = f", give or take {decimal(place.error_km)} km" if place.error_km else ""
        parts.append(f"{place.latitude:.4f} N {place.longitude:.4f} E{error}")
    if place.height_m is not None:
        parts.append(f"{place.height_m:g} m")
    return "; ".join(parts)


def _arms(scenario: Scenario, unit: Any) -> str:
    return ", ".join(f"{arm.count} {arm.weapon.name}" for arm in unit.arms)


def _vehicles(scenario: Scenario, unit: Any) -> str:
    return ", ".join(f"{group.count} {group.vehicle.name}" for group in unit.vehicles)


def _leader(scenario: Scenario, entry: Any) -> str:
    return f"{entry.leader.name}, rated {entry.leader.rating} of 5" if entry.leader else "nobody is named"


def _at(scenario: Scenario, unit: Any) -> str:
    return hex_name(scenario.board, unit.hex) if unit.hex >= 0 else ""


def _arrives(scenario: Scenario, unit: Any) -> str:
    if unit.arrives_minute is None:
        return ""
    there = f" at {hex_name(scenario.board, unit.arrives_at)}" if unit.arrives_at >= 0 else ""
    return f"{dates.when(scenario.calendar, unit.arrives_minute)}{there}"


def _base(scenario: Scenario, squadron: Any) -> str:
    return f"{squadron.base.name}, {squadron.base.km} km away"


PARTS: Final[Mapping[str, Mapping[str, Callable[[Scenario, Any], Any]]]] = {
    "units": {
        "weapons": _arms,
        "vehicles": _vehicles,
        "leader": _leader,
        "rating": _leader,
        "at": _at,
        "arrives": _arrives,
        "stance": lambda s, unit: STANCES[unit.stance],
        "kind": lambda s, unit: unit.kind.name,
    },
    "formations": {"leader": _leader, "rating": _leader},
    "squadrons": {
        "aircraft": lambda s, squadron: f"{squadron.count} {squadron.aircraft.name}",
        "from": lambda s, squadron: dates.when(s.calendar, squadron.from_minute),
        "base": _base,
    },
    "places": {"at": _spot},
    "lines": {"at": _at},
}
"""Fields by the words of the scenario files where the program calls them otherwise."""


def figure_value(rules: Rulebook, path: str) -> str:
    """A figure of the rules with its unit: "4 km/h"; empty for what is no single figure."""
    table, _, rest = path.partition(".")
    if table in GROUPS:
        value: object = figures_of(rules, table).get(path)
    else:
        name, _, field = rest.partition(".")
        value = getattr(getattr(rules, table, {}).get(name), field, None) if field else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value if isinstance(value, str) else ""
    unit = rules.units.get(path, "")
    return f"{decimal(float(value), 4)}{f' {unit}' if unit else ''}"
