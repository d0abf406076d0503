//! Prices that a reader types in place of a list's, wherever they are kept.

use pricing::bounds;
use pricing::money::Rate;
use pricing::scenario::TypedPrice;

use super::kind::Number;

/// Keeps what was typed for one price: a new one, another in the place of the one `at` this place, or none when the field was emptied.
/// Nothing changes where the list is full.
pub fn put(prices: &mut Vec<TypedPrice>, at: Option<usize>, number: Number, new: impl FnOnce(Rate) -> TypedPrice) {
    match (number, at) {
        (Number::Rate(rate), Some(at)) => {
            if let Some(price) = prices.get_mut(at) {
                price.rate = rate;
            }
        }
        (Number::Rate(rate), None) if prices.len() < bounds::TYPED_PRICES_MAX => prices.push(new(rate)),
        (Number::Nothing, Some(at)) if at < prices.len() => drop(prices.remove(at)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use pricing::money::{Rate, Unit};
    use pricing::rates::{Buying, Meter, PromptLength};
    use pricing::scenario::TypedPrice;

    use super::{Number, put};

    fn new(rate: Rate) -> TypedPrice {
        TypedPrice {
            model: "nova-pro".to_owned(),
            place: None,
            buying: Buying::Standard,
            length: PromptLength::Ordinary,
            meter: Meter::Input,
            rate,
        }
    }

    #[test]
    fn a_price_is_added_changed_and_taken_out() {
        let mut prices = Vec::new();
        for (at, dollars) in [(None, 3), (Some(0), 2)] {
            let rate = Rate::new(dollars.into(), Unit::MillionTokens);
            put(&mut prices, at, rate.map_or(Number::Nothing, Number::Rate), new);
            assert_eq!(prices.iter().map(|price| price.rate).collect::<Vec<_>>(), Vec::from_iter(rate));
        }
        // Emptied where there is none: nothing to take out.
        put(&mut prices, None, Number::Nothing, new);
        assert_eq!(prices.len(), 1);
        put(&mut prices, Some(0), Number::Nothing, new);
        assert!(prices.is_empty());
    }
}
