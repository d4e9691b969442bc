"""Answers that window and terminal share."""

from __future__ import annotations

import pytest

from game.language import parsed as q
from game.language.grammar import parse
from game.language.lexicon import COMMANDS
from game.language.parsed import Fault, Orders
from game.table.answers import able, answer
from game.table.hearing import Ear
from tests.vignette import RED, vignette

CARRIED_OUT = {
    *("quit", "seed", "redo", "journal", "undo", "save", "remark", "map"),
    *("compare", "model", "order", "confirm", "missions", "carry", "cancel", "skip"),
}
"""Commands that window and terminal carry out themselves."""


@pytest.mark.parametrize("word", [command.word for command in COMMANDS])
def test_every_question_is_answered_or_carried_out(word: str) -> None:
    desk = vignette("A . b").game.desk(RED)
    for line in (word, f"{word} A", f"{word} 0201"):
        query = parse(line, desk)
        if isinstance(query, Fault | Orders):
            continue
        if word in CARRIED_OUT:
            with pytest.raises(ValueError, match="carries it out"):
                answer(query, desk, Ear(RED))
        else:
            assert all(answer(query, desk, Ear(RED))), f"'{line}' has no answer"


def test_a_way_to_a_hex_is_told_with_the_danger_on_it() -> None:
    scene = vignette("A . . b", light=0.0)
    desk, unit = scene.game.desk(RED), scene["A"]
    march = answer(q.AskReach(unit, "march", scene.hex("0201")), desk, Ear(RED))
    stealth = answer(q.AskReach(unit, "stealth", scene.hex("0201")), desk, Ear(RED))
    assert len(march) == 1 and "0201" in march[0]
    assert len(stealth) > 1, "creeping may be discovered"


def test_next_goes_round_those_that_are_able() -> None:
    scene = vignette("A B . . . b")
    desk, ear = scene.game.desk(RED), Ear(RED)
    assert able(desk, "fire") == (), "nobody is in reach"
    seen = []
    for _ in range(3):
        answer(q.Plain("next"), desk, ear)
        seen.append(ear.selected)
    assert seen == [*able(desk), able(desk)[0]]


def test_the_air_is_told_to_its_own_side() -> None:
    squadrons = {"sb": {"aircraft": "sb", "count": 9}, "ki27": {"aircraft": "ki-27", "side": "blue"}}
    desk = vignette("A . b", squadrons=squadrons).desk(RED)

    def told(line: str) -> str:
        query = parse(line, desk)
        assert not isinstance(query, Fault | Orders), line
        return " ".join(answer(query, desk, Ear(RED)))

    assert "9 ready; 9 sorties left this turn, 18 today; from the field, 100 km off." in told("air")
    assert "ki27" not in told("air") and "claimed" in told("air")
    assert "4 100-kg bombs" in told("air sb") and "strike, interdict, recon or raid" in told("air sb")
    forecast = told("air sb strike 0301 with 4")
    assert "flies 4 sorties to bomb 0301; about 4 find it" in forecast and "pin" in forecast
    assert "Rule 9.3: Sb can be sent to" in told("air sb patrol 0301")
    assert "Squadron sb" in told("find sb")
