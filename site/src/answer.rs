//! The answer: total, ladder, notices and the views behind its tabs.
//!
//! Its elements come from the `answer` crate, which the static shell is written from too. Here they are put into the
//! document and kept up to date; what is open and chosen stays here.

mod missing;
pub mod patch;
mod press;

use std::rc::Rc;

use answer::{Asked, COMPARE, Element, Look, Markup, Priced, VIEWS, View, write};
use exchange::presets;
use pricing::price::PriceError;
use pricing::rates::Date;

use crate::address;
use crate::kept::{Kept, effect};
use crate::live;
use crate::page;
use crate::pairs::Pairs;
use crate::part;
use crate::scenarios;
use crate::state::{Answer, Calculator, is_beside};

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
    published: Kept<Option<Rc<Published>>>,
}

/// The view of published figures as last made: it changes with the card and the preset that is loaded.
struct Published {
    card: Date,
    loaded: Option<&'static str>,
    view: Element,
}

/// The answer and its views, and what they are made from.
pub fn answer_view(calculator: Calculator) -> (web_sys::Element, Shown) {
    let shown = Shown {
        calculator,
        look: Kept::new(Look { live: true, address: address::without_fragment(), ..Look::default() }),
        within: Kept::new(false),
        asked: Kept::new(Vec::new()),
        wrong: Kept::new(Pairs::default()),
        published: Kept::new(None),
    };
    let mut compared = 0;
    effect(Box::new(move || {
        // A link, or the first scenario that is added, shows the comparison.
        let now = calculator.beside().iter().filter(|entry| is_beside(entry)).count();
        if now > 0 && compared == 0 {
            shown.look.update(|look| look.view = COMPARE);
        }
        compared = now;
    }));
    effect(Box::new(move || {
        let asked = calculator.asked_view.get();
        if asked > 0 {
            shown.look.update(|look| look.view = asked);
        }
    }));
    effect(Box::new(move || {
        if shown.look.read().needs_part(&calculator.scenario()) {
            part::want();
        }
    }));
    let root =
        page::written("<section class='answer' id='answer' tabindex='-1' aria-labelledby='answer-title'></section>");
    let marked = root.clone();
    live::keep_written(
        root.clone(),
        Box::new(move |page| {
            let why_stale = shown.why_stale();
            let stale = shown.calculator.answer().is_some() && why_stale.is_some();
            let _ =
                if stale { marked.set_attribute("data-state", "stale") } else { marked.remove_attribute("data-state") };
            shown.write(page, why_stale.as_deref());
        }),
    );
    for name in ["click", "keydown", "input", "change", "focusin", "focusout"] {
        page::listen_on(&root, name, Box::new(move |event| shown.hear(name, event)));
    }
    (root, shown)
}

/// The one-line total that leads to the answer.
pub fn total_strip(shown: Shown) -> web_sys::Element {
    let root = page::written("<a class='total-strip' href='#answer'></a>");
    live::keep_written(
        root.clone(),
        Box::new(move |page| write::strip(page, shown.calculator.answer().as_deref().map(priced).as_ref())),
    );
    root
}

impl Shown {
    /// What keeps the answer from being the present scenario's: a field that can't be read, or a price that is missing.
    fn why_stale(self) -> Option<String> {
        if let Some(label) = self.calculator.first_fault() {
            return Some(label + " can’t be read.");
        }
        let error = self.calculator.error()?;
        Some(explain::capitalised(&error.to_string()) + ".")
    }

    fn write(self, page: &mut Markup, why_stale: Option<&str>) {
        page.add("<h2 class='visually-hidden' id='answer-title'>Answer</h2>", &[]);
        let look = Look { part: part::state(), ..self.look.get() };
        let Some(answer) = self.calculator.answer() else {
            write::unpriced(page);
            self.boxes(page, None);
            return;
        };
        let priced = priced(&answer);
        write::total(page, &priced, why_stale, &look);
        write::facts(page, &priced, &look);
        write::ladder(page, &priced, &look);
        self.boxes(page, Some(&priced));
        write::tabs(page, &look);
        let published = self.published(&look);
        let compared = self.compared(&look);
        write::views(page, &priced, compared.as_ref().or(published.as_deref().map(|made| &made.view)), &look);
    }

    /// Boxes between the answer and its views.
    fn boxes(self, page: &mut Markup, priced: Option<&Priced<'_>>) {
        let (scenario, card) = (self.calculator.scenario(), self.calculator.card());
        page.add("<div class='notices' key='notices'>", &[]);
        let asked = self.asked();
        let wrong = self.wrong.read();
        for asked in &asked {
            write::missing_price(page, asked, &scenario, &card, wrong.get(&asked.id).map(String::as_str));
        }
        match (priced, self.calculator.error()) {
            (Some(priced), _) => write::notices(page, priced),
            (None, Some(error @ PriceError::Field(_))) => write::unpriceable(page, &error),
            (None, _) => {}
        }
        page.end();
    }

    /// Missing prices to ask for now.
    fn asked(self) -> Vec<Asked> {
        let asked = missing::asked(self.calculator, self.within.get(), &self.asked.now());
        self.asked.put(asked.clone());
        asked
    }

    /// The view of scenarios side by side, while it is looked at.
    fn compared(self, look: &Look) -> Option<Element> {
        let here = look.part.here()?;
        VIEWS.get(look.view).filter(|(view, ..)| *view == View::Compare)?;
        let mut page = Markup::new();
        scenarios::compare(&mut page, self.calculator, self.look, here);
        Some(page.finish())
    }

    /// The view of published figures: pricing every preset takes a while, so it is made again only when it changes.
    fn published(self, look: &Look) -> Option<Rc<Published>> {
        let here = look.part.here()?;
        VIEWS.get(look.view).filter(|(view, ..)| *view == View::Published)?;
        let card = self.calculator.card();
        let presets = presets::presets();
        let loaded = explain::loaded(&presets, &self.calculator.scenario());
        if let Some(last) = &*self.published.now()
            && (last.card, last.loaded) == (card.date(), loaded)
        {
            return Some(Rc::clone(last));
        }
        let mut page = Markup::new();
        write::published(&mut page, &presets, loaded, &card, here);
        let made = Rc::new(Published { card: card.date(), loaded, view: page.finish() });
        self.published.put(Some(Rc::clone(&made)));
        Some(made)
    }
}

fn priced(answer: &Answer) -> Priced<'_> {
    Priced { scenario: &answer.scenario, card: &answer.card, report: &answer.report }
}
