"""edit: the game's files are never touched, the player's never lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from game.cli.output import BAD, FINE, USAGE
from game.data.catalogue import shipped_root
from game.record.storage import scenarios_folder
from tests.cli.conftest import Cli

NAME = "khasan-outpost"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that edits: it runs the file `edit.py` beside it on the text."""
    program, change = tmp_path / "my editor.py", tmp_path / "edit.py"
    change.write_text("", encoding="utf-8")
    program.write_text(
        "import sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\ncode = 0\n"
        f"exec(Path({str(change)!r}).read_text(encoding='utf-8'))\nsys.exit(code)\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{program}"')
    return change


def _types(editor: Path, old: str, new: str, code: int = 0) -> None:
    """What the player types when the editor opens."""
    change = f"path.write_text(path.read_text(encoding='utf-8').replace({old!r}, {new!r}), encoding='utf-8')"
    editor.write_text(f"{change}\ncode = {code}\n", encoding="utf-8")


def _shipped() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (shipped_root() / NAME).iterdir() if path.is_file()}


def test_a_scenario_is_copied_before_it_is_edited(cli: Cli, editor: Path) -> None:
    before = _shipped()
    _types(editor, "title: ", "title: The ")
    _types(editor, 'title: "A post', 'title: "My post')
    found = cli("edit", NAME)
    assert found.code == FINE, found.err
    folder = scenarios_folder() / NAME
    assert found.out.splitlines()[0] == str(folder / "scenario.yaml"), "the path, for whoever opens it elsewhere"
    assert _shipped() == before, "the game's own files are never touched"
    assert sorted(path.name for path in folder.iterdir()) == sorted([*before, "claims", "scenario.yaml~"])
    assert (folder / "scenario.yaml~").read_bytes() == before["scenario.yaml"]
    assert "My post of eleven" in cli("list").out, "the copy takes the place of the game's own"


def test_a_scenario_is_copied_with_its_order_of_battle(cli: Cli, editor: Path) -> None:
    found = cli("edit", "khasan-rushed-attack", "forces")
    assert found.code == FINE, found.err
    root = scenarios_folder()
    base = root / "forces" / "khasan-1938.yaml"
    assert base.read_bytes() == (shipped_root() / "forces" / base.name).read_bytes()
    assert str(base) in found.err, "the player is told where it is"
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace("name: 19th Division\n", "name: The 19th\n", 1), encoding="utf-8")
    assert cli("validate", "khasan-rushed-attack").code == FINE
    assert "The 19th" in cli("show", "khasan-rushed-attack", "19d").out, "the copy builds on the copy"
    assert "The 19th" not in cli("show", "khasan", "19d").out, "the game's own scenarios on the game's own"
    assert cli("edit", "khasan-corps-offensive").code == FINE
    assert "The 19th" in base.read_text(encoding="utf-8"), "what the player has is not written over"


def test_each_edit_keeps_the_text_before_it(cli: Cli, editor: Path) -> None:
    folder = scenarios_folder() / NAME
    for old, new in (("A post", "B post"), ("B post", "C post")):
        _types(editor, old, new)
        assert cli("edit", NAME).code == FINE
    assert 'title: "C post' in (folder / "scenario.yaml").read_text(encoding="utf-8"), "the copy is not made anew"
    assert 'title: "B post' in (folder / "scenario.yaml~").read_text(encoding="utf-8")
    editor.write_text("", encoding="utf-8")
    assert cli("edit", NAME).code == FINE
    assert 'title: "B post' in (folder / "scenario.yaml~").read_text(encoding="utf-8"), "nothing changed, nothing lost"


def test_a_fault_is_told_and_the_text_stays_as_typed(cli: Cli, editor: Path) -> None:
    _types(editor, "clock: JST", "clokc: JST")
    found = cli("edit", NAME)
    assert found.code == BAD
    assert "error K01: clokc" in found.out or "clokc" in found.out
    folder = scenarios_folder() / NAME
    assert "clokc: JST" in (folder / "scenario.yaml").read_text(encoding="utf-8")
    _types(editor, "clokc: JST", "clock: JST")
    assert cli("edit", NAME).code == FINE, "a broken scenario can be edited until it is whole"


def test_an_editor_that_fails_loses_nothing(cli: Cli, editor: Path) -> None:
    _types(editor, "A post", "Half a post", code=3)
    found = cli("edit", NAME)
    assert found.code == BAD
    assert "ended with code 3" in found.err
    folder = scenarios_folder() / NAME
    assert (folder / "scenario.yaml~").read_bytes() == _shipped()["scenario.yaml"]


def test_a_file_that_the_editor_deletes_is_kept(cli: Cli, editor: Path) -> None:
    editor.write_text("path.unlink()", encoding="utf-8")
    assert cli("edit", NAME, "forces").code == BAD
    folder = scenarios_folder() / NAME
    assert (folder / "forces.yaml~").read_bytes() == _shipped()["forces.yaml"]


def test_text_in_a_foreign_encoding_is_kept_as_it_is(cli: Cli, editor: Path) -> None:
    editor.write_text("path.write_bytes(b'title: \\xff\\n')", encoding="utf-8")
    found = cli("edit", NAME, "notes")
    assert found.code == BAD
    assert "Traceback" not in found.err
    editor.write_text("", encoding="utf-8")
    assert cli("edit", NAME, "notes").code == BAD, "it can be opened again"


def test_a_folder_of_ones_own_is_edited_where_it_is(cli: Cli, editor: Path, tmp_path: Path) -> None:
    editor.write_text("", encoding="utf-8")
    assert cli("edit", NAME).code == FINE
    elsewhere = tmp_path / "elsewhere" / NAME
    elsewhere.parent.mkdir()
    (scenarios_folder() / NAME).rename(elsewhere)
    _types(editor, "A post", "Another post")
    assert cli("edit", elsewhere).code == FINE
    assert "Another post" in (elsewhere / "scenario.yaml").read_text(encoding="utf-8")
    assert not (scenarios_folder() / NAME).exists(), "no copy beside it"


@pytest.mark.parametrize("name", ["scenario", "forces", "history", "notes", "plans"])
def test_every_file_can_be_edited(cli: Cli, editor: Path, name: str) -> None:
    assert cli("edit", NAME, name).code == FINE
    assert not (scenarios_folder() / NAME / f"{name}.yaml~").exists(), "no backup of what did not change"


def test_a_wrong_file_or_editor_is_a_fault_of_usage(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("edit", NAME, "poems").code == USAGE
    assert "set VISUAL or EDITOR" in cli("edit", NAME).err
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    found = cli("edit", NAME)
    assert found.code == USAGE
    assert "could not be started" in found.err
    monkeypatch.setenv("EDITOR", "'unbalanced")
    assert cli("edit", NAME).code == USAGE


def test_visual_goes_before_editor(cli: Cli, editor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    assert "no-such-editor-anywhere" in cli("edit", NAME).err
