"""Editing a scenario in the user's own editor. The game's files are never touched, the user's never lost."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from game.cli.output import BAD, FINE, USAGE, complain, say
from game.cli.scenarios import verdict
from game.data.catalogue import Catalogue, Entry, shipped_root, validate
from game.data.files import VARIANTS, Library, folder_of, is_variant, read_bundle
from game.data.problems import errors
from game.record.storage import BACKUP, scenarios_folder

FILES = ("scenario", "forces", "history", "notes", "plans")


def edit(entry: Entry, name: str) -> int:
    """Opens one file of a scenario in $VISUAL or $EDITOR, keeps a backup, and prints what is wrong afterwards.

    Of a variant its own file is opened, unless another one of the scenario that it changes is asked for.
    """
    if name not in FILES:
        complain(f"a scenario has the files {', '.join(FILES)}")
        return USAGE
    try:
        folder = own_copy(entry)
        is_own = entry.variant_of and name == FILES[0]
        path = folder / VARIANTS / entry.address.name if is_own else folder / f"{name}.yaml"
    except OSError as error:
        complain(f"the scenario could not be copied to {scenarios_folder()}: {error.strerror}")
        return BAD
    say(str(path))
    sys.stdout.flush()
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        complain("set VISUAL or EDITOR to the editor you like, such as EDITOR=nano, or open the file yourself")
        return USAGE
    return _open(editor, path)


def _open(editor: str, path: Path) -> int:
    """Runs the editor, then checks the scenario."""
    before = path.read_bytes() if path.is_file() else b""
    spare = path.with_name(f"{path.name}.before")
    spare.write_bytes(before)
    try:
        code = subprocess.run([*shlex.split(editor, posix=os.name != "nt"), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        spare.unlink()
        complain(f"the editor '{editor}' could not be started: {error}")
        return USAGE
    after = path.read_bytes() if path.is_file() else b""
    if before and after != before:
        spare.replace(path.with_name(path.name + BACKUP))
        complain(f"the file as it was is kept as {path.name}{BACKUP}")
    else:
        spare.unlink()
    checked = _report(folder_of(path) if is_variant(path) else path.parent)
    if code:
        complain(f"the editor ended with code {code}; the file is as it left it")
        return BAD
    return checked


def own_copy(entry: Entry) -> Path:
    """The user's folder of a scenario, copied from the game's the first time; a folder of his own is taken as it is.

    The orders of battle that it builds on are copied too, into `forces/` beside it, so that its changes of single units
    keep fitting and the two can be given away together.

    Raises:
        OSError: it cannot be copied; nothing half done is left.
    """
    if not entry.folder.resolve().is_relative_to(shipped_root().resolve()):
        return entry.folder
    root = scenarios_folder()
    folder = root / entry.folder.name
    if not folder.exists():
        root.mkdir(parents=True, exist_ok=True)
        beside = root / f".{entry.folder.name}.part"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(entry.folder, beside)
        copied = _copy_bases(entry, root)
        beside.rename(folder)
        complain(f"copied to {folder}; it now takes the place of the game's own")
        for base in copied:
            complain(f"its order of battle is copied to {base}")
    return folder


def _copy_bases(entry: Entry, root: Path) -> list[Path]:
    """Copies what the forces of a scenario build on; what the user has already stays as it is."""
    copied = []
    for base in read_bundle(entry.folder, Library((shipped_root(),))).bases:
        own = root / "forces" / base.path.name
        if not own.exists():
            own.parent.mkdir(exist_ok=True)
            shutil.copyfile(base.path, own)
            copied.append(own)
    return copied


def _report(folder: Path) -> int:
    problems = validate([folder], Catalogue((folder.parent,)))
    for problem in problems:
        say(str(problem))
    complain(verdict(problems))
    return BAD if errors(problems) else FINE
