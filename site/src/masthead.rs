//! The masthead: what the page is, and what acts on all of it.

mod clipboard;
mod panels;
mod theme;

use crate::page::{later, value_of, window};
use answer::{Element, el};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::address;
use crate::field::{Choice, Choices, button, plain};
use crate::kept::Kept;
use crate::live;
use crate::page;
use crate::state::Calculator;

/// A panel below its button: not modal, closed by Escape, by Close and by a click elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Panel {
    Presets,
    Link,
}

/// How copying the link went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    Waiting,
    Done,
    Refused,
}

#[derive(Clone, Copy)]
struct Toolbar {
    calculator: Calculator,
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
    let root = page::make(&el("header").class("masthead"));
    live::keep(root.clone(), Box::new(move || bar.elements()));
    page::listen_on(&root, "click", Box::new(move |event| bar.click(event)));
    page::listen_on(&root, "change", Box::new(move |event| bar.change(event)));
    root
}

impl Toolbar {
    fn elements(self) -> Vec<Element> {
        let lede = "Prices inference on Amazon Bedrock from AWS’s list rates, exact to the cent. Every figure opens to its formula and its source.";
        let title = el("div")
            .class("masthead-title")
            .child(el("h1").text("Bedrock cost calculator"))
            .child(el("p").class("lede").text(lede));
        let (scenario, steps) = (self.calculator.scenario(), self.calculator.steps());
        let dates = self.calculator.dates.now();
        let rates = Choices {
            id: "rates",
            legend: "",
            options: dates.iter().rev().map(|date| Choice::new(date.long())).collect(),
            chosen: dates.iter().rev().position(|date| *date == scenario.rates),
        };
        let theme = Choices { id: "theme", legend: "", options: plain(theme::NAMES), chosen: Some(self.theme.get()) };
        let tools = [
            el("label").class("toolbar-rates").child(el("span").text("Rates of")).text(" ").child(rates.list()),
            self.menu(Panel::Presets),
            button("undo", "Undo").with_if(steps.0 == 0, "aria-disabled", "true"),
            button("redo", "Redo").with_if(steps.1 == 0, "aria-disabled", "true"),
            button("reset", "Reset"),
            self.menu(Panel::Link),
            button("print", "Print"),
            el("label").child(el("span").class("visually-hidden").text("Theme")).text(" ").child(theme.list()),
        ];
        vec![title, el("div").class("toolbar").children(tools)]
    }

    /// A button and its panel, which is filled while it is open.
    fn menu(self, panel: Panel) -> Element {
        let (id, label, class) = panel.names();
        let is_open = self.open.get() == Some(panel);
        let button = button(id, label)
            .class(class)
            .with_all(&[("id", id), ("aria-controls", panel.id())])
            .with("aria-expanded", if is_open { "true" } else { "false" });
        let contents = match panel {
            _ if !is_open => Vec::new(),
            Panel::Presets => panels::presets(&self.calculator.scenario()),
            Panel::Link => panels::link(&self.calculator.scenario(), self.copied.get()),
        };
        let panel = el("div")
            .class("menu-panel")
            .with_all(&[("id", panel.id()), ("role", "dialog"), ("aria-label", label)])
            .with_if(!is_open, "hidden", "")
            .children(contents);
        el("div").key(id).class("menu").child(button).child(panel)
    }

    fn change(self, event: &Event) {
        let Ok(index) = value_of(event).parse::<usize>() else { return };
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
        let act = page::closest(event, "[data-act]").and_then(|button| button.get_attribute("data-act"));
        match act.as_deref().unwrap_or_default() {
            "undo" => self.calculator.undo(),
            "redo" => self.calculator.redo(),
            "reset" => self.load(pricing::presets::default_scenario()),
            "print" => drop(window().print()),
            "presets" => {
                self.toggle(Panel::Presets);
            }
            "link" => {
                if self.toggle(Panel::Link) {
                    self.copy();
                }
            }
            "close" => self.close(),
            "" => {}
            id => {
                if let Some(preset) = pricing::presets::presets().into_iter().find(|preset| preset.id == id) {
                    self.load(preset.scenario);
                    self.close();
                }
            }
        }
    }

    fn load(self, scenario: pricing::scenario::Scenario) {
        self.calculator.replace(scenario);
        self.calculator.link_problems.set(Vec::new());
    }

    /// Opens or closes a panel; whether it is open now.
    fn toggle(self, panel: Panel) -> bool {
        let opens = self.open.get_now() != Some(panel);
        self.open.set(opens.then_some(panel));
        opens
    }

    /// Closes the panel that is open and gives the focus back to its button.
    fn close(self) {
        if let Some(panel) = self.open.get_now() {
            self.open.set(None);
            page::focus(panel.names().0);
        }
    }

    fn copy(self) {
        let scenario = self.calculator.scenario_now();
        self.copied.set(Copied::Waiting);
        address::write(&scenario);
        let copied = self.copied;
        clipboard::copy(&address::link_to(&scenario), move |is_done| {
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
            Self::Link => ("link", "Copy link", ""),
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Presets => "preset-panel",
            Self::Link => "link-panel",
        }
    }
}

/// Where the clipboard refuses, the reader copies by hand.
fn select_link() {
    if let Some(input) = page::element("link-text").and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        let _ = input.focus();
        input.select();
    }
}
