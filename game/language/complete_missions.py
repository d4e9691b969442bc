"""Completion of orders to formations."""

from __future__ import annotations

from collections.abc import Iterator

from game.language.offers import Ask, Offer, hexes, spots
from game.language.phrases import count
from game.model.missions import VERBS
from game.model.orders import PRESSES
from game.model.units import ON_MAP


def _formations(ask: Ask) -> Iterator[Offer]:
    """Own formations with units on the map, from the largest."""
    scenario, own = ask.desk.scenario, ask.look.view.unit_of
    for name, formation in scenario.formations.items():
        units = [u for u in ask.look.view.units_in[name] if u in own and own[u].status == ON_MAP]
        if formation.side == ask.desk.side and units:
            yield name, f"{formation.name}, {count(len(units), 'unit')}"


def order(ask: Ask) -> Iterator[Offer]:
    """A formation, what it is to do, where, and the limits."""
    said = [token.text.lower() for token in ask.words]
    if not said:
        yield from _formations(ask)
    elif len(said) == 1:
        yield from ((verb, "the order to a formation") for verb in VERBS)
    elif len(said) == 2:
        places = {place.hex: place.kind for place in ask.desk.scenario.board.places}
        held = set(ask.look.view.contacts_at)
        yield from hexes(ask, {h: f"{kind}, enemies known" for h, kind in places.items() if h in held})
        yield from spots(Ask(ask.desk, ask.look, ask.options, ()))
    elif said[-1] == "losses":
        yield "under", "a number of men follows"
    elif said[-1] == "press":
        yield from ((press, "how hard its assaults are pressed at most") for press in PRESSES)
    elif said[-1] == "by":
        turns = [t for t in ask.desk.scenario.calendar.turns if t.start > ask.look.view.minute]
        yield from ((ask.desk.scenario.calendar.clock_time(t.start), f"turn {t.number} begins") for t in turns[:6])
    else:
        yield from ((word, says) for word, says in _LIMITS.items() if word not in said)


_LIMITS = {
    "by": "the hour by which it is to be done",
    "losses": "the most men it may cost",
    "keep": "units that stay where they are",
    "press": "probe, attack or storm",
}


def cancel(ask: Ask) -> Iterator[Offer]:
    """Formations, and all of them."""
    if not ask.words:
        yield from _formations(ask)
        yield "all", "every formation"


def carry(ask: Ask) -> Iterator[Offer]:
    """The one word that follows."""
    if not ask.words:
        yield "on", "the staffs act now"
