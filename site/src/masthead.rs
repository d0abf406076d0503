//! The masthead: what the page is, and what acts on all of it.

mod clipboard;
mod files;
mod panels;
mod theme;

use crate::page::{later, value_of, window};
use answer::{Markup, truth, waiting, when};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::address;
use crate::kept::Kept;
use crate::live;
use crate::page;
use crate::part;
use crate::scenarios;
use crate::state::{Beside, Calculator, is_beside};

/// A panel below its button: not modal, closed by Escape, by Close and by a click elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Panel {
    Presets,
    Scenarios,
    Link,
    Export,
}

/// How copying the link went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    Waiting,
    Done,
    Refused,
}

#[derive(Clone, Copy)]
pub struct Toolbar {
    pub calculator: Calculator,
    open: Kept<Option<Panel>>,
    copied: Kept<Copied>,
    /// A position in [`theme::NAMES`].
    theme: Kept<usize>,
}

/// The masthead.
pub fn masthead(calculator: Calculator) -> web_sys::Element {
    let bar = Toolbar {
        calculator,
        open: Kept::new(None),
        copied: Kept::new(Copied::Waiting),
        theme: Kept::new(theme::remembered()),
    };
    theme::apply(bar.theme.get_now());
    page::listen(
        "keydown",
        Box::new(move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape") {
                bar.close();
            }
        }),
    );
    page::listen(
        "click",
        Box::new(move |event| {
            if bar.open.get_now().is_some() && page::closest(event, ".menu").is_none() {
                bar.open.set(None);
            }
        }),
    );
    for name in ["dragover", "drop"] {
        page::listen(
            name,
            Box::new(move |event| {
                part::want();
                bar.with_files(name, event);
            }),
        );
    }
    let root = page::written("<header class='masthead'></header>");
    live::keep_written(root.clone(), Box::new(move |page| bar.write(page)));
    page::listen_on(&root, "click", Box::new(move |event| bar.click(event)));
    page::listen_on(&root, "change", Box::new(move |event| bar.change(event)));
    root
}

impl Toolbar {
    fn write(self, page: &mut Markup) {
        page.add(
            "<div class='masthead-title'><h1>Bedrock cost calculator</h1><p class='lede'>Prices inference on Amazon Bedrock from AWS’s list rates, exact to the cent. Every figure opens to its formula and its source.</p></div><div class='toolbar'><label class='toolbar-rates'><span>Rates of</span> <select id='rates'>",
            &[],
        );
        let (scenario, steps) = (self.calculator.scenario(), self.calculator.steps());
        for (index, date) in self.calculator.dates.now().iter().rev().enumerate() {
            option(page, index, &date.long(), *date == scenario.rates);
        }
        page.add("</select></label>", &[]);
        self.menu(page, Panel::Presets);
        self.menu(page, Panel::Scenarios);
        page.add(
            "<button key='undo' type='button' data-act='undo' ?aria-disabled='true'>Undo</button><button key='redo' type='button' data-act='redo' ?aria-disabled='true'>Redo</button><button key='reset' type='button' data-act='reset'>Reset</button>",
            &[when(steps.0 == 0), when(steps.1 == 0)],
        );
        self.menu(page, Panel::Link);
        self.menu(page, Panel::Export);
        page.add(
            "<button key='print' type='button' data-act='print'>Print</button><button key='embed' type='button' data-act='embed'>Embed</button><label><span class='visually-hidden'>Theme</span> <select id='theme'>",
            &[],
        );
        let chosen = self.theme.get();
        for (index, name) in theme::NAMES.iter().enumerate() {
            option(page, index, name, index == chosen);
        }
        page.add("</select></label></div>", &[]);
    }

    /// A button and its panel, which is filled while it is open.
    fn menu(self, page: &mut Markup, panel: Panel) {
        let (id, label, class) = panel.names();
        let is_open = self.open.get() == Some(panel);
        page.add(
            "<div key='{}' class='menu'><button key='{}' type='button' data-act='{}' class='{}' id='{}' aria-controls='{}' aria-expanded='{}'>{}</button>",
            &[id, id, id, class, id, panel.id(), truth(is_open), label],
        );
        page.add(
            "<div class='menu-panel' id='{}' role='dialog' aria-label='{}' ?hidden>",
            &[panel.id(), label, when(!is_open)],
        );
        match panel {
            _ if !is_open => {}
            Panel::Presets => panels::presets(page, &self.calculator.scenario()),
            Panel::Scenarios => match part::state().here() {
                Some(here) => scenarios::panel(page, self, here),
                None => waiting(page, part::state()),
            },
            Panel::Link => {
                let (scenario, beside) = (self.calculator.scenario(), self.calculator.beside());
                panels::link(page, &scenario, &beside, self.copied.get());
            }
            Panel::Export => match part::state().here() {
                Some(here) => files::panel(self, page, here),
                None => waiting(page, part::state()),
            },
        }
        page.add("</div></div>", &[]);
    }

    fn change(self, event: &Event) {
        let Ok(index) = value_of(event).parse::<usize>() else {
            return self.with_files("", event);
        };
        if page::closest(event, "#theme").is_some() {
            self.theme.set(index);
            theme::apply(index);
            theme::remember(index);
        } else if page::closest(event, "#rates").is_some()
            && let Some(date) = self.calculator.dates.now().iter().rev().nth(index).copied()
        {
            self.calculator.change("", |scenario| scenario.rates = date);
        }
    }

    fn click(self, event: &Event) {
        match page::act(event).as_str() {
            "undo" => self.calculator.undo(),
            "redo" => self.calculator.redo(),
            "reset" => self.load(exchange::presets::default_scenario()),
            "print" => drop(window().print()),
            "presets" => {
                self.toggle(Panel::Presets);
            }
            "scenarios" => {
                self.toggle(Panel::Scenarios);
                part::want();
            }
            "link" => {
                if self.toggle(Panel::Link) {
                    self.copy();
                }
            }
            "export" => {
                part::want();
                self.toggle(Panel::Export);
            }
            "close" => self.close(),
            "load-part" => part::try_again(),

            "" => {}
            id => match exchange::presets::presets().into_iter().find(|preset| preset.id == id) {
                Some(preset) => {
                    let view = answer::view_of(&preset.scenario);
                    self.load(preset.scenario);
                    self.calculator.asked_view.set(view);
                    self.close();
                }
                None => self.with_files(id, event),
            },
        }
    }

    /// Leaves an event to what is loaded on demand. What is over the page may be a file: until that can be told, which takes a
    /// moment, nothing is dropped.
    #[inline(never)]
    fn with_files(self, act: &str, event: &Event) {
        match part::state().here() {
            Some(here) => files::hear(self, act, event, here),
            None => event.prevent_default(),
        }
    }

    fn load(self, scenario: pricing::scenario::Scenario) {
        let mut beside = Vec::new();
        for entry in &*self.calculator.beside_now() {
            // What the present one is called, another isn't.
            beside.push(if is_beside(entry) { entry.clone() } else { String::new() });
        }
        let beside = Beside::new(beside);
        self.calculator.replace_all(scenario, beside);
        self.calculator.link_problems.set(Vec::new());
    }

    /// Opens or closes a panel; whether it is open now.
    fn toggle(self, panel: Panel) -> bool {
        let opens = self.open.get_now() != Some(panel);
        self.open.set(opens.then_some(panel));
        opens
    }

    /// Closes the panel that is open and gives the focus back to its button.
    pub fn close(self) {
        if let Some(panel) = self.open.get_now() {
            self.open.set(None);
            page::focus(panel.names().0);
        }
    }

    fn copy(self) {
        let (scenario, beside) = (self.calculator.scenario_now(), self.calculator.beside_now());
        self.copied.set(Copied::Waiting);
        address::write(&scenario, &beside);
        let copied = self.copied;
        clipboard::copy(&address::link_to(&scenario, &beside), move |is_done| {
            copied.set(if is_done { Copied::Done } else { Copied::Refused });
            if !is_done {
                later(select_link);
            }
        });
    }
}

impl Panel {
    /// The button's id, its label and its class.
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Presets => ("presets", "Presets", "menu-button"),
            Self::Scenarios => ("scenarios", "Scenarios", "menu-button"),
            Self::Link => ("link", "Copy link", ""),
            Self::Export => ("export", "Export", "menu-button"),
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Presets => "preset-panel",
            Self::Scenarios => "scenario-panel",
            Self::Link => "link-panel",
            Self::Export => "export-panel",
        }
    }
}

/// One value of a list, known by its position.
fn option(page: &mut Markup, index: usize, name: &str, is_chosen: bool) {
    page.add("<option value='{}' ?selected>{}</option>", &[&index.to_string(), when(is_chosen), name]);
}

/// Where the clipboard refuses, the reader copies by hand.
fn select_link() {
    if let Some(input) = page::element("link-text").and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        let _ = input.focus();
        input.select();
    }
}
