//! Capacity as it goes out: break-even, utilisation, the best number of units, ways of serving a custom model.

use crate::bill::{Charge, Price};
use crate::text::{Count, Money, Ratio};
use pricing::capacity::{PurchaseOutlook, TermOutlook, custom_outlook, purchase_outlook};
use pricing::rates::{Buying, Meter, RateCard};
use pricing::scenario::{CustomServing, Scenario};
use serde::Serialize;

/// A purchase of capacity against the traffic it is offered.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PurchaseOutlook"))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Purchase {
    /// Hours in the month.
    hours: Count,
    /// Hours of the months that terms, months of need and years count: 730 by version 2 of the rules, otherwise those of the month.
    average_hours: Count,
    /// One side for model units; input and output for the Reserved tier.
    sides: Vec<Side>,
    /// Every term that could be chosen, shortest first.
    terms: Vec<Term>,
    /// Index of the chosen term.
    chosen: usize,
}

/// What is offered to one kind of capacity, and what it costs by the token.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "SideOutlook"))]
struct Side {
    /// Which tokens, where input and output are bought apart; null for both.
    meter: Option<Meter>,
    /// Tokens a month that are offered.
    offered: Count,
    /// Tokens a month that one unit can do.
    unit: Count,
    /// Units bought.
    units: Count,
    /// Tokens a month that are served, rounded down.
    served: Count,
    /// Slots of the load; all last equally long and fill the month together.
    slots: Count,
    /// Unit-slots in which a unit has nothing to do.
    idle: Count,
    /// Units that carry the mean of the load.
    mean: Count,
    /// Units that carry its peak.
    peak: Count,
    /// Part of the capacity that is used, to 12 places.
    utilisation: Option<Ratio>,
    /// What the traffic costs a month on demand at list price; null where a price is missing.
    list: Option<Money>,
    /// What it costs a month as otherwise bought; null where a price is missing.
    otherwise: Option<Money>,
}

/// A term of a purchase, whether chosen or not.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TermOutlook"))]
#[serde(rename_all = "camelCase")]
struct Term {
    /// How the card names it.
    buying: Buying,
    /// Months it is committed for; 0 for none.
    months: u32,
    /// What everything bought costs a month; null where a price is missing.
    month: Option<Money>,
    /// Months that are billed for 1, 2, 3 ... months of need.
    billed_months: Vec<u32>,
    /// Each side at this term.
    sides: Vec<TermSide>,
}

/// One side of a purchase at one term.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "TermSideOutlook"))]
#[serde(rename_all = "camelCase")]
struct TermSide {
    /// The price; null where neither the card nor the scenario has one.
    price: Option<Price>,
    /// Dollars an hour for one unit, or for all that is reserved.
    hourly: Option<Money>,
    /// What the side costs a month.
    month: Option<Money>,
    /// Utilisation at which it costs as much as list price, to 12 places; above 1 it is never reached.
    break_even_list: Option<Ratio>,
    /// The same against how the traffic would be bought otherwise.
    break_even_otherwise: Option<Ratio>,
    /// Cost of a million tokens that are really served.
    per_million: Option<Money>,
    /// The cheapest number of model units; null for the Reserved tier and where a price is missing.
    best: Option<Best>,
}

/// A number of model units, and what the month costs with them.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "BestUnits"))]
struct Best {
    /// How many.
    units: Count,
    /// The units, and the overflow as otherwise bought.
    cost: Money,
}

/// A custom model: once, a month, and what each way of serving it costs.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "CustomOutlook"))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Custom {
    /// What training costs, once; null where its price is missing.
    once: Option<Money>,
    /// What storage costs a month; null where its price is missing.
    storage: Option<Money>,
    /// What serving costs a month, as chosen; null where a price is missing.
    serving: Option<Money>,
    /// Training, and a year of storage and serving; null where a price is missing.
    first_year: Option<Money>,
    /// The share of the first year that is serving.
    serving_share: Option<Ratio>,
    /// The ways of serving it.
    paths: Vec<Path>,
}

/// One way of serving a custom model.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ServingPath"))]
struct Path {
    /// Which.
    serving: CustomServing,
    /// What it costs a month; null where it isn't offered or a price is missing.
    month: Option<Money>,
    /// Its charges; null where it isn't offered or a price is missing.
    charges: Option<Vec<Charge>>,
    /// Whether it is the chosen one.
    chosen: bool,
}

impl Purchase {
    /// The outlook of the purchase with this index.
    pub(crate) fn of(scenario: &Scenario, card: &RateCard, index: usize) -> Option<Self> {
        let outlook = purchase_outlook(scenario, card, index)?;
        let purchase = scenario.capacity.purchases.get(index)?;
        let side = |term: &TermOutlook, index: usize, side: &pricing::capacity::Side| {
            let hourly = term.hourly.get(index).copied().flatten();
            let break_even = |cost: Option<pricing::money::Usd>| outlook.break_even(term, index, cost?).map(Ratio::of);
            let best = outlook.best(term, index);
            let price = term.prices.get(index).copied().flatten();
            TermSide {
                price: price.map(|price| Price::of(&price, &purchase.key(term.buying, side.meter), card)),
                hourly: hourly.map(Money::from),
                month: outlook.side_month(term, index).map(Money::from),
                break_even_list: break_even(side.list),
                break_even_otherwise: break_even(side.otherwise),
                per_million: hourly.and_then(|hourly| side.per_million(hourly, outlook.hours)).map(Money::from),
                best: best.map(|best| Best { units: best.units.into(), cost: best.cost.into() }),
            }
        };
        let term = |term: &TermOutlook| Term {
            buying: term.buying,
            months: term.months,
            month: outlook.month(term).map(Money::from),
            billed_months: term.billed_months().collect(),
            sides: outlook.sides.iter().enumerate().map(|(index, of)| side(term, index, of)).collect(),
        };
        let PurchaseOutlook { hours, average_hours, sides, terms, chosen } = &outlook;
        Some(Self {
            hours: (*hours).into(),
            average_hours: (*average_hours).into(),
            sides: sides.iter().map(Side::of).collect(),
            terms: terms.iter().map(term).collect(),
            chosen: *chosen,
        })
    }
}

impl Side {
    fn of(side: &pricing::capacity::Side) -> Self {
        let (mean, peak) = side.sizing.mean_and_peak();
        Self {
            meter: side.meter,
            offered: side.sizing.offered.into(),
            unit: side.sizing.unit.into(),
            units: side.sizing.units.into(),
            served: side.served().into(),
            slots: side.sizing.slot_count().into(),
            idle: side.sizing.idle().into(),
            mean: mean.into(),
            peak: peak.into(),
            utilisation: side.utilisation().map(Ratio::of),
            list: side.list.map(Money::from),
            otherwise: side.otherwise.map(Money::from),
        }
    }
}

impl Custom {
    /// The outlook of the custom model with this index.
    pub(crate) fn of(scenario: &Scenario, card: &RateCard, index: usize) -> Option<Self> {
        let outlook = custom_outlook(scenario, card, index)?;
        let path = |path: &pricing::capacity::Path| Path {
            serving: path.serving,
            month: path.month().map(Money::from),
            charges: path.charges.as_ref().map(|list| list.iter().map(|of| Charge::of(of, card)).collect()),
            chosen: path.chosen,
        };
        Some(Self {
            once: outlook.once().map(Money::from),
            storage: outlook.storage_month().map(Money::from),
            serving: outlook.serving().map(Money::from),
            first_year: outlook.first_year().map(Money::from),
            serving_share: outlook.serving_share().map(Ratio::of),
            paths: outlook.paths.iter().map(path).collect(),
        })
    }
}
