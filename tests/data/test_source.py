"""Reading YAML: marks, limits, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.data import source
from game.data.problems import Problem, did_you_mean, show_path
from game.data.source import Node, Source, read_file, read_text
from tests.data.conftest import SHIPPED


def read(text: str) -> Source:
    found = read_text(text, "f.yaml")
    assert isinstance(found, Source), str(found)
    return found


def test_every_scalar_stays_text() -> None:
    data = read("a: 0512\nb: no\nc: 12:30\nd: ~\ne: 1.50\nf:\n").data
    expected = {"a": "0512", "b": "no", "c": "12:30", "d": "~", "e": "1.50", "f": ""}
    assert data == expected, "YAML's own guesses would make 330, false, 750 and None of these"


def test_marks_count_characters_not_bytes() -> None:
    found = read("# 張鼓峰\nnames: [張鼓峰, Заозёрная]\n")
    node = found.find(("names", 1))
    assert node is not None
    assert found.text[node.start.index : node.end.index] == "Заозёрная", "the mark cuts out exactly the word"
    assert found.place(("names", 1)) == (2, 14), "line and column count from 1, in characters"


def test_place_of_what_is_not_there_is_its_nearest_holder() -> None:
    found = read("units:\n  - id: a\n")
    assert found.place(("units", 0, "kind", "x")) == (2, 5), "a missing key is shown at the entry that lacks it"
    assert found.place(("units", 0, "id"), of_key=True) == (2, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\n", "Y07"),
        ("a: *x\n", "Y07"),
        ("<<: {a: 1}\n", "Y07"),
        ("a: !!python/object/apply:os.system [ls]\n", "Y08"),
        ("a: 1\na: 2\n", "Y09"),
        ("{a: 1, a: 2}\n", "Y09"),
        ("a: 1\n---\nb: 2\n", "Y10"),
        ("", "Y13"),
        ("---\n", "Y13"),
        ("? [a, b]\n: c\n", "Y14"),
        ("a: [1, 2\nb: 3\n", "Y05"),
        ("a: b: c\n", "Y05"),
        ("a:\n\tb: 1\n", "Y06"),
        ("a: \x00\n", "Y03"),
        ("a: \ufeff1\n", "Y03"),
    ],
)
def test_refused(text: str, code: str) -> None:
    found = read_text(text, "f.yaml")
    assert isinstance(found, Problem), "nothing of a refused file is used"
    assert found.code == code, str(found)


def test_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a]\n" for i in range(40))
    found = read_text(bomb, "f.yaml")
    assert isinstance(found, Problem)
    assert (found.code, found.line) == ("Y07", 1), "the first anchor already ends the reading"


def test_depth_is_limited_on_the_way_down() -> None:
    found = read_text("[" * 100_000, "f.yaml")
    assert isinstance(found, Problem)
    assert found.code == "Y11", "a deep file must not exhaust Python's stack"


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    found = read_file(tmp_path, "here")
    assert isinstance(found, Problem)
    assert found.code == "Y01", "the author gets a line, not a traceback"


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_pure_python_reader_gives_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")
    fast = read(text)
    monkeypatch.setattr(source, "_Loader", yaml.BaseLoader)
    slow = read(text)
    assert slow.data == fast.data, "without libyaml the content is the same"
    assert spans(slow.root) == spans(fast.root), "and so are the marks of every scalar"


def spans(node: Node) -> list[tuple[int, int]]:
    below = node.items.values() if isinstance(node.items, dict) else node.items
    if below is None:
        return [(node.start.index, node.end.index)]
    return [span for child in below for span in spans(child)]


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#?, \n\t\r%@`<0512\u3042", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_text(text, "f.yaml")
    assert isinstance(found, Source | Problem), "no text makes the reader raise"


def test_words() -> None:
    assert show_path(("units", 1, "kind")) == "units[1].kind"
    assert did_you_mean("knd", ["kind", "id"]) == "did you mean 'kind'?"
    assert did_you_mean("i/75", ["I/75"]) == "did you mean 'I/75'?", "case is the commonest slip with battalions"
    assert did_you_mean("zzz", ["kind"]) == "", "a wild guess would mislead"
