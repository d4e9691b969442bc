"""doctor: what this installation has."""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import sys
from pathlib import Path
from typing import Any

from game.cli.output import BAD, FINE, say, say_json
from game.data.catalogue import shipped_root
from game.record.storage import data_folder, log_folder, saves_folder, scenarios_folder, settings_folder

PACKAGES = (
    "attrs",
    "cattrs",
    "PyYAML",
    "ephem",
    "rich",
    "matplotlib",
    "jinja2",
    "platformdirs",
    "fontpkg-ibm-plex-mono",
)


def add_commands(commands: Any) -> None:
    """Adds the command."""
    doctor = commands.add_parser(
        "doctor", help="what this installation has, and what it lacks", description="Looks the installation over."
    )
    doctor.add_argument("--json", action="store_true", help="print one JSON object")
    doctor.set_defaults(run=run_doctor)


def version_of(package: str) -> str | None:
    """Version of an installed package, None without it."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (slow to import)

    try:
        return version(package)
    except PackageNotFoundError:
        return None


def has_display() -> bool:
    """Whether a window can be expected to open here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("SDL_VIDEODRIVER"))


def examine() -> dict[str, Any]:
    """Everything `doctor` knows, with `warnings` and `faults`."""
    windows = {name: version for name in ("pygame", "pygame-ce") if (version := version_of(name))}
    warnings, faults = [], []
    if len(windows) > 1:
        warnings.append("pygame and pygame-ce are both installed; remove one, for which of them is loaded is chance")
    if not windows:
        faults.append("neither pygame nor pygame-ce is installed; only the terminal works")
    packages = {name: version_of(name) for name in PACKAGES}
    faults += [f"the package {name} is missing" for name, version in packages.items() if version is None]
    if not has_display():
        warnings.append("there is no display; 'play' will use the terminal")
    if not shipped_root().is_dir():
        faults.append(f"the game's own scenarios are missing from {shipped_root()}")
    folders = {
        "scenarios": shipped_root(),
        "own scenarios": scenarios_folder(),
        "saves": saves_folder(),
        "data": data_folder(),
        "settings": settings_folder(),
        "logs": log_folder(),
    }
    return {
        "game": version_of("undeclared-war") or "not installed",
        "python": platform.python_version(),
        "system": platform.platform(),
        "display": has_display(),
        "window": windows,
        "packages": packages,
        "folders": {name: str(path) for name, path in folders.items()},
        "fonts": _fonts(),
        "warnings": warnings,
        "faults": faults,
    }


def _fonts() -> dict[str, bool]:
    """Which fonts can be found."""
    found = importlib.util.find_spec("fontpkg_ibm_plex_mono") or importlib.util.find_spec("fontpkg")
    return {"IBM Plex Mono": found is not None, "CJK": _has_cjk()}


def _has_cjk() -> bool:
    roots = [
        Path("/usr/share/fonts"),
        Path.home() / ".local/share/fonts",
        Path("/Library/Fonts"),
        Path("C:/Windows/Fonts"),
    ]
    names = ("noto*cjk*", "droidsansfallback*", "*gothic*", "*mincho*", "msgothic*", "wqy*")
    return version_of("noto-cjk-sans-jp-regular") is not None or any(
        next(root.rglob(name), None) is not None for root in roots if root.is_dir() for name in names
    )


def run_doctor(parsed: argparse.Namespace) -> int:
    """Prints the examination; exit code 1 if something needed is missing."""
    found = examine()
    if parsed.json:
        say_json(found)
        return BAD if found["faults"] else FINE
    say(f"Undeclared War {found['game']}, Python {found['python']}, {found['system']}")
    say(f"window: {', '.join(f'{n} {v}' for n, v in found['window'].items()) or 'none'}; display: {found['display']}")
    for name, version in found["packages"].items():
        say(f"  {name} {version or 'missing'}")
    for name, there in found["fonts"].items():
        say(f"  font {name}: {'found' if there else 'not found'}")
    for name, path in found["folders"].items():
        say(f"  {name}: {path}")
    for line in (*found["warnings"], *found["faults"]):
        say(f"! {line}")
    return BAD if found["faults"] else FINE
