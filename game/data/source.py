"""YAML text to nodes that keep their marks. Nothing is executed, guessed or silently merged.

Every scalar stays text. Anchors, aliases, tags, doubled keys and second documents are refused, and the size, the depth
and the number of values are limited while reading, so that a hostile file costs no more than its length.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from attrs import frozen

from game.data import problems
from game.data.problems import Problem

MAX_BYTES = 2 * 1024 * 1024
"""Longest file read; the longest shipped one is below a tenth of it."""
MAX_DEPTH = 24
"""Deepest nesting of lists and mappings."""
MAX_NODES = 200_000
"""Most keys and values in one file."""

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # PyYAML built without libyaml gives the same events, some ten times slower
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


_NO_KEYS: Mapping[str, Node] = {}


class Node:
    """One value of a file with its place in the text: a scalar, a list or a mapping."""

    __slots__ = ("data", "end", "items", "keys", "start", "style")

    def __init__(self, data: Any, start: Any, end: Any, style: str) -> None:
        self.data = data
        """The value as plain text, list and dict."""
        self.start = start
        """Mark of the first character: `index`, `line` and `column`, all from 0."""
        self.end = end
        """Mark after the last character."""
        self.style = style
        """"scalar", "list" or "mapping", with "flow " before it inside brackets, or "block " for a `|` text."""
        self.items: Any = None
        """Child nodes: a list, or a dict by key."""
        self.keys: Mapping[str, Node] = _NO_KEYS
        """Nodes of the keys of a mapping."""

    def child(self, step: str | int) -> Node | None:
        """The node one step down, or None if there is none."""
        if isinstance(self.items, dict):
            found: Node | None = self.items.get(step)
            return found
        if isinstance(self.items, list) and isinstance(step, int) and 0 <= step < len(self.items):
            entry: Node = self.items[step]
            return entry
        return None


class _Refused(Exception):
    """Reading stops here: what the author did wrong, and where."""

    def __init__(self, code: str, text: str, mark: Any, hint: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.mark = mark
        self.hint = hint


@frozen(kw_only=True, slots=False)
class Source:
    """The text of one file, its content, and on demand its nodes."""

    file: str
    """Name for messages."""
    text: str
    """The text as read, with its own line endings."""
    data: Any
    """Plain text, lists and dicts, in the order of the file."""

    @cached_property
    def root(self) -> Node:
        """The value of the whole file with its marks, which only messages and edits need."""
        root: Node = _compose(self.text, marked=True)
        return root

    def find(self, path: problems.Path) -> Node | None:
        """The node at a path, or None."""
        node: Node | None = self.root
        for step in path:
            node = node.child(step) if node else None
        return node

    def place(self, path: problems.Path, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at a path, or of the nearest part of the path that exists."""
        node = self.root
        for depth, step in enumerate(path):
            if of_key and depth == len(path) - 1 and step in node.keys:
                node = node.keys[str(step)]
                break
            below = node.child(step)
            if below is None:
                break
            node = below
        return node.start.line + 1, node.start.column + 1

    def problem(
        self,
        code: str,
        path: problems.Path,
        text: str,
        hint: str = "",
        *,
        severity: problems.Severity = "error",
        of_key: bool = False,
    ) -> Problem:
        """A problem at a path of this file."""
        line, column = self.place(path, of_key=of_key)
        return Problem(
            file=self.file, line=line, column=column, path=path, code=code, severity=severity, text=text, hint=hint
        )


def read_file(path: Path, file: str) -> Source | Problem:
    """The nodes of a file on disk, or the fault that keeps it from being read. `file` is its name in messages."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _whole(file, "Y01", "there is no such file")
    except OSError as fault:
        return _whole(file, "Y01", f"the file cannot be read ({fault.strerror or type(fault).__name__})")
    if len(raw) > MAX_BYTES:
        return _whole(file, "Y04", f"the file is longer than {MAX_BYTES // 1024} KiB")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        column = fault.start - raw.rfind(b"\n", 0, fault.start)
        hint = "save the file as UTF-8"
        return _at(file, "Y02", f"byte 0x{raw[fault.start]:02x} is not valid UTF-8", (line, column), hint)
    return read_text(text, file)


def read_text(text: str, file: str) -> Source | Problem:
    """The nodes of a text, or the first fault that keeps it from being read."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return _whole(file, "Y04", f"the file is longer than {MAX_BYTES // 1024} KiB")
    if found := _CONTROL.search(text):
        place = _line_column(text, found.start())
        return _at(file, "Y03", f"control character U+{ord(found[0]):04X}", place, "delete it")
    try:
        data = _compose(text, marked=False)
    except _Refused as fault:
        return _at(file, fault.code, fault.text, (fault.mark.line + 1, fault.mark.column + 1), fault.hint)
    except yaml.YAMLError as fault:
        return _syntax(text, file, fault)
    return Source(file=file, text=text, data=data)


def _compose(text: str, *, marked: bool) -> Any:
    """The one document of a text: nodes if `marked`, else plain data, which takes a third of the time."""
    reader = _Reader(text, marked=marked)
    found: Any = None
    for event in reader.events:
        if isinstance(event, yaml.DocumentStartEvent):
            if found is not None:
                raise _Refused("Y10", "a second document starts here", event.start_mark, "keep one and delete '---'")
            first = next(reader.events)
            found = reader.read(first, 1)
            if isinstance(first, yaml.ScalarEvent) and not first.value:
                raise _Refused("Y13", "the file is empty", first.start_mark)
        last = event
    if found is None:
        raise _Refused("Y13", "the file is empty", last.start_mark)
    return found


def _events(text: str) -> Iterator[Any]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Reader:
    """Reads the events of one text."""

    def __init__(self, text: str, *, marked: bool) -> None:
        self.events = _events(text)
        self.marked = marked
        self.count = 0

    def read(self, event: Any, depth: int) -> Any:
        """The value that starts with an event."""
        self.count += 1
        if self.count > MAX_NODES:
            raise _Refused("Y12", f"more than {MAX_NODES:,} values in one file", event.start_mark)
        if event.anchor is not None:
            sign = "alias '*" if isinstance(event, yaml.AliasEvent) else "anchor '&"
            raise _Refused("Y07", f"{sign}{event.anchor}'", event.start_mark, "write the value out, or quote it")
        if event.tag is not None:
            hint = "the field itself decides how a value is read"
            raise _Refused("Y08", f"tag '{event.tag}'", event.start_mark, hint)
        if isinstance(event, yaml.ScalarEvent):
            return Node(event.value, event.start_mark, event.end_mark, _style(event)) if self.marked else event.value
        if depth > MAX_DEPTH:
            raise _Refused("Y11", f"nested more than {MAX_DEPTH} deep", event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._mapping(event, depth)

    def _list(self, start: Any, depth: int) -> Any:
        items = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.read(event, depth + 1))
        if not self.marked:
            return items
        node = Node([item.data for item in items], start.start_mark, event.end_mark, _style(start))
        node.items = items
        return node

    def _mapping(self, start: Any, depth: int) -> Any:
        items: dict[str, Any] = {}
        marks: dict[str, Any] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self.read(event, depth + 1)
            self._check_key(event, items, marks)
            marks[event.value] = event
            items[event.value] = self.read(next(self.events), depth + 1)
        if not self.marked:
            return items
        node = Node({k: v.data for k, v in items.items()}, start.start_mark, event.end_mark, _style(start))
        node.items = items
        node.keys = {k: Node(k, e.start_mark, e.end_mark, _style(e)) for k, e in marks.items()}
        return node

    def _check_key(self, event: Any, items: dict[str, Any], marks: dict[str, Any]) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused("Y14", "a key must be plain text", event.start_mark)
        if event.value == "<<":
            raise _Refused("Y07", "merge key '<<'", event.start_mark, "write the values out")
        if event.value in items:
            first = marks[event.value].start_mark.line + 1
            text = f"key '{event.value}' stands twice, first in line {first}"
            raise _Refused("Y09", text, event.start_mark, "delete one")


def _style(event: Any) -> str:
    if isinstance(event, yaml.ScalarEvent):
        if event.style in ("|", ">"):
            return "block scalar"
        return "quoted scalar" if event.style in ("'", '"') else "scalar"
    kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
    return f"flow {kind}" if event.flow_style else kind


def _syntax(text: str, file: str, fault: yaml.YAMLError) -> Problem:
    """The parser's complaint in plain words, with a hint for the commonest slips."""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    said = str(getattr(fault, "problem", None) or fault)
    lines = text.splitlines() or [""]
    near = lines[min(line, len(lines)) - 1]
    tab = _TAB_INDENT.search(text)
    if tab and ("\t" in near or "cannot start any token" in said):
        place = _line_column(text, tab.end() - 1)
        return _at(file, "Y06", "a tab stands in the indentation", place, "indent with spaces")
    hint = ""
    if "mapping values are not allowed" in said:
        hint = "quote a text that holds ': '"
    elif "expected ',' or" in said:
        hint = "a bracket is not closed, or a text with a comma or ': ' needs quotes"
    elif "could not find expected ':'" in said or "block end" in said:
        hint = "check the indentation of this line and the one above"
    return _at(file, "Y05", f"not valid YAML ({said})", (line, column), hint)


def _line_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _whole(file: str, code: str, text: str) -> Problem:
    return _at(file, code, text, (0, 0))


def _at(file: str, code: str, text: str, place: tuple[int, int], hint: str = "") -> Problem:
    line, column = place
    return Problem(file=file, line=line, column=column, path=(), code=code, severity="error", text=text, hint=hint)
