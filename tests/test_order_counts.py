"""Counts of legal games from small positions, as chess programs count moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.core.hexgrid import hexes_of
from game.engine import Accepted, Game
from game.model import orders as od
from game.model.units import STANCES
from tests.vignette import vignette

FILE = Path(__file__).parent / "order_counts.yaml"
POSITIONS: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))["positions"]
DEPTH = 3


def every_order(game: Game) -> Iterator[od.Order]:
    """Every order that the side to move may give, by the options of its units; stances and holding left out."""
    side = game.actor()
    if side is None:
        return
    for offered in game.options(side).units:
        unit = offered.unit
        yield from (od.Move(side, unit, to) for to in hexes_of(offered.moves))
        yield from (od.Move(side, unit, to, "stealth") for to in hexes_of(offered.stealth))
        yield from (od.Assault(side, (unit,), target, press) for target in offered.assaults for press in od.PRESSES)
        yield from (od.Bombard(side, unit, target) for target in hexes_of(offered.bombards))
        yield from (od.Register(side, unit, target) for target in hexes_of(offered.registers))
        yield from (od.LayWire(side, unit, direction) for direction in offered.wire)
        yield from (od.Flare(side, unit, target) for target in offered.flares)
        yield from (od.BreakOut(side, unit, target) for target in hexes_of(offered.breaks_out))
        yield from (od.Feign(side, unit, target) for target in hexes_of(offered.feigns))
        yield from [od.Dig(side, unit)] if offered.may_dig else []
        yield from [od.Mend(side, unit)] if offered.may_mend else []
        yield from [od.Recover(side, unit)] if offered.may_recover else []
        yield from [od.Bridge(side, unit)] if offered.may_bridge else []
        yield from [od.Blow(side, unit)] if offered.may_blow else []
        yield from [od.Rest(side, unit)] if offered.may_rest else []
    for flier in game.options(side).squadrons:
        yield from (od.Fly(side, flier.squadron, m, to) for m, mask in flier.missions for to in hexes_of(mask))
    yield od.EndPhase(side)


def count(game: Game, depth: int) -> int:
    """Games of so many orders from here."""
    found = 0
    for order in every_order(game):
        if depth == 1:
            assert game.check(order) is None, f"{order} is offered and refused"
            found += 1
        else:
            twin = game.clone()
            assert isinstance(twin.submit(order), Accepted), f"{order} is offered and refused"
            found += count(twin, depth - 1)
    return found


def game_of(position: dict[str, Any]) -> Game:
    """The game of an entry of the file."""
    more = {
        name: value for name, value in position.items() if name not in ("name", "rows", "units", "counts", "by_kind")
    }
    return vignette("\n".join(position["rows"]), **position.get("units", {}), **more).game


def counted(position: dict[str, Any]) -> dict[str, Any]:
    """What the file should say of a position."""
    game = game_of(position)
    kinds = Counter(od.ORDER_WORDS[type(order)] for order in every_order(game))
    return {"by_kind": dict(sorted(kinds.items())), "counts": [count(game, depth) for depth in range(1, DEPTH + 1)]}


@pytest.mark.parametrize("position", POSITIONS, ids=lambda p: p["name"])
def test_counts(position: dict[str, Any], regold: bool) -> None:
    if regold:
        write([position | counted(position) for position in POSITIONS])
        return
    assert counted(position) == {name: position.get(name) for name in ("by_kind", "counts")}


def write(positions: list[dict[str, Any]]) -> None:
    """Writes the file with its comment."""
    comment = "".join(line for line in FILE.read_text("utf-8").splitlines(keepends=True) if line.startswith("#"))
    text = yaml.safe_dump({"positions": positions}, sort_keys=False, default_flow_style=None, width=110)
    FILE.write_text(comment + text, "utf-8")


def test_stances_and_holding_are_always_possible() -> None:
    scene = vignette("A . b")
    scene.do(scene.hold("A"))
    others = [s for s in range(len(STANCES)) if s != scene.state.stance[scene["A"]]]
    assert all(scene.game.check(scene.stance("A", other)) is None for other in others)
