"""Dumps, carriers and hunger in words: for the log, and for whoever asks about supply."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from game.language.names import hex_name
from game.language.phrases import count, decimal, listing, minutes, sentence
from game.language.telling import Telling
from game.model import events as ev
from game.model.sides import FOOD, SHELLS, STORE_KINDS, SupplyLine
from game.model.units import ON_MAP
from game.model.view import OwnUnit, View
from game.rules import haul

Upkeep = (
    ev.HaulSet | ev.FuelReceived | ev.AmmoReceived | ev.UnitFed | ev.StoresBrought | ev.StoresDrawn | ev.RingChanged
)
SUPPLY_WORDS = ("in supply", "supply strained", "out of supply")
"""Grades of supply."""
HINDERED_WORDS = {
    "mud": "mud on the way",
    "rain": "rain",
    "day": "daylight",
    "watched": "the enemy watches the dump",
    "harried": "enemy aircraft over the dump",
    "shut": "the enemy shuts the way to the dump",
    "closed": "the line is not working",
    "depot": "the army's depots issue no more shells",
    "full": "the dump is full",
}
"""What keeps more from coming."""
USUAL = frozenset({"day", "depot", "full"})
"""Hindrances that are nobody's news: boats that wait for the dark, a dump that holds no more."""
_BY = {"road": "by road", "rail": "by rail", "boat": "by boat"}


def tons(kilograms: int) -> str:
    """A weight in tons: "3.2 tons"."""
    said = decimal(kilograms / 1000.0, 1)
    return f"{said} {'ton' if said == '1' else 'tons'}"


def tell_upkeep(event: Upkeep, telling: Telling) -> None:
    """What came to the dumps and to the units of the audience's own side."""
    to = telling.to
    match event:
        case ev.AmmoReceived(unit, ammo, shells):
            if to.is_own(unit):
                rounds = f", {count(shells, 'shell')}" if shells else ""
                told = f"{to.name(unit)} is supplied: {ammo / 100:.2f} units of fire{rounds}"
                telling.say(told, "work", detail=True)
        case ev.UnitFed(unit, hunger):
            if to.is_own(unit):
                said = f"has had nothing to eat for {minutes(hunger)}" if hunger else "has eaten again"
                telling.say(f"{to.name(unit)} {said}", "work", detail=True)
        case ev.RingChanged(_, _, closed, opened, _, _):
            # The armies see it on their maps, by what they know; the truth is the umpire's.
            if to.side is None:
                for units, words in ((closed, "encircled"), (opened, "no longer encircled")):
                    if units:
                        telling.say(f"{to.names(units)}: {words}", "work")
        case ev.StoresBrought(number, kilograms, hindered, _):
            line = to.scenario.lines[number]
            if to.knows_side(line.side):
                expected = bool(kilograms) or not USUAL.isdisjoint(hindered)
                telling.say(f"{line.name}: {came_words(kilograms, hindered)}", "work", line.hex, detail=expected)
        case ev.HaulSet(side, shares):
            if to.knows_side(side):
                telling.say(f"the lorries bring {shares_words(shares)} from now on", "work")
        case ev.FuelReceived(unit, filled):
            if to.is_own(unit):
                telling.say(f"{to.name(unit)} fills its tanks for {minutes(filled)}", "work", detail=True)
        case ev.StoresDrawn(number, kilograms, taken, _):
            line = to.scenario.lines[number]
            if to.knows_side(line.side) and taken:
                telling.say(f"{line.name}: the enemy takes the dump with {tons(kilograms)}", "loss", line.hex)
            elif to.knows_side(line.side):
                telling.say(f"{line.name}: carriers take {tons(kilograms)}", "work", line.hex, detail=True)
        case _:
            assert_never(event)


def came_words(kilograms: int, hindered: Iterable[str]) -> str:
    """What a line brought and what kept more from coming."""
    because = listing([HINDERED_WORDS.get(word, word) for word in hindered])
    return (f"{tons(kilograms)} came" if kilograms else "nothing came") + (f" ({because})" if because else "")


def shares_words(shares: Iterable[int]) -> str:
    """What lorries bring: "60 per cent shells, 20 fuel, 15 food and 5 works"."""
    named = [f"{part} {kind}" for kind, part in zip(STORE_KINDS, shares, strict=True) if part]
    return f"per cent {listing(named)}"


def _stock_words(view: View) -> tuple[str, ...]:
    """Stores by kind in all dumps and for how long they last. Rules 11.11 and 11.16."""
    if not view.haul:
        return ()
    sums = [sum([piles[kind] for piles in view.piles.values()]) for kind in range(len(STORE_KINDS))]
    here = [own for own in view.units if own.status == ON_MAP]
    fire, men = haul.unit_of_fire_kg(view), sum([own.men for own in here])
    said = [f"{tons(kilograms)} of {kind}" for kind, kilograms in zip(STORE_KINDS, sums, strict=True)]
    lasts = []
    if fire:
        lasts.append(f"shells for {decimal(sums[SHELLS] / fire, 1)} units of fire of all guns")
    if men:
        days = sums[FOOD] / (men * view.scenario.rules.supply.weights["food"])
        lasts.append(f"food for {decimal(days, 1)} days")
    dry = [own for own in here if own.fuel == 0]
    if dry:
        lasts.append(f"{count(len(dry), 'unit')} with empty tanks")
    first = sentence(f"the dumps hold {listing(said)}: {listing(lasts)}")
    return first, sentence(f"the lorries bring {shares_words(view.haul)}")


def supply_lines(view: View) -> tuple[str, ...]:
    """The supply of one's own side: its lines and dumps, then who is short of what."""
    here = [own for own in view.units if own.status == ON_MAP]
    lines = [_line_words(view, view.scenario.lines[number]) for number in view.stores]
    lines += _stock_words(view)
    if not lines:
        lines.append(_flow_words(view))
    grades = [[own for own in here if own.supply == grade] for grade in range(len(SUPPLY_WORDS))]
    said = [f"{words} {count(len(units), 'unit')}" for words, units in zip(SUPPLY_WORDS, grades, strict=True) if units]
    lines.append(sentence(listing(said) or "you have no unit on the map"))
    return (*lines, *(line for own in here if (line := _short_words(view, own))))


def _line_words(view: View, line: SupplyLine) -> str:
    stock, came, hindered = view.stores[line.number]
    when = " by night alone" if line.night_only else ""
    rate = f"{decimal(line.tons_day, 1)} tons a day {_BY[line.by]}{when}"
    dump = f"{tons(stock)} of {tons(line.most_kg)} in the dump at {hex_name(view.scenario.board, line.hex)}"
    last = f"; at the last count {came_words(came, hindered)}" if came or hindered else ""
    return sentence(f"{line.name}, {rate}: {dump}{last}")


def _flow_words(view: View) -> str:
    sources = view.scenario.sides[view.side].supply
    if not sources:
        return "Your carriers come from everywhere: this battle is too short for anybody to run out of more."
    names = listing(hex_name(view.scenario.board, hex_) for hex_ in sources)
    return sentence(f"carriers start from {names} and bring ammunition at a fixed rate (rule 11.2)")


def _short_words(view: View, own: OwnUnit) -> str:
    """What a unit is short of; empty if nothing is to be said."""
    spec = view.scenario.units[own.number]
    said = [SUPPLY_WORDS[own.supply]] if own.supply else []
    if own.hunger:
        said.append(f"nothing to eat for {minutes(own.hunger)}")
    if own.ammo < spec.ammo:
        said.append(f"{decimal(own.ammo)} of {decimal(spec.ammo)} units of fire")
    if own.shells < spec.shells_full:
        said.append(f"{own.shells} of {count(spec.shells_full, 'shell')}")
    return sentence(f"{spec.id}: {', '.join(said)}") if said else ""
