"""Tokens and capacity by the second rules: batch and what units serve reach no cache, a reservation serves requests.

Follows `docs/arithmetic.md`, "By the second rules".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Callable, Iterator

import growing
from capacity import WEEK, Side, slots, weights
from card import Card
from quantities import FIFTY, HIT_PLACES, NONE, Levers, Part, Piece, counted, parts
from reading import PARTS
from scenario import LIFETIMES, CountedCaching, Demand, Scenario, ShareCaching, TrafficCaching, Workload

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Slice:
    """What is bought alike of a part, before capacity and caching."""

    workload: int
    number: int
    part: Part
    length: str
    buying: str
    input: int
    output: int
    calls: int
    prompts: tuple[growing.Call, ...] = ()
    """The calls of a request that are meant, where prompts grow."""
    longest: int = 0
    """The longest prompt of all calls of a request, where prompts grow."""


@dataclass(frozen=True, slots=True)
class Served:
    """The share of its requests that is served, by units or by a reservation."""

    share: Fraction
    reserved: bool


By = Callable[[Slice], Served | None]


def threshold(scenario: Scenario, card: Card, model: str) -> int | None:
    """The prompt length above which a model's long prices hold: typed before published."""
    typed = next((above for name, above in scenario.thresholds if name == model), None)
    known = card.models.get(model)
    return typed if typed is not None or known is None else known.threshold


def slices(scenario: Scenario, card: Card, index: int, levers: Levers) -> Iterator[Slice]:
    """All slices of a workload: by part, then ordinary before long, on demand before batch."""
    workload = scenario.workloads[index]
    tier, run = workload.tier if levers.tier else "standard", workload.batch if levers.batch else NONE
    for number, part in enumerate(parts(workload, levers)):
        counts = (part.input, part.output, part.calls)
        above = threshold(scenario, card, part.placement.model)
        each = workload.demand.input_each
        trim = workload.trim if levers.trim else NONE
        every = growing.calls(workload, trim, part.factor) if growing.grows(workload) else ()
        by_call = growing.long_shares(every, above) if every and above is not None else None
        prompts = {"ordinary": every, "long": every}
        if above is None:
            long = (0, 0, 0)
        elif by_call is not None:
            of_input, of_calls = by_call
            long = tuple(int(count * own) for count, own in zip(counts, (of_input, of_calls, of_calls)))
            prompts = {
                "ordinary": tuple(call for call in every if call.prompt <= above),
                "long": tuple(call for call in every if call.prompt > above),
            }
        elif every:
            long = tuple(workload.long.of(count) for count in counts)
        elif each is not None and each * (PARTS + workload.overhead) * part.factor > above * PARTS**2:
            long = counts
        else:
            long = tuple(workload.long.of(count) for count in counts)
        ordinary = tuple(count - more for count, more in zip(counts, long))
        for length, of_length in (("ordinary", ordinary), ("long", long)):
            batch = tuple(run.of(count) for count in of_length)
            demand = tuple(count - batched for count, batched in zip(of_length, batch))
            for buying, own in ((tier, demand), ("batch", batch)):
                if any(own):
                    longest = max((call.prompt for call in every), default=0)
                    yield Slice(index, number, part, length, buying, *own, prompts[length], longest)


def is_refused(scenario: Scenario, card: Card, own: Slice) -> bool:
    """Whether its prompts are longer than the model takes: by their own length, or above a threshold that is as high."""
    known = card.models.get(own.part.placement.model)
    if known is None or known.window is None:
        return False
    above = threshold(scenario, card, own.part.placement.model)
    if own.length == "long" and above is not None and above >= known.window:
        return True
    workload = scenario.workloads[own.workload]
    if growing.grows(workload):
        return own.longest > known.window
    each = workload.demand.input_each
    return each is not None and each * (PARTS + workload.overhead) * own.part.factor > known.window * PARTS**2


def hit_parts(caching: TrafficCaching, reaching: Fraction) -> int:
    """The hit share in ten-thousandths, where this share of the requests reaches the cache."""
    exact = Fraction(caching.rate, caching.prefixes) * LIFETIMES[caching.lifetime] * reaching
    within = Fraction((exact * 10**12 * 2 + 1) // 2, 10**12)
    if caching.arrivals == "even":
        return HIT_PLACES if within >= 1 else 0
    if within > 100:
        return HIT_PLACES
    missed = FIFTY.exp(FIFTY.divide(Decimal(-within.numerator), Decimal(within.denominator)))
    hit = FIFTY.multiply(FIFTY.subtract(Decimal(1), missed), HIT_PLACES)
    return int(hit.to_integral_value(ROUND_HALF_UP))


def cached(
    workload: Workload, card: Card, own: Slice, into: int, calls: int, reaching: Fraction
) -> tuple[int, dict[str, int], int, int]:
    """Reads, writes, hits and misses of what reaches the cache."""
    caching = workload.caching
    if isinstance(caching, CountedCaching):
        return counted(caching, workload, into)
    if isinstance(caching, ShareCaching):
        reads = caching.cached.of(into)
        return reads, caching.written(reads), 0, 0
    prefix = min(caching.prefix * own.part.factor // PARTS, 10**7)
    model = card.models.get(own.part.placement.model)
    minimum, maximum = (None, None) if model is None else (model.cache_minimum, model.cache_maximum)
    if own.prompts:
        measured = caching.hit_share is not None
        hit = caching.hit_share.of(PARTS) if measured else hit_parts(caching, reaching)
        shares = growing.cached(own.prompts, prefix, Fraction(hit, PARTS), measured, minimum, maximum)
        reads = int(into * shares[0])
        return reads, {caching.lifetime: int(into * shares[1])}, shares[0] if reads else 0, shares[1]
    if model is not None and model.cache_minimum is not None and prefix < model.cache_minimum:
        return 0, {}, 0, 0
    prefix = prefix if maximum is None else min(prefix, maximum)
    first = -(-calls * PARTS // workload.calls)
    if caching.hit_share is not None:
        hits = caching.hit_share.of(calls)
    else:
        hits = calls - first + first * hit_parts(caching, reaching) // HIT_PLACES
    reads = min(hits * prefix, into)
    return reads, {caching.lifetime: min((calls - hits) * prefix, into - reads)}, hits, calls - hits


def pieces(
    scenario: Scenario, card: Card, index: int, prices: Any, levers: Levers, by: By
) -> Iterator[tuple[Piece, int]]:
    """All pieces of a workload, of what `by` leaves; and the cache reads before a reservation takes its share."""
    workload = scenario.workloads[index]
    for own in slices(scenario, card, index, levers):
        served = by(own)
        of_units = served is not None and not served.reserved
        taken = served.share if served is not None else Fraction(0)
        counts = (own.input, own.output, own.calls)
        into, out, calls = (count - int(count * taken) for count in counts) if of_units else counts
        reserved = served is not None and served.reserved
        buying = "standard" if reserved else own.buying
        piece = Piece(own.number, own.part.placement, own.length, buying, into, 0, {}, out, 0, 0)
        reads = hits = misses = 0
        written: dict[str, int] = {}
        if levers.caching and workload.caching is not None:
            in_batch = scenario.convention != "not-cached"
            in_batch = in_batch or prices.has_batch_cache(piece, levers.typed)
            routed = own.number > 0
            if (own.buying != "batch" or in_batch) and not (routed and not prices.has_cache(piece, levers.typed)):
                reaching = own.part.share * (ONE - taken if of_units else ONE)
                if own.buying != "batch" and not in_batch and levers.batch:
                    reaching *= 1 - workload.batch.exact
                reaching *= 1 - workload.blocked.exact
                reads, written, hits, misses = cached(workload, card, own, into, calls, reaching)
        fresh, before = into - reads - sum(written.values()), reads
        if reserved:
            fresh, out = (count - int(count * taken) for count in (fresh, out))
            written = {lives: count - int(count * taken) for lives, count in written.items()}
            if scenario.capacity.reserved_reads == "included":
                reads -= int(reads * taken)
        yield Piece(own.number, own.part.placement, own.length, buying, fresh, reads, written, out, hits, misses), before


def purchase_of(scenario: Scenario, own: Slice) -> int | None:
    """The first purchase that serves a slice."""
    capacity, place = scenario.capacity, own.part.placement
    if capacity.custom_of(own.workload):
        return None
    for index, purchase in enumerate(capacity.purchases):
        if not purchase.lists(own.workload):
            continue
        if purchase.reserved:
            if purchase.placement == place and own.buying != "batch" and own.length == "ordinary":
                return index
        elif purchase.placement.model == place.model and (own.buying != "batch" or capacity.batch_on_units):
            return index
    return None


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece that a purchase is offered whole."""

    workload: int
    piece: Piece
    batch: bool
    input: int
    output: int
    counted: int


def offers(scenario: Scenario, card: Card, purchase: int, prices: Any, levers: Levers) -> list[Offer]:
    """Everything that a purchase is offered."""
    found = []
    for index in range(len(scenario.workloads)):
        whole = pieces(scenario, card, index, prices, levers, lambda own: None)
        for own, (piece, reads) in zip(slices(scenario, card, index, levers), whole):
            if purchase_of(scenario, own) == purchase:
                found.append(Offer(index, piece, own.buying == "batch", own.input, own.output, own.input - reads))
    return found


def running(demand: Demand, hours: int) -> tuple[int, ...] | None:
    """The weights of a workload's own hours."""
    if demand.clock is False:
        return None
    days = (demand.days_a_month * WEEK * 2 + hours * PARTS) // (hours * PARTS * 2)
    days = min(max(days, 1), 7)
    each = [min(max(demand.hours_a_day - hour * PARTS, 0), PARTS) for hour in range(24)]
    return tuple(each[slot % 24] if slot // 24 < days else 0 for slot in range(WEEK))


def sides(scenario: Scenario, card: Card, index: int, prices: Any, levers: Levers) -> list[Side]:
    """One side of model units; input and output of the Reserved tier."""
    purchase, hours = scenario.capacity.purchases[index], scenario.capacity.hours
    each = [own for own in offers(scenario, card, index, prices, levers) if not own.batch]

    def side(meter: str | None, tokens: Callable[[Offer], int], minute: int) -> Side:
        counts = [(tokens(own), running(scenario.workloads[own.workload].demand, hours)) for own in each]
        counts = [(count, own) for count, own in counts if count]
        offered = sum(count for count, _ in counts)
        if purchase.hourly is not None or purchase.window is not None:
            spread = slots(weights(purchase), offered)
        elif all(own is None for _, own in counts):
            spread = [offered]
        else:
            rows = [slots(own or (1,) * WEEK, count) for count, own in counts]
            spread = [sum(column) for column in zip(*rows)]
        return Side(meter, offered, minute, purchase.units, hours, spread)

    if purchase.reserved:
        return [
            side("input", lambda own: own.counted, purchase.rates[0]),
            side("output", lambda own: own.output, purchase.rates[1]),
        ]
    if len(purchase.rates) == 1:
        return [side(None, lambda own: own.input + own.output, purchase.rates[0])]
    if binds(purchase.rates, each):
        return [side(None, lambda own: own.input, purchase.rates[0])]
    return [side(None, lambda own: own.output, purchase.rates[1])]


def binds(rates: tuple[int, ...], each: list[Offer]) -> bool:
    """Whether input fills a unit first."""
    return sum(own.input for own in each) * rates[1] >= sum(own.output for own in each) * rates[0]


class Serving:
    """What all purchases of a scenario serve on a rung."""

    def __init__(self, scenario: Scenario, card: Card, prices: Any, levers: Levers) -> None:
        self.scenario = scenario
        self.shares: list[tuple[Fraction, Fraction | None, bool]] = []
        for index, purchase in enumerate(scenario.capacity.purchases if levers.capacity else ()):
            found = sides(scenario, card, index, prices, levers)
            share = min(
                (Fraction(own.served(own.units), own.count * own.offered) if own.offered else ONE) for own in found
            )
            jobs = None
            if scenario.capacity.batch_on_units and not purchase.reserved:
                jobs = self._jobs(card, index, prices, levers, found[0])
            self.shares.append((share, jobs, purchase.reserved))

    def _jobs(self, card: Card, index: int, prices: Any, levers: Levers, side: Side) -> Fraction | None:
        """The share of batch jobs that units do in hours that they have left."""
        rates = self.scenario.capacity.purchases[index].rates
        every = offers(self.scenario, card, index, prices, levers)
        batch = [own for own in every if own.batch]
        if len(rates) == 1:
            jobs = sum(own.input + own.output for own in batch)
        elif binds(rates, [own for own in every if not own.batch]):
            jobs = sum(own.input for own in batch)
        else:
            jobs = sum(own.output for own in batch)
        free = (side.count * side.units * side.unit - side.served(side.units)) // side.count
        return Fraction(min(free, jobs), jobs) if jobs else None

    def by(self, own: Slice) -> Served | None:
        """What serves a slice."""
        index = purchase_of(self.scenario, own) if self.shares else None
        if index is None:
            return None
        share, jobs, reserved = self.shares[index]
        if own.buying == "batch":
            return None if jobs is None else Served(jobs, False)
        return Served(share, reserved)


