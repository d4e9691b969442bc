"""The account of a game: the cause of every loss, what each unit lost, and what luck gave and took."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, frozen

from game.core.ids import HexId, SideId, UnitId
from game.model.events import AircraftLost, AssaultResolved, LossSuffered
from game.model.state import GameState
from game.model.units import DESTROYED, FATES, SURRENDERED
from game.report.aircraft import AircraftLine, aircraft
from game.report.combats import AIRCRAFT
from game.report.ledger import Ledger, ledger
from game.report.played import Played
from game.report.weapons import WeaponLine, weapons

CAUSE_WORDS = {
    "assault": "close combat",
    "pursuit": "pursuit",
    "capture": "surrender",
    "shells": "shellfire",
    "fire": "small-arms fire",
    "anti-tank": "anti-tank fire",
    "field-guns": "field guns at vehicles",
    "tanks": "tanks and armoured cars",
    "bombing": "aircraft",
    "close-assault": "infantry against tanks",
    "break-out": "break-outs",
    "left-behind": "wounded left behind",
    "bog": "vehicles left in the bog",
}
"""Causes of `LossSuffered` in words, in the order in which a report lists them."""


@frozen(kw_only=True)
class LossLine:
    """What one side lost from one cause."""

    side: SideId
    cause: str
    killed: int
    wounded: int
    missing: int
    vehicles: int
    wrecked: int
    """Of the vehicles, those beyond repair."""
    guns: int
    """Guns, mortars and anti-tank guns."""
    bogged: int = 0
    """Of the vehicles, those that lay bogged."""

    @property
    def men(self) -> int:
        """Killed, wounded and missing."""
        return self.killed + self.wounded + self.missing


@frozen(kw_only=True)
class UnitLine:
    """What one unit lost."""

    unit: UnitId
    start: int
    """Men at the start."""
    killed: int
    wounded: int
    missing: int
    vehicles: int
    guns: int
    left: int
    fate: int
    """One of `game.model.units.FATES`."""

    @property
    def lost(self) -> int:
        """Killed, wounded and missing."""
        return self.killed + self.wounded + self.missing

    @property
    def uncounted(self) -> int:
        """Men of a unit that was destroyed or surrendered whom no loss names."""
        return self.left if self.fate in (DESTROYED, SURRENDERED) else 0


@frozen(kw_only=True)
class AssaultLine:
    """One assault: what was drawn, and the mean of all outcomes that were as likely."""

    order: int
    """Number of the order."""
    turn: int
    hex: HexId
    side: SideId
    """The attacker."""
    ratio: float
    win_chance: float
    """Share of the outcomes in which the defender broke."""
    won: bool
    """Whether the defender broke."""
    drawn: tuple[int, int]
    """Men lost by the two sides, the attacker's first."""
    expected: tuple[float, float]
    vehicles_drawn: tuple[int, int]
    vehicles_expected: tuple[float, float]

    @property
    def luck(self) -> float:
        """Men by which the draw was kinder to the attacker than the mean: spared to him, and taken from the enemy."""
        return (self.expected[0] - self.drawn[0]) + (self.drawn[1] - self.expected[1])


@frozen(kw_only=True)
class LuckLine:
    """Luck of one side over a whole game."""

    side: SideId
    attacks: int
    won: int
    """Attacks in which the defender broke."""
    won_expected: float
    lost: int
    """Men lost in assaults, attacking and defending."""
    lost_expected: float
    inflicted: int
    inflicted_expected: float
    vehicles_lost: int
    vehicles_expected: float

    @property
    def net(self) -> float:
        """Men by which luck favoured the side: its own spared, and more of the enemy's hit."""
        return (self.lost_expected - self.lost) + (self.inflicted - self.inflicted_expected)

    @property
    def verdict(self) -> str:
        """The same in a word: even, kind or unkind."""
        return "even" if abs(self.net) < 5 else "kind" if self.net > 0 else "unkind"


@frozen(kw_only=True)
class Account:
    """Losses by cause and by unit, and luck."""

    losses: tuple[LossLine, ...]
    """By side, then in the order of `CAUSE_WORDS`; causes that took nothing are left out."""
    totals: tuple[LossLine, LossLine]
    """Sums by side; their cause is empty."""
    units: tuple[UnitLine, ...]
    """Units that lost anything, the heaviest loss first within a side."""
    assaults: tuple[AssaultLine, ...]
    luck: tuple[LuckLine, LuckLine]
    weapons: tuple[WeaponLine, ...]
    """The losses by kind of weapon as well."""
    ledger: Ledger
    """What each combat cost, divided among its factors."""
    aircraft: tuple[AircraftLine, ...]
    """Aircraft lost and damaged by side and cause."""


def account(played: Played) -> Account:
    """The account of a game that was played from its record."""
    state = played.game.state
    losses = [event for event in played.events() if isinstance(event, LossSuffered)]
    lines = _by_cause(state, losses)
    assaults = tuple(_assaults(played))
    return Account(
        losses=lines,
        totals=(_total(SideId(0), lines), _total(SideId(1), lines)),
        units=_by_unit(state, losses),
        assaults=assaults,
        luck=(luck_of(SideId(0), assaults), luck_of(SideId(1), assaults)),
        weapons=weapons(state, losses),
        ledger=ledger(played),
        aircraft=aircraft(state.scenario, [event for event in played.events() if isinstance(event, AircraftLost)]),
    )


def faults_of(found: Account, state: GameState) -> tuple[str, ...]:
    """Where the account and the totals of the state differ, in words; empty if every loss has its cause."""
    faults = []
    for total in found.totals:
        side = state.scenario.sides[total.side]
        told = (total.killed, total.wounded, total.missing)
        kept = (state.killed[total.side], state.wounded[total.side], state.missing[total.side])
        if told != kept:
            faults.append(f"{side.name}: causes give {told} killed, wounded and missing, the totals {kept}")
        out = state.tanks_out[total.side] + state.cars_out[total.side]
        if total.vehicles != out:
            faults.append(f"{side.name}: causes give {total.vehicles} vehicles, the totals {out}")
        for what, whole in (("men", total.men), ("vehicles", total.vehicles)):
            weighed = sum(getattr(line, what) for line in found.weapons if line.side == total.side)
            divided = sum(line.lost for line in found.ledger.sums if (line.side, line.what) == (total.side, what))
            if weighed != whole or divided != whole:
                faults.append(f"{side.name}: weapons give {weighed} {what}, combats {divided}, causes {whole}")
        faults += _faults_aloft(found, state, total.side)
    return tuple(faults)


def _faults_aloft(found: Account, state: GameState, number: SideId) -> list[str]:
    """The same of a side's aircraft."""
    own = [line for line in found.aircraft if line.side == number]
    lost, hit = sum(line.lost for line in own), sum(line.lost + line.damaged for line in own)
    kept = sum(state.air_lost[s.number] for s in state.scenario.squadrons if s.side == number)
    divided = sum(line.lost for line in found.ledger.sums if (line.side, line.what) == (number, AIRCRAFT))
    name = state.scenario.sides[number].name
    faults = [f"{name}: causes give {lost} aircraft lost, the totals {kept}"] if lost != kept else []
    return faults + ([f"{name}: combats give {divided} aircraft hit, causes {hit}"] if divided != hit else [])


@define
class _Sum:
    """Losses being added up."""

    killed: int = 0
    wounded: int = 0
    missing: int = 0
    vehicles: int = 0
    wrecked: int = 0
    guns: int = 0
    bogged: int = 0

    def add(self, event: LossSuffered, guns: int) -> None:
        """Counts one loss."""
        self.killed += event.killed
        self.wounded += event.wounded
        self.missing += event.missing
        self.vehicles += sum(event.vehicles)
        self.wrecked += sum(event.wrecked)
        self.guns += guns
        self.bogged += sum(event.vehicles) if event.left_at is not None else sum(event.bogged)


def _guns(state: GameState, event: LossSuffered) -> int:
    arms = state.scenario.units[event.unit].arms
    return sum(lost for arm, lost in zip(arms, event.arms, strict=False) if arm.weapon.role in ("gun", "at"))


def _by_cause(state: GameState, losses: Iterable[LossSuffered]) -> tuple[LossLine, ...]:
    sums: dict[tuple[SideId, str], _Sum] = {}
    for event in losses:
        sums.setdefault((state.side_of(event.unit), event.cause), _Sum()).add(event, _guns(state, event))
    causes = [*CAUSE_WORDS, *sorted({cause for _, cause in sums} - set(CAUSE_WORDS))]
    return tuple(
        _line(SideId(side), cause, sums[SideId(side), cause])
        for side in (0, 1)
        for cause in causes
        if (SideId(side), cause) in sums
    )


def _line(side: SideId, cause: str, found: _Sum) -> LossLine:
    return LossLine(
        side=side,
        cause=cause,
        killed=found.killed,
        wounded=found.wounded,
        missing=found.missing,
        vehicles=found.vehicles,
        wrecked=found.wrecked,
        guns=found.guns,
        bogged=found.bogged,
    )


def _total(side: SideId, lines: Iterable[LossLine]) -> LossLine:
    found = _Sum()
    for line in lines:
        if line.side == side:
            found.killed += line.killed
            found.wounded += line.wounded
            found.missing += line.missing
            found.vehicles += line.vehicles
            found.wrecked += line.wrecked
            found.guns += line.guns
            found.bogged += line.bogged
    return _line(side, "", found)


def _by_unit(state: GameState, losses: Iterable[LossSuffered]) -> tuple[UnitLine, ...]:
    sums: dict[UnitId, _Sum] = {}
    for event in losses:
        sums.setdefault(event.unit, _Sum()).add(event, _guns(state, event))
    for unit in state.scenario.units:
        if state.status[unit.number] in (DESTROYED, SURRENDERED):
            sums.setdefault(unit.number, _Sum())
    lines = [
        UnitLine(
            unit=unit,
            start=state.scenario.units[unit].men,
            killed=found.killed,
            wounded=found.wounded,
            missing=found.missing,
            vehicles=found.vehicles,
            guns=found.guns,
            left=state.men[unit],
            fate=state.status[unit],
        )
        for unit, found in sums.items()
    ]
    return tuple(sorted(lines, key=lambda line: (state.side_of(line.unit), -line.lost, line.unit)))


def fate_words(line: UnitLine) -> str:
    """What has become of a unit, in words."""
    return FATES[line.fate]


# Luck -----------------------------------------------------------------------------------------------------------------


def _assaults(played: Played) -> Iterable[AssaultLine]:
    turns = {mark.after: mark.turn for mark in played.record.marks}
    turn = turns.get(0, 1)
    for step in played.steps:
        for event in step.events:
            if isinstance(event, AssaultResolved):
                yield assault_line(event, step.number, turn)
        turn = turns.get(step.number, turn)


def assault_line(event: AssaultResolved, order: int, turn: int) -> AssaultLine:
    """What an assault brought, and what it could be expected to bring."""
    total, drawn = len(event.outcomes), event.outcomes[event.drawn]
    return AssaultLine(
        order=order,
        turn=turn,
        hex=event.hex,
        side=event.side,
        ratio=event.ratio,
        win_chance=sum(outcome.broke == "D" for outcome in event.outcomes) / total,
        won=drawn.broke == "D",
        drawn=(drawn.a_men, drawn.d_men),
        expected=(sum(o.a_men for o in event.outcomes) / total, sum(o.d_men for o in event.outcomes) / total),
        vehicles_drawn=(drawn.a_vehicles, drawn.d_vehicles),
        vehicles_expected=(
            sum(o.a_vehicles for o in event.outcomes) / total,
            sum(o.d_vehicles for o in event.outcomes) / total,
        ),
    )


def luck_of(side: SideId, assaults: Iterable[AssaultLine]) -> LuckLine:
    """Luck of a side over assaults, its own and the enemy's."""
    attacks = won = lost = inflicted = hulls = 0
    won_expected = lost_expected = inflicted_expected = hulls_expected = 0.0
    for line in assaults:
        own = 0 if line.side == side else 1
        if own == 0:
            attacks += 1
            won += line.won
            won_expected += line.win_chance
        lost += line.drawn[own]
        lost_expected += line.expected[own]
        inflicted += line.drawn[1 - own]
        inflicted_expected += line.expected[1 - own]
        hulls += line.vehicles_drawn[own]
        hulls_expected += line.vehicles_expected[own]
    return LuckLine(
        side=side,
        attacks=attacks,
        won=won,
        won_expected=won_expected,
        lost=lost,
        lost_expected=lost_expected,
        inflicted=inflicted,
        inflicted_expected=inflicted_expected,
        vehicles_lost=hulls,
        vehicles_expected=hulls_expected,
    )
