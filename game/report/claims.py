"""Claims and their verdicts for a reader, and the results that ship with the game in `assets/claims/`.

A result is made by `undeclared-war simulate --claim FILE --write assets/claims`. It is named as stale once rules,
scenario, plans or the claim itself are no longer those with which it was made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from game.data.claims import Claim
from game.language.describe_figures import is_clock, measure_words, value_words
from game.model.scenario import Scenario
from game.record.replay import RULES_VERSION
from game.report.assets import asset
from game.report.compare import WARNING
from game.sim.claims import FAILS, PARTLY, RISING, UNCERTAIN, Grounds, Outcome, Trial

FORMAT = 1
MOST_BYTES = 64 * 1024
"""Longest file of a result that is read."""
_VERDICTS = {PARTLY: "holds in part", UNCERTAIN: "is uncertain"}
_SHORT = {PARTLY: "holds in part"}


@frozen(kw_only=True)
class Shipped:
    """The result of a claim that ships with the game."""

    found: Mapping[str, Any]
    """The file's content, as `plain` wrote it; empty if there is none."""
    stale: str
    """What has changed since; empty if it says of the claim as it is now."""


# Words


def effect_words(measure: str, effect: str, by: float | None) -> str:
    """What is expected of a measure: "later by 30 minutes", "the same within 50"."""
    unit = " minutes" if is_clock(measure) else ""
    if effect == "same":
        return f"the same within {by or 0.0:g}{unit}"
    return effect if by is None else f"{effect} by {by:g}{unit}"


def verdict_words(verdict: str) -> str:
    """A verdict by itself: "holds", "uncertain", "holds in part"."""
    return _SHORT.get(verdict, verdict)


def lines(found: Mapping[str, Any], before: Scenario, after: Scenario) -> tuple[str, ...]:
    """A claim's games as text.

    Args:
        found: what `plain` gave, or a file that ships.
        before, after: the scenario, and as the claim changes it.
    """
    told = [
        f"{found['title']} ({found['scenario']}/{found['claim']})",
        str(found["text"]),
        "",
        f"{found['games']} games without the change and with it, seed {found['seed']}, over the same dice seeds.",
        "",
    ]
    for row in found["expect"]:
        told += _told(row, before, after)
    if any("came_about" in row for row in found["expect"]):
        told += ["", "An hour that never comes counts as the end of the battle."]
    return (*told, "", f"The claim {_VERDICTS.get(str(found['verdict']), found['verdict'])}.", str(found["warning"]))


def _told(row: Mapping[str, Any], before: Scenario, after: Scenario) -> list[str]:
    """An expectation and what became of it."""
    measure = str(row["measure"])
    unit = " min" if is_clock(measure) else ""
    edges = "one game only"
    if row["interval"] is not None:
        low, high = row["interval"]
        edges = f"95 % interval {low:+.1f} to {high:+.1f}{unit}"
    expected = f"{measure_words(before, measure)}, expected {effect_words(measure, row['effect'], row['by'])}"
    without, with_ = (_mean_words(s, measure, row[key]) for s, key in ((before, "before"), (after, "after")))
    told = [
        f"{expected}: {verdict_words(row['verdict'])}{_reason(row)}",
        f"    without the change {without}, with it {with_}: {row['difference']:+.1f}{unit}; {edges}",
    ]
    if "came_about" in row:
        told.append("    it came about in {} games without the change, in {} with it".format(*row["came_about"]))
    return told


def _reason(row: Mapping[str, Any]) -> str:
    """Why an expectation fails, where it is not that the difference lies on the other side."""
    if row["verdict"] != FAILS or row["interval"] is None or row["effect"] == "same":
        return ""
    low, high = row["interval"]
    if low == high == 0.0:
        return ", no game differs"
    is_on_its_side = low > 0.0 if row["effect"] in RISING else high < 0.0
    return ", the difference is smaller than that" if is_on_its_side else ""


def _mean_words(scenario: Scenario, measure: str, value: float) -> str:
    return value_words(scenario, measure, float(round(value)) if is_clock(measure) else round(value, 1))


def shipped_words(shipped: Shipped) -> str:
    """The verdict that ships, for a list: "holds in part (200 games)", "fails (stale: the rules have changed)"."""
    if not shipped.found:
        return "not tested"
    note = f"stale: {shipped.stale}" if shipped.stale else f"{shipped.found['games']} games"
    return f"{verdict_words(str(shipped.found['verdict']))} ({note})"


# Plain data and files


def plain(trial: Trial) -> dict[str, Any]:
    """A claim's games as plain data, which is also the file that ships."""
    claim = trial.claim
    return {
        "claims": FORMAT,
        "claim": claim.id,
        "title": claim.title,
        "text": claim.text,
        **_conditions(claim, trial.grounds),
        "games": trial.games,
        "expect": [_plain_outcome(outcome) for outcome in trial.outcomes],
        "verdict": trial.verdict,
        "warning": WARNING,
    }


def _conditions(claim: Claim, grounds: Grounds) -> dict[str, Any]:
    """Everything that must still be so for a result to say anything."""
    return {
        "scenario": claim.scenario,
        "rules_version": RULES_VERSION,
        "seed": claim.seed,
        "before": {"scenario_digest": grounds.before[0], "plans_digest": grounds.before[1]},
        "after": {"scenario_digest": grounds.after[0], "plans_digest": grounds.after[1], "plans": claim.plans},
    }


def _plain_outcome(outcome: Outcome) -> dict[str, Any]:
    low, high = outcome.low, outcome.high
    return {
        **_plain_wish(outcome.wish.measure, outcome.wish.effect, outcome.wish.by),
        "before": round(outcome.before, 3),
        "after": round(outcome.after, 3),
        "difference": round(outcome.difference, 3),
        "interval": None if low is None or high is None else [round(low, 3), round(high, 3)],
        **({} if outcome.came_about is None else {"came_about": list(outcome.came_about)}),
        "verdict": outcome.verdict,
    }


def _plain_wish(measure: str, effect: str, by: float | None) -> dict[str, Any]:
    return {"measure": measure, "effect": effect, "by": by}


def text(found: Mapping[str, Any]) -> str:
    """Plain data as the file that ships."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def path_in(folder: Path, claim: Claim) -> Path:
    """Where a claim's result lies in a folder laid out like `assets/claims/`."""
    return folder / claim.scenario / f"{claim.id}.json"


def shipped(claim: Claim, grounds: Grounds) -> Shipped:
    """The result that ships for a claim, and whether it is stale.

    Args:
        grounds: digests of the scenario as it is now, without the claim's change and with it.
    """
    found = _read(claim)
    return Shipped(found=found, stale=_stale(found, claim, grounds) if found else "")


def _read(claim: Claim) -> Mapping[str, Any]:
    """The file that ships; empty if there is none that can be read."""
    file = asset("claims", claim.scenario, f"{claim.id}.json")
    if not file.is_file():
        return {}
    with file.open("rb") as stream:
        raw = stream.read(MOST_BYTES + 1)
    try:
        found = json.loads(raw) if len(raw) <= MOST_BYTES else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) and found.get("claims") == FORMAT else {}


def _stale(found: Mapping[str, Any], claim: Claim, grounds: Grounds) -> str:
    """What has changed since a result was made; empty if nothing has."""
    now = _conditions(claim, grounds)
    if found.get("rules_version") != now["rules_version"]:
        return "the rules have changed"
    if any(found.get(key) != now[key] for key in ("scenario", "before")):
        return "the scenario has changed"
    wishes = [_plain_wish(wish.measure, wish.effect, wish.by) for wish in claim.expect]
    asked = [{key: row.get(key) for key in ("measure", "effect", "by")} for row in found.get("expect", ())]
    if found.get("after") != now["after"] or found.get("seed") != claim.seed or asked != wishes:
        return "the claim has changed"
    return ""
