"""The end of a battle: the result, the victory list beside history, losses, luck."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.ids import SideId
from game.engine import Game
from game.language.describe_figures import figure_words, measure_words
from game.language.describe_game import score_lines
from game.language.names import side_name
from game.language.phrases import count, men, sentence
from game.language.words_luck import Luck
from game.language.words_state import end_words
from game.model.scenario import Scenario


def ending_lines(game: Game, lucks: Iterable[tuple[SideId, Luck]] = ()) -> tuple[str, ...]:
    """The final report: why it ended, level, the list with history's points beside, losses with the record, luck.

    Args:
        lucks: the accounts of luck of the human sides.
    """
    scenario, state, result = game.scenario, game.state, game.state.result
    if result is None:
        return ()
    first, second = scenario.sides
    lines = [
        sentence(f"The battle is over: {end_words(result.reason, scenario)}"),
        f"{sentence(scenario.victory.levels[result.level].name)} Points: {first.name} {result.points[0]}, "
        f"{second.name} {result.points[1]}.",
        *_history_level(scenario),
        "The victory list, line by line:",
        *score_lines(scenario, game.scores()),
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
    if scenario.history.figures:
        lines.append("The record:")
        lines += [
            sentence(f"{measure_words(scenario, f.measure)}: {figure_words(scenario, f.low, f.high, f.unit)}")
            for f in scenario.history.figures
        ]
    several = len(list(lucks := list(lucks))) > 1
    for number, luck in lucks:
        lines.append((f"{scenario.sides[number].name}. " if several else "") + luck.sentence(exact=True))
    return tuple(lines)


def account_lines(scenario: Scenario, side: SideId, sentences: tuple[str, ...]) -> tuple[str, ...]:
    """What a computer commander meant to do, in its own words; empty if it has none."""
    if not sentences:
        return ()
    return (f"What the commander of {side_name(scenario, side)} meant to do:", *sentences)


def _history_level(scenario: Scenario) -> list[str]:
    """What the historical result is worth on the same list, where the record speaks of it."""
    told = [item for item in scenario.victory.items if item.history is not None]
    if not told:
        return []
    points = [sum(item.history or 0 for item in told if item.side == side) for side in (0, 1)]
    silent = len(scenario.victory.items) - len(told)
    level = scenario.victory.level(points[0] - points[1])
    first, second = scenario.sides
    rest = f" The record is silent about {count(silent, 'line')}." if silent else ""
    return [f"History scores {first.name} {points[0]}, {second.name} {points[1]}: {sentence(level.name)}{rest}"]
