"""A terminal without a screen: lines in, text out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from attrs import evolve

from game.match import Match
from game.model.scenario import Scenario
from game.terminal.console import run
from tests.vignette import sketch


def play(scenario: Scenario, lines: Sequence[str], *, seed: int = 1, **more: Any) -> tuple[int, str]:
    """Exit code and output of a script on a scenario with two human seats."""
    out = io.StringIO()
    code = run(Match(scenario, seed, (None, None)), io.StringIO("\n".join(lines) + "\n"), out, **more)
    return code, out.getvalue()


def small(rows: str = "A . b", **more: Any) -> Scenario:
    """A vignette with a title."""
    return evolve(sketch(rows, **more), title="Small war", summary="A test.")
