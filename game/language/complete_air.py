"""Completion of what is said to squadrons."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.hexgrid import hexes_of
from game.core.ids import enemy_of
from game.engine import Desk, Options
from game.language.describe_air import squadron_line
from game.language.describe_hex import ground_words
from game.language.names import contact_name
from game.language.phrases import count, listing
from game.language.tokens import Token
from game.language.words_air import MISSION_WORDS
from game.model.aircraft import RAID

_MOST_HEXES = 60
"""Hexes without a name offered at most; a mission may go to any of a thousand."""


def squadrons_fly(desk: Desk, options: Options, words: tuple[Token, ...]) -> Iterator[tuple[str, str]]:
    """A squadron, then a mission, then a hex or airfield, by what is possible now."""
    scenario = desk.scenario
    if not words:
        own = {squadron.number: squadron for squadron in desk.view().squadrons}
        for option in options.squadrons:
            yield scenario.squadrons[option.squadron].id, squadron_line(desk.view(), own[option.squadron])
        return
    said = words[0].text.lower()
    chosen = next((o for o in options.squadrons if scenario.squadrons[o.squadron].id.lower() == said), None)
    if chosen is None:
        return
    if len(words) == 1:
        for mission, _ in chosen.missions:
            yield mission, f"{MISSION_WORDS[mission]} a hex, {count(chosen.sorties, 'sortie')} left"
        if chosen.bases:
            yield RAID, f"{MISSION_WORDS[RAID]} an enemy squadron, {count(chosen.sorties, 'sortie')} left"
    elif len(words) == 2 and words[1].text.lower() == RAID:
        for name in chosen.bases:
            base = scenario.bases_of[enemy_of(desk.side)][name]
            yield name, f"{base.name}, {base.km} km behind the enemy's front"
    elif len(words) == 2:
        mask = dict(chosen.missions).get(words[1].text.lower(), 0)
        yield from _hexes(desk, mask)


def _hexes(desk: Desk, mask: int) -> Iterator[tuple[str, str]]:
    """Hexes of a bit set: places by their names first, then those with contacts, then others."""
    board, view = desk.scenario.board, desk.view()
    reasons = {}
    for hex_ in sorted(hexes_of(mask), key=lambda h: (h not in view.contacts_at, h)):
        there = [contact_name(desk.scenario, contact) for contact in view.contacts_at.get(hex_, ())]
        reasons[hex_] = (f"{listing(there)}, " if there else "") + ground_words(board, hex_)
    for place in board.places:
        if place.hex in reasons:
            yield place.id, f"{board.grid.name(place.hex)}, {reasons[place.hex]}"
    for hex_, reason in list(reasons.items())[:_MOST_HEXES]:
        yield board.grid.name(hex_), reason
