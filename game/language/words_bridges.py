"""Bridges in words: what is built, hit, blown and used, and how a bridge stands."""

from __future__ import annotations

from typing import assert_never

from game.core.ids import HexId
from game.language.names import side_name
from game.language.phrases import decimal, minutes, percent
from game.language.telling import Telling
from game.model import events as ev
from game.model.crossings import Span
from game.model.view import View

Bridges = ev.BridgeChanged | ev.BridgeUsed | ev.BridgeSeen

_DONE = {
    "work": "works on the {bridge}; {share} of it stands",
    "built": "has finished the {bridge}, which bears {load} tonnes",
    "blown": "blows the {bridge}",
    "failed": "tries to blow the {bridge}, and fails",
}
_HAPPENED = {"opened": "the {bridge} stands", "hit": "the {bridge} is hit; {share} of it is left"}


def tell_bridges(event: Bridges, telling: Telling) -> None:
    """One event at a bridge, as far as the audience may know of it. Rule 10.14."""
    board = telling.to.scenario.board
    name = board.bridges[event.bridge].name if board.bridges else "bridge"
    where = board.bridges[event.bridge].ends[0] if board.bridges else HexId(0)
    match event:
        case ev.BridgeChanged():
            _tell_change(event, telling, name, where)
        case ev.BridgeUsed(unit, _, work):
            if telling.to.is_own(unit):
                telling.say(f"{telling.to.name(unit)} is on the {name} for {minutes(work)}", "work", where, detail=True)
        case ev.BridgeSeen(side, _, span):
            if telling.to.side == side:
                telling.say(f"the {name} {span_words(span)}", "contact", where)
        case _:
            assert_never(event)


def _tell_change(event: ev.BridgeChanged, telling: Telling, name: str, where: HexId) -> None:
    """Told to those who did it and to those whose bridge it is; others see it, or do not."""
    to, span = telling.to, event.span
    mine = span.side >= 0 and to.side in (None, span.side)
    said = {"bridge": name, "share": percent(span.share), "load": decimal(span.load_kg / 1000)}
    if event.unit is None:
        if mine:
            telling.say(_HAPPENED.get(event.how, _HAPPENED["opened"]).format(**said), "work", where)
    elif mine or to.is_own(event.unit):
        telling.say(f"{to.name(event.unit)} {_DONE.get(event.how, _DONE['work']).format(**said)}", "work", where)


def span_words(span: Span) -> str:
    """How a bridge stands: "stands and bears 16 tonnes"."""
    if span.stands:
        return f"stands and bears {decimal(span.load_kg / 1000)} tonnes"
    return f"does not stand: {percent(span.share)} of it is there" if span.need else "has not been built"


def bridge_line(view: View, number: int) -> str:
    """A bridge as a side knows it, with its builder and its traffic: for `look` and for the hex panel."""
    span, site = view.bridges[number], view.scenario.board.bridges[number]
    builder = f", built by {side_name(view.scenario, view.scenario.sides[span.side].number)}" if span.side >= 0 else ""
    used = view.bridge_used[number]
    traffic = f"; in use for {minutes(used)} of this turn" if used else ""
    return f"{site.name} {span_words(span)}{builder}{traffic}"
