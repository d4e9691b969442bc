"""The end of a battle: the result, the victory list and the record's figures beside history, losses, luck."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.ids import SideId
from game.language.names import side_name
from game.language.phrases import count, men, sentence
from game.language.words_luck import Luck
from game.match import Match
from game.model.scenario import Scenario
from game.report import closeness
from game.report.gaps import STANDS
from game.report.history import Comparison, compare_with_history
from game.report.recorded import FigureLine
from game.report.sections.victory import victory_lines
from game.report.sidebyside import heading
from game.table.yardstick import beside


def ending_lines(match: Match, lucks: Sequence[tuple[SideId, Luck]] = ()) -> tuple[str, ...]:
    """The final report: why it ended, level, the list with history's points beside, losses, the record, luck.

    Args:
        lucks: the accounts of luck of the human sides.
    """
    scenario, state = match.scenario, match.game.state
    if state.result is None:
        return ()
    first, second = scenario.sides
    found = compare_with_history(match.game, match.events)
    lines = [
        sentence(f"The battle is over: {found.reason}"),
        f"{sentence(found.level)} Points: {first.name} {found.points[0]}, {second.name} {found.points[1]}.",
        *_history_level(scenario, found),
        *closeness.lines(closeness.closeness(match.game, found)),
        "The victory list, line by line:",
        *victory_lines(scenario, found),
    ]
    for side in scenario.sides:
        number = side.number
        total = state.killed[number] + state.wounded[number] + state.missing[number]
        lines.append(
            sentence(
                f"{side_name(scenario, number)} lost {men(total)}: {state.killed[number]} killed, "
                f"{state.wounded[number]} wounded, {state.missing[number]} missing"
            )
        )
    if found.figures:
        lines += ["The record:", *(_figure(line) for line in found.figures)]
    lines += [sentence(f"{line.title}: no record; in this game {line.game}") for line in found.unknown]
    lines += _among_games(match)
    for number, luck in lucks:
        lines.append((f"{scenario.sides[number].name}. " if len(lucks) > 1 else "") + luck.sentence(exact=True))
    return tuple(lines)


def account_lines(scenario: Scenario, side: SideId, sentences: tuple[str, ...]) -> tuple[str, ...]:
    """What a computer commander meant to do, in its own words; empty if it has none."""
    if not sentences:
        return ()
    return (f"What the commander of {side_name(scenario, side)} meant to do:", *sentences)


def _history_level(scenario: Scenario, found: Comparison) -> list[str]:
    """What the historical result is worth on the same list, where the record speaks of it."""
    if not found.history_level:
        return []
    first, second = scenario.sides
    a, b = found.history_points
    rest = f" The record is silent about {count(found.silent, 'line')}." if found.silent else ""
    return [f"History scores {first.name} {a}, {second.name} {b}: {sentence(found.history_level)}{rest}"]


def _among_games(match: Match) -> list[str]:
    """The battle among the simulated games that ship with its scenario; nothing where there are none."""
    found = beside(match, None)
    if found.cloud is None:
        return []
    gaps = [row.words for row in found.rows]
    return ["This battle among simulated games:", *heading(found)[-2:], *gaps, STANDS]


def _figure(line: FigureLine) -> str:
    said = line.game if line.word == line.game else f"{line.game}, {line.word}"
    told = sentence(f"{line.title}: {line.recorded}; in this game {said}")
    return f"{told} {sentence(line.voices)}".strip()
