"""Options and settings of all tests."""

from __future__ import annotations

import signal

import pytest
from hypothesis import HealthCheck, settings

from game.data.catalogue import Catalogue, load_scenario
from game.model.scenario import Scenario

# The same examples in every run: what fails on one machine fails on all of them.
settings.register_profile(
    "steady", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

SHIPPED = ("khasan-night-assault", "khasan-outpost")
LARGE = ("khasan", "khasan-corps-offensive", "khasan-rushed-attack")
"""Battles of a corps, too large for every test to play."""
STEPPE = ("bain-tsagan", "july-guns", "khalkhin-gol", "zhukov-august")
"""Battles of the Khalkhin Gol, larger still."""
VARIANTS = ("japan-keeps-its-tanks", "japan-strikes-first", "sixth-brigade-on-time", "zhukov-a-week-later")
"""Variants of the last of them, listed after it."""


def pytest_configure() -> None:
    """Lets Ctrl-C through even where whoever started the tests in the background had it ignored."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--regold`."""
    parser.addoption("--regold", action="store_true", help="rewrite the golden games, counts and transcripts")


@pytest.fixture(scope="session")
def regold(pytestconfig: pytest.Config) -> bool:
    """Whether recorded results are to be rewritten."""
    return bool(pytestconfig.getoption("--regold"))


@pytest.fixture(scope="session")
def shipped() -> dict[str, Scenario]:
    """The scenarios of the game that can be played, by id."""
    catalogue = Catalogue()
    found = {name: load_scenario(name, catalogue) for name in SHIPPED}
    for name, result in found.items():
        assert result.scenario is not None, f"{name} cannot be played: {result.problems[:3]}"
    return {name: result.scenario for name, result in found.items() if result.scenario}


@pytest.fixture(scope="session")
def listed(shipped: dict[str, Scenario]) -> dict[str, Scenario]:
    """All scenarios of the game, the large ones and the variants among them."""
    catalogue = Catalogue()
    found = dict(shipped)
    for name in (*LARGE, *STEPPE, *VARIANTS):
        result = load_scenario(name, catalogue)
        assert result.scenario is not None, f"{name} cannot be played: {result.problems[:3]}"
        found[name] = result.scenario
    return found
