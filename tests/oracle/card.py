"""The rate card, read straight from `crates/pricing/rates/*.toml`.

A card of date D holds every rate with `from <= D` and no `until`, or `D < until`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

RATES = Path(__file__).resolve().parents[2] / "crates" / "pricing" / "rates"

METERS = ("input", "cache_read", "cache_write_5m", "cache_write_30m", "cache_write_1h", "output")
"""The meters of tokens, in the order of the lines of a report."""

OTHER_METERS = ("model_unit", "training", "storage", "query")

SCOPES = ("global", "geographic", "in-region")
TOKEN_BUYINGS = ("standard", "flex", "priority", "latency-optimised", "ultrafast", "batch")
TERMS = {"no-commitment": 0, "one-month": 1, "six-months": 6}
"""Commitments of model units, with their months."""
RESERVED = {"reserved-one-month": 1, "reserved-three-months": 3}
BUYINGS = (*TOKEN_BUYINGS, *TERMS, *RESERVED, "custom", "import")
LENGTHS = ("ordinary", "long")
UNITS = {
    "1M tokens": 1_000_000, "1K tokens": 1_000, "model unit hour": 1, "1K TPM-hour": 1_000, "training hour": 1,
    "month": 1, "unit minute": 1, "1K queries": 1_000,
}
"""What a price can be for, and how many of what is counted that is."""

PLACES = 20
SCALE = 10**PLACES
"""Money is a whole number of 10^-20 dollars: exact for every price of a token and for half of it."""

RATE_FIELDS = {"from", "until", "scopes", "regions", "buying", "length", "unit", "source", "read", "note", "since",
               "promised_until", "single_source", *METERS,
               *OTHER_METERS}

Key = tuple[str, str, str, str, str]
"""Model, scope, buying, length, meter."""


PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)


class CardError(ValueError):
    """A rate file that breaks its format."""


def scaled(text: Any, places: int = PLACES) -> int:
    """A plain decimal as a whole number of units of its last allowed place."""
    if not isinstance(text, str) or not PLAIN.fullmatch(text):
        raise ValueError(f"a plain decimal expected: {text!r}")
    units, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    if len(rest) > places:
        raise ValueError(f"at most {places} decimal places expected: {text!r}")
    return int(units + rest.ljust(places, "0"))


@dataclass(frozen=True, slots=True)
class Rate:
    """A price as published: an amount for a unit, in 10^-20 dollars."""

    amount: int
    unit: str

    @property
    def token(self) -> int:
        """The price of one token, hour, minute or month in 10^-20 dollars."""
        price, rest = divmod(self.amount, UNITS[self.unit])
        if rest:
            raise CardError(f"{self.amount}e-{PLACES} per {self.unit} is finer than {PLACES} places a token")
        return price

    def halved(self) -> Rate:
        """Exactly half of it."""
        half, rest = divmod(self.amount, 2)
        if rest:
            raise CardError(f"half of {self.amount}e-{PLACES} is finer than {PLACES} places")
        return Rate(half, self.unit)


@dataclass(frozen=True, slots=True)
class Model:
    """What the card says of a model besides its prices."""

    cache_minimum: int | None = None
    long_prompt_above: int | None = None
    provider: str = ""
    marketplace: bool = False
    """Whether Marketplace bills it."""
    cache_maximum: int | None = None
    unsettled: bool = False
    """Whether AWS's texts leave open who bills it."""
    first_minimum: int | None = None
    """The shortest cached prefix by the first rules."""
    threshold: int | None = None
    """The length above which prompts are long by the second rules, on whichever card its price is."""
    window: int | None = None
    """The longest prompt that it takes: AWS refuses longer ones."""


@dataclass(slots=True)
class Card:
    """All rates that hold on one date, by key and then by region; region `None` is every region."""

    models: dict[str, Model]
    rates: dict[Key, dict[str | None, Rate]] = field(default_factory=dict)

    def find(self, model: str, scope: str, region: str, buying: str, length: str, meter: str) -> Rate | None:
        """The published price, or `None`: a missing rate is never 0."""
        regions = self.rates.get((model, scope, buying, length, meter))
        if regions is None:
            return None
        # A price of every region is one of every commercial region: GovCloud has its own.
        return regions.get(region) or (None if region.startswith("us-gov-") else regions.get(None))

    def add(self, key: Key, region: str | None, rate: Rate) -> None:
        """Adds a rate; two rates for one key and region can't both hold."""
        regions = self.rates.setdefault(key, {})
        commercial = [other for other in (*regions, region) if not (other or "").startswith("us-gov-")]
        if region in regions or (None in commercial and len(commercial) > 1):
            raise CardError(f"two rates for {key} in {region or 'every region'}")
        regions[region] = rate


@dataclass(slots=True)
class Book:
    """All cards: every model of every provider with every period."""

    models: list[dict[str, Any]]
    cards: dict[str, Card] = field(default_factory=dict)
    windows: dict[str, int] = field(default_factory=dict)
    """The longest prompt of each model for which one is known."""

    @classmethod
    def read(cls, folder: Path = RATES) -> Book:
        """Reads all provider files of a folder; files without models (sources, cards) are skipped."""
        models: list[dict[str, Any]] = []
        for path in sorted(folder.glob("*.toml")):
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            provider = content.get("provider", {})
            models.extend({**model, "provider": provider} for model in content.get("model", []))
        book = cls.of(models)
        for path in folder.glob("facts/models.toml"):
            facts = tomllib.loads(path.read_text(encoding="utf-8"))["model"]
            book.windows = {own["id"]: own["input_limit"] for own in facts if "input_limit" in own}
        return book

    @classmethod
    def of(cls, models: list[dict[str, Any]]) -> Book:
        """A book of models in the shape of the rate files."""
        seen: set[str] = set()
        for model in models:
            if model["id"] in seen:
                raise CardError(f"{model['id']}: listed twice")
            seen.add(model["id"])
            for rate in model.get("rate", []):
                if unknown := set(rate) - RATE_FIELDS:
                    raise CardError(f"{model['id']}: unknown fields {sorted(unknown)}")
        return cls(models)

    def on(self, date: str) -> Card:
        """The card of a date written as `2026-10-25`."""
        if date not in self.cards:
            self.cards[date] = self._card(date)
        return self.cards[date]

    def _card(self, date: str) -> Card:
        card = Card({model["id"]: _facts(model) for model in self.models})
        for model in self.models:
            for rate in model.get("rate", []):
                if str(rate["from"]) <= date and ("until" not in rate or date < str(rate["until"])):
                    place_rate(card, model["id"], rate)
        for name, model in card.models.items():
            card.models[name] = replace(model, window=self.windows.get(name))
        # By the first rules a threshold without long prices on this card belongs to a later one.
        long = {model for model, _, _, length, _ in card.rates if length == "long"}
        for name, model in card.models.items():
            if name not in long:
                card.models[name] = replace(model, long_prompt_above=None)
        return card


def _facts(model: dict[str, Any]) -> Model:
    minimum, above = model.get("cache_minimum"), model.get("long_prompt_above")
    maximum = model.get("cache_maximum")
    provider = model.get("provider", {})
    billed = provider.get("billed_through", "aws")
    if billed not in ("aws", "marketplace", "unsettled"):
        raise CardError(f"{model['id']}: billed through {billed}")
    first = model.get("cache_minimum_first", minimum)
    return Model(
        None if minimum is None else int(minimum),
        None if above is None else int(above),
        provider.get("id", ""),
        billed == "marketplace",
        None if maximum is None else int(maximum),
        billed == "unsettled",
        int(first) if first else None,
        None if above is None else int(above),
    )


def place_rate(card: Card, model: str, rate: dict[str, Any]) -> None:
    """Adds one `[[model.rate]]` to a card: a price for each of its scopes, regions and meters."""
    misplaced = set(OTHER_METERS) & set(rate) - ({"query"} if rate["buying"] == "standard" else set())
    if rate["buying"] in TOKEN_BUYINGS and misplaced:
        raise CardError(f"{model}: {rate['buying']} has no {sorted(misplaced)}")
    length = rate.get("length", "ordinary")
    if rate["buying"] not in BUYINGS or length not in LENGTHS or rate["unit"] not in UNITS:
        raise CardError(f"{model}: {rate['buying']}, {length}, {rate['unit']}")
    for meter in (*METERS, *OTHER_METERS):
        if meter not in rate:
            continue
        price = Rate(scaled(rate[meter]), rate["unit"])
        for scope in rate["scopes"]:
            if scope not in SCOPES:
                raise CardError(f"{model}: {scope}")
            for region in rate.get("regions", [None]):
                card.add((model, scope, rate["buying"], length, meter), region, price)
