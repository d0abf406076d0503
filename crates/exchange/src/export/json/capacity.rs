//! Purchases of capacity and custom models in JSON.

use super::{maybe, open_list, put_charges, put_figures, put_null, put_price};
use crate::export::{Exported, capacity};
use crate::json::Writer;
use pricing::capacity::{CustomOutlook, PurchaseOutlook, TermOutlook, custom_outlook, purchase_outlook};
use pricing::money::Usd;
use pricing::names;
use pricing::scenario::Purchase;

/// Each purchase and each custom model, in the scenario's order.
pub(super) fn put(json: &mut Writer, exported: &Exported<'_>) {
    let Exported { scenario, card, .. } = exported;
    open_list(json, "purchases");
    for (index, purchase) in scenario.capacity.purchases.iter().enumerate() {
        match purchase_outlook(scenario, card, index) {
            Some(outlook) => put_purchase(json, exported, purchase, &outlook),
            None => json.word("null"),
        }
    }
    json.close(']');
    open_list(json, "customs");
    for index in 0..scenario.capacity.customs.len() {
        match custom_outlook(scenario, card, index) {
            Some(outlook) => put_custom(json, exported, &outlook),
            None => json.word("null"),
        }
    }
    json.close(']');
}

fn put_purchase(json: &mut Writer, exported: &Exported<'_>, purchase: &Purchase, outlook: &PurchaseOutlook) {
    json.open('{');
    json.field("name", &names::purchase_name(purchase, exported.card));
    json.field("hours", &outlook.hours.to_string());
    json.field("averageHours", &outlook.average_hours.to_string());
    open_list(json, "sides");
    for side in &outlook.sides {
        json.open('{');
        maybe(json, "meter", side.meter.map(|meter| meter.name().to_owned()));
        put_figures(json, &capacity::of_side(side));
        json.close('}');
    }
    json.close(']');
    open_list(json, "terms");
    for term in &outlook.terms {
        put_term(json, exported, purchase, outlook, term);
    }
    json.close(']');
    json.key("chosen");
    json.index(outlook.chosen);
    json.close('}');
}

fn put_term(
    json: &mut Writer,
    exported: &Exported<'_>,
    purchase: &Purchase,
    outlook: &PurchaseOutlook,
    term: &TermOutlook,
) {
    json.open('{');
    json.field("buying", term.buying.name());
    json.key("months");
    json.word(&term.months.to_string());
    maybe(json, "month", outlook.month(term).map(Usd::exact));
    open_list(json, "billedMonths");
    for months in term.billed_months() {
        json.word(&months.to_string());
    }
    json.close(']');
    open_list(json, "sides");
    for (index, side) in outlook.sides.iter().enumerate() {
        json.open('{');
        json.key("price");
        match term.prices.get(index).copied().flatten() {
            Some(price) => {
                let source = exported.source_of(&price, &purchase.key(term.buying, side.meter));
                put_price(json, &price, source);
            }
            None => json.word("null"),
        }
        put_figures(json, &capacity::of_term(outlook, term, index, side));
        json.key("best");
        match outlook.best(term, index) {
            Some(best) => {
                json.open('{');
                put_figures(json, &capacity::of_best(best));
                json.close('}');
            }
            None => json.word("null"),
        }
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

fn put_custom(json: &mut Writer, exported: &Exported<'_>, outlook: &CustomOutlook) {
    json.open('{');
    put_figures(json, &capacity::of_custom(outlook));
    open_list(json, "paths");
    for path in &outlook.paths {
        json.open('{');
        json.field("serving", path.serving.name());
        put_figures(json, &capacity::of_path(path));
        match &path.charges {
            Some(charges) => put_charges(json, exported, charges),
            None => put_null(json, "charges"),
        }
        json.truth("chosen", path.chosen);
        json.close('}');
    }
    json.close(']');
    json.close('}');
}
