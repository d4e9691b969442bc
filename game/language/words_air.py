"""Aircraft in the log: sorties, bombs, fights in the air and losses, in words."""

from __future__ import annotations

from typing import assert_never

from game.core.ids import HexId, SideId, SquadronId, enemy_of
from game.language.names import side_name
from game.language.phrases import about, count, decimal, listing, percent
from game.language.telling import Telling
from game.model import events as ev
from game.model.aircraft import INTERDICT

Flying = (
    ev.SquadronsReady
    | ev.SortiesFlown
    | ev.Intercepted
    | ev.AircraftLost
    | ev.AircraftRepaired
    | ev.Bombed
    | ev.BaseRaided
    | ev.FlightStays
    | ev.FlightSpent
)
MISSION_WORDS = {
    "strike": "to bomb",
    "strafe": "to attack low",
    "interdict": "to hold down traffic through",
    "recon": "to look at the ground round",
    "patrol": "to patrol over",
    "sweep": "to look for a fight over",
    "escort": "to cover strikes on",
    "raid": "to raid the field of",
}
"""What a squadron is sent to do, before the name of a hex or airfield."""
_STAYS = {
    "interdict": "wait for whoever marches through",
    "patrol": "keep watch over",
    "escort": "cover strikes on",
}
_CAUSES = {
    "flak": "to fire from the ground",
    "fighters": "to fighters",
    "ground": "on the ground",
    "accident": "in an accident",
}


def tell_air(event: Flying, telling: Telling) -> None:
    """Says what flew, as far as the audience sees or hears of it."""
    match event:
        case ev.SortiesFlown():
            _tell_sorties(event, telling)
        case ev.Intercepted():
            _tell_fight(event, telling)
        case ev.AircraftLost():
            _tell_lost(event, telling)
        case ev.AircraftRepaired(squadron, number):
            if _is_own(squadron, telling):
                name = _name(squadron, telling)
                telling.say(f"{name}: {count(number, 'damaged machine')} repaired", "work", detail=True)
        case ev.Bombed():
            _tell_bombs(event, telling)
        case ev.BaseRaided():
            _tell_raid(event, telling)
        case ev.FlightStays():
            _tell_stay(event, telling)
        case ev.SquadronsReady() | ev.FlightSpent():
            pass  # book-keeping; other lines carry it
        case _:
            assert_never(event)


def _side(squadron: SquadronId, telling: Telling) -> SideId:
    return telling.to.scenario.squadrons[squadron].side


def _is_own(squadron: SquadronId, telling: Telling) -> bool:
    return telling.to.side is None or _side(squadron, telling) == telling.to.side


def _name(squadron: SquadronId, telling: Telling) -> str:
    return telling.to.scenario.squadrons[squadron].id


def _over(telling: Telling, hex_: HexId) -> str:
    """Where something happened in the air; airfields lie off the map."""
    return f"over {telling.to.place(hex_)}" if hex_ >= 0 else "far behind the front"


def _spot(hex_: HexId) -> HexId | None:
    return hex_ if hex_ >= 0 else None


def _is_struck(event: ev.Bombed | ev.FlightStays, telling: Telling) -> bool:
    """Whether men of the audience's stand in or beside the hex that the enemy's aircraft are over."""
    after = telling.to.after
    if after is None:
        return False
    near = telling.to.scenario.board.grid.adjacent[event.hex]
    return any(hex_ in after.stacks for hex_ in (event.hex, *near))


def _tell_sorties(event: ev.SortiesFlown, telling: Telling) -> None:
    if not _is_own(event.squadron, telling):
        return
    back = event.sent - event.arrived
    why = listing([line.name for line in event.modifiers]) or "weather"
    turned = f"; {'all' if not event.arrived else back} turned back by {why}" if back else ""
    telling.say(
        f"{_name(event.squadron, telling)} flies {_sorties(event.sent)} {MISSION_WORDS[event.mission]} "
        f"{_goal(event, telling)}{turned}",
        "fire",
        _spot(event.hex),
    )
    for line in event.modifiers:
        text = f"{line.name}: {percent(line.value)} of the flights find the target (rule {line.rule})"
        telling.say(text, "fire", _spot(event.hex), detail=True)


def _goal(event: ev.SortiesFlown, telling: Telling) -> str:
    if not event.base:
        return telling.to.place(event.hex)
    return telling.to.scenario.bases_of[enemy_of(_side(event.squadron, telling))][event.base].name


def _sorties(number: int) -> str:
    return count(number, "sortie")


def _tell_fight(event: ev.Intercepted, telling: Telling) -> None:
    hex_ = event.hex
    own, patrol = _is_own(event.squadron, telling), _is_own(event.by, telling)
    driven = f"; {count(event.driven, 'machine')} turned back" if event.driven else ""
    if own:
        fighters = _name(event.by, telling) if patrol else f"{about(event.fighters)} enemy fighters"
        text = f"{_over(telling, hex_)} {fighters} met {_name(event.squadron, telling)}{driven}"
    elif patrol:
        text = f"{_name(event.by, telling)} met {about(event.sorties)} enemy aircraft {_over(telling, hex_)}{driven}"
    else:
        return
    telling.say(text, "fire", _spot(hex_))
    for line in event.modifiers:
        whose = "attackers" if line.side == "D" else "attacked"
        text = f"{whose}, {line.name} x {decimal(line.value)} (rule {line.rule})"
        telling.say(text, "fire", _spot(hex_), detail=True)


def _tell_lost(event: ev.AircraftLost, telling: Telling) -> None:
    hex_ = _spot(event.hex)
    if not _is_own(event.squadron, telling):
        if event.cause != "accident":
            whose = "an enemy aircraft is" if event.lost + event.damaged == 1 else "enemy aircraft are"
            where = "on the ground" if event.cause == "ground" else _over(telling, event.hex)
            telling.say(f"{whose} hit {where}, {event.lost + event.damaged} claimed", "loss", hex_)
        return
    name = _name(event.squadron, telling)
    parts = [f"loses {count(event.lost, 'aircraft', 'aircraft')} {_CAUSES[event.cause]}"] if event.lost else []
    parts += [f"has {event.damaged} damaged{'' if event.lost else ' ' + _CAUSES[event.cause]}"] if event.damaged else []
    telling.say(f"{name} {listing(parts)}", "loss", hex_)
    for line in event.modifiers:
        text = f"{line.name}: {percent(line.value)} a sortie (rule {line.rule})"
        telling.say(text, "loss", hex_, detail=True)


def _tell_bombs(event: ev.Bombed, telling: Telling) -> None:
    to, hex_ = telling.to, event.hex
    low = event.mission != "strike"
    if _is_own(event.squadron, telling):
        verb = "attack" if low else "bomb"
        text = f"{_name(event.squadron, telling)}: {count(event.sorties, 'machine')} {verb} {to.place(hex_)}"
        telling.say(text if event.sorties != 1 else text.replace(verb, f"{verb}s"), "fire", hex_)
        if (to.side is None or event.observed) and event.pinned >= 0.01:
            text = f"whoever is at {to.place(hex_)} is pinned {percent(event.pinned)}"
            telling.say(text, "fire", hex_, detail=True)
        for line in event.modifiers:
            telling.say(f"{line.name} x {decimal(line.value)} (rule {line.rule})", "fire", hex_, detail=True)
    elif _is_struck(event, telling):
        number = "an enemy aircraft" if event.sorties == 1 else f"{about(event.sorties)} enemy aircraft"
        verb = "attack" if low else "bomb"
        telling.say(f"{number} {verb}{'s' if event.sorties == 1 else ''} {to.place(hex_)}", "fire", hex_)


def _tell_raid(event: ev.BaseRaided, telling: Telling) -> None:
    scenario = telling.to.scenario
    side = _side(event.squadron, telling)
    field = scenario.bases_of[enemy_of(side)][event.base].name
    if _is_own(event.squadron, telling):
        met = "they were expected" if event.warned else "nobody expected them"
        text = f"{_name(event.squadron, telling)}: {count(event.sorties, 'machine')} over the field of {field}; {met}"
        telling.say(text, "fire")
    else:
        asleep = "" if event.warned else ", unannounced"
        telling.say(f"{about(event.sorties)} enemy aircraft raid the field of {field}{asleep}", "fire")
    for line in event.modifiers:
        telling.say(f"{line.name} x {decimal(line.value)} (rule {line.rule})", "fire", detail=True)


def _tell_stay(event: ev.FlightStays, telling: Telling) -> None:
    to, hex_ = telling.to, event.hex
    if _is_own(event.squadron, telling):
        what = _STAYS[event.mission]
        until = f"until {_part(event.squadron, telling)} next part of the turn"
        name = _name(event.squadron, telling)
        telling.say(f"{name}: {count(event.sorties, 'machine')} {what} {to.place(hex_)} {until}", "fire", hex_)
    elif event.mission == INTERDICT:
        telling.say(f"enemy aircraft circle over {to.place(hex_)}: they attack whoever marches there", "fire", hex_)


def _part(squadron: SquadronId, telling: Telling) -> str:
    side = _side(squadron, telling)
    return "your" if side == telling.to.side else f"{side_name(telling.to.scenario, side)}'s"
