"""The tabs of the report scene that tell of the game itself: result, losses, causes, luck, choices, beliefs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.language.phrases import sentence
from game.language.words_state import end_words
from game.report import closeness
from game.report.account import LossLine
from game.report.combats import MEN, VEHICLES
from game.report.history import VictoryLine, history_result
from game.report.ledger import BOTH, OWN, FactorLine, SideSum, by_factor
from game.report.plots import cause_shades
from game.report.sections import SECTIONS
from game.report.sections.ledger import HOW, factor_words, sum_words
from game.report.sections.losses import cause_words, loss_words
from game.report.sections.weapons import bog_words, weapon_words
from game.report.weapons import by_kind, kind_name
from game.report.whole import Report
from game.ui import charts
from game.ui.colours import rgb
from game.ui.geometry import Rect
from game.ui.panels.model_parts import asks
from game.ui.panels.page import Page
from game.ui.scenes.report_findings import Findings
from game.ui.theme import Rich

Writer = Callable[[Page, Findings], None]
_TEXTS = {section.key: section for section in SECTIONS}


def told(sheet: Page, report: Report, key: str, title: str = "", *, ruled: bool = True) -> None:
    """A section of the report in its own words; lines that continue another are indented."""
    section = _TEXTS[key]
    sheet.title(title or section.title, ruled=ruled)
    for words in section.lines(report):
        inner = words.strip()
        sheet.words(inner, tone="secondary" if words.startswith(" ") else "text", indent=16 * (words != inner))
        sheet.skip(3)


# Result ---------------------------------------------------------------------------------------------------------------


def result(sheet: Page, found: Findings) -> None:
    """Who won and by how much, how close it kept to history, the victory list."""
    report = found.report
    if report is None:
        return
    scenario, state = found.scenario, report.played.game.state
    compared, ended = report.comparison, state.result
    level = scenario.victory.level(compared.points[0] - compared.points[1])
    tone = scenario.sides[level.side].colour if level.side is not None else "accent"
    sheet.words([(sentence(level.name), f"{tone} bold")], size=20)
    if ended is not None:
        sheet.words(sentence(f"The battle is over: {end_words(ended.reason, scenario)}"))
    first, second = scenario.sides
    sheet.words(
        [
            (f"{first.name} ", first.colour),
            (f"{compared.points[0]}", "bold"),
            "   ",
            (f"{second.name} ", second.colour),
            (f"{compared.points[1]}", "bold"),
            (" points", "secondary"),
        ]
    )
    past, points, _ = history_result(scenario)
    if past:
        sheet.words([(f"History scores {points[0]} to {points[1]} on the same list: {sentence(past)}", "secondary")])
    sheet.title("How close it kept to history")
    for words in closeness.lines(report.closeness):
        sheet.words(words)
    sheet.title("Victory points", "this game, history")
    for item, line in zip(scenario.victory.items, compared.victory, strict=True):
        _award(sheet, item.id, line, scenario.sides[line.side].adjective, scenario.sides[line.side].colour)


def _award(sheet: Page, name: str, line: VictoryLine, side: str, colour: str) -> None:
    t, c = sheet.theme, sheet.canvas
    tone = "good" if line.points > (line.history or 0) else "text"
    column, row = t.measure.width("0" * 5, t.font()), sheet.row(20)
    c.text(row.left_part(column), str(line.points), align="right", face="semibold", tone=tone)
    past = "?" if line.history is None else str(line.history)
    c.text(row.without(left=column).left_part(column), past, align="right", tone="secondary")
    c.text(row.without(left=2 * column + t.px(14)), [(f"{side}: ", colour), sentence(line.text)])
    c.hit(row, asks(f"victory.{name}"), context=asks(f"victory.{name}"))


# Losses ---------------------------------------------------------------------------------------------------------------


def losses(sheet: Page, found: Findings) -> None:
    """Men, vehicles and guns by cause and by weapon, and which units lost most."""
    report = found.report
    if report is None:
        return
    account, scenario = report.account, found.scenario
    most = max(1, *(total.men for total in account.totals))
    sheet.title("Losses by cause", "killed, wounded and missing", ruled=False)
    for total in account.totals:
        own = [line for line in account.losses if line.side == total.side]
        _side_losses(sheet, scenario.sides[total.side].name, scenario.sides[total.side].colour, total, own, most)
    sheet.title("Losses by weapon")
    for total in account.totals:
        side = scenario.sides[total.side]
        kinds = by_kind(account.weapons, total.side)
        if kinds:
            sheet.words([(f"{side.name} lost to", f"{side.colour} bold")])
        for kind in kinds:
            _pair(sheet, kind_name(scenario, kind.kind), weapon_words(kind), _arm_path(found, kind.kind))
        if total.bogged:
            sheet.words(bog_words(scenario, total), tone="secondary")
        sheet.skip(6)
    told(sheet, report, "units")


def _side_losses(sheet: Page, name: str, colour: str, total: LossLine, lines: Sequence[LossLine], most: int) -> None:
    """A bar of men by cause, then each cause in words with the chip of its colour."""
    t, c, shades = sheet.theme, sheet.canvas, cause_shades()
    sheet.words([(f"{name} ", f"{colour} bold"), (loss_words(total), "text")])
    parts = [(cause_words(line.cause), line.men, rgb(shades.get(line.cause, "#777777"))) for line in lines]
    charts.stacked(c, sheet.row(20).inset(0, t.px(2)), parts, most)
    for line, (words, _, shade) in zip(lines, parts, strict=True):
        row = sheet.row(19)
        chip = Rect(row.x, row.y + t.px(5), t.px(9), row.h - 2 * t.px(5))
        c.fill(chip, shade, 1)
        c.text(row.without(left=t.px(18)).left_part(t.px(190)), words, tone="secondary")
        c.text(row.without(left=t.px(212)), loss_words(line))
    sheet.skip(8)


def _pair(sheet: Page, words: str, value: Rich, path: str = "") -> None:
    t, c, row = sheet.theme, sheet.canvas, sheet.row(19)
    c.text(row.without(left=t.px(18)).left_part(t.px(250)), words, tone="secondary")
    c.text(row.without(left=t.px(276)), value)
    if path:
        c.hit(row, asks(path), context=asks(path))


def _arm_path(found: Findings, kind: str) -> str:
    rules = found.scenario.rules
    shelf = "weapons" if kind in rules.weapons else "vehicles" if kind in rules.vehicles else ""
    return f"{shelf}.{kind}" if shelf else ""


# Causes ---------------------------------------------------------------------------------------------------------------


def causes(sheet: Page, found: Findings) -> None:
    """The ledger: how the losses of each side come about, and what each factor spared or cost."""
    report = found.report
    if report is None:
        return
    ledger, first = report.account.ledger, True
    for line in ledger.sums:
        if not line.lost:
            continue
        side = found.scenario.sides[line.side]
        sheet.title(f"{side.name}, {line.what}", ruled=not first)
        first = False
        sheet.words(sum_words(found.scenario, line))
        sheet.skip(4)
        _factors(sheet, line, [f for f in by_factor(ledger, line.side, line.what) if abs(f.value) >= 0.5])
    if first:
        sheet.words("Nothing was lost.")
    sheet.skip(6)
    sheet.words(HOW, size=12, tone="secondary")


def _factors(sheet: Page, line: SideSum, factors: Sequence[FactorLine]) -> None:
    """A row for each factor: what it spared to the left of the middle, what it cost to the right."""
    if not factors:
        return
    t, c, most = sheet.theme, sheet.canvas, max(abs(f.value) for f in factors)
    unit = {MEN: "men", VEHICLES: "vehicles"}.get(line.what, "aircraft")
    names, bars = min(t.px(270), sheet.rect.w * 35 // 100), min(t.px(420), sheet.rect.w * 35 // 100)
    head = sheet.row(18)
    c.text(head.without(left=names).left_part(bars), "spared            cost", 11, align="centre", tone="hint")
    for factor in factors:
        row = sheet.row(19)
        c.text(row.left_part(names - t.px(8)), factor_words(factor), tone="secondary")
        charts.balance(c, row.without(left=names).left_part(bars).inset(0, t.px(5)), factor.value, most)
        number = row.without(left=names + bars + t.px(10))
        c.text(number.left_part(t.px(56)), f"{factor.value:+.0f}", align="right", face="semibold")
        c.text(number.without(left=t.px(68)), f"{unit}, rule {factor.rule}", 12, tone="hint")
        whose = "of both sides" if factor.whose == BOTH else "its own" if factor.whose == OWN else "the enemy's"
        tip = f"{factor.name}, {whose}: counted in {factor.combats} combats."
        c.hit(row, f"ui help {factor.rule}", tip)


# Luck, choices, beliefs -----------------------------------------------------------------------------------------------


def luck(sheet: Page, found: Findings) -> None:
    """What the dice gave, and the best and the worst attacks."""
    if found.report is not None:
        told(sheet, found.report, "luck", ruled=False)
        told(sheet, found.report, "attacks")


def course(sheet: Page, found: Findings) -> None:
    """What happened turn by turn, and where everybody stood at the end."""
    if found.report is not None:
        told(sheet, found.report, "battle", ruled=False)
        told(sheet, found.report, "ends")


def choices(sheet: Page, found: Findings) -> None:
    """Decisions and their price, restraints, and what the staffs meant to do."""
    if found.report is None:
        return
    told(sheet, found.report, "choices", ruled=False)
    for side, sentences in found.meant:
        if sentences:
            sheet.title(f"What the {found.scenario.sides[side].adjective} staff meant to do")
            for words in sentences[:40]:
                sheet.words(words)


def beliefs(sheet: Page, found: Findings) -> None:
    """What each side believed of the enemy, against the truth."""
    if found.report is not None:
        told(sheet, found.report, "beliefs", ruled=False)
