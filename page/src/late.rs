//! What is loaded on demand: each part is a file of its own in the public page, and stands in the one file elsewhere.
//!
//! # To put a view into a part
//! Give it a line in [`Late`] and in [`Late::part`], and make it in the function of its part below. Show it with [`show`].
//! It must be reached in no other way from what is loaded at once, or it stays there without a word: `cargo xtask size`
//! prints what each part weighs, and refuses a first load or a part over its budget.

use leptos::prelude::*;

use crate::views;

/// A view that is loaded on demand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Late {
    /// The tab Capacity.
    Capacity,
    /// The tab Commitment and offers.
    Commitment,
    /// The tab Evidence.
    Evidence,
}

/// A file that is loaded on demand.
#[cfg(feature = "lazy")]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Capacity,
    Commitment,
    Evidence,
}

#[cfg(feature = "lazy")]
impl Late {
    fn part(self) -> Part {
        match self {
            Self::Capacity => Part::Capacity,
            Self::Commitment => Part::Commitment,
            Self::Evidence => Part::Evidence,
        }
    }
}

fn make_capacity(_: Late) -> AnyView {
    views::capacity::capacity()
}

fn make_commitment(_: Late) -> AnyView {
    views::commitment::commitment()
}

fn make_evidence(_: Late) -> AnyView {
    views::evidence::evidence()
}

/// The view, or what stands in its place until its part has come.
#[cfg(not(feature = "lazy"))]
pub fn show(late: Late) -> AnyView {
    match late {
        Late::Capacity => make_capacity(late),
        Late::Commitment => make_commitment(late),
        Late::Evidence => make_evidence(late),
    }
}

#[cfg(feature = "lazy")]
pub use loading::show;

#[cfg(feature = "lazy")]
mod loading {
    use super::{Late, Part, make_capacity, make_commitment, make_evidence};
    use crate::flat;
    use leptos::prelude::*;
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    type Loaded = Result<AnyView, SplitLoaderError>;
    type Fetching = Pin<Box<dyn Future<Output = Result<(), SplitLoaderError>>>>;

    // `fallible`, so that a file that doesn't come is a value: otherwise it would end the program.
    #[wasm_split(capacity, preload(fetch_capacity), fallible)]
    fn capacity(late: Late) -> Loaded {
        Ok(make_capacity(late))
    }

    #[wasm_split(commitment, preload(fetch_commitment), fallible)]
    fn commitment(late: Late) -> Loaded {
        Ok(make_commitment(late))
    }

    #[wasm_split(evidence, preload(fetch_evidence), fallible)]
    fn evidence(late: Late) -> Loaded {
        Ok(make_evidence(late))
    }

    impl Part {
        fn fetch(self) -> Fetching {
            match self {
                Self::Capacity => Box::pin(fetch_capacity()),
                Self::Commitment => Box::pin(fetch_commitment()),
                Self::Evidence => Box::pin(fetch_evidence()),
            }
        }

        /// The view, once the part is there.
        fn view(self, late: Late) -> Option<Loaded> {
            match self {
                Self::Capacity => now(capacity(late)),
                Self::Commitment => now(commitment(late)),
                Self::Evidence => now(evidence(late)),
            }
        }
    }

    #[derive(Clone, Copy, PartialEq, Eq)]
    enum State {
        Coming,
        Here,
        Failed,
    }

    /// The view, or what stands in its place until its part has come.
    pub fn show(late: Late) -> AnyView {
        let part = late.part();
        let state = RwSignal::new(State::Coming);
        let fetch = move || {
            state.set(State::Coming);
            leptos::task::spawn_local(async move {
                let loaded = part.fetch().await;
                // Whoever asked may have gone elsewhere meanwhile.
                let _ = state.try_set(if loaded.is_ok() { State::Here } else { State::Failed });
            });
        };
        fetch();
        flat::part(move || match state.get() {
            State::Coming => view! { <p class="late" role="status">"Loading…"</p> }.into_any(),
            State::Failed => view! {
                <div class="late" role="alert">
                    <p>"This part of the page didn’t arrive. Check the connection."</p>
                    <button type="button" class="btn" on:click=flat::clicked(fetch)>"Try again"</button>
                </div>
            }
            .into_any(),
            State::Here => match part.view(late) {
                Some(Ok(view)) => view,
                _ => ().into_any(),
            },
        })
    }

    /// What a future has when it is first asked: the part is there, so it is ready, and the view is made under its owner.
    fn now<T>(future: impl Future<Output = T>) -> Option<T> {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }
}
