//! What the panels of the toolbar show.

use answer::{Element, el};
use pricing::presets;
use pricing::scenario::Scenario;
use pricing::words;

use super::Copied;
use crate::address;
use crate::field::{button, text_input};

/// The presets by name, each with its publication.
pub fn presets(present: &Scenario) -> Vec<Element> {
    let item = |preset: presets::Preset| {
        let presets::Publication { publisher, published, .. } = preset.publication;
        let note = format!("{} {publisher}, {published}", preset.about);
        let button = button(preset.id, "")
            .class("preset")
            .with_if(preset.scenario == *present, "aria-current", "true")
            .child(el("span").class("preset-name").text(preset.title))
            .child(el("span").class("preset-note").text(&note));
        el("li").child(button)
    };
    vec![
        el("p").text("Loading a preset replaces the scenario. Undo brings yours back."),
        el("ul").children(presets::presets().into_iter().map(item)),
    ]
}

/// The link, and in words what it holds.
pub fn link(scenario: &Scenario, copied: Copied) -> Vec<Element> {
    let title = if copied == Copied::Done { "Link copied." } else { "Copy this link." };
    let (length, aim) = (words::link_length(scenario), words::LINK_CHARACTERS_AIM);
    let mut says = format!(" {} of {} characters.", count(length), count(aim));
    if length > aim {
        says = format!(
            " {} characters: over {}, so a mail or chat program may cut it. Check what arrives.",
            count(length),
            count(aim)
        );
    }
    let input = text_input("link-text", &address::link_to(scenario)).with("readonly", "");
    let holds = words::link_holds(scenario).into_iter().map(|part| el("li").text(&part));
    let private =
        "Anyone with the link sees these. They are in the part after #, which a browser doesn’t send to a server.";
    vec![
        el("p").child(el("strong").text(title)).text(&says),
        el("div").class("field field-wide").child(el("label").with("for", "link-text").text("Link")).child(input),
        el("p").text("It holds:"),
        el("ul").class("plain-list").children(holds),
        el("p").key("private").class("quiet").text(private),
        button("close", "Close"),
    ]
}

fn count(count: usize) -> String {
    words::count(u64::try_from(count).unwrap_or(u64::MAX))
}
