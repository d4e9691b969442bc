"""The claims that ship with the game: each can be played, and each result that ships is one of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.data.catalogue import Catalogue, shipped_root
from game.data.claims import load_claim
from game.data.files import is_variant
from game.report.claims import shipped
from game.sim.claims import Grounds, sides_of

CATALOGUE = Catalogue()
CLAIMS = sorted(shipped_root().glob("*/claims/*.yaml"))
RESULTS = sorted((Path(__file__).parents[2] / "assets" / "claims").glob("*/*.json"))


def test_every_battle_and_variant_has_a_claim() -> None:
    claimed = {path.parent.parent.name for path in CLAIMS}
    own = {entry.id for entry in CATALOGUE.scenarios() if not is_variant(entry.address)}
    assert claimed == own
    found = [load_claim(path, CATALOGUE.library).claim for path in CLAIMS]
    about = {claim.after.stem for claim in found if claim is not None and is_variant(claim.after)}
    assert about == {entry.id for entry in CATALOGUE.scenarios() if is_variant(entry.address)}


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_claim_changes_what_is_played(path: Path) -> None:
    found = load_claim(path, CATALOGUE.library)
    assert found.problems == () and found.claim is not None
    (before, old), (after, new) = sides_of(found.claim, CATALOGUE)
    assert (before.digest, before.plans_digest, before.plans) != (after.digest, after.plans_digest, after.plans)
    assert {wish.effect for wish in found.claim.expect} != {"same"}, "somebody must expect something"
    result = shipped(found.claim, Grounds.of(old, new))
    assert result.stale == "", "make it anew: undeclared-war simulate --claim FILE --write assets/claims"


def test_results_belong_to_claims_and_are_no_advertisement() -> None:
    known = {f"{path.parent.parent.name}/{path.stem}" for path in CLAIMS}
    verdicts = {}
    for path in RESULTS:
        found = json.loads(path.read_text(encoding="utf-8"))
        assert f"{found['scenario']}/{found['claim']}" == f"{path.parent.name}/{path.stem}"
        verdicts[f"{path.parent.name}/{path.stem}"] = found["verdict"]
    assert verdicts.keys() <= known
    doubtful = [name for name, verdict in verdicts.items() if verdict in ("fails", "uncertain")]
    assert len(doubtful) >= 2 or verdicts.keys() < known, "claims that all hold would have been written to hold"
