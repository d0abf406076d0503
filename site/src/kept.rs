//! State of the page beside the scenario: what is open, chosen, typed.
//!
//! A signal is compiled anew for each type that it holds. Here the value is plain, and what tells of a change is
//! one trigger, compiled once: the page's WASM is half the size for it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use reactive_graph::effect::{ImmediateEffect, batch};
use reactive_graph::signal::Trigger;
use reactive_graph::traits::{Notify, Track};
use send_wrapper::SendWrapper;

/// A value that elements are made from; reading it in an effect makes the effect run again when it changes.
///
/// Copies share the value, which lives as long as the page.
pub struct Kept<T: 'static> {
    value: &'static RefCell<Rc<T>>,
    changed: Trigger,
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
        Self { value: Box::leak(Box::new(RefCell::new(Rc::new(value)))), changed: Trigger::new() }
    }

    /// The value, tracked.
    pub fn read(self) -> Rc<T> {
        track(self.changed);
        self.now()
    }

    /// The value, without tracking.
    pub fn now(self) -> Rc<T> {
        Rc::clone(&self.value.borrow())
    }

    /// Another value in its place, without telling anybody: for what an effect leaves to its next run.
    pub fn put(self, value: T) {
        self.value.replace(Rc::new(value));
    }

    /// Another value in its place.
    pub fn set(self, value: T) {
        self.put(value);
        notify(self.changed);
    }
}

#[inline(never)]
fn track(changed: Trigger) {
    changed.track();
}

#[inline(never)]
fn notify(changed: Trigger) {
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

/// Runs now, and again whenever something changes that it has read.
///
/// What changes while it runs, by an event that its own change of the document sets off, makes it run once more after.
pub fn effect(run: Box<dyn FnMut()>) {
    let run = SendWrapper::new((RefCell::new(run), Cell::new(false)));
    let effect = ImmediateEffect::new(move || {
        let (run, again) = &*run;
        again.set(true);
        if let Ok(mut run) = run.try_borrow_mut() {
            while again.replace(false) {
                run();
            }
        }
    });
    // It runs as long as the page lives.
    core::mem::forget(effect);
}

/// Changes several things before what depends on them runs.
#[inline(never)]
pub fn together(change: &mut dyn FnMut()) {
    batch(change);
}
