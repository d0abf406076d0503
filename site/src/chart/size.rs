//! How wide a chart's place is.

use gloo::events::EventListener;
use gloo::utils::window;
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::ResizeObserver;
use web_sys::js_sys::Array;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;

/// Nothing is drawn narrower than this: in pixels.
const NARROWEST: i32 = 200;
/// What a chart is printed for, in CSS pixels of 1/96 inch: A4 without its margins of 14 mm and those of a card.
const PAPER: i32 = 640;

/// Keeps `width` at the width of an element, from when it stands in the page until its owner goes; at that of paper while it is printed.
pub fn watch(place: NodeRef<Div>, width: RwSignal<i32>) {
    let watched = StoredValue::new_local(None::<Watch>);
    // A window that is resized right before would be told of in between.
    let is_printed = StoredValue::new(false);
    Effect::new(move || {
        let Some(element) = place.get() else { return };
        let measure = move || {
            if is_printed.try_get_value().unwrap_or_default() {
                return;
            }
            let now = place.try_get_untracked().flatten().map_or(0, |place| place.client_width());
            // A chart in a part that isn't shown keeps its width.
            if now > 0 && width.try_get_untracked().is_some_and(|before| before != now.max(NARROWEST)) {
                width.set(now.max(NARROWEST));
            }
        };
        measure();
        let seen = Closure::<dyn FnMut(Array)>::new(move |_| measure());
        let print = EventListener::new(&window(), "beforeprint", move |_| {
            let _ = is_printed.try_set_value(true);
            let _ = width.try_set(PAPER);
        });
        let printed = EventListener::new(&window(), "afterprint", move |_| {
            let _ = is_printed.try_set_value(false);
            measure();
        });
        if let Ok(observer) = ResizeObserver::new(seen.as_ref().unchecked_ref()) {
            observer.observe(&element);
            watched.set_value(Some(Watch { observer, _seen: seen, _printing: [print, printed] }));
        }
    });
}

/// An observer, disconnected when it goes: before the function that it calls does.
struct Watch {
    observer: ResizeObserver,
    _seen: Closure<dyn FnMut(Array)>,
    _printing: [EventListener; 2],
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
