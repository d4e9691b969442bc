"""How the model stands to the record: for each recorded figure of a scenario, what the simulated games make of it."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from attrs import frozen

from game.data.catalogue import Catalogue
from game.language.describe_figures import measure_words
from game.language.names import short_place
from game.language.phrases import count, percent, sentence
from game.model.history import Figure
from game.model.scenario import Scenario
from game.report.assets import asset
from game.report.cloud import YARDSTICK, Source
from game.report.clouds import NoCloud, Simulated
from game.report.columns import columns
from game.report.gaps import range_words
from game.sim.batch import Batch, against, control_lines, spread

MIDDLE = (10.0, 90.0)
"""Percentiles between which the middle of a recorded range must lie among the games for the figure to fit."""
HALF = 0.5
"""Share of the games inside the recorded range from which it fits whatever its percentile."""
HEADS = ("figure", "recorded", "trust", "games: p10 to p90", "middle", "inside", "history at", "fits", "role")
MEANING = (
    "A figure fits if the middle of its recorded range lies between the 10th and the 90th percentile of the games, or "
    "at least half of the games are inside the range. Of 'inside' the 95 per cent interval stands beside."
)
VARIANT = "variant"
"""Role of the figures of a variant: history went otherwise, so that they say what it changes and test nothing."""
ROLES = (
    "Role: the law of combat was fitted on the engagement (fitted), or something was set with this sum in view (in "
    "view); neither is a test. All others are (tested), though the rules were written with some of them in mind."
)


@frozen(kw_only=True)
class Stand:
    """A recorded figure and what the simulated games make of it."""

    measure: str
    title: str
    recorded: str
    confidence: str
    """high, medium or low; estimate where nobody said."""
    spread: str
    """10th to 90th percentile of the games; empty where it came about in none."""
    middle: str
    came: float
    """Share of the games in which it came about."""
    inside: float
    interval: tuple[float, float]
    """95 % interval of that share."""
    percentile: float | None
    """Where the middle of the recorded range lies among the games in which it came about."""
    fits: bool
    role: str
    """tested, fitted, in view or variant."""
    why: str
    """What was fitted on it, or set with it in view."""
    misfit: str
    """Why the model is thought to fail there; empty where nobody says."""

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns `HEADS`."""
        low, high = self.interval
        came = "" if self.came == 1.0 else f" (in {percent(self.came)} of games)"
        return (
            self.title,
            self.recorded,
            self.confidence,
            f"{self.spread}{came}" if self.spread else "never",
            self.middle or "-",
            f"{self.inside:.0%} ({low:.0%} to {high:.0%})",
            "-" if self.percentile is None else f"{self.percentile:.0f}",
            "yes" if self.fits else "no",
            self.role,
        )


@frozen(kw_only=True)
class PlaceStand:
    """A place and the simulated games that had it in the recorded hands at the end of each day."""

    place: str
    """Id."""
    agree: float
    """Mean over the days of which the record speaks."""
    days: tuple[tuple[str, str, float], ...]
    """Stamp of the day's end, recorded holder, share of the games that agree."""


@frozen(kw_only=True)
class Honesty:
    """How the model stands to the record of a scenario."""

    scenario: Scenario
    batch: Batch
    figures: tuple[Stand, ...]
    places: tuple[PlaceStand, ...]

    @property
    def fit(self) -> int:
        """Figures that fit."""
        return sum(line.fits for line in self.figures)

    @property
    def agree(self) -> float | None:
        """Share of the games in the recorded hands, over all places and days; None where the record is silent."""
        shares = [share for place in self.places for _, _, share in place.days]
        return sum(shares) / len(shares) if shares else None


def honesty(batch: Batch) -> Honesty:
    """How simulated games stand to the record of their scenario."""
    figures = batch.scenario.history.figures
    return Honesty(
        scenario=batch.scenario,
        batch=batch,
        figures=tuple(_stand(batch, figure) for figure in figures),
        places=_places(batch),
    )


def _stand(batch: Batch, figure: Figure) -> Stand:
    scenario, key = batch.scenario, figure.key
    wide, line = spread(batch, key), against(batch, figure)
    p10, p50, p90 = (wide[name] for name in ("p10", "p50", "p90"))
    edges = middle = ""
    if p10 is not None and p50 is not None and p90 is not None:
        edges = range_words(scenario, key, round(p10), round(p90))
        middle = range_words(scenario, key, round(p50), round(p50))
    role, why = role_of(scenario.id, key)
    low, high = line["share_interval"]
    at, inside = line["percentile"], line["share_inside"]
    return Stand(
        measure=key,
        title=measure_words(scenario, key),
        recorded=range_words(scenario, key, figure.low, figure.high),
        confidence=line["confidence"] or "estimate",
        spread=edges,
        middle=middle,
        came=len(batch.values(key)) / batch.games,
        inside=inside,
        interval=(low, high),
        percentile=at,
        fits=(at is not None and MIDDLE[0] <= at <= MIDDLE[1]) or inside >= HALF,
        role=role,
        why=why,
        misfit=figure.misfit,
    )


def _places(batch: Batch) -> tuple[PlaceStand, ...]:
    lines = [line for line in control_lines(batch) if line["record"] is not None]
    found = []
    for place in dict.fromkeys(line["place"] for line in lines):
        days = tuple((line["at"], line["record"], line["agree"]) for line in lines if line["place"] == place)
        found.append(PlaceStand(place=place, agree=sum(share for _, _, share in days) / len(days), days=days))
    return tuple(found)


def role_of(scenario: str, measure: str) -> tuple[str, str]:
    """Whether a recorded figure tests the model, and if not, what was fitted on it or set with it in view."""
    if base := _base(scenario):
        return VARIANT, f"this is a variant of {base}: history went otherwise, so that its figures test nothing"
    for entry in _roles():
        if scenario in entry["scenarios"] and any(fnmatchcase(measure, known) for known in entry["measures"]):
            return str(entry["role"]), str(entry["why"])
    return "tested", ""


@cache
def _base(scenario: str) -> str:
    """Id of the scenario of which this one, of those that ship, is a variant; empty if it is none."""
    entry = Catalogue().find(scenario)
    return entry.variant_of if entry is not None else ""


@cache
def _roles() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(asset("model-tests.json").read_text(encoding="utf-8"))
    return found


# For a reader ---------------------------------------------------------------------------------------------------------


def lines(scenario: Scenario, simulated: Simulated | NoCloud, width: int = 0) -> list[str]:
    """How good the model is for a scenario: a table of its recorded figures, places by day, and where it fails.

    Args:
        width: columns of the screen; 0 for no limit.
    """
    title = sentence(f"How the model stands to the record: {scenario.title}")
    if isinstance(simulated, NoCloud):
        return [title, sentence(f"There are no simulated games to judge it by: {simulated.reason}")]
    found = honesty(simulated.batch)
    table = columns(HEADS, [line.cells for line in found.figures], width)
    told = [title, heading(found, simulated.source), "", *table, "", *failings(found)]
    told += [*_set(found), MEANING, ROLES]
    if found.agree is not None:
        told.append(f"Places are in the recorded hands on {percent(found.agree)} of the days:")
        told += [f"  {short_place(scenario.board.place_by_id[p.place])}: {percent(p.agree)}" for p in found.places]
    return [*told, YARDSTICK]


def heading(found: Honesty, source: Source | None) -> str:
    """How many games of whom, and how many figures fit."""
    whence = "" if source is None else f" ({source.name}, rules {source.rules_version}, digest {source.digest[:12]})"
    return (
        f"{count(found.batch.games, 'game')} between computers, seed {found.batch.seed}{whence}: "
        f"{found.fit} of {count(len(found.figures), 'recorded figure')} fit."
    )


def failings(found: Honesty) -> list[str]:
    """Where the model fails, and why it is thought to."""
    bad = [line for line in found.figures if not line.fits]
    if not bad:
        return ["Every recorded figure fits."]
    return [sentence(f"{line.title} does not fit: {line.misfit or 'nobody has said why'}") for line in bad]


def _set(found: Honesty) -> list[str]:
    """What was fitted on these figures, or set with them in view."""
    return [sentence(why) for why in dict.fromkeys(line.why for line in found.figures if line.why)]


def plain(found: Honesty) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "scenario": found.scenario.id,
        "games": found.batch.games,
        "seed": found.batch.seed,
        "fit": found.fit,
        "figures": [
            {
                "measure": line.measure,
                "recorded": line.recorded,
                "confidence": line.confidence,
                "inside": line.inside,
                "interval": list(line.interval),
                "percentile": line.percentile,
                "came": round(line.came, 4),
                "fits": line.fits,
                "role": line.role,
                "why": line.why,
                "misfit": line.misfit,
            }
            for line in found.figures
        ],
        "places": {place.place: round(place.agree, 4) for place in found.places},
    }
