//! Instances of one's own: one fleet for each model that the workloads ask for, and the people who run them.

use leptos::prelude::*;
use pricing::bounds;
use pricing::money::{Rate, Unit, Usd};
use pricing::quantity::{Dollars, Multiple};
use pricing::rates::CapacityOffers;
use pricing::scenario::{AlternativePrice, Fleet, Scenario, SelfHosted};

use super::super::figure::{Entry, Figure, field, pair};
use super::{PEAK_KIND, change, provider};
use crate::field::Label;
use crate::field::choice::{Choice, SelectField};
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::state::calculator;

/// Fleets have places of their own beside each other: those of the first alternative, then those of the second.
const EACH: usize = bounds::PURCHASES_MAX;

fn own(scenario: &Scenario, index: usize) -> Option<&SelfHosted> {
    match &scenario.alternatives.get(index)?.price {
        AlternativePrice::SelfHosted(own) => Some(own),
        _ => None,
    }
}

fn fleet_at(scenario: &Scenario, place: usize) -> Option<&Fleet> {
    own(scenario, place / EACH)?.fleets.get(place % EACH)
}

fn change_fleet(scenario: &mut Scenario, place: usize, edit: impl FnOnce(&mut Fleet)) {
    change(scenario, place / EACH, |given| {
        if let AlternativePrice::SelfHosted(own) = &mut given.price
            && let Some(fleet) = own.fleets.get_mut(place % EACH)
        {
            edit(fleet);
        }
    });
}

/// Whether an alternative is instances of one's own.
pub fn is_own(scenario: &Scenario, index: usize) -> bool {
    own(scenario, index).is_some()
}

/// A fleet for each model of a scenario, on the first instance for which throughput is published; without published throughput it
/// waits for a measured one.
pub fn first(scenario: &Scenario) -> SelfHosted {
    let offers = CapacityOffers::bundled();
    let fleet = |model: String| {
        let known = offers.throughputs_of(&model).next();
        let instance = match known {
            Some(known) => offers.instances.iter().find(|instance| instance.name == known.instance)?,
            None => offers.instances.first()?,
        };
        Some(Fleet {
            hourly: instance.hourly,
            output_per_second: known.map_or(Multiple::ZERO, |known| known.output_per_second),
            target: Multiple::ONE,
            peak: Multiple::ONE,
            spare: 1,
            model,
        })
    };
    let fleets = provider::models(scenario).into_iter().take(EACH).filter_map(fleet).collect();
    SelfHosted { fleets, people: Dollars::default() }
}

/// The fields.
pub fn fields(entry: Entry) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let places = flat::memo(move || {
        let count = own(&calculator.scenario(), index).map_or(0, |own| own.fleets.len());
        (index * EACH..index * EACH + count).collect::<Vec<_>>()
    });
    view! { {flat::list(places.into(), fleet)} {field(entry, &PEOPLE)} }.into_any()
}

fn fleet(place: usize) -> AnyView {
    let calculator = calculator();
    let entry = Entry("fleet", place);
    let model =
        flat::memo(move || fleet_at(&calculator.scenario(), place).map(|own| own.model.clone()).unwrap_or_default());
    let name = flat::text(move || {
        calculator.present.with(|present| explain::words::model_name(&present.card, &model.get()).to_owned())
    });
    let instances = || &CapacityOffers::bundled().instances;
    let options = instances().iter().map(|own| {
        Choice::new(format!("{}, {}, {}: ${} an hour", own.name, own.accelerators, own.form, own.hourly.amount()))
    });
    let options: Vec<Choice> = options.chain([Choice::new("Another price")]).collect();
    let chosen = flat::memo(move || {
        let hourly = fleet_at(&calculator.scenario(), place)?.hourly;
        Some(instances().iter().position(|own| own.hourly == hourly).unwrap_or(instances().len()))
    });
    let choose = Callback::new(move |at: usize| {
        let Some(instance) = instances().get(at) else { return };
        calculator.change("", |scenario| {
            change_fleet(scenario, place, |fleet| {
                fleet.hourly = instance.hourly;
                let mut known = CapacityOffers::bundled().throughputs_of(&fleet.model);
                if let Some(known) = known.find(|known| known.instance == instance.name) {
                    fleet.output_per_second = known.output_per_second;
                }
            });
        });
    });
    let published = flat::text(move || {
        let model = model.get();
        let all = CapacityOffers::bundled().throughputs_of(&model).map(|own| {
            let [input, output] = own.lengths;
            format!(
                "{} on {} at {input} in, {output} out ({}, {})",
                own.output_per_second,
                own.instance,
                own.precision,
                own.source.publisher()
            )
        });
        let all = all.collect::<Vec<_>>().join("; ");
        if all.is_empty() {
            "No throughput of this model was found: type what you measured.".to_owned()
        } else {
            format!("Published, as an offline maximum: {all}. With a limit on how long an answer takes, expect less.")
        }
    });
    view! {
        <p class="label">{name}</p>
        <SelectField id=entry.id("instance") label="Instance" options=Signal::stored(options) chosen=chosen.into() choose/>
        {pair(entry, &HOURLY, &SPEED)}
        <p class="echo">{published}</p>
        {pair(entry, &TARGET, &PEAK)}
        {field(entry, &SPARE)}
    }
    .into_any()
}

static HOURLY: Figure = Figure::new(
    "hourly",
    Label::of("Price of an instance"),
    Kind::Rate(Unit::ModelUnitHour),
    |scenario, place| fleet_at(scenario, place).map(|own| Number::Rate(own.hourly)),
    |scenario, place, number| {
        let free = Rate::new(Usd::ZERO.amount(), Unit::ModelUnitHour);
        change_fleet(scenario, place, |fleet| match (number, free) {
            (Number::Rate(rate), _) | (Number::Nothing, Ok(rate)) => fleet.hourly = rate,
            _ => {}
        });
    },
)
.dollars()
.unit("an hour");

static SPEED: Figure = Figure::new(
    "speed",
    Label::of("Output tokens a second"),
    Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX),
    |scenario, place| fleet_at(scenario, place).map(|own| Number::Multiple(own.output_per_second)),
    |scenario, place, number| {
        if let Number::Multiple(speed) = number {
            change_fleet(scenario, place, |fleet| fleet.output_per_second = speed);
        }
    },
)
.says(|_, _, _, _| "Of one instance at full load, at your lengths".to_owned());

static TARGET: Figure = Figure::new(
    "target",
    Label::of("Used in the busiest minute"),
    Kind::Percent(1),
    |scenario, place| fleet_at(scenario, place).map(|own| Number::Multiple(own.target)),
    |scenario, place, number| {
        if let Number::Multiple(target) = number
            && target > Multiple::ZERO
        {
            change_fleet(scenario, place, |fleet| fleet.target = target);
        }
    },
)
.unit("%");

static PEAK: Figure = Figure::new(
    "peak",
    Label::of("Busiest minute over mean"),
    PEAK_KIND,
    |scenario, place| fleet_at(scenario, place).map(|own| Number::Multiple(own.peak)),
    |scenario, place, number| {
        if let Number::Multiple(peak) = number {
            change_fleet(scenario, place, |fleet| fleet.peak = peak);
        }
    },
);

static SPARE: Figure = Figure::new(
    "spare",
    Label::of("Instances that stand by"),
    Kind::Count(0, 255),
    |scenario, place| fleet_at(scenario, place).map(|own| Number::Count(u64::from(own.spare))),
    |scenario, place, number| {
        if let Number::Count(count) = number
            && let Ok(spare) = u8::try_from(count)
        {
            change_fleet(scenario, place, |fleet| fleet.spare = spare);
        }
    },
)
.says(|_, _, _, _| "For a failure: one is usual".to_owned());

static PEOPLE: Figure = Figure::new(
    "people",
    Label::of("People who run them"),
    Kind::Dollars,
    |scenario, index| own(scenario, index).map(|own| Number::Dollars(own.people)),
    |scenario, index, number| {
        if let Number::Dollars(people) = number {
            change(scenario, index, |given| {
                if let AlternativePrice::SelfHosted(own) = &mut given.price {
                    own.people = people;
                }
            });
        }
    },
)
.dollars()
.unit("a month");
