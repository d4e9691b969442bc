"""Single values: how a type reads its text, and what it says of one that it cannot read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

from game.data.problems import did_you_mean
from game.data.schema import Number, Whole, Written

Hook = Callable[[Any, Any], Any]
"""Reads a value for a type, as cattrs calls it."""
_WHOLE = re.compile(r"[-+]?\d{1,12}", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\d{1,12}(\.\d{0,12})?|\.\d{1,12})", re.ASCII)


class Bad(ValueError):
    """A value that its field cannot take."""

    def __init__(self, code: str, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.hint = hint


def written_hook(mark: Written) -> Hook:
    """Reads a text that must match a pattern."""
    matches = re.compile(mark.pattern).fullmatch

    def hook(value: Any, _: Any) -> str:
        if isinstance(value, str) and matches(value):
            return value
        if not isinstance(value, str):
            raise Bad("V01", f"{mark.what} is needed here, not {shape_of(value)}", mark.hint)
        if not value.strip():
            raise Bad("V09", f"{mark.what} is needed here; nothing stands after the key", mark.hint)
        raise Bad(mark.code, f"'{_short(value)}' is not {mark.what}", mark.hint)

    return hook


def choice_hook(shape: Any) -> Hook:
    """Reads one of a few words."""
    choices = get_args(shape)

    def hook(value: Any, _: Any) -> str:
        if value in choices:
            return str(value)
        word = read_text(value, str)
        raise Bad("V04", f"'{_short(word)}' is not one of {', '.join(choices)}", did_you_mean(word, choices))

    return hook


def read_text(value: Any, _: Any) -> str:
    """A text as it is."""
    if isinstance(value, str):
        return value
    raise Bad("V01", f"a text is needed here, not {shape_of(value)}")


def read_bool(value: Any, _: Any) -> bool:
    """True or false."""
    word = read_text(value, str)
    if word in ("true", "yes"):
        return True
    if word in ("false", "no"):
        return False
    raise Bad("V04", f"'{_short(word)}' is not one of true, false", "write true or false")


def read_whole(value: Any, mark: Whole) -> int:
    """A whole number within its bounds."""
    word = read_text(value, str)
    if not _WHOLE.fullmatch(word):
        raise Bad("V02", f"'{_short(word)}' is not a whole number")
    number = int(word)
    if not mark.low <= number <= mark.high:
        raise Bad("V03", f"{number} is not between {mark.low} and {mark.high}")
    return number


def read_number(value: Any, mark: Number) -> float:
    """A number within its bounds."""
    word = read_text(value, str)
    if not _NUMBER.fullmatch(word):
        raise Bad("V02", f"'{_short(word)}' is not a number")
    number = float(word)
    if not mark.low <= number <= mark.high:
        raise Bad("V03", f"{word} is not between {_plain(mark.low)} and {_plain(mark.high)}")
    return number


def _plain(bound: float) -> str:
    """A bound as one would write it, without an exponent."""
    return str(int(bound)) if bound == int(bound) else f"{bound:g}"


def shape_of(value: Any) -> str:
    """What a value is, for messages that wanted something else."""
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"'{_short(str(value))}'" if value else "nothing"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
