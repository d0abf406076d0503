//! State of the page beside the scenario: what is open, chosen, typed; and what runs again when it changes.
//!
//! A value is plain. Beside it stands who has read it, and that is compiled once for values of every type.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A value that elements are made from; reading it in an effect makes the effect run again when it changes.
///
/// Copies share the value, which lives as long as the page.
pub struct Kept<T: 'static>(&'static State<T>);

struct State<T> {
    value: RefCell<Rc<T>>,
    readers: Readers,
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
        let state = State { value: RefCell::new(Rc::new(value)), readers: Readers::default() };
        Self(Box::leak(Box::new(state)))
    }

    /// The value, tracked.
    pub fn read(self) -> Rc<T> {
        self.0.readers.add();
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
        self.0.readers.tell();
    }
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

/// The effects that have read a value since it last changed.
#[derive(Default)]
struct Readers(RefCell<Vec<&'static Effect>>);

/// What runs again when something that it has read changes. It lives as long as the page.
struct Effect {
    run: RefCell<Box<dyn FnMut()>>,
    /// Whether something has changed since it began to run.
    is_due: Cell<bool>,
}

thread_local! {
    /// The effect that runs now, the innermost.
    static RUNNING: Cell<Option<&'static Effect>> = const { Cell::new(None) };
    /// The effects that are due after what [`together`] changes; `None` while they run at once.
    static WAITING: Cell<Option<Vec<&'static Effect>>> = const { Cell::new(None) };
}

impl Readers {
    /// The effect that runs now reads.
    #[inline(never)]
    fn add(&self) {
        let mut readers = self.0.borrow_mut();
        if let Some(effect) = RUNNING.get()
            && !readers.iter().any(|reader| core::ptr::eq(*reader, effect))
        {
            readers.push(effect);
        }
    }

    /// The value has changed: who has read it is due, and reads it again or doesn't care any more.
    #[inline(never)]
    fn tell(&self) {
        for effect in self.0.take() {
            effect.is_due.set(true);
            match WAITING.take() {
                Some(mut waiting) => {
                    waiting.push(effect);
                    WAITING.set(Some(waiting));
                }
                None => effect.run_if_due(),
            }
        }
    }
}

impl Effect {
    /// Runs where it is due. What makes it due while it runs makes it run once more after.
    #[inline(never)]
    fn run_if_due(&'static self) {
        if let Ok(mut run) = self.run.try_borrow_mut() {
            let outer = RUNNING.replace(Some(self));
            while self.is_due.replace(false) {
                run();
            }
            RUNNING.set(outer);
        }
    }
}

/// Runs now, and again whenever something changes that it has read.
///
/// What changes while it runs, by an event that its own change of the document sets off, makes it run once more after.
pub fn effect(run: Box<dyn FnMut()>) {
    let effect: &'static Effect = Box::leak(Box::new(Effect { run: RefCell::new(run), is_due: Cell::new(true) }));
    effect.run_if_due();
}

/// Changes several things before what depends on them runs.
#[inline(never)]
pub fn together(change: &mut dyn FnMut()) {
    let outer = WAITING.take();
    let is_outermost = outer.is_none();
    WAITING.set(Some(outer.unwrap_or_default()));
    change();
    if is_outermost {
        for effect in WAITING.take().unwrap_or_default() {
            effect.run_if_due();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, effect, together};
    use std::cell::Cell;
    use std::rc::Rc;

    /// A number, and how often an effect that reads it has run.
    fn counted(read: impl Fn() + 'static) -> Rc<Cell<u32>> {
        let runs = Rc::new(Cell::new(0));
        let counter = Rc::clone(&runs);
        effect(Box::new(move || {
            read();
            counter.set(counter.get() + 1);
        }));
        runs
    }

    #[test]
    fn an_effect_runs_again_when_what_it_read_changes() {
        let (read, other) = (Kept::new(0), Kept::new(0));
        let runs = counted(move || drop(read.read()));
        assert_eq!(runs.get(), 1);
        read.set(1);
        read.set(2);
        assert_eq!(runs.get(), 3);
        other.set(1);
        read.put(3);
        assert_eq!(runs.get(), 3);
    }

    #[test]
    fn changes_made_together_run_it_once() {
        let (one, two) = (Kept::new(0), Kept::new(0));
        let runs = counted(move || drop((one.read(), two.read())));
        together(&mut || {
            one.set(1);
            together(&mut || two.set(1));
            one.set(2);
            assert_eq!(runs.get(), 1);
        });
        assert_eq!(runs.get(), 2);
        one.set(3);
        assert_eq!(runs.get(), 3);
    }

    #[test]
    fn what_changes_while_it_runs_runs_it_once_more_after() {
        let count = Kept::new(0);
        let runs = counted(move || {
            let now = *count.read();
            if now < 2 {
                count.set(now + 1);
            }
        });
        assert_eq!((*count.now(), runs.get()), (2, 3));
    }

    #[test]
    fn an_effect_in_another_one_keeps_their_reads_apart() {
        let (inner, outer) = (Kept::new(0), Kept::new(0));
        let inner_runs = counted(move || drop(inner.read()));
        let outer_runs = counted(move || {
            inner.set(*outer.now());
            let _ = outer.read();
        });
        outer.set(1);
        assert_eq!((inner_runs.get(), outer_runs.get()), (3, 2));
        inner.set(5);
        assert_eq!((inner_runs.get(), outer_runs.get()), (4, 2));
    }
}
