//! The cards of one purchase: what its figures rest on, its load, its number of units, its terms.

use std::sync::Arc;

use explain::drawing::{self, Chart};
use explain::{Table, provisioned};
use leptos::prelude::*;
use pricing::capacity::{PurchaseOutlook, purchase_outlook};
use pricing::scenario::{Bought, Purchase};

use super::super::cards::{button, card, empty, fixed, table};
use crate::answer::verdict::banner;
use crate::browser;
use crate::chart::{ChartCard, ChartFigure, Draw};
use crate::flat;
use crate::icon::{self, icon};
use crate::organization;
use crate::state::{Answer, Calculator, calculator};
use crate::table::none_open;

/// A purchase against the traffic it is offered.
#[derive(Clone)]
struct Bid(Arc<Outlook>);

struct Outlook {
    answer: Arc<Answer>,
    purchase: Purchase,
    #[allow(clippy::struct_field_names, reason = "an outlook among what belongs to it")]
    outlook: PurchaseOutlook,
    /// Whose traffic it serves.
    name: String,
}

impl PartialEq for Bid {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

fn bid(calculator: Calculator, index: usize) -> Memo<Option<Bid>> {
    flat::memo(move || {
        let answer = calculator.present.with(|present| present.answer.clone())?;
        let purchase = answer.scenario.capacity.purchases.get(index)?.clone();
        let outlook = purchase_outlook(&answer.scenario, &answer.card, index)?;
        let name = provisioned::served_by(&purchase, &answer.scenario, &answer.card);
        Some(Bid(Arc::new(Outlook { answer, purchase, outlook, name })))
    })
}

/// Draws a part of a purchase.
fn draw(bid: Memo<Option<Bid>>, draw: fn(&Outlook, i32) -> Option<Chart>) -> Draw {
    Callback::new(move |width| bid.with(|bid| bid.as_ref().and_then(|bid| draw(&bid.0, width))))
}

fn has(draw: Draw) -> Signal<bool> {
    flat::flag(move || draw.run(442).is_some())
}

/// The cards of the purchase at this place.
pub fn cards(index: usize) -> AnyView {
    let calculator = calculator();
    let bid = bid(calculator, index);
    let id = move |what: &str| format!("purchase-{}-{what}", index + 1);
    let units = draw(bid, |bid, width| drawing::capacity::units(&bid.outlook, &bid.name, width));
    let months = draw(bid, |bid, width| drawing::capacity::months(&bid.outlook, &bid.name, width));
    let (has_units, has_months) = (has(units), has(months));
    let load = |side: usize| {
        let draw: fn(&Outlook, i32) -> Option<Chart> = match side {
            0 => |bid, width| drawing::capacity::load(&bid.outlook, 0, &bid.name, width),
            _ => |bid, width| drawing::capacity::load(&bid.outlook, 1, &bid.name, width),
        };
        self::draw(bid, draw)
    };
    view! {
        {waiting(calculator, bid, index)}
        {decision(calculator, bid, index)}
        {assumed(calculator, bid, index)}
        {renews(bid)}
        <ChartCard id=id("load") draw=load(0)/>
        <ChartCard id=id("load-output") draw=load(1)/>
        <div class=move || if has_units.get() && has_months.get() { "two" } else { "stack" }>
            <ChartCard id=id("units-chart") draw=units/>
            <ChartCard id=id("months") draw=months/>
        </div>
        {break_even(bid, index, 0)}
        {break_even(bid, index, 1)}
        {used(bid, index, 0)}
        {used(bid, index, 1)}
    }
    .into_any()
}

/// What stands there until the purchase has a price.
fn waiting(calculator: Calculator, bid: Memo<Option<Bid>>, index: usize) -> AnyView {
    let why = flat::text(move || {
        calculator.present.with(|present| {
            let purchase = present.scenario.capacity.purchases.get(index);
            let why = purchase.map(|purchase| provisioned::without_price(purchase, &present.card));
            format!("{} Enter a price to see whether the capacity pays off for your traffic.", why.unwrap_or_default())
        })
    });
    flat::shown_if(
        move || bid.with(Option::is_none),
        move || {
            empty(
                icon::BOLT,
                "What does this capacity cost?",
                why,
                "Example: at $22 an hour one unit costs $16,060 a month of 730 hours.",
                vec![button("enter-capacity-price", "Enter price", move || organization::open_at_price(calculator))],
            )
        },
    )
}

/// Whether to buy it, and why: of the first purchase in the page's banner, of others here.
fn decision(calculator: Calculator, bid: Memo<Option<Bid>>, index: usize) -> AnyView {
    let decision = flat::memo(move || {
        bid.with(|bid| {
            let Outlook { answer, purchase, outlook, .. } = bid.as_ref()?.0.as_ref();
            Some(provisioned::decision(outlook, purchase, &answer.scenario, &answer.card))
        })
    });
    if index == 0 {
        calculator.let_view_say(decision.into());
        return ().into_any();
    }
    flat::part(move || decision.get().map_or_else(|| ().into_any(), |verdict| banner(verdict, None)))
}

/// What its figures rest on, with the way to change it.
fn assumed(calculator: Calculator, bid: Memo<Option<Bid>>, index: usize) -> AnyView {
    let assumed = flat::memo(move || {
        bid.with(|bid| {
            let Outlook { answer, purchase, outlook, .. } = bid.as_ref()?.0.as_ref();
            provisioned::assumed(purchase, outlook, &answer.card)
        })
    });
    flat::part(move || match assumed.get() {
        None => ().into_any(),
        Some((lead, rest)) => {
            let change = flat::clicked(move || {
                calculator.open_row.set(Some("capacity"));
                let is_split = calculator.now().scenario.capacity.purchases.get(index).is_some_and(|purchase| {
                    matches!(
                        purchase.bought,
                        Bought::Units { throughput: pricing::scenario::Throughput::Split { .. }, .. }
                    )
                });
                let id = format!("purchase-{}-{}", index + 1, if is_split { "tpm-input" } else { "tpm" });
                browser::show_and_focus(id);
            });
            view! {
                <div class="notice warn">
                    {icon(icon::WARNING, "16")}
                    <div><b>{lead}</b> " " {rest}</div>
                    <div class="act"><button class="btn small" type="button" on:click=change>"Change"</button></div>
                </div>
            }
            .into_any()
        }
    })
}

/// When its term ends, and what one more costs.
fn renews(bid: Memo<Option<Bid>>) -> AnyView {
    let renews = flat::memo(move || {
        bid.with(|bid| {
            let Outlook { answer, purchase, outlook, .. } = bid.as_ref()?.0.as_ref();
            provisioned::renews(outlook, purchase, &answer.scenario)
        })
    });
    flat::part(move || match renews.get() {
        None => ().into_any(),
        Some((lead, rest)) => {
            view! { <div class="notice info">{icon(icon::CLOCK, "16")}<div><b>{lead}</b> " " {rest}</div></div> }
                .into_any()
        }
    })
}

/// Where the terms of one side break even: the picture, and the terms below it.
fn break_even(bid: Memo<Option<Bid>>, index: usize, side: usize) -> AnyView {
    let picture = draw(
        bid,
        match side {
            0 => |bid, width| drawing::capacity::break_even(&bid.outlook, 0, &bid.name, width),
            _ => |bid, width| drawing::capacity::break_even(&bid.outlook, 1, &bid.name, width),
        },
    );
    let rows = flat::memo(move || {
        bid.with(|bid| {
            let Outlook { answer, purchase, outlook, .. } = bid.as_ref()?.0.as_ref();
            provisioned::terms(outlook, side, purchase, &format!("purchase-{}", index + 1), &answer.card)
        })
    });
    let has_picture = has(picture);
    let opened = none_open();
    let id = format!("purchase-{}-terms-{side}", index + 1);
    flat::shown_if(
        move || rows.with(Option::is_some),
        move || {
            let chart_id = format!("{id}-chart");
            let rows = table(rows, "cards inset loose", opened);
            if has_picture.get() {
                view! { <section class="card" id=id.clone()><ChartFigure id=chart_id draw=picture/>{rows}</section> }
                    .into_any()
            } else {
                card(
                    &id,
                    fixed("Terms side by side"),
                    fixed("There is no chart: a price is missing"),
                    ().into_any(),
                    rows,
                )
            }
        },
    )
}

/// What of one side is used, and what that costs.
fn used(bid: Memo<Option<Bid>>, index: usize, side: usize) -> AnyView {
    let rows = flat::memo(move || -> Option<Table> {
        bid.with(|bid| provisioned::used(&bid.as_ref()?.0.outlook, side, &format!("purchase-{}", index + 1)))
    });
    let title = flat::text(move || {
        let meter =
            bid.with(|bid| bid.as_ref().and_then(|bid| bid.0.outlook.sides.get(side).and_then(|side| side.meter)));
        meter.map_or_else(
            || "How much of the capacity you use".to_owned(),
            |meter| format!("How much {} capacity you use", meter.words()),
        )
    });
    let opened = none_open();
    let id = format!("purchase-{}-used-{side}", index + 1);
    flat::shown_if(
        move || rows.with(Option::is_some),
        move || {
            let note = fixed("Idle capacity is part of the charge, not on top of it");
            card(&id, title, note, ().into_any(), table(rows, "cards loose", opened))
        },
    )
}
