"""topbar."""

from __future__ import annotations

from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.panels.models import TopBar
from game.ui.theme import Theme


def draw(theme: Theme, rect: Rect, panel: TopBar) -> Drawing:
    """The topbar in its rectangle."""
    c = Canvas(theme, rect)
    c.text(rect.top_part(theme.line()), panel.title, face="semibold")
    return c.drawing()
