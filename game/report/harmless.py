"""Texts of scenarios and players on their way to a reader: letters that steer a screen are shown, not obeyed."""

from __future__ import annotations

import re

from game.record.notes import UNSEEN

_BLANKS = re.compile(r"[\t\n\r\u2028\u2029]+")


_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff\u3400-\u9fff]")),
    ("mn", re.compile("[\u04e8\u04e9\u04ae\u04af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
"""Languages by letters that tell them; the first that is found counts."""


def harmless(text: str) -> str:
    """A text in which line ends are blanks and every unseen letter stands as its name: "⟨U+202E⟩"."""
    return UNSEEN.sub(_named, _BLANKS.sub(" ", text))


def _named(found: re.Match[str]) -> str:
    return f"\u27e8U+{ord(found.group()):04X}\u27e9"


def shortened(text: str, most: int) -> str:
    """A text cut to so many letters where it is longer; the cut shows."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def language_of(text: str) -> str:
    """The language in which a name is written, for a reader's voice; empty for Latin letters."""
    return next((language for language, letters in _SCRIPTS if letters.search(text)), "")
