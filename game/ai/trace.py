"""Reasons: what was chosen, on what figures, against what else."""

from __future__ import annotations

from attrs import frozen

Fact = tuple[str, str | int]


@frozen
class Reason:
    """One choice of a computer commander."""

    code: str
    """What kind of choice; a key of the sentences in `ai.words`."""
    subject: str
    """The group, unit or place it is about, by id or name."""
    facts: tuple[Fact, ...] = ()
    """Figures it was made on; `minute` among them."""
    against: tuple[Fact, ...] = ()
    """The runner-up and its figures."""

    def fact(self, name: str, default: str | int = "") -> str | int:
        """One figure by name."""
        return dict(self.facts).get(name, default)


Plain = list[object]
"""A reason as lists, texts and whole numbers, for a saved match."""


def plain(reason: Reason) -> Plain:
    """A reason as plain data."""
    return [reason.code, reason.subject, [list(f) for f in reason.facts], [list(f) for f in reason.against]]


def from_plain(data: object) -> Reason:
    """A reason from plain data.

    Raises:
        ValueError: the data is not what `plain` gives.
    """
    match data:
        case [str(code), str(subject), list(facts), list(against)]:
            return Reason(code, subject, _pairs(facts), _pairs(against))
    raise ValueError("not a reason")


def _pairs(rows: list[object]) -> tuple[Fact, ...]:
    found: list[Fact] = []
    for row in rows:
        match row:
            case [str(name), (str() | int()) as value]:
                found.append((name, value))
            case _:
                raise ValueError("not a fact of a reason")
    return tuple(found)
