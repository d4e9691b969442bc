"""The one door to sentences: events, refusals and faults in words."""

from __future__ import annotations

from game.language.audience import Audience, Line
from game.language.words_assault import assault_line, assault_tree
from game.language.words_events import events_for, events_for_umpire
from game.language.words_faults import fault_sentence
from game.language.words_refusals import refusal_sentence

__all__ = [
    "Audience",
    "Line",
    "assault_line",
    "assault_tree",
    "events_for",
    "events_for_umpire",
    "fault_sentence",
    "refusal_sentence",
]
