//! Charts of a commitment: room for AI, the years, what clauses are worth.

mod clauses;
mod room;
mod years;

pub use clauses::clauses;
pub use room::room;
pub use years::years;
