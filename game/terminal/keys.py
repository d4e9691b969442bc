"""Reading a line: from a person with editing, history and the tab key, or from a script."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

from game.core.ids import UnitId
from game.engine import Desk
from game.language.complete import complete

Present = Callable[[], tuple[Desk, UnitId | None]]
"""The desk and the selected unit at the moment of asking."""


class Keys:
    """An input of lines."""

    def __init__(self, stdin: TextIO, stdout: TextIO, present: Present) -> None:
        self.stdin = stdin
        self.stdout = stdout
        self.is_live = stdin.isatty()
        """Whether a person types, rather than a script."""
        self._present = present
        self._found: list[str] = []
        self._has_editing = self.is_live and stdin is sys.stdin and stdout is sys.stdout and self._bind()

    def read(self, prompt: str) -> str | None:
        """The next line without its end; None when there is no more. A script's prompts are not printed."""
        try:
            if self._has_editing:
                self.stdout.flush()
                return input(prompt)
            if self.is_live:
                self.stdout.write(prompt)
                self.stdout.flush()
            line = self.stdin.readline()
        except EOFError:
            return None
        except KeyboardInterrupt:
            self.stdout.write("\nType 'quit' to leave.\n")
            return ""
        return line.rstrip("\r\n") if line else None

    def _bind(self) -> bool:
        """Lets the tab key complete orders, where the system has a line editor."""
        try:
            import readline  # noqa: PLC0415  (missing on some systems)
        except ImportError:
            return True
        readline.set_completer(self._offer)
        readline.set_completer_delims(" ")
        readline.parse_and_bind("tab: complete")
        return True

    def _offer(self, text: str, state: int) -> str | None:
        """The line editor's question: the candidate of a number, None after the last."""
        import readline  # noqa: PLC0415

        if state == 0:
            desk, selected = self._present()
            line = readline.get_line_buffer()
            self._found = [c.text for c in complete(line, readline.get_endidx(), desk, selected)]
        return f"{self._found[state]} " if state < len(self._found) else None
