//! The whole page: header, inputs, answer, footer.

use leptos::prelude::*;

use crate::flat;
use crate::state::{Calculator, Moment, Screen};
use crate::{answer, brief, compare, header, organization, toast, workloads};

/// The page.
#[component]
pub fn App() -> AnyView {
    let calculator = Calculator::new(Moment::example());
    provide_context(calculator);
    let screen = flat::part(move || match calculator.screen.get() {
        Screen::Calculator => calculator_screen(),
        Screen::Compare => compare::compare(),
        Screen::Brief => brief::brief(),
    });
    view! {
        <a class="btn skip" href="#main">"Skip to the answer"</a>
        {header::header()}
        <main class="page" id="main" tabindex="-1">{screen}</main>
        <footer class="foot">
            <span>
                "An estimate from published list prices, before tax. Not an AWS quote. Not affiliated with Amazon Web Services."
            </span>
            <span>"Nothing you type leaves this browser."</span>
        </footer>
        {toast::toast()}
    }
    .into_any()
}

fn calculator_screen() -> AnyView {
    view! {
        <h1 class="sr">"Bedrock cost calculator"</h1>
        <div class="cols">
            <aside class="side" aria-label="Inputs">{workloads::workloads()} {organization::organization()}</aside>
            {answer::answer()}
        </div>
    }
    .into_any()
}
