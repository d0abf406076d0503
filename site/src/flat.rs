//! One compiled copy of everything reactive, whatever computes it: closures are boxed before Leptos sees their types.
//!
//! Leptos compiles a view, a memo and an event handler anew for each closure. The page has hundreds of them; boxed, they
//! share one copy.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::browser;

type Compute<T> = Box<dyn Fn() -> T + Send + Sync>;

/// A handler of clicks, as `on:click` takes it.
pub type Clicked = Box<dyn FnMut(ev::MouseEvent)>;
/// A handler of other events, as `on:input` and `on:change` take it.
pub type Happened = Box<dyn FnMut(ev::Event)>;
/// What makes a view, and may do so again.
pub type Make = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// A memo: readers are told only when its value has changed.
pub fn memo<T: PartialEq + Send + Sync + 'static>(of: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    boxed_memo(Box::new(of))
}

fn boxed_memo<T: PartialEq + Send + Sync + 'static>(of: Compute<T>) -> Memo<T> {
    Memo::new(move |_| of())
}

/// A text that follows what it is computed from.
pub fn text(of: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    memo(of).into()
}

/// Whether something holds.
pub fn flag(of: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    memo(of).into()
}

/// A part of the view that is made anew when what it reads changes.
pub fn part(of: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    boxed_part(Box::new(of))
}

fn boxed_part(of: Compute<AnyView>) -> AnyView {
    (move || of()).into_any()
}

/// What is there while something holds.
pub fn shown_if(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    make: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    shown_while(flag(holds), Arc::new(make))
}

fn shown_while(holds: Signal<bool>, make: Make) -> AnyView {
    // Told once more after what it stands in has gone, it shows nothing.
    part(move || if holds.try_get().unwrap_or_default() { make() } else { ().into_any() })
}

/// A list whose entries stay while others come and go: each has a key of its own.
pub fn list(keys: Signal<Vec<usize>>, entry: impl Fn(usize) -> AnyView + Send + Sync + 'static) -> AnyView {
    keyed(keys, Callback::new(entry))
}

fn keyed(keys: Signal<Vec<usize>>, entry: Callback<usize, AnyView>) -> AnyView {
    view! { <For each=move || keys.get() key=|key| *key children=move |key| entry.run(key)/> }.into_any()
}

/// A handler of a click.
pub fn clicked(act: impl Fn() + 'static) -> Clicked {
    Box::new(move |_| act())
}

/// A handler of a click on something that goes away by it: the focus goes to the element with this id, or else to the page's
/// main part.
pub fn going(id: impl Into<String>, act: impl Fn() + 'static) -> Clicked {
    let id = id.into();
    clicked(move || {
        act();
        browser::keep_focus(id.clone());
    })
}

/// A handler of what is typed or chosen in a field; it gets the field's value.
pub fn valued(act: impl Fn(String) + 'static) -> Happened {
    Box::new(move |event| act(event_target_value(&event)))
}

/// A handler of a box or switch; it gets whether that is checked.
pub fn checked(act: impl Fn(bool) + 'static) -> Happened {
    Box::new(move |event| act(event_target_checked(&event)))
}
