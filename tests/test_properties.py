"""What must hold whatever the position: hexes, copies, caches, options, routes, forecasts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import Dice
from game.core.hexgrid import Grid, hexes_of, opposite
from game.core.ids import NOWHERE, HexId, SideId, UnitId
from game.engine import Accepted, Game
from game.model import events as ev
from game.model import orders as od
from game.model.aircraft import MISSIONS
from game.model.state import GameState
from game.model.units import ON_MAP
from game.rules import command, escalation, ferries, ground, movement, observation, snapshot, supply, wire
from game.rules.modifiers import power_ratio
from game.rules.movement import Route
from game.rules.reach import reach
from tests.random_play import Play, orders_of, random_order
from tests.random_scenes import random_scene
from tests.vignette import those

SEEDS = st.integers(0, 10_000)
GRIDS = st.builds(Grid, columns=st.integers(1, 12), rows=st.integers(1, 12))


def positions(seed: int, most: int = 40, every: int = 8) -> Iterator[Play]:
    """Positions of a random battle, one every few orders."""
    play = Play(random_scene(seed).game, seed)
    yield play
    while play.game.actor() is not None and len(play.orders) < most:
        play.step()
        if len(play.orders) % every == 0:
            yield play


# --- hexes --------------------------------------------------------------------------------------------------------


@given(GRIDS, st.data())
def test_hexes_distance_and_lines(grid: Grid, data: st.DataObject) -> None:
    hexes = st.integers(0, grid.size - 1).map(HexId)
    a, b, c = data.draw(hexes), data.draw(hexes), data.draw(hexes)
    assert grid.distance(a, b) == grid.distance(b, a), "a way is as long back as forth"
    assert (grid.distance(a, b) == 0) == (a == b), "only a hex itself is at distance 0"
    assert grid.distance(a, c) <= grid.distance(a, b) + grid.distance(b, c), "a detour is never shorter"
    line = grid.line(a, b)
    assert line[0] == a and line[-1] == b, "a line leads from one end to the other"
    inside = [h for h in line if h >= 0]
    assert len(set(line)) == len(inside), "a line passes each hex once"
    if len(line) == grid.distance(a, b) + 1:
        assert all(grid.distance(x, y) == 1 for x, y in pairwise(line)), "a line has no gaps"
    assert set(grid.within(a, 2)) == {HexId(h) for h in range(grid.size) if grid.distance(a, HexId(h)) <= 2}


@given(GRIDS, st.data())
def test_hexes_neighbours_are_mutual(grid: Grid, data: st.DataObject) -> None:
    here = HexId(data.draw(st.integers(0, grid.size - 1)))
    for direction, there in enumerate(grid.neighbours[here]):
        if there >= 0:
            assert grid.neighbours[there][opposite(direction)] == here, "the direction back leads back"
            assert grid.direction(here, there) == direction and grid.distance(here, there) == 1
    assert set(hexes_of(grid.near_mask[here])) == set(grid.adjacent[here])
    assert grid.parse(grid.name(here)) == here, "a hex is found by its name"
    assert grid.from_axial(*grid.axial(here)) == here, "axial coordinates lead back"


# --- copies and caches --------------------------------------------------------------------------------------------


@settings(max_examples=8)
@given(SEEDS)
def test_a_copy_is_independent(seed: int) -> None:
    play = Play(random_scene(seed).game, seed)
    dice = Dice(seed, "copy")
    while play.game.actor() is not None and len(play.orders) < 30:
        before = play.game.digest()
        twin = play.game.clone()
        assert twin.digest() == before, "a copy hashes like its original"
        for _ in range(3):
            if twin.actor() is not None:
                twin.submit(random_order(twin, dice))
        assert play.game.digest() == before, "orders to a copy leave the original alone"
        play.step()


def test_a_copy_shares_nothing_that_changes() -> None:
    state = next(positions(3)).game.state
    twin = snapshot.clone(state)
    for field in attrs.fields(GameState):
        here, there = getattr(state, field.name), getattr(twin, field.name)
        if field.name != "caches":
            assert here == there, f"{field.name} is copied wrongly"
        parts = zip(here, there, strict=True) if isinstance(here, tuple) and here and isinstance(here[0], list) else []
        for mine, other in [(here, there), *parts]:
            assert mine is not other or not isinstance(mine, list | dict), f"{field.name} is shared"


def derived(state: GameState) -> dict[str, object]:
    """Everything that is kept in caches, by name."""
    found: dict[str, object] = {
        "occupants": ground.occupants(state),
        "masks": ground.side_masks(state),
        "wire": wire.wired_steps(state),
    }
    for side in (SideId(0), SideId(1)):
        found |= {
            f"loads {side}": movement.loads(state, side),
            f"zoc {side}": ground.zoc(state, side),
            f"known {side}": ground.known_enemies(state, side),
            f"known zoc {side}": ground.known_zoc(state, side),
            f"sight {side}": observation.in_sight(state, side),
            f"supply {side}": supply.supplied_hexes(state, side),
            f"seeming supply {side}": supply.seeming_carriage(state, side),
        }
    for unit in range(len(state.hex)):
        if state.status[unit] == ON_MAP:
            found[f"command {unit}"] = command.in_command(state, UnitId(unit))
            found[f"watchers {unit}"] = observation.watchers(state, UnitId(unit))
    return found


@settings(max_examples=14)
@given(SEEDS)
def test_caches_equal_a_rebuild(seed: int) -> None:
    for play in positions(seed, most=90, every=1):
        fresh = snapshot.clone(play.game.state)
        fresh.caches = {}
        kept, rebuilt = derived(play.game.state), derived(fresh)
        stale = [name for name in kept if kept[name] != rebuilt[name]]
        assert not stale, f"stale after {play.orders[-1:]}: {stale}"


# --- orders -------------------------------------------------------------------------------------------------------


@settings(max_examples=14)
@given(SEEDS)
def test_what_is_offered_is_accepted(seed: int) -> None:
    for play in positions(seed):
        side = play.game.actor()
        if side is None or play.game.state.pending:
            continue
        options = play.game.options(side)
        assert options.may_end and play.game.check(od.EndPhase(side)) is None
        for flier in options.squadrons:
            for mission, mask in flier.missions:
                for target in hexes_of(mask)[:3]:
                    fly = od.Fly(side, flier.squadron, mission, target, flier.sorties)
                    assert play.game.check(fly) is None, f"{fly} is offered and refused"
        for offered in options.units:
            for order in every_order(play.game, side, offered.unit):
                refusal = play.game.check(order)
                assert refusal is None, f"{order} is offered and refused: {refusal}"


def every_order(game: Game, side: SideId, unit: UnitId) -> Iterator[od.Order]:
    """All orders that a unit's options offer."""
    options = game.desk(side).unit_options(unit)
    for mask, gait in ((options.moves, "march"), (options.stealth, "stealth")):
        yield from (od.Move(side, unit, to, gait) for to in hexes_of(mask))
    yield from (od.Assault(side, (unit,), target, press) for target in options.assaults for press in od.PRESSES)
    yield from (od.Bombard(side, unit, target) for target in hexes_of(options.bombards))
    yield from (od.Register(side, unit, target) for target in hexes_of(options.registers))
    yield from (od.BreakOut(side, unit, target) for target in hexes_of(options.breaks_out))
    yield from (od.Feign(side, unit, target) for target in hexes_of(options.feigns))
    yield from (od.LayWire(side, unit, direction) for direction in options.wire)
    yield from orders_of(options, game, side, Dice(unit, "orders"))


@settings(max_examples=25)
@given(SEEDS, st.data())
def test_orders_at_random_never_crash_and_refusals_leave_no_trace(seed: int, data: st.DataObject) -> None:
    for play in positions(seed, most=24, every=4):
        before = play.game.digest()
        for _ in range(6):
            order = data.draw(ANY_ORDER)
            result = play.game.clone().submit(order)
            if not isinstance(result, Accepted):
                assert result.code and result.rule, "a refusal names its code and its rule"
                assert play.game.submit(order) == result, "the same order is refused alike"
            assert play.game.digest() == before, f"the refused {order} changed the state"


_SIDES = st.sampled_from((SideId(0), SideId(1)))
_UNITS = st.integers(-1, 18).map(UnitId)
_HEXES = st.integers(-1, 60).map(HexId)
_GAITS = st.sampled_from((*od.GAITS, "gallop"))
_PRESSES = st.sampled_from((*od.PRESSES, "x"))
_NUMBERS = st.integers(-90, 300)
ANY_ORDER: st.SearchStrategy[od.Order] = st.one_of(
    st.builds(od.Move, _SIDES, _UNITS, _HEXES, _GAITS, st.lists(_HEXES, max_size=2).map(tuple)),
    st.builds(od.Assault, _SIDES, st.lists(_UNITS, max_size=3).map(tuple), _HEXES, _PRESSES, _NUMBERS),
    st.builds(od.Bombard, _SIDES, _UNITS, _HEXES, _NUMBERS),
    st.builds(od.Dig, _SIDES, _UNITS, _NUMBERS),
    st.builds(od.LayWire, _SIDES, _UNITS, st.integers(-1, 6)),
    st.builds(od.Mend, _SIDES, _UNITS),
    st.builds(od.Bridge, _SIDES, _UNITS, _NUMBERS),
    st.builds(od.Blow, _SIDES, _UNITS),
    st.builds(od.Recover, _SIDES, _UNITS, _NUMBERS),
    st.builds(od.Rest, _SIDES, _UNITS),
    st.builds(od.Hold, _SIDES, _UNITS),
    st.builds(od.SetStance, _SIDES, _UNITS, st.integers(-1, 5)),
    st.builds(od.Flare, _SIDES, _UNITS, _HEXES),
    st.builds(od.Feign, _SIDES, _UNITS, _HEXES),
    st.builds(od.BreakOut, _SIDES, _UNITS, _HEXES),
    st.builds(od.Register, _SIDES, _UNITS, _HEXES),
    st.builds(od.Fly, _SIDES, st.integers(-1, 6), st.sampled_from((*MISSIONS, "loop")), _HEXES, _NUMBERS),
    st.builds(od.Fly, _SIDES, st.integers(-1, 6), st.just("raid"), st.just(NOWHERE), _NUMBERS, st.just("the-field")),
    st.builds(od.Haul, _SIDES, _NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS),
    st.builds(od.BreakRestraint, _SIDES, st.sampled_from(("not-east", "no-guns", "none"))),
    st.builds(od.Decide, _SIDES, st.sampled_from(("on", "off", "maybe"))),
    st.builds(od.EndPhase, _SIDES),
)


# --- reach and routes ---------------------------------------------------------------------------------------------


@settings(max_examples=14)
@given(SEEDS)
def test_reach_equals_a_slow_search(seed: int) -> None:
    for play in positions(seed, most=24):
        state = play.game.state
        for unit in range(len(state.hex)):
            if state.status[unit] == ON_MAP and state.minutes[unit]:
                for gait in od.GAITS:
                    quick, slow = reach(state, UnitId(unit), gait), slow_reach(state, UnitId(unit), gait)
                    assert quick == slow, f"reach of {unit} by {gait} differs from the slow search"


def slow_reach(state: GameState, unit: UnitId, gait: str) -> dict[HexId, int]:
    """Reach by going over all hexes until nothing gets nearer: the rules written out, with no regard for speed."""
    side, start, budget = state.side_of(unit), state.hex[unit], state.minutes[unit]
    board, figures = state.scenario.board, state.scenario.rules.movement
    enemies = {h for h, found in ground.known_enemies(state, side).items() if found}
    troubled = {n for h in enemies for n in board.grid.adjacent[h]}
    shut = enemies | set(hexes_of(escalation.forbidden_ground(state, side)))
    shut |= {HexId(h) for h in range(board.grid.size) if not movement.has_room(state, unit, HexId(h))}
    best = {start: 0}
    changed = True
    while changed:
        changed = False
        for here in list(best):
            if here != start and here in troubled and gait == "march":
                continue
            for there, cost in movement.step_table(state, unit, gait)[here]:
                total = best[here] + cost + wire.wire_minutes(state, here, there, gait)
                total += int(figures.obstacle["zoc"]) if there in troubled else 0
                if there not in shut and total <= budget and total < best.get(there, budget + 1):
                    best[there], changed = total, True
    if budget == state.allotted[unit]:
        for there, _ in movement.step_table(state, unit, gait)[start]:
            if there not in shut and there in board.grid.adjacent[start]:  # nobody is a whole turn upon a bridge
                best.setdefault(there, budget)
    for ferry in board.ferry_from.get(start, ()):
        there = ferry.ends[0] if ferry.ends[1] == start else ferry.ends[1]
        engineers = [u for u in state.scenario.units_of[side] if state.scenario.units[u].kind.symbol == "engineer"]
        helped = any(state.hex[u] in ferry.ends for u in engineers)
        pace = ferry.men_hour * (state.scenario.rules.engineering.ferry["engineers"] if helped else 1.0)
        work, used = int(state.men[unit] * 60 / pace + 0.999), state.ferried[board.ferries.index(ferry)]
        minutes = int(figures.obstacle["boat_load"]) + work
        closed = state.scenario.units[unit].kind.mobility in board.terrain(there).closed
        closed |= ferries.load_t(state, unit) > ferry.load_t
        closed |= used > 0 and used + work > ground.turn_of(state).minutes
        if there not in shut and not closed and minutes <= budget:
            best[there] = min(minutes, best.get(there, minutes))
    del best[start]
    return best


@settings(max_examples=14)
@given(SEEDS)
def test_the_account_of_a_march_makes_its_minutes(seed: int) -> None:
    for play in positions(seed, most=24):
        state = play.game.state
        side = play.game.actor()
        if side is None:
            continue
        desk = play.game.desk(side)
        for unit in [u.number for u in desk.view().units if u.status == ON_MAP]:
            for gait in ("march", "stealth"):
                for to in list(desk.reach(unit, gait))[-3:] if gait == "march" or state.minutes[unit] else []:
                    route = desk.route(unit, to, gait)
                    if isinstance(route, od.Refusal):
                        continue
                    steps = desk.march_account(route, gait)
                    assert [s.there for s in steps] == list(route.hexes[1:])
                    cut = "all its minutes" in route.remarks
                    assert all(s.reckoned() == s.minutes or cut for s in steps), f"{steps} do not add up"
                    assert sum(s.minutes for s in steps) == route.total


@settings(max_examples=14)
@given(SEEDS)
def test_routes_cost_what_they_promise(seed: int) -> None:
    for play in positions(seed, most=32):
        side = play.game.actor()
        if side is None or play.game.state.pending:
            continue
        dice = Dice(seed, "routes")
        for unit in play.game.scenario.units_of[side]:
            if play.game.state.status[unit] == ON_MAP and play.game.state.minutes[unit]:
                _compare_march(play.game, side, unit, od.GAITS[dice.below(2)], dice)


def _compare_march(game: Game, side: SideId, unit: UnitId, gait: str, dice: Dice) -> None:
    """A march to some hex in reach, planned and made; they differ only if something unforeseen happens."""
    ways = sorted(reach(game.state, unit, gait).items())
    if not ways:
        return
    to, minutes = ways[dice.below(len(ways))]
    planned = game.desk(side).route(unit, to, gait)
    assert isinstance(planned, Route) and planned.arrives, f"{to} is in reach and has no route"
    if gait == "march":
        assert planned.total == minutes, "route and reach must agree"
    twin = game.clone()
    result = twin.submit(od.Move(side, unit, to, gait))
    if not isinstance(result, Accepted):
        assert result.code == "stealth-kind", f"a march in reach is refused: {result}"
        return
    unforeseen = any(isinstance(e, ev.ContactMade | ev.LossSuffered | ev.UnitPinned) for e in result.events)
    misjudged = ground.zoc(game.state, SideId(1 - side)) ^ ground.known_zoc(game.state, side)
    if unforeseen or misjudged & game.scenario.board.grid.mask(planned.hexes):
        return
    spent = sum(event.minutes for event in those(result.events, ev.UnitMoved))
    assert twin.state.hex[unit] == to, "a march that meets nobody arrives"
    assert spent == planned.total and twin.state.minutes[unit] == planned.left, "it costs what was promised"


# --- assaults -----------------------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(SEEDS)
def test_printed_odds_recompute_and_printed_losses_are_taken(seed: int) -> None:
    play = Play(random_scene(seed).game, seed)
    while play.game.actor() is not None and len(play.orders) < 300:
        events = play.step()
        for event in those(events, ev.AssaultResolved):
            judge_odds(event)
            line = event.outcomes[event.drawn]
            lost = Counter[str]()
            for loss in those(events, ev.LossSuffered):
                side = "A" if loss.unit in event.units else "D" if loss.unit in event.defenders else ""
                lost[side] += loss.killed + loss.wounded + loss.missing
            gone = {"A" if e.unit in event.units else "D" for e in those(events, ev.UnitRemoved)}
            for side, men in (("A", line.a_men), ("D", line.d_men)):
                # Whoever is left of a unit that is no more counts as lost as well (rule 7.64).
                assert lost[side] == men or (side in gone and lost[side] > men), f"{side} lost {lost[side]}, not {men}"


def judge_odds(event: ev.AssaultResolved) -> None:
    """The numbers printed with an assault."""
    again = power_ratio(event.a_power, event.d_power, event.modifiers)
    assert again == pytest.approx(event.ratio, rel=1e-9), "the ratio must follow from the powers and the list"
    assert len(event.outcomes) in (6, 36) and 0 <= event.drawn < len(event.outcomes)
    assert all(m.value != 1.0 and m.rule and m.source for m in event.modifiers), "a factor needs rule and source"


def test_dice_are_even() -> None:
    dice = Dice(7, "even")
    counts = Counter(dice.below(36) for _ in range(36_000))
    chi = sum((counts[face] - 1000) ** 2 / 1000 for face in range(36))
    assert chi < 66.6, f"36 faces thrown 36000 times give chi squared {chi:.1f}; one in a thousand is above 66.6"
    mean = sum(dice.whole(2.3) for _ in range(20_000)) / 20_000
    assert mean == pytest.approx(2.3, abs=0.015), "whole numbers keep the mean"
