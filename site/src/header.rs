//! The bar at the top: what this is, what the scenario is called, and what can be done with it.

mod dates;
mod link;
mod more;
mod name;
mod share;

use leptos::prelude::*;

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::menu::lines::Line;
use crate::menu::{Menu, Which};
use crate::state::{Screen, calculator};
use crate::words;

pub use link::dialog as link_dialog;
pub use name::field as name_field;

/// The header.
pub fn header() -> AnyView {
    let calculator = calculator();
    let as_of = flat::text(move || {
        calculator.present.with(|present| format!("Prices as of {}", words::date(present.card.date())))
    });
    let is_example = move || calculator.is_example();
    let as_of = view! { {as_of} " " {icon(icon::DOWN, "16")} }.into_any();
    // A frame's address isn't the page's, and its sandbox saves no files.
    let is_framed = browser::is_framed();
    let share = (!is_framed).then(|| view! { <div class="only-wide">{share_menu()}</div> }.into_any());
    let home = flat::clicked(move || calculator.screen.set(Screen::Calculator));
    view! {
        <header class="top">
            <div class="top-in">
                <button class="brand" type="button" on:click=home>
                    {mark()}
                    <span class="only-wide">"Bedrock cost calculator"</span>
                    <span class="sr only-narrow">"Bedrock cost calculator"</span>
                </button>
                <span class="rule-v" aria-hidden="true"></span>
                {name::name()}
                {flat::shown_if(is_example, || view! { <span class="badge accent only-wide">"Example"</span> }.into_any())}
                <span class="spacer"></span>
                <div class="as-of-place only-wide">
                    <Menu id="as-of" class="as-of link" button=as_of which=Which::Dates/>
                </div>
                <button class="btn only-wide" type="button" on:click=flat::clicked(move || calculator.screen.set(Screen::Compare))
                    aria-current=move || (calculator.screen.get() == Screen::Compare).then_some("page")>"Compare"</button>
                {share}
                <div class="only-wide">
                    <Menu id="more" class="icon-btn" label="More" button=icon(icon::MORE, "16") which=Which::More/>
                </div>
                <div class="only-narrow">
                    <Menu id="menu" class="icon-btn" label="Menu" button=icon(icon::MENU, "20") which=Which::All/>
                </div>
            </div>
        </header>
    }
    .into_any()
}

/// The lines of a menu, made when it is opened; `made` hears of it.
pub fn menu_lines(which: Which, close: Callback<()>, made: Callback<()>) -> AnyView {
    made.run(());
    let calculator = calculator();
    let lines = match which {
        Which::Dates => dates::lines(calculator),
        Which::Share => share::lines(calculator),
        Which::More => more::lines(calculator),
        Which::All => {
            // A frame's address isn't the page's, and its sandbox saves no files.
            let shared = if browser::is_framed() { Vec::new() } else { share::lines(calculator) };
            let dates = [dates::lines(calculator), vec![Line::Rule]].concat();
            [shared, share::compare(calculator), dates, more::lines(calculator)].concat()
        }
    };
    lines.into_iter().map(|line| crate::menu::lines::line(line, close)).collect::<Vec<_>>().into_any()
}

/// The one filled button, but on a first visit, where that is Price my app, and in the brief, where it prints.
fn share_menu() -> AnyView {
    let calculator = calculator();
    let menu = |class| {
        let button = view! { "Share " {icon(icon::DOWN, "16")} }.into_any();
        view! { <Menu id="share" class=class button=button which=Which::Share/> }.into_any()
    };
    let is_quiet = flat::flag(move || calculator.is_example() || calculator.screen.get() == Screen::Brief);
    flat::part(move || menu(if is_quiet.get() { "btn" } else { "btn primary" }))
}

fn mark() -> AnyView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <rect class="m1" x="2" y="4" width="20" height="4" rx="1.5"></rect>
            <rect class="m2" x="13" y="10" width="9" height="4" rx="1.5"></rect>
            <rect class="m3" x="2" y="16" width="11" height="4" rx="1.5"></rect>
        </svg>
    }
    .into_any()
}
