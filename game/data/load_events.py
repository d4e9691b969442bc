"""Conditions, effects and events to the model's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import fields

from game.core.ids import UnitId
from game.data.load_names import Numbers, sourced
from game.data.schema_events import ConditionData, EffectData, EventData, WeatherChange
from game.data.schema_scenario import ScenarioFile, WeatherData
from game.model import happenings as happen
from game.model.calendar import Weather

VISIBILITY_M = {"clear": 20_000, "cloud": 15_000, "fog": 300, "rain": 4_000, "heavy-rain": 1_000}
"""How far one sees by day where a file does not say. Estimate: usual meteorological classes."""

NEVER = happen.AnyOf(())
"""Condition of a note that only an event shows."""


def condition(data: ConditionData, numbers: Numbers) -> happen.Condition:
    """A condition of the model."""
    name, value = _only(data)
    return _CONDITIONS[name](value, numbers)


def effect(data: EffectData, numbers: Numbers) -> happen.Effect:
    """An effect of the model."""
    name, value = _only(data)
    return _EFFECTS[name](value, numbers)


def _only(data: ConditionData | EffectData) -> tuple[str, Any]:
    """The one field that is given; `structure` has seen to it that there is one."""
    return next((f.name, value) for f in fields(type(data)) if (value := getattr(data, f.name)) is not None)


_CONDITIONS: dict[str, Callable[[Any, Numbers], happen.Condition]] = {
    "all": lambda of, n: happen.All(tuple(condition(part, n) for part in of)),
    "any": lambda of, n: happen.AnyOf(tuple(condition(part, n) for part in of)),
    "not_": lambda of, n: happen.Not(condition(of, n)),
    "time": lambda when, n: happen.AtTime(n.minute(when)),
    "turn": lambda number, _: happen.AtTurn(number),
    "contested": lambda test, _: happen.Contested(test.place),
    "control": lambda test, n: happen.Control(test.place, n.sides[test.by]),
    "losses": lambda test, n: happen.LossesOver(n.sides[test.side], test.over),
    "contact": lambda test, n: happen.HasContact(n.sides[test.side]),
    "assault": lambda test, n: happen.HasAssaulted(n.sides[test.by], n.spot_or_none(test.at)),
    "bombarded": lambda test, n: happen.HasBombarded(n.sides[test.by]),
    "restraint": lambda test, _: happen.RestraintIs(test.id, test.is_),
    "fired": lambda name, _: happen.Fired(name),
    "decided": lambda test, _: happen.Decided(test.event, test.option),
    "unit_at": lambda test, n: happen.UnitAt(n.sides[test.side], n.spot(test.place)),
    "gone": lambda name, n: happen.Gone(n.units[name]),
    "resolve": lambda test, n: happen.ResolveBelow(n.sides[test.side], test.below),
    "alerted": lambda test, n: happen.Alerted(n.sides[test.side]),
    "encircled": lambda test, n: happen.Encircled(n.sides[test.side], test.men),
    "ordered": lambda test, n: happen.HasOrdered(n.sides[test.side], test.order),
}
_EFFECTS: dict[str, Callable[[Any, Numbers], happen.Effect]] = {
    "note": lambda name, _: happen.ShowNote(name),
    "reinforce": lambda part, n: happen.Reinforce(n.unit_numbers(part.units), n.spot_or_none(part.at)),
    "withdraw": lambda part, n: happen.Withdraw(n.unit_numbers(part.units)),
    "release": lambda name, _: happen.Release(name),
    "impose": lambda name, _: happen.Impose(name),
    "weather": lambda part, _: happen.ChangeWeather(weather(part)),
    "resolve": lambda part, n: happen.ChangeResolve(n.sides[part.side], part.by),
    "points": lambda part, n: happen.ChangePoints(n.sides[part.side], part.by),
    "message": lambda part, n: happen.Message(n.side_or_none(part.to), part.text),
    "offer": lambda part, n: happen.Offer(
        n.sides[part.side],
        part.text,
        tuple(happen.Option(o.id, o.text, tuple(effect(e, n) for e in o.then), o.historical) for o in part.options),
    ),
    "attach": lambda part, _: happen.Attach(part.formation, part.to or ""),
    "rumour": lambda part, n: happen.Rumour(UnitId(n.units[part.unit]), n.spot(part.at)),
    "end": lambda reason, _: happen.EndBattle(reason),
}


def event(data: EventData, numbers: Numbers, file: ScenarioFile) -> happen.Happening:
    """An event of the model."""
    return happen.Happening(
        id=data.id,
        when=condition(data.when, numbers),
        then=tuple(effect(e, numbers) for e in data.then),
        text=data.text or "",
        provenance=sourced(data.provenance, file.provenance),
    )


def weather(data: WeatherData | WeatherChange) -> Weather:
    """Weather of the model, without provenance."""
    seen = VISIBILITY_M[data.sky] if data.visibility_m is None else int(data.visibility_m)
    return Weather(sky=data.sky, visibility_m=seen, ground=data.ground, wind=data.wind, hot=data.hot)
