"""A spend commitment: gap, absorption, shortfall, and what AI adds to a year's payment.

Follows "Commitment" in `docs/arithmetic.md`. Amounts are exact fractions of dollars, printed as texts; a quotient stays a
fraction.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from card import PLACES, SCALE, Card
from prices import charges, lines
from scenario import DOLLARS_MAX, PARTS, Commitment, Scenario, Terms

CAP = Fraction(1, 4)
"""The part of a commitment that Marketplace spend can retire."""


def exact(value: Fraction) -> str:
    """An amount as a plain decimal without trailing zeros; it has no more than twenty places."""
    scaled = value * SCALE
    if scaled.denominator != 1:
        raise ArithmeticError(f"{value} has more than {PLACES} places")
    units, rest = divmod(abs(scaled.numerator), SCALE)
    digits = f"{units}.{rest:0{PLACES}}".rstrip("0").rstrip(".")
    return "-" + digits if scaled < 0 else digits


def _cents(value: Fraction) -> Fraction:
    """To the cent, half up."""
    return Fraction((value * 200 + 1) // 2, 100)


@dataclass(frozen=True, slots=True)
class Spend:
    """One spend of a year: at list, after the negotiated rate, in cash, and what of it counts."""

    amount: Fraction
    negotiated: Fraction
    cash: Fraction
    counted: Fraction
    marketplace: bool


def _by_provider(scenario: Scenario, card: Card) -> dict[str, Fraction]:
    """AI spend of the first year, to the cent; the provider of a model that isn't on the card has no name."""
    months: dict[str, int] = {}
    found = [(line.piece.placement.model, line.cost) for line in lines(scenario, card)]
    found += [(charge.model, charge.cost) for charge in charges(scenario, card) if not charge.once]
    for name, cost in found:
        model = card.models.get(name)
        provider = "" if model is None else model.provider
        months[provider] = months.get(provider, 0) + cost
    return {provider: _cents(Fraction(12 * month, SCALE)) for provider, month in months.items()}


def _terms(commitment: Commitment, provider: str, card: Card) -> Terms:
    """As typed, or as usual for who bills."""
    typed = next((terms for terms in commitment.terms if terms.provider == provider), None)
    if typed is not None:
        return typed
    marketplace = any(model.provider == provider and model.marketplace for model in card.models.values())
    return Terms(provider, earns=not marketplace, part=None if marketplace else PARTS)


def _spend(amount: Fraction, terms: Terms, commitment: Commitment, discount: Fraction) -> Spend:
    negotiated = amount * (1 - Fraction(commitment.negotiated, PARTS))
    cash = negotiated * (1 - discount) if terms.earns else negotiated
    measured = negotiated if commitment.gross else cash
    counted = measured if terms.part is None else measured * Fraction(terms.part, PARTS)
    return Spend(amount, negotiated, cash, counted, terms.part is None)


def years(scenario: Scenario, card: Card) -> list[dict[str, Any]] | None:
    """Every year of the commitment; nothing without one, and where a provider's spend grows too large to compute."""
    commitment = scenario.commitment
    if commitment is None:
        return None
    spends, found = _by_provider(scenario, card), []
    for number, year in enumerate(commitment.years):
        if number:
            growth = Fraction(commitment.growth, PARTS)
            spends = {provider: _cents(spend * growth) for provider, spend in spends.items()}
        if any(spend > DOLLARS_MAX for spend in spends.values()):
            return None
        discount = Fraction(year.discount, PARTS)
        if year.ai is None:
            ai = [
                _spend(amount, _terms(commitment, provider, card), commitment, discount)
                for provider, amount in spends.items()
            ]
        else:
            ai = [_spend(year.ai, Terms("", earns=True, part=PARTS), commitment, discount)]
        found.append(_year(year.commitment, year.organic, discount, ai, commitment.gross))
    return found


def _year(promised: Fraction, organic: Fraction, discount: Fraction, ai: list[Spend], gross: bool) -> dict[str, Any]:
    zero = Fraction(0)
    listed = sum((spend.amount for spend in ai), zero)
    cash = sum((spend.cash for spend in ai), zero)
    marketplace = sum((spend.counted for spend in ai if spend.marketplace), zero)
    rest = sum((spend.counted for spend in ai if not spend.marketplace), zero)
    usage = organic * (1 - discount)
    without = organic if gross else usage
    cap = promised * CAP
    gap = max(zero, promised - without)
    shortfall = max(zero, promised - without - rest - min(marketplace, cap))
    payment, payment_without = usage + cash + shortfall, usage + gap
    incremental = payment - payment_without
    negotiated = sum((spend.negotiated for spend in ai), zero)
    ends = None
    if not gap:
        ends = zero
    elif marketplace + rest:
        share = gap / (marketplace + rest)
        if share * marketplace <= cap:
            ends = share * listed
        elif rest:
            ends = (gap - cap) / rest * listed
    return {
        "commitment": exact(promised),
        "organic": exact(organic),
        "ai_list": exact(listed),
        "ai_cash": exact(cash),
        "gap": exact(gap),
        "shortfall": exact(shortfall),
        "payment": exact(payment),
        "payment_without": exact(payment_without),
        "incremental": exact(incremental),
        "absorbed": exact(gap - shortfall),
        "effective_discount": (listed - incremental) / listed if listed else None,
        "shortcut": exact(max(zero, negotiated - max(zero, promised - organic)) * (1 - discount)),
        "shortfall_ends_at": ends,
    }
