"""What may be wrong with a record that is read, as one exception with a place and a way out."""

from __future__ import annotations

from typing import Literal

Fault = Literal[
    "missing",
    "too-large",
    "not-text",
    "foreign",
    "damaged",
    "cut-off",
    "format",
    "rules",
    "scenario",
    "order",
    "refused",
    "diverged",
]
"""What is wrong: the file cannot be opened; is larger than any record; holds no text; is something else; has a bad
line; lacks its end; has another format; was played under other rules; on another scenario; holds an order that stands
for nothing; one that the rules refuse; leads to another state than it says."""


class RecordProblem(Exception):
    """A record that cannot be used. Nothing was changed by reading it."""

    def __init__(self, fault: Fault, text: str, *, line: int = 0, hint: str = "", order: int | None = None) -> None:
        super().__init__(text)
        self.fault = fault
        self.text = text
        """What is wrong, without a full stop."""
        self.line = line
        """Line of the file from 1; 0 if the whole file is meant."""
        self.hint = hint
        """What to do next; may be empty."""
        self.order = order
        """Number of the order from 1 at which playing stopped."""
        self.file = ""
        """The file as the player named it; set by who opened it."""

    def __str__(self) -> str:
        """One line: file, line, what is wrong, what to do."""
        place = f"{self.file}:{self.line}: " if self.line else f"{self.file}: " if self.file else ""
        if self.line and not self.file:
            place = f"line {self.line}: "
        return f"{place}{self.text}{'; ' + self.hint if self.hint else ''}"
