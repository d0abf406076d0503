//! What the reader should know about the whole page, above everything: a draft to go on with, a link that could not be
//! read in full, prices that have changed since.

use std::sync::Arc;

use leptos::prelude::*;
use pricing::money::Usd;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::scenario::{Rules, Scenario};

use crate::browser;
use crate::draft::{self, Draft};
use crate::flat;
use crate::icon::{self, icon};
use crate::state::{Calculator, Unread, calculator};
use crate::words;

/// The notices; `offers_draft` on the bare address.
pub fn notices(offers_draft: bool) -> AnyView {
    let calculator = calculator();
    let draft = RwSignal::new(None::<Draft>);
    if offers_draft {
        // Not while the page is made: the static shell has none.
        Effect::new(move || draft.set(draft::kept()));
    }
    let go_on = flat::part(move || match draft.get().filter(|_| calculator.is_example()) {
        Some(kept) => continue_notice(calculator, draft, kept),
        None => ().into_any(),
    });
    let problems = flat::part(move || {
        let unread = calculator.unread.get();
        if unread.problems.is_empty() { ().into_any() } else { link_notice(calculator, &unread) }
    });
    let dismissed = RwSignal::new(false);
    let change = flat::memo(move || repriced(&calculator.settled.get().scenario));
    let older = flat::part(move || match change.get().filter(|_| !dismissed.get()) {
        Some(change) => older_notice(calculator, dismissed, change),
        None => ().into_any(),
    });
    let kept_rules = RwSignal::new(false);
    let rules = flat::memo(move || by_todays_rules(&calculator.settled.get().scenario));
    let rules = flat::part(move || match rules.get().filter(|_| !kept_rules.get()) {
        Some(today) => rules_notice(calculator, kept_rules, today),
        None => ().into_any(),
    });
    view! { <div class="page-notices">{go_on} {problems} {older} {rules}</div> }.into_any()
}

fn continue_notice(calculator: Calculator, draft: RwSignal<Option<Draft>>, kept: Draft) -> AnyView {
    let Draft { moment, day } = kept;
    let name = moment.name();
    let what = if name.is_empty() { format!("Your scenario, saved {day}.") } else { format!("{name}, saved {day}.") };
    let go_on = flat::going("main", move || {
        calculator.replace(moment.clone());
        draft.set(None);
    });
    view! {
        <div class="notice info">
            {icon(icon::CLOCK, "16")}
            <div><b>"Continue where you left off?"</b> " " {what}</div>
            <div class="act row">
                <button class="btn small" type="button" on:click=go_on>"Continue"</button>
                <button class="icon-btn small" type="button" aria-label="Dismiss" on:click=flat::going("main", move || draft.set(None))>
                    {icon(icon::CLOSE, "16")}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn link_notice(calculator: Calculator, unread: &Unread) -> AnyView {
    let items = unread.problems.iter().map(|problem| view! { <li>{problem.to_string()}</li> }.into_any());
    let items = items.collect::<Vec<_>>();
    let (what, so) = if unread.is_whole {
        ("This link couldn’t be read.", " The figures below aren’t from it:")
    } else {
        ("Part of the link couldn’t be read.", " Check these before you use the figures:")
    };
    view! {
        <div class="notice warn">
            {icon(icon::WARNING, "16")}
            <div>
                <b>{what}</b> {so}
                <ul class="problems" data-whole=unread.is_whole>{items}</ul>
            </div>
            <div class="act">
                <button class="icon-btn small" type="button" aria-label="Dismiss"
                    on:click=flat::going("main", move || calculator.unread.set(Arc::default()))>{icon(icon::CLOSE, "16")}</button>
            </div>
        </div>
    }
    .into_any()
}

/// What today's prices would change in a scenario that is priced with older ones, and that day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Repriced {
    since: String,
    /// By how much the month changes; `None` where it has no price with one of the two.
    change: Option<Usd>,
}

fn repriced(scenario: &Scenario) -> Option<Repriced> {
    let newest = RateCard::dates().last().copied().filter(|newest| *newest != scenario.rates)?;
    let month = |date| {
        let scenario = Scenario { rates: date, ..scenario.clone() };
        Some(price(&scenario, &RateCard::of(date)?).ok()?.month())
    };
    let change = month(newest).zip(month(scenario.rates)).map(|(after, before)| after - before);
    Some(Repriced { since: words::date(scenario.rates), change })
}

/// What today's rules change in a month that an older link's rules price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Today {
    /// By so much.
    Changes(Usd),
    /// Something has no price by them: a lifetime that the model lacks, or prompts that AWS refuses.
    HasNoPrice,
}

/// What today's rules change; `None` where they change nothing.
fn by_todays_rules(scenario: &Scenario) -> Option<Today> {
    if scenario.rules == Rules::V2 {
        return None;
    }
    let card = RateCard::of(scenario.rates)?;
    let month = |scenario: &Scenario| price(scenario, &card).ok().map(|report| report.month());
    let before = month(scenario)?;
    match month(&scenario.clone().under(Rules::V2)) {
        Some(after) => (after != before).then(|| Today::Changes(after - before)),
        None => Some(Today::HasNoPrice),
    }
}

fn rules_notice(calculator: Calculator, kept: RwSignal<bool>, today: Today) -> AnyView {
    let says = match today {
        Today::Changes(change) if change > Usd::ZERO => {
            format!("Today’s rules add {} a month.", words::amount(change))
        }
        Today::Changes(change) => format!("Today’s rules save {} a month.", words::amount(Usd::ZERO - change)),
        Today::HasNoPrice => "By today’s rules part of it has no price.".to_owned(),
    };
    let switch = flat::going("main", move || {
        // The notice goes a moment later, when the change has settled.
        browser::focus("main");
        calculator.change("", |scenario| *scenario = scenario.clone().under(Rules::V2));
        calculator.say_with_undo("Priced with today’s rules");
    });
    view! {
        <div class="notice">
            {icon(icon::CLOCK, "16")}
            <div>
                <b>"This scenario keeps the rules it was made with."</b> " " {says}
                " Today’s rules follow AWS’s documentation as it reads now: for example, batch jobs don’t read the cache."
            </div>
            <div class="act row">
                <button class="btn small" type="button" on:click=switch>"Use today’s rules"</button>
                <button class="icon-btn small" type="button" aria-label="Dismiss" on:click=flat::going("main", move || kept.set(true))>
                    {icon(icon::CLOSE, "16")}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn older_notice(calculator: Calculator, dismissed: RwSignal<bool>, repriced: Repriced) -> AnyView {
    let says = match repriced.change {
        Some(change) if change > Usd::ZERO => format!("Re-pricing adds {} a month.", words::amount(change)),
        Some(change) if change < Usd::ZERO => {
            format!("Re-pricing saves {} a month.", words::amount(Usd::ZERO - change))
        }
        Some(_) => "Re-pricing changes nothing here.".to_owned(),
        None => "With today’s, this scenario has another total.".to_owned(),
    };
    let reprice = flat::going("main", move || {
        browser::focus("main");
        if let Some(newest) = RateCard::dates().last() {
            calculator.change("", |scenario| scenario.rates = *newest);
            calculator.say_with_undo("Priced with today’s rates");
        }
    });
    view! {
        <div class="notice">
            {icon(icon::CLOCK, "16")}
            <div><b>{format!("These are the prices of {}.", repriced.since)}</b> " " {says}</div>
            <div class="act row">
                <button class="btn small" type="button" on:click=reprice>"Re-price"</button>
                <button class="icon-btn small" type="button" aria-label="Dismiss" on:click=flat::going("main", move || dismissed.set(true))>
                    {icon(icon::CLOSE, "16")}
                </button>
            </div>
        </div>
    }
    .into_any()
}
