"""Random play from what the options offer, and what must hold in every state."""

from __future__ import annotations

from collections.abc import Iterable

from game.ai.random_seat import flight, haul
from game.core.dice import Dice
from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId, UnitId
from game.engine import Accepted, Game
from game.model import orders as od
from game.model.board import Board
from game.model.events import Event, LossSuffered, UnitAdvanced, UnitMoved
from game.model.state import GameState
from game.model.units import ON_MAP, STANCES
from game.rules.engineering import ROCK
from game.rules.escalation import breakable
from game.rules.ground import shared_hexes, units_of_side_at
from game.rules.movement import stack_limit
from game.rules.unit_options import UnitOptions

FLYING = 8
"""One order in so many sends aircraft, if any can go."""
HAULING = 40
"""One order in so many tells the lorries what to bring, where a side may."""
SELDOM = (od.Bridge, od.Blow, od.BreakOut, od.Feign, od.Recover)
"""Orders that few units may be given and at few places; every second time they are, they get one."""
BREAKING = 60
"""One order in so many breaks a restraint, if any stands."""
ENDING = 12
"""One order in so many ends the phase, so that games come to their end."""


def random_order(game: Game, dice: Dice) -> od.Order:
    """An order drawn from the options of the side that must act."""
    side = game.actor()
    assert side is not None, "the game is over"
    state = game.state
    decisions = [pending for pending in state.pending if pending.offer.side == side]
    if decisions:
        answers = decisions[0].offer.options
        return od.Decide(side, answers[dice.below(len(answers))].id)
    if not dice.below(FLYING) and (fliers := game.desk(side).squadron_options()):
        return flight(fliers[dice.below(len(fliers))], side, dice)
    if state.haul[side] and not dice.below(HAULING):
        return haul(side, dice)
    if (allowed := breakable(state, side)) and not dice.below(BREAKING):
        return od.BreakRestraint(side, state.scenario.restraints[allowed[dice.below(len(allowed))]].id)
    mine = [u for u in game.scenario.units_of[side] if state.status[u] == ON_MAP and state.minutes[u]]
    if not mine or dice.below(ENDING) == 0:
        return od.EndPhase(side)
    options = game.desk(side).unit_options(mine[dice.below(len(mine))])
    found = orders_of(options, game, side, dice)
    seldom = [order for order in found if isinstance(order, SELDOM)]
    if seldom and dice.below(2):
        return seldom[dice.below(len(seldom))]
    # Fighting is rare among the choices of a unit, and what tests want most.
    fights = [order for order in found if isinstance(order, od.Assault | od.Bombard)]
    if fights and dice.below(3):
        return fights[dice.below(len(fights))]
    return found[dice.below(len(found))]


def orders_of(options: UnitOptions, game: Game, side: SideId, dice: Dice) -> list[od.Order]:
    """At least one order of every kind that the options of a unit offer, and two that are always allowed."""
    unit = options.unit
    presses, others = od.PRESSES, [s for s in range(len(STANCES)) if s != game.state.stance[unit]]
    found: list[od.Order] = [od.Hold(side, unit), od.SetStance(side, unit, others[dice.below(len(others))])]
    for mask, gait in ((options.moves, "march"), (options.stealth, "stealth")):
        if ways := hexes_of(mask):
            found.append(od.Move(side, unit, ways[dice.below(len(ways))], gait))
            found.append(od.Move(side, unit, _nearest(ways, game, side), gait))
    for target in options.assaults:
        found.append(od.Assault(side, (unit,), target, presses[dice.below(3)]))
        found.append(od.Assault(side, (unit, *helpers(game, side, target, unit)), target, presses[dice.below(3)]))
    if targets := hexes_of(options.bombards):
        found.append(od.Bombard(side, unit, targets[dice.below(len(targets))]))
    if targets := hexes_of(options.registers):
        found.append(od.Register(side, unit, targets[dice.below(len(targets))]))
    if targets := hexes_of(options.breaks_out):
        found.append(od.BreakOut(side, unit, targets[dice.below(len(targets))]))
    if targets := hexes_of(options.feigns):
        found.append(od.Feign(side, unit, targets[dice.below(len(targets))]))
    if options.may_dig:
        found.append(od.Dig(side, unit, dice.below(2) * min(20, game.state.minutes[unit])))
    if options.may_bridge:
        found.append(od.Bridge(side, unit))
    if options.may_blow:
        found.append(od.Blow(side, unit))
    if options.may_mend:
        found.append(od.Mend(side, unit))
    if options.may_recover:
        found.append(od.Recover(side, unit))
    if options.may_rest:
        found.append(od.Rest(side, unit))
    found += [od.LayWire(side, unit, direction) for direction in options.wire[:1]]
    found += [od.Flare(side, unit, target) for target in options.flares[:1]]
    return found


def _nearest(ways: list[HexId], game: Game, side: SideId) -> HexId:
    """The hex nearest to a known enemy; armies that wander never meet."""
    grid, enemies = game.scenario.board.grid, game.desk(side).view().contacts
    return min(ways, key=lambda h: min([grid.distance(h, c.hex) for c in enemies if c.hex >= 0], default=0))


def helpers(game: Game, side: SideId, target: HexId, unit: int) -> tuple[UnitId, ...]:
    """Other units that may take part in an assault on a hex, guns among them."""
    desk, found = game.desk(side), []
    for other in game.scenario.units_of[side]:
        if other == unit or game.state.status[other] != ON_MAP or not game.state.minutes[other]:
            continue
        options = desk.unit_options(other)
        if target in options.assaults or target in options.supports:
            found.append(other)
    return tuple(found)


class Play:
    """A game played at random, judged after every order."""

    def __init__(self, game: Game, seed: int) -> None:
        self.game = game
        self.dice = Dice(seed, "random play")
        self.orders: list[od.Order] = []
        self.events: list[Event] = list(game.start_events)
        self.lost = [0, 0]
        """Casualties told by events, by side."""
        self.check()

    def step(self) -> tuple[Event, ...]:
        """One order drawn and carried out; its events."""
        order = random_order(self.game, self.dice)
        result = self.game.submit(order)
        assert isinstance(result, Accepted), f"order {len(self.orders)}, {order}, was offered and refused: {result}"
        self.orders.append(order)
        self.events += result.events
        for event in result.events:
            if isinstance(event, LossSuffered):
                self.lost[self.game.state.side_of(event.unit)] += event.killed + event.wounded + event.missing
        crowded = faults_of_entry(self.game.state, result.events)
        assert not crowded, f"after order {len(self.orders)} {order}: {crowded}"
        self.check()
        return result.events

    def run(self, most: int) -> None:
        """Plays to the end of the game, or so many orders."""
        while self.game.actor() is not None and len(self.orders) < most:
            self.step()

    def check(self) -> None:
        """All that must hold now."""
        faults = [*faults_of(self.game.state), *faults_of_losses(self.game.state, self.lost)]
        assert not faults, f"after order {len(self.orders)} {self.orders[-1:]}: {faults}"
        if self.game.actor() is not None:
            side = self.game.actor()
            assert side is not None
            options = self.game.state.pending or self.game.check(od.EndPhase(side)) is None
            assert options, "a side that must act can neither answer nor end its phase"


def faults_of(state: GameState) -> list[str]:
    """What is out of bounds in a state, in words."""
    return [*_faults_of_units(state), *_faults_of_stacks(state), *_faults_of_squadrons(state)]


def _faults_of_squadrons(state: GameState) -> Iterable[str]:
    for squadron in state.scenario.squadrons:
        number = squadron.number
        machines = state.air_ready[number], state.air_damaged[number], state.air_lost[number]
        if sum(machines) != squadron.count or min(*machines, state.air_left[number], state.air_flown[number]) < 0:
            yield f"{squadron.id} has {machines} machines and {state.air_left[number]} sorties left"
    if any(flight.sorties < 1 for flight in state.aloft):
        yield f"a flight of nobody is aloft: {state.aloft}"


def _faults_of_units(state: GameState) -> Iterable[str]:
    for name in ("men", "minutes", "ammo", "shells", "flares", "dug", "pinned", "alert", "cohesion", "fatigue"):
        for unit, value in enumerate(getattr(state, name)):
            most = 1000 if name in ("pinned", "alert", "cohesion", "fatigue") else 1 << 30
            if not 0 <= value <= most:
                yield f"{name} of {state.scenario.units[unit].id} is {value}"
    for unit, spec in enumerate(state.scenario.units):
        if state.men[unit] > spec.men or min((*state.arms[unit], *state.vehicles[unit]), default=0) < 0:
            yield f"{spec.id} has {state.men[unit]} men, {state.arms[unit]}, {state.vehicles[unit]}"
        if (state.status[unit] == ON_MAP) != (state.hex[unit] >= 0):
            yield f"{spec.id} has status {state.status[unit]} and stands in {state.hex[unit]}"
        if state.grade[spec.side][unit]:
            yield f"{spec.id} is a contact of its own side"
        if state.grade[1 - spec.side][unit] and state.seen_hex[1 - spec.side][unit] < 0:
            yield f"{spec.id} is a contact and nowhere"
        if state.status[unit] == ON_MAP and not state.men[unit]:
            yield f"{spec.id} stands without men"
        board, here = state.scenario.board, state.hex[unit]
        if here >= 0 and spec.kind.mobility in board.terrain(here).closed and here not in _road_hexes(board):
            yield f"{spec.id} stands on closed ground"
    for value in (*state.resolve, *state.killed, *state.wounded, *state.missing):
        if value < 0:
            yield f"resolve or losses below 0: {state.resolve} {state.killed} {state.wounded} {state.missing}"


def _road_hexes(board: Board) -> set[HexId]:
    """Where everything goes whatever the ground is. Rule 4.1."""
    return {hex_ for pair in board.road_links for hex_ in pair}


def _faults_of_stacks(state: GameState) -> Iterable[str]:
    men, _ = stack_limit(state)
    stacks: dict[tuple[HexId, int], list[int]] = {}
    for unit, hex_ in enumerate(state.hex):
        if hex_ >= 0 and unit not in state.scenario.off_map:
            stacks.setdefault((hex_, state.scenario.units[unit].side), []).append(unit)
    for (hex_, _), units in stacks.items():
        name = state.scenario.board.grid.name(hex_)
        if len(units) > 1 and sum(state.men[u] for u in units) > men:
            yield f"too many men in {name}"
    shared = shared_hexes(state)
    for hex_ in hexes_of(shared):
        if state.scenario.board.terrain(hex_).glyph not in ROCK:
            yield f"both sides stand in {state.scenario.board.grid.name(hex_)}, which has no two slopes (rule 7.66)"
    for index, place in enumerate(state.scenario.board.objectives):
        if state.contested[index] != bool(shared >> place.hex & 1):
            yield f"{place.id} is {'' if state.contested[index] else 'not '}contested, against what stands there"


def faults_of_entry(state: GameState, events: Iterable[Event]) -> list[str]:
    """Hexes that somebody entered though there was no room for the vehicles; those that come back come on top (4.8)."""
    faults = []
    for unit, hex_ in {(e.unit, e.path[-1]) for e in events if isinstance(e, UnitMoved | UnitAdvanced)}:
        stack = units_of_side_at(state, state.side_of(unit), hex_) if state.hex[unit] == hex_ else ()
        number = sum([sum(state.vehicles[u]) - sum(state.bogged[u]) for u in stack])
        if len(stack) > 1 and any(state.vehicles[unit]) and number > stack_limit(state)[1]:
            faults.append(f"too many vehicles in {state.scenario.board.grid.name(hex_)}")
    return faults


def faults_of_losses(state: GameState, told: list[int]) -> list[str]:
    """Where the losses told by events, those counted by side and those missing from units differ."""
    faults = []
    for side in (0, 1):
        counted = state.killed[side] + state.wounded[side] + state.missing[side]
        gone = sum(spec.men - state.men[spec.number] for spec in state.scenario.units if spec.side == side)
        if not told[side] == counted == gone:
            faults.append(f"side {side} lost {told[side]} by events, {counted} by count, {gone} by strength")
    return faults
