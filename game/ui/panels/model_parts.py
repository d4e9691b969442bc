"""Small values that several panels share."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from game.ui.theme import Rich

TIMES: Final = "\u00d7"
"""The multiplication sign, before factors."""


def asks(path: str) -> str:
    """The action that asks where a figure comes from; empty for no path."""
    return f"ui source {path}" if path else ""


@frozen
class Fact:
    """A row of a panel: its name, its value, and where that comes from. `action` is what a click does."""

    key: str
    value: Rich
    tooltip: str = ""
    action: str = ""
    short: bool = False
    """Whether it needs no more than half of a row, and may share one with the next."""
    source: str = ""
    """Path of the figure, for whoever asks where it comes from."""

    @property
    def context(self) -> str:
        """What a right click does."""
        return asks(self.source)


@frozen
class Bar:
    """A bar of ten segments: its name, its share from 0 to 1, its number in words, its tone."""

    key: str
    share: float
    value: str
    tone: str
    tooltip: str = ""
    source: str = ""


def state_tone(share: float) -> str:
    """The tone of something that is good when it is high: good from 0.7, warning from 0.4, else bad."""
    return "good" if share >= 0.7 else "warning" if share >= 0.4 else "bad"
