//! The total and the figures below it; each opens to its explanation.

use leptos::prelude::*;
use pricing::explain::Figure;

use super::explanation::ExplanationView;
use crate::state::use_calculator;

/// Which of these figures is open.
#[derive(Clone, Copy, Default)]
pub struct Shown(RwSignal<Option<Figure>>);

/// What is shown while nothing could ever be priced.
#[component]
pub fn Unpriced() -> impl IntoView {
    view! {
        <div class="total">
            <p class="total-figure">"No price yet"</p>
        </div>
    }
}

/// What is paid a month, against list price; marked where it isn't the present scenario's.
#[component]
pub fn Total(why: Memo<Option<String>>) -> impl IntoView {
    view! {
        <div class="total">
            <p class="total-figure">
                <FigureButton figure=Figure::Month/>
                " "
                <span class="unit">"a month"</span>
            </p>
            <p class="total-compare">
                <span class="figure">
                    <FigureButton figure=Figure::List/>
                    " "
                    <span class="unit">"list"</span>
                </span>
                <FigureButton figure=Figure::Percent/>
            </p>
            {move || {
                why.get().map(|why| view! { <p class="total-mark">"Last good answer. " {why}</p> })
            }}
        </div>
    }
}

/// The figures below the total, and the explanation of the one that is open.
#[component]
pub fn Facts() -> impl IntoView {
    let facts: Vec<_> = Figure::FACTS.into_iter().map(|figure| view! { <Fact figure/> }).collect();
    view! {
        <dl class="facts">{facts}</dl>
        <Explained/>
    }
}

#[component]
fn Fact(figure: Figure) -> impl IntoView {
    let answer = use_calculator().answer;
    let label = Memo::new(move |_| answer.with(|answer| answer.as_ref().map(|answer| figure.label(&answer.report))));
    let missing =
        Memo::new(move |_| answer.with(|answer| answer.as_ref().and_then(|answer| figure.text(&answer.report).err())));
    view! {
        <div>
            <dt>{move || label.get()}</dt>
            <dd class=move || if missing.get().is_some() { "quiet" } else { "figure" }>
                {move || missing.get()}
                <FigureButton figure/>
            </dd>
        </div>
    }
}

/// A figure as a button that opens its explanation; nothing where there is no such figure.
#[component]
fn FigureButton(figure: Figure) -> impl IntoView {
    let answer = use_calculator().answer;
    let Shown(shown) = expect_context();
    let words = Memo::new(move |_| {
        answer.with(|answer| {
            let report = &answer.as_ref()?.report;
            Some((figure.text(report).ok()?, figure.direction(report), figure.label(report)))
        })
    });
    let open = move || shown.get() == Some(figure);
    move || {
        words.get().map(|(text, direction, label)| {
            view! {
                <button
                    type="button"
                    class=format!("figure {}", direction.class())
                    aria-label=format!("{text}, {label}")
                    aria-expanded=move || open().to_string()
                    aria-controls="figure-explanation"
                    on:click=move |_| shown.update(|shown| *shown = (*shown != Some(figure)).then_some(figure))
                >
                    {text.clone()}
                </button>
            }
        })
    }
}

#[component]
fn Explained() -> impl IntoView {
    let answer = use_calculator().answer;
    let Shown(shown) = expect_context();
    let explanation = Memo::new(move |_| {
        let figure = shown.get()?;
        answer.with(|answer| figure.explain(&answer.as_ref()?.report))
    });
    view! {
        <div class="figure-explanation" id="figure-explanation" hidden=move || explanation.read().is_none()>
            {move || explanation.get().map(|explanation| view! { <ExplanationView explanation/> })}
        </div>
    }
}
