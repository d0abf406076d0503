//! Charts of a commitment: room for AI, the years, offers against the contract, what clauses are worth.

mod clauses;
mod offers;
mod room;
mod years;

pub use clauses::clauses;
pub use offers::{Offered, offers};
pub use room::room;
pub use years::years;
