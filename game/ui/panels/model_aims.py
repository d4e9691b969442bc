"""Values for the victory list, the journal and the record beside the game."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.core.ids import SideId, enemy_of
from game.engine import Desk
from game.language import dates
from game.language.describe_figures import figure_words, measure_words
from game.language.describe_fronts import front_lines
from game.language.describe_gaps import Taken, gap_sentence, is_apart
from game.language.describe_voices import voices_line
from game.language.names import short_place
from game.language.phrases import minutes, sentence
from game.model.history import ControlRecord
from game.model.scenario import Scenario
from game.model.sides import CONTESTED
from game.model.view import View
from game.ui.map_counters import side_colour

_TOLD = 3
"""Places held otherwise than in history that are told in sentences."""
_BRIEF = 14
"""Letters of a side's name that a table has room for."""


@frozen
class Award:
    """A line of the victory list."""

    text: str
    points: int
    each: str
    """For how much, if it can be earned more than once."""
    now: int
    """Points it gives as things stand, as far as the side can tell."""
    history: int | None
    holder: str
    holder_colour: str
    action: str = ""
    source: str = ""


@frozen(kw_only=True)
class ObjectivesPanel:
    """The victory list, side by side with history."""

    sides: tuple[tuple[str, str, int, int, tuple[Award, ...]], ...]
    """(name, colour, points now, history's points, lines) of both sides, one's own first."""
    level: str
    levels: tuple[tuple[str, int | None, str], ...]
    """(name, least margin or None for the last, colour) from the best for the first side."""
    margin: int
    """First side's points less the second's."""
    losses: str


def objectives_panel(desk: Desk) -> ObjectivesPanel:
    """The victory list as far as the side can tell it; once the game is over, as it was scored."""
    view, scenario = desk.view(), desk.scenario
    sides = []
    for side in (SideId(view.side), enemy_of(SideId(view.side))):
        awards = tuple(_award(view, index) for index, item in enumerate(scenario.victory.items) if item.side == side)
        past = sum(item.history or 0 for item in scenario.victory.items if item.side == side)
        sides.append((_brief(scenario, side), side_colour(scenario, side), view.points[side], past, awards))
    margin = view.points[0] - view.points[1]
    levels = scenario.victory.levels
    last = len(levels) - 1
    return ObjectivesPanel(
        sides=tuple(sides),
        level=scenario.victory.level(margin).name,
        levels=tuple(
            (level.name, level.margin if i < last else None, _level_colour(view, level.side))
            for i, level in enumerate(levels)
        ),
        margin=margin,
        losses=_losses(view),
    )


def _level_colour(view: View, side: SideId | None) -> str:
    return side_colour(view.scenario, -1 if side is None else side)


def _losses(view: View) -> str:
    own, foe = view.losses[view.side], view.losses[1 - view.side]
    return f"Casualties: {own} of yours, {f'about {foe}' if foe else 'none known'} of the enemy's."


def _short(view: View, side: int) -> str:
    """Name of a side in a table."""
    if side == CONTESTED:
        return "contested"
    return _brief(view.scenario, side) if side >= 0 else "nobody"


def _brief(scenario: Scenario, side: int) -> str:
    """A side's name where it is short, else its adjective: a table has no room for two countries."""
    found = scenario.sides[side]
    return found.name if len(found.name) <= _BRIEF else found.adjective


def _award(view: View, index: int) -> Award:
    scenario = view.scenario
    item = scenario.victory.items[index]
    each = f"each {item.per} {'men' if item.kind == 'losses' else 'min'}" if item.per else ""
    holder = next(
        (view.control[i] for i, place in enumerate(scenario.board.objectives) if place.id == item.place), None
    )
    spot = scenario.board.place_by_id.get(item.place)
    return Award(
        text=item.text,
        points=item.points,
        each=each,
        now=view.scores[index],
        history=item.history,
        holder="" if holder is None else "both" if holder == CONTESTED else _short(view, holder),
        holder_colour="none" if holder is None else side_colour(scenario, holder),
        action=f"ui centre {scenario.board.grid.name(spot.hex)}" if spot else "",
        source=f"victory.{item.id}",
    )


@frozen
class JournalLine:
    """A note that was shown, or a remark of the player's."""

    when: str
    title: str
    action: str = ""
    is_remark: bool = False
    tooltip: str = ""
    source: str = ""


@frozen
class JournalPanel:
    """Notes and remarks, the newest last."""

    lines: tuple[JournalLine, ...]
    total: int
    """Notes of the scenario that this side may come to read."""


def journal_panel(desk: Desk, remarks: Sequence[tuple[str, str]] = ()) -> JournalPanel:
    """The journal.

    Args:
        remarks: the player's own, as (time in words, text).
    """
    view, scenario = desk.view(), desk.scenario
    lines = []
    for index in view.notes:
        note = scenario.notes[index]
        place = scenario.board.place_by_id.get(note.place)
        tip = ", ".join(part for part in (short_place(place) if place else "", *note.native) if part)
        action, source = f"note {note.id}", f"notes.{note.id}"
        lines.append(JournalLine(_written(note.date), note.title, action, tooltip=tip, source=source))
    lines += [JournalLine(when, text, is_remark=True, tooltip=text) for when, text in remarks]
    total = sum(1 for note in scenario.notes if note.audience in (None, view.side))
    return JournalPanel(tuple(lines), total)


def _written(date: str) -> str:
    """A date such as 1938-07-30 in words: "30 July 1938"; anything else as it is."""
    parts = date.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return date
    return f"{int(parts[2])} {dates.MONTHS[int(parts[1]) - 1]} {parts[0]}"


@frozen
class GapLine:
    """An objective beside the record: who holds it now, who held it then, what comes next."""

    place: str
    now: str
    now_colour: str
    then: str
    then_colour: str
    next: str
    action: str = ""
    tooltip: str = ""
    source: str = ""


@frozen
class FigureLine:
    """A recorded figure beside the game's own, where the side knows one."""

    measure: str
    record: str
    game: str = ""
    tooltip: str = ""
    source: str = ""


@frozen(kw_only=True)
class HistoryPanel:
    """The record at this hour beside the game."""

    clock: str
    gaps: tuple[GapLine, ...]
    figures: tuple[FigureLine, ...]
    summary: str
    """The gap in a sentence."""
    fronts: tuple[str, ...] = ()
    """The gap between the front of the record and one's own, a sentence for each line."""


def history_panel(desk: Desk, taken: Taken) -> HistoryPanel:
    """Control then and now, and the recorded figures.

    Args:
        taken: when places changed hands.
    """
    view, scenario = desk.view(), desk.scenario
    places = range(len(scenario.board.objectives))
    gaps = tuple(line for index in places if (line := _gap(view, index)))
    apart = [gap_sentence(view, index, taken) for index in places if is_apart(view, index)]
    summary = " ".join(apart[:_TOLD]) or "Every place is held as it was at this hour."
    if len(apart) > _TOLD:
        summary += f" And {len(apart) - _TOLD} more, marked below."
    figures = tuple(
        FigureLine(
            measure_words(scenario, figure.key),
            figure_words(scenario, figure.low, figure.high, figure.unit),
            _known(view, figure.key),
            " ".join(part for part in (sentence(voices_line(scenario, figure)), figure.note) if part),
            f"history.{figure.id}",
        )
        for figure in scenario.history.figures
    )
    figures += tuple(
        FigureLine(
            measure_words(scenario, gap.key),
            "no record",
            _known(view, gap.key),
            gap.provenance.entry.estimate,
            f"history.{gap.id}",
        )
        for gap in scenario.history.unknown
    )
    return HistoryPanel(
        clock=dates.when(scenario.calendar, view.minute),
        gaps=gaps,
        figures=figures,
        summary=summary,
        fronts=tuple(front_lines(view)),
    )


def _gap(view: View, index: int) -> GapLine | None:
    scenario = view.scenario
    place = scenario.board.objectives[index]
    records = [record for record in scenario.history.control if record.place == place.id]
    past = [record for record in records if record.minute <= view.minute]
    if not past:
        return None
    then = -1 if past[-1].side is None else past[-1].side
    now = view.control[index]
    later = next((record for record in records if record.minute > view.minute), None)
    ahead = ""
    if later is not None:
        ahead = f"{_when(view, later.minute)} {_holder(view, later)}"
    return GapLine(
        short_place(place),
        _short(view, now),
        side_colour(scenario, now),
        _holder(view, past[-1]),
        side_colour(scenario, then),
        ahead,
        f"ui centre {scenario.board.grid.name(place.hex)}",
        past[-1].note or (f"In {minutes(later.minute - view.minute)}" if later else ""),
        f"control.{place.id}.{len(past)}",
    )


def _holder(view: View, record: ControlRecord) -> str:
    """Who had a place by the record, in a word."""
    if record.side is not None:
        return _short(view, record.side)
    return "contested" if record.is_contested else "disputed"


def _when(view: View, minute: int) -> str:
    """An hour of today, or the day of any other: "11:00", "7 Aug"."""
    calendar = view.scenario.calendar
    moment = calendar.moment(minute)
    if moment.date() == calendar.moment(view.minute).date():
        return calendar.clock_time(minute)
    return f"{moment.day} {dates.MONTHS[moment.month - 1][:3]}"


def _known(view: View, measure: str) -> str:
    """What the side knows of a measure in its own game."""
    scenario = view.scenario
    head, _, rest = measure.partition(".")
    side = scenario.side_by_id.get(head)
    if rest != "casualties" or side is None:
        return ""
    return str(view.losses[side]) if side == view.side else f"about {view.losses[side]}"
