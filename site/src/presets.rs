//! Published examples, opened as the scenario.

use exchange::presets::presets;
use leptos::prelude::*;
use pricing::scenario::Scenario;

use crate::browser;
use crate::state::{Calculator, Moment, Screen, Tab};

/// Opens a published example in place of the scenario, with Undo, and shows the tab that it is about.
pub fn open_preset(calculator: Calculator, id: &str) {
    let Some(preset) = presets().into_iter().find(|preset| preset.id == id) else { return };
    calculator.screen.set(Screen::Calculator);
    calculator.tab.set(tab_of(&preset.scenario));
    calculator.replace(Moment::of(preset.scenario, calculator.now().beside.to_vec()));
    calculator.say_with_undo(format!("Opened the published example “{}”", preset.title));
    browser::show("main");
}

/// The tab that a scenario is about.
pub fn tab_of(scenario: &Scenario) -> Tab {
    match (scenario.commitment.is_some(), scenario.capacity.is_none()) {
        (true, _) => Tab::Commitment,
        (false, false) => Tab::Capacity,
        (false, true) => Tab::Overview,
    }
}
