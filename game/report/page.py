"""The report as one self-contained HTML page: the only place of jinja2. No scripts, no links, the same bytes each time.

The page embeds the record it was made from, so that `verify` can play it again and compare.
"""

from __future__ import annotations

import json
import re
from functools import partial
from html.parser import HTMLParser
from typing import Any

from attrs import field, frozen

from game.language import dates
from game.language.describe_figures import value_words
from game.language.names import hex_name
from game.language.phrases import percent
from game.record.problems import RecordProblem
from game.record.replay import FILE_LIMIT, text_of
from game.report import beliefs, closeness, plots
from game.report import text as words
from game.report.account import fate_words
from game.report.cloud import YARDSTICK
from game.report.document import Report, plain
from game.report.transcript import heading

_TEMPLATE = "page.html"


def render(report: Report) -> str:
    """The page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  (slow to import, seldom needed)

    environment = Environment(
        loader=PackageLoader("game.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(_TEMPLATE).render(**_values(report))


def _values(report: Report) -> dict[str, Any]:
    from markupsafe import Markup  # noqa: PLC0415  (comes with jinja2)

    scenario, comparison = report.played.scenario, report.comparison
    drawn = {
        "figures": plots.figures_plot(scenario, comparison.figures, report.cloud),
        "control": plots.control_plot(scenario, comparison.control),
        "losses": plots.losses_plot(scenario, report.account),
    }
    return {
        "title": scenario.title,
        "drawn_by": plots.version(),
        "heading": heading(report.played),
        "result": words.result_lines(scenario, comparison),
        "sides": scenario.sides,
        "units": scenario.units,
        "comparison": comparison,
        "control": words.control_lines(comparison),
        "closeness": closeness.lines(report.closeness),
        "account": report.account,
        "beliefs": report.beliefs,
        "error_lines": partial(beliefs.error_lines, scenario, report.beliefs),
        "when": partial(dates.when, scenario.calendar),
        "cloud": report.cloud,
        "cloud_heading": words.cloud_heading(scenario, report.cloud) if report.cloud is not None else "",
        # Our own drawing, whose texts matplotlib has escaped.
        "plots": {name: Markup(svg) for name, svg in drawn.items()},
        "cause_words": words.cause_words,
        "fate_words": fate_words,
        "luck_words": partial(words.luck_words, scenario),
        "value_words": partial(value_words, scenario),
        "hex_name": partial(hex_name, scenario.board),
        "percent": percent,
        "dice_only": words.DICE_ONLY,
        "yardstick": YARDSTICK,
        "record": text_of(report.record),
        "figures": json.dumps(plain(report), ensure_ascii=False, indent=1),
    }


# Reading a page back --------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Page:
    """What a report page says, without its drawing."""

    record: str
    """The embedded record."""
    figures: dict[str, Any]
    """The embedded figures."""
    texts: tuple[str, ...]
    """Everything that a reader sees, piece by piece."""
    drawings: tuple[str, ...] = field(repr=False)
    drawn_by: str
    """Version of the library that drew."""
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
    if "record" not in reader.kept or "figures" not in reader.kept:
        raise RecordProblem("foreign", "this page is no report of this game", hint="it lacks the record to play again")
    try:
        figures = json.loads("".join(reader.kept["figures"]))
    except (ValueError, RecursionError):
        figures = None
    if not isinstance(figures, dict):
        raise RecordProblem("damaged", "the figures embedded in the page cannot be read")
    found = _DRAWN_BY.search(text)
    return Page(
        record="".join(reader.kept["record"]),
        figures=figures,
        texts=tuple(reader.texts),
        drawings=tuple(_DRAWING.findall(text)),
        drawn_by=found.group(1) if found else "",
        skeleton=_DRAWN_BY.sub("", _DRAWING.sub("", text)),
    )


_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_DRAWN_BY = re.compile(r"; matplotlib ([0-9A-Za-z.+-]{1,40})")


class _Reader(HTMLParser):
    """Gathers what a reader sees, and the two blocks of data."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.kept: dict[str, list[str]] = {}
        self._block = ""
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes where data and drawings begin."""
        name = dict(attrs).get("id")
        if tag == "pre" and name in ("record", "figures"):
            self._block = name
            self.kept[name] = []
        elif tag in ("svg", "style"):
            self._unseen += 1

    def handle_endtag(self, tag: str) -> None:
        """Notes where they end."""
        if tag == "pre":
            self._block = ""
        elif tag in ("svg", "style"):
            self._unseen = max(0, self._unseen - 1)

    def handle_data(self, data: str) -> None:
        """Keeps text where it belongs."""
        if self._block:
            self.kept[self._block].append(data)
        elif not self._unseen and (seen := " ".join(data.split())):
            self.texts.append(seen)
