//! Scenarios side by side: a page of its own. The first is the baseline; every difference is against it.

use exchange::presets::presets;
use explain::{ComparedCell, ComparedRow, ComparisonWords, Direction, Side, drawing};
use leptos::prelude::*;
use pricing::bounds::COMPARED_MAX;
use pricing::scenario::Scenario;

use crate::answer::verdict::banner;
use crate::chart::{ChartCard, Draw};
use crate::comparison;
use crate::explanation::proof;
use crate::flat;
use crate::icon::{self, icon};
use crate::kept::{Shelf, shelf, shown_name, stored};
use crate::state::{Calculator, Screen, calculator};
use crate::table::{Opened, none_open, opener};
use crate::views::cards;

/// What is added where nothing else is chosen: the scenario as it is now.
const NOW: &str = "now";

/// The page.
pub fn compare() -> AnyView {
    let calculator = calculator();
    let shelf = shelf();
    let opened = none_open();
    let words = flat::part(move || {
        let moment = calculator.moment();
        let card = calculator.present.with(|present| present.card.clone());
        let words = comparison::words(&comparison::entries(&moment), &moment.scenario, &card);
        if words.sides.len() < 2 { empty(calculator, shelf) } else { side_by_side(words, opened) }
    });
    let count =
        flat::text(move || format!("{} of {COMPARED_MAX} scenarios", comparison::entries(&calculator.moment()).len()));
    view! {
        <button type="button" class="crumb" on:click=flat::clicked(move || calculator.screen.set(Screen::Calculator))>
            {icon(icon::LEFT, "16")} " Calculator"
        </button>
        <div class="page-h">
            <div><h1 tabindex="-1" id="compare-title">"Compare"</h1><p>"A is the baseline. Every difference is against it."</p></div>
            <div class="row"><span class="muted t12">{count}</span> {adding(shelf)}</div>
        </div>
        <div class="stack">{words}</div>
    }
    .into_any()
}

fn empty(calculator: Calculator, shelf: Shelf) -> AnyView {
    let keep = move || calculator.say_with_undo(add_chosen(calculator, shelf, NOW));
    cards::empty(
        icon::TABLE,
        "Compare up to four scenarios",
        "Keep this scenario as it is now, then change something. You see what each costs side by side, and one link holds them all.",
        "Example: the same app on two models, or with and without prompt caching.",
        vec![cards::button("keep-to-compare", "Keep this scenario", keep)],
    )
}

/// What adds one more: the scenario as it is, a saved one, a published example.
fn adding(shelf: Shelf) -> AnyView {
    let calculator = calculator();
    let chosen = RwSignal::new(NOW.to_owned());
    let saved = flat::part(move || {
        let entries = shelf.saved.get();
        let options = entries.iter().take(stored::SAVED_MAX).enumerate().map(|(index, saved)| {
            view! { <option value=index.to_string()>{format!("Saved: {}", shown_name(saved))}</option> }.into_any()
        });
        options.collect::<Vec<_>>().into_any()
    });
    let published = presets()
        .into_iter()
        .map(|preset| view! { <option value=preset.id>{format!("Published: {}", preset.title)}</option> }.into_any());
    let add = flat::clicked(move || calculator.say_with_undo(add_chosen(calculator, shelf, &chosen.get_untracked())));
    let is_full = flat::flag(move || comparison::entries(&calculator.moment()).len() >= COMPARED_MAX);
    view! {
        <label class="sr" for="compare-with">"Compare with"</label>
        <div class="select">
            <select id="compare-with" on:change=flat::valued(move |value| chosen.set(value))>
                <option value=NOW>"This scenario, as it is now"</option>
                {saved}
                {published.collect::<Vec<_>>()}
            </select>
            {icon(icon::DOWN, "16")}
        </div>
        <button type="button" class="btn" disabled=move || is_full.get() on:click=add>
            {icon(icon::PLUS, "16")} " Add scenario"
        </button>
    }
    .into_any()
}

fn add_chosen(calculator: Calculator, shelf: Shelf, chosen: &str) -> String {
    if let Some(preset) = presets().into_iter().find(|preset| preset.id == chosen) {
        return comparison::add(calculator, preset.title, preset.scenario);
    }
    let saved = chosen.parse::<usize>().ok().and_then(|place| shelf.saved.get_untracked().get(place).cloned());
    if let Some(saved) = saved {
        return match Shelf::scenario_of(&saved) {
            Some(scenario) => comparison::add(calculator, &stored::tidy(&saved.name), scenario),
            None => "That scenario can’t be read.".to_owned(),
        };
    }
    let now = calculator.now();
    let name = now.name();
    let name = if name.is_empty() { "As it was".to_owned() } else { stored::tidy(&format!("As it was: {name}")) };
    comparison::add(calculator, &name, Scenario::clone(&now.scenario))
}

fn side_by_side(words: ComparisonWords, opened: Opened) -> AnyView {
    let verdict = banner(words.verdict.clone(), None);
    let drawn = words.clone();
    let draw: Draw = Callback::new(move |width| drawing::compared(&drawn, width));
    let ComparisonWords { notes, sides, rows, .. } = words;
    let notes = notes.into_iter().map(|note| view! { <p class="notice">{note}</p> }.into_any()).collect::<Vec<_>>();
    let cards = sides.iter().enumerate().map(|(index, side)| self::side(index, side)).collect::<Vec<_>>();
    let heads = sides.iter().enumerate().map(|(index, side)| head(index, side)).collect::<Vec<_>>();
    let body = rows.into_iter().flat_map(|row| self::row(row, &sides, opened)).collect::<Vec<_>>();
    view! {
        {verdict}
        <ChartCard id="compared".to_owned() draw/>
        {notes}
        <section class="card">
            <table class="table cards inset even" role="table">
                <caption class="sr">"Each figure, and how far it lies from A"</caption>
                <thead role="rowgroup">
                    <tr role="row"><th role="columnheader" scope="col">"A month, unless it says otherwise"</th>{heads}</tr>
                </thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </section>
        <ol class="sides" id="compare-sides" tabindex="-1" aria-label="Compared scenarios">{cards}</ol>
    }
    .into_any()
}

fn label(side: &Side) -> String {
    format!("{}: {}", side.letter, side.name)
}

fn head(index: usize, side: &Side) -> AnyView {
    let baseline = (index == 0).then(|| view! { <span class="badge accent">"Baseline"</span> });
    let cheapest = side.is_cheapest.then(|| view! { " " <span class="badge good">"Cheapest"</span> });
    let class = if side.is_cheapest { "num best" } else { "num" };
    view! {
        <th role="columnheader" scope="col" class=class>{side.letter} " " {baseline} {cheapest} <br/> <b><bdi>{side.name.clone()}</bdi></b></th>
    }
    .into_any()
}

fn row(row: ComparedRow, sides: &[Side], opened: Opened) -> Vec<AnyView> {
    let ComparedRow { id, name, cells, opens } = row;
    let columns = (cells.len() + 1).to_string();
    let cells = cells.into_iter().zip(sides).map(|(cell, side)| self::cell(cell, side)).collect::<Vec<_>>();
    let shown = id.clone();
    vec![
        view! {
            <tr role="row"><th role="rowheader" scope="row">{opener(id.clone(), name, opened)}</th>{cells}</tr>
        }
        .into_any(),
        flat::shown_if(
            move || opened.with(|opened| opened.contains(&shown)),
            move || {
                view! {
                    <tr role="row" class="proof-row" id=format!("proof-{id}")>
                        <td role="cell" colspan=columns.clone()>{proof(&opens)}</td>
                    </tr>
                }
                .into_any()
            },
        ),
    ]
}

fn cell(cell: ComparedCell, side: &Side) -> AnyView {
    let class = match cell.direction {
        Direction::Saving => "save",
        Direction::Added => "owe",
        Direction::Neutral => "",
    };
    let stop = if cell.difference.is_empty() || cell.beside.is_empty() { "" } else { ", " };
    let has_more = !cell.difference.is_empty() || !cell.beside.is_empty();
    let difference =
        has_more.then(|| view! { <small><span class=class>{cell.difference}</span> {stop} {cell.beside}</small> });
    view! { <td role="cell" class="num" data-l=label(side)><span>{cell.figure}</span> {difference}</td> }.into_any()
}

/// One of the scenarios: what it asks for, and what can be done with it.
fn side(index: usize, side: &Side) -> AnyView {
    let calculator = calculator();
    let here = side.is_here.then(|| view! { " " <span class="badge">"Open for editing"</span> });
    let why = (!side.why.is_empty()).then(|| view! { <p class="err">{side.why.clone()}</p> });
    let problems = (!side.problems.is_empty()).then(|| {
        let problems = side.problems.iter().map(|problem| view! { <li>{problem.clone()}</li> }.into_any());
        view! {
            <div class="notice bad"><p>"Part of this scenario couldn’t be read"</p><ul>{problems.collect::<Vec<_>>()}</ul></div>
        }
    });
    let label = label(side);
    let button = |word: &'static str, press: flat::Clicked| {
        view! { <button type="button" class="btn small" aria-label=format!("{word}: {label}") on:click=press>{word}</button> }
            .into_any()
    };
    let mut buttons = Vec::new();
    if index > 0 {
        buttons.push(button("Make baseline", flat::clicked(move || move_to_front(calculator, index))));
    }
    if !side.is_here && !side.about.is_empty() {
        buttons.push(button(
            "Open",
            flat::clicked(move || {
                comparison::open(calculator, index);
                calculator.screen.set(Screen::Calculator);
            }),
        ));
    }
    if !side.is_here {
        buttons.push(button("Remove", flat::clicked(move || remove(calculator, index))));
    }
    view! {
        <li class="card">
            <p><b>{side.letter}</b> " " <bdi>{side.name.clone()}</bdi> {here}</p>
            <p class="muted">{side.about.clone()}</p>
            {why}
            {problems}
            <div class="row">{buttons}</div>
        </li>
    }
    .into_any()
}

fn move_to_front(calculator: Calculator, index: usize) {
    let mut entries = comparison::entries(&calculator.now());
    if index < entries.len() {
        let entry = entries.remove(index);
        entries.insert(0, entry);
        comparison::rearrange(calculator, &entries);
    }
    crate::browser::focus("compare-sides");
}

fn remove(calculator: Calculator, index: usize) {
    let mut entries = comparison::entries(&calculator.now());
    if index < entries.len() {
        entries.remove(index);
        comparison::rearrange(calculator, &entries);
        calculator.say_with_undo("Removed from the comparison");
    }
    crate::browser::focus("compare-sides");
}
