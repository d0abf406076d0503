"""Checks every golden case of `tests/golden` with the oracle: `python3 tests/oracle/golden.py [FILE..]`.

A case's expected values come from a source or from arithmetic by hand; this finds a slip of the pen in them.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import astuple, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Iterator

import by_request
import growing
from capacity import offered
import commitment
from card import RESERVED, TERMS, Book, Card
from compare import report
from errors import holding
from negotiation import alternatives, clauses, obligations, rate_hold, year_ladder
from offers import offers
from outlook import custom_outlook, purchase_outlook, text
from prices import MissingRateError, Prices, break_even, in_region, lines, tokens, total
from quantities import PAID, Piece, parts
from reading import PARTS, MalformedError, Share
from services import is_elsewhere, service_lines
from scenario import Scenario, ShareCaching, TrafficCaching, Workload, read

ALL, NONE = Share(1, 1), Share(0, 1)

CASES = Path(__file__).resolve().parents[1] / "golden"

CASE_FIELDS = {"title", "source", "arithmetic", "scenario", "expect"}
EXPECT_FIELDS = {
    "month", "year", "per_million_tokens", "per_thousand_requests", "error", "lines", "steps", "notices",
    "charges", "once", "first_year", "purchases", "customs", "years", "year_steps", "compared", "offers", "crossings",
    "clauses", "rate_hold", "alternatives", "obligations", "standings", "services", "services_month", "inference",
    # Words of the page, which follow from no figure.
    "assumptions",
}
ENTRIES = {"purchase", "side", "custom", "buying", "need", "year", "offer", "crossing", "alternative", "obligation", "standing"}
"""What says of which entry the figures are."""
CHARGE_FIELDS = {"owner", "index", "buying", "meter", "quantity", "rate", "cost"}
SIDE_FIGURES = {"offered", "unit", "idle_hours", "mean", "peak", "utilisation", "list", "otherwise"}
TERM_FIGURES = {
    "hourly", "month", "renewal", "billed", "owed", "break_even_list", "break_even_otherwise", "per_million", "best_units",
    "best_cost",
}
LINE_FIELDS = {"model", "buying", "length", "meter", "tokens", "rate", "cost"}
NOTICES = {
    "no-cache-writes", "prefix-below-minimum", "prefix-above-maximum", "flat-prompt", "minimum-unknown", "secondary-rates",
    "cache-not-repaid", "cache-saves-nothing", "rows-rounded", "unused-price", "throughput-typed", "serves-nothing",
    "longer-term-dearer", "model-ended", "ends-within", "profile-needed", "above-quota",
    "may-exceed-quota", "reserves-above-quota", "above-request-quota", "flex-below-batch", "custom-units-serve-all", "custom-not-cached", "route-not-cached", "units-serve-elsewhere", "no-model-units", "above-window", "caching-unsupported",
    "service-priced-elsewhere",
}

BEYOND = {
    "secondary-rates", "rows-rounded", "unused-price", "model-ended", "ends-within", "profile-needed", "above-quota",
    "may-exceed-quota", "reserves-above-quota", "above-request-quota", "above-window", "caching-unsupported",
}
"""Notices on sources, on display and on facts besides prices, which the oracle does not know."""


def notices(scenario: Scenario, card: Card) -> set[str]:
    """The notices that follow from `docs/arithmetic.md`; the others depend on sources and on display."""
    found: set[str] = set()
    if any(is_elsewhere(scenario, line) for line in service_lines(scenario, card)):
        found.add("service-priced-elsewhere")
    billed = {(line.workload, line.piece.part) for line in lines(scenario, card)}
    for number, workload in enumerate(scenario.workloads):
        if scenario.capacity.custom_of(number):
            continue
        caching = workload.caching
        used = [part.placement.model for index, part in enumerate(parts(workload)) if (number, index) in billed]
        if not used:
            continue
        models = [card.models.get(model) for model in used]
        above = [by_request.threshold(scenario, card, model) if scenario.rules == "v2" else known and known.long_prompt_above
                 for model, known in zip(used, models)]
        if workload.long.numerator and None in above:
            found.add("flat-prompt")
        if isinstance(caching, ShareCaching) and caching.reads_per_write is None:
            found.add("no-cache-writes")
        if isinstance(caching, TrafficCaching):
            used_parts = [part for index, part in enumerate(parts(workload)) if (number, index) in billed]
            for part, model in zip(used_parts, models):
                longest = caching.prefix
                if scenario.rules == "v2" and growing.grows(workload):
                    longest = growing.calls(workload, workload.trim, part.factor)[-1].prompt
                if model is None or model.cache_minimum is None:
                    found.add("minimum-unknown")
                    continue
                least = model.cache_minimum if scenario.rules == "v2" else model.first_minimum
                if least is not None and longest < least:
                    found.add("prefix-below-minimum")
                if scenario.rules == "v2" and model and model.cache_maximum and longest > model.cache_maximum:
                    found.add("prefix-above-maximum")
    for entry in break_even(scenario, card):
        if not entry.repaid:
            found.add("cache-saves-nothing" if entry.never else "cache-not-repaid")
    prices = Prices(scenario, card)
    for index, own in enumerate(scenario.capacity.purchases):
        if not sum(offered(scenario, index, PAID)):
            found.add("serves-nothing")
        if not own.reserved:
            found.add("throughput-typed")
            rates = [prices.elsewhere(in_region(own.placement), term, "model_unit") for term in TERMS]
            known = [rate.token for rate in rates if rate is not None]
            if known != sorted(known, reverse=True):
                found.add("longer-term-dearer")
    if scenario.rules == "v2":
        found |= _notices_of_today(scenario, card, prices, billed)
    return found


def _notices_of_today(
    scenario: Scenario, card: Card, prices: Prices, billed: set[tuple[int, int]]
) -> set[str]:
    """Those that only the second rules have."""
    found: set[str] = set()
    for number, workload in enumerate(scenario.workloads):
        if workload.caching is None:
            continue
        if scenario.capacity.custom_of(number):
            if any(own == number for own, _ in billed):
                found.add("custom-not-cached")
            continue
        for index, part in enumerate(parts(workload)):
            piece = Piece(index, part.placement, "ordinary", workload.tier, 0, 0, 0, 0, 0, 0)
            if index and (number, index) in billed and not prices.has_cache(piece, True):
                found.add("route-not-cached")
        if workload.batch.numerator and scenario.convention == "not-cached":
            batch, flex = (_alone(scenario, card, workload, *way) for way in ((ALL, "standard"), (NONE, "flex")))
            if batch is not None and flex is not None and flex < batch and any(own == number for own, _ in billed):
                found.add("flex-below-batch")
    for own in scenario.capacity.customs:
        number = own.workload
        if number is None or number >= len(scenario.workloads) or scenario.capacity.custom_of(number) is not own:
            continue
        one = replace(scenario, workloads=(scenario.workloads[number],))
        if own.serving == "units" and tokens(one):
            found.add("custom-units-serve-all")
    for index, own in enumerate(scenario.capacity.purchases):
        if own.reserved:
            continue
        offers = by_request.offers(scenario, card, index, prices, PAID)
        if any(offer.piece.placement != in_region(own.placement) for offer in offers if offer.input or offer.output):
            found.add("units-serve-elsewhere")
        place = in_region(own.placement)
        published = (card.find(*astuple(place), term, "ordinary", "model_unit") for term in TERMS)
        if own.placement.model.startswith("claude-") and not any(published):
            found.add("no-model-units")
    return found


def _alone(scenario: Scenario, card: Card, workload: Workload, batch: Share, tier: str) -> int | None:
    """What a workload costs by itself, in another way of buying; nothing where a price is missing."""
    nothing_bought = replace(scenario.capacity, purchases=(), customs=())
    one = replace(workload, batch=batch, tier=tier)
    try:
        return total(replace(scenario, workloads=(one,), capacity=nothing_bought), card)[0]
    except MissingRateError:
        return None


def outlook_problems(expect: dict[str, Any], scenario: Scenario, card: Card) -> Iterator[str]:
    """What is wrong with the figures of purchases, custom models and years of a commitment."""
    for wanted in expect.get("purchases", []):
        index, side = wanted.get("purchase", 0), wanted.get("side", 0)
        whole = purchase_outlook(scenario, card, index)
        figures = dict(whole["sides"][side])
        figures["idle_hours"] = Fraction(int(figures.pop("idle")) * scenario.capacity.hours, figures.pop("slots"))
        known = SIDE_FIGURES
        if "buying" in wanted:
            term = next(term for term in whole["terms"] if term["buying"] == wanted["buying"])
            months = max((TERMS | RESERVED)[wanted["buying"]], 1)
            billed = -(-wanted.get("need", 0) // months) * months
            figures = {**term, **term["sides"][side], "billed": billed, "owed": billed - wanted.get("need", 0)}
            best = figures.pop("best") or {"units": None, "cost": None}
            figures.update(best_units=best["units"], best_cost=best["cost"])
            known = TERM_FIGURES
        yield from _figure_problems(wanted, {name: figures[name] for name in known})
    for wanted in expect.get("customs", []):
        figures = custom_outlook(scenario, card, wanted.get("custom", 0))
        figures.update(zip(("on-demand", "units", "import"), figures.pop("paths")))
        yield from _figure_problems(wanted, figures)
    found = commitment.years(scenario, card) or []
    for year, *read in zip(found, *(commitment.readings(scenario, card) or ()), strict=True):
        for name, (payment, shortfall) in zip(("capped", "full"), read, strict=True):
            year.update({f"payment_{name}": payment, f"shortfall_{name}": shortfall})
    for wanted in expect.get("years", []):
        yield from _figure_problems(wanted, found[wanted.get("year", 0)])
    yield from _negotiation_problems(expect, scenario, card)


def _negotiation_problems(expect: dict[str, Any], scenario: Scenario, card: Card) -> Iterator[str]:
    """What is wrong with the figures of offers, clauses, alternatives and obligations."""
    compared = offers(scenario, card)
    if "compared" in expect:
        yield from _figure_problems(expect["compared"], _compared(compared))
    for wanted in expect.get("offers", []):
        yield from _figure_problems(wanted, _offer(compared["offers"][wanted.get("offer", 0)]))
    for wanted in expect.get("crossings", []):
        figures = dict(compared["crossings"][wanted.get("crossing", 0)])
        yield from _figure_problems(wanted, {**figures, "demand": Fraction(figures["demand"], PARTS)})
    for wanted in expect.get("standings", []):
        yield from _figure_problems(wanted, _standing(compared["standings"][wanted.get("standing", 0)]))
    for wanted in expect.get("alternatives", []):
        figures = dict(alternatives(scenario, card)[wanted.get("alternative", 0)])
        figures["missing"] = int(figures.pop("problem") == "missing-rate")
        figures.update((f"workload_{number}", month) for number, month in enumerate(figures.pop("workloads") or (), 1))
        first = (figures.pop("fleets") or [{}])[0]
        named = {"count": "units", "month": "units_month"}
        figures.update((named.get(name, name), value) for name, value in first.items())
        figures.update(zip(("input", "output"), figures.pop("tokens") or (None, None)))
        yield from _figure_problems(wanted, figures)
    for wanted in expect.get("obligations", []):
        yield from _figure_problems(wanted, obligations(scenario, card)[wanted.get("obligation", 0)])
    if "clauses" in expect:
        found = [{**own, "value": _signed(Fraction(own["without"]) - Fraction(own["with"]))} for own in clauses(scenario, card)]
        if expect["clauses"] != found:
            yield f"clauses: the oracle finds {found}"
    if "rate_hold" in expect:
        held = rate_hold(scenario, card) or []
        found = [{**own, "value": _signed(Fraction(own["without"]) - Fraction(own["with"]))} for own in held]
        if expect["rate_hold"] != found:
            yield f"rate hold: the oracle finds {found}"
    if "year_steps" in expect and expect["year_steps"] != year_ladder(scenario, card):
        yield f"steps of the year: the oracle finds {year_ladder(scenario, card)}"


def _compared(compared: dict[str, Any] | None) -> dict[str, Any]:
    if compared is None:
        return {"horizon": None}
    figures = {f"cheapest_{name}": number for name, number in zip(("low", "likely", "high"), compared["cheapest"])}
    figures.update(horizon=compared["horizon"], crossings=len(compared["crossings"]))
    for number, name in enumerate(("low", "likely", "high")):
        figures[f"best_{name}"] = compared["best"][number]
        figures[f"contract_{name}"] = compared["contract"]["forecasts"][number]["payment"]
    figures["best_expected"] = compared["best_expected"]
    return {**figures, "cheapest_expected": compared["cheapest_expected"]}


def _offer(offer: dict[str, Any]) -> dict[str, Any]:
    figures = {name: offer[name] for name in ("years", "promised", "expected")}
    for name, forecasted in zip(("low", "likely", "high"), offer["forecasts"]):
        figures[name] = forecasted["payment"]
        figures.update((f"{name}_{of}", forecasted[of]) for of in ("shortfall", "credits", "retired"))
    return figures


def _standing(standing: dict[str, Any]) -> dict[str, Any]:
    figures = {f"saves_{name}": saves for name, saves in zip(("low", "likely", "high"), standing["saves"], strict=True)}
    above = [next((turn for turn in turns if turn["cheaper"]), None) for turns in standing["turns"]]
    for name, turn in zip(("pays", "ai", "other"), above, strict=True):
        figures[f"{name}_above"] = None if turn is None else Fraction(turn["demand"], PARTS)
    for name, of in (("spend", "spend"), ("payment", "payment"), ("contract", "contract_payment")):
        figures[f"{name}_above"] = None if above[0] is None else above[0][of]
    for name, turns in zip(("turns", "ai_turns", "other_turns"), standing["turns"], strict=True):
        figures[name] = len(turns)
    figures["saves_expected"] = standing["expected_saves"]
    return {**figures, **{name: standing[name] for name in ("discount_to_ask", "commitment_worth")}}


def _figure_problems(wanted: dict[str, Any], figures: dict[str, Any]) -> Iterator[str]:
    for name, value in wanted.items():
        if name in ENTRIES:
            continue
        if name not in figures:
            yield f"no figure is called {name}"
            continue
        found = figures[name]
        found = "none" if found is None else _signed(Fraction(found))
        if found != value:
            yield f"{name}: the oracle finds {found}, not {value}"


def _signed(value: Fraction) -> str:
    """To twelve places, half away from zero."""
    digits = text(abs(value), 12)
    return f"-{digits}" if value < 0 and digits != "0" else str(digits)


def problems(case: dict[str, Any], book: Book) -> Iterator[str]:
    """What is wrong with one case."""
    if set(case) != CASE_FIELDS or not set(case["expect"]) <= EXPECT_FIELDS:
        yield f"fields: {sorted(set(case) ^ CASE_FIELDS)} {sorted(set(case['expect']) - EXPECT_FIELDS)}"
        return
    expect = case["expect"]
    if ("month" in expect) == ("error" in expect):
        yield "either a month or an error is expected"
        return
    scenario = read(case["scenario"])
    card = book.on(scenario.date)
    kinds = holding(scenario, card)
    if "error" in expect:
        if kinds != {expect["error"]}:
            yield f"the oracle finds {sorted(kinds)}, not {expect['error']}"
        return
    if kinds:
        yield f"the oracle finds {sorted(kinds)}"
        return
    result = report(scenario, card)
    result["first_year"] = text(Fraction(result["year"]) + Fraction(result["once"]))
    result["services_month"] = text(Fraction(result["month"]) - Fraction(result["inference"]))
    for name in ("month", "year", "once", "first_year", "inference", "services_month"):
        if expect.get(name, result[name]) != result[name]:
            yield f"{name}: the oracle finds {result[name]}, not {expect[name]}"
    for name in ("per_million_tokens", "per_thousand_requests"):
        if name in expect and Fraction(expect[name]) != result[name]:
            yield f"{name}: the oracle finds {result[name]}, not {expect[name]}"
    yield from _row_problems("line", LINE_FIELDS, {"length": "ordinary"}, expect.get("lines"), result["lines"])
    yield from _row_problems("charge", CHARGE_FIELDS, {"index": 0}, expect.get("charges"), result["charges"])
    if "services" in expect:
        yield from _service_problems(expect["services"], result["services"])
    yield from outlook_problems(expect, scenario, card)
    if "steps" in expect and expect["steps"] != result["ladder"]:
        yield f"steps: the oracle finds {result['ladder']}"
    if "notices" in expect:
        wanted = {notice["kind"] for notice in expect["notices"]}
        if wanted - NOTICES or wanted - BEYOND != notices(scenario, card):
            yield f"notices: the oracle finds {sorted(notices(scenario, card))}"


def _service_problems(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> Iterator[str]:
    """What is wrong with the lines of services of a case."""
    own = [
        {"of": f"{line['owner']} {line['index']}", "item": line["item"], "once": line["once"], "billed": line["billed"],
         **{name: Fraction(line[name]) for name in ("quantity", "price", "cost")}}
        for line in found
    ]
    wanted = [
        {"once": False, **row, **{name: Fraction(row[name]) for name in ("quantity", "price", "cost")}} for row in expected
    ]
    alike = len(own) == len(wanted) and all(
        all(line[name] == value for name, value in row.items()) for row, line in zip(wanted, own)
    )
    if not alike:
        yield f"services: the oracle finds {found}"


def _row_problems(
    what: str, fields: set[str], usual: dict[str, Any], expected: list[dict[str, Any]] | None, found: list[dict[str, Any]]
) -> Iterator[str]:
    """What is wrong with the lines or the charges of a case."""
    if expected is None:
        return
    if len(expected) != len(found):
        yield f"{len(expected)} {what}s expected, the oracle finds {len(found)}: {found}"
        return
    for number, (row, own) in enumerate(zip(expected, found), 1):
        row = {**usual, **row}
        if set(row) != fields:
            yield f"{what} {number}: fields {sorted(set(row) ^ fields)}"
        elif wrong := [name for name in fields if row[name] != own[name]]:
            yield "".join(f"{what} {number}, {name}: the oracle finds {own[name]}; " for name in sorted(wrong))


def main() -> int:
    """The command."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(CASES.glob("*.toml"))
    book = Book.read()
    wrong = 0
    for path in files:
        try:
            found = list(problems(tomllib.loads(path.read_text(encoding="utf-8")), book))
        except (MalformedError, tomllib.TOMLDecodeError, KeyError) as error:
            found = [f"{type(error).__name__}: {error}"]
        wrong += bool(found)
        for problem in found:
            print(f"{path.name}: {problem}")
    print(f"{len(files) - wrong} of {len(files)} golden cases agree")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
