//! What the reader should know: a price that is missing, a scenario that can't be priced, notices.

use leptos::prelude::*;
use pricing::explain;
use pricing::price::PriceError;

use super::missing::MissingPrices;
use crate::state::use_calculator;

/// Boxes between the answer and its views.
#[component]
pub fn Notices() -> impl IntoView {
    let calculator = use_calculator();
    let notices = Memo::new(move |_| {
        calculator.answer.with(|answer| {
            let Some(answer) = answer else { return Vec::new() };
            answer.report.notices.iter().map(|notice| explain::notice(notice, &answer.scenario)).collect()
        })
    });
    let boxes = move || {
        let notice = |(workload, text): (Option<String>, String)| {
            view! {
                <p class="box box-notice">
                    {workload.map(|workload| view! { <strong>{workload} ": "</strong> })} {text}
                </p>
            }
        };
        notices.get().into_iter().map(notice).collect::<Vec<_>>()
    };
    view! {
        <div class="notices">
            <MissingPrices/>
            <Unpriceable/>
            {boxes}
        </div>
    }
}

/// Why a scenario has no price at all, where no price is missing and there is no earlier answer to keep.
#[component]
fn Unpriceable() -> impl IntoView {
    let calculator = use_calculator();
    move || {
        let error = calculator.error.get()?;
        let told = matches!(error, PriceError::MissingRate(_)) || calculator.answer.with(Option::is_some);
        (!told).then(|| {
            view! {
                <section class="box box-error" aria-labelledby="no-price">
                    <p class="box-title" id="no-price">"This scenario can’t be priced"</p>
                    <p>{explain::capitalised(&error.to_string())} "."</p>
                </section>
            }
        })
    }
}
