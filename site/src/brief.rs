//! The brief: the answer on a page of A4, and what it rests on behind it. To print, or to save as a PDF.

mod answer;
mod contract;

use std::sync::Arc;

use explain::{CapacitySection, Table};
use leptos::prelude::*;
use pricing::scenario::AlternativePrice;

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::{Answer, Calculator, Screen, calculator};
use crate::table::{none_open, table};
use crate::words;

/// Sections of what is behind the answer, with their titles; the rest of [`explain::brief`] is on the first page.
const BEHIND: [(&str, &str); 5] = [
    ("brief-baseline", "Workloads"),
    ("brief-unit-costs", "Unit costs"),
    ("brief-alternatives", "Other providers"),
    ("brief-inputs", "Your inputs"),
    ("brief-rests-on", "Assumptions and sources"),
];

/// The page.
pub fn brief() -> AnyView {
    let calculator = calculator();
    let paper = flat::part(move || match calculator.present.with(|present| present.answer.clone()) {
        Some(answer) => paper(calculator, &answer),
        None => view! { <p class="notice">"There is no answer yet to make a brief of."</p> }.into_any(),
    });
    view! {
        <div class="brief-wrap">
            <div class="brief-bar no-print">
                <button type="button" class="crumb" on:click=flat::clicked(move || calculator.screen.set(Screen::Calculator))>
                    {icon(icon::LEFT, "16")} " Calculator"
                </button>
                <button type="button" class="btn primary" on:click=flat::clicked(browser::print)>"Print or save as PDF"</button>
            </div>
            {paper}
        </div>
    }
    .into_any()
}

fn paper(calculator: Calculator, answer: &Arc<Answer>) -> AnyView {
    let name = calculator.moment().name();
    let name = if name.is_empty() {
        "Amazon Bedrock cost brief".to_owned()
    } else {
        format!("{name} · Amazon Bedrock cost brief")
    };
    let verdict = answer::verdict(answer);
    let readings = explain::contract::both_readings(&answer.report, &answer.scenario, &answer.card);
    view! {
        <article class="paper" aria-label="Brief">
            <header class="paper-h">
                <p class="eyebrow"><bdi>{name}</bdi></p>
                <h1>{verdict.lead}</h1>
                <p class="lead">{verdict.reason}</p>
                {readings.map(|both| view! { <p class="lead" id="brief-readings">{both}</p> })}
            </header>
            {answer::figures(answer)}
            {answer::ladder(answer)}
            {answer::decision(answer)}
            <div class="paper-2">{answer::next(answer)} {answer::assumptions(answer)}</div>
            {behind(answer)}
            {link(answer)}
            <footer class="paper-f">
                <span>{format!("{} · Prices as of {}", today(), words::date(answer.card.date()))}</span>
                <span>"An estimate, not an AWS quote"</span>
            </footer>
        </article>
    }
    .into_any()
}

/// What stands behind the answer: demand, rates with their sources, the contract, inputs.
fn behind(answer: &Answer) -> AnyView {
    let brief = explain::brief(&answer.report, &answer.scenario, &answer.card);
    let part = |section: &CapacitySection| {
        let (_, title) = BEHIND.iter().find(|(id, _)| *id == section.id)?;
        let tables = section.tables.iter().map(|numbers| (numbers, "cards loose"));
        Some(paper_section(&section.id, title, &section.lead, tables.collect()))
    };
    let mut sections = brief.sections.iter().filter_map(part);
    let in_short = paper_section("brief-in-short", "In short", &brief.lead, Vec::new());
    let first = beside([in_short].into_iter().chain(sections.next()).collect());
    let rates = sections.next();
    let is_own_page = answer.scenario.alternatives.iter().any(|alternative| {
        matches!(alternative.price, AlternativePrice::Provider(_) | AlternativePrice::SelfHosted(_))
    });
    view! {
        <div class="paper-more" class:own-page=is_own_page>
            {first}
            {rates}
            {contract::sections(answer)}
            {sections.collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

/// Short sections, in two columns on paper; nothing without any.
fn beside(sections: Vec<AnyView>) -> AnyView {
    match sections.len() {
        0 => ().into_any(),
        1 => sections.into_any(),
        _ => view! { <div class="paper-beside">{sections}</div> }.into_any(),
    }
}

/// A section: its title, its sentences, its tables with their classes. On paper nothing opens.
fn paper_section(id: &str, title: &'static str, lead: &[String], tables: Vec<(&Table, &'static str)>) -> AnyView {
    let lead = lead.iter().map(|sentence| view! { <p class="muted">{sentence.clone()}</p> }.into_any());
    let tables = tables.into_iter().map(|(numbers, class)| table(numbers, class, none_open()));
    view! {
        <section id=id.to_owned()>
            <h2>{title}</h2>
            {lead.collect::<Vec<_>>()}
            {tables.collect::<Vec<_>>()}
        </section>
    }
    .into_any()
}

fn link(answer: &Answer) -> AnyView {
    let link = format!("{}#{}", browser::address(), exchange::link::encode(&answer.scenario));
    view! {
        <section class="paper-link">
            <h2>"Open it in the calculator"</h2>
            <p class="brief-link"><a href=link.clone()>{link.clone()}</a></p>
        </section>
    }
    .into_any()
}

fn today() -> String {
    let (year, month, day) = browser::today();
    format!("{}, {year}", words::month_and_day(month, day))
}
