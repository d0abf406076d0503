//! Links: what is written is read back, old links keep their meaning, damaged links say what is lost.
//!
//! `links/v1/*.txt` and `links/v2/*.txt` only grow: each file holds a link's fragment, then what it means as JSON.

#[path = "links/totals.rs"]
mod totals;

use exchange::link::{LinkReason, decode, encode};
use pricing::quantity::{Dollars, ModelUnits, Months, Multiple, TokensPerMinute, Years};
use pricing::rates::RateCard;
use pricing::scenario::{
    Alternative, AlternativePrice, Clauses, Commitment, CommitmentYear, Counts, Fleet, Forecast, Forecasts, Measure,
    Offer, OtherProvider, PrivateOffer, ProviderTerms, Scenario, SelfHosted, Substitute, UnitsThere,
};
use vectors::{Generator, any, scenario};

fn reasons(fragment: &str) -> Vec<LinkReason> {
    decode(fragment, &RateCard::dates()).problems.into_iter().map(|problem| problem.reason).collect()
}

#[test]
fn what_is_written_is_read_back() {
    let card = RateCard::newest();
    let mut generator = Generator::new(31);
    let (mut committed, mut compared, mut others) = (0, 0, 0);
    for index in 0..10_000 {
        let mut scenario = any(&mut generator, &card);
        // A link has no words for capacity that can't be priced.
        if !scenario.capacity.is_none() && !scenario.check().is_empty() {
            continue;
        }
        for workload in &mut scenario.workloads {
            workload.name = name(&mut generator);
        }
        for alternative in &mut scenario.alternatives {
            alternative.name = name(&mut generator);
        }
        let link = encode(&scenario);
        let read = decode(&link, &RateCard::dates());
        committed += u32::from(scenario.commitment.is_some());
        compared += u32::from(scenario.commitment.as_ref().is_some_and(|commitment| !commitment.offers.is_empty()));
        others += u32::from(!scenario.alternatives.is_empty());
        assert_eq!(read.problems, vec![], "{index}: {link}");
        assert_eq!(read.scenario.as_ref(), Some(&scenario), "{index}: {link}");
        // Version 2 has no sign that mail and chat programs change.
        let signs: &[u8] = if link.starts_with("v1") { b"&=-._~/:+%," } else { b"&=-._~/:," };
        let clean = |byte: u8| byte.is_ascii_alphanumeric() || signs.contains(&byte);
        assert!(link.bytes().all(clean), "{link}");
    }
    assert!(committed >= 2_000, "only {committed} with a commitment");
    assert!(compared >= 1_500 && others >= 1_500, "only {compared} with offers, {others} with alternatives");
}

/// A name of any characters, markup, separators and other scripts among them.
fn name(generator: &mut Generator) -> String {
    let alphabet: Vec<char> = "ab 12&=#%+,;<>\"'/\\\u{0}\u{202e}\u{e9}\u{4e2d}\u{1f600}".chars().collect();
    (0..generator.below(20)).filter_map(|_| generator.pick(&alphabet).copied()).collect()
}

#[test]
fn an_ordinary_scenario_fits_in_2000_characters() {
    let card = RateCard::newest();
    for preset in exchange::presets::presets() {
        let link = encode(&preset.scenario);
        assert!(link.len() <= 2_000, "{}: {}", preset.id, link.len());
    }
    let mut eight = vectors::random::forty_workloads(&mut Generator::new(1), &card);
    eight.workloads.truncate(8);
    let length = encode(&eight).len();
    assert!(length <= 2_000, "eight workloads with caching, batch and two routes each: {length}");
}

/// One alternative of each kind that has lists, with all that fits.
fn widest_alternatives(identifier: &str, scenario: &Scenario, share: Multiple, most: Dollars) -> [Alternative; 3] {
    let substitute = Substitute { model: identifier.to_owned(), there: identifier.to_owned(), token_factor: share };
    let hour =
        pricing::money::Rate::new(rust_decimal::Decimal::new(9_999_999_999, 6), pricing::money::Unit::ModelUnitHour);
    let units = hour.iter().map(|price| UnitsThere {
        model: identifier.to_owned(),
        throughput: TokensPerMinute::new(pricing::bounds::TOKENS_PER_MINUTE_MAX).unwrap_or_default(),
        output_weight: share,
        read_weight: share,
        minimum: ModelUnits::new(pricing::bounds::MODEL_UNITS_MAX).unwrap_or_default(),
        step: ModelUnits::new(pricing::bounds::MODEL_UNITS_MAX).unwrap_or_default(),
        peak: Multiple::ONE,
        price: *price,
    });
    let fleets = hour.iter().map(|hourly| Fleet {
        model: identifier.to_owned(),
        hourly: *hourly,
        output_per_second: share,
        target: share,
        peak: Multiple::ONE,
        spare: u8::MAX,
    });
    let hosted = SelfHosted { fleets: fleets.cycle().take(pricing::bounds::PURCHASES_MAX).collect(), people: most };
    let provider = OtherProvider {
        units: units.cycle().take(pricing::bounds::PURCHASES_MAX).collect(),
        substitutes: vec![substitute; pricing::bounds::SUBSTITUTES_MAX],
        prices: scenario.prices.clone(),
        ..OtherProvider::new(identifier, scenario.rates)
    };
    let prices = [
        AlternativePrice::Prices(scenario.prices.clone()),
        AlternativePrice::Provider(provider),
        AlternativePrice::SelfHosted(hosted),
    ];
    prices.map(|price| Alternative {
        name: "\u{1f600}".repeat(pricing::bounds::NAME_CHARACTERS_MAX),
        price,
        share,
        switching: most,
    })
}

#[test]
fn the_longest_link_there_can_be_is_read_back() {
    let mut scenario = vectors::random::forty_workloads(&mut Generator::new(1), &RateCard::newest());
    // Four bytes of UTF-8 a character, three characters of a link a byte.
    let widest = |characters: usize| "\u{1f600}".repeat(characters);
    let identifier = widest(pricing::bounds::IDENTIFIER_CHARACTERS_MAX);
    let placement =
        pricing::scenario::Placement::new(&identifier, pricing::rates::InferenceScope::Geographic, &identifier);
    for workload in &mut scenario.workloads {
        workload.name = widest(pricing::bounds::NAME_CHARACTERS_MAX);
        workload.placement = placement.clone();
        let share = pricing::quantity::Share::of_ten_thousand(1_249);
        let route = pricing::scenario::Route {
            placement: placement.clone(),
            share,
            token_factor: pricing::quantity::Multiple::ONE,
        };
        workload.routes = vec![route; pricing::bounds::ROUTES_MAX];
    }
    let rate =
        pricing::money::Rate::new(rust_decimal::Decimal::new(99_999_999_999, 8), pricing::money::Unit::MillionTokens);
    let price = rate.map(|rate| pricing::scenario::TypedPrice {
        model: identifier.clone(),
        place: Some(pricing::scenario::Place { scope: placement.scope, region: identifier.clone() }),
        buying: pricing::rates::Buying::LatencyOptimised,
        length: pricing::rates::PromptLength::Ordinary,
        meter: pricing::rates::Meter::CacheWrite30m,
        rate,
    });
    scenario.prices = price.into_iter().cycle().take(pricing::bounds::TYPED_PRICES_MAX).collect();
    let most = pricing::quantity::Dollars::of_cents(pricing::bounds::DOLLARS_MAX * 100 - 1).unwrap_or_default();
    let share = pricing::quantity::Multiple::of_ten_thousandths(9_999).unwrap_or_default();
    let year = CommitmentYear {
        organic_after_discount: true,
        commitment: most,
        organic: Some(most),
        discount: share,
        ai: Some(most),
    };
    let terms = ProviderTerms { provider: identifier.clone(), earns: false, counts: Counts::Part(share) };
    let private =
        PrivateOffer { provider: identifier.clone(), below_list: share, months: Months::new(60).unwrap_or_default() };
    let offer = Offer {
        name: widest(pricing::bounds::NAME_CHARACTERS_MAX),
        commitment: most,
        discount: share,
        years: Years::new(5).unwrap_or_default(),
        growth: share,
        credits: most,
        credit_months: Months::new(60).unwrap_or_default(),
    };
    let forecast = Forecast { demand: share, ai: Some(share), weight: share };
    let clauses = Clauses {
        price_rise: share,
        rise_year: Years::new(5).unwrap_or_default(),
        reduction: share,
        migration_cost: most,
        migration_months: share,
    };
    let alternatives = widest_alternatives(&identifier, &scenario, share, most);
    scenario.alternatives = alternatives.into_iter().cycle().take(pricing::bounds::ALTERNATIVES_MAX).collect();
    scenario.commitment = Some(Commitment {
        measure: Measure::Gross,
        negotiated: share,
        private_offers: vec![private; pricing::bounds::TERMS_MAX],
        flat_discount: share,
        marketplace_share: share,
        marketplace_used: most,
        carries_forward: true,
        credits_lower_retirement: true,
        ai_growth: share,
        terms: vec![terms; pricing::bounds::TERMS_MAX],
        years: vec![year; pricing::bounds::COMMITMENT_YEARS_MAX],
        organic_growth: share,
        offers: vec![offer; pricing::bounds::OFFERS_MAX],
        forecasts: Forecasts { low: forecast, likely: forecast, high: forecast },
        clauses,
    });
    assert_eq!(scenario.check(), vec![]);
    assert_eq!(scenario.prices.len(), pricing::bounds::TYPED_PRICES_MAX);
    let read = decode(&encode(&scenario), &RateCard::dates());
    assert_eq!(read.problems, vec![]);
    assert_eq!(read.scenario, Some(scenario));
}

#[test]
fn old_links_keep_their_meaning() -> Result<(), Box<dyn std::error::Error>> {
    let files = tests::files("links/v1", "txt")?;
    assert!(files.len() >= 30, "only {} links", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let (link, meaning) = text.split_once('\n').ok_or("a link file holds the link, then its meaning")?;
        // As a file of that time: one that names no rules has the first.
        let meaning = exchange::file::read(meaning, &RateCard::dates())
            .map_err(|wrong| format!("{}: {}", file.display(), wrong.message))?;
        let read = decode(link, &RateCard::dates());
        assert_eq!(read.scenario, Some(meaning), "{}", file.display());
        assert_eq!(read.problems, vec![], "{}", file.display());
    }
    Ok(())
}

#[test]
fn links_of_version_2_keep_their_meaning() -> Result<(), Box<dyn std::error::Error>> {
    let files = tests::files("links/v2", "txt")?;
    assert!(files.len() >= 25, "only {} links", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        let (link, meaning) = text.split_once('\n').ok_or("a link file holds the link, then its meaning")?;
        let meaning: Scenario =
            serde_json::from_str(meaning).map_err(|error| format!("{}: {error}", file.display()))?;
        let read = decode(link, &RateCard::dates());
        assert_eq!(read.scenario.as_ref(), Some(&meaning), "{}", file.display());
        assert_eq!(read.problems, vec![], "{}", file.display());
        let again = decode(&encode(&meaning), &RateCard::dates());
        assert_eq!(again.scenario, Some(meaning), "{}", file.display());
    }
    Ok(())
}

#[test]
fn a_link_cut_anywhere_says_so() {
    let mut generator = Generator::new(32);
    let card = RateCard::newest();
    for _ in 0..50 {
        let link = encode(&scenario(&mut generator, &card));
        for end in 0..link.len() {
            let cut = link.get(..end).unwrap_or_default();
            let read = decode(cut, &RateCard::dates());
            assert!(!read.problems.is_empty(), "{cut}");
        }
    }
}

#[test]
fn a_damaged_part_is_named_and_the_rest_is_read() {
    let good = "v1&rates=2026-08-20&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.batch=0.4&end";
    assert_eq!(reasons(good), vec![]);
    let damaged = [
        ("w1.batch=0.4", "w1.batch=4", LinkReason::BadValue),
        ("w1.batch=0.4", "w1.batch=", LinkReason::BadValue),
        ("w1.batch=0.4", "w1.btach=0.4", LinkReason::UnknownField),
        ("w1.batch=0.4", "w1.batch=0.4&w1.batch=0.5", LinkReason::Repeated),
        ("w1.batch=0.4", "w1.name=%zz", LinkReason::BadValue),
        ("w1.batch=0.4", "w1.name=%ff", LinkReason::BadValue),
        ("w1.batch=0.4", "w0.batch=0.4", LinkReason::UnknownField),
        ("w1.batch=0.4", "wx.batch=0.4", LinkReason::UnknownField),
        ("w1.batch=0.4", "__proto__=1", LinkReason::UnknownField),
        ("w1.batch=0.4", "w1.reads=4", LinkReason::StrayCaching),
        ("w1.batch=0.4", "w1.hour=0.4", LinkReason::StrayCaching),
        ("w1.batch=0.4", "w1.cached=0.4&w1.hour=1.4", LinkReason::BadValue),
        ("w1.batch=0.4", "w1.cached=0.4&w1.prefix=4000,1", LinkReason::Contradiction),
        ("w1.tokens=2400000000,600000000", "w1.tokens=2400000000", LinkReason::BadValue),
        ("w1.tokens=2400000000,600000000", "w1.tokens=1,2,3", LinkReason::BadValue),
        ("w1.tokens=2400000000,600000000", "w1.tokens=1e9,5", LinkReason::BadValue),
        ("w1.tokens=2400000000,600000000", "w1.tokens=1,5&w1.requests=1,2,3", LinkReason::Contradiction),
        ("w1.model=claude-sonnet-4.5", "w1.scope=global", LinkReason::NoModel),
        ("rates=2026-08-20", "rates=2026-13-45", LinkReason::UnknownCard),
        ("rates=2026-08-20", "rates=1999-01-01", LinkReason::UnknownCard),
        ("&end", "", LinkReason::CutOff),
    ];
    for (part, instead, reason) in damaged {
        let link = good.replace(part, instead);
        let read = decode(&link, &RateCard::dates());
        assert!(read.problems.iter().any(|problem| problem.reason == reason), "{link}: {:?}", read.problems);
        let workload = read.scenario.and_then(|scenario| scenario.workloads.into_iter().next());
        assert!(workload.is_some(), "{link}");
    }
    assert_eq!(reasons("v1&rates=2026-08-20&end"), vec![LinkReason::NoWorkload]);
    assert_eq!(reasons("v9&w1.batch=1&end"), vec![LinkReason::UnknownVersion]);
    assert_eq!(decode("#v9", &RateCard::dates()).scenario, None);
}

#[test]
fn too_many_of_a_kind_are_refused() {
    let many = (1..=41).map(|number| format!("&w{number}.model=m&w{number}.tokens=1,1")).collect::<Vec<_>>().concat();
    let read = decode(&format!("v1&rates=2026-08-20{many}&end"), &RateCard::dates());
    assert_eq!(read.scenario.map(|scenario| scenario.workloads.len()), Some(40));
    assert!(read.problems.iter().all(|problem| problem.reason == LinkReason::TooMany));
    assert!(!read.problems.is_empty());
}

#[test]
fn every_example_in_the_readme_opens_and_has_a_price() -> Result<(), Box<dyn std::error::Error>> {
    let readme = std::fs::read_to_string(tests::path("../README.md"))?;
    let examples: Vec<&str> = readme.split('`').filter_map(|text| text.strip_prefix('#')).collect();
    let of = |version| examples.iter().copied().filter(move |text| text.starts_with(version));
    let (first, second) = (of("v1&").count(), of("v2&").count());
    assert!(first >= 9 && second >= 15, "only {first} of version 1 and {second} of version 2");
    for example in of("v1&").chain(of("v2&")) {
        let read = decode(example, &RateCard::dates());
        assert_eq!(read.problems, vec![], "{example}");
        let scenario = read.scenario.ok_or(example)?;
        let card = RateCard::of(scenario.rates).ok_or(example)?;
        let report = pricing::price::price(&scenario, &card).map_err(|error| format!("{example}: {error}"))?;
        assert!(report.ladder.is_ok(), "{example}");
    }
    Ok(())
}
