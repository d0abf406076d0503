//! The answer: total, ladder, notices and the views behind its tabs.
//!
//! Its elements come from the `answer` crate, which the static shell is written from too. Here they are put into the
//! document and kept up to date; what is open and chosen stays here.

mod missing;
pub mod patch;
mod press;

use answer::{Asked, Element, Look, Priced, el};
use pricing::explain;
use pricing::presets;
use pricing::price::PriceError;
use pricing::rates::Date;

use crate::kept::Kept;
use crate::live;
use crate::page;
use crate::pairs::Pairs;
use crate::state::{Answer, Calculator};

/// What the answer is made from.
#[derive(Clone, Copy)]
pub struct Shown {
    calculator: Calculator,
    look: Kept<Look>,
    /// Whether the focus is in a field for a missing price.
    within: Kept<bool>,
    /// Missing prices that are asked for: those that were when the answer was last made, and what is missing now.
    asked: Kept<Vec<Asked>>,
    /// What is wrong with the text in the field of a missing price.
    wrong: Kept<Pairs<String, String>>,
    published: Kept<Option<Published>>,
}

/// The view of published figures as last made: it changes with the card and the preset that is loaded.
struct Published {
    card: Date,
    loaded: Option<&'static str>,
    view: Vec<Element>,
}

/// The answer and its views, and what they are made from.
pub fn answer_view(calculator: Calculator) -> (web_sys::Element, Shown) {
    let shown = Shown {
        calculator,
        look: Kept::new(Look { live: true, ..Look::default() }),
        within: Kept::new(false),
        asked: Kept::new(Vec::new()),
        wrong: Kept::new(Pairs::default()),
        published: Kept::new(None),
    };
    let section = el("section").class("answer").with_all(&[
        ("id", "answer"),
        ("tabindex", "-1"),
        ("aria-labelledby", "answer-title"),
    ]);
    let root = page::make(&section);
    let marked = root.clone();
    live::keep(
        root.clone(),
        Box::new(move || {
            let stale = shown.is_priced() && shown.why_stale().is_some();
            let _ =
                if stale { marked.set_attribute("data-state", "stale") } else { marked.remove_attribute("data-state") };
            shown.elements()
        }),
    );
    for name in ["click", "keydown", "input", "change", "focusin", "focusout"] {
        page::listen_on(&root, name, Box::new(move |event| shown.hear(name, event)));
    }
    (root, shown)
}

/// The one-line total that leads to the answer.
pub fn total_strip(shown: Shown) -> web_sys::Element {
    let root = page::make(&el("a").class("total-strip").with("href", "#answer"));
    live::keep(root.clone(), Box::new(move || shown.strip()));
    root
}

impl Shown {
    fn is_priced(self) -> bool {
        self.calculator.answer().is_some()
    }

    /// What keeps the answer from being the present scenario's: a field that can't be read, or a price that is missing.
    fn why_stale(self) -> Option<String> {
        if let Some(fault) = self.calculator.faults().first() {
            return Some(format!("{} can’t be read.", fault.label));
        }
        let error = self.calculator.error()?;
        Some(format!("{}.", explain::capitalised(&error.to_string())))
    }

    fn elements(self) -> Vec<Element> {
        let title = el("h2").class("visually-hidden").with("id", "answer-title").text("Answer");
        let mut elements = vec![title];
        let look = self.look.read();
        let Some(answer) = self.calculator.answer() else {
            elements.extend([answer::unpriced(), self.boxes(None)]);
            return elements;
        };
        let priced = priced(&answer);
        elements.push(answer::total(&priced, self.why_stale().as_deref(), &look));
        elements.extend(answer::facts(&priced, &look));
        elements.extend([answer::ladder(&priced, &look), self.boxes(Some(&priced)), answer::tabs(&look)]);
        elements.extend(answer::views(&priced, self.published(), &look));
        elements
    }

    /// Boxes between the answer and its views.
    fn boxes(self, priced: Option<&Priced<'_>>) -> Element {
        let (scenario, card) = (self.calculator.scenario(), self.calculator.card());
        let wrong = |id: &str| self.wrong.read().get(id).cloned();
        let missing = answer::missing_prices(&self.asked(), &scenario, &card, wrong);
        let unpriceable = match self.calculator.error() {
            Some(error @ PriceError::Field(_)) if priced.is_none() => Some(answer::unpriceable(&error)),
            _ => None,
        };
        let notices = priced.map(answer::notices).unwrap_or_default();
        el("div").class("notices").key("notices").children(missing).children(unpriceable).children(notices)
    }

    /// Missing prices to ask for now.
    fn asked(self) -> Vec<Asked> {
        let asked = missing::asked(self.calculator, self.within.get(), &self.asked.now());
        self.asked.put(asked.clone());
        asked
    }

    /// The view of published figures: pricing every preset takes a while, so it is made again only when it changes.
    fn published(self) -> Vec<Element> {
        let card = self.calculator.card();
        let presets = presets::presets();
        let loaded = explain::loaded(&presets, &self.calculator.scenario());
        if let Some(last) = &*self.published.now()
            && (last.card, last.loaded) == (card.date(), loaded)
        {
            return last.view.clone();
        }
        let view = answer::published(&presets, loaded, &card);
        self.published.put(Some(Published { card: card.date(), loaded, view: view.clone() }));
        view
    }

    fn strip(self) -> Vec<Element> {
        answer::strip(self.calculator.answer().as_ref().map(priced).as_ref())
    }
}

fn priced(answer: &Answer) -> Priced<'_> {
    Priced { scenario: &answer.scenario, card: &answer.card, report: &answer.report }
}
