"""The simulated games that ship with a scenario: when they are used, when they are refused, and by what name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from game.cli import main
from game.data.catalogue import Catalogue
from game.match import Match
from game.model.history import Measured
from game.model.scenario import Scenario
from game.report import clouds, honesty
from game.report.assets import asset
from game.report.clouds import NoCloud, Simulated, cloud_runs, read_cloud, shipped_cloud
from game.report.verify import verify
from game.sim.batch import simulate
from game.table.yardstick import compare_lines, model_lines
from game.terminal.ending import ending_lines
from tests.report.conftest import NIGHT

GAMES = 3


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few cheap games of the night assault, as `simulate --out` keeps them."""
    path = tmp_path_factory.mktemp("clouds") / f"{NIGHT}.jsonl"
    simulate(NIGHT, games=GAMES, seed=1938, levels=("drill", "drill"), out=path)
    return path


@pytest.fixture
def shipping(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same as if they shipped with the game; no other games do."""
    monkeypatch.setattr(clouds, "cloud_file", lambda scenario_id: file.parent / f"{scenario_id}.jsonl")
    return file


def changed(file: Path, folder: Path, change: Callable[[list[dict]], None]) -> Path:
    """A copy of the file, with its lines changed."""
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    change(lines)
    path = folder / file.name
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_games_of_today_are_used_with_their_digest(file: Path, night: Scenario, tmp_path: Path) -> None:
    found = read_cloud(file, night)
    assert isinstance(found, Simulated) and found.source is not None
    assert (found.batch.games, found.batch.seed, found.batch.levels) == (GAMES, 1938, ("drill", "drill"))
    assert found.batch.values("japan.killed") == simulate(
        NIGHT, games=GAMES, seed=1938, levels=("drill", "drill")
    ).values("japan.killed")

    def slower(lines: list[dict]) -> None:
        lines[1]["cpu_seconds"] = 99.0

    def bloodier(lines: list[dict]) -> None:
        lines[1]["figures"]["japan.killed"] += 1

    same, other = (read_cloud(changed(file, tmp_path, change), night) for change in (slower, bloodier))
    assert isinstance(same, Simulated) and same.source == found.source, "how long they took is no part of the games"
    assert isinstance(other, Simulated) and other.source is not None
    assert other.source.digest != found.source.digest


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("rules_version", 1, "rules version"),
        ("scenario_digest", "0" * 16, "scenario digest"),
        ("plans_digest", "0" * 16, "digest of the plans"),
        ("scenario", "khasan", "scenario"),
    ],
)
def test_stale_games_are_refused_by_name(
    key: str, value: object, named: str, file: Path, night: Scenario, tmp_path: Path
) -> None:
    found = read_cloud(changed(file, tmp_path, lambda lines: lines[0].update({key: value})), night)
    assert isinstance(found, NoCloud)
    assert found.code == "stale"
    assert named in found.reason


def test_games_of_a_changed_scenario_are_no_yardstick(file: Path, night: Scenario, tmp_path: Path) -> None:
    def experiment(lines: list[dict]) -> None:
        lines[0]["changes"] = {"sets": ["rules.combat.rates.per_hour=0.2"], "overlays": []}

    found = read_cloud(changed(file, tmp_path, experiment), night)
    assert isinstance(found, NoCloud) and "changed scenario" in found.reason


def test_a_record_that_has_come_to_speak_of_more_makes_them_stale(file: Path, night: Scenario) -> None:
    more = Measured(id="new", measure="japan.killed", from_minute=1, to_minute=77)
    scenario = evolve(night, history=evolve(night.history, unknown=(more,)))
    found = read_cloud(file, scenario)
    assert isinstance(found, NoCloud)
    assert (found.code, more.key in found.reason) == ("stale", True)


@pytest.mark.parametrize(
    "text",
    ["", "nonsense\n", "[]\n", '{"runs": 99}\n', "\x00\xff\n"],
    ids=["empty", "no JSON", "a list", "another format", "bytes"],
)
def test_what_is_no_run_file_is_refused(text: str, night: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(text, encoding="latin-1")
    found = read_cloud(path, night)
    assert isinstance(found, NoCloud) and found.code == "damaged"


def test_damaged_games_are_refused(file: Path, night: Scenario, tmp_path: Path) -> None:
    def hurt(change: Callable[[dict], None]) -> NoCloud:
        found = read_cloud(changed(file, tmp_path, lambda lines: change(lines[2])), night)
        assert isinstance(found, NoCloud), "a damaged game is not added up"
        return found

    assert hurt(lambda run: run.update(seed="x")).code == "damaged"
    assert hurt(lambda run: run.update(control=[[0]])).code == "damaged"
    assert hurt(lambda run: run.update(level="Total bliss")).code == "damaged"
    assert hurt(lambda run: run.update(figures={"japan.killed": "many"})).code == "damaged"
    head = changed(file, tmp_path, lambda lines: lines.__delitem__(slice(1, None)))
    assert read_cloud(head, night) == NoCloud("damaged", f"{head.name} holds no game")
    missing = changed(file, tmp_path, lambda lines: lines[0].pop("ai"))
    found = read_cloud(missing, night)
    assert isinstance(found, NoCloud) and found.code == "damaged"


def test_too_much_is_not_read(file: Path, night: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clouds, "MOST_GAMES", GAMES - 1)
    many = read_cloud(file, night)
    monkeypatch.setattr(clouds, "FILE_LIMIT", 100)
    large = read_cloud(file, night)
    assert [found.code for found in (many, large) if isinstance(found, NoCloud)] == ["too-large", "too-large"]


def test_a_torn_last_line_does_not_spoil_the_rest(file: Path, night: Scenario, tmp_path: Path) -> None:
    path = tmp_path / file.name
    path.write_bytes(file.read_bytes()[:-30])
    found = read_cloud(path, night)
    assert isinstance(found, Simulated) and found.batch.games == GAMES - 1


def test_none_ship_with_a_battle_of_one_s_own(shipped: dict[str, Scenario], shipping: Path) -> None:
    found = shipped_cloud(evolve(shipped[NIGHT], id="my-own"))
    assert found == NoCloud("none", "none ship with my-own")


# What is made of them -------------------------------------------------------------------------------------------------


def test_a_report_takes_the_games_that_ship(
    shipping: Path, night_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "night.html"
    assert main(["report", str(night_file), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)["cloud"]
    assert (data["games"], data["file"]["name"], data["file"]["rules_version"]) == (GAMES, shipping.name, 3)
    assert main(["compare", str(night_file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cloud"] == data
    assert main(["report", str(night_file), "--html", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert shipping.name in text and data["file"]["digest"] in text
    assert verify(page).ok
    assert main(["report", str(night_file), "--json", "--games", "0"]) == 0
    assert json.loads(capsys.readouterr().out)["cloud"] is None


def test_a_page_is_checked_against_the_games_that_ship(
    shipping: Path, night_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, doctored = tmp_path / "night.html", tmp_path / "doctored.html"
    assert main(["report", str(night_file), "--html", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    doctored.write_text(text.replace('"lower": 1', '"lower": 2', 1), encoding="utf-8")
    found = verify(doctored)
    assert not found.ok and "cloud." in found.differences[0]
    monkeypatch.setattr(clouds, "cloud_file", lambda scenario_id: tmp_path / "nothing.jsonl")
    found = verify(page)
    assert found.differences == (f"its simulated games cannot be checked here: none ship with {NIGHT}",)
    assert found.remarks, "it says what was compared all the same"
    other = changed(shipping, tmp_path, lambda lines: lines.pop())
    monkeypatch.setattr(clouds, "cloud_file", lambda scenario_id: other)
    found = verify(page)
    assert len(found.differences) == 1 and "digest" in found.differences[0]


def test_players_are_told_while_they_play_and_at_the_end(shipping: Path, night_match: Match) -> None:
    told = "\n".join(compare_lines(night_match, None, 80))
    assert shipping.name in told and "history stands at" in told
    ending = "\n".join(ending_lines(night_match))
    assert "This battle among simulated games:" in ending and "simulated games ended so" in ending


def test_the_model_is_judged_by_them(shipping: Path, night_match: Match, capsys: pytest.CaptureFixture[str]) -> None:
    told = model_lines(night_match)
    assert len(told) > len(night_match.scenario.history.figures)
    assert all(any(line.title in text for text in told) for line in _stands(night_match.scenario))
    assert main(["show", NIGHT, "model", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["games"] == GAMES and 0 <= data["fit"] <= len(data["figures"])
    assert {row["role"] for row in data["figures"]} == {"fitted", "tested"}, "its men were fitted on, its hills not"
    for row in data["figures"]:
        low, high = row["interval"]
        assert low <= row["inside"] <= high
    assert main(["show", "khasan", "model"]) == 0
    assert "There are no simulated games" in capsys.readouterr().out


def _stands(scenario: Scenario) -> tuple[honesty.Stand, ...]:
    found = shipped_cloud(scenario)
    assert isinstance(found, Simulated)
    return honesty.honesty(found.batch).figures


def test_a_figure_fits_by_its_percentile_or_by_half_the_games(shipping: Path, night: Scenario) -> None:
    for line in _stands(night):
        between = line.percentile is not None and 10 <= line.percentile <= 90
        assert line.fits == (between or line.inside >= 0.5), line.title


def test_what_was_fitted_on_or_set_in_view_names_figures_that_there_are() -> None:
    known = {entry.id: entry.scenario for entry in Catalogue().scenarios()}
    assert honesty.role_of("zhukov-a-week-later", "japan.killed")[0] == honesty.VARIANT, "it never happened so"
    for entry in json.loads(asset("model-tests.json").read_text(encoding="utf-8")):
        assert entry["role"] in ("fitted", "in view") and entry["why"]
        for name in entry["scenarios"]:
            scenario = known[name]
            assert scenario is not None
            figures = [figure.key for figure in scenario.history.figures]
            met = [key for key in figures if honesty.role_of(name, key) == (entry["role"], entry["why"])]
            assert met, f"no figure of {name} is meant by '{entry['why']}'"


# The files themselves -------------------------------------------------------------------------------------------------


def _names() -> list[str]:
    root = asset(clouds.FOLDER)
    return sorted(entry.name for entry in root.iterdir() if entry.name.endswith(".jsonl")) if root.is_dir() else []


@pytest.mark.parametrize("name", _names())
def test_the_games_that_ship_are_those_of_today(name: str) -> None:
    """A scenario, its plans or the rules changed: play its games anew, as `game.report.clouds` says."""
    entry = Catalogue().find(name.removesuffix(".jsonl"))
    assert entry is not None and entry.scenario is not None, f"{name} belongs to no scenario"
    found = shipped_cloud(entry.scenario)
    assert isinstance(found, Simulated), f"play them anew: {found}"
    assert sum(1 for _ in cloud_runs(entry.id)) == found.batch.games
