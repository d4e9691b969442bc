"""What sixty batteries cost on the map of Khalkhin Gol."""

from __future__ import annotations

import time

import pytest

from game.core.ids import SideId
from game.model.orders import Bombard, EndPhase
from game.rules import observation
from tests.kg import kg_board, steppe_battle

BATTERY = {"kind": "artillery-battalion", "men": 250, "arms": {"how122": 12}, "shells": 960}
TARGET = {"kind": "rifle-battalion", "men": 600, "dug": 900}


@pytest.mark.slow
def test_a_bombardment_of_sixty_batteries_is_quick() -> None:
    grid = kg_board().grid
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rim = [f"{23 + i % 4:02d}{28 + i // 4:02d}" for i in range(20)]
    units: dict[str, tuple[str, object]] = {}
    for n, name in enumerate(rim):
        for suffix in "123":
            units[f"{letters[n]}{suffix}"] = (name, BATTERY)
    for n in range(40):
        units[f"z{n}"] = (f"{30 + n % 8:02d}{26 + n // 8:02d}", TARGET)
    scene = steppe_battle(units, minutes=240)  # type: ignore[arg-type]
    start = time.perf_counter()
    seen = observation.in_sight(scene.state, SideId(0))
    looked = time.perf_counter() - start
    start, shots = time.perf_counter(), 0
    for unit in list(scene.scenario.units_of[SideId(0)]):
        for target in sorted({scene.state.hex[u] for u in scene.scenario.units_of[SideId(1)]}):
            order = Bombard(SideId(0), unit, target, 60)
            if seen >> target & 1 and scene.game.check(order) is None:
                scene.game.submit(order)
                shots += 1
                break
    fired = time.perf_counter() - start
    scene.game.submit(EndPhase(SideId(0)))
    print(f"{grid.size} hexes: first look {looked * 1000:.0f} ms; {shots} shoots {fired * 1000:.0f} ms")
    assert shots >= 30, "the rim sees and reaches the other bank"
    assert fired / shots < 0.02, "a shoot costs less than twenty milliseconds on a slow machine"
