"""The tabs of the report scene that hold the game against history: figures, places by the hour, the model."""

from __future__ import annotations

from collections.abc import Sequence

from game.language.names import short_place
from game.language.phrases import percent, sentence
from game.model.scenario import Scenario
from game.report import gaps, honesty, sidebyside
from game.report.cloud import YARDSTICK
from game.report.clouds import NoCloud, Simulated
from game.report.honesty import Honesty, Stand
from game.report.plots import clock_ticks
from game.report.sidebyside import Row
from game.ui import charts
from game.ui.geometry import Rect
from game.ui.panels.model_parts import asks
from game.ui.panels.page import Page
from game.ui.scenes.report_findings import Findings
from game.ui.text import Face
from game.ui.theme import Theme

_HEADS = ("", "this game", "history", "8 in 10 games", "at", "history at")
_LETTERS = (30, 16, 26, 26, 6, 12)
"""Characters of the columns; what is left of the row is the strip's."""
_LEAST_STRIP = 160


def figures(sheet: Page, found: Findings) -> None:
    """Three columns, this game, history, the simulated games, with a strip for each figure and the gap in words."""
    beside = found.beside
    for words in sidebyside.heading(beside):
        sheet.words(words, tone="secondary")
    if isinstance(found.simulated, NoCloud):
        words = "Play some now"
        sheet.words([(words, "link", "ui compare"), ("  c does it.", "hint")])
    sheet.skip(6)
    charts.key(sheet.canvas, sheet.row(20), cloud=beside.cloud is not None)
    sheet.skip(2)
    if not beside.rows:
        sheet.words("The record has no figures.")
    else:
        _table(sheet, found, beside.rows)
    if beside.others:
        sheet.title("Of which the record says nothing")
        _table(sheet, found, beside.others)
    if beside.cloud is not None:
        sheet.skip(6)
        for words in (gaps.STANDS, YARDSTICK):
            sheet.words(words, size=12, tone="secondary")


def _widths(t: Theme, room: int) -> tuple[int, ...]:
    """Widths of the columns, narrower where the strip would have no room."""
    letter = t.measure.width("0", t.font(12.5))
    wanted = [letter * n for n in _LETTERS]
    spare = room - t.px(_LEAST_STRIP)
    if sum(wanted) > spare:
        wanted = [width * spare // sum(wanted) for width in wanted]
    return tuple(wanted)


def _table(sheet: Page, found: Findings, rows: Sequence[Row]) -> None:
    t, c, widths = sheet.theme, sheet.canvas, _widths(sheet.theme, sheet.rect.w)
    head, x = sheet.row(19), sheet.rect.x
    for words, width in zip(_HEADS, widths, strict=True):
        c.text(Rect(x, head.y, width - t.px(8), head.h), words, 12, align="left", tone="hint")
        x += width
    paths = {figure.key: figure.id for figure in found.scenario.history.figures}
    for row in rows:
        _figure(sheet, row, widths, f"history.{paths[row.measure]}" if row.measure in paths else "")


def _figure(sheet: Page, row: Row, widths: Sequence[int], path: str) -> None:
    """A figure: its columns and its strip, the gap in words below."""
    t, c = sheet.theme, sheet.canvas
    start = sheet.y
    c.fill(sheet.row(3).top_part(1), "raised")
    title = row.title[:1].upper() + row.title[1:]
    if t.measure.width(title, t.font(12.5)) > widths[0] - t.px(8):
        sheet.words(title, size=12.5)
    line = sheet.row(22)
    x, first = line.x, title if line.y - start < t.px(6) else ""
    tones = ("text", "text", "accent", "secondary", "text", "secondary")
    cells = (first, row.game, row.history, row.spread, row.at, row.history_at)
    for number, (words, width, tone) in enumerate(zip(cells, widths, tones, strict=True)):
        face: Face = "semibold" if number == 1 else "regular"
        c.text(Rect(x, line.y, width - t.px(8), line.h), words, 12.5, tone=tone, face=face)
        x += width
    charts.strip(c, Rect(x, line.y + t.px(1), line.right - x, line.h - t.px(2)), _strip(row))
    words = row.words.removeprefix(f"{row.title}: ").removeprefix(f"{title}: ")
    if words:
        sheet.words(sentence(words), size=12, tone="secondary", indent=10)
    if row.figure is not None and row.figure.said:
        said = [f"{line.name} {line.recorded}" for line in row.figure.said]
        sheet.words([(sentence("; ".join(said)), "hint")], size=12, indent=10)
    sheet.skip(3)
    whole = Rect(line.x, start, line.w, sheet.y - start)
    c.hit(whole, asks(path), _tip(row), context=asks(path))


def _strip(row: Row) -> charts.Strip:
    figure, line = row.figure, row.line
    known = line is None or line.is_known
    game = (figure.value if figure is not None else line.game if line is not None else None) if known else None
    return charts.Strip(
        low=figure.low if figure is not None else None,
        high=figure.high if figure is not None else None,
        game=game,
        is_open=line is not None and line.is_open,
        values=line.values if line is not None else (),
    )


def _tip(row: Row) -> str:
    figure, parts = row.figure, [f"{row.title}: {row.history or 'no record'}."]
    if row.inside:
        parts.append(f"{row.inside} of the simulated games are inside the recorded range.")
    if figure is not None and figure.confidence:
        parts.append(f"Confidence {figure.confidence}.")
    if figure is not None and figure.note:
        parts.append(figure.note)
    return " ".join(parts)


# Places ---------------------------------------------------------------------------------------------------------------


def places(sheet: Page, found: Findings) -> None:
    """Who held each place by the hour, history above the game, then the same in words."""
    scenario, t, c = found.scenario, sheet.theme, sheet.canvas
    end = scenario.calendar.end_minute
    sides = [side.colour for side in scenario.sides]
    sheet.title("Hills and hours", "history above, this game below", ruled=False)
    _sides_key(sheet, scenario)
    names = min(t.px(210), sheet.rect.w * 30 // 100)
    shown = [bar for bar in found.control if bar.history or any(spell.side is not None for spell in bar.game)]
    for bar in shown:
        row = sheet.row(36)
        c.text(Rect(row.x, row.y, names - t.px(70), row.h), bar.name)
        for number, (words, line) in enumerate((("history", bar.history), ("game", bar.game))):
            part = Rect(row.x + names, row.y + t.px(3) + number * t.px(15), row.w - names, t.px(13))
            c.text(Rect(row.x + names - t.px(66), part.y, t.px(58), part.h), words, 11, align="right", tone="secondary")
            charts.spells(c, part, line, end, sides)
        agreed = "" if bar.agreement is None else f"In the hands of the record {percent(bar.agreement)} of the time."
        path = asks(f"control.{bar.place}")
        c.hit(row, path, f"{bar.name}. {agreed}".strip(), context=path)
    if not shown:
        sheet.words("No place of this battle has a holder on record.")
    axis = sheet.row(34).without(left=names)
    charts.axis(c, axis, clock_ticks(scenario.calendar, 0, end, max(4, axis.w // t.px(90))), 0, end)
    if found.beside.hours:
        sheet.title("By the hour")
        for words in found.beside.hours:
            sheet.words(words)
    if found.beside.cloud is not None:
        sheet.title("At the end of each day", "this game, history and the share of simulated games")
        for words in gaps.place_lines(scenario, found.beside.cloud):
            inner = words.strip()
            deep = len(words) - len(words.lstrip()) > 2
            sheet.words(inner, tone="secondary" if deep else "text", indent=16 * deep)


def _sides_key(sheet: Page, scenario: Scenario) -> None:
    t, c, row = sheet.theme, sheet.canvas, sheet.row(22)
    x = row.x
    for side in scenario.sides:
        chip = Rect(x, row.y + t.px(6), t.px(18), row.h - t.px(12))
        c.fill(chip, t.side(side.colour).body)
        x = c.text(Rect(chip.right + t.px(6), row.y, row.w, row.h), side.name, 12, tone="secondary") + t.px(18)
    chip = Rect(x, row.y + t.px(6), t.px(18), row.h - t.px(12))
    c.fill(chip, "line")
    c.text(Rect(chip.right + t.px(6), row.y, row.w, row.h), "both", 12, tone="secondary")
    sheet.skip(4)


# How good the model is ------------------------------------------------------------------------------------------------


def model(sheet: Page, scenario: Scenario, simulated: Simulated | NoCloud) -> None:
    """How the simulated games stand to each recorded figure, where the model fails, and why it is thought to."""
    sheet.words([(f"How the model stands to the record of {scenario.title}", "bold")], size=16)
    if isinstance(simulated, NoCloud):
        sheet.words(sentence(f"There are no simulated games to judge it by: {simulated.reason}"), tone="secondary")
        return
    told = honesty.honesty(simulated.batch)
    sheet.words(sentence(honesty.heading(told, simulated.source)), tone="secondary")
    sheet.skip(6)
    _stands(sheet, told, {figure.key: figure.id for figure in scenario.history.figures})
    sheet.title("Where it fails, and why it is thought to")
    for words in honesty.failings(told):
        sheet.words(words)
        sheet.skip(3)
    if told.agree is not None:
        sheet.title("Places", f"in the recorded hands on {percent(told.agree)} of the days")
        for place in told.places:
            row, t = sheet.row(19), sheet.theme
            sheet.canvas.text(row.left_part(t.px(260)), short_place(scenario.board.place_by_id[place.place]))
            bar = row.without(left=t.px(270)).left_part(t.px(220)).inset(0, t.px(5))
            sheet.canvas.fill(bar, "raised")
            sheet.canvas.fill(bar.left_part(round(bar.w * place.agree)), "good" if place.agree >= 0.5 else "warning")
            sheet.canvas.text(row.without(left=t.px(500)), percent(place.agree))
            sheet.canvas.hit(row, asks(f"control.{place.place}"), context=asks(f"control.{place.place}"))
    sheet.skip(8)
    for words in (honesty.MEANING, honesty.ROLES, YARDSTICK):
        sheet.words(words, size=12, tone="secondary")
        sheet.skip(3)


_STAND_HEADS = ("figure", "recorded", "games", "middle", "inside", "history at", "fits", "role")
_STAND_LETTERS = (34, 24, 26, 18, 19, 11, 5, 9)


def _stands(sheet: Page, told: Honesty, paths: dict[str, str]) -> None:
    t, c = sheet.theme, sheet.canvas
    room, wanted = sheet.rect.w, sum(_STAND_LETTERS)
    widths = [room * letters // wanted for letters in _STAND_LETTERS]
    head, x = sheet.row(20), sheet.rect.x
    for words, width in zip(_STAND_HEADS, widths, strict=True):
        c.text(Rect(x, head.y, width - t.px(8), head.h), words, 12, tone="hint")
        x += width
    for line in told.figures:
        row, x = sheet.row(21), sheet.rect.x
        for cell, width, tone in zip(_cells(line), widths, _tones(line), strict=True):
            c.text(Rect(x, row.y, width - t.px(8), row.h), cell, 12.5, tone=tone)
            x += width
        path = f"history.{paths[line.measure]}"
        tip = f"{line.title}: {' '.join(part for part in (line.why, line.misfit) if part) or line.recorded}"
        c.hit(row, asks(path), tip, context=asks(path))


def _cells(line: Stand) -> tuple[str, ...]:
    """The cells of the table in the terminal, without the trust, which the card tells."""
    title, recorded, _, spread, middle, inside, at, fits, role = line.cells
    return (title[:1].upper() + title[1:], recorded, spread, middle, inside, at, fits, role)


def _tones(line: Stand) -> tuple[str, ...]:
    fits = "good" if line.fits else "bad"
    return ("text", "accent", "secondary", "secondary", "text", "text", fits, "secondary")
