"""What numbers and words look like in a scenario's JSON shape.

Multiples are kept as whole ten-thousandths, shares as a numerator and a denominator, dollars as cents.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from card import PLACES, scaled

PARTS = 10_000
"""Ten-thousandths in one: what a multiple counts."""

DOLLARS_MAX = 10**11
"""A commitment, organic spend or AI spend of a year."""


class MalformedError(ValueError):
    """A scenario that isn't in the agreed shape; no pricer should have accepted it."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: `numerator / denominator`, 0 to 1."""

    numerator: int
    denominator: int

    def of(self, count: int) -> int:
        """This share of a count, down to a whole one."""
        return count * self.numerator // self.denominator

    @property
    def exact(self) -> Fraction:
        """The share as a fraction."""
        return Fraction(self.numerator, self.denominator)


NONE = Share(0, 1)


def whole(text: Any) -> int:
    """A count written in digits."""
    if not isinstance(text, str) or not text.isascii() or not text.isdigit():
        raise MalformedError(f"a whole number expected: {text!r}")
    return int(text)


def bounded(text: Any, low: int, high: int) -> int:
    """A count within its bounds."""
    count = whole(text)
    if not low <= count <= high:
        raise MalformedError(f"{low} to {high} expected: {text!r}")
    return count


def decimal(text: Any, places: int = PLACES) -> int:
    """A plain decimal as a whole number of its last allowed place."""
    try:
        return scaled(text, places)
    except ValueError as error:
        raise MalformedError(str(error)) from error


def multiple(text: Any) -> int:
    """A plain decimal of at most four places, in ten-thousandths."""
    return decimal(text, 4)


def share(text: Any) -> Share:
    """A decimal of at most four places or a fraction, at most 1."""
    if isinstance(text, str) and "/" in text:
        above, below = text.split("/", 1)
        numerator, denominator = whole(above), whole(below)
        if denominator == 0:
            raise MalformedError(f"a share expected: {text!r}")
        exact = Fraction(numerator, denominator)
    else:
        exact = Fraction(multiple(text), PARTS)
    if exact > 1 or exact.denominator > 10_000:
        raise MalformedError(f"a share from 0 to 1 expected: {text!r}")
    return Share(exact.numerator, exact.denominator)


def one_of(value: Any, allowed: Any) -> str:
    """One of several words."""
    if value not in allowed:
        raise MalformedError(f"one of {', '.join(allowed)} expected: {value!r}")
    return value


@cache
def _names(required: str, optional: str) -> tuple[frozenset[str], frozenset[str]]:
    needed = frozenset(required.split())
    return needed, needed | frozenset(optional.split())


def fields(value: Any, required: str, optional: str = "") -> dict[str, Any]:
    """The object itself, once it has all the required fields and no unknown one."""
    needed, allowed = _names(required, optional)
    if not isinstance(value, dict) or not needed <= value.keys() <= allowed:
        raise MalformedError(f"an object of {required} ({optional}) expected: {value!r}")
    return value


def index(value: Any) -> int:
    """A place in a list."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise MalformedError(f"an index expected: {value!r}")
    return value


def dollars(text: Any) -> int:
    """An amount to the cent, in cents."""
    cents = decimal(text, 2)
    if cents > DOLLARS_MAX * 100:
        raise MalformedError(f"at most {DOLLARS_MAX} expected: {text!r}")
    return cents
