"""The simulated games that ship with a scenario: `assets/clouds/ID.jsonl`, a file of runs of `simulate --out`.

Made by `undeclared-war simulate ID --games 100 --seed 1938 --jobs 2 --out assets/clouds/ID.jsonl`, and used only while
rules, scenario and plans are those with which it was made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from attrs import frozen

from game.model.scenario import Scenario
from game.record.problems import RecordProblem
from game.record.replay import RULES_VERSION
from game.report.assets import asset
from game.report.cloud import Source
from game.sim.batch import Batch
from game.sim.chronicle import day_ends
from game.sim.run import Run
from game.sim.runs import read_runs

FOLDER = "clouds"
"""Where they lie among the assets."""
FILE_LIMIT = 64_000_000
"""Bytes of the largest file that is read."""
MOST_GAMES = 100_000


@frozen(kw_only=True)
class Simulated:
    """Simulated games of a scenario."""

    batch: Batch
    source: Source | None = None
    """The file they were read from; None if they were played for the occasion."""


@frozen
class NoCloud:
    """Why there are no simulated games to use."""

    code: str
    """none, unwanted, stale, damaged or too-large."""
    reason: str
    """As the end of a sentence."""


def shipped_cloud(scenario: Scenario) -> Simulated | NoCloud:
    """The games that ship with a scenario, or why they cannot be used."""
    found = cloud_file(scenario.id)
    if not found.is_file():
        return NoCloud("none", f"none ship with {scenario.id}")
    with as_file(found) as path:
        return read_cloud(path, scenario)


def cloud_file(scenario_id: str) -> Traversable:
    """The file that would hold the games of a scenario."""
    return asset(FOLDER, f"{scenario_id}.jsonl")


def read_cloud(path: Path, scenario: Scenario) -> Simulated | NoCloud:
    """The games in a run file, if they are of this scenario as it is."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            return NoCloud("too-large", f"{path.name} is larger than {FILE_LIMIT // 1_000_000} MB")
        header, runs = read_runs(path)
        if other := _stale(header, scenario):
            return NoCloud("stale", f"{path.name} {other}")
        return _gathered(path.name, header, runs, scenario)
    except RecordProblem as problem:
        return NoCloud("damaged", f"{path.name} cannot be used: {problem.text}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        return NoCloud("damaged", f"{path.name} cannot be used ({error})")


def cloud_runs(scenario_id: str) -> Iterator[Run]:
    """The games that ship with a scenario one by one, whatever they were played with.

    Raises:
        RecordProblem: the file is missing or damaged.
    """
    with as_file(cloud_file(scenario_id)) as path:
        _, runs = read_runs(path)
        yield from runs


def _stale(header: dict[str, Any], scenario: Scenario) -> str:
    """What in the header is not as it is today, as a clause; empty if all is."""
    today = (
        ("scenario", "scenario", scenario.id),
        ("rules version", "rules_version", RULES_VERSION),
        ("scenario digest", "scenario_digest", scenario.digest),
        ("digest of the plans", "plans_digest", scenario.plans_digest),
    )
    for name, key, now in today:
        if header.get(key) != now:
            return f"is of another {name}: {ascii(header.get(key))[:40]} there, {now} today"
    changes = header.get("changes") or {}
    if any(changes.values()) if isinstance(changes, dict) else changes:
        return "holds games of a changed scenario"
    return ""


def _gathered(name: str, header: dict[str, Any], runs: Iterator[Run], scenario: Scenario) -> Simulated | NoCloud:
    """The games added up, with the digest of what is said of them."""
    levels, plans = (tuple(header[key][side.id] for side in scenario.sides) for key in ("ai", "plans"))
    batch = Batch(
        scenario=scenario,
        seed=int(header["seed"]),
        levels=(str(levels[0]), str(levels[1])),
        plans=(str(plans[0]), str(plans[1])),
    )
    digest = blake2b(digest_size=8)
    digest.update(_canonical(header))
    asked = {figure.key for figure in scenario.history.measured}
    days, names = len(day_ends(scenario)), {level.name for level in scenario.victory.levels}
    for run in runs:
        if batch.games >= MOST_GAMES:
            return NoCloud("too-large", f"{name} holds more than {MOST_GAMES} games")
        if lacking := sorted(asked - run.figures.keys()):
            return NoCloud("stale", f"{name} lacks '{lacking[0]}', of which the record has come to speak")
        shape = (len(run.control), {len(row) for row in run.control})
        if shape != (len(scenario.board.objectives), {days} if run.control else set()) or run.level not in names:
            return NoCloud("damaged", f"{name} cannot be used: game {batch.games + 1} is not one of this scenario")
        digest.update(_canonical(run.plain() | {"cpu_seconds": 0}))
        batch.add(run)
    if not batch.games:
        return NoCloud("damaged", f"{name} holds no game")
    source = Source(name=name, digest=digest.hexdigest(), rules_version=RULES_VERSION)
    return Simulated(batch=batch, source=source)


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode() + b"\n"
