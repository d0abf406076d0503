//! Glossary words: each explains itself in a sentence, on hover, on focus and when it is tapped.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser;
use crate::flat;

/// A word, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word as it stands in the text.
    pub word: &'static str,
    /// What it means, in a sentence or two.
    pub meaning: &'static str,
}

/// The part of a prompt that is the same each time.
pub static PREFIX: Term = Term {
    word: "Prefix",
    meaning: "The start of the prompt that stays the same, such as instructions and tools. Bedrock can keep it in its cache.",
};
/// What is read from cache.
pub static CACHED: Term = Term {
    word: "Read from cache",
    meaning: "The part of your prompts that Bedrock has kept from an earlier request. It costs a fraction of ordinary input.",
};
/// Cache reads for each write.
pub static READS_PER_WRITE: Term = Term {
    word: "Reads per write",
    meaning: "How often a cached prompt is read before it expires and must be written again. On most models writing costs more than ordinary input.",
};
/// Batch.
pub static BATCH: Term = Term {
    word: "Share sent as batch",
    meaning: "Send requests as a file and get the answers later, usually within a day, at half price where the model offers it.",
};
/// Where a request may be served.
pub static SCOPE: Term = Term {
    word: "Inference scope",
    meaning: "Where AWS may run your requests: anywhere, within one geography such as the US or EU, or only in one Region.",
};
/// Tokens.
pub static TOKENS: Term = Term {
    word: "Input tokens a month",
    meaning: "Tokens are the pieces of text that models read and write. 1,000 tokens are about 750 English words.",
};
/// The whole prompt.
pub static PROMPT: Term = Term {
    word: "Prompt",
    meaning: "Everything you send: instructions, tools, documents, history and the question. The cached part belongs to it.",
};
/// What the model writes.
pub static ANSWER: Term = Term { word: "Answer", meaning: "Everything the model writes, its thinking included." };
/// The longest answer that a call asks for.
pub static MAX_TOKENS: Term = Term {
    word: "max_tokens",
    meaning: "The longest answer a call may give. AWS sets aside that many tokens of your quota until the answer arrives.",
};
/// What provisioned throughput is bought in.
pub static MODEL_UNITS: Term = Term {
    word: "Model units",
    meaning: "Capacity of one model that you pay by the hour, used or not. AWS calls this provisioned throughput.",
};
/// A commitment to spend.
pub static COMMITMENT: Term = Term {
    word: "Commitment",
    meaning: "The yearly AWS spend you promised (EDP or PPA). You pay it even if you use less.",
};

/// What would be spent without AI.
pub static SPEND_WITHOUT_AI: Term = Term {
    word: "AWS spend without AI",
    meaning: "Everything on your AWS bill that your contract counts, except Bedrock, before your discount.",
};

/// The word as a button, with its meaning beside it. `of` is the id of what it stands in.
pub fn term(term: &'static Term, of: &str) -> AnyView {
    let tip = format!("{of}-tip");
    let is_open = RwSignal::new(false);
    let open = move |open: bool| -> flat::Clicked { Box::new(move |_| is_open.set(open)) };
    let escape: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.stop_propagation();
            is_open.set(false);
        }
    });
    if browser::IS_HERE {
        // Under the pointer it may not have the focus: Escape puts it away all the same.
        let heard = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape" && is_open.get_untracked() {
                is_open.set(false);
            }
        });
        on_cleanup(move || heard.remove());
    }
    view! {
        <span class="term-place" on:mouseleave=open(false)>
            <button class="term" type="button" aria-describedby=tip.clone() on:mouseenter=open(true) on:click=open(true)
                on:focus=move |_| is_open.set(true) on:blur=move |_| is_open.set(false) on:keydown=escape>
                {term.word}
            </button>
            <span class="tip" role="tooltip" id=tip hidden=move || !is_open.get()><b>{term.word}</b>{term.meaning}</span>
        </span>
    }
    .into_any()
}
