//! The figures of purchases of capacity and of custom models.

use super::figure::Figures;
use pricing::capacity::{CustomOutlook, Path, PurchaseOutlook, Side, Sizes, TermOutlook};

pub(super) fn of_side(side: &Side) -> Figures {
    let sizing = &side.sizing;
    let (mean, peak) = sizing.mean_and_peak();
    let mut figures = Figures::new(
        "offered|Offered|tokens
unit|One unit can do|tokens
units|Units bought|units
served|Served|tokens
overflow|Overflow|tokens
slots|Slots of the load|slots
idle|Idle unit slots|unit slots
mean|Units for the mean|units
peak|Units for the peak|units
utilisation|Utilisation|share|not known
overflowCost|Overflow costs||none, or no price
list|On demand at list price||no price
otherwise|As otherwise bought||no price",
        &[],
    );
    for count in [
        sizing.offered,
        sizing.unit,
        sizing.units,
        side.served(),
        side.overflow(),
        sizing.slot_count(),
        sizing.idle(),
        mean,
        peak,
    ] {
        figures.count(count);
    }
    figures.share(side.utilisation());
    for amount in [side.overflow_cost(), side.list, side.otherwise] {
        figures.known(amount);
    }
    figures
}

/// One side, by its index, at a term. A break-even above 1 is never reached.
pub(super) fn of_term(outlook: &PurchaseOutlook, term: &TermOutlook, index: usize, side: &Side) -> Figures {
    let mut figures = Figures::new(
        "hourly|An hour||no price|hour
month|A month||no price
unused|Of that unused||no price
idleCost|Of that idle||no price
perMillion|Per 1M tokens served||not known
breakEvenList|Break-even utilisation, list|share|not known
breakEvenOtherwise|Break-even utilisation, otherwise|share|not known",
        &[],
    );
    let hourly = term.hourly.get(index).copied().flatten();
    for amount in [
        hourly,
        outlook.side_month(term, index),
        outlook.unused(term, index),
        outlook.idle_cost(term, index),
        hourly.and_then(|hourly| side.per_million(hourly, outlook.hours)),
    ] {
        figures.known(amount);
    }
    for cost in [side.list, side.otherwise] {
        figures.share(cost.and_then(|cost| outlook.break_even(term, index, cost)));
    }
    figures
}

pub(super) fn of_best(best: Sizes) -> Figures {
    let mut figures = Figures::new(
        "units|Best number of units|units
cost|Cost with them, overflow included",
        &[],
    );
    figures.count(best.units);
    figures.known(Some(best.cost));
    figures
}

pub(super) fn of_custom(outlook: &CustomOutlook) -> Figures {
    let mut figures = Figures::new(
        "once|Training||no price|once
storage|Storage||no price
serving|Serving, as chosen||no price
firstYear|First year||no price|year
servingShare|Serving, of the first year|share|not known|year",
        &[],
    );
    for amount in [outlook.once(), outlook.storage_month(), outlook.serving(), outlook.first_year()] {
        figures.known(amount);
    }
    figures.share(outlook.serving_share());
    figures
}

pub(super) fn of_path(path: &Path) -> Figures {
    let mut figures = Figures::new("month|Serving it||not offered, or no price", &[]);
    figures.known(path.month());
    figures
}
