"""Canonical hashes: the same value gives the same digest on every platform and hash seed."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any


def digest_of(value: Any) -> str:
    """Hex digest (16 characters) of a value made of None, bool, int, str, tuple, list and dict.

    Floats are refused: state is kept in whole numbers so that no platform's arithmetic can show.

    Raises:
        TypeError: the value holds anything else.
    """
    parts: list[str] = []
    _write(value, parts)
    return blake2b("".join(parts).encode(), digest_size=8).hexdigest()


def _write(value: Any, parts: list[str]) -> None:
    if value is None or value is True or value is False or type(value) is int:
        parts.append(f"{value};")
    elif type(value) is str:
        parts.append(f"{len(value)}:{value};")
    elif type(value) in (tuple, list):
        parts.append("[")
        for item in value:
            _write(item, parts)
        parts.append("]")
    elif type(value) is dict:
        parts.append("{")
        for key in sorted(value):
            _write(key, parts)
            _write(value[key], parts)
        parts.append("}")
    else:
        raise TypeError(f"no canonical form for {type(value).__name__}")
