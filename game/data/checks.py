"""The register of checks: each a small generator with a code, a severity and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from game.data.names import Names
from game.data.problems import Path, Severity


@frozen
class Finding:
    """What a check has found; the register adds code and severity."""

    file: str
    """Key of the file in the bundle."""
    path: Path
    text: str
    hint: str = ""
    of_key: bool = False
    """Whether the key is at fault, not its value."""


Judge = Callable[[Names], Iterator[Finding]]


@frozen
class Check:
    """One entry of the register."""

    code: str
    severity: Severity
    sentence: str
    """What is wrong when the code appears; printed in `scenarios/README.md`."""
    judge: Judge


CHECKS: dict[str, Check] = {}
"""All checks by code."""


def check(code: str, severity: Severity, sentence: str) -> Callable[[Judge], Judge]:
    """Enters a generator in the register under a code of its own."""

    def enter(judge: Judge) -> Judge:
        if code in CHECKS:
            raise ValueError(f"two checks have the code {code}")
        CHECKS[code] = Check(code, severity, sentence, judge)
        return judge

    return enter
