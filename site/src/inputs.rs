//! What the reader gives: four groups of fields, one open at a time.
//!
//! The groups are elements made from the scenario; what the reader does in them comes back by the id of the field.

mod caching;
mod choose;
mod demand;
mod doors;
mod placement;
mod prices;
mod regions;
mod routing;
mod typing;
mod workloads;

use crate::page::later;
use answer::{Element, el};
use pricing::scenario::{Caching, Workload};
use pricing::words;

use crate::field::picker::Open;
use crate::field::{Choice, Choices, Draft, Sheet};
use crate::kept::Kept;
use crate::live;
use crate::page;
use crate::pairs::Pairs;
use crate::state::Calculator;
use doors::Doors;

/// Which workload the groups show, and what was given in fields that aren't shown now.
#[derive(Clone, Copy)]
struct Desk {
    calculator: Calculator,
    selected: Kept<usize>,
    /// What was typed, by the id of the field.
    drafts: Kept<Pairs<String, String>>,
    /// The model picker that is open.
    open: Kept<Option<Open>>,
    /// Where another model has moved to, by the id of its picker.
    moved: Kept<Pairs<String, String>>,
    doors: Kept<Doors>,
    /// Caching as it was left, by workload and kind.
    caching: Kept<Pairs<(usize, usize), Caching>>,
}

/// What the groups are made from.
struct View<'a> {
    sheet: Sheet<'a>,
    /// The workload shown.
    current: Option<(usize, &'a Workload)>,
    open: Option<Open>,
    moved: Pairs<String, String>,
    /// What each workload costs; `None` where it has no price.
    costs: Vec<Option<String>>,
}

impl Desk {
    fn new(calculator: Calculator) -> Self {
        Self {
            calculator,
            selected: Kept::new(0),
            drafts: Kept::new(Pairs::default()),
            open: Kept::new(None),
            moved: Kept::new(Pairs::default()),
            doors: Kept::new(Doors::default()),
            caching: Kept::new(Pairs::default()),
        }
    }

    /// The workload shown; `None` where there is none.
    fn current(self) -> Option<usize> {
        let last = self.calculator.scenario_now().workloads.len().checked_sub(1)?;
        Some(self.selected.get_now().min(last))
    }

    /// Changes one workload.
    fn change(self, field: &str, index: usize, change: impl FnOnce(&mut Workload)) {
        self.calculator.change(field, |scenario| {
            if let Some(workload) = scenario.workloads.get_mut(index) {
                change(workload);
            }
        });
    }

    fn elements(self) -> Vec<Element> {
        let calculator = self.calculator;
        let (scenario, card, problems) = (calculator.scenario(), calculator.card(), calculator.problems());
        let drafts = self.drafts.read();
        let draft =
            |id: &str| Draft { text: drafts.get(id).cloned(), fault: calculator.fault(id).map(|fault| fault.message) };
        let index = self.selected.get().min(scenario.workloads.len().saturating_sub(1));
        let view = View {
            sheet: Sheet {
                scenario: &scenario,
                card: &card,
                problems: &problems,
                sign: page::decimal_sign(),
                draft: &draft,
            },
            current: scenario.workloads.get(index).map(|workload| (index, workload)),
            open: self.open.get(),
            moved: self.moved.get(),
            costs: workloads::costs(calculator),
        };
        vec![
            group("1", "Workloads", &words::workloads(&scenario, &card), workloads::elements(&view)),
            group("2", "Caching and batch", &words::caching_and_batch(&scenario), caching::elements(&view)),
            group("3", "Routing", &words::routing(&scenario, &card), routing::elements(&view)),
            group("4", "Prices", &words::prices(&scenario, &card), prices::elements(&view)),
        ]
    }

    /// Faults of fields that aren't there any more are nobody's.
    fn forget_gone(self) {
        for id in self.calculator.fault_ids() {
            if page::element(&id).is_none() {
                self.calculator.set_fault(&id, None);
            }
        }
    }
}

impl View<'_> {
    /// Chooses the workload whose fields a later group shows; nothing where there is only one.
    fn workload_choice(&self, id: &str) -> Option<Element> {
        let workloads = &self.sheet.scenario.workloads;
        let names = workloads.iter().enumerate().map(|(index, workload)| workload_name(index, &workload.name));
        let choices = Choices {
            id,
            legend: "Workload",
            options: names.map(Choice::new).collect(),
            chosen: self.current.map(|(index, _)| index),
        };
        (workloads.len() > 1).then(|| choices.select(true))
    }
}

/// A workload's name, or its number where it has none.
fn workload_name(index: usize, name: &str) -> String {
    if name.is_empty() { format!("Workload {}", index + 1) } else { name.to_owned() }
}

fn hint(text: &str) -> Element {
    el("p").class("hint").text(text)
}

/// The groups of inputs.
pub fn scenario_inputs(calculator: Calculator) -> web_sys::Element {
    let desk = Desk::new(calculator);
    let root = page::make(&el("section").class("scenario").with("aria-label", "Scenario"));
    live::keep(
        root.clone(),
        Box::new(move || {
            let elements = desk.elements();
            later(move || desk.forget_gone());
            elements
        }),
    );
    for name in ["input", "change", "click", "keydown", "mousedown", "focusin", "focusout"] {
        page::listen_on(&root, name, Box::new(move |event| desk.hear(name, event)));
    }
    root
}

fn group(number: &'static str, title: &str, digest: &str, body: Vec<Element>) -> Element {
    let summary = el("summary")
        .child(el("span").class("group-number").text(number))
        .child(el("h2").text(title))
        .child(el("span").class("digest").text(digest));
    el("details")
        .key(number)
        .class("group")
        .with("name", "group")
        .with_if(number == "1", "open", "")
        .child(summary)
        .child(el("div").class("group-body").children(body))
}
