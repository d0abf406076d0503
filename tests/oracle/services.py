"""What services around inference cost. Follows "Services" in `docs/arithmetic.md`.

Quantities are exact fractions until they are taken to whole numbers or to six places; money is in whole 10^-20 dollars.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Iterator

from asked_services import asks
from card import RATES, SCALE, Card, scaled
from prices import MissingRateError, Prices, charges, lines
from reading import PARTS
from scenario import Placement, Scenario, Workload

FALLBACK = "us-east-1"
GB, TB = 2**30, 2**40
COST_MAX = 10**10 * SCALE
MODEL_COUNT_MAX = 10**15
AWS, MARKETPLACE, OUTSIDE = "aws-services", "marketplace-services", "outside-the-contract"
COUNTED = {"1K": 1_000, "1M": 1_000_000, "100": 100}
WHOLE_UNITS = {"page", "image", "field and page", "request", "metric-month", "alarm-month", "dashboard-month"}
"""Units of one thing that is counted; every other unit of one is measured."""
POLICIES = {
    "content": "guardrail-content", "topics": "guardrail-topics", "pii": "guardrail-pii",
    "grounding": "guardrail-grounding", "reasoning": "guardrail-reasoning",
}


class TooMuchError(Exception):
    """Services cost more than is kept exact."""


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One charge of a service."""

    kind: str
    index: int
    workload: int | None
    item: str
    quantity: Fraction
    price: int
    """Of a unit, in 10^-20 dollars."""
    cost: int
    once: bool
    biller: str
    by_aws: bool
    year: int
    """Twelve months; by the second rules with 730 hours in each, where it is charged in every hour."""


@cache
def published() -> list[dict[str, Any]]:
    """Every price in the files of services."""
    found = []
    for path in sorted((RATES / "services").glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8")).get("rate", [])
    return found


@cache
def unit_of(item: str) -> str:
    """The unit of an item's price."""
    return next(own["unit"] for own in published() if own["item"] == item)


@cache
def on_card(item: str, region: str, date: str) -> int | None:
    """A published price of a unit in 10^-20 dollars."""
    for own in published():
        holds = str(own["from"]) <= date and ("until" not in own or date < str(own["until"]))
        if own["item"] == item and holds and ("regions" not in own or region in own["regions"]):
            return scaled(own["price"])
    return None


def requests_of(scenario: Scenario, number: int) -> int | None:
    """Requests a month of a workload: its own, or as typed."""
    own = scenario.workloads[number].demand.requests
    return own if own is not None else next((count for at, count in scenario.services["requests"] if at == number), None)


def up(value: Fraction) -> int:
    """The least whole number that isn't below a fraction."""
    return -(-value.numerator // value.denominator)


def lists(own: list[int] | None, number: int) -> bool:
    """Whether a list has a workload; no list has all."""
    return own is None or number in own


AVERAGE_HOURS = 730


def charged(item: str, exact: Fraction) -> tuple[Fraction, int]:
    """A quantity as it is charged, and how many of what is counted a price covers."""
    unit = unit_of(item)
    size, _, rest = unit.partition(" ")
    per = COUNTED.get(size, 1) if rest else 1
    if per > 1 or unit in WHOLE_UNITS:
        return Fraction(exact.numerator // exact.denominator), per
    return Fraction((2 * exact.numerator * 10**6 + exact.denominator) // (2 * exact.denominator), 10**6), per


class Making:
    """Makes the lines of one scenario."""

    def __init__(self, scenario: Scenario, card: Card) -> None:
        self.scenario, self.card, self.asked = scenario, card, scenario.services
        self.prices = Prices(scenario, card)
        self.region = self.asked["region"] or (scenario.workloads[0].placement.region if scenario.workloads else FALLBACK)
        self.found: list[ServiceLine] = []
        self.hours = Fraction(scenario.capacity.hours)

    def item(
        self, kind: str, index: int, item: str, exact: Fraction, workload: int | None = None, once: bool = False,
        hours: Fraction | None = None,
    ) -> None:
        """A line of an item's own price; `hours` are those that its quantity is multiplied by."""
        quantity, per = charged(item, exact)
        if not quantity:
            return
        price = self.price(item)
        cost = quantity * price / per
        average = cost
        if hours == self.hours and self.scenario.rules == "v2":
            average = charged(item, exact / self.hours * AVERAGE_HOURS)[0] * price / per
        assert cost.denominator == average.denominator == 1
        biller = OUTSIDE if kind == "support" else AWS
        self.found.append(ServiceLine(
            kind, index, workload, item, quantity, price, int(cost), once, biller, kind != "support", 12 * int(average),
        ))

    def price(self, item: str) -> int:
        """Typed, of the region, or of us-east-1 by choice."""
        typed = next((price for name, price in self.asked["prices"] if name == item), None)
        if typed is not None:
            return typed * (SCALE // 10**8)
        found = on_card(item, self.region, self.scenario.date)
        if found is None and self.asked["fallback"]:
            found = on_card(item, FALLBACK, self.scenario.date)
        if found is None:
            raise MissingRateError(f"no price of {item} in {self.region}")
        return found

    def model(self, index: int, place: dict[str, str], buying: str, meter: str, exact: Fraction, once: bool = False) -> None:
        """A line of a model's tokens or queries."""
        count = exact.numerator // exact.denominator
        if not count:
            return
        placement = Placement(place["model"], place["scope"], place["region"])
        rate = self.prices.needed(placement, buying, meter, True)
        if count > MODEL_COUNT_MAX:
            raise TooMuchError
        own = self.card.models.get(placement.model)
        self.found.append(ServiceLine(
            "knowledge", index, None, placement.model, Fraction(count), rate.amount, count * rate.token, once,
            own.provider if own else "", not (own and own.marketplace), 12 * count * rate.token,
        ))

    def guardrails(self) -> None:
        """Text units of each call, by policy."""
        for index, own in enumerate(self.asked["guardrails"]):
            for number, workload in enumerate(self.scenario.workloads):
                if not lists(own["workloads"], number):
                    continue
                requests = requests_of(self.scenario, number) or 0
                calls = requests * workload.calls // PARTS
                answered = let_through(workload, calls)
                prompt, answer = characters(workload, requests, own["characters_per_token"])
                tagged = prompt if own["tagged"] is None else min(own["tagged"], prompt)
                source = prompt if own["grounded"] is None else own["grounded"]
                for policy in own["policies"]:
                    texts = [(calls, tagged)] * (own["sides"] != "output") + [(answered, answer)] * (own["sides"] != "input")
                    if policy == "grounding":
                        texts = [(answered, source + answer)]
                    for count, length in texts:
                        units = Fraction(count * up(Fraction(length, 1_000)))
                        self.item("guardrail", index, POLICIES[policy], units, number)
                self.item("guardrail", index, "guardrail-image", Fraction(calls * own["images"], PARTS), number)

    def knowledge(self) -> None:
        """Embeddings, ordering, generated queries and stores."""
        for index, own in enumerate(self.asked["knowledge"]):
            numbers = [number for number in range(len(self.scenario.workloads)) if lists(own["workloads"], number)]
            requests = sum(requests_of(self.scenario, number) or 0 for number in numbers)
            each = PARTS if own["queries_per_request"] is None else own["queries_per_request"]
            queries = Fraction(requests * each, PARTS)
            grown = Fraction(PARTS + own["overlap"], PARTS)
            renewed = Fraction(own["renewed"], PARTS)
            if own["embedding"]:
                corpus = own["documents"] * own["document_tokens"] * grown
                buying = "batch" if own["batch"] else "standard"
                self.model(index, own["embedding"], buying, "input", corpus, once=True)
                self.model(index, own["embedding"], buying, "input", corpus * renewed)
                size = 100 if own["query_tokens"] is None else own["query_tokens"]
                self.model(index, own["embedding"], "standard", "input", queries * size)
            if own["rerank"]:
                chunks = own["rerank"]["chunks"]
                times = 1 if chunks is None else max(1, -(-chunks // 100))
                self.model(index, own["rerank"]["placement"], "standard", "query", queries * times)
            self.item("knowledge", index, "generate-query", Fraction(requests * own["structured"], PARTS))
            self.store(index, own, requests, queries, grown, renewed)

    def store(
        self, index: int, own: dict[str, Any], requests: int, queries: Fraction, grown: Fraction, renewed: Fraction
    ) -> None:
        """What a store charges."""
        kind, store = own["store"]

        def add(item: str, exact: Fraction, once: bool = False, hours: Fraction | None = None) -> None:
            self.item("knowledge", index, item, exact, once=once, hours=hours)

        def part(name: str) -> Fraction:
            return Fraction(store[name], PARTS)

        def running(name: str) -> Fraction:
            return self.hours if store[name] is None else part(name)

        if kind == "open-search":
            for ocus, hours in self.ocus(index, store):
                add("opensearch-ocu", ocus * hours, hours=hours)
            add("opensearch-storage", part("storage"))
        elif kind == "s3-vectors":
            chunk = 300 if own["chunk_tokens"] is None else own["chunk_tokens"]
            vectors = own["documents"] * up(own["document_tokens"] * grown / chunk)
            searched = 4 * store["dimensions"] + store["filterable"]
            stored = searched + store["other"]
            put = max(1, 500 if store["vectors_per_put"] is None else store["vectors_per_put"])
            uploaded = Fraction(vectors * max(stored, -(-131_072 // put)), GB)
            add("s3-vectors-storage", Fraction(vectors * stored, GB))
            add("s3-vectors-put", uploaded, once=True)
            add("s3-vectors-put", uploaded * renewed)
            add("s3-vectors-query", queries)
            indexes = max(1, 1 if store["indexes"] is None else store["indexes"])
            of_index, below = -(-vectors // indexes), 0
            for number, end in enumerate((100_000, 10_000_000, of_index + 10_000_000), 1):
                inside = max(0, min(of_index, end) - below)
                add(f"s3-vectors-processed-{number}", queries * inside * searched / TB)
                below = end
            add("s3-vectors-returned", queries * max(0, store["returned"] - 524_288) / GB)
        elif kind == "aurora":
            add("aurora-acu", part("capacity") * running("hours"), hours=running("hours"))
            add("aurora-storage", part("storage"))
            add("aurora-io", Fraction(store["requests"]))
        elif kind == "neptune":
            graph = part("capacity") * (1 + part("replicas"))
            add("neptune-ncu", graph * running("hours"), hours=running("hours"))
            paused = max(Fraction(0), self.hours - running("hours"))
            add("neptune-ncu", graph * paused / 10, hours=paused)
        elif kind == "managed":
            add("kb-storage", part("storage"))
            every = queries.numerator // queries.denominator
            agentic = store["agentic"].of(every)
            add("kb-retrieve", Fraction(every - agentic))
            add("kb-agentic", Fraction(agentic))
            add("kb-retrieve", agentic * (Fraction(2) if store["retrievals"] is None else part("retrievals")))

    def ocus(self, index: int, store: dict[str, Any]) -> list[tuple[Fraction, Fraction]]:
        """OCUs for indexing and for search, each with its hours; none where another collection is charged for both."""
        if store["generation"] == "next-gen":
            hours = self.hours if store["active_hours"] is None else Fraction(store["active_hours"], PARTS)
            return [(Fraction(store[name], PARTS), hours) for name in ("indexing", "search")]
        key = ("classic", store["without_standby"], store["group"])
        together = []
        for number, base in enumerate(self.asked["knowledge"]):
            kind, other = base["store"]
            if kind == "open-search" and (other["generation"], other["without_standby"], other["group"]) == key:
                together.append((number, other))
        if together[0][0] != index:
            return []
        least = Fraction(1, 2) if store["without_standby"] else Fraction(1)
        return [
            (max(least, Fraction(sum(other[name] for _, other in together), PARTS)), self.hours)
            for name in ("indexing", "search")
        ]

    def driven(self, per: tuple[bool, list[int] | None]) -> int:
        """How often a month the counts of an entry come."""
        if not per[0]:
            return 1
        numbers = (number for number in range(len(self.scenario.workloads)) if lists(per[1], number))
        return sum(requests_of(self.scenario, number) or 0 for number in numbers)

    def counted(self) -> None:
        """Documents, agents and flows."""
        for index, own in enumerate(self.asked["documents"]):
            times = Fraction(self.driven(own["per"]), PARTS)
            self.item("documents", index, "documents-standard", times * own["pages"])
            self.item("documents", index, "documents-custom", times * own["custom_pages"])
            self.item("documents", index, "documents-field", times * own["custom_pages"] * max(0, own["fields"] - 30))
            self.item("documents", index, "images-standard", times * own["images"])
            self.item("documents", index, "images-custom", times * own["custom_images"])
        for index, own in enumerate(self.asked["agents"]):
            sessions = Fraction(self.driven(own["per"]) * own["sessions"], PARTS)
            runtime, memory = own["runtime"], max(1_280, own["memory"])
            self.item("agents", index, f"runtime-{runtime}-cpu", sessions * Fraction(own["cpu_seconds"], PARTS * 3_600))
            held = sessions * Fraction(own["seconds"] * memory, PARTS**2 * 3_600)
            self.item("agents", index, f"runtime-{runtime}-memory", held)
            for item, count in (
                ("gateway-calls", sessions * Fraction(own["gateway_calls"], PARTS)),
                ("gateway-search", sessions * Fraction(own["searches"], PARTS)),
                ("gateway-tools", Fraction(own["tools"])),
                ("identity-requests", sessions * Fraction(own["identity_requests"], PARTS)),
                ("memory-events", sessions * Fraction(own["memory_events"], PARTS)),
                ("memory-records", Fraction(own["memory_records"])),
                ("memory-retrievals", sessions * Fraction(own["memory_retrievals"], PARTS)),
                ("policy-requests", sessions * Fraction(own["authorizations"], PARTS)),
                ("evaluation-input", sessions * own["evaluation_input"]),
                ("evaluation-output", sessions * own["evaluation_output"]),
                ("evaluation-custom", sessions * Fraction(own["custom_evaluations"], PARTS)),
            ):
                self.item("agents", index, item, count)
        for index, own in enumerate(self.asked["flows"]):
            passed = self.driven(own["per"]) * Fraction(own["executions"] * own["transitions"], PARTS**2)
            self.item("flow", index, "flow-transitions", passed)

    def logs(self) -> None:
        """Prompts and answers of each call, as JSON."""
        for index, own in enumerate(self.asked["logs"]):
            cloudwatch = own["to"] == "cloudwatch"
            for number, workload in enumerate(self.scenario.workloads):
                if not lists(own["workloads"], number):
                    continue
                requests = requests_of(self.scenario, number) or 0
                calls = requests * workload.calls // PARTS
                texts = characters(workload, requests, own["characters_per_token"])
                prompt, answer = (up(Fraction(text * own["bytes_per_character"], PARTS)) for text in texts)
                logged = [
                    Fraction(calls * (prompt + own["envelope"]), GB), Fraction(let_through(workload, calls) * answer, GB)
                ]
                kept = Fraction(own["months"] * own["compressed"], PARTS**2)
                for volume in logged if cloudwatch else ():
                    self.item("logs", index, "logs-ingested", volume, number)
                for volume in logged:
                    self.item("logs", index, "logs-stored" if cloudwatch else "s3-storage", volume * kept, number)
            if cloudwatch:
                self.item("logs", index, "logs-scanned", Fraction(own["scanned"], PARTS))
            else:
                self.item("logs", index, "s3-put", Fraction(own["objects"]))

    def operations(self) -> None:
        """Metrics, alarms, dashboards, endpoints and transfer; tasks of people who evaluate."""
        own, below = self.asked["monitoring"], 0
        for number, end in enumerate((10_000, 250_000, 1_000_000, 10**13), 1):
            inside = max(0, min(own["metrics"], end) - below)
            self.item("monitoring", 0, f"metrics-{number}", Fraction(inside))
            below = end
        self.item("monitoring", 0, "alarms", Fraction(own["alarms"]))
        self.item("monitoring", 0, "dashboards", Fraction(max(0, own["dashboards"] - 3)))
        network = self.asked["network"]
        self.item("network", 0, "endpoint-hours", network["endpoints"] * network["zones"] * self.hours, hours=self.hours)
        self.item("network", 0, "endpoint-data", Fraction(network["data"], PARTS))
        self.item("network", 0, "transfer-out", Fraction(max(0, network["out"] - 100 * PARTS), PARTS))
        self.item("evaluation", 0, "evaluation-tasks", Fraction(self.asked["evaluation"]["tasks"]))

    def own_lines(self) -> None:
        """What the reader typed."""
        billers = {"aws": AWS, "marketplace": MARKETPLACE, "neither": OUTSIDE}
        for index, own in enumerate(self.asked["lines"]):
            amount = own["amount"] * (SCALE // 100)
            if amount:
                biller = billers[own["billed"]]
                self.found.append(
                    ServiceLine(
                        "own", index, None, "amount", Fraction(1), amount, amount, own["once"], biller, biller == AWS, 12 * amount
                    )
                )

    def support(self) -> None:
        """What AI adds to the fee of the support plan."""
        if self.asked["support"] is None:
            return
        other = self.asked["support"][1]
        models = self.card.models

        def by_aws(model: str) -> bool:
            return not (model in models and models[model].marketplace)

        billed = sum(line.cost for line in lines(self.scenario, self.card) if by_aws(line.piece.placement.model))
        billed += sum(own.cost for own in charges(self.scenario, self.card) if not own.once and by_aws(own.model))
        billed += sum(line.cost for line in self.found if not line.once and line.by_aws)
        cents = (2 * billed * 100 + SCALE) // (2 * SCALE)
        start, end, below = max(other, 5_000_000), max(other + cents, 5_000_000), 0
        for number, top in enumerate((15_000_000, 50_000_000, 100_000_000, 10**30), 1):
            inside = max(0, min(end, top) - max(start, below))
            self.item("support", 0, f"support-enterprise-{number}", Fraction(inside, 100))
            below = top


def let_through(workload: Workload, calls: int) -> int:
    """Calls whose input isn't blocked."""
    return calls * (workload.blocked.denominator - workload.blocked.numerator) // workload.blocked.denominator


def characters(workload: Workload, requests: int, each: int) -> tuple[int, int]:
    """Characters of one prompt and of one answer, rounded up."""
    demand, trim = workload.demand, workload.trim
    if demand.requests is None:
        into, out = (Fraction(tokens, max(1, requests)) for tokens in (demand.input, demand.output))
    else:
        into, out = Fraction(demand.input_each), Fraction(demand.output_each)
    prompt = into * Fraction(PARTS + workload.overhead, PARTS)
    if workload.tool_results is not None and demand.requests is not None:
        # The average prompt: each call adds its answer and what tools return to those after it.
        whole, rest = divmod(workload.calls, PARTS)
        before = Fraction(whole * (whole - 1), 2) + Fraction(rest * whole, PARTS)
        added = (out * (1 - trim.exact) + workload.tool_results) * before / Fraction(workload.calls, PARTS)
        prompt += Fraction(up(added * 10**8), 10**8)
    prompt *= Fraction(each, PARTS)
    return up(prompt), up(out * (1 - trim.exact) * Fraction(each, PARTS))


def service_lines(scenario: Scenario, card: Card) -> list[ServiceLine]:
    """Every line of the services, in order."""
    if not asks(scenario.services):
        return []
    making = Making(scenario, card)
    making.guardrails()
    making.knowledge()
    making.counted()
    making.logs()
    making.operations()
    making.own_lines()
    making.support()
    for once in (False, True):
        if sum(line.cost for line in making.found if line.once == once) > COST_MAX:
            raise TooMuchError
    return making.found


def monthly(found: list[ServiceLine]) -> int:
    """A month of services in 10^-20 dollars."""
    return sum(line.cost for line in found if not line.once)


def of_a_year(found: list[ServiceLine]) -> int:
    """A year of services in 10^-20 dollars, without what comes once."""
    return sum(line.year for line in found if not line.once)


def with_services(steps: list[tuple[str, int]], served: int) -> list[tuple[str, int]]:
    """The steps of inference, and services as the last one where they cost something."""
    return [*steps, ("services", served)] if served else steps


def once(found: list[ServiceLine]) -> int:
    """What services begin with, in 10^-20 dollars."""
    return sum(line.cost for line in found if line.once)


def yearly(found: list[ServiceLine]) -> Iterator[tuple[str, int, bool]]:
    """Biller, what a year costs, and whether it comes once, of each line."""
    for line in found:
        yield line.biller, line.cost if line.once else line.year, line.once


def is_elsewhere(scenario: Scenario, line: ServiceLine) -> bool:
    """Whether a line has the price of us-east-1 for want of its region's."""
    typed = any(name == line.item for name, _ in scenario.services["prices"])
    region = Making(scenario, Card({})).region
    is_item = any(own["item"] == line.item for own in published())
    return is_item and not typed and on_card(line.item, region, scenario.date) is None
