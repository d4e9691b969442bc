"""Uniform legal play, for tests: it shows what the rules allow, not what a commander would do."""

from __future__ import annotations

from collections.abc import Mapping

from game.ai.trace import Reason
from game.core.dice import Dice
from game.core.hexgrid import hexes_of
from game.core.ids import HexId, SideId, UnitId
from game.engine import Desk, SquadronOptions
from game.model.aircraft import RAID
from game.model.orders import (
    PRESSES,
    Assault,
    Blow,
    Bombard,
    BreakOut,
    Bridge,
    Decide,
    Dig,
    EndPhase,
    Feign,
    Flare,
    Fly,
    Haul,
    Hold,
    LayWire,
    Mend,
    Move,
    Order,
    Recover,
    Register,
    Rest,
    SetStance,
)
from game.model.scenario import Scenario
from game.model.units import ON_MAP, STANCES
from game.model.view import View
from game.rules.unit_options import UnitOptions

MOST_ORDERS = 40
"""Orders it gives in one phase at most."""
FLYING = 6
"""One order in so many sends aircraft, where there are any."""
HAULING = 24
"""One order in so many tells the lorries anew what to bring, where a side may."""
TRIES = 8
"""Draws before it gives the phase up."""


class RandomSeat:
    """Draws a unit, then one of the things it may do."""

    def __init__(self, scenario: Scenario, side: SideId, seed: int) -> None:
        self.name = "Random play"
        self._side = side
        self._seed = seed
        self._choices = 0
        self._turn = 0
        self._given = 0
        self._most = max(1, min(MOST_ORDERS, 2 * len(scenario.units_of[side])))

    def choose(self, desk: Desk) -> Order:
        """A legal order drawn at random; the end of the phase after a bounded number."""
        dice = Dice(self._seed, "ai", self._side, self._choices)
        self._choices += 1
        view = desk.view()
        if view.pending:
            options = view.pending[0].offer.options
            return Decide(self._side, options[dice.below(len(options))].id)
        if view.turn != self._turn:
            self._turn, self._given = view.turn, 0
        able = [u.number for u in view.units if u.status == ON_MAP and u.minutes > 0]
        if self._given < self._most and (order := self._beyond(desk, view, dice)) is not None:
            self._given += 1
            return order
        if self._given < self._most and able and dice.below(len(able) + 4):
            for _ in range(TRIES):
                unit = able[dice.below(len(able))]
                order = self._draw(desk, unit, dice)
                if order is not None and desk.check(order) is None:
                    self._given += 1
                    return order
        return EndPhase(self._side)

    def _beyond(self, desk: Desk, view: View, dice: Dice) -> Order | None:
        """Now and then an order to aircraft or lorries."""
        if view.squadrons and not dice.below(FLYING) and (fliers := desk.squadron_options()):
            return flight(fliers[dice.below(len(fliers))], self._side, dice)
        if view.haul and not dice.below(HAULING):
            return haul(self._side, dice)
        return None

    def _draw(self, desk: Desk, unit: UnitId, dice: Dice) -> Order | None:
        side, can = self._side, desk.unit_options(unit)
        kinds = _kinds(can)
        match kinds[dice.below(len(kinds))]:
            case "move":
                return Move(side, unit, _of(can.moves, dice))
            case "stealth":
                return Move(side, unit, _of(can.stealth, dice), "stealth")
            case "assault":
                return self._assault(desk, can, dice)
            case "bombard":
                return Bombard(side, unit, _of(can.bombards, dice))
            case "dig":
                return Dig(side, unit)
            case "mend":
                return Mend(side, unit)
            case "bridge":
                return Bridge(side, unit)
            case "blow":
                return Blow(side, unit)
            case "recover":
                return Recover(side, unit)
            case "rest":
                return Rest(side, unit)
            case "wire":
                return LayWire(side, unit, can.wire[dice.below(len(can.wire))])
            case "flare":
                return Flare(side, unit, can.flares[dice.below(len(can.flares))])
            case "register":
                return Register(side, unit, _of(can.registers, dice))
            case "break-out":
                return BreakOut(side, unit, _of(can.breaks_out, dice))
            case "feign":
                return Feign(side, unit, _of(can.feigns, dice))
            case "stance":
                return SetStance(side, unit, dice.below(len(STANCES)))
            case _:
                return Hold(side, unit)

    def _assault(self, desk: Desk, can: UnitOptions, dice: Dice) -> Order:
        target = can.assaults[dice.below(len(can.assaults))]
        press = PRESSES[dice.below(len(PRESSES))]
        alone = Assault(self._side, (can.unit,), target, press)
        near = desk.scenario.board.grid.adjacent[target]
        beside = tuple(
            [u.number for u in desk.view().units if u.hex in near and desk.scenario.units[u.number].kind.assaults]
        )
        together = Assault(self._side, beside, target, press)
        return together if dice.below(2) and desk.check(together) is None else alone

    def memory(self) -> dict[str, object]:
        """The number of choices made, which is all that its dice hang on."""
        return {"choices": self._choices, "turn": self._turn, "given": self._given}

    def restore(self, memory: Mapping[str, object]) -> None:
        """Takes up a memory.

        Raises:
            ValueError: the data is not what `memory` gave.
        """
        match memory:
            case {"choices": int(choices), "turn": int(turn), "given": int(given)}:
                self._choices, self._turn, self._given = choices, turn, given
            case _:
                raise ValueError("not the memory of random play")

    def account(self, final: View | None = None) -> tuple[Reason, ...]:
        """Nothing: it has no reasons."""
        return ()

    def sentences(self, final: View | None = None) -> tuple[str, ...]:
        """One sentence that says so."""
        return ("Every order was drawn by lot.",)


def flight(can: SquadronOptions, side: SideId, dice: Dice) -> Fly:
    """A flight that a squadron's options offer, with some of its machines or all."""
    kind = dice.below(len(can.missions) + bool(can.bases))
    if kind == len(can.missions):
        base = can.bases[dice.below(len(can.bases))]
        return Fly(side, can.squadron, RAID, sorties=dice.below(can.sorties + 1), base=base)
    mission, mask = can.missions[kind]
    return Fly(side, can.squadron, mission, _of(mask, dice), dice.below(can.sorties + 1))


def haul(side: SideId, dice: Dice) -> Haul:
    """Any shares of what lorries bring."""
    shares = [0, 0, 0, 0]
    for _ in range(20):
        shares[dice.below(len(shares))] += 5
    return Haul(side, *shares)


def _kinds(can: UnitOptions) -> list[str]:
    found = ["hold", "stance"]
    for word, there in (
        ("move", can.moves),
        ("stealth", can.stealth),
        ("assault", can.assaults),
        ("bombard", can.bombards),
        ("dig", can.may_dig),
        ("mend", can.may_mend),
        ("bridge", can.may_bridge),
        ("blow", can.may_blow),
        ("recover", can.may_recover),
        ("rest", can.may_rest),
        ("wire", can.wire),
        ("flare", can.flares),
        ("register", can.registers),
        ("break-out", can.breaks_out),
        ("feign", can.feigns),
    ):
        if there:
            found.append(word)
    return found


def _of(mask: int, dice: Dice) -> HexId:
    hexes = hexes_of(mask)
    return hexes[dice.below(len(hexes))]
