"""Men lost turn by turn as bars: the first side above the line, the second below."""

from __future__ import annotations

from collections.abc import Sequence

from game.language import dates
from game.language.phrases import men
from game.model.scenario import Scenario
from game.report.drawing.svg import element, label, number, title
from game.report.harmless import shortened
from game.report.story import TurnTold
from game.sim.chronicle import DAY

_WIDTH, _HALF = 900.0, 84.0
"""Width of the drawing, and height of the tallest bar."""
_LEFT, _FOOT = 44.0, 26.0
"""Room for the scale, and for the dates."""


def loss_bars(scenario: Scenario, turns: Sequence[TurnTold]) -> str:
    """The bars as one `<svg>`; empty where nobody was lost."""
    most = max((lost for turn in turns for lost in turn.lost), default=0)
    if not most:
        return ""
    step = (_WIDTH - _LEFT) / len(turns)
    middle = _HALF + 14.0
    parts = [_scale(most, middle), _days(scenario, turns, step, 2 * middle)]
    for place, turn in enumerate(turns):
        x = _LEFT + place * step
        for side in scenario.sides:
            high = _HALF * turn.lost[side.number] / most
            top = middle - high if side.number == 0 else middle
            told = title(f"Turn {turn.number}: {side.name} {men(turn.lost[side.number])}")
            bar = element("rect", told, x=x + 0.08 * step, y=top, width=0.84 * step, height=high, class_=side.colour)
            parts.append(bar if turn.lost[side.number] else "")
    first, second = (shortened(side.name, 40) for side in scenario.sides)
    parts += [label(first, _LEFT + 4, 10, "side"), label(second, _LEFT + 4, 2 * middle - 3, "side")]
    box = f"0 0 {number(_WIDTH)} {number(2 * middle + _FOOT)}"
    return element("svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", viewBox=box, class_="bars")


def _scale(most: int, middle: float) -> str:
    """The line between the sides, and a line at a round number on each side of it."""
    step = next(s for n in range(9) for s in (10**n, 2 * 10**n, 5 * 10**n) if most <= 2.5 * s)
    parts = [element("path", d=f"M{number(_LEFT)} {number(middle)}H{number(_WIDTH)}", class_="zero")]
    for times in range(-int(most // step), int(most // step) + 1):
        if times:
            y = middle - _HALF * times * step / most
            parts.append(element("path", d=f"M{number(_LEFT)} {number(y)}H{number(_WIDTH)}", class_="rule"))
            parts.append(label(str(abs(times) * step), _LEFT - 5, y + 3.5, "count"))
    return "".join(parts)


def _days(scenario: Scenario, turns: Sequence[TurnTold], step: float, foot: float) -> str:
    """The date, or in a battle of a day the hour, under the turn with which it begins, where there is room."""
    calendar, parts, free = scenario.calendar, list[str](), 0.0
    before, name_of = "", dates.hour if calendar.end_minute <= 2 * DAY else dates.day
    for place, turn in enumerate(turns):
        start = calendar.turns[turn.number - 1].start
        name = name_of(calendar, start)
        x = _LEFT + place * step
        if name != before:
            parts.append(element("path", d=f"M{number(x)} {number(foot)}v5", class_="zero"))
            if x >= free:
                parts.append(label(name, x + 2, foot + 16, "date"))
                free = x + 7.0 * len(name) + 10.0
        before = name
    return "".join(parts)
