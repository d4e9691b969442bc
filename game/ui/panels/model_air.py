"""Values for the air panel: squadrons, what they can be sent to do, and what a mission would do."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import HexId, SquadronId, enemy_of
from game.engine import Desk, SquadronOptions
from game.language.describe_air import air_forecast_lines, goal_name, squadron_line
from game.language.grammar import format_order
from game.language.names import side_name
from game.language.wording import refusal_sentence
from game.model.aircraft import RAID
from game.model.orders import Fly, Refusal
from game.model.view import OwnSquadron, View

WORDS = {
    "strike": "Bomb",
    "strafe": "Low",
    "interdict": "Roads",
    "recon": "Look",
    "patrol": "Guard",
    "sweep": "Sweep",
    "escort": "Escort",
    "raid": "Raid",
}
"""The missions in a short word."""

_SEND = ("Click the hex again, or press the button, to send them.", "Press the button to send them.")
"""What sends a squadron to a hex, and what to an airfield."""


@frozen
class AirRow:
    """A squadron of the list."""

    id: str
    kind: str
    right: str
    action: str
    tooltip: str
    selected: bool = False
    able: bool = True


@frozen(kw_only=True)
class AirPanel:
    """One's own squadrons and the mission in hand."""

    summary: str
    rows: tuple[AirRow, ...]
    missions: tuple[tuple[str, str, bool], ...] = ()
    """Words, action and whether it is chosen, for each mission the squadron can be sent on."""
    bases: tuple[tuple[str, str, bool], ...] = ()
    """The same for the enemy airfields that it may raid, while a raid is in hand."""
    target: str = ""
    answer: tuple[str, ...] = ()
    """What the mission would do, or why it cannot be flown, in sentences."""
    line: str = ""
    """The order as it would be typed; empty where there is none or it would be refused."""
    hint: str = ""


def air_panel(
    desk: Desk,
    chosen: SquadronId | None = None,
    mission: str = "strike",
    target: HexId | None = None,
    base: str = "",
) -> AirPanel:
    """The squadrons of a side, with the forecast of a mission where one is in hand."""
    view = desk.view()
    able = {option.squadron: option for option in desk.options().squadrons}
    rows = tuple(_row(view, own, own.number == chosen, own.number in able) for own in view.squadrons)
    summary = _summary(view)
    if chosen is None:
        return AirPanel(summary=summary, rows=rows, hint="Choose a squadron, then click a hex of the map.")
    options = able.get(chosen)
    missions = _missions(options, mission) if options is not None else ()
    bases = _bases(view, options, base) if options is not None and mission == RAID else ()
    order = _order(desk, chosen, mission, target, base)
    if order is None:
        hint = "Click a hex of the map, or set the cursor and press Enter." if missions else "It cannot fly now."
        hint = "Choose the airfield." if bases else hint
        return AirPanel(summary=summary, rows=rows, missions=missions, bases=bases, hint=hint)
    forecast = desk.forecast_air(order)
    refused = isinstance(forecast, Refusal)
    return AirPanel(
        summary=summary,
        rows=rows,
        missions=missions,
        bases=bases,
        target=goal_name(view, order),
        answer=(refusal_sentence(forecast, view.scenario),)
        if isinstance(forecast, Refusal)
        else air_forecast_lines(view, order, forecast),
        line="" if refused else format_order(order, view.scenario),
        hint="" if refused else _SEND[bool(order.base)],
    )


def _summary(view: View) -> str:
    foe = 1 - view.side
    lost = f"{view.aircraft_lost[view.side]} of yours, {view.aircraft_lost[foe]} of {side_name(view.scenario, foe)}"
    ready = sum(own.ready for own in view.squadrons if own.present)
    left = sum(own.left for own in view.squadrons)
    return f"{ready} machines ready, {left} sorties left this turn. Lost: {lost}."


def _missions(options: SquadronOptions, mission: str) -> tuple[tuple[str, str, bool], ...]:
    words = [word for word, _ in options.missions] + ([RAID] if options.bases else [])
    return tuple((WORDS[word], f"ui sortie {word}", word == mission) for word in words)


def _bases(view: View, options: SquadronOptions, base: str) -> tuple[tuple[str, str, bool], ...]:
    fields = view.scenario.bases_of[enemy_of(view.side)]
    return tuple((fields[name].name, f"ui raid {name}", name == base) for name in options.bases)


def _order(desk: Desk, chosen: SquadronId, mission: str, target: HexId | None, base: str) -> Fly | None:
    """The mission in hand; None while it has nothing to go to."""
    if mission == RAID:
        return Fly(desk.side, chosen, RAID, base=base) if base else None
    return Fly(desk.side, chosen, mission, target) if target is not None else None


def _row(view: View, own: OwnSquadron, selected: bool, able: bool) -> AirRow:
    squadron = view.scenario.squadrons[own.number]
    if own.present:
        right = f"{own.ready}/{squadron.count} · {own.left} sorties"
    else:
        right = f"from {view.scenario.calendar.stamp(squadron.from_minute)}"
    action = f"ui squadron {squadron.id}"
    return AirRow(squadron.id, squadron.aircraft.name, right, action, squadron_line(view, own), selected, able)
