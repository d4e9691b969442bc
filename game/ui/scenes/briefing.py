"""The briefing: both sides' aims, forces, weather and victory list; what history did is hidden until it is wanted."""

from __future__ import annotations

from collections.abc import Iterator

from game.language import dates
from game.language.describe_figures import figure_words, measure_words
from game.language.describe_game import briefing_lines
from game.language.phrases import count, sentence
from game.model.scenario import Scenario
from game.model.view import View
from game.ui.canvas import Canvas
from game.ui.draw import Drawing
from game.ui.geometry import Rect
from game.ui.lists import Log, text_area
from game.ui.panels.model_parts import asks
from game.ui.scenes.scene import Scene, Shell
from game.ui.theme import Rich, Theme
from game.ui.widgets import Button, Tab, button, panel, tabs


class BriefingScene(Scene):
    """What a commander is told before a battle."""

    name = "briefing"

    def __init__(self, shell: Shell, scenario: Scenario, seats: tuple[str, str], seed: int) -> None:
        super().__init__(shell)
        self.scenario = scenario
        self.seats = seats
        self.seed = seed
        humans = [side for side in (0, 1) if seats[side] == "human"]
        self.side = humans[0] if humans else int(scenario.first)
        self.with_history = False
        self.text = Log(list(self._left()))
        self.list = Log(list(self._right()))
        self.verbs |= {
            "begin": lambda words: self._begin(),
            "side": self._turn_to,
            "history": lambda words: self._history(),
            "model": lambda words: self.open_model(scenario),
            "move": self._move,
            "scroll": lambda words: self.text.wheel(-int(words)),
            "scroll-list": lambda words: self.list.wheel(-int(words)),
        }

    def known(self) -> tuple[Scenario | None, View | None]:
        """This scenario, whose battle has not begun."""
        return self.scenario, None

    def caption(self) -> str:
        """The title bar names the scenario."""
        return f"briefing: {self.scenario.title}"

    def _begin(self) -> None:
        from game.ui.scenes.play import PlayScene  # noqa: PLC0415  (it is the largest scene)
        from game.ui.session import new_session  # noqa: PLC0415

        self.shell.open(PlayScene(self.shell, new_session(self.scenario, self.seats, self.seed)))

    def _turn_to(self, words: str) -> None:
        self.side = int(words) if words in ("0", "1") else 1 - self.side
        self.text = Log(list(self._left()))

    def _history(self) -> None:
        self.with_history = not self.with_history
        self.list = Log(list(self._right()))

    def _move(self, words: str) -> None:
        steps = {"up": -1, "down": 1, "pageup": -12, "pagedown": 12, "first": -9999, "last": 9999}
        self.text.back = max(0, self.text.back + steps.get(words, 0))

    # Words ------------------------------------------------------------------------------------------------------------

    def _left(self) -> Iterator[Rich]:
        """The situation and the aims of the side whose briefing is open."""
        scenario = self.scenario
        for line in briefing_lines(scenario, self.side)[1:]:
            tone = "accent bold" if line.startswith("Your aim:") else "text"
            yield [(line, tone)]
            yield ""
        other = scenario.sides[1 - self.side]
        if other.aims:
            yield [(f"{other.name} wants: ", f"{other.colour} bold"), (sentence(other.aims), "secondary")]
            yield ""
        played = {"human": "you", "staff": "the computer's staff"}
        for number, seat in enumerate(self.seats):
            name = scenario.sides[number]
            yield [
                (name.name, f"{name.colour} bold"),
                (f" is played by {played.get(seat, f'the computer ({seat})')}.", "secondary"),
            ]

    def _right(self) -> Iterator[Rich]:
        """Forces, weather, victory list; history at the end."""
        scenario = self.scenario
        for side in scenario.sides:
            units = [unit for unit in scenario.units if unit.side == side.number]
            yield [
                (side.name, f"{side.colour} bold"),
                f"  {sum(u.men for u in units):,} men in {count(len(units), 'unit')}",
            ]
            names = [f.name for f in scenario.formations.values() if f.side == side.number and not f.parent]
            yield [(", ".join(names), "secondary")]
        yield ""
        yield [("Weather", "accent bold")]
        first = scenario.calendar.turns[0]
        yield f"{sentence(dates.weather_words(first.weather))} {sentence(dates.light_words(first.light))}"
        if first.moon:
            yield [(sentence(first.moon), "secondary")]
        yield ""
        yield [("Victory points", "accent bold")]
        for item in scenario.victory.items:
            owner = scenario.sides[item.side]
            each = f" per {item.per}" if item.per else ""
            yield [(f"{item.points:>3}{each} ", "bold"), (f"{owner.adjective}: ", owner.colour), sentence(item.text)]
        yield ""
        yield [("Result", "accent bold"), (f"  by the lead of {scenario.sides[0].name}, at least", "secondary")]
        for level in scenario.victory.levels:
            yield [
                (f"{level.margin:>+4} " if level is not scenario.victory.levels[-1] else " less ", "secondary"),
                level.name,
            ]
        yield ""
        yield from self._record()

    def _record(self) -> Iterator[Rich]:
        scenario = self.scenario
        if not self.with_history:
            yield [("What history did", "link", "ui history"), ("  is hidden; h shows it.", "hint")]
            return
        yield [("What history did", "accent bold"), ("  (h hides it)", "hint")]
        for figure in scenario.history.figures:
            words = figure_words(scenario, figure.low, figure.high, figure.unit)
            name = sentence(measure_words(scenario, figure.key)).rstrip(".")
            yield [(f"{name}: ", "secondary"), (words, "text", asks(f"history.{figure.id}"))]
        for item in scenario.victory.items:
            if item.history is not None:
                yield [(f"{item.history:>3} of {item.points} ", "bold"), (sentence(item.text), "secondary")]

    # Drawing ----------------------------------------------------------------------------------------------------------

    def paint(self, theme: Theme, window: Rect) -> Drawing:
        """Briefing on the left, list on the right, buttons below."""
        c = Canvas(theme, window)
        c.fill(window, "window")
        head = window.top_part(theme.px(64)).inset(theme.px(28), 0)
        c.text(head, self.scenario.title, 20, face="semibold")
        foot = window.bottom_part(theme.px(60)).inset(theme.px(28), theme.px(13))
        body = window.without(top=theme.px(64), bottom=theme.px(60))
        right = panel(c, body.right_part(min(theme.px(470), body.w * 2 // 5)), edge="left")
        text_area(c, right, self.list, hang=4, wheel="ui scroll-list", from_top=True)
        left = body.without(right=body.right - right.x + theme.px(16)).inset(theme.px(28), 0)
        items = [
            Tab(f"{side.name}", f"ui side {side.number}", active=side.number == self.side)
            for side in self.scenario.sides
        ]
        tabs(c, left.top_part(theme.px(34)), items)
        room = left.without(top=theme.px(48))
        text_area(c, room.left_part(theme.px(760)), self.text, hang=0, wheel="ui scroll", from_top=True)
        self._foot(c, foot)
        return c.drawing()

    def _foot(self, c: Canvas, foot: Rect) -> None:
        t = c.theme
        begin = Button("Begin", "ui begin", "enter", "Enter", primary=True)
        button(c, foot.right_part(t.px(160)), begin)
        history = Button("Hide history" if self.with_history else "What history did", "ui history", "h", "H", "History")
        button(c, foot.without(right=t.px(172)).right_part(t.px(200)), history)
        model = Button("How good is the model?", "ui model", "m", "M", "Model")
        button(c, foot.without(right=t.px(384)).right_part(t.px(230)), model)
        button(c, foot.without(right=t.px(626)).right_part(t.px(110)), Button("Back", "ui back", "escape", "Esc"))
        c.text(foot.without(right=t.px(750)), [("seed ", "secondary"), str(self.seed)], 13)
