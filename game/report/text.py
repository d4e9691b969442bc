"""A report as lines of text."""

from __future__ import annotations

from game.language.describe_figures import is_clock, value_words
from game.language.names import hex_name, side_name
from game.language.phrases import count, decimal, men, percent, sentence
from game.model.scenario import Scenario
from game.report import beliefs, closeness
from game.report.account import CAUSE_WORDS, Account, AssaultLine, LossLine, LuckLine, UnitLine, fate_words
from game.report.cloud import YARDSTICK, Cloud, CloudLine
from game.report.document import Report
from game.report.history import Comparison, FigureLine, VictoryLine
from game.report.transcript import heading

DICE_ONLY = "Luck counts the outcomes of assaults only; the fire of guns and rifles between them is not in it."


def lines(report: Report) -> tuple[str, ...]:
    """The whole report, section by section."""
    scenario, found = report.played.scenario, report.comparison
    parts = [
        ("", [*heading(report.played), *result_lines(scenario, found)]),
        ("How close it kept to history", closeness.lines(report.closeness)),
        ("The victory list, line by line", victory_lines(scenario, found)),
        ("Figures of the record", [figure_text(line) for line in found.figures] or ["The record has no figures."]),
        ("Hills and hours", control_lines(found)),
        ("Losses by cause", loss_lines(scenario, report.account)),
        ("Losses by unit", unit_lines(scenario, report.account)),
        ("What each side believed", beliefs.lines(scenario, report.beliefs)),
        ("Luck", luck_lines(scenario, report.account)),
    ]
    if report.cloud is not None:
        parts.append(("This game, the simulated games and history", cloud_lines(scenario, report.cloud)))
    told: list[str] = []
    for title, part in parts:
        told += [*(["", title, "-" * len(title)] if title else []), *part]
    return tuple(told)


def result_lines(scenario: Scenario, found: Comparison) -> list[str]:
    """The result, and what history scores on the same list."""
    first, second = scenario.sides
    told = [sentence(f"The battle is over: {found.reason}")] if found.is_over else ["The battle is not over."]
    name = "Result" if found.is_over else "Result if it ended now"
    told.append(f"{name}: {found.level}. Points: {first.name} {found.points[0]}, {second.name} {found.points[1]}.")
    if found.history_level:
        rest = f" The record is silent about {count(found.silent, 'line')}." if found.silent else ""
        a, b = found.history_points
        told.append(f"History on the same list: {found.history_level}. {first.name} {a}, {second.name} {b}.{rest}")
    return told


def victory_lines(scenario: Scenario, found: Comparison) -> list[str]:
    """The victory list with history's points beside."""
    told = [f"{scenario.sides[v.side].name}, {points_words(v)}: {sentence(v.text)}" for v in found.victory]
    for side, points in zip(scenario.sides, found.beside_list, strict=True):
        if points:
            told.append(f"{side.name}, {points:+d} for events and restraints, which stand outside the list.")
    return told


def points_words(line: VictoryLine) -> str:
    """Points of a line: "6 of 6 (history 6)"."""
    most = "" if line.most is None else f" of {line.most}"
    return f"{line.points}{most} ({'the record is silent' if line.history is None else f'history {line.history}'})"


def figure_text(line: FigureLine) -> str:
    """A recorded figure, the game's own, and the verdict."""
    trust = f"; confidence {line.confidence}" if line.confidence else ""
    guess = ", an estimate" if line.estimate else ""
    from_ = f" Sources: {'; '.join(line.sources)}." if line.sources else ""
    said = line.game if line.word == line.game else f"{line.game}, {line.word}"
    record = sentence(f"{line.title}: recorded {line.recorded}{guess}{trust}")
    return f"{record} {sentence(f'This game: {said}')}{from_}"


def control_lines(found: Comparison) -> list[str]:
    """When places changed hands, and how long the game agreed with the record."""
    told = [sentence(gap.text) for gap in found.gaps] or ["No place changed hands, in history or in this game."]
    for bar in found.control:
        if bar.agreement is not None and bar.agreement < 1.0:
            share = percent(bar.agreement)
            told.append(sentence(f"{bar.name} was in the same hands as in history {share} of the time"))
    return told


def loss_lines(scenario: Scenario, found: Account) -> list[str]:
    """Every loss by its cause, and the sums."""
    told = []
    for total in found.totals:
        own = [line for line in found.losses if line.side == total.side]
        told.append(sentence(f"{side_name(scenario, total.side)} lost {loss_words(total)}"))
        told += [f"  {cause_words(line.cause)}: {loss_words(line)}." for line in own]
    return told


def cause_words(cause: str) -> str:
    """A cause in words."""
    return CAUSE_WORDS.get(cause, cause)


def loss_words(line: LossLine) -> str:
    """A loss: "52 men (12 killed, 40 wounded), 2 vehicles (1 wrecked)"."""
    said = men(line.men)
    split = [f"{n} {word}" for n, word in zip((line.killed, line.wounded, line.missing), _KINDS, strict=True) if n]
    if line.men:
        said += f" ({', '.join(split)})"
    if line.vehicles:
        wrecked = f" ({line.wrecked} beyond repair)" if line.wrecked else ""
        said += f", {count(line.vehicles, 'vehicle')}{wrecked}"
    return said + (f", {count(line.guns, 'gun')}" if line.guns else "")


_KINDS = ("killed", "wounded", "missing")


def unit_lines(scenario: Scenario, found: Account) -> list[str]:
    """What each unit lost, the heaviest losses first."""
    return [unit_words(scenario, line) for line in found.units] or ["No unit lost anything."]


def unit_words(scenario: Scenario, line: UnitLine) -> str:
    """What a unit lost and what is left of it."""
    unit = scenario.units[line.unit]
    hulls = f", {count(line.vehicles, 'vehicle')}" if line.vehicles else ""
    guns = f", {count(line.guns, 'gun')}" if line.guns else ""
    gone = f"; {line.uncounted} more went with it" if line.uncounted else ""
    return (
        f"{scenario.sides[unit.side].name} {unit.id}: {line.lost} of {line.start} ({line.killed} killed){hulls}{guns}, "
        f"{fate_words(line)}{gone}."
    )


def luck_lines(scenario: Scenario, found: Account) -> list[str]:
    """Every assault drawn against expected, and the sums."""
    if not found.assaults:
        return ["There was no assault."]
    told = [luck_words(scenario, line) for line in found.luck]
    told.append("Assault by assault, attacker first; drawn against the mean of the equally likely outcomes:")
    return [*told, *(f"  {assault_words(scenario, line)}" for line in found.assaults), DICE_ONLY]


def luck_words(scenario: Scenario, line: LuckLine) -> str:
    """Luck of a side over the game."""
    hulls = ""
    if line.vehicles_lost or line.vehicles_expected >= 0.5:
        expected = decimal(line.vehicles_expected, 1)
        hulls = f", with {count(line.vehicles_lost, 'vehicle')} where {expected} were to be expected"
    attacks = "no assault of its own"
    if line.attacks:
        expected = decimal(line.won_expected, 1)
        attacks = f"{line.won} of {count(line.attacks, 'assault')} broke the enemy where {expected} were to be expected"
    return (
        f"{scenario.sides[line.side].name}: {attacks}; lost {men(line.lost)} where {line.lost_expected:.0f} "
        f"were to be expected{hulls}, and inflicted {line.inflicted} where {line.inflicted_expected:.0f} were. "
        f"The dice were {line.verdict}: {line.net:+.0f} men."
    )


def assault_words(scenario: Scenario, line: AssaultLine) -> str:
    """One assault: drawn against expected."""
    came = f"{'won' if line.won else 'not won'} (chance {percent(line.win_chance)})"
    return (
        f"order {line.order}, turn {line.turn}, {scenario.sides[line.side].name} at "
        f"{hex_name(scenario.board, line.hex)}: {came}; "
        f"lost {line.drawn[0]} (expected {line.expected[0]:.0f}), "
        f"inflicted {line.drawn[1]} (expected {line.expected[1]:.0f})."
    )


def cloud_lines(scenario: Scenario, found: Cloud) -> list[str]:
    """The game and history among the simulated games."""
    told = [cloud_heading(scenario, found)]
    told += [f"  {name}: {number} ({number / found.games:.0%})" for name, number in found.results if number]
    told += [sentence(cloud_words(scenario, line)) for line in found.lines if not line.is_idle]
    return [*told, YARDSTICK]


def cloud_heading(scenario: Scenario, found: Cloud) -> str:
    """How many games, who played them, which seed."""
    seats = ", ".join(f"{side.name} {level}" for side, level in zip(scenario.sides, found.levels, strict=True))
    return f"{count(found.games, 'simulated game')} ({seats}; seed {found.seed}). Results:"


def cloud_words(scenario: Scenario, line: CloudLine) -> str:
    """One figure among the simulated games."""
    if line.p10 is None:
        spread = "it came about in no simulated game"
    else:
        edges = [value_words(scenario, line.measure, edge) for edge in (line.p10, line.p50, line.p90)]
        spread = f"10 to 90 per cent of games {edges[0]} to {edges[2]}, middle {edges[1]}"
    if line.share is not None and line.share < 1.0:
        spread += f" (fell in {line.share:.0%} of them)"
    said = f"{line.title}: {spread}; this game {value_words(scenario, line.measure, line.game)}, {rank_words(line)}"
    if line.share_inside is None:
        return said
    said += f"; {line.share_inside:.0%} of games inside history's range"
    return said if line.history_percentile is None else f"{said}, history at {line.history_percentile:.0f} per cent"


def rank_words(line: CloudLine) -> str:
    """Where this game lies: "later than 83% of them"."""
    word = "later" if is_clock(line.measure) else "more"
    return f"{word} than {line.game_percentile:.0f}% of them"
