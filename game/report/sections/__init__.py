"""The sections of a report, in the order in which they are read.

A section is a module here, which says it as text and as data, and a partial template beside the page's. Whoever adds
one writes both and names it in `SECTIONS`; nothing else has to be touched.
"""

from __future__ import annotations

from game.report.sections import (
    attacks,
    battle,
    beliefs,
    choices,
    closeness,
    cloud,
    control,
    ends,
    figures,
    ledger,
    losses,
    luck,
    notes,
    tolls,
    units,
    victory,
    weapons,
)
from game.report.sections.section import Section

SECTIONS: tuple[Section, ...] = (
    victory.SECTION,
    closeness.SECTION,
    battle.SECTION,
    ends.SECTION,
    control.SECTION,
    figures.SECTION,
    losses.SECTION,
    weapons.SECTION,
    ledger.SECTION,
    tolls.SECTION,
    units.SECTION,
    attacks.SECTION,
    luck.SECTION,
    choices.SECTION,
    beliefs.SECTION,
    cloud.SECTION,
    notes.SECTION,
)
"""Every section; the record and the data follow them in the page."""
