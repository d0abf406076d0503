//! Services around inference in the CSV export: one row a line.

use super::Sheet;
use crate::export::Exported;
use pricing::names;
use pricing::rates::{PromptLength, RateKey, Said};
use pricing::report::Owner;
use pricing::services::{ServiceLine, ServiceOwner, ServiceRate};

pub(super) fn put(sheet: &mut Sheet, exported: &Exported<'_>) {
    for line in &exported.report.services {
        sheet.text("services");
        sheet.text(&names::owner_name(exported.scenario, Owner::Service(line.owner)));
        sheet.text(match line.owner {
            ServiceOwner::Knowledge(_) => "knowledge base",
            ServiceOwner::Own(_) => "own line",
            other => other.kind(),
        });
        sheet.text(&names::service_line_name(line, exported.scenario, exported.card));
        charged(sheet, exported, line);
        sheet.text(if line.once { "once" } else { "month" });
        sheet.amount(line.cost());
        sheet.text(line.counted());
        sheet.end();
    }
}

fn charged(sheet: &mut Sheet, exported: &Exported<'_>, line: &ServiceLine) {
    let mut cells = |texts: [&str; 8]| {
        for text in texts {
            sheet.text(text);
        }
    };
    match &line.price {
        ServiceRate::Item { item, price, published, region } => {
            cells(["", "", "", "", region, "", "", item.name()]);
            sheet.number(line.charged());
            sheet.number(price.amount());
            sheet.text(&item.unit().name());
            sheet.text(match (published, line.price.elsewhere()) {
                (None, _) => "typed",
                (Some(_), Some(_)) => "card, of us-east-1",
                (Some(_), None) => "card",
            });
            sheet.text(published.map_or("", |found| found.source.title()));
            sheet.text(&published.map(|found| found.read.to_string()).unwrap_or_default());
            sheet.text(published.and_then(|found| found.note).map_or("", Said::text));
        }
        ServiceRate::Model { placement, buying, meter, price } => {
            let quantity = line.quantity.whole().and_then(|count| u64::try_from(count).ok()).unwrap_or(u64::MAX);
            let length = PromptLength::Ordinary;
            let key = RateKey {
                model: &placement.model,
                scope: placement.scope,
                region: &placement.region,
                buying: *buying,
                length,
                meter: *meter,
            };
            let source = exported.source_of(price, &key);
            sheet.charged(exported, (placement, *buying, length, *meter), quantity, price, source);
        }
        ServiceRate::Amount { amount, billed } => {
            cells(["", "", billed.name(), "", "", "", "", ""]);
            sheet.number(line.charged());
            sheet.number(amount.amount());
            for text in ["", "typed", "", "", ""] {
                sheet.text(text);
            }
        }
    }
}
