//! Prices that are needed and aren't published: which are asked for, and what becomes of an answer.

use answer::Asked;
use pricing::money::{Rate, Unit};
use pricing::number::{NumberError, read_dollars};
use pricing::price::{MissingRate, PriceError};
use pricing::scenario::{Scenario, TypedPrice};

use super::Shown;
use crate::page;
use crate::state::{Calculator, Fault};

/// The price that is missing now. While the focus is `within` a field, those that were asked before stay above it.
pub fn asked(calculator: Calculator, within: bool, before: &[Asked]) -> Vec<Asked> {
    let mut asked = if within { before.to_vec() } else { Vec::new() };
    if let Some(PriceError::MissingRate(missing)) = calculator.error() {
        let now = Asked::new(*missing);
        if !asked.iter().any(|other| other.id == now.id) {
            asked.push(now);
        }
    }
    asked
}

impl Shown {
    /// Takes over what is typed for a missing price: a price that can be read is priced with at once.
    pub fn type_missing(self, id: &str) {
        let asked = self.asked.now().iter().find(|asked| asked.id == id).cloned();
        let Some(Asked { missing, .. }) = asked else { return };
        let unit = Unit::from_name(&value_of(&format!("{id}-unit"))).unwrap_or(Unit::MillionTokens);
        let read = read(&value_of(id), unit);
        let wrong = read.as_ref().err().cloned();
        let fault = wrong.clone().map(|message| Fault { label: explain::capitalised(&missing.to_string()), message });
        self.calculator.set_fault(id, fault);
        self.wrong.update(|all| match wrong {
            Some(wrong) => all.insert(id.to_owned(), wrong),
            None => all.remove(id),
        });
        if let Ok(rate) = read {
            self.calculator.change(id, |scenario| put(scenario, &missing, rate));
        }
    }
}

impl Shown {
    /// Drops what was wrong with fields that aren't asked for any more.
    pub fn forget_answered(self) {
        let asked = self.asked.now();
        for (id, _) in self.wrong.now().iter() {
            if !asked.iter().any(|asked| asked.id == *id) {
                self.calculator.set_fault(id, None);
                self.wrong.update(|wrong| wrong.remove(id));
            }
        }
    }
}

fn value_of(id: &str) -> String {
    page::element(id).map(|field| page::value(&field)).unwrap_or_default()
}

/// The price that a text gives; none for an empty one.
fn read(text: &str, unit: Unit) -> Result<Option<Rate>, String> {
    match read_dollars(text, page::decimal_sign()) {
        Err(NumberError::Empty) => Ok(None),
        Err(error) => Err(error.to_string()),
        Ok(amount) => match Rate::new(amount, unit) {
            Ok(rate) => Ok(Some(rate)),
            Err(error) => Err(format!("{}.", explain::capitalised(&error.to_string()))),
        },
    }
}

/// Puts the price among the typed ones, or takes it out.
fn put(scenario: &mut Scenario, missing: &MissingRate, rate: Option<Rate>) {
    let MissingRate { placement, buying, length, meter, .. } = missing;
    let same = |price: &TypedPrice| {
        price.model == placement.model && price.buying == *buying && price.length == *length && price.meter == *meter
    };
    match (scenario.prices.iter_mut().find(|price| same(price)), rate) {
        (Some(price), Some(rate)) => price.rate = rate,
        (Some(_), None) => scenario.prices.retain(|price| !same(price)),
        (None, Some(rate)) => scenario.prices.push(TypedPrice {
            model: placement.model.clone(),
            place: None,
            buying: *buying,
            length: *length,
            meter: *meter,
            rate,
        }),
        (None, None) => {}
    }
}
