"""Cases worked by hand, so that the oracle itself can't be silently wrong.

They use a small card of their own: what is tested is the oracle, not the published prices.
"""

from __future__ import annotations

import sys
import unittest
from dataclasses import replace
from fractions import Fraction
from typing import Any

from capacity import slots
from card import Book, CardError
from compare import close, differences, report
from errors import holding
from outlook import custom_outlook, purchase_outlook, text
from quantities import hit_parts, parts
from reading import MalformedError
from scenario import TrafficCaching, read

EVERYWHERE = {"from": "2026-01-01", "scopes": ["global"], "unit": "1M tokens"}
BOOK = Book.of([
    {"id": "sonnet", "provider": {"id": "maker", "billed_through": "marketplace"}, "cache_minimum": 1024, "long_prompt_above": 200_000, "rate": [
        {**EVERYWHERE, "buying": "standard", "input": "3", "output": "15", "cache_read": "0.3",
         "cache_write_5m": "3.75", "cache_write_1h": "6"},
        {**EVERYWHERE, "buying": "standard", "length": "long", "input": "6", "output": "22.5",
         "cache_read": "0.6", "cache_write_5m": "7.5"},
        {**EVERYWHERE, "buying": "batch", "input": "1.5", "output": "7.5"},
    ]},
    {"id": "haiku", "rate": [
        {**EVERYWHERE, "until": "2026-06-01", "buying": "standard", "input": "1", "output": "5"},
        {**EVERYWHERE, "from": "2026-06-01", "buying": "standard", "input": "2", "output": "8"},
        {**EVERYWHERE, "regions": ["eu-west-1"], "scopes": ["in-region"], "buying": "flex", "unit": "1K tokens",
         "input": "0.0005"},
    ]},
])

GLOBAL = {"model": "sonnet", "scope": "global", "region": "us-east-1"}
HAIKU = {**GLOBAL, "model": "haiku"}
ESTATE = {"monthly": {"input": "2400000000", "output": "600000000"}}
REQUESTS = {"requests": {"requests": "1000", "input": "4100", "output": "10"}}


def scenario(demand: dict[str, Any] = ESTATE, convention: str = "halved", prices: Any = (), **rest: Any) -> Any:
    """A scenario of one workload on the dearer model."""
    workload = {"name": "one", "placement": GLOBAL, "demand": demand, **rest}
    return read({
        "rates": "2026-03-01", "cache_in_batch": convention, "workloads": [workload], "prices": list(prices),
    })


def priced(asked: Any) -> dict[str, Any]:
    """Its report."""
    return report(asked, BOOK.on(asked.date))


def charged(asked: Any) -> list[tuple[str, str, str]]:
    """Meter, tokens and cost of its lines."""
    return [(line["meter"], line["tokens"], line["cost"]) for line in priced(asked)["lines"]]


def kinds(asked: Any) -> set[str]:
    """Its errors."""
    return holding(asked, BOOK.on(asked.date))


class WorkedEstate(unittest.TestCase):
    """2,400M input and 600M output at 3/15; a third of the input cached at 0.30; 40% batch."""

    CACHED = {"share": {"cached": "1/3"}}

    def test_on_demand(self) -> None:
        result = priced(scenario())
        self.assertEqual((result["month"], result["year"]), ("16200", "194400"))  # 7,200 + 9,000
        self.assertEqual(result["per_million_tokens"], Fraction("5.4"))
        self.assertIsNone(result["per_thousand_requests"])

    def test_cached(self) -> None:
        result = priced(scenario(caching=self.CACHED))  # 1,600 x 3 + 800 x 0.3 + 9,000
        self.assertEqual(result["month"], "14040")
        steps = [{"step": "list", "amount": "16200"}, {"step": "caching", "amount": "-2160"}]
        self.assertEqual(result["ladder"], steps)

    def test_batch_in_each_convention(self) -> None:
        for convention, month in (("halved", "11232"), ("not-halved", "11280"), ("not-cached", "11664")):
            # 60% of 14,040 = 8,424; batch fresh 640 x 1.5 = 960, output 240 x 7.5 = 1,800;
            # 320M reads x 0.15 = 48, or x 0.30 = 96, or as fresh x 1.5 = 480.
            asked = scenario(convention=convention, caching=self.CACHED, batch="0.4")
            self.assertEqual(priced(asked)["month"], month)

    def test_typed_price_is_the_last_step(self) -> None:
        price = {"model": "sonnet", "meter": "input", "rate": {"amount": "2.4", "unit": "1M tokens"}}
        steps = priced(scenario(prices=[price]))["ladder"]
        self.assertEqual(steps[1:], [{"step": "your prices", "amount": "-1440"}])  # 2,400 x 0.60


class Quantities(unittest.TestCase):
    """Rounding, routing and caching."""

    def test_adjustments_are_rounded_once(self) -> None:
        door = {"monthly": {"input": "7", "output": "7"}}
        asked = scenario(door, calls_per_request="1.5", token_overhead="0.3", output_trim="1/3")
        # 7 x 1.5 x 1.3 = 13.65; 7 x 1.5 x 2/3 = 7 exactly. Rounding 10.5 first would give 13 and 6.
        self.assertEqual(charged(asked), [("input", "13", "0.000039"), ("output", "7", "0.000105")])

    def test_traffic(self) -> None:
        door = {"traffic": {"requests_per_minute": "0.0333", "hours_per_day": "8", "days_per_month": "22",
                            "input": "10", "output": "1"}}
        # 0.0333 x 60 x 8 x 22 = 351.648 requests, 351.
        self.assertEqual([tokens for _, tokens, _ in charged(scenario(door))], ["3510", "351"])

    def test_remainder_of_a_full_routing(self) -> None:
        routes = [{"placement": place, "share": "1/3"} for place in (GLOBAL, HAIKU, HAIKU)]
        found = parts(scenario({"monthly": {"input": "11", "output": "2"}}, routes=routes).workloads[0])
        # 3, 3, 3 and 2 left: of equal shares haiku comes first, and of equal placements the first of them.
        self.assertEqual([part.input for part in found], [0, 3, 5, 3])
        self.assertEqual([part.output for part in found], [0, 0, 2, 0])
        largest = [{"placement": HAIKU, "share": "1/3"}, {"placement": GLOBAL, "share": "2/3"}]
        found = parts(scenario({"monthly": {"input": "10", "output": "1"}}, routes=largest).workloads[0])
        self.assertEqual([part.input for part in found], [0, 3, 7])

    def test_rest_stays_on_the_baseline(self) -> None:
        routes = [{"placement": HAIKU, "share": "0.4"}]
        found = parts(scenario({"monthly": {"input": "11", "output": "0"}}, routes=routes).workloads[0])
        self.assertEqual([part.input for part in found], [7, 4])

    def test_hit_share(self) -> None:
        def hit(rate: int, share: str, lifetime: str, arrivals: str) -> int:
            return hit_parts(TrafficCaching(1, rate, lifetime, arrivals), Fraction(share))

        self.assertEqual(hit(2_000, "1", "5m", "random"), 6321)  # x = 1: 1 - 0.367879...
        self.assertEqual(hit(4_000, "1/2", "5m", "random"), 6321)  # half of the traffic at twice the rate
        self.assertEqual(hit(500, "1", "1h", "random"), 9502)  # x = 3: 1 - 0.049787...
        self.assertEqual(hit(0, "1", "1h", "random"), 0)
        self.assertEqual(hit(10**12, "1", "1h", "random"), 10_000)
        self.assertEqual(hit(2_000, "1", "5m", "even"), 10_000)
        self.assertEqual(hit(1_999, "1", "5m", "even"), 0)
        self.assertEqual(hit(2_000, "1/2", "5m", "even"), 0)

    def test_traffic_caching(self) -> None:
        caching = {"traffic": {"prefix": "4000", "requests_per_minute": "0.2", "lifetime": "5m"}}
        # 632 hits (632.1), 368 misses; 4,100,000 input.
        self.assertEqual(
            [(meter, tokens) for meter, tokens, _ in charged(scenario(REQUESTS, caching=caching))],
            [("input", "100000"), ("cache_read", "2528000"), ("cache_write_5m", "1472000"), ("output", "10000")],
        )
        caching["traffic"]["prefix"] = "1023"
        self.assertEqual(charged(scenario(REQUESTS, caching=caching))[0][1], "4100000")

    def test_long_prompts_in_batch(self) -> None:
        asked = scenario({"monthly": {"input": "0", "output": "10"}}, long_prompts="0.3")
        self.assertEqual(charged(asked), [("output", "7", "0.000105"), ("output", "3", "0.0000675")])
        self.assertEqual(kinds(scenario(long_prompts="0.3", batch="0.5")), {"missing-rate"})


class Figures(unittest.TestCase):
    """Break-even, quotients, periods and missing rungs."""

    def test_break_even(self) -> None:
        for reads, repaid in (("0.2777", False), ("0.2778", True)):
            caching = {"share": {"cached": "0.1", "reads_per_write": reads}}
            (entry,) = priced(scenario(caching=caching))["cache_break_even"]
            self.assertEqual((entry.needed, entry.repaid), (Fraction(75, 270), repaid))  # 0.75 / 2.7

    def test_break_even_at_the_ends(self) -> None:
        caching = {"share": {"cached": "0.1", "reads_per_write": "9"}}
        for meter, amount, never, repaid in (("cache_read", "3", True, False), ("cache_write_5m", "3", False, True)):
            price = {"model": "sonnet", "meter": meter, "rate": {"amount": amount, "unit": "1M tokens"}}
            (entry,) = priced(scenario(caching=caching, prices=[price]))["cache_break_even"]
            self.assertEqual((entry.needed, entry.never, entry.repaid), (None, never, repaid))
        both = [
            {"model": "sonnet", "meter": meter, "rate": {"amount": "3", "unit": "1M tokens"}}
            for meter in ("cache_read", "cache_write_5m")
        ]
        (entry,) = priced(scenario(caching=caching, prices=both))["cache_break_even"]
        self.assertTrue(entry.never)  # a read that saves nothing never repays, whatever a write costs

    def test_nothing_to_repay(self) -> None:
        unpriced = {"share": {"cached": "0.1"}}
        all_hits = {"traffic": {"prefix": "4000", "requests_per_minute": "0.2", "arrivals": "even"}}
        for demand, caching in ((ESTATE, unpriced), (REQUESTS, all_hits)):
            (entry,) = priced(scenario(demand, caching=caching))["cache_break_even"]
            self.assertEqual((entry.needed, entry.actual, entry.repaid), (Fraction(75, 270), None, True))

    def test_half_of_a_price_is_exact(self) -> None:
        price = {"model": "sonnet", "meter": "cache_read", "rate": {"amount": "0.0000000001", "unit": "1K tokens"}}
        asked = scenario({"monthly": {"input": "1", "output": "0"}}, caching={"share": {"cached": "1"}}, batch="1",
                         prices=[{**price, "length": "ordinary"}])
        self.assertEqual(charged(asked), [("cache_read", "1", "0.00000000000005")])

    def test_a_new_price_holds_from_its_day(self) -> None:
        for date, cost in (("2026-05-31", "1"), ("2026-06-01", "2")):
            asked = read({"rates": date, "workloads": [
                {"name": "", "placement": HAIKU, "demand": {"monthly": {"input": "1000000", "output": "0"}}},
            ]})
            self.assertEqual(priced(asked)["month"], cost)

    def test_a_rung_without_a_price(self) -> None:
        place = {"model": "haiku", "scope": "in-region", "region": "eu-west-1"}
        asked = scenario({"monthly": {"input": "1000", "output": "0"}}, tier="flex", placement=place)
        result = priced(asked)
        self.assertEqual(result["month"], "0.0005")
        self.assertEqual(set(result["ladder"]), {"missing"})

    def test_printed_quotients(self) -> None:
        self.assertTrue(close("0.3333333333333333333333333333", Fraction(1, 3)))
        self.assertTrue(close("5.4", Fraction("5.4")))
        self.assertFalse(close("5", Fraction("5.4")))
        self.assertFalse(close("0.333333333333", Fraction("0.333333333331")))
        self.assertFalse(close(None, Fraction(1)))


class Errors(unittest.TestCase):
    """Each kind of error, and what lies just inside."""

    def test_kinds(self) -> None:
        share = {"cached": "0.8", "reads_per_write": "4"}  # 0.8 x 1.25 = 1, just allowed
        self.assertEqual(kinds(scenario(caching={"share": share})), set())
        share["reads_per_write"] = "3.9999"
        self.assertEqual(kinds(scenario(caching={"share": share})), {"cache-exceeds-input"})
        traffic = {"prefix": "4920", "requests_per_minute": "1"}  # 4,100 x 1.2
        asked = scenario(REQUESTS, token_overhead="0.2", caching={"traffic": traffic})
        self.assertEqual(kinds(asked), set())
        self.assertEqual(kinds(scenario(REQUESTS, caching={"traffic": traffic})), {"prefix-too-long"})
        self.assertEqual(kinds(scenario(caching={"traffic": traffic})), {"needs-requests"})
        routes = [{"placement": HAIKU, "share": "0.6"}, {"placement": HAIKU, "share": "0.4001"}]
        self.assertEqual(kinds(scenario(routes=routes)), {"routes-exceed-all"})
        self.assertEqual(kinds(scenario(calls_per_request="0.5")), {"out-of-range"})
        limit = {"monthly": {"input": str(10**15), "output": "0"}}
        self.assertEqual(kinds(scenario(limit)), set())
        limit["monthly"]["output"] = "1"
        self.assertEqual(kinds(scenario(limit)), {"too-many-tokens"})
        self.assertEqual(kinds(scenario(placement={**GLOBAL, "model": "other"})), {"missing-rate"})

    def test_what_is_refused(self) -> None:
        for share in ("1.1", "0.12345", "1e-1", "-0", "1/0", "3/2", ""):
            with self.assertRaises(MalformedError):
                scenario(batch=share)
        twice = [{**EVERYWHERE, "buying": "standard", "input": "1"}] * 2
        with self.assertRaises(CardError):
            Book.of([{"id": "twice", "rate": twice}]).on("2026-03-01")

    def test_a_wrong_record_is_found(self) -> None:
        asked = scenario()
        card = BOOK.on(asked.date)
        good = {**priced(asked), "per_million_tokens": "5.4"}
        beside = {"commitment": {"alternatives": []}}
        self.assertEqual(differences({"report": good, **beside}, asked, card)[0], [])
        for wrong in ({"month": "16200.01"}, {"lines": good["lines"][:1]}, {"per_million_tokens": "5.5"},
                      {"ladder": [{"step": "list", "amount": "16201"}]}, {"year": "194400.0"}):
            self.assertNotEqual(differences({"report": {**good, **wrong}, **beside}, asked, card)[0], [])
        self.assertNotEqual(differences({"error": {"kind": "missing-rate"}}, asked, card)[0], [])


def typed(buying: str, meter: str, amount: str, unit: str, model: str = "sonnet") -> dict[str, Any]:
    """A typed price."""
    return {"model": model, "buying": buying, "meter": meter, "rate": {"amount": amount, "unit": unit}}


def on_units(demand: dict[str, Any] = ESTATE, units: str = "1", load: Any = "flat", hours: str = "730", **rest: Any) -> Any:
    """A scenario on units of 100,000 tokens a minute for six months at $22."""
    bought = {"units": {"units": units, "term": "six-months", "throughput": {"blended": "100000"}}}
    price = typed("six-months", "model_unit", "22", "model unit hour")
    return with_capacity(
        {"hours": hours, "purchases": [{"placement": GLOBAL, "bought": bought, "load": load}]}, demand, [price], **rest
    )


def with_capacity(capacity: Any, demand: Any = ESTATE, prices: Any = (), **rest: Any) -> Any:
    """A scenario of one workload with capacity."""
    workload = {"name": "one", "placement": GLOBAL, "demand": demand, **rest}
    return read({"rates": "2026-03-01", "workloads": [workload], "prices": list(prices), "capacity": capacity})


def outlook(asked: Any) -> dict[str, Any]:
    """What its first purchase comes to."""
    return purchase_outlook(asked, BOOK.on(asked.date), 0)


class Capacity(unittest.TestCase):
    """Units, the Reserved tier and custom models."""

    SHIFTS = {"hourly": ["2"] * 8 + ["8"] * 8 + ["14"] * 8}

    def test_no_token_is_lost(self) -> None:
        self.assertEqual(slots((1, 1, 1), 100), [33, 33, 34])
        self.assertEqual(slots((0, 5), 7), [0, 7])

    def test_one_unit_carries_the_estate(self) -> None:
        asked = on_units()
        result = priced(asked)
        self.assertEqual(result["month"], "16060")  # 730 x 22
        self.assertEqual(result["ladder"][1:], [{"step": "capacity", "amount": "-140"}])
        found = outlook(asked)
        self.assertEqual(found["sides"][0]["utilisation"], text(Fraction(3000, 4380), 12))
        six = found["terms"][2]
        self.assertEqual(six["sides"][0]["break_even_list"], text(Fraction(2200, 3240), 12))
        self.assertEqual((six["billed_after_7"], six["owed_after_7"]), (12, 5))

    def test_a_spill_is_best_at_one_unit(self) -> None:
        demand = {"monthly": {"input": "4608000000", "output": "1152000000"}}  # 192M a day for thirty days
        for units, month in (("1", "28800"), ("2", "34272"), ("3", "47520")):
            asked = on_units(demand, units, self.SHIFTS, "720")
            self.assertEqual(priced(asked)["month"], month)
            found = outlook(asked)
            self.assertEqual((found["sides"][0]["mean"], found["sides"][0]["peak"]), ("2", "3"))
            self.assertEqual(found["terms"][2]["sides"][0]["best"], {"units": "1", "cost": Fraction(28800)})

    def test_a_reserved_side_overflows_by_itself(self) -> None:
        bought = {"reserved": {"input": "100000", "output": "10000", "term": "one-month"}}
        prices = [typed("reserved-one-month", meter, price, "1K TPM-hour")
                  for meter, price in (("input", "0.18"), ("output", "0.9"))]
        demand = {"monthly": {"input": "8760000000", "output": "219000000"}}
        today = with_capacity({"purchases": [{"placement": GLOBAL, "bought": bought}]}, demand, prices)
        asked = replace(today, rules="v1")
        self.assertEqual(charged(asked), [("input", "4380000000", "13140")])  # half of the input, none of the output
        self.assertEqual(priced(asked)["month"], "32850")  # 13,140 + 730 x (18 + 9)
        # By request the tighter side decides for both: half of the output overflows as well.
        self.assertEqual(
            charged(today), [("input", "4380000000", "13140"), ("output", "109500000", "1642.5")]
        )
        self.assertEqual(priced(today)["month"], "34492.5")
        bought["reserved"]["output"] = "9999"
        asked = with_capacity({"purchases": [{"placement": GLOBAL, "bought": bought}]}, demand, prices)
        self.assertEqual(kinds(asked), {"out-of-range"})

    def test_a_custom_model_on_demand(self) -> None:
        custom = {"placement": GLOBAL, "workload": 0, "serving": "on-demand", "training_tokens": "1000000"}
        prices = [typed("custom", meter, price, "1M tokens")
                  for meter, price in (("input", "4"), ("output", "20"), ("training", "5"))]
        asked = with_capacity({"customs": [custom]}, prices=prices, batch="0.5")
        self.assertEqual((priced(asked)["month"], priced(asked)["once"]), ("21600", "5"))  # 9,600 + 12,000
        found = custom_outlook(asked, BOOK.on(asked.date), 0)
        self.assertEqual(found["first_year"], "259205")
        self.assertEqual(found["serving_share"], Fraction(259200, 259205))

    def test_what_is_wrong(self) -> None:
        self.assertEqual(kinds(on_units(load={"hourly": ["0"]})), {"no-load"})
        self.assertEqual(kinds(on_units(load={"window": {"hours": 25, "days": 7}})), {"out-of-range"})
        wrong = typed("six-months", "model_unit", "22", "month")
        self.assertEqual(kinds(scenario(prices=[wrong])), {"wrong-unit"})
        self.assertEqual(kinds(scenario(prices=[{**wrong, "rate": {"amount": "10001", "unit": "month"}}])),
                         {"wrong-unit", "out-of-range"})
        with self.assertRaises(MalformedError):
            on_units(units="1001")

    def test_a_wrong_outlook_is_found(self) -> None:
        asked = on_units()
        card = BOOK.on(asked.date)
        good = outlook(asked)
        for side in (side for term in good["terms"] for side in term["sides"]):
            side["per_million"] = side["per_million"] and text(side["per_million"], 24)
            if side["best"]:
                side["best"]["cost"] = text(side["best"]["cost"])
        record = {"report": {**priced(asked), "per_million_tokens": text(Fraction("16060") / 3000, 24)},
                  "purchases": [good], "customs": [], "commitment": {"alternatives": []}}
        self.assertEqual(differences(record, asked, card)[0], [])
        good["terms"][2]["sides"][0]["best"]["units"] = "2"
        self.assertNotEqual(differences(record, asked, card)[0], [])


def run() -> int:
    """Runs them all and returns the exit status."""
    import selftest_commitment

    load = unittest.defaultTestLoader.loadTestsFromModule
    suite = unittest.TestSuite([load(sys.modules[__name__]), load(selftest_commitment)])
    return 0 if unittest.TextTestRunner().run(suite).wasSuccessful() else 1
