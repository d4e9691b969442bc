"""A report made and as data: what was played, beside history, the account of losses and luck, the simulated cloud."""

from __future__ import annotations

from typing import Any

from game.report import account as accounts
from game.report.beliefs import beliefs
from game.report.choices import choices
from game.report.closeness import closeness
from game.report.cloud import cloud
from game.report.history import compare_with_history
from game.report.played import Played
from game.report.sections import SECTIONS
from game.report.story import story
from game.report.whole import Report
from game.sim.batch import Batch
from game.sim.chronicle import chronicle_of
from game.sim.measures import measures

FORMAT = 1
"""Version of the data in a report."""


def make_report(played: Played, batch: Batch | None = None) -> Report:
    """The report of a game.

    Args:
        batch: simulated games of the same scenario, to place it among.

    Raises:
        ValueError: the batch is of another scenario.
    """
    if batch is not None and batch.scenario.digest != played.scenario.digest:
        raise ValueError("the simulated games are of another scenario")
    figures = measures(played.game, chronicle_of(played.scenario, played.events()))
    found = compare_with_history(played.game, tuple(played.events()))
    return Report(
        played=played,
        figures=figures,
        comparison=found,
        closeness=closeness(played.game, found),
        account=accounts.account(played),
        beliefs=beliefs(played.scenario, played.events()),
        story=story(played),
        choices=choices(played),
        cloud=None if batch is None else cloud(batch, figures),
    )


def plain(report: Report) -> dict[str, Any]:
    """Every figure of a report as plain data; `verify` makes it anew and compares."""
    played, header = report.played, report.record.header
    found: dict[str, Any] = {
        "report": FORMAT,
        "scenario": header.scenario,
        "scenario_digest": header.digest,
        "rules_version": header.rules_version,
        "seed": header.seed,
        "seats": dict(zip(header.sides, header.seats, strict=True)),
        "orders": len(report.record.orders),
        "turns": played.game.state.turn,
        "digest": played.game.digest(),
    }
    for section in SECTIONS:
        found |= section.plain(report)
    return found
