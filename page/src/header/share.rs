//! The menu Share.

use crate::address;
use crate::browser;
use crate::icon;
use crate::menu::Line;
use crate::state::Calculator;

/// Its lines.
pub fn lines(calculator: Calculator) -> Vec<Line> {
    vec![Line::Head("Share"), Line::command("Copy link", icon::LINK, move || copy_link(calculator))]
}

fn copy_link(calculator: Calculator) {
    let moment = calculator.now();
    let link = address::link_to(&moment);
    // The address says the same, for browsers that don't let a page copy.
    browser::write_fragment(&address::fragment_of(&moment));
    browser::copy(&link, move |is_copied| {
        calculator.say(if is_copied {
            "Link copied"
        } else {
            "Your browser didn’t allow copying. The address bar has the link."
        });
    });
}
