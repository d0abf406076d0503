//! A rate hold by what prices have done: a benchmark beside the price rise that the reader types.

use super::super::totals::plain;
use super::super::{Column, Holds, Row, Table, amounts};
use super::said;
use crate::history::{change_words, event_date, event_source};
use pricing::commitment::{Followed, HeldRates};
use pricing::money::Usd;
use pricing::names::precedent_name;
use pricing::scenario::Commitment;

/// What a rate hold would be worth by each precedent.
pub fn rate_hold(commitment: &Commitment, held: &[HeldRates]) -> Table {
    let year = commitment.clauses.rise_year.count();
    let rows = held.iter().map(|held| {
        let what = if held.precedent.is_rise() {
            "What you would pay more if prices rose as these did, and a rate hold keeps off."
        } else {
            "What you would save if prices fell as these did. A rate hold that also stops cuts takes it away; one that is only a \
             ceiling doesn’t."
        };
        let formula = format!(
            "{} with prices moved from year {year} on - {} as it is = {}",
            amounts::cents(held.without),
            amounts::cents(held.with),
            amounts::cents(held.value())
        );
        let mut opens = plain(what, formula);
        opens.notes = held.followed.iter().filter_map(followed_source).collect();
        opens.notes.push(
            "Where input and output moved by different shares, the smaller one counts for the whole bill. More tokens for \
             the same text are part of it."
                .to_owned(),
        );
        Row {
            id: format!("held-{}", held.precedent.name()),
            name: precedent_name(held.precedent).to_owned(),
            under: held.followed.iter().map(followed).collect::<Vec<_>>().join(". ") + ".",
            cells: vec![said(held.value())],
            opens: Some(opens),
            ..Row::default()
        }
    });
    Table {
        head: "If prices move",
        columns: vec![Column::new("Rate hold is worth", Holds::Number)],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// What the table says: since when prices move, and what to ask for.
pub fn rate_hold_note(commitment: &Commitment, held: &[HeldRates]) -> String {
    let year = commitment.clauses.rise_year.count();
    let loses = held.iter().any(|held| held.value() < Usd::ZERO);
    let ask = if loses { " Ask for a ceiling and not for fixed prices: then you keep every cut." } else { "" };
    format!(
        "Each provider’s published price changes, applied to your own AI spend from year {year} on. A benchmark, not a forecast.{ask}"
    )
}

/// `Anthropic −20%: Claude Opus, 5 to 5.5, Sep 2026`.
fn followed(own: &Followed) -> String {
    match &own.event {
        Some(event) => {
            let change = event.change.map(change_words).unwrap_or_default();
            format!("{} {change}: {}, {}", own.provider, event.item, event_date(event))
        }
        None => format!("{}: no such change published, prices stay", own.provider),
    }
}

fn followed_source(own: &Followed) -> Option<String> {
    let event = own.event.as_ref()?;
    Some(format!("{}: {} to {} per {}. {}", event.item, event.old, event.new, event.unit, event_source(event)))
}

#[cfg(test)]
mod tests {
    use super::{rate_hold, rate_hold_note};
    use exchange::link;
    use pricing::commitment::{rate_hold as values, years};
    use pricing::price::price;
    use pricing::rates::RateCard;

    #[test]
    fn each_precedent_names_its_change_and_its_source() -> Result<(), String> {
        // A year of Claude is $194,400; of Nova Micro $210, whose prices haven't moved.
        let link = "v2&rates=2026-11-28&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w2.model=nova-micro\
                    &w2.scope=in-region&w2.tokens=100000000,100000000&edp=net,0,1&y1=0,0,0&end";
        let scenario = link::decode(link, &RateCard::dates()).scenario.ok_or("a damaged link")?;
        let card = RateCard::of(scenario.rates).ok_or("no card")?;
        let report = price(&scenario, &card).map_err(|error| error.to_string())?;
        let commitment = scenario.commitment.clone().ok_or("no commitment")?;
        let held = values(&commitment, &years(&commitment, &report, &card).ok_or("too large")?, &card);
        let table = rate_hold(&commitment, &held);
        let told: Vec<_> = table.rows.iter().map(|row| (row.name.as_str(), row.cells.join(" "))).collect();
        assert_eq!(
            told,
            [
                ("Prices rise as in the largest published rise", "$194,400".to_owned()),
                ("Prices rise as in a typical published rise", "$58,320".to_owned()),
                ("Prices fall as in a typical published cut", "−$38,880".to_owned()),
                ("Prices fall as in the largest published cut", "−$169,128".to_owned()),
            ]
        );
        let cut = table.rows.get(2).ok_or("no cut")?;
        assert_eq!(
            cut.under,
            "Anthropic −20%: Claude Opus, 5 to 5.5, Sep 2026. Amazon: no such change published, prices stay."
        );
        let opens = cut.opens.as_ref().ok_or("it doesn’t open")?;
        assert_eq!(
            opens.formula,
            ["$155,730.00 with prices moved from year 1 on - $194,610.00 as it is = −$38,880.00"]
        );
        let source = opens.notes.first().map(String::as_str).unwrap_or_default();
        assert!(
            source.starts_with("Claude Opus, 5 to 5.5: 5 / 25 to 4 / 20 per 1M tokens, input / output. synaps"),
            "{source}"
        );
        assert!(rate_hold_note(&commitment, &held).ends_with("then you keep every cut."));
        Ok(())
    }
}
