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
from typing import Any, Iterable

from card import Book
from compare import break_even_text, differences
from prices import BreakEven
from scenario import MalformedError, read

PRICED_AT_LEAST = Fraction(60, 100)
SHOWN = 5
"""Disagreements that are printed in full."""


def _text(value: Any) -> Any:
    if isinstance(value, BreakEven):
        return break_even_text(value)
    return str(value)


def check(records: Iterable[str], book: Book) -> int:
    """Checks all records, prints what disagrees and the count, and returns the exit status."""
    scenarios = errors = compared = wrong = 0
    for number, text in enumerate(records, 1):
        if not text.strip():
            continue
        record = json.loads(text)
        scenarios += 1
        errors += "error" in record
        try:
            scenario = read(record["scenario"])
            found, expected = differences(record, scenario, book.on(scenario.date))
        except MalformedError as malformed:
            found, expected = [f"malformed scenario: {malformed}"], None
        compared += len(record.get("report", {}).get("lines", ()))
        if found:
            wrong += 1
            if wrong <= SHOWN:
                print(f"Record {number} disagrees:")
                print("\n".join(f"  {difference}" for difference in found))
                print("  scenario", json.dumps(record["scenario"]))
                print("  given   ", json.dumps(record.get("report", record.get("error"))))
                print("  oracle  ", json.dumps(expected, default=_text))
    if wrong:
        print(f"{wrong} of {scenarios} scenarios disagree")
        return 1
    print(f"{scenarios} scenarios agree, {errors} of them errors, {compared} lines compared")
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
    book = Book.read()
    if options.file == "-":
        return check(sys.stdin, book)
    with open(options.file, encoding="utf-8") as records:
        return check(records, book)


if __name__ == "__main__":
    sys.exit(main())
