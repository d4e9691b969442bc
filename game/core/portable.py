"""Exponential, logarithm and power that return the same bits on every platform.

The C library's `exp`, `log` and `pow` differ in the last bit between systems, and one bit is enough to make a replay
diverge. Here only + - * /, comparisons, conversion to int, `ldexp` and `frexp` are used, all fixed by IEEE 754 for
normal numbers; the tables are made with whole-number arithmetic and so are exact to the last bit. `total` stands in for
the built-in `sum`, which adds fractions differently from Python 3.12 on.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import frexp, isqrt, ldexp

_STEPS = 128
"""Steps in one octave of the table of powers of two, and in one unit of the table of logarithms."""

_LN2_HIGH = float.fromhex("0x1.62e42feep-1")
"""ln 2 cut after 32 bits, so that its product with a whole number below two million is exact."""

_LN2_LOW = float.fromhex("0x1.a39ef35793c76p-33")
"""What `_LN2_HIGH` leaves out."""

_STEP_HIGH = _LN2_HIGH / _STEPS
_STEP_LOW = _LN2_LOW / _STEPS
_PER_STEP = _STEPS / (_LN2_HIGH + _LN2_LOW)

_SQRT_HALF = 0.70710678118654752
"""Where `ln` folds its argument: a mantissa below it is doubled, so that numbers near 1 keep their digits."""

_LEAST, _MOST = -708.0, 709.0
"""Arguments of `exp` whose results are normal numbers; subnormal ones are rounded differently on some systems."""


def _root_of_two(step: int) -> float:
    """2 ** (step / 128), correctly rounded: seven whole square roots of a large power of two."""
    scaled = 1 << (step + _STEPS * 80)
    for _ in range(_STEPS.bit_length() - 1):
        scaled = isqrt(scaled)
    return scaled / (1 << 80)


def _log_of_step(step: int) -> float:
    """ln(step / 128), correctly rounded: the series of the inverse hyperbolic tangent in whole numbers."""
    bits = 100
    ratio = ((step - _STEPS) << bits) // (step + _STEPS)
    square = ratio * ratio >> bits
    total, term, odd = 0, ratio, 1
    while term not in (0, -1):
        total += term // odd
        term = term * square >> bits
        odd += 2
    return 2 * total / (1 << bits)


_ROOTS = tuple(_root_of_two(step) for step in range(_STEPS))
"""2 ** (i / 128) for i from 0."""

_FIRST_LOG = 90
_LOGS = tuple(_log_of_step(step) for step in range(_FIRST_LOG, 183))
"""ln(i / 128) for i from 90, the nearest step to half of the square root of two, to 182."""


def exp(x: float) -> float:
    """e to the power `x`, within 1e-15 of the true value; 0 below -708, where results stop being normal numbers.

    Raises:
        OverflowError: `x` is above 709.
        ValueError: `x` is not a number.
    """
    if x < _LEAST:
        return 0.0
    if x > _MOST:
        raise OverflowError(f"exp({x}) is too large")
    steps = int(x * _PER_STEP)
    r = (x - steps * _STEP_HIGH) - steps * _STEP_LOW
    root = _ROOTS[steps & 127]
    rest = r * (1.0 + r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))))
    return ldexp(root + root * rest, steps >> 7)


def ln(x: float) -> float:
    """Natural logarithm of `x`, within 1e-15 of the true value.

    Raises:
        ValueError: `x` is not above 0.
    """
    if not x > 0.0:
        raise ValueError(f"no logarithm of {x}")
    mantissa, exponent = frexp(x)
    if mantissa < _SQRT_HALF:
        mantissa += mantissa
        exponent -= 1
    step = int(mantissa * 128.0 + 0.5)
    nearest = step * 0.0078125
    s = (mantissa - nearest) / (mantissa + nearest)
    square = s * s
    rest = 2.0 * s * (1.0 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7))))
    return exponent * _LN2_HIGH + (_LOGS[step - _FIRST_LOG] + (exponent * _LN2_LOW + rest))


def power(x: float, y: float) -> float:
    """`x` to the power `y` for `x` not below 0; the error is about 2e-16 for each unit of y ln x.

    Raises:
        OverflowError: the result is above e ** 709.
        ValueError: `x` is negative, or 0 with a negative `y`.
    """
    if x == 0.0 and y >= 0.0:
        return 0.0 if y else 1.0
    return exp(y * ln(x))


def total(values: Iterable[float]) -> float:
    """Sum of some numbers, added from first to last with a rounding at each step."""
    result = 0.0
    for value in values:
        result += value
    return result
