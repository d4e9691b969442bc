"""Texts of scenarios and players on their way to a reader: letters that steer a screen are shown, not obeyed."""

from __future__ import annotations

import re

from game.record.notes import UNSEEN

_BLANKS = re.compile(r"[\t\n\r\u2028\u2029]+")


def harmless(text: str) -> str:
    """A text in which line ends are blanks and every unseen letter stands as its name: "⟨U+202E⟩"."""
    return UNSEEN.sub(_named, _BLANKS.sub(" ", text))


def harmless_lines(text: str) -> str:
    """The same for a text whose lines are to stay."""
    return "\n".join(harmless(line) for line in text.split("\n"))


def _named(found: re.Match[str]) -> str:
    return f"\u27e8U+{ord(found.group()):04X}\u27e9"


def shortened(text: str, most: int) -> str:
    """A text cut to so many letters where it is longer; the cut shows."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
