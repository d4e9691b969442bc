"""The format guide: its examples are true, and its links lead somewhere."""

from __future__ import annotations

import re

from game.data.base import base_of
from game.data.files import SHAPES
from game.data.source import Source, read_text
from game.data.structure import build
from tests.data.conftest import SHIPPED

GUIDE = (SHIPPED / "README.md").read_text(encoding="utf-8")


def test_examples_can_be_read() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert len(blocks) >= 4
    kinds = {"id: skirmish": "scenario", "id: field": "map", "formations:": "forces"}
    seen = set()
    for block in blocks:
        kind = next((kind for start, kind in kinds.items() if start in block), None)
        if kind:
            source = read_text(block, "README.md")
            assert isinstance(source, Source), str(source)
            if base_of(source):
                continue  # says only what differs
            built = build(SHAPES[kind], source.data)
            assert built.faults == (), f"the example of a {kind} is a right one"
            seen.add(kind)
    assert seen == {"scenario", "map", "forces"}


def test_links_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).strip().replace(" ", "-")
        for line in GUIDE.splitlines()
        if line.startswith("#")
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= anchors


def test_every_kind_of_file_has_a_chapter() -> None:
    for kind in SHAPES:
        if kind not in ("map", "figures"):
            assert re.search(rf"^## (rules/)?{kind}\.yaml$", GUIDE, re.MULTILINE), f"{kind}.yaml"
