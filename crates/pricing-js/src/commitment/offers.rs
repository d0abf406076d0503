//! Offers of a commitment as they go out: what each costs over demand, how it stands against the contract, where they cross.

use crate::text::{Money, Ratio};
use pricing::commitment::Vary;
use pricing::quantity::Multiple;
use serde::Serialize;

/// Offers compared. The first is no commitment at all.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OffersOutlook"))]
#[serde(rename_all = "camelCase")]
pub(super) struct Compared {
    /// Years that all are compared over: the longest offer's.
    horizon: usize,
    /// No commitment, then each offer.
    offers: Vec<Offer>,
    /// The current contract over the same years: what each offer is held against.
    contract: Offer,
    /// How each offer stands against the current contract, in the order of the offers; no commitment isn't among them.
    standings: Vec<Standing>,
    /// What to sign at each forecast, lowest first: the place of an offer in `standings`, null to keep the current contract.
    best: Vec<Option<usize>>,
    /// What to sign by the expected payments, in the same way.
    best_expected: Option<usize>,
    /// Where one becomes cheaper than another as demand grows.
    crossings: Vec<Crossing>,
    /// The cheapest offer at each forecast, lowest first.
    cheapest: Vec<usize>,
    /// The offer with the least expected payment.
    cheapest_expected: usize,
}

/// One offer over the horizon.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OfferOutlook"))]
struct Offer {
    /// Years it runs: 0 for no commitment.
    years: usize,
    /// What is promised in all its years together.
    promised: Money,
    /// The payment at each demand.
    points: Vec<Point>,
    /// What each forecast comes to, lowest first.
    forecasts: Vec<Forecasted>,
    /// The payment, weighted by the forecasts.
    expected: Money,
}

/// An offer against the current contract.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OfferStanding"))]
#[serde(rename_all = "camelCase")]
struct Standing {
    /// What it saves at the low forecast; negative where the contract is cheaper.
    saves_low: Money,
    /// What it saves at the likely forecast.
    saves_likely: Money,
    /// What it saves at the high forecast.
    saves_high: Money,
    /// What it saves, weighted by the forecasts.
    expected_saves: Money,
    /// The first year's spend before discounts, with AI, above which it begins to pay where all demand varies alike; null where there is
    /// none.
    pays_above: Option<Money>,
    /// The first year's AI spend before discounts above which it begins to pay where AI demand alone varies; null where there is none.
    pays_above_ai: Option<Money>,
    /// The first year's spend without AI, before discount, above which it begins to pay where that alone varies; null where there is
    /// none.
    pays_above_other: Option<Money>,
    /// Where it begins to cost less than the contract, or ceases to, from no demand to three times the scenario's.
    turns: Turns,
    /// The most that its first year can promise for it to cost no more than the contract; null where nothing is little enough.
    commitment_worth: Option<Money>,
    /// The least discount at which it costs no more than the contract; null where none is enough.
    discount_to_ask: Option<Multiple>,
}

/// Where an offer begins to cost less than the current contract, or ceases to, by what varies while the rest stays as it is.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OfferTurns"))]
struct Turns {
    /// All demand, alike.
    all: Vec<Turn>,
    /// AI demand alone.
    ai: Vec<Turn>,
    /// Everything but AI alone.
    other: Vec<Turn>,
}

/// Where an offer begins to cost less than the current contract as demand grows, or ceases to.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OfferTurn"))]
#[serde(rename_all = "camelCase")]
struct Turn {
    /// Whether the offer costs less from here on; otherwise it did until here.
    cheaper: bool,
    /// The first year's spend there, with AI, before discounts.
    spend: Money,
    /// How much of it is AI.
    ai: Money,
    /// What the offer costs there over the horizon.
    payment: Money,
    /// What the contract costs there over the horizon.
    contract_payment: Money,
    /// The least demand at which it does, of what varies, as a multiple of what the scenario asks for.
    demand: Multiple,
}

/// What an offer costs at a demand.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "OfferPoint"))]
struct Point {
    /// Demand, as a multiple of what the scenario asks for.
    demand: Multiple,
    /// What is paid over the horizon.
    payment: Money,
}

/// What an offer comes to at a forecast.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ForecastOutlook"))]
struct Forecasted {
    /// What is paid over the horizon, less credits.
    payment: Money,
    /// How much of it is shortfall.
    shortfall: Money,
    /// Credits that are used.
    credits: Money,
    /// What retires in the years of the offer.
    retired: Money,
}

/// Where one offer becomes cheaper than another as demand grows.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
struct Crossing {
    /// Index of the offer that becomes cheaper.
    one: usize,
    /// Index of the offer it becomes cheaper than.
    other: usize,
    /// The least demand at which it is, as a multiple of what the scenario asks for.
    demand: Multiple,
    /// What the one costs there.
    payment: Money,
    /// What the other costs there.
    other_payment: Money,
    /// How much of what the one promises beyond the other is used there; null where that can't be said.
    used: Option<Ratio>,
}

impl Compared {
    pub(super) fn of(offers: &pricing::commitment::Offers) -> Self {
        let crossing = |crossing: &pricing::commitment::Crossing| Crossing {
            one: crossing.one,
            other: crossing.other,
            demand: Multiple::of_ten_thousandths(crossing.demand).unwrap_or_default(),
            payment: crossing.payment.into(),
            other_payment: crossing.other_payment.into(),
            used: crossing.used.map(Ratio::of),
        };
        Self {
            horizon: offers.horizon,
            offers: offers.offers.iter().map(Offer::of).collect(),
            contract: Offer::of(&offers.contract),
            standings: offers.standings.iter().map(Standing::of).collect(),
            best: (0..offers.forecasts.len()).map(|forecast| offers.best_at(forecast)).collect(),
            best_expected: offers.best_expected(),
            crossings: offers.crossings.iter().map(crossing).collect(),
            cheapest: (0..offers.forecasts.len()).map(|forecast| offers.cheapest_at(forecast)).collect(),
            cheapest_expected: offers.cheapest_expected(),
        }
    }
}

impl Offer {
    fn of(offer: &pricing::commitment::OfferOutlook) -> Self {
        let point = |(demand, payment): &(u64, pricing::money::Usd)| Point {
            demand: Multiple::of_ten_thousandths(*demand).unwrap_or_default(),
            payment: (*payment).into(),
        };
        let forecasted = |forecasted: &pricing::commitment::Forecasted| Forecasted {
            payment: forecasted.payment.into(),
            shortfall: forecasted.shortfall.into(),
            credits: forecasted.credits.into(),
            retired: forecasted.retired.into(),
        };
        Self {
            years: offer.years,
            promised: offer.promised.into(),
            points: offer.points.iter().map(point).collect(),
            forecasts: offer.forecasts.iter().map(forecasted).collect(),
            expected: offer.expected.into(),
        }
    }
}

impl Turn {
    fn of(turn: &pricing::commitment::Turn) -> Self {
        Self {
            cheaper: turn.cheaper,
            spend: turn.spend.into(),
            ai: turn.ai.into(),
            payment: turn.payment.into(),
            contract_payment: turn.contract_payment.into(),
            demand: Multiple::of_ten_thousandths(turn.demand).unwrap_or_default(),
        }
    }
}

impl Standing {
    fn of(standing: &pricing::commitment::Standing) -> Self {
        let [saves_low, saves_likely, saves_high] = standing.saves.map(Money::from);
        let above = |vary| standing.pays_above_spend(vary).map(Money::from);
        let turns = |vary| standing.turns_of(vary).iter().map(Turn::of).collect();
        Self {
            saves_low,
            saves_likely,
            saves_high,
            expected_saves: standing.expected_saves.into(),
            pays_above: above(Vary::All),
            pays_above_ai: above(Vary::Ai),
            pays_above_other: above(Vary::Other),
            turns: Turns { all: turns(Vary::All), ai: turns(Vary::Ai), other: turns(Vary::Other) },
            commitment_worth: standing.commitment_worth.map(|worth| worth.usd().into()),
            discount_to_ask: standing.discount_to_ask,
        }
    }
}
