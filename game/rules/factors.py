"""Rule 7.78: the factors of a fire on one unit, against the same fire on men who lie in the open by day."""

from __future__ import annotations

from game.core.ids import UnitId
from game.model.events import ModifierLine
from game.model.state import GameState
from game.rules import gunnery
from game.rules.ground import light_at, pinned_now, shelter, units_of_side_at

OPEN = "attack"
"""How men stand under fire who have no works: they go to ground. Key of the table of cover."""
HEIGHT = "bombing"
"""How most bombs fall: from height by day. Key of the table of aim."""


def _line(side: str, name: str, value: float, rule: str, source: str) -> tuple[ModifierLine, ...]:
    """A factor on the hits, or nothing if it changes nothing."""
    return () if value == 1.0 else (ModifierLine(side, "V", name, value, rule, source),)


def _cover(state: GameState, victim: UnitId, stands: str) -> tuple[ModifierLine, ...]:
    """Works, plate, or a column caught upright on the road. Rule 6.21."""
    table = state.scenario.rules.combat.cover
    name = {"armoured": "crews behind plate", "march": "caught on the march"}.get(stands, "entrenchment")
    return _line("D", name, table[stands] / table[OPEN], "6.21", f"combat.cover.{stands}")


def of_shells(
    state: GameState, victim: UnitId, lines: tuple[ModifierLine, ...], *, observed: bool, laid: bool
) -> tuple[ModifierLine, ...]:
    """Factors on the hits of a bombardment. Rules 6.12 to 6.25 and 7.78.

    Args:
        lines: those on the worth of its rounds.
        laid: whether the gunners knew where in the hex to lay.
    """
    aim, there = state.scenario.rules.combat.aim, units_of_side_at(state, state.side_of(victim), state.hex[victim])
    found = lines + _cover(state, victim, shelter(state, victim))
    if observed:
        found += _line("A", "observed fire", aim["observed"] / aim["map"], "6.22", "combat.aim.observed")
    if not laid:
        men = gunnery.men_of(state, list(there))
        spread = gunnery.ground_ha(state, men, laid=True) / gunnery.ground_ha(state, men, laid=False)
        found += _line("A", "laid on nothing known", spread, "6.25", "fires.ground.man_ha")
    return found


def of_bombs(state: GameState, victim: UnitId, key: str, lines: tuple[ModifierLine, ...]) -> tuple[ModifierLine, ...]:
    """Factors on the hits of an attack from the air, against bombs dropped from height by day. Rules 7.78 and 9.4.

    Args:
        key: of the table of aim.
        lines: those of the attack, that of the aim among them.
    """
    aim = state.scenario.rules.combat.aim
    found = tuple([line for line in lines if line.source != f"combat.aim.{key}"])
    found += _line("A", key.replace("-", " "), aim[key] / aim[HEIGHT], "9.4", f"combat.aim.{key}")
    return found + _cover(state, victim, shelter(state, victim))


def of_volley(state: GameState, unit: UnitId, mover: UnitId, at: int) -> tuple[ModifierLine, ...]:
    """Factors on the hits of a burst of small-arms fire. Rules 6.4 and 7.78."""
    rules, here = state.scenario.rules, state.hex[mover]
    dark = rules.fires.effect["volley_dark"]
    light = dark + (1.0 - dark) * light_at(state, here)
    held = 1.0 - rules.combat.condition.pinned * pinned_now(state, unit, at)
    stands = "march" if state.noise[mover] == 1 else OPEN
    ground = state.scenario.board.terrain(here).losses
    return (
        *_line("A", "darkness", light, "6.4", "fires.effect.volley_dark"),
        *_line("A", "suppression", held, "6.31", "combat.condition.pinned"),
        *_line("both", "cover of the ground", ground, "7.21", "ground.losses"),
        *_cover(state, mover, stands),
    )
