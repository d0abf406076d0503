"""Compares a report with what the oracle finds; every difference is a line of text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from card import PLAIN, PLACES, SCALE, Card
from commitment import readings, years
from errors import KINDS, holding
from negotiation import alternatives, clauses, obligations, rate_hold, year_ladder
from offers import offers
from outlook import custom_outlook, purchase_outlook
from prices import (
    Charge, Line, MissingRateError, break_even, charges, ladders, lines, months, per_million, per_thousand,
)
from scenario import Scenario
from services import ServiceLine, monthly, of_a_year, once, service_lines, with_services

CLOSE = Fraction(1, 10**20)
"""How far a printed quotient may be from the exact one, as a part of it."""

LONG = 12
"""A quotient printed with at least this many places may also be off by one in its last place."""

QUOTIENT = Fraction(1, 10**15)
"""How far a quotient of quotients may be off, as a part of it."""
LAST = Fraction(1, 10**27)
"""The last places a decimal has."""

LINE_FIELDS = {"workload", "model", "scope", "region", "buying", "length", "meter", "tokens", "rate", "unit", "cost"}
SERVICE_FIELDS = {"owner", "index", "workload", "item", "quantity", "price", "cost", "once", "billed"}
CHARGE_FIELDS = {"owner", "index", "model", "buying", "meter", "quantity", "rate", "unit", "cost"}
REPORT_FIELDS = {
    "lines", "charges", "services", "month", "inference", "once", "year", "ladder", "ladder_of_year", "per_million_tokens",
    "per_thousand_requests", "cache_break_even",
}
OF_COMMITMENT = (
    ("years", years),
    ("readings", readings),
    ("year_ladder", year_ladder),
    ("offers", offers),
    ("clauses", clauses),
    ("rate_hold", rate_hold),
    ("alternatives", alternatives),
    ("obligations", obligations),
)
"""What follows from a commitment and beside it."""

BREAK_EVEN_FIELDS = {"workload", "model", "buying", "length", "needed", "never", "actual", "repaid"}


def money(amount: int) -> str:
    """10^-20 dollars as a plain decimal without trailing zeros."""
    units, rest = divmod(abs(amount), SCALE)
    text = f"{units}.{rest:0{PLACES}}".rstrip("0").rstrip(".")
    return "-" + text if amount < 0 else text


def line_fields(line: Line) -> dict[str, Any]:
    """A line as a report writes it."""
    place = line.piece.placement
    return {
        "workload": line.workload,
        "model": place.model,
        "scope": place.scope,
        "region": place.region,
        "buying": line.piece.buying,
        "length": line.piece.length,
        "meter": line.meter,
        "tokens": str(line.tokens),
        "rate": money(line.rate.amount),
        "unit": line.rate.unit,
        "cost": money(line.cost),
    }


def charge_fields(charge: Charge) -> dict[str, Any]:
    """A charge as a report writes it."""
    return {
        "owner": charge.owner,
        "index": charge.index,
        "model": charge.model,
        "buying": charge.buying,
        "meter": charge.meter,
        "quantity": str(charge.quantity),
        "rate": money(charge.rate.amount),
        "unit": charge.rate.unit,
        "cost": money(charge.cost),
    }


def service_fields(line: ServiceLine) -> dict[str, Any]:
    """A line of services as a report writes it."""
    return {
        "owner": line.kind,
        "index": line.index,
        "workload": line.workload,
        "item": line.item,
        "quantity": money(int(line.quantity * SCALE)),
        "price": money(line.price),
        "cost": money(line.cost),
        "once": line.once,
        "billed": line.biller,
    }


def close(printed: Any, exact: Fraction | None) -> bool:
    """Whether a printed quotient is the exact one, as far as it can be printed."""
    if printed is None or exact is None:
        return printed is None and exact is None
    off = abs(Fraction(printed) - exact)
    places = len(printed.partition(".")[2])
    return off <= exact * CLOSE or (places >= LONG and off <= Fraction(1, 10**places))


def report(scenario: Scenario, card: Card) -> dict[str, Any]:
    """The oracle's own report in the shape of the record; quotients as exact fractions.

    Raises `MissingRateError` where a price is missing.
    """
    found, charged = list(lines(scenario, card)), list(charges(scenario, card))
    served = service_lines(scenario, card)
    inference = sum(line.cost for line in found) + sum(charge.cost for charge in charged if not charge.once)
    month = inference + monthly(served)
    year = 12 * sum(line.cost for line in found) + of_a_year(served)
    year += sum(months(scenario, charge, 12) for charge in charged if not charge.once)
    try:
        both = ladders(scenario, card)
        rungs = [with_services(ladder, cost) for ladder, cost in zip(both, (monthly(served), of_a_year(served)))]
        steps: Any = [[{"step": step, "amount": money(amount)} for step, amount in ladder] for ladder in rungs]
    except MissingRateError as missing:
        steps = [{"missing": str(missing)}] * 2
    return {
        "lines": [line_fields(line) for line in found],
        "charges": [charge_fields(charge) for charge in charged],
        "services": [service_fields(line) for line in served],
        "month": money(month),
        "inference": money(inference),
        "once": money(sum(charge.cost for charge in charged if charge.once) + once(served)),
        "year": money(year),
        "ladder": steps[0],
        "ladder_of_year": steps[1],
        "per_million_tokens": per_million(scenario, inference),
        "per_thousand_requests": per_thousand(scenario, month),
        "cache_break_even": list(break_even(scenario, card)),
    }


def differences(record: dict[str, Any], scenario: Scenario, card: Card) -> tuple[list[str], Any]:
    """What a record gets wrong, and the oracle's own result."""
    kinds = holding(scenario, card)
    if "error" in record:
        kind = record["error"].get("kind")
        if kind not in KINDS:
            return [f"unknown kind of error: {kind}"], sorted(kinds)
        if not kinds:
            return [f"error {kind} where none holds"], report(scenario, card)
        return ([] if kind in kinds else [f"error {kind} does not hold"]), sorted(kinds)
    if kinds:
        return [f"priced in spite of {', '.join(sorted(kinds))}"], sorted(kinds)
    expected = report(scenario, card)
    found = list(_report_differences(record["report"], expected))
    for name, outlook, bought in (
        ("purchases", purchase_outlook, scenario.capacity.purchases),
        ("customs", custom_outlook, scenario.capacity.customs),
    ):
        own = [outlook(scenario, card, index) for index in range(len(bought))]
        found += _unlike(name, record.get(name, []), own)
        expected[name] = own
    for name, of in OF_COMMITMENT:
        expected[name] = of(scenario, card)
        found += _unlike(name, record.get("commitment", {}).get(name), expected[name])
    return found, expected


def _unlike(where: str, given: Any, expected: Any):
    """What differs between what was printed and what the oracle finds; a fraction is printed as a decimal."""
    if isinstance(expected, dict):
        if not isinstance(given, dict) or set(given) != set(expected):
            yield f"{where}: {given}, not the fields {sorted(expected)}"
            return
        for name, other in expected.items():
            yield from _unlike(f"{where}, {name}", given[name], other)
    elif isinstance(expected, list):
        if not isinstance(given, list) or len(given) != len(expected):
            yield f"{where}: {given}, not {len(expected)} entries"
            return
        for number, (own, other) in enumerate(zip(given, expected)):
            yield from _unlike(f"{where} {number}", own, other)
    elif isinstance(expected, Fraction):
        if not isinstance(given, str) or abs(Fraction(given) - expected) > abs(expected) * QUOTIENT + LAST:
            yield f"{where}: {given}, not {_approximately(expected)}"
    elif given != expected and not _same_number(given, expected):
        yield f"{where}: {given}, not {expected}"


def _same_number(given: Any, expected: Any) -> bool:
    """Whether two texts are the same number, written with or without trailing zeros."""
    texts = isinstance(given, str) and isinstance(expected, str) and PLAIN.fullmatch(given) and PLAIN.fullmatch(expected)
    return bool(texts) and Fraction(given) == Fraction(expected)


def _report_differences(given: dict[str, Any], expected: dict[str, Any]):
    if set(given) != REPORT_FIELDS:
        yield f"fields of the report: {sorted(set(given) ^ REPORT_FIELDS)}"
        return
    for what, fields in (("line", LINE_FIELDS), ("charge", CHARGE_FIELDS), ("service", SERVICE_FIELDS)):
        yield from _row_differences(what, fields, given[what + "s"], expected[what + "s"])
    for name in ("month", "inference", "once", "year"):
        if given[name] != expected[name]:
            yield f"{name}: {given[name]}, not {expected[name]}"
    yield from _ladder_differences(given["ladder"], expected["ladder"])
    for name in ("per_million_tokens", "per_thousand_requests"):
        if not close(given[name], expected[name]):
            yield f"{name}: {given[name]}, not {_approximately(expected[name])}"
    yield from _break_even_differences(given["cache_break_even"], expected["cache_break_even"])


def _row_differences(what: str, fields: set[str], given: list[dict[str, Any]], expected: list[dict[str, Any]]):
    """Lines or charges, in order."""
    if len(given) != len(expected):
        yield f"{len(given)} {what}s, not {len(expected)}"
    for number, (own, other) in enumerate(zip(given, expected)):
        if set(own) != fields:
            yield f"fields of {what} {number}: {sorted(set(own) ^ fields)}"
        elif own != other:
            wrong = [name for name in other if own[name] != other[name]]
            if wrong != ["rate"] or Fraction(own["rate"]) != Fraction(other["rate"]):
                yield "".join(f"{what} {number}, {name}: {own[name]}, not {other[name]}; " for name in wrong)


def _ladder_differences(given: Any, expected: Any):
    if isinstance(given, dict) or isinstance(expected, dict):
        if not (isinstance(given, dict) and isinstance(expected, dict) and set(given) == {"missing"}):
            yield f"ladder: {given}, not {expected}"
        return
    own = [(step["step"], Fraction(step["amount"])) for step in given]
    if own != [(step["step"], Fraction(step["amount"])) for step in expected]:
        yield f"ladder: {given}, not {expected}"


def _break_even_differences(given: list[dict[str, Any]], expected: list[Any]):
    """Entries, in order."""
    if len(given) != len(expected):
        yield f"break-even: {len(given)} entries, not {len(expected)}"
        return
    for own, other in zip(given, expected):
        if set(own) != BREAK_EVEN_FIELDS:
            yield f"fields of a break-even: {sorted(set(own) ^ BREAK_EVEN_FIELDS)}"
            return
        exact = close(own["needed"], other.needed) and close(own["actual"], other.actual)
        plain = ("workload", "model", "buying", "length", "never", "repaid")
        if not exact or any(own[name] != getattr(other, name) for name in plain):
            yield f"break-even: {own}, not {break_even_text(other)}"


def break_even_text(entry: Any) -> str:
    """A break-even for a reader."""
    needed, actual = _approximately(entry.needed), _approximately(entry.actual)
    where = f"workload {entry.workload}, {entry.model}, {entry.buying}, {entry.length}"
    return f"{where}: needed {needed}, never {entry.never}, actual {actual}, repaid {entry.repaid}"


def _approximately(value: Fraction | None) -> str:
    if value is None:
        return "null"
    return f"{value.numerator}/{value.denominator} (about {float(value):.17g})"
