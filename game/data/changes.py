"""What an experiment changes in a scenario: single values and overlay files, as text that any process can take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen


@frozen(kw_only=True)
class Changes:
    """Changes laid over a scenario, or over a variant: overlays in their order, then single values in theirs."""

    sets: tuple[str, ...] = ()
    """Each `path=value`, such as `forces.units.1-75.men=500` or `rules.combat.rates.per_hour=0.11`."""
    overlays: tuple[tuple[str, str], ...] = ()
    """Name for messages and text of each overlay file."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.sets or self.overlays)

    def plain(self) -> dict[str, Any]:
        """As lists and text, for JSON."""
        return {"sets": list(self.sets), "overlays": [[name, text] for name, text in self.overlays]}

    @classmethod
    def from_plain(cls, found: Mapping[str, Any]) -> Changes:
        """What `plain` wrote.

        Raises:
            ValueError: it is not of that shape.
        """
        sets, overlays = found.get("sets", []), found.get("overlays", [])
        if not (isinstance(sets, list) and all(isinstance(one, str) for one in sets)):
            raise ValueError("'sets' is not a list of texts")
        if not (isinstance(overlays, list) and all(map(_is_pair, overlays))):
            raise ValueError("'overlays' is not a list of pairs of name and text")
        return cls(sets=tuple(sets), overlays=tuple((name, text) for name, text in overlays))


def _is_pair(found: Any) -> bool:
    return isinstance(found, list) and len(found) == 2 and all(isinstance(text, str) for text in found)


NONE = Changes()
"""The scenario as it is."""
