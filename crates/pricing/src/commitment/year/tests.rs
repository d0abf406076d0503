//! Tests of one year of a commitment.

use super::*;

/// AI spend with a provider: whole dollars, whether it earns the discount, and what counts of it.
#[derive(Clone, Copy)]
pub(in crate::commitment) struct Own {
    pub(in crate::commitment) list: u64,
    pub(in crate::commitment) earns: bool,
    pub(in crate::commitment) counts: Counts,
}

const EARNS: Own = Own { list: 100, earns: true, counts: Counts::Part(Multiple::ONE) };
const MARKET: Own = Own { list: 100, earns: false, counts: Counts::Marketplace };

fn multiple(text: &str) -> Multiple {
    Multiple::parse(text).unwrap_or_default()
}

fn usd(dollars: u64) -> Usd {
    Usd::of_cents(dollars * 100)
}

fn exact(text: &str) -> Option<Usd> {
    crate::number::decimal(text).map(Usd::new)
}

fn deal(measure: Measure, discount: &str, commitment: u64) -> Deal {
    Deal {
        commitment: usd(commitment),
        discount: multiple(discount),
        measure,
        marketplace_share: multiple("0.25"),
        marketplace_used: Usd::ZERO,
    }
}

fn spend(deal: Deal, Own { list, earns, counts }: Own, below: BelowList) -> AiSpend {
    let terms = ProviderTerms { provider: "one".to_owned(), earns, counts };
    deal.spend(Provider { name: "One".to_owned(), terms, below, may_be_marketplace: !earns }, usd(list))
}

/// A year in whole dollars, nothing negotiated below list.
pub(in crate::commitment) fn year(
    measure: Measure,
    discount: &str,
    commitment: u64,
    organic: u64,
    own: &[Own],
) -> YearOutlook {
    let deal = deal(measure, discount, commitment);
    let none = BelowList { share: Multiple::ZERO, months: 12 };
    YearOutlook::new(deal, usd(organic), own.iter().map(|own| spend(deal, *own, none)).collect())
}

#[test]
fn marketplace_spend_has_a_part_of_the_commitment() {
    let room = |share: &str, used| {
        let deal =
            Deal { marketplace_share: multiple(share), marketplace_used: usd(used), ..deal(Measure::Net, "0", 400) };
        deal.marketplace_room()
    };
    assert_eq!([room("0.25", 0), room("0.25", 40), room("0.5", 40)], [usd(100), usd(60), usd(160)]);
    // What others have taken of it doesn't become a debt.
    assert_eq!([room("0.25", 100), room("0.25", 101)], [Usd::ZERO; 2]);
    let left = |list| year(Measure::Net, "0", 400, 0, &[Own { list, ..MARKET }, EARNS]).marketplace_left();
    assert_eq!([left(70), left(100), left(120)], [usd(30), Usd::ZERO, Usd::ZERO]);
}

#[test]
fn a_rate_below_list_holds_for_its_months() {
    let own = |share: &str, months| {
        let AiSpend { negotiated, cash, counted, .. } = spend(
            deal(Measure::Net, "0.1", 0),
            Own { counts: Counts::Part(multiple("0.5")), ..EARNS },
            BelowList { share: multiple(share), months },
        );
        [negotiated, cash, counted].map(Some)
    };
    // 100 less a fifth is 80, a tenth off 72, half of it counts.
    assert_eq!(own("0.2", 12), ["80", "72", "36"].map(exact));
    // For five months of twelve 41.66 of 100 are covered: 100 - 8.332 = 91.668, 82.5012, 41.2506.
    assert_eq!(own("0.2", 5), ["91.668", "82.5012", "41.2506"].map(exact));
    assert_eq!(own("0.2", 0), ["100", "90", "45"].map(exact));
    assert_eq!(own("1", 12), ["0", "0", "0"].map(exact));
}

#[test]
fn what_counts_is_measured_before_or_after_the_discount() {
    // 1,000 without AI and 100 with it, at a tenth off: 900 and 90 are paid.
    let net = year(Measure::Net, "0.1", 1_200, 1_000, &[EARNS]);
    assert_eq!([net.retired_without, net.retired_with], [usd(900), usd(990)]);
    let gross = year(Measure::Gross, "0.1", 1_200, 1_000, &[EARNS]);
    assert_eq!([gross.retired_without, gross.retired_with], [usd(1_000), usd(1_100)]);
    for (year, gap, short) in [(&net, 300, 210), (&gross, 200, 100)] {
        assert_eq!((year.gap(), year.shortfall()), (usd(gap), usd(short)));
        assert_eq!((year.usage(), year.usage_without), (usd(990), usd(900)));
        assert_eq!((year.payment_without(), year.payment()), (usd(900 + gap), usd(990 + short)));
        assert_eq!(year.absorbed(), usd(gap - short));
        assert_eq!(year.incremental(), usd(990 + short) - usd(900 + gap));
    }
    // Net AI adds nothing to what is paid, all of its list price is spared; gross it saves 10.
    assert_eq!(net.effective_discount(), Some(Decimal::ONE));
    assert_eq!(gross.effective_discount(), Some(Decimal::new(11, 1)));
    assert_eq!(year(Measure::Net, "0.1", 1_200, 1_000, &[]).effective_discount(), None);
    assert_eq!([net.ai_list(), net.ai_negotiated(), net.ai_cash()], [usd(100), usd(100), usd(90)]);
}

#[test]
fn the_shortcut_discounts_what_is_above_the_gap() {
    let shortcut = |organic| year(Measure::Gross, "0.1", 1_000, organic, &[EARNS]).shortcut();
    // A gap of 40 leaves 60 of 100, a tenth off.
    assert_eq!(shortcut(960), usd(54));
    assert_eq!([shortcut(900), shortcut(800)], [Usd::ZERO; 2]);
    assert_eq!(shortcut(1_000), usd(90));
}

#[test]
fn the_shortfall_ends_where_ai_fills_the_gap() {
    let ends = |organic, own: &[Own]| year(Measure::Gross, "0", 1_000, organic, own).shortfall_ends_at();
    assert_eq!(ends(1_000, &[EARNS]), Some(Usd::ZERO));
    assert_eq!(ends(700, &[EARNS]), Some(usd(300)));
    // Half of it counts: twice as much.
    assert_eq!(ends(700, &[Own { counts: Counts::Part(multiple("0.5")), ..EARNS }]), Some(usd(600)));
    // Marketplace spend counts to 250: 200 are within it, 300 aren't.
    assert_eq!(ends(800, &[MARKET]), Some(usd(200)));
    assert_eq!(ends(750, &[MARKET]), Some(usd(250)));
    assert_eq!(ends(749, &[MARKET]), None);
    // Of both alike, 250 and 350 fill a gap of 600: 350 of each. At 500 each fills a half, just at the cap.
    assert_eq!(ends(400, &[EARNS, MARKET]), Some(usd(700)));
    assert_eq!(ends(500, &[EARNS, MARKET]), Some(usd(500)));
    // Nothing counts, and nothing is spent.
    assert_eq!(ends(700, &[Own { counts: Counts::Part(Multiple::ZERO), ..EARNS }]), None);
    assert_eq!(ends(700, &[]), None);
    // What is carried into the year leaves less to fill: 200 of 300, and 700 + 200 are paid.
    let carried = YearOutlook { carried_with: usd(100), ..year(Measure::Gross, "0", 1_000, 700, &[EARNS]) };
    assert_eq!((carried.shortfall_ends_at(), carried.bends()), (Some(usd(200)), vec![(usd(200), usd(900))]));
    // A third more than is spent, to the cent.
    let third = year(Measure::Gross, "0", 1_000, 900, &[Own { counts: Counts::Part(multiple("0.3")), ..EARNS }]);
    assert_eq!(third.shortfall_ends_about(), exact("333.33"));
}

#[test]
fn what_is_added_bends_at_the_cap_and_where_the_shortfall_ends() {
    let bends = |organic, own: &[Own]| year(Measure::Gross, "0", 1_000, organic, own).bends();
    // AI that counts in full fills 300 with 300; until then 1,000 are paid.
    assert_eq!(bends(700, &[EARNS]), [(usd(300), usd(1_000))]);
    // Of both alike 250 each reach the cap, 350 each end the shortfall: 400 + 700 are paid.
    assert_eq!(bends(400, &[EARNS, MARKET]), [(usd(500), usd(1_000)), (usd(700), usd(1_100))]);
    // Alone it never ends: at the cap 250 of 300 are filled.
    assert_eq!(bends(700, &[MARKET]), [(usd(250), usd(1_000))]);
    // Where the shortfall ends before the cap, or at it, nothing changes there.
    assert_eq!(bends(800, &[MARKET]), [(usd(200), usd(1_000))]);
    assert_eq!(bends(750, &[MARKET]), [(usd(250), usd(1_000))]);
    assert_eq!(bends(1_000, &[EARNS]), []);
    assert_eq!(bends(700, &[]), []);
}

#[test]
fn demand_scales_each_spend_to_the_cent() {
    let year = year(Measure::Net, "0.1", 1_200, 1_000, &[EARNS, MARKET]);
    let at = year.at(year.deal, Demanded { other: 5_000, ai: 3_333 });
    assert_eq!((at.organic, at.ai_list()), (usd(500), exact("66.66").unwrap_or_default()));
    let more = year.with_ai(12_000);
    assert_eq!((more.organic, more.ai_list()), (usd(1_000), usd(240)));
    // 120 each, of which the one is paid at a tenth off and the other counts as Marketplace spend.
    assert_eq!([more.ai_negotiated(), more.ai_cash(), more.marketplace()], [240, 228, 120].map(usd));
    // Without half of what isn't owed: 100 - (100 - 40) / 2 of each.
    assert_eq!(year.without(5_000, &|_| usd(40)).ai_list(), usd(140));
    let settled = year.settled_at(year.deal, Demanded { other: 5_000, ai: 10_000 });
    // 450 + 90 + 100 are paid, and all of it retires.
    assert_eq!((settled.usage, settled.retired_with), (usd(640), usd(640)));
    let free = year.deal.without_commitment(multiple("0.05"));
    assert_eq!((free.commitment, free.discount, free.measure), (Usd::ZERO, multiple("0.05"), Measure::Net));
}

#[test]
fn a_surplus_is_carried_while_something_is_promised() {
    let year = |commitment, organic| year(Measure::Gross, "0", commitment, organic, &[EARNS]);
    let mut years = [year(1_000, 1_050), year(1_000, 1_000), year(1_000, 900), year(0, 500), year(1_000, 980)];
    carry(&mut years);
    // With AI 150, then 250, again 250 of 1,000, and of nothing promised nothing; without AI 50, again 50, then nothing.
    let carried: Vec<(Usd, Usd)> = years.iter().map(|year| (year.carried_without, year.carried_with)).collect();
    assert_eq!(
        carried,
        [(0, 0), (50, 150), (50, 250), (0, 250), (0, 0)].map(|(without, with)| (usd(without), usd(with)))
    );
    // 900 + 50 of 1,000 without AI, 1,000 + 250 with it.
    assert_eq!(years.get(2).map(|year| (year.gap(), year.shortfall())), Some((usd(50), Usd::ZERO)));
    // Just what is promised leaves nothing.
    assert_eq!(surplus(usd(5), usd(5)), Usd::ZERO);
    assert_eq!(shortfall(usd(5), usd(5)), Usd::ZERO);
}

#[test]
fn a_reading_changes_what_marketplace_may_bill() {
    let commitment = Commitment::default();
    let years = [year(Measure::Net, "0.1", 1_200, 1_000, &[EARNS, Own { list: 400, ..MARKET }])];
    let read = |reading| {
        let read = as_read(&commitment, &years, reading);
        read.first().map(|year| (year.payment(), year.shortfall()))
    };
    // 900 + 90 + 300 of 400 retire 1,200; with a discount 900 + 90 + 360, all of it.
    assert_eq!(read(Reading::Capped), Some((usd(1_390), Usd::ZERO)));
    assert_eq!(read(Reading::Full), Some((usd(1_350), Usd::ZERO)));
}
