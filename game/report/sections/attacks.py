"""Best and worst attacks, with their odds."""

from __future__ import annotations

from typing import Any

from game.language.phrases import odds
from game.report.attacks import KINDS, lines, plain, remarkable
from game.report.sections.section import Section
from game.report.whole import Report


def _values(report: Report) -> dict[str, Any]:
    assaults = report.account.assaults
    rows = {side.number: remarkable(assaults, side.number) for side in report.played.scenario.sides}
    return {"rows": rows, "kinds": KINDS, "odds": odds}


SECTION = Section(
    key="attacks",
    title="Best and worst attacks",
    lines=lambda report: lines(report.played.scenario, report.account.assaults),
    plain=lambda report: {"attacks": plain(report.played.scenario, report.account.assaults)},
    values=_values,
)
