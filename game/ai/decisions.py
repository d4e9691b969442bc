"""Decisions that events put to a side: every option priced by the same list as everything else."""

from __future__ import annotations

from attrs import frozen

from game.ai import liberties
from game.ai.aims import POINT, RESOLVE_POINT, worth
from game.ai.knowledge import holds
from game.ai.picture import Picture, ground_factor
from game.ai.ways import FAR
from game.core.ids import HexId, SideId, UnitId
from game.model import happenings as hp
from game.model.sides import IN_FORCE, NOT_YET
from game.model.state import Pending

HELP = 3
"""How much of the ground in their reach, for the whole battle, men are worth for each share they add to the army."""
CROWD = 8
"""Men who come count so many times among those they join: the last company helps less than the first."""
HELD = 3
"""Ground that is held already gains only this part of what help is worth where it must still be taken."""
UNKNOWN = 40
"""Hundredths of a chance for a condition that the side cannot judge."""
ATTACKER = 15
"""Hundredths taken from the chance to have ground that the other side holds."""


@frozen
class Answer:
    """One option and what it is expected to bring."""

    option: str
    score: int


@frozen
class Appraiser:
    """Prices what may follow from an answer, on one side's picture."""

    picture: Picture
    in_depth: bool = False
    """Whether guns set free are weighed by what they would do in the fight for ground."""

    def answers(self, pending: Pending) -> tuple[Answer, ...]:
        """The options of a decision with their worth in thousandths of a point, the best first."""
        happening = self.picture.scenario.happenings[pending.happening].id
        found = []
        for position, option in enumerate(pending.offer.options):
            now = sum([self._effect(effect, 100, self.picture.view.minute) for effect in option.then])
            total = now + self._promised(happening, option.id)
            found.append((-total, position, Answer(option.id, total)))
        return tuple(answer for _, _, answer in sorted(found, key=lambda row: row[:2]))

    def _promised(self, happening: str, option: str) -> int:
        """What later events bring that hang on an answer, each by its likelihood."""
        total, coming = 0, 0
        for later in self.picture.scenario.happenings:
            chance = self._chance(later.when, hp.Decided(happening, option))
            if chance:
                minute = max(self.picture.view.minute, _hour(later.when))
                total += sum([self._effect(effect, chance, minute, coming) for effect in later.then])
                coming += sum([self._men(e.units) for e in later.then if isinstance(e, hp.Reinforce)])
        return total

    def _men(self, units: tuple[UnitId, ...]) -> int:
        return sum([self.picture.scenario.units[u].men for u in units])

    def _chance(self, when: hp.Condition, asked: hp.Decided) -> int:
        """Hundredths of a chance that an event happens if the answer is given; 0 if it does not hang on it."""
        match when:
            case hp.Decided():
                return 100 if when == asked else 0
            case hp.All(of):
                if not any(_mentions(part, asked) for part in of):
                    return 0
                chance = 100
                for part in of:
                    chance = chance * self._part(part, asked) // 100
                return chance
            case hp.AnyOf(of):
                return max([self._chance(part, asked) for part in of], default=0)
            case _:
                return 0

    def _part(self, when: hp.Condition, asked: hp.Decided) -> int:
        """Hundredths of a chance that one of several conditions will hold."""
        if _mentions(when, asked):
            return 100
        match when:
            case hp.Control(place, by):
                return self._likely(place, by)
            case hp.Contested(place):
                return self._likely(place, self.picture.view.side) // 2
            case hp.AtTime(minute):
                return 100 if minute <= self.picture.scenario.calendar.end_minute else 0
            case hp.Not(hp.Fired(event)):
                other = next((h for h in self.picture.scenario.happenings if h.id == event), None)
                return 100 - (self._chance(other.when, asked) if other is not None else 0)
            case hp.Not(of):
                return 100 - self._part(of, asked)
            case _:
                return 100 if holds(self.picture.view, when) else UNKNOWN

    def _likely(self, place: str, by: SideId) -> int:
        """Hundredths of a chance that a side will have a place: by the power near it, ground counted."""
        picture = self.picture
        found = next((p for p in picture.scenario.board.objectives if p.id == place), None)
        if found is None:
            return 0
        mine, theirs = liberties.near_powers(picture, found.hex)
        held, strength = picture.holder(found.hex), ground_factor(picture.scenario, found.hex)
        own = mine * (strength if held == picture.view.side else 1.0)
        foe = theirs * (strength if held not in (picture.view.side, -1) else 1.0)
        share = int(100.0 * own / max(1.0, own + foe))
        share = share if held == picture.view.side else max(0, share - ATTACKER)
        return share if by == picture.view.side else 100 - share

    def _effect(self, effect: hp.Effect, chance: int, minute: int, coming: int = 0) -> int:
        """Thousandths of a point that an effect brings, at hundredths of a chance, if it comes at a minute.

        Args:
            coming: men whom the same answer has sent for already.
        """
        side = self.picture.view.side
        match effect:
            case hp.ChangePoints(of, by):
                return (by if of == side else -by) * POINT * chance // 100
            case hp.ChangeResolve(of, by):
                return (by if of == side else -by) * RESOLVE_POINT * chance // 100
            case hp.Reinforce(units, at) if units:
                first = self.picture.scenario.units[units[0]]
                helped = self._help(units, at if at is not None else first.arrives_at, minute, coming)
                return (helped if first.side == side else -helped) * chance // 100
            case hp.Release(restraint):
                return self._freed(restraint) * chance // 100
            case hp.Offer(of, _, options):
                worths = [sum([self._effect(e, chance, minute) for e in option.then]) for option in options]
                return max(worths, default=0) if of == side else 0
            case _:
                return 0

    def _help(self, units: tuple[UnitId, ...], at: HexId, minute: int, coming: int) -> int:
        """What men who come later are worth: their share in the army, of the ground they still reach in time."""
        picture = self.picture
        men, army = self._men(units), sum([u.men for u in picture.units]) or 1
        end = picture.scenario.calendar.end_minute
        reached = 0
        for hex_, value in sorted(worth(picture.view).places.items()):
            march = picture.field(hex_, picture.scenario.units[units[0]].kind.mobility)[at] if at >= 0 else FAR
            left = max(0, end - minute - march)
            reached += value * left // max(1, end) // (HELD if picture.is_mine(hex_) else 1)
        return reached * HELP * men // (army + CROWD * (men + 2 * coming))

    def _freed(self, name: str) -> int:
        """What the end of a restraint is worth; below 0 for one of the enemy's."""
        picture = self.picture
        for index, restraint in enumerate(picture.scenario.restraints):
            if restraint.id == name and picture.view.restraints[index] in (IN_FORCE, NOT_YET):
                if restraint.side != picture.view.side:
                    return -liberties.STEP // 2
                return liberties.gain(picture, index, in_depth=self.in_depth)
        return 0


def _mentions(when: hp.Condition, asked: hp.Decided) -> bool:
    match when:
        case hp.Decided():
            return when == asked
        case hp.All(of) | hp.AnyOf(of):
            return any(_mentions(part, asked) for part in of)
        case _:
            return False


def _hour(when: hp.Condition) -> int:
    """The minute before which a condition cannot hold; 0 if it names none."""
    match when:
        case hp.AtTime(minute):
            return minute
        case hp.All(of):
            return max([_hour(part) for part in of], default=0)
        case hp.AnyOf(of):
            return min([_hour(part) for part in of], default=0)
        case _:
            return 0
