"""The dialog for an order to a formation: whom, what, where, by when, within which limits, and the staff's answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import define, evolve, field

from game.core.ids import HexId
from game.engine import Desk
from game.language.dates import when
from game.language.describe_missions import format_mission
from game.language.names import hex_name
from game.language.phrases import count
from game.model.missions import GROUND, VERBS, Mission
from game.model.orders import PRESSES
from game.model.units import ON_MAP
from game.ui import popups
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.inputs import KeyPress
from game.ui.text import wrap
from game.ui.theme import Rich, Theme
from game.ui.widgets import Button

ROWS = ("formation", "verb", "place", "hour", "losses", "press")
LABELS = {
    "formation": "Formation",
    "verb": "Task",
    "place": "Place",
    "hour": "By",
    "losses": "Losses under",
    "press": "Press at most",
}
LOSSES = (0, 25, 50, 100, 150, 200, 300, 400, 500, 700, 1000, 1500, 2000)
"""Limits that can be chosen; others can be typed."""
_WIDTH, _ROW, _COLUMN, _ANSWER = 660, 26, 130, 11
CLOSE = "close"
T = TypeVar("T")


@define(eq=False)
class MissionOverlay:
    """An order in the making. Every change asks the staff anew; the line it makes could be typed as well."""

    desk: Desk
    draft: Mission
    answer: Callable[[Mission], Sequence[str]]
    """The staff's answer in lines."""
    row: int = 1
    _asked: Mission | None = None
    _said: tuple[str, ...] = ()
    _formations: tuple[str, ...] = field(init=False)
    _places: tuple[HexId, ...] = field(init=False)
    _hours: tuple[int | None, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        scenario, view = self.desk.scenario, self.desk.view()
        here = {own.number for own in view.units if own.status == ON_MAP}
        self._formations = tuple(
            f.id
            for f in scenario.formations.values()
            if f.side == self.desk.side and here.intersection(scenario.units_in[f.id])
        )
        places = [self.draft.object] if self.draft.object is not None else []
        places += [place.hex for place in scenario.board.objectives]
        places += [hex_ for hex_ in view.contacts_at if hex_ >= 0]
        self._places = tuple(dict.fromkeys(places))
        ends = [turn.start + turn.minutes for turn in scenario.calendar.turns]
        self._hours = (None, *(minute for minute in ends if minute > view.minute))

    # Choosing ---------------------------------------------------------------------------------------------------------

    def change(self, row: str, step: int) -> None:
        """Takes the next or the last value of a row."""
        draft = self.draft
        match row:
            case "formation":
                self.draft = evolve(draft, formation=_next(self._formations, draft.formation, step), kept=())
            case "verb":
                verb = _next(VERBS, draft.verb, step)
                place = draft.object if draft.object is not None or verb not in GROUND else self._places[0]
                self.draft = evolve(draft, verb=verb, object=place)
            case "place":
                places = (*self._places, *(() if draft.verb in GROUND else (None,)))
                self.draft = evolve(draft, object=_next(places, draft.object, step))
            case "hour":
                self.draft = evolve(draft, by_minute=_next(self._hours, draft.by_minute, step))
            case "losses":
                self.draft = evolve(draft, loss_limit=_next(LOSSES, draft.loss_limit, step))
            case "press":
                self.draft = evolve(draft, press=_next(PRESSES, draft.press, step))

    def value(self, row: str) -> str:
        """What stands in a row."""
        scenario, draft = self.desk.scenario, self.draft
        match row:
            case "formation":
                units = [u for u in scenario.units_in[draft.formation] if self.desk.view().unit_of[u].status == ON_MAP]
                return f"{scenario.formations[draft.formation].name}, {count(len(units), 'unit')}"
            case "verb":
                return draft.verb
            case "place":
                return hex_name(scenario.board, draft.object) if draft.object is not None else "none"
            case "hour":
                return when(scenario.calendar, draft.by_minute) if draft.by_minute is not None else "no hour"
            case "losses":
                return f"{draft.loss_limit} men" if draft.loss_limit else "no limit"
            case _:
                return draft.press

    @property
    def line(self) -> str:
        """The order as it would be typed, without its first word."""
        return format_mission(self.draft, self.desk.scenario).removeprefix("order ")

    def said(self) -> tuple[str, ...]:
        """The staff's answer to the order as it stands."""
        if self._asked != self.draft:
            self._asked, self._said = self.draft, tuple(self.answer(self.draft))
        return self._said

    # Overlay ----------------------------------------------------------------------------------------------------------

    def draw(self, theme: Theme, window: Rect, area: Rect) -> Drawing:
        """The dialog in the middle of the window."""
        t = theme
        buttons = (
            Button("Back", CLOSE, "escape", "Esc"),
            Button("Give the order", f"ui mission {self.line}", "enter", "Enter", primary=True),
        )
        width = min(t.px(_WIDTH), window.w - 2 * t.px(20)) - 2 * t.px(20)
        said = sum(len(wrap(t.runs(words), width, t.measure, 0)) for words in self.said())
        rows = (len(ROWS) * _ROW + max(_ANSWER, said + 2) * 19 + 44) / 20
        content = popups.Dialog("Order to a formation", (), buttons, _WIDTH, rows)
        drawing, inner = popups.dialog(t, window, content)
        c = Canvas(t, window)
        y = inner.y
        for number, row in enumerate(ROWS):
            self._row(c, Rect(inner.x, y, inner.w, t.px(_ROW)), row, chosen=number == self.row)
            y += t.px(_ROW)
        y += t.px(8)
        c.fill(Rect(inner.x, y, inner.w, t.px(1)), "line")
        self._answer(c, Rect(inner.x, y + t.px(8), inner.w, inner.bottom - y - t.px(8)))
        return drawing + c.drawing()

    def _row(self, c: Canvas, rect: Rect, row: str, *, chosen: bool) -> None:
        t = c.theme
        if chosen:
            c.fill(rect, "raised")
            c.fill(rect.left_part(t.px(3)), "accent")
        c.text(rect.without(left=t.px(10)).left_part(t.px(_COLUMN)), LABELS[row], tone="secondary")
        value = rect.without(left=t.px(_COLUMN + 10))
        less, more = value.left_part(t.px(24)), value.right_part(t.px(24))
        c.text(less, "<", tone="link", align="centre")
        c.text(more, ">", tone="link", align="centre")
        c.text(value.inset(t.px(28), 0), self.value(row), face="semibold" if chosen else "regular")
        c.hit(value, f"mission {row} 1", "Click for the next; arrow keys choose", wheel=f"mission {row}")
        c.hit(less, f"mission {row} -1", "The one before")

    def _answer(self, c: Canvas, rect: Rect) -> None:
        """The staff's answer, the order as it would be typed below it."""
        t = c.theme
        pitch, y = t.line(), rect.y
        foot = rect.bottom_part(pitch)
        for words in self.said():
            for line in wrap(t.runs(words), rect.w, t.measure, 0):
                if y + pitch <= foot.y:
                    c.line(Rect(rect.x, y, rect.w, pitch), line)
                y += pitch
        typed: Rich = [("> ", "good"), (f"order {self.line}", "secondary")]
        c.text(foot, typed, 12)

    def key(self, press: KeyPress) -> str:
        """Up and down choose a row, left and right its value; Enter gives the order, Esc goes back."""
        if press.chord in ("up", "down", "tab", "shift+tab"):
            step = -1 if press.chord in ("up", "shift+tab") else 1
            return f"mission row {step}"
        if press.chord in ("left", "right"):
            return f"mission {ROWS[self.row]} {1 if press.chord == 'right' else -1}"
        if press.chord == "enter":
            return f"ui mission {self.line}"
        return CLOSE if press.chord == "escape" else ""

    def keeps(self, action: str) -> bool:
        """Choosing."""
        head, _, rest = action.partition(" ")
        row, _, step = rest.partition(" ")
        if head != "mission" or not step.lstrip("-").isdigit():
            return False
        if row == "row":
            self.row = (self.row + int(step)) % len(ROWS)
        elif row in ROWS:
            self.row = ROWS.index(row)
            self.change(row, 1 if int(step) > 0 else -1)
        return True


def _next(values: Sequence[T], now: T, step: int) -> T:
    """The value after or before one in a round; the first where it is none of them."""
    found = list(values)
    return found[(found.index(now) + step) % len(found)] if now in found else found[0]
