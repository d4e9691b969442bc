"""The organisation tree."""

from __future__ import annotations

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.models import OrgPanel
from game.ui.theme import Theme


def draw(theme: Theme, rect: Rect, panel: OrgPanel, state: ListState | None = None) -> Drawing:
    """The organisation tree. `state.top` is how many lines it is scrolled, set back where that goes beyond its end."""
    del state
    c = Canvas(theme, rect)
    c.text(rect.top_part(theme.line()), panel.title, face="semibold")
    return c.drawing()
