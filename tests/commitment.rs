//! What a commitment does to the AI bill, by hand.

use exchange::presets::default_scenario;
use pricing::commitment::{Vary, YearOutlook, charged_there, curves, observed, years};
use pricing::money::Usd;
use pricing::price::price;
use pricing::quantity::{Dollars, Multiple};
use pricing::rates::{Buying, Elsewhere, Meter, PromptLength, RateCard};
use pricing::scenario::{AlternativePrice, Commitment, CommitmentYear, Counts, Measure, Offer, ProviderTerms, Rules};
use rust_decimal::Decimal;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn dollars(text: &str) -> Usd {
    Usd::new(text.parse().unwrap_or(Decimal::MIN))
}

fn whole(dollars: u64) -> Dollars {
    Dollars::of_cents(dollars * 100).unwrap_or_default()
}

/// One year with typed AI spend.
fn year(measure: Measure, commitment: u64, organic: u64, ai: u64, discount: &str) -> Tried<YearOutlook> {
    let year = CommitmentYear {
        organic_after_discount: false,
        commitment: whole(commitment),
        organic: Some(whole(organic)),
        discount: Multiple::parse(discount)?,
        ai: Some(whole(ai)),
    };
    of(&Commitment { measure, years: vec![year], ..Commitment::default() })
}

fn of(commitment: &Commitment) -> Tried<YearOutlook> {
    let card = RateCard::newest();
    let report = price(&default_scenario().under(Rules::V1), &card)?;
    let years = years(commitment, &report, &card).ok_or("too large")?;
    Ok(years.into_iter().next().ok_or("no year")?)
}

#[test]
fn prompts_that_are_long_with_a_provider_alone_are_charged_so_there() -> Tried {
    // Nova Pro has no threshold. GPT-5.4, which stands for it, has one at 272,000 tokens, and OpenAI lists long prices.
    let link = |input: &str| {
        format!(
            "v2&rates=2026-11-28&w1.name=A&w1.model=nova-pro&w1.scope=geographic&w1.requests=1,{input},10&m1=nova-pro,gpt-5.4&a1=provider,openai-api,2026-11-28,1,0,A&end"
        )
    };
    for (input, length) in [("272000", PromptLength::Ordinary), ("272001", PromptLength::Long)] {
        let scenario = exchange::link::decode(&link(input), &RateCard::dates()).scenario.ok_or("unread")?;
        let card = RateCard::of(scenario.rates).ok_or("no such card")?;
        let Some(AlternativePrice::Provider(provider)) = scenario.alternatives.first().map(|given| &given.price) else {
            return Err("no provider".into());
        };
        let charged = charged_there(provider, "nova-pro", &scenario, &card, Elsewhere::bundled());
        let by = |meter| (Buying::Standard, length, meter);
        assert_eq!(charged, [by(Meter::Input), by(Meter::Output)]);
        assert!(charged_there(provider, "nova-lite", &scenario, &card, Elsewhere::bundled()).is_empty());
    }
    Ok(())
}

#[test]
fn ai_that_only_fills_the_gap_adds_nothing() -> Tried {
    // Commit 20M, organic 17M, AI 1.5M: 3M of gap, 1.5M of it filled, 1.5M still due.
    for measure in Measure::ALL {
        let year = year(measure, 20_000_000, 17_000_000, 1_500_000, "0")?;
        assert_eq!((year.gap(), year.shortfall()), (dollars("3000000"), dollars("1500000")));
        assert_eq!((year.incremental(), year.absorbed()), (Usd::ZERO, dollars("1500000")));
        assert_eq!(year.payment(), dollars("20000000"));
        assert_eq!(year.shortfall_ends_at(), Some(dollars("3000000")));
        assert_eq!(year.effective_discount(), Some(Decimal::ONE));
    }
    // At 15%, measured net: 17M pays and retires 14.45M; 1.5M of AI pays and retires 1.275M.
    let net = year(Measure::Net, 20_000_000, 17_000_000, 1_500_000, "0.15")?;
    assert_eq!((net.gap(), net.shortfall()), (dollars("5550000"), dollars("4275000")));
    assert_eq!((net.incremental(), net.absorbed()), (Usd::ZERO, dollars("1275000")));
    // Gross: the AI retires 1.5M and costs 1.275M, so it lowers the payment.
    let gross = year(Measure::Gross, 20_000_000, 17_000_000, 1_500_000, "0.15")?;
    assert_eq!((gross.gap(), gross.shortfall()), (dollars("3000000"), dollars("1500000")));
    assert_eq!((gross.incremental(), gross.absorbed()), (dollars("-225000"), dollars("1500000")));
    Ok(())
}

#[test]
fn above_the_gap_only_the_rest_is_paid() -> Tried {
    // A gap of 1M and 1.5M of AI: 500K at no discount.
    let plain = year(Measure::Net, 20_000_000, 19_000_000, 1_500_000, "0")?;
    assert_eq!((plain.incremental(), plain.absorbed()), (dollars("500000"), dollars("1000000")));
    assert_eq!(plain.shortcut(), dollars("500000"));
    // At 15%, gross: cash 1.275M, of which 1M is absorbed.
    let gross = year(Measure::Gross, 20_000_000, 19_000_000, 1_500_000, "0.15")?;
    assert_eq!((gross.gap(), gross.incremental()), (dollars("1000000"), dollars("275000")));
    assert_eq!(gross.shortcut(), dollars("425000"));
    // Net, with a gap of 1M after discount: 17,000,000 x 0.85 = 14.45M against 15.45M.
    let net = year(Measure::Net, 15_450_000, 17_000_000, 1_500_000, "0.15")?;
    assert_eq!((net.gap(), net.incremental()), (dollars("1000000"), dollars("275000")));
    Ok(())
}

#[test]
fn marketplace_spend_counts_to_a_quarter() -> Tried {
    // The worked estate is Anthropic's: 11,232 x 12 = 134,784 a year.
    let terms = |counts| vec![ProviderTerms { provider: "anthropic".into(), earns: false, counts }];
    let plan = |commitment, counts| Commitment {
        terms: terms(counts),
        years: vec![CommitmentYear {
            organic_after_discount: false,
            commitment: whole(commitment),
            organic: Some(whole(100_000)),
            discount: Multiple::ZERO,
            ai: None,
        }],
        ..Commitment::default()
    };
    let capped = of(&plan(400_000, Counts::Marketplace))?;
    // 300,000 of gap; the cap of 100,000 is less than 134,784.
    assert_eq!((capped.gap(), capped.absorbed()), (dollars("300000"), dollars("100000")));
    assert_eq!(capped.incremental(), dollars("34784"));
    assert_eq!(capped.shortfall_ends_at(), None);
    let open = of(&plan(600_000, Counts::Marketplace))?;
    assert_eq!(open.absorbed(), dollars("134784"));
    let full = of(&plan(400_000, Counts::Part(Multiple::ONE)))?;
    assert_eq!((full.absorbed(), full.incremental()), (dollars("134784"), Usd::ZERO));
    assert_eq!(full.shortfall_ends_at(), Some(dollars("300000")));
    let half = of(&plan(400_000, Counts::Part(Multiple::parse("0.5")?)))?;
    assert_eq!((half.absorbed(), half.incremental()), (dollars("67392"), dollars("67392")));
    Ok(())
}

#[test]
fn a_link_carries_a_commitment() -> Tried {
    let mut scenario = default_scenario().under(Rules::V1);
    let year = |ai| -> Tried<CommitmentYear> {
        let discount = Multiple::parse("0.15")?;
        Ok(CommitmentYear {
            organic_after_discount: false,
            commitment: whole(20_000_000),
            organic: Some(whole(17_000_000)),
            discount,
            ai,
        })
    };
    scenario.commitment = Some(Commitment {
        measure: Measure::Gross,
        negotiated: Multiple::parse("0.28")?,
        ai_growth: Multiple::parse("1.2")?,
        terms: vec![
            ProviderTerms { provider: "anthropic".into(), earns: false, counts: Counts::Marketplace },
            ProviderTerms { provider: "meta".into(), earns: true, counts: Counts::Part(Multiple::parse("0.5")?) },
        ],
        years: vec![year(None)?, year(Some(Dollars::of_cents(150_000_025).ok_or("dollars")?))?],
        ..Commitment::default()
    });
    let link = exchange::link::encode(&scenario);
    assert!(
        link.contains("&edp=gross,0.28,1.2&y1=20000000,17000000,0.15&y2=20000000,17000000,0.15,1500000.25&"),
        "{link}"
    );
    let decoded = exchange::link::decode(&link, &RateCard::dates());
    assert_eq!((decoded.problems, decoded.scenario), (vec![], Some(scenario)));
    for bad in ["edp=other,0,1", "y1=1,1", "y0=1,1,0", "y1=1,1,0.15,x", "terms=meta,maybe,1", "edp=net,0,1&edp=net,0,1"]
    {
        let link = format!("v1&rates=2026-10-25&w1.model=claude-sonnet-4.5&w1.tokens=1,1&{bad}&end");
        assert!(!exchange::link::decode(&link, &RateCard::dates()).problems.is_empty(), "{bad}");
    }
    Ok(())
}

#[test]
fn a_bank_deal_is_more_than_its_parts() -> Tried {
    // 28% below list, then 5% of discount: 1 - 0.72 x 0.95 = 31.6%.
    let year = CommitmentYear {
        organic_after_discount: false,
        commitment: Dollars::default(),
        organic: None,
        discount: Multiple::parse("0.05")?,
        ai: Some(whole(8_000_000)),
    };
    let negotiated = Multiple::parse("0.28")?;
    let deal = of(&Commitment { negotiated, years: vec![year], ..Commitment::default() })?;
    assert_eq!(deal.incremental(), dollars("5472000"));
    assert_eq!(deal.effective_discount(), Some(dollars("0.316").amount()));
    Ok(())
}

#[test]
fn the_edge_of_a_band_belongs_to_it() {
    for (commitment, low, high) in [
        ("0.01", 7, 12),
        ("4999999.99", 7, 12),
        ("5000000", 12, 18),
        ("5000000.01", 12, 18),
        ("19999999.99", 12, 18),
        ("20000000", 18, 22),
        ("49999999.99", 18, 22),
        ("50000000", 22, 28),
        ("100000000000", 22, 28),
    ] {
        let band = observed(dollars(commitment));
        assert_eq!(band.map(|band| (band.low, band.high)), Some((low, high)), "{commitment}");
    }
    // Nobody observed a discount for promising nothing.
    assert_eq!(observed(Usd::ZERO), None);
}

#[test]
fn curves_hold_every_offer_against_the_contract() -> Tried {
    // $10.0M at 12% and $8.5M without AI: a contract is paid at the larger of what it promises and usage after its discount.
    let year = CommitmentYear {
        commitment: whole(10_000_000),
        organic: Some(whole(8_500_000)),
        discount: Multiple::parse("0.12")?,
        ai: Some(whole(0)),
        ..CommitmentYear::default()
    };
    let offer = |commitment, discount| -> Tried<Offer> {
        Ok(Offer { commitment: whole(commitment), discount: Multiple::parse(discount)?, ..Offer::default() })
    };
    let offers = vec![offer(14_000_000, "0.15")?, offer(9_000_000, "0.13")?];
    let commitment = Commitment { years: vec![year], offers, ..Commitment::default() };
    let card = RateCard::newest();
    let report = price(&default_scenario().under(Rules::V1), &card)?;
    let compared = pricing::commitment::offers(&commitment, &report, &card).ok_or("too large")?;
    let curves = curves(&commitment, &compared.standings, &report, &card).ok_or("no curves")?;
    assert_eq!((curves.horizon, curves.here), (1, dollars("8500000")));
    // $14.0M less $10.0M, and $10.0M less $9.0M.
    assert_eq!((curves.saves(0), curves.saves(1)), (Some(dollars("-4000000")), Some(dollars("1000000"))));
    for point in &curves.points {
        let paid = |promised: &str, rest: &str| {
            let rest: Decimal = rest.parse().unwrap_or_default();
            dollars(promised).max(Usd::new((point.spend.amount() * rest).round_dp(2)))
        };
        assert_eq!(point.contract, paid("10000000", "0.88"), "{}", point.spend);
        assert_eq!(point.offers, [paid("14000000", "0.85"), paid("9000000", "0.87")], "{}", point.spend);
    }
    // The contract costs more than $14.0M above 14 / 0.88 = $15.909M, 1.8717 times today's: within the picture.
    let turn = compared.standings.first().and_then(|standing| standing.pays_above(Vary::Other)).ok_or("no turn")?;
    assert_eq!((turn.demand, curves.at(turn.demand)), (18_717, dollars("15909450")));
    assert!(curves.points.last().is_some_and(|last| last.spend > dollars("15909450")));
    Ok(())
}
