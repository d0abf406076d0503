"""Offers side by side over a range of demand: payments, crossings, forecasts.

Follows "Offers" in `docs/arithmetic.md`. Payments are in cents, what isn't rounded in 10^-14 dollars.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from agreed import Commitment, Offer
from card import Card
from commitment import CENT, Asked, asked_years, exact, half_up, settle, times
from reading import DOLLARS_MAX
from scenario import Scenario

POINTS = range(6_000, 14_001, 200)
"""Demand from 0.6 to 1.4 in steps of 0.02."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an offer comes to at one demand."""

    payment: int
    """In cents; the others in 10^-14 dollars."""
    shortfall: int
    credits: int
    retired: int


class Plan:
    """One offer over the horizon; without one, no commitment."""

    def __init__(self, plan: Commitment, horizon: list[Asked], offer: Offer | None) -> None:
        self.plan = plan
        self.years = offer.years if offer else 0
        self.credits = offer.credits * CENT if offer else 0
        self.months = min(offer.months, 12 * offer.years) if offer else 0
        promised = []
        while offer and len(promised) < offer.years:
            promised.append(times(promised[-1], offer.growth) if promised else offer.commitment)
        self.promised = promised
        nothing = [0] * (len(horizon) - self.years)
        discounts = [offer.discount] * self.years if offer else []
        self.asked = [
            year.under(*deal) for year, *deal in zip(horizon, promised + nothing, discounts + nothing, strict=True)
        ]
        self.known: dict[int, Result] = {}

    def at(self, demand: int) -> Result:
        """What it comes to at a demand."""
        if demand not in self.known:
            self.known[demand] = self._at(demand)
        return self.known[demand]

    def _at(self, demand: int) -> Result:
        years = [settle(self.plan, year.at(demand)) for year in self.asked]
        full, rest = divmod(self.months, 12)
        within = sum(year.usage for year in years[:full])
        if rest:
            within += years[full].usage * rest // (12 * CENT) * CENT
        credits = min(self.credits, within)
        paid = sum(year.payment for year in years) - credits
        retired = sum(year.retired for year in years[: self.years])
        return Result(half_up(paid, CENT), sum(year.shortfall for year in years), credits, retired)


def _crossings(one: Plan, other: Plan) -> list[int]:
    """Where the one becomes cheaper than the other as demand grows."""

    def cheaper(demand: int) -> bool:
        return one.at(demand).payment < other.at(demand).payment

    found = []
    for left, right in zip(POINTS, POINTS[1:]):
        if cheaper(right) and not cheaper(left):
            while right - left > 1:
                middle = (left + right) // 2
                if cheaper(middle):
                    right = middle
                else:
                    left = middle
            found.append(right)
    return found


def _first_least(amounts: list[Any]) -> int:
    return amounts.index(min(amounts))


def offers(scenario: Scenario, card: Card) -> dict[str, Any] | None:
    """Every offer, no commitment first; nothing where there is none, or what is promised or spent grows too large."""
    plan = scenario.commitment
    if plan is None or not plan.offers or not plan.years:
        return None
    count = max(offer.years for offer in plan.offers)
    horizon = asked_years(scenario, plan, card, count)
    if horizon is None:
        return None
    plans = [Plan(plan, horizon, offer) for offer in (None, *plan.offers)]
    if any(amount > DOLLARS_MAX * 100 for own in plans for amount in own.promised):
        return None
    crossings = []
    for number, one in enumerate(plans):
        for against, other in enumerate(plans):
            for demand in _crossings(one, other):
                at, more = one.at(demand), sum(one.promised) - sum(other.promised)
                used = None
                if one.years == other.years and more > 0:
                    used = Fraction(at.retired - sum(other.promised) * CENT, more * CENT)
                crossings.append({
                    "one": number,
                    "other": against,
                    "demand": demand,
                    "payment": exact(at.payment * CENT),
                    "other_payment": exact(other.at(demand).payment * CENT),
                    "used": used,
                })
    results = [[own.at(forecast.demand) for forecast in plan.forecasts] for own in plans]
    weights = sum(forecast.weight for forecast in plan.forecasts)
    expected = [
        Fraction(sum(result.payment * one.weight for result, one in zip(own, plan.forecasts)), 100 * weights)
        for own in results
    ]
    return {
        "horizon": count,
        "offers": [
            {
                "years": own.years,
                "promised": exact(sum(own.promised) * CENT),
                "points": [[demand, exact(own.at(demand).payment * CENT)] for demand in POINTS],
                "forecasts": [
                    {
                        "payment": exact(result.payment * CENT),
                        "shortfall": exact(result.shortfall),
                        "credits": exact(result.credits),
                        "retired": exact(result.retired),
                    }
                    for result in found
                ],
                "expected": weighted,
            }
            for own, found, weighted in zip(plans, results, expected)
        ],
        "crossings": crossings,
        "cheapest": [_first_least([own[number].payment for own in results]) for number in range(3)],
        "cheapest_expected": _first_least(expected),
    }
