//! The part of the program that isn't in the first load, and proof that it is there.

use crate::markup::{Markup, when};

/// Where the part is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// In the program: everywhere but in the production build of the page.
    #[default]
    Here,
    /// Not asked for.
    Away,
    /// On its way.
    Coming,
    /// It could not be fetched.
    Failed,
}

/// Proof that the part is there. What is loaded on demand asks for it, so that nothing can call it before.
#[derive(Clone, Copy, Debug)]
pub struct Here(());

impl Part {
    /// Proof that the part is there, where it is.
    pub fn here(self) -> Option<Here> {
        (self == Self::Here).then_some(Here(()))
    }
}

/// What stands in place of what needs the part.
pub(crate) fn waiting(page: &mut Markup, part: Part) {
    let failed = part == Part::Failed;
    let text = if failed { "This part of the page couldn’t be loaded." } else { "Loading…" };
    page.add("<p role='status'>{}</p>", &[text]);
    page.add("<button type='button' data-part='' ?hidden>Try again</button>", &[when(!failed)]);
}
