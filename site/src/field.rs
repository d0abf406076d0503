//! Fields as elements: one row of the ledger each, with its name, its value and what the value comes to.
//!
//! Plain functions from values to elements. What is typed and chosen comes back by the field's id. A number is a line
//! of a table in [`figure`], a choice a line of a table of [`choice::Choice`]s.

pub mod choice;
pub mod deal;
pub mod figure;
pub mod owner;
pub mod picker;
mod typed;

use answer::{Element, el};
use pricing::money::Unit;
use pricing::number::DecimalSign;
use pricing::quantity::Share;
use pricing::rates::RateCard;
use pricing::scenario::{FieldError, Scenario};

use crate::echo;
use crate::pairs::Pairs;
use crate::state::Calculator;
pub use choice::{Choice, Choices};
use figure::{Figure, Kind, Number, Place};
use owner::Owner;
pub use typed::{two_places, wrong};

/// What number fields are made from.
pub struct Sheet<'a> {
    pub calculator: Calculator,
    pub scenario: &'a Scenario,
    pub card: &'a RateCard,
    pub problems: &'a [FieldError],
    pub sign: DecimalSign,
    /// What was typed, by the id of the field.
    pub drafts: &'a Pairs<String, String>,
}

impl Sheet<'_> {
    /// The fields of those numbers that the scenario has.
    pub fn numbers(&self, owner: Owner, figures: &'static [Figure]) -> Vec<Element> {
        let mut fields = Vec::new();
        let mut scenario = self.scenario.clone();
        for figure in figures {
            let place = Place { owner, figure };
            fields.extend(place.get(&mut scenario).map(|number| self.number(place, number)));
        }
        fields
    }

    /// The field of one number.
    #[inline(never)]
    fn number(&self, place: Place, number: Number) -> Element {
        let Figure { label, unit, kind, has_slider, .. } = *place.figure;
        self.field(&Shown {
            id: &place.id(),
            label,
            unit,
            kind,
            has_slider,
            number,
            price_for: place.unit(self.scenario),
            wrong: place.problem(self.problems),
            echo: echo::echo(place, number, self.scenario, self.card),
        })
    }

    /// The field of a number.
    #[inline(never)]
    pub fn field(&self, shown: &Shown<'_>) -> Element {
        let Shown { id, label, unit, kind, number, .. } = *shown;
        let fault = self.calculator.fault(id).map(|fault| fault.message);
        let is_faulty = fault.is_some();
        // The draft stays while it says what the scenario holds, or nothing that can be read.
        let text = match self.drafts.get(id) {
            Some(draft) if is_faulty || kind.read(draft, self.sign, shown.price_for) == Ok(number) => draft.clone(),
            _ => kind.write(number, self.sign),
        };
        let wrong = fault.or_else(|| shown.wrong.clone()).unwrap_or_default();
        let mut echo = shown.echo.clone();
        if is_faulty && !echo.is_empty() {
            echo.insert_str(0, "Still priced: ");
        }
        let (mut described, mut says) = (String::new(), Vec::new());
        for (class, text) in [("error", &wrong), ("echo", &echo)] {
            if !text.is_empty() {
                let id = format!("{id}-{class}");
                says.push(el("p").key(class).class(class).with("id", &id).text(text));
                if !described.is_empty() {
                    described.push(' ');
                }
                described.push_str(&id);
            }
        }
        let name = el("label").with("for", id).text(label).text(" ").child(el("span").class("unit").text(unit));
        let input = text_input(id, &text)
            .with("inputmode", "decimal")
            .with_if(!wrong.is_empty(), "aria-invalid", "true")
            .with_if(!described.is_empty(), "aria-describedby", &described);
        let field = el("div").key(id);
        let field = match number {
            Number::Share(share) if shown.has_slider => {
                field.class("field field-share").child(name).child(slider(id, label, share))
            }
            _ => field.class("field").child(name),
        };
        field.child(input).children(says)
    }
}

/// The field of a number, as it is shown.
pub struct Shown<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub unit: &'a str,
    pub kind: Kind,
    pub has_slider: bool,
    pub number: Number,
    /// What a price in the field is for.
    pub price_for: Unit,
    /// What the scenario's check says about it.
    pub wrong: Option<String>,
    /// What the number comes to; empty where it says it all.
    pub echo: String,
}

fn slider(id: &str, label: &str, share: Share) -> Element {
    el("input")
        .key("slider")
        .with_all(&[("type", "range"), ("min", "0"), ("max", "100"), ("step", "1"), ("data-slider", id)])
        .with("value", &share.of(100).to_string())
        .with("aria-label", &format!("{label}, slider"))
}

/// A field that takes text.
pub fn text_input(id: &str, value: &str) -> Element {
    let fixed = [("type", "text"), ("autocomplete", "off"), ("spellcheck", "false")];
    el("input").key(id).with("id", id).with_all(&fixed).with("value", value)
}

/// A button that does what its name says.
pub fn button(act: &str, label: &str) -> Element {
    el("button").key(act).with_all(&[("type", "button"), ("data-act", act)]).text(label)
}
