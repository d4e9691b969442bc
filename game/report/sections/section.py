"""What a section of a report is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from game.report.whole import Report


def _nothing(report: Report) -> Mapping[str, Any]:
    return {}


def _always(report: Report) -> bool:
    return True


@frozen(kw_only=True)
class Section:
    """One section: as lines of text, as plain data, and as a part of the page."""

    key: str
    """Anchor in the page, and name of the template: `templates/_KEY.html`, which is what stands below the heading."""
    title: str
    lines: Callable[[Report], Sequence[str]]
    """What the plain text says; a section that says nothing is left out of it."""
    plain: Callable[[Report], Mapping[str, Any]] = _nothing
    """What it adds to the data of the report (`document.plain`), under keys of its own."""
    values: Callable[[Report], Mapping[str, Any]] = _nothing
    """What its template needs besides what `game.report.page` gives to all; texts, which are escaped there."""
    drawings: Callable[[Report], Mapping[str, str]] = _nothing
    """SVG of our own making by name, as `drawings.NAME` in the template; empty texts for nothing to draw."""
    is_shown: Callable[[Report], bool] = _always
    """Whether the page has it."""
