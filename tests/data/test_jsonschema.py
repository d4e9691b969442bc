"""The JSON Schemas against the files that we ship, read as a text editor would."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from game.data.datafile import SHAPES
from game.data.files import kind_of
from game.data.jsonschema import schema_for
from tests.data.conftest import HERE, SHIPPED


class EditorLoader(yaml.SafeLoader):
    """Reads as text editors do, by YAML 1.2: `off` and 12:30 are text, 0512 is a number."""


EditorLoader.yaml_implicit_resolvers = {}
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?$")
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:float", NUMBER, list("-+0123456789"))
FILES = [*sorted(SHIPPED.rglob("*.yaml")), *sorted((HERE / "root").rglob("*.yaml"))]


@pytest.mark.parametrize("kind", SHAPES)
def test_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_for(kind))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_shipped_files_fit(path: Path) -> None:
    kind = kind_of(path)
    assert kind, "every file that we ship is of a known kind"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=EditorLoader)
    faults = list(jsonschema.Draft202012Validator(schema_for(kind)).iter_errors(data))
    assert [f"{list(fault.path)}: {fault.message}" for fault in faults] == []


def test_schema_refuses_what_the_reader_refuses() -> None:
    validator = jsonschema.Draft202012Validator(schema_for("forces"))
    unit = {"id": "a", "name": "A", "kind": "rifle", "formation": "I/1", "at": "0101", "men": 10}

    def fits(**change: object) -> bool:
        return validator.is_valid({"formations": [], "units": [{**unit, **change}]})

    assert fits()
    assert fits(at=1422), "editors read CCRR as a number"
    assert not fits(men=-1)
    assert not fits(stance="stom")
    assert not fits(knd="rifle")
    parts = schema_for("notes")["$defs"]
    condition = jsonschema.Draft202012Validator({"$ref": "#/$defs/ConditionData", "$defs": parts})
    assert condition.is_valid({"not": {"turn": 3}})
    assert not condition.is_valid({"turn": 3, "fired": "a"}), "exactly one key"


def test_descriptions_and_unknown_kinds() -> None:
    assert schema_for("scenario")["properties"]["first"]["description"] == "Side that moves first in each turn."
    with pytest.raises(LookupError, match="did you mean 'forces'"):
        schema_for("force")
