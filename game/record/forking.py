"""Saves that go on from the middle of a record."""

from __future__ import annotations

from attrs import evolve

from game.record.replay import Ending, Record


def cut_off(record: Record, at: int, digest: str, seats: tuple[str, str] | None = None) -> Record:
    """A save that ends after the first `at` orders, to go on from there otherwise.

    What computers and staffs had in mind then is in no file; they begin with a fresh mind.

    Args:
        digest: of the state after these orders.
        seats: who plays on; as in the record if None.
    """
    return evolve(
        record,
        header=evolve(record.header, seats=seats or record.header.seats),
        orders=record.orders[:at],
        marks=tuple(mark for mark in record.marks if mark.after <= at),
        journal=tuple(entry for entry in record.journal if entry["after"] <= at),
        memory={},
        missions=(),
        missions_line=0,
        ending=Ending(orders=at, digest=digest),
    )
