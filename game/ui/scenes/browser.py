"""The scenarios: the list on the left, broken ones greyed with their first fault; what each is about on the right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.data.catalogue import Entry
from game.language import dates
from game.language.phrases import count
from game.model.scenario import Scenario
from game.ui import mapview
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Column, Rect
from game.ui.lists import Item, ListState, list_box, rows_shown
from game.ui.scenes.briefing import BriefingScene
from game.ui.scenes.overlay import FieldOverlay, TextOverlay
from game.ui.scenes.scene import Scene, Shell
from game.ui.session import SEATS
from game.ui.start import new_seed, usual_seats
from game.ui.theme import Theme
from game.ui.widgets import Button, Choice, button, choices, panel, rule

_ROW = 46
_SEAT_WORDS = {
    "human": "you",
    "staff": "staff",
    "seasoned": "seasoned staff",
    "drill": "drill book",
    "random": "random",
}


class BrowserScene(Scene):
    """Chooses a scenario, who plays its sides, and the seed of its dice."""

    name = "scenarios"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.entries: list[Entry] = []
        self.list = ListState()
        self.shown = 8
        self.seats: dict[str, tuple[str, str]] = {}
        self.seed = new_seed()
        self.verbs |= {
            "move": self._move,
            "choose": self._choose,
            "seat": self._seat,
            "seed": self._seed,
            "enter-seed": lambda words: self._enter_seed(),
            "play": lambda words: self._play(),
            "model": lambda words: self._model(),
            "faults": lambda words: self._faults(),
            "reload": lambda words: self._reload(),
            "scroll": lambda words: self.list.wheel(int(words), len(self.entries), self.shown),
        }
        self._reload()

    def _reload(self) -> None:
        self.shell.catalogue.reload()
        # What can be played comes first, short battles before long ones.
        found = self.shell.catalogue.scenarios()
        order = {e.id: (e.scenario is None, _length(e), e.id) for e in found}
        # A variant stands below what it is a variant of.
        self.entries = sorted(found, key=lambda e: (order.get(e.variant_of, order[e.id]), bool(e.variant_of), e.id))

    @property
    def entry(self) -> Entry | None:
        """The chosen line."""
        return self.entries[self.list.selected] if 0 <= self.list.selected < len(self.entries) else None

    def seats_of(self, scenario: Scenario) -> tuple[str, str]:
        """Who plays the sides of a scenario, as chosen so far."""
        return self.seats.get(scenario.id, usual_seats(scenario))

    def _move(self, words: str) -> None:
        page = max(1, self.shown - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "first": -9999, "last": 9999}
        self.list.select(self.list.selected + steps.get(words, 0), len(self.entries), self.shown)

    def _choose(self, words: str) -> None:
        self.list.select(int(words), len(self.entries), self.shown)

    def _seat(self, words: str) -> None:
        """`seat SIDE [LEVEL]`: the level, or the next one."""
        number, _, level = words.partition(" ")
        scenario = self.entry.scenario if self.entry else None
        if scenario is None or number not in ("0", "1"):
            return
        seats = list(self.seats_of(scenario))
        now = seats[int(number)]
        seats[int(number)] = level if level in SEATS else SEATS[(SEATS.index(now) + 1) % len(SEATS)]
        self.seats[scenario.id] = (seats[0], seats[1])

    def _seed(self, words: str) -> None:
        if words and not words.isdigit():
            self.tell("Seed", "A seed is a whole number, such as 4207.")
            return
        self.seed = int(words[:15]) if words else new_seed()

    def _enter_seed(self) -> None:
        field = FieldOverlay(
            "Seed of the dice",
            ("The same seed and the same orders give the same battle.",),
            "ui seed",
            accept="Take it",
        )
        field.state.put(str(self.seed))
        self.cover(field)

    def _faults(self) -> None:
        if self.entry is not None and self.entry.problems:
            self.cover(TextOverlay(f"Faults in {self.entry.id}", [str(problem) for problem in self.entry.problems]))

    def _model(self) -> None:
        if self.entry is not None and self.entry.scenario is not None:
            self.open_model(self.entry.scenario)

    def _play(self) -> None:
        entry = self.entry
        if entry is None:
            return
        if entry.scenario is None:
            self._faults()
            return
        self.shell.open(BriefingScene(self.shell, entry.scenario, self.seats_of(entry.scenario), self.seed))

    # Drawing ----------------------------------------------------------------------------------------------------------

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """List, details and buttons."""
        c = Canvas(theme, window)
        c.fill(window, "window")
        side = min(theme.px(430), window.w * 2 // 5)
        self._list(c, panel(c, window.left_part(side), edge="none"))
        inner = window.without(left=side).inset(theme.px(32), theme.px(24))
        foot = inner.bottom_part(theme.px(34))
        body = inner.without(bottom=theme.px(46))
        if self.entry is None:
            c.text(body.top_part(theme.px(30)), "There are no scenarios here.", 16)
        elif self.entry.scenario is None:
            self._broken(c, body, self.entry)
        else:
            self._details(c, body, self.entry.scenario)
        ready = self.entry is not None and self.entry.scenario is not None
        button(
            c,
            foot.right_part(theme.px(170)),
            Button("Briefing", "ui play", "enter", "Enter", primary=True, enabled=ready),
        )
        back = foot.without(right=theme.px(182)).right_part(theme.px(110))
        button(c, back, Button("Back", "ui back", "escape", "Esc"))
        return c.drawing()

    def _list(self, c: Canvas, inner: Rect) -> None:
        t = c.theme
        column = Column(inner)
        c.text(column.take(t.px(44)), "Scenarios", 20, face="semibold")
        column.skip(t.px(6))
        self.shown = max(1, rows_shown(t, column.rect, _ROW))
        items = [self._item(number, entry) for number, entry in enumerate(self.entries)]
        list_box(c, column.rect, items, self.list, row_height=_ROW, wheel="ui scroll")

    @staticmethod
    def _item(number: int, entry: Entry) -> Item:
        scenario, action = entry.scenario, f"ui choose {number}"
        if scenario is None:
            fault = entry.first_fault
            words = f"{Path(fault.file).name}:{fault.line} {fault.text}" if fault else "cannot be read"
            return Item([(entry.title, "hint"), ("  " + words, "bad")], "broken", action, str(fault or ""))
        turns = count(len(scenario.calendar.turns), "turn")
        title = [("    " + scenario.title, "text")] if entry.variant_of else [(scenario.title, "bold")]
        return Item(title, turns, action, scenario.summary)

    def _broken(self, c: Canvas, rect: Rect, entry: Entry) -> None:
        t = c.theme
        column = Column(rect)
        c.text(column.take(t.px(36)), entry.title, 20, tone="secondary", face="semibold")
        c.text(column.take(t.px(26)), "This scenario cannot be played. Its first fault:", tone="warning")
        y = c.paragraph(column.rect, str(entry.first_fault or "the files cannot be read"), tone="bad")
        more = Rect(rect.x, y + t.px(12), t.px(170), t.px(32))
        button(c, more, Button("All faults", "ui faults", "f", "F"))
        button(c, more.moved(t.px(182), 0), Button("Read again", "ui reload", "r", "R"))

    def _details(self, c: Canvas, rect: Rect, scenario: Scenario) -> None:
        t = c.theme
        picture = rect.right_part(min(t.px(290), rect.w // 3)).top_part(min(t.px(330), rect.h // 2))
        board = scenario.board
        spots = [unit.hex for unit in scenario.units if unit.hex >= 0] + [place.hex for place in board.objectives]
        model = mapview.MapModel(board=board, overlays=frozenset({"borders", "grid"}))
        drawn = mapview.draw(t, picture, mapview.framed(picture, board, spots), model)
        c.paste(Drawing(drawn.commands))
        c.outline(picture, "line", t.px(1))
        column = Column(rect.without(right=picture.w + t.px(24)))
        c.text(column.take(t.px(36)), scenario.title, 20, face="semibold")
        y = c.paragraph(column.rect, scenario.summary, 14)
        column.skip(y - column.y + t.px(10))
        for key, value in _facts(scenario):
            row = column.take(t.px(22))
            c.text(row.left_part(t.px(96)), key, tone="secondary")
            y = c.paragraph(
                row.without(left=t.px(100)).meet(rect).join(Rect(row.x + t.px(100), row.y, 1, t.px(40))), value
            )
            column.skip(max(0, y - column.y))
        low = Rect(rect.x, max(column.y, picture.bottom) + t.px(12), rect.w, rect.h)
        self._seats(c, Column(low.meet(rect)), scenario)

    def _seats(self, c: Canvas, column: Column, scenario: Scenario) -> None:
        """Sides with their strength and who plays them, and the seed."""
        t = c.theme
        rule(c, column.take(t.px(10)))
        seats = self.seats_of(scenario)
        for side in scenario.sides:
            row = column.take(t.px(28))
            c.text(row, [(side.name, f"{side.colour} bold"), f"   {_strength(scenario, side.number)}"], 14)
            values = [
                Choice(_SEAT_WORDS[seat], f"ui seat {side.number} {seat}", seats[side.number] == seat) for seat in SEATS
            ]
            choices(c, column.take(t.px(30)), f"played by  ({side.number + 1})", values, column=150)
            column.skip(t.px(6))
        row = column.take(t.px(30))
        c.text(row.left_part(t.px(150)), "seed of the dice", tone="secondary")
        c.text(row.without(left=t.px(150)).left_part(t.px(110)), [(str(self.seed), "link bold", "ui enter-seed")], 14)
        button(
            c,
            row.without(left=t.px(260)).left_part(t.px(120)).inset(0, t.px(2)),
            Button("Another", "ui seed", "s", "S"),
        )
        if seats == ("human", "human"):
            c.text(
                column.take(t.px(26)),
                "Two players at one screen: the map is covered between their turns.",
                12,
                tone="hint",
            )


def _length(entry: Entry) -> int:
    return len(entry.scenario.units) * len(entry.scenario.calendar.turns) if entry.scenario else 0


def _strength(scenario: Scenario, side: int) -> str:
    units = [unit for unit in scenario.units if unit.side == side]
    men, tubes = sum(unit.men for unit in units), sum(unit.tubes for unit in units)
    tanks = sum(count_.count for unit in units for count_ in unit.vehicles)
    words = [f"{men:,} men", count(len(units), "unit")]
    words += [count(tubes, "gun")] if tubes else []
    words += [count(tanks, "vehicle")] if tanks else []
    return ", ".join(words)


def _facts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Dates, turns, ground: what one wants to know before choosing."""
    calendar = scenario.calendar
    yield "when", f"{dates.when(calendar, 0)} to {dates.when(calendar, calendar.end_minute)}, {calendar.start.year}"
    lengths = sorted({turn.minutes for turn in calendar.turns})
    spans = f"{lengths[0]}" if len(lengths) == 1 else f"{lengths[0]} to {lengths[-1]}"
    yield "turns", f"{len(calendar.turns)} of {spans} minutes, {scenario.sides[scenario.first].name} moves first"
    yield "map", f"{scenario.board.title}, a hex is {scenario.board.hex_m} m across"
    yield "weather", dates.weather_words(calendar.turns[0].weather)
    if scenario.tutorial:
        yield "lessons", f"{len(scenario.tutorial)} lessons teach the game as you play"
