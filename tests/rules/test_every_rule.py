"""Every rule that the rules name has a test named after it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = (*sorted((ROOT / "game" / "rules").glob("*.py")), ROOT / "game" / "engine.py")
TESTS = Path(__file__).parent
MANUAL = "".join(path.read_text("utf-8") for path in sorted((ROOT / "assets" / "manual").glob("*.md")))
HEADINGS = set(re.findall(r"^#+ (\d{1,2}\.\d{1,2}) ", MANUAL, re.MULTILINE))

_NUMBER = r"\d{1,2}\.\d{1,2}"
_CITED = re.compile(rf"\b[Rr]ules?\s+((?:{_NUMBER}|\d{{1,2}})(?:(?:,\s*|,?\s+and\s+|,?\s+to\s+|\s+or\s+){_NUMBER})*)")
_RANGE = re.compile(rf"({_NUMBER})\s+to\s+({_NUMBER})")
_TESTED = re.compile(r"(?:test|and)_r(\d{1,2})_(\d{1,2})(?=_|$)")


def cited(text: str) -> Iterator[str]:
    """Rule numbers of two parts that a source text names, ranges written out."""
    for match in _CITED.findall(text):
        yield from re.findall(_NUMBER, match)
        for first, last in _RANGE.findall(match):
            chapter, low = first.split(".")
            if len(low) == len(last.split(".")[1]):
                between = {f"{chapter}.{part}" for part in range(int(low), int(last.split(".")[1]) + 1)}
                yield from between & HEADINGS
    for node in ast.walk(ast.parse(text)):
        # Refusals, modifiers and the account of minutes carry their numbers as plain text.
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(_NUMBER, node.value):
            yield node.value


def test_every_rule_has_a_vignette() -> None:
    named: dict[str, set[str]] = {}
    for path in SOURCES:
        for number in cited(path.read_text("utf-8")):
            named.setdefault(number, set()).add(path.name)
    tested: set[str] = set()
    for path in TESTS.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                tested |= {f"{chapter}.{part}" for chapter, part in _TESTED.findall(node.name)}
    assert len(named) > 80, "the rules cite far more numbers than these"
    bare = {number: sorted(files) for number, files in sorted(named.items()) if number not in tested}
    assert not bare, f"rules without a test called test_r<chapter>_<rule>_...: {bare}"
