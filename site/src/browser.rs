//! What the page asks of the browser. Everything here may be refused, and nothing of it keeps the page from starting.
//!
//! Natively, where the static shell is made, there is no browser: each answer is then that of a browser that refuses.

use gloo::utils::{document, window};
use pricing::number::DecimalSign;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Date, Function, Promise, Reflect};
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Clipboard, Element, FocusEvent, HtmlElement, HtmlInputElement, Node, Storage};

use crate::menu::Way;

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

/// Gives the focus to the element with this id once the document says what the state says.
pub fn focus_after_render(id: impl Into<String>) {
    let id = id.into();
    after_render_unless_elsewhere(move || focus(&id));
}

/// The same, and brings it into view.
pub fn show_and_focus(id: String) {
    after_render_unless_elsewhere(move || {
        show(&id);
        focus(&id);
    });
}

/// Gives the focus to the element with this id, or else to the page's main part, where what had it is about to go: the browser
/// would leave it nowhere.
pub fn keep_focus(id: String) {
    after_render(move || {
        let body = document().body().map(Element::from);
        let active = document().active_element();
        if active.is_none() || active == body {
            focus(if element(&id).is_some() { &id } else { "main" });
        }
    });
}

/// How often it is looked for what is on its way, and how many times.
const LOOK_MILLISECONDS: u32 = 50;
const LOOKS: u32 = 200;

/// Gives the focus to the element with this id as soon as it is there: what is loaded on demand may take a moment. Not where
/// the reader has gone elsewhere meanwhile.
pub fn focus_when_there(id: String) {
    focus_found(element, id);
}

/// Gives the focus to the first field that is wrong inside the element with this id, as soon as it is there.
pub fn focus_wrong_when_there(id: String) {
    focus_found(wrong_field, id);
}

/// Gives the focus to the first text field inside the element with this id, as soon as it is there.
pub fn focus_first_when_there(id: String) {
    focus_found(text_field, id);
}

fn text_field(within: &str) -> Option<HtmlElement> {
    element(within)?.query_selector("input[type='text']").ok()??.dyn_into().ok()
}

fn wrong_field(within: &str) -> Option<HtmlElement> {
    element(within)?.query_selector("[aria-invalid]").ok()??.dyn_into().ok()
}

/// Finds an element by an id.
type Find = fn(&str) -> Option<HtmlElement>;

fn focus_found(find: Find, id: String) {
    if IS_HERE {
        after_render_unless_elsewhere(move || look_for(find, id, document().active_element(), LOOKS));
    }
}

fn look_for(find: Find, id: String, from: Option<web_sys::Element>, looks: u32) {
    if let Some(element) = find(&id) {
        let _ = element.focus();
        return;
    }
    if looks == 0 {
        return;
    }
    gloo::timers::callback::Timeout::new(LOOK_MILLISECONDS, move || {
        // What had the focus may be gone with the view before; the body has it then.
        let now = document().active_element();
        let elsewhere = now != from && now.as_ref().is_some_and(|now| now.tag_name() != "BODY");
        if !elsewhere {
            look_for(find, id, from, looks - 1);
        }
    })
    .forget();
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

/// Scrolls until the element with this id begins below the header, wherever it is now.
pub fn to_top_of(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view();
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

/// Asked through `Reflect`, which gives an error back: `toLocaleString` throws for a language that is no language tag, such as the "C"
/// of `WebKitGTK` without a locale, and a binding that can't fail would end the program.
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

/// Does something when the document says what the state says: in the next task. Not in the next frame, which some browsers let
/// wait for long.
pub fn after_render(act: impl FnOnce() + 'static) {
    gloo::timers::callback::Timeout::new(0, act).forget();
}

/// The same, unless the reader has gone to another field by then: whoever types must not lose the focus.
fn after_render_unless_elsewhere(act: impl FnOnce() + 'static) {
    let from = document().active_element();
    after_render(move || {
        let now = document().active_element();
        let is_field = |now: &Element| now.matches("input, select, textarea").unwrap_or_default();
        if now == from || !now.as_ref().is_some_and(is_field) {
            act();
        }
    });
}

/// Whether the focus goes to something outside of the element that hears of it.
pub fn leaves(event: &FocusEvent) -> bool {
    let around = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
    let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
    !around.is_some_and(|around| around.contains(to.as_ref()))
}

/// Waits for a task of its own, so that the browser can do meanwhile what the reader asks for. Where nobody looks there is nothing to
/// wait for, and browsers would make it wait for a second.
#[cfg(feature = "csr")]
pub async fn next_task() {
    if !gloo::utils::document().hidden() {
        gloo::timers::future::TimeoutFuture::new(0).await;
    }
}

/// Says that the page stands.
#[cfg(feature = "csr")]
pub fn tell_start() {
    if let Ok(event) = web_sys::Event::new("calculator-started") {
        let _ = window().dispatch_event(&event);
    }
}

/// Says that the page can't start: the shell hears of errors that nobody handles.
#[cfg(feature = "csr")]
pub fn tell_failure() {
    drop(web_sys::js_sys::Promise::reject(&"a part of the page didn’t arrive".into()));
}

/// Gives the focus to a command of the menu of this button.
pub fn focus_item(button: &str, way: Way) {
    let Some(menu) = element(&format!("{button}-menu")) else { return };
    let Ok(found) = menu.query_selector_all("[role^=menuitem]") else { return };
    let items: Vec<HtmlElement> =
        (0..found.length()).filter_map(|index| found.get(index)?.dyn_into::<HtmlElement>().ok()).collect();
    let active = document().active_element();
    let at = items.iter().position(|item| Some(item.as_ref()) == active.as_ref());
    let last = items.len().saturating_sub(1);
    let to = match (way, at) {
        (Way::First, _) | (Way::Next, None) => 0,
        (Way::Last, _) | (Way::Before, None) => last,
        (Way::Next, Some(at)) => {
            if at == last {
                0
            } else {
                at + 1
            }
        }
        (Way::Before, Some(at)) => at.checked_sub(1).unwrap_or(last),
    };
    if let Some(item) = items.get(to) {
        let _ = item.focus();
    }
}

/// The page's address, without its fragment.
pub fn address() -> String {
    if !IS_HERE {
        return String::new();
    }
    let here = window().location().href().unwrap_or_default();
    here.split('#').next().unwrap_or_default().to_owned()
}

/// Writes a fragment to the address, in place of the one that stands there. A browser that refuses keeps the old one.
pub fn write_fragment(fragment: &str) {
    if !IS_HERE || self::fragment() == fragment {
        return;
    }
    let to = if fragment.is_empty() { address() } else { format!("#{fragment}") };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&to));
    }
}

/// Adds a step to the browser's own history, so that its Back leads to where the reader was. A browser may refuse.
pub fn push_fragment(fragment: &str) {
    if !IS_HERE {
        return;
    }
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// Whether the page stands in another page.
pub fn is_framed() -> bool {
    IS_HERE && window().parent().ok().flatten().is_some_and(|parent| parent != window())
}

/// What this browser keeps under a name; `None` where it keeps nothing or refuses.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a text in this browser under a name; an empty one is forgotten. A browser may refuse.
pub fn keep(name: &str, text: &str) {
    let Some(storage) = storage() else { return };
    let _ = if text.is_empty() { storage.remove_item(name) } else { storage.set_item(name, text) };
}

/// The browser's storage; `None` where it is refused.
pub fn storage() -> Option<Storage> {
    if IS_HERE { window().local_storage().ok().flatten() } else { None }
}

/// Copies a text, then says whether that was allowed.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok();
    let Some(clipboard) = clipboard.and_then(|clipboard| clipboard.dyn_into::<Clipboard>().ok()) else {
        then(false);
        return;
    };
    let promise = clipboard.write_text(text);
    leptos::task::spawn_local(async move {
        then(JsFuture::from(promise).await.is_ok());
    });
}

/// The dialog that offers the page as part of another one is a file of its own, which the build puts beside the page.
const EMBED: &str = "openEmbed";

/// Whether there is a dialog that offers the page to other pages.
pub fn has_embed() -> bool {
    IS_HERE && !is_framed() && Reflect::has(&window(), &EMBED.into()).unwrap_or_default()
}

/// Opens that dialog, then says whether its file came.
pub fn open_embed(then: impl FnOnce(bool) + 'static) {
    let open = Reflect::get(&window(), &EMBED.into()).ok().and_then(|open| open.dyn_into::<Function>().ok());
    let opening = open.and_then(|open| open.call0(&window()).ok()).and_then(|made| made.dyn_into::<Promise>().ok());
    let Some(opening) = opening else {
        then(false);
        return;
    };
    leptos::task::spawn_local(async move {
        then(JsFuture::from(opening).await.is_ok());
    });
}

/// Opens the browser's print dialog.
pub fn print() {
    let _ = window().print();
}

/// Sets an attribute of the document's element, such as its theme; an empty value takes it away.
pub fn set_root(name: &str, value: &str) {
    if !IS_HERE {
        return;
    }
    if let Some(root) = document().document_element() {
        let _ = if value.is_empty() { root.remove_attribute(name) } else { root.set_attribute(name, value) };
    }
}

/// Today's year, month from 1, and day, where the reader is.
pub fn today() -> (u32, u32, u32) {
    let now = Date::new_0();
    (now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Gives the focus to the text field with this id, with all of its text selected.
pub fn select(id: &str) {
    if let Some(field) = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        let _ = field.focus();
        field.select();
    }
}

/// Selects all text of the field that an event is about, so that typing replaces it.
pub fn select_all(event: &FocusEvent) {
    if let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}

/// Goes to the top of the page.
pub fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}
