//! How tokens spread over the slots of a month.

use crate::scenario::Load;

/// Hours of a week: the slots of a window.
const WEEK: u16 = 168;

/// The tokens of each slot: `offered` spread by the load's weights, to the last token.
///
/// All slots last equally long and fill the month together: one slot for a flat load, 24 for the hours of a day, 168 for
/// those of a week.
pub fn slots(load: &Load, offered: u64) -> Vec<u64> {
    match load {
        Load::Flat => vec![offered],
        Load::Window { hours, days } => {
            let (hours, days) = (u16::from(*hours), u16::from(*days));
            spread(offered, (0..WEEK).map(|hour| u64::from(hour / 24 < days && hour % 24 < hours)))
        }
        Load::Hourly(weights) => spread(offered, weights.iter().map(|weight| weight.count())),
    }
}

fn spread(offered: u64, weights: impl Iterator<Item = u64> + Clone) -> Vec<u64> {
    let whole: u128 = weights.clone().map(u128::from).sum();
    let (mut weight_so_far, mut before) = (0_u128, 0_u64);
    weights
        .map(|weight| {
            weight_so_far += u128::from(weight);
            let up_to = (u128::from(offered) * weight_so_far).checked_div(whole).unwrap_or(0);
            let up_to = u64::try_from(up_to).unwrap_or(offered);
            let tokens = up_to - before;
            before = up_to;
            tokens
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::slots;
    use crate::quantity::Tokens;
    use crate::scenario::Load;

    #[test]
    fn no_token_is_lost() {
        let thirds = Load::Hourly([1, 1, 1].into_iter().filter_map(Tokens::new).collect());
        assert_eq!(slots(&thirds, 100), [33, 33, 34]);
        assert_eq!(slots(&Load::Flat, 7), [7]);
        let nightly = slots(&Load::Window { hours: 4, days: 7 }, 28_000);
        assert_eq!(nightly.len(), 168);
        assert_eq!(nightly.get(..5), Some([1_000, 1_000, 1_000, 1_000, 0].as_slice()));
        assert_eq!(nightly.iter().sum::<u64>(), 28_000);
    }
}
