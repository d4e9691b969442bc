"""What a staff keeps from phase to phase: little, plain, and begun anew from the view when it is lost."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from game.ai.trace import Plain, Reason, from_plain, plain
from game.core.ids import NOWHERE, HexId, UnitId
from game.model.plan import PlanGroup

UNTAKEN, KEPT, MISSING = -1, -2, -3
"""Stand for the minute when an object was taken: not looked at yet, held all the time, in the enemy's hands."""


@define
class Course:
    """How one group of the plan has fared."""

    failed: int = 0
    """Assaults at its object that were thrown back."""
    stalled: int = 0
    """Turns since its hour without its object."""
    given_up: bool = False
    """Whether its losses have made it stop."""
    late: bool = False
    """Whether it has been told that it is late."""
    refused: int = 0
    """Turns running in which no assault on its object would have paid."""
    instead: HexId = NOWHERE
    """Object that the staff has given it instead of the plan's."""
    taken: int = UNTAKEN
    """Minute at which its object was first seen to be held, or one of `UNTAKEN`, `KEPT`, `MISSING`."""

    def row(self) -> list[int | bool]:
        """Its fields in order, for a saved match."""
        return [self.failed, self.stalled, self.given_up, self.late, self.refused, self.instead, self.taken]


def course_key(group: PlanGroup) -> str:
    """Name under which the course of a group is kept: the group and its object, since a new object is a new task."""
    return f"{group.id}/{group.object if group.object is not None else ''}"


@define
class Memory:
    """Everything a staff remembers."""

    turn: int = 0
    """The last turn it began."""
    phase: int = 0
    """Position of the phase of the plan it is in."""
    choices: int = 0
    """Choices made, for the dice."""
    broken: bool = False
    """Whether the plan has been given up for its losses."""
    committed: bool = False
    """Whether the reserve of the present phase has been sent."""
    groups: dict[str, Course] = field(factory=dict)
    """By group of the plan and object, see `course_key`."""
    assaulted: set[HexId] = field(factory=set)
    """Hexes it has assaulted."""
    sent: dict[UnitId, HexId] = field(factory=dict)
    """Units that the staff has sent to ground in danger."""
    rests: dict[HexId, int] = field(factory=dict)
    """By hex: the turn until which a fight that went ill is broken off."""
    worn: dict[HexId, int] = field(factory=dict)
    """By hex: enemy casualties claimed in assaults on it."""
    enemy_guns: int = 100
    """What experience makes of the enemy's guns, in hundredths of what his tables promise."""
    fired: dict[str, int] = field(factory=dict)
    """Rounds spent on each fire task, by phase and position."""
    reasons: list[Reason] = field(factory=list)
    """What it would tell after the battle, oldest first."""

    def course(self, group: PlanGroup) -> Course:
        """How a group has fared with its present object."""
        return self.groups.setdefault(course_key(group), Course())

    def tell(self, reason: Reason) -> None:
        """Keeps a reason for the account, once."""
        if reason not in self.reasons:
            self.reasons.append(reason)

    def as_plain(self) -> dict[str, object]:
        """The memory as plain data, for a saved match."""
        return {
            "turn": self.turn,
            "phase": self.phase,
            "choices": self.choices,
            "broken": self.broken,
            "committed": self.committed,
            "groups": {name: course.row() for name, course in sorted(self.groups.items())},
            "assaulted": sorted(self.assaulted),
            "sent": [[u, h] for u, h in sorted(self.sent.items())],
            "rests": [[h, turn] for h, turn in sorted(self.rests.items())],
            "worn": [[h, men] for h, men in sorted(self.worn.items())],
            "enemy_guns": self.enemy_guns,
            "fired": dict(sorted(self.fired.items())),
            "reasons": [plain(reason) for reason in self.reasons],
        }


def from_saved(data: Mapping[str, object]) -> Memory:
    """A memory from plain data.

    Raises:
        ValueError: the data is not what `Memory.as_plain` gives.
    """
    found = Memory()
    match data:
        case {
            "turn": int(turn),
            "phase": int(phase),
            "choices": int(choices),
            "broken": bool(broken),
            "committed": bool(committed),
            "groups": dict(groups),
            "assaulted": list(assaulted),
            "sent": list(sent),
            "rests": list(rests),
            "worn": list(worn),
            "enemy_guns": int(enemy_guns),
            "fired": dict(fired),
            "reasons": list(reasons),
        }:
            found.turn, found.phase, found.choices = turn, phase, choices
            found.broken, found.committed = broken, committed
            found.groups = {str(name): _course(row) for name, row in groups.items()}
            found.assaulted = {HexId(int(h)) for h in assaulted}
            found.sent = {UnitId(int(u)): HexId(int(h)) for u, h in sent}
            found.rests = {HexId(int(h)): int(turn) for h, turn in rests}
            found.worn = {HexId(int(h)): int(men) for h, men in worn}
            found.enemy_guns = enemy_guns
            found.fired = {str(name): int(rounds) for name, rounds in fired.items()}
            found.reasons = [from_plain(row) for row in reasons]
            return found
    raise ValueError("not a staff's memory")


def _course(row: Plain) -> Course:
    match row:
        case [int(failed), int(stalled), bool(given_up), bool(late), int(refused), int(instead), int(taken)]:
            return Course(failed, stalled, given_up, late, refused, HexId(instead), taken)
    raise ValueError("not the course of a group")
