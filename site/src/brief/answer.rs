//! The first page of the brief: verdict, key figures, the way from list price, contracts, what to do next.

use std::sync::Arc;

use explain::drawing::{self, Period};
use explain::{Hero, Verdict, amounts, contract, saving_words};
use leptos::prelude::*;
use pricing::commitment::{Offers, YearOutlook, offers, years};
use pricing::decide;
use pricing::money::Usd;
use pricing::scenario::Commitment;

use crate::chart::ChartFigure;
use crate::state::Answer;
use crate::table::{none_open, table};
use crate::words;

/// Savings that are recommended at most.
const SAVINGS: usize = 2;

/// The commitment with what follows from it; `None` without one.
pub(super) struct Deal<'a> {
    pub commitment: &'a Commitment,
    pub years: Vec<YearOutlook>,
    pub offers: Option<Offers>,
}

/// The commitment of an answer with what follows from it.
pub(super) fn deal(answer: &Answer) -> Option<Deal<'_>> {
    let commitment = answer.scenario.commitment.as_ref()?;
    let years = years(commitment, &answer.report, &answer.card).filter(|years| !years.is_empty())?;
    Some(Deal { commitment, years, offers: offers(commitment, &answer.report, &answer.card) })
}

/// The sentence that answers: about the contract where there is one, about the bill otherwise.
pub fn verdict(answer: &Answer) -> Verdict {
    let of_contract = deal(answer).and_then(|deal| {
        let of_offers = deal.offers.as_ref().and_then(|offers| contract::verdict(offers, deal.commitment));
        of_offers.or_else(|| deal.years.first().map(contract::without_offers))
    });
    of_contract.unwrap_or_else(|| {
        let savings = decide::savings(&answer.scenario, &answer.card);
        explain::verdict(&answer.report, &answer.scenario, &answer.card, &savings)
    })
}

/// Three figures: the year, what is saved, what AI adds to the bill.
pub fn figures(answer: &Answer) -> AnyView {
    let Hero { pay, other, saved } = explain::hero(&answer.report, &answer.scenario, Period::Year);
    let added = explain::hero_added(&answer.report, &answer.scenario, &answer.card);
    let figure = |label: String, value: String, is_good: bool, note: String| {
        let class = if is_good { "save" } else { "" };
        view! { <div><span>{label}</span><b class=class>{value}</b><small>{note}</small></div> }.into_any()
    };
    let billed = if answer.report.services.is_empty() { "Inference" } else { "Inference and services" };
    let mut all = vec![
        figure(format!("{billed}, a year"), pay.value, false, format!("{} a month", other.value)),
        figure(saved.label.to_owned(), saved.value, saved.is_good, saved.note),
    ];
    all.extend(added.map(|added| figure(added.label.to_owned(), added.value, false, added.note)));
    view! { <div class="paper-k">{all}</div> }.into_any()
}

/// From list price to what is paid.
pub fn ladder(answer: &Arc<Answer>) -> AnyView {
    let of = Arc::clone(answer);
    let draw = move |width| drawing::ladder(of.report.ladder.as_ref().ok()?, &of.scenario, Period::Month, width);
    if draw(drawing::NARROW).is_none() {
        return ().into_any();
    }
    view! { <section><ChartFigure id="brief-ladder".to_owned() draw=Callback::new(draw)/></section> }.into_any()
}

/// Offers against the current contract, or the years of a commitment without offers.
pub fn decision(answer: &Answer) -> AnyView {
    let Some(deal) = deal(answer) else { return ().into_any() };
    let (title, mut rows) = match &deal.offers {
        Some(offers) if !deal.commitment.offers.is_empty() => {
            ("Decision", contract::offers(offers, deal.commitment, &deal.years))
        }
        _ => ("Your commitment", contract::years(deal.commitment, &deal.years)),
    };
    // On paper nothing opens.
    for row in &mut rows.rows {
        row.opens = None;
    }
    view! { <section><h2>{title}</h2>{table(&rows, "cards inset", none_open())}</section> }.into_any()
}

/// What to do, the most useful first.
pub fn next(answer: &Answer) -> AnyView {
    let mut steps = Vec::new();
    if let Some(deal) = deal(answer) {
        if let Some(offers) = deal.offers.as_ref().filter(|_| !deal.commitment.offers.is_empty()) {
            steps.push(match offers.best_expected() {
                Some(best) => {
                    format!("Negotiate toward {}, the cheapest contract.", contract::offer_name(deal.commitment, best))
                }
                None => "Keep your current contract.".to_owned(),
            });
        }
        if contract::readings(deal.commitment, &deal.years).is_some() {
            steps.push("Ask AWS in writing how Marketplace models count toward your commitment.".to_owned());
        }
    }
    let savings = decide::savings(&answer.scenario, &answer.card);
    steps.extend(savings.iter().take(SAVINGS).map(|saving| {
        let title = saving_words(saving, &answer.scenario, &answer.card).title;
        format!("{title}: saves {} a month.", amounts::whole(Usd::ZERO - saving.change))
    }));
    if steps.is_empty() {
        return ().into_any();
    }
    view! { <section><h2>"Recommended next"</h2><ol class="num-list">{items(steps)}</ol></section> }.into_any()
}

/// What the figures on the page take for granted.
pub fn assumptions(answer: &Answer) -> AnyView {
    let mut all = Vec::new();
    if let Some(deal) = deal(answer) {
        all.push(format!("{}.", contract::offers_intro(&deal.years)));
        all.extend(Some(contract::ai_note(&deal.years)).filter(|note| !note.is_empty()));
    }
    all.push(format!("AWS list prices as of {}, before tax.", words::date(answer.card.date())));
    all.extend(services(answer));
    view! { <section><h2>"Assumptions"</h2><ul class="num-list dot">{items(all)}</ul></section> }.into_any()
}

/// Which services the figures leave out; `None` where the scenario has one of each.
fn services(answer: &Answer) -> Option<String> {
    let services = &answer.scenario.services;
    if services.is_none() {
        return Some("Services around inference aren’t included.".to_owned());
    }
    let left = explain::left_out(services).addable?;
    Some(format!("Services that aren’t included: {left}"))
}

fn items(texts: Vec<String>) -> Vec<AnyView> {
    texts.into_iter().map(|text| view! { <li>{text}</li> }.into_any()).collect()
}
