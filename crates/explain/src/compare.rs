//! Scenarios side by side: their totals, the steps of their ladders, and how far each lies from the first.
//!
//! Nothing new is computed: every figure is one of a scenario's own report, every difference one figure less another.
//! A figure that a scenario doesn't have is `None`, never zero.

use pricing::commitment::years;
use pricing::ladder::Lever;
use pricing::money::Usd;
use pricing::price::{PriceError, price};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;

/// A figure that is held against that of another scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// What a month costs.
    Month,
    /// What twelve such months cost.
    Year,
    /// What the first twelve months cost, with what is paid once.
    FirstYear,
    /// Blended cost of a million tokens.
    PerMillionTokens,
    /// What AI adds to the payment of a commitment's first year.
    Incremental,
    /// A month at list price.
    List,
    /// What one lever changes in a month.
    Step(Lever),
}

/// Scenarios side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What each costs, in order; an error where it has no price, `None` where there is no scenario.
    pub reports: Vec<Option<Result<Report, PriceError>>>,
    /// The figures.
    pub rows: Vec<Row>,
}

/// One figure of each scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which figure.
    pub measure: Measure,
    /// The figure of each scenario; `None` where it has none.
    pub figures: Vec<Option<Usd>>,
}

impl Row {
    /// The figure of one scenario less that of the first, exactly; `None` where either has none.
    pub fn difference(&self, index: usize) -> Option<Usd> {
        let first = self.figures.first().copied().flatten()?;
        Some(self.figures.get(index).copied().flatten()? - first)
    }
}

impl Comparison {
    /// The report of a scenario that has a price.
    pub fn report(&self, index: usize) -> Option<&Report> {
        self.reports.get(index)?.as_ref()?.as_ref().ok()
    }

    /// The row of a figure.
    pub fn row(&self, measure: Measure) -> Option<&Row> {
        self.rows.iter().find(|row| row.measure == measure)
    }
}

/// Prices scenarios, each with its card, and holds them against the first.
pub fn compare(sides: &[Option<(&Scenario, &RateCard)>]) -> Comparison {
    let reports: Vec<_> = sides.iter().map(|side| side.map(|(scenario, card)| price(scenario, card))).collect();
    let priced = || reports.iter().flatten().flatten();
    let mut measures = vec![Measure::Month, Measure::Year];
    if priced().any(|report| report.once() > Usd::ZERO) {
        measures.push(Measure::FirstYear);
    }
    measures.extend([Measure::PerMillionTokens, Measure::List]);
    if sides.iter().flatten().any(|(scenario, _)| scenario.commitment.is_some()) {
        measures.push(Measure::Incremental);
    }
    for lever in Lever::ALL {
        let is_step = |report: &Report| {
            report.ladder.as_ref().is_ok_and(|ladder| ladder.steps.iter().any(|step| step.lever == lever))
        };
        if priced().any(is_step) {
            measures.push(Measure::Step(lever));
        }
    }
    let row = |measure| {
        let each = sides.iter().zip(&reports).map(|(side, report)| {
            let ((scenario, card), report) = (side.as_ref()?, report.as_ref()?.as_ref().ok()?);
            figure(measure, report, scenario, card)
        });
        Row { measure, figures: each.collect() }
    };
    let rows = measures.into_iter().map(row).collect();
    Comparison { reports, rows }
}

/// A figure of a scenario that is priced.
fn figure(measure: Measure, report: &Report, scenario: &Scenario, card: &RateCard) -> Option<Usd> {
    let ladder = report.ladder.as_ref().ok();
    match measure {
        Measure::Month => Some(report.month()),
        Measure::Year => Some(report.year()),
        Measure::FirstYear => Some(report.year() + report.once()),
        Measure::PerMillionTokens => report.per_million_tokens(),
        Measure::Incremental => {
            let years = years(scenario.commitment.as_ref()?, report, card)?;
            years.first().map(pricing::commitment::YearOutlook::incremental)
        }
        Measure::List => ladder.map(|ladder| ladder.list),
        Measure::Step(lever) => ladder.map(|ladder| ladder.change(lever)),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Measure, compare};
    use exchange::presets::presets;
    use pricing::ladder::Lever;
    use pricing::money::Usd;
    use pricing::rates::RateCard;
    use pricing::scenario::Scenario;

    fn preset(id: &str) -> Scenario {
        let found = presets().into_iter().find(|preset| preset.id == id);
        found.map_or_else(exchange::presets::default_scenario, |preset| preset.scenario)
    }

    fn dollars(amount: impl Into<Option<i64>>) -> Option<Usd> {
        amount.into().map(|amount| Usd::new(Decimal::from(amount)))
    }

    #[test]
    fn the_worked_estate_three_ways() {
        let card = RateCard::newest();
        let all = ["worked-estate", "worked-estate-caching", "worked-estate-batch"].map(preset);
        let sides: Vec<_> = all.iter().map(|scenario| Some((scenario, &card))).collect();
        let comparison = compare(&sides);
        let row = |measure| comparison.row(measure).map(|row| row.figures.clone()).unwrap_or_default();
        assert_eq!(row(Measure::Month), [dollars(16_200), dollars(14_040), dollars(11_232)]);
        // Nothing is paid once, so the first year is a year.
        assert_eq!(comparison.row(Measure::FirstYear), None);
        assert_eq!(row(Measure::Step(Lever::Caching)), [dollars(0), dollars(-2_160), dollars(-2_160)]);
        assert_eq!(row(Measure::Step(Lever::Batch)), [dollars(0), dollars(0), dollars(-2_808)]);
        let month = comparison.row(Measure::Month);
        let differences: Vec<_> = (0..4).map(|index| month.and_then(|row| row.difference(index))).collect();
        assert_eq!(differences, [dollars(0), dollars(-2_160), dollars(-4_968), None]);
        assert_eq!(comparison.row(Measure::Incremental), None);
    }

    #[test]
    fn what_has_no_price_has_no_figure_and_no_difference() {
        let card = RateCard::newest();
        let (priced, mut unpriced) = (preset("worked-estate"), preset("worked-estate"));
        unpriced.workloads.iter_mut().for_each(|workload| workload.placement.model = "nowhere".to_owned());
        let comparison = compare(&[Some((&unpriced, &card)), Some((&priced, &card)), None]);
        for row in &comparison.rows {
            assert!(row.figures.first() == Some(&None) && row.figures.get(2) == Some(&None), "{row:?}");
            assert!((0..3).all(|index| row.difference(index).is_none()), "{row:?}");
        }
        assert!(comparison.report(0).is_none() && comparison.report(1).is_some() && comparison.report(2).is_none());
    }

    #[test]
    fn what_ai_adds_is_there_where_there_is_a_commitment() {
        let card = RateCard::newest();
        let (plain, gap) = (preset("worked-estate"), preset("edp-gap-full"));
        let comparison = compare(&[Some((&plain, &card)), Some((&gap, &card))]);
        let row = comparison.row(Measure::Incremental);
        assert_eq!(row.map(|row| row.figures.clone()), Some(vec![None, dollars(0)]));
        assert_eq!(row.and_then(|row| row.difference(1)), None);
    }
}
