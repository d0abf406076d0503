//! The clipboard, which a page without a secure context doesn't have.

use crate::page::window;
use web_sys::js_sys::Reflect;
use web_sys::wasm_bindgen::JsValue;
use web_sys::wasm_bindgen::closure::Closure;

/// Puts a text on the clipboard and tells whether it is there.
pub fn copy(text: &str, tell: impl Fn(bool) + Copy + 'static) {
    let navigator = window().navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_undefined()) {
        return tell(false);
    }
    let done = Closure::<dyn FnMut(JsValue)>::new(move |_| tell(true));
    let refused = Closure::<dyn FnMut(JsValue)>::new(move |_| tell(false));
    let _ = navigator.clipboard().write_text(text).then2(&done, &refused);
    // The browser calls one of them later.
    done.forget();
    refused.forget();
}
