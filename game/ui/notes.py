"""Historical notes as the pop-up shows them."""

from __future__ import annotations

from game.core.ids import SideId
from game.language.names import short_place
from game.model.history import Note
from game.model.scenario import Scenario
from game.ui import popups

_CERTAINTY = {"high": "well attested", "medium": "attested", "low": "disputed or thin"}


def shown_note(scenario: Scenario, note: Note, side: SideId, *, other: bool = False) -> popups.Note:
    """A note with its sources; with `other` only the accounts of the other side, where there are any."""
    place = scenario.board.place_by_id.get(note.place)
    where = " · ".join(part for part in (note.date, short_place(place) if place else "") if part)
    paragraphs = tuple(" ".join(part.split()) for part in note.text.strip().split("\n\n") if part.strip())
    own = scenario.sides[side]
    voices = tuple((voice.who, " ".join(voice.text.split())) for voice in note.voices)
    if other:
        theirs = tuple(v for v in voices if own.adjective not in v[0] and own.name not in v[0])
        paragraphs, voices = (() if theirs else ("No account of the other side is in the records.",)), theirs
    origin = note.provenance.entry
    numbers = {source: number for number, source in enumerate(scenario.sources, 1)}
    cited = " ".join(f"[{numbers[source]}]" if source in numbers else f"[{source}]" for source in origin.sources)
    return popups.Note(
        title=note.title,
        kicker=f"HISTORICAL NOTE{f' · {where}' if where else ''}",
        native=note.native,
        paragraphs=paragraphs,
        voices=voices,
        correction="" if other else " ".join(note.correction.split()),
        game="" if other else " ".join(note.game.split()),
        sources=cited,
        origin=f"ui source notes.{note.id}",
        certainty=_CERTAINTY.get(origin.confidence, origin.confidence),
    )
