//! What the menu Export shows and does: the report and the scenario saved as files, a scenario's file opened.
//!
//! All of it is loaded on demand. So it asks the browser for what it needs by name: a binding for each would be in the first load.

use answer::{Here, Markup, when};
use exchange::export::{Exported, csv, json};
use exchange::file;
use exchange::json::{BYTES_MAX, Writer};
use web_sys::Event;
use web_sys::js_sys::{Function, Reflect};
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};

use super::{Panel, Toolbar};
use crate::kept::together;
use crate::page::{self, window};
use crate::state::Answer;

/// How long a browser may take to begin to save a file.
const SAVING_MILLISECONDS: u32 = 60_000;

/// What can be saved: what the button does, its name, what it is for.
const SAVED: [(&str, &str, &str); 3] = [
    ("save-csv", "Report as CSV", "For a spreadsheet: each line, total and step with price and source"),
    ("save-json", "Report as JSON", "For a program: the same and the scenario, decimals as text"),
    ("save-scenario", "Scenario as a file", "Everything you typed, to open here again"),
];

/// The panel of the menu.
#[inline(never)]
pub(super) fn panel(bar: Toolbar, page: &mut Markup, _: Here) {
    let calculator = bar.calculator;
    let stale = calculator.error().is_some() || calculator.first_fault().is_some() || calculator.answer().is_none();
    page.add("<p>Files are made here, in the browser.</p><ul>", &[]);
    for (act, name, note) in SAVED {
        let closed = stale && act != "save-scenario";
        let note = if closed { "Not while the answer isn’t that of the fields" } else { note };
        page.add(
            "<li><button key='{}' type='button' data-act='{}' class='preset' ?disabled><span class='preset-name'>{}</span><span class='preset-note'>{}</span></button></li>",
            &[act, act, when(closed), name, note],
        );
    }
    page.add(
        "</ul><div class='field field-wide'><label for='open-file'>Open a scenario file</label><input key='open-file' id='open-file' type='file' accept='.json,application/json' aria-describedby='opened'/></div><p class='quiet'>Or drop it on the page. Undo brings back what is here now.</p><p key='opened' id='opened' role='status'></p><button key='close' type='button' data-act='close'>Close</button>",
        &[],
    );
}

/// A button of the panel; a file that was chosen; something over the page, or dropped on it.
#[inline(never)]
pub(super) fn hear(bar: Toolbar, act: &str, event: &Event, _: Here) {
    match act {
        "save-scenario" => {
            let text = file::write(&bar.calculator.scenario_now());
            let _ = save("bedrock-scenario.json", "application/json", &text);
        }
        "dragover" | "drop" => {
            let _ = drag(bar, act, event);
        }
        "" => {
            let files = event.target().and_then(|input| get(&input, "files"));
            if let Some(file) = files.and_then(|files| get(&files, "0")) {
                open(bar, &file);
            }
        }
        _ => {
            if let Some(answer) = bar.calculator.answer() {
                export(act, &answer);
            }
        }
    }
}

/// Saves the report.
fn export(act: &str, answer: &Answer) {
    let exported = Exported { scenario: &answer.scenario, card: &answer.card, report: &answer.report };
    let _ = match act {
        // The mark tells Excel that names are UTF-8.
        "save-csv" => save("bedrock-report.csv", "text/csv", &["\u{feff}", &csv(&exported)].concat()),
        "save-json" => save("bedrock-report.json", "application/json", &json(&exported)),
        _ => None,
    };
}

/// Something is over the page, or was dropped on it; only files are for the page.
fn drag(bar: Toolbar, act: &str, event: &Event) -> Option<()> {
    let transfer = get(event, "dataTransfer")?;
    let types = call(&get(&transfer, "types")?, "join", &"".into(), &JsValue::UNDEFINED)?.as_string()?;
    types.contains("Files").then_some(())?;
    event.prevent_default();
    if act == "drop" {
        let file = get(&get(&transfer, "files")?, "0")?;
        bar.open.set(Some(Panel::Export));
        open(bar, &file);
    }
    Some(())
}

/// Reads a file and puts its scenario in place of the present one, if it holds one.
fn open(bar: Toolbar, file: &JsValue) {
    say("");
    // One byte more than is read tells that there is more.
    let text = parsed(&["[0,", &(BYTES_MAX + 1).to_string(), "]"].concat()).and_then(|range| {
        let piece = call(file, "slice", &get(&range, "0")?, &get(&range, "1")?)?;
        call(&piece, "text", &JsValue::UNDEFINED, &JsValue::UNDEFINED)
    });
    let Some(promise) = text else { return };
    let done = Closure::once_into_js(move |text: JsValue| {
        together(&mut || say(&taken(bar, &text.as_string().unwrap_or_default())));
    });
    let failed = Closure::once_into_js(move |_: JsValue| {
        together(&mut || say("The browser can’t read this file. Nothing was changed."));
    });
    let _ = call(&promise, "then", &done, &failed);
}

/// Says what became of a file, in the panel that is open. Nothing else writes there.
fn say(text: &str) {
    if let Some(place) = page::element("opened") {
        place.set_text_content(Some(text));
    }
}

/// Takes a file's text as the scenario; what became of it.
fn taken(bar: Toolbar, text: &str) -> String {
    match file::read(text, &bar.calculator.dates.now()) {
        Ok(scenario) => {
            bar.load(scenario);
            "Opened.".to_owned()
        }
        Err(wrong) => ["Not opened, and nothing was changed. ", &wrong.to_string()].concat(),
    }
}

/// Has the browser save a text as a file.
fn save(name: &str, media: &str, text: &str) -> Option<()> {
    let mut parts = Writer::new();
    parts.open('[');
    parts.open('[');
    parts.text(text);
    parts.close(']');
    parts.open('{');
    parts.field("type", media);
    parts.close('}');
    parts.close(']');
    let blob = call(&get(&window(), "Reflect")?, "construct", &get(&window(), "Blob")?, &parsed(&parts.finish())?)?;
    let addresses = get(&window(), "URL")?;
    let address = call(&addresses, "createObjectURL", &blob, &JsValue::UNDEFINED)?;
    let link = page::document().create_element("a").ok()?;
    link.set_attribute("href", &address.as_string()?).ok()?;
    link.set_attribute("download", name).ok()?;
    call(&link, "click", &JsValue::UNDEFINED, &JsValue::UNDEFINED)?;
    let revoke = move || drop(call(&addresses, "revokeObjectURL", &address, &JsValue::UNDEFINED));
    page::after(SAVING_MILLISECONDS, Box::new(revoke)).forget();
    Some(())
}

/// A value from JSON.
fn parsed(json: &str) -> Option<JsValue> {
    call(&get(&window(), "JSON")?, "parse", &json.into(), &JsValue::UNDEFINED)
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

/// Calls a method; `None` where there is none, or it fails.
fn call(object: &JsValue, method: &str, one: &JsValue, other: &JsValue) -> Option<JsValue> {
    let method: Function = get(object, method)?.dyn_into().ok()?;
    method.call2(object, one, other).ok()
}
