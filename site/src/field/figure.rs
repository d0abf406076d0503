//! The numbers of a scenario that a field edits, as tables: what each is called, and where it lives.
//!
//! To add a number, add its line to the table of its group, [`DEMAND`] and the like: its id, its name, its unit, how it
//! is read, and the slot of the scenario that it fills. Everything else follows from that line: its element, reading
//! it, writing it, and finding it again by its id. A new group is one more table, listed in [`ALL`].
//!
//! It knows nothing of the document.

use pricing::bounds;
use pricing::money::Rate;
use pricing::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest};
use pricing::rates::RateCard;
use pricing::scenario::{Caching, Demand, Field, Scenario, Workload};

use super::owner::Owner;
use crate::echo;

/// A number of a scenario.
pub struct Figure {
    /// What its id begins or ends with.
    pub id: &'static str,
    pub label: &'static str,
    pub unit: &'static str,
    /// How it is read and written.
    pub kind: Kind,
    /// Whether a slider stands beside the field.
    pub has_slider: bool,
    /// The field that the scenario's check names it by.
    pub checked_as: Option<Field>,
    /// What the number of a workload comes to.
    pub echo: Echo,
    slot: OfWorkload,
}

/// How a number is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, up to this.
    Count(u64),
    /// A share, in percent or as a fraction.
    Share,
    /// A number, from so many ten-thousandths up to this.
    Multiple(u64, u64),
    /// A number above zero up to this, or nothing.
    Optional(u64),
    /// A number in percent, up to this many times a hundred.
    Percent(u64),
    /// An amount in dollars.
    Rate,
}

/// The text below a number of a workload; empty where the number says it all.
pub type Echo = fn(&Workload, Number, &RateCard) -> String;

/// The slot of a workload that a number fills; `None` where the workload has none.
type OfWorkload = for<'a> fn(&'a mut Workload) -> Option<Slot<'a>>;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Count(u64),
    Share(Share),
    Multiple(Multiple),
    Rate(Rate),
    /// Not given, where that is allowed.
    Nothing,
}

/// Where a scenario keeps a number.
enum Slot<'a> {
    Tokens(&'a mut Tokens),
    Each(&'a mut TokensPerRequest),
    Requests(&'a mut Requests),
    Share(&'a mut Share),
    Multiple(&'a mut Multiple),
    Optional(&'a mut Option<Multiple>),
    Rate(&'a mut Rate),
}

/// What a workload asks for. Input and output mean another thing by the month than by the request.
pub static DEMAND: [Figure; 8] = [
    Figure::new("requests", "Requests", "a month", Kind::Count(bounds::REQUESTS_MAX), |it| match &mut it.demand {
        Demand::Requests { requests, .. } => Some(Slot::Requests(requests)),
        _ => None,
    })
    .says(echo::requests),
    Figure::new("rate", "Requests", "a minute", Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX), |it| match &mut it
        .demand
    {
        Demand::Traffic { requests_per_minute, .. } => Some(Slot::Multiple(requests_per_minute)),
        _ => None,
    }),
    Figure::new("hours", "Hours", "a day", Kind::Multiple(0, bounds::HOURS_PER_DAY_MAX), |it| match &mut it.demand {
        Demand::Traffic { hours_per_day, .. } => Some(Slot::Multiple(hours_per_day)),
        _ => None,
    })
    .checked_as(Field::HoursPerDay),
    Figure::new("days", "Days", "a month", Kind::Multiple(0, bounds::DAYS_PER_MONTH_MAX), |it| match &mut it.demand {
        Demand::Traffic { days_per_month, .. } => Some(Slot::Multiple(days_per_month)),
        _ => None,
    })
    .checked_as(Field::DaysPerMonth)
    .says(echo::requests),
    Figure::new("input", "Input tokens", "a month", Kind::Count(bounds::TOKENS_MAX), |it| match &mut it.demand {
        Demand::Monthly { input, .. } => Some(Slot::Tokens(input)),
        _ => None,
    })
    .checked_as(Field::Demand)
    .says(echo::input),
    Figure::new("input", "Input", "tokens a request", Kind::Count(bounds::TOKENS_PER_REQUEST_MAX), |it| match &mut it
        .demand
    {
        Demand::Requests { input, .. } | Demand::Traffic { input, .. } => Some(Slot::Each(input)),
        Demand::Monthly { .. } => None,
    })
    .checked_as(Field::Demand)
    .says(echo::input),
    Figure::new("output", "Output tokens", "a month", Kind::Count(bounds::TOKENS_MAX), |it| match &mut it.demand {
        Demand::Monthly { output, .. } => Some(Slot::Tokens(output)),
        _ => None,
    })
    .says(echo::output),
    Figure::new(
        "output",
        "Output",
        "tokens a request",
        Kind::Count(bounds::TOKENS_PER_REQUEST_MAX),
        |it| match &mut it.demand {
            Demand::Requests { output, .. } | Demand::Traffic { output, .. } => Some(Slot::Each(output)),
            Demand::Monthly { .. } => None,
        },
    )
    .says(echo::output),
];

/// What adjusts the demand of a workload.
pub static ADJUSTMENTS: [Figure; 3] = [
    Figure::new("calls", "Calls", "per request", Kind::Multiple(10_000, bounds::CALLS_PER_REQUEST_MAX), |it| {
        Some(Slot::Multiple(&mut it.calls_per_request))
    })
    .checked_as(Field::CallsPerRequest)
    .says(echo::calls),
    Figure::new("overhead", "Added to input", "% of tokens", Kind::Percent(bounds::OVERHEAD_MAX), |it| {
        Some(Slot::Multiple(&mut it.token_overhead))
    })
    .checked_as(Field::TokenOverhead)
    .says(echo::overhead),
    Figure::new("trim", "Cut from output", "% of tokens", Kind::Share, |it| Some(Slot::Share(&mut it.output_trim))),
];

/// The adjustment that only some models have a price for.
pub static LONG_PROMPTS: [Figure; 1] =
    [Figure::new("long", "Long prompts", "% of tokens", Kind::Share, |it| Some(Slot::Share(&mut it.long_prompts)))
        .says(echo::long_prompts)];

/// What a workload caches.
pub static CACHING: [Figure; 4] =
    [
        Figure::new("cached", "Input read from cache", "%", Kind::Share, |it| match &mut it.caching {
            Caching::Share { cached, .. } => Some(Slot::Share(cached)),
            _ => None,
        })
        .with_slider()
        .checked_as(Field::Cached)
        .says(echo::cached),
        Figure::new("reads", "Reads per write", "optional", Kind::Optional(bounds::READS_PER_WRITE_MAX), |it| {
            match &mut it.caching {
                Caching::Share { reads_per_write, .. } => Some(Slot::Optional(reads_per_write)),
                _ => None,
            }
        })
        .checked_as(Field::ReadsPerWrite)
        .says(echo::reads),
        Figure::new("prefix", "Prefix", "tokens", Kind::Count(bounds::TOKENS_PER_REQUEST_MAX), |it| {
            match &mut it.caching {
                Caching::Traffic { prefix, .. } => Some(Slot::Each(prefix)),
                _ => None,
            }
        })
        .checked_as(Field::Cached)
        .says(echo::prefix),
        Figure::new("perminute", "Requests", "a minute", Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX), |it| {
            match &mut it.caching {
                Caching::Traffic { requests_per_minute, .. } => Some(Slot::Multiple(requests_per_minute)),
                _ => None,
            }
        }),
    ];

/// What of a workload runs as batch.
pub static BATCH: [Figure; 1] =
    [Figure::new("batch", "Requests run as batch", "%", Kind::Share, |it| Some(Slot::Share(&mut it.batch)))
        .with_slider()
        .says(echo::share_of_all)];

/// The share of a route.
pub static ROUTE: [Figure; 1] = [Figure::new("share", "Share", "% of volume", Kind::Share, |_| None)
    .with_slider()
    .checked_as(Field::Routes)
    .says(echo::share_of_all)];

/// The amount of a typed price.
pub static PRICE: [Figure; 1] = [Figure::new("", "Price", "US dollars", Kind::Rate, |_| None)];

/// All tables.
static ALL: [&[Figure]; 7] = [&DEMAND, &ADJUSTMENTS, &LONG_PROMPTS, &CACHING, &BATCH, &ROUTE, &PRICE];

impl Figure {
    /// A number without slider, check or echo.
    const fn new(id: &'static str, label: &'static str, unit: &'static str, kind: Kind, slot: OfWorkload) -> Self {
        Self { id, label, unit, kind, has_slider: false, checked_as: None, echo: |_, _, _| String::new(), slot }
    }

    const fn with_slider(self) -> Self {
        Self { has_slider: true, ..self }
    }

    const fn checked_as(self, field: Field) -> Self {
        Self { checked_as: Some(field), ..self }
    }

    const fn says(self, echo: Echo) -> Self {
        Self { echo, ..self }
    }
}

/// A number of one owner.
#[derive(Clone, Copy)]
pub struct Place {
    pub owner: Owner,
    pub figure: &'static Figure,
}

impl Place {
    /// The field's id, unique on the page.
    pub fn id(self) -> String {
        self.owner.id(self.figure.id)
    }

    /// The place whose field has this id; `None` where the scenario has no such number.
    pub fn of_id(id: &str, scenario: &Scenario) -> Option<Self> {
        let (owner, field) = Owner::of_id(id)?;
        for figures in ALL {
            for figure in figures {
                let place = Self { owner, figure };
                if figure.id == field && place.get(scenario).is_some() {
                    return Some(place);
                }
            }
        }
        None
    }

    /// The field's name where it isn't beside the field: `Input tokens of Worked estate`.
    pub fn name(self, scenario: &Scenario) -> String {
        let label = self.figure.label;
        match self.owner {
            Owner::Price(price) => format!("Price {}", price + 1),
            Owner::Route(_, route) => format!("Share of route {}", route + 1),
            Owner::Workload(workload) => match scenario.workloads.get(workload) {
                Some(workload) if !workload.name.is_empty() => format!("{label} of {}", workload.name),
                _ => label.to_owned(),
            },
        }
    }

    /// The number as it stands; `None` where the scenario has no such number.
    #[inline(never)]
    pub fn get(self, scenario: &Scenario) -> Option<Number> {
        let workload = match self.owner {
            Owner::Price(price) if self.figure.kind == Kind::Rate => {
                return scenario.prices.get(price).map(|price| Number::Rate(price.rate));
            }
            Owner::Workload(workload) | Owner::Route(workload, _) => scenario.workloads.get(workload)?,
            Owner::Price(_) => return None,
        };
        Some(match self.slot_of(&mut workload.clone())? {
            Slot::Tokens(tokens) => Number::Count(tokens.count()),
            Slot::Each(tokens) => Number::Count(tokens.count()),
            Slot::Requests(requests) => Number::Count(requests.count()),
            Slot::Share(share) => Number::Share(*share),
            Slot::Multiple(multiple) => Number::Multiple(*multiple),
            Slot::Optional(multiple) => multiple.map_or(Number::Nothing, Number::Multiple),
            Slot::Rate(rate) => Number::Rate(*rate),
        })
    }

    /// Puts a number in place. A number of another kind, or without a place, changes nothing.
    #[inline(never)]
    pub fn set(self, scenario: &mut Scenario, number: Number) {
        let slot = match self.owner {
            Owner::Price(price) => scenario.prices.get_mut(price).map(|price| Slot::Rate(&mut price.rate)),
            Owner::Workload(workload) | Owner::Route(workload, _) => {
                scenario.workloads.get_mut(workload).and_then(|workload| self.slot_of(workload))
            }
        };
        match (slot, number) {
            (Some(Slot::Tokens(slot)), Number::Count(count)) => *slot = Tokens::new(count).unwrap_or(*slot),
            (Some(Slot::Each(slot)), Number::Count(count)) => *slot = TokensPerRequest::new(count).unwrap_or(*slot),
            (Some(Slot::Requests(slot)), Number::Count(count)) => *slot = Requests::new(count).unwrap_or(*slot),
            (Some(Slot::Share(slot)), Number::Share(share)) => *slot = share,
            (Some(Slot::Multiple(slot)), Number::Multiple(multiple)) => *slot = multiple,
            (Some(Slot::Optional(slot)), Number::Multiple(multiple)) => *slot = Some(multiple),
            (Some(Slot::Optional(slot)), Number::Nothing) => *slot = None,
            (Some(Slot::Rate(slot)), Number::Rate(rate)) => *slot = rate,
            _ => {}
        }
    }

    fn slot_of(self, workload: &mut Workload) -> Option<Slot<'_>> {
        match self.owner {
            Owner::Route(_, route) => workload.routes.get_mut(route).map(|route| Slot::Share(&mut route.share)),
            _ => (self.figure.slot)(workload),
        }
    }
}

#[cfg(test)]
mod tests {
    use pricing::number::DecimalSign;
    use pricing::presets::default_scenario;

    use super::*;

    fn place(id: &str) -> Option<Place> {
        Place::of_id(id, &default_scenario())
    }

    #[test]
    fn every_number_of_the_worked_estate_reads_back() {
        let scenario = default_scenario();
        for id in ["input-1", "output-1", "cached-1", "reads-1", "batch-1", "calls-1", "overhead-1", "trim-1"] {
            for sign in [DecimalSign::Point, DecimalSign::Comma] {
                let place = place(id);
                let number = place.and_then(|place| place.get(&scenario));
                let text = place.zip(number).map(|(place, number)| place.write(number, sign)).unwrap_or_default();
                let read = place.and_then(|place| place.read(&text, sign, &scenario).ok());
                assert!(read.is_some() && read == number, "{id} {text}");
            }
            assert_eq!(place(id).map(Place::id).as_deref(), Some(id));
        }
    }

    #[test]
    fn a_number_that_the_scenario_does_not_have_is_not_found() {
        for id in ["requests-1", "prefix-1", "input-2", "input-0", "route-1-1-share", "price-1", "price-1-mode"] {
            assert!(place(id).is_none(), "{id}");
        }
    }

    #[test]
    fn a_bare_number_in_a_percent_field_is_percent() {
        let scenario = default_scenario();
        let read = |text| place("batch-1")?.read(text, DecimalSign::Point, &scenario).ok();
        assert_eq!(read("40"), Some(Number::Share(Share::of_ten_thousand(4_000))));
        assert_eq!(read("0"), Some(Number::Share(Share::NONE)));
        assert_eq!(read("1/3"), Share::new(1, 3).map(Number::Share));
        assert_eq!((read("0.4"), read("101")), (None, None));
    }

    #[test]
    fn a_number_of_another_kind_or_door_changes_nothing() {
        let mut scenario = default_scenario();
        let before = scenario.clone();
        let owner = Owner::Workload(0);
        for figure in DEMAND.iter().take(4).chain(&ADJUSTMENTS).chain(&BATCH) {
            Place { owner, figure }.set(&mut scenario, Number::Count(5));
            Place { owner, figure }.set(&mut scenario, Number::Nothing);
        }
        assert_eq!(scenario, before);
    }
}
