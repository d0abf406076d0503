//! What the panels of the toolbar show.

use answer::{Markup, when};
use exchange::link;
use exchange::presets;
use explain::words;
use pricing::scenario::Scenario;

use super::Copied;
use crate::address;
use crate::state::Beside;

/// The presets by name, each with its publication.
pub fn presets(page: &mut Markup, present: &Scenario) {
    page.add("<p>Loading a preset replaces the scenario. Undo brings yours back.</p><ul>", &[]);
    for preset in &presets::presets() {
        let presets::Publication { publisher, published, .. } = &preset.publication;
        page.add(
            "<li><button key='{}' type='button' data-act='{}' class='preset' ?aria-current='true'><span class='preset-name'>{}</span><span class='preset-note'>{} {}, {}</span></button></li>",
            &[
                preset.id,
                preset.id,
                when(preset.scenario == *present),
                preset.title,
                preset.about,
                publisher,
                published,
            ],
        );
    }
    page.end();
}

/// The link, and in words what it holds.
pub fn link(page: &mut Markup, scenario: &Scenario, beside: &Beside, copied: Copied) {
    let title = if copied == Copied::Done { "Link copied." } else { "Copy this link." };
    page.add("<p><strong>{}</strong> ", &[title]);
    let (length, aim) = (link::length(scenario, beside), link::CHARACTERS_AIM);
    let slots = [&*count(length), &*count(aim)];
    if length > aim {
        page.add("{} characters: over {}, so a mail or chat program may cut it. Check what arrives.</p>", &slots);
    } else {
        page.add("{} of {} characters.</p>", &slots);
    }
    page.add(
        "<div class='field field-wide'><label for='link-text'>Link</label><input key='link-text' id='link-text' type='text' autocomplete='off' spellcheck='false' value='{}' readonly/></div><p>It holds:</p><ul class='plain-list'>",
        &[&address::link_to(scenario, beside)],
    );
    for part in &words::link_holds(scenario, beside) {
        page.add("<li>{}</li>", &[part]);
    }
    page.add(
        "</ul><p key='private' class='quiet'>Anyone with the link sees these. They are in the part after #, which a browser doesn’t send to a server.</p><button key='close' type='button' data-act='close'>Close</button>",
        &[],
    );
}

fn count(count: usize) -> String {
    words::count(u64::try_from(count).unwrap_or(u64::MAX))
}
