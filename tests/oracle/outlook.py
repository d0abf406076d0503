"""What a purchase and a custom model come to: break-even, utilisation, the best number of units, the three paths.

Follows `docs/arithmetic.md` from "Custom models" to "Months of need". Money is a text; what is rounded to twelve places is a
text too; any other quotient is an exact fraction.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

import by_request
from capacity import Side, sides
from card import PLACES, RESERVED, SCALE, TERMS, Card
from prices import AVERAGE_MONTH, IMPORTED, MissingRateError, Prices, in_region, training, workload_lines
from quantities import PAID, Levers, Part, adjusted
from scenario import Scenario

NEED = 7
"""Months of need for which billing is compared."""

AT_LIST = Levers(routing=True, trim=True, caching=False, batch=False, tier=False, capacity=False, typed=False)
OTHERWISE = replace(PAID, capacity=False)


def text(value: Fraction | int | None, places: int = PLACES) -> str | None:
    """A number rounded half up to so many places, without trailing zeros."""
    if value is None:
        return None
    scaled = (Fraction(value) * 10**places * 2 + 1) // 2
    units, rest = divmod(scaled, 10**places)
    return f"{units}.{rest:0{places}}".rstrip("0").rstrip(".")


def _twelve(value: Fraction | None) -> str | None:
    return text(value, 12)


def otherwise(scenario: Scenario, card: Card, index: int, levers: Levers) -> dict[str, int] | None:
    """What the parts that a purchase serves cost without any capacity: input side, output side."""
    prices = Prices(scenario, card)
    costs = {"input": 0, "output": 0}

    def served(number: int, part: Part) -> Part | None:
        return part if scenario.capacity.purchase_of(number, part.placement.model) == index else None

    try:
        for number, workload in enumerate(scenario.workloads):
            for line in workload_lines(number, workload, prices, card, levers, partial(served, number)):
                costs["output" if line.meter == "output" else "input"] += line.cost
    except MissingRateError:
        return None
    return costs


def of_requests(scenario: Scenario, card: Card, index: int, levers: Levers) -> dict[str, int] | None:
    """What a purchase is offered costs otherwise, by the second rules: cache reads count on no side of a reservation."""
    prices, reserved = Prices(scenario, card), scenario.capacity.purchases[index].reserved
    at_list = not levers.typed
    costs = {"input": 0, "output": 0}
    for own in by_request.offers(scenario, card, index, prices, PAID):
        if own.batch:
            continue
        piece = own.piece
        counted = {"input": piece.fresh, "cache_read": piece.reads, "output": piece.output}
        counted |= {"cache_write_" + lives: count for lives, count in piece.written.items()}
        if at_list:
            piece = replace(piece, buying="standard")
            if not reserved:
                counted = {"input": own.input, "output": own.output}
        if reserved:
            counted.pop("cache_read")
        try:
            for meter, count in counted.items():
                if count:
                    costs["output" if meter == "output" else "input"] += count * prices.of(piece, meter, levers.typed).token
        except MissingRateError:
            return None
    return costs


def purchase_outlook(scenario: Scenario, card: Card, index: int) -> dict[str, Any]:
    """A purchase against what it is offered, under every term."""
    own, hours = scenario.capacity.purchases[index], scenario.capacity.hours
    prices, terms = Prices(scenario, card), []
    second = scenario.rules == "v2"
    found = by_request.sides(scenario, card, index, prices, PAID) if second else sides(scenario, index, PAID)
    requests = None
    if second and own.reserved:
        requests = min((side.utilisation * side.unit * side.units / side.offered if side.offered else Fraction(1)) for side in found)
    costs = []
    for levers in (AT_LIST, OTHERWISE):
        cost = of_requests(scenario, card, index, levers) if second else otherwise(scenario, card, index, levers)
        costs.append([_cost(side, cost) for side in found])
    for buying, months in (RESERVED if own.reserved else TERMS).items():
        hourly: list[Fraction | None] = []
        for side in found:
            place, meter = (own.placement, side.meter) if own.reserved else (in_region(own.placement), "model_unit")
            rate = prices.elsewhere(place, buying, meter)
            amount = side.minute if own.reserved else 1
            hourly.append(None if rate is None else Fraction(amount * rate.token, SCALE))
        month = renewal = None
        if None not in hourly:
            hour = sum(hour * side.units for hour, side in zip(hourly, found))
            month, renewal = hour * hours, hour * (AVERAGE_MONTH if second else hours) * months
        step = max(months, 1)
        billed = -(-NEED // step) * step
        terms.append({
            "buying": buying,
            "month": text(month),
            "renewal": text(renewal),
            "billed_after_7": billed,
            "owed_after_7": billed - NEED,
            "sides": [_of_term(*each, hours, requests) for each in zip(found, hourly, *costs)],
        })
    return {
        "sides": [
            {
                "offered": str(side.offered),
                "unit": str(side.unit),
                "slots": side.count,
                "served": str(served(side, requests)),
                "idle": str(side.idle),
                "mean": str(side.mean),
                "peak": str(side.peak),
                "utilisation": _twelve(utilisation(side, requests)),
                "list": text(at_list),
                "otherwise": text(other),
            }
            for side, at_list, other in zip(found, *costs)
        ],
        "terms": terms,
    }


def served(side: Side, requests: Fraction | None) -> int:
    """What is served, times the number of slots: a reservation serves the same share of the requests on both sides."""
    return side.served(side.units) if requests is None else int(side.offered * side.count * requests)


def utilisation(side: Side, requests: Fraction | None) -> Fraction:
    """How much of the capacity is used."""
    return Fraction(served(side, requests), side.count * side.units * side.unit)


def _cost(side: Side, cost: dict[str, int] | None) -> Fraction | None:
    if cost is None:
        return None
    return Fraction(sum(cost.values()) if side.meter is None else cost[side.meter], SCALE)


def _of_term(
    side: Side, hourly: Fraction | None, at_list: Fraction | None, other: Fraction | None, hours: int,
    requests: Fraction | None,
) -> dict[str, Any]:
    """What one side comes to at the price of a term."""

    def break_even(cost: Fraction | None) -> str | None:
        if hourly is None or not cost or not side.offered:
            return None
        return _twelve(hourly * side.offered / (side.minute * 60 * cost))

    million = best = None
    if hourly is not None:
        used = utilisation(side, requests)
        million = hourly / (side.minute * 60 * used) * 1_000_000 if used else None
        if side.meter is None and other is not None:
            units = side.best(hourly * hours, other)
            best = {"units": str(units), "cost": side.cost(units, hourly * hours, other)}
    return {
        "hourly": text(hourly),
        "break_even_list": break_even(at_list),
        "break_even_otherwise": break_even(other),
        "per_million": million,
        "best": best,
    }


def custom_outlook(scenario: Scenario, card: Card, index: int) -> dict[str, Any]:
    """A custom model: once, a month of storage, the three ways of serving it, the first year."""
    custom, prices = scenario.capacity.customs[index], Prices(scenario, card)
    base, imported = in_region(custom.placement), in_region(custom.placement, IMPORTED)

    def cost(place: Any, buying: str, meter: str, count: int) -> Fraction | None:
        if not count:
            return Fraction(0)
        rate = prices.elsewhere(place, buying, meter)
        return None if rate is None else Fraction(count * rate.token, SCALE)

    once = cost(base, "custom", "training", training(custom, prices))
    if custom.serving == "import":
        storage = cost(imported, "import", "storage", custom.stored * custom.import_units)
    else:
        storage = cost(base, "custom", "storage", int(custom.stored))
    on_demand = None
    if custom.workload is not None and custom.workload < len(scenario.workloads):
        counts = zip(("input", "output"), adjusted(scenario.workloads[custom.workload]))
        on_demand = _sum([cost(custom.placement, "custom", meter, count) for meter, count in counts])
    paths = {
        "on-demand": on_demand,
        "units": cost(base, custom.term, "model_unit", custom.units * scenario.capacity.hours),
        "import": cost(imported, "import", "model_unit", custom.import_units * custom.windows * 5),
    }
    in_year = {path: None if month is None else 12 * month for path, month in paths.items()}
    if scenario.rules == "v2":
        # Units are paid for the 8,760 hours of a year.
        units = cost(base, custom.term, "model_unit", custom.units * AVERAGE_MONTH)
        in_year["units"] = None if units is None else 12 * units
    serving = in_year.get(custom.serving, Fraction(0))
    year = _sum([once, None if storage is None else 12 * storage, serving])
    return {
        "once": text(once),
        "storage": text(storage),
        "paths": [text(path) for path in paths.values()],
        "paths_of_year": [text(path) for path in in_year.values()],
        "first_year": text(year),
        "serving_share": serving / year if year else None,
    }


def _sum(amounts: list[Fraction | None]) -> Fraction | None:
    return None if None in amounts else sum(amounts, Fraction(0))
