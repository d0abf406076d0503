//! The presets: each published figure beside the exact one, with expected values worked by hand.

use exchange::presets::{Exact, Published, default_scenario, presets};
use pricing::money::Usd;
use pricing::price::price;
use pricing::rates::RateCard;
use rust_decimal::Decimal;

#[test]
fn every_comparison_gives_the_exact_figure() -> Result<(), Box<dyn std::error::Error>> {
    let dollars = |amount: &str| pricing::number::decimal(amount).map(|amount| Exact::Amount(Usd::new(amount)));
    let expected = [
        // 2,400M x $3.00 + 600M x $15.00, per million.
        ("worked-estate", vec![dollars("16200")]),
        // 800M x ($3.00 - $0.30) less.
        ("worked-estate-caching", vec![dollars("14040"), dollars("2160")]),
        // 14,040 x (1 - 0.4 / 2); and 320M cached batch tokens keep $0.30 in place of $0.15.
        ("worked-estate-batch", vec![dollars("11232"), dollars("11280")]),
        // 1,000 x 4,000 x $2.70 / 1M; times 30,000.
        ("cached-system-prompt", vec![dollars("10.8"), dollars("324000")]),
        // 325M x (0.40 x 5 + 0.45 x 15 + 0.15 x 25); and 300M x 0.9 x (0.40 x 1 + 0.45 x 3 + 0.15 x 5).
        // And 2 x 730 x 0.24. All of it: 4,062.50 + 175M x 6.25, half as much in batch, + 350.40. On Sonnet: 500M x 15 + 350.40.
        (
            "mid-size-platform",
            vec![dollars("4062.5"), dollars("675"), dollars("350.4"), dollars("5506.65"), dollars("7850.4")],
        ),
        // Checked below, as percentages.
        ("routed-mix", vec![None, None]),
        // 730 x 44.00, 39.60, 22.00.
        ("pt-curve", vec![dollars("32120"), dollars("28908"), dollars("16060")]),
        ("worked-estate-units", vec![dollars("16060")]),
        // 2 x 730 x 3.0137; 3,800M x $1 + 400M x $5 less that; the one of the other.
        ("support-copilot", vec![dollars("4400.002"), dollars("1399.998"), None]),
        // 600M x $1 + 60M x $5; 4 of 24 hours.
        ("nightly-enrichment", vec![dollars("900"), None]),
        // 30M x $4; 730 x 39.60 + 1.95.
        ("fine-tuned", vec![dollars("120"), dollars("28909.95")]),
        // 1.5M of 3M; 1.5M less a gap of 1M, at 85%: 1.275M - 1M.
        ("edp-gap-full", vec![dollars("0")]),
        ("edp-gap-partial", vec![dollars("500000"), dollars("275000"), dollars("275000")]),
        // The same years by themselves.
        ("edp-gap-partial-net", vec![]),
        ("edp-gap-partial-gross", vec![]),
        // Checked below, as percentages.
        ("bundle-close", vec![None]),
        ("bank-deal", vec![None]),
    ];
    let card = RateCard::newest();
    let presets = presets();
    assert_eq!(presets.iter().map(|preset| preset.id).collect::<Vec<_>>(), expected.each_ref().map(|(id, _)| *id));
    for (preset, (id, figures)) in presets.iter().zip(&expected) {
        assert_eq!(preset.comparisons.len(), figures.len(), "{id}");
        for (comparison, figure) in preset.comparisons.iter().zip(figures) {
            let exact = comparison.exact(&card)?;
            match figure {
                Some(figure) => assert_eq!(exact, *figure, "{id}: {}", comparison.what),
                // The sign is put behind it where it is shown.
                None => assert!(
                    matches!(comparison.published, Published::Percent(text) if text.ends_with(|last: char| last.is_ascii_digit())),
                    "{id}"
                ),
            }
        }
    }
    let all = presets.iter().flat_map(|preset| &preset.comparisons);
    let shares = all.filter(|comparison| matches!(comparison.published, Published::Percent(_)));
    let percents: Vec<Exact> = shares.map(|comparison| comparison.exact(&card)).collect::<Result<_, _>>()?;
    let rounded = |exact: &Exact| match exact {
        Exact::Percent(percent) => percent.round_dp(1).to_string(),
        Exact::Amount(amount) => amount.to_string(),
    };
    // 0.4 x (1 - 1/3), and 0.6 x (1 - 0.035 / 3); 4,400 / 5,800; 4 / 24; (28M / 1.02 - 20M) / 8M; 1 - 0.72 x 0.95.
    assert_eq!(percents.iter().map(rounded).collect::<Vec<_>>(), ["26.7", "59.3", "75.9", "16.7", "93.1", "31.6"]);
    Ok(())
}

#[test]
fn every_preset_has_a_price_and_a_ladder() -> Result<(), Box<dyn std::error::Error>> {
    let card = RateCard::newest();
    for preset in presets() {
        let report = price(&preset.scenario, &card).map_err(|error| format!("{}: {error}", preset.id))?;
        assert!(report.ladder.is_ok(), "{}", preset.id);
        assert!(report.month() > Usd::ZERO, "{}", preset.id);
    }
    Ok(())
}

#[test]
fn the_page_opens_with_the_worked_estate() -> Result<(), Box<dyn std::error::Error>> {
    let report = price(&default_scenario(), &RateCard::newest())?;
    let ladder = report.ladder.clone().map_err(|error| error.to_string())?;
    assert_eq!(ladder.list.amount(), Decimal::from(16_200));
    let steps: Vec<_> = ladder.steps.iter().map(|step| (step.lever.name(), step.change.amount())).collect();
    assert_eq!(steps, [("caching", Decimal::from(-2_160)), ("batch", Decimal::from(-2_376))]);
    assert_eq!(report.month().amount(), Decimal::from(11_664));
    assert_eq!(report.year().amount(), Decimal::from(139_968));
    assert_eq!(report.per_million_tokens().map(|cost| cost.to_string()).as_deref(), Some("$3.89"));
    Ok(())
}
