"""The report as one self-contained HTML page: the only place of jinja2. No scripts, no links, the same bytes each time.

The page embeds the record it was made from, so that `verify` can play it again and compare (`game.report.reading`).
"""

from __future__ import annotations

import json
import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from game.language import dates
from game.language.describe_figures import value_words
from game.language.names import hex_name
from game.language.phrases import count, percent, sentence
from game.model.sides import Side
from game.record.notes import UNSEEN
from game.record.replay import text_of
from game.report import plots
from game.report.document import plain
from game.report.harmless import harmless, language_of
from game.report.sections import SECTIONS
from game.report.sections.losses import loss_words
from game.report.sections.section import Section
from game.report.sections.victory import result_lines
from game.report.transcript import heading
from game.report.whole import Report

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATE = "page.html"
_NARROW = 14
"""Letters of the longest name of a side that stands in a column of tables."""


def render(report: Report) -> str:
    """The page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  (slow to import, seldom needed)

    environment = Environment(
        loader=PackageLoader("game.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=_finalized,
    )
    environment.filters |= {"called": called, "native": _native}
    shared = _shared(report)
    parts = [_part(environment, section, report, shared) for section in SECTIONS if section.is_shown(report)]
    return environment.get_template(_TEMPLATE).render(**shared, **_frame(report), sections=parts)


def _finalized(value: Any) -> Any:
    """Texts with their unseen letters made visible; our own mark-up as it is."""
    return harmless(value) if type(value) is str else value


def called(side: Side) -> str:
    """A side in the narrow column of a table: its name, or its adjective where the name is long."""
    return side.name if len(side.name) <= _NARROW else side.adjective


def _native(text: str) -> Any:
    """A name that may be in another script, set off from the text round it and marked with its language."""
    from markupsafe import Markup  # noqa: PLC0415  (comes with jinja2)

    language = language_of(text)
    spoken = f' lang="{language}"' if language else ""
    return Markup(f"<bdi{spoken}>{escape(harmless(text))}</bdi>")


def _part(environment: Environment, section: Section, report: Report, shared: dict[str, Any]) -> dict[str, Any]:
    """A section with its body made."""
    from markupsafe import Markup  # noqa: PLC0415  (comes with jinja2)

    # Our own drawings, whose texts were escaped where they were drawn.
    drawings = {name: Markup(svg) for name, svg in section.drawings(report).items()}
    template = environment.get_template(f"_{section.key}.html")
    body = template.render({**shared, **section.values(report), "drawings": drawings})
    return {"key": section.key, "title": section.title, "body": Markup(body.strip())}


def _shared(report: Report) -> dict[str, Any]:
    """What every template may use."""
    scenario = report.played.scenario
    return {
        "sides": scenario.sides,
        "units": scenario.units,
        "when": partial(dates.when, scenario.calendar),
        "value_words": partial(value_words, scenario),
        "hex_name": partial(hex_name, scenario.board),
        "percent": percent,
    }


def _frame(report: Report) -> dict[str, Any]:
    """What stands round the sections."""
    scenario = report.played.scenario
    return {
        "title": scenario.title,
        "drawn_by": plots.version(),
        "heading": heading(report.played),
        "cards": _cards(report),
        "facts": _facts(report),
        "result": result_lines(scenario, report.comparison),
        "record": _verbatim(text_of(report.record)),
        "data": _verbatim(UNSEEN.sub(_escaped, json.dumps(plain(report), ensure_ascii=False, indent=1))),
    }


def _cards(report: Report) -> list[dict[str, str]]:
    """Points and losses of each side, to be seen at once."""
    found, past = report.comparison, report.comparison.history_points
    cards = []
    for side, total in zip(report.played.scenario.sides, report.account.totals, strict=True):
        history = f", history {past[side.number]}" if found.history_level else ""
        points = f"{count(found.points[side.number], 'point')}{history}"
        lost = sentence(f"lost {loss_words(total)}")
        cards.append({"name": side.name, "colour": side.colour, "points": points, "lost": lost})
    return cards


def _facts(report: Report) -> list[tuple[str, str]]:
    """What was played: names and values for the head of the page."""
    scenario, header = report.played.scenario, report.record.header
    calendar = scenario.calendar
    seats = ", ".join(f"{side.name}: {seat}" for side, seat in zip(scenario.sides, header.seats, strict=True))
    return [
        ("Battle", f"{scenario.id}, from {dates.when(calendar, 0)}, {calendar.start.year}, {calendar.clock}"),
        ("Played by", seats),
        ("Seed", str(header.seed)),
        ("Rules", f"version {header.rules_version}"),
        ("Scenario", f"hash {header.digest}"),
        ("Orders", f"{len(report.record.orders)} in {count(report.played.game.state.turn, 'turn')}"),
    ]


def _verbatim(text: str) -> Any:
    """A text for a block in which quotation marks need no escaping: it would double the record."""
    from markupsafe import Markup  # noqa: PLC0415  (comes with jinja2)

    return Markup(escape(text, quote=False))


def _escaped(found: re.Match[str]) -> str:
    """A letter as JSON writes those that cannot be seen; line ends, which JSON leaves between values, stay."""
    letter = found.group()
    return letter if letter == "\n" else json.dumps(letter)[1:-1]
