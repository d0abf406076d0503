//! Copies the link and says in words what it holds.

use leptos::html::Input;
use leptos::prelude::*;
use pricing::words;
use web_sys::wasm_bindgen::closure::Closure;

use super::menu::Menu;
use crate::address;
use crate::state::Calculator;

/// How copying went.
#[derive(Clone, Copy, PartialEq)]
enum Copied {
    Waiting,
    Done,
    Refused,
}

pub fn menu(calculator: Calculator) -> AnyView {
    let menu = Menu::new("link-panel", "Copy link", "");
    let copied = RwSignal::new(Copied::Waiting);
    let node = NodeRef::<Input>::new();
    let link =
        Memo::new(move |_| if menu.is_open.get() { address::link_to(&calculator.scenario()) } else { String::new() });
    let refused = move || {
        copied.set(Copied::Refused);
        request_animation_frame(move || {
            if let Some(input) = node.get_untracked() {
                let _ = input.focus();
                input.select();
            }
        });
    };
    let copy = Callback::new(move |()| {
        let scenario = calculator.scenario_now();
        copied.set(Copied::Waiting);
        address::write(&scenario);
        copy_text(&address::link_to(&scenario), move || copied.set(Copied::Done), refused);
    });
    // An edit after copying makes another link.
    let title = move || match copied.get() {
        Copied::Done => "Link copied.",
        Copied::Waiting | Copied::Refused => "Copy this link.",
    };
    let length = move || {
        let (length, aim) = (words::link_length(&calculator.scenario()), words::LINK_CHARACTERS_AIM);
        let (length_words, aim_words) = (count(length), count(aim));
        if length > aim {
            format!(
                " {length_words} characters: over {aim_words}, so a mail or chat program may cut it. Check what arrives."
            )
        } else {
            format!(" {length_words} of {aim_words} characters.")
        }
    };
    let holds = move || {
        menu.is_open.get().then(|| {
            let parts = words::link_holds(&calculator.scenario());
            parts.into_iter().map(|part| view! { <li>{part}</li> }).collect::<Vec<_>>()
        })
    };
    let private =
        "Anyone with the link sees these. They are in the part after #, which a browser doesn’t send to a server.";
    let contents = view! {
        <p><strong>{title}</strong>{length}</p>
        <div class="field field-wide">
            <label for="link-text">"Link"</label>
            <input node_ref=node id="link-text" type="text" readonly=true prop:value=link/>
        </div>
        <p>"It holds:"</p>
        <ul class="plain-list">{holds}</ul>
        <p class="quiet">{private}</p>
        <button type="button" on:click=move |_| menu.close()>"Close"</button>
    };
    menu.view(copy, contents.into_any())
}

fn count(count: usize) -> String {
    words::count(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Puts a text on the clipboard; a page without a secure context has none.
fn copy_text(text: &str, done: impl FnOnce() + 'static, refused: impl FnOnce() + 'static) {
    let navigator = window().navigator();
    let has_clipboard = web_sys::js_sys::Reflect::get(&navigator, &"clipboard".into())
        .is_ok_and(|clipboard| !clipboard.is_undefined() && !clipboard.is_null());
    if !has_clipboard {
        return refused();
    }
    let done = Closure::once(move |_| done());
    let refused = Closure::once(move |_| refused());
    let _ = navigator.clipboard().write_text(text).then2(&done, &refused);
    done.forget();
    refused.forget();
}
