"""Losses by cause."""

from __future__ import annotations

from typing import Any

from game.language.names import side_name
from game.language.phrases import count, men, sentence
from game.model.scenario import Scenario
from game.report import plots
from game.report.account import CAUSE_WORDS, Account, LossLine
from game.report.sections.section import Section
from game.report.whole import Report


def loss_lines(scenario: Scenario, found: Account) -> list[str]:
    """Every loss by its cause, and the sums."""
    told = []
    for total in found.totals:
        own = [line for line in found.losses if line.side == total.side]
        told.append(sentence(f"{side_name(scenario, total.side)} lost {loss_words(total)}"))
        told += [f"  {cause_words(line.cause)}: {loss_words(line)}." for line in own]
    return told


def cause_words(cause: str) -> str:
    """A cause in words."""
    return CAUSE_WORDS.get(cause, cause)


def loss_words(line: LossLine) -> str:
    """A loss: "52 men (12 killed, 40 wounded), 2 vehicles (1 wrecked)"."""
    said = men(line.men)
    split = [f"{n} {word}" for n, word in zip((line.killed, line.wounded, line.missing), _KINDS, strict=True) if n]
    if line.men:
        said += f" ({', '.join(split)})"
    if line.vehicles:
        wrecked = f" ({line.wrecked} beyond repair)" if line.wrecked else ""
        said += f", {count(line.vehicles, 'vehicle')}{wrecked}"
    return said + (f", {count(line.guns, 'gun')}" if line.guns else "")


_KINDS = ("killed", "wounded", "missing")


def _lines(report: Report) -> list[str]:
    return loss_lines(report.played.scenario, report.account)


def _plain(report: Report) -> dict[str, Any]:
    sides, found = report.side_ids, report.account
    return {
        "losses": [_loss(line, sides[line.side]) for line in found.losses],
        "loss_totals": {sides[line.side]: _loss(line, sides[line.side]) for line in found.totals},
    }


def _loss(line: LossLine, side: str) -> dict[str, Any]:
    return {
        "side": side,
        "cause": line.cause,
        "killed": line.killed,
        "wounded": line.wounded,
        "missing": line.missing,
        "vehicles": line.vehicles,
        "wrecked": line.wrecked,
        "guns": line.guns,
    }


SECTION = Section(
    key="losses",
    title="Losses by cause",
    lines=_lines,
    plain=_plain,
    values=lambda report: {"account": report.account, "cause_words": cause_words},
    drawings=lambda report: {"losses": plots.losses_plot(report.played.scenario, report.account)},
)
