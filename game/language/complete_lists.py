"""What may follow the commands that list things, and the one that shares out the lorries."""

from __future__ import annotations

from collections.abc import Iterator

from game.language.offers import Ask, Offer, spots
from game.language.origins import askable, fields_of
from game.language.phrases import count
from game.model.sides import STORE_KINDS


def formations(ask: Ask) -> Iterator[Offer]:
    """Own formations with units on the map."""
    if not ask.words:
        for name, units in ask.look.view.units_in.items():
            if units:
                yield name, f"{ask.desk.scenario.formations[name].name}, {count(len(units), 'unit')}"


def near(ask: Ask) -> Iterator[Offer]:
    """The word `near`, then any hex."""
    if not ask.words:
        yield "near", "those near a place"
    elif len(ask.words) == 1:
        yield from spots(Ask(ask.desk, ask.look, ask.options, ()))


def haul(ask: Ask) -> Iterator[Offer]:
    """Kinds of stores with their share now."""
    shares = ask.look.view.haul
    if shares and len(ask.words) % 2 == 0:
        named, said = zip(STORE_KINDS, shares, strict=True), {token.text for token in ask.words}
        yield from ((kind, f"{part} per cent now") for kind, part in named if kind not in said)


def sources(ask: Ask) -> Iterator[Offer]:
    """What has an origin that can be asked for; after it, its fields."""
    scenario, view = ask.desk.scenario, ask.look.view
    if not ask.words:
        yield from askable(scenario, view, ask.typed)
    elif len(ask.words) == 1:
        yield from fields_of(scenario, ask.words[0].text, view)
