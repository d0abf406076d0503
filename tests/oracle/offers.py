"""Offers side by side over a range of demand: payments, crossings, forecasts.

Follows "Offers" in `docs/arithmetic.md`. Payments are in cents, what isn't rounded in 10^-14 dollars.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from agreed import Commitment, Offer
from card import Card
from commitment import CENT, FINE, Asked, asked_years, carry, exact, half_up, settle, times
from reading import DOLLARS_MAX, PARTS
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
    """One offer over the horizon; without one, no commitment, or the deals of the current contract."""

    def __init__(self, plan: Commitment, horizon: list[Asked], offer: Offer | None, contract: bool = False) -> None:
        self.plan, self.offer, self.horizon = plan, offer, horizon
        self.years = offer.years if offer else 0
        self.credits = offer.credits * CENT if offer else 0
        self.months = min(offer.months, 12 * offer.years) if offer else 0
        self.known: dict[tuple[int, int], Result] = {}
        if contract:
            self.years, self.asked = min(len(plan.years), len(horizon)), horizon
            self.promised = [year.promised for year in horizon]
        else:
            self.agree(offer.commitment if offer else 0, offer.discount if offer else 0)

    def agree(self, commitment: int, discount: int) -> None:
        """The offer's years with so much promised in the first one, and this discount."""
        self.promised, self.known = [], {}
        while len(self.promised) < self.years:
            self.promised.append(times(self.promised[-1], self.offer.growth) if self.promised else commitment)
        left = len(self.horizon) - self.years
        deals = [(promised, discount) for promised in self.promised] + [(0, self.plan.flat)] * left
        self.asked = [year.under(*deal) for year, deal in zip(self.horizon, deals, strict=True)]

    def within_bounds(self) -> bool:
        """Whether what is promised can be computed with."""
        return all(promised <= DOLLARS_MAX * 100 for promised in self.promised)

    def at(self, demand: int, ai: int | None = None) -> Result:
        """What it comes to at a demand, that for AI the same unless given."""
        key = (demand, demand if ai is None else ai)
        if key not in self.known:
            self.known[key] = self._at(*key)
        return self.known[key]

    def _at(self, demand: int, ai: int) -> Result:
        years = [settle(self.plan, year.at(demand, ai)) for year in self.asked]
        full, rest = divmod(self.months, 12)
        left, used = self.credits, []
        for number, year in enumerate(years):
            within = 0
            if number < full:
                within = year.usage
            elif number == full:
                within = year.usage * rest // (12 * CENT) * CENT
            used.append(min(left, within))
            left -= used[-1]
        if self.plan.credits_lower:
            years = [replace(year, retired=max(0, year.retired - own)) for year, own in zip(years, used)]
        years = carry(self.plan, years)
        paid = sum(year.payment for year in years) - sum(used)
        retired = sum(year.retired for year in years[: self.years])
        return Result(half_up(paid, CENT), sum(year.shortfall for year in years), sum(used), retired)


VARIED = (lambda q: (q, q), lambda q: (PARTS, q), lambda q: (q, PARTS))
"""All of the demand, AI alone, the rest alone."""
TURNING = range(0, 3 * PARTS + 1, 500)


def _least(left: int, right: int, holds: Any) -> int:
    """The least number at which something holds, by bisection: it holds on the right, and doesn't on the left."""
    while right - left > 1:
        middle = (left + right) // 2
        if holds(middle):
            right = middle
        else:
            left = middle
    return right


def _turns(own: Plan, contract: Plan, varied: Any) -> list[dict[str, Any]]:
    """Where an offer becomes cheaper than the contract, or ceases to be."""

    def cheaper(demand: int) -> bool:
        return own.at(*varied(demand)).payment < contract.at(*varied(demand)).payment

    found = []
    for left, right in zip(TURNING, TURNING[1:]):
        after = cheaper(right)
        if after != cheaper(left):
            demand = _least(left, right, lambda q: cheaper(q) == after)
            first = contract.horizon[0].at(*varied(demand))
            found.append({
                "demand": demand,
                "cheaper": after,
                "spend": exact((first.organic + sum(spend.amount for spend in first.ai)) * CENT),
                "payment": exact(own.at(*varied(demand)).payment * CENT),
                "contract_payment": exact(contract.at(*varied(demand)).payment * CENT),
            })
    return found


def _standing(own: Plan, contract: Plan) -> dict[str, Any]:
    """How an offer stands against the current contract."""
    plan, offer = own.plan, own.offer
    saved = [contract.at(one.demand, one.ai).payment - own.at(one.demand, one.ai).payment for one in plan.forecasts]
    likely = (plan.forecasts[1].demand, plan.forecasts[1].ai)
    most = contract.at(*likely).payment

    def pays(commitment: int, discount: int) -> bool:
        other = Plan(plan, own.horizon, offer)
        other.agree(commitment, discount)
        return other.within_bounds() and other.at(*likely).payment <= most

    ask: int | None = None
    if pays(offer.commitment, 0):
        ask = 0
    elif pays(offer.commitment, PARTS):
        ask = _least(0, PARTS, lambda discount: pays(offer.commitment, discount))
    worth: int | None = None
    if pays(0, offer.discount):
        worth = DOLLARS_MAX
        if not pays(DOLLARS_MAX * 100, offer.discount):
            worth = _least(0, DOLLARS_MAX, lambda amount: not pays(amount * 100, offer.discount)) - 1
    weights = sum(one.weight for one in plan.forecasts)
    return {
        "saves": [exact(amount * CENT) for amount in saved],
        "expected_saves": Fraction(sum(amount * one.weight for amount, one in zip(saved, plan.forecasts)), 100 * weights),
        "turns": [_turns(own, contract, varied) for varied in VARIED],
        "discount_to_ask": None if ask is None else exact(ask * (FINE // PARTS)),
        "commitment_worth": None if worth is None else str(worth),
    }


def _best(saved: list[Any]) -> int | None:
    """The offer that saves most; nothing where none saves: the contract is kept."""
    return saved.index(max(saved)) if max(saved) > 0 else None


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
    if not all(own.within_bounds() for own in plans):
        return None
    contract = Plan(plan, horizon, None, contract=True)
    standings = [_standing(own, contract) for own in plans[1:]]
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
    weights = sum(forecast.weight for forecast in plan.forecasts)

    def outlook(own: Plan) -> dict[str, Any]:
        results = [own.at(forecast.demand, forecast.ai) for forecast in plan.forecasts]
        weighted = sum(result.payment * one.weight for result, one in zip(results, plan.forecasts))
        return {
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
                for result in results
            ],
            "expected": Fraction(weighted, 100 * weights),
        }

    found = [outlook(own) for own in plans]
    return {
        "horizon": count,
        "offers": found,
        "contract": outlook(contract),
        "standings": standings,
        "best": [_best([Fraction(own["saves"][number]) for own in standings]) for number in range(3)],
        "best_expected": _best([own["expected_saves"] for own in standings]),
        "crossings": crossings,
        "cheapest": [_first_least([Fraction(own["forecasts"][number]["payment"]) for own in found]) for number in range(3)],
        "cheapest_expected": _first_least([own["expected"] for own in found]),
    }
