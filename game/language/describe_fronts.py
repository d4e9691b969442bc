"""The front of the record at this hour beside a side's own, in words."""

from __future__ import annotations

from game.language import dates
from game.language.names import side_name
from game.language.phrases import count, listing, sentence
from game.model.fronts import ground
from game.model.history import Front
from game.model.view import View

_NAMED = 4
"""So many units are named; the rest are counted."""


def front_lines(view: View) -> list[str]:
    """For each line of the front in history at this hour: who, of what the side knows, stands on its other side."""
    return [_front(view, front) for front in view.scenario.history.fronts_at(view.minute)]


def _front(view: View, front: Front) -> str:
    """One line: its own side's units inside a pocket of its own are counted, else those beyond the line."""
    scenario = view.scenario
    behind, before = ground(scenario.board, front)
    is_own = front.holder == view.side
    beyond, home = (before, behind) if is_own else (behind, before)
    since = dates.when(scenario.calendar, front.minute)
    head = f"{front.name}, in history since {since} with {side_name(scenario, front.holder)} behind it"
    if front.is_closed:
        caught = _names(view, behind)
        inside = _named(caught) if is_own else count(_enemies(view, behind), "known enemy unit")
        return sentence(f"{head}: {inside if caught or not is_own else 'none of your units'} inside it now")
    over, foes = _names(view, beyond), _enemies(view, home)
    parts = [f"{_named(over)} of yours stand{'s' * (len(over) == 1)} beyond it"] if over else []
    parts += [f"{count(foes, 'known enemy unit')} on your side of it"] if foes else []
    return sentence(f"{head}: {', '.join(parts) or 'nobody stands on the other side of it'}")


def _names(view: View, ground_: int) -> list[str]:
    units = [unit for hex_, stack in view.stacks.items() if ground_ >> hex_ & 1 for unit in stack]
    return [view.scenario.units[number].id for number in sorted([unit.number for unit in units])]


def _enemies(view: View, ground_: int) -> int:
    return sum([1 for contact in view.contacts if ground_ >> contact.hex & 1])


def _named(names: list[str]) -> str:
    more = len(names) - _NAMED
    return listing(names if more <= 1 else [*names[:_NAMED], f"{more} more units"])
