//! The scenario in the address: read when the page opens or the address changes, written after a pause.
//!
//! Only the reader's own changes are written, and only they are kept in this browser as the draft. What reads and writes links is a
//! part of its own ([`late::read_link`]): a page that opens with the example does without it until something is changed.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use exchange::link::{self, Decoded, LinkProblem};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::js_sys::Reflect;

use crate::browser;
use crate::draft;
use crate::late;
use crate::state::{Calculator, Moment, Unread};

/// After which the link is made: the figures are drawn by then, and with forty workloads a link takes as long as a third of pricing.
const MADE_MILLISECONDS: u32 = 34;

/// After which it is written, from then on: Safari refuses to write more than 100 times in 30 seconds.
const PAUSE_MILLISECONDS: u32 = 366;

/// What the address asks for.
#[derive(Clone)]
pub struct Asked {
    /// The moment to begin with.
    pub moment: Moment,
    /// What of it could not be read.
    pub problems: Vec<LinkProblem>,
    /// Whether the address holds a link: what is kept in this browser isn't offered over it.
    pub is_link: bool,
}

impl Asked {
    /// What an address without a link asks for: the example.
    pub fn nothing() -> Self {
        Self { moment: Moment::example(), problems: Vec::new(), is_link: false }
    }
}

/// What the address asks for; the example where it asks for nothing. `None` when it holds a link, and the part that reads links
/// doesn't come.
pub async fn asked() -> Option<Asked> {
    let fragment = browser::fragment();
    if !is_link(&fragment) {
        return Some(Asked::nothing());
    }
    let Decoded { scenario, compared, problems } = late::read_link(fragment).await?;
    let moment = scenario.map_or_else(Moment::example, |scenario| Moment::of(scenario, compared));
    Some(Asked { moment, problems, is_link: true })
}

/// Keeps the address, the draft and the state together from now on.
pub fn keep(calculator: Calculator) {
    let known =
        Rc::new(RefCell::new(Known { arrived: Some(calculator.now()), fragment: browser::fragment(), writing: None }));
    let writer = Rc::clone(&known);
    Effect::new(move || {
        let now = calculator.moment();
        let mut known = writer.borrow_mut();
        known.writing = None;
        // What came from the address is there already, in its sender's words.
        if known.arrived.as_ref() == Some(&now) {
            pend("");
            return;
        }
        known.arrived = None;
        let writer = Rc::clone(&writer);
        known.writing = Some(Timeout::new(MADE_MILLISECONDS, move || {
            let text = if now.is_example { Some(String::new()) } else { late::link_at_once(&now) };
            pend(text.as_deref().unwrap_or_default());
            let known = Rc::clone(&writer);
            let write_it = Timeout::new(PAUSE_MILLISECONDS, move || spawn_local(write(writer, now, text)));
            known.borrow_mut().writing = Some(write_it);
        }));
    });
    // Before the first change needs it.
    spawn_local(late::bring_links());
    for event in ["hashchange", "popstate"] {
        let known = Rc::clone(&known);
        EventListener::new(&window(), event, move |_| hear(calculator, &known)).forget();
    }
}

/// Writes a moment to the address and keeps it as the draft; without its text, as soon as the part that writes links has come.
async fn write(known: Rc<RefCell<Known>>, moment: Moment, text: Option<String>) {
    let text = match text {
        Some(text) => text,
        None => match late::write_link(moment.clone()).await {
            Some(text) => text,
            // The next change asks for the part again.
            None => return,
        },
    };
    // A link that came meanwhile wins.
    if known.borrow().writing.is_none() {
        return;
    }
    browser::write_fragment(&text);
    known.borrow_mut().fragment = browser::fragment();
    draft::keep(&moment, &text);
}

/// What is known of the address.
struct Known {
    /// What the address brought, until it is changed.
    arrived: Option<Moment>,
    /// The fragment last read or written.
    fragment: String,
    writing: Option<Timeout>,
}

/// A link was pasted, or the reader went back or forth: it wins over what is about to be written.
fn hear(calculator: Calculator, known: &Rc<RefCell<Known>>) {
    let fragment = browser::fragment();
    {
        let mut known = known.borrow_mut();
        if known.fragment == fragment || !(fragment.is_empty() || is_link(&fragment)) {
            return;
        }
        known.writing = None;
        known.fragment.clone_from(&fragment);
    }
    let known = Rc::clone(known);
    spawn_local(async move {
        let asked = asked().await;
        // Another one may have come meanwhile.
        if browser::fragment() != fragment {
            return;
        }
        let Some(Asked { moment, problems, .. }) = asked else {
            calculator.say(late::MISSED);
            return;
        };
        let is_unreadable = !fragment.is_empty() && moment.is_example;
        known.borrow_mut().arrived = Some(if is_unreadable { calculator.now() } else { moment.clone() });
        if !is_unreadable {
            calculator.replace(moment);
        }
        calculator.unread.set(Arc::new(Unread { problems, is_whole: is_unreadable }));
    });
}

/// Leaves outside of the program what is about to be written to the address: if the program stops before it is, another
/// instance finds it there.
fn pend(text: &str) {
    let _ = Reflect::set(&window(), &"pending".into(), &text.into());
}

/// What stands in the address for a moment; nothing for the example.
pub fn fragment_of(moment: &Moment) -> String {
    if moment.is_example { String::new() } else { link::encode_with(&moment.scenario, &moment.beside) }
}

/// The page's address with a moment in it. The example is written out: a link keeps its rates.
pub fn link_to(moment: &Moment) -> String {
    format!("{}#{}", browser::address(), link::encode_with(&moment.scenario, &moment.beside))
}

/// Whatever isn't a place on the page was meant as a link: one that can't be read is said, never ignored.
fn is_link(fragment: &str) -> bool {
    !fragment.is_empty() && document().get_element_by_id(fragment).is_none()
}
