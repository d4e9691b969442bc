"""Faults in data files: where they are, what is wrong, and what would mend them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from attrs import frozen

Severity = Literal["error", "warning", "remark"]
"""An error keeps the scenario from being played; a warning is likely a slip; a remark may be meant."""

Path = tuple[str | int, ...]
"""Keys and list places from the top of a file to a value."""

_RANK = {"error": 0, "warning": 1, "remark": 2}


@frozen(kw_only=True)
class Problem:
    """One fault in one file."""

    file: str
    """File as the author knows it, such as "scenarios/x/forces.yaml"."""
    line: int
    """Line from 1; 0 if the fault is the file itself."""
    column: int
    """Column from 1; 0 if the fault is the file itself."""
    path: Path
    """Place in the file's structure; empty for the whole file."""
    code: str
    """Letter and number that `scenarios/README.md` explains."""
    severity: Severity
    """How bad it is."""
    text: str
    """What is wrong, without a full stop."""
    hint: str = ""
    """What would mend it; empty if the text says it all."""

    def __str__(self) -> str:
        """One line in the manner of compilers, which editors can jump to."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        path = f"{show_path(self.path)}: " if self.path else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}: {self.severity} {self.code}: {path}{self.text}{hint}"


def show_path(path: Path) -> str:
    """A path as written in messages: `units[1].kind`, lists from 0."""
    shown = ""
    for step in path:
        if isinstance(step, int):
            shown += f"[{step}]"
        else:
            shown += f".{step}" if shown else step
    return shown


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file, then by line and column, each once."""
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.column, _RANK[p.severity], p.code, p.text))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those problems that keep a scenario from being played."""
    return [p for p in problems if p.severity == "error"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the known word most like `word`, or "" if none is near."""
    choices = list(known)
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    if not near:
        folded = {choice.casefold(): choice for choice in choices}
        near = [folded[c] for c in get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)]
    return f"did you mean '{near[0]}'?" if near else ""


def choice_hint(word: str, known: Iterable[str], limit: int = 12) -> str:
    """The nearest known word; failing that, all of them when they are few."""
    choices = list(known)
    hint = did_you_mean(word, choices)
    if not hint and 0 < len(choices) <= limit:
        hint = "known are " + ", ".join(choices)
    return hint
