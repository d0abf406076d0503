//! What the page asks of the browser: its language, where an element is, a listener for good.

use answer::Markup;
use gloo::timers::callback::Timeout;
pub use gloo::utils::{document, window};
use pricing::number::DecimalSign;
use web_sys::js_sys::{Number, Reflect};
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use web_sys::{Element, Event, EventTarget, HtmlElement};

use crate::answer::patch;
use crate::kept::together;

/// The decimal sign of the reader's language.
pub fn decimal_sign() -> DecimalSign {
    let language = window().navigator().language().unwrap_or_default();
    let sample = Number::from(1.5).to_locale_string(&language).as_string().unwrap_or_default();
    if sample.contains(',') { DecimalSign::Comma } else { DecimalSign::Point }
}

/// Listens as long as the page lives.
pub fn listen(event: &str, act: Box<dyn Fn(&Event)>) {
    listen_on(&window(), event, act);
}

/// Listens to events of an element and of what is in it, as long as the page lives.
#[inline(never)]
pub fn listen_on(target: &EventTarget, event: &str, act: Box<dyn Fn(&Event)>) {
    let act = Closure::<dyn Fn(&Event)>::new(move |event: &Event| together(&mut || act(event)));
    let _ = target.add_event_listener_with_callback(event, act.as_ref().unchecked_ref());
    act.forget();
}

/// What the button around the event's target does: its `data-act`; empty where there is none.
#[inline(never)]
pub fn act(event: &Event) -> String {
    closest(event, "[data-act]").and_then(|button| button.get_attribute("data-act")).unwrap_or_default()
}

/// An element of the document, not yet in it.
pub fn make(element: &answer::Element) -> Element {
    created(Some(&answer::Node::Element(element.clone())))
}

/// An element of the document, not yet in it, from a template without slots. See [`Markup`].
pub fn written(template: &'static str) -> Element {
    let mut page = Markup::new();
    page.add(template, &[]);
    created(page.finish().children.first())
}

fn created(node: Option<&answer::Node>) -> Element {
    let made = node.and_then(|node| patch::create(node, false));
    // A document creates every element that is asked for by a plain name.
    made.and_then(|made| made.dyn_into().ok()).unwrap_or_else(|| document().create_element("div").unwrap_throw())
}

/// Puts elements into another one, one after the other.
pub fn fill(parent: &Element, children: &[Element]) {
    for child in children {
        let _ = parent.append_child(child);
    }
}

/// The nearest element around the event's target, itself included, that a selector matches.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// The element with this id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The value of the field that an event is about.
pub fn value_of(event: &Event) -> String {
    event.target().map(|target| value(&target)).unwrap_or_default()
}

/// The value of a field; empty for what has none.
#[inline(never)]
pub fn value(field: &JsValue) -> String {
    Reflect::get(field, &"value".into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}

/// Does something before the next frame, when the document says what the state says.
pub fn later(act: impl FnOnce() + 'static) {
    before_next_frame(Box::new(act));
}

#[inline(never)]
fn before_next_frame(act: Box<dyn FnOnce()>) {
    let mut act = Some(act);
    let mut run = move || act.take().into_iter().for_each(|act| act());
    let act = Closure::once_into_js(move || together(&mut run));
    let _ = window().request_animation_frame(act.unchecked_ref());
}

/// Does something once, this many milliseconds from now; not where it is dropped before.
#[inline(never)]
pub fn after(milliseconds: u32, act: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(milliseconds, act)
}

/// Gives the focus to the element with this id.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Scrolls the element with this id into what is seen of its list, no further than needed.
pub fn show(id: &str) {
    if let Some(element) = element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
