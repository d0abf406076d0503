//! The menu Share.

use std::borrow::Cow;

use crate::address;
use crate::browser;
use crate::dialog::Dialog;
use crate::files::{self, Saving};
use crate::flat;
use crate::icon;
use crate::menu::lines::{Command, Line};
use crate::state::{Calculator, Screen};
use leptos::prelude::{Callback, Set};

/// Links of up to so many characters arrive whole nearly everywhere. Internet Explorer, and mail programs built on it, cut what
/// is beyond 2,083 (Microsoft, "Maximum URL length is 2,083 characters in Internet Explorer").
pub const LINK_CHARACTERS: usize = 2_000;

/// Its lines.
pub fn lines(calculator: Calculator) -> Vec<Line> {
    let with_answer = |label, mark, act: fn(Calculator)| {
        Line::Command(Command {
            label: Cow::Borrowed(label),
            icon: Some(mark),
            aside: Cow::Borrowed(""),
            enabled: flat::flag(move || files::is_fresh(calculator)),
            chosen: None,
            act: Callback::new(move |()| act(calculator)),
        })
    };
    let mut lines = vec![
        Line::Head("Share"),
        Line::command("Copy link", icon::LINK, move || copy_link(calculator)),
        Line::command("Show link", icon::LINK, move || calculator.dialog.set(Some(Dialog::Link))),
    ];
    if browser::has_embed() {
        lines.push(Line::command("Embed", icon::CODE, move || embed(calculator)));
    }
    lines.extend([
        with_answer("Brief (PDF)", icon::PAGE, |calculator| calculator.screen.set(Screen::Brief)),
        with_answer("Spreadsheet (CSV)", icon::TABLE, |calculator| files::save(calculator, Saving::Csv)),
        with_answer("Spreadsheet (CSV with semicolons)", icon::TABLE, |calculator| {
            files::save(calculator, Saving::Semicolons);
        }),
        with_answer("Report for programs (JSON)", icon::CODE, |calculator| files::save(calculator, Saving::Json)),
        Line::command("Scenario file", icon::DOWNLOAD, move || files::save(calculator, Saving::Scenario)),
        Line::Rule,
        Line::command("Open a scenario file", icon::UPLOAD, move || files::choose(calculator)),
        Line::command("Saved scenarios", icon::BOOK, move || calculator.dialog.set(Some(Dialog::Kept))),
    ]);
    lines
}

/// On a phone, where Compare has no button of its own.
pub fn compare(calculator: Calculator) -> Vec<Line> {
    vec![Line::command("Compare", icon::TABLE, move || calculator.screen.set(Screen::Compare)), Line::Rule]
}

/// Offers the scenario as part of another page: the dialog reads it from the address.
fn embed(calculator: Calculator) {
    let moment = calculator.now();
    browser::write_fragment(&address::fragment_of(&moment));
    browser::open_embed(move |is_here| {
        if !is_here {
            calculator.say("The dialog didn’t arrive. Reload the page, then try again.");
        }
    });
}

/// Copies the link. One that some programs cut is shown as well, with what to send in its place.
pub fn copy_link(calculator: Calculator) {
    let moment = calculator.now();
    let link = address::link_to(&moment);
    // The address says the same, for browsers that don't let a page copy.
    browser::write_fragment(&address::fragment_of(&moment));
    let is_long = link.len() > LINK_CHARACTERS;
    browser::copy(&link, move |is_copied| {
        calculator.say(if is_copied {
            "Link copied"
        } else {
            "Your browser didn’t allow copying. The address bar has the link."
        });
        if is_long {
            calculator.dialog.set(Some(Dialog::Link));
        }
    });
}
