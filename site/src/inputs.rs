//! What the reader gives: eight groups of fields, one open at a time.
//!
//! The groups are elements made from the scenario; what the reader does in them comes back by the id of the field.

mod alternatives;
mod caching;
mod capacity;
mod choose;
mod commitment;
mod deal;
mod demand;
mod doors;
mod offers;
mod placement;
mod prices;
mod regions;
mod routing;
mod typing;
mod workloads;

use answer::{Element, Here, Part, el};
use explain::capitalised;
use explain::words;
use pricing::scenario::{Caching, Scenario, Workload};

use crate::field::choice::Look;
use crate::field::picker::Open;
use crate::field::{Choice, Choices, Sheet, button};
use crate::kept::Kept;
use crate::live;
use crate::page::{self, later};
use crate::pairs::Pairs;
use crate::part;
use crate::state::Calculator;
use doors::Doors;

/// The groups, which the reader reads and changes.
#[derive(Clone, Copy)]
struct Desk {
    calculator: Calculator,
    memory: Kept<Memory>,
}

/// Which workload the groups show, and what was given in fields that aren't shown now.
#[derive(Clone, Default)]
struct Memory {
    selected: usize,
    /// What was typed, by the id of the field.
    drafts: Pairs<String, String>,
    /// The model picker that is open.
    open: Option<Open>,
    /// Where another model has moved to, by the id of its picker.
    moved: Pairs<String, String>,
    /// Fields as they were left, by workload.
    left: Pairs<usize, Left>,
}

/// What was given in fields of a workload that aren't shown now.
#[derive(Clone, Copy, Default)]
struct Left {
    doors: Doors,
    /// Caching as it was left, by kind.
    caching: [Option<Caching>; 3],
}

/// What the groups are made from.
struct View<'a> {
    sheet: Sheet<'a>,
    memory: &'a Memory,
    /// The workload shown.
    current: Option<(usize, &'a Workload)>,
}

impl Desk {
    /// The workload shown; `None` where there is none.
    fn current(self) -> Option<usize> {
        let last = self.calculator.scenario_now().workloads.len().checked_sub(1)?;
        Some(self.memory.now().selected.min(last))
    }

    /// Changes what is kept beside the scenario.
    #[inline(never)]
    fn remember(self, change: &mut dyn FnMut(&mut Memory)) {
        self.memory.update(change);
    }

    /// Opens a picker, or closes the one that is open.
    fn open(self, open: Option<&Open>) {
        self.remember(&mut |memory| memory.open = open.cloned());
    }

    /// Changes the scenario; see [`Calculator::change`].
    #[inline(never)]
    fn change(self, field: &str, change: &mut dyn FnMut(&mut Scenario)) {
        self.calculator.change(field, change);
    }

    /// Changes a list of the scenario; see [`Calculator::rearrange`].
    #[inline(never)]
    fn rearrange(self, change: &mut dyn FnMut(&mut Scenario)) {
        self.calculator.rearrange(change);
    }

    fn elements(self) -> Vec<Element> {
        let calculator = self.calculator;
        let (scenario, card, problems) = (calculator.scenario(), calculator.card(), calculator.problems());
        let memory = self.memory.read();
        let index = memory.selected.min(scenario.workloads.len().saturating_sub(1));
        let view = View {
            sheet: Sheet {
                calculator,
                scenario: &scenario,
                card: &card,
                problems: &problems,
                sign: page::decimal_sign(),
                drafts: &memory.drafts,
            },
            memory: &memory,
            current: scenario.workloads.get(index).map(|workload| (index, workload)),
        };
        vec![
            group("1", "Workloads", &words::workloads(&scenario, &card), workloads::elements(&view)),
            group("2", "Caching and batch", &words::caching_and_batch(&scenario), caching::elements(&view)),
            group("3", "Routing", &words::routing(&scenario, &card), routing::elements(&view)),
            group("4", "Prices", &words::prices(&scenario, &card), prices::elements(&view)),
            group("5", "Capacity", &words::capacity(&scenario), on_demand(&view, capacity::elements)),
            group("6", "Commitment", &words::commitment(&scenario), on_demand(&view, commitment::elements)),
            group("7", "Offers and clauses", &words::offers(&scenario), on_demand(&view, offers::elements)),
            group("8", "Alternatives", &words::alternatives(&scenario), on_demand(&view, alternatives::elements)),
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
    #[inline(never)]
    fn workload_choice(&self, id: &str) -> Vec<Element> {
        let workloads = &self.sheet.scenario.workloads;
        if workloads.len() < 2 {
            return Vec::new();
        }
        let names = workloads.iter().enumerate().map(|(index, workload)| workload_name(index, &workload.name));
        let choices = Choices {
            id,
            legend: "Workload",
            options: names.map(Choice::new).collect(),
            chosen: self.current.map(|(index, _)| index),
        };
        vec![choices.field(Look::WideList)]
    }
}

/// A workload's name, or its number where it has none.
fn workload_name(index: usize, name: &str) -> String {
    if name.is_empty() { format!("Workload {}", index + 1) } else { name.to_owned() }
}

/// The box of a `route` or a `price`, with the button that takes it out.
#[inline(never)]
fn card(what: &str, index: usize, legend: &str, fields: Vec<Element>) -> Element {
    let number = index + 1;
    let name = format!("{} {number}", if what == "custom" { "custom model" } else { what });
    let remove = button(&format!("remove-{what}-{number}"), "Remove").with("aria-label", &format!("Remove {name}"));
    let title = el("div").class("card-title").child(el("span").text(&capitalised(&name))).child(remove);
    el("fieldset")
        .key(&format!("{what}-{number}"))
        .class("card stack")
        .child(el("legend").class("visually-hidden").text(legend))
        .child(title)
        .children(fields)
}

/// The buttons of a list: what each does, its label, and whether it can't now; with ids where they take the focus.
#[inline(never)]
fn buttons(with_ids: bool, buttons: &[(&str, &str, bool)]) -> Element {
    let mut row = el("div").key("buttons").class("buttons");
    for (act, label, disabled) in buttons {
        let button = button(act, label).with_if(with_ids, "id", act);
        row = row.child(button.with_if(*disabled, "aria-disabled", "true"));
    }
    row
}

fn hint(text: &str) -> Element {
    el("p").class("hint").text(text)
}

/// The groups of inputs.
pub fn scenario_inputs(calculator: Calculator) -> web_sys::Element {
    let desk = Desk { calculator, memory: Kept::new(Memory::default()) };
    let root = page::make(&el("section").class("scenario").with("aria-label", "Scenario"));
    live::keep(
        root.clone(),
        Box::new(move || {
            let elements = desk.elements();
            later(move || desk.forget_gone());
            elements
        }),
    );
    for (name, hear) in typing::EVENTS {
        page::listen_on(&root, name, Box::new(move |event| hear(desk, event)));
    }
    root
}

/// The fields of a group that is loaded on demand, or what stands there until then.
fn on_demand(view: &View<'_>, elements: fn(&View<'_>, Here) -> Vec<Element>) -> Vec<Element> {
    let part = part::state();
    match part.here() {
        Some(here) => elements(view, here),
        None if part == Part::Failed => {
            vec![hint("These fields couldn’t be loaded."), button("load-part", "Try again")]
        }
        None => vec![hint("Loading…")],
    }
}

fn group(number: &'static str, title: &str, digest: &str, body: Vec<Element>) -> Element {
    let summary = el("summary")
        .with_if(number >= "5", "data-part", "")
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
