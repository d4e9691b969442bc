"""Courses of the recorded engagements: stages played one after another, and their figures against the record."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from attrs import evolve

from game.rules.armour import crew_hit, written_off
from game.rules.attrition import Outcome, after_loss_cohesion, outcomes, prepare, tubes_lost
from game.rules.force import Force
from game.rules.shellfire import Bombardment
from tests.rules.armoury import combat_tables
from tests.rules.engagements import A_MEN, D_MEN, OFF, OUT, TAKEN, Engagement, Record, Stage, all_engagements


def after(side: Force, lost: float, vehicles: float, tubes: float, psi: float, hours: float) -> Force:
    """The force as the next stretch finds it: shares lost of men, vehicles and tubes, under a strain, in some hours."""
    tables = combat_tables()
    left = max(tables.cohesion.least_left, 1 - lost)
    return evolve(
        side,
        men=side.men * left,
        arms=tuple((w, n * (1 - tubes if w.at_worth >= 0.3 else left), r) for w, n, r in side.arms),
        vehicles=tuple((v, n * (1 - vehicles)) for v, n in side.vehicles),
        cohesion=after_loss_cohesion(side.cohesion, left, psi, tables),
        fatigue=min(1.0, side.fatigue + tables.condition.fatigue_hour * hours),
    )


def both_after(attacker: Force, defender: Force, result: Outcome) -> tuple[Force, Force]:
    """Both forces as the next stretch finds them."""
    hours, tables = result.minutes / 60, combat_tables()
    a_tubes = tubes_lost(result.a_loss, result.a_tubes, result.flight if result.broke == "A" else "", tables)
    d_tubes = tubes_lost(result.d_loss, result.d_tubes, result.flight if result.broke == "D" else "", tables)
    return (
        after(attacker, result.a_loss, result.a_vehicles, a_tubes, result.psi_a, hours),
        after(defender, result.d_loss, result.d_vehicles, d_tubes, result.psi_d, hours),
    )


def _rested(side: Force, rest: float) -> Force:
    return evolve(side, cohesion=min(95.0, side.cohesion + rest))


def _reinforced(side: Force, stage: Stage) -> Force:
    grow = 1 + stage.join
    return evolve(
        side,
        men=side.men * grow,
        arms=tuple((w, n * grow, r) for w, n, r in side.arms),
        cohesion=min(95.0, max(side.cohesion, 55.0) + stage.rest),
    )


class Dice:
    """Faces 0 to 35 from a keyed hash: the same for ever, on any machine."""

    def __init__(self, *path: object) -> None:
        self._key = blake2b(repr(path).encode(), digest_size=16).digest()
        self._thrown = 0

    def face(self) -> int:
        """The next face, 0 to 35."""
        self._thrown += 1
        roll = blake2b(self._thrown.to_bytes(8, "big"), key=self._key, digest_size=8).digest()
        return int.from_bytes(roll, "big") % 36


def opening(stage: Stage) -> tuple[Force, Force]:
    """Both forces of a first stage."""
    assert stage.attacker and stage.defender, "the first stage names both sides"
    return stage.attacker, stage.defender


def _shelled(defender: Force, shells: Bombardment) -> Force:
    return evolve(after(defender, shells.killed, 0, shells.guns, 1, 0), pinned=shells.pinned)


def _course(engagement: Engagement, faces: list[int], first: tuple[Outcome, ...]) -> dict[str, float]:
    """Figures of one course, with one of 36 faces for each stage and the outcomes of the first stage given."""
    tables = combat_tables()
    total = dict.fromkeys((A_MEN, D_MEN, OUT, OFF, TAKEN), 0.0)
    attacker, defender = opening(engagement.stages[0])
    for number, (stage, face) in enumerate(zip(engagement.stages, faces, strict=True)):
        if number:
            attacker = stage.attacker or _reinforced(attacker, stage)
            defender = evolve(stage.defender or _rested(defender, stage.rest), **stage.since)
        if stage.shells:
            total[D_MEN] += defender.men * stage.shells.killed
            defender = _shelled(defender, stage.shells)
        fight = outcomes(prepare(attacker, defender, stage.where, stage.minutes, tables)) if number else first
        result = fight[face]
        cars = sum(n for _, n in attacker.vehicles)
        out = result.a_vehicles * cars
        crew = sum(v.crew * n for v, n in attacker.vehicles) / max(1e-9, cars)
        total[A_MEN] += result.a_loss * attacker.men + crew_hit(out, crew, tables)
        total[D_MEN] += result.d_loss * defender.men
        total[OUT] += out
        total[OFF] += written_off(out, tables, holds_field=False, bogged=stage.where.bog)
        attacker, defender = both_after(attacker, defender, result)
        if result.broke == "D":
            total[TAKEN] = 1.0
            break
    return total


def distribution(engagement: Engagement, courses: int = 600) -> dict[str, list[float]]:
    """Sorted values of every figure: exact for one stage, a fixed sample of courses for several."""
    stage = engagement.stages[0]
    attacker, defender = opening(stage)
    if stage.shells:
        defender = _shelled(defender, stage.shells)
    first = outcomes(prepare(attacker, defender, stage.where, stage.minutes, combat_tables()))
    if len(engagement.stages) == 1:
        runs = [_course(engagement, [face], first) for face in range(36)]
    else:
        dice = Dice(engagement.title)
        draws = [[dice.face() for _ in engagement.stages] for _ in range(courses)]
        runs = [_course(engagement, faces, first) for faces in draws]
    return {key: sorted(run[key] for run in runs) for key in runs[0]}


class Verdict(NamedTuple):
    """One figure of one engagement held against the record."""

    title: str
    """The engagement."""
    fitted: bool
    """Whether the fit saw it."""
    figure: str
    """Name of the figure."""
    p10: float
    """A tenth of the courses lie below; for a chance, the chance itself."""
    p50: float
    """Half of the courses lie below."""
    p90: float
    """A tenth of the courses lie above."""
    recorded: Record
    """What the sources give."""

    @property
    def meets(self) -> bool:
        """Whether the band p10 to p90 meets the recorded range."""
        return self.p10 <= self.recorded.high + 1e-9 and self.p90 >= self.recorded.low - 1e-9

    @property
    def inside(self) -> bool:
        """Whether the median lies inside the recorded range."""
        middle = self.p50 if self.figure == TAKEN else round(self.p50)
        return self.recorded.low - 1e-9 <= middle <= self.recorded.high + 1e-9


@cache
def verdicts() -> tuple[Verdict, ...]:
    """Every recorded figure against the model."""
    return tuple([verdict for engagement in all_engagements() for verdict in verdicts_of(engagement)])


def verdicts_of(engagement: Engagement) -> tuple[Verdict, ...]:
    """Every recorded figure of one engagement against the model."""
    found: list[Verdict] = []
    values = distribution(engagement)
    for figure, record in engagement.recorded.items():
        run = values[figure]
        if figure == TAKEN:
            band = (sum(run) / len(run),) * 3
        else:
            band = (run[int(0.1 * len(run))], run[int(0.5 * len(run))], run[int(0.9 * len(run))])
        found.append(Verdict(engagement.title, engagement.fitted, figure, *band, record))
    return tuple(found)
