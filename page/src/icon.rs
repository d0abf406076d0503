//! The page's small pictures: strokes on a field of 16 by 16, in the color of the text around them.

use leptos::prelude::*;

/// An icon: the strokes of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(&'static str);

/// Opens a list or a group below.
pub const DOWN: Icon = Icon("m4 6 4 4 4-4");
/// Opens something to the right.
pub const RIGHT: Icon = Icon("m6 4 4 4-4 4");
/// Goes on.
pub const ARROW: Icon = Icon("M3 8h10M9 4l4 4-4 4");
/// Adds an entry.
pub const PLUS: Icon = Icon("M8 3.5v9M3.5 8h9");
/// Removes or closes.
pub const CLOSE: Icon = Icon("m4 4 8 8M12 4l-8 8");
/// Can be renamed.
pub const PENCIL: Icon = Icon("m3 13 .6-2.6 7-7 2 2-7 7z");
/// Good.
pub const CHECK: Icon = Icon("m3.5 8.5 3 3 6-7");
/// Look here.
pub const ALERT: Icon = Icon("M8 4.5v4.5M8 11.8v.2");
/// Something is wrong with a field.
pub const WARNING: Icon = Icon("M8 2.4 14.2 13H1.8zM8 6.4v3M8 11.3v.1");
/// Finds something.
pub const SEARCH: Icon = Icon("M11.2 7a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 0 1 8.4 0zM10.2 10.2l3.3 3.3");
/// Opens the menu of a phone.
pub const MENU: Icon = Icon("M2.5 4.5h11M2.5 8h11M2.5 11.5h11");
/// More commands.
pub const MORE: Icon = Icon("M3 8h.01M8 8h.01M13 8h.01");

/// The icon, in pixels across. It says nothing to a screen reader: what it stands beside does.
pub fn icon(icon: Icon, size: &'static str) -> AnyView {
    view! {
        <svg width=size height=size viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=icon.0></path></svg>
    }
    .into_any()
}
