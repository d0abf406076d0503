"""A spend commitment: gap, absorption, shortfall, and what AI adds to a year's payment.

Follows "Commitment" in `docs/arithmetic.md`. Spend before discounts is in cents; what follows from it is in whole 10^-14
dollars, which three shares of four places leave exact. It is printed as text; a quotient stays a fraction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from agreed import Commitment, Terms
from card import SCALE, Card
from prices import charges, lines, months
from reading import DOLLARS_MAX, PARTS
from scenario import Scenario
from services import AWS, MARKETPLACE, OUTSIDE, service_lines, yearly

FINE_PLACES = 14
FINE = 10**FINE_PLACES
CENT = FINE // 100

@dataclass(frozen=True, slots=True)
class Spend:
    """AI spend of a year with one provider, in cents before discounts, and how it stands."""

    amount: int
    terms: Terms
    below: int
    """The rate below list."""
    months: int
    """Months of the year that the rate holds."""
    marketplace: bool = False
    unsettled: bool = False

    def of(self, amount: int) -> Spend:
        """The same with another amount."""
        return replace(self, amount=amount)


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


def in_cents(amount: int) -> int:
    """An amount in 10^-20 dollars to the cent."""
    return half_up(amount * 100, SCALE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a year promises, and the spend before discounts that it is asked for."""

    promised: int
    discount: int
    organic: int
    ai: tuple[Spend, ...]

    def at(self, other: int, ai: int) -> Asked:
        """The year at another demand, for AI and for the rest."""
        return Asked(self.promised, self.discount, times(self.organic, other), self.times(ai).ai)

    def times(self, parts: int) -> Asked:
        """The year with so many ten-thousandths of its AI spend."""
        return self.spending(tuple(spend.of(times(spend.amount, parts)) for spend in self.ai))

    def under(self, promised: int, discount: int) -> Asked:
        """The same spend under another deal."""
        return replace(self, promised=promised, discount=discount)

    def spending(self, ai: tuple[Spend, ...]) -> Asked:
        """The same deal with other AI spend."""
        return replace(self, ai=ai)

    def read(self, full: bool, second: bool) -> Asked:
        """What Marketplace bills (by the second rules, or may bill) in full with the discount, or as Marketplace spend without it."""
        terms = {"earns": full, "part": PARTS if full else None}
        return self.spending(tuple(
            replace(spend, terms=replace(spend.terms, **terms))
            if spend.marketplace or (second and spend.unsettled) else spend
            for spend in self.ai
        ))


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
    room: int
    """How much Marketplace spend counts at most."""
    without: int
    retired: int
    carried_without: int = 0
    carried: int = 0

    @property
    def gap(self) -> int:
        """Shortfall without AI."""
        return max(0, self.promised - self.without - self.carried_without)

    @property
    def shortfall(self) -> int:
        """Shortfall with AI."""
        return max(0, self.promised - self.retired - self.carried)

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


def spent(spend: Spend, plan: Commitment, discount: int) -> tuple[int, int, int]:
    """A spend in cents after the negotiated rate, in cash, and what of it could count; in 10^-14 dollars."""
    covered = spend.amount * spend.months // 12
    negotiated = spend.amount * CENT - covered * spend.below * (CENT // PARTS)
    cash = negotiated * (PARTS - discount) // PARTS if spend.terms.earns else negotiated
    measured, part = negotiated if plan.gross else cash, spend.terms.part
    return negotiated, cash, measured if part is None else measured * part // PARTS


def settle(plan: Commitment, asked: Asked) -> Settled:
    """What a year comes to on the terms of a commitment; nothing is carried into it."""
    listed = negotiated = cash = marketplace = rest = 0
    for spend in asked.ai:
        own, paid, counted = spent(spend, plan, asked.discount)
        listed, negotiated, cash = listed + spend.amount * CENT, negotiated + own, cash + paid
        if spend.terms.part is None:
            marketplace += counted
        else:
            rest += counted
    promised, organic = asked.promised * CENT, asked.organic * CENT
    usage = organic * (PARTS - asked.discount) // PARTS
    without = organic if plan.gross else usage
    room = max(0, promised * plan.marketplace // PARTS - plan.marketplace_used * CENT)
    retired = without + rest + min(marketplace, room)
    return Settled(promised, organic, usage, listed, negotiated, cash, marketplace, rest, room, without, retired)


def carry(plan: Commitment, years: list[Settled]) -> list[Settled]:
    """Brings forward what each year retires beyond what it promises, where the contract lets it."""
    found: list[Settled] = []
    without = own = 0
    for year in years:
        year = replace(year, carried_without=without, carried=own)
        found.append(year)
        if plan.carries and year.promised:
            without = max(0, year.without + without - year.promised)
            own = max(0, year.retired + own - year.promised)
        else:
            without = own = 0
    return found


def settled(plan: Commitment, years: list[Asked]) -> list[Settled]:
    """Years one after the other."""
    return carry(plan, [settle(plan, year) for year in years])


def by_provider(scenario: Scenario, card: Card) -> dict[str, tuple[int, int]]:
    """AI spend in cents of the first year, and of it what comes again; a model that isn't on the card has no provider."""
    again: dict[str, int] = {}
    once: dict[str, int] = {}
    found = [(provider_of(line.piece.placement.model, card), 12 * line.cost, False) for line in lines(scenario, card)]
    found += [(provider_of(charge.model, card), charge.cost if charge.once else months(scenario, charge, 12), charge.once)
              for charge in charges(scenario, card) if not charge.once or scenario.rules == "v2"]
    found += yearly(service_lines(scenario, card))
    for provider, cost, comes_once in found:
        again.setdefault(provider, 0)
        sums = once if comes_once else again
        sums[provider] = sums.get(provider, 0) + cost
    return {
        provider: (in_cents(year + once.get(provider, 0)), in_cents(year)) for provider, year in again.items()
    }


def provider_of(name: str, card: Card) -> str:
    """Whose a model is."""
    model = card.models.get(name)
    return "" if model is None else model.provider


def terms_of(plan: Commitment, provider: str, card: Card) -> Terms:
    """As typed, or as usual for who bills."""
    typed = next((terms for terms in plan.terms if terms.provider == provider), None)
    if typed is not None:
        return typed
    if provider == OUTSIDE:
        return Terms(provider, earns=False, part=0)
    marketplace = is_marketplace(provider, card)
    return Terms(provider, earns=not marketplace, part=None if marketplace else PARTS)


def is_marketplace(provider: str, card: Card) -> bool:
    """Whether Marketplace bills a provider's models."""
    of_models = any(model.provider == provider and model.marketplace for model in card.models.values())
    return provider == MARKETPLACE or of_models


def spend_of(plan: Commitment, provider: str, number: int, amount: int, card: Card) -> Spend:
    """A spend with a provider in a year, counted from 0."""
    below, months = (0 if provider in (AWS, MARKETPLACE, OUTSIDE) else plan.negotiated), 12
    own = next((offer for offer in plan.private if offer.provider == provider), None)
    if own is not None:
        below, months = own.below, min(12, max(0, own.months - 12 * number))
    unsettled = any(model.provider == provider and model.unsettled for model in card.models.values())
    return Spend(amount, terms_of(plan, provider, card), below, months, is_marketplace(provider, card), unsettled)


def _typed(scenario: Scenario, plan: Commitment, number: int, typed: int, spends: dict[str, int], card: Card) -> Any:
    """Typed AI spend of a year: one that counts in full, or spread as the scenario's own spend of that year is."""
    if scenario.rules == "v1":
        one = spend_of(plan, "", number, typed, card)
        return (replace(one, terms=Terms("", earns=True, part=PARTS), marketplace=False),)
    whole, reached, given, found = sum(spends.values()), 0, 0, []
    if not whole:
        spends, whole = {provider_of(scenario.workloads[0].placement.model, card): 1}, 1
    for provider, spend in spends.items():
        reached += spend
        until = typed * reached // whole
        found.append(spend_of(plan, provider, number, until - given, card))
        given = until
    return tuple(found)


def asked_years(scenario: Scenario, plan: Commitment, card: Card, count: int) -> list[Asked] | None:
    """So many years; those beyond the commitment's own promise nothing. Nothing where spend grows too large to compute."""
    first, organic, typed, found = by_provider(scenario, card), 0, None, []
    spends = {provider: spend for provider, (spend, _) in first.items()}
    again = {provider: spend for provider, (_, spend) in first.items()}
    for number in range(count):
        own, discount = plan.years[number] if number < len(plan.years) else None, plan.discount(number)
        if number:
            again = {provider: times(spend, plan.growth) for provider, spend in again.items()}
            spends = again
            organic = times(organic, plan.organic_growth)
            typed = None if typed is None else times(typed, plan.growth)
        if own is not None:
            typed = own.ai
            if own.organic is not None:
                organic = half_up(own.organic * PARTS, PARTS - discount) if own.after else own.organic
        if max(*spends.values(), organic, typed or 0, 0) > DOLLARS_MAX * 100:
            return None
        if typed is None:
            ai = tuple(spend_of(plan, provider, number, amount, card) for provider, amount in spends.items())
        else:
            ai = _typed(scenario, plan, number, typed, spends, card)
        found.append(Asked(own.commitment if own else 0, discount, organic, ai))
    return found


def own_years(scenario: Scenario, card: Card) -> list[Asked] | None:
    """The commitment's own years."""
    plan = scenario.commitment
    return None if plan is None else asked_years(scenario, plan, card, len(plan.years))


def years(scenario: Scenario, card: Card) -> list[dict[str, Any]] | None:
    """Every year of the commitment; nothing without one, and where spend grows too large to compute."""
    found = own_years(scenario, card)
    if found is None:
        return None
    plan = scenario.commitment
    return [_figures(asked, year) for asked, year in zip(found, settled(plan, found), strict=True)]


def readings(scenario: Scenario, card: Card) -> list[list[list[str]]] | None:
    """Payment and shortfall of every year with Marketplace-billed models capped, and in full."""
    found, plan = own_years(scenario, card), scenario.commitment
    if found is None:
        return None
    second = scenario.rules == "v2"
    read = [settled(plan, [asked.read(full, second) for asked in found]) for full in (False, True)]
    return [[[exact(year.payment), exact(year.shortfall)] for year in years] for years in read]


def _figures(asked: Asked, year: Settled) -> dict[str, Any]:
    cap, ends = year.room, None
    gap = max(0, year.promised - year.without - year.carried)
    if not gap:
        ends = Fraction(0)
    elif year.marketplace + year.rest:
        share = Fraction(gap, year.marketplace + year.rest)
        if share * year.marketplace <= cap:
            ends = share * year.listed / FINE
        elif year.rest:
            ends = Fraction(gap - cap, year.rest) * year.listed / FINE
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
        "carried": exact(year.carried),
        "incremental": exact(year.incremental),
        "absorbed": exact(year.gap - year.shortfall),
        "effective_discount": Fraction(year.listed - year.incremental, year.listed) if year.listed else None,
        "shortcut": exact(above * (PARTS - asked.discount) // PARTS),
        "shortfall_ends_at": ends,
    }
