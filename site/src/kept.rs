//! State of the page beside the scenario: what is open, chosen, typed.
//!
//! A signal is compiled anew for each type that it holds. Here the value is plain, and what tells of a change is
//! one trigger, compiled once: the page's WASM is half the size for it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use reactive_graph::graph::{AnySource, AnySubscriber, ReactiveNode, Subscriber, WithObserver};
use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};

/// A value that elements are made from; reading it in an effect makes the effect run again when it changes.
///
/// Copies share the value, which lives as long as the page.
pub struct Kept<T: 'static>(&'static State<T>);

struct State<T> {
    value: RefCell<Rc<T>>,
    changed: ArcTrigger,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kept<T> {}

impl<T> Kept<T> {
    /// A value to begin with.
    pub fn new(value: T) -> Self {
        let state = State { value: RefCell::new(Rc::new(value)), changed: ArcTrigger::new() };
        Self(Box::leak(Box::new(state)))
    }

    /// The value, tracked.
    pub fn read(self) -> Rc<T> {
        track(&self.0.changed);
        self.now()
    }

    /// The value, without tracking.
    pub fn now(self) -> Rc<T> {
        Rc::clone(&self.0.value.borrow())
    }

    /// Another value in its place, without telling anybody: for what an effect leaves to its next run.
    pub fn put(self, value: T) {
        self.0.value.replace(Rc::new(value));
    }

    /// Another value in its place.
    pub fn set(self, value: T) {
        self.put(value);
        notify(&self.0.changed);
    }
}

#[inline(never)]
fn track(changed: &ArcTrigger) {
    changed.track();
}

#[inline(never)]
fn notify(changed: &ArcTrigger) {
    changed.notify();
}

impl<T: Clone> Kept<T> {
    /// A copy of the value, tracked.
    pub fn get(self) -> T {
        T::clone(&self.read())
    }

    /// A copy of the value, without tracking.
    pub fn get_now(self) -> T {
        T::clone(&self.now())
    }

    /// Changes the value, and gives what the change gives.
    pub fn update<U>(self, change: impl FnOnce(&mut T) -> U) -> U {
        let mut value = self.get_now();
        let given = change(&mut value);
        self.set(value);
        given
    }
}

/// What runs again when something that it has read changes. It lives as long as the page.
struct Effect {
    run: RefCell<Box<dyn FnMut()>>,
    /// Whether something has changed since it began to run.
    is_due: Cell<bool>,
    /// What the triggers of the values that it reads know it by.
    subscriber: AnySubscriber,
}

thread_local! {
    /// All effects, each at the place that its subscriber names.
    static EFFECTS: RefCell<Vec<&'static Effect>> = const { RefCell::new(Vec::new()) };
    /// The effects that are due after what [`together`] changes; `None` while they run at once.
    static WAITING: RefCell<Option<Vec<&'static Effect>>> = const { RefCell::new(None) };
}

/// An effect as the reactive graph sees it: the place of the effect, since the graph asks for what threads can share.
struct Place(usize);

impl ReactiveNode for Place {
    fn mark_dirty(&self) {
        let effect = EFFECTS.with_borrow(|effects| effects.get(self.0).copied());
        if let Some(effect) = effect {
            effect.is_due.set(true);
            let waits = WAITING.with_borrow_mut(|waiting| waiting.as_mut().map(|waiting| waiting.push(effect)));
            if waits.is_none() {
                effect.run_if_due();
            }
        }
    }

    fn mark_check(&self) {}

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        false
    }
}

/// A trigger forgets who has read it when it tells of a change. So there is nothing to take back, and at worst an effect
/// runs once too often.
impl Subscriber for Place {
    fn add_source(&self, _: AnySource) {}

    fn clear_sources(&self, _: &AnySubscriber) {}
}

impl Effect {
    /// Runs where it is due. What makes it due while it runs makes it run once more after.
    #[inline(never)]
    fn run_if_due(&self) {
        if let Ok(mut run) = self.run.try_borrow_mut() {
            while self.is_due.replace(false) {
                self.subscriber.with_observer(&mut *run);
            }
        }
    }
}

/// Runs now, and again whenever something changes that it has read.
///
/// What changes while it runs, by an event that its own change of the document sets off, makes it run once more after.
pub fn effect(run: Box<dyn FnMut()>) {
    let place = EFFECTS.with_borrow(Vec::len);
    let node: Arc<dyn Subscriber + Send + Sync> = Arc::new(Place(place));
    let subscriber = AnySubscriber(place, Arc::downgrade(&node));
    // It lives as long as the page.
    core::mem::forget(node);
    let effect: &'static Effect =
        Box::leak(Box::new(Effect { run: RefCell::new(run), is_due: Cell::new(true), subscriber }));
    EFFECTS.with_borrow_mut(|effects| effects.push(effect));
    effect.run_if_due();
}

/// Changes several things before what depends on them runs.
#[inline(never)]
pub fn together(change: &mut dyn FnMut()) {
    let is_outermost = WAITING.with_borrow_mut(|waiting| {
        let is_outermost = waiting.is_none();
        waiting.get_or_insert_default();
        is_outermost
    });
    change();
    if is_outermost {
        for effect in WAITING.take().unwrap_or_default() {
            effect.run_if_due();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::{Kept, effect, together};

    #[test]
    fn an_effect_runs_once_for_what_changes_together() {
        let (one, other) = (Kept::new(1), Kept::new(2));
        let seen = Rc::new(RefCell::new(Vec::new()));
        let log = Rc::clone(&seen);
        effect(Box::new(move || log.borrow_mut().push(one.get() + other.get())));
        one.set(10);
        together(&mut || {
            one.set(20);
            together(&mut || other.set(30));
        });
        other.put(0);
        assert_eq!(*seen.borrow(), [3, 12, 50]);
        other.set(1);
        assert_eq!(seen.borrow().last(), Some(&21));
    }

    #[test]
    fn a_change_that_an_effect_makes_to_itself_runs_it_once_more() {
        let value = Kept::new(0);
        let runs = Rc::new(RefCell::new(0));
        let count = Rc::clone(&runs);
        effect(Box::new(move || {
            *count.borrow_mut() += 1;
            if value.get() == 1 {
                value.set(2);
            }
        }));
        value.set(1);
        assert_eq!((*runs.borrow(), value.get_now()), (3, 2));
    }
}
