//! The picture, and what is read out where the pointer or the keyboard is.

use explain::drawing::{Chart, Px, Stop};
use leptos::ev::{FocusEvent, KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::Drawn;
use super::picture::{picture, shape};
use crate::flat;

/// The picture of a chart with its read-out. It is a slider for the keyboard: arrow keys go from figure to figure, and a
/// screen reader says each.
pub fn readout(id: &str, chart: Memo<Option<Drawn>>) -> AnyView {
    let at = RwSignal::new(None::<usize>);
    let place = NodeRef::<Div>::new();
    let drawn = {
        let id = id.to_owned();
        flat::part(move || {
            chart.with(|chart| chart.as_ref().map_or_else(|| ().into_any(), |chart| picture(&id, &chart.0)))
        })
    };
    let over = {
        let id = id.to_owned();
        flat::part(move || {
            let stop = at.get().zip(chart.get()).and_then(|(at, chart)| Some((chart.0.stops.get(at)?.clone(), chart)));
            stop.map_or_else(|| ().into_any(), |(stop, chart)| box_of(&id, &stop, &chart.0))
        })
    };
    let said = flat::text(move || {
        let chart = chart.get();
        let stops = chart.as_ref().map(|chart| chart.0.stops.as_slice()).unwrap_or_default();
        stops.get(at.get().unwrap_or(0)).map(Stop::words).unwrap_or_default()
    });
    let label = flat::text(move || {
        let title = chart.with(|chart| chart.as_ref().map(|chart| chart.0.title.clone()).unwrap_or_default());
        format!("{title}. Read its figures with the arrow keys")
    });
    let count = move || chart.with(|chart| chart.as_ref().map_or(0, |chart| chart.0.stops.len()));
    let point = move |event: &PointerEvent| {
        let Some(place) = place.get_untracked() else { return };
        let bounds = place.get_bounding_client_rect();
        let x = pixels(f64::from(event.client_x()) - bounds.left());
        let y = pixels(f64::from(event.client_y()) - bounds.top());
        at.set(chart.with_untracked(|chart| chart.as_ref().and_then(|chart| nearest(&chart.0, x, y))));
    };
    let moved: Box<dyn FnMut(PointerEvent)> = Box::new(move |event| point(&event));
    let tapped: Box<dyn FnMut(PointerEvent)> = Box::new(move |event| point(&event));
    let left: Box<dyn FnMut(PointerEvent)> = Box::new(move |event| {
        // A finger that is lifted leaves too; what it tapped stays until something else is.
        if event.pointer_type() == "mouse" {
            at.set(None);
        }
    });
    let keyed: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
        let last = count().saturating_sub(1);
        let now = at.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => now.map_or(0, |now| (now + 1).min(last)),
            "ArrowLeft" | "ArrowUp" => now.map_or(last, |now| now.saturating_sub(1)),
            "Home" => 0,
            "End" => last,
            "Escape" => {
                at.set(None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        at.set(Some(to));
    });
    let focused: Box<dyn FnMut(FocusEvent)> = Box::new(move |_| {
        if at.get_untracked().is_none() {
            at.set(Some(0));
        }
    });
    let blurred: Box<dyn FnMut(FocusEvent)> = Box::new(move |_| at.set(None));
    view! {
        <div class="picture" node_ref=place tabindex="0" role="slider" aria-label=label
            aria-valuemin="1" aria-valuemax=flat::text(move || count().to_string())
            aria-valuenow=flat::text(move || (at.get().unwrap_or(0) + 1).to_string()) aria-valuetext=said
            on:pointermove=moved on:pointerdown=tapped on:pointerleave=left on:keydown=keyed on:focus=focused
            on:blur=blurred>
            {drawn}
            {over}
        </div>
    }
    .into_any()
}

/// Whole pixels; a chart isn't wider than a screen.
#[allow(clippy::cast_possible_truncation)]
fn pixels(length: f64) -> Px {
    Px::new(length as i32)
}

/// The stop that holds a place, or the one beside it.
fn nearest(chart: &Chart, x: Px, y: Px) -> Option<usize> {
    let stops = || chart.stops.iter().enumerate();
    let holds = stops().find(|(_, stop)| stop.holds(x, y));
    let beside = || {
        stops().min_by_key(|(_, stop)| {
            let away = |from: Px, to: Px, at: Px| (from - at).max(at - to).max(Px::ZERO);
            away(stop.across.0, stop.across.1, x) + away(stop.down.0, stop.down.1, y)
        })
    };
    holds.or_else(beside).map(|(index, _)| index)
}

/// The box of a stop, over the picture.
fn box_of(id: &str, stop: &Stop, chart: &Chart) -> AnyView {
    let shapes = stop.shapes(chart).iter().map(|of| shape(id, of)).collect::<Vec<_>>();
    let (width, height) = (chart.width.to_string(), chart.height.to_string());
    view! {
        <svg class="plot over" width=width.clone() height=height.clone() viewBox=format!("0 0 {width} {height}")
            aria-hidden="true">{shapes}</svg>
    }
    .into_any()
}
