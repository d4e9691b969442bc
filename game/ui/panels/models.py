"""Plain values for the panels, and the functions that build them of a desk. The words come from `game.language`."""

from __future__ import annotations

from game.ui.panels.model_aims import (
    HistoryPanel,
    JournalPanel,
    ObjectivesPanel,
    history_panel,
    journal_panel,
    objectives_panel,
)
from game.ui.panels.model_air import AirPanel, air_panel
from game.ui.panels.model_army import OrgPanel, org_panel
from game.ui.panels.model_game import TopBar, Tutorial, topbar, tutorial
from game.ui.panels.model_hex import HexPanel, hex_panel
from game.ui.panels.model_odds import OddsPanel, fire_panel, odds_panel, refused_panel
from game.ui.panels.model_parts import Bar, Fact
from game.ui.panels.model_unit import StackPanel, UnitPanel, contact_panel, stack_panel, unit_panel

__all__ = [
    "AirPanel",
    "Bar",
    "Fact",
    "HexPanel",
    "HistoryPanel",
    "JournalPanel",
    "ObjectivesPanel",
    "OddsPanel",
    "OrgPanel",
    "StackPanel",
    "TopBar",
    "Tutorial",
    "UnitPanel",
    "air_panel",
    "contact_panel",
    "fire_panel",
    "hex_panel",
    "history_panel",
    "journal_panel",
    "objectives_panel",
    "odds_panel",
    "org_panel",
    "refused_panel",
    "stack_panel",
    "topbar",
    "tutorial",
    "unit_panel",
]
