"""Words in everything that is read: those of the field, and none that belong to the workshop."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.language.lexicon import matching
from game.model.orders import ORDER_WORDS
from tests.test_shape import WORDS

ROOT = Path(__file__).parents[1]
SUFFIXES = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".json", ".jsonl", ".html", ".j2", ".cfg"}
FOLDERS = ("game", "scenarios", "assets", "tests")
FILES = sorted(
    path
    for place in (*(ROOT / folder for folder in FOLDERS), ROOT)
    for path in (place.rglob("*") if place != ROOT else place.glob("*"))
    if path.is_file() and path.suffix in SUFFIXES
)
PROSE = [path for path in FILES if path.relative_to(ROOT).parts[0] in ("assets", "scenarios")]
PATHS = re.compile(r"(?<![\w.])/(?:work|root|home|Users|tmp)/\w|[A-Z]:\\Users\\")


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in FILES
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if PATHS.search(line)
    ]
    assert not found, f"paths of somebody's machine: {found}"


@pytest.mark.parametrize("pattern", [p for p in WORDS if "utils" not in p], ids=lambda p: WORDS[p])
def test_prose_says_it_in_words_of_the_field(pattern: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in PROSE
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found, f"say '{WORDS[pattern]}': {found}"


def test_words_of_orders_are_told_apart_by_their_beginnings() -> None:
    words = sorted(ORDER_WORDS.values())
    assert len(set(words)) == len(words), "each order has a word of its own"
    meant = {word: [command.word for command in matching(word)] for word in words}
    assert meant == {word: [word] for word in words}, "a word in full means its own order, whatever it begins besides"
