"""What commands print, and where."""

from __future__ import annotations

import json
import sys
from typing import Any

FINE, BAD, USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""


def say(text: str = "") -> None:
    """Prints a line of data."""
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    """Prints a line about the command itself, on standard error."""
    sys.stderr.write(f"undeclared-war: {text}\n")


def say_json(value: dict[str, Any]) -> None:
    """Prints one JSON object."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def progress(done: int, total: int) -> None:
    """Shows how far a long command is, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{done} of {total} games{end}")
        sys.stderr.flush()
