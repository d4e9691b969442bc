"""Troops on a map as SVG: counters, ghosts of history with their distance, fronts, places and who holds them."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from game.core.ids import HexId, SideId, UnitId
from game.core.lines import XY, curve, teeth
from game.language.names import hex_at, short_place
from game.language.phrases import count, men
from game.model.board import Place
from game.model.history import Front
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.model.state import GameState
from game.report.drawing.lattice import RADIUS, Window, centre, spot
from game.report.drawing.svg import element, label, line, lines, title
from game.report.harmless import shortened
from game.report.history import ControlBar
from game.report.positions import Positions, Standing

SYMBOLS = {
    "infantry": "M-5-4l10 5M-5 1l10-5",
    "cavalry": "M-5 1l10-5",
    "mg": "M0 .5v-4M-1.5-2L0-3.5 1.5-2M-1.8.3h3.6",
    "guns": "M-1-1.5a1 1 0 1 0 2 0a1 1 0 1 0-2 0M-.5-1.5h1",
    "infantry-gun": "M-5-4l10 5M-5 1l10-5M-1-1.5a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
    "at": "M-5 1l5-4.8L5 1",
    "mortar": "M-.9-.3a.9.9 0 1 0 1.8 0a.9.9 0 1 0-1.8 0M0-1.2v-2.4m-1.2 1.1L0-3.6l1.2 1.1",
    "aa": "M-5 1Q-4-3 0-3T5 1",
    "tank": "M-3.4-1.5a3.4 1.6 0 1 0 6.8 0a3.4 1.6 0 1 0-6.8 0",
    "engineer": "M-2.6-.1v-2.4h5.2v2.4M0-.1v-2.4",
    "hq": "M-5-2.4H5M-5-3.2H5",
    "garrison": "M-5-4l10 5M-5 1l10-5M-5 .2H5",
    "recon": "M-5 1l10-5M-3.4-2.4h1M2.4-.6h1",
    "border": "M-5-4l10 5M-5 1l10-5M-4.2-4v5",
}
"""Signs of the arms in a box of 10 by 5, after the NATO signs; no sign for a kind that is not listed."""
_NUMBERS_TO = 34
"""Hexes across up to which counters have their numbers: beyond, nobody could read them."""


@define
class Labels:
    """Names on the map, each put where it covers least; the first come, first served."""

    size: float
    """Height of the letters on paper."""
    window: Window
    taken: list[tuple[float, float, float, float]] = field(factory=list)
    """Left, top, right and bottom of what stands already."""

    def keep(self, x: float, y: float, w: float, h: float) -> None:
        """Keeps names off a box about a point."""
        self.taken.append((x - w / 2, y - h / 2, x + w / 2, y + h / 2))

    def put(self, text: str, at: XY, class_: str, away: float = RADIUS) -> str:
        """A name by a point: below, above or beside it."""
        text = shortened(text, 34)
        w, h = 0.56 * self.size * len(text), 1.1 * self.size
        x, y = at
        sides = w / 2 + 0.9 * away
        tries = [(0.0, away + h / 2), (0.0, -away - h / 2), (sides, 0.0), (-sides, 0.0)]
        tries += [(0.6 * w, away + h / 2), (-0.6 * w, away + h / 2), (0.0, away + 1.6 * h), (0.0, -away - 1.6 * h)]
        _, number = min((self._cost(x + dx, y + dy, w, h), n) for n, (dx, dy) in enumerate(tries))
        dx, dy = tries[number]
        self.keep(x + dx, y + dy, w, h)
        return label(text, x + dx, y + dy + 0.33 * self.size, class_)

    def _cost(self, x: float, y: float, w: float, h: float) -> float:
        """How much a box would cover, and how far it would lie over the edge."""
        left, top, right, bottom = x - w / 2, y - h / 2, x + w / 2, y + h / 2
        cost = 0.0
        for a, b, c, d in self.taken:
            cost += max(0.0, min(right, c) - max(left, a)) * max(0.0, min(bottom, d) - max(top, b))
        x0, y0, wide, high = self.window.box
        over = max(0.0, x0 - left) + max(0.0, right - x0 - wide) + max(0.0, y0 - top) + max(0.0, bottom - y0 - high)
        return cost + 100.0 * over


def symbols() -> str:
    """Definitions: a counter's body, a ghost, and the signs of the arms."""
    found = [
        element("rect", id="map-counter", x=-7.4, y=-5.8, width=14.8, height=11.6, rx=2.2, class_="m-body"),
        element("rect", id="map-box", x=-5, y=-4, width=10, height=5, class_="m-sign"),
        element("rect", id="map-ghost", x=-8.6, y=-7, width=17.2, height=14, rx=3, class_="m-ghost"),
    ]
    found += [element("path", id=f"map-arm-{name}", d=path, class_="m-sign") for name, path in SYMBOLS.items()]
    return "".join(found)


def counters(scenario: Scenario, state: GameState, found: Positions, window: Window, labels: Labels) -> str:
    """Every stack as one counter with the sign of its largest unit."""
    hexes = [hex_ for hex_, _, _ in found.stacks]
    parts = []
    for hex_, side, units in found.stacks:
        if hex_ in window:
            x, y = centre(scenario.board.grid, hex_)
            x += (2.0 if side else -2.0) * (hexes.count(hex_) > 1)
            labels.keep(x, y, 15.0, 12.0)
            parts.append(_counter(scenario, state, (hex_, side, units), (x, y), window.columns <= _NUMBERS_TO))
    return element("g", "".join(parts), class_="units")


def _counter(
    scenario: Scenario,
    state: GameState,
    stack: tuple[HexId, SideId, tuple[UnitId, ...]],
    at: XY,
    is_numbered: bool,
) -> str:
    hex_, side, units = stack
    told = ", ".join(f"{scenario.units[unit].id} ({men(state.men[unit])})" for unit in units)
    body = element("use", href="#map-counter")
    if len(units) > 1:
        body = element("use", href="#map-counter", x=1.4, y=-1.4) + body
    body += element("use", href="#map-box")
    symbol = scenario.units[units[0]].kind.symbol
    body += element("use", href=f"#map-arm-{symbol}") if symbol in SYMBOLS else ""
    if is_numbered:
        body += label(_short(sum(state.men[unit] for unit in units)), 0, 4.7, "men")
    where = f"{hex_at(scenario.board, hex_)}: {told}"
    move = f"translate({at[0]:.1f} {at[1]:.1f})"
    return element("g", title(where) + body, class_=scenario.sides[side].colour, transform=move)


def _short(number: int) -> str:
    return str(number) if number < 1000 else f"{number / 1000:.1f}k"


def ghosts(scenario: Scenario, found: Positions, window: Window, labels: Labels) -> tuple[str, str]:
    """The ghosts of history with lines to where their formations stand now; and their names, which lie over all."""
    marks, names = [], []
    shown = [one for one in found.standings if one.history in window]
    for hex_ in dict.fromkeys(one.history for one in shown):
        here = [one for one in shown if one.history == hex_]
        for one in here:
            marks.append(_gap(scenario, one))
        x, y = centre(scenario.board.grid, hex_)
        colour = scenario.sides[here[0].side].colour
        told = title("In history: " + ", ".join(one.name for one in here))
        marks.append(element("g", told + element("use", href="#map-ghost", x=x, y=y), class_=colour))
        labels.keep(x, y, 17.0, 14.0)
    for one in shown:
        at = centre(scenario.board.grid, one.history)
        names.append(labels.put(one.name, at, f"ghost-name {scenario.sides[one.side].colour}", 7.0))
    return element("g", "".join(marks), class_="ghosts"), "".join(names)


def _gap(scenario: Scenario, one: Standing) -> str:
    """A thin line from a ghost to the middle of its formation, where that is elsewhere."""
    if one.middle is None or one.middle == one.history:
        return ""
    grid = scenario.board.grid
    ends = (centre(grid, one.history), centre(grid, one.middle))
    return element("path", d=line(ends), class_=f"gap {scenario.sides[one.side].colour}")


def fronts(scenario: Scenario, found: Positions) -> str:
    """The lines of the record with teeth towards the other side."""
    return "".join(_front(scenario, front) for front in found.fronts)


def _front(scenario: Scenario, front: Front) -> str:
    points: Sequence[XY] = [spot(scenario.board, east, north) for east, north in front.points]
    course = curve([*points, points[0]] if front.is_closed else points, 4)
    sharp = teeth(course, 2.2 * RADIUS, 0.5 * RADIUS, is_closed=front.is_closed)
    parts = [
        title(f"In history: {front.name}"),
        element("path", d=line(course), class_="halo"),
        element("path", d=line(course), class_="dash"),
        element("path", d=lines(sharp), class_="teeth"),
    ]
    return element("g", "".join(parts), class_=f"front {scenario.sides[front.holder].colour}")


def places(scenario: Scenario, control: Sequence[ControlBar], minute: int, window: Window, labels: Labels) -> str:
    """Names of places; a disc on objectives: its left half is history's holder at this minute, its right the game's."""
    board, flags, names = scenario.board, [], []
    bars = {bar.place: bar for bar in control}
    for place in sorted(board.places, key=lambda place: not place.is_objective):
        if place.hex not in window:
            continue
        x, y = centre(board.grid, place.hex)
        if place.id in bars:
            flags.append(_flag(scenario, place, bars[place.id], minute, (x - 7.0, y - 6.4, 0.34 * labels.size)))
            labels.keep(x - 7.0, y - 6.4, 0.7 * labels.size, 0.7 * labels.size)
        names.append(labels.put(short_place(place), (x, y), "place", 6.5))
    return element("g", "".join(names), class_="names") + element("g", "".join(flags), class_="flags")


def _flag(scenario: Scenario, place: Place, bar: ControlBar, minute: int, disc: tuple[float, float, float]) -> str:
    x, y, radius = disc
    past = [spell.side for spell in bar.history if spell.start <= minute]
    then, now = past[-1] if past else None, bar.game[-1].side if bar.game else None
    told = f"{short_place(place)}: history {_holder(scenario, then)}, this game {_holder(scenario, now)}"
    r = f"{radius:.2f}"
    left = element("path", d=f"M0-{r}A{r} {r} 0 0 0 0 {r}z", class_=_colour(scenario, then))
    right = element("path", d=f"M0-{r}A{r} {r} 0 0 1 0 {r}z", class_=_colour(scenario, now))
    return element("g", title(told) + left + right, transform=f"translate({x:.1f} {y:.1f})")


def _colour(scenario: Scenario, side: int | None) -> str:
    if side is None or side == CONTESTED:
        return "half nobody"
    return f"half {scenario.sides[side].colour}"


def _holder(scenario: Scenario, side: int | None) -> str:
    if side is None:
        return "nobody or unknown"
    return "both sides" if side == CONTESTED else scenario.sides[side].name


def tally(scenario: Scenario, found: Positions) -> str:
    """What is on the map, in words."""
    shown = []
    for side in scenario.sides:
        units = [unit for _, own, stack in found.stacks if own == side.number for unit in stack]
        hexes = [hex_ for hex_, own, _ in found.stacks if own == side.number]
        shown.append(f"{side.name}: {count(len(units), 'unit')} in {count(len(hexes), 'hex', 'hexes')}")
    return "; ".join(shown)
