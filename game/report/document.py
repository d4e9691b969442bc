"""A report made and as data: what was played, beside history, the account of losses and luck, the simulated cloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from game.report import account as accounts
from game.report.beliefs import beliefs
from game.report.choices import choices
from game.report.closeness import closeness
from game.report.cloud import cloud
from game.report.clouds import NoCloud, Simulated
from game.report.history import compare_with_history
from game.report.played import Played
from game.report.sections import SECTIONS
from game.report.sections.section import Section
from game.report.standing import standing
from game.report.story import story
from game.report.tolls import tolls
from game.report.whole import Report
from game.sim.batch import Batch
from game.sim.chronicle import chronicle_of
from game.sim.measures import measures

FORMAT = 2
"""Version of the data in a report."""
COMPARED = tuple(section for section in SECTIONS if section.key in ("victory", "figures", "control", "cloud"))
"""Sections that set a game beside history and simulated games."""


def make_report(played: Played, among: Simulated | NoCloud | Batch | None = None) -> Report:
    """The report of a game.

    Args:
        among: simulated games of the same scenario, to place it among.

    Raises:
        ValueError: they are of another scenario.
    """
    if isinstance(among, Batch):
        among = Simulated(batch=among)
    if isinstance(among, Simulated) and among.batch.scenario.digest != played.scenario.digest:
        raise ValueError("the simulated games are of another scenario")
    events = tuple(played.events())
    figures = measures(played.game, chronicle_of(played.scenario, events))
    found = compare_with_history(played.game, events)
    return Report(
        played=played,
        figures=figures,
        comparison=found,
        closeness=closeness(played.game, found),
        account=accounts.account(played),
        beliefs=beliefs(played.scenario, events),
        story=story(played),
        choices=choices(played),
        tolls=tolls(played),
        cloud=cloud(among.batch, standing(played.game, events), among.source) if isinstance(among, Simulated) else None,
    )


def plain(report: Report, sections: Sequence[Section] = SECTIONS) -> dict[str, Any]:
    """Every figure of a report as plain data; `verify` makes it anew and compares.

    Args:
        sections: those whose figures are wanted.
    """
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
    for section in sections:
        found |= section.plain(report)
    return found


def compared(report: Report) -> dict[str, Any]:
    """What sets the game beside history and the simulated games, under the keys of the whole report."""
    return plain(report, COMPARED)
