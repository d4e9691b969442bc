"""The clock, field work, politics and messages in words."""

from __future__ import annotations

from typing import assert_never

from game.core.ids import HexId, SideId
from game.language import dates
from game.language.names import STANCE_WORDS, short_place, side_name
from game.language.phrases import count, minutes, signed
from game.language.telling import Telling
from game.model import events as ev
from game.model.happenings import Offer
from game.model.scenario import Scenario
from game.model.sides import RESTRAINT_STATUS

Clock = ev.TurnBegan | ev.PhaseBegan | ev.PhaseEnded | ev.GameEnded
Labour = (
    ev.UnitDug | ev.UnitRested | ev.StanceSet | ev.UnitHeld | ev.WireCut | ev.WireLaid | ev.RoadMended | ev.BoatsUsed
)
Politics = (
    ev.ControlChanged
    | ev.ContestChanged
    | ev.ResolveChanged
    | ev.PointsChanged
    | ev.RestraintBroken
    | ev.RestraintChanged
    | ev.WeatherChanged
)
Tidings = ev.NoteShown | ev.MessageSent | ev.DecisionAsked | ev.DecisionTaken
REASON_WORDS = {
    "losses": "losses",
    "destroyed": "a unit destroyed",
    "rout": "a rout",
    "surrender": "a surrender",
    "objective": "an objective",
    "restraint": "a broken restraint",
    "event": "an event",
}
"""Why resolve or points moved."""


def tell_clock(event: Clock, telling: Telling) -> None:
    """Turns, phases and the end; both sides hear of them."""
    scenario = telling.to.scenario
    match event:
        case ev.TurnBegan(turn, _):
            entry = scenario.calendar.turns[turn - 1]
            telling.say(f"{dates.turn_words(scenario.calendar, entry)}: {dates.light_words(entry.light)}", "turn")
        case ev.PhaseBegan(side, allotted):
            given = [time for _, time in allotted]
            told = ""
            if side == telling.to.side and given:
                spread = minutes(given[0]) if len(set(given)) == 1 else f"{min(given)} to {minutes(max(given))}"
                told = f": {count(len(given), 'unit')} with {spread}"
            telling.say(f"{_part(side, telling)} of the turn begins{told}", "turn", detail=True)
        case ev.PhaseEnded(side):
            telling.say(f"{_part(side, telling)} of the turn ends", "turn", detail=True)
        case ev.GameEnded(reason, level, points):
            first, second = scenario.sides
            telling.say(f"The battle is over: {end_words(reason, scenario)}", "end")
            telling.say(
                f"{scenario.victory.levels[level].name}: {first.name} {points[0]}, {second.name} "
                f"{count(points[1], 'point')}",
                "end",
            )
        case _:
            assert_never(event)


def _part(side: SideId, telling: Telling) -> str:
    return "your part" if side == telling.to.side else f"{side_name(telling.to.scenario, side)}'s part"


def _is_opening(telling: Telling) -> bool:
    """Whether the game has not begun yet: a turn is still to begin, and it is the first."""
    return any(isinstance(e, ev.TurnBegan) and e.turn == 1 for e in telling.events[telling.at :])


def end_words(reason: str, scenario: Scenario) -> str:
    """Why the game ended, in words."""
    if reason == "time":
        return "the last turn has been played"
    for side in scenario.sides:
        if reason == f"resolve of {side.id}":
            return f"{side_name(scenario, side.number)}'s army has lost its resolve and breaks off"
    return reason


def tell_labour(event: Labour, telling: Telling) -> None:
    """Digging, resting, wire and stances of the audience's own units."""
    to = telling.to
    if not to.is_own(event.unit):
        return
    name = to.name(event.unit)
    match event:
        case ev.UnitDug(unit, work):
            own = to.after.unit_of.get(unit) if to.after else None
            stands = f"; it is now in a {own.posture} position" if own else ""
            telling.say(f"{name} digs, {minutes(work)} of work done{stands}", "work")
        case ev.UnitRested(_, spent, cohesion, fatigue):
            how = f"rests for {minutes(spent)}" if spent else "recovers by doing nothing"
            telling.say(
                f"{name} {how}: cohesion {cohesion / 10:+.1f}, fatigue {-fatigue / 10:+.1f}", "work", detail=not spent
            )
        case ev.StanceSet(_, stance):
            telling.say(f"{name} will {STANCE_WORDS[stance]}", "work")
        case ev.UnitHeld():
            telling.say(f"{name} holds and keeps its minutes", "work")
        case ev.WireCut(_, hexside):
            telling.say(f"{name} cuts the wire {_side_words(hexside, telling)}", "work")
        case ev.WireLaid(_, hexside):
            telling.say(f"{name} lays wire {_side_words(hexside, telling)}", "work")
        case ev.BoatsUsed(_, ferry, work):
            over = to.scenario.board.ferries[ferry].name if to.scenario.board.ferries else "the ferry"
            telling.say(f"the boats of {over} carry {name} for {minutes(work)}", "work", detail=True)
        case ev.RoadMended(_, hex_):
            telling.say(f"{name} has mended the road at {to.place(hex_)}", "work", hex_)
        case _:
            assert_never(event)


def _side_words(hexside: int, telling: Telling) -> str:
    board = telling.to.scenario.board
    hex_, direction = HexId(hexside // 6), hexside % 6
    other = board.grid.neighbours[hex_][direction]
    return f"between {board.grid.name(hex_)} and {board.grid.name(other)}"


def tell_politics(event: Politics, telling: Telling) -> None:
    """Control, resolve, points, restraints and weather."""
    to = telling.to
    match event:
        case ev.ControlChanged(place, side, _):
            spot = to.scenario.board.objectives[place]
            opening = _is_opening(telling)
            verb = "hold" if opening else "take"
            telling.say(
                f"{to.we(side)} {verb}{'' if to.is_plural(side) else 's'} {short_place(spot)}",
                "control",
                spot.hex,
                detail=opening,
            )
        case ev.ContestChanged(place, is_contested, _):
            spot = to.scenario.board.objectives[place]
            words = "both sides stand on" if is_contested else "one side alone is left on"
            telling.say(f"{words} {short_place(spot)}", "control", spot.hex)
        case ev.ResolveChanged(side, by, why):
            if to.knows_side(side):
                whose = "our" if to.side is not None else f"{side_name(to.scenario, side)}'s"
                telling.say(f"{whose} resolve {by / 10:+.1f}: {REASON_WORDS.get(why, why)}", "score", detail=True)
        case ev.PointsChanged(side, by, why):
            cause = next((h.text for h in to.scenario.happenings if h.id == why and h.text), why)
            telling.say(
                f"{signed(by)} {'point' if abs(by) == 1 else 'points'} for {side_name(to.scenario, side)}: {cause}",
                "score",
            )
        case ev.RestraintBroken(side, restraint):
            verb = "break" if to.is_plural(side) else "breaks"
            telling.say(f"{to.we(side)} {verb} a restraint: {to.scenario.restraints[restraint].text}", "score")
        case ev.RestraintChanged(restraint, status):
            entry = to.scenario.restraints[restraint]
            if to.knows_side(entry.side):
                telling.say(f"restraint {RESTRAINT_STATUS[status].replace('-', ' ')}: {entry.text}", "score")
        case ev.WeatherChanged(weather):
            telling.say(f"The weather changes: {dates.weather_words(weather)}", "turn")
        case _:
            assert_never(event)


def tell_tidings(event: Tidings, telling: Telling) -> None:
    """Notes, messages and decisions, each to those it is meant for."""
    to = telling.to
    match event:
        case ev.NoteShown(note):
            entry = to.scenario.notes[note]
            if to.knows_side(entry.audience):
                telling.say(f"Note: {entry.title} (read it with 'note {entry.id}')", "note")
        case ev.MessageSent(side, text):
            if to.knows_side(side):
                telling.say(f"Message: {text}", "message")
        case ev.DecisionAsked(_, offer):
            if to.knows_side(offer.side):
                telling.say(f"Decision: {offer.text}", "asked")
        case ev.DecisionTaken(happening, option):
            offers = [e for e in to.scenario.happenings[happening].then if isinstance(e, Offer)]
            if offers and to.knows_side(offers[0].side):
                chosen = next((o.text for o in offers[0].options if o.id == option), option)
                telling.say(f"Decided: {chosen}", "decision")
        case _:
            assert_never(event)
