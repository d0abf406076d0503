//! The part of the program that isn't in the first load: fetched once, when something first needs it.
//!
//! `site/part.js` fetches it. A build without that script has everything in one file.

use answer::Part;
use web_sys::js_sys::{Function, Reflect};
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};

use crate::kept::{Kept, together};
use crate::page::window;

thread_local! {
    static PART: Kept<Part> = Kept::new(if loader().is_some() { Part::Away } else { Part::Here });
}

/// Where the part is. Tracked.
pub fn state() -> Part {
    PART.with(|part| part.get())
}

/// Asks for the part, unless it was asked for before.
pub fn want() {
    PART.with(|part| load(*part, Part::Away));
}

/// Asks again for the part that could not be loaded.
pub fn try_again() {
    PART.with(|part| load(*part, Part::Failed));
}

/// Loads the part if that is where it is.
fn load(part: Kept<Part>, from: Part) {
    if part.get_now() != from {
        return;
    }
    let Some(load) = loader() else { return };
    part.set(Part::Coming);
    let then = |now: Part| Closure::once_into_js(move || together(&mut || part.set(now)));
    let _ = load.call2(&JsValue::NULL, &then(Part::Here), &then(Part::Failed));
}

/// The function that `site/part.js` defines.
fn loader() -> Option<Function> {
    Reflect::get(&window(), &"loadPart".into()).ok()?.dyn_into().ok()
}
