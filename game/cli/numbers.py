"""Numbers of a command line."""

from __future__ import annotations

import argparse

SEED_LIMIT = 1 << 63
"""Seeds lie between this and its negative, as a replay can hold them."""


def positive(text: str) -> int:
    """A whole number above 0, for argparse.

    Raises:
        ValueError: no whole number, as argparse wants it.
        argparse.ArgumentTypeError: 0 or less.
    """
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not above 0")
    return number


def natural(text: str) -> int:
    """A whole number, 0 among them, for argparse.

    Raises:
        ValueError: no whole number, as argparse wants it.
        argparse.ArgumentTypeError: less than 0.
    """
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{number} is below 0")
    return number


def seed(text: str) -> int:
    """The seed of dice, for argparse.

    Raises:
        ValueError: no whole number, as argparse wants it.
        argparse.ArgumentTypeError: more than a replay can hold.
    """
    number = int(text)
    if not -SEED_LIMIT < number < SEED_LIMIT:
        raise argparse.ArgumentTypeError(f"{number} has more than 63 bits")
    return number
