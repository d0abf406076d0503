//! Services around inference in the JSON export.

use super::super::Exported;
use super::{open_list, put_charged, put_owner};
use crate::json::Writer;
use pricing::names;
use pricing::rates::{PromptLength, RateKey};
use pricing::report::Owner;
use pricing::services::{ServiceLine, ServiceRate};

/// Every line of services, with its factors, and what they come to.
pub(super) fn put(json: &mut Writer, exported: &Exported<'_>) {
    open_list(json, "services");
    for line in &exported.report.services {
        json.open('{');
        put_line(json, exported, line);
        json.close('}');
    }
    json.close(']');
}

fn put_line(json: &mut Writer, exported: &Exported<'_>, line: &ServiceLine) {
    put_owner(json, Owner::Service(line.owner));
    json.key("workload");
    match line.workload {
        Some(workload) => json.index(workload),
        None => json.word("null"),
    }
    json.field("name", &names::service_line_name(line, exported.scenario, exported.card));
    json.field("quantity", &line.charged().to_string());
    json.field("counted", line.counted());
    open_list(json, "factors");
    for factor in &line.quantity.factors {
        json.text(&factor.value.to_string());
    }
    json.close(']');
    match &line.price {
        ServiceRate::Item { item, price, published, region } => {
            json.key("price");
            json.open('{');
            json.field("item", item.name());
            json.field("amount", &price.amount().to_string());
            json.field("unit", &item.unit().name());
            json.field("region", region);
            json.truth("typed", published.is_none());
            json.key("source");
            match published {
                Some(found) => {
                    json.open('{');
                    json.field("title", found.source.title());
                    json.field("publisher", found.source.publisher());
                    json.field("published", &found.source.published.to_string());
                    json.field("place", found.source.place());
                    json.truth("primary", found.source.primary);
                    json.field("read", &found.read.to_string());
                    super::maybe(json, "note", found.note.map(|note| note.text().to_owned()));
                    json.close('}');
                }
                None => json.word("null"),
            }
            json.close('}');
        }
        ServiceRate::Model { placement, buying, meter, price } => {
            let key = RateKey {
                model: &placement.model,
                scope: placement.scope,
                region: &placement.region,
                buying: *buying,
                length: PromptLength::Ordinary,
                meter: *meter,
            };
            let charged = (placement, *buying, PromptLength::Ordinary, *meter);
            put_charged(json, exported, charged, price, exported.source_of(price, &key));
        }
        ServiceRate::Amount { .. } => super::put_null(json, "price"),
    }
    json.field("billed", line.biller(exported.card));
    json.field("cost", &line.cost().exact());
    json.truth("once", line.once);
}
