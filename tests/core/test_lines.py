"""Sides of a line in the plane."""

from __future__ import annotations

from game.core.lines import is_inside, offset

SOUTHWARDS = ((0.0, 10.0), (0.0, 0.0), (5.0, -5.0))


def test_right_of_the_line_is_positive() -> None:
    west, east = offset(SOUTHWARDS, (-3.0, 5.0)), offset(SOUTHWARDS, (2.0, 5.0))
    assert west and east
    assert west[0] == 9.0 and west[1] > 0, "walking south, west lies to the right"
    assert east[0] == 4.0 and east[1] < 0


def test_nothing_is_said_beside_the_ends() -> None:
    assert offset(SOUTHWARDS, (1.0, 12.0)) is None
    assert offset(SOUTHWARDS, (9.0, -9.0)) is None
    assert offset(SOUTHWARDS, (3.0, 1.0)) is not None, "though beyond the corner of a single leg"


def test_inside_a_ring() -> None:
    ring = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0))
    assert is_inside(ring, (1.0, 1.0)) and is_inside(ring, (3.5, 2.0))
    assert not is_inside(ring, (2.0, 3.0)), "in the notch"
    assert not is_inside(ring, (5.0, 1.0))
