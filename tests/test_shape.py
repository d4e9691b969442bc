"""The shape of the code: short functions and modules, the words of the field, and nothing that differs by platform."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GAME = ROOT / "game"
FILES = sorted(GAME.rglob("*.py"))
STATE_LAYERS = ("core", "model", "rules", "engine.py")
"""Where state is made: no clock, no chance but the dice, no arithmetic that differs between platforms."""
MOST_LINES, MOST_FUNCTION = 400, 40

LONG_MODULES: dict[str, str] = {
    "model/events.py": "one class for each thing that can happen; splitting a union hides what is missing",
    "model/tables.py": "one class for each group of combat figures, each with its meaning",
}
LONG_FUNCTIONS: dict[str, str] = {
    "rules/snapshot.py:opening_state": "one line for each field of the state",
    "rules/snapshot.py:clone": "one line for each field of the state; a loop over names costs three times as much",
    "rules/happenings.py:holds": "a match over the union of conditions",
}
"""Longer than the limit, each for a reason."""

WORDS = {
    r"\btiles?\b": "hex",
    r"\bhit ?points?\b": "men",
    r"\bHP\b": "men",
    r"\bmovement points?\b": "minutes",
    r"\bMPs?\b": "minutes",
    r"\b(utils|helpers)\b": "a noun of the field",
}
"""Words of other games, and what this one says."""


@cache
def tree(path: Path) -> ast.Module:
    """The syntax of a file."""
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    """A file as the tables above name it."""
    return path.relative_to(GAME).as_posix()


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """All functions with their names."""
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name_of(path)}:{node.name}", node


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body, its docstring left out."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_modules_are_short() -> None:
    long = {name_of(p): n for p in FILES if (n := p.read_text("utf-8").count("\n")) > MOST_LINES}
    assert long.keys() <= LONG_MODULES.keys(), f"modules over {MOST_LINES} lines: {long}"
    assert LONG_MODULES.keys() <= long.keys(), "the table names modules that are short by now"


def test_functions_are_short() -> None:
    long = {name: n for name, node in functions() if (n := lines_of(node)) > MOST_FUNCTION}
    assert long.keys() <= LONG_FUNCTIONS.keys(), f"functions over {MOST_FUNCTION} lines: {long}"
    assert LONG_FUNCTIONS.keys() <= long.keys(), "the table names functions that are short by now"


def test_public_functions_say_what_comes_back() -> None:
    bare = []
    for path in FILES:
        for owner in ast.walk(tree(path)):
            if isinstance(owner, ast.Module | ast.ClassDef) and not getattr(owner, "name", "").startswith("_"):
                bare += [
                    f"{name_of(path)}:{node.name}"
                    for node in owner.body
                    if isinstance(node, ast.FunctionDef)
                    and not node.name.startswith("_")
                    and not ast.get_docstring(node)
                ]
    assert not bare, f"public functions without a docstring: {bare}"


def test_modules_and_classes_have_docstrings() -> None:
    bare = [name_of(p) for p in FILES if not ast.get_docstring(tree(p))]
    for path in FILES:
        bare += [
            f"{name_of(path)}:{node.name}"
            for node in tree(path).body
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
        ]
    assert not bare, f"without a docstring: {bare}"


@pytest.mark.parametrize("pattern", WORDS, ids=WORDS.get)
def test_words_of_the_field(pattern: str) -> None:
    found = []
    for path in FILES:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{name_of(path)}:{number}: {line.strip()}")
    assert not found, f"say '{WORDS[pattern]}': {found}"


def test_no_module_is_a_drawer() -> None:
    drawers = [name_of(p) for p in FILES if p.stem in ("utils", "helpers", "manager", "misc", "common")]
    assert not drawers, f"a module is called after what it is about: {drawers}"


def test_nothing_is_left_undone() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|^\s*pass\s*$")
    found = [
        f"{name_of(p)}:{n}"
        for p in FILES
        for n, line in enumerate(p.read_text("utf-8").splitlines(), 1)
        if marks.search(line)
    ]
    assert not found, f"left undone: {found}"


# --- the same bits everywhere -------------------------------------------------------------------------------------


def below_the_screen() -> list[Path]:
    """Files of the layers that make state."""
    return [p for p in FILES if name_of(p).split("/")[0] in STATE_LAYERS]


ALLOWED_MATH = {"sqrt", "frexp", "ldexp", "isqrt", "inf"}
"""Exact by IEEE 754 or on whole numbers; `exp`, `log`, `pow` and their kin differ by platform."""


def test_no_arithmetic_that_differs_by_platform() -> None:
    found = []
    for path in below_the_screen():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom) and node.module in ("math", "cmath", "statistics"):
                found += [f"{name_of(path)}: {a.name}" for a in node.names if a.name not in ALLOWED_MATH]
            elif isinstance(node, ast.Import):
                found += [f"{name_of(path)}: {a.name}" for a in node.names if a.name in ("math", "cmath", "numpy")]
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not _whole_power(node):
                found.append(f"{name_of(path)}:{node.lineno}: ** on fractions is the library's pow")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "pow":
                found.append(f"{name_of(path)}:{node.lineno}: pow")
    assert not found, f"use game.core.portable: {found}"


def _whole_power(node: ast.BinOp) -> bool:
    return all(isinstance(side, ast.Constant) and type(side.value) is int for side in (node.left, node.right))


@pytest.mark.parametrize("module", ["random", "time", "os", "secrets", "uuid", "datetime", "locale"])
def test_no_clock_and_no_chance_but_the_dice(module: str) -> None:
    dates = {"model/calendar.py", "core/geo.py"}
    found = []
    for path in below_the_screen():
        for node in ast.walk(tree(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if module in [name.split(".")[0] for name in names] and not (
                module == "datetime" and name_of(path) in dates
            ):
                found.append(name_of(path))
    assert not found, f"{module} is imported by {found}"


def test_nothing_is_printed_below_the_screen() -> None:
    quiet = [
        p for p in FILES if name_of(p).split("/")[0] in (*STATE_LAYERS, "data", "ai", "language", "record", "match.py")
    ]
    found = [
        f"{name_of(p)}:{node.lineno}"
        for p in quiet
        for node in ast.walk(tree(p))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "input", "breakpoint")
    ]
    assert not found, f"library code says nothing: {found}"


WHOLE = {
    # Names and attributes that hold whole numbers wherever the rules add them up.
    "men", "n", "minutes", "count", "vehicles", "line", "sum", "len", "int", "1", "points", "a_men", "d_men",
}  # fmt: skip
"""What a sum in the rules may add: whole numbers, which every Python adds alike."""


def test_sums_of_fractions_are_portable() -> None:
    """The built-in `sum` adds fractions differently from Python 3.12 on; `portable.total` does not.

    A sum in the rules must visibly add whole numbers. One that adds fractions goes through `total`.
    """
    suspects = []
    for path in below_the_screen():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum":
                text = ast.unparse(node)
                if not _adds_whole_numbers(node):
                    suspects.append(f"{name_of(path)}:{node.lineno}: {text}")
    assert not suspects, f"use portable.total, or make it visible that these are whole numbers: {suspects}"


def _adds_whole_numbers(node: ast.Call) -> bool:
    """Whether every word in what is added is known to hold whole numbers, and nothing in it is a fraction."""
    argument = node.args[0]
    added = argument.elt if isinstance(argument, ast.ListComp | ast.GeneratorExp) else argument
    if any(
        isinstance(part, ast.Div) or (isinstance(part, ast.Constant) and isinstance(part.value, float))
        for part in ast.walk(added)
    ):
        return False
    words = {part.attr for part in ast.walk(added) if isinstance(part, ast.Attribute)}
    words |= {part.id for part in ast.walk(added) if isinstance(part, ast.Name)}
    return bool(words & WHOLE) or (isinstance(added, ast.Constant | ast.BinOp) and "<<" in ast.unparse(added))
