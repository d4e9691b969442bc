"""Claims: read with the scenario that they change, and judged at their own lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.data.catalogue import Catalogue, load_scenario, validate
from game.data.claims import load_claim
from tests.data.conftest import SHIPPED
from tests.data.test_changes import men
from tests.data.test_variants import FORCES, variant

FILE = "skirmish/claims/stronger-reserve.yaml"


def test_a_claim_says_what_to_play(root: Path) -> None:
    catalogue = Catalogue([root], SHIPPED)
    (path,) = catalogue.library.claims(root / "skirmish")
    claim = load_claim(path, catalogue.library).claim
    assert claim is not None and (claim.id, claim.scenario) == ("stronger-reserve", "skirmish")
    assert (claim.games, claim.seed, claim.plans) == (4, 1938, {"blue": "straight-on"})
    assert [(wish.measure, wish.effect, wish.by) for wish in claim.expect] == [
        ("fall.knoll", "later", 30.0),
        ("blue.casualties", "more", None),
    ]
    before = load_scenario(claim.before, catalogue).scenario
    after = load_scenario(claim.after, catalogue, claim.changes).scenario
    assert before is not None and after is not None and before.title == after.title
    assert (men(before, "rr/1"), men(after, "rr/1")) == (60, 90)
    assert after.sides[1].resolve == 90 and after.digest != before.digest


def test_a_claim_about_a_variant_alone_lays_nothing_more_over_it(root: Path) -> None:
    address = variant(root, FORCES)
    path = root / FILE
    text = path.read_text(encoding="utf-8")
    change, rest = text.index("change:"), text.index("expect:")
    path.write_text(f"{text[:change]}change: {{variant: more-reserves}}\n{text[rest:]}", encoding="utf-8")
    claim = load_claim(path, Catalogue([root], SHIPPED).library).claim
    assert claim is not None and (claim.before, claim.after) == (root / "skirmish", address)
    assert not claim.changes


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("men: 90", "men: many", "8:25: error V02: change.forces.units[0].men: 'many' is not a whole number"),
        ("red.resolve", "red.resolv", "9:36: error K01: change.set.scenario.sides.red.resolv: no such key 'resolv'"),
        ("men: 90", "at: 0909", "8:24: error M05: change.forces.units[0].at: "),
        ("rr/1, men", "rr/8, men", "8:9: error B03: change.forces.units[0]: the base has no entry 'rr/8' to change"),
        ("source: [T1]", "source: [T9]", "3:10: error R13: source[0]: there is no source in sources.yaml called 'T9'"),
        ("{blue:", "{green:", "10:10: error R01: change.plan.green: there is no side called 'green'"),
    ],
)
def test_faults_are_shown_at_the_claims_own_lines(root: Path, old: str, new: str, shown: str) -> None:
    path = root / FILE
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    for asked in (path, root / "skirmish"):
        found = [str(p) for p in validate([asked], Catalogue([root], SHIPPED)) if p.file == f"root/{FILE}"]
        assert found and found[0].startswith(f"root/{FILE}:{shown}"), found
    assert load_claim(path, Catalogue([root], SHIPPED).library).claim is None
