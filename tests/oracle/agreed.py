"""A commitment with its offers, forecasts and clauses, and alternatives to it, read from their JSON shape.

Shares, growth and demand are in ten-thousandths, amounts in cents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from card import SCOPES, UNITS, Rate
from reading import MalformedError, bounded, decimal, dollars, fields, multiple, one_of


@dataclass(frozen=True, slots=True)
class Terms:
    """How a provider's spend stands in the contract; no `part` for Marketplace spend."""

    provider: str
    earns: bool
    part: int | None


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a commitment; `organic` where it isn't blank, `ai` where AI spend is typed."""

    commitment: int
    organic: int | None
    discount: int
    ai: int | None
    after: bool = False
    """Whether `organic` is typed after the discount."""


@dataclass(frozen=True, slots=True)
class PrivateOffer:
    """A rate below list with one provider, for some months from the start."""

    provider: str
    below: int
    months: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A commitment that is offered."""

    commitment: int
    discount: int
    years: int
    growth: int
    credits: int
    months: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """One way that demand may turn out."""

    demand: int
    weight: int
    own: int | None = None
    """Demand for AI, where it differs."""

    @property
    def ai(self) -> int:
        """Demand for AI."""
        return self.demand if self.own is None else self.own


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the clauses are valued with."""

    rise: int = 0
    rise_year: int = 1
    reduction: int = 0
    migration_cost: int = 0
    migration_months: int = 0


USUAL_FORECASTS = (Forecast(8_000, 2_500), Forecast(10_000, 5_000), Forecast(12_000, 2_500))


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is promised for some years, and what is compared with it."""

    gross: bool = False
    negotiated: int = 0
    growth: int = 10_000
    organic_growth: int = 10_000
    terms: tuple[Terms, ...] = ()
    years: tuple[Year, ...] = ()
    offers: tuple[Offer, ...] = ()
    forecasts: tuple[Forecast, ...] = USUAL_FORECASTS
    clauses: Clauses = Clauses()
    private: tuple[PrivateOffer, ...] = ()
    flat: int = 0
    marketplace: int = 2_500
    marketplace_used: int = 0
    carries: bool = False
    credits_lower: bool = False

    def discount(self, number: int) -> int:
        """The discount of a year, counted from 0."""
        if number < len(self.years) and (self.years[number].commitment or self.years[number].discount):
            return self.years[number].discount
        return self.flat


@dataclass(frozen=True, slots=True)
class Provider:
    """Another provider, the date of its card, what stands for a model there with its token factor, and typed prices."""

    id: str
    rates: str
    substitutes: tuple[tuple[str, str, int], ...]
    prices: tuple[tuple[TypedKey, Rate], ...]
    units: tuple[Units, ...]
    caches: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Tokens that a provider keeps in a cache, hours of a month, and the price of a million for an hour."""

    model: str
    tokens: int
    hours: int
    price: Rate


@dataclass(frozen=True, slots=True)
class Units:
    """Units of capacity of a provider: throughput, weights of output and of reads, fewest and step, peak, price."""

    model: str
    throughput: int
    output: int
    reads: int
    fewest: int
    step: int
    peak: int
    price: Rate


@dataclass(frozen=True, slots=True)
class Fleet:
    """Instances of one's own for a model: price an hour, speed, target and peak in ten-thousandths, how many stand by."""

    model: str
    hourly: Rate
    speed: int
    target: int
    peak: int
    spare: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to run a part of the AI spend: by the month, by input and output tokens, or by prices of its own."""

    name: str
    month: int | None
    rates: tuple[Rate, ...]
    share: int
    switching: int
    prices: tuple[tuple[TypedKey, Rate], ...] | None = None
    provider: Provider | None = None
    fleets: tuple[Fleet, ...] | None = None
    people: int = 0


TypedKey = tuple[str, str, str, str, tuple[str, str] | None]
"""What a typed price is for: model, buying, length, meter, and scope and region where it holds for one place."""


def truth(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise MalformedError(f"true or false expected: {value!r}")
    return value


def typed_price(price: Any) -> tuple[TypedKey, Rate]:
    """One typed price."""
    fields(price, "model meter rate", "place buying length")
    rate, place = fields(price["rate"], "amount unit"), price.get("place")
    if place is not None:
        fields(place, "scope region")
        place = (one_of(place["scope"], SCOPES), place["region"])
    key = (price["model"], price.get("buying", "standard"), price.get("length", "ordinary"), price["meter"], place)
    return key, Rate(decimal(rate["amount"]), one_of(rate["unit"], UNITS))


def _terms(value: Any) -> Terms:
    fields(value, "provider earns counts")
    earns, counts = truth(value["earns"]), value["counts"]
    part = None if counts == "marketplace" else multiple(fields(counts, "part")["part"])
    return Terms(value["provider"], earns, part)


def _blank(text: Any) -> int | None:
    return None if text is None else dollars(text)


def _year(value: Any) -> Year:
    fields(value, "commitment", "organic organic_after_discount discount ai")
    discount, after = multiple(value.get("discount", "0")), truth(value.get("organic_after_discount", False))
    return Year(dollars(value["commitment"]), _blank(value.get("organic")), discount, _blank(value.get("ai")), after)


def _offer(value: Any) -> Offer:
    fields(value, "commitment", "name discount years growth credits credit_months")
    return Offer(
        commitment=dollars(value["commitment"]),
        discount=multiple(value.get("discount", "0")),
        years=bounded(value.get("years", "1"), 1, 5),
        growth=multiple(value.get("growth", "1")),
        credits=dollars(value.get("credits", "0")),
        months=bounded(value.get("credit_months", "12"), 1, 60),
        name=value.get("name", ""),
    )


def _private(value: Any) -> PrivateOffer:
    fields(value, "provider below_list", "months")
    return PrivateOffer(value["provider"], multiple(value["below_list"]), bounded(value.get("months", "12"), 1, 60))


def _forecasts(value: Any) -> tuple[Forecast, ...]:
    if value is None:
        return USUAL_FORECASTS
    fields(value, "low likely high")
    given = [fields(value[name], "demand weight", "ai") for name in ("low", "likely", "high")]
    return tuple(Forecast(multiple(one["demand"]), multiple(one["weight"]), _multiple(one.get("ai"))) for one in given)


def _multiple(text: Any) -> int | None:
    return None if text is None else multiple(text)


def _clauses(value: Any) -> Clauses:
    fields(value, "", "price_rise rise_year reduction migration_cost migration_months")
    return Clauses(
        rise=multiple(value.get("price_rise", "0")),
        rise_year=bounded(value.get("rise_year", "1"), 1, 5),
        reduction=multiple(value.get("reduction", "0")),
        migration_cost=dollars(value.get("migration_cost", "0")),
        migration_months=multiple(value.get("migration_months", "0")),
    )


def commitment(value: Any) -> Commitment | None:
    """The commitment of a scenario, where it has one."""
    if value is None:
        return None
    fields(
        value,
        "years",
        "measure negotiated private_offers flat_discount marketplace_share marketplace_used carries_forward "
        "credits_lower_retirement ai_growth organic_growth terms offers forecasts clauses",
    )
    return Commitment(
        gross=one_of(value.get("measure", "net"), ("net", "gross")) == "gross",
        negotiated=multiple(value.get("negotiated", "0")),
        growth=multiple(value.get("ai_growth", "1")),
        organic_growth=multiple(value.get("organic_growth", "1")),
        terms=tuple(_terms(terms) for terms in value.get("terms", [])),
        years=tuple(_year(year) for year in value["years"]),
        offers=tuple(_offer(offer) for offer in value.get("offers", [])),
        forecasts=_forecasts(value.get("forecasts")),
        clauses=_clauses(value.get("clauses", {})),
        private=tuple(_private(offer) for offer in value.get("private_offers", [])),
        flat=multiple(value.get("flat_discount", "0")),
        marketplace=multiple(value.get("marketplace_share", "0.25")),
        marketplace_used=dollars(value.get("marketplace_used", "0")),
        carries=truth(value.get("carries_forward", False)),
        credits_lower=truth(value.get("credits_lower_retirement", False)),
    )


def _provider(value: Any) -> Provider:
    fields(value, "id rates", "substitutes prices units caches")
    every = (fields(own, "model there", "token_factor") for own in value.get("substitutes", []))
    substitutes = tuple((own["model"], own["there"], multiple(own.get("token_factor", "1"))) for own in every)
    prices = tuple(typed_price(own) for own in value.get("prices", []))
    units = tuple(_units(own) for own in value.get("units", []))
    caches = tuple(_kept(own) for own in value.get("caches", []))
    return Provider(value["id"], value["rates"], substitutes, prices, units, caches)


def _rate(value: Any) -> Rate:
    fields(value, "amount unit")
    return Rate(decimal(value["amount"]), one_of(value["unit"], UNITS))


def _kept(value: Any) -> Kept:
    fields(value, "model tokens price", "hours")
    return Kept(value["model"], bounded(value["tokens"], 0, 10**12), bounded(value.get("hours", "730"), 1, 744), _rate(value["price"]))


def _units(value: Any) -> Units:
    fields(value, "model throughput price", "output_weight read_weight minimum step peak")
    return Units(
        value["model"], bounded(value["throughput"], 1, 10**9), multiple(value.get("output_weight", "1")),
        multiple(value.get("read_weight", "0")), bounded(value.get("minimum", "1"), 1, 1_000),
        bounded(value.get("step", "1"), 1, 1_000), multiple(value.get("peak", "1")), _rate(value["price"]),
    )


def _fleet(value: Any) -> Fleet:
    fields(value, "model hourly output_per_second", "target peak spare")
    return Fleet(value["model"], _rate(value["hourly"]), multiple(value["output_per_second"]),
                 multiple(value.get("target", "1")), multiple(value.get("peak", "1")), value.get("spare", 1))


def alternative(value: Any) -> Alternative:
    """One alternative."""
    fields(value, "price", "name share switching")
    ((kind, price),) = fields(value["price"], "", "monthly tokens prices provider self-hosted").items()
    month, rates, prices, other, fleets, people = None, [], None, None, None, 0
    if kind == "monthly":
        month = dollars(price)
    elif kind == "prices":
        prices = tuple(typed_price(own) for own in price)
    elif kind == "provider":
        other = _provider(price)
    elif kind == "self-hosted":
        fields(price, "fleets", "people")
        fleets, people = tuple(_fleet(own) for own in price["fleets"]), dollars(price.get("people", "0"))
    else:
        for meter in ("input", "output"):
            rate = fields(fields(price, "input output")[meter], "amount unit")
            rates.append(Rate(decimal(rate["amount"]), one_of(rate["unit"], UNITS)))
    return Alternative(
        name=value.get("name", ""),
        month=month,
        rates=tuple(rates),
        share=multiple(value.get("share", "1")),
        switching=dollars(value.get("switching", "0")),
        prices=prices,
        provider=other,
        fleets=fleets,
        people=people,
    )
