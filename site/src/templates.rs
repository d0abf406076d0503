//! Where a reader starts: an empty scenario, or one of seven that are like theirs. What stands in them is loaded on demand.

mod scenarios;

pub use scenarios::open;

use crate::icon::{self, Icon};
use crate::late;
use crate::state::Calculator;

/// What a reader can start with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// An empty workload, every lever off.
    Empty,
    /// Live answers, long cached prompt.
    SupportChat,
    /// The same, each prompt and answer checked.
    ScreenedChat,
    /// Millions of pages, overnight batch.
    DocumentPipeline,
    /// Search, rerank and answer.
    Retrieval,
    /// Several calls a request, tools.
    Agent,
    /// Training, storage and serving.
    FineTuned,
    /// AI inside an AWS commitment.
    Committed,
}

/// A scenario to start from.
pub struct Template {
    /// What it is for.
    pub title: &'static str,
    /// What is special about it, in a few words.
    pub about: &'static str,
    /// Its picture.
    pub icon: Icon,
    /// What it starts with.
    pub start: Start,
}

/// The templates.
pub static TEMPLATES: [Template; 7] = [
    Template {
        title: "Support chat",
        about: "Live answers, long cached prompt",
        icon: icon::CHAT,
        start: Start::SupportChat,
    },
    Template {
        title: "Screened chat",
        about: "Compliance checks each prompt",
        icon: icon::SHIELD,
        start: Start::ScreenedChat,
    },
    Template {
        title: "Document pipeline",
        about: "Millions of pages, overnight batch",
        icon: icon::DOCUMENT,
        start: Start::DocumentPipeline,
    },
    Template {
        title: "Retrieval assistant",
        about: "Search, rerank and answer",
        icon: icon::BOOK,
        start: Start::Retrieval,
    },
    Template { title: "Agent", about: "Several calls a request, tools", icon: icon::BOLT, start: Start::Agent },
    Template {
        title: "Fine-tuned model",
        about: "Training, storage and serving",
        icon: icon::TUNED,
        start: Start::FineTuned,
    },
    Template {
        title: "Committed enterprise",
        about: "AI inside an AWS commitment",
        icon: icon::BANK,
        start: Start::Committed,
    },
];

/// Starts with it, as one step that can be undone.
pub fn begin(calculator: Calculator, start: Start) {
    late::begin(calculator, start);
}
