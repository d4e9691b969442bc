"""Each problem code has one broken file, and a broken file shows its one fault and no consequence of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from game.data.catalogue import Catalogue, validate
from game.data.checks_run import judge
from game.data.codes import sentences
from game.data.files import Library, read_bundle
from game.data.source import Source, read_file
from tests.data.conftest import HERE, SHIPPED

BROKEN = sorted((HERE / "broken").glob("*.yaml"))


def case_of(path: Path) -> dict[str, Any]:
    source = read_file(path, path.name)
    assert isinstance(source, Source), f"the test case itself cannot be read: {source}"
    data: dict[str, Any] = source.data
    return data


def break_it(root: Path, case: dict[str, Any]) -> None:
    """Changes one file of the root as the case says; a file of rules is copied from the game first."""
    path = root / case["file"]
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        shutil.copy(SHIPPED / case["file"], path)
    if case.get("delete"):
        path.unlink()
        return
    text = path.read_text(encoding="utf-8")
    if "replace" in case:
        assert text.count(case["replace"]) == 1, f"{case['replace']!r} must stand exactly once"
        text = text.replace(case["replace"], case["by"])
    if "content" in case:
        text = case["content"] * int(case.get("times", "1"))
    path.write_bytes(text.encode(case.get("encoding", "utf-8")))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_broken_file_shows_its_one_fault(path: Path, root: Path, library: Library) -> None:
    case = case_of(path)
    break_it(root, case)
    if case.get("whole"):
        found = validate([root], Catalogue([root], SHIPPED))
    elif case.get("alone"):
        found = validate([root / case["file"]], Catalogue([root], SHIPPED))
    else:
        found = judge(read_bundle(root / "skirmish", library))
    shown = [str(problem).replace("root/", "", 1) for problem in found]
    assert shown == case["problems"], "the fault, its place and its hint, and nothing else"
    assert {problem.code for problem in found} == {path.stem.split("-")[0]}, "a file breaks what its name says"


def test_every_code_has_a_broken_file_and_a_sentence_in_the_guide() -> None:
    shown = {path.stem.split("-")[0] for path in BROKEN}
    assert shown == set(sentences()), "each code has one broken file, and no file shows an unknown code"
    guide = (SHIPPED / "README.md").read_text(encoding="utf-8")
    for code, (severity, sentence) in sentences().items():
        assert f"| {code} | {severity} | {sentence} |" in guide, f"the guide explains {code}"


def test_the_root_without_faults_has_none(root: Path, library: Library) -> None:
    assert judge(read_bundle(root / "skirmish", library)) == [], "else no broken file would prove anything"
