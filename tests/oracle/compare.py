"""Compares a report with what the oracle finds; every difference is a line of text."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from card import PLACES, SCALE, Card
from errors import KINDS, holding
from prices import Line, MissingRateError, break_even, ladder, lines, per_million, per_thousand
from scenario import Scenario

CLOSE = Fraction(1, 10**20)
"""How far a printed quotient may be from the exact one, as a part of it."""

LONG = 12
"""A quotient printed with at least this many places may also be off by one in its last place."""

LINE_FIELDS = {"workload", "model", "scope", "region", "buying", "length", "meter", "tokens", "rate", "unit", "cost"}
REPORT_FIELDS = {
    "lines", "month", "year", "ladder", "per_million_tokens", "per_thousand_requests", "cache_break_even",
}
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
    found = list(lines(scenario, card))
    month = sum(line.cost for line in found)
    try:
        steps: Any = [{"step": step, "amount": money(amount)} for step, amount in ladder(scenario, card, month)]
    except MissingRateError as missing:
        steps = {"missing": str(missing)}
    return {
        "lines": [line_fields(line) for line in found],
        "month": money(month),
        "year": money(12 * month),
        "ladder": steps,
        "per_million_tokens": per_million(scenario, month),
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
    return list(_report_differences(record["report"], expected)), expected


def _report_differences(given: dict[str, Any], expected: dict[str, Any]):
    if set(given) != REPORT_FIELDS:
        yield f"fields of the report: {sorted(set(given) ^ REPORT_FIELDS)}"
        return
    if len(given["lines"]) != len(expected["lines"]):
        yield f"{len(given['lines'])} lines, not {len(expected['lines'])}"
    for number, (own, other) in enumerate(zip(given["lines"], expected["lines"])):
        if set(own) != LINE_FIELDS:
            yield f"fields of line {number}: {sorted(set(own) ^ LINE_FIELDS)}"
        elif own != other:
            wrong = [name for name in other if own[name] != other[name]]
            if wrong != ["rate"] or Fraction(own["rate"]) != Fraction(other["rate"]):
                yield "".join(f"line {number}, {name}: {own[name]}, not {other[name]}; " for name in wrong)
    for name in ("month", "year"):
        if given[name] != expected[name]:
            yield f"{name}: {given[name]}, not {expected[name]}"
    yield from _ladder_differences(given["ladder"], expected["ladder"])
    for name in ("per_million_tokens", "per_thousand_requests"):
        if not close(given[name], expected[name]):
            yield f"{name}: {given[name]}, not {_approximately(expected[name])}"
    yield from _break_even_differences(given["cache_break_even"], expected["cache_break_even"])


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
