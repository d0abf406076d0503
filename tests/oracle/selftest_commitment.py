"""Commitments, offers, clauses, alternatives and obligations worked by hand, for the oracle itself."""

from __future__ import annotations

import unittest
from fractions import Fraction
from typing import Any
from unittest.mock import patch

import commitment
from compare import OF_COMMITMENT, differences
from negotiation import alternatives, clauses, obligations, rate_hold, year_ladder
from offers import offers
from outlook import text
from reading import MalformedError
from scenario import read
from selftest import BOOK, ESTATE, GLOBAL, kinds, priced, scenario, typed


def committed(years: list[dict[str, str]], rules: str = "v2", **rest: Any) -> Any:
    """The worked estate with a commitment."""
    workload = {"name": "one", "placement": GLOBAL, "demand": ESTATE}
    plan = {"years": years, **rest}
    return read({"rates": "2026-03-01", "rules": rules, "workloads": [workload], "commitment": plan})


def figures(asked: Any, *names: str) -> list[tuple[Any, ...]]:
    """These figures of every year."""
    return [tuple(year[name] for name in names) for year in commitment.years(asked, BOOK.on(asked.date)) or []]


class Commitments(unittest.TestCase):
    """Gap, absorption, the cap on Marketplace spend, growth."""

    def test_a_gap_of_a_million(self) -> None:
        year = {"commitment": "20000000", "organic": "19000000", "discount": "0.15", "ai": "1500000"}
        names = ("gap", "absorbed", "incremental", "shortcut", "effective_discount", "shortfall_ends_at")
        self.assertEqual(  # 1,275,000 - 1,000,000; 500,000 x 0.85
            figures(committed([year], "v1", measure="gross"), *names),
            [("1000000", "1000000", "275000", "425000", Fraction(1225, 1500), Fraction(1000000))],
        )

    def test_marketplace_spend_is_capped(self) -> None:
        year = {"commitment": "400000", "organic": "100000"}
        names = ("ai_cash", "gap", "absorbed", "incremental", "shortfall_ends_at")
        self.assertEqual(figures(committed([year]), *names), [("194400", "300000", "100000", "94400", None)])
        terms = [{"provider": "maker", "earns": True, "counts": {"part": "0.5"}}]
        self.assertEqual(
            figures(committed([year], terms=terms), *names),
            [("194400", "300000", "97200", "97200", Fraction(600000))],
        )

    def test_typed_spend_has_the_terms_of_the_scenario_s_providers(self) -> None:
        year = {"commitment": "20000000", "organic": "17000000", "discount": "0.15", "ai": "1500000"}
        self.assertEqual(figures(committed([year]), "ai_cash", "shortfall"), [("1500000", "4050000")])
        self.assertEqual(figures(committed([year], "v1"), "ai_cash", "shortfall"), [("1275000", "4275000")])

    def test_what_is_carried_forward(self) -> None:
        years = [{"commitment": "50000", "organic": "0"}, {"commitment": "100000", "organic": "0"}]
        terms = [{"provider": "maker", "earns": False, "counts": {"part": "0.5"}}]
        names = ("carried", "shortfall")
        # 97,200 of 194,400 counts: 47,200 beyond the first year's; 97,200 + 47,200 in the second
        self.assertEqual(figures(committed(years, terms=terms, carries_forward=True), *names),
                         [("0", "0"), ("47200", "0")])
        self.assertEqual(figures(committed(years, terms=terms), *names), [("0", "0"), ("0", "2800")])

    def test_growth_is_rounded_each_year(self) -> None:
        asked = committed([{"commitment": "0", "organic": "0"}] * 5, ai_growth="1.2345")
        listed = ["194400", "239986.8", "296263.7", "365737.54", "451502.99"]
        self.assertEqual(figures(asked, "ai_list"), [(year,) for year in listed])
        self.assertEqual(figures(committed([{"commitment": "0", "organic": "0"}] * 5, ai_growth="11"), "gap")[4:], [("0",)])
        self.assertIsNone(commitment.years(scenario(), BOOK.on("2026-03-01")))

    def test_what_is_wrong(self) -> None:
        year = {"commitment": "1", "organic": "1"}
        self.assertEqual(kinds(committed([year])), set())
        self.assertEqual(kinds(committed([{**year, "discount": "1.0001"}])), {"out-of-range"})
        self.assertEqual(kinds(committed([year] * 6)), {"out-of-range"})
        self.assertEqual(kinds(committed([year], ai_growth="11.0001")), {"out-of-range"})
        for wrong in ({**year, "ai": "0.001"}, {**year, "organic": "100000000000.01"}, {**year, "typed": "1"}):
            with self.assertRaises(MalformedError):
                committed([wrong])

    def test_a_wrong_year_is_found(self) -> None:
        asked = committed([{"commitment": "400000", "organic": "300000", "discount": "0.1"}])
        card = BOOK.on(asked.date)
        (good,) = commitment.years(asked, card)
        good["effective_discount"] = text(good["effective_discount"], 24)
        good["shortfall_ends_at"] = good["shortfall_ends_at"] and text(good["shortfall_ends_at"], 24)
        record = {"report": {**priced(asked), "per_million_tokens": "5.4"}, "purchases": [], "customs": [],
                  "commitment": {name: of(asked, card) for name, of in OF_COMMITMENT} | {"years": [good]}}
        self.assertEqual(differences(record, asked, card)[0], [])
        good["absorbed"] = "99999.99"
        self.assertNotEqual(differences(record, asked, card)[0], [])
        del record["commitment"]["years"]
        self.assertNotEqual(differences(record, asked, card)[0], [])


def of(found: Any, asked: Any) -> Any:
    """One of the functions that follow from a commitment, on a scenario."""
    return found(asked, BOOK.on(asked.date))


BUNDLE = [{"commitment": "20000000", "discount": "0.15"}, {"commitment": "28000000", "discount": "0.17"}]
CAPPED = {"commitment": "400000", "organic": "100000", "discount": "0.1"}
"""Usage of 90,000; 194,400 of Marketplace spend counts to 100,000, so that 210,000 is missing."""


class Negotiations(unittest.TestCase):
    """What is compared before a commitment is signed."""

    def test_two_points_for_forty_percent_more(self) -> None:
        year = {"commitment": "0", "organic": "26000000", "ai": "0"}
        found = of(offers, committed([year], measure="gross", offers=BUNDLE))
        # 0.85 S = 28,000,000 - 0.17 S, so S = 27,450,980.39..; at 1.0559 S = 27,453,400
        (crossing,) = [crossing for crossing in found["crossings"] if (crossing["one"], crossing["other"]) == (2, 1)]
        self.assertEqual((crossing["demand"], crossing["payment"]), (10_559, "23332922"))
        self.assertEqual((crossing["other_payment"], crossing["used"]), ("23335390", Fraction(74534, 80000)))
        self.assertEqual(found["cheapest"], [1, 1, 2])  # 20.8M, 26M, 31.2M

    def test_credits_are_used_within_their_months(self) -> None:
        year = {"commitment": "0", "organic": "100000.01", "ai": "0"}
        offer = {"commitment": "0", "years": "2", "credits": "130000", "credit_months": "15"}
        found = of(offers, committed([year], offers=[offer]))
        likely = found["offers"][1]["forecasts"][1]
        # 100,000.01 and 3/12 of it, 25,000.0025, down to 25,000.00
        self.assertEqual((likely["credits"], likely["payment"]), ("125000.01", "75000.01"))

    def test_what_isn_t_typed_grows(self) -> None:
        years = [{"commitment": "0"}, {"commitment": "0", "organic": "100.01"}, {"commitment": "0"}]
        asked = committed(years, organic_growth="1.5")
        self.assertEqual(figures(asked, "organic"), [("0",), ("100.01",), ("150.02",)])  # 150.015
        found = of(offers, committed(years[1:], organic_growth="1.5", offers=[{"commitment": "0", "years": "3"}]))
        # 100.01 + 150.02 + 225.03 + 3 x 194,400
        self.assertEqual(found["offers"][0]["points"][20], [10_000, "583675.06"])

    def test_weights_needn_t_add_up_to_one(self) -> None:
        forecast = {name: {"demand": demand, "weight": weight}
                    for name, demand, weight in (("low", "0", "0.5"), ("likely", "3", "0"), ("high", "1", "0.25"))}
        year = {"commitment": "0", "organic": "100", "ai": "0"}
        found = of(offers, committed([year], forecasts=forecast, offers=[{"commitment": "50"}]))
        self.assertEqual([own["expected"] for own in found["offers"]], [Fraction(100, 3), Fraction(200, 3)])
        self.assertEqual((found["cheapest"], found["cheapest_expected"]), ([0, 0, 0], 0))

    def test_clauses_in_money(self) -> None:
        given = {"price_rise": "0.1", "reduction": "0.5", "migration_cost": "1000", "migration_months": "2.5"}
        found = of(clauses, committed([CAPPED], clauses=given))
        self.assertEqual([(own["clause"], int(own["without"]) - int(own["with"])) for own in found], [
            ("reduction", 150_000),  # 400,000 - 72,000 - 100,000 against 200,000 - 72,000 - 50,000
            ("full-counting", 94_400),
            ("earns-discount", 19_440),
            ("rate-hold", 19_440),
            ("deprecation-parity", 2_500),
        ])

    def test_a_rate_hold_by_what_prices_did(self) -> None:
        plan = {"years": [{"commitment": "0", "organic": "0"}]}
        asked = read({"rates": "2026-03-01", "commitment": plan,
                      "workloads": [{"name": "one", "placement": GLOBAL, "demand": ESTATE}]})
        changes = (
            ("2025", "maker", "twice", 10_000), ("2025-10", "maker", "a quarter", 2_500), ("2026-03-02", "maker", "later", 5_000),
            ("2025", "another", "a tenth", 1_000), ("2025", "maker", "a fifth off", -2_000),
        )
        with patch("negotiation._changes", lambda: changes):
            found = of(rate_hold, asked) or []
        # Of two rises the smaller is typical; one cut is the largest. What came after the card isn't known.
        self.assertEqual([(own["precedent"], own["follows"], own["without"]) for own in found], [
            ("largest-rise", ["twice"], "388800"), ("typical-rise", ["a quarter"], "243000"),
            ("largest-cut", ["a fifth off"], "155520"),
        ])

    def test_an_alternative_repays(self) -> None:
        given = {"price": {"monthly": "1000"}, "share": "0.25", "switching": "3050.01"}
        for plan, adds, saves, months in (
            (None, "48600", "36600", "2"),  # 36,600.12 / 36,600
            ({"years": [CAPPED]}, "48600", "36600", "2"),
            ({"years": [{**CAPPED, "commitment": "1000000"}]}, "0", "-12000", None),
        ):
            asked = read({"rates": "2026-03-01", "commitment": plan, "alternatives": [given],
                          "workloads": [{"name": "one", "placement": GLOBAL, "demand": ESTATE}]})
            (found,) = of(alternatives, asked)
            self.assertEqual((found["moved"], found["adds"], found["saves"], found["months"]),
                             ("48600", adds, saves, months))

    def test_a_year_from_list_to_what_ai_adds(self) -> None:
        self.assertEqual(of(year_ladder, committed([CAPPED], negotiated="0.1")), [
            {"step": "list", "amount": "194400"},
            {"step": "negotiated rate", "amount": "-19440"},
            {"step": "gap absorption", "amount": "-100000"},
        ])
        self.assertIsNone(of(year_ladder, committed([{**CAPPED, "ai": "1"}])))

    def test_units_are_owed_by_their_own_term(self) -> None:
        bought = {"units": {"units": "1", "term": "six-months", "throughput": {"blended": "100000"}}}
        asked = read({
            "rates": "2026-03-01", "workloads": [{"name": "one", "placement": GLOBAL, "demand": ESTATE}],
            "prices": [typed("six-months", "model_unit", "22", "model unit hour")], "commitment": {"years": [CAPPED]},
            "capacity": {"purchases": [{"placement": GLOBAL, "bought": bought}]},
        })
        (found,) = of(obligations, asked)
        self.assertEqual((found["month"], found["months"], found["owed"]), ("16060", 6, "96360"))
        self.assertEqual((found["list"], found["cash"], found["counted"]), ("192720", "192720", "192720"))

    def test_what_is_wrong(self) -> None:
        none = {name: {"demand": "1", "weight": "0"} for name in ("low", "likely", "high")}
        self.assertEqual(kinds(committed([CAPPED], forecasts=none)), {"no-weight"})
        offer = {"commitment": "1", "discount": "1"}
        self.assertEqual(kinds(committed([CAPPED], offers=[offer] * 4)), set())
        self.assertEqual(kinds(committed([CAPPED], offers=[offer] * 5)), {"out-of-range"})
        for wrong in ({"discount": "1.0001"}, {"growth": "11.0001"}):
            self.assertEqual(kinds(committed([CAPPED], offers=[{**offer, **wrong}])), {"out-of-range"})
        for wrong in ({"years": "6"}, {"credit_months": "0"}, {"credits": "0.001"}):
            with self.assertRaises(MalformedError):
                committed([CAPPED], offers=[{**offer, **wrong}])
        # 10^11 x 1.1 in the second year
        rising = {"commitment": "100000000000", "growth": "1.1", "years": "2"}
        self.assertIsNone(of(offers, committed([CAPPED], offers=[rising])))
