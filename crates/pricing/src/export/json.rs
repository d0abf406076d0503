//! A report as JSON, with the scenario it belongs to: decimals as texts, keys that stay.

use super::Exported;
use crate::explain;
use crate::file;
use crate::json::Writer;
use crate::rates::{Buying, Meter, PromptLength, PublishedRate};
use crate::report::{AppliedRate, Owner};
use crate::scenario::Placement;

/// What the format is called in the file.
const FORMAT: &str = "bedrock-calculator-report";

/// The report.
pub fn json(exported: &Exported<'_>) -> String {
    let Exported { scenario, report, .. } = exported;
    let mut json = Writer::new();
    json.open('{');
    json.field("format", FORMAT);
    json.key("version");
    json.index(1);
    json.field("rates", &report.rates.to_string());
    json.key("totals");
    json.open('{');
    for (key, _, amount) in exported.totals() {
        json.field(key, &amount.exact());
    }
    json.close('}');
    maybe(&mut json, "perMillionTokens", report.per_million_tokens().map(crate::money::Usd::exact));
    maybe(&mut json, "perThousandRequests", report.per_thousand_requests().map(crate::money::Usd::exact));
    json.field("tokens", &report.tokens.to_string());
    maybe(&mut json, "requests", report.requests.map(|it| it.to_string()));
    json.key("lines");
    json.open('[');
    for line in &report.lines {
        json.open('{');
        json.key("workload");
        json.index(line.workload);
        json.key("route");
        match line.route {
            Some(route) => json.index(route),
            None => json.word("null"),
        }
        json.field("workloadName", &explain::workload_name(scenario, line.workload));
        json.field("name", &explain::line_name(line));
        let charged = (&line.placement, line.buying, line.length, line.meter);
        put_charged(&mut json, exported, charged, &line.price, exported.source_of_line(line));
        json.field("tokens", &line.quantity.tokens().to_string());
        json.field("cost", &line.cost().exact());
        json.close('}');
    }
    json.close(']');
    json.key("charges");
    json.open('[');
    for charge in &report.charges {
        json.open('{');
        json.key("owner");
        let (kind, index) = match charge.owner {
            Owner::Workload(index) => ("workload", index),
            Owner::Purchase(index) => ("purchase", index),
            Owner::Custom(index) => ("custom", index),
        };
        json.open('{');
        json.field("kind", kind);
        json.key("index");
        json.index(index);
        json.close('}');
        json.field("name", &explain::charge_name(charge));
        let charged = (&charge.placement, charge.buying, PromptLength::Ordinary, charge.meter);
        put_charged(&mut json, exported, charged, &charge.price, exported.source_of_charge(charge));
        json.field("quantity", &charge.quantity().to_string());
        json.field("cost", &charge.cost().exact());
        json.truth("once", charge.is_once());
        json.close('}');
    }
    json.close(']');
    put_ladder(&mut json, exported);
    json.key("commitment");
    json.open('[');
    for year in exported.years() {
        json.open('{');
        for (key, _, amount) in year {
            json.field(key, &amount.exact());
        }
        json.close('}');
    }
    json.close(']');
    put_texts(&mut json, "notices", report.notices.iter().map(ToString::to_string).collect());
    put_texts(&mut json, "assumptions", report.assumptions.iter().map(ToString::to_string).collect());
    json.key("scenario");
    file::write_into(scenario, &mut json);
    json.close('}');
    json.finish()
}

fn maybe(json: &mut Writer, key: &str, text: Option<String>) {
    json.key(key);
    match text {
        Some(text) => json.text(&text),
        None => json.word("null"),
    }
}

fn put_texts(json: &mut Writer, key: &str, texts: Vec<String>) {
    json.key(key);
    json.open('[');
    for text in texts {
        json.text(&text);
    }
    json.close(']');
}

/// What lines and charges have in common.
fn put_charged(
    json: &mut Writer,
    exported: &Exported<'_>,
    (placement, buying, length, meter): (&Placement, Buying, PromptLength, Meter),
    price: &AppliedRate,
    source: Option<PublishedRate<'_>>,
) {
    json.key("placement");
    json.open('{');
    json.field("model", &placement.model);
    json.field("scope", placement.scope.name());
    json.field("region", &placement.region);
    json.close('}');
    json.field("modelName", explain::model_name(&placement.model, exported.card));
    json.field("provider", exported.provider(placement));
    json.field("buying", buying.name());
    json.field("length", length.name());
    json.field("meter", meter.name());
    json.key("price");
    json.open('{');
    json.field("amount", &price.rate().amount().normalize().to_string());
    json.field("unit", price.base.unit().name());
    json.field("published", &price.base.amount().normalize().to_string());
    json.truth("halved", price.halved);
    json.truth("typed", price.typed);
    maybe(json, "pricedAs", price.priced_as.map(|it| it.name().to_owned()));
    json.key("source");
    match source {
        Some(published) => {
            json.open('{');
            json.field("title", &published.source.title);
            json.field("publisher", &published.source.publisher);
            json.field("published", &published.source.published.to_string());
            json.field("place", &published.source.place);
            json.truth("primary", published.source.primary);
            json.field("read", &published.read.to_string());
            maybe(json, "note", published.note.map(ToOwned::to_owned));
            json.close('}');
        }
        None => json.word("null"),
    }
    json.close('}');
}

fn put_ladder(json: &mut Writer, exported: &Exported<'_>) {
    json.key("ladder");
    let Ok(ladder) = &exported.report.ladder else { return json.word("null") };
    json.open('{');
    json.field("list", &ladder.list.exact());
    json.key("steps");
    json.open('[');
    for step in &ladder.steps {
        json.open('{');
        json.field("lever", step.lever.name());
        json.field("change", &step.change.exact());
        json.close('}');
    }
    json.close(']');
    json.field("end", &ladder.end().exact());
    json.close('}');
}
