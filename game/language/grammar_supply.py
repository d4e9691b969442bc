"""Reading what lorries are to bring."""

from __future__ import annotations

from game.language.lookup import Lookup
from game.language.parsed import Fault, Orders, Plain
from game.language.tokens import Words
from game.model.orders import Haul
from game.model.sides import STORE_KINDS


def read_haul(words: Words, look: Lookup) -> Orders | Plain | Fault:
    """`haul KIND N [KIND N ...]`; kinds left out share the rest as they did before. Alone it asks. Rule 11.12."""
    if not words.token and look.view.haul:
        return Plain("supply")
    said: dict[str, int] = {}
    while words.token or not said:
        text = words.peek()
        begun = [kind for kind in STORE_KINDS if text and kind.startswith(text)]
        if len(begun) != 1 or begun[0] in said:
            return words.fault("no-stores-kind", candidates=tuple([k for k in STORE_KINDS if k not in said]))
        words.at += 1
        number = words.number("%", "percent", "per", "cent")
        if number is None:
            return words.fault("no-number")
        said[begun[0]] = number
        words.take("and")
    return Orders((Haul(look.desk.side, *_all(said, look.view.haul)),))


def _all(said: dict[str, int], before: tuple[int, ...]) -> list[int]:
    """Shares of all kinds; the last of those left out takes what rounding leaves."""
    left_out = [index for index, kind in enumerate(STORE_KINDS) if kind not in said]
    rest = max(0, 100 - sum(said.values()))
    old = sum([before[i] for i in left_out]) if before else 0
    shares = [said.get(kind, 0) for kind in STORE_KINDS]
    for index in left_out:
        shares[index] = rest * before[index] // old if old else rest // len(left_out)
    if left_out:
        shares[left_out[-1]] += rest - sum([shares[i] for i in left_out])
    return shares
