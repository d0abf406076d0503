"""Checks every golden case of `tests/golden` with the oracle: `python3 tests/oracle/golden.py [FILE..]`.

A case's expected values come from a source or from arithmetic by hand; this finds a slip of the pen in them.
"""

from __future__ import annotations

import sys
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any, Iterator

from card import Book, Card
from compare import report
from errors import holding
from prices import break_even
from quantities import parts
from scenario import MalformedError, Scenario, ShareCaching, TrafficCaching, read

CASES = Path(__file__).resolve().parents[1] / "golden"

CASE_FIELDS = {"title", "source", "arithmetic", "scenario", "expect"}
EXPECT_FIELDS = {
    "month", "year", "per_million_tokens", "per_thousand_requests", "error", "lines", "steps", "notices",
}
LINE_FIELDS = {"model", "buying", "length", "meter", "tokens", "rate", "cost"}
NOTICES = {
    "no-cache-writes", "prefix-below-minimum", "flat-prompt", "minimum-unknown", "secondary-rates",
    "cache-not-repaid", "cache-saves-nothing", "rows-rounded", "unused-price",
}

BEYOND = {"secondary-rates", "rows-rounded", "unused-price"}
"""Notices on sources and on display, which the oracle does not know."""


def notices(scenario: Scenario, card: Card) -> set[str]:
    """The notices that follow from `docs/arithmetic.md`; the others depend on sources and on display."""
    found: set[str] = set()
    for workload in scenario.workloads:
        caching = workload.caching
        used = [part.placement.model for part in parts(workload) if part.input or part.output]
        models = [card.models.get(model) for model in used]
        if workload.long.numerator and any(model is None or model.long_prompt_above is None for model in models):
            found.add("flat-prompt")
        if isinstance(caching, ShareCaching) and caching.reads_per_write is None:
            found.add("no-cache-writes")
        if isinstance(caching, TrafficCaching):
            minimums = [model.cache_minimum if model else None for model in models]
            if None in minimums:
                found.add("minimum-unknown")
            if any(minimum is not None and caching.prefix < minimum for minimum in minimums):
                found.add("prefix-below-minimum")
    for entry in break_even(scenario, card):
        if not entry.repaid:
            found.add("cache-saves-nothing" if entry.never else "cache-not-repaid")
    return found


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
    for name in ("month", "year"):
        if expect.get(name, result[name]) != result[name]:
            yield f"{name}: the oracle finds {result[name]}, not {expect[name]}"
    for name in ("per_million_tokens", "per_thousand_requests"):
        if name in expect and Fraction(expect[name]) != result[name]:
            yield f"{name}: the oracle finds {result[name]}, not {expect[name]}"
    yield from _line_problems(expect.get("lines"), result["lines"])
    if "steps" in expect and expect["steps"] != result["ladder"]:
        yield f"steps: the oracle finds {result['ladder']}"
    if "notices" in expect:
        wanted = {notice["kind"] for notice in expect["notices"]}
        if wanted - NOTICES or wanted - BEYOND != notices(scenario, card):
            yield f"notices: the oracle finds {sorted(notices(scenario, card))}"


def _line_problems(expected: list[dict[str, Any]] | None, found: list[dict[str, Any]]) -> Iterator[str]:
    if expected is None:
        return
    if len(expected) != len(found):
        yield f"{len(expected)} lines expected, the oracle finds {len(found)}: {found}"
        return
    for number, (line, own) in enumerate(zip(expected, found), 1):
        line = {"length": "ordinary", **line}
        if set(line) != LINE_FIELDS:
            yield f"line {number}: fields {sorted(set(line) ^ LINE_FIELDS)}"
        elif wrong := [name for name in LINE_FIELDS if line[name] != own[name]]:
            yield "".join(f"line {number}, {name}: the oracle finds {own[name]}; " for name in sorted(wrong))


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
