"""Decisions taken and restraints broken: when, what they cost, and what history did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from game.core.ids import SideId
from game.language import dates
from game.language.names import side_name
from game.language.phrases import count, listing, sentence, signed
from game.model import events as ev
from game.model import happenings as hp
from game.model.scenario import Scenario
from game.model.sides import BROKEN, RESTRAINT_STATUS, Restraint
from game.report.played import Played

Change = tuple[int, int]
"""Points or resolve by side."""


@frozen(kw_only=True)
class Choice:
    """A decision that was taken."""

    order: int
    """Number of the order by which it was taken."""
    turn: int
    minute: int
    """Start of that turn."""
    side: SideId
    question: str
    taken: str
    """The option taken, in the scenario's words."""
    history: str | None
    """What was chosen in history; None where the record does not say."""
    as_in_history: bool
    others: tuple[str, ...]
    """The options not taken."""
    points: Change
    """What it gave and cost by the scenario, at once and in events that hang on it and came about."""
    resolve: Change
    followed: tuple[str, ...]
    """Those events, in words."""


@frozen(kw_only=True)
class Breach:
    """A restraint at the end of the game."""

    id: str
    side: SideId
    text: str
    status: str
    """One of `RESTRAINT_STATUS`."""
    minute: int | None
    """Start of the turn in which it was broken; None for one that was not."""
    order: int | None
    price: str
    """What breaking it costs, in words."""
    was_broken: bool
    """Whether it was broken in history."""


@frozen(kw_only=True)
class Choices:
    """Everything that was decided in a game."""

    decisions: tuple[Choice, ...]
    restraints: tuple[Breach, ...]


@frozen
class _Moment:
    """Where an event stands in the game."""

    order: int
    turn: int
    minute: int


def choices(played: Played) -> Choices:
    """Decisions in the order in which they were taken, and every restraint."""
    scenario, state = played.scenario, played.game.state
    taken: list[tuple[_Moment, ev.DecisionTaken]] = []
    broken: dict[int, _Moment] = {}
    for moment, event in _timed(played):
        if isinstance(event, ev.DecisionTaken):
            taken.append((moment, event))
        elif isinstance(event, ev.RestraintBroken):
            broken[event.restraint] = moment
    decisions = [_choice(scenario, moment, event, state.fired) for moment, event in taken]
    restraints = zip(scenario.restraints, state.restraints, strict=True)
    return Choices(
        decisions=tuple(choice for choice in decisions if choice is not None),
        restraints=tuple(
            _breach(scenario, entry, status, broken.get(n)) for n, (entry, status) in enumerate(restraints)
        ),
    )


def _timed(played: Played) -> Iterator[tuple[_Moment, ev.Event]]:
    """Every event with the order that brought it and the turn it fell in."""
    turn, minute = 1, 0
    for number, events in ((0, played.opening), *((step.number, step.events) for step in played.steps)):
        for event in events:
            if isinstance(event, ev.TurnBegan):
                turn, minute = event.turn, event.minute
            yield _Moment(number, turn, minute), event


def _choice(scenario: Scenario, moment: _Moment, event: ev.DecisionTaken, fired: int) -> Choice | None:
    happening = scenario.happenings[event.happening]
    offers = [effect for effect in happening.then if isinstance(effect, hp.Offer)]
    offer = next((one for one in offers if event.option in [option.id for option in one.options]), None)
    if offer is None:
        return None
    option = next(one for one in offer.options if one.id == event.option)
    past = next((one for one in offer.options if one.is_historical), None)
    later = [
        other
        for index, other in enumerate(scenario.happenings)
        if fired >> index & 1 and _hangs_on(other.when, happening.id, option.id)
    ]
    effects = [*option.then, *(effect for other in later for effect in other.then)]
    return Choice(
        order=moment.order,
        turn=moment.turn,
        minute=moment.minute,
        side=offer.side,
        question=offer.text,
        taken=option.text,
        history=None if past is None else past.text,
        as_in_history=past is not None and past.id == option.id,
        others=tuple(one.text for one in offer.options if one.id != option.id),
        points=_moved([effect for effect in effects if isinstance(effect, hp.ChangePoints)]),
        resolve=_moved([effect for effect in effects if isinstance(effect, hp.ChangeResolve)]),
        followed=tuple(other.text for other in later if other.text),
    )


def _moved(effects: list[hp.ChangePoints] | list[hp.ChangeResolve]) -> Change:
    first, second = (sum(effect.by for effect in effects if effect.side == side) for side in (0, 1))
    return first, second


def _hangs_on(condition: hp.Condition, event: str, option: str) -> bool:
    """Whether a condition asks for an answer to a decision; that it be not given does not count."""
    match condition:
        case hp.All(of) | hp.AnyOf(of):
            return any(_hangs_on(part, event, option) for part in of)
        case hp.Decided(name, chosen):
            return (name, chosen) == (event, option)
        case _:
            return False


def _breach(scenario: Scenario, entry: Restraint, status: int, moment: _Moment | None) -> Breach:
    price = entry.price
    costs = [count(price.points, "point")] if price.points else []
    costs += [f"{price.resolve} of resolve"] if price.resolve else []
    freed = [scenario.restraints[scenario.restraint_index[name]].text.rstrip(".") for name in price.releases]
    costs += [f"and frees the enemy of: {listing(freed)}"] if freed else []
    return Breach(
        id=entry.id,
        side=entry.side,
        text=entry.text,
        status=RESTRAINT_STATUS[status],
        minute=None if moment is None or status != BROKEN else moment.minute,
        order=None if moment is None or status != BROKEN else moment.order,
        price=", ".join(costs) or "nothing",
        was_broken=entry.was_broken,
    )


# Words ----------------------------------------------------------------------------------------------------------------


def price_words(scenario: Scenario, choice: Choice) -> str:
    """What a decision gave and cost: "Japan -2 points; the USSR +3 resolve"."""
    parts = []
    for side in scenario.sides:
        moved = [f"{signed(choice.points[side.number])} points"] if choice.points[side.number] else []
        moved += [f"{signed(choice.resolve[side.number])} resolve"] if choice.resolve[side.number] else []
        parts += [f"{side_name(scenario, side.number)} {' and '.join(moved)}"] if moved else []
    return "; ".join(parts) or "neither points nor resolve"


def history_words(choice: Choice) -> str:
    """What history chose."""
    if choice.history is None:
        return "the record does not say"
    return "the same" if choice.as_in_history else choice.history


def restraint_words(scenario: Scenario, breach: Breach) -> str:
    """How a restraint stood at the end: "broken on 30 July, 22:00"."""
    if breach.minute is not None:
        return f"broken on {dates.when(scenario.calendar, breach.minute)} by order {breach.order}"
    return {"in-force": "kept", "not-yet": "never in force"}.get(breach.status, breach.status)


def lines(scenario: Scenario, found: Choices) -> list[str]:
    """Everything decided, sentence by sentence."""
    told = [_choice_line(scenario, choice) for choice in found.decisions] or ["No decision was asked for."]
    for breach in found.restraints:
        who, past = side_name(scenario, breach.side), "broken" if breach.was_broken else "kept"
        state = restraint_words(scenario, breach)
        text = breach.text.rstrip(".")
        told.append(sentence(f"Restraint of {who}: {text}: {state}; in history {past}. Its price: {breach.price}"))
    return told


def _choice_line(scenario: Scenario, choice: Choice) -> str:
    when, who = dates.when(scenario.calendar, choice.minute), side_name(scenario, choice.side)
    taken, past = choice.taken.rstrip("."), history_words(choice).rstrip(".")
    after = f" It led to: {'; '.join(text.rstrip('.') for text in choice.followed)}." if choice.followed else ""
    return f"{when}, {who} decided: {taken}. In history: {past}. Price: {price_words(scenario, choice)}.{after}"


def plain(scenario: Scenario, found: Choices) -> dict[str, Any]:
    """The same as plain data."""
    sides = [side.id for side in scenario.sides]
    return {
        "decisions": [
            {
                "order": one.order,
                "turn": one.turn,
                "side": sides[one.side],
                "taken": one.taken,
                "history": one.history,
                "as_in_history": one.as_in_history,
                "points": dict(zip(sides, one.points, strict=True)),
                "resolve": dict(zip(sides, one.resolve, strict=True)),
                "followed": list(one.followed),
            }
            for one in found.decisions
        ],
        "restraints": [
            {
                "id": one.id,
                "side": sides[one.side],
                "status": one.status,
                "order": one.order,
                "price": one.price,
                "broken_in_history": one.was_broken,
            }
            for one in found.restraints
        ],
    }
