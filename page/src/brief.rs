//! The brief: the answer on one or two A4 pages, to print or to save as a PDF.

use leptos::prelude::*;

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::{Screen, calculator};
use crate::table::{none_open, table};

/// The page.
pub fn brief() -> AnyView {
    let calculator = calculator();
    let opened = none_open();
    let paper = flat::part(move || {
        let present = calculator.present.get();
        let Some(answer) = present.answer.as_deref() else {
            return view! { <p class="notice">"There is no answer yet to make a brief of."</p> }.into_any();
        };
        let brief = explain::brief(&answer.report, &answer.scenario, &answer.card);
        let name = calculator.moment().name();
        let name = if name.is_empty() {
            "Amazon Bedrock cost brief".to_owned()
        } else {
            format!("{name} · Amazon Bedrock cost brief")
        };
        let mut lead = brief.lead.into_iter();
        let title = lead.next().unwrap_or_default();
        let lead = lead.map(|sentence| view! { <p class="lead">{sentence}</p> }.into_any()).collect::<Vec<_>>();
        let sections = brief.sections.iter().map(|section| {
            let lead = section.lead.iter().map(|sentence| view! { <p>{sentence.clone()}</p> }.into_any());
            let tables = section.tables.iter().map(|numbers| table(numbers, "inset", opened));
            view! {
                <section id=section.id.clone()>
                    <h2>{section.title.clone()}</h2>
                    {lead.collect::<Vec<_>>()}
                    {tables.collect::<Vec<_>>()}
                </section>
            }
            .into_any()
        });
        let link = format!("{}#{}", browser::address(), exchange::link::encode(&answer.scenario));
        view! {
            <article class="paper" aria-label="Brief">
                <header class="paper-h"><div><p class="eyebrow"><bdi>{name}</bdi></p><h1>{title}</h1></div></header>
                {lead}
                {sections.collect::<Vec<_>>()}
                <section>
                    <h2>"The same in the calculator"</h2>
                    <p class="brief-link"><a href=link.clone()>{link.clone()}</a></p>
                </section>
                <footer class="paper-f">
                    <span>{format!("Prices as of {}", answer.card.date().long())}</span>
                    <span>"Estimate, not an AWS quote"</span>
                </footer>
            </article>
        }
        .into_any()
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
