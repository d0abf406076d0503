//! The page's small pictures: strokes on a field of 16 by 16, in the color of the text around them.

use leptos::prelude::*;

/// An icon: the strokes of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(&'static str);

/// Opens a list or a group below.
pub const DOWN: Icon = Icon("m4 6 4 4 4-4");
/// Back to the top.
pub const UP: Icon = Icon("m4 10 4-4 4 4");
/// Opens something to the right.
pub const RIGHT: Icon = Icon("m6 4 4 4-4 4");
/// Goes on.
pub const ARROW: Icon = Icon("M3 8h10M9 4l4 4-4 4");
/// Goes back.
pub const LEFT: Icon = Icon("m10 4-4 4 4 4");
/// A printed page.
pub const PAGE: Icon = Icon("M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 8.5h4M6 11h4");
/// A table.
pub const TABLE: Icon = Icon("M3 3h10v10H3zM2.5 6.5h11M6.5 6.5V13");
/// Saves a file.
pub const DOWNLOAD: Icon = Icon("M8 2.5v7M5 6.8l3 3 3-3M3 13h10");
/// Opens a file.
pub const UPLOAD: Icon = Icon("M8 10.5v-8M5 5.7l3-3 3 3M3 13h10");
/// Code of another page.
pub const CODE: Icon = Icon("M5.5 5 2.5 8l3 3M10.5 5l3 3-3 3");
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
/// A fact.
pub const INFO: Icon = Icon("M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 7.4v3.4M8 5.1v.1");
/// Opens the menu of a phone.
pub const MENU: Icon = Icon("M2.5 4.5h11M2.5 8h11M2.5 11.5h11");
/// More commands.
pub const MORE: Icon = Icon("M2.9 8h.2M7.9 8h.2M12.9 8h.2");
/// A link.
pub const LINK: Icon = Icon(
    "M6.5 9.5l3-3M7.2 4.8l1.6-1.6a2.6 2.6 0 0 1 3.9 3.4l-.2.3-1.7 1.6M8.8 11.2l-1.6 1.6a2.6 2.6 0 0 1-3.9-3.4l.2-.3 1.7-1.6",
);
/// Takes back.
pub const UNDO: Icon = Icon("M5.5 3 2.5 6l3 3M2.5 6h7a3.5 3.5 0 0 1 0 7H6");
/// Does again.
pub const REDO: Icon = Icon("m10.5 3 3 3-3 3M13.5 6h-7a3.5 3.5 0 0 0 0 7H10");
/// Back to the beginning.
pub const BACK: Icon = Icon("M3 8a5 5 0 1 0 1.6-3.7M4.4 1.8v2.7h2.7");
/// To paper.
pub const PRINT: Icon = Icon("M4.5 6V2.5h7V6M4.5 12H2.5V6h11v6h-2M4.5 9.5h7v4h-7z");
/// A point in time.
pub const CLOCK: Icon = Icon("M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM8 5v3.2l2 1.3");
/// Nothing, in the room of an icon.
pub const NONE: Icon = Icon("");
/// A conversation.
pub const CHAT: Icon = Icon("M2.5 4.5a2 2 0 0 1 2-2h7a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H7l-3.5 3v-3h0a1 1 0 0 1-1-1z");
/// A document.
pub const DOCUMENT: Icon = Icon("M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 8.5h4M6 11h4");
/// A book.
pub const BOOK: Icon = Icon("M3 3.5c2 0 4 .3 5 1.4 1-1.1 3-1.4 5-1.4v8.6c-2 0-4 .3-5 1.4-1-1.1-3-1.4-5-1.4zM8 4.9v8.6");
/// Something that acts by itself.
pub const BOLT: Icon = Icon("M9 2 3.8 9H8l-1 5 5.2-7H8z");
/// Something that was tuned.
pub const TUNED: Icon = Icon(
    "M3 4.5h6M12 4.5h1M3 11.5h1M7 11.5h6M12 4.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM7 11.5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0z",
);
/// A check of what passes.
pub const SHIELD: Icon = Icon("M8 2 13 4v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4zM5.8 8l1.6 1.6L10.4 6.4");
/// A large organization.
pub const BANK: Icon = Icon("M3 13.5h10M4.5 13.5V6.5M8 13.5V6.5M11.5 13.5V6.5M2.5 6.5 8 2.5l5.5 4z");

/// The icon, in pixels across. It says nothing to a screen reader: what it stands beside does.
pub fn icon(icon: Icon, size: &'static str) -> AnyView {
    let class = (icon == MORE).then_some("dots");
    view! {
        <svg class=class width=size height=size viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=icon.0></path></svg>
    }
    .into_any()
}
