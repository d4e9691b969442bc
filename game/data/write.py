"""Edits inside a file's text, between the marks of its nodes: everything else stays as it was, byte for byte.

Each edit is checked by reading the new text again: it must say exactly what the old one said, but for the edit.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from game.data import problems
from game.data.problems import show_path
from game.data.source import Node, Source, read_file, read_text


class EditError(ValueError):
    """The edit cannot be made; nothing was changed."""


def replace(source: Source, path: problems.Path, value: Any) -> Source:
    """The file with another value at a path: text, or lists and dicts of text.

    A text keeps its style: plain, quoted, or a block of lines.

    Raises:
        EditError: nothing stands at the path, or a block of several entries does.
    """
    node = source.find(path)
    if node is None:
        raise EditError(f"there is no {show_path(path)}")
    if node.style in ("list", "mapping"):
        raise EditError(f"{show_path(path)} has entries of its own; change those")
    new = _render_like(source, node, path, value)
    if source.text[node.start.index - 1] in ":-":  # nothing stood there, not even a space
        new = f" {new}"
    data = deepcopy(source.data)
    _holder(data, path)[path[-1]] = value
    return _checked(source, node.start.index, node.end.index, new, data)


def set_key(source: Source, path: problems.Path, key: str, value: Any) -> Source:
    """The file with a key of the mapping at `path` set, added at its end if it is not there.

    Raises:
        EditError: no mapping stands at the path.
    """
    node = source.find(path)
    if node is None or not isinstance(node.items, dict):
        raise EditError(f"{show_path(path) or 'the file'} is no mapping")
    if key in node.items:
        return replace(source, (*path, key), value)
    flow = node.style.startswith("flow") or _in_flow(source, path)
    entry = f"{_scalar(key, flow=flow)}: {_render(value, flow=flow)}"
    data = deepcopy(source.data)
    _at(data, path)[key] = value
    if node.style.startswith("flow"):
        where = _end_inside(source.text, node)
        return _checked(source, where, where, f", {entry}" if node.items else entry, data)
    first = next(iter(node.keys.values()))
    return _checked_line(source, _last_line_end(source.text, node), first.start.column, entry, data)


def insert(source: Source, path: problems.Path, index: int, value: Any) -> Source:
    """The file with an entry put into the list at `path`, before the one that is now at `index`, or at the end.

    Raises:
        EditError: no list stands at the path.
    """
    node = source.find(path)
    if node is None or not isinstance(node.items, list):
        raise EditError(f"{show_path(path) or 'the file'} is no list")
    index = min(index, len(node.items))
    data = deepcopy(source.data)
    _at(data, path).insert(index, value)
    entry = _render(value, flow=True)
    if node.style.startswith("flow"):
        if index < len(node.items):
            where = node.items[index].start.index
            return _checked(source, where, where, f"{entry}, ", data)
        where = _end_inside(source.text, node)
        return _checked(source, where, where, f", {entry}" if node.items else entry, data)
    dash = _dash(source.text, node.items[0])
    column = dash - _line_start(source.text, dash)
    if index == 0:
        new = f"- {entry}{_newline(source.text)}{' ' * column}"
        return _checked(source, dash, dash, new, data)
    return _checked_line(source, _last_line_end(source.text, node.items[index - 1]), column, f"- {entry}", data)


def remove(source: Source, path: problems.Path) -> Source:
    """The file without the list entry or key at a path. Comments above it stay.

    Raises:
        EditError: nothing stands at the path, or it is the only key of a block.
    """
    node, holder = source.find(path), source.find(path[:-1])
    if node is None or holder is None or not path:
        raise EditError(f"there is no {show_path(path)}")
    data = deepcopy(source.data)
    del _holder(data, path)[path[-1]]
    if len(holder.items) == 1 and not holder.style.startswith("flow"):
        if isinstance(holder.items, dict) or len(path) == 1:
            raise EditError(f"{show_path(path)} is the only entry of its block")
        return _checked(source, *_block_span(source, path[:-1], holder), " []", data)
    start, end = _span(source.text, holder, node, path[-1])
    return _checked(source, start, end, "", data)


def save(source: Source, path: Path) -> None:
    """Writes a file's text: beside the old file first, read back and compared, then put in its place.

    Raises:
        EditError: what was written does not read back the same; the old file is untouched.
    """
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(source.text.encode())
    again = read_file(beside, source.file)
    if not isinstance(again, Source) or again.data != source.data:
        beside.unlink()
        raise EditError(f"{source.file} does not read back as it was written")
    beside.replace(path)


# Checking


def _checked(source: Source, start: int, end: int, new: str, data: Any) -> Source:
    """The file with text replaced, which must then read as `data`."""
    text = source.text[:start] + new + source.text[end:]
    again = read_text(text, source.file)
    if not isinstance(again, Source) or again.data != data:
        raise EditError(f"the edit would change more of {source.file} than it should")
    return again


def _checked_line(source: Source, where: int, column: int, entry: str, data: Any) -> Source:
    """The file with a line put in at the start of a line, or after a last line that has no end."""
    new = " " * column + entry
    newline = _newline(source.text)
    at_end = where == len(source.text) and not source.text.endswith("\n")
    return _checked(source, where, where, newline + new if at_end else new + newline, data)


def _at(data: Any, path: problems.Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _holder(data: Any, path: problems.Path) -> Any:
    if not path:
        raise EditError("the file as a whole cannot be replaced")
    return _at(data, path[:-1])


# Places in the text


def _in_flow(source: Source, path: problems.Path) -> bool:
    """Whether the value at a path stands inside brackets."""
    return any((node := source.find(path[:n])) and node.style.startswith("flow") for n in range(len(path)))


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _last(node: Node) -> Node:
    """The last node of a block; marks of block collections end where the next thing begins."""
    while node.style in ("list", "mapping") and node.items:
        node = list(node.items.values())[-1] if isinstance(node.items, dict) else node.items[-1]
    return node


def _content_end(text: str, node: Node) -> int:
    """Where the words of a node end, without line ends and comments after it."""
    last = _last(node)
    end: int = last.end.index
    start: int = last.start.index
    while end > start and text[end - 1] in " \r\n":
        end -= 1
    return end


def _last_line_end(text: str, node: Node) -> int:
    """Start of the line after a node, behind a comment in the node's last line."""
    newline = text.find("\n", _content_end(text, node))
    return len(text) if newline < 0 else newline + 1


def _end_inside(text: str, node: Node) -> int:
    """Where another entry of a bracketed collection goes: behind the last one, or behind the bracket."""
    if not node.items:
        return int(node.start.index) + 1
    return _content_end(text, list(node.items.values())[-1] if isinstance(node.items, dict) else node.items[-1])


def _dash(text: str, item: Node) -> int:
    """The dash of an entry of a block list."""
    return text.rfind("-", 0, item.start.index)


def _block_span(source: Source, path: problems.Path, holder: Node) -> tuple[int, int]:
    """From behind the colon of a key to the end of its block list."""
    above = source.find(path[:-1])
    key = above.keys.get(str(path[-1])) if above else None
    if key is None:
        raise EditError(f"{show_path(path)} would be left empty")
    return source.text.index(":", key.end.index) + 1, _content_end(source.text, holder)


def _span(text: str, holder: Node, node: Node, step: str | int) -> tuple[int, int]:
    """Text that goes with an entry: its comma, or its lines."""
    steps = list(holder.items) if isinstance(holder.items, dict) else list(range(len(holder.items)))
    number = steps.index(step)
    starts = [holder.keys[s] if isinstance(s, str) else holder.items[s] for s in steps]
    if holder.style.startswith("flow"):
        if number + 1 < len(steps):
            return starts[number].start.index, starts[number + 1].start.index
        if number:
            return _content_end(text, holder.items[steps[number - 1]]), _content_end(text, node)
        return starts[0].start.index, _content_end(text, node)
    begin = starts[number].start.index if isinstance(step, str) else _dash(text, node)
    if number == 0 and text[_line_start(text, begin) : begin].strip():
        return begin, starts[1].start.index  # the first key stands behind its entry's dash
    return _line_start(text, begin), _last_line_end(text, node)


# Rendering


def _render_like(source: Source, node: Node, path: problems.Path, value: Any) -> str:
    """A value in the style of the node that it replaces."""
    flow = _in_flow(source, path)
    if isinstance(value, str) and node.style == "block scalar" and "\n" in value.rstrip("\n"):
        return _block(source.text, node, value)
    if node.style == "block scalar":
        return _render(value, flow=flow) + _newline(source.text)
    if isinstance(value, str) and node.style == "quoted scalar":
        return _quoted(value)
    return _render(value, flow=flow)


def _block(text: str, node: Node, value: str) -> str:
    """A text of several lines after a `|`, indented like the one before."""
    newline = _newline(text)
    lines = text[node.start.index : node.end.index].splitlines()[1:]
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 2)
    head = "|" if value.endswith("\n") else "|-"
    body = [" " * indent + line if line else "" for line in value.rstrip("\n").split("\n")]
    return newline.join([head, *body, ""])


def _render(value: Any, *, flow: bool) -> str:
    if isinstance(value, str):
        return _scalar(value, flow=flow)
    if isinstance(value, dict):
        inside = ", ".join(f"{_scalar(str(k), flow=True)}: {_render(v, flow=True)}" for k, v in value.items())
        return "{" + inside + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_render(v, flow=True) for v in value) + "]"
    raise EditError(f"{value!r} is neither text, list nor mapping")


def _scalar(value: str, *, flow: bool) -> str:
    """A text plain if it reads back the same, else in quotes."""
    trial = f"[{value}]" if flow else f"- {value}"
    again = read_text(trial, "")
    plain = isinstance(again, Source) and again.data == [value] and value[:1] not in ("'", '"', "|", ">")
    return value if plain and value and "\n" not in value and "#" not in value else _quoted(value)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
