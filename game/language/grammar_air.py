"""Reading what is said to squadrons: orders to fly, and questions about them."""

from __future__ import annotations

from game.core.ids import SquadronId, enemy_of
from game.language.lookup import Lookup
from game.language.parsed import AskAir, Fault, Orders, Parsed, Plain, ShowSquadron
from game.language.tokens import Words
from game.model.aircraft import MISSIONS, RAID
from game.model.orders import Fly

_FILLERS = ("to", "at", "on", "over", "with", "against", "of")
_SORTIES = ("sorties", "sortie", "aircraft", "machines", "planes")


def read_fly(words: Words, look: Lookup) -> Orders | Fault:
    """`fly SQUADRON MISSION HEX [with N]`, or the name of an airfield for a raid. Rules 9.3 and 9.15."""
    order = _mission(words, look)
    if isinstance(order, Fault):
        return order
    return words.left_over() or Orders((order,))


def read_air(words: Words, look: Lookup) -> Parsed:
    """`air` lists squadrons, with a squadron tells of it, with the words of `fly` of what the mission would do."""
    if not words.token:
        return Plain("air")
    squadron = _squadron(words, look)
    if isinstance(squadron, Fault):
        return squadron
    if not words.token:
        return ShowSquadron(squadron)
    words.at -= 1
    order = _mission(words, look)
    if isinstance(order, Fault):
        return order
    return words.left_over() or AskAir(order)


def _mission(words: Words, look: Lookup) -> Fly | Fault:
    squadron = _squadron(words, look)
    if isinstance(squadron, Fault):
        return squadron
    words.take(*_FILLERS)
    text = words.peek()
    begun = [m for m in MISSIONS if m == text] or [m for m in MISSIONS if text and m.startswith(text)]
    if len(begun) != 1:
        return words.fault("no-mission", candidates=tuple(begun) or MISSIONS)
    words.at += 1
    words.take(*_FILLERS)
    if begun[0] == RAID:
        base = _base(words, look)
        if isinstance(base, Fault):
            return base
        return Fly(look.desk.side, squadron, RAID, sorties=_number(words), base=base)
    target = look.hex(words)
    if isinstance(target, Fault):
        return target
    return Fly(look.desk.side, squadron, begun[0], target, _number(words))


def _number(words: Words) -> int:
    """Machines to send, 0 for all."""
    words.take(*_FILLERS)
    return words.number(*_SORTIES) or 0


def _base(words: Words, look: Lookup) -> str | Fault:
    """One of the enemy's airfields by its id or the beginning of it, stepped over."""
    fields = look.desk.scenario.bases_of[enemy_of(look.desk.side)]
    text = words.peek()
    begun = [name for name in fields if name == text] or [n for n in fields if text and n.startswith(text)]
    if len(begun) != 1:
        return words.fault("no-base", candidates=tuple(begun) or tuple(fields))
    words.at += 1
    return begun[0]


def _squadron(words: Words, look: Lookup) -> SquadronId | Fault:
    """One of the side's squadrons by its id or the beginning of it, stepped over."""
    scenario = look.desk.scenario
    own = {scenario.squadrons[s.number].id: s.number for s in look.view.squadrons}
    text = words.peek()
    begun = [name for name in own if name.lower() == text]
    begun = begun or [name for name in own if text and name.lower().startswith(text)]
    if len(begun) != 1:
        return words.fault("no-squadron", candidates=tuple(begun) or tuple(own))
    words.at += 1
    return own[begun[0]]
