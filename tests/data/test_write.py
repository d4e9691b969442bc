"""Edits between marks: what is not edited stays byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.data import write
from game.data.source import Source, read_file, read_text
from tests.data.conftest import HERE, SHIPPED

FORCES = (HERE / "root" / "skirmish" / "forces.yaml").read_text(encoding="utf-8")


def read(text: str) -> Source:
    found = read_text(text, "f.yaml")
    assert isinstance(found, Source), str(found)
    return found


def changed(before: Source, after: Source) -> list[str]:
    """Lines that are new, and with a minus those that are gone."""
    old, new = before.text.splitlines(), after.text.splitlines()
    return [f"-{line}" for line in old if line not in new] + [line for line in new if line not in old]


def test_replace_keeps_the_comment_behind() -> None:
    source = read(FORCES)
    after = write.replace(source, ("units", 2, "men"), "95")
    assert changed(source, after) == ["-    men: 80      # counted twice", "    men: 95      # counted twice"]


def test_replace_quotes_what_needs_it() -> None:
    source = read("a: x\nb: [y]\nc: 'z'\n")
    assert write.replace(source, ("a",), "1: 2 # 3").text.startswith('a: "1: 2 # 3"\n')
    assert 'b: ["p, q"]\n' in write.replace(source, ("b", 0), "p, q").text, "a comma needs quotes inside brackets"
    assert "a: p, q\n" in write.replace(source, ("a",), "p, q").text, "and none outside"
    assert write.replace(read("a:\nb: 1\n"), ("a",), "x").text == "a: x\nb: 1\n", "a value where there was none"
    assert 'c: "w"\n' in write.replace(source, ("c",), "w").text, "a quoted text stays quoted"
    assert "a: {p: [q]}\n" in write.replace(source, ("a",), {"p": ["q"]}).text


def test_replace_keeps_a_block_of_lines() -> None:
    source = read("a: |\n  one\n  two\nb: 1\n")
    assert write.replace(source, ("a",), "three\n\nfour\n").text == "a: |\n  three\n\n  four\nb: 1\n"
    assert write.replace(source, ("a",), "five").text == "a: five\nb: 1\n"


def test_keys_are_set_and_added() -> None:
    source = read(FORCES)
    after = write.set_key(source, ("units", 2), "text", "It waits.")
    assert changed(source, after) == ["    text: It waits."], "behind the last key of a block"
    after = write.set_key(source, ("units", 0, "weapons"), "hmg", "2")
    assert "{rifle: 110, lmg: 8, hmg: 2}" in after.text, "inside brackets"
    assert write.set_key(source, ("units", 0), "men", "9").data["units"][0]["men"] == "9"


def test_entries_are_inserted() -> None:
    source = read(FORCES)
    new = {"id": "x", "at": "0101"}
    for index, row in ((0, 11), (2, 13), (99, 26)):
        after = write.insert(source, ("units",), index, new)
        assert after.text.splitlines()[row - 1] == "  - {id: x, at: 0101}", f"as entry {index}"
    assert write.insert(read("a: []\n"), ("a",), 0, "b").text == "a: [b]\n"
    assert write.insert(read("a: [b]\n"), ("a",), 0, "c").text == "a: [c, b]\n"
    assert write.insert(read("a:\n- b"), ("a",), 1, "c").text == "a:\n- b\n- c", "a file without a last line end"


def test_entries_and_keys_are_removed() -> None:
    source = read(FORCES)
    assert len(write.remove(source, ("units", 2)).data["units"]) == 3
    assert "  - name: Red Post\n" in write.remove(source, ("units", 2, "id")).text, "the dash stays"
    assert "I/1, men: 150" in write.remove(source, ("units", 0, "at")).text, "one comma goes with it"
    assert write.remove(read("a:\n  - b # c\nd: e\n"), ("a", 0)).text == "a: [] # c\nd: e\n"


@pytest.mark.parametrize("path", [("units",), ("units", 9), ("nothing",)])
def test_impossible_edits_change_nothing(path: tuple[str | int, ...]) -> None:
    with pytest.raises(write.EditError):
        write.replace(read(FORCES), path, "x")


def test_windows_line_ends_stay() -> None:
    source = read(FORCES.replace("\n", "\r\n"))
    after = write.set_key(source, ("units", 2), "text", "It waits.")
    assert "\n" not in after.text.replace("\r\n", ""), "no line end of another kind is mixed in"


def test_save_goes_beside_first(tmp_path: Path) -> None:
    path = tmp_path / "forces.yaml"
    path.write_bytes(FORCES.encode())
    write.save(write.replace(read(FORCES), ("units", 2, "men"), "95"), path)
    again = read_file(path, "f.yaml")
    assert isinstance(again, Source)
    assert again.data["units"][2]["men"] == "95"
    assert [p.name for p in tmp_path.iterdir()] == ["forces.yaml"], "nothing is left lying about"


def scalars(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(data, dict):
        return [p for key, value in data.items() for p in scalars(value, (*path, key))]
    if isinstance(data, list):
        return [p for index, value in enumerate(data) for p in scalars(value, (*path, index))]
    return [path]


SHIPPED_FILES = [read(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("rules/[e-t]*.yaml"))]
WORDS = st.text(alphabet="ab 1:#,-'\"{}[]&*!|>%@\n\u5f35", max_size=12)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data(), WORDS)
def test_any_word_goes_anywhere_and_back(data: st.DataObject, word: str) -> None:
    source = data.draw(st.sampled_from(SHIPPED_FILES))
    path = data.draw(st.sampled_from(scalars(source.data)))
    old = source.find(path)
    assert old is not None
    after = write.replace(source, path, word)
    there = after.find(path)
    assert there is not None
    assert there.data == word
    assert write.replace(after, path, old.data).data == source.data, "the inverse edit restores the content"
    assert after.text[: old.start.index] == source.text[: old.start.index], "nothing before it has moved"
