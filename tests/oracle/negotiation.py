"""What clauses are worth, what alternatives save, what capacity owes, and the ladder of a year.

Follows "From list price to what AI adds", "Clauses", "Alternatives" and "Obligations" in `docs/arithmetic.md`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable

from agreed import Alternative, Commitment, Year
from card import RESERVED, SCALE, TERMS, Card
from commitment import (
    CENT, FINE, Asked, asked_years, exact, own_years, provider_of, settle, spent, terms_of, times, year_of,
)
from prices import MissingRateError, charges, ladder, total
from quantities import adjusted
from reading import PARTS
from scenario import Scenario

DOLLAR = SCALE // FINE
"""10^-20 dollars in 10^-14 dollars."""


def year_ladder(scenario: Scenario, card: Card) -> list[dict[str, str]] | None:
    """From list price of a year to what AI adds; nothing without a first year, a ladder, or with typed AI spend."""
    years = own_years(scenario, card)
    if not years or scenario.commitment.years[0].ai is not None:
        return None
    try:
        steps = [(step, 12 * amount) for step, amount in ladder(scenario, card, total(scenario, card))]
    except MissingRateError:
        return None
    year, level = settle(scenario.commitment, years[0]), sum(amount for _, amount in steps)
    levels = (year.listed, year.negotiated, year.cash, year.incremental)
    for step, before, after in zip(("negotiated rate", "commitment discount", "gap absorption"), levels, levels[1:]):
        if after != before:
            steps.append((step, after * DOLLAR - level))
            level = after * DOLLAR
    return [{"step": step, "amount": _exactly(amount)} for step, amount in steps]


def _exactly(amount: int) -> str:
    """10^-20 dollars as a plain decimal."""
    units, rest = divmod(abs(amount), SCALE)
    text = f"{units}.{rest:020}".rstrip("0").rstrip(".")
    return "-" + text if amount < 0 else text


def clauses(scenario: Scenario, card: Card) -> list[dict[str, str]] | None:
    """Every clause, the dearest first."""
    plan, years = scenario.commitment, own_years(scenario, card)
    if years is None:
        return None

    def paid(change: Callable[[int, Asked], Asked]) -> int:
        return sum(settle(plan, change(number, year)).payment for number, year in enumerate(years, 1))

    def granted(year: Asked, **terms: Any) -> Asked:
        return year.spending(tuple((amount, replace(own, **terms)) for amount, own in year.ai))

    def risen(number: int, year: Asked) -> Asked:
        if number < given.rise_year:
            return year
        return year.spending(tuple((times(amount, PARTS + given.rise), own) for amount, own in year.ai))

    def lowered(_: int, year: Asked) -> Asked:
        return year.at(low).under(times(year.promised, PARTS - given.reduction), year.discount)

    given, low = plan.clauses, plan.forecasts[0].demand
    now = paid(lambda _, year: year)
    found = [
        ("full-counting", now, paid(lambda _, year: granted(year, part=PARTS))),
        ("earns-discount", now, paid(lambda _, year: granted(year, earns=True))),
        ("rate-hold", paid(risen), now),
        ("reduction", paid(lambda _, year: year.at(low)), paid(lowered)),
        ("deprecation-parity", given.migration_cost * given.migration_months * (CENT // PARTS), 0),
    ]
    found.sort(key=lambda clause: clause[2] - clause[1])
    return [{"clause": name, "without": exact(without), "with": exact(held)} for name, without, held in found]


def alternatives(scenario: Scenario, card: Card) -> list[dict[str, Any]] | None:
    """Every alternative in the first year."""
    plan = scenario.commitment
    if plan is None or not plan.years:
        plan = Commitment(years=(Year(0, None, 0, None),))
    years = asked_years(scenario, plan, card, 1)
    return None if years is None else [_alternative(own, scenario, plan, years[0]) for own in scenario.alternatives]


def _alternative(own: Alternative, scenario: Scenario, plan: Commitment, asked: Asked) -> dict[str, Any]:
    stays = asked.spending(tuple((amount - times(amount, own.share), terms) for amount, terms in asked.ai))
    year, left = settle(plan, asked), settle(plan, stays)
    tokens = None
    if own.month is None:
        volumes = [adjusted(workload) for workload in scenario.workloads]
        tokens = [sum(volume[side] for volume in volumes) * own.share // PARTS for side in range(2)]
        known = any(rate.token for rate in own.rates)
        price = 12 * sum(count * rate.token for count, rate in zip(tokens, own.rates)) // DOLLAR
    else:
        known = own.month > 0
        price = 12 * own.month * CENT
    adds = year.payment - left.payment
    # Nothing runs for nothing: 0 is no price.
    saves, once = adds - price, own.switching * CENT
    return {
        "moved": exact(year.listed - left.listed),
        "cash": exact(year.cash - left.cash),
        "adds": exact(adds),
        "price": exact(price) if known else None,
        "tokens": None if tokens is None else [str(count) for count in tokens],
        "switching": exact(once),
        "saves": exact(saves) if known else None,
        "months": str(-(-12 * once // saves)) if known and saves > 0 else None,
    }


def obligations(scenario: Scenario, card: Card) -> list[dict[str, Any]] | None:
    """What is owed by the terms of purchases and custom models."""
    years = own_years(scenario, card)
    if years is None:
        return None
    found, every = [], list(charges(scenario, card))
    bought = [("purchase", number, own.placement.model, own.buying)
              for number, own in enumerate(scenario.capacity.purchases)]
    bought += [("custom", number, own.placement.model, own.term)
               for number, own in enumerate(scenario.capacity.customs) if own.serving == "units"]
    for owner, number, model, buying in bought if years else ():
        months = (TERMS | RESERVED)[buying]
        if not months:
            continue
        units = [charge.cost for charge in every if (charge.owner, charge.index, charge.buying) == (owner, number, buying)]
        month = sum(units)
        plan = scenario.commitment
        terms = terms_of(plan, provider_of(model, card), card)
        _, cash, counted = spent(year_of(month), terms, plan, years[0].discount)
        found.append({
            "owner": owner,
            "index": number,
            "month": _exactly(month),
            "months": months,
            "owed": _exactly(month * months),
            "list": exact(year_of(month) * CENT),
            "cash": exact(cash),
            "counted": exact(counted),
        })
    return found
