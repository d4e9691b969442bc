"""Values for the organisation tree."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from attrs import frozen

from game.engine import Desk
from game.language import dates
from game.language.names import hex_name
from game.language.phrases import count
from game.model.units import FATES, ON_MAP, WAITING
from game.model.view import OwnUnit, View
from game.ui.counters import Counter
from game.ui.map_counters import own_counter, side_colour
from game.ui.panels.model_parts import asks


@frozen(kw_only=True)
class OrgLine:
    """A formation or a unit of the organisation tree."""

    depth: int
    name: str
    native: str
    men: int
    start: int
    is_formation: bool
    colour: str
    note: str = ""
    """What has become of it, or when it comes."""
    action: str = ""
    tooltip: str = ""
    counter: Counter | None = None
    selected: bool = False
    context: str = ""
    """Action of the right button."""
    fold: str = ""
    """Action of the sign before a formation."""
    is_folded: bool = False
    task: str = ""
    """What a formation is under order to do."""


@frozen(kw_only=True)
class OrgPanel:
    """The organisation of one's own army."""

    title: str
    summary: str
    lines: tuple[OrgLine, ...]


FOLDED_FROM = 30
"""Units from which the tree is shown without them at first."""


def first_folds(desk: Desk) -> frozenset[str]:
    """Formations that are shown without their units at first: none in a small army, else all that lead battalions."""
    scenario = desk.scenario
    if len(scenario.units_of[desk.side]) < FOLDED_FROM:
        return frozenset()
    parents = {formation.parent for formation in scenario.formations.values()}
    return frozenset(f.id for f in scenario.formations.values() if f.side == desk.side and f.id not in parents)


def org_panel(
    desk: Desk,
    selected: Sequence[int] = (),
    folded: Container[str] = (),
    tasks: Mapping[str, str] | None = None,
) -> OrgPanel:
    """The organisation tree with strength then and now.

    Args:
        folded: formations that are shown without what is under them.
        tasks: by formation, what it is under order to do.
    """
    view, scenario = desk.view(), desk.scenario
    lines: list[OrgLine] = []
    parents = {view.parent(f.id) for f in scenario.formations.values() if f.side == view.side}
    for root in sorted(parents & {""} or parents):
        _grow(view, root, 0, lines, frozenset(selected), folded, tasks or {})
    here = [own for own in view.units if own.status == ON_MAP]
    start = sum(scenario.units[own.number].men for own in view.units)
    summary = f"{count(len(here), 'unit')} on the map, {sum(own.men for own in here)} of {start} men"
    return OrgPanel(title=scenario.sides[view.side].name, summary=summary, lines=tuple(lines))


def _grow(
    view: View,
    parent: str,
    depth: int,
    lines: list[OrgLine],
    selected: frozenset[int],
    folded: Container[str],
    tasks: Mapping[str, str],
) -> None:
    scenario = view.scenario
    colour = side_colour(scenario, view.side)
    for formation in scenario.formations.values():
        if formation.side != view.side or view.parent(formation.id) != parent:
            continue
        units = [view.unit_of[number] for number in view.units_in[formation.id]]
        leader = formation.leader
        lines.append(
            OrgLine(
                depth=depth,
                name=formation.name,
                native=formation.native,
                men=sum(own.men for own in units if own.status == ON_MAP),
                start=sum(scenario.units[own.number].men for own in units),
                is_formation=True,
                colour=colour,
                note=leader.name if leader else "",
                action=f"show {formation.id}",
                tooltip=f"{formation.native}. Right button: an order to it".lstrip(". "),
                context=f"ui mission {formation.id}",
                fold=f"ui fold {formation.id}",
                is_folded=formation.id in folded,
                task=tasks.get(formation.id, ""),
                selected=formation.id in folded and any(own.number in selected for own in units),
            )
        )
        if formation.id in folded:
            continue
        lines += [
            _unit_line(view, own, depth + 1, own.number in selected)
            for own in units
            if scenario.units[own.number].formation == formation.id
        ]
        _grow(view, formation.id, depth + 1, lines, selected, folded, tasks)


def _unit_line(view: View, own: OwnUnit, depth: int, selected: bool) -> OrgLine:
    unit = view.scenario.units[own.number]
    note, action = view.scenario.board.grid.name(own.hex), f"ui select {unit.id}"
    tip = f"{unit.name}, {hex_name(view.scenario.board, own.hex)}"
    if own.status == WAITING:
        due = unit.arrives_minute
        note = f"due {_due(view, due)}" if due is not None else "not yet called"
    elif own.status != ON_MAP:
        note = FATES[own.status]
    if own.status != ON_MAP:
        tip = unit.name
    return OrgLine(
        depth=depth,
        name=unit.id,
        native=unit.native,
        men=own.men if own.status in (ON_MAP, WAITING) else 0,
        start=unit.men,
        is_formation=False,
        colour=side_colour(view.scenario, unit.side),
        note=note,
        action=action,
        tooltip=tip,
        context=asks(f"{unit.id}.{'arrives' if own.status == WAITING else 'men'}"),
        counter=own_counter(view, own, dimmed=False),
        selected=selected,
    )


def _due(view: View, minute: int) -> str:
    """The hour at which a unit comes, with its day where that is not today's."""
    calendar = view.scenario.calendar
    moment = calendar.moment(minute)
    today = moment.date() == calendar.moment(view.minute).date()
    return f"{moment:%H:%M}" if today else f"{moment.day} {dates.day(calendar, minute).split()[-1][:3]} {moment:%H:%M}"
