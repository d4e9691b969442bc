"""Every assault of a game, reckoned again from the list that it came with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.model import events as ev
from game.model.state import GameState
from game.rules.attrition import power_ratio


def assaults(events: Sequence[ev.Event]) -> Iterator[tuple[ev.AssaultResolved, Sequence[ev.Event]]]:
    """Every assault with what came after it in the same breath."""
    for index, event in enumerate(events):
        if isinstance(event, ev.AssaultResolved):
            yield event, events[index + 1 : index + 400]


def hold_the_odds(events: Sequence[ev.Event], state: GameState) -> int:
    """The list of every assault gives its odds, and the men of its outcome fell; how many assaults there were.

    Args:
        state: at the end of the game.
    """
    checked = 0
    for event, after in assaults(events):
        again = power_ratio(event.a_power, event.d_power, event.modifiers)
        assert again == event.ratio, f"the list of the assault on {event.hex} does not give its odds"
        line = event.outcomes[event.drawn]
        for units, men in ((event.units, line.a_men), (event.defenders, line.d_men)):
            lost = 0
            for later in after:
                if isinstance(later, ev.AssaultResolved | ev.UnitMoved | ev.PhaseBegan):
                    break
                if isinstance(later, ev.LossSuffered) and later.unit in units and later.cause != "shells":
                    lost += later.killed + later.wounded + later.missing
            assert lost >= men or all(state.men[u] <= 0 for u in units), (
                f"{lost} men fell where the outcome drawn says {men}"
            )
        checked += 1
    return checked
