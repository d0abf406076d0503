"""A scenario, read from its JSON shape, and the errors that need no price.

Multiples are kept as whole ten-thousandths, shares as a numerator and a denominator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from card import PLACES, UNITS, Rate, scaled

PARTS = 10_000
"""Ten-thousandths in one: what a multiple counts."""

TOKENS_MAX = 10**15

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

TIERS = ("standard", "flex", "priority", "latency-optimised")
CONVENTIONS = ("halved", "not-halved", "not-cached")
LIFETIMES = {"5m": 5, "30m": 30, "1h": 60}


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


@dataclass(frozen=True, slots=True)
class Placement:
    """A model, and where it is served."""

    model: str
    scope: str
    region: str


@dataclass(frozen=True, slots=True)
class Route:
    """A share of the volume on another model."""

    placement: Placement
    share: Share


@dataclass(frozen=True, slots=True)
class ShareCaching:
    """A share of the input is read from cache."""

    cached: Share
    reads_per_write: int | None
    lifetime: str


@dataclass(frozen=True, slots=True)
class TrafficCaching:
    """A prefix that traffic keeps warm."""

    prefix: int
    rate: int
    lifetime: str
    arrivals: str


@dataclass(frozen=True, slots=True)
class Demand:
    """Whole tokens of a month before any adjustment; requests where they are known."""

    input: int
    output: int
    requests: int | None
    input_each: int | None
    requests_a_minute: int = 0
    hours_a_day: int = 0
    days_a_month: int = 0


@dataclass(frozen=True, slots=True)
class Workload:
    """Demand for one task class and how it is bought."""

    name: str
    placement: Placement
    demand: Demand
    calls: int
    overhead: int
    trim: Share
    tier: str
    long: Share
    caching: ShareCaching | TrafficCaching | None
    batch: Share
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that is asked."""

    date: str
    convention: str
    workloads: tuple[Workload, ...]
    typed: dict[tuple[str, str, str, str], Rate]


def whole(text: Any) -> int:
    """A count written in digits."""
    if not isinstance(text, str) or not text.isascii() or not text.isdigit():
        raise MalformedError(f"a whole number expected: {text!r}")
    return int(text)


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


def _one_of(value: Any, allowed: Any) -> str:
    if value not in allowed:
        raise MalformedError(f"one of {', '.join(allowed)} expected: {value!r}")
    return value


@cache
def _names(required: str, optional: str) -> tuple[frozenset[str], frozenset[str]]:
    needed = frozenset(required.split())
    return needed, needed | frozenset(optional.split())


def _fields(value: Any, required: str, optional: str = "") -> dict[str, Any]:
    """The object itself, once it has all the required fields and no unknown one."""
    needed, allowed = _names(required, optional)
    if not isinstance(value, dict) or not needed <= value.keys() <= allowed:
        raise MalformedError(f"an object of {required} ({optional}) expected: {value!r}")
    return value


def _placement(value: Any) -> Placement:
    _fields(value, "model scope region")
    return Placement(value["model"], _one_of(value["scope"], ("global", "geographic", "in-region")), value["region"])


def _demand(value: Any) -> Demand:
    """One of the three doors."""
    _fields(value, "", "monthly requests traffic")
    ((door, given),) = value.items()
    if door == "monthly":
        _fields(given, "input output")
        return Demand(whole(given["input"]), whole(given["output"]), None, None)
    if door == "requests":
        _fields(given, "requests input output")
        requests, clock = whole(given["requests"]), (0, 0, 0)
    else:
        _fields(given, "requests_per_minute hours_per_day days_per_month input output")
        names = ("requests_per_minute", "hours_per_day", "days_per_month")
        clock = tuple(multiple(given[name]) for name in names)
        requests = clock[0] * 60 * clock[1] * clock[2] // PARTS**3
    each = whole(given["input"])
    return Demand(requests * each, requests * whole(given["output"]), requests, each, *clock)


def _caching(value: Any) -> ShareCaching | TrafficCaching | None:
    if value == "none":
        return None
    _fields(value, "", "share traffic")
    ((form, given),) = value.items()
    lifetime = _one_of(given.get("lifetime", "5m"), LIFETIMES)
    if form == "share":
        _fields(given, "cached", "reads_per_write lifetime")
        reads = given.get("reads_per_write")
        return ShareCaching(share(given["cached"]), None if reads is None else multiple(reads), lifetime)
    _fields(given, "prefix requests_per_minute", "lifetime arrivals")
    arrivals = _one_of(given.get("arrivals", "random"), ("random", "even"))
    return TrafficCaching(whole(given["prefix"]), multiple(given["requests_per_minute"]), lifetime, arrivals)


def _workload(value: Any) -> Workload:
    _fields(
        value,
        "name placement demand",
        "calls_per_request token_overhead output_trim tier long_prompts caching batch routes",
    )
    routes = [_fields(route, "placement share") for route in value.get("routes", [])]
    return Workload(
        name=value["name"],
        placement=_placement(value["placement"]),
        demand=_demand(value["demand"]),
        calls=multiple(value.get("calls_per_request", "1")),
        overhead=multiple(value.get("token_overhead", "0")),
        trim=share(value.get("output_trim", "0")),
        tier=_one_of(value.get("tier", "standard"), TIERS),
        long=share(value.get("long_prompts", "0")),
        caching=_caching(value.get("caching", "none")),
        batch=share(value.get("batch", "0")),
        routes=tuple(Route(_placement(route["placement"]), share(route["share"])) for route in routes),
    )


def read(value: Any) -> Scenario:
    """A scenario from its JSON shape."""
    _fields(value, "rates workloads", "cache_in_batch prices")
    if not DATE.fullmatch(value["rates"]):
        raise MalformedError(f"a date expected: {value['rates']!r}")
    typed: dict[tuple[str, str, str, str], Rate] = {}
    for price in value.get("prices", []):
        _fields(price, "model meter rate", "buying length")
        rate = _fields(price["rate"], "amount unit")
        key = (price["model"], price.get("buying", "standard"), price.get("length", "ordinary"), price["meter"])
        # Of two typed prices for the same thing the first counts.
        typed.setdefault(key, Rate(decimal(rate["amount"]), _one_of(rate["unit"], UNITS)))
    return Scenario(
        date=value["rates"],
        convention=_one_of(value.get("cache_in_batch", "halved"), CONVENTIONS),
        workloads=tuple(_workload(workload) for workload in value["workloads"]),
        typed=typed,
    )
