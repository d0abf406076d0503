"""A spend commitment: gap, absorption, shortfall, and what AI adds to a year's payment.

Follows "Commitment" in `docs/arithmetic.md`. Spend before discounts is in cents; what follows from it is in whole 10^-14
dollars, which three shares of four places leave exact. It is printed as text; a quotient stays a fraction.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from agreed import Commitment, Terms
from card import SCALE, Card
from prices import charges, lines
from reading import DOLLARS_MAX, PARTS
from scenario import Scenario

FINE_PLACES = 14
FINE = 10**FINE_PLACES
CENT = FINE // 100

FULL = Terms("", earns=True, part=PARTS)
"""The terms of typed AI spend."""


def half_up(above: int, below: int) -> int:
    """A quotient to a whole number, half up."""
    return (2 * above + below) // (2 * below)


def exact(value: int) -> str:
    """An amount in 10^-14 dollars as a plain decimal without trailing zeros."""
    units, rest = divmod(abs(value), FINE)
    digits = f"{units}.{rest:0{FINE_PLACES}}".rstrip("0").rstrip(".")
    return "-" + digits if value < 0 else digits


def times(cents: int, parts: int) -> int:
    """So many ten-thousandths of an amount, to the cent."""
    return half_up(cents * parts, PARTS)


def year_of(month: int) -> int:
    """Twelve months in 10^-20 dollars, in cents."""
    return half_up(12 * month * 100, SCALE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a year promises, and the spend before discounts that it is asked for."""

    promised: int
    discount: int
    organic: int
    ai: tuple[tuple[int, Terms], ...]

    def at(self, demand: int) -> Asked:
        """The year at another demand."""
        ai = tuple((times(amount, demand), terms) for amount, terms in self.ai)
        return Asked(self.promised, self.discount, times(self.organic, demand), ai)

    def under(self, promised: int, discount: int) -> Asked:
        """The same spend under another deal."""
        return Asked(promised, discount, self.organic, self.ai)

    def spending(self, ai: tuple[tuple[int, Terms], ...]) -> Asked:
        """The same deal with other AI spend."""
        return Asked(self.promised, self.discount, self.organic, ai)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a year comes to, in 10^-14 dollars."""

    promised: int
    organic: int
    usage_without: int
    listed: int
    negotiated: int
    cash: int
    marketplace: int
    rest: int
    without: int
    retired: int

    @property
    def gap(self) -> int:
        """Shortfall without AI."""
        return max(0, self.promised - self.without)

    @property
    def shortfall(self) -> int:
        """Shortfall with AI."""
        return max(0, self.promised - self.retired)

    @property
    def usage(self) -> int:
        """What is paid for usage."""
        return self.usage_without + self.cash

    @property
    def payment_without(self) -> int:
        """What is paid without AI."""
        return self.usage_without + self.gap

    @property
    def payment(self) -> int:
        """What is paid."""
        return self.usage + self.shortfall

    @property
    def incremental(self) -> int:
        """What AI adds."""
        return self.payment - self.payment_without


def spent(amount: int, terms: Terms, plan: Commitment, discount: int) -> tuple[int, int, int]:
    """A spend in cents after the negotiated rate, in cash, and what of it could count; in 10^-14 dollars."""
    negotiated = amount * (PARTS - plan.negotiated) * (CENT // PARTS)
    cash = negotiated * (PARTS - discount) // PARTS if terms.earns else negotiated
    measured = negotiated if plan.gross else cash
    return negotiated, cash, measured if terms.part is None else measured * terms.part // PARTS


def settle(plan: Commitment, asked: Asked) -> Settled:
    """What a year comes to on the terms of a commitment."""
    listed = negotiated = cash = marketplace = rest = 0
    for amount, terms in asked.ai:
        own, paid, counted = spent(amount, terms, plan, asked.discount)
        listed, negotiated, cash = listed + amount * CENT, negotiated + own, cash + paid
        if terms.part is None:
            marketplace += counted
        else:
            rest += counted
    promised, organic = asked.promised * CENT, asked.organic * CENT
    usage = organic * (PARTS - asked.discount) // PARTS
    without = organic if plan.gross else usage
    retired = without + rest + min(marketplace, promised // 4)
    return Settled(promised, organic, usage, listed, negotiated, cash, marketplace, rest, without, retired)


def by_provider(scenario: Scenario, card: Card) -> dict[str, int]:
    """AI spend of the first year in cents; the provider of a model that isn't on the card has no name."""
    months: dict[str, int] = {}
    found = [(line.piece.placement.model, line.cost) for line in lines(scenario, card)]
    found += [(charge.model, charge.cost) for charge in charges(scenario, card) if not charge.once]
    for name, cost in found:
        provider = provider_of(name, card)
        months[provider] = months.get(provider, 0) + cost
    return {provider: year_of(month) for provider, month in months.items()}


def provider_of(name: str, card: Card) -> str:
    """Whose a model is."""
    model = card.models.get(name)
    return "" if model is None else model.provider


def terms_of(plan: Commitment, provider: str, card: Card) -> Terms:
    """As typed, or as usual for who bills."""
    typed = next((terms for terms in plan.terms if terms.provider == provider), None)
    if typed is not None:
        return typed
    marketplace = any(model.provider == provider and model.marketplace for model in card.models.values())
    return Terms(provider, earns=not marketplace, part=None if marketplace else PARTS)


def asked_years(scenario: Scenario, plan: Commitment, card: Card, count: int) -> list[Asked] | None:
    """So many years; those beyond the commitment's own promise nothing. Nothing where spend grows too large to compute."""
    spends, organic, typed, found = by_provider(scenario, card), 0, None, []
    for number in range(count):
        own = plan.years[number] if number < len(plan.years) else None
        if number:
            spends = {provider: times(spend, plan.growth) for provider, spend in spends.items()}
            organic = times(organic, plan.organic_growth)
            typed = None if typed is None else times(typed, plan.growth)
        if own is not None:
            typed = own.ai
            organic = organic if own.organic is None else own.organic
        if max(*spends.values(), organic, typed or 0, 0) > DOLLARS_MAX * 100:
            return None
        if typed is None:
            ai = tuple((amount, terms_of(plan, provider, card)) for provider, amount in spends.items())
        else:
            ai = ((typed, FULL),)
        found.append(Asked(own.commitment if own else 0, own.discount if own else 0, organic, ai))
    return found


def own_years(scenario: Scenario, card: Card) -> list[Asked] | None:
    """The commitment's own years."""
    plan = scenario.commitment
    return None if plan is None else asked_years(scenario, plan, card, len(plan.years))


def years(scenario: Scenario, card: Card) -> list[dict[str, Any]] | None:
    """Every year of the commitment; nothing without one, and where spend grows too large to compute."""
    found = own_years(scenario, card)
    return None if found is None else [_figures(scenario.commitment, asked) for asked in found]


def _figures(plan: Commitment, asked: Asked) -> dict[str, Any]:
    year = settle(plan, asked)
    cap, ends = year.promised // 4, None
    if not year.gap:
        ends = Fraction(0)
    elif year.marketplace + year.rest:
        share = Fraction(year.gap, year.marketplace + year.rest)
        if share * year.marketplace <= cap:
            ends = share * year.listed / FINE
        elif year.rest:
            ends = Fraction(year.gap - cap, year.rest) * year.listed / FINE
    above = max(0, year.negotiated - year.gap)
    return {
        "commitment": exact(year.promised),
        "organic": exact(year.organic),
        "ai_list": exact(year.listed),
        "ai_cash": exact(year.cash),
        "gap": exact(year.gap),
        "shortfall": exact(year.shortfall),
        "payment": exact(year.payment),
        "payment_without": exact(year.payment_without),
        "incremental": exact(year.incremental),
        "absorbed": exact(year.gap - year.shortfall),
        "effective_discount": Fraction(year.listed - year.incremental, year.listed) if year.listed else None,
        "shortcut": exact(above * (PARTS - asked.discount) // PARTS),
        "shortfall_ends_at": ends,
    }
