//! Random scenarios, the same for the same seed everywhere, and their reports as text.

pub mod face;
pub mod random;
pub mod text;

pub use random::{
    Generator, any, of_today, same_prices, scenario, with_alternatives, with_capacity, with_capacity_and_commitment,
    with_commitment, with_offers, with_services,
};
pub use text::vector;

/// The scenarios of a seed with their reports, one JSON object a line.
pub fn render(seed: u32, count: u32) -> String {
    let card = pricing::rates::RateCard::newest();
    let mut generator = Generator::new(u64::from(seed));
    let mut text = String::new();
    for _ in 0..count {
        let scenario = any(&mut generator, &card);
        text.push_str(&vector(&scenario));
        text.push('\n');
    }
    text
}
