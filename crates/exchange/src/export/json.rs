//! A report as JSON, with the scenario it belongs to: decimals as texts, keys that stay.

mod capacity;
mod negotiation;
mod services;

use super::Exported;
use super::figure::Figures;
use crate::file;
use crate::json::Writer;
use pricing::ladder::Ladder;
use pricing::money::Usd;
use pricing::names;
use pricing::rates::{Buying, Meter, PromptLength, PublishedRate};
use pricing::report::{AppliedRate, Charge, Owner};
use pricing::scenario::Placement;

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
    maybe(&mut json, "perMillionTokens", report.per_million_tokens().map(Usd::exact));
    maybe(&mut json, "perThousandRequests", report.per_thousand_requests().map(Usd::exact));
    json.field("tokens", &report.tokens.to_string());
    maybe(&mut json, "requests", report.requests.map(|it| it.to_string()));
    open_list(&mut json, "lines");
    for line in &report.lines {
        json.open('{');
        json.key("workload");
        json.index(line.workload);
        json.key("route");
        match line.route {
            Some(route) => json.index(route),
            None => json.word("null"),
        }
        json.field("workloadName", &names::workload_name(scenario, line.workload));
        json.field("name", &names::line_name(line));
        let charged = (&*line.placement, line.buying, line.length, line.meter);
        put_charged(&mut json, exported, charged, &line.price, exported.source_of(&line.price, &line.key()));
        json.field("tokens", &line.quantity.tokens().to_string());
        json.field("cost", &line.cost().exact());
        json.close('}');
    }
    json.close(']');
    put_charges(&mut json, exported, &report.charges);
    services::put(&mut json, exported);
    put_ladder(&mut json, "ladder", report.ladder.as_ref().ok());
    negotiation::put(&mut json, exported);
    capacity::put(&mut json, exported);
    put_texts(&mut json, "notices", &report.notices);
    put_texts(&mut json, "assumptions", &report.assumptions);
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

/// What isn't known.
fn put_null(json: &mut Writer, key: &str) {
    json.key(key);
    json.word("null");
}

fn put_texts(json: &mut Writer, key: &str, texts: &[impl ToString]) {
    open_list(json, key);
    for text in texts {
        json.text(&text.to_string());
    }
    json.close(']');
}

/// Figures of the object that is open.
fn put_figures(json: &mut Writer, figures: &Figures) {
    for (head, number) in figures.each() {
        json.key(head.key);
        match number {
            Some(number) if head.is_few => json.word(number),
            Some(number) => json.text(number),
            None => json.word("null"),
        }
    }
}

/// Begins a list below a key.
fn open_list(json: &mut Writer, key: &str) {
    json.key(key);
    json.open('[');
}

/// An entry of the scenario.
fn put_owner(json: &mut Writer, owner: Owner) {
    let (kind, index) = match owner {
        Owner::Workload(index) => ("workload", index),
        Owner::Purchase(index) => ("purchase", index),
        Owner::Custom(index) => ("custom", index),
        Owner::Service(owner) => (owner.kind(), owner.index()),
    };
    json.key("owner");
    json.open('{');
    json.field("kind", kind);
    json.key("index");
    json.index(index);
    json.close('}');
}

/// Charges below their key.
fn put_charges(json: &mut Writer, exported: &Exported<'_>, charges: &[Charge]) {
    open_list(json, "charges");
    for charge in charges {
        json.open('{');
        put_charge(json, exported, charge);
        json.close('}');
    }
    json.close(']');
}

fn put_charge(json: &mut Writer, exported: &Exported<'_>, charge: &Charge) {
    put_owner(json, charge.owner);
    json.field("name", &names::charge_name(charge));
    let charged = (&charge.placement, charge.buying, PromptLength::Ordinary, charge.meter);
    put_charged(json, exported, charged, &charge.price, exported.source_of(&charge.price, &charge.key()));
    json.field("quantity", &charge.quantity().to_string());
    put_texts(json, "factors", &charge.factors);
    json.field("cost", &charge.cost().exact());
    json.truth("once", charge.is_once());
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
    json.field("modelName", names::model_name(&placement.model, exported.card));
    json.field("provider", exported.provider(placement));
    json.field("buying", buying.name());
    json.field("length", length.name());
    json.field("meter", meter.name());
    json.key("price");
    put_price(json, price, source);
}

/// A price as applied, and where it was read.
fn put_price(json: &mut Writer, price: &AppliedRate, source: Option<PublishedRate<'_>>) {
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
            json.field("title", published.source.title());
            json.field("publisher", published.source.publisher());
            json.field("published", &published.source.published.to_string());
            json.field("place", published.source.place());
            json.truth("primary", published.source.primary);
            json.field("read", &published.read.to_string());
            maybe(json, "note", published.note.map(|note| note.text().to_owned()));
            json.close('}');
        }
        None => json.word("null"),
    }
    json.close('}');
}

fn put_ladder(json: &mut Writer, key: &str, ladder: Option<&Ladder>) {
    json.key(key);
    let Some(ladder) = ladder else { return json.word("null") };
    json.open('{');
    json.field("list", &ladder.list.exact());
    open_list(json, "steps");
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
