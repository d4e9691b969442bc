"""The manual: chapters on the left, the text on the right, with search and a way back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.language.help import chapters, filled, help_lines, overview_lines, rules
from game.model.rulebook import Rulebook
from game.model.scenario import Scenario
from game.model.view import View
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import Item, ListState, Log, list_box, rows_shown, text_area
from game.ui.scenes.overlay import FieldOverlay
from game.ui.scenes.scene import Scene, Shell
from game.ui.theme import Rich, Theme
from game.ui.widgets import Button, button, panel

_MARK = re.compile(r"(\*\*[^*]+\*\*|`[^`]+`|\b\d{1,2}\.\d{1,2}\b)")
COMMANDS = "commands"
"""The name of the page with the order language."""
_SIDE = 260


class ManualScene(Scene):
    """The manual over whatever scene asked for it."""

    name = "manual"

    def __init__(self, shell: Shell, scenario: Scenario | None, topic: str = "") -> None:
        super().__init__(shell)
        self.scenario = scenario
        self.figures = scenario.rules if scenario is not None else None
        self.pages = (*chapters(), COMMANDS)
        self.list = ListState()
        self.topic = ""
        self.log = Log()
        self.before: list[str] = []
        self.shown_rows = 20
        self.verbs |= {
            "topic": self.go,
            "chapter": self._step,
            "last": lambda words: self._last(),
            "move": self._move,
            "scroll": lambda words: self._scroll(int(words)),
            "find": self._find,
        }
        self.show(topic or self.pages[0])

    def caption(self) -> str:
        """The title bar names the page."""
        return f"manual: {self.topic}"

    def known(self) -> tuple[Scenario | None, View | None]:
        """The scenario whose rules are shown; its rules are no secret, and its other figures are not asked for here."""
        return self.scenario, None

    def go(self, topic: str) -> None:
        """Opens another page and remembers this one."""
        if topic and topic != self.topic:
            self.before.append(self.topic)
            self.show(topic)

    def show(self, topic: str) -> None:
        """Opens a page: a chapter, a rule by its number, or what the manual says on a word."""
        self.topic = topic
        self.log = Log(list(page(topic, self.figures)))
        if topic in self.pages:
            self.list.select(self.pages.index(topic), len(self.pages), self.shown_rows)

    def _last(self) -> None:
        if self.before:
            self.show(self.before.pop())

    def _step(self, words: str) -> None:
        place = (self.list.selected + (1 if words == "next" else -1)) % len(self.pages)
        self.go(self.pages[place])

    def _move(self, words: str) -> None:
        steps = {"up": 1, "down": -1, "pageup": 15, "pagedown": -15, "first": 9999, "last": -9999}
        self._scroll(steps.get(words, 0))

    def _scroll(self, lines: int) -> None:
        # The text is shown from its top: older lines are those above.
        self.log.wheel(-lines)

    def _find(self, words: str) -> None:
        if words:
            self.go(words)
        else:
            self.cover(
                FieldOverlay(
                    "Find in the manual", ("A word, a command or the number of a rule.",), "ui find", accept="Find"
                )
            )

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """Chapters and text."""
        c = Canvas(theme, window)
        c.fill(window, "window")
        head, body = window.top_part(theme.px(48)), window.without(top=theme.px(48))
        title = head.inset(theme.px(20), 0)
        c.text(title, [("The manual", "bold"), ("   " + _title(self.topic), "secondary")], 16)
        button(
            c,
            title.right_part(theme.px(110)).inset(0, theme.px(8)),
            Button("Back", "ui back", "escape", "Esc", primary=True),
        )
        find = title.without(right=theme.px(122)).right_part(theme.px(96)).inset(0, theme.px(8))
        button(c, find, Button("Find", "ui find", "/", "/"))
        side = min(theme.px(_SIDE), window.w // 3)
        inner = panel(c, body.left_part(side), edge="top")
        self.shown_rows = rows_shown(theme, inner, 26)
        items = [Item(_title(name), action=f"ui topic {name}") for name in self.pages]
        list_box(c, inner, items, self.list, row_height=26)
        room = body.without(left=side).inset(theme.px(28), theme.px(18))
        text_area(c, room.left_part(theme.px(860)), self.log, hang=0, wheel="ui scroll", from_top=True)
        return c.drawing()


def page(topic: str, rulebook: Rulebook | None) -> Iterator[Rich]:
    """The lines of a page; rule numbers are links. Without a rulebook the places of figures stay as they are."""
    if topic in chapters():
        text = chapters()[topic]
        yield from _chapter(filled(text, rulebook) if rulebook is not None else text)
        return
    lines = overview_lines() if topic == COMMANDS or rulebook is None else help_lines(topic, rulebook)
    for line in lines:
        yield _styled(line)
        yield ""


def _chapter(text: str) -> Iterator[Rich]:
    """A chapter in paragraphs, with its headings in the accent."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().splitlines()
        while lines and lines[0].startswith("#"):
            yield [(lines.pop(0).lstrip("# "), "accent bold")]
        if not lines:
            continue
        if lines[0].lstrip()[:1] in "|-*" and not lines[0].startswith("**"):
            yield from (_styled(line.strip()) for line in lines)
        else:
            yield _styled(" ".join(line.strip() for line in lines))
        yield ""


def _styled(line: str) -> Rich:
    """A line with bold words bold, commands as links' colour, rule numbers as links."""
    known = rules()
    parts: list[str | tuple[str, str] | tuple[str, str, str]] = []
    for piece in _MARK.split(line):
        if piece.startswith("**"):
            parts.append((piece.strip("*"), "bold"))
        elif piece.startswith("`"):
            parts.append((piece.strip("`"), "accent"))
        elif piece in known:
            parts.append((piece, "link", f"ui topic {piece}"))
        elif piece:
            parts.append(piece)
    return parts


def _title(name: str) -> str:
    """A chapter's file name as words."""
    return re.sub(r"^\d+-", "", name).replace("-", " ").capitalize() if name else ""
