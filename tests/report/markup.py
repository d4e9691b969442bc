"""What a page must keep to besides being valid: headings in order, tables with heads, pictures with words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SVG = "{http://www.w3.org/2000/svg}"
ADDRESSES = ("href", "src", "srcset", "action", "poster", "data", "{http://www.w3.org/1999/xlink}href")
"""Attributes that may make a browser ask for something."""


def parsed(page: str) -> Element:
    """The page as a tree.

    Raises:
        html5lib.html5parser.ParseError: it breaks a rule of the standard's parser.
    """
    found: Any = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(found, Element)
    return found


def faults(page: str) -> list[str]:
    """What a valid page still does wrong, in words; empty for a good one."""
    tree = parsed(page)
    checks = (_ids, _headings, _tables, _pictures, _empty, _landmarks)
    return [*(fault for check in checks for fault in check(tree)), *_requests(tree, page)]


def _ids(tree: Element) -> Iterator[str]:
    ids = [one.get("id", "") for one in tree.iter() if one.get("id")]
    yield from (f"two elements are called {name}" for name in sorted({n for n in ids if ids.count(n) > 1}))
    known = set(ids)
    for one in tree.iter():
        for name in (one.get("aria-labelledby") or "").split():
            if name not in known:
                yield f"nothing is called {name}, which labels a {one.tag}"
        for attribute in ADDRESSES:
            if (link := one.get(attribute)) and link.startswith("#") and link[1:] not in known:
                yield f"a link leads to {link}, which is not there"
        for link in re.findall(r"url\(#([^)]*)\)", " ".join(one.attrib.values())):
            if link not in known:
                yield f"a drawing refers to {link}, which is not there"


def _headings(tree: Element) -> Iterator[str]:
    levels = [HEADINGS.index(one.tag) + 1 for one in tree.iter() if one.tag in HEADINGS]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "a page has one heading of the first level, at its head"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} follows one of level {before}"


def _tables(tree: Element) -> Iterator[str]:
    for table in tree.iter("table"):
        caption = table.find("caption")
        name = "".join(caption.itertext()) if caption is not None else ""
        if not name.strip():
            yield "a table has no caption"
        heads = table.findall("thead/tr/th")
        if not heads or any(head.get("scope") != "col" or not "".join(head.itertext()).strip() for head in heads):
            yield f"the table '{name}' lacks heads of its columns"
        for row in table.findall("tbody/tr"):
            wide = sum(int(cell.get("colspan", "1")) for cell in row)
            if wide != len(heads):
                yield f"the table '{name}' has a row of {wide} cells under {len(heads)} heads"
            if row.find("th") is None and row.find("td[@colspan]") is None:
                yield f"the table '{name}' has a row without a head"
            if any(cell.get("scope") != "row" for cell in row.findall("th")):
                yield f"the table '{name}' has a head without a scope"


def _pictures(tree: Element) -> Iterator[str]:
    parents = {child: parent for parent in tree.iter() for child in parent}
    for drawing in tree.iter(f"{SVG}svg"):
        parent = parents[drawing]
        if drawing.get("aria-hidden") != "true" and not (parent.get("role") == "img" and parent.get("aria-label")):
            yield "a drawing has no words for those who cannot see it"


def _empty(tree: Element) -> Iterator[str]:
    for tag in ("small", "p", "li", "h2", "h3", "summary", "b"):
        for one in tree.iter(tag):
            if not "".join(one.itertext()).strip():
                yield f"a {tag} says nothing"


def _landmarks(tree: Element) -> Iterator[str]:
    for tag in ("header", "nav", "main", "footer"):
        if len(list(tree.iter(tag))) != 1:
            yield f"a page has one {tag}"
    if not tree.get("lang"):
        yield "the page does not say in which language it is"
    first = next((one for one in tree.iter("a")), None)
    if first is None or first.get("href") != "#main":
        yield "the first link does not skip to the report"


def _requests(tree: Element, page: str) -> Iterator[str]:
    for one in tree.iter():
        name = str(one.tag).removeprefix(SVG)
        if name in ("script", "link", "iframe", "object", "embed", "img", "image", "base", "form", "video", "audio"):
            yield f"the page has a {name}"
        for key, value in one.attrib.items():
            if key in ADDRESSES and not value.startswith("#"):
                yield f"a {name} asks for {value}"
            if key.startswith("on"):
                yield f"a {name} runs something: {key}"
    for link in re.findall(r"url\(\s*['\"]?([^)'\"]*)", page):
        if not link.startswith("#"):
            yield f"a style asks for {link}"
    if "@import" in page:
        yield "a style imports another"
