//! The terms of a contract, beside its years: Marketplace, carry-forward, credits, the discount without a commitment, and each
//! provider's own.

use explain::amounts;
use leptos::prelude::*;
use pricing::bounds;
use pricing::commitment::terms;
use pricing::quantity::{Months, Multiple};
use pricing::rates::{Provider, RateCard};
use pricing::scenario::{Commitment, Counts, Field, Measure, PrivateOffer, ProviderTerms, Scenario};

use super::figure::{Entry, Figure, Setting, pair, setting};
use crate::field::Label;
use crate::field::choice::{CheckField, Choice, SelectField};
use crate::field::kind::{Kind, Number};
use crate::field::number::{NumberField, Says};
use crate::flat;
use crate::state::{Calculator, calculator};

/// What holds for all years.
const ALL_YEARS: Entry = Entry("commitment", 0);

/// The fields.
pub fn fields() -> AnyView {
    let calculator = calculator();
    view! {
        {setting(ALL_YEARS, &MEASURE)}
        {providers(calculator)}
        {pair(ALL_YEARS, &MARKETPLACE_SHARE, &MARKETPLACE_USED)}
        {check(
            "carries-forward",
            "Spend above a year’s commitment counts toward the next",
            |commitment| commitment.carries_forward,
            |commitment, on| commitment.carries_forward = on,
        )}
        {check(
            "credits-lower",
            "Spend that credits pay doesn’t count toward the commitment",
            |commitment| commitment.credits_lower_retirement,
            |commitment, on| commitment.credits_lower_retirement = on,
        )}
        {pair(ALL_YEARS, &NEGOTIATED, &FLAT)}
    }
    .into_any()
}

/// A term that holds or doesn't.
fn check(
    id: &'static str,
    label: &'static str,
    get: fn(&Commitment) -> bool,
    put: fn(&mut Commitment, bool),
) -> AnyView {
    let calculator = calculator();
    let on = flat::flag(move || calculator.scenario().commitment.as_ref().is_some_and(get));
    let check = Callback::new(move |on| {
        calculator.change("", |scenario| {
            if let Some(commitment) = &mut scenario.commitment {
                put(commitment, on);
            }
        });
    });
    view! { <CheckField id=ALL_YEARS.id(id) label on check/> }.into_any()
}

fn change(scenario: &mut Scenario, change: impl FnOnce(&mut Commitment)) {
    if let Some(commitment) = &mut scenario.commitment {
        change(commitment);
    }
}

/// What the commitment is measured by.
static MEASURE: Setting = Setting {
    id: "measure",
    legend: "Your contract counts",
    values: &["Net spend", "Gross spend"],
    get: |scenario, _| Some(scenario.commitment.as_ref()?.measure as usize),
    put: |scenario, _, place| {
        if let (Some(commitment), Some(measure)) = (&mut scenario.commitment, Measure::ALL.get(place)) {
            commitment.measure = *measure;
        }
    },
};

static MARKETPLACE_SHARE: Figure = Figure::new(
    "marketplace",
    Label::of("Marketplace counts up to"),
    Kind::Percent(1),
    |scenario, _| scenario.commitment.as_ref().map(|commitment| Number::Multiple(commitment.marketplace_share)),
    |scenario, _, number| {
        if let Number::Multiple(share) = number {
            change(scenario, |commitment| commitment.marketplace_share = share);
        }
    },
)
.unit("%")
.checked_as(|_| Some(Field::MarketplaceShare))
.says(|scenario, _, _, number| {
    let first = scenario.commitment.as_ref().and_then(|commitment| commitment.years.first());
    let (Some(year), Number::Multiple(share)) = (first, number) else { return String::new() };
    let most = year.commitment.usd().times_parts(share.ten_thousandths().min(10_000));
    format!("{} of the first year’s commitment", amounts::short(most))
});

static MARKETPLACE_USED: Figure = Figure::new(
    "marketplace-used",
    Label::of("Used by other purchases"),
    Kind::Dollars,
    |scenario, _| scenario.commitment.as_ref().map(|commitment| Number::Dollars(commitment.marketplace_used)),
    |scenario, _, number| {
        if let Number::Dollars(dollars) = number {
            change(scenario, |commitment| commitment.marketplace_used = dollars);
        }
    },
)
.dollars()
.unit("a year");

static NEGOTIATED: Figure = Figure::new(
    "negotiated",
    Label::of("Negotiated AI discount"),
    Kind::Percent(1),
    |scenario, _| scenario.commitment.as_ref().map(|commitment| Number::Multiple(commitment.negotiated)),
    |scenario, _, number| {
        if let Number::Multiple(share) = number {
            change(scenario, |commitment| commitment.negotiated = share);
        }
    },
)
.unit("%")
.checked_as(|_| Some(Field::Negotiated));

static FLAT: Figure = Figure::new(
    "flat",
    Label::of("Without a commitment"),
    Kind::Percent(1),
    |scenario, _| scenario.commitment.as_ref().map(|commitment| Number::Multiple(commitment.flat_discount)),
    |scenario, _, number| {
        if let Number::Multiple(share) = number {
            change(scenario, |commitment| commitment.flat_discount = share);
        }
    },
)
.unit("%")
.checked_as(|_| Some(Field::FlatDiscount));

/// How each provider's models stand in the contract.
fn providers(calculator: Calculator) -> AnyView {
    let places =
        flat::memo(move || calculator.present.with(|present| used_providers(&present.scenario, &present.card)));
    flat::list(places.into(), move |place| provider(calculator, place))
}

/// The providers of the scenario's models, by their place on the card.
fn used_providers(scenario: &Scenario, card: &RateCard) -> Vec<usize> {
    let mut used: Vec<&str> = Vec::new();
    for workload in &scenario.workloads {
        used.push(&workload.placement.model);
        used.extend(workload.routes.iter().map(|route| route.placement.model.as_str()));
    }
    used.extend(scenario.capacity.purchases.iter().map(|purchase| purchase.placement.model.as_str()));
    used.extend(scenario.capacity.customs.iter().map(|custom| custom.placement.model.as_str()));
    let is_used =
        |id: &str| used.iter().any(|model| card.model(model).is_some_and(|model| card.provider_of(model).id == id));
    let places = card.providers().iter().enumerate().filter(|(_, provider)| is_used(&provider.id));
    places.map(|(place, _)| place).collect()
}

fn terms_of(calculator: Calculator, place: usize) -> Option<ProviderTerms> {
    calculator.present.with(|present| {
        let provider = present.card.providers().get(place)?;
        Some(terms(present.scenario.commitment.as_ref()?, &provider.id, &present.card))
    })
}

fn change_terms(calculator: Calculator, place: usize, change: impl FnOnce(&mut ProviderTerms)) {
    let Some(mut changed) = untrack(|| terms_of(calculator, place)) else { return };
    change(&mut changed);
    calculator.change("", |scenario| {
        let Some(commitment) = &mut scenario.commitment else { return };
        match commitment.terms.iter_mut().find(|other| other.provider == changed.provider) {
            Some(known) => *known = changed,
            None => commitment.terms.push(changed),
        }
    });
}

fn provider(calculator: Calculator, place: usize) -> AnyView {
    let entry = Entry("terms", place);
    let name = flat::text(move || {
        let name = calculator.present.with(|present| present.card.providers().get(place).map(|it| it.name.clone()));
        format!("{} models", name.unwrap_or_default())
    });
    let earns = flat::flag(move || terms_of(calculator, place).is_some_and(|terms| terms.earns));
    let check = Callback::new(move |earns| change_terms(calculator, place, |terms| terms.earns = earns));
    let counted = flat::memo(move || {
        Some(match terms_of(calculator, place)?.counts {
            Counts::Part(part) if part == Multiple::ONE => 0,
            Counts::Marketplace => 1,
            Counts::Part(part) if part == Multiple::ZERO => 2,
            Counts::Part(_) => 3,
        })
    });
    let options = flat::memo(move || {
        let mut options = ["In full", "As Marketplace spend, up to a cap", "Not at all"].map(Choice::new).to_vec();
        if counted.get() == Some(3) {
            options.push(Choice::new("In part, as in your file"));
        }
        options
    });
    let choose = Callback::new(move |index: usize| {
        change_terms(calculator, place, |terms| match index {
            0 => terms.counts = Counts::Part(Multiple::ONE),
            1 => terms.counts = Counts::Marketplace,
            2 => terms.counts = Counts::Part(Multiple::ZERO),
            _ => {}
        });
    });
    let note = flat::text(move || {
        calculator.present.with(|present| {
            let provider = present.card.providers().get(place);
            let typed = present.scenario.commitment.as_ref().is_some_and(|commitment| {
                provider.is_some_and(|provider| commitment.terms.iter().any(|terms| terms.provider == provider.id))
            });
            let is = |what: fn(&Provider) -> bool| provider.is_some_and(what);
            if typed {
                "As you set it"
            } else if is(|provider| provider.marketplace) {
                "Billed through AWS Marketplace: check your contract"
            } else if is(|provider| provider.unsettled) {
                "AWS’s texts don’t settle who bills these: check your contract"
            } else {
                "Billed by AWS itself"
            }
            .to_owned()
        })
    });
    view! {
        <fieldset class="stack-s">
            <legend class="label">{name}</legend>
            <CheckField id=entry.id("earns") label="Earn the discount" note on=earns check/>
            <SelectField id=entry.id("counts") label="Count toward the commitment" options=options.into()
                chosen=counted.into() choose/>
            {private_offer(calculator, entry, place)}
        </fieldset>
    }
    .into_any()
}

/// The provider's identifier.
fn id_of(calculator: Calculator, place: usize) -> Option<String> {
    calculator.present.with(|present| present.card.providers().get(place).map(|provider| provider.id.clone()))
}

/// The rate negotiated with a provider; `None` where the rate for all holds.
fn offer_of(calculator: Calculator, place: usize) -> Option<PrivateOffer> {
    let id = id_of(calculator, place)?;
    let scenario = calculator.scenario();
    scenario.commitment.as_ref()?.private_offers.iter().find(|offer| offer.provider == id).cloned()
}

fn change_offer(calculator: Calculator, place: usize, step: &str, change: impl FnOnce(&mut Option<PrivateOffer>)) {
    let Some(id) = untrack(|| id_of(calculator, place)) else { return };
    calculator.change(step, |scenario| {
        let Some(commitment) = &mut scenario.commitment else { return };
        let at = commitment.private_offers.iter().position(|offer| offer.provider == id);
        let mut offer = at.map(|at| commitment.private_offers.remove(at));
        change(&mut offer);
        if let Some(offer) = offer {
            let at = at.unwrap_or(commitment.private_offers.len());
            commitment.private_offers.insert(at, PrivateOffer { provider: id, ..offer });
        }
    });
}

/// A rate of its own, and for how long.
fn private_offer(calculator: Calculator, entry: Entry, place: usize) -> AnyView {
    let rate = flat::memo(move || match offer_of(calculator, place) {
        Some(offer) => Number::Multiple(offer.below_list),
        None => Number::Nothing,
    });
    let months = flat::memo(move || offer_of(calculator, place).map_or(12, |offer| offer.months.count()));
    let steps = [entry.id("private"), entry.id("private-months")];
    let [rate_step, months_step] = steps.clone();
    let put_rate = Callback::new(move |number: Number| {
        change_offer(calculator, place, &rate_step, |offer| match number {
            Number::Multiple(below_list) => {
                let months = offer.as_ref().map(|offer| offer.months).unwrap_or_default();
                *offer = Some(PrivateOffer { provider: String::new(), below_list, months });
            }
            _ => *offer = None,
        });
    });
    let put_months = Callback::new(move |number: Number| {
        change_offer(calculator, place, &months_step, |offer| {
            if let (Some(offer), Number::Count(count)) = (offer, number) {
                offer.months = Months::new(count).unwrap_or(offer.months);
            }
        });
    });
    let rate_says = flat::memo(move || Says {
        wrong: String::new(),
        echo: if rate.get() == Number::Nothing { "Blank: the discount for all AI".to_owned() } else { String::new() },
    });
    let months_says = flat::memo(move || Says {
        wrong: String::new(),
        echo: if months.get() == 1 { "Then list price".to_owned() } else { "From year 1, then list price".to_owned() },
    });
    let [rate_id, months_id] = steps;
    let months_number = flat::memo(move || Number::Count(months.get()));
    let end = flat::shown_if(
        move || rate.get() != Number::Nothing,
        move || {
            view! {
                <NumberField id=months_id.clone() label=Label::of("Valid for") unit="months"
                    kind=Kind::Count(1, bounds::CREDIT_MONTHS_MAX) number=months_number.into() says=months_says.into()
                    put=put_months/>
            }
            .into_any()
        },
    );
    view! {
        <div class="grid2">
            <NumberField id=rate_id label=Label::of("Private offer discount") unit="%" kind=Kind::OptionalPercent(1)
                number=rate.into() says=rate_says.into() put=put_rate/>
            {end}
        </div>
    }
    .into_any()
}
