//! What the reader should know: a price that is missing, a scenario that can't be priced, notices.

use pricing::price::{MissingRate, PriceError};
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

use crate::Priced;
use crate::markup::{Markup, when};

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
        let id = ["missing", &placement.model, buying.name(), length.name(), meter.name()].join("-");
        Self { id, missing }
    }
}

/// A box for a missing price, with a field to type it. `wrong` says what is wrong with the text in the field.
pub fn missing_price(page: &mut Markup, asked: &Asked, scenario: &Scenario, card: &RateCard, wrong: Option<&str>) {
    let Asked { id, missing } = asked;
    let (title, text) = explain::missing(missing, scenario, card);
    page.add(
        "<section class='box box-error' aria-labelledby='{}-title' key='{}'><p class='box-title' id='{}-title'>{}</p><p>{}</p>",
        &[id, id, id, &title, &text],
    );
    page.add(
        "<div class='field'><label for='{}'>{} <span class='unit'>US dollars</span></label>",
        &[id, &explain::capitalised(missing.meter.words())],
    );
    page.add(
        "<input id='{}' type='text' inputmode='decimal' autocomplete='off' spellcheck='false' data-missing='{}' aria-describedby='{}-error' ?aria-invalid='true'/>",
        &[id, id, id, when(wrong.is_some())],
    );
    page.add(
        "<p class='error' id='{}-error'>{}</p></div><div class='field'><label for='{}-unit'>Per</label><select id='{}-unit' data-missing='{}'>",
        &[id, wrong.unwrap_or_default(), id, id, id],
    );
    for unit in missing.buying.units(missing.meter) {
        page.add("<option value='{}'>{}</option>", &[unit.name(), unit.name()]);
    }
    page.add("</select></div></section>", &[]);
}

/// Why a scenario can't be priced where no price is missing.
pub fn unpriceable(page: &mut Markup, error: &PriceError) {
    page.add(
        "<section class='box box-error' aria-labelledby='no-price' key='no-price'><p class='box-title' id='no-price'>This scenario can’t be priced</p><p>{}.</p></section>",
        &[&explain::capitalised(&error.to_string())],
    );
}

/// The notices of a report.
pub fn notices(page: &mut Markup, priced: &Priced<'_>) {
    for notice in &priced.report.notices {
        let (workload, text) = explain::notice(notice, priced.scenario);
        page.add("<p class='box box-notice'>", &[]);
        if let Some(name) = workload {
            page.add("<strong>{}: </strong>", &[&name]);
        }
        page.add("{}</p>", &[&text]);
    }
}
