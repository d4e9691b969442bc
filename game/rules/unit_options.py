"""What one unit can do now, each answer worked out when it is first asked for. Rule 2.1."""

from __future__ import annotations

from functools import cached_property

from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId, UnitId
from game.model import orders as od
from game.model.state import GameState
from game.rules import (
    assault,
    breakout,
    bridging,
    engineering,
    escalation,
    fires,
    hearing,
    morale,
    observation,
    recovery,
    rings,
    stealth,
)
from game.rules.action import SHORTEST
from game.rules.ground import known_enemies, side_masks
from game.rules.reach import reach


class UnitOptions:
    """What one unit can do now. It speaks for the moment at which it was asked for: read it before the next order."""

    def __init__(self, state: GameState, unit: UnitId) -> None:
        self._state = state
        self.unit = unit
        self._side = state.side_of(unit)
        self._minutes = state.minutes[unit]
        self._works = unit not in state.scenario.off_map

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UnitOptions):
            return NotImplemented
        return self.unit == other.unit and all(getattr(self, name) == getattr(other, name) for name in ANSWERS)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in ANSWERS)
        return f"UnitOptions(unit={self.unit}, {told})"

    @cached_property
    def moves(self) -> int:
        """Bit set of the hexes it can march to."""
        return self._grid_mask(list(reach(self._state, self.unit))) if self._minutes else 0

    @cached_property
    def stealth(self) -> int:
        """Bit set of the hexes it can creep to."""
        creeps = self._minutes and stealth.check_kind(self._state, self.unit) is None
        return self._grid_mask(list(reach(self._state, self.unit, "stealth"))) if creeps else 0

    @cached_property
    def assaults(self) -> tuple[HexId, ...]:
        """Adjacent hexes with known enemies that it can assault."""
        return assault.targets(self._state, self.unit)

    @cached_property
    def supports(self) -> tuple[HexId, ...]:
        """Known enemy hexes on which its guns can support an assault."""
        return tuple(h for h in self._targets if self._minutes >= SHORTEST)

    @cached_property
    def bombards(self) -> int:
        """Bit set of the known enemy hexes and the hexes round them that it can fire at."""
        state, side, unit = self._state, self._side, self.unit
        free = [h for h in self._targets if fires.check(state, od.Bombard(side, unit, h)) is None]
        return self._grid_mask(free)

    @cached_property
    def may_dig(self) -> bool:
        """Whether it can dig in."""
        return self._works and engineering.check_dig(self._state, od.Dig(self._side, self.unit)) is None

    @cached_property
    def may_rest(self) -> bool:
        """Whether it can rest."""
        return morale.check_rest(self._state, od.Rest(self._side, self.unit)) is None

    @cached_property
    def may_mend(self) -> bool:
        """Whether it can mend the road in its hex."""
        return self._works and engineering.check_mend(self._state, od.Mend(self._side, self.unit)) is None

    @cached_property
    def may_bridge(self) -> bool:
        """Whether it can build or repair a bridge at its hex."""
        works = bool(self._state.spans) and self._works
        return works and bridging.check_bridge(self._state, od.Bridge(self._side, self.unit)) is None

    @cached_property
    def may_blow(self) -> bool:
        """Whether it can blow the bridge at its hex."""
        works = bool(self._state.spans) and self._works
        return works and bridging.check_blow(self._state, od.Blow(self._side, self.unit)) is None

    @cached_property
    def may_recover(self) -> bool:
        """Whether it can pull out bogged vehicles in its hex."""
        return recovery.check(self._state, od.Recover(self._side, self.unit)) is None

    @cached_property
    def wire(self) -> tuple[int, ...]:
        """Directions in which it can lay wire."""
        return engineering.wire_directions(self._state, self.unit) if self._minutes and self._works else ()

    @cached_property
    def flares(self) -> tuple[HexId, ...]:
        """Hexes over which it can send up a flare."""
        cost = self._state.scenario.rules.stealth.flare["cost"]
        return stealth.flare_targets(self._state, self.unit) if self._minutes >= cost else ()

    @cached_property
    def registers(self) -> int:
        """Bit set of the hexes in view that its guns can register. Rule 6.5."""
        if not self._guns:
            return 0
        state, unit, side = self._state, self.unit, self._side
        radius = fires.reach_m(state, unit) // state.scenario.board.hex_m
        near = state.scenario.board.grid.disk(state.hex[unit], radius) & observation.in_sight(state, side)
        bits = 0
        for hex_ in hexes_of(near & ~state.registered[side]):
            if fires.check_register(state, od.Register(side, unit, hex_)) is None:
                bits |= 1 << hex_
        return bits

    @cached_property
    def breaks_out(self) -> int:
        """Bit set of the hexes to which it can break out; 0 unless it seems encircled."""
        return breakout.targets(self._state, self.unit) if rings.is_encircled(self._state, self.unit) else 0

    @cached_property
    def feigns(self) -> int:
        """Bit set of hexes at which it can feign something."""
        return self._grid_mask(list(hearing.feign_targets(self._state, self.unit)))

    @cached_property
    def _guns(self) -> bool:
        state, unit = self._state, self.unit
        fires_at_all = self._minutes and state.shells[unit] and state.scenario.units[unit].kind.fires
        return bool(fires_at_all and fires.tubes(state, unit))

    @cached_property
    def _targets(self) -> tuple[HexId, ...]:
        """Known enemy hexes its guns reach and may fire at."""
        return _known_targets(self._state, self._side, self.unit) if self._guns else ()

    def _grid_mask(self, hexes: list[HexId]) -> int:
        return self._state.scenario.board.grid.mask(hexes)


def _known_targets(state: GameState, side: SideId, unit: UnitId) -> tuple[HexId, ...]:
    return tuple(
        h
        for h in sorted(known_enemies(state, side))
        if not side_masks(state)[side] >> h & 1
        and fires.in_reach(state, unit, h)
        and not escalation.forbids_fire(state, side, state.hex[unit], h)
    )


ANSWERS = tuple(
    name for name, value in vars(UnitOptions).items() if isinstance(value, cached_property) and name[0] != "_"
)
"""All that is asked of a unit."""
