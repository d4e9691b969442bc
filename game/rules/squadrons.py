"""Rules 9.1 and 9.2: what squadrons can still do, by the day, the turn, the weather and the light."""

from __future__ import annotations

from game.core.ids import SideId, SquadronId
from game.model import events as ev
from game.model.aircraft import ATTACKS, CAN, CAUSES, INTERDICT, MISSIONS, RAID, STRAFE, STRIKE, Squadron
from game.model.calendar import DAY
from game.model.state import GameState
from game.model.weapons import Weapon
from game.rules import escalation
from game.rules.ground import known_mask, side_masks, turn_of, weather
from game.rules.ledger import Ledger


def squadrons_of(state: GameState, side: SideId) -> tuple[Squadron, ...]:
    """Squadrons of a side, in order of number."""
    return tuple([squadron for squadron in state.scenario.squadrons if squadron.side == side])


def is_there(state: GameState, squadron: Squadron) -> bool:
    """Whether a squadron can be sent by now. Rule 9.1."""
    return state.minute >= squadron.from_minute


def turn_round(state: GameState, squadron: Squadron) -> int:
    """Minutes from one start of a machine to the next: both ways and the ground crew's work. Rule 9.1."""
    flight = 2 * 60 * squadron.base.km // squadron.aircraft.speed_kmh
    return flight + int(state.scenario.rules.air.service["minutes"])


def crews_left(state: GameState, squadron: Squadron) -> int:
    """Crews that still fly: one is lost with each machine but those that burn on the ground. Rules 9.11 and 9.77."""
    burnt = state.air_causes[squadron.number][CAUSES.index("ground")]
    return max(0, squadron.crews - state.air_lost[squadron.number] + burnt)


def days_sorties(state: GameState, squadron: Squadron, tired: int) -> int:
    """Sorties that the crews left can fly in a day when so weary, 0 to 1000. Rules 9.1 and 9.11."""
    table = state.scenario.rules.air
    fresh = 1.0 - table.crews["cost"] * tired / 1000.0
    return int(crews_left(state, squadron) * table.sorties[squadron.aircraft.role] * fresh)


def sorties_left(state: GameState, squadron: Squadron) -> int:
    """Sorties a squadron can still send in this turn, weather left out. Rule 9.1."""
    number, turn = squadron.number, turn_of(state)
    if not is_there(state, squadron) or (turn.is_dark and not squadron.aircraft.night):
        return 0
    rounds = max(1, turn.minutes // turn_round(state, squadron))
    most = state.air_ready[number] * rounds - state.air_flown[number]
    return max(0, min(most, state.air_left[number]))


def is_closed(state: GameState) -> bool:
    """Whether the weather keeps everybody on the ground. Rule 9.2."""
    return weather(state).visibility_m < state.scenario.rules.air.limits["field_m"]


def finding(state: GameState) -> tuple[float, tuple[ev.ModifierLine, ...]]:
    """Chance that a flight finds its target now, and the factors that make it. Rule 9.2."""
    table, turn = state.scenario.rules.air, turn_of(state)
    sky = weather(state).sky
    lines = []
    if table.weather[sky] != 1.0:
        lines.append(ev.ModifierLine("A", "P", sky.replace("-", " "), table.weather[sky], "9.2", f"air.weather.{sky}"))
    if turn.is_dark:
        dark = table.limits["dark"] + (1.0 - table.limits["dark"]) * turn.light
        lines.append(ev.ModifierLine("A", "P", "darkness", dark, "9.2", "air.limits.dark"))
    chance = 1.0
    for line in lines:
        chance *= line.value
    return chance, tuple(lines)


def is_low(squadron: Squadron, mission: str) -> bool:
    """Whether a mission is flown near the ground. Rules 9.4 and 9.15."""
    bombs_high = squadron.aircraft.role in ("bomber", "heavy-bomber")
    return mission == STRAFE or (mission in (INTERDICT, RAID) and not bombs_high)


def payload(squadron: Squadron, mission: str) -> tuple[tuple[Weapon, int], ...]:
    """What one machine drops and fires on a mission. Rule 9.4."""
    craft = squadron.aircraft
    if mission not in ATTACKS and mission != RAID:
        return ()
    return (*craft.load, *craft.guns) if is_low(squadron, mission) else craft.load


def missions_of(squadron: Squadron) -> tuple[str, ...]:
    """Missions that a squadron's aircraft can fly. Rule 9.3."""
    armed = (*ATTACKS, RAID)
    return tuple([m for m in CAN[squadron.aircraft.role] if m not in armed or payload(squadron, m)])


def targets(state: GameState, side: SideId) -> dict[str, int]:
    """Bit sets of the hexes that each mission but a raid may go to: attacks where enemies are known, else anywhere."""
    every = (1 << state.scenario.board.grid.size) - 1
    free = every & ~escalation.forbidden_sky(state, side)
    shot = free & ~escalation.forbidden_targets(state, side) & ~side_masks(state)[side]
    known = known_mask(state, side) & shot
    over = [m for m in MISSIONS if m != RAID]
    return {m: known if m in (STRIKE, STRAFE) else shot if m == INTERDICT else free for m in over}


def begin_turn(ledger: Ledger) -> None:
    """A turn begins: flights come home from dark and fog; in the morning the day's sorties are counted. Rule 9.1."""
    state = ledger.state
    squadrons, turn = state.scenario.squadrons, turn_of(state)
    if not squadrons:
        return
    if turn.is_dark or is_closed(state) or weather(state).sky == "fog":
        for flight in state.aloft:
            ledger.emit(ev.FlightSpent(flight.squadron, flight.mission, flight.hex, flight.sorties))
    days = state.scenario.calendar.days(state.turn)
    new = days or state.turn == 1
    ready = [_morning(ledger, s, days) if new else _as_before(state, s.number) for s in squadrons]
    ledger.emit(ev.SquadronsReady(tuple(ready)))


def _as_before(state: GameState, squadron: SquadronId) -> tuple[SquadronId, int, int]:
    return squadron, state.air_left[squadron], state.air_tired[squadron]


def _morning(ledger: Ledger, squadron: Squadron, days: int) -> tuple[SquadronId, int, int]:
    """A squadron at daybreak: machines mended overnight, crews rested; so many nights are gone since the last count,
    and a long turn holds several days' sorties. Rules 3.6, 9.1, 9.11 and 9.74."""
    state, number = ledger.state, squadron.number
    table = state.scenario.rules.air
    for _ in range(max(1, days)):
        if not state.air_damaged[number]:
            break
        mended = min(state.air_damaged[number], ledger.dice.whole(state.air_damaged[number] * table.service["repair"]))
        if mended:
            ledger.emit(ev.AircraftRepaired(number, mended))
    tired = max(0, state.air_tired[number] - days * int(table.crews["rest"] * 1000)) if state.turn > 1 else 0
    return number, days_sorties(state, squadron, tired) * max(1, turn_of(state).minutes // DAY), tired
