//! A spend commitment as it goes out: its years, and what is weighed before it is signed.

mod offers;
mod year;

use crate::bill::OwnerText;
use crate::report::Ladder;
use crate::text::{Count, Money, Ratio};
use pricing::commitment::{
    AiSpend, AlternativeOutlook, ClauseValue, Followed, HeldRates, Reading, YearOutlook, as_read, clauses, ladder,
    obligations, offers, rate_hold, years,
};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::ProviderTerms;
use serde::Serialize;

use offers::Compared;
use year::Year;

/// A spend commitment: its years, and what is weighed before it is signed.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "CommitmentOutlook"))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Commitment {
    /// Its years; null where spend grows above 10^11 dollars a year.
    years: Option<Vec<Year>>,
    /// From list price to the payment of the first year; null where there is none.
    year_ladder: Option<Ladder>,
    /// Its offers compared; null where there are none, or they can't be compared.
    offers: Option<Compared>,
    /// What each clause is worth, the dearest first; null where there are no years.
    clauses: Option<Vec<Worth>>,
    /// What a rate hold would be worth had prices moved as published changes did, from the largest rise to the largest cut; null
    /// where there are no years.
    rate_hold: Option<Vec<Held>>,
    /// What each purchase and custom model with a term owes by it; null where there are no years.
    obligations: Option<Vec<Obligation>>,
    /// The years under both readings of Marketplace-billed models, which no AWS text settles; null where there are no years.
    readings: Option<Readings>,
}

/// What the years come to under both readings of Marketplace-billed models, whatever terms are typed for them.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MarketplaceReadings"))]
struct Readings {
    /// They earn no discount, and count as Marketplace spend up to its part of the commitment.
    capped: Vec<Read>,
    /// They earn the discount and count in full.
    full: Vec<Read>,
}

/// A year under one reading.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MarketplaceReading"))]
struct Read {
    /// What the year costs with AI.
    payment: Money,
    /// Committed spend that isn't reached with AI.
    shortfall: Money,
}

/// What a clause is worth over all years.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ClauseOutlook"))]
struct Worth {
    /// Which clause: `full-counting`, `earns-discount`, `rate-hold`, `reduction`, `deprecation-parity`.
    clause: String,
    /// What is paid without it.
    without: Money,
    /// What is paid with it.
    with: Money,
    /// The difference.
    value: Money,
}

/// A rate hold over all years, had prices moved as published changes did. A benchmark, not a forecast.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RateHoldOutlook"))]
struct Held {
    /// Which changes: `largest-rise`, `typical-rise`, `typical-cut`, `largest-cut`.
    precedent: String,
    /// What is paid without it: prices move.
    without: Money,
    /// What is paid with it: prices stay.
    with: Money,
    /// The difference; negative where prices fall.
    value: Money,
    /// For each provider with AI spend, the change that its prices follow.
    follows: Vec<Follows>,
}

/// The published change that a provider's prices follow.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FollowedChange"))]
struct Follows {
    /// The provider's name.
    provider: String,
    /// What changed; null where no such change was published: its prices then stay.
    item: Option<String>,
    /// By which share of a bill, negative for a cut; null without a change.
    change: Option<Ratio>,
    /// When: a year, a month or a day; null without a change.
    date: Option<String>,
    /// Title of the source; null without a change.
    source: Option<String>,
}

/// What a purchase or a custom model owes by its own term.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Obligation {
    /// Whose it is.
    owner: OwnerText,
    /// What a month costs before discounts.
    month: Money,
    /// Months of the term.
    months: u32,
    /// What is owed once the term begins.
    owed: Money,
    /// Twelve such months as spend of the first year.
    spend: Spend,
}

/// An alternative to Bedrock in the first year.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AlternativeOutlook"))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Alternative {
    /// What moves, before discounts.
    moved: Money,
    /// What you pay for it on Bedrock.
    cash: Money,
    /// What it adds to the year's payment on Bedrock.
    adds: Money,
    /// What terms of capacity owe of the AI spend whatever moves, before discounts.
    owed: Money,
    /// What it costs on the alternative, a year; null where no price is typed, and where one is missing.
    price: Option<Money>,
    /// Input and output tokens of a month that move; null where it isn't priced by them.
    tokens: Option<Vec<Count>>,
    /// What each workload costs here and with the provider whose card prices it; null where none does.
    workloads: Option<Vec<WorkloadThere>>,
    /// The provider's units, or instances of your own, that the load needs; empty where none are bought.
    fleets: Vec<FleetThere>,
    /// A month of the caches that are kept with the provider, 0 without any; null where no provider's card prices it.
    storage: Option<Money>,
    /// How many times the volume that moves costs on Bedrock what instances and people do; null where these instances can't serve as
    /// much, and for other providers.
    break_even_volume: Option<Ratio>,
    /// What moving costs, once.
    switching: Money,
    /// What moving saves a year; negative where it costs more, null without a price.
    saves: Option<Money>,
    /// Whole months until what is saved has repaid the switch; null where it never does, and without a price.
    months: Option<Count>,
}

/// One workload on Bedrock and with another provider.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct WorkloadThere {
    /// A month of its tokens on Bedrock, before discounts.
    here: Money,
    /// A month of it there; null where a price is missing.
    there: Option<Money>,
    /// What the share of it that moves adds to the first year's payment on Bedrock; null where AI spend is typed.
    adds: Option<Money>,
}

/// Units of one kind with another provider, or instances of one fleet.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FleetThere {
    /// The model that they serve, by its identifier on Bedrock.
    model: String,
    /// Tokens a minute in the busiest minute, as they count there: of input for units, of output for instances.
    load: Count,
    /// How many there are, those that stand by included.
    count: Count,
    /// What they cost a month.
    month: Money,
    /// What they cost a year.
    year: Money,
    /// How much of them the month's mean load uses; null where nothing is counted.
    utilisation: Option<Ratio>,
    /// The utilisation of one instance from which it costs less than Bedrock, above 1 where never; null for units, and where nothing
    /// runs.
    break_even: Option<Ratio>,
}

/// AI spend of a year on one provider's models.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AiSpend"))]
struct Spend {
    /// The provider's name.
    name: String,
    /// Before any discount.
    list: Money,
    /// After the negotiated rate.
    negotiated: Money,
    /// What is paid.
    cash: Money,
    /// What of it could retire the commitment, before the cap on Marketplace spend.
    counted: Money,
    /// How it stands in the contract.
    terms: ProviderTerms,
}

impl Commitment {
    pub(crate) fn of(commitment: &pricing::scenario::Commitment, report: &Report, card: &RateCard) -> Self {
        let years = years(commitment, report, card);
        let of_years = years.as_ref();
        Self {
            year_ladder: of_years.and_then(|years| ladder(commitment, years, report)).map(|ladder| Ladder::of(&ladder)),
            offers: offers(commitment, report, card).map(|offers| Compared::of(&offers)),
            clauses: of_years.map(|years| clauses(commitment, years).iter().map(Worth::of).collect()),
            rate_hold: of_years.map(|years| rate_hold(commitment, years, card).iter().map(Held::of).collect()),
            obligations: of_years
                .map(|years| obligations(commitment, years, report, card).iter().map(Obligation::of).collect()),
            readings: of_years.map(|years| {
                let [capped, full] = Reading::ALL.map(|reading| {
                    let read = |year: &YearOutlook| Read {
                        payment: year.payment().into(),
                        shortfall: year.shortfall().into(),
                    };
                    as_read(commitment, years, reading).iter().map(read).collect()
                });
                Readings { capped, full }
            }),
            years: years.map(|years| years.iter().map(Year::of).collect()),
        }
    }
}

impl Worth {
    fn of(worth: &ClauseValue) -> Self {
        Self {
            clause: worth.clause.name().to_owned(),
            without: worth.without.into(),
            with: worth.with.into(),
            value: worth.value().into(),
        }
    }
}

impl Held {
    fn of(held: &HeldRates) -> Self {
        let follows = |own: &Followed| Follows {
            provider: own.provider.clone(),
            item: own.event.as_ref().map(|event| event.item.to_owned()),
            change: own.change().map(Ratio::of),
            date: own.event.as_ref().map(|event| event.when.to_string()),
            source: own.event.as_ref().map(|event| event.source.to_owned()),
        };
        Self {
            precedent: held.precedent.name().to_owned(),
            without: held.without.into(),
            with: held.with.into(),
            value: held.value().into(),
            follows: held.followed.iter().map(follows).collect(),
        }
    }
}

impl Obligation {
    fn of(obligation: &pricing::commitment::Obligation) -> Self {
        Self {
            owner: OwnerText::of(obligation.owner),
            month: obligation.month.into(),
            months: obligation.months,
            owed: obligation.owed.into(),
            spend: Spend::of(&obligation.spend),
        }
    }
}

impl Alternative {
    pub(crate) fn of(outlook: &AlternativeOutlook) -> Self {
        Self {
            moved: outlook.moved.into(),
            cash: outlook.cash.into(),
            adds: outlook.adds.into(),
            owed: outlook.owed.into(),
            price: outlook.price.map(Money::from),
            tokens: outlook.tokens.map(|tokens| tokens.map(Count::from).into()),
            workloads: outlook.provider.as_ref().map(|it| it.workloads.iter().map(WorkloadThere::of).collect()),
            fleets: outlook.fleets().iter().map(FleetThere::of).collect(),
            storage: outlook.provider.as_ref().map(|provider| provider.storage.into()),
            break_even_volume: outlook.own.as_ref().and_then(|own| own.break_even_volume).map(Ratio::of),
            switching: outlook.switching.into(),
            saves: outlook.saves().map(Money::from),
            months: outlook.months_to_repay().map(Count::of),
        }
    }
}

impl FleetThere {
    fn of(fleet: &pricing::commitment::FleetThere) -> Self {
        Self {
            model: fleet.model.clone(),
            load: Count::from(fleet.load),
            count: Count::from(fleet.count),
            month: fleet.month.into(),
            year: fleet.year.into(),
            utilisation: fleet.utilisation.map(Ratio::of),
            break_even: fleet.break_even.map(Ratio::of),
        }
    }
}

impl WorkloadThere {
    fn of(own: &pricing::commitment::WorkloadThere) -> Self {
        Self {
            here: own.here.into(),
            there: own.there.as_ref().ok().copied().map(Money::from),
            adds: own.adds.map(Money::from),
        }
    }
}

impl Spend {
    fn of(spend: &AiSpend) -> Self {
        Self {
            name: spend.name.clone(),
            list: spend.list.into(),
            negotiated: spend.negotiated.into(),
            cash: spend.cash.into(),
            counted: spend.counted.into(),
            terms: spend.terms.clone(),
        }
    }
}
