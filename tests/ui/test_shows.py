"""A show is marked on the map of its own side, and on the enemy's it looks like any contact."""

from __future__ import annotations

from game.model.units import Dummy
from game.ui.map_counters import contact_counter, own_counter
from game.ui.panels.model_unit import unit_panel
from tests.vignette import rules, vignette


def test_a_show_has_brackets_for_its_own_side_only() -> None:
    kinds = rules().kinds
    few = {"kind": "dummy-section", "men": 10, "arms": {"rifle": 8}}
    both = {
        "b": {**few, "dummy": Dummy(shows=kinds["rifle-battalion"], men=500)},
        "c": {"kind": "rifle-battalion", "men": 500},
    }
    false, true = vignette("A . b", **both), vignette("A . c", **both)
    view = false.desk(1).view()
    assert own_counter(view, view.unit_of[false["b"]]).label == "(b)"
    seen = [contact_counter(s.desk(0).view(), s.desk(0).view().contacts[0]) for s in (false, true)]
    assert seen[0] == seen[1], "the enemy's counter does not tell"
    panel = unit_panel(false.desk(1), false["b"])
    assert any(fact.key == "shows" for fact in panel.facts)
