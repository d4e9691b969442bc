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
    *("order", "confirm", "missions", "carry", "cancel", "skip"),
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
