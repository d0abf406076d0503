"""Load, what capacity serves of it, and how many units are best.

Follows `docs/arithmetic.md`, "Capacity", down to "Reserved tier". Whole numbers and exact fractions only.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate

from quantities import Levers, Part, parts
from scenario import Purchase, Scenario

WEEK = 168
UNITS_MAX = 1_000


def weights(purchase: Purchase) -> tuple[int, ...]:
    """The weights of a load, one for each slot."""
    if purchase.hourly is not None:
        return purchase.hourly
    if purchase.window is None:
        return (1,)
    hours, days = purchase.window
    return tuple(int(slot // 24 < days and slot % 24 < hours) for slot in range(WEEK))


def slots(spread: tuple[int, ...], offered: int) -> list[int]:
    """The tokens of each slot."""
    whole = sum(spread)
    up_to = [offered * weight // whole for weight in accumulate(spread)]
    return [after - before for before, after in zip([0, *up_to], up_to)]


@dataclass(slots=True)
class Side:
    """Tokens offered to units of one throughput, which are `minute` tokens a minute each."""

    meter: str | None
    offered: int
    minute: int
    units: int
    hours: int
    slots: list[int]
    rising: list[int] = field(init=False)
    sums: list[int] = field(init=False)

    def __post_init__(self) -> None:
        # Sorted, and summed up: how much any number of units serves is then a look-up.
        self.rising = sorted(slot * self.count for slot in self.slots)
        self.sums = [0, *accumulate(self.rising)]

    @property
    def count(self) -> int:
        """How many slots there are."""
        return len(self.slots)

    @property
    def unit(self) -> int:
        """What a unit can do in a month."""
        return self.minute * 60 * self.hours

    def served(self, units: int) -> int:
        """What units serve, times the number of slots."""
        capacity = units * self.unit
        below = bisect_right(self.rising, capacity)
        return self.sums[below] + (self.count - below) * capacity

    def left(self, count: int) -> int:
        """What a part keeps of a count."""
        everything = self.count * self.offered
        return count - (count * self.served(self.units) // everything if everything else 0)

    @property
    def utilisation(self) -> Fraction:
        """How much of the units is used."""
        return Fraction(self.served(self.units), self.count * self.units * self.unit)

    @property
    def idle(self) -> int:
        """Units that have nothing to do, slot by slot."""
        return sum(self.units - min(self.units, -(-slot * self.count // self.unit)) for slot in self.slots)

    @property
    def mean(self) -> int:
        """Units for the mean."""
        return -(-self.offered // self.unit)

    @property
    def peak(self) -> int:
        """Units for the peak."""
        return -(-self.rising[-1] // self.unit)

    def cost(self, units: int, monthly: Fraction, otherwise: Fraction) -> Fraction:
        """A month with so many units at `monthly` each, the overflow as otherwise bought."""
        everything = self.count * self.offered
        left = Fraction(everything - self.served(units), everything) if everything else Fraction(0)
        return units * monthly + left * otherwise

    def best(self, monthly: Fraction, otherwise: Fraction) -> int:
        """How many units are worth their price."""
        worth = monthly * self.count * self.offered
        units = 0
        while units < UNITS_MAX and (self.served(units + 1) - self.served(units)) * otherwise > worth:
            units += 1
        return units


def offered(scenario: Scenario, index: int, levers: Levers) -> tuple[int, int]:
    """Input and output that a purchase is offered."""
    into = out = 0
    for number, workload in enumerate(scenario.workloads):
        for part in parts(workload, levers):
            if scenario.capacity.purchase_of(number, part.placement.model) == index:
                into, out = into + part.input, out + part.output
    return into, out


def sides(scenario: Scenario, index: int, levers: Levers) -> list[Side]:
    """One side of model units; input and output of the Reserved tier."""
    purchase, hours = scenario.capacity.purchases[index], scenario.capacity.hours
    into, out = offered(scenario, index, levers)
    spread = weights(purchase)

    def side(meter: str | None, tokens: int, minute: int) -> Side:
        return Side(meter, tokens, minute, purchase.units, hours, slots(spread, tokens))

    if purchase.reserved:
        return [side("input", into, purchase.rates[0]), side("output", out, purchase.rates[1])]
    if len(purchase.rates) == 1:
        return [side(None, into + out, purchase.rates[0])]
    of_input, of_output = purchase.rates
    binds = into * of_output >= out * of_input
    return [side(None, into, of_input) if binds else side(None, out, of_output)]


class Serving:
    """What all purchases of a scenario serve on a rung."""

    def __init__(self, scenario: Scenario, levers: Levers) -> None:
        self.capacity = scenario.capacity
        count = len(self.capacity.purchases) if levers.capacity else 0
        self.sides = [sides(scenario, index, levers) for index in range(count)]

    def overflow(self, workload: int, part: Part) -> Part:
        """What a part keeps."""
        index = self.capacity.purchase_of(workload, part.placement.model) if self.sides else None
        if index is None:
            return part
        own = self.sides[index]
        into, calls, out = own[0].left(part.input), own[0].left(part.calls), own[-1].left(part.output)
        return replace(part, input=into, output=out, calls=calls)
