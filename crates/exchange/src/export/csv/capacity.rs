//! Purchases of capacity and custom models as rows.

use super::{Group, Sheet};
use crate::export::{Exported, capacity};
use pricing::capacity::{PurchaseOutlook, custom_outlook, purchase_outlook};
use pricing::names;
use pricing::rates::Meter;
use pricing::report::Owner;

/// Each purchase by side and term, and each custom model by the ways of serving it.
pub(super) fn put(sheet: &mut Sheet, exported: &Exported<'_>) {
    let Exported { scenario, card, .. } = exported;
    for index in 0..scenario.capacity.purchases.len() {
        if let Some(outlook) = purchase_outlook(scenario, card, index) {
            put_purchase(sheet, &names::owner_name(scenario, Owner::Purchase(index)), &outlook);
        }
    }
    for index in 0..scenario.capacity.customs.len() {
        let Some(outlook) = custom_outlook(scenario, card, index) else { continue };
        let name = names::owner_name(scenario, Owner::Custom(index));
        let of = Group { kind: "custom", entry: &name, period: "month", ..Group::default() };
        sheet.figures(&of, &capacity::of_custom(&outlook));
        for path in &outlook.paths {
            let of = Group { part: names::serving_name(path.serving), chosen: path.chosen, ..of };
            sheet.figures(&of, &capacity::of_path(path));
        }
    }
}

fn put_purchase(sheet: &mut Sheet, name: &str, outlook: &PurchaseOutlook) {
    let of = Group { kind: "purchase", entry: name, period: "month", ..Group::default() };
    for (index, side) in outlook.sides.iter().enumerate() {
        let of = Group { part: side.meter.map_or("", Meter::words), ..of };
        sheet.figures(&of, &capacity::of_side(side));
        for (place, term) in outlook.terms.iter().enumerate() {
            let of = Group { buying: term.buying.name(), chosen: place == outlook.chosen, ..of };
            sheet.figures(&of, &capacity::of_term(outlook, term, index, side));
            if let Some(best) = outlook.best(term, index) {
                sheet.figures(&of, &capacity::of_best(best));
            }
        }
    }
}
