//! A picture: its caption, its drawing in words too, and its numbers as a table.

use explain::Table;

use crate::Look;
use crate::markup::Markup;
use crate::table::table;

/// A picture: its class, which the classes in it begin with, its key, and the class of its table; `draw` writes one
/// drawing or more.
#[inline(never)]
pub(crate) fn picture(
    page: &mut Markup,
    [class, key, of_table]: [&str; 3],
    [caption, note]: [&str; 2],
    numbers: &Table,
    look: &Look,
    draw: &dyn Fn(&mut Markup),
) {
    page.add(
        "<figure class='{}' key='{}'><figcaption>{}</figcaption><div class='{}-picture'>",
        &[class, key, caption, class],
    );
    draw(page);
    page.add(
        "</div><p class='{}-note'>{}</p><details class='disclosure'><summary>The same numbers as a table</summary>",
        &[class, note],
    );
    table(page, numbers, of_table, look);
    page.add("</details></figure>", &[]);
}

/// Begins the drawing of a picture, with its title and every figure of it in words for those who can't see it. What is
/// written next is drawn in it, until it is [ended](Markup::end).
#[inline(never)]
pub(crate) fn drawing(page: &mut Markup, name: &str, class: &str, height: &str, [title, words]: [&str; 2]) {
    page.add(
        "<svg class='{}' height='{}' role='img' aria-labelledby='{}-title {}-text'><title id='{}-title'>{}</title><desc id='{}-text'>{}</desc>",
        &[class, height, name, name, name, title, name, words],
    );
}
