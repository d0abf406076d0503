//! The numbers of purchases and custom models.

use pricing::bounds;
use pricing::rates::{Buying, Meter};
use pricing::scenario::{Bought, Load, Throughput};

use super::{Figure, Kind, Of, Slot};

/// Hours in the month.
pub static HOURS: [Figure; 1] =
    [Figure::of("month", "Hours", "in the month", Kind::Whole(1, bounds::HOURS_MAX), Of::Hours)];

/// What a purchase buys.
pub static PURCHASE: [Figure; 6] = [
    Figure::of(
        "units",
        "Units",
        "",
        Kind::Whole(1, bounds::MODEL_UNITS_MAX),
        Of::Purchase(|it| match &mut it.bought {
            Bought::Units { units, .. } => Some(Slot::Units(units)),
            Bought::Reserved { .. } => None,
        }),
    ),
    Figure::of(
        "tpm",
        "Throughput",
        "tokens a minute",
        PER_MINUTE,
        Of::Purchase(|it| match &mut it.bought {
            Bought::Units { throughput: Throughput::Blended(rate), .. } => Some(Slot::PerMinute(rate)),
            _ => None,
        }),
    ),
    Figure::of(
        "tpm-input",
        "Input of a unit",
        "tokens a minute",
        PER_MINUTE,
        Of::Purchase(|it| match &mut it.bought {
            Bought::Units { throughput: Throughput::Split { input, .. }, .. } => Some(Slot::PerMinute(input)),
            _ => None,
        }),
    ),
    Figure::of(
        "tpm-output",
        "Output of a unit",
        "tokens a minute",
        PER_MINUTE,
        Of::Purchase(|it| match &mut it.bought {
            Bought::Units { throughput: Throughput::Split { output, .. }, .. } => Some(Slot::PerMinute(output)),
            _ => None,
        }),
    ),
    Figure::of(
        "reserved-input",
        "Input reserved",
        "tokens a minute",
        reserved(0),
        Of::Purchase(|it| match &mut it.bought {
            Bought::Reserved { input, .. } => Some(Slot::PerMinute(input)),
            Bought::Units { .. } => None,
        }),
    ),
    Figure::of(
        "reserved-output",
        "Output reserved",
        "tokens a minute",
        reserved(1),
        Of::Purchase(|it| match &mut it.bought {
            Bought::Reserved { output, .. } => Some(Slot::PerMinute(output)),
            Bought::Units { .. } => None,
        }),
    ),
];

/// The window of a load.
pub static WINDOW: [Figure; 2] = [
    Figure::of(
        "hours",
        "Hours",
        "a day",
        Kind::Whole(1, 24),
        Of::Purchase(|it| match &mut it.load {
            Load::Window { hours, .. } => Some(Slot::Small(hours)),
            _ => None,
        }),
    ),
    Figure::of(
        "days",
        "Days",
        "a week",
        Kind::Whole(1, 7),
        Of::Purchase(|it| match &mut it.load {
            Load::Window { days, .. } => Some(Slot::Small(days)),
            _ => None,
        }),
    ),
];

/// The training of a custom model.
pub static TRAINING: [Figure; 3] = [
    Figure::of(
        "tokens",
        "Training set",
        "tokens",
        Kind::Count(bounds::TRAINING_TOKENS_MAX),
        Of::Custom(|it| Some(Slot::Tokens(&mut it.training_tokens))),
    ),
    Figure::of(
        "epochs",
        "Epochs",
        "",
        Kind::Whole(1, bounds::EPOCHS_MAX),
        Of::Custom(|it| Some(Slot::Epochs(&mut it.epochs))),
    ),
    Figure::of(
        "training",
        "Training hours",
        "where priced so",
        Kind::Count(bounds::TRAINING_HOURS_MAX),
        Of::Custom(|it| Some(Slot::TrainingHours(&mut it.training_hours))),
    ),
];

/// The serving of a custom model by units, and imported.
pub static SERVING: [Figure; 3] = [
    Figure::of(
        "units",
        "Model units",
        "always on",
        Kind::Whole(1, bounds::MODEL_UNITS_MAX),
        Of::Custom(|it| Some(Slot::Units(&mut it.units))),
    ),
    Figure::of(
        "import",
        "Import units",
        "all copies",
        Kind::Whole(1, bounds::MODEL_UNITS_MAX),
        Of::Custom(|it| Some(Slot::Units(&mut it.import_units))),
    ),
    Figure::of(
        "windows",
        "Active windows",
        "of 5 min a month",
        Kind::Count(bounds::WINDOWS_MAX),
        Of::Custom(|it| Some(Slot::Windows(&mut it.windows))),
    ),
];

/// Prices of capacity; a purchase or custom model shows those that it can use.
pub static PRICES: [Figure; 13] = [
    Figure::priced("price-none", "No commitment", Buying::NoCommitment, Meter::ModelUnit),
    Figure::priced("price-one", "One month", Buying::OneMonth, Meter::ModelUnit),
    Figure::priced("price-six", "Six months", Buying::SixMonths, Meter::ModelUnit),
    Figure::priced("price-r1-input", "Input, one month", Buying::ReservedOneMonth, Meter::Input),
    Figure::priced("price-r1-output", "Output, one month", Buying::ReservedOneMonth, Meter::Output),
    Figure::priced("price-r3-input", "Input, three months", Buying::ReservedThreeMonths, Meter::Input),
    Figure::priced("price-r3-output", "Output, three months", Buying::ReservedThreeMonths, Meter::Output),
    Figure::priced("price-training", "Training", Buying::Custom, Meter::Training),
    Figure::priced("price-storage", "Storage", Buying::Custom, Meter::Storage),
    Figure::priced("price-input", "Input, custom", Buying::Custom, Meter::Input),
    Figure::priced("price-output", "Output, custom", Buying::Custom, Meter::Output),
    Figure::priced("price-import", "Import unit", Buying::Import, Meter::ModelUnit),
    Figure::priced("price-kept", "Import storage", Buying::Import, Meter::Storage),
];

const PER_MINUTE: Kind = Kind::Whole(1, bounds::TOKENS_PER_MINUTE_MAX);

const fn reserved(side: usize) -> Kind {
    let [input, output] = bounds::RESERVED_MIN;
    Kind::Whole(if side == 0 { input } else { output }, bounds::TOKENS_PER_MINUTE_MAX)
}
