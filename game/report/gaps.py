"""Gaps in words: where a game's figure lies among the simulated games, and how far from the record."""

from __future__ import annotations

from game.language import dates
from game.language.describe_figures import is_clock, value_words
from game.language.names import side_name
from game.language.phrases import count, minutes, percent
from game.model.scenario import Scenario
from game.report.cloud import Cloud, CloudLine, DayLine

STANDS = (
    "'History stands at 41': 41 of 100 simulated games came out below the middle of the recorded range, or earlier; "
    "those that equal it count half."
)
"""What a percentile means."""


def range_words(scenario: Scenario, measure: str, low: float, high: float) -> str:
    """A range for a column: "800 to 1500", "3 July, 02:00 to 09:00"."""
    if low == high:
        return value_words(scenario, measure, low)
    first, last = value_words(scenario, measure, low), value_words(scenario, measure, high)
    calendar = scenario.calendar
    if is_clock(measure) and dates.day(calendar, int(low)) == dates.day(calendar, int(high)):
        last = dates.hour(calendar, int(high))
    return f"{first} to {last}"


def gap_words(line: CloudLine, minute: int | None = None) -> str:
    """A figure among the simulated games and beside the record, as a clause.

    Args:
        minute: the present of a game that goes on.
    """
    parts = [_rank(line, minute)]
    if line.history_percentile is not None:
        parts.append(f"history stands at {line.history_percentile:.0f}")
    elif line.low is not None:
        parts.append("the record knows what no simulated game brought about")
    parts += [words] if (words := record_words(line)) else []
    return "; ".join(parts)


def _rank(line: CloudLine, minute: int | None) -> str:
    games = line.lower + line.same + line.higher
    if not line.is_known:
        return "not known while the battle lasts"
    if line.is_open:
        return _so_far(line, games, minute)
    if line.same == games:
        return f"the same in {'the one' if games == 1 else f'all {games}'} simulated game{'s' if games > 1 else ''}"
    less, more = _degrees(line.measure)
    if line.game is None:
        words = f"never, as in {line.same} of {games} simulated games"
        return words if line.same else f"never, though it came about in all {games} simulated games"
    word, beaten = (less, line.higher) if line.higher >= line.lower else (more, line.lower)
    equal = f", as in {line.same}" if line.same else ""
    return f"{word} than in {beaten} of {games} simulated games{equal}"


def _so_far(line: CloudLine, games: int, minute: int | None) -> str:
    """What can be said before the figure stands: whole games have had longer."""
    if is_clock(line.measure):
        if line.game is not None:
            return "may yet be undone"
        if minute is None:
            return "not yet"
        done = sum(value <= minute for value in line.values)
        return f"not yet; by this hour it had come in {done} of {games} simulated games"
    if line.lower:
        return f"so far, and already more than {line.lower} of {games} simulated games came to in all"
    return "so far; no simulated game came to less in all"


def _degrees(measure: str) -> tuple[str, str]:
    """Words for less and more of a measure."""
    if is_clock(measure):
        return "earlier", "later"
    if measure.startswith("depth."):
        return "less", "more"
    return ("lower", "higher") if measure.endswith(("margin", ".points")) else ("fewer", "more")


def record_words(line: CloudLine) -> str:
    """How far a game's figure lies from the recorded range; empty where nothing can be said yet."""
    low, high, value = line.low, line.high, line.game
    if low is None or high is None or value is None or not line.is_known:
        return ""
    if low <= value <= high:
        return "" if line.is_open else "inside the recorded range"
    if value < low and line.is_open:
        return ""
    gap = low - value if value < low else value - high
    already = "already " if line.is_open else ""
    if is_clock(line.measure):
        return f"{minutes(round(gap))} {'earlier' if value < low else 'later'} than the record has it"
    return f"{already}{gap:g} {'below' if value < low else 'above'} the recorded range"


def cloud_heading(scenario: Scenario, found: Cloud) -> str:
    """How many games, who played them, whence they are."""
    seats = ", ".join(f"{side.name} {level}" for side, level in zip(scenario.sides, found.levels, strict=True))
    whence = "played for this comparison"
    if found.source is not None:
        whence = f"{found.source.name}, rules {found.source.rules_version}, digest {found.source.digest[:12]}"
    return f"{count(found.games, 'simulated game')} ({seats}; seed {found.seed}; {whence})."


def result_words(scenario: Scenario, found: Cloud) -> str:
    """The result among those of the simulated games, as a sentence; empty while the game goes on."""
    names = [name for name, _ in found.results]
    if found.level not in names:
        return ""
    at = names.index(found.level)
    same = found.results[at][1]
    ahead, behind = (sum(n for _, n in part) for part in (found.results[:at], found.results[at + 1 :]))
    first, second = (side_name(scenario, side.number) for side in scenario.sides)
    told = f"{found.level}: {same} of {found.games} simulated games ended so"
    return f"{told}; in {ahead} it was better for {first}, in {behind} for {second}."


def place_lines(scenario: Scenario, found: Cloud) -> list[str]:
    """Places by day: how often the game had the recorded holder, and the days on which somebody else did."""
    told: list[str] = []
    for place in dict.fromkeys(line.place for line in found.days):
        reached = [line for line in found.days if line.place == place and line.game and line.record]
        if not reached:
            continue
        same = sum(line.game == line.record for line in reached)
        mean = sum(line.share(line.record) for line in reached) / len(reached)
        told.append(
            f"  {reached[0].name}: as recorded on {same} of {count(len(reached), 'day')}; "
            f"the simulated games on {percent(mean)} of them."
        )
        told += [f"    {day_words(scenario, line)}." for line in reached if line.game != line.record]
    return told or ["  No day of which the record speaks has ended yet."]


def day_words(scenario: Scenario, line: DayLine) -> str:
    """Who held a place at the end of a day, as a clause."""
    held = {"": "", "nobody": "nobody", "contested": "both sides"} | {side.id: side.name for side in scenario.sides}
    parts = [f"this game {held[line.game]} ({line.share(line.game):.0%} of games)"] if line.game else []
    if line.record:
        parts.append(f"history {held[line.record]} ({line.share(line.record):.0%})")
    return f"{dates.when(scenario.calendar, line.minute)}: {', '.join(parts)}" if parts else ""
