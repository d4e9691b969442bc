"""Chapter 5: from the state to what one side may know."""

from __future__ import annotations

from typing import Any

from game.core.ids import HexId, SideId, UnitId, enemy_of
from game.model.aircraft import Squadron
from game.model.events import IDENTIFIED
from game.model.state import GameState
from game.model.units import ON_MAP
from game.model.victory import VictoryItem
from game.model.view import ENCIRCLED, OPEN, Contact, OwnSquadron, OwnUnit, View
from game.rules import command, happenings, haul, observation, rings, squadrons, stealth, stores, supply, victory
from game.rules.belief import ASSUMED_ALERT
from game.rules.ground import interdicted, known_mask, known_zoc, pinned_now, posture, turn_of, weather
from game.rules.guise import seems_kind
from game.rules.stealth import StealthLine

_GENERAL = {
    "infantry": "infantry",
    "mg": "infantry",
    "engineer": "infantry",
    "hq": "infantry",
    "garrison": "infantry",
    "border": "infantry",
    "recon": "infantry",
    "guns": "guns",
    "at": "guns",
    "infantry-gun": "guns",
    "mortar": "guns",
    "aa": "guns",
    "tank": "tank",
    "cavalry": "cavalry",
}
"""What a unit looks like from afar, by its symbol. Rule 5.3."""
RESOLVE_STEP = 20
"""The enemy's resolve is read in steps of so many points. Rule 5.7."""
CLAIM_STEP = 10
"""Enemy losses are claimed in steps of so many men. Rule 5.7."""


def view(state: GameState, side: SideId) -> View:
    """A side's picture. It hangs on nothing that the side cannot know."""
    scenario = state.scenario
    turn = turn_of(state)
    foe = enemy_of(side)
    read = state.resolve[foe] // 10 // RESOLVE_STEP * RESOLVE_STEP
    resolve = (state.resolve[0] // 10 if side == 0 else read, state.resolve[1] // 10 if side == 1 else read)
    scores = _scores(state, side)
    return View(
        scenario=scenario,
        side=side,
        turn=state.turn,
        minute=state.minute,
        to_move=state.side,
        light=turn.light,
        weather=weather(state),
        units=_own_units(state, side),
        contacts=_contacts(state, side),
        holder=tuple(state.holder),
        contested=tuple(state.contested),
        resolve=resolve,
        points=_points(state, scores),
        scores=scores,
        losses=_losses(state, side),
        restraints=tuple(state.restraints),
        pending=tuple(p for p in state.pending if p.offer.side == side),
        notes=_notes(state, side),
        wire=state.wire,
        derelicts=tuple([d for d in state.derelicts if state.side_of(d.unit) == side]),
        mended=state.mended[side],
        lit=dict(state.lit),
        registered=state.registered[side],
        in_sight=observation.in_sight(state, side),
        attached={f: to for f, to in state.attached.items() if scenario.formations[f].side == side},
        stores={n: (state.stores[n], *state.brought[n]) for n in [line.number for line in scenario.lines_of[side]]},
        result=state.result,
        enclosed=rings.enclosure(state, side),
        haul=state.haul[side],
        piles={line.number: state.piles[line.number] for line in scenario.lines_of[side] if state.haul[side]},
        **_crossings(state, side),
        **(_sky(state, side) if scenario.squadrons else {}),
    )


def _crossings(state: GameState, side: SideId) -> dict[str, Any]:
    """The fields of a view that concern bridges. Rules 4.13 and 10.14."""
    used = tuple(state.bridge_used) if state.side == side else (0,) * len(state.spans)
    return {"bridges": tuple(state.spans_known[side]), "bridge_used": used}


def _sky(state: GameState, side: SideId) -> dict[str, Any]:
    """The fields of a view that concern the air. Rules 9.1, 9.5 and 9.75."""
    every = state.scenario.squadrons
    lost = [0, 0]
    for squadron in every:
        lost[squadron.side] += state.air_lost[squadron.number]
    if state.result is None:
        lost[enemy_of(side)] = state.air_hit[enemy_of(side)]
    return {
        "squadrons": tuple([_own_squadron(state, s) for s in squadrons.squadrons_of(state, side)]),
        "flights": tuple([f for f in state.aloft if every[f.squadron].side == side]),
        "harried": interdicted(state, side),
        "aircraft_lost": (lost[0], lost[1]),
    }


def _own_squadron(state: GameState, squadron: Squadron) -> OwnSquadron:
    number = squadron.number
    return OwnSquadron(
        number=number,
        present=squadrons.is_there(state, squadron),
        ready=state.air_ready[number],
        damaged=state.air_damaged[number],
        lost=state.air_lost[number],
        flown=state.air_flown[number],
        left=squadrons.sorties_left(state, squadron),
        today=state.air_left[number],
        tired=state.air_tired[number] / 1000.0,
    )


def _own_units(state: GameState, side: SideId) -> tuple[OwnUnit, ...]:
    """All units of a side. What is the same for all of them is looked up once: views are made after every order."""
    troubled, fed, home = known_zoc(state, side), supply.seeming_carriage(state, side), rings.seeming_ways(state, side)
    return tuple([_own(state, unit, troubled, fed, home) for unit in state.scenario.units_of[side]])


def _own(state: GameState, unit: UnitId, troubled: int, fed: supply.Carriage, home: rings.Ways) -> OwnUnit:
    here = state.hex[unit]
    on_map = state.status[unit] == ON_MAP
    minutes = state.minutes[unit]
    led = command.how_led(state, unit) if on_map else ""
    ring, ringed, grade = _way_home(state, unit, troubled, fed, home) if on_map else (OPEN, 0, stores.IN_SUPPLY)
    # By position, in the order of the fields: with names it takes twice as long.
    return OwnUnit(
        unit,
        here,
        state.status[unit],
        state.men[unit],
        state.arms[unit],
        state.vehicles[unit],
        minutes,
        state.cohesion[unit] // 10,
        state.fatigue[unit] // 10,
        state.ammo[unit] / 100.0,
        state.shells[unit],
        state.flares[unit],
        state.dug[unit],
        posture(state, unit),
        state.stance[unit],
        pinned_now(state, unit) if state.pinned[unit] else 0.0,
        state.alert[unit] / 1000.0,
        state.hidden[unit],
        minutes < state.allotted[unit],
        state.held[unit],
        state.leader[unit],
        led != "",
        on_map and bool(fed.reached >> here & 1),
        on_map and bool(troubled >> here & 1),
        grade,
        state.hunger[unit],
        led,
        state.bogged[unit],
        state.damaged[unit],
        ring,
        ringed,
        state.fuel[unit] if state.haul[state.side_of(unit)] and haul.is_motor(state, unit) else -1,
    )


def _way_home(
    state: GameState, unit: UnitId, troubled: int, fed: supply.Carriage, home: rings.Ways
) -> tuple[int, int, int]:
    """Grade of a unit's way home, minutes for which it has been encircled, grade of its supply. Rules 11.42, 11.43."""
    ring, grade = rings.grade(state, unit, home, fed.reached), stores.grade(state, unit, fed, troubled)
    if ring != ENCIRCLED or state.ringed[unit] < 0:
        return ring, 0, grade
    minutes = max(1, state.minute - state.ringed[unit])
    return ring, minutes, stores.ISOLATED if rings.sealed(state, unit) else grade


def _contacts(state: GameState, side: SideId) -> tuple[Contact, ...]:
    found = []
    grades, numbers = state.grade[side], state.contact_number[side]
    for unit in state.scenario.units_of[enemy_of(side)]:
        if not grades[unit]:
            continue
        kind = seems_kind(state, side, unit)
        known = grades[unit] >= IDENTIFIED
        low, high = state.seen_men[side][unit]
        found.append(
            Contact(
                number=numbers[unit],
                hex=state.seen_hex[side][unit],
                grade=grades[unit],
                minute=state.seen_minute[side][unit],
                # Seen in this turn; whether it still is would tell of moves that nobody saw.
                in_sight=state.seen_minute[side][unit] == state.minute
                and state.turn > 0
                and not state.by_ear[side][unit],
                symbol=kind.symbol if known else _GENERAL[kind.symbol],
                echelon=kind.echelon if known else "",
                men_low=low,
                men_high=high,
                unit=unit if known else None,
                by_ear=state.by_ear[side][unit],
            )
        )
    return tuple(sorted(found, key=lambda c: c.number))


def _scores(state: GameState, side: SideId) -> tuple[int, ...]:
    """Points by line; lines that hang on what the enemy has left are reckoned from claims and contacts. Rule 5.7."""
    calendar = state.scenario.calendar
    if state.result is not None:
        clock = calendar.end_minute if state.result.reason == "time" else state.minute
        return tuple([score.points for score in victory.scores(state, clock)])
    return tuple([_known_points(state, side, score) for score in victory.scores(state, state.minute)])


def _points(state: GameState, scores: tuple[int, ...]) -> tuple[int, int]:
    """Points by side as the lines give them, with those of events and restraints. Rule 16.2."""
    if state.result is not None:
        return state.result.points
    sums = list(state.points)
    for item, points in zip(state.scenario.victory.items, scores, strict=True):
        sums[item.side] += points
    return sums[0], sums[1]


def _known_points(state: GameState, side: SideId, score: victory.Score) -> int:
    """Points of one line as far as a side can know them."""
    item, foe = score.item, enemy_of(side)
    if item.kind in ("preserve", "destroy") and item.side == foe:
        return 0
    if item.kind == "pocketed":
        return item.points * _known_pocketed(state, side, item)
    if item.kind == "losses" and (item.of if item.of is not None else enemy_of(item.side)) == foe:
        return item.points * (_losses(state, side)[foe] // max(1, item.per))
    if item.kind == "evict" and item.side == side:
        place = state.scenario.board.place_by_id[item.place].hex
        near = state.scenario.board.grid.near_mask[place] | 1 << place
        return 0 if known_mask(state, side) & near else item.points
    return score.points


def _known_pocketed(state: GameState, side: SideId, item: VictoryItem) -> int:
    """Units in closed rings as far as a side can tell: its own past the enemies it knows, identified enemies."""
    of = item.of if item.of is not None else enemy_of(item.side)
    seen, grades, enclosed = state.seen_hex[side], state.grade[side], rings.enclosure(state, side)
    count = 0
    for unit in state.scenario.units_of[of]:
        if state.scenario.units[unit].men < item.per:
            continue
        if victory.is_lost(state, unit):
            count += state.ringed[unit] >= 0
        elif of == side:
            count += state.status[unit] == ON_MAP and rings.is_encircled(state, unit)
        elif grades[unit] >= IDENTIFIED and seen[unit] >= 0:
            count += enclosed >> seen[unit] & 1
    return count


def _losses(state: GameState, side: SideId) -> tuple[int, int]:
    counts = [happenings.casualties(state, SideId(0)), happenings.casualties(state, SideId(1))]
    foe = enemy_of(side)
    if state.result is None:
        counts[foe] = counts[foe] // CLAIM_STEP * CLAIM_STEP
    return counts[0], counts[1]


def _notes(state: GameState, side: SideId) -> tuple[int, ...]:
    return tuple(
        index
        for index, note in enumerate(state.scenario.notes)
        if state.notes >> index & 1 and note.audience in (None, side)
    )


def stealth_odds(state: GameState, side: SideId, unit: UnitId, hex_: HexId) -> tuple[tuple[int, StealthLine], ...]:
    """Chance of discovery at a hex by each known contact within two hexes, with assumed alertness. Rule 8.2."""
    found = []
    grades = state.grade[side]
    for enemy in state.scenario.units_of[enemy_of(side)]:
        where = state.seen_hex[side][enemy]
        if grades[enemy] and where >= 0 and state.scenario.board.grid.distance(where, hex_) <= 2:
            line = stealth.reckon(state, unit, hex_, enemy, where, ASSUMED_ALERT)
            found.append((state.contact_number[side][enemy], line))
    return tuple(sorted(found, key=lambda pair: (-pair[1].chance, pair[0])))
