"""Values for the odds panel: what an assault or a bombardment would do, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from game.core.ids import HexId
from game.engine import Desk, FireForecast, Forecast
from game.language.describe_fight import CHANCE_WORDS, ranked
from game.language.names import contact_name, contact_of, hex_name, short_place, unit_names
from game.language.phrases import count, decimal, listing, minutes, odds, percent
from game.language.words_assault import power_products
from game.language.words_refusals import refusal_sentence
from game.model.events import ModifierLine
from game.model.orders import Bombard, Refusal
from game.model.view import View
from game.rules.forecast import Spread
from game.ui.panels.model_parts import TIMES

SEGMENTS: Final = (
    ("destroyed", "DE", "good"),
    ("surrender", "SU", "good"),
    ("rout", "RT", "good"),
    ("retreat", "FB", "link"),
    ("hold", "H", "raised"),
    ("repulse", "TB", "warning"),
    ("attacker_rout", "AR", "bad"),
)
"""Outcomes from the best for the attacker: key, short name, tone. Their words are those of the language."""


@frozen
class Factor:
    """A row of the table of factors: for the attacker, for the defender, empty where it does not touch one."""

    name: str
    attack: str
    defence: str
    rule: str
    tooltip: str
    kind: str = "power"
    """power or losses."""
    source: str = ""
    """Path of the figure behind it; the last, where several stand in one row."""


@frozen
class Chance:
    """A part of the bar of outcomes."""

    short: str
    words: str
    share: float
    tone: str


@frozen
class Losses:
    """Losses of one side: what one in ten stays under, the middle, what one in ten goes beyond."""

    who: str
    p10: int
    p50: int
    p90: int
    mean: float
    tone: str


@frozen(kw_only=True)
class OddsPanel:
    """What an order would do."""

    title: str
    short: str = ""
    """The title without the number of a hex that has a name, for a narrow panel."""
    against: str
    odds: str = ""
    order: str = ""
    """The order line that carries it out."""
    factors: tuple[Factor, ...] = ()
    totals: tuple[tuple[str, str, str], ...] = ()
    """Rows of power: name, attacker's, defender's."""
    chances: tuple[Chance, ...] = ()
    win: str = ""
    losses: tuple[Losses, ...] = ()
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    refusal: str = ""
    """Why it cannot be ordered."""


def odds_panel(desk: Desk, forecast: Forecast, line: str = "") -> OddsPanel:
    """The odds of an assault, exact on what the side knows.

    Args:
        line: the order line that carries it out, for the button.
    """
    view, order = desk.view(), forecast.order
    attack, defence = power_products(forecast.modifiers)
    return OddsPanel(
        title=f"{order.press.capitalize()} on {hex_name(view.scenario.board, order.target)}",
        short=f"{order.press.capitalize()} on {_short(view, order.target)}",
        against=_against(view, forecast),
        odds=odds(forecast.ratio),
        order=line,
        factors=_factors(forecast.modifiers),
        totals=(
            ("raw power", decimal(forecast.a_power, 1), decimal(forecast.d_power, 1)),
            ("total", decimal(forecast.a_power * attack, 1), decimal(forecast.d_power * defence, 1)),
        ),
        chances=_chances(forecast),
        win=percent(forecast.win),
        losses=(_losses("ours", forecast.a_loss, view, 0), _losses("the enemy's", forecast.d_loss, view, 1)),
        reasons=tuple(ranked(forecast.modifiers)[:5]),
        remarks=_remarks(view, forecast),
    )


def _against(view: View, forecast: Forecast) -> str:
    known = [contact for number in forecast.defenders if (contact := contact_of(view, number))]
    return f"vs {listing(contact_name(view.scenario, c) for c in known)}" if known else "vs nobody known"


def _factors(lines: Sequence[ModifierLine]) -> tuple[Factor, ...]:
    """The lines as a table: those of one name and effect in one row; factors that print as 1 stay out."""
    rows: dict[tuple[str, str], Factor] = {}
    for line in lines:
        if decimal(line.value) == "1":
            continue
        kind = "power" if line.effect == "P" else "losses"
        value = f"{TIMES}{decimal(line.value)}"
        source = f" Figure: {line.source}." if line.source else ""
        who = {"A": "attacker", "D": "defender"}.get(line.side, "both sides")
        words = f"{line.name.capitalize()}, {who}, on {kind}: {value}, rule {line.rule}.{source}"
        old = rows.get((line.name, kind), Factor(line.name, "", "", line.rule, "", kind))
        rows[line.name, kind] = Factor(
            line.name,
            value if line.side in ("A", "both") else old.attack,
            value if line.side in ("D", "both") else old.defence,
            line.rule,
            f"{old.tooltip}\n{words}".strip(),
            kind,
            line.source or old.source,
        )
    return tuple(rows.values())


def _chances(forecast: Forecast) -> tuple[Chance, ...]:
    words = dict(CHANCE_WORDS)
    return tuple(
        Chance(short, words[key], forecast.chances[key], tone)
        for key, short, tone in SEGMENTS
        if forecast.chances.get(key, 0.0) > 0.0
    )


def _losses(who: str, spread: Spread, view: View, other: int) -> Losses:
    side = view.scenario.sides[view.side if not other else 1 - view.side]
    return Losses(who, spread.p10, spread.p50, spread.p90, spread.mean, side.colour)


def _remarks(view: View, forecast: Forecast) -> tuple[str, ...]:
    who = unit_names(view.scenario, forecast.order.units)
    told = [f"{who} for {minutes(forecast.minutes)}."]
    if forecast.waits:
        told.append(f"It waits {minutes(forecast.waits)} for our guns to lift.")
    if forecast.surprise > 0.0:
        told.append(f"Surprise: {percent(forecast.surprise)} of what is possible, if nobody is found before.")
    return tuple(told)


def fire_panel(desk: Desk, order: Bombard, forecast: FireForecast, line: str = "") -> OddsPanel:
    """What a bombardment would do to the known enemies at its target."""
    view = desk.view()
    aim = "observed" if forecast.observed else "unobserved"
    return OddsPanel(
        title=f"Fire at {hex_name(view.scenario.board, order.target)}",
        short=f"Fire at {_short(view, order.target)}",
        against=f"{unit_names(view.scenario, (order.unit,))}, {aim}",
        order=line,
        factors=_factors(forecast.modifiers),
        remarks=(
            f"{count(forecast.rounds, 'round')} in {minutes(forecast.minutes)}.",
            f"About {decimal(forecast.killed, 1)} men hit; whoever is there pinned {percent(forecast.pinned)}.",
        ),
    )


def _short(view: View, hex_: HexId) -> str:
    """A hex by the name of its place, or by its number."""
    place = view.scenario.board.place_at.get(hex_)
    return short_place(place) if place is not None else hex_name(view.scenario.board, hex_)


def refused_panel(desk: Desk, refusal: Refusal) -> OddsPanel:
    """An order that cannot be given, and why."""
    return OddsPanel(title="Not possible", against="", refusal=refusal_sentence(refusal, desk.scenario))
