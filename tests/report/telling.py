"""What is held of a game that is over, by its ledger, its page and its figures: one playing serves every check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.cli import main
from game.report.account import account, faults_of
from game.report.clouds import NoCloud
from game.report.played import Played
from game.report.sidebyside import side_by_side
from tests.report.markup import faults, parsed

NONE = NoCloud("none", "none ship with it")


def hold_the_ledger(played: Played) -> None:
    """Sums of the ledger and of the weapons against each other and against the state."""
    found = account(played)
    assert faults_of(found, played.game.state) == ()
    for line in found.ledger.sums:
        parts = line.base + line.factors + sum(v for _, v in line.apart) + line.luck + sum(n for _, n in line.outside)
        assert parts == pytest.approx(line.lost, abs=1e-6)
        factors = [f.value for f in found.ledger.factors if (f.side, f.what) == (line.side, line.what)]
        assert sum(factors) == pytest.approx(line.factors, abs=1e-6)
    for entry in found.ledger.entries:
        assert entry.division.base >= -1e-9, f"the bare law gives no men back: {entry}"
        assert entry.division.expected + entry.division.luck == pytest.approx(entry.division.lost)
    for cause in found.losses:
        same = [w for w in found.weapons if (w.side, w.cause) == (cause.side, cause.cause)]
        for what in ("men", "vehicles", "guns"):
            assert sum(getattr(w, what) for w in same) == getattr(cause, what), f"{cause.cause}, {what}"


def hold_the_page(file: Path, report: dict[str, Any]) -> None:
    """A page is valid, small, and holds the figures of its report."""
    page = file.read_text("utf-8")
    assert faults(page) == []
    assert len(page.encode()) < 3_000_000, "a page stays small enough to send"
    data = parsed(page).find(".//pre[@id='data']")
    assert data is not None
    assert json.loads("".join(data.itertext())) == report


def hold_the_figures(played: Played, here: dict[str, Any], report: dict[str, Any]) -> None:
    """What `compare FILE --json` prints, what `report FILE --json` prints, and what the window shows."""
    assert {"figures", "measures", "control", "gaps", "cloud", "victory", "result"} <= here.keys()
    assert here == {key: report[key] for key in here}, "the same keys mean the same"
    found = side_by_side(played.game, tuple(played.events()), NONE)
    assert [(row.measure, row.figure.value) for row in found.rows if row.figure] == [
        (figure["measure"], figure["game"]) for figure in report["figures"]
    ] or len(found.rows) == len(report["figures"])
    assert found.standing.figures == report["measures"], "of a game that is over everything stands"


def hold_what_is_told(
    played: Played, file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ledger, and the page and the figures that the program makes of the record.

    Args:
        file: the record; the program is handed the game already played, for the large ones take a minute.
        folder: where the page may be written.
    """
    hold_the_ledger(played)
    opened: list[Path] = []

    def open_record(path: Path, *_: object) -> Played:
        opened.append(path)
        return played

    monkeypatch.setattr("game.report.played.open_record", open_record)
    page = folder / "page.html"
    assert main(["compare", str(file), "--json"]) == 0
    here = json.loads(capsys.readouterr().out)
    assert main(["report", str(file), "--json", "--html", str(page)]) == 0
    report = json.loads(capsys.readouterr().out)
    assert opened == [file, file], "the program opened something else"
    hold_the_page(page, report)
    hold_the_figures(played, here, report)
