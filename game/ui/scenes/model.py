"""How good the model is for a scenario: its recorded figures among the simulated games, and where it fails."""

from __future__ import annotations

from game.model.scenario import Scenario
from game.model.view import View
from game.report.clouds import shipped_cloud
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import ListState
from game.ui.panels.page import page
from game.ui.scenes import report_history
from game.ui.scenes.scene import Scene, Shell
from game.ui.theme import Theme
from game.ui.widgets import Button, button

_MOST_WIDE = 1180


class ModelScene(Scene):
    """The page on the model that the report has too, for a scenario that is not in play."""

    name = "model"

    def __init__(self, shell: Shell, scenario: Scenario) -> None:
        super().__init__(shell)
        self.scenario = scenario
        self.simulated = shipped_cloud(scenario)
        self.list = ListState()
        self.rows = 20
        self.verbs |= {"move": self._move, "scroll": lambda words: self._scroll(-int(words))}

    def caption(self) -> str:
        """The title bar names the scenario."""
        return f"model: {self.scenario.title}"

    def known(self) -> tuple[Scenario | None, View | None]:
        """The scenario; it is not in play, so that nothing of it is secret."""
        return self.scenario, None

    def _move(self, words: str) -> None:
        far = self.rows - 2
        steps = {"up": -1, "down": 1, "pageup": -far, "pagedown": far, "first": -99999, "last": 99999}
        self._scroll(steps.get(words, 0))

    def _scroll(self, lines: int) -> None:
        self.list.top = max(0, self.list.top + lines)

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """The page, and a button to leave it."""
        t, c = theme, Canvas(theme, window)
        c.fill(window, "window")
        foot = window.bottom_part(t.px(56)).inset(t.px(28), t.px(12))
        body = window.inset(t.px(28), t.px(20)).without(bottom=t.px(50))
        body = body.left_part(min(body.w, t.px(_MOST_WIDE)))
        self.rows = max(4, body.h // t.line())
        c.hit(body, wheel="ui scroll")
        c.paste(page(t, body, self.list, lambda sheet: report_history.model(sheet, self.scenario, self.simulated)))
        button(c, foot.right_part(t.px(120)), Button("Back", "ui back", "escape", "Esc", primary=True))
        return c.drawing()
