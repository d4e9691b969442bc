"""Values for the unit panel and the stack list."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.core.ids import HexId, UnitId
from game.engine import Desk
from game.language.describe_fight import budget_lines
from game.language.describe_rules import provenance_short
from game.language.describe_unit import HEARD, POSTURE_WORDS, contact_line
from game.language.names import (
    STANCE_WORDS,
    contact_kind,
    contact_of,
    hex_name,
    kind_words,
    unit_name,
)
from game.language.phrases import band, decimal, listing, minutes, percent
from game.model.events import GRADES
from game.model.units import FATES, ON_MAP, Leader, Unit
from game.model.view import Contact, OwnUnit, View
from game.ui.counters import Counter
from game.ui.map_counters import contact_counter, own_counter
from game.ui.panels.model_parts import TIMES, Bar, Fact, asks, state_tone
from game.ui.theme import Rich


@frozen
class Weapons:
    """A line of the weapons list: how many now, how many at the start, what, and where the figure comes from."""

    now: int
    start: int
    name: str
    tooltip: str = ""
    source: str = ""
    """Path of the count."""


@frozen(kw_only=True)
class UnitPanel:
    """A unit of one's own, or a contact as far as it is known."""

    counter: Counter
    name: str
    native: str = ""
    place: Rich
    """Where it stands, and its id."""
    bars: tuple[Bar, ...] = ()
    facts: tuple[Fact, ...] = ()
    weapons: tuple[Weapons, ...] = ()
    text: str = ""
    """What it was doing, in a sentence."""
    origin: str = ""
    """Where its figures come from, in a few words."""
    origin_action: str = ""


@frozen
class StackLine:
    """A unit of the stack list."""

    id: str
    name: str
    right: str
    action: str
    colour: str
    tooltip: str = ""
    is_contact: bool = False


@frozen(kw_only=True)
class StackPanel:
    """Who stands in a hex: own units, then contacts."""

    place: str
    lines: tuple[StackLine, ...]
    selected: int = -1
    """Position of the selected unit among the lines, -1 for none."""


def unit_panel(desk: Desk, number: UnitId, order: Sequence[str] = ()) -> UnitPanel:
    """Everything about a unit of one's own.

    Args:
        order: whom it serves and what its staff wants of it, in sentences.

    Raises:
        LookupError: the unit is not the side's.
    """
    view = desk.view()
    own, unit = view.unit_of[number], desk.scenario.units[number]
    here = own.status == ON_MAP
    serves = (Fact("order", " ".join(order), "A formation's staff leads it. Rule 12.9.", "missions"),) if order else ()
    place: Rich = [("hex ", "secondary"), _hex_link(view, own.hex), ("   id ", "secondary"), (unit.id, "text")]
    if not here:
        place = [(FATES[own.status], "warning"), ("   id ", "secondary"), (unit.id, "text")]
    return UnitPanel(
        counter=own_counter(view, own, dimmed=False),
        name=unit.name,
        native=unit.native,
        place=place,
        bars=_bars(desk, view, own, unit) if here else (),
        facts=(*serves, *(_facts(desk, view, own, unit) if here else _absent_facts(view, unit))),
        weapons=_weapons(unit, own),
        text=unit.text,
        origin=provenance_short(unit.provenance.entry),
        origin_action=asks(unit.id),
    )


def _hex_link(view: View, hex_: HexId) -> tuple[str, str, str]:
    name = view.scenario.board.grid.name(hex_)
    return name, "link", f"ui centre {name}"


def _bars(desk: Desk, view: View, own: OwnUnit, unit: Unit) -> tuple[Bar, ...]:
    strength = own.men / unit.men if unit.men else 0.0
    given = max(1, sum(line.minutes for line in desk.budget(own.number)))
    turn = desk.scenario.calendar.turns[max(0, view.turn - 1)].minutes
    bars = [
        Bar(
            "strength",
            strength,
            f"{own.men}/{unit.men}",
            state_tone(strength),
            "Men now and at the start.",
            f"{unit.id}.men",
        ),
        Bar(
            "cohesion",
            own.cohesion / 100,
            f"{own.cohesion} %",
            state_tone(own.cohesion / 100),
            "Below the limits of rule 13.5 a unit will not attack, then runs.",
            f"{unit.id}.cohesion",
        ),
        Bar(
            "ammunition",
            min(1.0, own.ammo),
            f"{decimal(own.ammo)} u.f.",
            state_tone(own.ammo),
            "Units of fire of small-arms ammunition. Rule 11.4.",
            f"{unit.id}.ammo",
        ),
        Bar(
            "minutes",
            own.minutes / max(given, own.minutes, turn),
            f"{own.minutes} of {given}",
            "accent",
            "\n".join(budget_lines(view, own.number, desk.budget(own.number))),
        ),
    ]
    return tuple(bars)


_SUPPLY: tuple[Rich, ...] = ("in supply", [("strained", "warning")], [("cut off", "bad")])
"""Grades of supply as the panel shows them."""


def _facts(desk: Desk, view: View, own: OwnUnit, unit: Unit) -> tuple[Fact, ...]:
    board = view.scenario.board
    ground = board.terrain(own.hex)
    dug = f" {minutes(own.dug)} of work so far." if own.dug else ""
    facts = [
        *_command_facts(view, unit, fallen=not own.leader),
        Fact("stance", STANCE_WORDS[own.stance], "What it does when pressed. Rule 7.6.", source=f"{unit.id}.stance"),
        Fact(
            "terrain",
            f"{ground.name.lower()}, {board.elevation[own.hex]} m, {TIMES}{decimal(ground.defence)}",
            "Kind of ground, height, factor on defence (rule 7.2); the hex panel has the other factors.",
            source=f"terrains.{ground.id}",
        ),
        Fact("posture", POSTURE_WORDS.get(own.posture, own.posture), f"Rules 7.2 and 10.1.{dug}"),
        Fact(
            "command",
            ("by wire" if own.led == "wire" else "in reach") if own.in_command else [("out of reach", "warning")],
            "Orders beyond the reach of headquarters and wire go by runner. Rules 3.2, 12.1 and 12.5.",
            short=True,
        ),
        Fact("supply", _SUPPLY[own.supply], "Rules 11.1 and 11.7.", short=True),
        Fact(
            "in zoc",
            [("yes", "warning")] if own.in_enemy_zoc else "no",
            "Close to known enemies. Rule 4.6.",
            short=True,
        ),
        *_temper(unit, own),
    ]
    if unit.dummy is not None:
        shown = f"{unit.dummy.shows.name.lower()}, {unit.dummy.men} men"
        facts.append(Fact("shows", [(shown, "accent")], "What the enemy is to take it for. Rules 5.9, 5.92 and 5.94."))
    if own.pinned >= 0.05:
        facts.append(Fact("pinned", [(percent(own.pinned), "warning")], "Fades with time. Rule 6.3.", short=True))
    if stores := _stores(unit, own):
        facts.append(Fact("stores", stores, "Rules 6.1 and 8.5.", source=f"{unit.id}.shells"))
    facts.append(_seen_fact(desk, view, own))
    return tuple(facts)


def _temper(unit: Unit, own: OwnUnit) -> tuple[Fact, Fact]:
    """How tired it is and how awake."""
    tired, awake = "Costs minutes and power. Rules 3.2 and 13.3.", "How awake it is, against stealth. Rule 8.4."
    return (
        Fact("fatigue", f"{own.fatigue} of 100", tired, short=True, source=f"{unit.id}.fatigue"),
        Fact("alert", percent(own.alert), awake, short=True, source=f"{unit.id}.alert"),
    )


def _command_facts(view: View, unit: Unit, *, fallen: bool) -> list[Fact]:
    formation = view.scenario.formations.get(unit.formation)
    facts = []
    leader = unit.leader or (formation.leader if formation else None)
    if formation:
        link = f"show {formation.id}"
        facts.append(Fact("formation", formation.name, formation.native, link, source=f"{unit.id}.formation"))
    if leader:
        hq = formation.hq if formation and unit.leader is None else None
        staff = view.unit_of.get(hq) if hq is not None else None
        gone = fallen if unit.leader else staff is not None and staff.status == ON_MAP and not staff.leader
        whose = unit.id if unit.leader else f"formations.{unit.formation}"
        facts.append(Fact("commander", _leader(leader, gone), _leader_tip(leader), source=f"{whose}.leader"))
    return facts


def _leader(leader: Leader, fallen: bool) -> Rich:
    if fallen:
        return [(f"{leader.name} has fallen", "bad")]
    return [leader.name, "  ", ("●" * leader.rating, "accent"), ("●" * (5 - leader.rating), "line")]


def _leader_tip(leader: Leader) -> str:
    rank = f"{leader.rank} " if leader.rank else ""
    native = f" ({leader.native})" if leader.native else ""
    return f"{rank}{leader.name}{native}, rated {leader.rating} of 5. Rule 12.3."


def _stores(unit: Unit, own: OwnUnit) -> str:
    parts = [f"{own.shells} of {unit.shells_full} shells"] if unit.shells_full else []
    parts += [f"{own.flares} of {unit.flares} flares"] if unit.flares else []
    return ", ".join(parts)


def _seen_fact(desk: Desk, view: View, own: OwnUnit) -> Fact:
    """Which known enemies look at it; for a creeping unit, who is likeliest to find it."""
    if own.hidden:
        odds = desk.stealth_odds(own.number, own.hex)
        if not odds:
            return Fact("seen by", "nobody near; it creeps", "Rule 8.2.")
        number, line = odds[0]
        tip = "Chance that the likeliest one finds it at its next step. Rule 8.2."
        return Fact("seen by", f"contact {number} at {percent(line.chance)} a step", tip)
    watching = [c for c in view.contacts if desk.sight_line(c.hex, own.hex).visible]
    names = listing(f"#{c.number}" for c in watching[:6]) + (" and others" if len(watching) > 6 else "")
    tip = "Known enemies with a clear line and enough light to make it out on the move. Rule 5.2."
    who = f"contact{'s' if len(watching) > 1 else ''} {names}" if watching else "nobody known"
    return Fact("seen by", who, tip)


def _absent_facts(view: View, unit: Unit) -> tuple[Fact, ...]:
    calendar, board = view.scenario.calendar, view.scenario.board
    facts = _command_facts(view, unit, fallen=not view.unit_of[unit.number].leader)
    if unit.arrives_minute is not None:
        words = f"{calendar.stamp(unit.arrives_minute)} at {hex_name(board, unit.arrives_at)}"
        facts.append(Fact("arrives", words, source=f"{unit.id}.arrives"))
    return tuple(facts)


def _weapons(unit: Unit, own: OwnUnit) -> tuple[Weapons, ...]:
    found = [
        Weapons(
            now,
            arm.count,
            arm.weapon.name,
            f"lethality {decimal(arm.weapon.oli, 1)} each. Rule 7.13.",
            f"{unit.id}.weapons",
        )
        for arm, now in zip(unit.arms, own.arms, strict=True)
    ]
    found += [
        Weapons(
            now,
            group.count,
            group.vehicle.name,
            f"lethality {decimal(group.vehicle.oli, 1)} each. Rule 7.14.",
            f"{unit.id}.vehicles",
        )
        for group, now in zip(unit.vehicles, own.vehicles, strict=True)
    ]
    return tuple(found)


def contact_panel(desk: Desk, number: int) -> UnitPanel:
    """An enemy unit as far as the side knows it.

    Raises:
        LookupError: there is no contact of that number.
    """
    view = desk.view()
    contact = contact_of(view, number)
    if contact is None:
        raise LookupError(f"there is no contact {number}")
    unit = view.scenario.units[contact.unit] if contact.unit is not None else None
    return UnitPanel(
        counter=contact_counter(view, contact),
        name=unit.name if unit else f"Contact {number}",
        native=unit.native if unit else "",
        place=[("hex ", "secondary"), _hex_link(view, contact.hex), ("   contact ", "secondary"), f"#{number}"],
        facts=_contact_facts(view, contact),
        text=contact_line(view, contact),
    )


def _contact_facts(view: View, contact: Contact) -> tuple[Fact, ...]:
    age = view.minute - contact.minute
    seen: Rich = "now" if contact.in_sight else [(f"{minutes(age)} ago" if age > 0 else "not now", "warning")]
    return (
        Fact("known as", HEARD if contact.by_ear else GRADES[contact.grade], "Unknown, seen, identified. Rule 5.3."),
        Fact("kind", contact_kind(contact)),
        Fact("strength", band(contact.men_low, contact.men_high), "As it was reported."),
        Fact("seen", seen, "Old contacts fade and are struck off. Rule 5.4."),
    )


def stack_panel(desk: Desk, hex_: HexId, selected: tuple[UnitId, ...] = ()) -> StackPanel:
    """Who is known to stand in a hex."""
    view = desk.view()
    lines: list[StackLine] = []
    at = -1
    for own in view.stacks.get(hex_, ()):
        unit = view.scenario.units[own.number]
        if selected and own.number == selected[0]:
            at = len(lines)
        lines.append(
            StackLine(
                unit.id,
                unit.name,
                f"{own.men} · {own.minutes} min",
                f"ui select {unit.id}",
                view.scenario.sides[unit.side].colour,
                kind_words(unit),
            )
        )
    enemy = view.scenario.sides[1 - view.side].colour
    for contact in view.contacts_at.get(hex_, ()):
        name = unit_name(view.scenario, contact.unit) if contact.unit is not None else f"#{contact.number}"
        lines.append(
            StackLine(
                name,
                contact_kind(contact),
                f"{contact.men_low}-{contact.men_high}",
                f"ui contact {contact.number}",
                enemy,
                contact_line(view, contact),
                is_contact=True,
            )
        )
    return StackPanel(place=hex_name(view.scenario.board, hex_), lines=tuple(lines), selected=at)
