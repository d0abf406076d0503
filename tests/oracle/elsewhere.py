"""A scenario priced by another provider's card.

Follows "Elsewhere" in `docs/arithmetic.md`. The card is read straight from `crates/pricing/rates/elsewhere/*.toml`.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any, Callable, Iterator

import tomllib
from agreed import Fleet, Kept, Provider, Units
from card import LENGTHS, RATES, SCOPES, TOKEN_BUYINGS, Card, Model, Rate, place_rate
from quantities import adjusted
from reading import PARTS
from scenario import Placement, Scenario, Workload, first_of

WRITES = ("cache_write_5m", "cache_write_30m", "cache_write_1h")
"""Shortest lifetime first."""
TOKENS_MAX = 10**15

Sold = dict[str, dict[str, Any]]


class TooManyTokensError(ValueError):
    """More tokens than are priced, as the models there count them."""


@cache
def sold(provider: str) -> Sold:
    """What a provider's file says of each of its models."""
    for path in sorted((RATES / "elsewhere").glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        if content.get("provider", {}).get("id") == provider:
            return {model["id"]: model for model in content["model"]}
    return {}


@cache
def _prices(provider: str, date: str) -> Card:
    """The provider's prices on a date, under its own identifiers."""
    card = Card({})
    for name, model in sold(provider).items():
        for rate in model["rate"]:
            if str(rate["from"]) <= date and ("until" not in rate or date < str(rate["until"])):
                place_rate(card, name, rate)
    return card


def placements(workload: Workload) -> list[Placement]:
    """The baseline's and each route's."""
    return [workload.placement, *(route.placement for route in workload.routes)]


def _given(own: Card, there: str, place: Placement) -> str | None:
    """The nearest scope that the model is sold in."""
    nearest = {"global": SCOPES, "geographic": ("geographic", "in-region", "global"),
               "in-region": ("in-region", "geographic", "global")}
    for scope in nearest[place.scope]:
        if any(own.find(there, scope, place.region, buying, "ordinary", "input") for buying in TOKEN_BUYINGS):
            return scope
    return None


def _of(own: Card, there: str, scope: str, region: str, buying: str, length: str,
        typed: Callable[[str, str, str], Rate | None]) -> dict[str, Rate]:
    """The prices that hold for one way of buying, cached input filled in.

    What runs on demand, and what is billed as input, for want of a price is charged what was typed.
    """

    def listed(buying: str) -> dict[str, Rate]:
        meters = ("input", "output", "cache_read", *WRITES)
        found = {meter: own.find(there, scope, region, buying, length, meter) for meter in meters}
        return {meter: rate for meter, rate in found.items() if rate is not None}

    prices = listed(buying)
    in_batch = buying == "batch" and "input" in prices
    if "input" not in prices:
        offered = {meter: typed("standard", length, meter) for meter in ("input", "output", "cache_read", *WRITES)}
        prices = listed("standard") | {meter: rate for meter, rate in offered.items() if rate is not None}
    if "input" not in prices:
        return {}
    billed = typed(buying, length, "input") or prices["input"]
    if "cache_read" not in prices:
        plain = {meter: prices[meter] for meter in ("input", "output") if meter in prices}
        return plain if in_batch else plain | dict.fromkeys(("cache_read", *WRITES), billed)
    if not any(meter in prices for meter in WRITES):
        return prices | dict.fromkeys(WRITES, billed)
    for number, meter in enumerate(WRITES):
        longer = [prices[other] for other in WRITES[number:] if other in prices]
        if longer:
            prices[meter] = longer[0]
    return prices


def seen(scenario: Scenario, provider: Provider, home: Card) -> tuple[Card, dict[str, int]]:
    """The provider's prices under Bedrock's identifiers, and by model how many tokens it counts for one."""
    own, models = _prices(provider.id, provider.rates), sold(provider.id)
    card, factors = Card({}), {}
    for place in dict.fromkeys(place for workload in scenario.workloads for place in placements(workload)):
        there, factor = next(((other, factor) for model, other, factor in provider.substitutes if model == place.model),
                             (place.model, PARTS))
        at_home = home.models.get(place.model)
        bare = Model() if at_home is None else replace(at_home, long_prompt_above=None, threshold=None, window=None)
        card.models.setdefault(place.model, bare)
        scope = _given(own, there, place)
        if scope is None:
            continue
        minimum = models[there].get("cache_minimum")
        if minimum is None and there == place.model and at_home is not None:
            minimum = at_home.cache_minimum
        factors[place.model] = factor
        card.models[place.model] = replace(
            card.models[place.model], cache_minimum=minimum, cache_maximum=None,
            threshold=models[there].get("long_prompt_above"))

        def typed(buying: str, length: str, meter: str, place: Placement = place) -> Rate | None:
            """What was typed for there, for this place before one for every place."""
            for where in ((place.scope, place.region), None):
                for key, rate in provider.prices:
                    if key == (place.model, buying, length, meter, where):
                        return rate
            return None

        for length in LENGTHS:
            for buying in TOKEN_BUYINGS:
                for meter, rate in _of(own, there, scope, place.region, buying, length, typed).items():
                    card.rates.setdefault((place.model, place.scope, buying, length, meter), {})[place.region] = rate
    return card, factors


def translated(scenario: Scenario, provider: Provider, factors: dict[str, int]) -> Scenario:
    """The scenario as the provider prices it: without capacity, typed prices and thresholds of Bedrock."""

    def counted(routed: int, model: str) -> int:
        # To four places, half up.
        return (routed * factors.get(model, PARTS) + PARTS // 2) // PARTS

    def moved(workload: Workload) -> Workload:
        routes = tuple(replace(route, factor=counted(route.factor, route.placement.model)) for route in workload.routes)
        return replace(workload, factor=counted(PARTS, workload.placement.model), routes=routes)

    return replace(
        scenario, rules="v2", convention="not-cached", workloads=tuple(moved(own) for own in scenario.workloads),
        typed=first_of(provider.prices), every_typed=provider.prices, thresholds=(),
        capacity=replace(scenario.capacity, purchases=(), customs=()), commitment=None, alternatives=(),
    )


def _exact_tokens(scenario: Scenario, factors: dict[str, int]) -> Iterator[int]:
    for workload in scenario.workloads:
        pairs = [(PARTS, workload.placement.model), *((route.factor, route.placement.model) for route in workload.routes)]
        most = max(routed * factors.get(model, PARTS) for routed, model in pairs)
        yield sum(adjusted(workload, False)[:2]) * most // PARTS**2


def check_tokens(scenario: Scenario, factors: dict[str, int]) -> None:
    """The bound of all tokens, as the models there count them."""
    if sum(_exact_tokens(scenario, factors)) > TOKENS_MAX:
        raise TooManyTokensError


UNITS_MAX = 10**6
YEAR_HOURS = 8_760


def up(value: Fraction) -> int:
    """To the next whole number."""
    return -(-value.numerator // value.denominator)


def twelve(value: Fraction) -> Fraction:
    """To 12 places, half up."""
    return Fraction((2 * value * 10**12 + 1).__floor__() // 2, 10**12)


def minutes(scenario: Scenario, workload: Workload) -> Fraction:
    """The minutes of a month that a workload's traffic runs in."""
    demand = workload.demand
    if not demand.clock:
        return Fraction(scenario.capacity.hours * 60)
    return Fraction(demand.hours_a_day * demand.days_a_month * 60, PARTS**2)


def load(scenario: Scenario, all_lines: list[Any], weight: Callable[[str], int], share: int) -> tuple[int, int]:
    """Tokens of the month that move, and tokens a minute, as they count."""
    tokens, a_minute = 0, 0
    for number, workload in enumerate(scenario.workloads):
        own = sum(line.tokens * weight(line.meter) for line in all_lines if line.workload == number)
        moved, time = Fraction(own * share, PARTS**2), minutes(scenario, workload)
        tokens += moved.__floor__()
        a_minute += up(moved / time) if time else 0
    return tokens, a_minute


def in_bounds(count: int) -> int:
    """A count of units, or an error where there are too many."""
    if count > UNITS_MAX:
        raise TooManyTokensError
    return count


def sized_units(own: Units, scenario: Scenario, all_lines: list[Any], share: int) -> dict[str, Any]:
    """How many units there are, what they cost a month in 10^-20 dollars, and how much of them is used."""
    weights = {"output": own.output, "cache_read": own.reads}
    tokens, a_minute = load(scenario, all_lines, lambda meter: weights.get(meter, PARTS), share)
    peak, hours = up(Fraction(a_minute * own.peak, PARTS)), scenario.capacity.hours
    more = max(0, up(Fraction(peak, own.throughput)) - own.fewest)
    count = in_bounds(own.fewest + own.step * up(Fraction(more, own.step)))
    times = hours if own.price.unit == "model unit hour" else 1
    used = twelve(Fraction(tokens, count * own.throughput * 60 * hours))
    month = count * times * own.price.amount
    year = count * YEAR_HOURS * own.price.amount if own.price.unit == "model unit hour" else 12 * month
    return {"count": count, "load": peak, "month": month, "year": year, "utilisation": used, "break_even": None}


def kept(provider: Provider, scenario: Scenario) -> list[Kept]:
    """The caches of models that the workloads ask for."""
    asked = {place.model for workload in scenario.workloads for place in placements(workload)}
    return [cache for cache in provider.caches if cache.model in asked]


def stored(own: Kept) -> int:
    """What a cache costs a month, in 10^-20 dollars."""
    # A price has at most 14 places, so nothing is lost.
    return own.tokens * own.hours * own.price.amount // 10**6


def sized_fleet(own: Fleet, scenario: Scenario, all_lines: list[Any], share: int) -> tuple[dict[str, Any], Fraction | None]:
    """The same of a fleet of one's own, and how many times the load it could serve."""
    tokens, a_minute = load(scenario, all_lines, lambda meter: PARTS if meter == "output" else 0, share)
    peak, hours = up(Fraction(a_minute * own.peak, PARTS)), scenario.capacity.hours
    a_second = Fraction(own.speed, PARTS)
    serves = a_second * Fraction(own.target, PARTS) * 60
    serving = max(1, up(peak / serves))
    count = in_bounds(serving + own.spare)
    cost = sum(line.cost for line in all_lines)
    output = sum(line.tokens for line in all_lines if line.meter == "output")
    figures = {
        "count": count, "load": peak, "month": count * hours * own.hourly.amount,
        "year": count * YEAR_HOURS * own.hourly.amount,
        "utilisation": twelve(tokens / (count * a_second * 3600 * hours)),
        "break_even": twelve(Fraction(own.hourly.amount * output, cost) / (a_second * 3600)) if output and cost else None,
    }
    return figures, twelve(serving * serves / peak) if peak else None
