//! What is known of a model besides its prices: its names on Bedrock, where it runs, how long, and its default quotas.
//!
//! Facts as of [`RateCard::facts_known`], not of a card: a model's end of life is the same whichever card prices it. They
//! come from `rates/facts/models.toml` as a text of their own, [`FACTS`], so that a program which only prices needn't carry
//! them. Lines of tab-separated fields; sources are what is [said](crate::rates::Said), and lists of regions a table that is referred to by
//! number:
//!
//! ```text
//! K  known  listed source  burn-down source
//! R  us-east-1 us-west-2                                   a list of regions
//! M  model  ids  other ids  profiles  regions  mantle regions  needs  state  launched  legacy  not before  end of life
//!    end source  input limit  output limit  limits source  burn-down
//! Q  scope  counts  a minute  adjustable  source           a quota of the model above
//! ```

use crate::rates::{Date, InferenceScope, RateCard, Said};

/// The facts as one text, made when the crate is built.
pub const FACTS: &str = include_str!(concat!(env!("OUT_DIR"), "/facts.txt"));

/// Whether bedrock-runtime serves a model without an inference profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeedsProfile {
    /// Only through a profile, wherever it runs.
    Always,
    /// Only through a profile but for the regions that are listed.
    Mostly,
    /// In every region that has it.
    Never,
}

impl NeedsProfile {
    /// All of them, in the order of the bundled text.
    pub const ALL: [Self; 3] = [Self::Always, Self::Mostly, Self::Never];
}

/// Where a model stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Offered.
    Active,
    /// Offered to those who use it, with an end that is announced or will be.
    Legacy,
    /// Past its end of life.
    Ended,
    /// Not in AWS's list of models.
    Unlisted,
}

impl State {
    /// All of them, in the order of the bundled text.
    pub const ALL: [Self; 4] = [Self::Active, Self::Legacy, Self::Ended, Self::Unlisted];

    /// The word used in the file of facts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Legacy => "legacy",
            Self::Ended => "ended",
            Self::Unlisted => "unlisted",
        }
    }
}

/// What a quota counts in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Fresh input, cache writes, and output times its burn-down. Cache reads don't count.
    Tokens,
    /// Requests.
    Requests,
    /// Input tokens alone.
    Input,
    /// Output tokens alone.
    Output,
}

impl Counts {
    /// All of them, in the order of the bundled text.
    pub const ALL: [Self; 4] = [Self::Tokens, Self::Requests, Self::Input, Self::Output];

    /// The word used in the file of facts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Requests => "requests",
            Self::Input => "input",
            Self::Output => "output",
        }
    }
}

/// A default quota: what an account has before it asks for more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The scope it holds for; `None` for the bedrock-mantle endpoint.
    pub scope: Option<InferenceScope>,
    /// What it counts.
    pub counts: Counts,
    /// How much of that in a minute.
    pub a_minute: u64,
    /// Whether AWS raises it on request; `None` where it isn't known.
    pub adjustable: Option<bool>,
    /// Where it was read.
    pub source: Said,
}

/// What is known of one model. A list is empty and a value `None` where nothing was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts<'a> {
    /// The model's identifier on the card.
    pub model: &'a str,
    /// Its identifiers in AWS's list of models.
    pub ids: Vec<&'a str>,
    /// Identifiers that only price books have.
    pub other_ids: Vec<&'a str>,
    /// Prefixes of its inference profiles: `us`, `eu`, `global`.
    pub profiles: Vec<&'a str>,
    /// Regions in which bedrock-runtime serves it without a profile.
    pub regions: Vec<&'a str>,
    /// Regions in which bedrock-mantle serves it.
    pub mantle_regions: Vec<&'a str>,
    /// Whether bedrock-runtime needs a profile.
    pub needs_profile: Option<NeedsProfile>,
    /// Where it stands in its life.
    pub state: State,
    /// When it came to Bedrock.
    pub launched: Option<Date>,
    /// Since when it is legacy.
    pub legacy: Option<Date>,
    /// The date before which AWS won't end it.
    pub not_before: Option<Date>,
    /// The last day on which it is announced to run.
    pub end_of_life: Option<Date>,
    /// Where the dates were read.
    pub end_source: Option<Said>,
    /// The longest prompt, in tokens.
    pub input_limit: Option<u32>,
    /// The longest answer, in tokens.
    pub output_limit: Option<u32>,
    /// Where the limits were read.
    pub limits_source: Option<Said>,
    /// How many tokens of a quota one output token takes on bedrock-runtime: 1, 5, 10 or 15.
    pub burn_down: Option<u8>,
    /// Where AWS says that it has no explicit prompt caching, though cache prices are published for it; `None` where it says nothing of the
    /// kind.
    pub no_cache_source: Option<Said>,
    /// Its default quotas.
    pub quotas: Vec<Quota>,
}

/// Facts of every model, as bundled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bundle<'a> {
    pub(super) known: Date,
    pub(super) listed_source: Option<Said>,
    pub(super) burn_down_source: Option<Said>,
    pub(super) models: Vec<Facts<'a>>,
}

impl<'a> Bundle<'a> {
    /// Reads a text such as [`FACTS`]. A line that can't be read is left out: facts never stop an answer.
    pub(super) fn read(text: &'a str) -> Self {
        let mut bundle = Self { known: Date::FIRST, listed_source: None, burn_down_source: None, models: Vec::new() };
        let mut lists = Vec::new();
        for line in text.lines() {
            let Some((kind, rest)) = line.split_once('\t') else { continue };
            match kind {
                "K" => {
                    let mut fields = rest.split('\t');
                    bundle.known = fields.next().and_then(Date::parse).unwrap_or(Date::FIRST);
                    bundle.listed_source = fields.next().and_then(Said::parse);
                    bundle.burn_down_source = fields.next().and_then(Said::parse);
                }
                "R" => lists.push(rest),
                "M" => bundle.models.extend(model(rest, &lists)),
                "Q" => {
                    if let (Some(quota), Some(last)) = (quota(rest), bundle.models.last_mut()) {
                        last.quotas.push(quota);
                    }
                }
                _ => {}
            }
        }
        bundle
    }
}

fn model<'a>(line: &'a str, lists: &[&'a str]) -> Option<Facts<'a>> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    let list = |text: &'a str| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let numbered = |text: &str| text.parse().ok().and_then(|at: usize| lists.get(at).copied());
    let regions = |text: &str| numbered(text).map(list).unwrap_or_default();
    Some(Facts {
        model: next()?,
        ids: list(next()?),
        other_ids: list(next()?),
        profiles: list(next()?),
        regions: regions(next()?),
        mantle_regions: regions(next()?),
        needs_profile: choice(&NeedsProfile::ALL, next()?),
        state: choice(&State::ALL, next()?)?,
        launched: Date::parse(next()?),
        legacy: Date::parse(next()?),
        not_before: Date::parse(next()?),
        end_of_life: Date::parse(next()?),
        end_source: Said::parse(next()?),
        input_limit: next()?.parse().ok(),
        output_limit: next()?.parse().ok(),
        limits_source: Said::parse(next()?),
        burn_down: next()?.parse().ok(),
        no_cache_source: Said::parse(next()?),
        quotas: Vec::new(),
    })
}

fn quota(line: &str) -> Option<Quota> {
    let mut fields = line.split('\t');
    Some(Quota {
        scope: choice(&InferenceScope::ALL, fields.next()?),
        counts: choice(&Counts::ALL, fields.next()?)?,
        a_minute: fields.next()?.parse().ok()?,
        adjustable: choice(&[false, true], fields.next()?),
        source: Said::parse(fields.next()?)?,
    })
}

fn choice<T: Copy>(choices: &[T], text: &str) -> Option<T> {
    choices.get(text.parse::<usize>().ok()?).copied()
}

impl RateCard {
    /// What is known of a model, whether this card has it or not.
    pub fn facts(&self, model: &str) -> Option<&Facts<'static>> {
        self.facts.models.iter().find(|facts| facts.model == model)
    }

    /// What is known of every model, in the order of the file of facts.
    pub fn all_facts(&self) -> &[Facts<'static>] {
        &self.facts.models
    }

    /// The date as of which the facts hold. On an older card they tell what came later, so an answer on it doesn't rest on
    /// them.
    pub fn facts_known(&self) -> Date {
        self.facts.known
    }

    /// Where models, identifiers, profiles and regions were read, and where burn-down was.
    pub fn facts_sources(&self) -> [&'static str; 2] {
        [self.facts.listed_source, self.facts.burn_down_source].map(|said| said.map_or("", Said::text))
    }

    /// Whether a model can still be bought as far as is known: a picker shows the others only when they are looked for.
    pub fn is_offered(&self, model: &str) -> bool {
        self.facts(model).is_none_or(|facts| matches!(facts.state, State::Active | State::Legacy))
    }
}
