//! Prices an Amazon Bedrock estate exactly, and explains every figure.
//!
//! One sentence holds it all: a [`Scenario`](scenario::Scenario) and a [`RateCard`](rates::RateCard) go into
//! [`price`](price::price), a [`Report`](report::Report) comes out. The page, its links, its charts and the tests are
//! data for that function or views of what it returns.
//!
//! The crate is pure: no clock, network, random source, document, log or binary fraction, and no input makes it panic.

pub mod bounds;
pub mod capacity;
pub mod commitment;
pub mod decide;
pub mod harmless;
pub mod ladder;
pub mod money;
pub mod names;
pub mod number;
pub mod presets;
pub mod price;
pub mod quantity;
pub mod rates;
pub mod report;
pub mod scenario;
#[cfg(feature = "schema")]
mod schema_text;
pub mod services;
pub mod text;
pub mod usage;
