"""Whole tokens of one workload: demand, adjustments, routing, long prompts, batch, caching.

Follows `docs/arithmetic.md`, "Quantities of one workload", step by step.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Callable, Iterator

import growing
from card import SCOPES, Card
from reading import NONE, PARTS, Share
from scenario import LIFETIMES, CountedCaching, Placement, Route, ShareCaching, TrafficCaching, Workload

FIFTY = Context(prec=50)
HIT_PLACES = 10_000
"""A hit share has four decimal places."""


@dataclass(frozen=True, slots=True)
class Levers:
    """Which levers a rung of the ladder has applied."""

    routing: bool = True
    trim: bool = True
    caching: bool = True
    batch: bool = True
    tier: bool = True
    capacity: bool = True
    typed: bool = True


PAID = Levers()


@dataclass(frozen=True, slots=True)
class Part:
    """What one placement gets of a workload."""

    placement: Placement
    share: Fraction
    input: int
    output: int
    calls: int
    factor: int = PARTS


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens of a part that are bought in one way."""

    part: int
    placement: Placement
    length: str
    buying: str
    fresh: int
    reads: int
    written: dict[str, int]
    output: int
    hits: int
    misses: int

    @property
    def writes(self) -> int:
        """Everything written, whatever its lifetime."""
        return sum(self.written.values())


def adjusted(workload: Workload, trimmed: bool = True, blocked: bool = True) -> tuple[int, int, int]:
    """Input, output and calls of a month after calls per request, overhead and trim; each down once. Then what isn't blocked."""
    demand, trim = workload.demand, workload.trim if trimmed else NONE
    into = demand.input * workload.calls * (PARTS + workload.overhead) // PARTS**2
    if growing.grows(workload):
        into = growing.month(workload, trim)
    out = demand.output * workload.calls * (trim.denominator - trim.numerator) // (PARTS * trim.denominator)
    counts = (into, out, (demand.requests or 0) * workload.calls // PARTS)
    own = workload.blocked if blocked else NONE
    passed = Share(own.denominator - own.numerator, own.denominator)
    return tuple(passed.of(count) for count in counts)


def routed_share(workload: Workload) -> Fraction:
    """What all routes take together."""
    return sum((route.share.exact for route in workload.routes), Fraction(0))


def receiver(routes: tuple[Route, ...]) -> int:
    """The route that gets what is left where nothing stays on the baseline."""

    def rank(index: int) -> tuple[Fraction, bytes, int, bytes, int]:
        place = routes[index].placement
        scope = SCOPES.index(place.scope)
        return -routes[index].share.exact, place.model.encode(), scope, place.region.encode(), index

    return min(range(len(routes)), key=rank)


def parts(workload: Workload, levers: Levers = PAID) -> list[Part]:
    """The baseline part first, then each route's."""
    counts = adjusted(workload, levers.trim)
    if not levers.routing or not workload.routes:
        return [_baseline(workload, Fraction(1), *counts)]
    taken = routed_share(workload)
    shares = [[route.share.of(count) for count in counts] for route in workload.routes]
    left = [count - sum(taken_by) for count, taken_by in zip(counts, zip(*shares))]
    if taken == 1:
        index = receiver(workload.routes)
        shares[index] = [own + rest for own, rest in zip(shares[index], left)]
        left = [0, 0, 0]
    baseline = _baseline(workload, 1 - taken, *left)
    return [baseline] + [_routed(route, *own) for route, own in zip(workload.routes, shares)]


def _baseline(workload: Workload, share: Fraction, into: int, out: int, calls: int) -> Part:
    """What stays on the baseline model, as what stands for it with another provider counts it."""
    into, out = (count * workload.factor // PARTS for count in (into, out))
    return Part(workload.placement, share, into, out, calls, workload.factor)


def _routed(route: Route, into: int, out: int, calls: int) -> Part:
    """What a route gets, as its model counts it."""
    into, out = (count * route.factor // PARTS for count in (into, out))
    return Part(route.placement, route.share.exact, into, out, calls, route.factor)


def hit_parts(caching: TrafficCaching, share: Fraction) -> int:
    """The hit share in ten-thousandths, of a part that gets `share` of the traffic."""
    arrivals = Fraction(caching.rate, PARTS) * share * LIFETIMES[caching.lifetime]
    if caching.arrivals == "even":
        return HIT_PLACES if arrivals >= 1 else 0
    if arrivals > 100:
        return HIT_PLACES
    exponent = FIFTY.divide(Decimal(-arrivals.numerator), Decimal(arrivals.denominator))
    missed = FIFTY.exp(exponent)
    hit = FIFTY.subtract(Decimal(1), missed)
    return int(FIFTY.multiply(hit, HIT_PLACES).to_integral_value(ROUND_HALF_UP))


def counted(caching: CountedCaching, workload: Workload, into: int) -> tuple[int, dict[str, int], int, int]:
    """The part of the counts that belongs to so much input of a workload, each down."""
    asked = workload.demand.input

    def part(count: int) -> int:
        return into * count // asked if asked else 0

    return part(caching.reads), {lives: part(count) for lives, count in caching.written.items()}, 0, 0


def cached(
    workload: Workload, card: Card, part: Part, into: int, calls: int, levers: Levers, batch: bool, convention: str
) -> tuple[int, dict[str, int], int, int]:
    """Reads, writes, hits and misses of one piece."""
    caching = workload.caching if levers.caching else None
    if caching is None or (batch and convention == "not-cached"):
        return 0, {}, 0, 0
    if isinstance(caching, CountedCaching):
        return counted(caching, workload, into)
    if isinstance(caching, ShareCaching):
        reads = caching.cached.of(into)
        return reads, caching.written(reads), 0, 0
    model = card.models.get(part.placement.model)
    if model is not None and model.first_minimum is not None and caching.prefix < model.first_minimum:
        return 0, {}, 0, 0
    hits = calls * hit_parts(caching, part.share) // HIT_PLACES
    misses = calls - hits
    reads = min(hits * caching.prefix, into)
    return reads, {caching.lifetime: min(misses * caching.prefix, into - reads)}, hits, misses


def pieces(
    workload: Workload, card: Card, convention: str, levers: Levers, overflow: Callable[[Part], Part | None]
) -> Iterator[Piece]:
    """All pieces with tokens or calls, in the order of the lines, of what `overflow` leaves of each part."""
    tier = workload.tier if levers.tier else "standard"
    for index, whole in enumerate(parts(workload, levers)):
        part = overflow(whole)
        if part is None:
            continue
        counts = (part.input, part.output, part.calls)
        model = card.models.get(part.placement.model)
        flat = model is None or model.long_prompt_above is None
        long = tuple(0 if flat else workload.long.of(count) for count in counts)
        ordinary = tuple(count - above for count, above in zip(counts, long))
        for length, of_length in (("ordinary", ordinary), ("long", long)):
            run = workload.batch if levers.batch else NONE
            batch = tuple(run.of(count) for count in of_length)
            demand = tuple(count - batched for count, batched in zip(of_length, batch))
            for buying, (into, out, calls) in ((tier, demand), ("batch", batch)):
                if not into and not out and not calls:
                    continue
                found = cached(workload, card, part, into, calls, levers, buying == "batch", convention)
                reads, written, hits, misses = found
                fresh = into - reads - sum(written.values())
                yield Piece(index, part.placement, length, buying, fresh, reads, written, out, hits, misses)
