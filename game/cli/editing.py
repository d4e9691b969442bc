"""Editing a scenario in the user's own editor. The game's files are never touched, the user's never lost."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from game.cli.output import BAD, FINE, USAGE, complain, say
from game.data.catalogue import Catalogue, Entry, validate
from game.data.problems import errors
from game.record.storage import replace_file, scenarios_folder

FILES = ("scenario", "forces", "history", "notes", "plans")


def edit(entry: Entry, name: str) -> int:
    """Opens one file of a scenario in $VISUAL or $EDITOR, keeps a backup, and prints what is wrong afterwards."""
    if name not in FILES:
        complain(f"a scenario has the files {', '.join(FILES)}")
        return USAGE
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        complain("set VISUAL or EDITOR to the editor you like, such as EDITOR=nano")
        return USAGE
    folder = own_copy(entry)
    path = folder / f"{name}.yaml"
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    complain(f"editing {path}")
    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except OSError as error:
        complain(f"the editor '{editor}' could not be started: {error.strerror}")
        return USAGE
    if code:
        complain(f"the editor ended with code {code}; the file is as it left it")
        return BAD
    after = path.read_text(encoding="utf-8") if path.is_file() else ""
    if after != before:
        replace_file(path.with_name(f"{path.name}~"), before)
    return _report(folder)


def own_copy(entry: Entry) -> Path:
    """The user's folder of a scenario, copied from the game's the first time."""
    root = scenarios_folder()
    folder = root / entry.id
    if entry.folder.resolve() != folder.resolve() and not folder.exists():
        root.mkdir(parents=True, exist_ok=True)
        beside = root / f".{entry.id}.part"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(entry.folder, beside)
        beside.rename(folder)
        complain(f"copied to {folder}; it now takes the place of the game's own")
    return folder


def _report(folder: Path) -> int:
    problems = validate([folder], Catalogue((folder.parent,)))
    for problem in problems:
        say(str(problem))
    wrong = len(errors(problems))
    complain(f"{wrong} errors, {len(problems) - wrong} other remarks" if problems else "nothing to complain of")
    return BAD if wrong else FINE
