"""Keyed dice: the only source of chance. Roll n of a path is the same on any machine, Python or worker."""

from __future__ import annotations

from hashlib import blake2b

_SCALE = 1 << 64


class Dice:
    """Rolls that hang only on a seed and a path such as ("order", 17)."""

    __slots__ = ("_key", "rolled")

    def __init__(self, seed: int, *path: str | int) -> None:
        text = "/".join((str(seed), *map(str, path)))
        self._key = blake2b(text.encode(), digest_size=16).digest()
        self.rolled = 0
        """Number of rolls drawn so far; an order that rolled cannot be undone."""

    def _next(self) -> int:
        raw = blake2b(self.rolled.to_bytes(4, "big"), key=self._key, digest_size=8).digest()
        self.rolled += 1
        return int.from_bytes(raw, "big")

    def below(self, faces: int) -> int:
        """An integer from 0 to `faces` - 1, each as likely."""
        # Multiplying keeps the bias below faces / 2**64.
        return self._next() * faces // _SCALE

    def chance(self, probability: float) -> bool:
        """True with the given probability; no roll is spent on a certainty."""
        if probability <= 0.0:
            return False
        if probability >= 1.0:
            return True
        return self._next() < int(probability * _SCALE)

    def whole(self, amount: float) -> int:
        """A whole number whose mean is `amount`: its floor, or one more with the chance of the fraction."""
        floor = int(amount)
        return floor + (1 if self.chance(amount - floor) else 0)


class LoadedDice(Dice):
    """Dice for tests: they yield the given numbers and complain when none is left.

    `below` yields a number as it is; `chance` is true when the number is not 0; `whole` adds 1 likewise.
    """

    __slots__ = ("left",)

    def __init__(self, *numbers: int) -> None:
        super().__init__(0, "loaded")
        self.left = list(numbers)

    def _take(self) -> int:
        if not self.left:
            raise AssertionError("the loaded dice are used up")
        self.rolled += 1
        return self.left.pop(0)

    def below(self, faces: int) -> int:
        """The next given number, which must be below `faces`."""
        number = self._take()
        if not 0 <= number < faces:
            raise AssertionError(f"{number} is not below {faces}")
        return number

    def chance(self, probability: float) -> bool:
        """True if the next given number is not 0; certainties take none."""
        if probability <= 0.0 or probability >= 1.0:
            return probability >= 1.0
        return self._take() != 0
