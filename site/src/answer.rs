//! The answer: total, ladder, notices and the views behind its tabs.
//!
//! Its elements come from the `answer` crate, which the static shell is written from too. Here they are put into the
//! document and kept up to date; what is open and chosen stays here.

mod missing;
pub mod patch;
mod press;

use std::collections::BTreeMap;

use answer::{Asked, Element, Look, Node, Priced, el};
use leptos::html;
use leptos::prelude::*;
use pricing::explain;
use pricing::presets;
use pricing::price::PriceError;

use crate::state::{Answer, Calculator, use_calculator};

/// What the answer is made from.
#[derive(Clone, Copy)]
struct Shown {
    calculator: Calculator,
    look: RwSignal<Look>,
    /// Whether the focus is in a field for a missing price.
    within: RwSignal<bool>,
    /// Missing prices that are asked for.
    asked: Memo<Vec<Asked>>,
    /// What is wrong with the text in the field of a missing price.
    wrong: RwSignal<BTreeMap<String, String>>,
    /// The view of published figures, which changes with the card alone.
    published: Memo<Vec<Element>>,
}

/// The answer and its views, and the one-line total that leads to it.
#[component]
pub fn AnswerView() -> impl IntoView {
    let shown = Shown::new(use_calculator());
    let (section, strip) = (NodeRef::<html::Section>::new(), NodeRef::<html::A>::new());
    Effect::new(move |before: Option<Vec<Node>>| {
        let section = section.get();
        patch::update(section.as_ref().map(AsRef::as_ref), before, || shown.elements())
    });
    Effect::new(move |before: Option<Vec<Node>>| {
        let strip = strip.get();
        patch::update(strip.as_ref().map(AsRef::as_ref), before, || shown.strip())
    });
    view! {
        <section
            class="answer"
            id="answer"
            tabindex="-1"
            aria-labelledby="answer-title"
            data-state=move || (shown.is_priced() && shown.why_stale().is_some()).then_some("stale")
            node_ref=section
            on:click=move |event| shown.click(&event)
            on:keydown=move |event| shown.key(&event)
            on:input=move |event| shown.input(&event)
            on:change=move |event| shown.change(&event)
            on:focusin=move |event| shown.focus_in(&event)
            on:focusout=move |event| shown.focus_out(&event)
        ></section>
        <a class="total-strip" href="#answer" node_ref=strip></a>
    }
}

impl Shown {
    fn new(calculator: Calculator) -> Self {
        let within = RwSignal::new(false);
        let presets = StoredValue::new(presets::presets());
        let loaded = Memo::new(move |_| presets.with_value(|all| explain::loaded(all, &calculator.scenario())));
        Self {
            calculator,
            look: RwSignal::new(Look { live: true, ..Look::default() }),
            within,
            asked: Memo::new(move |before| missing::asked(calculator, within.get(), before)),
            wrong: RwSignal::new(BTreeMap::new()),
            published: Memo::new(move |_| {
                presets.with_value(|all| calculator.card.with(|card| answer::published(all, loaded.get(), card)))
            }),
        }
    }

    fn is_priced(self) -> bool {
        self.calculator.answer.with(Option::is_some)
    }

    /// What keeps the answer from being the present scenario's: a field that can't be read, or a price that is missing.
    fn why_stale(self) -> Option<String> {
        if let Some(fault) = self.calculator.faults().first() {
            return Some(format!("{} can’t be read.", fault.label));
        }
        let error = self.calculator.error.get()?;
        Some(format!("{}.", explain::capitalised(&error.to_string())))
    }

    fn elements(self) -> Vec<Element> {
        let title = el("h2").class("visually-hidden").with("id", "answer-title").text("Answer");
        let mut elements = vec![title];
        self.calculator.answer.with(|answer| {
            let look = self.look.read();
            let Some(answer) = answer else {
                elements.extend([answer::unpriced(), self.boxes(None)]);
                return;
            };
            let priced = priced(answer);
            elements.push(answer::total(&priced, self.why_stale().as_deref(), &look));
            elements.extend(answer::facts(&priced, &look));
            elements.extend([answer::ladder(&priced, &look), self.boxes(Some(&priced)), answer::tabs(&look)]);
            elements.extend(answer::views(&priced, self.published.get(), &look));
        });
        elements
    }

    /// Boxes between the answer and its views.
    fn boxes(self, priced: Option<&Priced<'_>>) -> Element {
        let (scenario, card) = (self.calculator.scenario(), self.calculator.card.get());
        let wrong = |id: &str| self.wrong.with(|wrong| wrong.get(id).cloned());
        let missing = answer::missing_prices(&self.asked.read(), &scenario, &card, wrong);
        let unpriceable = match self.calculator.error.get() {
            Some(error @ PriceError::Field(_)) if priced.is_none() => Some(answer::unpriceable(&error)),
            _ => None,
        };
        let notices = priced.map(answer::notices).unwrap_or_default();
        el("div").class("notices").key("notices").children(missing).children(unpriceable).children(notices)
    }

    fn strip(self) -> Vec<Element> {
        self.calculator.answer.with(|answer| answer::strip(answer.as_ref().map(priced).as_ref()))
    }
}

fn priced(answer: &Answer) -> Priced<'_> {
    Priced { scenario: &answer.scenario, card: &answer.card, report: &answer.report }
}
