"""What is kept in the caches of a state, and is forgotten when an event makes it stale."""

from __future__ import annotations

from game.model.state import GameState

OCCUPANCY = (
    "occupants",
    "masks",
    "loads",
    "zoc0",
    "zoc1",
    "sight0",
    "sight1",
    "supply0",
    "supply1",
    "known_supply0",
    "known_supply1",
    "known_masks0",
    "known_masks1",
    "ring0",
    "ring1",
    "known_ring0",
    "known_ring1",
    "enclosed0",
    "enclosed1",
)
"""Caches that hang on where units stand; `rules.ground` and others rebuild them when asked."""

LIT = ("sight0", "sight1", "farthest", "supply0", "supply1", "known_supply0", "known_supply1")
"""Caches that hang on light and weather."""

WAYS = (
    *("supply0", "supply1", "known_supply0", "known_supply1", "ring0", "ring1", "known_ring0", "known_ring1"),
    *("enclosed0", "enclosed1"),
)
"""Caches that hang on bridges and on traffic held down from the air."""


def drop_occupancy(state: GameState) -> None:
    """Forgets what was computed from the units' places."""
    caches = state.caches
    for name in OCCUPANCY:
        caches.pop(name, None)


def drop_known(state: GameState, side: int) -> None:
    """Forgets what was computed from what a side knows of the enemy."""
    state.caches.pop(f"known{side}", None)
    state.caches.pop(f"known_masks{side}", None)
    state.caches.pop(f"known_supply{side}", None)
    state.caches.pop(f"known_ring{side}", None)
    state.caches.pop(f"enclosed{side}", None)
