//! The tab Commitment and offers. Loaded on demand.

mod deal;
mod elsewhere;

use explain::contract::{self, Ask};
use explain::{Table, drawing};
use leptos::prelude::*;
use pricing::bounds;
use pricing::commitment::YearOutlook;
use pricing::scenario::Commitment;

use super::cards::{button, card, empty, fixed, table, table_card};
use crate::chart::{ChartCard, Draw};
use crate::flat;
use crate::icon::{self, icon};
use crate::late;
use crate::organization::{commitment as fields, elsewhere as elsewhere_fields, offers as offer_fields};
use crate::state::{Calculator, calculator};
use crate::table::none_open;
use deal::{Deal, deal};

/// Its cards, as soon as their part is loaded.
pub fn commitment() -> AnyView {
    late::commitment(late::Commitment::View)
}

/// Its cards.
pub fn view() -> AnyView {
    let calculator = calculator();
    let has_commitment = flat::flag(move || calculator.scenario().commitment.is_some());
    let deal = deal(calculator);
    let verdict = of(deal, |deal| match &deal.offers {
        Some(offers) => contract::verdict(offers, &deal.commitment),
        None => deal.years.first().map(contract::without_offers),
    });
    calculator.let_view_say(verdict.into());
    view! {
        {flat::part(move || if has_commitment.get() { cards(calculator, deal) } else { start(calculator) })}
        {elsewhere::cards(calculator)}
    }
    .into_any()
}

fn start(calculator: Calculator) -> AnyView {
    let begin = move || {
        calculator.open_row.set(Some("commitment"));
        fields::begin(calculator);
    };
    let other = move || {
        calculator.open_row.set(Some("elsewhere"));
        elsewhere_fields::add(calculator);
    };
    empty(
        icon::BANK,
        "What does AI add to your AWS commitment?",
        "With an EDP or PPA you pay the committed amount anyway. AI spend that replaces unused commitment adds nothing to your bill.",
        "Example: $10.0M is committed and $8.5M of AWS spend costs $7.48M after 12%. That leaves $2.52M unused, which AI can fill at no extra cost.",
        vec![
            button("start-commitment", "Add your commitment", begin),
            button("start-alternative", "Compare another provider", other),
        ],
    )
}

/// A part of the deal, while there is one.
fn of<T: PartialEq + Send + Sync + 'static>(
    deal: Memo<Option<Deal>>,
    part: impl Fn(&Deal) -> Option<T> + Send + Sync + 'static,
) -> Memo<Option<T>> {
    flat::memo(move || deal.with(|deal| deal.as_ref().and_then(&part)))
}

fn cards(calculator: Calculator, deal: Memo<Option<Deal>>) -> AnyView {
    let is_too_large =
        flat::flag(move || calculator.present.with(|present| present.error.is_none()) && deal.with(Option::is_none));
    let years = of(deal, |deal| Some(contract::years(&deal.commitment, &deal.years)));
    let first = flat::text(move || {
        deal.with(|deal| deal.as_ref().and_then(|deal| deal.years.first()).map(year_words)).unwrap_or_default()
    });
    let ai = of(deal, |deal| Some(contract::ai(&deal.commitment, &deal.years)));
    let ai_note = flat::text(move || {
        deal.with(|deal| deal.as_ref().map(|deal| contract::ai_note(&deal.years))).unwrap_or_default()
    });
    let obligations = of(deal, |deal| {
        explain::obligations_table(&deal.commitment, &deal.years, deal.report(), deal.scenario(), deal.card())
    });
    view! {
        {flat::shown_if(move || is_too_large.get(), too_large)}
        {offers(calculator, deal)}
        {offers_chart(deal)}
        {pictures(deal)}
        {halves(deal)}
        {table_card("contract-years", "Year by year", first, years)}
        {demand(deal)}
        {clauses(deal)}
        {table_card("contract-ai", "How AI spend counts in year 1", ai_note, ai)}
        {table_card("contract-owed", "Capacity you owe in any case", fixed("It has a term of its own, and it counts toward the commitment"), obligations)}
        {ladder(deal)}
    }
    .into_any()
}

/// What AI does to a year’s bill, and what the published shortcut makes of it.
fn year_words(year: &YearOutlook) -> String {
    let mut sentences = contract::first_year(year);
    sentences.extend(contract::left_out_of_shortcut(year));
    sentences.join(" ")
}

fn too_large() -> AnyView {
    view! {
        <div class="notice warn">
            {icon(icon::WARNING, "16")}
            <div>"The commitment has no year, or spend in its later years grows above $100 billion a year, which isn’t computed."</div>
        </div>
    }
    .into_any()
}

/// Offers against the current contract; without one, what they are for.
fn offers(calculator: Calculator, deal: Memo<Option<Deal>>) -> AnyView {
    let count = move || calculator.scenario().commitment.as_ref().map_or(0, |commitment| commitment.offers.len());
    let is_full = flat::flag(move || count() >= bounds::OFFERS_MAX);
    let is_none = flat::flag(move || count() == 0);
    let rows = of(deal, |deal| {
        let offers = deal.offers.as_ref()?;
        Some(contract::offers(offers, &deal.commitment, &deal.years))
    });
    let intro = flat::text(move || {
        deal.with(|deal| deal.as_ref().map(|deal| contract::offers_intro(&deal.years))).unwrap_or_default()
    });
    let add = move || {
        let click = flat::clicked(move || {
            calculator.open_row.set(Some("offers"));
            offer_fields::add(calculator);
        });
        view! { <button class="btn" type="button" id="view-add-offer" on:click=click>{icon(icon::PLUS, "16")} " Add offer"</button> }
            .into_any()
    };
    let opened = none_open();
    let body = flat::part(move || {
        if is_none.get() {
            view! {
                <p class="muted">
                    "Got an offer from AWS, or a counteroffer in mind? Add it to see what it costs against your current contract, when it pays off, and what to ask for."
                </p>
            }
            .into_any()
        } else {
            table(rows, "cards inset loose", opened)
        }
    });
    let beside = flat::shown_if(move || !is_full.get(), add);
    card("contract-offers", fixed("Offers against your current contract"), intro, beside, body)
}

/// Draws a part of the deal.
fn draw(deal: Memo<Option<Deal>>, draw: fn(&Deal, i32) -> Option<drawing::Chart>) -> Draw {
    Callback::new(move |width| deal.with(|deal| deal.as_ref().and_then(|deal| draw(deal, width))))
}

fn offers_chart(deal: Memo<Option<Deal>>) -> AnyView {
    let draw = draw(deal, |deal, width| {
        let (curves, offers) = (deal.curves.as_ref()?, deal.offers.as_ref()?);
        drawing::commitment::offers(
            curves,
            &contract_terms(&deal.commitment),
            &contract::offered(offers, &deal.commitment),
            width,
        )
    });
    view! { <ChartCard id="chart-offers".to_owned() draw/> }.into_any()
}

fn contract_terms(commitment: &Commitment) -> String {
    commitment.years.first().map_or_else(String::new, |year| contract::terms(year.commitment.usd(), year.discount))
}

/// Room for AI, and the years: beside each other where both are there.
fn pictures(deal: Memo<Option<Deal>>) -> AnyView {
    let room = draw(deal, |deal, width| drawing::commitment::room(deal.years.first()?, width));
    let years = draw(deal, |deal, width| drawing::commitment::years(&deal.years, width));
    let both = flat::flag(move || {
        deal.with(|deal| {
            deal.as_ref().is_some_and(|deal| {
                deal.years.len() > 1
                    && deal.years.first().is_some_and(|year| drawing::commitment::room(year, 442).is_some())
            })
        })
    });
    view! {
        <div class=move || if both.get() { "two" } else { "stack" }>
            <ChartCard id="chart-room".to_owned() draw=room/>
            <ChartCard id="chart-years".to_owned() draw=years/>
        </div>
    }
    .into_any()
}

/// What to ask for, and how Marketplace-billed models are read.
fn halves(deal: Memo<Option<Deal>>) -> AnyView {
    let asks = of(deal, |deal| {
        let asks = contract::asks(deal.offers.as_ref()?, &deal.commitment, &deal.years);
        Some(asks.into_iter().map(|Ask { what, figure }| (what, figure)).collect::<Vec<_>>())
    });
    let readings = of(deal, |deal| contract::readings(&deal.commitment, &deal.years));
    let (has_asks, has_readings) =
        (flat::flag(move || asks.with(Option::is_some)), flat::flag(move || readings.with(Option::is_some)));
    view! {
        <div class=move || if has_asks.get() && has_readings.get() { "two" } else { "stack" }>
            {flat::shown_if(move || has_asks.get(), move || what_to_ask(asks))}
            {table_card(
                "contract-readings",
                "How your contract treats Marketplace models",
                fixed("AWS’s terms can be read both ways. Here is your bill under each."),
                readings,
            )}
        </div>
    }
    .into_any()
}

fn what_to_ask(asks: Memo<Option<Vec<(String, String)>>>) -> AnyView {
    let rows = flat::part(move || {
        let rows = asks
            .get()
            .unwrap_or_default()
            .into_iter()
            .map(|(what, figure)| view! { <div><dt>{what}</dt><dd>{figure}</dd></div> }.into_any());
        view! { <dl class="kv">{rows.collect::<Vec<_>>()}</dl> }.into_any()
    });
    card("contract-asks", fixed("What to ask for"), fixed(""), ().into_any(), rows)
}

/// Contracts if demand turns out differently, and where one overtakes another.
fn demand(deal: Memo<Option<Deal>>) -> AnyView {
    let rows = of(deal, |deal| Some(contract::demand(deal.offers.as_ref()?, &deal.commitment)));
    let crossings = of(deal, |deal| contract::crossings(deal.offers.as_ref()?, &deal.commitment));
    view! {
        {table_card("contract-demand", "If demand turns out differently", fixed("AI and other AWS spend at your three forecasts"), rows)}
        {table_card("contract-crossings", "Where one contract becomes cheaper than another", fixed("As all demand changes, from 40% less to 40% more"), crossings)}
    }
    .into_any()
}

fn clauses(deal: Memo<Option<Deal>>) -> AnyView {
    let rows: Memo<Option<Table>> = of(deal, |deal| Some(contract::clauses(&deal.commitment, &deal.clauses)));
    let note = flat::text(move || {
        deal.with(|deal| deal.as_ref().map(|deal| contract::clauses_note(&deal.clauses))).unwrap_or_default()
    });
    let held = of(deal, |deal| Some(contract::rate_hold(&deal.commitment, &deal.held)));
    let held_note = flat::text(move || {
        deal.with(|deal| deal.as_ref().map(|deal| contract::rate_hold_note(&deal.commitment, &deal.held)))
            .unwrap_or_default()
    });
    let opened = none_open();
    let picture = draw(deal, |deal, width| drawing::commitment::clauses(&deal.clauses, width));
    view! {
        <ChartCard id="chart-clauses".to_owned() draw=picture/>
        {card("contract-clauses", fixed("What clauses are worth"), note, ().into_any(), table(rows, "cards loose", opened))}
        {table_card("contract-rate-hold", "A rate hold, by what prices have done", held_note, held)}
    }
    .into_any()
}

/// From list price to what AI adds, in the first year.
fn ladder(deal: Memo<Option<Deal>>) -> AnyView {
    let rows = of(deal, |deal| contract::steps(deal.report(), deal.scenario(), deal.card()));
    table_card(
        "contract-ladder",
        "From list price to what AI adds, year 1",
        fixed("Each row opens to its formula"),
        rows,
    )
}
