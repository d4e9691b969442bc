"""Figures of a game and of the record in words: what is measured, how much of it, between which bounds."""

from __future__ import annotations

from game.language import dates
from game.language.names import short_place, side_name
from game.model.scenario import Scenario

_ONE = {"men": "man", "tanks": "tank", "guns": "gun", "vehicles": "vehicle", "shells": "shell"}
"""Units of recorded figures, of one alone."""


def is_clock(measure: str) -> bool:
    """Whether a measure is a minute of the scenario."""
    return measure.startswith(("fall.", "ring.", "clear."))


def measure_words(scenario: Scenario, measure: str) -> str:
    """A measure in words: "Japan, killed", "fall of Changkufeng", "lead of Japan in points"."""
    measure, _, span = measure.partition("@")
    if span:
        return f"{measure_words(scenario, measure)} {_span_words(scenario, span)}"
    measure, _, body = measure.partition("/")
    if body:
        head, _, rest = measure.partition(".")
        return f"{_body_name(scenario, body)}, {_loss_words(rest)}"
    head, _, rest = measure.partition(".")
    if measure == "margin":
        return f"lead of {side_name(scenario, 0)} in points"
    if head == "ring" and rest in scenario.side_by_id:
        return f"ring round {scenario.sides[scenario.side_by_id[rest]].name}"
    if head == "clear":
        side, _, region = rest.partition(".")
        if side in scenario.side_by_id and region in scenario.board.regions:
            whose = scenario.sides[scenario.side_by_id[side]].name
            return f"{scenario.board.regions[region].name} rid of {whose}"
    if is_clock(measure) and rest in scenario.board.place_by_id:
        return f"fall of {short_place(scenario.board.place_by_id[rest])}"
    if head == "depth" and rest in scenario.side_by_id:
        return f"{scenario.sides[scenario.side_by_id[rest]].name}, kilometres into the enemy's ground"
    if head in scenario.side_by_id:
        return f"{scenario.sides[scenario.side_by_id[head]].name}, {_loss_words(rest)}"
    return measure


def _body_name(scenario: Scenario, body: str) -> str:
    """Name of a formation or a unit by its id."""
    if body in scenario.formations:
        return scenario.formations[body].name
    return scenario.units[scenario.unit_by_id[body]].name if body in scenario.unit_by_id else body


def _loss_words(name: str) -> str:
    return (
        name.replace("tanks_out", "tanks out of action")
        .replace("tanks_lost", "tanks beyond repair")
        .replace("cars_", "armoured cars_")
        .replace("cars_out", "cars out of action")
        .replace("cars_lost", "cars beyond repair")
        .replace("field_guns_lost", "guns of 75 mm and more lost")
        .replace("guns_captured", "guns left to the enemy")
        .replace("vehicles_captured", "vehicles left to the enemy")
        .replace("captured", "taken prisoner")
        .replace("_", " ")
        .replace("shells", "shells fired")
    )


def _span_words(scenario: Scenario, span: str) -> str:
    """The time over which a figure is counted: "to 08-06 05:00", "from 08-06 16:00 to 08-07 05:00"."""
    start, _, end = span.partition("-")
    since = f"from {dates.when(scenario.calendar, int(start))}" if int(start) else ""
    until = "on" if end == "end" else f"to {dates.when(scenario.calendar, int(end))}"
    return f"{since} {until}".strip()


def value_words(scenario: Scenario, measure: str, value: float | None) -> str:
    """A game's figure for a reader: date and hour for what is one, else a number; "never" for None."""
    if value is None:
        return "never"
    if is_clock(measure):
        return dates.when(scenario.calendar, int(value))
    return f"{value:g}" if value == int(value) else f"{value:.1f}"


def figure_words(scenario: Scenario, low: float, high: float, unit: str) -> str:
    """A recorded figure as a range in its unit."""
    if unit == "time":
        first, last = (dates.when(scenario.calendar, int(value)) for value in (low, high))
        return first if first == last else f"between {first} and {last}"
    if low == high == 1.0:
        return f"1 {_ONE.get(unit, unit)}"
    return f"{low:g} {unit}" if low == high else f"{low:g} to {high:g} {unit}"
