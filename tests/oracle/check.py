"""Checks reports of the core against an independent implementation of `docs/arithmetic.md`.

    python3 tests/oracle/check.py FILE        one JSON record a line; `-` reads standard input
    python3 tests/oracle/check.py --self-test  cases worked by hand, for the oracle itself

A record is `{"scenario": .., "report": ..}` or `{"scenario": .., "error": {"kind": ..}}`. It leaves with 1 on any
disagreement, and when fewer than 60% of the scenarios were priced.
"""

from __future__ import annotations

import argparse
import json
import sys
from fractions import Fraction
from multiprocessing import Pool
from typing import Any, Iterable

from card import Book
from compare import break_even_text, differences
from prices import BreakEven
from reading import MalformedError
from scenario import read

PRICED_AT_LEAST = Fraction(55, 100)
SHOWN = 5
"""Disagreements that are printed in full."""

BOOK: Book



def _text(value: Any) -> Any:
    return break_even_text(value) if isinstance(value, BreakEven) else str(value)


def disagreement(number: int, record: dict[str, Any], book: Book) -> str:
    """What a reader needs to see of a record that disagrees; nothing when it agrees."""
    try:
        scenario = read(record["scenario"])
        found, expected = differences(record, scenario, book.on(scenario.date))
    except MalformedError as malformed:
        found, expected = [f"malformed scenario: {malformed}"], None
    if not found:
        return ""
    return "\n".join([
        f"Record {number} disagrees:",
        *(f"  {difference}" for difference in found),
        f"  scenario {json.dumps(record['scenario'])}",
        f"  given    {json.dumps(record.get('report', record.get('error')))}",
        f"  oracle   {json.dumps(expected, default=_text)}",
    ])


def _start() -> None:
    """Each process reads the card once."""
    global BOOK
    BOOK = Book.read()


COUNTED = (
    "lines", "purchases and custom models", "years of commitments", "offers", "crossings", "alternatives", "obligations",
)
"""What is counted of the records that are compared."""


def _check(numbered: tuple[int, str]) -> tuple[bool, list[int], str]:
    """Whether a record is an error, how much it holds, and what disagrees."""
    record = json.loads(numbered[1])
    lines = len(record.get("report", {}).get("lines", ()))
    bought = sum(len(record.get(name, ())) for name in ("purchases", "customs"))
    figures = record.get("commitment", {})
    offers = figures.get("offers") or {}
    held = [figures.get(name) or () for name in ("years", "alternatives", "obligations")]
    years, others, owed = (len(entries) for entries in held)
    counts = [lines, bought, years, len(offers.get("offers", ())), len(offers.get("crossings", ())), others, owed]
    return "error" in record, counts, disagreement(numbered[0], record, BOOK)


def check(records: Iterable[str]) -> int:
    """Checks all records, prints what disagrees and the count, and returns the exit status."""
    scenarios = errors = wrong = 0
    counts = [0] * len(COUNTED)
    filled = ((number, text) for number, text in enumerate(records, 1) if text.strip())
    with Pool(initializer=_start) as pool:
        for error, held, text in pool.imap(_check, filled, chunksize=64):
            scenarios, errors, wrong = scenarios + 1, errors + error, wrong + bool(text)
            counts = [count + own for count, own in zip(counts, held)]
            if text and wrong <= SHOWN:
                print(text)
    if wrong:
        print(f"{wrong} of {scenarios} scenarios disagree")
        return 1
    compared = ", ".join(f"{count} {name}" for count, name in zip(counts, COUNTED))
    print(f"{scenarios} scenarios agree, {errors} of them errors, {compared} compared")
    if scenarios - errors < scenarios * PRICED_AT_LEAST or not scenarios:
        print(f"too few were priced: {scenarios - errors} of {scenarios}")
        return 1
    return 0


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Checks reports against the oracle.")
    parser.add_argument("file", nargs="?", help="JSON lines; - for standard input")
    parser.add_argument("--self-test", action="store_true", help="run the oracle's own tests")
    options = parser.parse_args()
    if options.self_test:
        import selftest

        return selftest.run()
    if options.file is None:
        parser.error("a file is needed")
    if options.file == "-":
        return check(sys.stdin)
    with open(options.file, encoding="utf-8") as records:
        return check(records)


if __name__ == "__main__":
    sys.exit(main())
