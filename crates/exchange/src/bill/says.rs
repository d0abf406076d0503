//! What a bill says: sums of its lines, and shares of them. Sentences are made elsewhere.

mod behind;
mod counted;

pub use behind::{Behind, Rated};
pub use counted::Idle;

use std::collections::BTreeMap;

use pricing::rates::{Buying, InferenceScope, Meter, RateCard, RateKey};
use rust_decimal::Decimal;

use super::answer::Bill;
use super::line::{Line, Scope, Subject, Why};
use super::number::Exact;
use super::row::{Kind, Month};

/// A way of buying, as a bill shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Tokens on demand, of any tier, without cache reads and writes.
    OnDemand,
    /// Tokens in batches.
    Batch,
    /// Tokens read from a prompt cache or written to it.
    Cached,
    /// Provisioned throughput.
    Provisioned,
    /// Tokens a minute of the Reserved tier.
    Reserved,
    /// Models of one's own: training, storage, imported models.
    Custom,
    /// Services around inference.
    Services,
    /// Usage of which the file doesn't say how it's bought.
    Unsaid,
}

/// What some lines add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// What is paid for usage, after discounts, in the bill's currency.
    pub net: Decimal,
    /// Its cost before discounts; `None` where some line prints only what is paid.
    pub before: Option<Decimal>,
    /// The list price of the usage that has one.
    pub list: Decimal,
    /// What is paid for the usage that has a list price.
    pub listed_net: Decimal,
}

impl Total {
    /// How this total lies above an earlier one, as a share of that: below 0 where it is lower; `None` of nothing.
    pub fn over(&self, earlier: &Self) -> Option<Decimal> {
        self.net.checked_sub(earlier.net)?.checked_div(earlier.net)
    }

    /// The effective discount: 1 less what is paid over the list price, of the usage that has one. `None` where none has. Below 0
    /// where more is paid than the card's price.
    pub fn discount(&self) -> Option<Decimal> {
        let paid = self.listed_net.checked_div(self.list)?;
        Decimal::ONE.checked_sub(paid)
    }
}

/// A part, and the whole it's of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: Decimal,
    /// The whole.
    pub whole: Decimal,
}

impl Share {
    /// The share, from 0 to 1; `None` of nothing.
    pub fn ratio(&self) -> Option<Decimal> {
        self.part.checked_div(self.whole)
    }
}

/// Sums that a total is made of.
#[derive(Clone, Copy)]
struct Sums {
    net: Exact,
    before: Option<Exact>,
    list: Exact,
    listed_net: Exact,
}

impl Sums {
    fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Total {
        let zero = Exact::default();
        let mut sums = Self { net: zero, before: Some(zero), list: zero, listed_net: zero };
        for line in lines {
            sums.net.add(line.net);
            // Discounts that aren't on a line of usage lower what is paid for what has a list price.
            let discount = line.kind == Kind::Discount && !line.net.is_zero();
            if line.kind == Kind::Usage {
                sums.before = sums.before.zip(line.before).map(|(mut sum, before)| {
                    sum.add(before);
                    sum
                });
            }
            if line.list.is_some() || discount {
                sums.list.add(line.list.unwrap_or_default());
                sums.listed_net.add(line.net);
            }
        }
        Total {
            net: sums.net.value(),
            before: sums.before.map(Exact::value),
            list: sums.list.value(),
            listed_net: sums.listed_net.value(),
        }
    }
}

impl Line {
    /// How it was bought, where it's usage.
    pub fn way(&self) -> Way {
        if matches!(self.subject, Subject::Service(_)) {
            return Way::Services;
        }
        match self.buying {
            None => Way::Unsaid,
            Some(Buying::NoCommitment | Buying::OneMonth | Buying::SixMonths) => Way::Provisioned,
            Some(Buying::ReservedOneMonth | Buying::ReservedThreeMonths) => Way::Reserved,
            Some(Buying::Custom | Buying::Import) => Way::Custom,
            Some(Buying::Batch) => Way::Batch,
            Some(_) if self.meter.is_some_and(Meter::is_cache) => Way::Cached,
            Some(_) => Way::OnDemand,
        }
    }

    /// Whether it's usage, or a discount on it: what a price is paid for.
    const fn is_use(&self) -> bool {
        matches!(self.kind, Kind::Usage | Kind::Discount)
    }
}

impl Bill {
    /// Whether lines and rests add up to the files, to the last digit.
    pub fn adds_up(&self) -> bool {
        self.file_total == self.accounted
    }

    /// The lines of use, discounts included.
    fn uses(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.is_use())
    }

    /// All of the bill's usage, after discounts.
    pub fn usage(&self) -> Total {
        Sums::of(self.uses())
    }

    /// What lines of a kind add up to.
    pub fn of_kind(&self, kind: Kind) -> Decimal {
        sum(self.lines.iter().filter(|line| line.kind == kind).map(|line| line.net))
    }

    /// Everything of Bedrock that is paid: usage, credits, refunds, tax and fees.
    pub fn net(&self) -> Decimal {
        sum(self.lines.iter().map(|line| line.net))
    }

    /// Usage that one side bills: AWS Marketplace, or AWS itself.
    pub fn billed_by(&self, marketplace: bool) -> Total {
        Sums::of(self.uses().filter(|line| line.marketplace == marketplace))
    }

    /// Whether so much of the usage couldn't be mapped that the bill should be read with care: more than 5%.
    pub fn is_unclear(&self) -> bool {
        let share = Share { part: self.unrecognized(), whole: self.usage().net };
        share.ratio().is_some_and(|share| share > Decimal::new(5, 2))
    }

    /// What is paid for usage that couldn't be mapped.
    pub fn unrecognized(&self) -> Decimal {
        sum(self.unmapped().into_iter().map(|line| line.net))
    }

    /// What is paid for usage without a model: what couldn't be mapped, and what the file has of Bedrock as a whole.
    pub fn without_model(&self) -> Decimal {
        let has_none = |line: &&Line| matches!(line.subject, Subject::Bedrock | Subject::Unmapped(_));
        sum(self.uses().filter(has_none).map(|line| line.net))
    }

    /// What of the files is in no line for this reason.
    pub fn rest_of(&self, why: Why) -> Decimal {
        sum(self.rest.iter().filter(|rest| rest.why == why).map(|rest| rest.net))
    }

    /// What models that Marketplace bills would have cost less at the discount of what AWS itself bills; `None` where AWS's own isn't
    /// higher.
    pub fn unearned(&self) -> Option<(Decimal, Decimal)> {
        let market = self.billed_by(true);
        let (own, theirs) = (self.billed_by(false).discount()?.round_dp(4), market.discount()?.round_dp(4));
        let paid = market.list.checked_mul(Decimal::ONE.checked_sub(own)?)?;
        (own > theirs).then(|| (own, market.listed_net.saturating_sub(paid)))
    }

    /// What tokens at regional prices would have cost less at the global ones of the card, at list.
    pub fn regional_premium(&self, card: &RateCard) -> Decimal {
        let of = |line: &Line| {
            let Subject::Model(model) = &line.subject else { return None };
            let (buying, meter, scope) = (line.buying?, line.meter?, InferenceScope::Global);
            let key = RateKey { model, scope, region: &line.region, buying, length: line.length, meter };
            let global = line.quantity?.checked_mul(card.rate(&key)?.rate.per_million())?;
            let less = line.list?.checked_sub(global.checked_div(Decimal::from(1_000_000))?)?;
            Some(less.max(Decimal::ZERO))
        };
        sum(self.uses().filter(|line| line.scope == Some(Scope::Regional)).filter_map(of))
    }

    /// Usage by month.
    pub fn by_month(&self) -> Vec<(Month, Total)> {
        self.by(|line| Some(line.month))
    }

    /// Usage by model, the card's identifiers in order.
    pub fn by_model(&self) -> Vec<(&str, Total)> {
        self.by(|line| match &line.subject {
            Subject::Model(model) => Some(model.as_str()),
            _ => None,
        })
    }

    /// Usage by model and month.
    pub fn by_model_and_month(&self) -> Vec<((&str, Month), Total)> {
        self.by(|line| match &line.subject {
            Subject::Model(model) => Some((model.as_str(), line.month)),
            _ => None,
        })
    }

    /// Usage by account.
    pub fn by_account(&self) -> Vec<(&str, Total)> {
        self.by(|line| Some(line.account.as_str()))
    }

    /// Usage by way of buying.
    pub fn by_way(&self) -> Vec<(Way, Total)> {
        self.by(|line| Some(line.way()))
    }

    /// Usage by the scope of its price: global prices against regional ones.
    pub fn by_scope(&self) -> Vec<(Scope, Total)> {
        self.by(|line| line.scope)
    }

    /// Usage by service around inference.
    pub fn by_service(&self) -> Vec<(&str, Total)> {
        self.by(|line| match &line.subject {
            Subject::Service(service) => Some(service.as_str()),
            _ => None,
        })
    }

    fn by<'b, K: Ord>(&'b self, key: impl Fn(&'b Line) -> Option<K>) -> Vec<(K, Total)> {
        let mut lines = BTreeMap::<K, Vec<&Line>>::new();
        for line in self.uses() {
            if let Some(key) = key(line) {
                lines.entry(key).or_default().push(line);
            }
        }
        lines.into_iter().map(|(key, lines)| (key, Sums::of(lines.into_iter()))).collect()
    }

    /// The usage that couldn't be mapped, the dearest first.
    pub fn unmapped(&self) -> Vec<&Line> {
        let mut lines: Vec<&Line> = self.uses().filter(|line| line.subject.is_unmapped()).collect();
        lines.sort_by(|left, right| right.net.abs().cmp(&left.net.abs()).then_with(|| left.text.cmp(&right.text)));
        lines
    }

    /// Tokens of input read from a cache, of all input: fresh, read and written.
    pub fn read_share(&self) -> Share {
        let is_input = |meter: Meter| meter == Meter::Input || meter.is_cache();
        Share { part: self.tokens(|meter| meter == Meter::CacheRead), whole: self.tokens(is_input) }
    }

    /// Tokens written to a cache, against tokens read from it: above 1, more is written than read.
    pub fn writes_to_reads(&self) -> Share {
        let writes = self.tokens(|meter| meter.is_cache() && meter != Meter::CacheRead);
        Share { part: writes, whole: self.tokens(|meter| meter == Meter::CacheRead) }
    }

    /// What batches cost, of all that is bought by the token.
    pub fn batch_share(&self) -> Share {
        let tokens = |line: &&Line| line.buying.is_some_and(Buying::is_by_token);
        let batch = |line: &&Line| line.buying == Some(Buying::Batch);
        Share {
            part: sum(self.uses().filter(batch).map(|line| line.net)),
            whole: sum(self.uses().filter(tokens).map(|line| line.net)),
        }
    }

    /// Tokens of some meters, of what is bought by the token.
    pub fn tokens(&self, of: impl Fn(Meter) -> bool) -> Decimal {
        let tokens = self.uses().filter(|line| {
            line.buying.is_some_and(Buying::is_by_token)
                && line.meter.is_some_and(|meter| of(meter) && !matches!(meter, Meter::Query | Meter::ModelUnit))
        });
        sum(tokens.filter_map(|line| line.quantity))
    }
}

fn sum(values: impl Iterator<Item = Decimal>) -> Decimal {
    let mut sum = Exact::default();
    values.for_each(|value| sum.add(value));
    sum.value()
}
