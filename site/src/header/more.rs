//! The menu of everything that isn't shared: undo, start again, theme, print.

use std::borrow::Cow;

use leptos::prelude::Signal;

use crate::browser;
use crate::flat;
use crate::icon;
use crate::menu::lines::{Command, Line};
use crate::state::{Calculator, Moment, Screen, Theme};
use crate::templates::{self, Start, TEMPLATES};
use leptos::prelude::{Callback, Get, Set};

/// Its lines.
pub fn lines(calculator: Calculator) -> Vec<Line> {
    let command = |label, mark, keys, enabled: Signal<bool>, act: fn(Calculator)| {
        let act = Callback::new(move |()| act(calculator));
        let (label, aside) = (Cow::Borrowed(label), Cow::Borrowed(keys));
        Line::Command(Command { label, icon: Some(mark), aside, enabled, chosen: None, act })
    };
    let can_undo = flat::flag(move || calculator.can_undo());
    let can_redo = flat::flag(move || calculator.can_redo());
    let mut lines = vec![
        command("Undo", icon::UNDO, "Ctrl+Z", can_undo, Calculator::undo),
        command("Redo", icon::REDO, "Ctrl+Shift+Z", can_redo, Calculator::redo),
        Line::Rule,
        Line::Head("Start again"),
        Line::command("Empty scenario", icon::PLUS, move || templates::begin(calculator, Start::Empty)),
    ];
    lines.extend(TEMPLATES.iter().map(|template| {
        Line::command(template.title, template.icon, move || templates::begin(calculator, template.start))
    }));
    lines.push(Line::command("Your AWS bill", icon::UPLOAD, move || calculator.screen.set(Screen::Bill)));
    lines.push(Line::command("Worked example", icon::BACK, move || reset(calculator)));
    if browser::is_framed() {
        // The theme is the host's choice, and paper would have the frame alone.
        return lines;
    }
    lines.extend([Line::Rule, Line::Head("Theme")]);
    lines.extend(Theme::ALL.map(|theme| {
        let chosen = flat::flag(move || calculator.theme.get() == theme);
        Line::choice(theme.title(), String::new(), chosen, move || calculator.theme.set(theme))
    }));
    lines.extend([Line::Rule, Line::command("Print", icon::PRINT, browser::print)]);
    lines
}

/// Back to the example of the first visit.
fn reset(calculator: Calculator) {
    calculator.replace(Moment::example());
    calculator.say_with_undo("Back to the worked example");
}
