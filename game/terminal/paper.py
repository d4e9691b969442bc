"""Where the terminal writes: plain lines, broken at the width of the screen, coloured only on a screen."""

from __future__ import annotations

import io
import os
import shutil
import textwrap
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text

STYLES = {
    "fight": "bold",
    "loss": "bold",
    "contact": "cyan",
    "fire": "yellow",
    "note": "italic",
    "decision": "bold green",
    "message": "green",
    "control": "bold",
    "end": "bold",
    "turn": "bold",
    "fault": "magenta",
    "heading": "bold",
}
"""Styles by kind of line; they repeat what the words say."""
_PIPED_WIDTH = 0
"""Lines are not broken where nobody looks: a program or a file takes them whole."""


class Paper:
    """An output that knows its width."""

    def __init__(self, out: TextIO, *, width: int | None = None) -> None:
        self.out = out
        if isinstance(out, io.TextIOWrapper) and out.encoding.lower().replace("-", "") != "utf8":
            # Native names must not end the game on a terminal that cannot show them.
            out.reconfigure(errors="replace")
        self.is_screen = out.isatty()
        if width is None:
            width = shutil.get_terminal_size((80, 24)).columns if self.is_screen else _PIPED_WIDTH
        self.width = width
        """Columns at which lines are broken; 0 for never."""
        coloured = self.is_screen and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
        self._rich = Console(file=out, highlight=False, soft_wrap=True, markup=False) if coloured else None

    def line(self, text: str = "", kind: str = "") -> None:
        """Writes one line, broken between words if the screen is narrow."""
        for part in self._broken(text):
            if self._rich is not None and kind in STYLES:
                self._rich.print(Text(part, style=STYLES[kind]))
            else:
                self.out.write(f"{part}\n")

    def lines(self, texts: Iterable[str], kind: str = "") -> None:
        """Writes several lines."""
        for text in texts:
            self.line(text, kind)

    def rows(self, texts: Iterable[str]) -> None:
        """Writes lines as they are, such as the rows of the map."""
        for text in texts:
            self.out.write(f"{text}\n")

    def flush(self) -> None:
        """Sends out what was written."""
        self.out.flush()

    def _broken(self, text: str) -> list[str]:
        if not self.width or len(text) < self.width:
            return [text]
        indent = " " * (len(text) - len(text.lstrip()))
        hanging = f"{indent}  " if indent else ""
        return textwrap.wrap(text, self.width - 1, subsequent_indent=hanging, break_on_hyphens=False) or [""]
