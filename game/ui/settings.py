"""What a player has set for the window, and the file that keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal, get_args

from attrs import asdict, evolve, fields, frozen

from game.record.storage import replace_file, settings_folder
from game.ui.theme import BASE_TEXT, TEXT_SIZES, ThemeName

Keys = Literal["standard", "wasd"]
Speed = Literal["off", "slow", "normal", "fast"]
Zoom = Literal["battle", "fit", "1.5", "2", "3"]

FRAME_SECONDS: Final[Mapping[Speed, float]] = {"off": 0.0, "slow": 1.4, "normal": 0.7, "fast": 0.3}
"""Seconds for which one step of the enemy's part is shown."""
_SIZE_LIMIT = 100_000
DAMAGED = ".damaged"


@frozen(kw_only=True)
class Settings:
    """The settings, each with its default."""

    text_size: int = BASE_TEXT
    theme: ThemeName = "paper"
    zoom: Zoom = "battle"
    """Zoom of the map when a battle is opened."""
    keys: Keys = "standard"
    speed: Speed = "normal"
    fullscreen: bool = False
    warn_idle: bool = True
    """Whether ending the turn asks first while units still have something to do."""
    show_notes: bool = True
    """Whether historical notes open by themselves."""


VALUES: Final[Mapping[str, tuple[Any, ...]]] = {
    "text_size": tuple(TEXT_SIZES),
    "theme": get_args(ThemeName),
    "zoom": get_args(Zoom),
    "keys": get_args(Keys),
    "speed": get_args(Speed),
    "fullscreen": (False, True),
    "warn_idle": (True, False),
    "show_notes": (True, False),
}
"""The values that each setting may have."""


def settings_path() -> Path:
    """The file of the settings."""
    return settings_folder() / "window.json"


def changed(settings: Settings, name: str, word: str) -> Settings:
    """The settings with one of them set by its word, such as ("theme", "night") or ("warn_idle", "no").

    Raises:
        ValueError: there is no such setting, or it cannot be that.
    """
    for value in VALUES.get(name, ()):
        if word == word_of(value):
            return evolve(settings, **{name: value})
    raise ValueError(f"no setting '{name}' can be '{word}'")


def word_of(value: object) -> str:
    """A value as it is shown and typed."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def load(path: Path | None = None) -> tuple[Settings, str]:
    """The settings in the file, and a sentence on what was wrong with it; defaults where there is none.

    A damaged file is set aside under a name of its own, so that nothing is lost and the next start is clean.
    """
    path = path or settings_path()
    try:
        with path.open("rb") as file:
            raw = file.read(_SIZE_LIMIT + 1)
    except FileNotFoundError:
        return Settings(), ""
    except OSError as error:
        return Settings(), f"The settings could not be read ({error.strerror}); the usual ones are in force."
    try:
        return _read(raw), ""
    except ValueError as error:
        aside = path.with_name(path.name + DAMAGED)
        with suppress(OSError):
            path.replace(aside)
        return Settings(), f"The settings are damaged: {error}. They were set aside as {aside.name}."


def _read(raw: bytes) -> Settings:
    if len(raw) > _SIZE_LIMIT:
        raise ValueError("the file is too large")
    try:
        found = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise ValueError("the file is not JSON") from None
    if not isinstance(found, dict):
        raise ValueError("the file holds no settings")
    known = {entry.name for entry in fields(Settings)}
    for name, value in found.items():
        if name not in known:
            raise ValueError(f"there is no setting '{str(name)[:40]}'")
        if not any(type(value) is type(choice) and value == choice for choice in VALUES[name]):
            raise ValueError(f"'{name}' cannot be {str(value)[:40]!r}")
    return Settings(**found)


def save(settings: Settings, path: Path | None = None) -> str:
    """Writes the settings; returns a sentence on why that failed, or an empty one."""
    try:
        replace_file(path or settings_path(), json.dumps(asdict(settings), indent=2) + "\n")
    except OSError as error:
        return f"The settings could not be saved: {error}."
    return ""
