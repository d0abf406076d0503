//! What the panel of saved scenarios shows.

use answer::{Markup, truth, when};
use exchange::link;
use explain::words;
use pricing::harmless::start_of;

use super::stored::{SAVED_MAX, Saved};
use super::{Desk, Trouble};

/// The panel: save, then what is saved.
pub fn panel(page: &mut Markup, desk: Desk) {
    let shelf = desk.shelf.read();
    page.add(
        "<p>Saved in this browser only. A link in the address always comes first.</p><div class='field field-wide'><label for='scenario-name'>Name</label><input key='scenario-name' id='scenario-name' type='text' autocomplete='off' spellcheck='false' maxlength='80' value='{}'/></div>",
        &[&desk.name_to_save()],
    );
    page.add(
        "<div class='buttons'><button type='button' data-act='scenario-save' key='save'>Save this scenario</button>",
        &[],
    );
    if shelf.is_taken {
        page.add("<button type='button' data-act='scenario-replace' key='replace'>Replace it</button>", &[]);
    }
    page.add("</div><p role='status' key='said'><bdi>{}</bdi> ", &[&shelf.said]);
    if shelf.undo.is_some() {
        page.add("<button type='button' data-act='scenario-undo' id='scenario-undo'>Undo this</button>", &[]);
    }
    page.end();
    match shelf.trouble {
        None => {}
        Some(Trouble::Blocked) => page.add(
            "<p class='box box-notice' key='trouble'>This browser keeps nothing for this page: it is private, or its storage is off. What you save stays until the page is closed. Copy a link to keep it.</p>",
            &[],
        ),
        Some(Trouble::Full) => page.add(
            "<p class='box box-error' key='trouble'>The browser didn’t keep it: its storage is full. Delete a scenario, or copy a link instead.</p>",
            &[],
        ),
        Some(Trouble::Unreadable) => page.add(
            "<div class='box box-error' key='trouble'><p>What this browser keeps here was written by something newer, or damaged. It stays as it is, so nothing can be saved.</p><div class='buttons'><button type='button' data-act='scenario-clear'>Delete it for good</button></div></div>",
            &[],
        ),
    }
    if shelf.saved.is_empty() {
        return page.add("<p class='quiet' key='none'>Nothing is saved yet.</p>", &[]);
    }
    let present = link::encode(&desk.calculator.scenario());
    page.add("<ul key='saved' class='saved' aria-label='Saved scenarios'>", &[]);
    for (index, saved) in shelf.saved.iter().take(SAVED_MAX).enumerate() {
        let renamed = shelf.renamed.as_ref().filter(|(place, _)| *place == index).map(|(_, draft)| draft.as_str());
        entry(page, desk, index, saved, saved.link == present, renamed);
    }
    page.end();
    if shelf.saved.len() > SAVED_MAX {
        page.add("<p>{} more aren’t shown.</p>", &[&(shelf.saved.len() - SAVED_MAX).to_string()]);
    }
}

fn entry(page: &mut Markup, desk: Desk, index: usize, saved: &Saved, is_present: bool, renamed: Option<&str>) {
    let (place, name) = (index.to_string(), super::shown_name(saved));
    page.add("<li key='{}'>", &[&[&saved.name, "\t", &saved.link].concat()]);
    if let Some(draft) = renamed {
        page.add(
            "<div class='field field-wide'><label for='scenario-rename'>New name</label><input id='scenario-rename' type='text' autocomplete='off' spellcheck='false' maxlength='80' value='{}'/></div><div class='buttons'><button type='button' data-act='scenario-renamed'>Rename</button><button type='button' data-act='scenario-keep'>Cancel</button></div>",
            &[draft],
        );
        return page.end();
    }
    let read = desk.scenario_of(saved);
    let about = match &read {
        Some(scenario) => words::workloads(scenario, &desk.calculator.card()),
        None => "Not readable: ".to_owned() + &start_of(&saved.link),
    };
    page.add(
        "<button type='button' class='preset' data-act='scenario-open-{}' aria-disabled='{}' ?aria-current='true'><span class='preset-name'><bdi>{}</bdi></span><span class='preset-note'>{}</span></button><div class='buttons'>",
        &[&place, truth(read.is_none()), when(is_present), &name, &about],
    );
    for (act, label) in [("compare", "Compare"), ("rename", "Rename"), ("copy", "Duplicate"), ("delete", "Delete")] {
        if read.is_some() || act == "delete" {
            page.add(
                "<button type='button' id='scenario-{}-{}' data-act='scenario-{}-{}' aria-label='{}: {}'>{}</button>",
                &[act, &place, act, &place, label, &name, label],
            );
        }
    }
    page.add("</div></li>", &[]);
}
