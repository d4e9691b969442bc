"""Small turns of phrase: counts, times, shares, lists and distances, spoken rather than abbreviated."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Small numbers in words; 0 is for counting things, as in "no men"."""
WINDS = (
    "north",
    "north-north-east",
    "north-east",
    "east-north-east",
    "east",
    "east-south-east",
    "south-east",
    "south-south-east",
    "south",
    "south-south-west",
    "south-west",
    "west-south-west",
    "west",
    "west-north-west",
    "north-west",
    "north-north-west",
)
"""Points of the compass, clockwise from north."""
DIRECTION_WORDS = ("north-east", "east", "south-east", "south-west", "west", "north-west")
"""The six directions, by number."""


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 man", "12 men", "no men"."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number} {noun}" if number else f"no {noun}"


def men(number: int) -> str:
    """A number of men: "1 man", "12 men"."""
    return count(number, "man", "men")


def spoken(number: int) -> str:
    """A whole number, in words up to twelve."""
    return NUMBERS[number] if 1 <= number < len(NUMBERS) else str(number)


def minutes(number: int) -> str:
    """A length of time: "25 minutes", "1 hour", "2 hours 5 minutes"."""
    hours, rest = divmod(number, 60)
    if number < 90:
        return "1 hour" if number == 60 else count(number, "minute")
    return count(hours, "hour") + (f" {count(rest, 'minute')}" if rest else "")


def listing(items: Iterable[str], last: str = "and") -> str:
    """Items in a row: "a", "a and b", "a, b and c"; empty for none."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def percent(share: float) -> str:
    """A share of 1 as whole per cent; "under 1%" and "over 99%" near the ends, so that 0% and 100% are certain."""
    whole = round(share * 100)
    if whole < 1 and share > 0.0:
        return "under 1%"
    if whole > 99 and share < 1.0:
        return "over 99%"
    return f"{whole}%"


def decimal(value: float, places: int = 2) -> str:
    """A factor without needless noughts: "1.5", "0.85", "2"."""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def odds(ratio: float) -> str:
    """A ratio of powers as "2.4 to 1" or, below even, "1 to 1.6"."""
    if ratio >= 1.0:
        return f"{decimal(ratio, 1)} to 1"
    return f"1 to {decimal(1.0 / ratio, 1)}" if ratio > 0.0 else "nothing to 1"


def about(number: int) -> str:
    """A number of men as an onlooker reports it: rounded, and vaguer the larger it is."""
    if number <= 0:
        return "none"
    if number < 5:
        return "a few"
    step = 5 if number < 50 else 10 if number < 200 else 50
    return f"about {round(number / step) * step}"


def band(low: int, high: int) -> str:
    """A reported band of men: "40 to 120 men", "about 60 men" where both ends meet."""
    return f"about {men(low)}" if low == high else f"{low} to {high} men"


def signed(number: int) -> str:
    """A change with its sign: "+3", "-2", "0"."""
    return f"{number:+d}" if number else "0"


def kilometres(metres: float) -> str:
    """A distance: "400 m" below one kilometre, then "1.5 km"."""
    return f"{round(metres / 10) * 10} m" if metres < 1000 else f"{decimal(metres / 1000, 1)} km"


def sentence(text: str, names: Container[str] = ()) -> str:
    """A text with a full stop at its end and a capital first, unless it begins with an id such as "mg1/75".

    Args:
        names: ids that look like words and keep their small letter all the same.
    """
    text = text.strip()
    if not text:
        return text
    first = text.split(maxsplit=1)[0].rstrip(",:;")
    if first.isalpha() and first not in names:
        text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?:" else f"{text}."


def choice(names: Sequence[str], most: int = 8) -> str:
    """Names to choose from: "a, b or c"; a long list is cut and says so."""
    if len(names) > most:
        return f"{', '.join(names[:most])} or one of {len(names) - most} more"
    return listing(names, "or")
