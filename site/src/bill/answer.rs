//! What a bill says, and the scenario that is made of it.

use std::sync::Arc;

use exchange::bill::{Baseline, Bill, Period};
use exchange::table::Missing;
use explain::{Explanation, drawing};
use leptos::prelude::*;
use pricing::price::price;
use pricing::rates::RateCard;

use super::{tables, words};
use crate::browser;
use crate::chart::{ChartCard, Draw};
use crate::explanation;
use crate::field::choice::{CheckField, Choice, SelectField};
use crate::flat;
use crate::handed::BillHours;
use crate::icon::{self, icon};
use crate::state::{Calculator, Moment, Screen};
use crate::table::{self, Opened, none_open};

/// Everything of a bill that is read.
pub(super) fn answer(calculator: Calculator, bill: &Arc<Bill>) -> AnyView {
    // All accounts and tags, or one of each by its place; and which model each nameless product is.
    let (account, tag) = (RwSignal::new(0_usize), RwSignal::new(0_usize));
    let named = RwSignal::new(Vec::<(String, String)>::new());
    let opened = none_open();
    let read = Arc::clone(bill);
    let whole = flat::memo(move || {
        let card = RateCard::newest();
        let name = |bill: Bill, (product, model): &(String, String)| bill.named(product, model, &card);
        Shown(Arc::new(named.with(|named| named.iter().fold(read.as_ref().clone(), name))))
    });
    let body = flat::part(move || {
        let Shown(whole) = whole.get();
        let chosen = |of: &[String], place: usize| place.checked_sub(1).and_then(|place| of.get(place).cloned());
        let (account, tag) = (chosen(&whole.accounts, account.get()), chosen(&whole.tags, tag.get()));
        let shown = if account.is_none() && tag.is_none() {
            whole
        } else {
            Arc::new(whole.only(account.as_deref(), tag.as_deref()))
        };
        view! { <div class="stack">{figures(&shown, opened)} {baseline(calculator, &shown, opened)}</div> }.into_any()
    });
    let rest = flat::part(move || {
        let Shown(whole) = whole.get();
        view! { {verdict(&whole)} {products(&whole, named)} }.into_any()
    });
    let apart = flat::part(move || apart(&whole.get().0, opened));
    view! {
        {rest}
        {filters(bill, account, tag)}
        {body}
        <div class="stack mt2">{apart}</div>
    }
    .into_any()
}

/// A bill with what the reader has said of it.
#[derive(Clone)]
struct Shown(Arc<Bill>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

fn filters(bill: &Bill, account: RwSignal<usize>, tag: RwSignal<usize>) -> AnyView {
    let field = |id: &str, label: &'static str, all: &str, of: &[String], least: usize, chosen: RwSignal<usize>| {
        if of.len() < least {
            return ().into_any();
        }
        let options: Vec<Choice> = core::iter::once(Choice::new(all)).chain(of.iter().map(Choice::new)).collect();
        view! {
            <SelectField id=id.to_owned() label chosen=Signal::derive(move || Some(chosen.get()))
                choose=Callback::new(move |place| chosen.set(place)) options=Signal::stored(options)/>
        }
        .into_any()
    };
    if bill.accounts.len() < 2 && bill.tags.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="bill-of">
            {field("bill-account", "Account", "All accounts", &bill.accounts, 2, account)}
            {field("bill-tag", "Tag", "All, tagged or not", &bill.tags, 1, tag)}
        </div>
    }
    .into_any()
}

/// Products of AWS Marketplace that the file doesn't name: the reader knows which model each is.
fn products(bill: &Bill, named: RwSignal<Vec<(String, String)>>) -> AnyView {
    /// Products that are asked for at once: the dearest.
    const ASKED: usize = 8;
    let card = RateCard::newest();
    let mut models: Vec<(String, String)> = card
        .models_by_token()
        .filter(|model| card.provider_of(model).marketplace)
        .map(|model| (model.name.clone(), model.id.clone()))
        .collect();
    models.sort();
    let ids: Vec<String> = models.iter().map(|(_, id)| id.clone()).collect();
    let options: Vec<Choice> =
        core::iter::once(Choice::new("Not said")).chain(models.iter().map(|(name, _)| Choice::new(name))).collect();
    let fields = bill.nameless().into_iter().take(ASKED).enumerate().map(|(place, (product, net))| {
        let (product, ids) = (product.to_owned(), ids.clone());
        let note = format!("{} of product {product}", words::amount(net));
        let choose = Callback::new(move |place: usize| {
            let Some(model) = place.checked_sub(1).and_then(|place| ids.get(place)) else { return };
            named.update(|named| named.push((product.clone(), model.clone())));
        });
        view! {
            <div>
                <p>{note}</p>
                <SelectField id=format!("bill-product-{place}") label="Its model" chosen=Signal::stored(Some(0)) choose
                    options=Signal::stored(options.clone())/>
            </div>
        }
        .into_any()
    });
    let fields = fields.collect::<Vec<_>>();
    let undo = (!named.with(Vec::is_empty)).then(|| {
        let undo = flat::clicked(move || named.update(Vec::clear));
        view! { <button class="btn small" type="button" id="bill-unname" on:click=undo>"Forget the models I named"</button> }
    });
    if fields.is_empty() && undo.is_none() {
        return ().into_any();
    }
    view! {
        <section class="card" id="bill-products">
            <div class="card-h mid">
                <div><h2>"Products that the file doesn’t name"</h2><p>"AWS Marketplace bills them by a code. Say which model each is, as its subscription in AWS Marketplace tells"</p></div>
                {undo}
            </div>
            <div class="two">{fields}</div>
        </section>
    }
    .into_any()
}

fn verdict(bill: &Bill) -> AnyView {
    let words::Said { is_good, word, lead, reason } = words::verdict(bill);
    let (class, mark) = if is_good { ("verdict good", icon::CHECK) } else { ("verdict caution", icon::ALERT) };
    view! {
        <section class=class aria-label="Verdict">
            <span class="ico">{icon(mark, "16")}</span>
            <div><span class="word">{word}</span><p><b>{lead}</b> " " {reason}</p></div>
        </section>
    }
    .into_any()
}

fn figures(bill: &Bill, opened: Opened) -> AnyView {
    let figures = words::figures(bill);
    let proofs = (0..).zip(&figures).filter_map(|(place, of)| Some(proof(place, of.opens.clone()?, opened)));
    let proofs = proofs.collect::<Vec<_>>();
    let figures = (0..).zip(figures).map(|(place, of): (usize, _)| {
        let what = match of.opens {
            Some(_) => table::opener(figure_id(place), of.what, opened),
            None => view! { <span>{of.what}</span> }.into_any(),
        };
        view! { <div class="kpi">{what}<b>{of.shown}</b><small>{of.note}</small></div> }.into_any()
    });
    let says = words::says(bill, &RateCard::newest());
    let says =
        says.into_iter().map(|(what, note)| view! { <li><span>{what}</span><small>{note}</small></li> }.into_any());
    let says = says.collect::<Vec<_>>();
    view! {
        <section class="card"><div class="kpis" id="bill-figures">{figures.collect::<Vec<_>>()}</div>{proofs}</section>
        {chart(bill)}
        <div class="two-one mt2">
            {card("bill-months", "What you paid by month", "After discounts, before credits, refunds and tax", table::table(&tables::months(bill), "cards loose", opened))}
            <section class="card" id="bill-says"><div class="card-h"><h2>"What the bill says"</h2></div><ul class="fx">{says}</ul></section>
        </div>
        {card("bill-models", "Effective discount by model", "What you paid against list price", table::table(&tables::models(bill), "cards loose", opened))}
        {card("bill-ways", "How it was bought", "On demand, batch, cache, capacity and services", table::table(&tables::ways(bill), "cards loose", opened))}
    }
    .into_any()
}

fn figure_id(place: usize) -> String {
    format!("bill-figure-{place}")
}

/// What a figure at the top opens to, while it is open.
fn proof(place: usize, of: Explanation, opened: Opened) -> AnyView {
    let id = figure_id(place);
    let proof_id = table::proof_id(&id);
    let is_open = move || opened.with(|opened| opened.contains(&id));
    flat::shown_if(is_open, move || {
        view! { <div class="mt2" id=proof_id.clone()>{explanation::proof(&of)}</div> }.into_any()
    })
}

/// The months as columns.
fn chart(bill: &Bill) -> AnyView {
    let spend = tables::spend(bill);
    let draw: Draw = Callback::new(move |width| drawing::spend(&spend, width));
    view! { <ChartCard id="bill-spend".to_owned() draw/> }.into_any()
}

fn card(id: &'static str, title: &'static str, note: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="card" id=id>
            <div class="card-h mid"><div><h2>{title}</h2><p>{note}</p></div></div>
            {body}
        </section>
    }
    .into_any()
}

/// What isn't usage, what couldn't be recognized, and the sum that equals the file.
fn apart(bill: &Bill, opened: Opened) -> AnyView {
    let unknown = tables::unmapped(bill);
    let unknown = (!unknown.rows.is_empty()).then(|| {
        card(
            "bill-unknown",
            "Not recognized",
            "Listed as the file has it; nothing is guessed",
            table::table(&unknown, "cards loose", opened),
        )
    });
    let counted = tables::counted(bill);
    let counted = (!counted.rows.is_empty()).then(|| {
        card(
            "bill-counted",
            "Counted, without money",
            "From monitoring or logs: no price, tier or discount",
            table::table(&counted, "cards loose", opened),
        )
    });
    view! {
        {unknown}
        {counted}
        {card("bill-sum", "The whole file, to the cent", "Everything in it is in one of these", table::table(&tables::sum(bill), "cards loose", opened))}
    }
    .into_any()
}

/// The scenario that a month makes, and what the bill has beside it.
fn baseline(calculator: Calculator, bill: &Arc<Bill>, opened: Opened) -> AnyView {
    let card = RateCard::newest();
    let mut periods: Vec<(Choice, Period)> = bill
        .months
        .iter()
        .rev()
        .map(|month| (Choice::new(words::month(month.month)), Period::Of(month.month)))
        .collect();
    if bill.months.iter().filter(|month| !month.is_incomplete()).count() > 1 {
        periods.push((Choice::new("Average of the whole months"), Period::Average));
    }
    periods.retain(|(_, period)| bill.baseline(*period, &card).is_some());
    if periods.is_empty() {
        return view! {
            <section class="card" id="bill-baseline">
                <div class="card-h"><h2>"Plan from this bill"</h2></div>
                <p>"This file has amounts without quantities, so it makes no scenario. A Cost and Usage Report or a FOCUS export does."</p>
            </section>
        }
        .into_any();
    }
    let chosen = RwSignal::new(0_usize);
    let options: Vec<Choice> = periods.iter().map(|(choice, _)| choice.clone()).collect();
    let of = Arc::clone(bill);
    let made = flat::memo(move || {
        let (_, period) = periods.get(chosen.get())?;
        of.baseline(*period, &RateCard::newest())
    });
    let listed =
        flat::part(move || made.with(|made| made.as_ref().map_or_else(|| ().into_any(), |made| holds(made, opened))));
    // What hours without a row are, as far as the reader has said.
    let said = RwSignal::new(None::<Missing>);
    let missing = flat::memo(move || said.get().unwrap_or_else(|| made.with(|made| usual(made.as_ref()))));
    let by_hour = flat::part(move || {
        made.with(|made| made.as_ref().map_or_else(|| ().into_any(), |made| hours(made, missing, said)))
    });
    let use_it = flat::clicked(move || {
        let Some(mut made) = made.get_untracked() else { return };
        let missing = missing.get_untracked();
        made.hold_against_hours(Some(missing));
        let hours = made.scenario.billed.map(|billed| BillHours { billed, hours: made.hours, missing });
        calculator.handed.leave_hours(hours);
        let beside = calculator.now().beside.to_vec();
        calculator.replace(Moment::of(made.scenario, beside));
        calculator.screen.set(Screen::Calculator);
        browser::to_top();
        calculator.say_with_undo("Your bill is the scenario now");
    });
    view! {
        <section class="card" id="bill-baseline">
            <div class="card-h mid">
                <div><h2>"Plan from this bill"</h2><p>"The tokens that were counted, at today’s list prices, with the discount that the bill shows"</p></div>
                <button class="btn primary" type="button" id="bill-use" on:click=use_it>"Use as baseline"</button>
            </div>
            <SelectField id="bill-period".to_owned() label="Month" chosen=Signal::derive(move || Some(chosen.get()))
                choose=Callback::new(move |place| chosen.set(place)) options=Signal::stored(options)/>
            {listed}
            {by_hour}
        </section>
    }
    .into_any()
}

/// What hours without a row are where the reader doesn't say: unknown, unless that is known of each of the exports.
fn usual(made: Option<&Baseline>) -> Missing {
    let zero = made.is_some_and(|made| made.hours.iter().all(|of| of.usual() == Missing::Zero));
    if zero { Missing::Zero } else { Missing::Unknown }
}

/// The hours of each model, which capacity can be held against, or why it has none.
fn hours(made: &Baseline, missing: Memo<Missing>, said: RwSignal<Option<Missing>>) -> AnyView {
    let listed = words::hours(made, &RateCard::newest());
    if listed.is_empty() {
        return ().into_any();
    }
    let listed =
        listed.into_iter().map(|(what, note)| view! { <li><span>{what}</span><small>{note}</small></li> }.into_any());
    let choice = made.hours.iter().any(|of| of.gaps > 0).then(|| {
        let on = flat::flag(move || missing.get() == Missing::Zero);
        let check = Callback::new(move |on| said.set(Some(if on { Missing::Zero } else { Missing::Unknown })));
        view! {
            <CheckField id="bill-gaps".to_owned() label="Hours without a row had no traffic"
                note=Signal::stored("Otherwise they are unknown, and left out.".to_owned()) on check/>
        }
        .into_any()
    });
    let lead = if made.hours.is_empty() {
        "The files have no hours that model units or Reserved capacity could be held against."
    } else {
        "Model units and Reserved capacity that you add on these models are held against the hours of this bill, batch apart. The link has them once capacity does."
    };
    view! {
        <div id="bill-hours" class="mt2">
            <h3>"Traffic by the hour"</h3>
            <p class="muted">{lead}</p>
            <ul class="fx">{listed.collect::<Vec<_>>()}</ul>
            {choice}
        </div>
    }
    .into_any()
}

fn holds(made: &Baseline, opened: Opened) -> AnyView {
    let card = RateCard::newest();
    let priced = price(&made.scenario, &card).map(|report| report.month()).ok();
    let left = tables::left(made, &card);
    let left = (!left.rows.is_empty()).then(|| table::table(&left, "cards loose", opened));
    view! {
        <p class="lead mt2">{words::baseline(made, priced)}</p>
        {table::table(&tables::baseline(made, &card), "cards loose", opened)}
        {left}
    }
    .into_any()
}
