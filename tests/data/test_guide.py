"""The format guide: its examples are true, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from game.data.base import base_of
from game.data.checks_run import judge
from game.data.datafile import SHAPES
from game.data.files import Library, read_bundle
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
        if block.startswith("# more of "):
            continue  # loaded below
        named = re.match(r"# (?:(variant|claim)s/|(overlay))", block)
        if named:
            source = read_text(block, "README.md")
            assert isinstance(source, Source) and build(SHAPES[named[1] or named[2]], source.data).faults == ()
            continue
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


def joined(whole: Any, more: Any) -> Any:
    """A file with more of it: mappings key by key, entries of lists by id, others at the end."""
    if isinstance(whole, dict):
        return {**whole, **{key: joined(whole[key], value) if key in whole else value for key, value in more.items()}}
    if not isinstance(whole, list):
        return more
    ids = {entry.get("id"): place for place, entry in enumerate(whole)}
    found = list(whole)
    for entry in more:
        place = ids.get(entry.get("id")) if "id" in entry else None
        if place is None:
            found.append(entry)
        else:
            found[place] = joined(whole[place], entry)
    return found


def test_examples_of_longer_battles_load_together(root: Path, library: Library) -> None:
    more = re.findall(r"```yaml\n# more of (\S+)\n(.*?)```", GUIDE, re.DOTALL)
    assert {name for name, _ in more} == {
        "scenario.yaml",
        "forces.yaml",
        "history.yaml",
        "plans.yaml",
        "maps/field.yaml",
    }
    for name, block in more:
        path = root / name if "/" in name else root / "skirmish" / name
        whole = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        text = yaml.safe_dump(joined(whole, yaml.load(block, yaml.BaseLoader)), allow_unicode=True)
        path.write_text(text, encoding="utf-8")
    assert judge(read_bundle(root / "skirmish", library)) == []


def test_links_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).strip().replace(" ", "-")
        for line in GUIDE.splitlines()
        if line.startswith("#")
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", GUIDE)) <= anchors


def test_every_kind_of_file_has_a_chapter() -> None:
    assert "\n## variants/ID.yaml\n" in GUIDE and "\n## claims/ID.yaml\n" in GUIDE
    for kind in SHAPES:
        if kind not in ("map", "figures", "variant", "claim"):
            assert re.search(rf"^## (rules/)?{kind}\.yaml$", GUIDE, re.MULTILINE), f"{kind}.yaml"
