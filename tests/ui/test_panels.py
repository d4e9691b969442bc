"""The panels: golden screens of hand-made values, builders on a real scenario, words that keep to their rectangles.

Golden screens are read like prose. UPDATE_GOLDEN=1 in the environment writes them anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from game.core.ids import SideId, UnitId
from game.data.catalogue import load_scenario
from game.engine import Forecast, Game
from game.language.grammar import parse
from game.language.parsed import Fault
from game.model.orders import Assault, Decide, EndPhase, Move
from game.model.scenario import Scenario
from game.ui.counters import Counter
from game.ui.draw import Drawing, TextLine, seen_part, visible
from game.ui.geometry import Rect
from game.ui.listing import to_text, words
from game.ui.lists import ListState
from game.ui.panels import hexes, history, journal, models, objectives, odds, org, stack, topbar, tutorial, unit
from game.ui.panels.model_aims import Award, FigureLine, GapLine, JournalLine, objectives_panel
from game.ui.panels.model_army import OrgLine
from game.ui.panels.model_hex import Neighbour
from game.ui.panels.model_odds import Chance, Factor, Losses
from game.ui.panels.model_parts import TIMES, Bar, Fact
from game.ui.panels.model_unit import StackLine, Weapons
from game.ui.theme import Theme, make_theme

THEME = make_theme("paper", (1280, 800))
PANEL = Rect(912, 78, 352, 660)
GOLDEN = Path(__file__).parent / "golden"
SIZES = ((1024, 700), (1280, 800), (1920, 1080), (3840, 2160))

UNIT = models.UnitPanel(
    counter=Counter("infantry", "blue", "104", "company", 0.9, "1/75", "43m"),
    name="1st Company, 75th Infantry",
    native="первая рота",
    place=[("hex ", "secondary"), ("1424", "link", "ui centre 1424"), ("   id ", "secondary"), "1/75"],
    bars=(
        Bar("strength", 0.96, "104/108", "good", "Men now and at the start."),
        Bar("minutes", 0.7, "43 of 60", "accent"),
    ),
    facts=(
        Fact("formation", "I/75", "", "show I/75"),
        Fact("terrain", f"steep hill, 149 m, {TIMES}1.45", "Rule 7.2"),
        Fact("command", "in reach", "Rule 3.2", short=True),
        Fact("supply", [("cut off", "bad")], "Rule 11.2", short=True),
        Fact("posture", "in a prepared position that took the men of the company all night to dig"),
    ),
    weapons=(Weapons(90, 92, "Rifle", "lethality 0.16 each"), Weapons(4, 4, "Light machine gun")),
    text="Leads the way.",
    origin="S3, estimate",
    origin_action="source 1/75",
)
STACK = models.StackPanel(
    place="1424",
    lines=(
        StackLine("1/75", "1st Company", "104 · 43 min", "ui select 1/75", "blue", "rifle company"),
        StackLine("mg1/75", "Machine-gun company", "80 · 60 min", "ui select mg1/75", "blue"),
    ),
    selected=1,
)
HEX = models.HexPanel(
    name="1422",
    title="Changkufeng",
    native=("Заозёрная",),
    glyph="steep",
    ground="Steep hill",
    elevation=149,
    factors=(Fact("defence", f"{TIMES}1.45", "Rule 7.2"), Fact("cover", "30%", "Rule 5.2")),
    facts=(Fact("centre", "42.4465 N 130.5950 E", "Centre of the hex."), Fact("held by", "the USSR")),
    regions=("Soviet soil", "The crest"),
    neighbours=tuple(
        Neighbour(d, f"14{d}1", "hill", 10 * d - 20, wire=d == 4, action=f"hex 14{d}1", tooltip="hill")
        for d in range(6)
    ),
    stack=models.StackPanel(
        place="1422",
        lines=(StackLine("#3", "infantry company", "50-150", "ui contact 3", "red", "seen", is_contact=True),),
    ),
)
ODDS = models.OddsPanel(
    title="Attack on 1422",
    against="vs contact 3",
    odds="1.6 to 1",
    order="assault 1/75 1422",
    factors=(
        Factor("ground", "", f"{TIMES}1.45", "7.2", "Ground, defender: rule 7.2."),
        Factor("surprise", f"{TIMES}1.35", "", "8.3", "Surprise, attacker: rule 8.3."),
        Factor("quality", f"{TIMES}1.15", f"{TIMES}0.9", "7.5", "Quality, both."),
        Factor("entrenchment", "", f"{TIMES}0.6", "7.3", "Losses.", "losses"),
    ),
    totals=(("raw power", "20", "8"), ("total", "31.1", "10.4")),
    chances=(
        Chance("RT", "he is routed", 0.25, "good"),
        Chance("FB", "he falls back", 0.5, "link"),
        Chance("TB", "we are thrown back", 0.25, "warning"),
    ),
    win="75%",
    losses=(Losses("ours", 5, 12, 30, 14.0, "blue"), Losses("the enemy's", 3, 9, 20, 10.0, "red")),
    reasons=("ground x 1.45 for the enemy (rule 7.2)", "surprise x 1.35 for us (rule 8.3)"),
    remarks=("1/75 for 60 minutes.",),
)
ORG = models.OrgPanel(
    title="Japan",
    summary="2 units on the map, 184 of 188 men",
    lines=(
        OrgLine(
            depth=0,
            name="75th Regiment",
            native="",
            men=184,
            start=188,
            is_formation=True,
            colour="blue",
            note="Sato Kotoku",
            action="show 75ir",
        ),
        OrgLine(
            depth=1,
            name="1/75",
            native="",
            men=104,
            start=108,
            is_formation=False,
            colour="blue",
            note="1424",
            action="ui select 1/75",
            tooltip="1st Company",
            counter=Counter("infantry", "blue", "104"),
            selected=True,
        ),
        OrgLine(depth=1, name="7/75", native="", men=0, start=90, is_formation=False, colour="blue", note="due 04:00"),
    ),
)
AIMS = models.ObjectivesPanel(
    sides=(
        (
            "Japan",
            "blue",
            6,
            15,
            (
                Award("Hold Changkufeng at the end.", 10, "", None, 10, "USSR", "red", "ui centre 1422"),
                Award("For every 50 Soviet casualties.", 1, "each 50 men", 2, None, "", "none"),
            ),
        ),
        ("USSR", "red", 18, 0, (Award("Hold Changkufeng at the end.", 18, "", None, 0, "USSR", "red"),)),
    ),
    level="Marginal Soviet victory",
    levels=(
        ("Decisive Japanese victory", 20, "blue"),
        ("Inconclusive", -5, "none"),
        ("Decisive Soviet victory", None, "red"),
    ),
    margin=-12,
    losses="Casualties: 12 of yours, about 30 of the enemy's.",
)
HISTORY = models.HistoryPanel(
    clock="31 July, 02:00",
    gaps=(
        GapLine("Changkufeng", "Japan", "blue", "USSR", "red", "Japan 05:15", "ui centre 1422", "In 3 hours"),
        GapLine("Hill 52", "USSR", "red", "USSR", "red", ""),
    ),
    figures=(FigureLine("Japan, casualties", "139 to 178 men", "12", "A note."),),
    summary="Held otherwise than at this hour in history: Changkufeng.",
)
JOURNAL = models.JournalPanel(
    (
        JournalLine("30 July 1938", "Whose crest?", "note whose-crest"),
        JournalLine("31 July, 01:00", "Guns too far back.", "", True),
    ),
    12,
)
BAR = models.TopBar(
    title="Changkufeng: the night assault",
    turn=3,
    turns=10,
    date="31 July",
    clock="00:00-01:00",
    light="black night",
    moon="no moon",
    sky="fog",
    sight="300 m",
    is_dark=True,
    mover="Japanese",
    mover_colour="blue",
    own=True,
    points=(("blue", 17), ("red", 9)),
    seed=4207,
    tooltip="Turn 3 of 10",
)
LESSON = models.Tutorial(2, 5, "Move a company: type `move k1 1220`.", "The route shows the minutes.")

INTERFACE = {"select", "contact", "centre", "overlay", "lesson", "fold", "squadron", "sortie"}
"""Commands of the interface that panels give."""

DRAWN: dict[str, Callable[[Theme, Rect, ListState], Drawing]] = {
    "unit": lambda t, r, s: unit.draw(t, r, UNIT, s),
    "stack": lambda t, r, s: stack.draw(t, r, STACK, s),
    "hex": lambda t, r, s: hexes.draw(t, r, HEX, s),
    "odds": lambda t, r, s: odds.draw(t, r, ODDS, s),
    "org": lambda t, r, s: org.draw(t, r, ORG, s),
    "objectives": lambda t, r, s: objectives.draw(t, r, AIMS, s),
    "history": lambda t, r, s: history.draw(t, r, HISTORY, s),
    "journal": lambda t, r, s: journal.draw(t, r, JOURNAL, s),
    "topbar": lambda t, r, s: topbar.draw(t, Rect(0, 0, r.right + 16, t.px(34)), BAR),
    "tutorial": lambda t, r, s: tutorial.draw(t, r, LESSON),
}


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_golden_screen(name: str) -> None:
    """The panel is drawn as it was approved, command by command."""
    found = to_text(DRAWN[name](THEME, PANEL, ListState()), THEME.tone_names())
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == found, f"the {name} panel changed; look at it, then UPDATE_GOLDEN=1"


@pytest.mark.parametrize("name", sorted(DRAWN))
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [12, 13, 18])
def test_words_keep_to_their_panel(name: str, size: tuple[int, int], text: int) -> None:
    theme = make_theme("night", size, text)
    rect = Rect(40, 60, theme.px(288), size[1] - theme.px(200))
    drawing = DRAWN[name](theme, rect, ListState())
    whole = Rect(0, 0, rect.right + 16, size[1])
    lines = [(mark, seen_part(mark, clip)) for mark, clip in visible(drawing.commands) if isinstance(mark, TextLine)]
    assert lines, "a panel says something"
    for line, part in lines:
        if not part.empty:
            assert whole.x <= line.x and line.x + line.w <= whole.right, f"{words(Drawing((line,)))} runs over the edge"
    for hit in drawing.hits:
        assert not hit.rect.empty, "what answers can be hit"


def test_a_short_panel_scrolls_and_its_state_is_set_back() -> None:
    low = Rect(0, 0, 352, 180)
    state = ListState(0, 10_000)
    end = unit.draw(THEME, low, UNIT, state)
    assert 0 < state.top < 100, "the scroll is set back to the end"
    assert "figures: S3, estimate" in words(end) and "1st Company" not in words(end), "the end is in view"
    start = unit.draw(THEME, low, UNIT, ListState())
    assert "1st Company" in words(start) and "figures" not in words(start), "the beginning is in view"
    roomy = ListState(0, 5)
    unit.draw(THEME, Rect(0, 0, 352, 2000), UNIT, roomy)
    assert roomy.top == 0, "what fits does not scroll"


def test_short_facts_share_a_row_only_where_there_is_room() -> None:
    wide = words(unit.draw(THEME, PANEL, UNIT))
    assert any("command" in row and "supply" in row for row in wide.splitlines())
    narrow = words(unit.draw(THEME, Rect(0, 0, 280, 900), UNIT))
    assert not any("command" in row and "supply" in row for row in narrow.splitlines())


def test_the_top_bar_gives_up_the_seed_first_and_the_points_never() -> None:
    def shown(width: int, theme: Theme = THEME) -> str:
        return words(topbar.draw(theme, Rect(0, 0, width, theme.px(34)), BAR))

    assert "seed" in shown(1400) and "F1" in shown(1400)
    assert "seed" not in shown(1230) and "F1" in shown(1230)
    large = make_theme("paper", (1024, 700), 18)
    assert "17" in shown(1024, large) and "Japanese" in shown(1024, large) and "fog" not in shown(1024, large)


def test_no_difference_is_told_by_colour_alone() -> None:
    said = words(history.draw(THEME, PANEL, HISTORY))
    assert "Japan" in said and "USSR" in said, "holders are named beside their chips"
    assert "he falls back" in words(odds.draw(THEME, PANEL, ODDS)) and "50 %" in words(odds.draw(THEME, PANEL, ODDS))


# Builders on a real scenario -----------------------------------------------------------------------------------------


@cache
def scenario() -> Scenario:
    found = load_scenario("khasan-night-assault").scenario
    assert found is not None, "the scenario of these tests has no errors"
    return found


@cache
def opening() -> Game:
    return Game.new(scenario(), 7)


@pytest.mark.parametrize("side", [0, 1])
def test_every_unit_and_contact_has_a_panel(side: int) -> None:
    desk = opening().desk(SideId(side))
    view = desk.view()
    for own in view.units:
        panel = models.unit_panel(desk, own.number)
        start = scenario().units[own.number]
        assert panel.name == start.name and [w.start for w in panel.weapons] == [
            *(arm.count for arm in start.arms),
            *(group.count for group in start.vehicles),
        ]
        assert len(panel.bars) == (4 if own.hex >= 0 else 0), "units that are not there yet have no bars"
        assert words(unit.draw(THEME, PANEL, panel)), "it can be drawn"
    for contact in view.contacts:
        assert models.contact_panel(desk, contact.number).facts
    with pytest.raises(LookupError):
        models.contact_panel(desk, 999)


def test_an_enemy_that_is_only_seen_keeps_its_name() -> None:
    desk = opening().desk(SideId(0))
    vague = next(c for c in desk.view().contacts if c.unit is None)
    panel = models.contact_panel(desk, vague.number)
    said = f"{panel.name} {panel.native} {panel.text} {panel.facts}"
    for enemy in scenario().units_of[1]:
        assert scenario().units[enemy].name not in said, "a seen contact does not tell which unit it is"


def test_every_hex_has_a_panel_with_six_sides() -> None:
    desk = opening().desk(SideId(0))
    board = scenario().board
    for name in ("0101", "2432", "1422", "1622", "1425", "2401"):
        hex_ = board.grid.parse(name)
        assert hex_ is not None
        panel = models.hex_panel(desk, hex_, {hex_: 12})
        assert len(panel.neighbours) == 6 and any(fact.value == "12 minutes" for fact in panel.facts)
        for side in panel.neighbours:
            other = board.grid.neighbours[hex_][side.direction]
            assert (side.name == "") == (other < 0)
            assert other < 0 or side.rise == board.elevation[other] - board.elevation[hex_]


def test_the_printed_odds_recompute() -> None:
    game = Game.new(scenario(), 7)
    forecast = first_forecast(game)
    panel = models.odds_panel(game.desk(SideId(0)), forecast, "assault")
    for column in (1, 2):
        raw, total = float(panel.totals[0][column]), float(panel.totals[1][column])
        for factor in panel.factors:
            value = factor.attack if column == 1 else factor.defence
            if factor.kind == "power" and value:
                raw *= float(value.removeprefix(TIMES))
        assert abs(raw - total) < 0.04 * total + 0.1, "raw power times the factors shown is the total shown"
    cells = sum(bool(factor.attack) + bool(factor.defence) for factor in panel.factors)
    said = [line for line in forecast.modifiers if abs(line.value - 1.0) >= 0.005]
    assert cells == sum(2 if line.side == "both" else 1 for line in said), "every factor has its cell"
    assert abs(sum(chance.share for chance in panel.chances) - 1.0) < 1e-9, "the bar is whole"
    assert all("rule" in factor.tooltip for factor in panel.factors), "each factor names its rule"


def first_forecast(game: Game) -> Forecast:
    """The odds of the first assault that can be ordered, after as many turns as it takes."""
    for _ in range(24):
        side = game.actor()
        assert side is not None
        desk = game.desk(side)
        if desk.view().pending:
            game.submit(Decide(side, desk.view().pending[0].offer.options[-1].id))
            continue
        for options in desk.options().units:
            for target in options.assaults:
                found = desk.forecast(Assault(side, (options.unit,), target))
                if isinstance(found, Forecast) and side == 0:
                    return found
        for options in desk.options().units:
            step_towards_changkufeng(game, options.unit)
        game.submit(EndPhase(side))
    raise AssertionError("no assault became possible")


def step_towards_changkufeng(game: Game, unit_: UnitId) -> None:
    side = scenario().units[unit_].side
    desk, grid = game.desk(side), scenario().board.grid
    goal = scenario().board.place_by_id["changkufeng"].hex
    reach = desk.reach(unit_)
    if side == 0 and reach and scenario().units[unit_].kind.assaults:
        game.submit(Move(side, unit_, min(reach, key=lambda h: (grid.distance(h, goal), h))))


def test_the_organisation_counts_every_man_once() -> None:
    for side in (SideId(0), SideId(1)):
        panel = models.org_panel(opening().desk(side))
        units = [line for line in panel.lines if not line.is_formation]
        assert len(units) == len(scenario().units_of[side]), "every unit has one line"
        roots = [line for line in panel.lines if line.is_formation and line.depth == 0]
        assert sum(line.start for line in roots) == sum(line.start for line in units), "formations add up"


def test_objectives_and_history_set_the_record_beside_the_game() -> None:
    desk = opening().desk(SideId(1))
    aims = models.objectives_panel(desk)
    assert aims.sides[0][0] == scenario().sides[1].name, "one's own side comes first"
    assert sum(len(side[4]) for side in aims.sides) == len(scenario().victory.items)
    for _, _, _, past, awards in aims.sides:
        assert past == sum(award.history or 0 for award in awards)
    for _, _, now, _, awards in aims.sides:
        assert now == sum(award.now for award in awards), "the lines add up to the points of the side"
    record = models.history_panel(desk, {})
    assert {line.place for line in record.gaps} >= {"Changkufeng", "Hill 52"}
    assert len(record.figures) == len(scenario().history.measured), "what nobody recorded has a line of its own"
    knows = {line.measure: line.game for line in record.figures}
    assert knows["Japan, casualties"].startswith("about"), "the enemy's losses are claims"


def test_the_top_bar_tells_the_hour_and_whose_part_it_is() -> None:
    bars = [models.topbar(opening().desk(SideId(side)), 7) for side in (0, 1)]
    assert [bar.own for bar in bars] == [True, False] and bars[0].clock == "22:00-23:00" and bars[0].is_dark
    assert bars[0].sky == "fog" and bars[0].seed == 7


def test_the_journal_lists_notes_and_remarks() -> None:
    desk = opening().desk(SideId(0))
    panel = models.journal_panel(desk, (("30 July", "Quiet so far."),))
    assert [line.title for line in panel.lines if not line.is_remark] == [
        scenario().notes[index].title for index in desk.view().notes
    ]
    assert panel.lines[-1].is_remark and panel.total >= len(panel.lines) - 1


def test_actions_of_the_panels_are_lines_that_the_game_understands() -> None:
    """Each action is an order or question of the language, `hex CCRR`, or a command of the interface."""
    desk = opening().desk(SideId(0))
    grid = scenario().board.grid
    unit_ = scenario().unit_by_id["1/75"]
    here = desk.view().unit_of[unit_].hex
    state = ListState()
    drawings = [
        unit.draw(THEME, PANEL, models.unit_panel(desk, unit_), state),
        stack.draw(THEME, PANEL, models.stack_panel(desk, here, (unit_,)), state),
        hexes.draw(THEME, PANEL, models.hex_panel(desk, here), state),
        org.draw(THEME, PANEL, models.org_panel(desk), state),
        objectives.draw(THEME, PANEL, models.objectives_panel(desk), state),
        history.draw(THEME, PANEL, models.history_panel(desk, {}), state),
        journal.draw(THEME, PANEL, models.journal_panel(desk), state),
        topbar.draw(THEME, Rect(0, 0, 1280, 34), models.topbar(desk, 7)),
    ]
    actions = {hit.action for drawing in drawings for hit in drawing.hits if hit.action}
    assert len(actions) > 20, "there is much to click"
    for action in actions:
        if action.startswith("hex "):
            assert grid.parse(action.removeprefix("hex ")) is not None, action
        elif action.startswith("ui "):
            assert action.split()[1] in {
                "source",
                "select",
                "contact",
                "centre",
                "overlay",
                "lesson",
                "fold",
                "squadron",
                "sortie",
            }, action
        else:
            assert not isinstance(parse(action, desk), Fault), f"'{action}' is understood"


def test_a_contested_place_is_held_by_both_in_the_list_of_aims() -> None:
    scenario = load_scenario("khasan-night-assault").scenario
    assert scenario is not None
    game = Game.new(scenario, 1)
    game.state.contested[scenario.board.objective_index["changkufeng"]] = True
    panel = objectives_panel(game.desk(SideId(0)))
    awards = [award for *_, listed in panel.sides for award in listed if "Changkufeng" in award.text]
    assert awards and {award.holder for award in awards} == {"both"}, "a word that fits its column"
