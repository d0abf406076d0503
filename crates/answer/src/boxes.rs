//! What the reader should know: a price that is missing, a scenario that can't be priced, notices.

use pricing::explain;
use pricing::price::{MissingRate, PriceError};
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

use crate::Priced;
use crate::element::{Element, el};

/// A missing price that the reader is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its name, fit for an `id`. See [`Asked::new`].
    pub id: String,
    /// The price.
    pub missing: MissingRate,
}

impl Asked {
    /// A price to ask for. Its id leaves out scope and region: a typed price holds for all of them.
    pub fn new(missing: MissingRate) -> Self {
        let MissingRate { placement, buying, length, meter, .. } = &missing;
        let id = format!("missing-{}-{}-{}-{}", placement.model, buying.name(), length.name(), meter.name());
        Self { id, missing }
    }
}

/// A box for each missing price, with a field to type it. `wrong` says what is wrong with the text in a field.
pub fn missing_prices(
    asked: &[Asked],
    scenario: &Scenario,
    card: &RateCard,
    wrong: impl Fn(&str) -> Option<String>,
) -> Vec<Element> {
    let ask = |asked: &Asked| {
        let Asked { id, missing } = asked;
        let (title, text) = explain::missing(missing, scenario, card);
        let [title_id, error_id, unit_id] = ["title", "error", "unit"].map(|part| format!("{id}-{part}"));
        let label = explain::capitalised(missing.meter.words());
        let wrong = wrong(id);
        let price = el("input")
            .with_all(&[("id", id), ("type", "text"), ("inputmode", "decimal"), ("autocomplete", "off")])
            .with_all(&[("spellcheck", "false"), ("data-missing", id), ("aria-describedby", &error_id)])
            .with_if(wrong.is_some(), "aria-invalid", "true");
        let units = missing
            .buying
            .units(missing.meter)
            .iter()
            .map(|unit| el("option").with("value", unit.name()).text(unit.name()));
        let label =
            el("label").with("for", id).text(&label).text(" ").child(el("span").class("unit").text("US dollars"));
        let error = el("p").class("error").with("id", &error_id).text(wrong.as_deref().unwrap_or_default());
        let unit = el("select").with("id", &unit_id).with("data-missing", id).children(units);
        el("section")
            .class("box box-error")
            .with("aria-labelledby", &title_id)
            .key(id)
            .child(el("p").class("box-title").with("id", &title_id).text(&title))
            .child(el("p").text(&text))
            .child(el("div").class("field").child(label).child(price).child(error))
            .child(el("div").class("field").child(el("label").with("for", &unit_id).text("Per")).child(unit))
    };
    asked.iter().map(ask).collect()
}

/// Why a scenario can't be priced where no price is missing.
pub fn unpriceable(error: &PriceError) -> Element {
    let text = format!("{}.", explain::capitalised(&error.to_string()));
    el("section")
        .class("box box-error")
        .with("aria-labelledby", "no-price")
        .key("no-price")
        .child(el("p").class("box-title").with("id", "no-price").text("This scenario can’t be priced"))
        .child(el("p").text(&text))
}

/// The notices of a report.
pub fn notices(priced: &Priced<'_>) -> Vec<Element> {
    let notice = |notice| {
        let (workload, text) = explain::notice(notice, priced.scenario);
        let workload = workload.map(|name| el("strong").text(&format!("{name}: ")));
        el("p").class("box box-notice").children(workload).text(&text)
    };
    priced.report.notices.iter().map(notice).collect()
}
