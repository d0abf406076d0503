//! The figures of a commitment, and of what is weighed before it is signed.

use super::figure::Figures;
use pricing::commitment::{
    AiSpend, AlternativeOutlook, ClauseValue, Crossing, FleetThere, Forecasted, HeldRates, Obligation, OfferOutlook,
    Standing, Turn, Vary, WorkloadThere, YearOutlook,
};
use pricing::quantity::{Dollars, Multiple};

/// The forecasts of demand, lowest first.
pub(super) const FORECASTS: [&str; 3] = ["low", "likely", "high"];

/// The readings of Marketplace-billed models: capped, or in full with the discount.
pub(super) const READINGS: [&str; 2] = ["capped", "full"];

pub(super) fn of_year(year: &YearOutlook) -> Figures {
    let mut figures = Figures::new(
        "commitment|Committed
organic|Spend without AI, before discount
aiList|AI spend, before discount
gap|Gap without AI
shortfall|Shortfall with AI
paymentWithout|Payment without AI
payment|Payment with AI
incremental|What AI adds
absorbed|Absorbed by the gap
aiCash|AI spend, paid
retiredWithout|Retired without AI
retired|Retired with AI
carried|Carried in from the year before
carriedWithout|Carried in from the year before, without AI
shortcut|Published shortcut
shortfallEndsAt|AI spend at which the shortfall ends||never
discount|Discount|share
effectiveDiscount|Off AI’s list price|share|no AI",
        &[
            year.deal.commitment,
            year.organic,
            year.ai_list(),
            year.gap(),
            year.shortfall(),
            year.payment_without(),
            year.payment(),
            year.incremental(),
            year.absorbed(),
            year.ai_cash(),
            year.retired_without,
            year.retired_with,
            year.carried_with,
            year.carried_without,
            year.shortcut(),
        ],
    );
    figures.known(year.shortfall_ends_at());
    figures.number(Some(&year.deal.discount));
    figures.share(year.effective_discount());
    figures
}

/// A year under one reading of Marketplace-billed models.
pub(super) fn of_reading(year: &YearOutlook) -> Figures {
    Figures::new(
        "payment|Payment with AI
shortfall|Shortfall with AI",
        &[year.payment(), year.shortfall()],
    )
}

pub(super) fn of_spend(spend: &AiSpend) -> Figures {
    Figures::new(
        "list|Before discounts
negotiated|After the negotiated rate
cash|Paid
counted|Could count",
        &[spend.list, spend.negotiated, spend.cash, spend.counted],
    )
}

pub(super) fn of_offer(offer: &OfferOutlook) -> Figures {
    let mut figures = Figures::new(
        "promised|Promised
expected|Expected payment
#years|Years it runs|years",
        &[offer.promised, offer.expected],
    );
    figures.number(Some(&offer.years));
    figures
}

pub(super) fn of_forecast(forecasted: &Forecasted) -> Figures {
    Figures::new(
        "payment|Payment
shortfall|Shortfall
credits|Credits used
retired|Retired",
        &[forecasted.payment, forecasted.shortfall, forecasted.credits, forecasted.retired],
    )
}

/// An offer against the current contract.
pub(super) fn of_standing(standing: &Standing) -> Figures {
    let [low, likely, high] = standing.saves;
    let mut figures = Figures::new(
        "savesLow|Saves at low demand
savesLikely|Saves at likely demand
savesHigh|Saves at high demand
expectedSaves|Saves, expected
paysAbove|Pays above this spend in the first year||no such spend
paysAboveAi|Pays above this AI spend in the first year, AI varied alone||no such spend
paysAboveOther|Pays above this spend without AI in the first year, varied alone||no such spend
commitmentWorth|Commitment that its discount is worth||none
discountToAsk|Discount to ask for|share|none is enough",
        &[low, likely, high, standing.expected_saves],
    );
    for vary in Vary::ALL {
        figures.known(standing.pays_above_spend(vary));
    }
    figures.known(standing.commitment_worth.map(Dollars::usd));
    let ask = standing.discount_to_ask;
    figures.number(ask.as_ref().map(|ask| ask as _));
    figures
}

/// Where an offer begins to cost less than the contract, or ceases to.
pub(super) fn of_turn(turn: &Turn) -> Figures {
    let mut figures = Figures::new(
        "spend|Spend in the first year, before discounts
ai|AI spend in the first year, before discounts
payment|It costs
contractPayment|The current contract costs
demand|From demand|times the demand",
        &[turn.spend, turn.ai, turn.payment, turn.contract_payment],
    );
    figures.number(Some(&multiple(turn.demand)));
    figures
}

/// A demand in ten-thousandths of the scenario's, as a multiple of it.
pub(super) fn multiple(demand: u64) -> Multiple {
    Multiple::of_ten_thousandths(demand).unwrap_or_default()
}

pub(super) fn of_crossing(crossing: &Crossing) -> Figures {
    let mut figures = Figures::new(
        "payment|It costs
otherPayment|The other costs
demand|From demand|times the demand
used|Share of the extra commitment you must use|share",
        &[crossing.payment, crossing.other_payment],
    );
    figures.number(Some(&multiple(crossing.demand)));
    figures.share(crossing.used);
    figures
}

pub(super) fn of_clause(worth: &ClauseValue) -> Figures {
    Figures::new(
        "without|Paid without it
with|Paid with it
value|Worth",
        &[worth.without, worth.with, worth.value()],
    )
}

pub(super) fn of_held(held: &HeldRates) -> Figures {
    Figures::new(
        "without|Paid without it
with|Paid with it
value|Worth",
        &[held.without, held.with, held.value()],
    )
}

pub(super) fn of_obligation(obligation: &Obligation) -> Figures {
    let mut figures = Figures::new(
        "month|A month|||month
owed|Owed by its term|||once
#months|Months of the term|months",
        &[obligation.month, obligation.owed],
    );
    figures.number(Some(&obligation.months));
    figures
}

/// Where no price is typed, nothing that follows from it is known.
pub(super) fn of_alternative(outlook: &AlternativeOutlook) -> Figures {
    let mut figures = Figures::new(
        "moved|Moves, before discounts
cash|Bedrock bills
adds|Bedrock adds
owed|Owed by terms of capacity, stays
switching|Switching|||once
price|It costs a year||no price
saves|Saves a year
months|Months to repay the switch|months
breakEvenVolume|Times the volume from which instances cost less|times|doesn’t apply
storage|Caches kept there||doesn’t apply|month",
        &[outlook.moved, outlook.cash, outlook.adds, outlook.owed, outlook.switching],
    );
    figures.known(outlook.price);
    figures.known(outlook.saves());
    let months = outlook.months_to_repay();
    figures.number(months.as_ref().map(|months| months as _));
    figures.share(outlook.own.as_ref().and_then(|own| own.break_even_volume));
    figures.known(outlook.provider.as_ref().map(|provider| provider.storage));
    figures
}

/// Units of one kind with another provider, or instances of one fleet.
pub(super) fn of_fleet(fleet: &FleetThere) -> Figures {
    let mut figures = Figures::new(
        "month|A month|||month
year|A year
load|Tokens in the busiest minute|tokens||minute
count|Units or instances|units
utilisation|Used by the mean load|share|nothing is counted
breakEven|Use of one from which it costs less|share|doesn’t apply",
        &[fleet.month, fleet.year],
    );
    figures.count(fleet.load);
    figures.count(fleet.count);
    figures.share(fleet.utilisation);
    figures.share(fleet.break_even);
    figures
}

/// A workload on Bedrock and with another provider.
pub(super) fn of_workload_there(own: &WorkloadThere) -> Figures {
    let mut figures = Figures::new(
        "here|On Bedrock, before discounts|||month
there|There||no price|month
adds|Bedrock adds",
        &[own.here],
    );
    figures.known(own.there.as_ref().ok().copied());
    figures.known(own.adds);
    figures
}

/// Input and output of a month that move.
pub(super) fn of_tokens(tokens: [u64; 2]) -> Figures {
    let mut figures = Figures::new(
        "input|Input that moves|tokens||month
output|Output that moves|tokens||month",
        &[],
    );
    for count in tokens {
        figures.count(count);
    }
    figures
}
