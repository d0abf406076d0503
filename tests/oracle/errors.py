"""Every error that holds for a scenario, by kind."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from card import SCALE, Card, Rate
from prices import PAID, MissingRateError, Prices, tokens, workload_lines
from quantities import routed_share
from scenario import PARTS, TOKENS_MAX, Demand, Scenario, ShareCaching, TrafficCaching, Workload

KINDS = (
    "missing-rate",
    "too-many-tokens",
    "out-of-range",
    "cache-exceeds-input",
    "routes-exceed-all",
    "needs-requests",
    "prefix-too-long",
)

REQUESTS_MAX = 10**12
EACH_MAX = 10**7
A_MINUTE_MAX = 10**8
TOKEN_PRICE_MAX = 10**11
"""$0.01 in 10^-14 dollars."""


def holding(scenario: Scenario, card: Card) -> set[str]:
    """All kinds of error that hold; empty when the scenario can be priced."""
    kinds: set[str] = set()
    if not 0 < len(scenario.workloads) <= 40 or len(scenario.typed) > 200:
        kinds.add("out-of-range")
    if not all(_rate_in_range(rate) for rate in scenario.typed.values()):
        kinds.add("out-of-range")
    if tokens(scenario, trimmed=False) > TOKENS_MAX:
        kinds.add("too-many-tokens")
    prices = Prices(scenario, card)
    for workload in scenario.workloads:
        own = of_workload(workload)
        kinds |= own
        if "routes-exceed-all" not in own and _misses_a_price(workload, bool(own), prices, card):
            kinds.add("missing-rate")
    return kinds


def of_workload(workload: Workload) -> set[str]:
    """The kinds that hold for one workload whatever its prices are."""
    kinds: set[str] = set()
    caching, demand = workload.caching, workload.demand
    if not _in_range(workload):
        kinds.add("out-of-range")
    if max(demand.input, demand.output) > TOKENS_MAX:
        kinds.add("too-many-tokens")
    if routed_share(workload) > 1:
        kinds.add("routes-exceed-all")
    if isinstance(caching, ShareCaching) and caching.reads_per_write:
        if caching.cached.exact * (1 + Fraction(PARTS, caching.reads_per_write)) > 1:
            kinds.add("cache-exceeds-input")
    if isinstance(caching, TrafficCaching):
        if demand.input_each is None:
            kinds.add("needs-requests")
        elif caching.prefix * PARTS > demand.input_each * (PARTS + workload.overhead):
            kinds.add("prefix-too-long")
    return kinds


def _in_range(workload: Workload) -> bool:
    demand, caching = workload.demand, workload.caching
    names = [workload.placement, *(route.placement for route in workload.routes)]
    return (
        PARTS <= workload.calls <= 1_000 * PARTS
        and workload.overhead <= 10 * PARTS
        and len(workload.routes) <= 8
        and len(workload.name) <= 80
        and all(0 < len(name) <= 64 for place in names for name in (place.model, place.region))
        and _demand_in_range(demand)
        and (not isinstance(caching, ShareCaching) or _reads_in_range(caching.reads_per_write))
        and (
            not isinstance(caching, TrafficCaching)
            or (caching.prefix <= EACH_MAX and caching.rate <= A_MINUTE_MAX * PARTS)
        )
    )


def _demand_in_range(demand: Demand) -> bool:
    if demand.requests is None:
        return max(demand.input, demand.output) <= TOKENS_MAX
    return (
        demand.requests <= REQUESTS_MAX
        and demand.input_each <= EACH_MAX
        and (not demand.requests or demand.output <= EACH_MAX * demand.requests)
        and demand.requests_a_minute <= A_MINUTE_MAX * PARTS
        and demand.hours_a_day <= 24 * PARTS
        and demand.days_a_month <= 31 * PARTS
    )


def _reads_in_range(reads_per_write: int | None) -> bool:
    return reads_per_write is None or 1 <= reads_per_write <= 10**6 * PARTS


def _rate_in_range(rate: Rate) -> bool:
    """At most $0.001 a token, 12 significant digits, and 14 places for one token."""
    per_token, finer = divmod(rate.token, SCALE // 10**14)
    digits = str(rate.amount).strip("0")
    return not finer and per_token <= TOKEN_PRICE_MAX and len(digits) <= 12


def _misses_a_price(workload: Workload, broken: bool, prices: Prices, card: Card) -> bool:
    """Whether tokens of it have no price; a workload that can't be cached as asked is tried without."""
    tried = replace(workload, caching=None) if broken else workload
    try:
        for _ in workload_lines(0, tried, prices, card, PAID):
            pass
    except MissingRateError:
        return True
    return False
