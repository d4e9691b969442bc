"""A report page read back: its record, its data, and everything that a reader sees with the place where it stands."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

from attrs import define, field, frozen

from game.record.problems import RecordProblem
from game.record.replay import FILE_LIMIT


@frozen
class Piece:
    """A piece of text as a reader sees it."""

    text: str
    where: str
    """Section, row and column, for naming it."""


@frozen
class Picture:
    """A drawing."""

    name: str
    """What it shows, in the words of the page."""
    svg: str = field(repr=False)

    @property
    def is_own(self) -> bool:
        """Whether it is drawn by this program alone, so that every version gives the same."""
        return bool(_OWN.search(self.svg[: self.svg.find(">")]))

    @property
    def texts(self) -> tuple[str, ...]:
        """The words and numbers in it."""
        return tuple(found for found in (part.strip() for part in _INSIDE.findall(self.svg)) if found)


@frozen(kw_only=True)
class Page:
    """What a report page says."""

    record: str
    """The embedded record."""
    figures: dict[str, Any]
    """The embedded figures."""
    texts: tuple[Piece, ...]
    """Everything that a reader sees, piece by piece, but for the drawings."""
    drawings: tuple[Picture, ...] = field(repr=False)
    drawn_by: str
    """Version of the library that drew the plots."""
    skeleton: str = field(repr=False)
    """The page without drawings and without the version."""


def is_page(text: str) -> bool:
    """Whether a text is an HTML page rather than a record."""
    return text.lstrip("\ufeff \r\n\t")[:9].lower().startswith(("<!doctype", "<html"))


def read_page(text: str) -> Page:
    """What a report page says. Nothing in it is run or trusted.

    Raises:
        RecordProblem: it is no report of this game, or too large.
    """
    if len(text) > 4 * FILE_LIMIT:
        raise RecordProblem("too-large", "the page is larger than any report")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if "record" not in reader.kept or "data" not in reader.kept:
        raise RecordProblem("foreign", "this page is no report of this game", hint="it lacks the record to play again")
    try:
        figures = json.loads("".join(reader.kept["data"]))
    except (ValueError, RecursionError):
        figures = None
    if not isinstance(figures, dict):
        raise RecordProblem("damaged", "the figures embedded in the page cannot be read")
    found = _DRAWN_BY.search(text)
    return Page(
        record="".join(reader.kept["record"]),
        figures=figures,
        texts=tuple(reader.texts),
        drawings=tuple(_pictures(text)),
        drawn_by=found.group(1) if found else "",
        skeleton=_DRAWN_BY.sub("", _DRAWING.sub("", text)),
    )


_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_DRAWN_BY = re.compile(r"; matplotlib ([0-9A-Za-z.+-]{1,40})")
_OWN = re.compile(r'class="(?:map|bars)"')
_LABEL = re.compile(r'aria-label="([^"]*)"')
_INSIDE = re.compile(r">([^<>]+)<")


def _pictures(text: str) -> list[Picture]:
    """Every drawing with the label before it."""
    found, start = list[Picture](), 0
    name = ""
    for match in _DRAWING.finditer(text):
        labels = _LABEL.findall(text, start, match.start())
        name, start = (labels[-1] if labels else name), match.end()
        found.append(Picture(name, match.group()))
    return found


@define
class _Place:
    """Where the reader is: the headings above, and the place in a table."""

    section: str = ""
    fold: str = ""
    """The last summary or lesser heading."""
    row: str = ""
    heads: list[str] = field(factory=list)
    column: int = -1
    is_head: bool = False

    @property
    def words(self) -> str:
        """The place for a message."""
        column = self.heads[self.column] if 0 <= self.column < len(self.heads) and not self.is_head else ""
        return ", ".join(part for part in (self.section, self.fold, self.row, column) if part)


class _Reader(HTMLParser):
    """Gathers what a reader sees, and the two blocks of data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[Piece] = []
        self.kept: dict[str, list[str]] = {}
        self._block = ""
        self._unseen = 0
        self._at = _Place()
        self._open: list[str] = []
        """Tags of names that are being read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes where data, drawings, headings and cells begin."""
        named = dict(attrs)
        name, at = named.get("id"), self._at
        if tag == "pre" and name in ("record", "data"):
            self._block = name
            self.kept[name] = []
        elif tag in ("svg", "style"):
            self._unseen += 1
        elif tag == "h2":
            self._at = _Place()
            self._open.append(tag)
        elif tag in ("h3", "summary"):
            at.fold = ""
            self._open.append(tag)
        elif tag == "table":
            at.heads = []
        elif tag == "tr":
            at.row, at.column = "", -1
        elif tag in ("td", "th"):
            at.column += 1
            at.is_head = named.get("scope") == "col"
            if at.is_head:
                at.heads.append("")
            elif named.get("scope") == "row":
                at.row = ""
                self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Notes where they end."""
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if tag == "pre":
            self._block = ""
        elif tag in ("svg", "style"):
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table":
            self._at.row, self._at.column = "", -1

    def handle_data(self, data: str) -> None:
        """Keeps text where it belongs."""
        if self._block:
            self.kept[self._block].append(data)
            return
        seen = " ".join(data.split())
        if self._unseen or not seen:
            return
        self.texts.append(Piece(seen, self._at.words))
        self._name(seen)

    def _name(self, seen: str) -> None:
        """Enters a text into the name of the place, where it is a heading of something."""
        at, tag = self._at, self._open[-1] if self._open else ""
        if at.is_head and at.heads and at.column >= 0:
            at.heads[-1] = f"{at.heads[-1]} {seen}".strip()
        elif tag == "h2":
            at.section = f"{at.section} {seen}".strip()
        elif tag in ("h3", "summary"):
            at.fold = f"{at.fold} {seen}".strip()[:80]
        elif tag == "th":
            at.row = f"{at.row} {seen}".strip()[:80]
        elif 0 <= at.column < len(at.heads) and at.heads[at.column] == "Side":
            at.row = f"{at.row} ({seen})".strip()
