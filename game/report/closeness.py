"""How close a game kept to history: its decisions, its bans, its hills and its figures, and where it did otherwise."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import SideId
from game.engine import Game
from game.language.names import side_name
from game.language.phrases import count, percent, sentence
from game.model.happenings import Happening, Offer, Option
from game.model.scenario import Scenario
from game.model.sides import BROKEN
from game.report.history import Comparison

CLOSE, LOOSE = 0.75, 0.45
"""Share of agreement from which a game counts as close to history, and below which as one of its own."""


@frozen(kw_only=True)
class Closeness:
    """How a game lies to history, in shares of what the record speaks of."""

    decisions: tuple[int, int]
    """Decisions taken as history took them, out of those of which the record tells."""
    ground: float | None
    """Share of the time in which places were in the hands of the record; None where it says nothing."""
    figures: tuple[int, int]
    """Recorded figures whose range holds the game's, out of all."""
    departures: tuple[str, ...]
    """Sentences: what was decided or broken otherwise than in history."""

    @property
    def share(self) -> float | None:
        """Mean of the three shares that there are, 0 to 1; None where the record says nothing at all."""
        shares = [got / of for got, of in (self.decisions, self.figures) if of]
        shares += [self.ground] if self.ground is not None else []
        return sum(shares) / len(shares) if shares else None


def closeness(game: Game, found: Comparison) -> Closeness:
    """How close a game kept to history.

    Args:
        found: the same game beside history.
    """
    scenario, state = game.scenario, game.state
    same, told, departures = 0, 0, []
    for index, option in sorted(state.decided.items()):
        happening = scenario.happenings[index]
        offer = _offer(happening, option)
        past = next((o for o in offer.options if o.is_historical), None) if offer is not None else None
        if offer is None or past is None:
            continue
        told += 1
        same += past.id == option
        if past.id != option:
            taken = next(o for o in offer.options if o.id == option)
            departures.append(_decided(scenario, offer.side, taken, past))
    for restraint, status in zip(scenario.restraints, state.restraints, strict=True):
        if (status == BROKEN) != restraint.was_broken:
            departures.append(_restraint(scenario, restraint.side, restraint.text, status == BROKEN))
    known = [bar.agreement for bar in found.control if bar.agreement is not None]
    return Closeness(
        decisions=(same, told),
        ground=sum(known) / len(known) if known else None,
        figures=(sum(line.verdict == "inside" for line in found.figures), len(found.figures)),
        departures=tuple(departures),
    )


def _offer(happening: Happening, option: str) -> Offer | None:
    """The offer of an event to which an answer belongs."""
    offers = [effect for effect in happening.then if isinstance(effect, Offer)]
    return next((offer for offer in offers if option in [o.id for o in offer.options]), None)


def _decided(scenario: Scenario, side: SideId, taken: Option, past: Option) -> str:
    who = side_name(scenario, side)
    return sentence(f"{who} decided: {taken.text.rstrip('.')}. In history: {past.text.rstrip('.')}")


def _restraint(scenario: Scenario, side: SideId, text: str, is_broken: bool) -> str:
    who = side_name(scenario, side)
    if is_broken:
        return sentence(f"{who} broke a restraint that was kept in history: {text.rstrip('.')}")
    return sentence(f"{who} kept a restraint that was broken in history: {text.rstrip('.')}")


def lines(found: Closeness) -> list[str]:
    """The same in sentences."""
    share = found.share
    if share is None:
        return ["The record says nothing by which to compare."]
    verdict = (
        "kept close to history" if share >= CLOSE else "went its own way" if share < LOOSE else "stayed near history"
    )
    told = [f"The battle {verdict}: {percent(share)} of what the record tells came out so."]
    got, of = found.decisions
    if of:
        told.append(f"{got} of {count(of, 'decision')} taken as in history.")
    if found.ground is not None:
        told.append(f"Places were in the hands of the record {percent(found.ground)} of the time.")
    got, of = found.figures
    if of:
        told.append(f"{got} of {count(of, 'recorded figure')} inside the range.")
    return [*told, *found.departures]
