"""Prices, lines, the ladder and the other figures of a report.

Follows `docs/arithmetic.md` from "Prices" on. Money is in whole 10^-20 dollars.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Callable, Iterator

import by_request
from card import RESERVED, SCALE, TERMS, Card, Rate
from capacity import Serving
from quantities import PAID, Levers, Part, Piece, adjusted, pieces
from reading import PARTS
from scenario import LIFETIMES, CountedCaching, Custom, Placement, Scenario, ShareCaching, TrafficCaching, Workload

RUNGS = (
    ("list", Levers(False, False, False, False, False, False, False)),
    ("routing", Levers(True, False, False, False, False, False, False)),
    ("token discipline", Levers(True, True, False, False, False, False, False)),
    ("caching", Levers(True, True, True, False, False, False, False)),
    ("batch", Levers(True, True, True, True, False, False, False)),
    ("tier", Levers(True, True, True, True, True, False, False)),
    ("capacity", Levers(True, True, True, True, True, True, False)),
    ("your prices", PAID),
)

IMPORTED = "custom-model-import"
"""The model whose prices are those of every imported one."""


class MissingRateError(Exception):
    """A price that has tokens to price and is neither typed nor on the card."""


class AboveWindowError(MissingRateError):
    """Prompts longer than their model takes: AWS refuses them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One charge: whole tokens at a price."""

    workload: int
    piece: Piece
    meter: str
    tokens: int
    rate: Rate

    @property
    def cost(self) -> int:
        """Exact cost in 10^-20 dollars."""
        return self.tokens * self.rate.token


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge of capacity: hours, minutes, months or tokens at a price."""

    owner: str
    index: int
    model: str
    buying: str
    meter: str
    quantity: int
    rate: Rate

    @property
    def cost(self) -> int:
        """Exact cost in 10^-20 dollars."""
        return self.quantity * self.rate.token

    @property
    def once(self) -> bool:
        """Training isn't part of a month."""
        return self.meter == "training"


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Reads needed to repay a cache write, and whether this piece of a workload gets there."""

    workload: int
    model: str
    buying: str
    length: str
    needed: Fraction | None
    never: bool
    actual: Fraction | None
    repaid: bool


class Prices:
    """Looks prices up for one scenario."""

    def __init__(self, scenario: Scenario, card: Card) -> None:
        self.card = card
        self.typed = scenario.typed
        self.convention = scenario.convention
        self.second = scenario.rules == "v2"

    def own(self, place: Placement, buying: str, length: str, meter: str) -> Rate | None:
        """The typed price: one for this place alone before one for every place."""
        here = self.typed.get((place.model, buying, length, meter, (place.scope, place.region)))
        return self.typed.get((place.model, buying, length, meter, None)) if here is None else here

    def find(self, piece: Piece, buying: str, meter: str, typed_first: bool) -> Rate | None:
        """The typed price before the card's, or the card's before the typed one."""
        place = piece.placement
        typed = self.own(place, buying, piece.length, meter)
        if typed is not None and typed_first:
            return typed
        published = self.card.find(place.model, place.scope, place.region, buying, piece.length, meter)
        return typed if published is None else published

    def of(self, piece: Piece, meter: str, typed_first: bool) -> Rate:
        """The price of a meter in a piece."""
        place = piece.placement
        if piece.buying == "batch" and meter.startswith("cache"):
            # Card prices of cache meters in batch don't count: only a typed one goes before the Standard price.
            typed = self.own(place, "batch", piece.length, meter)
            own = self.find(piece, "batch", meter, typed_first) if self.second else None
            if own is not None:
                return own
            rate = self.find(piece, "standard", meter, typed_first)
            if rate is not None and self.convention == "halved":
                rate = rate.halved()
            if typed is not None and (typed_first or rate is None):
                rate = typed
        else:
            rate = self.find(piece, piece.buying, meter, typed_first)
        if rate is None:
            where = f"{place.model}, {place.scope}, {place.region}"
            raise MissingRateError(f"no {piece.buying} {piece.length} {meter} price: {where}")
        return rate


    def has_typed_long(self, scenario: Scenario, card: Card, place: Placement) -> bool:
        """Whether the reader typed a price for long prompts there, and a threshold says which those are."""
        here = (None, (place.scope, place.region))
        typed = any(key[0] == place.model and key[2] == "long" and key[4] in here for key in self.typed)
        return typed and by_request.threshold(scenario, card, place.model) is not None

    def has_batch_cache(self, piece: Piece, typed_first: bool) -> bool:
        """Whether cache reads inside batch have a price of their own."""
        return self.find(piece, "batch", "cache_read", typed_first) is not None

    def has_cache(self, piece: Piece, typed_first: bool) -> bool:
        """Whether cache reads have a price where a piece is bought."""
        try:
            self.of(piece, "cache_read", typed_first)
        except MissingRateError:
            return False
        return True

    def check_lifetime(self, piece: Piece, lifetime: str, typed_first: bool) -> None:
        """A model has the lifetimes whose writes have a price, if any has."""
        has = []
        for other in LIFETIMES:
            try:
                self.of(piece, "cache_write_" + other, typed_first)
            except MissingRateError:
                continue
            has.append(other)
        if has and lifetime not in has:
            raise MissingRateError(f"no cache writes that live {lifetime}: {piece.placement}")

    def elsewhere(self, place: Placement, buying: str, meter: str, typed_first: bool = True) -> Rate | None:
        """A price of capacity or of a custom model."""
        return self.find(_ordinary(place, buying), buying, meter, typed_first)

    def needed(self, place: Placement, buying: str, meter: str, typed_first: bool) -> Rate:
        """The same, where it has to be paid."""
        rate = self.elsewhere(place, buying, meter, typed_first)
        if rate is None:
            raise MissingRateError(f"no {buying} {meter} price: {place}")
        return rate


def _ordinary(place: Placement, buying: str, into: int = 0, out: int = 0) -> Piece:
    return Piece(0, place, "ordinary", buying, into, 0, 0, out, 0, 0)


def in_region(place: Placement, model: str | None = None) -> Placement:
    """Where units are, and what custom models are made from."""
    return Placement(model or place.model, "in-region", place.region)


def lines(scenario: Scenario, card: Card, levers: Levers = PAID) -> Iterator[Line]:
    """All lines of a rung, in order."""
    prices = Prices(scenario, card)
    if scenario.rules == "v2":
        yield from _lines_by_request(scenario, card, prices, levers)
        return
    serving = Serving(scenario, levers)
    for index, workload in enumerate(scenario.workloads):
        custom = scenario.capacity.custom_of(index) if levers.capacity else None
        if custom is None:
            yield from workload_lines(index, workload, prices, card, levers, partial(serving.overflow, index))
        elif custom.serving == "on-demand":
            yield from _custom_lines(index, workload, custom, prices, levers)


def _lines_by_request(scenario: Scenario, card: Card, prices: Prices, levers: Levers) -> Iterator[Line]:
    """All lines of a rung by the second rules."""
    serving = by_request.Serving(scenario, card, prices, levers)
    for index, workload in enumerate(scenario.workloads):
        custom = scenario.capacity.custom_of(index) if levers.capacity else None
        if custom is not None:
            if custom.serving == "on-demand":
                yield from _custom_lines(index, workload, custom, prices, levers)
            continue
        asked = by_request.slices(scenario, card, index, levers)
        for own, (piece, reads) in zip(asked, by_request.pieces(scenario, card, index, prices, levers, serving.by)):
            left = piece.fresh or piece.reads or piece.writes or piece.output
            if left and by_request.is_refused(scenario, card, own) and not prices.has_typed_long(scenario, card, own.part.placement):
                raise AboveWindowError(f"above the window of {own.part.placement}")
            if reads and not isinstance(workload.caching, CountedCaching):
                for lifetime in lifetimes(workload.caching):
                    prices.check_lifetime(piece, lifetime, levers.typed)
            yield from _of_piece(index, workload, piece, prices, levers)


def lifetimes(caching: ShareCaching | TrafficCaching) -> dict[str, Fraction]:
    """The lifetimes that occur among what is written, each with its part."""
    hour = caching.hour_share.exact if isinstance(caching, ShareCaching) else Fraction(0)
    if caching.lifetime == "1h":
        return {"1h": Fraction(1)}
    return {lives: part for lives, part in ((caching.lifetime, 1 - hour), ("1h", hour)) if part}


def _custom_lines(
    index: int, workload: Workload, custom: Custom, prices: Prices, levers: Levers
) -> Iterator[Line]:
    """The lines of a workload that a custom model serves on demand."""
    into, out, _ = adjusted(workload)
    piece = _ordinary(custom.placement, "custom", into, out)
    for meter, count in (("input", into), ("output", out)):
        if count:
            yield Line(index, piece, meter, count, prices.needed(custom.placement, "custom", meter, levers.typed))


def training(custom: Custom, prices: Prices, typed_first: bool = True) -> int:
    """Hours, where the price is for an hour, or tokens."""
    rate = prices.elsewhere(in_region(custom.placement), "custom", "training", typed_first)
    by_hour = rate is not None and rate.unit == "training hour"
    return custom.training_hours if by_hour else custom.training_tokens * custom.epochs


def charges(scenario: Scenario, card: Card, levers: Levers = PAID) -> Iterator[Charge]:
    """All charges of a rung, in order."""
    prices, hours = Prices(scenario, card), scenario.capacity.hours
    asked: list[tuple[str, int, Placement, str, str, int]] = []
    for index, own in enumerate(scenario.capacity.purchases):
        if own.reserved:
            for meter, rate in zip(("input", "output"), own.rates):
                asked.append(("purchase", index, own.placement, own.buying, meter, rate * hours))
        else:
            place = in_region(own.placement)
            asked.append(("purchase", index, place, own.buying, "model_unit", own.units * hours))
    for index, custom in enumerate(scenario.capacity.customs):
        base, imported = in_region(custom.placement), in_region(custom.placement, IMPORTED)
        trained = training(custom, prices, levers.typed)
        asked.append(("custom", index, base, "custom", "training", trained))
        if custom.serving == "import":
            asked.append(("custom", index, imported, "import", "storage", custom.stored * custom.import_units))
            minutes = custom.import_units * custom.windows * 5
            asked.append(("custom", index, imported, "import", "model_unit", minutes))
        else:
            asked.append(("custom", index, base, "custom", "storage", int(custom.stored)))
        if custom.serving == "units":
            asked.append(("custom", index, base, custom.term, "model_unit", custom.units * hours))
    for owner, index, place, buying, meter, quantity in asked if levers.capacity else ():
        if quantity:
            rate = prices.needed(place, buying, meter, levers.typed)
            yield Charge(owner, index, place.model, buying, meter, quantity, rate)


def workload_lines(
    index: int, workload: Workload, prices: Prices, card: Card, levers: Levers,
    overflow: Callable[[Part], Part | None],
) -> Iterator[Line]:
    """The lines of one workload."""
    for piece in pieces(workload, card, prices.convention, levers, overflow):
        yield from _of_piece(index, workload, piece, prices, levers)


def _of_piece(index: int, workload: Workload, piece: Piece, prices: Prices, levers: Levers) -> Iterator[Line]:
    """The lines of one piece."""
    written = [("cache_write_" + lives, piece.written.get(lives, 0)) for lives in LIFETIMES]
    counted = [("input", piece.fresh), ("cache_read", piece.reads), *written, ("output", piece.output)]
    for meter, tokens in counted:
        if tokens:
            yield Line(index, piece, meter, tokens, prices.of(piece, meter, levers.typed))


AVERAGE_MONTH = 730
"""Hours of a twelfth of a year of 8,760."""


def months(scenario: Scenario, charge: Charge, count: int) -> int:
    """What so many months of a charge cost; by the second rules each of 730 hours, where it is charged by the hour."""
    by_hour = charge.buying in TERMS or charge.buying in RESERVED
    if scenario.rules == "v1" or not by_hour:
        return charge.cost * count
    # The quantity is what is bought x the hours of the month.
    bought, rest = divmod(charge.quantity, scenario.capacity.hours)
    assert not rest
    return bought * AVERAGE_MONTH * charge.rate.token * count


def total(scenario: Scenario, card: Card, levers: Levers = PAID) -> tuple[int, int]:
    """The month and the year of a rung in 10^-20 dollars."""
    charged = [charge for charge in charges(scenario, card, levers) if not charge.once]
    by_token = sum(line.cost for line in lines(scenario, card, levers))
    month = by_token + sum(charge.cost for charge in charged)
    return month, 12 * by_token + sum(months(scenario, charge, 12) for charge in charged)


def pulled(scenario: Scenario, step: str) -> bool:
    """Whether the scenario uses the lever of a step at all; one that it doesn't use changes nothing."""
    every = scenario.workloads
    match step:
        case "routing":
            return any(workload.routes for workload in every)
        case "token discipline":
            return any(workload.trim.numerator for workload in every)
        case "caching":
            return any(workload.caching is not None for workload in every)
        case "batch":
            return any(workload.batch.numerator for workload in every)
        case "tier":
            return any(workload.tier != "standard" for workload in every)
        case "capacity":
            return bool(scenario.capacity.purchases or scenario.capacity.customs)
        case "your prices":
            return bool(scenario.typed)
    return True


def ladders(scenario: Scenario, card: Card) -> list[list[tuple[str, int]]]:
    """The list total and the steps from it, of a month and of a year; a step of nothing is left out."""
    rungs = [(step, total(scenario, card, levers)) for step, levers in RUNGS if pulled(scenario, step)]
    found = []
    for period in (0, 1):
        steps: list[tuple[str, int]] = []
        before = 0
        for step, costs in rungs:
            if step == "list" or costs[period] != before:
                steps.append((step, costs[period] - before))
            before = costs[period]
        found.append(steps)
    return found


def tokens(scenario: Scenario, trimmed: bool = True) -> int:
    """Input and output of a month: as billed, or before trim."""
    return sum(sum(adjusted(workload, trimmed)[:2]) for workload in scenario.workloads)


def per_million(scenario: Scenario, month: int) -> Fraction | None:
    """Dollars per million tokens; nothing without tokens."""
    count = tokens(scenario)
    return Fraction(month * 1_000_000, count * SCALE) if count else None


def per_thousand(scenario: Scenario, month: int) -> Fraction | None:
    """Dollars per thousand requests, where every workload knows its requests."""
    known = [workload.demand.requests for workload in scenario.workloads]
    if None in known or not sum(known):
        return None
    return Fraction(month * 1_000, sum(known) * SCALE)


def break_even(scenario: Scenario, card: Card) -> Iterator[BreakEven]:
    """One for each piece with cache reads or writes whose three prices are known."""
    prices = Prices(scenario, card)
    if scenario.rules == "v2":
        by_requests = by_request.Serving(scenario, card, prices, PAID)
    else:
        serving = Serving(scenario, PAID)
    for index, workload in enumerate(scenario.workloads):
        if workload.caching is None or scenario.capacity.custom_of(index) is not None:
            continue
        if scenario.rules == "v2":
            every = by_request.pieces(scenario, card, index, prices, PAID, by_requests.by)
            found = (piece for piece, _ in every)
        else:
            found = pieces(workload, card, scenario.convention, PAID, partial(serving.overflow, index))
        for piece in found:
            if piece.reads or piece.writes:
                entry = _break_even(index, workload, piece, prices)
                if entry is not None:
                    yield entry


def _break_even(index: int, workload: Workload, piece: Piece, prices: Prices) -> BreakEven | None:
    caching = workload.caching
    if isinstance(caching, CountedCaching):
        written = {lives: Fraction(1) for lives, count in caching.written.items() if count}
        if len(written) != 1:
            return None
    else:
        written = lifetimes(caching)

    def at(meter: str) -> Fraction:
        return Fraction(prices.of(piece, meter, True).token)

    try:
        price, read = at("input"), at("cache_read")
        write = sum((part * at("cache_write_" + lives) for lives, part in written.items()), Fraction(0))
    except MissingRateError:
        return None
    if read >= price:
        needed, never = None, True
    elif write <= price:
        needed, never = None, False
    else:
        needed, never = (write - price) / (price - read), False
    if isinstance(workload.caching, ShareCaching):
        given = workload.caching.reads_per_write
        actual = None if given is None else Fraction(given, PARTS)
    elif isinstance(caching, CountedCaching):
        actual = Fraction(caching.reads, sum(caching.written.values()))
    else:
        actual = Fraction(piece.hits, piece.misses) if piece.writes else None
    # No write is priced: nothing to repay.
    repaid = not never and (needed is None or actual is None or actual >= needed)
    return BreakEven(index, piece.placement.model, piece.buying, piece.length, needed, never, actual, repaid)
