//! The fields of offers, of forecasts and of what clauses are valued with. Loaded on demand.

use std::sync::Arc;

use exchange::presets::{PLAYBOOK, Publication};
use explain::amounts;
use leptos::prelude::*;
use pricing::bounds;
use pricing::commitment::observed;
use pricing::quantity::{Months, Years};
use pricing::scenario::{Clauses, Commitment, Field, Forecast, Offer, Scenario};

use super::commitment::begin;
use super::figure::{Entry, Figure, entries, field, pair};
use super::years::growth_words;
use super::{add_button, danger_button};
use crate::browser;
use crate::field::Label;
use crate::field::kind::{Kind, Number};
use crate::field::text::TextField;
use crate::flat;
use crate::state::{Calculator, calculator};

/// The fields; without a commitment the button that begins one.
pub fn fields() -> AnyView {
    let calculator = calculator();
    let exists = flat::flag(move || calculator.scenario().commitment.is_some());
    flat::part(move || if exists.get() { list(calculator) } else { empty(calculator) })
}

fn empty(calculator: Calculator) -> AnyView {
    view! {
        <p class="muted">"Offers are compared with your current commitment. Enter that first."</p>
        <button class="btn" type="button" on:click=flat::clicked(move || {
            calculator.open_row.set(Some("commitment"));
            begin(calculator);
        })>"Add your commitment"</button>
    }
    .into_any()
}

fn list(calculator: Calculator) -> AnyView {
    let count = move || calculator.scenario().commitment.as_ref().map_or(0, |commitment| commitment.offers.len());
    let is_full = flat::flag(move || count() >= bounds::OFFERS_MAX);
    let Publication { title, publisher, published } = PLAYBOOK;
    view! {
        {entries(|scenario| scenario.commitment.as_ref().map_or(0, |commitment| commitment.offers.len()), offer)}
        {flat::shown_if(move || !is_full.get(), move || {
            add_button("add-offer", Signal::stored("Add an offer".to_owned()), move || add(calculator))
        })}
        <fieldset class="stack-s">
            <legend class="label">"If demand turns out differently"</legend>
            {forecast(0)} {forecast(1)} {forecast(2)}
            <p class="echo">"The weights needn’t add up to 100%."</p>
        </fieldset>
        <fieldset class="stack-s">
            <legend class="label">"What your clauses protect against"</legend>
            {pair(CLAUSES, &PRICE_RISE, &RISE_YEAR)}
            {field(CLAUSES, &REDUCTION)}
            {pair(CLAUSES, &MIGRATION_COST, &MIGRATION_MONTHS)}
        </fieldset>
        <p class="echo">
            {format!("Typical discounts and the reduction are from {title}, {publisher}, {published}. They aren’t AWS’s terms.")}
        </p>
    }
    .into_any()
}

fn offer(index: usize) -> AnyView {
    let calculator = calculator();
    let entry = Entry("offer", index);
    let name =
        flat::text(move || given(&calculator.scenario(), index).map(|offer| offer.name.clone()).unwrap_or_default());
    let step = entry.id("name");
    let typed = Callback::new(move |text: String| {
        calculator.change(&step, |scenario| change(scenario, index, |offer| offer.name = text));
    });
    view! {
        <fieldset class="stack-s">
            <legend class="label">{format!("Offer {}", index + 1)}</legend>
            <TextField id=entry.id("name") label="Name" text=name typed/>
            {pair(entry, &COMMITMENT, &DISCOUNT)}
            {pair(entry, &YEARS, &GROWTH)}
            {pair(entry, &CREDITS, &CREDIT_MONTHS)}
            <div>{danger_button(&format!("remove-offer-{}", index + 1), "Remove offer", move || remove(calculator, index))}</div>
        </fieldset>
    }
    .into_any()
}

/// One offer more: like the last one, or the present commitment with more promised.
pub fn add(calculator: Calculator) {
    let mut index = 0;
    calculator.rearrange(|moment| {
        if let Some(commitment) = &mut Arc::make_mut(&mut moment.scenario).commitment
            && commitment.offers.len() < bounds::OFFERS_MAX
        {
            let offer = commitment.offers.last().cloned().unwrap_or_else(|| first_offer(commitment));
            commitment.offers.push(offer);
            index = commitment.offers.len() - 1;
        }
    });
    let id = Entry("offer", index).id("commitment");
    browser::show_and_focus(id);
}

fn remove(calculator: Calculator, index: usize) {
    calculator.rearrange(|moment| {
        if let Some(commitment) = &mut Arc::make_mut(&mut moment.scenario).commitment
            && index < commitment.offers.len()
        {
            commitment.offers.remove(index);
        }
    });
    calculator.say_with_undo(format!("Offer {} removed", index + 1));
    browser::focus_after_render("add-offer");
}

/// What is promised in the first year, for as long as it is promised.
fn first_offer(commitment: &Commitment) -> Offer {
    let first = commitment.years.first().copied().unwrap_or_default();
    Offer {
        commitment: first.commitment,
        discount: first.discount,
        years: Years::new(commitment.years.len() as u64).unwrap_or_default(),
        ..Offer::default()
    }
}

fn given(scenario: &Scenario, index: usize) -> Option<&Offer> {
    scenario.commitment.as_ref()?.offers.get(index)
}

fn change(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut Offer)) {
    if let Some(offer) = scenario.commitment.as_mut().and_then(|commitment| commitment.offers.get_mut(index)) {
        change(offer);
    }
}

static COMMITMENT: Figure = Figure::new(
    "commitment",
    Label::of("Commitment, year 1"),
    Kind::Dollars,
    |scenario, index| given(scenario, index).map(|offer| Number::Dollars(offer.commitment)),
    |scenario, index, number| {
        if let Number::Dollars(dollars) = number {
            change(scenario, index, |offer| offer.commitment = dollars);
        }
    },
)
.dollars();

static DISCOUNT: Figure = Figure::new(
    "discount",
    Label::of("Discount"),
    Kind::Percent(1),
    |scenario, index| given(scenario, index).map(|offer| Number::Multiple(offer.discount)),
    |scenario, index, number| {
        if let Number::Multiple(share) = number {
            change(scenario, index, |offer| offer.discount = share);
        }
    },
)
.unit("%")
.checked_as(|index| Some(Field::OfferDiscount(index)))
.says(|scenario, _, index, _| {
    let band = given(scenario, index).and_then(|offer| observed(offer.commitment.usd()));
    band.map_or_else(String::new, |band| format!("Typical: {}-{}%", band.low, band.high))
});

static YEARS: Figure = Figure::new(
    "years",
    Label::of("Runs for"),
    Kind::Count(1, bounds::OFFER_YEARS_MAX),
    |scenario, index| given(scenario, index).map(|offer| Number::Count(offer.years.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |offer| offer.years = Years::new(count).unwrap_or(offer.years));
        }
    },
)
.unit("years");

static GROWTH: Figure = Figure::new(
    "growth",
    Label::of("Each later year, % of last"),
    Kind::Percent(bounds::GROWTH_MAX),
    |scenario, index| given(scenario, index).map(|offer| Number::Multiple(offer.growth)),
    |scenario, index, number| {
        if let Number::Multiple(growth) = number {
            change(scenario, index, |offer| offer.growth = growth);
        }
    },
)
.unit("%")
.checked_as(|index| Some(Field::OfferGrowth(index)))
.says(|_, _, _, number| growth_words(number));

static CREDITS: Figure = Figure::new(
    "credits",
    Label::of("Credits"),
    Kind::Dollars,
    |scenario, index| given(scenario, index).map(|offer| Number::Dollars(offer.credits)),
    |scenario, index, number| {
        if let Number::Dollars(dollars) = number {
            change(scenario, index, |offer| offer.credits = dollars);
        }
    },
)
.dollars();

static CREDIT_MONTHS: Figure = Figure::new(
    "months",
    Label::of("Credits valid for"),
    Kind::Count(1, bounds::CREDIT_MONTHS_MAX),
    |scenario, index| given(scenario, index).map(|offer| Number::Count(offer.credit_months.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |offer| offer.credit_months = Months::new(count).unwrap_or(offer.credit_months));
        }
    },
)
.unit("months");

/// Demand and weight of one of the three forecasts.
fn forecast(index: usize) -> AnyView {
    let entry = Entry("forecast", index);
    view! {
        {pair(entry, DEMANDS.get(index).unwrap_or(&LOW), &WEIGHT)}
        {field(entry, &AI_DEMAND)}
    }
    .into_any()
}

fn forecasts(scenario: &Scenario, index: usize) -> Option<Forecast> {
    scenario.commitment.as_ref()?.forecasts.all().get(index).copied()
}

fn change_forecast(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut Forecast)) {
    let Some(commitment) = &mut scenario.commitment else { return };
    let forecasts = &mut commitment.forecasts;
    match index {
        0 => change(&mut forecasts.low),
        1 => change(&mut forecasts.likely),
        2 => change(&mut forecasts.high),
        _ => {}
    }
}

const fn demand(label: &'static str) -> Figure {
    Figure::new(
        "demand",
        Label::of(label),
        Kind::Percent(bounds::FORECAST_MAX),
        |scenario, index| forecasts(scenario, index).map(|forecast| Number::Multiple(forecast.demand)),
        |scenario, index, number| {
            if let Number::Multiple(demand) = number {
                change_forecast(scenario, index, |forecast| forecast.demand = demand);
            }
        },
    )
    .unit("% of plan")
    .checked_as(|index| Some(Field::ForecastDemand(index)))
}

static LOW: Figure = demand("Low demand");
static DEMANDS: [Figure; 3] = [demand("Low demand"), demand("Likely demand"), demand("High demand")];

static AI_DEMAND: Figure = Figure::new(
    "ai",
    Label::of("AI demand, if it differs"),
    Kind::OptionalPercent(bounds::FORECAST_MAX),
    |scenario, index| forecasts(scenario, index).map(|forecast| forecast.ai.map_or(Number::Nothing, Number::Multiple)),
    |scenario, index, number| {
        change_forecast(scenario, index, |forecast| match number {
            Number::Multiple(demand) => forecast.ai = Some(demand),
            Number::Nothing => forecast.ai = None,
            _ => {}
        });
    },
)
.unit("% of plan")
.checked_as(|index| Some(Field::ForecastAi(index)));

static WEIGHT: Figure = Figure::new(
    "weight",
    Label::of("Weight"),
    Kind::Percent(1),
    |scenario, index| forecasts(scenario, index).map(|forecast| Number::Multiple(forecast.weight)),
    |scenario, index, number| {
        if let Number::Multiple(weight) = number {
            change_forecast(scenario, index, |forecast| forecast.weight = weight);
        }
    },
)
.unit("%")
.checked_as(|index| Some(Field::ForecastWeight(index)));

const CLAUSES: Entry = Entry("clauses", 0);

fn clauses(scenario: &Scenario) -> Option<&Clauses> {
    Some(&scenario.commitment.as_ref()?.clauses)
}

fn change_clauses(scenario: &mut Scenario, change: impl FnOnce(&mut Clauses)) {
    if let Some(commitment) = &mut scenario.commitment {
        change(&mut commitment.clauses);
    }
}

static PRICE_RISE: Figure = Figure::new(
    "rise",
    Label::of("AI prices may rise by"),
    Kind::Percent(bounds::PRICE_RISE_MAX),
    |scenario, _| clauses(scenario).map(|clauses| Number::Multiple(clauses.price_rise)),
    |scenario, _, number| {
        if let Number::Multiple(share) = number {
            change_clauses(scenario, |clauses| clauses.price_rise = share);
        }
    },
)
.unit("%")
.checked_as(|_| Some(Field::PriceRise));

static RISE_YEAR: Figure = Figure::new(
    "year",
    Label::of("From year"),
    Kind::Count(1, bounds::OFFER_YEARS_MAX),
    |scenario, _| clauses(scenario).map(|clauses| Number::Count(clauses.rise_year.count())),
    |scenario, _, number| {
        if let Number::Count(count) = number {
            change_clauses(scenario, |clauses| clauses.rise_year = Years::new(count).unwrap_or(clauses.rise_year));
        }
    },
);

static REDUCTION: Figure = Figure::new(
    "reduction",
    Label::of("The commitment can be lowered once by"),
    Kind::Percent(1),
    |scenario, _| clauses(scenario).map(|clauses| Number::Multiple(clauses.reduction)),
    |scenario, _, number| {
        if let Number::Multiple(share) = number {
            change_clauses(scenario, |clauses| clauses.reduction = share);
        }
    },
)
.unit("%")
.checked_as(|_| Some(Field::Reduction))
.says(|_, _, _, _| "Published: 10-15%, once".to_owned());

static MIGRATION_COST: Figure = Figure::new(
    "migration",
    Label::of("Migration, a month"),
    Kind::Dollars,
    |scenario, _| clauses(scenario).map(|clauses| Number::Dollars(clauses.migration_cost)),
    |scenario, _, number| {
        if let Number::Dollars(dollars) = number {
            change_clauses(scenario, |clauses| clauses.migration_cost = dollars);
        }
    },
)
.dollars()
.says(|_, _, _, number| match number {
    Number::Dollars(dollars) if dollars.cents() > 0 => format!("{} a month", amounts::whole(dollars.usd())),
    _ => "When AWS withdraws a model".to_owned(),
});

static MIGRATION_MONTHS: Figure = Figure::new(
    "months",
    Label::of("It takes"),
    Kind::Multiple(0, bounds::MIGRATION_MONTHS_MAX),
    |scenario, _| clauses(scenario).map(|clauses| Number::Multiple(clauses.migration_months)),
    |scenario, _, number| {
        if let Number::Multiple(months) = number {
            change_clauses(scenario, |clauses| clauses.migration_months = months);
        }
    },
)
.unit("months")
.checked_as(|_| Some(Field::MigrationMonths));
