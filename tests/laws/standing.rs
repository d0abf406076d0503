//! Offers against the current contract, what carries forward, and both readings of Marketplace-billed models.

use pricing::commitment::{Offers, Reading, Vary, as_read, offers, years};
use pricing::money::Usd;
use pricing::quantity::{Dollars, Months, Multiple, Years};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, CommitmentYear, Offer, PrivateOffer, ProviderTerms, Rules};
use vectors::{with_commitment, with_offers};

use crate::{CASES_OF_OFFERS, Verdict, equal, law_of, law_on};

/// The standing of a single offer.
fn alone(commitment: &Commitment, offer: Offer, report: &Report, card: &RateCard) -> Option<Offers> {
    offers(&Commitment { offers: vec![offer], ..commitment.clone() }, report, card)
}

/// What an offer saves at the likely forecast.
fn saves(found: &Offers) -> Option<Usd> {
    found.standings.first()?.saves.get(1).copied()
}

#[test]
fn what_to_ask_for_is_just_enough() {
    law_on(CASES_OF_OFFERS, 141, with_offers, |scenario, report, card, generator| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(offer) = generator.pick(&commitment.offers) else { return Ok(Verdict::Silent) };
        let saving = |offer: Offer| alone(commitment, offer, report, card).and_then(|found| saves(&found));
        let Some(found) = alone(commitment, offer.clone(), report, card) else { return Ok(Verdict::Silent) };
        let Some(standing) = found.standings.first() else { return Err("no standing".to_owned()) };
        let mut tried = false;
        if let Some(ask) = standing.discount_to_ask {
            let with = saving(Offer { discount: ask, ..offer.clone() });
            equal("enough", with.is_some_and(|saves| saves >= Usd::ZERO), true)?;
            if let Some(less) = ask.ten_thousandths().checked_sub(1).and_then(Multiple::of_ten_thousandths) {
                let with = saving(Offer { discount: less, ..offer.clone() });
                equal("less isn't", with.is_some_and(|saves| saves < Usd::ZERO), true)?;
                tried = true;
            }
        }
        if let Some(worth) = standing.commitment_worth {
            let with = saving(Offer { commitment: worth, ..offer.clone() });
            equal("worth it", with.is_some_and(|saves| saves >= Usd::ZERO), true)?;
            if let Some(more) = Dollars::of_cents(worth.cents() + 100) {
                let with = saving(Offer { commitment: more, ..offer.clone() });
                // Where a later year would grow above the bound nothing is known.
                equal("a dollar more isn't", with.is_none_or(|saves| saves < Usd::ZERO), true)?;
                tried = true;
            }
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn an_offer_turns_where_it_says() {
    law_on(CASES_OF_OFFERS, 142, with_offers, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(found) = offers(commitment, report, card) else { return Ok(Verdict::Silent) };
        let mut tried = false;
        for standing in &found.standings {
            for (vary, turns) in Vary::ALL.into_iter().zip(&standing.turns) {
                for turn in turns {
                    let is_cheaper = turn.payment < turn.contract_payment;
                    equal("as it says", is_cheaper, turn.cheaper)?;
                    tried = true;
                }
                let alternate = turns.windows(2).all(|pair| match pair {
                    [one, other] => one.cheaper != other.cheaper && one.demand < other.demand,
                    _ => false,
                });
                equal("they alternate", alternate, true)?;
                let first = turns.iter().find(|turn| turn.cheaper);
                equal("pays above", standing.pays_above(vary), first)?;
            }
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn the_contract_offered_again_saves_nothing() {
    law_on(CASES_OF_OFFERS, 143, with_offers, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(first) = commitment.years.first() else { return Ok(Verdict::Silent) };
        let same = Offer {
            commitment: first.commitment,
            discount: commitment.discount(0),
            years: Years::default(),
            ..Offer::default()
        };
        let commitment = Commitment { years: vec![*first], ..commitment.clone() };
        let Some(found) = alone(&commitment, same, report, card) else { return Ok(Verdict::Silent) };
        let Some(standing) = found.standings.first() else { return Err("no standing".to_owned()) };
        equal("saves", standing.saves, [Usd::ZERO; 3])?;
        equal("expected", standing.expected_saves, Usd::ZERO)?;
        equal("turns", standing.turns.iter().map(Vec::len).sum(), 0)?;
        equal("best", (found.best_at(0), found.best_expected()), (None, None))?;
        let enough = standing.discount_to_ask.is_some_and(|ask| ask <= commitment.discount(0));
        equal("no more discount is asked for", enough, true)
    });
}

#[test]
fn carrying_forward_never_costs_more() {
    law_of(144, with_commitment, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let of = |carries_forward| years(&Commitment { carries_forward, ..commitment.clone() }, report, card);
        let Some((without, with)) = of(false).zip(of(true)) else { return Ok(Verdict::Silent) };
        let (mut before, mut tried) = (Usd::ZERO, false);
        for (without, with) in without.iter().zip(&with) {
            equal("without it nothing is carried", without.carried_with, Usd::ZERO)?;
            equal("never more", with.shortfall() <= without.shortfall(), true)?;
            equal("carried in", with.carried_with, before)?;
            let (retired, promised) = (with.retired_with + with.carried_with, with.deal.commitment);
            before = if promised > Usd::ZERO && retired > promised { retired - promised } else { Usd::ZERO };
            equal("cash", with.incremental() + with.absorbed(), with.ai_cash())?;
            tried |= with.carried_with > Usd::ZERO && without.shortfall() > Usd::ZERO;
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn a_reading_changes_only_what_marketplace_bills() {
    law_of(145, with_commitment, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(found) = years(commitment, report, card) else { return Ok(Verdict::Silent) };
        let mut commitment = commitment.clone();
        // The usual terms of Marketplace are the capped reading: of what it bills and, by the second rules, of what it may bill.
        let may_be = |provider: &pricing::rates::Provider| {
            provider.marketplace || provider.unsettled && scenario.rules == Rules::V2
        };
        commitment
            .terms
            .retain(|terms| card.providers().iter().any(|provider| provider.id == terms.provider && !may_be(provider)));
        let all = card.providers().iter().filter(|provider| may_be(provider));
        commitment.terms.extend(all.map(|provider| ProviderTerms::usual(&provider.id, true)));
        let usual = years(&commitment, report, card);
        let capped = as_read(&commitment, &found, Reading::Capped);
        equal("capped", Some(&capped), usual.as_ref())?;
        let full = as_read(&commitment, &found, Reading::Full);
        for ((year, capped), full) in found.iter().zip(&capped).zip(&full) {
            equal("list", (capped.ai_list(), full.ai_list()), (year.ai_list(), year.ai_list()))?;
            let others = |year: &pricing::commitment::YearOutlook| {
                year.ai.iter().filter(|spend| !spend.may_be_marketplace).cloned().collect::<Vec<_>>()
            };
            equal("others", others(full), others(year))?;
            equal("never more in full", full.ai_cash() <= capped.ai_cash(), true)?;
        }
        let any = found.iter().any(|year| year.ai.iter().any(|spend| spend.may_be_marketplace));
        Ok(if any { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn a_private_offer_lies_between_list_and_its_rate() {
    law_of(146, with_commitment, |scenario, report, card, generator| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let share = Multiple::of_ten_thousandths(generator.below(10_001)).unwrap_or_default();
        let of = |months: Option<u64>, negotiated| {
            let offer = |provider: &pricing::rates::Provider| PrivateOffer {
                provider: provider.id.clone(),
                below_list: share,
                months: months.and_then(Months::new).unwrap_or_default(),
            };
            let providers = card.providers().iter().filter(|_| months.is_some());
            let private_offers = providers.map(offer).collect();
            years(&Commitment { private_offers, negotiated, ..commitment.clone() }, report, card)
        };
        let months = 1 + generator.below(60);
        let found = of(Some(months), Multiple::ONE).zip(of(None, Multiple::ZERO)).zip(of(None, share));
        let Some(((own, list), all)) = found else { return Ok(Verdict::Silent) };
        let mut tried = false;
        for (index, ((own, list), all)) in own.iter().zip(&list).zip(&all).enumerate() {
            let past = 12 * u64::try_from(index).unwrap_or(0);
            for ((own, list), all) in own.ai.iter().zip(&list.ai).zip(&all.ai) {
                if own.terms.provider.is_empty() {
                    continue;
                }
                let within = own.negotiated <= list.negotiated && own.negotiated >= all.negotiated;
                equal("between", within, true)?;
                if months >= past + 12 {
                    equal("it holds all year", own.negotiated, all.negotiated)?;
                } else if months <= past {
                    equal("it has ended", own.negotiated, list.negotiated)?;
                }
                tried |= own.negotiated < list.negotiated;
            }
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn spend_after_the_discount_is_paid_as_typed() {
    law_of(147, with_commitment, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let after = |year: &CommitmentYear| CommitmentYear { organic_after_discount: true, ..*year };
        let commitment = Commitment { years: commitment.years.iter().map(after).collect(), ..commitment.clone() };
        let Some(found) = years(&commitment, report, card) else { return Ok(Verdict::Silent) };
        let mut tried = false;
        for ((index, given), year) in commitment.years.iter().enumerate().zip(&found) {
            let Some(typed) = given.organic.filter(|_| commitment.discount(index) < Multiple::ONE) else { continue };
            // What it was before is to the cent, so what is left of it is within half a cent.
            let off = (year.usage_without - typed.usd()).amount().abs();
            equal("as typed", off <= rust_decimal::Decimal::new(5, 3), true)?;
            tried |= typed.cents() > 0 && commitment.discount(index) > Multiple::ZERO;
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn the_years_of_an_offer_add_up_to_its_payment() {
    law_on(CASES_OF_OFFERS, 148, with_offers, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(found) = offers(commitment, report, card) else { return Ok(Verdict::Silent) };
        for offer in found.offers.iter().chain([&found.contract]) {
            for forecasted in &offer.forecasts {
                let paid: Usd = forecasted.years.iter().map(pricing::commitment::YearOutlook::payment).sum();
                let off = (paid - forecasted.credits - forecasted.payment).amount().abs();
                equal("payment, to the cent", off <= rust_decimal::Decimal::new(5, 3), true)?;
                let short: Usd = forecasted.years.iter().map(pricing::commitment::YearOutlook::shortfall).sum();
                equal("shortfall", short, forecasted.shortfall)?;
                let retired = forecasted.years.iter().take(offer.years).map(|year| year.retired_with).sum::<Usd>();
                equal("retired", retired, forecasted.retired)?;
            }
        }
        Ok(Verdict::Holds)
    });
}
