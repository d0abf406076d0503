//! The numbers of the organization that a field edits, as tables: what each is called, and where the scenario keeps it.
//!
//! To add a number, add its line to the table of its group: id, label, kind, and how it is got from and put into an entry of
//! a list of the scenario. Its field, draft, error, reading and undo step follow from that line.

use leptos::prelude::*;
use pricing::price::MissingRate;
use pricing::rates::RateCard;
use pricing::scenario::{Field, Scenario};

use crate::field::Label;
use crate::field::kind::{Kind, Number, wrong};
use crate::field::number::{NumberField, Says};
use crate::flat;
use crate::state::calculator;

/// The line below a number: how it was read, or what it comes to; empty where the number says it all.
pub type Echo = fn(&Scenario, &RateCard, usize, Number) -> String;

/// A number of an entry of a list; a list of one where the scenario has it once.
pub struct Figure {
    id: &'static str,
    label: Label,
    before: &'static str,
    unit: &'static str,
    kind: Kind,
    has_slider: bool,
    checked_as: fn(usize) -> Option<Field>,
    is_missing: fn(&MissingRate, usize) -> bool,
    echo: Echo,
    get: fn(&Scenario, usize) -> Option<Number>,
    put: fn(&mut Scenario, usize, Number),
}

impl Figure {
    /// A number; `get` says `None` where this entry has none, `put` changes nothing with a number that it can't hold.
    pub const fn new(
        id: &'static str,
        label: Label,
        kind: Kind,
        get: fn(&Scenario, usize) -> Option<Number>,
        put: fn(&mut Scenario, usize, Number),
    ) -> Self {
        Self {
            id,
            label,
            before: "",
            unit: "",
            kind,
            has_slider: false,
            checked_as: |_| None,
            is_missing: |_, _| false,
            echo: |_, _, _, _| String::new(),
            get,
            put,
        }
    }

    /// An amount in dollars.
    pub const fn dollars(mut self) -> Self {
        self.before = "$";
        self
    }

    /// With a unit in the field, behind the number.
    pub const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }

    /// The field by which the scenario's check names the number of an entry.
    pub const fn checked_as(mut self, checked_as: fn(usize) -> Option<Field>) -> Self {
        self.checked_as = checked_as;
        self
    }

    /// Whether this is the price of an entry that the answer waits for.
    pub const fn missing_as(mut self, is_missing: fn(&MissingRate, usize) -> bool) -> Self {
        self.is_missing = is_missing;
        self
    }

    /// What stands below the number.
    pub const fn says(mut self, echo: Echo) -> Self {
        self.echo = echo;
        self
    }
}

/// An entry of a list: `Entry("offer", 0)` is the first offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(pub &'static str, pub usize);

impl Entry {
    /// The id of one of its fields, unique on the page: `offer-1-discount`.
    pub fn id(self, field: &str) -> String {
        format!("{}-{}-{field}", self.0, self.1 + 1)
    }
}

/// The field of a number. It is gone while the entry has no such number.
pub fn field(entry: Entry, figure: &'static Figure) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let number = flat::memo(move || (figure.get)(&calculator.scenario(), index));
    let says = flat::memo(move || {
        calculator.priced.with(|present| {
            let Some(number) = number.get() else { return Says::default() };
            let problem = (figure.checked_as)(index)
                .and_then(|field| present.problems.iter().find(|problem| problem.field == field));
            if present.missing.iter().any(|missing| (figure.is_missing)(missing, index)) {
                return Says { wrong: "Enter a price. This card has none.".to_owned(), echo: String::new() };
            }
            Says {
                wrong: problem.map(wrong).unwrap_or_default(),
                echo: (figure.echo)(&present.scenario, &present.card, index, number),
            }
        })
    });
    flat::shown_if(
        move || number.with(Option::is_some),
        move || {
            let id = entry.id(figure.id);
            let step = id.clone();
            let put = Callback::new(move |number| {
                calculator.change(&step, |scenario| (figure.put)(scenario, index, number));
            });
            let number = flat::memo(move || number.get().unwrap_or(Number::Nothing));
            view! {
                <NumberField id label=figure.label.clone() before=figure.before unit=figure.unit kind=figure.kind
                    has_slider=figure.has_slider number=number.into() says=says.into() put/>
            }
            .into_any()
        },
    )
}

/// The fields of a group, one below the other.
pub fn fields(entry: Entry, figures: &'static [Figure]) -> AnyView {
    figures.iter().map(|figure| field(entry, figure)).collect::<Vec<_>>().into_any()
}

/// Two fields side by side.
pub fn pair(entry: Entry, one: &'static Figure, other: &'static Figure) -> AnyView {
    view! { <div class="grid2">{field(entry, one)} {field(entry, other)}</div> }.into_any()
}

/// One of a few values of an entry.
pub struct Setting {
    /// The end of its id.
    pub id: &'static str,
    /// What is chosen.
    pub legend: &'static str,
    /// The values.
    pub values: &'static [&'static str],
    /// The place of the present value; `None` where the entry has no such choice.
    pub get: fn(&Scenario, usize) -> Option<usize>,
    /// Puts the value at a place.
    pub put: fn(&mut Scenario, usize, usize),
}

/// The field of a choice: side by side up to three values, a list beyond. It is gone while the entry has no such choice.
pub fn setting(entry: Entry, setting: &'static Setting) -> AnyView {
    use crate::field::choice::{Choice, SegmentField, SelectField};
    let calculator = calculator();
    let index = entry.1;
    let chosen = flat::memo(move || (setting.get)(&calculator.scenario(), index));
    flat::shown_if(
        move || chosen.with(Option::is_some),
        move || {
            let choose =
                Callback::new(move |place| calculator.change("", |scenario| (setting.put)(scenario, index, place)));
            let (id, options) = (entry.id(setting.id), Choice::fixed(setting.values));
            if setting.values.len() > 3 {
                view! { <SelectField id label=setting.legend options chosen=chosen.into() choose/> }.into_any()
            } else {
                view! {
                    <SegmentField id legend=setting.legend is_labeled=true options chosen=chosen.into() choose/>
                }
                .into_any()
            }
        },
    )
}

/// The entries of a list, each by its place, as they come and go.
pub fn entries(count: fn(&Scenario) -> usize, entry: fn(usize) -> AnyView) -> AnyView {
    let calculator = calculator();
    let keys = flat::memo(move || (0..count(&calculator.scenario())).collect::<Vec<_>>());
    flat::list(keys.into(), entry)
}
