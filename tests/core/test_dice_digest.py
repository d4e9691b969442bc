"""Rolls and digests that must come out the same for ever: replays and saves hang on them."""

from __future__ import annotations

import pytest

from game.core.dice import Dice, LoadedDice
from game.core.digest import digest_of


def test_rolls_never_change() -> None:
    dice = Dice(41, "order", 7)
    assert [dice.below(36) for _ in range(8)] == [22, 17, 27, 0, 33, 32, 32, 15], "old replays would end otherwise"
    assert dice.rolled == 8


def test_paths_have_dice_of_their_own() -> None:
    rolls = {Dice(*path).below(1_000_000) for path in ((1, "a"), (1, "b"), (2, "a"), (1, "a", 0))}
    assert len(rolls) == 4, "another seed or path, other rolls"
    assert Dice(1, "a").below(1000) == Dice(1, "a").below(1000)


def test_certainties_cost_no_roll() -> None:
    dice = Dice(1, "sure")
    assert dice.chance(1.0) and not dice.chance(0.0) and dice.whole(3.0) == 3 and dice.rolled == 0


def test_loaded_dice_complain_when_they_are_used_up() -> None:
    dice = LoadedDice(5, 0, 1)
    assert dice.below(6) == 5 and not dice.chance(0.5) and dice.whole(2.5) == 3
    with pytest.raises(AssertionError, match="used up"):
        dice.below(6)
    with pytest.raises(AssertionError, match="not below"):
        LoadedDice(6).below(6)


def test_digests_never_change() -> None:
    assert digest_of([1, "a", None, True, {"b": 2, "a": [3]}]) == "dbde7277833f7683"
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1}), "the order of keys does not count"
    assert digest_of((1, 2)) == digest_of([1, 2]), "tuples hash like lists"


@pytest.mark.parametrize(("one", "other"), [([1, 23], [12, 3]), (["a", "b"], ["ab", ""]), ([1], ["1"]), ([True], [1])])
def test_different_values_have_different_digests(one: object, other: object) -> None:
    assert digest_of(one) != digest_of(other)


@pytest.mark.parametrize("value", [1.5, b"x", {1}, object()], ids=["float", "bytes", "set", "object"])
def test_fractions_and_strangers_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        digest_of([value])
