"""A scenario priced by another provider's card.

Follows "Elsewhere" in `docs/arithmetic.md`. The card is read straight from `crates/pricing/rates/elsewhere/*.toml`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, Iterator

import tomllib
from agreed import Provider
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
        if own.find(there, scope, place.region, "standard", "ordinary", "input") is not None:
            return scope
    return None


def _of(own: Card, there: str, scope: str, region: str, buying: str, length: str) -> dict[str, Rate]:
    """The prices that hold for one way of buying, cached input filled in."""

    def listed(buying: str) -> dict[str, Rate]:
        meters = ("input", "output", "cache_read", *WRITES)
        found = {meter: own.find(there, scope, region, buying, length, meter) for meter in meters}
        return {meter: rate for meter, rate in found.items() if rate is not None}

    prices = listed(buying)
    in_batch = buying == "batch" and "input" in prices
    if "input" not in prices:
        prices = listed("standard")
    if "input" not in prices:
        return {}
    if "cache_read" not in prices:
        plain = {meter: prices[meter] for meter in ("input", "output") if meter in prices}
        return plain if in_batch else plain | dict.fromkeys(("cache_read", *WRITES), prices["input"])
    if not any(meter in prices for meter in WRITES):
        return prices | dict.fromkeys(WRITES, prices["input"])
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
        card.models.setdefault(place.model, Model() if at_home is None else replace(at_home, long_prompt_above=None))
        scope = _given(own, there, place)
        if scope is None:
            continue
        minimum = models[there].get("cache_minimum")
        if minimum is None and there == place.model and at_home is not None:
            minimum = at_home.cache_minimum
        factors[place.model] = factor
        card.models[place.model] = replace(
            card.models[place.model], cache_minimum=minimum, long_prompt_above=models[there].get("long_prompt_above"))
        for length in LENGTHS:
            for buying in TOKEN_BUYINGS:
                for meter, rate in _of(own, there, scope, place.region, buying, length).items():
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
