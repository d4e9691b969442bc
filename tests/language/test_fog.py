"""The fog of the log: over whole games no line names an enemy that its reader has not identified."""

from __future__ import annotations

import re

import pytest

from game.core.ids import HexId, SideId, UnitId
from game.data.catalogue import load_scenario
from game.language.wording import events_for, refusal_sentence
from game.match import new_match
from game.model import orders as od
from game.model.orders import Order, Refusal
from game.model.view import View

AUTHORED = ("message", "note", "asked", "decision")
"""Kinds of line whose words are the scenario's own."""


def identified(*views: View | None) -> set[int]:
    """Enemy units whose name a side knows from any of some views."""
    return {contact.unit for view in views if view for contact in view.contacts if contact.unit is not None}


@pytest.mark.parametrize(
    ("scenario", "seats", "seed"),
    [("khasan-outpost", "random", 1), ("khasan-outpost", "drill", 2), ("khasan-night-assault", "drill", 3)],
)
def test_no_line_names_an_enemy_that_is_not_identified(scenario: str, seats: str, seed: int) -> None:
    result = load_scenario(scenario)
    assert result.scenario is not None
    match = new_match(result.scenario, seed, (seats, seats))
    units = result.scenario.units
    views: dict[SideId, View] = {side: match.desk(side).view() for side in (SideId(0), SideId(1))}
    leaks: list[str] = []

    def listen(order: Order, accepted: object) -> None:
        for side, before in views.items():
            after = match.desk(side).view()
            known = identified(before, after)
            foes = {u.id for u in units if u.side != side and u.number not in known}
            for line in events_for(side, match.events_since(mark[0]), before, after):
                words = set(re.findall(r"[a-z0-9/.-]+", line.text))
                if line.kind not in AUTHORED and words & foes:
                    leaks.append(f"{side}: {line.text}")
            views[side] = after
        mark[0] = match.mark()

    mark = [match.mark()]
    match.run_computers(progress=listen)
    assert match.game.state.result is not None, "the game must have been played to its end"
    assert not leaks, f"the log gives the enemy away: {leaks[:3]}"


def test_every_refusal_that_a_game_can_give_has_its_sentence() -> None:
    result = load_scenario("khasan-outpost")
    assert result.scenario is not None
    match, seen = new_match(result.scenario, 1, ("human", "human")), set[str]()
    side = result.scenario.first
    for unit in range(-1, len(result.scenario.units) + 1):
        for hex_ in (0, 100, 459, 517, 5000):
            u, h = UnitId(unit), HexId(hex_)
            for order in (
                od.Move(side, u, h),
                od.Move(side, u, h, "stealth"),
                od.Assault(side, (u,), h),
                od.Bombard(side, u, h),
                od.Flare(side, u, h),
                od.Feign(side, u, h),
                od.BreakOut(side, u, h),
                od.Register(side, u, h),
                od.SetStance(side, u, hex_),
                od.LayWire(side, u, hex_ % 7),
                od.Decide(side, "never"),
                od.BreakRestraint(side, "never"),
            ):
                refusal = match.game.check(order)
                if isinstance(refusal, Refusal):
                    seen.add(refusal.code)
                    assert refusal_sentence(refusal, result.scenario).startswith(f"Rule {refusal.rule}: ")
    assert len(seen) > 12, f"too few refusals provoked to mean anything: {seen}"
