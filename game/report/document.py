"""A whole report: what was played, beside history, the account of losses and luck, and the simulated cloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from game.model.sides import CONTESTED
from game.model.units import FATES
from game.record.replay import Record
from game.report import account as accounts
from game.report import beliefs as pictures
from game.report.account import Account, AssaultLine, LossLine, LuckLine, UnitLine
from game.report.beliefs import Beliefs, beliefs
from game.report.closeness import Closeness, closeness
from game.report.cloud import Cloud, CloudLine, cloud
from game.report.history import Comparison, ControlBar, FigureLine, compare_with_history
from game.report.played import Played
from game.sim.batch import Batch
from game.sim.chronicle import chronicle_of
from game.sim.measures import Measures, measures

FORMAT = 1
"""Version of the data in a report."""


@frozen(kw_only=True, eq=False)
class Report:
    """Everything that a report says."""

    played: Played
    figures: Measures
    """Every named figure of the game."""
    comparison: Comparison
    closeness: Closeness
    account: Account
    beliefs: Beliefs
    cloud: Cloud | None = None

    @property
    def record(self) -> Record:
        """The record it was made from."""
        return self.played.record


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
        cloud=None if batch is None else cloud(batch, figures),
    )


def plain(report: Report) -> dict[str, Any]:
    """Every figure of a report as plain data; `verify` makes it anew and compares."""
    played, header = report.played, report.record.header
    sides = [side.id for side in played.scenario.sides]
    return {
        "report": FORMAT,
        "scenario": header.scenario,
        "scenario_digest": header.digest,
        "rules_version": header.rules_version,
        "seed": header.seed,
        "seats": dict(zip(header.sides, header.seats, strict=True)),
        "orders": len(report.record.orders),
        "turns": played.game.state.turn,
        "digest": played.game.digest(),
        **_comparison(report.comparison, sides),
        "closeness": _closeness(report.closeness),
        "measures": {name: report.figures[name] for name in sorted(report.figures)},
        **_account(report, sides),
        "beliefs": pictures.plain(played.scenario, report.beliefs),
        "cloud": None if report.cloud is None else _cloud(report.cloud, sides),
    }


def _closeness(found: Closeness) -> dict[str, Any]:
    return {
        "share": None if found.share is None else round(found.share, 4),
        "decisions": list(found.decisions),
        "ground": None if found.ground is None else round(found.ground, 4),
        "figures": list(found.figures),
        "departures": list(found.departures),
    }


def _comparison(found: Comparison, sides: list[str]) -> dict[str, Any]:
    return {
        "finished": found.is_over,
        "result": {
            "reason": found.reason,
            "level": found.level,
            "points": dict(zip(sides, found.points, strict=True)),
            "outside_list": dict(zip(sides, found.beside_list, strict=True)),
        },
        "history_result": {
            "level": found.history_level,
            "points": dict(zip(sides, found.history_points, strict=True)),
            "silent": found.silent,
        },
        "victory": [
            {"side": sides[v.side], "text": v.text, "points": v.points, "most": v.most, "history": v.history}
            for v in found.victory
        ],
        "figures": [_figure(line) for line in found.figures],
        "gaps": [
            {"place": g.place, "side": sides[g.side], "history": g.history, "game": g.game, "text": g.text}
            for g in found.gaps
        ],
        "control": [_control(bar, sides) for bar in found.control],
    }


def _figure(line: FigureLine) -> dict[str, Any]:
    return {
        "measure": line.measure,
        "low": line.low,
        "high": line.high,
        "game": line.value,
        "verdict": line.verdict,
        "sources": list(line.sources),
        "confidence": line.confidence,
        "estimate": line.estimate,
    }


def _holder_id(sides: Sequence[str], side: int | None) -> str | None:
    """A holder as data: the side's id, "contested", or None for nobody or disputed."""
    if side is None:
        return None
    return "contested" if side == CONTESTED else sides[side]


def _control(bar: ControlBar, sides: list[str]) -> dict[str, Any]:
    return {
        "place": bar.place,
        "agreement": None if bar.agreement is None else round(bar.agreement, 4),
        "history": [[_holder_id(sides, s.side), s.start, s.end] for s in bar.history],
        "game": [[_holder_id(sides, s.side), s.start, s.end] for s in bar.game],
    }


def _account(report: Report, sides: list[str]) -> dict[str, Any]:
    found, scenario = report.account, report.played.scenario
    return {
        "losses": [_loss(line, sides) for line in found.losses],
        "loss_totals": {sides[line.side]: _loss(line, sides) for line in found.totals},
        "units": [{"unit": scenario.units[line.unit].id, **_unit(line)} for line in found.units],
        "assaults": [
            {"hex": scenario.board.grid.name(line.hex), "side": sides[line.side], **_assault(line)}
            for line in found.assaults
        ],
        "luck": {sides[line.side]: _luck(line) for line in found.luck},
    }


def _unit(line: UnitLine) -> dict[str, Any]:
    return {
        "start": line.start,
        "killed": line.killed,
        "wounded": line.wounded,
        "missing": line.missing,
        "vehicles": line.vehicles,
        "guns": line.guns,
        "left": line.left,
        "uncounted": line.uncounted,
        "fate": FATES[line.fate],
    }


def _assault(line: AssaultLine) -> dict[str, Any]:
    return {
        "order": line.order,
        "turn": line.turn,
        "ratio": round(line.ratio, 4),
        "win_chance": round(line.win_chance, 4),
        "won": line.won,
        "drawn": list(line.drawn),
        "expected": [round(men, 2) for men in line.expected],
        "vehicles_drawn": list(line.vehicles_drawn),
        "vehicles_expected": [round(n, 2) for n in line.vehicles_expected],
    }


def _luck(line: LuckLine) -> dict[str, Any]:
    return {
        "attacks": line.attacks,
        "won": line.won,
        "won_expected": round(line.won_expected, 2),
        "lost": line.lost,
        "lost_expected": round(line.lost_expected, 2),
        "inflicted": line.inflicted,
        "inflicted_expected": round(line.inflicted_expected, 2),
        "vehicles_lost": line.vehicles_lost,
        "vehicles_expected": round(line.vehicles_expected, 2),
        "net": round(line.net, 2),
        "verdict": line.verdict,
    }


def _loss(line: LossLine, sides: list[str]) -> dict[str, Any]:
    return {
        "side": sides[line.side],
        "cause": line.cause,
        "killed": line.killed,
        "wounded": line.wounded,
        "missing": line.missing,
        "vehicles": line.vehicles,
        "wrecked": line.wrecked,
        "guns": line.guns,
    }


def _cloud(found: Cloud, sides: list[str]) -> dict[str, Any]:
    return {
        "games": found.games,
        "seed": found.seed,
        "ai": dict(zip(sides, found.levels, strict=True)),
        "results": dict(found.results),
        "measures": {line.measure: _cloud_line(line) for line in found.lines},
    }


def _cloud_line(line: CloudLine) -> dict[str, Any]:
    return {
        "p10": line.p10,
        "p50": line.p50,
        "p90": line.p90,
        "mean": line.mean,
        "share": line.share,
        "game": line.game,
        "game_percentile": line.game_percentile,
        "low": line.low,
        "high": line.high,
        "history_percentile": line.history_percentile,
        "share_inside": line.share_inside,
        "share_interval": None if line.share_interval is None else list(line.share_interval),
    }
