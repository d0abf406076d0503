//! Files: the report as CSV or JSON, the scenario to open again; made and read in the browser.

use std::cell::RefCell;
use std::rc::Rc;

use exchange::export::{Exported, Separators, csv, csv_with, json};
use exchange::file;
use exchange::json::BYTES_MAX;
use gloo::events::EventListener;
use gloo::file::callbacks::{FileReader, read_as_text};
use gloo::file::{Blob, File, FileList, ObjectUrl};
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use leptos::prelude::*;
use pricing::rates::RateCard;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{DragEvent, HtmlAnchorElement, HtmlInputElement};

use crate::browser;
use crate::late;
use crate::state::{Answer, Calculator, Moment, Screen};

/// How long a browser may take to begin to save a file.
const SAVING_MILLISECONDS: u32 = 60_000;

/// What can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// The report for a spreadsheet.
    Csv,
    /// The report for a spreadsheet that has a comma before decimals.
    Semicolons,
    /// The report for a program.
    Json,
    /// The scenario, to open here again.
    Scenario,
}

/// Whether the answer is that of the fields: otherwise its report isn't saved.
pub fn is_fresh(calculator: Calculator) -> bool {
    calculator.first_fault().is_none() && calculator.present.with(|present| present.fresh().is_some())
}

/// Has the browser save a file.
pub fn save(calculator: Calculator, what: Saving) {
    late::save_file(calculator, what);
}

/// The same; loaded on demand.
pub fn save_now(calculator: Calculator, what: Saving) {
    let exported = |answer: &Answer, write: fn(&Exported<'_>) -> String| {
        write(&Exported { scenario: &answer.scenario, card: &answer.card, report: &answer.report })
    };
    let present = calculator.present_now();
    let saved = match (what, present.fresh()) {
        (Saving::Scenario, _) => {
            save_text("bedrock-scenario.json", "application/json", &file::write(&present.scenario))
        }
        // The mark tells Excel that names are UTF-8.
        (Saving::Csv, Some(answer)) => {
            save_text("bedrock-report.csv", "text/csv", &format!("\u{feff}{}", exported(answer, csv)))
        }
        (Saving::Semicolons, Some(answer)) => {
            let text = exported(answer, |exported| csv_with(exported, Separators::Semicolons));
            save_text("bedrock-report.csv", "text/csv", &format!("\u{feff}{text}"))
        }
        (Saving::Json, Some(answer)) => save_text("bedrock-report.json", "application/json", &exported(answer, json)),
        (Saving::Csv | Saving::Semicolons | Saving::Json, None) => None,
    };
    if saved.is_none() {
        calculator.say("This browser can’t save the file.");
    }
}

/// Has the browser save a text; `None` where it can't.
pub fn save_text(name: &str, media: &str, text: &str) -> Option<()> {
    let address = ObjectUrl::from(Blob::new_with_options(text, Some(media)));
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The address lives as long as the value: until the browser has surely begun.
    Timeout::new(SAVING_MILLISECONDS, move || drop(address)).forget();
    Some(())
}

/// Asks the reader for a scenario file and opens it.
pub fn choose(calculator: Calculator) {
    let made = document().create_element("input").ok().and_then(|made| made.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = made else { return };
    field.set_type("file");
    field.set_accept(".json,application/json");
    let chosen = field.clone();
    // Lives until a file is chosen; where none is, it goes with the field.
    EventListener::once(&field, "change", move |_| {
        if let Some(files) = chosen.files() {
            open(calculator, &FileList::from(files));
        }
    })
    .forget();
    field.click();
}

/// Reads the first of these files and opens its scenario; says what became of it.
pub fn open(calculator: Calculator, files: &FileList) {
    let Some(file) = files.first().cloned() else { return };
    if file.size() > BYTES_MAX as u64 {
        return calculator.say(format!("This file is too large to be a scenario. {UNCHANGED}"));
    }
    let bill = file.clone();
    let reader: Rc<RefCell<Option<FileReader>>> = Rc::default();
    let kept = Rc::clone(&reader);
    let reading = read_as_text(&file, move |text| {
        match text {
            Ok(text) if BILLS.iter().any(|name| text.contains(name)) => read_bill(calculator, vec![bill]),
            Ok(text) => late::open_file(calculator, text),
            Err(_) => calculator.say(format!("The browser can’t read this file. {UNCHANGED}")),
        }
        // The reader stops where it is dropped: it is kept until here.
        kept.borrow_mut().take();
    });
    *reader.borrow_mut() = Some(reading);
}

/// What only AWS's own JSON has: answers of Cost Explorer and of `CloudWatch`.
const BILLS: [&str; 2] = ["\"ResultsByTime\"", "\"MetricDataResults\""];

/// Goes to the page of the bill with these files.
fn read_bill(calculator: Calculator, files: Vec<File>) {
    calculator.handed.leave_files(files);
    calculator.screen.set(Screen::Bill);
}

/// Said after the reason why a file isn't opened.
const UNCHANGED: &str = "Nothing was changed.";

/// Opens the scenario in the text of a file; says what became of it. Loaded on demand.
pub fn open_text(calculator: Calculator, text: &str) {
    match file::read(text, &RateCard::dates()) {
        Ok(scenario) => {
            let beside = calculator.now().beside.to_vec();
            calculator.replace(Moment::of(scenario, beside));
            calculator.screen.set(Screen::Calculator);
            calculator.say_with_undo("Opened the scenario file");
        }
        Err(wrong) => calculator.say(format!("This isn’t a scenario file that can be opened: {wrong}. {UNCHANGED}")),
    }
}

/// Takes files that are dropped on the page; everything else that is dragged stays the browser's.
pub fn take_drops(calculator: Calculator) {
    if !browser::IS_HERE {
        return;
    }
    window_event_listener(leptos::ev::dragover, |event| {
        if holds_files(&event) {
            event.prevent_default();
        }
    });
    window_event_listener(leptos::ev::drop, move |event| {
        if !holds_files(&event) {
            return;
        }
        event.prevent_default();
        if let Some(files) = event.data_transfer().and_then(|transfer| transfer.files()) {
            late::dropped(calculator, files);
        }
    });
}

/// Opens what was dropped, as soon as the part that can is loaded.
pub fn dropped(calculator: Calculator, files: web_sys::FileList) {
    let files = FileList::from(files);
    if is_scenario(&files) {
        open(calculator, &files);
    } else {
        read_bill(calculator, files.to_vec());
    }
}

/// Whether these files can be a scenario: one small JSON file. Everything else can only be a bill.
fn is_scenario(files: &FileList) -> bool {
    let one = files.first().filter(|_| files.len() == 1);
    one.is_some_and(|file| file.size() <= BYTES_MAX as u64 && file.name().to_ascii_lowercase().ends_with(".json"))
}

fn holds_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}
