"""The account of a battle, turn by turn: what mattered in a few sentences, and every order below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import define, field, frozen

from game.core.ids import UnitId
from game.language import dates
from game.language.audience import Line
from game.language.grammar import format_order
from game.language.names import side_name
from game.language.phrases import count, listing, men, sentence
from game.language.wording import events_for_umpire
from game.model import events as ev
from game.model.scenario import Scenario
from game.report.played import Played

MOST_LETTERS = 700_000
"""Letters of orders and their lines up to which an account has all of them."""
TOLD = ("fight", "control", "message", "decision", "score", "end", "remark")
"""Kinds of lines of which the account of a turn is made; the others stand below their orders."""
_HEAVIEST = 3
"""Units whose losses of a turn are named."""


@frozen
class OrderTold:
    """One order, and the lines that tell what came of it."""

    number: int
    """From 1; 0 for what happened without an order."""
    order: str
    """As a player would type it, with its side before."""
    lines: tuple[str, ...]

    @property
    def letters(self) -> int:
        """Length in letters."""
        return len(self.order) + sum(len(line) for line in self.lines)


@frozen(kw_only=True)
class TurnTold:
    """One turn."""

    number: int
    """From 1."""
    title: str
    """Its place among all, its hours and its light."""
    tally: str
    """Losses and attacks in one sentence."""
    lines: tuple[str, ...]
    """What mattered."""
    notes: tuple[int, ...]
    """Notes that were shown, by position in `Scenario.notes`."""
    orders: tuple[OrderTold, ...]
    left_out: int
    """Orders that are not told, for the sake of length."""
    lost: tuple[int, int]
    """Men of both sides."""
    vehicles: tuple[int, int]
    assaults: int


@define
class _Turn:
    """A turn being gathered."""

    number: int = 1
    lines: list[str] = field(factory=list)
    notes: list[int] = field(factory=list)
    orders: list[OrderTold] = field(factory=list)
    arrived: list[UnitId] = field(factory=list)
    lost: list[int] = field(factory=lambda: [0, 0])
    vehicles: list[int] = field(factory=lambda: [0, 0])
    by_unit: dict[UnitId, int] = field(factory=dict)
    assaults: list[bool] = field(factory=list)
    """For each assault whether the defender broke."""

    def take(self, scenario: Scenario, event: ev.Event) -> None:
        """Counts one event."""
        match event:
            case ev.LossSuffered():
                side = scenario.units[event.unit].side
                hit = event.killed + event.wounded + event.missing
                self.lost[side] += hit
                self.vehicles[side] += sum(event.vehicles)
                self.by_unit[event.unit] = self.by_unit.get(event.unit, 0) + hit
            case ev.AssaultResolved():
                self.assaults.append(event.outcomes[event.drawn].broke == "D")
            case ev.UnitArrived(unit, _):
                self.arrived.append(unit)
            case ev.NoteShown(note):
                self.notes.append(note)
            case ev.LeaderLost() | ev.UnitRemoved():
                self.lines += [line.text for line in events_for_umpire((event,), scenario) if not line.detail]
            case _:
                pass


def story(played: Played) -> tuple[TurnTold, ...]:
    """The whole battle, turn by turn."""
    scenario = played.scenario
    remarks: dict[int, list[str]] = {}
    for entry in played.record.journal:
        if "remark" in entry:
            remarks.setdefault(entry["after"], []).append(f"Remark: {entry['remark']}")
    turns = [_Turn()]
    _gather(turns, scenario, "", 0, played.opening)
    turns[-1].lines += remarks.get(0, ())
    for step in played.steps:
        order = f"{scenario.sides[step.order.side].name}: {format_order(step.order, scenario)}"
        _gather(turns, scenario, order, step.number, step.events)
        turns[-1].lines += remarks.get(step.number, ())
    letters = sum(order.letters for turn in turns for order in turn.orders)
    most = MOST_LETTERS // len(turns) if letters > MOST_LETTERS else letters
    return tuple(_told(scenario, turn, most) for turn in turns)


def _gather(turns: list[_Turn], scenario: Scenario, order: str, number: int, events: Sequence[ev.Event]) -> None:
    """Enters an order with its events; those from the start of a turn on belong to that turn."""
    for place, part in enumerate(_by_turn(events)):
        if place:
            number, order = 0, ""
        if isinstance(part[0], ev.TurnBegan) and part[0].turn > 1:
            turns.append(_Turn(number=part[0].turn))
        turn = turns[-1]
        for event in part:
            turn.take(scenario, event)
        # Whoever falls back or moves up after an assault stands below the order; the assault says enough.
        clear = [event for event in part if not isinstance(event, ev.UnitRetreated | ev.UnitAdvanced)]
        turn.lines += [line.text for line in _headlines(clear, scenario) if line.kind in TOLD]
        rest = tuple(line.text for line in _headlines(part, scenario) if line.kind not in ("turn", "note", "asked"))
        if order or rest:
            turn.orders.append(OrderTold(number, order, rest))


def _headlines(events: Sequence[ev.Event], scenario: Scenario) -> list[Line]:
    return [line for line in events_for_umpire(events, scenario) if not line.detail]


def _by_turn(events: Sequence[ev.Event]) -> Iterator[Sequence[ev.Event]]:
    """The events cut where a turn begins after another; nothing for none."""
    starts = [n for n, event in enumerate(events) if isinstance(event, ev.TurnBegan) and event.turn > 1]
    for first, last in zip([0, *starts], [*starts, len(events)], strict=True):
        if events[first:last]:
            yield events[first:last]


def _told(scenario: Scenario, turn: _Turn, most: int) -> TurnTold:
    entry = scenario.calendar.turns[turn.number - 1]
    kept, letters = list[OrderTold](), 0
    for order in turn.orders:
        letters += order.letters
        if letters <= most:
            kept.append(order)
    arrived = [scenario.units[unit].id for unit in turn.arrived]
    came = [sentence(f"On the map: {_listed(arrived)}")] if arrived else []
    return TurnTold(
        number=turn.number,
        title=sentence(f"{dates.turn_words(scenario.calendar, entry)}: {dates.light_words(entry.light)}"),
        tally=_tally(scenario, turn),
        lines=tuple([*turn.lines, *came, *_heaviest(scenario, turn)]),
        notes=tuple(turn.notes),
        orders=tuple(kept),
        left_out=len(turn.orders) - len(kept),
        lost=(turn.lost[0], turn.lost[1]),
        vehicles=(turn.vehicles[0], turn.vehicles[1]),
        assaults=len(turn.assaults),
    )


def _listed(names: Sequence[str], most: int = 12) -> str:
    more = len(names) - most
    return listing(names if more <= 1 else [*names[:most], f"{more} more units"])


def _tally(scenario: Scenario, turn: _Turn) -> str:
    """Losses of both sides and attacks, in a phrase."""
    parts = []
    for side in scenario.sides:
        hulls = turn.vehicles[side.number]
        if turn.lost[side.number] or hulls:
            also = f" and {count(hulls, 'vehicle')}" if hulls else ""
            parts.append(f"{side_name(scenario, side.number)} lost {men(turn.lost[side.number])}{also}")
    if len(turn.assaults) == 1:
        parts.append(f"1 assault, which {'broke' if turn.assaults[0] else 'did not break'} the defender")
    elif turn.assaults:
        won = sum(turn.assaults)
        parts.append(f"{count(len(turn.assaults), 'assault')}, {won or 'none'} of which broke the defender")
    return sentence("; ".join(parts) or "nobody was lost")


def _heaviest(scenario: Scenario, turn: _Turn) -> list[str]:
    """The units that lost most, where it was more than a handful."""
    worst = sorted(turn.by_unit.items(), key=lambda item: (-item[1], item[0]))[:_HEAVIEST]
    named = [f"{scenario.units[unit].id} {lost}" for unit, lost in worst if lost >= 10]
    return [sentence(f"Heaviest losses of the turn: {listing(named)} men")] if named else []


def lines(told: Iterable[TurnTold], scenario: Scenario) -> list[str]:
    """The account as text, without the single orders, which `replay` tells."""
    found: list[str] = []
    for turn in told:
        found += [turn.title, f"  {turn.tally}", *(f"  {line}" for line in turn.lines)]
        if turn.notes:
            titles = [scenario.notes[note].title for note in turn.notes]
            found.append("  " + sentence(f"{count(len(titles), 'note')} shown: {'; '.join(titles)}"))
    return found


def plain(told: Iterable[TurnTold], scenario: Scenario) -> list[dict[str, Any]]:
    """The figures of each turn as plain data."""
    names = [side.id for side in scenario.sides]
    return [
        {
            "turn": turn.number,
            "orders": len([order for order in turn.orders if order.number]) + turn.left_out,
            "lost": dict(zip(names, turn.lost, strict=True)),
            "vehicles": dict(zip(names, turn.vehicles, strict=True)),
            "assaults": turn.assaults,
        }
        for turn in told
    ]
