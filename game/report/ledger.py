"""The ledger of a game: what every combat cost, divided among its factors, and the sums by factor, side and cause.

Rule 7.78 says how a loss is divided (`game.rules.division`), `combats` finds them among the events. Over the game

    lost = base + factors + flight, crews and close quarters + luck + what was lost in no combat

for each side, in men, in vehicles and in aircraft hit, to the last man.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from attrs import evolve, frozen

from game.core.ids import SideId
from game.report.combats import AIRCRAFT, BEYOND, MEN, VEHICLES, WHATS, Book, Entry
from game.report.played import Played

OWN, ENEMY, BOTH = "own", "enemy", "both"
"""Whose a factor is, as the side that suffers sees it."""
_SUFFERERS = ("toughness", "height")
"""Factors on fire at aircraft that are those of the aircraft under fire."""


@frozen(kw_only=True)
class FactorLine:
    """What one factor was worth to the losses of a side in combats of one cause."""

    side: SideId
    """Who suffered the losses."""
    what: str
    cause: str
    name: str
    whose: str
    """own, enemy or both."""
    rule: str
    value: float
    """Above 0 if it cost the side so much, below if it spared it."""
    combats: int
    """In how many it counted."""


@frozen(kw_only=True)
class SideSum:
    """How the losses of a side come about: lost = base + factors + apart + luck + outside."""

    side: SideId
    what: str
    combats: int
    lost: int
    base: float
    """What the bare law takes."""
    factors: float
    apart: tuple[tuple[str, float], ...]
    """Flight, crews, close quarters."""
    luck: float
    outside: tuple[tuple[str, int], ...]
    """What was lost in no combat, by cause."""


@frozen(kw_only=True)
class Ledger:
    """All combats, and their sums."""

    entries: tuple[Entry, ...]
    factors: tuple[FactorLine, ...]
    """By side, then what, cause and name."""
    sums: tuple[SideSum, ...]
    """Both sides in men, then both in vehicles, then in aircraft hit."""


def ledger(played: Played) -> Ledger:
    """The ledger of a game that was played from its record."""
    book = Book(played.scenario)
    turns = {mark.after: mark.turn for mark in played.record.marks}
    turn = turns.get(0, 1)
    book.take(played.opening, 0, turn)
    for step in played.steps:
        book.take(step.events, step.number, turn)
        turn = turns.get(step.number, turn)
    return summed(book.combats(), book.outside)


def summed(entries: Iterable[Entry], outside: dict[tuple[SideId, str, str], int]) -> Ledger:
    """A ledger of some combats.

    Args:
        outside: what was lost in no combat, by side, what and cause.
    """
    kept = tuple(entries)
    sums = [_side_sum(kept, outside, SideId(side), what) for what in WHATS for side in (0, 1)]
    return Ledger(entries=kept, factors=_factors(kept), sums=tuple(sums))


def by_factor(found: Ledger, side: SideId, what: str = MEN) -> tuple[FactorLine, ...]:
    """What each factor was worth to a side over all causes, the weightiest first; the cause is empty."""
    lines: dict[tuple[str, str], list[FactorLine]] = {}
    for line in found.factors:
        if line.side == side and line.what == what:
            lines.setdefault((line.name, line.whose), []).append(line)
    made = [
        evolve(same[0], cause="", value=fsum(one.value for one in same), combats=sum(one.combats for one in same))
        for same in lines.values()
    ]
    return tuple(sorted(made, key=lambda line: (-abs(line.value), line.name, line.whose)))


# Sums -----------------------------------------------------------------------------------------------------------------


def _whose(tag: str, name: str, entry: Entry) -> str:
    """Whose a factor is; of fire on vehicles none is one side's alone, since it lies between gun and plate."""
    if tag == "both" or entry.what == VEHICLES:
        return BOTH
    if entry.what == AIRCRAFT:
        return OWN if name in _SUFFERERS else ENEMY
    attacks = entry.by == entry.side
    return OWN if (tag == "A") == attacks else ENEMY


def _factors(entries: Iterable[Entry]) -> tuple[FactorLine, ...]:
    sums: dict[tuple[SideId, str, str, str, str, str], list[float]] = {}
    for entry in entries:
        for part in entry.division.parts:
            line = part.line
            key = (entry.side, entry.what, entry.cause, line.name, _whose(line.side, line.name, entry), line.rule)
            sums.setdefault(key, []).append(part.value)
    return tuple(
        FactorLine(
            side=side,
            what=what,
            cause=cause,
            name=name,
            whose=whose,
            rule=rule,
            value=fsum(values),
            combats=len(values),
        )
        for (side, what, cause, name, whose, rule), values in sorted(sums.items())
    )


def _side_sum(
    entries: tuple[Entry, ...], outside: dict[tuple[SideId, str, str], int], side: SideId, what: str
) -> SideSum:
    own = [entry for entry in entries if entry.side == side and entry.what == what]
    apart: dict[str, list[float]] = {}
    for entry in own:
        for name, value in entry.division.apart:
            apart.setdefault(name, []).append(value)
        if entry.beyond:
            apart.setdefault(BEYOND.get(what, what), []).append(float(entry.beyond))
    beside = tuple((cause, n) for (who, kind, cause), n in sorted(outside.items()) if who == side and kind == what)
    return SideSum(
        side=side,
        what=what,
        combats=len(own),
        lost=sum(entry.lost for entry in own) + sum(number for _, number in beside),
        base=fsum(entry.division.base for entry in own),
        factors=fsum(part.value for entry in own for part in entry.division.parts),
        apart=tuple((name, fsum(values)) for name, values in sorted(apart.items())),
        luck=fsum(entry.division.luck for entry in own),
        outside=beside,
    )
