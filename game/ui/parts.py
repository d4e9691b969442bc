"""Parts of a screen as they were drawn last: one is drawn anew only when something that it hangs on has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from attrs import define, field

from game.ui.draw import Drawing
from game.ui.geometry import Rect


@define(eq=False)
class Parts:
    """The last drawing of each part, by name."""

    _kept: dict[str, tuple[Hashable, tuple[object, ...], Drawing]] = field(factory=dict)

    def get(
        self, name: str, rect: Rect, key: Hashable, things: tuple[object, ...], draw: Callable[[], Drawing]
    ) -> Drawing:
        """The part as one group within its rectangle.

        Args:
            key: what the part hangs on and can be compared.
            things: what it hangs on and is the same only if it is the same object, such as a view.
        """
        found = self._kept.get(name)
        if found is not None and found[0] == (rect, key) and _same(found[1], things):
            return found[2]
        drawing = draw().grouped(rect, is_whole=True)
        self._kept[name] = ((rect, key), things, drawing)
        return drawing


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(a is b for a, b in zip(before, now, strict=True))
