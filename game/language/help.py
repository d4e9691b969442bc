"""Help: the list of commands, one command, a rule by its number, a chapter of the manual by its topic."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import frozen

from game.language.describe_rules import figures_of
from game.language.lexicon import COMMANDS, GROUPS, Command, matching
from game.language.phrases import choice, decimal, listing, percent
from game.model.rulebook import Rulebook

_RULE = re.compile(r"^#*\s*\**(?:Rule\s+)?(\d+(?:\.\d+)*)\.?\**\.?\s+(.*)$")
_HEADING = re.compile(r"^#+\s*(.*)$")
_MARKS = re.compile(r"[*`]+")
_FIGURE = re.compile(r"\{([a-z0-9_.-]+)(:%)?\}")


@frozen
class Rule:
    """One numbered paragraph of the manual."""

    number: str
    title: str
    text: str


def manual_root() -> Traversable:
    """Folder of the manual: beside the installed package, or in the source tree."""
    inside = files("game").joinpath("_data", "assets", "manual")
    return inside if inside.is_dir() else Path(__file__).resolve().parents[2] / "assets" / "manual"


@cache
def chapters() -> dict[str, str]:
    """Text of each chapter of the manual by its file name without ending, in order; empty if there is no manual."""
    root = manual_root()
    if not root.is_dir():
        return {}
    found = sorted((entry.name, entry) for entry in root.iterdir() if entry.name.endswith(".md"))
    return {name[:-3]: entry.read_text(encoding="utf-8") for name, entry in found}


@cache
def rules() -> dict[str, Rule]:
    """Numbered rules of the manual by number."""
    found: dict[str, Rule] = {}
    for text in chapters().values():
        number, title, body = "", "", list[str]()
        for line in [*text.splitlines(), "# end"]:
            match = _RULE.match(line)
            if match or _HEADING.match(line):
                if number:
                    found.setdefault(number, Rule(number, plain(title), plain("\n".join(body))))
                number, title = (match[1], match[2]) if match else ("", "")
                body = []
            else:
                body.append(line)
    return found


def plain(text: str) -> str:
    """Text of the manual without the marks of its layout, paragraphs on one line each."""
    text = _MARKS.sub("", text)
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
    return "\n".join(part for part in parts if part)


def filled(text: str, rulebook: Rulebook | None) -> str:
    """Text of the manual with the figures of the rulebook in their places: "{movement.speed.foot}" becomes 4.

    Without a rulebook the figures are named, not shown.
    """

    def figure(match: re.Match[str]) -> str:
        value = figures_of(rulebook, match[1].partition(".")[0]).get(match[1]) if rulebook else None
        if value is None:
            return f"({match[1]})"
        return percent(value) if match[2] else decimal(value, 4)

    return _FIGURE.sub(figure, text)


def rule_lines(number: str, rulebook: Rulebook | None = None, *, below: bool = True) -> tuple[str, ...]:
    """A rule in full; of a number that is not in the manual the nearest above it.

    Args:
        below: whether the rules that stand under it follow.
    """
    known = rules()
    wanted = number
    while wanted and wanted not in known:
        head, _, tail = wanted.rpartition(".")
        wanted = f"{head}.{tail[:-1]}" if len(tail) > 1 and head else head
    if not wanted:
        return (f"The manual has no rule {number}.",)
    under = [rule for key, rule in known.items() if below and wanted == number and _is_below(key, wanted)]
    lines = []
    for rule in (known[wanted], *under):
        lines.append(f"Rule {rule.number}: {rule.title}.")
        lines += filled(rule.text, rulebook).splitlines()
    return tuple(lines)


def _is_below(key: str, above: str) -> bool:
    """Whether a rule stands under another: 7.11 under 7.1, 7.1 under 7."""
    if key == above or not key.startswith(above):
        return False
    return key[len(above)] == "." or "." in above


def command_lines(command: Command) -> tuple[str, ...]:
    """One command: what it does, how it is typed, its short forms, an example, its rule."""
    lines = [command.says, f"Type: {command.usage}"]
    if command.short:
        lines.append(f"Short: {listing(command.short, 'or')}.")
    if command.example:
        lines.append(f"Example: {command.example}")
    if command.rule:
        lines.append(f"Rule {command.rule}; 'help {command.rule}' opens it.")
    return tuple(lines)


def overview_lines() -> tuple[str, ...]:
    """All commands with a line each, in groups."""
    lines = [
        "Every command may be shortened as long as it stays clear. UNIT is an id such as 1/75, the beginning of "
        "one, a formation, 'it' for the unit selected last, or 'all'. HEX is a number such as 1422, a place, a "
        "direction such as NE from the unit, or a contact such as #3."
    ]
    for group in GROUPS:
        lines.append(f"{group.capitalize()}:")
        lines += [f"  {command.usage}: {command.says}" for command in COMMANDS if command.group == group]
    topics = [name.partition("-")[2] or name for name in chapters()]
    lines.append("'help' with a command tells more" + (f"; topics: {', '.join(topics)}." if topics else "."))
    return tuple(lines)


def help_lines(topic: str, rulebook: Rulebook | None = None) -> tuple[str, ...]:
    """Help on a command, a rule number or a word of the manual; everything for an empty topic.

    Args:
        rulebook: whose figures the manual's text shows.
    """
    wanted = topic.strip()
    if not wanted:
        return overview_lines()
    if wanted.lower().startswith("rule "):
        wanted = wanted[5:].strip()
    if re.fullmatch(r"\d+(\.\d+)*", wanted) and (wanted in rules() or "." in wanted):
        return rule_lines(wanted, rulebook)
    commands = matching(wanted)
    if len(commands) == 1:
        return command_lines(commands[0])
    return _topic_lines(wanted, tuple(command.word for command in commands), rulebook)


def _topic_lines(wanted: str, commands: tuple[str, ...], rulebook: Rulebook | None) -> tuple[str, ...]:
    lower = wanted.lower()
    named = [name for name in chapters() if lower == name or lower in name.split("-")]
    if named:
        text = re.sub(r"^#+\s*(.*)$", r"\1.\n", chapters()[named[0]], flags=re.MULTILINE)
        return tuple(filled(plain(text), rulebook).splitlines())
    hits = [rule for rule in rules().values() if lower in rule.title.lower()]
    hits = hits or [rule for rule in rules().values() if lower in rule.text.lower()]
    if hits:
        listed = [f"Rule {rule.number}: {rule.title}." for rule in hits[:12]]
        more = f"{len(hits) - 12} more rules speak of it." if len(hits) > 12 else ""
        return (f"Rules about '{wanted}'; 'help' with a number opens one.", *listed, *([more] if more else []))
    if commands:
        return (f"'{wanted}' may mean {choice(commands)}.",)
    return (f"There is no help on '{wanted}'. Type 'help' for the commands.",)
