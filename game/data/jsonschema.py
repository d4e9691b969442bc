"""JSON Schema of each kind of file, made from the same classes that read it, for completion in text editors.

Editors read `0512` and `12:30` as YAML's own numbers, the game as text; so the schemas admit numbers wherever a text of
digits may stand. They promise less than `validate`: what refers to what, and what makes sense, only the checks know.
"""

from __future__ import annotations

import ast
import collections.abc
import inspect
import sys
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs

from game.data.datafile import SHAPES
from game.data.problems import did_you_mean
from game.data.schema import INLINE, KEY, REST, Length, Number, Part, Provenance, Whole, Written
from game.data.schema_events import SINGLE
from game.data.schema_forces import ForcesFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Json = dict[str, Any]


def schema_for(kind: str) -> Json:
    """JSON Schema of a kind of file: scenario, forces, history, notes, plans, map, terrain, weapons, kinds, figures,
    sources or article.

    Raises:
        LookupError: there is no such kind; the message names the nearest.
    """
    if kind not in SHAPES:
        raise LookupError(f"no schema for '{kind}'; {did_you_mean(kind, SHAPES) or 'known are ' + ', '.join(SHAPES)}")
    shape = SHAPES[kind]
    parts: dict[str, Json] = {}
    top = _class(shape, parts)
    if shape is ForcesFile:
        top["else"] = _whole_entries(parts)
        top["if"] = {"required": ["base"]}
    return {
        "$schema": DIALECT,
        "title": f"{kind}.yaml",
        **top,
        "$defs": {name: parts[name] for name in sorted(parts)},
    }


def _whole_entries(parts: dict[str, Json]) -> Json:
    """What entries need in a file without a base; over a base an id is enough."""
    found: Json = {}
    for key, name in (("formations", "FormationData"), ("units", "UnitData"), ("squadrons", "SquadronData")):
        found[key] = {"items": {"required": parts[name].pop("required")}}
        parts[name]["required"] = ["id"]
    whole: Json = {}
    for key in ("weapons", "vehicles"):  # over a base 0 strikes out what the base has
        counts = parts["UnitData"]["properties"][key]["additionalProperties"]
        whole[key] = {"additionalProperties": dict(counts)}
        counts["minimum"] = 0
    found["units"]["items"]["properties"] = whole
    return {"properties": found}


def _class(shape: Any, parts: dict[str, Json]) -> Json:
    """Schema of a class's mapping; the classes that it uses are entered in `parts`."""
    attrs.resolve_types(shape)
    described = docs_of(shape)
    properties: dict[str, Json] = {}
    required: list[str] = []
    others: Json | bool = False
    for field in attrs.fields(shape):
        key = field.metadata.get(KEY, field.name)
        if field.metadata.get(INLINE):
            properties |= _class(Provenance, parts)["properties"]
        elif field.metadata.get(REST):
            others = _type(get_args(field.type)[1], parts)
        else:
            properties[key] = {**_type(field.type, parts), "description": described.get(field.name, "")}
            if field.default is attrs.NOTHING:
                required.append(key)
    found: Json = {
        "type": "object",
        "description": inspect.getdoc(shape) or "",
        "properties": properties,
        "additionalProperties": others,
    }
    if required:
        found["required"] = required
    if shape in SINGLE:
        found |= {"minProperties": 1, "maxProperties": 1}
    return found


def _type(shape: Any, parts: dict[str, Json]) -> Json:
    """Schema of the type of a field."""
    origin: Any = get_origin(shape)
    if origin is Annotated or getattr(shape, "__metadata__", None):
        return _marked(shape, parts)
    if origin in (Union, UnionType):
        return _type(next(t for t in get_args(shape) if t is not NoneType), parts)
    if origin is tuple:
        return {"type": "array", "items": _type(get_args(shape)[0], parts)}
    if origin is collections.abc.Mapping:
        return {"type": "object", "additionalProperties": _type(get_args(shape)[1], parts)}
    if origin is Literal:
        return {"enum": list(get_args(shape))}
    if attrs.has(shape):
        if shape.__name__ not in parts:
            parts[shape.__name__] = {}  # first, since conditions hold conditions
            parts[shape.__name__] = _class(shape, parts)
        return {"$ref": f"#/$defs/{shape.__name__}"}
    if shape is Part:
        return {}
    return {"type": "boolean"} if shape is bool else {"type": "string"}


def _marked(shape: Any, parts: dict[str, Json]) -> Json:
    for mark in shape.__metadata__:
        if isinstance(mark, Whole):
            return {"type": "integer", "minimum": mark.low, "maximum": mark.high}
        if isinstance(mark, Number):
            return {"type": "number", "minimum": mark.low, "maximum": mark.high}
        if isinstance(mark, Written):
            return _written(mark)
        if isinstance(mark, Length):
            return {**_type(shape.__origin__, parts), "minItems": mark.entries, "maxItems": mark.entries}
    return _type(shape.__origin__, parts)


def _written(mark: Written) -> Json:
    text = {"type": "string", "pattern": _portable(mark.pattern)}
    if mark.takes_digits:
        return {"anyOf": [text, {"type": "number"}], "examples": [mark.hint]}
    return {**text, "examples": [mark.hint]}


def _portable(pattern: str) -> str:
    """A pattern as JSON Schema has it: it may match anywhere, and knows no flags."""
    return r"\S" if pattern.startswith("(?s)") else f"^({pattern})$"


@cache
def docs_of(shape: Any) -> dict[str, str]:
    """Documentation of a class's fields: the string below each. Empty where the source is not at hand."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[shape.__module__]))
    except (OSError, KeyError):
        return {}
    found: dict[str, str] = {}
    for above in shape.__mro__[1:]:
        found |= docs_of(above) if attrs.has(above) else {}
    body = next((n.body for n in tree.body if isinstance(n, ast.ClassDef) and n.name == shape.__name__), [])
    for field, below in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            value = below.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[field.target.id] = inspect.cleandoc(value.value).replace("\n", " ")
    return found
