"""Fire, assaults and what they do to men, in words."""

from __future__ import annotations

from typing import assert_never

from game.core.ids import UnitId
from game.language import dates
from game.language.phrases import count, listing, men, percent, spoken
from game.language.telling import Telling
from game.language.words_assault import assault_line, assault_tree
from game.language.words_vehicles import hull_words
from game.model import events as ev
from game.model.units import DESTROYED

ASSAULT_CAUSES = ("assault", "close-assault", "pursuit", "capture", "anti-tank", "field-guns", "tanks")
"""Causes of loss that the line of the assault has told already."""
CAUSE_WORDS = {
    "assault": "in the assault",
    "shells": "to shells",
    "fire": "to small-arms fire",
    "close-assault": "in close combat",
    "pursuit": "in the pursuit",
    "capture": "as prisoners",
    "anti-tank": "to anti-tank guns",
    "field-guns": "to field guns",
    "tanks": "to tanks",
    "bombing": "to aircraft",
    "break-out": "in the break-out",
    "left-behind": "left behind",
    "bog": "left in the bog",
}
"""Causes of loss in words."""
REASON_WORDS = {
    "order": "",
    "defensive": " in defence",
    "support": " in support of the assault",
    "opportunity": " at the chance",
}
"""Why guns fired."""
_FULLY = 1000

Firing = ev.Bombarded | ev.FlareFired | ev.TargetRegistered | ev.AssaultResolved
Harm = ev.LossSuffered | ev.UnitPinned | ev.CohesionChanged | ev.LeaderLost | ev.AlertChanged


def tell_firing(event: Firing, telling: Telling) -> None:
    """Says who fired or fought, as far as the audience hears of it."""
    to = telling.to
    match event:
        case ev.Bombarded():
            _tell_bombardment(event, telling)
        case ev.FlareFired(unit, hex_, until):
            if to.is_own(unit) or to.sees(hex_) or (to.after and hex_ in to.after.stacks):
                whose = to.name(unit) if to.is_own(unit) else "the enemy"
                telling.say(
                    f"{whose} sends up a flare over {to.place(hex_)}; it burns until "
                    f"{dates.hour(to.scenario.calendar, until)}",
                    "fire",
                    hex_,
                )
        case ev.TargetRegistered(unit, hex_):
            if to.is_own(unit):
                telling.say(f"{to.name(unit)} has registered {to.place(hex_)}", "fire", hex_)
        case ev.AssaultResolved():
            telling.say(assault_line(event, to), "fight", event.hex)
            for line in assault_tree(event, to)[1:]:
                telling.say(line, "fight", event.hex, detail=True)
        case _:
            assert_never(event)


def _tell_bombardment(event: ev.Bombarded, telling: Telling) -> None:
    to, hex_ = telling.to, event.hex
    own = to.is_own(event.unit)
    struck = to.after is not None and hex_ in to.after.stacks
    if not own and not struck:
        return
    aim = "observed" if event.observed else "unobserved"
    if own:
        why = REASON_WORDS.get(event.reason, "")
        telling.say(
            f"{to.name(event.unit)} fires {count(event.rounds, 'round')} at {to.place(hex_)}{why}, {aim}", "fire", hex_
        )
        if to.side is None or event.observed:
            _tell_effect(event, telling)
        for line in event.modifiers:
            telling.say(f"{line.name} x {line.value:.2f} (rule {line.rule})", "fire", hex_, detail=True)
        return
    guns = to.name(event.unit)
    telling.say(
        f"{'enemy guns' if guns == 'the enemy' else guns} shell {to.place(hex_)}, {_salvo(event.rounds)}", "fire", hex_
    )


def _salvo(rounds: int) -> str:
    """The weight of a shelling as those under it judge it."""
    edges = ((15, "a few rounds"), (60, "dozens of rounds"), (200, "about a hundred rounds"))
    return next((words for edge, words in edges if rounds < edge), "hundreds of rounds")


def _tell_effect(event: ev.Bombarded, telling: Telling) -> None:
    """What an observer sees of the effect, unless nobody was there to be hit."""
    if event.pinned < 0.01:
        return
    held = "keeps its head down" if event.pinned >= 0.3 else "is shaken a little"
    telling.say(
        f"whoever is at {telling.to.place(event.hex)} {held}: pinned {percent(event.pinned)}",
        "fire",
        event.hex,
        detail=True,
    )


def tell_harm(event: Harm, telling: Telling) -> None:
    """Says what befell the audience's own units, and what it sees befall the enemy's."""
    to = telling.to
    match event:
        case ev.LossSuffered():
            _tell_loss(event, telling)
        case ev.UnitPinned(unit, pinned, _):
            if to.is_own(unit):
                telling.say(f"{to.name(unit)} is pinned {percent(pinned / 1000)}", "loss", detail=True)
        case ev.CohesionChanged(unit, by, why):
            if to.is_own(unit):
                telling.say(f"{to.name(unit)}: cohesion {by / 10:+.1f} ({why})", "loss", detail=True)
        case ev.LeaderLost(unit, name):
            if to.is_own(unit):
                telling.say(f"{name or 'the commander'} of {to.name(unit)} has fallen", "loss")
        case ev.AlertChanged(unit, alert):
            if to.is_own(unit):
                telling.say(
                    f"{to.name(unit)} is {'fully' if alert >= _FULLY else f'{alert // 10}%'} alert", "loss", detail=True
                )
        case _:
            assert_never(event)


def _tell_loss(event: ev.LossSuffered, telling: Telling) -> None:
    to = telling.to
    own = to.is_own(event.unit)
    in_assault = event.cause in ASSAULT_CAUSES
    total = event.killed + event.wounded + event.missing
    if not own:
        contact = to.contact(event.unit)
        if not in_assault and contact is not None and contact.in_sight and total:
            telling.say(
                f"{to.name(event.unit)} loses {to.lost(to.scenario.units[event.unit].side, total)} "
                f"{CAUSE_WORDS.get(event.cause, '')}",
                "loss",
                contact.hex,
            )
        return
    parts = [
        f"{number} {word}"
        for number, word in ((event.killed, "killed"), (event.wounded, "wounded"), (event.missing, "missing"))
        if number
    ]
    if event.left_at is not None:
        hulls = hull_words(to.scenario.units[event.unit], event.vehicles)
        place = to.place(event.left_at)
        telling.say(f"{to.name(event.unit)} loses {hulls} that it had left bogged at {place}", "loss", event.left_at)
        return
    gone = _guns_lost(event.unit, event, telling)
    told = f" ({listing(parts)})" if parts else ""
    things = f", {listing(gone)} lost" if gone else ""
    if out := hull_words(to.scenario.units[event.unit], event.vehicles):
        wrecked = sum(event.wrecked)
        things += f", {out} out of action" + (f" ({wrecked} beyond repair)" if wrecked else "")
    cause, name = CAUSE_WORDS.get(event.cause, ""), to.name(event.unit)
    said = f"{name} loses {men(total)} {cause}{told}{things}"
    if gone and not total and not out:
        said = f"{name} loses {listing(gone)} {cause}"
    telling.say(said, "loss", detail=in_assault and not things)


def _guns_lost(unit: UnitId, event: ev.LossSuffered, telling: Telling) -> list[str]:
    """Guns lost; rifles go with their men and are not told."""
    entry = telling.to.scenario.units[unit]
    if any(isinstance(e, ev.UnitRemoved) and e.unit == unit and e.fate == DESTROYED for e in telling.events):
        return []
    return [
        f"{spoken(lost)} {arm.weapon.name}{'s' if lost > 1 else ''}"
        for arm, lost in zip(entry.arms, event.arms, strict=False)
        if lost and arm.weapon.role in ("gun", "at")
    ]
