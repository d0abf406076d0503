//! What is published.
mod key;
pub use key::{Buying, InferenceScope, Meter, PromptLength, RateKey};
