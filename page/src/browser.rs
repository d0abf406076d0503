//! What the page asks of the browser. Everything here may be refused, and nothing of it keeps the page from starting.
//!
//! Natively, where the static shell is made, there is no browser: each answer is then that of a browser that refuses.

use gloo::utils::{document, window};
use pricing::number::DecimalSign;
use web_sys::js_sys::{Function, Reflect};
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{FocusEvent, HtmlElement, Node};

/// The header's height, in pixels.
const HEADER_HEIGHT: f64 = 56.0;
/// What begins above here is near enough to the top of the window.
const WINDOW_TOP: f64 = 400.0;

/// Whether there is a browser to ask.
pub const IS_HERE: bool = cfg!(target_arch = "wasm32");

/// The element with this id.
pub fn element(id: &str) -> Option<HtmlElement> {
    if !IS_HERE {
        return None;
    }
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Gives the focus to the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Scrolls until the element with this id is seen, no further than needed.
pub fn show(id: &str) {
    if let Some(element) = element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls until the top of the element with this id is seen; not at all where it is seen already.
pub fn show_top(id: &str) {
    let Some(element) = element(id) else { return };
    let top = element.get_bounding_client_rect().top();
    if !(HEADER_HEIGHT..=WINDOW_TOP).contains(&top) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Start);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The fragment of the address, without its `#`; empty where there is none.
pub fn fragment() -> String {
    if !IS_HERE {
        return String::new();
    }
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The decimal sign of the reader's language: a point where that can't be told.
///
/// Some browsers name a language that they don't know themselves, such as `C` or `en-US@posix`, and throw when asked to
/// write a number in it.
pub fn decimal_sign() -> DecimalSign {
    thread_local! {
        static SIGN: DecimalSign = sample_sign().unwrap_or_default();
    }
    SIGN.with(|sign| *sign)
}

fn sample_sign() -> Option<DecimalSign> {
    if !IS_HERE {
        return None;
    }
    let language = window().navigator().language()?;
    let number = Reflect::get(&window(), &"Number".into()).ok()?;
    let prototype = Reflect::get(&number, &"prototype".into()).ok()?;
    let write: Function = Reflect::get(&prototype, &"toLocaleString".into()).ok()?.dyn_into().ok()?;
    let sample = write.call1(&JsValue::from_f64(1.5), &language.into()).ok()?.as_string()?;
    Some(if sample.contains(',') { DecimalSign::Comma } else { DecimalSign::Point })
}

/// Does something when the document says what the state says.
pub fn after_render(act: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(act);
}

/// Whether the focus goes to something outside of the element that hears of it.
pub fn leaves(event: &FocusEvent) -> bool {
    let around = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
    let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
    !around.is_some_and(|around| around.contains(to.as_ref()))
}
