"""Records on paper: round trips, and everything that may be wrong with a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.match import Match, new_match
from game.model.scenario import Scenario
from game.record import replay
from game.record.playback import Playback
from game.record.problems import RecordProblem
from game.record.replay import parse, read, text_of


@pytest.fixture(scope="module")
def night(shipped: dict[str, Scenario]) -> Scenario:
    """A battle in which dice are rolled."""
    return shipped["khasan-night-assault"]


@pytest.fixture(scope="module")
def played(night: Scenario) -> Match:
    """A whole game between two simple computers."""
    match = new_match(night, 11, ("drill", "staff"))
    match.remark("Before the first shot.")
    match.run_computers()
    match.remark("So it ended. Ω 張鼓峰")
    assert match.faults == [], "computers give only orders that the rules allow"
    return match


@pytest.fixture(scope="module")
def text(played: Match) -> str:
    """The whole game on paper."""
    return text_of(played.record())


def test_a_record_reads_back_as_it_was_written(played: Match, text: str) -> None:
    record = parse(text)
    assert record == played.record()
    assert text_of(record) == text
    assert record.is_finished


def test_a_record_is_readable(text: str) -> None:
    lines = [json.loads(line) for line in text.splitlines()]
    assert next(iter(lines[0])) == "undeclared-war", "a file says at once what it is"
    assert lines[0]["seats"] == {"japan": "drill", "ussr": "staff"}
    assert any(line.get("do") == "move" and "/" in line["unit"] for line in lines), (
        "units stand by the names players type"
    )
    turns = [line["turn"] for line in lines if "turn" in line]
    assert turns == list(range(1, len(turns) + 1)), "every turn has its digest"
    assert lines[-1]["result"]["level"]


def test_playing_leads_to_the_same_end(played: Match, night: Scenario, text: str) -> None:
    playback = Playback(parse(text), night)
    heard = list(playback.game.start_events)
    while (step := playback.forward()) is not None:
        heard += step.events
    assert playback.is_at_end
    assert playback.game.digest() == played.game.digest()
    assert tuple(heard) == played.events, "a replay tells exactly what happened"


def test_playing_goes_back_and_to_any_turn(night: Scenario, text: str) -> None:
    playback = Playback(parse(text), night)
    digests = [playback.game.digest()]
    while playback.forward() is not None:
        digests.append(playback.game.digest())
    for number in (len(digests) - 1, 3, 0, 21, 20, 19, 5):
        playback.go(number)
        assert playback.at == number
        assert playback.game.digest() == digests[number], f"the state after order {number} is always the same"
    assert playback.back()
    assert playback.at == 4
    playback.go_to_turn(3)
    assert playback.game.state.turn == 3
    playback.go(0)
    assert not playback.back(), "before the first order there is nothing to take back"


Lines = list[dict[str, Any]]


def _order(lines: Lines, number: int) -> dict[str, Any]:
    return next(line for line in lines if line.get("order") == number)


def _drop_order(lines: Lines) -> None:
    lines.remove(_order(lines, 4))


def _swap(lines: Lines) -> None:
    a, b = (lines.index(_order(lines, n)) for n in (2, 3))
    lines[a], lines[b] = lines[b], lines[a]


TAMPERING: list[tuple[str, Callable[[Lines], Any]]] = [
    ("foreign", lambda lines: lines.__setitem__(0, {"some": "file"})),
    ("foreign", lambda lines: lines[0].update({"undeclared-war": "recipe"})),
    ("format", lambda lines: lines[0].update(format=99)),
    ("rules", lambda lines: lines[0].update(rules_version=0)),
    ("damaged", lambda lines: lines[0].update(seed="7")),
    ("damaged", lambda lines: lines[0].update(seed=1 << 70)),
    ("damaged", lambda lines: lines[0].update(seats={"japan": "drill"})),
    ("damaged", lambda lines: lines[0].update(seats=["drill", "drill"])),
    ("damaged", lambda lines: lines[0].pop("scenario")),
    ("damaged", _drop_order),
    ("damaged", _swap),
    ("damaged", lambda lines: lines.insert(3, {"weather": "fine"})),
    ("damaged", lambda lines: lines.insert(3, {"journal": {"turn": 1, "minute": 0}})),
    ("too-large", lambda lines: lines.insert(3, {"journal": {"turn": 1, "minute": 0, "remark": "x" * 9000}})),
    ("damaged", lambda lines: lines.append({"turn": 99, "digest": ""})),
    ("damaged", lambda lines: lines[-1].update(end=1)),
    ("cut-off", lambda lines: lines.pop()),
    ("scenario", lambda lines: lines[0].update(scenario="waterloo")),
    ("scenario", lambda lines: lines[0].update(scenario_digest="0" * 16)),
    ("damaged", lambda lines: lines[0].update(seats={"france": "drill", "ussr": "drill"})),
    ("damaged", lambda lines: lines[0].update(seats={"japan": "napoleon", "ussr": "drill"})),
    ("order", lambda lines: _order(lines, 2).update(do="fly")),
    ("order", lambda lines: _order(lines, 2).update(side="nobody")),
    ("refused", lambda lines: _order(lines, 1).update(side="ussr", unit="bp/zaozernaya")),
    ("diverged", lambda lines: lines[0].update(seed=12)),
    ("diverged", lambda lines: lines[1].update(digest="f" * 16)),
    ("diverged", lambda lines: lines[1].update(turn=2)),
    ("diverged", lambda lines: lines.remove(next(line for line in lines if line.get("turn") == 3))),
    ("diverged", lambda lines: lines[-1].update(digest="f" * 16)),
    ("diverged", lambda lines: lines[-1].pop("result")),
    ("diverged", lambda lines: lines[-1]["result"]["points"].update(japan=99)),
    ("diverged", lambda lines: lines.remove(next(line for line in lines if "note" in line.get("journal", {})))),
    ("damaged", lambda lines: lines[-2]["memory"].update(ussr={"no": "memory"})),
]


@pytest.mark.parametrize(("fault", "tamper"), TAMPERING)
def test_tampering_is_found(
    fault: str, tamper: Callable[[Lines], Any], text: str, night: Scenario, tmp_path: Path
) -> None:
    lines = [json.loads(line) for line in text.splitlines()]
    tamper(lines)
    path = tmp_path / "game.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with pytest.raises(RecordProblem) as found:
        Match.load(path, night)
    assert found.value.fault == fault, str(found.value)
    assert found.value.file == "game.jsonl", "the problem names the file"
    assert str(found.value).startswith("game.jsonl")


def test_a_divergence_names_the_order(text: str, night: Scenario) -> None:
    lines = [json.loads(line) for line in text.splitlines()]
    mark = next(line for line in lines if line.get("turn") == 2)
    mark["digest"] = "0" * 16
    before = max(line["order"] for line in lines[: lines.index(mark)] if "order" in line)
    playback = Playback(parse("".join(json.dumps(line) + "\n" for line in lines)), night)
    with pytest.raises(RecordProblem) as found:
        playback.go(10_000)
    assert found.value.order == before
    assert found.value.line == lines.index(mark) + 1
    assert playback.at == before - 1, "playing stands before the order that leads elsewhere"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "foreign"),
        (b"\n\n", "foreign"),
        (b"%PDF-1.7", "foreign"),
        (b"[" * 100_000 + b"\n", "foreign"),
        (b'{"undeclared-war": "save", "format": ' + b"9" * 5000 + b"}\n", "foreign"),
        (b'{"undeclared-war": "save", "undeclared-war": "save"}\n', "foreign"),
        (b'{"undeclared-war": "save", "format": NaN}\n', "foreign"),
        (b"\xff\xfe\x00", "not-text"),
        (b"null\n", "foreign"),
    ],
)
def test_files_of_other_kinds_are_refused(content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(RecordProblem) as found:
        read(path)
    assert found.value.fault == fault


def test_missing_large_and_endless_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(RecordProblem) as found:
            read(path)
        assert found.value.fault == "missing"
    monkeypatch.setattr(replay, "FILE_LIMIT", 1000)
    path = tmp_path / "large.jsonl"
    path.write_text("x" * 1001, encoding="utf-8")
    with pytest.raises(RecordProblem) as found:
        read(path)
    assert found.value.fault == "too-large"


@given(cut=st.integers(0, 100_000))
def test_a_file_cut_off_anywhere_is_refused(cut: int, text: str) -> None:
    raw = text.encode()
    part = raw[: cut % len(raw)]
    try:
        words = part.decode()
    except UnicodeDecodeError:
        return
    with pytest.raises(RecordProblem):
        parse(words)


@given(place=st.integers(0, 1_000_000), sign=st.characters(codec="utf-8"))
def test_no_change_of_a_letter_breaks_the_reader(place: int, sign: str, text: str, night: Scenario) -> None:
    at = place % len(text)
    try:
        record = parse(text[:at] + sign + text[at + 1 :])
        Playback(record, night).go(10)
    except RecordProblem as problem:
        assert problem.text, "what is wrong is said in words"


def test_a_windows_text_editor_does_no_harm(text: str, played: Match) -> None:
    assert parse(text.replace("\n", "\r\n")) == played.record()


def test_a_loaded_match_goes_on_as_the_unbroken_one(night: Scenario, tmp_path: Path) -> None:
    whole = new_match(night, 5, ("staff", "staff"))
    whole.run_computers()
    for parts in (3, 12):
        part = new_match(night, 5, ("staff", "staff"))
        while part.phases < parts:
            side = part.game.actor()
            assert side is not None, "the battle is longer than that"
            seat = part.seats[side]
            assert seat is not None
            part.submit(seat.choose(part.desk(side)))
        part.save(tmp_path / "part.jsonl")
        again = Match.load(tmp_path / "part.jsonl", night)
        assert again.record() == part.record(), "nothing is lost in a save"
        again.run_computers()
        assert again.orders == whole.orders, f"a staff put away after {parts} parts goes on the same way"
        assert again.game.digest() == whole.game.digest()
