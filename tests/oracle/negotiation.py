"""What clauses are worth, a rate hold by what prices did, what alternatives save, what capacity owes, and the ladder of a year.

Follows "From list price to what AI adds", "Clauses", "Alternatives" and "Obligations" in `docs/arithmetic.md`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, Callable

import elsewhere
from agreed import Alternative, Commitment, TypedKey, Units, Year
from card import RATES, RESERVED, SCALE, TERMS, Card, Rate
from commitment import (
    CENT, FINE, Asked, Spend, asked_years, by_provider, exact, half_up, in_cents, own_years, provider_of, settle,
    settled, spend_of, spent, times,
)
import asked_services
from prices import RUNGS, AboveWindowError, Line, MissingRateError, Prices, charges, in_region, ladders, lines, months, total, training
from services import of_a_year, once, service_lines, with_services, yearly
from quantities import adjusted
from reading import PARTS
from scenario import Scenario, first_of

DOLLAR = SCALE // FINE
"""10^-20 dollars in 10^-14 dollars."""


def year_ladder(scenario: Scenario, card: Card) -> list[dict[str, str]] | None:
    """From list price of a year to what AI adds; nothing without a first year, a ladder, or with typed AI spend."""
    years = own_years(scenario, card)
    if not years or scenario.commitment.years[0].ai is not None:
        return None
    try:
        served = service_lines(scenario, card)
        steps = with_services(ladders(scenario, card)[1], of_a_year(served))
    except MissingRateError:
        return None
    if scenario.rules == "v2":
        steps = _with(steps, "capacity", sum(charge.cost for charge in charges(scenario, card) if charge.once))
    steps = _with(steps, "services", once(served))
    year, level = settle(scenario.commitment, years[0]), sum(amount for _, amount in steps)
    levels = (year.listed, year.negotiated, year.cash, year.incremental)
    for step, before, after in zip(("negotiated rate", "commitment discount", "gap absorption"), levels, levels[1:]):
        if after != before:
            steps.append((step, after * DOLLAR - level))
            level = after * DOLLAR
    return [{"step": step, "amount": _exactly(amount)} for step, amount in steps]


def _with(steps: list[tuple[str, int]], name: str, once: int) -> list[tuple[str, int]]:
    """What is paid once belongs to its step, training to the capacity; a step of nothing is left out."""
    changes = dict(steps)
    changes[name] = changes.get(name, 0) + once
    order = [*(step for step, _ in RUNGS), "services"]
    return [(step, changes[step]) for step in order if step == "list" or changes.get(step)]


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
        changed = settled(plan, [change(number, year) for number, year in enumerate(years, 1)])
        return sum(year.payment for year in changed)

    def granted(year: Asked, **terms: Any) -> Asked:
        return year.spending(tuple(replace(own, terms=replace(own.terms, **terms)) for own in year.ai))

    def risen(number: int, year: Asked) -> Asked:
        if number < given.rise_year:
            return year
        return year.times(PARTS + given.rise)

    def lowered(_: int, year: Asked) -> Asked:
        return year.at(*low).under(times(year.promised, PARTS - given.reduction), year.discount)

    given, low = plan.clauses, (plan.forecasts[0].demand, plan.forecasts[0].ai)
    now = paid(lambda _, year: year)
    found = [
        ("full-counting", now, paid(lambda _, year: granted(year, part=PARTS))),
        ("earns-discount", now, paid(lambda _, year: granted(year, earns=True))),
        ("rate-hold", paid(risen), now),
        ("reduction", paid(lambda _, year: year.at(*low)), paid(lowered)),
        ("deprecation-parity", given.migration_cost * given.migration_months * (CENT // PARTS), 0),
    ]
    found.sort(key=lambda clause: clause[2] - clause[1])
    return [{"clause": name, "without": exact(without), "with": exact(held)} for name, without, held in found]


@lru_cache(maxsize=1)
def _changes() -> tuple[tuple[str, str, str, int], ...]:
    """Published changes of all that a model costs: date, provider, what it is about, the change in ten-thousandths."""
    text = (RATES / "history" / "events.toml").read_text(encoding="utf-8")
    found = []
    for event in tomllib.loads(text)["event"]:
        if event["kind"] not in ("model", "successor", "tokens"):
            continue
        old, new = ([Fraction(price) for price in event[name].split(" / ")] for name in ("old", "new"))
        tokens = Fraction(event.get("tokens", "1"))
        # Towards none, and the smaller of input and output.
        shares = [int((after * tokens / before - 1) * PARTS) for before, after in zip(old, new, strict=True)]
        found.append((event["date"], event["provider"], event["item"], min(shares, key=abs)))
    return tuple(found)


def rate_hold(scenario: Scenario, card: Card) -> list[dict[str, Any]] | None:
    """What a rate hold would have been worth by the changes of each provider's prices that were known by the card's date."""
    plan, years = scenario.commitment, own_years(scenario, card)
    if years is None:
        return None
    providers = dict.fromkeys(spend.terms.provider for year in years for spend in year.ai if spend.amount)
    now = sum(year.payment for year in settled(plan, years))
    found: list[dict[str, Any]] = []
    for name, rises, largest in (
        ("largest-rise", True, True), ("typical-rise", True, False), ("typical-cut", False, False), ("largest-cut", False, True),
    ):
        moves: dict[str, tuple[str, int]] = {}
        for provider in providers:
            own = [(abs(change), item, change) for date, of, item, change in _changes()
                   if of == provider and (change > 0) == rises and f"{date}-01-01"[:10] <= scenario.date]
            own.sort(key=lambda change: change[0])
            if own:
                _, item, change = own[-1 if largest else (len(own) - 1) // 2]
                moves[provider] = (item, change)
        if not moves:
            continue

        def moved(number: int, year: Asked) -> Asked:
            if number < plan.clauses.rise_year:
                return year
            parts = {provider: PARTS + change for provider, (_, change) in moves.items()}
            return year.spending(tuple(spend.of(times(spend.amount, parts.get(spend.terms.provider, PARTS)))
                                       for spend in year.ai))

        paid = sum(year.payment for year in settled(plan, [moved(number, year) for number, year in enumerate(years, 1)]))
        found.append({"precedent": name, "follows": [item for item, _ in moves.values()],
                      "without": exact(paid), "with": exact(now)})
    largest_ones = [own["follows"] for own in found if own["precedent"].startswith("largest")]
    return [own for own in found if own["precedent"].startswith("largest") or own["follows"] not in largest_ones]


def alternatives(scenario: Scenario, card: Card) -> list[dict[str, Any]] | None:
    """Every alternative in the first year."""
    plan = scenario.commitment
    if plan is None or not plan.years:
        plan = Commitment(years=(Year(0, None, 0, None),))
    years = asked_years(scenario, plan, card, 1)
    if years is None:
        return None
    owed = {} if scenario.rules == "v1" or plan.years[0].ai is not None else _owed_by_provider(scenario, card)
    kept = {} if plan.years[0].ai is not None else _served(scenario, card)
    return [_alternative(own, scenario, plan, years[0], owed, kept, card) for own in scenario.alternatives]


@dataclass(frozen=True, slots=True)
class Owed:
    """What a purchase or custom model with a term comes to, in 10^-20 dollars: a month, its term, a year."""

    owner: str
    index: int
    model: str
    months: int
    month: int
    term: int
    year: int


def _owed(scenario: Scenario, card: Card) -> list[Owed]:
    """Every purchase and custom model with a term."""
    every = list(charges(scenario, card))
    bought = [("purchase", number, own.placement.model, own.buying)
              for number, own in enumerate(scenario.capacity.purchases)]
    bought += [("custom", number, own.placement.model, own.term)
               for number, own in enumerate(scenario.capacity.customs) if own.serving == "units"]
    found = []
    for owner, number, model, buying in bought:
        term = (TERMS | RESERVED)[buying]
        if term:
            own = [charge for charge in every if (charge.owner, charge.index, charge.buying) == (owner, number, buying)]
            month = sum(charge.cost for charge in own)
            owed, year = (sum(months(scenario, charge, count) for charge in own) for count in (term, 12))
            found.append(Owed(owner, number, model, term, month, owed, year))
    return found


def _owed_by_provider(scenario: Scenario, card: Card) -> dict[str, int]:
    """In cents, to the cent for each provider."""
    sums: dict[str, int] = {}
    for own in _owed(scenario, card):
        provider = provider_of(own.model, card)
        sums[provider] = sums.get(provider, 0) + own.term
    return {provider: in_cents(owed) for provider, owed in sums.items()}


def _served(scenario: Scenario, card: Card) -> dict[str, int]:
    """Services of the first year by who bills them, in cents: an alternative moves none of them."""
    sums: dict[str, int] = {}
    for biller, cost, _ in yearly(service_lines(scenario, card)):
        sums[biller] = sums.get(biller, 0) + cost
    return {biller: half_up(cost * 100, SCALE) for biller, cost in sums.items()}


def _elsewhere(scenario: Scenario, every: tuple[tuple[TypedKey, Rate], ...], share: int, card: Card) -> int:
    """In cents, a share of the first year at prices typed for elsewhere; the card gives none.

    Capacity whose prices aren't all typed isn't bought there.
    """
    # What is known of Bedrock's models isn't known of those that somebody else sells.
    bare = Card({name: replace(model, window=None) for name, model in card.models.items()})
    there = replace(scenario, typed=first_of(every), every_typed=every, capacity=replace(scenario.capacity, purchases=(), customs=()),
                    services=asked_services.read({}))

    def is_priced(**bought: Any) -> bool:
        one = replace(there, capacity=replace(there.capacity, **bought))
        try:
            list(charges(one, bare))
            for own in bought.get("customs", ()):
                served = scenario.workloads[own.workload : own.workload + 1] if own.workload is not None else ()
                for workload in served if own.serving == "on-demand" else ():
                    for meter, count in zip(("input", "output"), adjusted(workload)):
                        if count:
                            Prices(one, bare).needed(own.placement, "custom", meter, True)
        except MissingRateError:
            return False
        return True

    purchases = tuple(own for own in scenario.capacity.purchases if is_priced(purchases=(own,)))
    customs = []
    for own in scenario.capacity.customs:
        # What its training costs here needs a price there; where it costs nothing here, none.
        if Prices(there, bare).elsewhere(in_region(own.placement), "custom", "training") is None:
            if training(own, Prices(scenario, card)):
                continue
            own = replace(own, training_tokens=0, training_hours=0)
        if is_priced(customs=(own,)):
            customs.append(own)
    there = replace(there, capacity=replace(there.capacity, purchases=purchases, customs=tuple(customs)))
    return sum(times(year, share) for year, _ in by_provider(there, bare).values())


def _twelfth(value: Fraction) -> str:
    """A ratio of at most 12 places."""
    units, rest = divmod(int(value * 10**12), 10**12)
    return f"{units}.{rest:012}".rstrip("0").rstrip(".")


def _size(size: dict[str, Any]) -> dict[str, Any]:
    shown = {name: None if size[name] is None else _twelfth(size[name]) for name in ("utilisation", "break_even")}
    return {"count": str(size["count"]), "load": str(size["load"]), "month": _exactly(size["month"]), **shown}


def _on_own(
    own: Alternative, scenario: Scenario, card: Card
) -> tuple[int | None, str | None, list[dict[str, Any]] | None, Fraction | None]:
    """A year on instances of one's own, what is wrong, the fleets, and the volume at which it costs the same."""
    asked = replace(scenario, capacity=replace(scenario.capacity, purchases=(), customs=()))
    fleets = [fleet for fleet in own.fleets if fleet.speed]
    try:
        all_lines = list(lines(asked, card))
    except AboveWindowError:
        return None, "above-window", None, None
    except MissingRateError:
        return None, "missing-rate", None, None
    if any(line.piece.placement.model not in {fleet.model for fleet in fleets} for line in all_lines):
        return None, "missing-rate", None, None
    found, most, seen = [], [], set()
    try:
        for fleet in fleets:
            of_model = [line for line in all_lines if line.piece.placement.model == fleet.model and fleet.model not in seen]
            seen.add(fleet.model)
            figures, can = elsewhere.sized_fleet(fleet, asked, of_model, own.share)
            found.append(figures)
            most += [] if can is None else [can]
    except elsewhere.TooManyTokensError:
        return None, "too-many-tokens", None, None
    month = sum(size["month"] for size in found) + own.people * SCALE // 100
    here = _share_of_month(sum(line.cost for line in all_lines), own.share)
    volume = elsewhere.twelve(Fraction(month * 100, SCALE * here)) if here else None
    if volume is not None and most and volume > min(most):
        volume = None
    year = sum(size["year"] for size in found) + 12 * own.people * SCALE // 100
    return (half_up(year * 100, SCALE) * CENT if own.fleets else None), None, found, volume


def _share_of_month(month: int, share: int) -> int:
    """In cents."""
    return half_up(month * share * 100, SCALE * PARTS)


def _with_provider(own: Alternative, scenario: Scenario, card: Card) -> tuple[int | None, str | None, list[str | None], list[dict[str, Any]]]:
    """A share of the first year by a provider's card, what is wrong, a month of each workload, and its units.

    Caches that are kept there are in the year, whatever share moves.
    """
    seen_card, factors = elsewhere.seen(scenario, own.provider, card)
    there = elsewhere.translated(scenario, own.provider, factors)

    def priced(asked: Scenario, before: Scenario) -> list[Line]:
        elsewhere.check_tokens(before, factors)
        return list(lines(asked, seen_card))

    def served(line: Line, units: Units) -> bool:
        return line.piece.placement.model == units.model and line.piece.buying != "batch"

    price, problem, months, sizes = None, None, [], []
    try:
        all_lines = priced(there, scenario)
        for units in own.provider.units:
            sizes.append(elsewhere.sized_units(units, scenario, [line for line in all_lines if served(line, units)], own.share))
            all_lines = [line for line in all_lines if not served(line, units)]
        sums: dict[str, int] = {}
        for line in all_lines:
            provider = provider_of(line.piece.placement.model, card)
            sums[provider] = sums.get(provider, 0) + line.cost
        price = sum(times(half_up(12 * month * 100, SCALE), own.share) for month in sums.values()) * CENT
        price += sum(half_up(size["year"] * 100, SCALE) for size in sizes) * CENT
        price += sum(half_up(12 * elsewhere.stored(cache) * 100, SCALE) for cache in elsewhere.kept(own.provider, scenario)) * CENT
        months = [_exactly(sum(line.cost for line in all_lines if line.workload == number))
                  for number in range(len(scenario.workloads))]
        return price, problem, months, sizes
    except MissingRateError:
        problem = "missing-rate"
    except elsewhere.TooManyTokensError:
        problem = "too-many-tokens"
    for number in range(len(scenario.workloads)):
        one = slice(number, number + 1)
        try:
            alone = priced(replace(there, workloads=there.workloads[one]), replace(scenario, workloads=scenario.workloads[one]))
            months.append(_exactly(sum(line.cost for line in alone)))
        except (MissingRateError, elsewhere.TooManyTokensError):
            months.append(None)
    return price, problem, months, []


def _alternative(
    own: Alternative, scenario: Scenario, plan: Commitment, asked: Asked, owed: dict[str, int],
    kept: dict[str, int], card: Card
) -> dict[str, Any]:
    def left(spend: Spend) -> Spend:
        fixed = owed.get(spend.terms.provider, 0) + kept.get(spend.terms.provider, 0)
        return spend.of(spend.amount - times(spend.amount - fixed, own.share))

    year, rest = settle(plan, asked), settle(plan, asked.spending(tuple(left(spend) for spend in asked.ai)))
    tokens, price, problem = None, None, None
    every = own.prices
    if own.rates:
        volumes = [adjusted(workload) for workload in scenario.workloads]
        tokens = [sum(volume[side] for volume in volumes) * own.share // PARTS for side in range(2)]
        if any(rate.token for rate in own.rates):
            if scenario.rules == "v1":
                price = 12 * sum(count * rate.token for count, rate in zip(tokens, own.rates)) // DOLLAR
            else:
                model = scenario.workloads[0].placement.model
                every = tuple(((model, "standard", "ordinary", meter, None), rate)
                              for meter, rate in zip(("input", "output"), own.rates))
    elif own.month:
        price = 12 * own.month * CENT
    workloads, fleets, volume = None, None, None
    if own.provider is not None:
        price, problem, workloads, fleets = _with_provider(own, scenario, card)
    if own.fleets is not None:
        price, problem, fleets, volume = _on_own(own, scenario, card)
    if every is not None:
        try:
            price = _elsewhere(scenario, every, own.share, card) * CENT
        except MissingRateError:
            problem = "missing-rate"
        if not any(rate.amount for _, rate in every):
            # Nothing runs for nothing: 0 is no price.
            price = None
    adds, once = year.payment - rest.payment, own.switching * CENT
    saves = None if price is None else adds - price
    return {
        "moved": exact(year.listed - rest.listed),
        "cash": exact(year.cash - rest.cash),
        "adds": exact(adds),
        "owed": exact(sum(owed.get(spend.terms.provider, 0) for spend in asked.ai) * CENT),
        "problem": problem,
        "price": None if price is None else exact(price),
        "workloads": workloads,
        "storage": None if own.provider is None else _exactly(sum(map(elsewhere.stored, elsewhere.kept(own.provider, scenario)))),
        "fleets": None if fleets is None else [_size(size) for size in fleets],
        "volume": None if volume is None else _twelfth(volume),
        "tokens": None if tokens is None else [str(count) for count in tokens],
        "switching": exact(once),
        "saves": None if saves is None else exact(saves),
        "months": str(-(-12 * once // saves)) if saves is not None and saves > 0 else None,
    }


def obligations(scenario: Scenario, card: Card) -> list[dict[str, Any]] | None:
    """What is owed by the terms of purchases and custom models."""
    years, plan = own_years(scenario, card), scenario.commitment
    if years is None:
        return None
    found = []
    for own in _owed(scenario, card) if years else ():
        spend = spend_of(plan, provider_of(own.model, card), 0, in_cents(own.year), card)
        _, cash, counted = spent(spend, plan, years[0].discount)
        found.append({
            "owner": own.owner,
            "index": own.index,
            "month": _exactly(own.month),
            "months": own.months,
            "owed": _exactly(own.term),
            "list": exact(in_cents(own.year) * CENT),
            "cash": exact(cash),
            "counted": exact(counted),
        })
    return found
