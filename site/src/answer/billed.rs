//! The estimate held against the reader's bill, where the scenario was made from one.

use leptos::prelude::*;

use crate::flat;
use crate::state::calculator;
use crate::views::cards;

/// The card; nothing where the scenario wasn't made from a bill.
pub fn card() -> AnyView {
    let calculator = calculator();
    let said = flat::memo(move || {
        calculator.present.with(|present| match &present.answer {
            Some(answer) => explain::against_the_bill(&answer.report, &answer.scenario),
            None => Vec::new(),
        })
    });
    let forget = move || {
        calculator.change("", |scenario| scenario.billed = None);
        calculator.say_with_undo("The bill is no longer held against this estimate");
    };
    let sentences = move || {
        let each = move |said: &Vec<String>| {
            said.iter().map(|sentence| view! { <p>{sentence.clone()}</p> }).collect::<Vec<_>>()
        };
        flat::part(move || said.with(each).into_any())
    };
    flat::shown_if(
        move || said.with(|said| !said.is_empty()),
        move || {
            view! {
                <section class="card" aria-labelledby="billed-title">
                    <div class="card-h"><h2 id="billed-title">"Against your bill"</h2></div>
                    {sentences()}
                    <div class="mt2">{cards::button("forget-bill", "Forget the bill", forget)}</div>
                </section>
            }
            .into_any()
        },
    )
}
