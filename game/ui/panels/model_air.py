"""Values for the air panel: squadrons, what they can be sent to do, and what a mission would do."""

from __future__ import annotations

from attrs import frozen

from game.core.ids import HexId, SquadronId
from game.engine import Desk
from game.language.describe_air import air_forecast_lines, squadron_line
from game.language.grammar import format_order
from game.language.names import hex_name, side_name
from game.language.wording import refusal_sentence
from game.model.orders import Fly, Refusal
from game.model.view import OwnSquadron, View

WORDS = {"strike": "Bomb", "strafe": "Low", "interdict": "Roads", "recon": "Look", "patrol": "Guard"}
WORDS |= {"sweep": "Sweep", "escort": "Escort", "raid": "Raid"}
"""The missions in a short word."""


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
    target: str = ""
    answer: tuple[str, ...] = ()
    """What the mission would do, or why it cannot be flown, in sentences."""
    line: str = ""
    """The order as it would be typed; empty where there is none or it would be refused."""
    hint: str = ""


def air_panel(
    desk: Desk, chosen: SquadronId | None = None, mission: str = "strike", target: HexId | None = None
) -> AirPanel:
    """The squadrons of a side, with the forecast of a mission where one is in hand."""
    view, scenario = desk.view(), desk.scenario
    able = {option.squadron: option for option in desk.options().squadrons}
    rows = tuple(_row(view, own, own.number == chosen, own.number in able) for own in view.squadrons)
    foe = 1 - view.side
    lost = f"{view.aircraft_lost[view.side]} of yours, {view.aircraft_lost[foe]} of {side_name(scenario, foe)}"
    ready = sum(own.ready for own in view.squadrons if own.present)
    left = sum(own.left for own in view.squadrons)
    summary = f"{ready} machines ready, {left} sorties left this turn. Lost: {lost}."
    if chosen is None:
        return AirPanel(summary=summary, rows=rows, hint="Choose a squadron, then click a hex of the map.")
    options = able.get(chosen)
    words = tuple(word for word, _ in options.missions) if options is not None else ()
    missions = tuple((WORDS[word], f"ui sortie {word}", word == mission) for word in words)
    if target is None:
        hint = "Click a hex of the map, or set the cursor and press Enter." if words else "It cannot fly now."
        return AirPanel(summary=summary, rows=rows, missions=missions, hint=hint)
    order = Fly(desk.side, chosen, mission, target)
    forecast = desk.forecast_air(order)
    refused = isinstance(forecast, Refusal)
    return AirPanel(
        summary=summary,
        rows=rows,
        missions=missions,
        target=hex_name(scenario.board, target),
        answer=(refusal_sentence(forecast, scenario),)
        if isinstance(forecast, Refusal)
        else air_forecast_lines(view, order, forecast),
        line="" if refused else format_order(order, scenario),
        hint="" if refused else "Click the hex again, or press the button, to send them.",
    )


def _row(view: View, own: OwnSquadron, selected: bool, able: bool) -> AirRow:
    squadron = view.scenario.squadrons[own.number]
    if own.present:
        right = f"{own.ready}/{squadron.count} · {own.left} sorties"
    else:
        right = f"from {view.scenario.calendar.stamp(squadron.from_minute)}"
    action = f"ui squadron {squadron.id}"
    return AirRow(squadron.id, squadron.aircraft.name, right, action, squadron_line(view, own), selected, able)
