//! The page as a whole.

use leptos::prelude::*;

use crate::answer::AnswerView;
use crate::inputs::ScenarioInputs;
use crate::state::Calculator;

/// The page as a whole.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Calculator::new(pricing::presets::default_scenario()));
    view! {
        <main class="page">
            <ScenarioInputs/>
            <AnswerView/>
        </main>
    }
}
