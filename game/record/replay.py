"""Replays and saves: one file, JSON lines. A save is a replay without a result.

The first line is the header. Then come orders, with the digest of the state after those that began a turn, and notes
and remarks where they belong. The last line says how many orders there are, the digest of the state after them, and the
result if the game is over. Reading trusts nothing: sizes are limited, nothing is run, and every name is looked up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from game.model.scenario import Scenario
from game.model.state import Result
from game.record.codec import LIMIT, Plain
from game.record.notes import REMARK_LIMIT, UNSEEN, JournalEntry
from game.record.problems import Fault, RecordProblem

FORMAT = 1
"""Version of this file format."""
RULES_VERSION = 3
"""Version of the rules; it rises whenever the same orders can lead to another game."""
SIGN = "undeclared-war"
"""First key of every record."""
FILE_LIMIT = 32_000_000
"""Bytes of the largest record that is read."""
LINE_LIMIT = 2_000_000
"""Characters of the longest line that is read."""
ORDER_LIMIT = 200_000
"""Orders of the longest record that is read."""
_SEED_LIMIT = 1 << 63
_CUT_OFF = "the backup beside it, whose name ends in ~, may be whole"


@frozen(kw_only=True)
class Header:
    """What has to be known before the first order."""

    scenario: str
    """Id of the scenario."""
    digest: str
    """Hash of the scenario's files."""
    seed: int
    seats: tuple[str, str]
    """Who played each side: human or the level of the computer."""
    sides: tuple[str, str]
    """Ids of the two sides."""
    rules_version: int = RULES_VERSION
    format: int = FORMAT


@frozen(kw_only=True)
class TurnMark:
    """State at the start of a turn, after a number of orders."""

    after: int
    turn: int
    digest: str
    line: int = field(default=0, eq=False)


@frozen(kw_only=True)
class OrderLine:
    """One accepted order as plain data."""

    plain: Plain
    line: int = field(default=0, eq=False)


@frozen(kw_only=True)
class Ending:
    """The last line."""

    orders: int
    digest: str
    result: Plain | None = None
    """Reason, level (its name) and points by side; None for an unfinished game."""
    line: int = field(default=0, eq=False)


@frozen(kw_only=True)
class Record:
    """A game on paper."""

    header: Header
    orders: tuple[OrderLine, ...]
    marks: tuple[TurnMark, ...]
    """Rising; the first is that of turn 1, after 0 orders."""
    journal: tuple[Plain, ...]
    """Remarks and notes as plain data: `after`, `turn`, `minute` and `remark` or `note` (its id)."""
    memory: Plain
    """What computer players keep in mind at the end, by side id."""
    ending: Ending
    missions: tuple[Plain, ...] = ()
    """Orders to formations as plain data, with what their staffs keep in mind; a replay needs none of it."""
    missions_line: int = field(default=0, eq=False)

    @property
    def is_finished(self) -> bool:
        """Whether the game was played to its end."""
        return self.ending.result is not None


def text_of(record: Record) -> str:
    """The record as JSON lines."""
    header = record.header
    lines: list[Plain] = [
        {
            SIGN: "replay" if record.is_finished else "save",
            "format": header.format,
            "rules_version": header.rules_version,
            "scenario": header.scenario,
            "scenario_digest": header.digest,
            "seed": header.seed,
            "seats": dict(zip(header.sides, header.seats, strict=True)),
        }
    ]
    beside = _by_order(record)
    lines += beside.get(0, ())
    for number, order in enumerate(record.orders, 1):
        lines.append({"order": number, **order.plain})
        lines += beside.get(number, ())
    if record.memory:
        lines.append({"memory": record.memory})
    if record.missions:
        lines.append({"missions": list(record.missions)})
    ending: Plain = {"end": record.ending.orders, "digest": record.ending.digest}
    if record.ending.result is not None:
        ending["result"] = record.ending.result
    lines.append(ending)
    return "".join(json.dumps(line, ensure_ascii=False, separators=(", ", ": ")) + "\n" for line in lines)


def _by_order(record: Record) -> dict[int, list[Plain]]:
    """Lines that are no orders, by the number of orders before them."""
    found: dict[int, list[Plain]] = {}
    for mark in record.marks:
        found.setdefault(mark.after, []).append({"turn": mark.turn, "digest": mark.digest})
    for entry in record.journal:
        plain = {key: value for key, value in entry.items() if key != "after"}
        found.setdefault(entry["after"], []).append({"journal": plain})
    return found


def read(path: Path) -> Record:
    """The record in a file.

    Raises:
        RecordProblem: with the file's name and the line, whatever is wrong.
    """
    try:
        return parse(contents(path))
    except RecordProblem as problem:
        problem.file = path.name
        raise


def contents(path: Path) -> str:
    """The text of a file that may be a record.

    Raises:
        RecordProblem: it cannot be opened, is too large or is no text.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise RecordProblem("missing", f"the file cannot be opened ({error.strerror or 'unreadable'})") from None
    if len(raw) > FILE_LIMIT:
        raise RecordProblem("too-large", f"the file is larger than {FILE_LIMIT // 1_000_000} MB, as no record is")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RecordProblem("not-text", "the file is not UTF-8 text", line=line, hint=_foreign_hint()) from None


def parse(text: str) -> Record:
    """The record in a text.

    Raises:
        RecordProblem: with the line, whatever is wrong.
    """
    raw = text.split("\n")
    if not text.strip():
        raise RecordProblem("foreign", "the file is empty", hint=_foreign_hint())
    header = _header(_plain_line(raw[0], 1))
    if raw[-1]:
        raise RecordProblem("cut-off", "the last line is cut off", line=len(raw), hint=_CUT_OFF)
    reader = _Reader()
    for number, line in enumerate(raw[1:-1], 2):
        reader.take(_plain_line(line, number), number)
    return reader.record(header, len(raw) - 1)


def _plain_line(text: str, number: int) -> Plain:
    """One line as an object."""
    first = number == 1
    if len(text) > LINE_LIMIT:
        raise RecordProblem("too-large", "the line is longer than any in a record", line=number)
    fault: Fault = "foreign" if first else "damaged"
    try:
        value = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        hint = _foreign_hint() if first else _CUT_OFF
        raise RecordProblem(fault, "the line is not JSON", line=number, hint=hint) from None
    if not isinstance(value, dict):
        raise RecordProblem(fault, "the line is no JSON object", line=number)
    # What is shown of a record must not steer the screen.
    if UNSEEN.search(text.removesuffix("\r")) or ("\\" in text and any(map(UNSEEN.search, _texts(value)))):
        raise RecordProblem(fault, "the line holds letters that cannot be shown", line=number)
    return value


def _texts(value: Any) -> Iterator[str]:
    """Every text in a plain value, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _no_twins(pairs: list[tuple[str, Any]]) -> Plain:
    plain = dict(pairs)
    if len(plain) != len(pairs):
        raise ValueError("a key stands twice")
    return plain


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _foreign_hint() -> str:
    return "saves and replays of this game start with {" + f'"{SIGN}": ...' + "}"


def _header(plain: Plain) -> Header:
    if plain.get(SIGN) not in ("replay", "save"):
        raise RecordProblem("foreign", "this is no save or replay of this game", line=1, hint=_foreign_hint())
    version = _whole(plain, "format", 1)
    if version != FORMAT:
        raise RecordProblem(
            "format",
            f"the file has format {version}; this program reads {FORMAT}",
            line=1,
            hint="use the version of the game that wrote it",
        )
    rules = _whole(plain, "rules_version", 1)
    if rules != RULES_VERSION:
        raise RecordProblem(
            "rules",
            f"it was played under rules {rules}; these are rules {RULES_VERSION}",
            line=1,
            hint=f"play it with a version of the game that has rules {rules}",
        )
    seats = plain.get("seats")
    if not isinstance(seats, dict) or len(seats) != 2 or not all(isinstance(s, str) for s in seats.values()):
        raise RecordProblem("damaged", "the header must name the seats of two sides", line=1)
    (side_a, seat_a), (side_b, seat_b) = seats.items()
    return Header(
        scenario=_text(plain, "scenario", 1),
        digest=_text(plain, "scenario_digest", 1),
        seed=_whole(plain, "seed", 1, _SEED_LIMIT),
        seats=(seat_a, seat_b),
        sides=(side_a, side_b),
        rules_version=rules,
        format=version,
    )


class _Reader:
    """Gathers the lines after the header."""

    def __init__(self) -> None:
        self.orders: list[OrderLine] = []
        self.marks: list[TurnMark] = []
        self.journal: list[Plain] = []
        self.memory: Plain = {}
        self.missions: tuple[Plain, ...] = ()
        self.missions_line = 0
        self.ending: Ending | None = None

    def take(self, plain: Plain, line: int) -> None:
        """Files one line under what it is."""
        if self.ending is not None:
            raise RecordProblem("damaged", "there are lines after the end", line=line)
        if "order" in plain:
            self._order(plain, line)
        elif "turn" in plain:
            turn, digest = _whole(plain, "turn", line), _text(plain, "digest", line)
            self.marks.append(TurnMark(after=len(self.orders), turn=turn, digest=digest, line=line))
        elif "journal" in plain:
            self._journal(plain["journal"], line)
        elif isinstance(plain.get("memory"), dict):
            self.memory = plain["memory"]
        elif "missions" in plain:
            self._missions(plain["missions"], line)
        elif "end" in plain:
            self._end(plain, line)
        else:
            raise RecordProblem("damaged", "the line is of no known kind", line=line)

    def _order(self, plain: Plain, line: int) -> None:
        number = _whole(plain, "order", line)
        if number != len(self.orders) + 1:
            text = f"order {number} stands where order {len(self.orders) + 1} should"
            raise RecordProblem("damaged", text, line=line, hint="lines were lost or moved")
        if number > ORDER_LIMIT:
            raise RecordProblem("too-large", f"there are more than {ORDER_LIMIT} orders", line=line)
        self.orders.append(OrderLine(plain={k: v for k, v in plain.items() if k != "order"}, line=line))

    def _journal(self, plain: Any, line: int) -> None:
        if not isinstance(plain, dict) or ("note" in plain) == ("remark" in plain):
            raise RecordProblem("damaged", "a journal line holds a note or a remark", line=line)
        _whole(plain, "turn", line)
        _whole(plain, "minute", line)
        text = _text(plain, "note" if "note" in plain else "remark", line)
        if len(text) > REMARK_LIMIT:
            raise RecordProblem("too-large", "the remark is too long", line=line)
        self.journal.append({**plain, "after": len(self.orders)})

    def _missions(self, plain: Any, line: int) -> None:
        if not isinstance(plain, list) or not all(isinstance(entry, dict) for entry in plain):
            raise RecordProblem("damaged", "the orders to formations are no list of objects", line=line)
        self.missions, self.missions_line = tuple(plain), line

    def _end(self, plain: Plain, line: int) -> None:
        orders = _whole(plain, "end", line)
        if orders != len(self.orders):
            text = f"the file ends after {len(self.orders)} orders and should hold {orders}"
            raise RecordProblem("damaged", text, line=line, hint=_CUT_OFF)
        result = plain.get("result")
        if result is not None and not isinstance(result, dict):
            raise RecordProblem("damaged", "the result is no object", line=line)
        self.ending = Ending(orders=orders, digest=_text(plain, "digest", line), result=result, line=line)

    def record(self, header: Header, lines: int) -> Record:
        """Everything read."""
        if self.ending is None:
            raise RecordProblem("cut-off", "the file lacks its last line", line=lines, hint=_CUT_OFF)
        return Record(
            header=header,
            orders=tuple(self.orders),
            marks=tuple(self.marks),
            journal=tuple(self.journal),
            memory=self.memory,
            ending=self.ending,
            missions=self.missions,
            missions_line=self.missions_line,
        )


def _whole(plain: Mapping[str, Any], key: str, line: int, limit: int = LIMIT) -> int:
    value = plain.get(key)
    if type(value) is not int or not -limit < value < limit:
        raise RecordProblem("damaged", f"'{key}' must be a whole number", line=line)
    return value


def _text(plain: Mapping[str, Any], key: str, line: int) -> str:
    value = plain.get(key)
    if not isinstance(value, str):
        raise RecordProblem("damaged", f"'{key}' must be text", line=line)
    return value


def plain_result(scenario: Scenario, result: Result) -> Plain:
    """A result as it stands in a record."""
    points = {side.id: result.points[side.number] for side in scenario.sides}
    return {"reason": result.reason, "level": scenario.victory.levels[result.level].name, "points": points}


def plain_journal(scenario: Scenario, entries: Iterable[JournalEntry]) -> tuple[Plain, ...]:
    """Journal entries as they stand in a record."""
    found: list[Plain] = []
    for entry in entries:
        content = {"remark": entry.text} if entry.note is None else {"note": scenario.notes[entry.note].id}
        found.append({"after": entry.after, "turn": entry.turn, "minute": entry.minute, **content})
    return tuple(found)
