"""A scenario, read from its JSON shape, and the errors that need no price.

Multiples are kept as whole ten-thousandths, shares as a numerator and a denominator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import asked_services
from agreed import Alternative, Commitment, TypedKey, alternative, commitment, typed_price
from card import RESERVED, TERMS, Rate
from reading import NONE, PARTS, MalformedError, Share, bounded, fields, index, multiple, one_of, share, whole

TOKENS_MAX = 10**15

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

TIERS = ("standard", "flex", "priority", "latency-optimised", "ultrafast")
RULES = ("v1", "v2")
CONVENTIONS = ("halved", "not-halved", "not-cached")
LIFETIMES = {"5m": 5, "30m": 30, "1h": 60}


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
    factor: int = PARTS


@dataclass(frozen=True, slots=True)
class ShareCaching:
    """A share of the input is read from cache."""

    cached: Share
    reads_per_write: int | None
    lifetime: str
    hour_share: Share = NONE

    def written(self, reads: int) -> dict[str, int]:
        """Tokens written for so many that are read, by lifetime."""
        writes = reads * PARTS // self.reads_per_write if self.reads_per_write else 0
        an_hour = self.hour_share.of(writes)
        found = {"1h": an_hour}
        found[self.lifetime] = found.get(self.lifetime, 0) + writes - an_hour
        return found


@dataclass(frozen=True, slots=True)
class CountedCaching:
    """What was counted as read from cache, and as written by lifetime."""

    reads: int
    written: dict[str, int]


@dataclass(frozen=True, slots=True)
class TrafficCaching:
    """A prefix that traffic keeps warm."""

    prefix: int
    rate: int
    lifetime: str
    arrivals: str
    prefixes: int = PARTS
    hit_share: Share | None = None


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
    clock: bool = False
    output_each: int | None = None


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
    caching: ShareCaching | TrafficCaching | CountedCaching | None
    batch: Share
    routes: tuple[Route, ...]
    tool_results: int | None = None
    """Tokens that tools return after each call, where the prompt grows by them and by the answers."""
    factor: int = PARTS
    blocked: Share = NONE


@dataclass(frozen=True, slots=True)
class Purchase:
    """Model units, or tokens a minute of the Reserved tier; `buying` is how the card names the term.

    One rate of tokens a minute is a blended one; two are input and output.
    """

    placement: Placement
    reserved: bool
    units: int
    buying: str
    rates: tuple[int, ...]
    serves: tuple[int, ...] | None
    window: tuple[int, int] | None
    hourly: tuple[int, ...] | None

    def lists(self, workload: int) -> bool:
        """Whether it is meant for this workload."""
        return self.serves is None or workload in self.serves


@dataclass(frozen=True, slots=True)
class Custom:
    """A model of one's own."""

    placement: Placement
    workload: int | None
    serving: str
    training_tokens: int
    epochs: int
    training_hours: int
    stored: bool
    units: int
    term: str
    import_units: int
    windows: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """What is bought by capacity."""

    hours: int
    purchases: tuple[Purchase, ...]
    customs: tuple[Custom, ...]
    reserved_reads: str = "priced"
    batch_on_units: bool = False

    def custom_of(self, workload: int) -> Custom | None:
        """The first custom model that serves a workload."""
        serve = (custom for custom in self.customs if custom.workload == workload and custom.serving != "none")
        return next(serve, None)

    def purchase_of(self, workload: int, model: str) -> int | None:
        """The first purchase that serves the parts of a workload on a model."""
        serve = (i for i, own in enumerate(self.purchases) if own.placement.model == model and own.lists(workload))
        return None if self.custom_of(workload) else next(serve, None)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything that is asked."""

    date: str
    rules: str
    convention: str
    workloads: tuple[Workload, ...]
    typed: dict[TypedKey, Rate]
    every_typed: tuple[tuple[TypedKey, Rate], ...]
    capacity: Capacity
    commitment: Commitment | None
    alternatives: tuple[Alternative, ...]
    thresholds: tuple[tuple[str, int], ...] = ()
    services: dict[str, Any] = field(default_factory=lambda: asked_services.read({}))


def _placement(value: Any) -> Placement:
    fields(value, "model scope region")
    return Placement(value["model"], one_of(value["scope"], ("global", "geographic", "in-region")), value["region"])


def _demand(value: Any) -> Demand:
    """One of the three doors."""
    fields(value, "", "monthly requests traffic")
    ((door, given),) = value.items()
    if door == "monthly":
        fields(given, "input output")
        return Demand(whole(given["input"]), whole(given["output"]), None, None)
    if door == "requests":
        fields(given, "requests input output")
        requests, clock = whole(given["requests"]), (0, 0, 0)
    else:
        fields(given, "requests_per_minute hours_per_day days_per_month input output")
        names = ("requests_per_minute", "hours_per_day", "days_per_month")
        clock = tuple(multiple(given[name]) for name in names)
        requests = clock[0] * 60 * clock[1] * clock[2] // PARTS**3
    each, answer = whole(given["input"]), whole(given["output"])
    return Demand(requests * each, requests * answer, requests, each, *clock, door == "traffic", answer)


def _caching(value: Any) -> ShareCaching | TrafficCaching | CountedCaching | None:
    if value == "none":
        return None
    fields(value, "", "share traffic counted")
    ((form, given),) = value.items()
    if form == "counted":
        fields(given, "", "reads writes_5m writes_30m writes_1h")
        written = {name: whole(given.get("writes_" + name, "0")) for name in LIFETIMES}
        return CountedCaching(whole(given.get("reads", "0")), written)
    lifetime = one_of(given.get("lifetime", "5m"), LIFETIMES)
    if form == "share":
        fields(given, "cached", "reads_per_write lifetime hour_share")
        reads = given.get("reads_per_write")
        reads_per_write = None if reads is None else multiple(reads)
        return ShareCaching(share(given["cached"]), reads_per_write, lifetime, share(given.get("hour_share", "0")))
    fields(given, "prefix requests_per_minute", "prefixes hit_share lifetime arrivals")
    arrivals = one_of(given.get("arrivals", "random"), ("random", "even"))
    rate, prefixes = multiple(given["requests_per_minute"]), multiple(given.get("prefixes", "1"))
    hits = given.get("hit_share")
    measured = None if hits is None else share(hits)
    return TrafficCaching(whole(given["prefix"]), rate, lifetime, arrivals, prefixes, measured)


def _workload(value: Any) -> Workload:
    fields(
        value,
        "name placement demand",
        "calls_per_request growth token_overhead output_trim max_tokens tier long_prompts caching batch routes blocked",
    )
    if value.get("max_tokens") is not None:
        # It changes no price, and the oracle knows no quotas; it is a number all the same.
        whole(value["max_tokens"])
    growth = value.get("growth")
    if growth is not None:
        fields(growth, "", "tool_results")
        growth = whole(growth.get("tool_results", "0"))
    routes = [fields(route, "placement share", "token_factor") for route in value.get("routes", [])]
    return Workload(
        name=value["name"],
        placement=_placement(value["placement"]),
        demand=_demand(value["demand"]),
        calls=multiple(value.get("calls_per_request", "1")),
        overhead=multiple(value.get("token_overhead", "0")),
        trim=share(value.get("output_trim", "0")),
        tier=one_of(value.get("tier", "standard"), TIERS),
        long=share(value.get("long_prompts", "0")),
        caching=_caching(value.get("caching", "none")),
        batch=share(value.get("batch", "0")),
        routes=tuple(
            Route(_placement(route["placement"]), share(route["share"]), multiple(route.get("token_factor", "1")))
            for route in routes
        ),
        tool_results=growth,
        blocked=share(value.get("blocked", "0")),
    )


def _a_minute(text: Any) -> int:
    return bounded(text, 1, 10**9)


def _bought(value: Any) -> tuple[bool, int, str, tuple[int, ...]]:
    """Whether reserved, units, term and tokens a minute."""
    fields(value, "", "units reserved")
    ((kind, given),) = value.items()
    if kind == "reserved":
        fields(given, "input output term")
        term = one_of("reserved-" + given["term"], RESERVED)
        return True, 1, term, (_a_minute(given["input"]), _a_minute(given["output"]))
    fields(given, "units term throughput")
    fields(given["throughput"], "", "blended split")
    ((form, rates),) = given["throughput"].items()
    if form == "split":
        fields(rates, "input output")
        rates = (_a_minute(rates["input"]), _a_minute(rates["output"]))
    else:
        rates = (_a_minute(rates),)
    return False, bounded(given["units"], 1, 1_000), one_of(given["term"], TERMS), rates


def _purchase(value: Any) -> Purchase:
    fields(value, "placement bought", "serves load")
    serves, load = value.get("serves"), value.get("load", "flat")
    window = hourly = None
    if load != "flat":
        fields(load, "", "window hourly")
        ((form, given),) = load.items()
        if form == "window":
            fields(given, "hours days")
            window = (index(given["hours"]), index(given["days"]))
        else:
            hourly = tuple(bounded(weight, 0, TOKENS_MAX) for weight in given)
    listed = None if serves is None else tuple(index(workload) for workload in serves)
    return Purchase(_placement(value["placement"]), *_bought(value["bought"]), listed, window, hourly)


def _custom(value: Any) -> Custom:
    fields(
        value,
        "placement",
        "workload serving training_tokens epochs training_hours stored units term import_units windows",
    )
    workload, stored = value.get("workload"), value.get("stored", False)
    if not isinstance(stored, bool):
        raise MalformedError(f"true or false expected: {stored!r}")
    return Custom(
        placement=_placement(value["placement"]),
        workload=None if workload is None else index(workload),
        serving=one_of(value.get("serving", "none"), ("none", "on-demand", "units", "import")),
        training_tokens=bounded(value.get("training_tokens", "0"), 0, TOKENS_MAX),
        epochs=bounded(value.get("epochs", "1"), 1, 1_000),
        training_hours=bounded(value.get("training_hours", "0"), 0, 100_000),
        stored=stored,
        units=bounded(value.get("units", "1"), 1, 1_000),
        term=one_of(value.get("term", "no-commitment"), TERMS),
        import_units=bounded(value.get("import_units", "1"), 1, 1_000),
        windows=bounded(value.get("windows", "0"), 0, 892_800),
    )


def _capacity(value: Any) -> Capacity:
    fields(value, "", "hours purchases customs reserved_reads batch_on_units")
    jobs = value.get("batch_on_units", False)
    if not isinstance(jobs, bool):
        raise MalformedError(f"true or false expected: {jobs!r}")
    return Capacity(
        hours=bounded(value.get("hours", "730"), 1, 744),
        purchases=tuple(_purchase(purchase) for purchase in value.get("purchases", [])),
        customs=tuple(_custom(custom) for custom in value.get("customs", [])),
        reserved_reads=one_of(value.get("reserved_reads", "priced"), ("priced", "included")),
        batch_on_units=jobs,
    )


def first_of(every: tuple[tuple[TypedKey, Rate], ...]) -> dict[TypedKey, Rate]:
    """Typed prices by what they are for; of two for the same thing the first counts."""
    typed: dict[TypedKey, Rate] = {}
    for key, rate in every:
        typed.setdefault(key, rate)
    return typed


def _check_billed(value: Any) -> None:
    """What a bill said changes no figure: it only has to be readable."""
    if value is None:
        return
    fields(value, "from months paid", "list left")
    if not DATE.fullmatch(value["from"]):
        raise MalformedError(f"a date expected: {value['from']!r}")


def _threshold(value: Any) -> tuple[str, int]:
    fields(value, "model above")
    return value["model"], whole(value["above"])


def read(value: Any) -> Scenario:
    """A scenario from its JSON shape."""
    fields(value, "rates workloads", "rules cache_in_batch prices thresholds capacity commitment alternatives services billed")
    if not DATE.fullmatch(value["rates"]):
        raise MalformedError(f"a date expected: {value['rates']!r}")
    _check_billed(value.get("billed"))
    every = tuple(typed_price(price) for price in value.get("prices", []))
    return Scenario(
        date=value["rates"],
        rules=one_of(value.get("rules", "v2"), RULES),
        convention=one_of(value.get("cache_in_batch", "not-cached"), CONVENTIONS),
        workloads=tuple(_workload(workload) for workload in value["workloads"]),
        typed=first_of(every),
        every_typed=every,
        capacity=_capacity(value.get("capacity", {})),
        commitment=commitment(value.get("commitment")),
        alternatives=tuple(alternative(other) for other in value.get("alternatives", [])),
        thresholds=tuple(_threshold(own) for own in value.get("thresholds", [])),
        services=asked_services.read(value.get("services", {})),
    )
