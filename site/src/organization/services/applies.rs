//! Which workloads a service belongs to: all of them, unless some are chosen.

use leptos::prelude::*;
use pricing::scenario::Services;

use crate::flat;
use crate::organization::figure::Entry;
use crate::state::calculator;

/// The chosen workloads of an entry; `None` for all of them.
pub type List = Option<Vec<usize>>;

/// A box for each workload, while there are several.
pub fn applies(
    entry: Entry,
    legend: &'static str,
    get: fn(&Services, usize) -> Option<&List>,
    put: fn(&mut Services, usize) -> Option<&mut List>,
) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let places = flat::memo(move || (0..calculator.scenario().workloads.len()).collect::<Vec<_>>());
    let workload = move |place: usize| {
        let is_on = flat::flag(move || {
            let scenario = calculator.scenario();
            get(&scenario.services, index).is_some_and(|list| list.as_ref().is_none_or(|list| list.contains(&place)))
        });
        let name = flat::text(move || pricing::names::workload_name(&calculator.scenario(), place));
        let check = flat::checked(move |on| {
            calculator.change("", |scenario| {
                let all = scenario.workloads.len();
                if let Some(list) = put(&mut scenario.services, index) {
                    switch(list, place, on, all);
                }
            });
        });
        view! {
            <label class="check">
                <input type="checkbox" id=entry.id(&format!("workload-{}", place + 1)) checked=is_on prop:checked=is_on on:change=check/>
                <span>{name}</span>
            </label>
        }
        .into_any()
    };
    flat::shown_if(
        move || places.with(|places| places.len() > 1) && get(&calculator.scenario().services, index).is_some(),
        move || {
            view! {
                <fieldset class="stack-s"><legend class="label">{legend}</legend>{flat::list(places.into(), workload)}</fieldset>
            }
            .into_any()
        },
    )
}

/// Puts a workload on a list or takes it off; a list of all workloads is none.
fn switch(list: &mut List, place: usize, on: bool, all: usize) {
    let mut chosen = list.take().unwrap_or_else(|| (0..all).collect());
    chosen.retain(|other| *other != place);
    if on {
        chosen.push(place);
        chosen.sort_unstable();
    }
    *list = (chosen.len() < all).then_some(chosen);
}

#[cfg(test)]
mod tests {
    use super::switch;

    #[test]
    fn a_list_of_all_workloads_is_none() {
        let mut list = None;
        switch(&mut list, 1, false, 3);
        assert_eq!(list, Some(vec![0, 2]));
        switch(&mut list, 0, false, 3);
        switch(&mut list, 2, false, 3);
        assert_eq!(list, Some(vec![]));
        for place in [2, 0] {
            switch(&mut list, place, true, 3);
        }
        assert_eq!(list, Some(vec![0, 2]));
        switch(&mut list, 1, true, 3);
        assert_eq!(list, None);
    }
}
