"""Random scenarios with the oracle's own reports, to time `check.py`: `python3 tests/oracle/synthetic.py COUNT [SEED]`.

They say nothing about the core: the differential test writes its own.
"""

from __future__ import annotations

import json
import random
import sys
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

from card import METERS, Book
from compare import report
from errors import holding
from scenario import read

PRINTED = Context(prec=28)
TIERS = ("standard", "standard", "standard", "flex", "priority", "latency-optimised")


def printed(value: Fraction | None) -> str | None:
    """A quotient as a report prints it."""
    if value is None:
        return None
    return f"{PRINTED.divide(Decimal(value.numerator), Decimal(value.denominator)):f}"


def _share(chance: random.Random) -> str:
    if chance.random() < 0.3:
        below = chance.randint(1, 10_000)
        return f"{chance.randint(0, below)}/{below}"
    return f"{chance.randint(0, 10_000) / 10_000:.4f}"


def _multiple(chance: random.Random, low: int, high: int) -> str:
    return f"{chance.randint(low * 10_000, high * 10_000) / 10_000:.4f}"


def _demand(chance: random.Random) -> dict[str, Any]:
    each = {"input": str(chance.randint(500, 100_000)), "output": str(chance.randint(0, 10_000))}
    door = chance.randint(0, 2)
    if door == 0:
        return {"monthly": {name: str(chance.randint(0, 10**chance.randint(1, 11))) for name in each}}
    if door == 1:
        return {"requests": {"requests": str(chance.randint(0, 10**7)), **each}}
    clock = {"requests_per_minute": (0, 20), "hours_per_day": (0, 24), "days_per_month": (0, 31)}
    return {"traffic": {**{name: _multiple(chance, *span) for name, span in clock.items()}, **each}}


def _caching(chance: random.Random, demand: dict[str, Any]) -> Any:
    form = chance.randint(0, 3)
    if form < 2:
        return "none"
    lifetime = {"lifetime": chance.choice(("5m", "1h"))}
    if form == 2:
        reads = None if chance.random() < 0.5 else _multiple(chance, 1, 20)
        lifetime["hour_share"] = chance.choice(("0", "0", "0.25", "1/3", "1"))
        return {"share": {"cached": f"0.{chance.randint(0, 5)}", "reads_per_write": reads, **lifetime}}
    if "monthly" in demand and chance.random() < 0.9:
        return "none"
    arrivals = chance.choice(("random", "even"))
    prefix = str(chance.randint(1, 6_000))
    rate = _multiple(chance, 0, 2)
    return {"traffic": {"prefix": prefix, "requests_per_minute": rate, "arrivals": arrivals, **lifetime}}


def _scenario(chance: random.Random, places: list[dict[str, str]]) -> dict[str, Any]:
    workloads, tier = [], chance.choice(TIERS)
    for number in range(chance.choice((1, 1, 2, 3, 8))):
        demand = _demand(chance)
        routes = [{"placement": chance.choice(places), "share": f"0.{chance.randint(0, 40):02}"}
                  for _ in range(chance.choice((0, 0, 1, 2, 3)))]
        workloads.append({
            "name": f"workload {number}", "placement": chance.choice(places), "demand": demand,
            "calls_per_request": _multiple(chance, 1, 8), "token_overhead": _multiple(chance, 0, 1),
            "output_trim": _share(chance), "tier": tier, "long_prompts": _share(chance),
            "caching": _caching(chance, demand), "batch": _share(chance), "routes": routes,
        })
    prices, kept = [], 1.0 if chance.random() < 0.8 else 0.9
    for model in sorted({place["model"] for place in places}):
        for buying in sorted({"standard", "batch", tier}):
            for meter in METERS:
                for length in ("ordinary", "long"):
                    if chance.random() < kept:
                        rate = {"amount": f"{chance.randint(0, 10**6) / 10**4:.4f}", "unit": "1M tokens"}
                        price = {"model": model, "buying": buying, "length": length, "meter": meter}
                        prices.append({**price, "rate": rate})
    return {"rates": "2026-10-25", "cache_in_batch": chance.choice(("halved", "not-halved", "not-cached")),
            "workloads": workloads, "prices": prices}


def main() -> None:
    """The command."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, book = random.Random(seed), Book.read()
    card = book.on("2026-10-25")
    known = [key[:2] for key in card.rates] or [("one", "global"), ("two", "global")]
    for _ in range(count):
        places = [dict(zip(("model", "scope", "region"), (*chance.choice(known), "us-east-1"))) for _ in range(3)]
        asked = _scenario(chance, places)
        scenario = read(asked)
        if kinds := holding(scenario, card):
            record: dict[str, Any] = {"error": {"kind": min(kinds)}}
        else:
            found = report(scenario, card)
            for name in ("per_million_tokens", "per_thousand_requests"):
                found[name] = printed(found[name])
            found["cache_break_even"] = [
                {"workload": entry.workload, "model": entry.model, "needed": printed(entry.needed),
                 "never": entry.never, "actual": printed(entry.actual), "repaid": entry.repaid}
                for entry in found["cache_break_even"]
            ]
            record = {"report": found}
        print(json.dumps({"scenario": asked, **record}))


if __name__ == "__main__":
    main()
