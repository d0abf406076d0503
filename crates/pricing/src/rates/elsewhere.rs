//! What other sellers charge: a card of its own, in the form of the rates, and that card as a scenario of Bedrock's models sees it.
//!
//! It comes from the files under `rates/elsewhere/` as a text of its own, [`ELSEWHERE`], so that only a program that shows other
//! sellers carries it. A model that has the identifier of one of Bedrock's has the same weights.

use std::sync::OnceLock;

use crate::money::Rate;
use crate::quantity::Multiple;
use crate::rates::compact::{Bundle, DecodeError, Entry, Regions};
use crate::rates::{
    Buying, Date, InferenceScope, Meter, Model, PromptLength, Provider, RateCard, Said, Source, facts, in_order,
};

/// The rate files of other sellers as one text, made when the crate is built.
pub const ELSEWHERE: &str = include_str!(concat!(env!("OUT_DIR"), "/elsewhere.txt"));

/// The prices of other sellers, of all dates.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    bundle: Bundle,
}

/// One model that is asked of a seller, at one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    /// The model's identifier on Bedrock's card.
    pub(crate) model: &'a str,
    /// Its identifier with the seller: the same, or that of a substitute.
    pub(crate) there: &'a str,
    /// How many tokens a substitute counts for one of the model's.
    pub(crate) token_factor: Multiple,
    /// Where its requests may be served on Bedrock.
    pub(crate) scope: InferenceScope,
    /// The AWS region they are sent to.
    pub(crate) region: &'a str,
}

/// What the reader was offered by a seller, by what is wanted, way of buying, length of prompt and meter.
pub(crate) type OfferedPrice<'a> = &'a dyn Fn(&Wanted<'_>, Buying, PromptLength, Meter) -> Option<Rate>;

/// What a seller offers for a model of Bedrock's at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The model's identifier on Bedrock's card.
    pub model: String,
    /// The name of the model with the seller.
    pub name: String,
    /// Its identifier with the seller.
    pub there: String,
    /// Where Bedrock's requests may be served.
    pub asked: InferenceScope,
    /// The AWS region they are sent to.
    pub region: String,
    /// Where the seller's may be, at the price that is used: the same where it sells that, else the nearest that it sells.
    pub given: InferenceScope,
    /// Ways of buying tokens that the seller lists no price for: they run on demand there.
    pub not_sold: Vec<Buying>,
    /// Ways of buying tokens in which the seller lists no price for cached input: it is billed as input.
    pub not_cached: Vec<Buying>,
    /// The price of input on demand.
    pub input: Rate,
    /// The price of output on demand; `None` where none is listed.
    pub output: Option<Rate>,
    /// Where the prices on demand were read.
    pub source: Source,
    /// When they were read there.
    pub read: Date,
    /// Until when they were promised.
    pub promised_until: Option<Date>,
    /// What a reader should know about them.
    pub note: Option<Said>,
}

/// The ways of buying tokens that a scenario can ask for.
const BY_TOKEN: [Buying; 6] =
    [Buying::Standard, Buying::Flex, Buying::Priority, Buying::LatencyOptimised, Buying::Ultrafast, Buying::Batch];

/// Writes to a cache, by how long they live.
const WRITES: [Meter; 3] = [Meter::CacheWrite5m, Meter::CacheWrite30m, Meter::CacheWrite1h];

/// Regions that a card can tell apart.
const REGIONS_MAX: usize = 64;

impl Elsewhere {
    /// The bundled prices. They are read once.
    pub fn bundled() -> &'static Self {
        static READ: OnceLock<Elsewhere> = OnceLock::new();
        READ.get_or_init(|| Self { bundle: Bundle::read(ELSEWHERE).0 })
    }

    /// Reads a compact text such as [`ELSEWHERE`].
    ///
    /// # Errors
    /// When a line can't be read, or names a source, region set or heading that the text doesn't have.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let (bundle, errors) = Bundle::read(text);
        errors.into_iter().next().map_or(Ok(Self { bundle }), Err)
    }

    /// The date of the newest card: what a new alternative is priced with.
    pub fn newest(&self) -> Date {
        self.bundle.cards.iter().map(|(date, _)| *date).max().unwrap_or(Date::FIRST)
    }

    /// The dates of all cards, oldest first.
    pub fn dates(&self) -> Vec<Date> {
        in_order(self.bundle.cards.iter().map(|(date, _)| *date))
    }

    /// The sellers, by name.
    pub fn sellers(&self) -> &[Provider] {
        &self.bundle.providers
    }

    /// The seller with this identifier.
    pub fn seller(&self, id: &str) -> Option<&Provider> {
        self.sellers().iter().find(|seller| seller.id == id)
    }

    /// The models of a seller that have a price on the card of a date, in the order of its file.
    pub fn models(&self, seller: &str, date: Date) -> Vec<&Model> {
        let own = |model: &&Model| self.bundle.providers.get(model.provider).is_some_and(|it| it.id == seller);
        let priced = |model: &&Model| model.entries.iter().any(|entry| holds(entry, date));
        self.bundle.models.iter().filter(own).filter(priced).collect()
    }

    /// A seller's own card, under its own identifiers.
    pub fn card_of(&self, seller: &str, date: Date) -> Option<RateCard> {
        self.seller(seller)?;
        let mut models: Vec<Model> = self.models(seller, date).into_iter().cloned().collect();
        for model in &mut models {
            model.entries.retain(|entry| holds(entry, date));
        }
        let bundle = Bundle { models, ..self.bundle.clone() };
        let title = self.bundle.cards.iter().find(|(of, _)| *of == date).map(|(_, title)| title.clone());
        Some(RateCard::with_all(bundle, date, title.unwrap_or_default()))
    }

    /// The prices of a seller as a card of Bedrock's models, each at the places that are wanted, and what it offers there. A model
    /// that it doesn't sell has no price. What runs on demand because it isn't sold otherwise, and what is billed as input because
    /// nothing else is listed, is charged the price that was `offered` where there is one.
    pub(crate) fn card_for(
        &self,
        (seller, date): (&str, Date),
        home: &RateCard,
        wanted: &[Wanted<'_>],
        offered_price: OfferedPrice<'_>,
    ) -> (RateCard, Vec<Offered>) {
        let mut regions = in_order(wanted.iter().map(|wanted| wanted.region));
        regions.dedup();
        regions.truncate(REGIONS_MAX);
        let mut models: Vec<Model> = Vec::new();
        let mut offered = Vec::new();
        let sold = self.models(seller, date);
        for wanted in wanted {
            let Some(model) = sold.iter().find(|model| model.id == wanted.there) else { continue };
            let prices = Prices { model, date, regions: &self.bundle.regions };
            let Some(given) = prices.nearest(wanted) else { continue };
            let Ok(bit) = regions.binary_search(&wanted.region) else { continue };
            let (entries, offer) = self.entries(&prices, wanted, (given, Regions::Of(1 << bit)), offered_price);
            offered.extend(offer);
            match models.iter_mut().find(|known| known.id == wanted.model) {
                Some(known) => known.entries.extend(entries),
                None => models.push(as_seen(model, wanted, home, entries)),
            }
        }
        let bundle = Bundle {
            sources: self.bundle.sources.clone(),
            providers: home.providers().to_vec(),
            regions: regions.iter().map(|&region| region.to_owned()).collect(),
            models,
            ..Bundle::default()
        };
        let mut card = RateCard::with_all(bundle, home.date(), home.title().to_owned());
        card.add_bare(home, wanted.iter().map(|wanted| wanted.model));
        // What is known of Bedrock's models isn't known of another seller's.
        card.facts = facts::Bundle { models: Vec::new(), ..card.facts };
        (card, offered)
    }

    /// What a seller lists for one way of buying and meter, at the place that is used; `None` where it lists nothing for just that.
    pub(crate) fn listed(
        &self,
        (seller, date): (&str, Date),
        wanted: &Wanted<'_>,
        (buying, length, meter): (Buying, PromptLength, Meter),
    ) -> Option<Rate> {
        let model = self.models(seller, date).into_iter().find(|model| model.id == wanted.there)?;
        let prices = Prices { model, date, regions: &self.bundle.regions };
        let given = prices.nearest(wanted)?;
        prices.all((given, wanted.region), buying, length).of(meter)
    }

    fn entries(
        &self,
        prices: &Prices<'_>,
        wanted: &Wanted<'_>,
        (given, regions): (InferenceScope, Regions),
        offered_price: OfferedPrice<'_>,
    ) -> (Vec<Entry>, Option<Offered>) {
        let place = (given, wanted.region);
        let (mut entries, mut not_sold, mut not_cached) = (Vec::new(), Vec::new(), Vec::new());
        for length in PromptLength::ALL {
            for buying in BY_TOKEN {
                let own = prices.all(place, buying, length);
                let sold = own.input.is_some();
                let on_demand = |meter| offered_price(wanted, Buying::Standard, length, meter);
                let all = if sold { own } else { prices.all(place, Buying::Standard, length).or_offered(&on_demand) };
                let Some(input) = all.input else { continue };
                let batch = sold && buying == Buying::Batch;
                if length == PromptLength::Ordinary {
                    not_sold.extend((!sold).then_some(buying));
                    not_cached.extend((all.read.is_none() && !batch).then_some(buying));
                }
                let Some(template) = all.entry else { continue };
                // Batch with a price of its own and none of cached input isn't cached, which is the same money.
                let billed = offered_price(wanted, buying, length, Meter::Input).unwrap_or(input);
                let (read, writes) = if batch && all.read.is_none() { (None, [None; 3]) } else { all.cached(billed) };
                let [short, middle, long] = writes;
                entries.push(template.again(
                    (wanted.scope, regions, buying, length),
                    &[
                        (Meter::Input, Some(input)),
                        (Meter::Output, all.output),
                        (Meter::CacheRead, read),
                        (Meter::CacheWrite5m, short),
                        (Meter::CacheWrite30m, middle),
                        (Meter::CacheWrite1h, long),
                    ],
                ));
            }
        }
        let own = prices.first(place);
        let source = own.entry.and_then(|entry| Some((entry, own.input?, self.bundle.sources.get(entry.source)?)));
        let offer = source.map(|(entry, input, source)| Offered {
            model: wanted.model.to_owned(),
            name: prices.model.name.clone(),
            there: wanted.there.to_owned(),
            asked: wanted.scope,
            region: wanted.region.to_owned(),
            given,
            not_sold,
            not_cached,
            input,
            output: own.output,
            source: *source,
            read: entry.read,
            promised_until: entry.promised_until,
            note: entry.note,
        });
        (entries, offer)
    }
}

/// A model of the seller's under the identifier and the name of the one that it stands for.
fn as_seen(model: &Model, wanted: &Wanted<'_>, home: &RateCard, entries: Vec<Entry>) -> Model {
    let asked = home.model(wanted.model);
    let same = (wanted.there == wanted.model).then_some(asked).flatten();
    // The same weights cache the same prefix, where the seller publishes no minimum of its own.
    let cache_minimum = model.cache_minimum.or(same.and_then(|same| same.cache_minimum));
    Model {
        id: wanted.model.to_owned(),
        name: asked.map_or_else(|| model.name.clone(), |asked| asked.name.clone()),
        secondary: false,
        cache_minimum,
        first_cache_minimum: cache_minimum,
        cache_minimum_note: None,
        cache_maximum: None,
        long_prompt_above: model.long_prompt_above,
        threshold: model.long_prompt_above,
        kind: model.kind,
        token_factor: wanted.token_factor,
        provider: asked.map_or(0, |asked| asked.provider),
        cache_minimum_source: None,
        entries,
    }
}

/// Whether a price stands on the card of a date.
fn holds(entry: &Entry, date: Date) -> bool {
    entry.from <= date && entry.until.is_none_or(|until| date < until)
}

/// One model's prices on the card of a date.
struct Prices<'a> {
    model: &'a Model,
    date: Date,
    regions: &'a [String],
}

/// The prices of one way of buying at one place.
#[derive(Default)]
struct All<'a> {
    /// Where the price of input stands.
    entry: Option<&'a Entry>,
    input: Option<Rate>,
    output: Option<Rate>,
    read: Option<Rate>,
    writes: [Option<Rate>; 3],
}

impl<'a> Prices<'a> {
    /// Where the model is sold by the token: at the place itself, else at the nearest that the seller has.
    fn nearest(&self, wanted: &Wanted<'_>) -> Option<InferenceScope> {
        use InferenceScope::{Geographic, Global, InRegion};
        let nearer = match wanted.scope {
            Global => [Global, Geographic, InRegion],
            Geographic => [Geographic, InRegion, Global],
            InRegion => [InRegion, Geographic, Global],
        };
        nearer.into_iter().find(|scope| self.first((*scope, wanted.region)).input.is_some())
    }

    /// The prices on demand, or of the first way of buying that is sold.
    fn first(&self, place: (InferenceScope, &str)) -> All<'a> {
        let mut all = BY_TOKEN.into_iter().map(|buying| self.all(place, buying, PromptLength::Ordinary));
        all.find(|all| all.input.is_some()).unwrap_or_default()
    }

    fn all(&self, (scope, region): (InferenceScope, &str), buying: Buying, length: PromptLength) -> All<'a> {
        let index = self.regions.binary_search_by(|known| known.as_str().cmp(region)).ok();
        let bit = index.and_then(|index| 1_u64.checked_shl(u32::try_from(index).ok()?)).unwrap_or(0);
        let here = |entry: &&Entry| {
            entry.buying == buying
                && entry.length == length
                && entry.has_scope(scope)
                && entry.regions.contains(region, bit)
                && holds(entry, self.date)
        };
        let entries: Vec<&Entry> = self.model.entries.iter().filter(here).collect();
        let of = |meter| entries.iter().find_map(|entry| entry.rate(meter));
        All {
            entry: entries.iter().find(|entry| entry.rate(Meter::Input).is_some()).copied(),
            input: of(Meter::Input),
            output: of(Meter::Output),
            read: of(Meter::CacheRead),
            writes: WRITES.map(of),
        }
    }
}

impl All<'_> {
    /// The price of one meter.
    fn of(&self, meter: Meter) -> Option<Rate> {
        let [short, middle, long] = self.writes;
        match meter {
            Meter::Input => self.input,
            Meter::Output => self.output,
            Meter::CacheRead => self.read,
            Meter::CacheWrite5m => short,
            Meter::CacheWrite30m => middle,
            Meter::CacheWrite1h => long,
            _ => None,
        }
    }

    /// The same with what was offered in place of what is listed.
    fn or_offered(self, offered: &dyn Fn(Meter) -> Option<Rate>) -> Self {
        let better = |meter| offered(meter).or(self.of(meter));
        Self {
            entry: self.entry,
            input: better(Meter::Input),
            output: better(Meter::Output),
            read: better(Meter::CacheRead),
            writes: WRITES.map(better),
        }
    }

    /// The prices of cached input: reads, and writes by how long they live.
    ///
    /// Where none is listed, it is billed as input. So is what is written where only reads have a price, as with caches that fill
    /// themselves. A lifetime that isn't sold is written for the next longer one.
    fn cached(&self, input: Rate) -> (Option<Rate>, [Option<Rate>; 3]) {
        let Some(read) = self.read else { return (Some(input), [Some(input); 3]) };
        if self.writes.iter().all(Option::is_none) {
            return (Some(read), [Some(input); 3]);
        }
        let [short, middle, long] = self.writes;
        (Some(read), [short.or(middle).or(long), middle.or(long), long])
    }
}

#[cfg(test)]
mod tests {
    use super::{ELSEWHERE, Elsewhere};

    #[test]
    fn the_bundled_text_reads_without_a_complaint() {
        let read = Elsewhere::decode(ELSEWHERE);
        assert!(read.is_ok_and(|elsewhere| elsewhere.sellers().len() > 10));
    }

    #[test]
    fn every_seller_sells_something_at_its_newest_card() {
        let all = Elsewhere::bundled();
        for seller in all.sellers() {
            assert!(!all.models(&seller.id, all.newest()).is_empty(), "{}", seller.id);
        }
        assert!(all.models("nobody", all.newest()).is_empty());
    }
}
