"""Where a player's files lie, and how they are replaced without ever being lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

APPLICATION = "undeclared-war"
SUFFIX = ".jsonl"
"""Ending of saves and replays, which are JSON lines."""
BACKUP = "~"
"""Added to the name of the one backup that is kept."""


def data_folder() -> Path:
    """Folder of everything the player makes: saves, replays, own scenarios."""
    from platformdirs import user_data_path  # noqa: PLC0415  (slow to import, and many commands never need it)

    return user_data_path(APPLICATION, appauthor=False)


def settings_folder() -> Path:
    """Folder of the settings."""
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path(APPLICATION, appauthor=False)


def log_folder() -> Path:
    """Folder of logs."""
    from platformdirs import user_state_path  # noqa: PLC0415

    return user_state_path(APPLICATION, appauthor=False)


def saves_folder() -> Path:
    """Folder of saves and replays."""
    return data_folder() / "saves"


def scenarios_folder() -> Path:
    """Folder of the player's own scenarios."""
    return data_folder() / "scenarios"


def reports_folder() -> Path:
    """Folder of reports."""
    return data_folder() / "reports"


def save_path(name: str) -> Path:
    """File of the save called `name`; whatever a file name should not hold becomes a dash."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.")[:80] or "game"
    return saves_folder() / f"{safe.removesuffix(SUFFIX)}{SUFFIX}"


def autosave_path(scenario_id: str) -> Path:
    """File into which a match of the scenario is saved after every phase."""
    return save_path(f"auto-{scenario_id}")


def saves() -> tuple[Path, ...]:
    """Saves in the folder, the newest first."""
    folder = saves_folder()
    if not folder.is_dir():
        return ()
    found = [path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file()]
    return tuple(sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name)))


def backup_of(path: Path) -> Path:
    """Where the backup of a file lies."""
    return path.with_name(path.name + BACKUP)


def replace_file(path: Path, text: str, check: Callable[[str], object] | None = None) -> None:
    """Puts `text` into a file: writes beside it, reads back, keeps the old file as backup, then replaces.

    Until the last step the old file is untouched; it stays so if anything fails.

    Args:
        path: the file; its folder is made if needed.
        text: all of its new content.
        check: reads the text back; whatever it raises stops the replacement.

    Raises:
        OSError: the folder or file cannot be written, or what was written does not read back the same.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        written = beside.read_bytes().decode("utf-8")
        if written != text:
            raise OSError(f"{beside} does not read back as it was written")
        if check is not None:
            check(written)
        if path.is_file():
            spare = backup_of(path).with_name(path.name + ".old")
            spare.write_bytes(path.read_bytes())
            spare.replace(backup_of(path))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
