"""The portable functions agree with mathematics and return the same bits everywhere."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.portable import exp, ln, power, total

EXP_BITS = {
    -707.5: "0x1.39b42358bdf31p-1021",
    -300.25: "0x1.c758233102acep-434",
    -50.0: "0x1.d257d547e083fp-73",
    -10.0: "0x1.7cd79b5647c9bp-15",
    -4.6: "0x1.4960e8e4dc09fp-7",
    -2.302585: "0x1.99999c18a6767p-4",
    -1.0: "0x1.78b56362cef38p-2",
    -0.7: "0x1.fc80db9dd5542p-2",
    -0.234: "0x1.952d603d263fdp-1",
    -0.01: "0x1.fae7cfd2b9cfdp-1",
    -1e-05: "0x1.fffeb07515653p-1",
    1e-09: "0x1.000000044b830p+0",
    0.001: "0x1.0041919b7ee34p+0",
    0.0625: "0x1.1082b577d34eep+0",
    0.164: "0x1.2d9f740f00958p+0",
    0.35: "0x1.6b4802c805dedp+0",
    0.5264: "0x1.b15d1eb741a52p+0",
    0.69: "0x1.fe642424ce65bp+0",
    1.0801: "0x1.78f4e8bd403e9p+1",
    1.5: "0x1.1ed3fe64fc541p+2",
    2.0: "0x1.d8e64b8d4ddaep+2",
    3.14159: "0x1.7240068789163p+4",
    7.0: "0x1.122885aaeddabp+10",
    20.5: "0x1.7d6c4f0bcdd5cp+29",
    100.0: "0x1.3494a9b171bf4p+144",
    709.0: "0x1.d422d2be5dc9bp+1022",
}

LN_BITS = {
    1e-300: "-0x1.5963447f87fb5p+9",
    1e-05: "-0x1.7069e2aa2aa5bp+3",
    0.02: "-0x1.f4bd2b7ac1bafp+1",
    0.1: "-0x1.26bb1bbb55515p+1",
    0.25: "-0x1.62e42fefa39efp+0",
    0.37: "-0x1.fd0ea24bf89b8p-1",
    0.5: "-0x1.62e42fefa39efp-1",
    0.63: "-0x1.d91fd2d23cfa6p-2",
    0.7071: "-0x1.62e6b3842a25ep-2",
    0.7072: "-0x1.62c1a17840101p-2",
    0.9: "-0x1.af8e8210a415cp-4",
    0.999: "-0x1.064670d979b73p-10",
    0.9999999: "-0x1.ad7f2b1049ba0p-24",
    1.0000001: "0x1.ad7f2847b6492p-24",
    1.001: "0x1.060354f8c3cc3p-10",
    1.1: "0x1.8663f793c46ccp-4",
    1.41421: "0x1.62e386e3de80fp-2",
    1.4143: "0x1.62f4358c03e89p-2",
    2.0: "0x1.62e42fefa39efp-1",
    2.718281828: "0x1.fffffffe8ca4cp-1",
    3.0: "0x1.193ea7aad030bp+0",
    10.0: "0x1.26bb1bbb55516p+1",
    97.0: "0x1.24c8108e54bf8p+2",
    1234.5: "0x1.c79436f818745p+2",
    10000000000.0: "0x1.7069e2aa2aa5bp+4",
    1e300: "0x1.5963447f87fb5p+9",
}

POWER_BITS = {
    (0.8, 0.4): "0x1.d447c6894b361p-1",
    (0.30303030303030304, 0.4): "0x1.3d9695941b587p-1",
    (2.5, 0.25): "0x1.41e7284162a49p+0",
    (0.15, -0.25): "0x1.9b5af84016aa1p+0",
    (3.0, 0.4): "0x1.8d45c06468a88p+0",
    (12.5, 0.4): "0x1.5f8a1467b83eep+1",
    (0.02, 0.5): "0x1.21a1851ff630ap-3",
    (1.1, 10.0): "0x1.4bffc0c03023dp+1",
    (10000.0, 1.5): "0x1.e84800000000bp+19",
    (0.3, -3.0): "0x1.284bda12f684fp+5",
}


@pytest.mark.parametrize(("x", "bits"), EXP_BITS.items())
def test_exp_bits(x: float, bits: str) -> None:
    assert exp(x).hex() == bits, "another bit here would make replays diverge"


@pytest.mark.parametrize(("x", "bits"), LN_BITS.items())
def test_ln_bits(x: float, bits: str) -> None:
    assert ln(x).hex() == bits, "another bit here would make replays diverge"


@pytest.mark.parametrize(("pair", "bits"), POWER_BITS.items())
def test_power_bits(pair: tuple[float, float], bits: str) -> None:
    assert power(*pair).hex() == bits, "another bit here would make replays diverge"


@given(st.floats(-700.0, 700.0))
def test_exp_agrees_with_the_library(x: float) -> None:
    assert math.isclose(exp(x), math.exp(x), rel_tol=1e-13)


@given(st.floats(1e-300, 1e300) | st.floats(0.5, 2.0))
def test_ln_agrees_with_the_library(x: float) -> None:
    assert math.isclose(ln(x), math.log(x), rel_tol=1e-13, abs_tol=0.0)


@given(st.floats(1e-6, 1e6), st.floats(-4.0, 4.0))
def test_power_agrees_with_the_library(x: float, y: float) -> None:
    assert math.isclose(power(x, y), x**y, rel_tol=1e-13)


@pytest.mark.parametrize("x", [1e-12, -1e-9, 0.004, -0.0054, 0.3, -0.7, 1.0, 5.5, -40.25, 300.0])
def test_exp_and_ln_against_long_arithmetic(x: float) -> None:
    with localcontext() as context:
        context.prec = 50
        true = Decimal(x).exp()
        assert abs(Decimal(exp(x)) / true - 1) < Decimal("1e-15"), "exp is less exact than promised"
        near = 1.0 + x if abs(x) < 1 else exp(x)
        error = abs(Decimal(ln(near)) / Decimal(near).ln() - 1)
        assert error < Decimal("1e-15"), "ln is less exact than promised"


def test_exact_points() -> None:
    assert exp(0.0) == 1.0, "a factor that changes nothing is exactly 1"
    assert ln(1.0) == 0.0, "no loss costs exactly no cohesion"
    assert power(1.0, 0.4) == 1.0, "a size factor at its reference is exactly 1"
    assert power(0.0, 0.5) == 0.0, "nothing to any power is nothing"
    assert power(0.0, 0.0) == 1.0, "as Python has it"
    assert power(7.0, 0.0) == 1.0, "anything to the power 0 is exactly 1"


def test_total_adds_from_first_to_last() -> None:
    assert total([1e16, 1.0, -1e16]) == 0.0, "a compensated sum, as the built-in has it from 3.12 on, would give 1"
    assert total([]) == 0.0, "nothing adds up to nothing"
    assert total(iter([0.5, 0.25])) == 0.75, "any iterable will do"


def test_edges() -> None:
    assert exp(-709.0) == 0.0, "results below the normal numbers are cut to 0"
    assert ln(5e-324) == pytest.approx(-744.4400719213812, rel=1e-15), "subnormal arguments are read rightly"
    with pytest.raises(OverflowError):
        exp(710.0)
    for wrong in (0.0, -1.0, math.nan):
        with pytest.raises(ValueError):
            ln(wrong)
    with pytest.raises(ValueError):
        exp(math.nan)
    with pytest.raises(ValueError):
        power(0.0, -1.0)
