//! The dialog of kept scenarios: save this one, then what is saved.

use std::sync::Arc;

use exchange::link;
use explain::words;
use leptos::prelude::*;
use pricing::harmless::start_of;

use super::shelf::{Shelf, Trouble, shelf, shown_name};
use super::stored::{SAVED_MAX, Saved};
use crate::browser;
use crate::flat;
use crate::state::calculator;

/// The button that takes back what has just happened.
const UNDO: &str = "kept-undo";

/// What the dialog holds. `close` is called when a scenario was opened.
pub fn dialog(close: Callback<()>) -> AnyView {
    let shelf = shelf();
    // Another tab has saved something, or deleted it.
    let heard = window_event_listener_untyped("storage", move |_| shelf.look_again());
    on_cleanup(move || heard.remove());
    let name = flat::text(move || shelf.name_to_save());
    let typed = flat::valued(move |text| {
        shelf.name.set(Some(text));
        shelf.is_taken.set(false);
    });
    let replace = flat::shown_if(
        move || shelf.is_taken.get(),
        move || {
            view! { <button type="button" class="btn" on:click=flat::clicked(move || shelf.save(true))>"Replace it"</button> }
                .into_any()
        },
    );
    let undo = flat::shown_if(
        move || shelf.undo.with(Option::is_some),
        move || {
            view! { " " <button type="button" class="link" id=UNDO on:click=flat::clicked(move || shelf.take_back())>"Undo this"</button> }
                .into_any()
        },
    );
    view! {
        <p class="muted">"Saved in this browser only. A link in the address always comes first."</p>
        <form class="field" on:submit=move |event| { event.prevent_default(); shelf.save(false); }>
            <label for="kept-name">"Name"</label>
            <div class="row">
                <input id="kept-name" type="text" autocomplete="off" spellcheck="false" maxlength="80"
                    prop:value=name on:input=typed/>
                <button type="submit" class="btn">"Save this scenario"</button>
                {replace}
            </div>
        </form>
        <p role="status"><bdi>{move || shelf.said.get()}</bdi> {undo}</p>
        {trouble(shelf)}
        {list(shelf, close)}
    }
    .into_any()
}

fn trouble(shelf: Shelf) -> AnyView {
    flat::part(move || {
        match shelf.trouble.get() {
        None => ().into_any(),
        Some(Trouble::Blocked) => view! {
            <p class="notice">
                "This browser keeps nothing for this page: it is private, or its storage is off. What you save stays until \
                 you close the page. Copy a link to keep it."
            </p>
        }
        .into_any(),
        Some(Trouble::Full) => view! {
            <p class="notice bad">"The browser’s storage is full, so this wasn’t saved. Delete a scenario, or copy a link instead."</p>
        }
        .into_any(),
        Some(Trouble::Unreadable) => view! {
            <div class="notice bad">
                <p>
                    "What this browser keeps here was written by a newer version, or is damaged. It stays as it is, so nothing \
                     can be saved."
                </p>
                <button type="button" class="btn danger" on:click=flat::clicked(move || shelf.clear())>"Delete it for good"</button>
            </div>
        }
        .into_any(),
    }
    })
}

fn list(shelf: Shelf, close: Callback<()>) -> AnyView {
    let calculator = calculator();
    flat::part(move || {
        let saved = shelf.saved.get();
        if saved.is_empty() {
            return view! { <p class="muted">"Nothing is saved yet."</p> }.into_any();
        }
        let present = link::encode(&calculator.scenario());
        let renamed = shelf.renamed.with(|renamed| renamed.as_ref().map(|(place, _)| *place));
        let entries = saved.iter().take(SAVED_MAX).enumerate().map(|(index, saved)| {
            if renamed == Some(index) {
                renaming(shelf)
            } else {
                entry(shelf, index, saved.clone(), saved.link == present, close)
            }
        });
        let more = saved.len().checked_sub(SAVED_MAX).filter(|more| *more > 0);
        view! {
            <ul class="kept" aria-label="Saved scenarios">{entries.collect::<Vec<_>>()}</ul>
            {more.map(|more| view! { <p class="muted">{format!("{more} more aren’t shown.")}</p> })}
        }
        .into_any()
    })
}

fn renaming(shelf: Shelf) -> AnyView {
    let draft =
        shelf.renamed.with_untracked(|renamed| renamed.as_ref().map(|(_, draft)| draft.clone()).unwrap_or_default());
    let typed = flat::valued(move |text| {
        // Not told to the list: it would be made anew under the reader's fingers.
        if let Some((_, draft)) = &mut *shelf.renamed.write_untracked() {
            *draft = text;
        }
    });
    view! {
        <li>
            <form class="field" on:submit=move |event| { event.prevent_default(); shelf.rename(); }>
                <label for="kept-rename">"New name"</label>
                <div class="row">
                    <input id="kept-rename" type="text" autocomplete="off" spellcheck="false" maxlength="80" value=draft
                        on:input=typed/>
                    <button type="submit" class="btn small">"Rename"</button>
                    <button type="button" class="btn small" on:click=flat::clicked(move || shelf.renamed.set(None))>"Cancel"</button>
                </div>
            </form>
        </li>
    }
    .into_any()
}

fn entry(shelf: Shelf, index: usize, saved: Saved, is_present: bool, close: Callback<()>) -> AnyView {
    let name = shown_name(&saved);
    let read = Shelf::scenario_of(&saved);
    let about = match &read {
        Some(scenario) => words::workloads(scenario, &calculator().present_now().card),
        None => format!("Not readable: {}", start_of(&saved.link)),
    };
    let is_readable = read.is_some();
    let saved = Arc::new(saved);
    let act = |label: &'static str, press: flat::Clicked| {
        view! { <button type="button" class="btn small" aria-label=format!("{label}: {name}") on:click=press>{label}</button> }
            .into_any()
    };
    let of = |act: fn(Shelf, &Saved)| {
        let saved = Arc::clone(&saved);
        flat::clicked(move || act(shelf, &saved))
    };
    let mut buttons = Vec::new();
    if is_readable {
        let renamed = saved.name.clone();
        buttons.push(act("Compare", of(Shelf::compare)));
        buttons.push(act("Rename", flat::clicked(move || shelf.renamed.set(Some((index, renamed.clone()))))));
        buttons.push(act("Duplicate", of(Shelf::duplicate)));
    }
    let deleted = Arc::clone(&saved);
    let delete = flat::clicked(move || {
        shelf.delete(&deleted);
        // The button that was pressed is gone with its entry.
        browser::focus_when_there(UNDO.to_owned());
    });
    buttons.push(act("Delete", delete));
    let opened = Arc::clone(&saved);
    let open = flat::clicked(move || {
        if is_readable {
            shelf.open(&opened);
            close.run(());
        }
    });
    view! {
        <li>
            <button type="button" class="kept-open" aria-disabled=(!is_readable).then_some("true")
                aria-current=is_present.then_some("true") on:click=open>
                <b><bdi>{name.clone()}</bdi></b>
                <small>{about}</small>
            </button>
            <div class="row">{buttons}</div>
        </li>
    }
    .into_any()
}
