"""Making, copying and hashing the state."""

from __future__ import annotations

from game.core.digest import digest_of
from game.core.ids import NOWHERE
from game.model.crossings import BridgeSite, Bridging, Span
from game.model.rulebook import Rulebook
from game.model.scenario import Scenario
from game.model.sides import IN_FORCE, NOT_YET
from game.model.state import GameState
from game.model.units import ON_MAP, WAITING
from game.rules import haul

LONG_SILENT = -10_000
"""Minute at which guns fell silent that have not fired yet."""


def opening_state(scenario: Scenario) -> GameState:
    """The state before turn 1, as the scenario sets it up."""
    units = scenario.units
    count = len(units)
    objectives = scenario.board.objectives
    spans = opening_spans(scenario)
    state = GameState(
        scenario=scenario,
        side=scenario.first,
        hex=[unit.hex for unit in units],
        status=[ON_MAP if unit.hex >= 0 else WAITING for unit in units],
        men=[unit.men for unit in units],
        arms=[tuple(arm.count for arm in unit.arms) for unit in units],
        vehicles=[tuple(group.count for group in unit.vehicles) for unit in units],
        bogged=[(0,) * len(unit.vehicles) for unit in units],
        damaged=[(0,) * len(unit.vehicles) for unit in units],
        wrecked=[(0,) * len(unit.vehicles) for unit in units],
        minutes=[0] * count,
        allotted=[0] * count,
        cohesion=[unit.cohesion * 10 for unit in units],
        fatigue=[unit.fatigue * 10 for unit in units],
        ammo=[round(unit.ammo * 100) for unit in units],
        shells=[unit.shells for unit in units],
        flares=[unit.flares for unit in units],
        dug=[unit.dug for unit in units],
        stance=[unit.stance for unit in units],
        pinned=[0] * count,
        pinned_at=[0] * count,
        alert=[round(unit.alert * 1000) for unit in units],
        stirred=[-side.quiet_days * 24 * 60 for side in scenario.sides],
        hidden=[False] * count,
        noise=[0] * count,
        held=[False] * count,
        leader=_leaders(scenario),
        hunger=[0] * count,
        ringed=[-1] * count,
        stranded=[0] * count,
        fired_at=[LONG_SILENT] * count,
        line_since=[0] * count,
        exposed=[False] * count,
        feint=[NOWHERE] * count,
        grade=([0] * count, [0] * count),
        seen_hex=([NOWHERE] * count, [NOWHERE] * count),
        seen_minute=([0] * count, [0] * count),
        seen_men=([(0, 0)] * count, [(0, 0)] * count),
        seen_dug=([0] * count, [0] * count),
        by_ear=([False] * count, [False] * count),
        contact_number=([0] * count, [0] * count),
        holder=[-1] * len(objectives),
        held_since=[0] * len(objectives),
        held_minutes=[(0, 0)] * len(objectives),
        first_taken=[(-1, -1)] * len(objectives),
        contested=[False] * len(objectives),
        resolve=[side.resolve * 10 for side in scenario.sides],
        restraints=[IN_FORCE if r.from_minute <= 0 else NOT_YET for r in scenario.restraints],
        wire=scenario.works.wire,
        works=dict(scenario.works.dug),
        ferried=[0] * len(scenario.board.ferries),
        spans=spans,
        spans_known=(spans[:], spans[:]),
        bridge_used=[0] * len(spans),
        registered=[scenario.board.grid.mask(hexes) for hexes in scenario.works.registered],
        stores=[line.stores_kg for line in scenario.lines],
        brought=[(0, ())] * len(scenario.lines),
        piles=[haul.piles_at_start(line, scenario.sides[line.side].haul) for line in scenario.lines],
        haul=[side.haul for side in scenario.sides],
        fuel=_tanks(scenario),
        air_ready=[squadron.count for squadron in scenario.squadrons],
        air_damaged=[0] * len(scenario.squadrons),
        air_lost=[0] * len(scenario.squadrons),
        air_left=[0] * len(scenario.squadrons),
        air_flown=[0] * len(scenario.squadrons),
        air_tired=[0] * len(scenario.squadrons),
        air_causes=[(0, 0, 0, 0)] * len(scenario.squadrons),
    )
    for unit in units:
        if unit.hex >= 0:
            state.works[unit.hex] = max(state.works.get(unit.hex, 0), unit.dug)
            state.dug[unit.number] = max(unit.dug, scenario.works.dug.get(unit.hex, 0))
            # Who has dug there for so long has had the time to lay his telephone line (rule 12.5).
            state.line_since[unit.number] = -unit.dug
    return state


def _tanks(scenario: Scenario) -> list[int]:
    """Full tanks where fuel is counted. Rule 11.14."""
    full = int(scenario.rules.supply.haul["tank_minutes"])
    motor = [unit.kind.mobility in ("wheel", "track") for unit in scenario.units]
    return [
        full * (is_motor and bool(scenario.sides[u.side].haul))
        for u, is_motor in zip(scenario.units, motor, strict=True)
    ]


def opening_spans(scenario: Scenario) -> list[Span]:
    """What is at each site of a bridge when the battle begins. Rule 10.8."""
    spans = [Span()] * len(scenario.board.bridges)
    for bridge in scenario.bridges:
        if bridge.from_minute <= 0:
            spans[bridge.site] = span_of(scenario, bridge)
    return spans


def span_of(scenario: Scenario, bridge: Bridging) -> Span:
    """The span that a bridge of the scenario is. Rules 10.8 and 10.9."""
    need = whole_work(scenario.rules, scenario.board.bridges[bridge.site], bridge.kind)
    return Span(bridge.kind, bridge.side, round(bridge.load_t * 1000), int(need * bridge.done), need, bridge.unit)


def whole_work(rules: Rulebook, site: BridgeSite, kind: str) -> int:
    """Minutes of a company's work in a whole bridge of a kind at a site. Rule 10.9."""
    table = rules.engineering.bridging
    return max(1, int(table[f"{kind}_minutes"] * site.width_m / table["width"] + 0.5))


def _leaders(scenario: Scenario) -> list[bool]:
    """Units whose commander may fall: their own, or the one of the formation whose headquarters they are."""
    chiefs = {f.hq for f in scenario.formations.values() if f.leader is not None}
    return [unit.leader is not None or unit.number in chiefs for unit in scenario.units]


_UNIT_LISTS = (
    "hex",
    "status",
    "men",
    "arms",
    "vehicles",
    "bogged",
    "damaged",
    "wrecked",
    "minutes",
    "allotted",
    "cohesion",
    "fatigue",
    "ammo",
    "shells",
    "flares",
    "dug",
    "stance",
    "pinned",
    "pinned_at",
    "alert",
    "hidden",
    "noise",
    "held",
    "leader",
    "hunger",
    "fired_at",
    "line_since",
    "ringed",
    "stranded",
    "exposed",
    "feint",
)
_PAIRS = ("grade", "seen_hex", "seen_minute", "seen_men", "seen_dug", "by_ear", "contact_number")
_LISTS = (
    "contacts_made",
    "holder",
    "held_since",
    "held_minutes",
    "first_taken",
    "contested",
    "resolve",
    "points",
    "killed",
    "wounded",
    "missing",
    "tanks_out",
    "tanks_repaired",
    "cars_out",
    "cars_repaired",
    "restraints",
    "bombarded",
    "ferried",
    "registered",
    "stores",
    "brought",
    "piles",
    "haul",
    "fuel",
    "shells_fired",
    "air_ready",
    "air_damaged",
    "air_lost",
    "air_left",
    "air_flown",
    "air_tired",
    "sorties",
    "air_hit",
    "used_to",
    "stirred",
    "shock",
    "shocked_at",
    "air_causes",
    "ring_closed",
    "stood",
)


def clone(state: GameState) -> GameState:
    """An independent copy; what is immutable is shared, caches are taken along."""
    grade, seen_hex, seen_minute = state.grade, state.seen_hex, state.seen_minute
    seen_men, seen_dug, number = state.seen_men, state.seen_dug, state.contact_number
    # Positional, in the order of the fields: keyword arguments and loops over names cost three times as much.
    return GameState(
        state.scenario,
        state.turn,
        state.side,
        state.minute,
        state.order_count,
        state.phase_open,
        state.hex[:],
        state.status[:],
        state.men[:],
        state.arms[:],
        state.vehicles[:],
        state.bogged[:],
        state.damaged[:],
        state.wrecked[:],
        state.minutes[:],
        state.allotted[:],
        state.cohesion[:],
        state.fatigue[:],
        state.ammo[:],
        state.shells[:],
        state.flares[:],
        state.dug[:],
        state.stance[:],
        state.pinned[:],
        state.pinned_at[:],
        state.alert[:],
        state.hidden[:],
        state.noise[:],
        state.held[:],
        state.leader[:],
        state.fired_at[:],
        state.hunger[:],
        state.line_since[:],
        state.ringed[:],
        state.stranded[:],
        state.exposed[:],
        state.feint[:],
        (grade[0][:], grade[1][:]),
        (seen_hex[0][:], seen_hex[1][:]),
        (seen_minute[0][:], seen_minute[1][:]),
        (seen_men[0][:], seen_men[1][:]),
        (seen_dug[0][:], seen_dug[1][:]),
        (state.by_ear[0][:], state.by_ear[1][:]),
        (number[0][:], number[1][:]),
        state.contacts_made[:],
        state.holder[:],
        state.held_since[:],
        state.held_minutes[:],
        state.first_taken[:],
        state.contested[:],
        state.resolve[:],
        state.points[:],
        state.killed[:],
        state.wounded[:],
        state.missing[:],
        state.tanks_out[:],
        state.tanks_repaired[:],
        state.cars_out[:],
        state.cars_repaired[:],
        state.restraints[:],
        state.fired,
        state.notes,
        state.decided.copy(),
        state.pending,
        state.ordered,
        state.assaulted,
        state.bombarded[:],
        state.weather,
        state.wire,
        state.works.copy(),
        state.derelicts,
        state.in_rear,
        state.mended[:],
        state.ferried[:],
        state.spans[:],
        (state.spans_known[0][:], state.spans_known[1][:]),
        state.bridge_used[:],
        state.registered[:],
        state.lit.copy(),
        state.fights.copy(),
        state.stores[:],
        state.brought[:],
        state.piles[:],
        state.haul[:],
        state.fuel[:],
        state.shells_fired[:],
        (state.fire_on[0].copy(), state.fire_on[1].copy()),
        state.attached.copy(),
        state.air_ready[:],
        state.air_damaged[:],
        state.air_lost[:],
        state.air_left[:],
        state.air_flown[:],
        state.air_tired[:],
        state.aloft,
        state.sorties[:],
        state.air_hit[:],
        (state.used_to[0].copy(), state.used_to[1].copy()),
        state.stirred[:],
        state.shock[:],
        state.shocked_at[:],
        state.air_causes[:],
        state.ring_closed[:],
        state.stood[:],
        (state.cleared[0].copy(), state.cleared[1].copy()),
        state.result,
        state.caches.copy(),
    )


def digest(state: GameState) -> str:
    """Hash of everything in the state that bears on what may happen next."""
    value: list[object] = [
        state.scenario.digest,
        state.turn,
        state.side,
        state.minute,
        state.order_count,
        state.phase_open,
        state.fired,
        state.notes,
    ]
    value += [getattr(state, name) for name in _UNIT_LISTS]
    value += [list(getattr(state, name)) for name in _PAIRS]
    value += [getattr(state, name) for name in _LISTS]
    value += [state.decided, *state.cleared, state.works, state.lit, state.mended, state.attached]
    value += [[(d.hex, d.unit, d.vehicles) for d in state.derelicts]]
    value += [[(r.due, r.unit, r.vehicles) for r in state.in_rear]]
    for spans in (state.spans, *state.spans_known):
        value += [[(s.kind, s.side, s.load_kg, s.work, s.need, s.unit) for s in spans]]
    value += [state.bridge_used]
    value += [sorted(state.wire), [sorted(words) for words in state.ordered], [sorted(h) for h in state.assaulted]]
    value += [{h: (f.men, f.red, f.minutes, f.turn, f.side) for h, f in state.fights.items()}]
    for on in state.fire_on:
        value += [{h: (c.start, c.lifts, c.weight, c.before, c.pinned, c.guns, c.flown) for h, c in on.items()}]
    value += [[p.happening for p in state.pending]]
    value += [[(f.squadron, f.mission, f.hex, f.sorties) for f in state.aloft]]
    weather = state.weather
    value.append(
        None if weather is None else (weather.sky, weather.visibility_m, weather.ground, weather.wind, weather.hot)
    )
    result = state.result
    value.append(None if result is None else (result.reason, result.level, result.points))
    return digest_of(value)
