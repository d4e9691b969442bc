"""Letters that steer a screen instead of being read get neither into a record nor out of one."""

from __future__ import annotations

import json

import pytest

from game.match import Match
from game.model.happenings import AtTurn
from game.model.history import Note
from game.record.notes import UNSEEN, Journal
from game.record.problems import RecordProblem
from game.record.replay import parse, text_of
from tests.vignette import BLUE, RED, sketch

STEERING = ("\x1b[2J", "\x07", "\x9b31m", "\u202e", "\u200b", "\ufeff", "\u2028")


def _match() -> Match:
    return Match(sketch("A . b"), 1, (None, None))


@pytest.mark.parametrize("letters", STEERING)
def test_remarks_lose_them(letters: str) -> None:
    match = _match()
    match.remark(f"before{letters}after \u3000 Ω 張鼓峰 e\u0301")
    (remark,) = match.journal
    assert not UNSEEN.search(remark)
    assert "Ω 張鼓峰 e\u0301" in remark, "letters of any script stay"
    assert parse(text_of(match.record())) == match.record()


@pytest.mark.parametrize("letters", STEERING)
@pytest.mark.parametrize("escaped", [True, False])
def test_records_that_hold_them_are_refused(letters: str, escaped: bool) -> None:
    match = _match()
    match.remark("MARK")
    line = json.dumps({"journal": {"turn": 1, "minute": 0, "remark": letters}}, ensure_ascii=escaped)
    text = text_of(match.record()).replace('{"journal": {"turn": 1, "minute": 0, "remark": "MARK"}}', line)
    assert line in text
    with pytest.raises(RecordProblem) as found:
        parse(text)
    assert (found.value.fault, found.value.line) == ("damaged", text.split("\n").index(line.split("\n")[0]) + 1)


def test_headers_that_hold_them_are_foreign() -> None:
    text = text_of(_match().record()).replace('"red": "human"', '"red": "\\u001b[2J"')
    with pytest.raises(RecordProblem) as found:
        parse(text)
    assert found.value.fault == "foreign"


def test_backslashes_are_no_escapes() -> None:
    match = _match()
    match.remark(r"C:\users\u001b")
    assert parse(text_of(match.record())).journal[0]["remark"] == r"C:\users\u001b"


def test_notes_reach_their_audience_alone() -> None:
    notes = [
        Note(id="all", title="", text="", when=AtTurn(1)),
        Note(id="red", title="", text="", when=AtTurn(1), audience=RED),
        Note(id="blue", title="", text="", when=AtTurn(1), audience=BLUE),
    ]
    journal = Journal(sketch("A . b", notes=notes))
    for number in range(3):
        journal.show_note(number, after=0, turn=1, minute=0)
    journal.remark("mine", after=0, turn=1, minute=0)
    assert journal.notes(RED) == (0, 1)
    assert journal.notes(BLUE) == (0, 2)
    assert journal.notes() == (0, 1, 2)
    assert [entry.text for entry in journal.for_side(RED)][-1] == "mine"
