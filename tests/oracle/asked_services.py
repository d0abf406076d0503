"""Services around inference, read from a scenario's JSON shape, and what keeps them from being priced.

Entries stay objects of the shape, with every field that isn't given filled in.
"""

from __future__ import annotations

from typing import Any

from reading import PARTS, MalformedError, bounded, dollars, fields, index, multiple, one_of, share, whole

COUNT_MAX = 10**12
ENTRIES_MAX = 16
POLICIES = ("content", "topics", "pii", "grounding", "reasoning")
SIDES = ("both", "input", "output")
GENERATIONS = ("classic", "next-gen")
BILLED = ("aws", "marketplace", "neither")
LISTS = ("guardrails", "knowledge", "documents", "agents", "flows", "logs", "lines")
NAME_MAX = 80
ID_MAX = 64

PRICE_PLACES = 8


class OutOfRangeError(Exception):
    """A number or a list outside its bounds."""


def _count(text: Any) -> int:
    return bounded(text, 0, COUNT_MAX)


def _each(text: Any) -> int:
    return bounded(text, 0, 10**7)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise MalformedError(f"true or false expected: {value!r}")
    return value


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise MalformedError(f"a text expected: {value!r}")
    return value


def _list(value: Any) -> list[int] | None:
    return None if value is None else [index(own) for own in value]


def _place(value: Any) -> dict[str, str] | None:
    if value is None:
        return None
    fields(value, "model scope region")
    one_of(value["scope"], ("global", "geographic", "in-region"))
    return value


def _maybe(of: Any) -> Any:
    return lambda value: None if value is None else of(value)


def _entry(value: Any, known: dict[str, tuple[Any, Any]], required: str = "") -> dict[str, Any]:
    """An object with every known field: as read, or as it is unless given."""
    needed = set(required.split())
    fields(value, required, " ".join(name for name in known if name not in needed))
    return {name: read(value.get(name, usual)) for name, (read, usual) in known.items()}


def _driver(value: Any) -> tuple[bool, list[int] | None]:
    """Whether counts are of each request, and of which workloads."""
    if value == "month":
        return False, None
    fields(value, "requests")
    fields(value["requests"], "", "workloads")
    return True, _list(value["requests"].get("workloads"))


GUARDRAIL = {
    "name": (_name, ""), "workloads": (_list, None),
    "policies": (lambda value: [one_of(own, POLICIES) for own in value], []),
    "sides": (lambda value: one_of(value, SIDES), "both"),
    "characters_per_token": (multiple, "4"), "tagged": (_maybe(_count), None), "grounded": (_maybe(_count), None),
    "images": (multiple, "0"),
}
STORES: dict[str, tuple[dict[str, tuple[Any, Any]], str]] = {
    "open-search": ({
        "generation": (lambda value: one_of(value, GENERATIONS), "classic"), "without_standby": (_flag, False),
        "group": (_name, ""), "indexing": (multiple, "0"), "search": (multiple, "0"),
        "active_hours": (_maybe(multiple), None), "storage": (multiple, "0"),
    }, ""),
    "s3-vectors": ({
        "dimensions": (_count, None), "filterable": (_count, "0"), "other": (_count, "0"),
        "indexes": (_maybe(_count), None), "vectors_per_put": (_maybe(_count), None), "returned": (_count, "0"),
    }, "dimensions"),
    "aurora": ({
        "capacity": (multiple, None), "hours": (_maybe(multiple), None), "storage": (multiple, "0"),
        "requests": (_count, "0"),
    }, "capacity"),
    "neptune": ({
        "capacity": (multiple, None), "replicas": (multiple, "0"), "hours": (_maybe(multiple), None),
    }, "capacity"),
    "managed": ({
        "storage": (multiple, None), "agentic": (share, "0"), "retrievals": (_maybe(multiple), None),
    }, "storage"),
}


def _store(value: Any) -> tuple[str, dict[str, Any]]:
    if value == "none":
        return "none", {}
    ((kind, given),) = value.items()
    known, required = STORES[one_of(kind, STORES)]
    return kind, _entry(given, known, required)


def _rerank(value: Any) -> dict[str, Any] | None:
    if value is None:
        return None
    return _entry(value, {"placement": (_place, None), "chunks": (_maybe(_count), None)}, "placement")


KNOWLEDGE = {
    "name": (_name, ""), "workloads": (_list, None), "queries_per_request": (_maybe(multiple), None),
    "query_tokens": (_maybe(_each), None), "documents": (_count, "0"), "document_tokens": (_each, "0"),
    "chunk_tokens": (_maybe(_each), None), "overlap": (multiple, "0"), "renewed": (multiple, "0"),
    "embedding": (_place, None), "batch": (_flag, False), "rerank": (_rerank, None), "structured": (multiple, "0"),
    "store": (_store, "none"),
}
DOCUMENTS = {
    "name": (_name, ""), "per": (_driver, "month"), "pages": (multiple, "0"), "custom_pages": (multiple, "0"),
    "fields": (_count, "0"), "images": (multiple, "0"), "custom_images": (multiple, "0"),
}
AGENTS = {
    "name": (_name, ""), "per": (_driver, "month"), "sessions": (multiple, "0"),
    "runtime": (lambda value: one_of(value, ("v1", "v2")), "v1"), "cpu_seconds": (multiple, "0"),
    "seconds": (multiple, "0"), "memory": (multiple, "0"), "gateway_calls": (multiple, "0"),
    "searches": (multiple, "0"), "tools": (_count, "0"), "identity_requests": (multiple, "0"),
    "memory_events": (multiple, "0"), "memory_records": (_count, "0"), "memory_retrievals": (multiple, "0"),
    "authorizations": (multiple, "0"), "evaluation_input": (_each, "0"), "evaluation_output": (_each, "0"),
    "custom_evaluations": (multiple, "0"),
}
FLOW = {"name": (_name, ""), "per": (_driver, "month"), "executions": (multiple, "0"), "transitions": (multiple, "0")}
LOGS = {
    "name": (_name, ""), "workloads": (_list, None), "to": (lambda value: one_of(value, ("cloudwatch", "s3")), "cloudwatch"),
    "characters_per_token": (multiple, "4"), "bytes_per_character": (multiple, "1"), "envelope": (_count, "1500"),
    "months": (multiple, "1"), "compressed": (multiple, "1"), "scanned": (multiple, "0"), "objects": (_count, "0"),
}
LINE = {
    "name": (_name, ""), "amount": (dollars, None), "once": (_flag, False),
    "billed": (lambda value: one_of(value, BILLED), "aws"),
}


def _given(value: Any, known: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    """An entry whose optional numbers may also be null, as a file writes them."""
    plain = {name: own for name, own in value.items() if own is not None or name in ("workloads", "embedding", "rerank")}
    return _entry(plain, known)


def _price(value: Any) -> tuple[str, int]:
    """An item, and its price in 10^-8 dollars for a unit."""
    from reading import decimal

    fields(value, "item price")
    price = decimal(value["price"], PRICE_PLACES)
    if price > 100_000 * 10**PRICE_PLACES:
        raise MalformedError(f"a price of at most 100,000 expected: {value!r}")
    return value["item"], price


def _requests(value: Any) -> tuple[int, int]:
    fields(value, "workload requests")
    return index(value["workload"]), bounded(value["requests"], 0, 10**12)


def read(value: Any) -> dict[str, Any]:
    """The services of a scenario."""
    fields(value, "", "region fallback requests prices monitoring network evaluation support " + " ".join(LISTS))
    monitoring = {name: (_count, "0") for name in ("metrics", "alarms", "dashboards")}
    network = {"endpoints": (_count, "0"), "zones": (_count, "0"), "data": (multiple, "0"), "out": (multiple, "0")}
    support = value.get("support")
    if support is not None:
        fields(support, "plan", "other")
        support = (one_of(support["plan"], ("enterprise",)), dollars(support.get("other", "0")))
    return {
        "region": value.get("region"),
        "fallback": _flag(value.get("fallback", False)),
        "requests": [_requests(own) for own in value.get("requests", [])],
        "prices": [_price(own) for own in value.get("prices", [])],
        "guardrails": [_given(own, GUARDRAIL) for own in value.get("guardrails", [])],
        "knowledge": [_given(own, KNOWLEDGE) for own in value.get("knowledge", [])],
        "documents": [_given(own, DOCUMENTS) for own in value.get("documents", [])],
        "agents": [_given(own, AGENTS) for own in value.get("agents", [])],
        "flows": [_given(own, FLOW) for own in value.get("flows", [])],
        "logs": [_given(own, LOGS) for own in value.get("logs", [])],
        "monitoring": _entry(value.get("monitoring", {}), monitoring),
        "network": _entry(value.get("network", {}), network),
        "evaluation": _entry(value.get("evaluation", {}), {"tasks": (_count, "0")}),
        "support": support,
        "lines": [_entry(own, LINE, "amount") for own in value.get("lines", [])],
    }


def asks(services: dict[str, Any]) -> bool:
    """Whether there is any service at all."""
    some = any(services[name] for name in LISTS) or services["support"] is not None
    return bool(some) or any(any(services[name].values()) for name in ("monitoring", "network", "evaluation"))


def driven(services: dict[str, Any]) -> list[list[int] | None]:
    """The lists of workloads whose requests something needs; no list is all of them."""
    found = [own["workloads"] for name in ("guardrails", "logs") for own in services[name]]
    found += [own["workloads"] for own in services["knowledge"] if _is_queried(own)]
    for name in ("documents", "agents", "flows"):
        found += [own["per"][1] for own in services[name] if own["per"][0]]
    return found


def _is_queried(base: dict[str, Any]) -> bool:
    return bool(base["embedding"] or base["rerank"] or base["structured"] or base["store"][0] in ("s3-vectors", "managed"))


def in_range(services: dict[str, Any]) -> bool:
    """Whether every number and list is within its bounds."""
    lists = [own.get("workloads") for name in ("guardrails", "knowledge", "logs") for own in services[name]]
    lists += [own["per"][1] for name in ("documents", "agents", "flows") for own in services[name]]
    return (
        all(len(services[name]) <= ENTRIES_MAX for name in LISTS)
        and len(services["requests"]) <= 40
        and len(services["prices"]) <= 200
        and len(services["region"] or "") <= ID_MAX
        and all(len(own["name"]) <= NAME_MAX for name in LISTS for own in services[name])
        and all(len(own or ()) <= 40 for own in lists)
        and all(_guardrail_in_range(own) for own in services["guardrails"])
        and all(_base_in_range(own) for own in services["knowledge"])
        and all(own["fields"] <= 1_000 for own in services["documents"])
        and all(own["transitions"] <= 1_000 * PARTS for own in services["flows"])
        and all(_logs_in_range(own) for own in services["logs"])
        and services["network"]["zones"] <= 10
    )


def _guardrail_in_range(own: dict[str, Any]) -> bool:
    characters = PARTS // 10 <= own["characters_per_token"] <= 20 * PARTS
    return characters and len(own["policies"]) <= 8 and own["images"] <= 100 * PARTS


def _logs_in_range(own: dict[str, Any]) -> bool:
    characters = PARTS // 10 <= own["characters_per_token"] <= 20 * PARTS
    return (characters and own["bytes_per_character"] <= 10 * PARTS and own["months"] <= 1_200 * PARTS
            and own["compressed"] <= PARTS)


def _base_in_range(own: dict[str, Any]) -> bool:
    models = [own["embedding"], own["rerank"] and own["rerank"]["placement"]]
    kind, store = own["store"]
    hours = [store.get(name) for name in ("active_hours", "hours")]
    return (
        all(len(place[name]) <= ID_MAX for place in models if place for name in ("model", "region"))
        and (own["queries_per_request"] or 0) <= 1_000 * PARTS
        and own["structured"] <= 1_000 * PARTS
        and own["overlap"] <= 10 * PARTS
        and own["renewed"] <= 1_000 * PARTS
        and own["chunk_tokens"] != 0
        and all(hour is None or hour <= 744 * PARTS for hour in hours)
        and len(store.get("group", "")) <= NAME_MAX
        and store.get("replicas", 0) <= 10 * PARTS
        and (kind != "managed" or (store["retrievals"] or 0) <= 1_000 * PARTS)
    )
