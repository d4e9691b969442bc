"""Small battles for tests: a map in text rows, units by letter, the real rulebook.

    scene = vignette("A . b")                          # two rifle companies on flat ground, two hexes apart
    events = scene.do(scene.move("A", "0201"))         # an order that must be accepted
    refusal = scene.refused(scene.move("A", "0301"))   # one that must not be, and must change nothing

A word of a row is one hex: letters of the units in it, then a sign for the ground (`sketch.GROUND`; flat if left out).
Capitals belong to side 0, "red", which moves first; small letters to side 1, "blue". Units are numbered in the order
A, B, ... a, b. Rows may be indented: the second, the fourth and so on lie half a hex to the right.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from game.core.dice import Dice, LoadedDice
from game.core.hexgrid import DIRECTIONS
from game.core.ids import HexId, SideId, UnitId
from game.engine import Accepted, Desk, Game
from game.model import orders as od
from game.model.state import GameState
from game.rules import resolve, sequence, snapshot
from game.rules.ledger import Ledger
from tests.sketch import BLUE, RED, Sketch, rules, sketch

__all__ = ["BLUE", "RED", "Scene", "Sketch", "only", "rules", "sketch", "those", "vignette"]
E = TypeVar("E")


class Scene:
    """A game on a vignette, with short ways to give orders and to look at what came of them."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.scenario = game.scenario

    @property
    def state(self) -> GameState:
        """The state now; every accepted order replaces it."""
        return self.game.state

    def __getitem__(self, letter: str) -> UnitId:
        return self.scenario.unit_by_id[letter]

    def hex(self, name: str) -> HexId:
        """A hex by name."""
        found = self.scenario.board.grid.parse(name)
        assert found is not None, f"there is no hex {name} in this vignette"
        return found

    def name(self, hex_: HexId) -> str:
        """Name of a hex."""
        return self.scenario.board.grid.name(hex_)

    def where(self, letter: str) -> str:
        """Name of the hex where a unit stands."""
        return self.name(self.state.hex[self[letter]])

    def side(self, letter: str) -> SideId:
        """Side of a unit."""
        return self.scenario.units[self[letter]].side

    def desk(self, side: int) -> Desk:
        """A side's desk."""
        return self.game.desk(SideId(side))

    def names(self, mask: int | Iterable[int]) -> set[str]:
        """Names of the hexes in a bit set or a list."""
        hexes = (h for h in range(mask.bit_length()) if mask >> h & 1) if isinstance(mask, int) else mask
        return {self.name(HexId(h)) for h in hexes}

    def poke(self, letter: str, **fields: Any) -> None:
        """Sets entries of a unit in the lists of the state, and forgets what was computed from them."""
        for name, value in fields.items():
            getattr(self.state, name)[self[letter]] = value
        self.state.caches.clear()
        self.game._desks.clear()

    # Orders

    def move(self, letter: str, to: str, gait: str = "march", via: str = "") -> od.Move:
        """A march or a creep."""
        return od.Move(self.side(letter), self[letter], self.hex(to), gait, tuple(self.hex(h) for h in via.split()))

    def assault(self, letters: str, target: str, press: str = "attack", minutes: int = 0) -> od.Assault:
        """An assault by the units of some letters."""
        units = tuple(self[letter] for letter in letters)
        return od.Assault(self.side(letters[0]), units, self.hex(target), press, minutes)

    def bombard(self, letter: str, target: str, rounds: int = 0) -> od.Bombard:
        """A bombardment."""
        return od.Bombard(self.side(letter), self[letter], self.hex(target), rounds)

    def dig(self, letter: str, minutes: int = 0) -> od.Dig:
        """Digging in."""
        return od.Dig(self.side(letter), self[letter], minutes)

    def wire(self, letter: str, direction: str) -> od.LayWire:
        """Wire on the hexside in a direction such as "NE"."""
        return od.LayWire(self.side(letter), self[letter], DIRECTIONS.index(direction))

    def mend(self, letter: str) -> od.Mend:
        """A road mended."""
        return od.Mend(self.side(letter), self[letter])

    def bridge(self, letter: str, minutes: int = 0) -> od.Bridge:
        """Work on a bridge."""
        return od.Bridge(self.side(letter), self[letter], minutes)

    def blow(self, letter: str) -> od.Blow:
        """Charges under a bridge."""
        return od.Blow(self.side(letter), self[letter])

    def recover(self, letter: str, minutes: int = 0) -> od.Recover:
        """Bogged vehicles pulled out."""
        return od.Recover(self.side(letter), self[letter], minutes)

    def rest(self, letter: str) -> od.Rest:
        """A rest."""
        return od.Rest(self.side(letter), self[letter])

    def hold(self, letter: str) -> od.Hold:
        """Hold."""
        return od.Hold(self.side(letter), self[letter])

    def stance(self, letter: str, stance: int) -> od.SetStance:
        """A stance."""
        return od.SetStance(self.side(letter), self[letter], stance)

    def flare(self, letter: str, target: str) -> od.Flare:
        """A flare."""
        return od.Flare(self.side(letter), self[letter], self.hex(target))

    def register(self, letter: str, target: str) -> od.Register:
        """Registration of a target."""
        return od.Register(self.side(letter), self[letter], self.hex(target))

    def break_out(self, letter: str, target: str) -> od.BreakOut:
        """A break-out."""
        return od.BreakOut(self.side(letter), self[letter], self.hex(target))

    def feign(self, letter: str, target: str) -> od.Feign:
        """A show at a hex."""
        return od.Feign(self.side(letter), self[letter], self.hex(target))

    def fly(self, squadron: str, mission: str, target: str, sorties: int = 0) -> od.Fly:
        """A mission of aircraft."""
        number = self.scenario.squadron_by_id[squadron]
        return od.Fly(self.scenario.squadrons[number].side, number, mission, self.hex(target), sorties)

    def end(self) -> od.EndPhase:
        """The end of the moving side's part of the turn."""
        return od.EndPhase(self.state.side)

    # Carrying out

    def do(self, *orders: od.Order) -> tuple[Any, ...]:
        """The events of some orders, all of which must be accepted."""
        return tuple(event for order in orders for event in self.accepted(order).events)

    def accepted(self, order: od.Order) -> Accepted:
        """What came of an order that must be accepted."""
        result = self.game.submit(order)
        assert isinstance(result, Accepted), f"{order} was refused: {result}"
        return result

    def rolled(self, order: od.Order, *dice: int, spare: bool = False) -> tuple[Any, ...]:
        """The events of an order under loaded dice, all of which it must use up unless some may be left."""
        loaded = LoadedDice(*dice)
        refusal = self.game.check(order)
        assert refusal is None, f"{order} was refused: {refusal}"
        ledger = Ledger(snapshot.clone(self.state), loaded)
        resolve.carry_out(order, ledger)
        sequence.settle(ledger, order)
        ledger.state.order_count += 1
        assert spare or not loaded.left, f"dice left over: {loaded.left}"
        self.game = Game(self.scenario, self.game.seed, ledger.state)
        return tuple(ledger.events)

    def drawn(self, order: od.Assault, index: int) -> tuple[Any, ...]:
        """The events of an assault whose outcome is the one at an index; all later rolls come from the usual dice."""
        ledger = Ledger(snapshot.clone(self.state), _Drawn(self.game.seed, index))
        assert self.game.check(order) is None, f"{order} was refused: {self.game.check(order)}"
        resolve.carry_out(order, ledger)
        sequence.settle(ledger, order)
        ledger.state.order_count += 1
        self.game = Game(self.scenario, self.game.seed, ledger.state)
        return tuple(ledger.events)

    def refused(self, order: od.Order) -> od.Refusal:
        """The refusal of an order that must not be accepted and must leave no trace."""
        before = self.game.digest()
        result = self.game.submit(order)
        assert isinstance(result, od.Refusal), f"{order} was accepted"
        assert self.game.digest() == before, f"the refused {order} changed the state"
        return result

    def end_turn(self) -> tuple[Any, ...]:
        """The events of ending both sides' parts of this turn."""
        turn, events = self.state.turn, list[Any]()
        while self.state.turn == turn and self.state.result is None:
            events += self.do(self.end())
        return tuple(events)


class _Drawn(Dice):
    """Dice whose first roll among many faces is given."""

    __slots__ = ("_index",)

    def __init__(self, seed: int, index: int) -> None:
        super().__init__(seed, "drawn", index)
        self._index: int | None = index

    def below(self, faces: int) -> int:
        """The given index the first time, a fair roll afterwards."""
        fair = super().below(faces)
        if self._index is None:
            return fair
        index, self._index = self._index, None
        return index


def those(events: Iterable[Any], kind: type[E]) -> list[E]:
    """The events of one kind, in order."""
    return [event for event in events if isinstance(event, kind)]


def only(events: Iterable[Any], kind: type[E]) -> E:
    """The one event of a kind; there must be exactly one."""
    found = those(events, kind)
    assert len(found) == 1, f"expected one {kind.__name__}, not {found}"
    return found[0]


def vignette(rows: str, seed: int = 1, **more: Any) -> Scene:
    """A game on a vignette at its first turn."""
    return Scene(Game.new(sketch(rows, **more), seed))
