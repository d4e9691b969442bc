"""Plots as SVG: the only place of matplotlib. The same values give the same bytes, on any day."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import wraps
from io import BytesIO
from typing import TYPE_CHECKING, Any, ParamSpec

from game.language.describe_figures import is_clock
from game.model.calendar import Calendar
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.report.account import CAUSE_WORDS, Account
from game.report.cloud import Cloud, CloudLine
from game.report.harmless import harmless, shortened
from game.report.history import ControlBar, Spell
from game.report.recorded import FigureLine
from game.sim.stats import quantile

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = {"red": "#ae4237", "blue": "#3f6fa3"}
"""By `Side.colour`; hatching and words say the same."""
_HATCHES = ("", "////")
"""Of the first and the second side."""
_RECORD, _CLOUD, _GAME, _NOBODY, _PAPER = "#d9a441", "#7d776a", "#2a2620", "#ddd5c0", "#fbf8f0"
_VARIABLES = {
    COLOURS["red"]: "red",
    COLOURS["blue"]: "blue",
    _RECORD: "record",
    _CLOUD: "cloud",
    _GAME: "plot-ink",
    _NOBODY: "nobody",
    _PAPER: "plot-paper",
}
"""Colours that the page's style replaces in the dark, by the names of its variables."""
_NAME_LETTERS, _TITLE_LETTERS = 34, 80
"""Letters to which names on the axes are cut, and titles above them."""
_WIDTH = 7.6
"""Inches; fits a printed page."""
_SETTINGS: Any = {
    "svg.hashsalt": "undeclared-war",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 9.0,
    "hatch.linewidth": 0.6,
    # A dollar in a name is a dollar.
    "text.parse_math": False,
    **dict.fromkeys(("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), _GAME),
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_CAUSE_SHADES = (
    "#6b6557",
    "#9a9384",
    "#c7bfa8",
    "#c98f2b",
    "#8c6bb1",
    "#4d9078",
    "#c7a3d1",
    "#5b84b1",
    "#a65e2e",
    "#6b8e23",
    "#d9b48f",
    "#2f8fa8",
    "#b0567a",
    "#3f9f9f",
    "#8f7f3f",
    "#777fc7",
)


P = ParamSpec("P")


def _settled(draw: Callable[P, str]) -> Callable[P, str]:
    """Draws with settings of our own, whatever the user's are."""

    @wraps(draw)
    def drawn(*args: P.args, **named: P.kwargs) -> str:
        from matplotlib import rc_context, rcdefaults  # noqa: PLC0415

        with rc_context():
            rcdefaults()
            with rc_context(_SETTINGS):
                return draw(*args, **named)

    return drawn


def version() -> str:
    """Version of the library that draws; another one may draw other bytes."""
    import matplotlib  # noqa: PLC0415

    return str(matplotlib.__version__)


@_settled
def control_plot(scenario: Scenario, bars: Sequence[ControlBar]) -> str:
    """Who held each place by time, history above the game; empty without places."""
    shown = [bar for bar in bars if bar.history or any(spell.side is not None for spell in bar.game)]
    if not shown:
        return ""
    figure = _figure(0.7 + 0.5 * len(shown))
    axes = figure.add_subplot()
    for row, bar in enumerate(shown):
        _spells(axes, scenario, bar.history, row - 0.19)
        _spells(axes, scenario, bar.game, row + 0.19)
        axes.text(-2, row - 0.19, "history", ha="right", va="center", fontsize=7)
        axes.text(-2, row + 0.19, "game", ha="right", va="center", fontsize=7)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.set_yticks(range(len(shown)), [_name(bar.name) for bar in shown])
    axes.tick_params(axis="y", pad=44, length=0)
    _clock_axis(axes, scenario.calendar, 0, scenario.calendar.end_minute)
    held = [(side.name, COLOURS[side.colour], _HATCHES[side.number]) for side in scenario.sides]
    _legend(figure, [*held, ("both", _NOBODY, "xx"), ("nobody", _NOBODY, "")])
    return _svg(figure, "control")


def _spells(axes: Axes, scenario: Scenario, spells: Sequence[Spell], y: float) -> None:
    for spell in spells:
        both = spell.side == CONTESTED
        colour = _NOBODY if spell.side is None or both else COLOURS[scenario.sides[spell.side].colour]
        hatch = "" if spell.side is None else "xx" if both else _HATCHES[spell.side]
        width = spell.end - spell.start
        axes.barh(y, width, 0.34, left=spell.start, color=colour, hatch=hatch, edgecolor=_PAPER, linewidth=0.6)


def cause_shades() -> dict[str, str]:
    """The colour of each cause of loss, the same in every plot."""
    return {cause: _CAUSE_SHADES[n % len(_CAUSE_SHADES)] for n, cause in enumerate(CAUSE_WORDS)}


@_settled
def losses_plot(scenario: Scenario, found: Account) -> str:
    """Men lost by side, stacked by cause; empty if nobody was lost."""
    if not any(line.men for line in found.losses):
        return ""
    figure = _figure(1.7)
    axes = figure.add_subplot()
    causes = [cause for cause in CAUSE_WORDS if any(line.cause == cause and line.men for line in found.losses)]
    shades = cause_shades()
    for side in scenario.sides:
        left = 0
        for cause in causes:
            men = sum(line.men for line in found.losses if line.side == side.number and line.cause == cause)
            axes.barh(side.number, men, 0.55, left=left, color=shades[cause], edgecolor=_PAPER, linewidth=0.8)
            left += men
        axes.text(left, side.number, f" {left}", va="center")
    axes.set_yticks([0, 1], [_name(side.name) for side in scenario.sides])
    axes.set_ylim(1.5, -0.5)
    axes.set_xlabel("men killed, wounded and missing")
    _legend(figure, [(CAUSE_WORDS[cause], shades[cause], "") for cause in causes])
    return _svg(figure, "losses")


@_settled
def figures_plot(scenario: Scenario, figures: Sequence[FigureLine], found: Cloud | None) -> str:
    """For each recorded figure, on a scale of its own: history's range, this game, and the simulated games.

    Empty without figures.
    """
    if not figures:
        return ""
    by_measure = {line.measure: line for line in found.lines} if found is not None else {}
    figure = _figure(0.6 + 0.7 * len(figures))
    for row, line in enumerate(figures):
        axes = figure.add_subplot(len(figures), 1, row + 1)
        _strip(axes, scenario, line, by_measure.get(line.measure))
    entries = [("history's range", _RECORD, "\\\\"), ("this game", _GAME, "")]
    _legend(figure, [*entries, ("simulated games", _CLOUD, "")] if found is not None else entries)
    return _svg(figure, "figures")


def _strip(axes: Axes, scenario: Scenario, line: FigureLine, simulated: CloudLine | None) -> None:
    values = list(simulated.values) if simulated is not None else []
    known = [line.low, line.high, *values, *([line.value] if line.value is not None else [])]
    low, high = min(known), max(known)
    room = max((high - low) * 0.08, 1.0)
    edge = max((high - low) * 0.006, 0.1)
    axes.axvspan(line.low - edge, line.high + edge, facecolor=_RECORD, alpha=0.55, hatch="\\\\", edgecolor=_PAPER)
    if values:
        axes.plot(values, [0.32] * len(values), "|", color=_CLOUD, markersize=9)
        low80, middle, high80 = (quantile(values, share) for share in (0.1, 0.5, 0.9))
        axes.plot([low80, high80], [0.32, 0.32], color=_CLOUD, linewidth=3, solid_capstyle="butt")
        axes.plot([middle], [0.32], "s", color=_PAPER, markeredgecolor=_CLOUD, markersize=4)
    if line.value is not None:
        axes.plot([line.value], [0.7], "D", color=_GAME, markersize=6)
    else:
        axes.text(
            0.995,
            0.7,
            harmless(f"this game: {line.game}"),
            transform=axes.transAxes,
            ha="right",
            va="center",
            fontsize=7,
        )
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_title(_name(line.title[:1].upper() + line.title[1:], _TITLE_LETTERS), loc="left", fontsize=9, pad=2)
    if is_clock(line.measure):
        _clock_axis(axes, scenario.calendar, int(low - room), int(high + room))
    else:
        axes.set_xlim(max(low - room, -0.5), high + room)
        axes.locator_params(axis="x", integer=True, nbins=8)


def _clock_axis(axes: Axes, calendar: Calendar, low: int, high: int) -> None:
    """Hours of the clock along the bottom, dates where the day changes."""
    ticks = clock_ticks(calendar, low, high)
    axes.set_xlim(low, high)
    axes.set_xticks([minute for minute, _ in ticks], [words for _, words in ticks])


def clock_ticks(calendar: Calendar, low: int, high: int, most: int = 9) -> list[tuple[int, str]]:
    """Round minutes between two with what stands below them on an axis, no more than about so many."""
    steps = (5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 7200, 14400, 43200)
    step = next((s for s in steps if (high - low) / s <= most), steps[-1])
    first = calendar.start.hour * 60 + calendar.start.minute
    ticks = [m for m in range(low, high + 1) if (m + first) % step == 0]
    return [(m, _tick(calendar, m, first=m == ticks[0])) for m in ticks]


def _tick(calendar: Calendar, minute: int, *, first: bool) -> str:
    moment = calendar.moment(minute)
    if first or (moment.hour, moment.minute) == (0, 0):
        return f"{moment.hour:02d}:{moment.minute:02d}\n{moment.day}.{moment.month}."
    return f"{moment.hour:02d}:{moment.minute:02d}"


# Drawing --------------------------------------------------------------------------------------------------------------


def _figure(height: float) -> Figure:
    from matplotlib.figure import Figure  # noqa: PLC0415

    return Figure(figsize=(_WIDTH, height), layout="constrained")


def _legend(figure: Figure, entries: Sequence[tuple[str, str, str]]) -> None:
    from matplotlib.patches import Patch  # noqa: PLC0415

    patches = [Patch(facecolor=c, hatch=hatch, edgecolor=_PAPER, label=_name(label)) for label, c, hatch in entries]
    figure.legend(handles=patches, loc="outside lower center", ncols=min(4, len(patches)), frameon=False, fontsize=8)


def _svg(figure: Figure, name: str) -> str:
    """The figure as an `<svg>` element with ids of its own, without date, prolog or links."""
    out = BytesIO()
    nothing: dict[str, Any] = {"Date": None, "Creator": None, "Format": None, "Type": None}
    figure.savefig(out, format="svg", metadata=nothing)
    text = out.getvalue().decode("utf-8")
    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    # The rule of this style would hold for the whole page.
    text = re.sub(r"\s*<defs>\s*<style\b.*?</style>\s*</defs>", "", text, flags=re.DOTALL)
    text = re.sub(r'(\bid="|xlink:href="#|url\(#)', rf"\g<1>{name}-", text)
    text = re.sub(r'<svg\b[^>]*?(viewBox="[^"]*")[^>]*>', rf'<svg {_SPACES} role="presentation" \1>', text, count=1)
    for colour, variable in _VARIABLES.items():
        text = text.replace(colour, f"var(--{variable},{colour})")
    return text.strip()


def _name(text: str, most: int = _NAME_LETTERS) -> str:
    """A name for an axis or a key: short, and harmless whatever a scenario says."""
    return shortened(harmless(text), most)


_SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
