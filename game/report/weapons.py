"""Losses by the weapons that did them: the parts of every loss added up over a game, then rounded to whole ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor, fsum

from attrs import define, field, frozen

from game.core.ids import SideId
from game.model.events import LossSuffered
from game.model.scenario import Scenario
from game.model.state import GameState

NO_WEAPON = ""
"""Kind of what no weapon did: men who gave themselves up, wounded left behind, vehicles without crews."""
KIND_WORDS = {
    NO_WEAPON: "no weapon",
    "bare hands": "hand to hand",
    "close-quarters": "bottles, mines and grenades",
}
"""Kinds that are neither weapons nor vehicles, in words."""


@frozen(kw_only=True)
class WeaponLine:
    """What one side lost to one kind of weapon, by one cause."""

    side: SideId
    """Who suffered it."""
    cause: str
    kind: str
    """Id of the enemy's weapon or vehicle, or a key of `KIND_WORDS`."""
    men: int
    vehicles: int
    guns: int


def rounded(values: Sequence[float], whole: int) -> list[int]:
    """Values as whole numbers with a given sum: each cut, and the rest to the largest fractions, the first first."""
    cut = [floor(value) for value in values]
    rest = whole - sum(cut)
    order = sorted(range(len(values)), key=lambda place: (cut[place] - values[place], place))
    for turn in range(abs(rest) if values else 0):
        cut[order[turn % len(values)] if rest > 0 else order[-1 - turn % len(values)]] += 1 if rest > 0 else -1
    return cut


@define
class _Sum:
    """Losses of one side by one cause: whole, and in parts by kind."""

    whole: list[int] = field(factory=lambda: [0, 0, 0])
    """Men, vehicles and guns."""
    parts: dict[str, list[list[float]]] = field(factory=dict)
    """By kind: the parts of each loss, for exact sums."""

    def add(self, lost: tuple[int, int, int], shares: Mapping[str, float]) -> None:
        """Counts one loss."""
        for place, number in enumerate(lost):
            self.whole[place] += number
            for kind, share in shares.items():
                if number:
                    self.parts.setdefault(kind, [[], [], []])[place].append(number * share)


def weapons(state: GameState, losses: Iterable[LossSuffered]) -> tuple[WeaponLine, ...]:
    """Losses by side, cause and kind of weapon; within a cause the kinds add up to what it took. Rule 7.77."""
    sums: dict[tuple[SideId, str], _Sum] = {}
    for event in losses:
        arms = state.scenario.units[event.unit].arms
        guns = sum(n for arm, n in zip(arms, event.arms, strict=False) if arm.weapon.role in ("gun", "at"))
        lost = (event.killed + event.wounded + event.missing, sum(event.vehicles), guns)
        weight = fsum(value for _, value in event.kinds)
        shares = {kind: value / weight for kind, value in event.kinds} if weight > 0.0 else {NO_WEAPON: 1.0}
        sums.setdefault((state.side_of(event.unit), event.cause), _Sum()).add(lost, shares)
    return tuple(line for (side, cause), found in sorted(sums.items()) for line in _lines(side, cause, found))


def _lines(side: SideId, cause: str, found: _Sum) -> list[WeaponLine]:
    kinds = sorted(found.parts, key=lambda kind: (-fsum(found.parts[kind][0]), kind))
    columns = [rounded([fsum(found.parts[kind][at]) for kind in kinds], found.whole[at]) for at in range(3)]
    made = [
        WeaponLine(side=side, cause=cause, kind=kind, men=men, vehicles=vehicles, guns=guns)
        for kind, men, vehicles, guns in zip(kinds, *columns, strict=True)
    ]
    return [line for line in made if line.men or line.vehicles or line.guns]


def by_kind(lines: Iterable[WeaponLine], side: SideId) -> tuple[WeaponLine, ...]:
    """What a side lost to each kind of weapon whatever the cause, the deadliest first; the cause is empty."""
    sums: dict[str, list[int]] = {}
    for line in lines:
        if line.side == side:
            found = sums.setdefault(line.kind, [0, 0, 0])
            for at, number in enumerate((line.men, line.vehicles, line.guns)):
                found[at] += number
    order = sorted(sums, key=lambda kind: ([-number for number in sums[kind]], kind))
    return tuple(
        WeaponLine(side=side, cause="", kind=kind, men=sums[kind][0], vehicles=sums[kind][1], guns=sums[kind][2])
        for kind in order
    )


def kind_name(scenario: Scenario, kind: str) -> str:
    """A kind of weapon in words."""
    if kind in KIND_WORDS:
        return KIND_WORDS[kind]
    rules = scenario.rules
    found = rules.weapons.get(kind) or rules.vehicles.get(kind)
    return found.name if found is not None else kind
