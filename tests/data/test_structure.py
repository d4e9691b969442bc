"""Building file classes: what messages say, and that faults do not hide or multiply one another."""

from __future__ import annotations

import attrs
import pytest

from game.data.datafile import SHAPES
from game.data.jsonschema import docs_of
from game.data.schema import INLINE, KEY, REST
from game.data.schema_forces import ForcesFile
from game.data.source import Source, read_text
from game.data.structure import build, original
from tests.data.conftest import SHIPPED

FORCES = """
formations: [{id: I/1, name: One, side: blue}]
units:
- {id: a, name: A, kind: rifle, formation: I/1, at: 0101, men: 10}
- {id: b, name: B, knd: rifle, formation: I/1, at: 0101, men: 10}
- {id: c, name: C, kind: rifle, formation: I/1, at: 0101, men: ten, alert: 2}
- {id: d, name: D, kind: rifle, formation: I/1, at: 0101, men: 10, colour: red}
- {id: e, name: E, kind: rifle, formation: I/1, at: 101, men: 10}
- {id: f, name: F, kind: rifle, formation: I/1, at: 0101, men: 10}
"""


def messages(text: str) -> list[str]:
    source = read_text(text, "f.yaml")
    assert isinstance(source, Source)
    built = build(ForcesFile, source.data)
    return [str(source.problem(f.code, f.path, f.text, f.hint, of_key=f.of_key)) for f in built.faults]


def test_all_faults_at_once_and_no_consequences() -> None:
    assert sorted(messages(FORCES)) == [
        "f.yaml:5:20: error K01: units[1].knd: unknown key; did you mean 'kind'?",
        "f.yaml:6:64: error V02: units[2].men: 'ten' is not a whole number",
        "f.yaml:6:76: error V03: units[2].alert: 2 is not between 0 and 1",
        "f.yaml:7:68: error K01: units[3].colour: unknown key",
        "f.yaml:8:53: error V05: units[4].at: '101' is not a hex or place; write CCRR or the id of a place",
    ], "the misspelt key is not also a missing one"


def test_what_is_sound_is_built_all_the_same() -> None:
    source = read_text(FORCES, "f.yaml")
    assert isinstance(source, Source)
    built = build(ForcesFile, source.data)
    assert [unit.id for unit in built.value.units] == ["a", "d", "f"], "a surplus key does not cost the unit"
    places = [original(("units", index), built.dropped) for index in range(3)]
    assert places == [("units", 0), ("units", 3), ("units", 5)], "places in the file, not in what is left of it"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", "f.yaml:1:1: error V01: a mapping is needed here, not a list; write key: value"),
        (
            "formations: []\nunits: {a: b}\n",
            "f.yaml:2:8: error V01: units: a list is needed here, not a mapping; write [a, b] or lines with '- '",
        ),
        ("formations: []\n", "f.yaml:1:1: error K02: key 'units' is missing"),
        (
            "formations: []\nunits: []\nsource: S3\n",
            "f.yaml:3:9: error V01: source: a list is needed here, not 'S3'; write [a, b] or lines with '- '",
        ),
        (
            "formations: []\nunits: []\nfields: {a: {note: Grass, and no trees.}}\n",
            "f.yaml:3:27: error K01: fields.a.and no trees.: unknown key; quote a text that holds a comma or ': '",
        ),
    ],
)
def test_one_message(text: str, expected: str) -> None:
    assert messages(text) == [expected]


def classes() -> list[type]:
    """Every class of the schema."""
    from game.data import (
        schema_events,
        schema_forces,
        schema_map,
        schema_plans,
        schema_rules,
        schema_scenario,
        schema_texts,
    )

    modules = (
        schema_events,
        schema_forces,
        schema_map,
        schema_plans,
        schema_rules,
        schema_scenario,
        schema_texts,
    )
    return [c for m in modules for c in vars(m).values() if attrs.has(c) and c.__module__ == m.__name__]


@pytest.mark.parametrize("shape", classes(), ids=lambda shape: shape.__name__)
def test_every_key_is_described_in_the_guide(shape: type) -> None:
    guide = (SHIPPED / "README.md").read_text(encoding="utf-8").splitlines()
    for field in attrs.fields(shape):
        if not field.metadata.get(INLINE) and not field.metadata.get(REST):
            key = field.metadata.get(KEY, field.name)
            words = docs_of(shape).get(field.name)
            assert words, f"{shape.__name__}.{field.name} needs a string below it"
            rows = [line for line in guide if line.startswith(f"| `{key}` |") and line.endswith(f"| {words} |")]
            assert rows, f"the guide must say of `{key}`: {words}"


def test_kinds_of_file_have_classes() -> None:
    assert all(attrs.has(shape) for shape in SHAPES.values())
