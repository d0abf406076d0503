//! Scenarios side by side. Loaded on demand.

use explain::chart::length;
use explain::{ComparedRow, ComparisonWords, NO_COMPARISON, Side};

use crate::explanation::{explanation, explanation_row, opener, tag};
use crate::markup::{Markup, when};
use crate::picture::picture;
use crate::table::head;
use crate::{Here, Look};

/// What can be added to a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What tells it from the others.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// Whether it is the one that is added next.
    pub is_chosen: bool,
}

impl Choice {
    /// A choice that isn't made.
    pub fn new(value: String, label: String) -> Self {
        Self { value, label, is_chosen: false }
    }
}

/// Scenarios side by side. `named` is what the present one is called, `told` what has just happened.
///
/// Its buttons say by `data-act` what they do: `compare-add`, and with the place of a scenario `compare-first-1`,
/// `compare-open-1` and `compare-remove-1`; `select#compare-with` chooses what is added, `input#compare-name` names the
/// present one.
#[inline(never)]
pub fn compare(
    page: &mut Markup,
    words: &ComparisonWords,
    choices: &[Choice],
    [named, told]: [&str; 2],
    look: &Look,
    here: Here,
) {
    if words.sides.len() < 2 {
        page.add("<p key='none'>{}</p>", &[NO_COMPARISON]);
        return adding(page, choices, told);
    }
    let note = "Bars from zero. The first is what the others are held against.";
    picture(page, ["plot", "compared", "table stacks"], [&words.lead, note], &words.numbers, look, &|page| {
        bars(page, &words.sides);
    });
    for note in &words.notes {
        page.add("<p class='box box-notice'>{}</p>", &[note]);
    }
    page.add("<ol class='compared' key='sides' id='compare-sides' tabindex='-1' aria-label='Compared scenarios'>", &[]);
    for (index, side) in words.sides.iter().enumerate() {
        self::side(page, index, side, named);
    }
    page.end();
    adding(page, choices, told);
    page.add(
        "<table class='table wide long' role='table' key='rows'><caption>Each figure, and how far it lies from A.</caption><thead role='rowgroup'><tr role='row'>",
        &[],
    );
    head(page, "Figure", "");
    for side in &words.sides {
        head(page, &label(side), "number");
    }
    page.add("</tr></thead><tbody role='rowgroup'>", &[]);
    for row in &words.rows {
        self::row(page, row, &words.sides, look, here);
    }
    page.add("</tbody></table>", &[]);
}

fn label(side: &Side) -> String {
    format!("{} {}", side.letter, side.name)
}

fn side(page: &mut Markup, index: usize, side: &Side, named: &str) {
    let (label, index_text) = (label(side), index.to_string());
    page.add(
        "<li key='{}'><p><strong>{}</strong> <bdi>{}</bdi> ",
        &[if side.is_here { "here" } else { &label }, side.letter, &side.name],
    );
    if side.is_here {
        tag(page, "open here");
    }
    page.add("</p><p class='hint'>{}</p>", &[&side.about]);
    if !side.why.is_empty() {
        page.add("<p class='error'>{}</p>", &[&side.why]);
    }
    if !side.problems.is_empty() {
        page.add(
            "<div class='box box-error'><p class='box-title'>Part of this one couldn’t be read</p><ul class='plain-list'>",
            &[],
        );
        for problem in &side.problems {
            page.add("<li>{}</li>", &[problem]);
        }
        page.add("</ul></div>", &[]);
    }
    if side.is_here {
        page.add(
            "<div class='field no-print' key='name'><label for='compare-name'>Its name</label><input key='compare-name' id='compare-name' type='text' autocomplete='off' spellcheck='false' maxlength='80' value='{}'/></div>",
            &[named],
        );
    }
    page.add("<div class='buttons no-print'>", &[]);
    for (act, name, is_there) in [
        ("first", "Make first", index > 0),
        ("open", "Open", !side.is_here && !side.about.is_empty()),
        ("remove", "Remove", !side.is_here),
    ] {
        if is_there {
            page.add(
                "<button key='{}' type='button' data-act='compare-{}-{}' aria-label='{}: {}'>{}</button>",
                &[act, act, &index_text, name, &label, name],
            );
        }
    }
    page.add("</div></li>", &[]);
}

/// What adds one more.
fn adding(page: &mut Markup, choices: &[Choice], told: &str) {
    page.add(
        "<div class='compare-add no-print' key='add'><label for='compare-with'>Compare with</label><select id='compare-with'>",
        &[],
    );
    for choice in choices {
        let slots = [&choice.value, when(choice.is_chosen), &choice.label];
        page.add("<option value='{}' ?selected>{}</option>", &slots);
    }
    page.add(
        "</select><button type='button' data-act='compare-add'>Add to comparison</button><p role='status'>{}</p></div>",
        &[told],
    );
}

/// A bar for each; its words and its figure are text, so that they wrap and can be read.
fn bars(page: &mut Markup, sides: &[Side]) {
    for (index, side) in sides.iter().enumerate() {
        let figure = if side.figure.is_empty() { "no price" } else { &side.figure };
        page.add(
            "<div class='bar-row'><span>{} <bdi>{}</bdi></span><svg height='20' width='100%' aria-hidden='true'><rect class='{}' height='20' width='{}'></rect></svg><span class='figure'>{}</span></div>",
            &[side.letter, &side.name, if index == 0 { "bar-list" } else { "bar-paid" }, &length(side.length), figure],
        );
    }
}

fn row(page: &mut Markup, row: &ComparedRow, sides: &[Side], look: &Look, _: Here) {
    page.add("<tr role='row' key='{}'><th role='rowheader' scope='row'>", &[&row.id]);
    opener(page, &row.id, &row.name, look);
    page.end();
    for (cell, side) in row.cells.iter().zip(sides) {
        page.add(
            "<td class='number' role='cell' data-label='{}'>{}<span class='unit under {}' ?hidden>{}</span></td>",
            &[&label(side), &cell.figure, cell.direction.class(), when(cell.difference.is_empty()), &cell.difference],
        );
    }
    page.end();
    explanation_row(page, &row.id, row.cells.len() + 1, look, &|page, here| explanation(page, &row.opens, here));
}
