"""Prompts that grow from call to call of a request: how long each is, and what of it is cached.

Follows `docs/arithmetic.md`, "Prompts that grow".
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reading import PARTS, Share
from scenario import Workload


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a request: its prompt, the prompt before it, and the part of the requests that makes it."""

    prompt: int
    last: int | None
    weight: Fraction


def _exactly(workload: Workload, trim: Share) -> list[tuple[Fraction, Fraction]]:
    """Prompt and weight of each call, in tokens of the baseline model."""
    demand = workload.demand
    first = Fraction(demand.input_each * (PARTS + workload.overhead), PARTS)
    added = demand.output_each * (1 - trim.exact) + workload.tool_results
    whole, rest = divmod(workload.calls, PARTS)
    weights = [Fraction(1)] * whole + ([Fraction(rest, PARTS)] if rest else [])
    return [(first + before * added, weight) for before, weight in enumerate(weights)]


def grows(workload: Workload) -> bool:
    """Whether prompts grow, of requests that are known."""
    return workload.tool_results is not None and workload.demand.requests is not None


def month(workload: Workload, trim: Share) -> int:
    """Input of a month, down once."""
    each = sum((prompt * weight for prompt, weight in _exactly(workload, trim)), Fraction(0))
    return int(workload.demand.requests * each)


def calls(workload: Workload, trim: Share, factor: int) -> tuple[Call, ...]:
    """The calls of a request as a model counts them, each down to a whole token."""
    found: list[Call] = []
    for prompt, weight in _exactly(workload, trim):
        tokens = int(prompt * Fraction(factor, PARTS))
        found.append(Call(tokens, found[-1].prompt if found else None, weight))
    return tuple(found)


def long_shares(every: tuple[Call, ...], above: int) -> tuple[Fraction, Fraction] | None:
    """What of input and of calls belongs to prompts above a threshold; nothing where none does."""
    long = [call for call in every if call.prompt > above]
    if not long:
        return None
    input_share = sum(call.prompt * call.weight for call in long) / sum(call.prompt * call.weight for call in every)
    return input_share, sum(call.weight for call in long) / sum(call.weight for call in every)


def cached(
    some: tuple[Call, ...], prefix: int, hit: Fraction, measured: bool, minimum: int | None, maximum: int | None
) -> tuple[Fraction, Fraction]:
    """Reads and writes as shares of the input of some calls."""

    def kept(prompt: int) -> int:
        if minimum is not None and prompt < minimum:
            return 0
        return prompt if maximum is None else min(prompt, maximum)

    reads = writes = everything = Fraction(0)
    for call in some:
        own = kept(call.prompt)
        left = min(kept(prefix if call.last is None else call.last), own)
        found = left * (hit if call.last is None or measured else 1)
        reads += found * call.weight
        writes += (own - found) * call.weight
        everything += call.prompt * call.weight
    return (reads / everything, writes / everything) if everything else (Fraction(0), Fraction(0))
