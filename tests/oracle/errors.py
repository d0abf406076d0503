"""Every error that holds for a scenario, by kind."""

from __future__ import annotations

from fractions import Fraction

import asked_services
from agreed import Alternative, Commitment, TypedKey
from capacity import weights
from card import RESERVED, SCALE, Card, Rate
from prices import AboveWindowError, MissingRateError, charges, lines
from quantities import adjusted, routed_share
from reading import PARTS
from services import TooMuchError, requests_of, service_lines
from scenario import TOKENS_MAX, Capacity, CountedCaching, Demand, Placement, Scenario, ShareCaching, TrafficCaching, Workload

KINDS = (
    "missing-rate",
    "above-window",
    "too-many-tokens",
    "out-of-range",
    "cache-exceeds-input",
    "counts-exceed-input",
    "routes-exceed-all",
    "needs-requests",
    "growth-needs-requests",
    "prefix-too-long",
    "needs-requests-of",
    "too-much-of-services",
    "no-load",
    "no-weight",
    "nothing-left",
    "wrong-unit",
)

REQUESTS_MAX = 10**12
EACH_MAX = 10**7
A_MINUTE_MAX = 10**8
TOKEN_PRICE_MAX = 10**11
"""$0.001 in 10^-14 dollars."""
UNIT_PRICE_MAX = 10_000
TPM_PRICE_MAX = 100
LOAD_MAX = 8_784
TRAINING_MAX = 10**12
UNIT_WINDOWS_MAX = 8_928_000
GROWTH_MAX = 11
FORECAST_MAX = 3
RISE_MAX = 10
MIGRATION_MONTHS_MAX = 60
RESERVED_LEAST = (100_000, 10_000)


def holding(scenario: Scenario, card: Card) -> set[str]:
    """All kinds of error that hold; empty when the scenario can be priced.

    A price is only missed where nothing else is wrong.
    """
    kinds = of_capacity(scenario.capacity)
    if not 0 < len(scenario.workloads) <= 40 or len(scenario.every_typed) > 200:
        kinds.add("out-of-range")
    if len(scenario.thresholds) > 200 or any(len(model) > 64 for model, _ in scenario.thresholds):
        kinds.add("out-of-range")
    if scenario.commitment is not None:
        if not _commitment_in_range(scenario.commitment):
            kinds.add("out-of-range")
        if not any(forecast.weight for forecast in scenario.commitment.forecasts):
            kinds.add("no-weight")
    if len(scenario.alternatives) > 4 or not all(_alternative_in_range(other) for other in scenario.alternatives):
        kinds.add("out-of-range")
    if any(rate.unit != "1M tokens" for other in scenario.alternatives for rate in other.rates):
        kinds.add("wrong-unit")
    for prices in (scenario.every_typed, *(other.prices or () for other in scenario.alternatives)):
        kinds |= _of_prices(prices)
    for provider in (other.provider for other in scenario.alternatives if other.provider is not None):
        kinds |= _of_prices(provider.prices)
        names = [name for model, there, _ in provider.substitutes for name in (model, there)]
        factors = [factor for *_, factor in provider.substitutes]
        if any(len(name) > 64 for name in (provider.id, *names)) or len(provider.substitutes) > 40:
            kinds.add("out-of-range")
        if not all(PARTS // 10 <= factor <= 10 * PARTS for factor in factors):
            kinds.add("out-of-range")
        for cache in provider.caches:
            if cache.price.unit != "1M tokens":
                kinds.add("wrong-unit")
        for units in provider.units:
            weights_fit = units.output <= 100 * PARTS and units.reads <= PARTS
            if not (weights_fit and PARTS <= units.peak <= 100 * PARTS):
                kinds.add("out-of-range")
    for fleet in (fleet for other in scenario.alternatives for fleet in other.fleets or ()):
        if not (1 <= fleet.target <= PARTS and PARTS <= fleet.peak <= 100 * PARTS):
            kinds.add("out-of-range")
    if any(_is_nothing_left(scenario.commitment)):
        kinds.add("nothing-left")
    kinds |= _of_services(scenario)
    if _most_tokens(scenario) > TOKENS_MAX:
        kinds.add("too-many-tokens")
    for workload in scenario.workloads:
        kinds |= of_workload(workload)
    if not kinds:
        try:
            for _ in (*lines(scenario, card), *charges(scenario, card)):
                pass
            service_lines(scenario, card)
        except AboveWindowError:
            kinds.add("above-window")
        except MissingRateError:
            kinds.add("missing-rate")
        except TooMuchError:
            kinds.add("too-much-of-services")
    return kinds


def _of_services(scenario: Scenario) -> set[str]:
    kinds = set() if asked_services.in_range(scenario.services) else {"out-of-range"}
    for own in asked_services.driven(scenario.services):
        for number in range(len(scenario.workloads)):
            if (own is None or number in own) and requests_of(scenario, number) is None:
                kinds.add("needs-requests-of")
    return kinds


def _of_prices(prices: tuple[tuple[TypedKey, Rate], ...]) -> set[str]:
    kinds = set()
    for (model, buying, _, meter, place), rate in prices:
        if not _rate_in_range(rate) or len(model) > 64 or (place and len(place[1]) > 64):
            kinds.add("out-of-range")
        if rate.unit not in _units(buying, meter):
            kinds.add("wrong-unit")
    if len(prices) > 200:
        kinds.add("out-of-range")
    return kinds


def _is_nothing_left(plan: Commitment | None) -> list[bool]:
    """For each year whether its spend is typed after a discount of everything."""
    years = () if plan is None else plan.years
    return [year.after and year.organic is not None and plan.discount(number) == PARTS
            for number, year in enumerate(years)]


def _most_tokens(scenario: Scenario) -> int:
    """Tokens before trim, at the most that one of a workload's models counts."""
    most = 0
    for workload in scenario.workloads:
        factor = max([PARTS, *(route.factor for route in workload.routes)])
        most += sum(adjusted(workload, False, False)[:2]) * factor // PARTS
    return most


def of_capacity(capacity: Capacity) -> set[str]:
    """The kinds that hold for what is bought by capacity."""
    kinds: set[str] = set()
    bought = (*capacity.purchases, *capacity.customs)
    if len(capacity.purchases) > 8 or len(capacity.customs) > 8 or not all(_named(own.placement) for own in bought):
        kinds.add("out-of-range")
    for own in capacity.purchases:
        hours, days = own.window or (1, 1)
        in_range = 1 <= hours <= 24 and 1 <= days <= 7 and len(own.hourly or ()) <= LOAD_MAX
        in_range = in_range and len(own.serves or ()) <= 40
        if not in_range or (own.reserved and any(rate < least for rate, least in zip(own.rates, RESERVED_LEAST))):
            kinds.add("out-of-range")
        elif not any(weights(own)):
            kinds.add("no-load")
    for custom in capacity.customs:
        if custom.training_tokens > TRAINING_MAX or custom.import_units * custom.windows > UNIT_WINDOWS_MAX:
            kinds.add("out-of-range")
    return kinds


def _commitment_in_range(plan: Commitment) -> bool:
    shares = [plan.negotiated, plan.clauses.reduction, plan.flat, plan.marketplace]
    shares += [offer.below for offer in plan.private]
    shares += [year.discount for year in plan.years] + [offer.discount for offer in plan.offers]
    shares += [terms.part for terms in plan.terms if terms.part is not None]
    shares += [forecast.weight for forecast in plan.forecasts]
    growths = [plan.growth, plan.organic_growth, *(offer.growth for offer in plan.offers)]
    return (
        max(shares) <= PARTS
        and max(growths) <= GROWTH_MAX * PARTS
        and max(demand for one in plan.forecasts for demand in (one.demand, one.ai)) <= FORECAST_MAX * PARTS
        and len(plan.private) <= 40
        and all(len(offer.provider) <= 64 for offer in plan.private)
        and all(len(offer.name) <= 80 for offer in plan.offers)
        and plan.clauses.rise <= RISE_MAX * PARTS
        and plan.clauses.migration_months <= MIGRATION_MONTHS_MAX * PARTS
        and len(plan.years) <= 5
        and len(plan.offers) <= 4
        and len(plan.terms) <= 40
        and all(len(terms.provider) <= 64 for terms in plan.terms)
    )


def _alternative_in_range(other: Alternative) -> bool:
    return len(other.name) <= 80 and other.share <= PARTS and all(_rate_in_range(rate) for rate in other.rates)


def _named(place: Placement) -> bool:
    return all(0 < len(name) <= 64 for name in (place.model, place.region))


def _units(buying: str, meter: str) -> tuple[str, ...]:
    """What a price of a kind may be for."""
    if meter == "training":
        return "1M tokens", "training hour"
    if meter == "storage":
        return ("month",)
    if meter == "model_unit":
        return ("unit minute",) if buying == "import" else ("model unit hour",)
    return ("1K TPM-hour",) if buying in RESERVED else ("1M tokens", "1K tokens")


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
    if workload.tool_results is not None and demand.requests is None:
        kinds.add("growth-needs-requests")
    if isinstance(caching, ShareCaching) and caching.reads_per_write:
        if caching.cached.exact * (1 + Fraction(PARTS, caching.reads_per_write)) > 1:
            kinds.add("cache-exceeds-input")
    if isinstance(caching, CountedCaching) and caching.reads + sum(caching.written.values()) > demand.input:
        kinds.add("counts-exceed-input")
    if isinstance(caching, TrafficCaching):
        if demand.input_each is None:
            kinds.add("needs-requests")
        elif caching.prefix * PARTS > demand.input_each * (PARTS + workload.overhead):
            kinds.add("prefix-too-long")
    return kinds


def _in_range(workload: Workload) -> bool:
    demand, caching = workload.demand, workload.caching
    places = [workload.placement, *(route.placement for route in workload.routes)]
    return (
        PARTS <= workload.calls <= 1_000 * PARTS
        and workload.overhead <= 10 * PARTS
        and len(workload.routes) <= 8
        and len(workload.name) <= 80
        and all(_named(place) for place in places)
        and all(PARTS // 10 <= route.factor <= 10 * PARTS for route in workload.routes)
        and _demand_in_range(demand)
        and (not isinstance(caching, ShareCaching) or _reads_in_range(caching.reads_per_write))
        and (
            not isinstance(caching, TrafficCaching)
            or (
                caching.prefix <= EACH_MAX
                and caching.rate <= A_MINUTE_MAX * PARTS
                and PARTS <= caching.prefixes <= A_MINUTE_MAX * PARTS
            )
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
    """At most $0.001 a token or $10,000 for a unit, 14 places for one of what is counted."""
    per_one, finer = divmod(rate.token, SCALE // 10**14)
    if rate.unit in ("1M tokens", "1K tokens"):
        return not finer and per_one <= TOKEN_PRICE_MAX
    most = TPM_PRICE_MAX if rate.unit == "1K TPM-hour" else UNIT_PRICE_MAX
    return not finer and rate.amount <= most * SCALE
