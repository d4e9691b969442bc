"""Whatever an author does to a file, the answer is a list of problems or a scenario, never a crash."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.data.checks_run import judge
from game.data.files import Library, read_bundle
from game.data.load import build_scenario
from game.data.problems import errors
from game.data.source import Source, read_file
from game.data.write import EditError, remove, replace, save
from tests.data.conftest import HERE, SHIPPED

FILES = [p.relative_to(HERE / "root") for p in sorted((HERE / "root").rglob("*.yaml"))]
WORDS = st.sampled_from(
    [
        "",
        "x",
        "-1",
        "0",
        "3",
        "9999",
        "0101",
        "0806",
        "knoll",
        "blue",
        "red",
        "off",
        "alarm",
        "r/1",
        "I/9",
        "2/9",
        "hq/1",
        "07-30 22:00",
        "07-31 23:00",
        "02-29 10:00",
        "1938-02-29 10:00",
        "true",
        "lake",
        "wide",
        "evict",
        "time",
    ]
)
VALUES: st.SearchStrategy[Any] = st.one_of(
    WORDS, st.lists(WORDS, max_size=2), st.dictionaries(st.sampled_from(["id", "all", "turn", "at"]), WORDS, max_size=2)
)


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield from paths(value, (*path, step))


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workshop")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_edit_is_judged(workshop: Path, data: st.DataObject) -> None:
    root = workshop / "root"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(HERE / "root", root)
    for _ in range(data.draw(st.integers(1, 2))):
        edit(root / data.draw(st.sampled_from(FILES)), data)
    bundle = read_bundle(root / "skirmish", Library((root, SHIPPED)))
    problems = judge(bundle)
    assert all(str(problem) for problem in problems)
    if not errors(problems):
        assert build_scenario(bundle).units, "what has no errors can be played"


def edit(path: Path, data: st.DataObject) -> None:
    source = read_file(path, path.name)
    assert isinstance(source, Source)
    where = data.draw(st.sampled_from(list(paths(source.data))))
    try:
        after = remove(source, where) if data.draw(st.booleans()) else replace(source, where, data.draw(VALUES))
    except EditError:
        return  # a block of entries as a whole; other examples reach into it
    save(after, path)
