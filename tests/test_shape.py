"""The shape of the code: short functions and modules, the words of the field, and nothing that differs by platform."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.ai.seat import make_seat
from game.match import Match
from game.model.scenario import Scenario
from tests.random_play import Play
from tests.random_scenes import random_scene
from tests.vignette import BLUE, RED

ROOT = Path(__file__).parents[1]
GAME = ROOT / "game"
FILES = sorted(GAME.rglob("*.py"))
STATE_LAYERS = ("core", "model", "rules", "engine.py")
"""Where state is made: no clock, no chance but the dice, no arithmetic that differs between platforms."""
MOST_LINES, MOST_FUNCTION = 400, 40

LONG_MODULES: dict[str, str] = {
    "model/events.py": "one class for each thing that can happen; splitting a union hides what is missing",
}
LONG_FUNCTIONS: dict[str, str] = {
    "rules/snapshot.py:opening_state": "one line for each field of the state",
    "rules/snapshot.py:clone": "one line for each field of the state; a loop over names costs three times as much",
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


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every part of a file's syntax."""
    return tuple(ast.walk(tree(path)))


@cache
def name_of(path: Path) -> str:
    """A file as the tables above name it."""
    return path.relative_to(GAME).as_posix()


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """All functions with their names."""
    for path in FILES:
        for node in nodes(path):
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
        for owner in nodes(path):
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
    marks = re.compile(r"\b(TODO|FIXME|HACK)\b|#\s*XXX\b")
    found = [name_of(p) for p in FILES if marks.search(p.read_text("utf-8"))]
    for path in FILES:
        for owner in nodes(path):
            if isinstance(owner, ast.ClassDef) and any("Protocol" in ast.unparse(base) for base in owner.bases):
                continue
            for node in getattr(owner, "body", ()) if isinstance(owner, ast.Module | ast.ClassDef) else ():
                if isinstance(node, ast.FunctionDef):
                    # A docstring alone may say that there is nothing to do; an ellipsis says nothing.
                    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                    if body and all(isinstance(part, ast.Pass) or ast.unparse(part) == "..." for part in body):
                        found.append(f"{name_of(path)}:{node.name}")
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
        for node in nodes(path):
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
        for node in nodes(path):
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
        for node in nodes(p)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "input", "breakpoint")
    ]
    assert not found, f"library code says nothing: {found}"


WHOLE = {
    "men", "n", "minutes", "count", "vehicles", "seen_men", "weights", "shares", "hulls", "crews", "crews_out",
    "ranked", "len", "int", "bogged", "stuck", "free", "repaired", "evacuated", "wrecked", "sorties", "machines",
}  # fmt: skip
"""Names that hold whole numbers, or lists of them, wherever the rules add them up."""


def test_sums_of_fractions_are_portable() -> None:
    """The built-in `sum` adds fractions differently from Python 3.12 on; `portable.total` does not.

    A sum in the rules must visibly add whole numbers. One that adds fractions goes through `total`.
    """
    suspects = []
    for path in below_the_screen():
        for node in nodes(path):
            is_sum = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum"
            if is_sum and isinstance(node, ast.Call) and not _adds_whole_numbers(node.args[0]):
                suspects.append(f"{name_of(path)}:{node.lineno}: {ast.unparse(node)}")
    assert not suspects, f"use portable.total, or make it visible that these are whole numbers: {suspects}"


def _adds_whole_numbers(argument: ast.expr) -> bool:
    """Whether a word in what is added is known to hold whole numbers, and nothing makes fractions of it."""
    added = argument.elt if isinstance(argument, ast.ListComp | ast.GeneratorExp) else argument
    if isinstance(added, ast.Constant) or (isinstance(added, ast.BinOp) and isinstance(added.op, ast.LShift)):
        return "." not in ast.unparse(added)
    parts = list(ast.walk(added))
    if any(
        isinstance(part, ast.Div) or (isinstance(part, ast.Constant) and isinstance(part.value, float))
        for part in parts
    ):
        return False
    words = {part.attr for part in parts if isinstance(part, ast.Attribute)}
    words |= {part.id for part in parts if isinstance(part, ast.Name)}
    return bool(words & WHOLE)


def test_no_sum_in_play_adds_fractions(monkeypatch: pytest.MonkeyPatch, shipped: dict[str, Scenario]) -> None:
    """What the names above promise, watched in random battles and in one between two computer commanders."""
    plain, seen = builtins.sum, set[str]()
    same = re.compile(r"game\.(core|model|rules|engine|ai)\b")

    def watched(values: Iterable[Any], start: Any = 0) -> Any:
        result, caller = plain(values, start), sys._getframe(1)
        if isinstance(result, float) and same.match(caller.f_globals.get("__name__", "")):
            seen.add(f"{caller.f_globals['__name__']}:{caller.f_lineno}")
        return result

    monkeypatch.setattr(builtins, "sum", watched)
    for seed in range(5):
        Play(random_scene(seed).game, seed).run(120)
    scenario = shipped["khasan-outpost"]
    Match(scenario, 1, (make_seat("staff", scenario, RED, 1), make_seat("staff", scenario, BLUE, 1))).run_computers()
    monkeypatch.undo()
    assert not seen, f"these add fractions with the built-in sum: {sorted(seen)}"
