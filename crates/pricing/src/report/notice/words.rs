//! What a notice says.

use core::fmt;

use super::Notice;
use crate::money::grouped;

impl Notice {
    /// What is said of a default quota.
    fn write_quota(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tokens = |count: &u64| grouped(&count.to_string());
        match self {
            Self::AboveQuota { model, scope, region, peak, quota, burn_down } => {
                write!(
                    f,
                    "Your traffic on {model}, {}, {region}, takes {} tokens of quota a minute; the default quota is {}. Ask AWS for more. While a request runs, AWS also reserves its whole prompt and its max_tokens.",
                    scope.name(),
                    tokens(peak),
                    tokens(quota)
                )?;
                match burn_down {
                    None => write!(
                        f,
                        " How output tokens of {model} count isn’t published: each counts as one here, so it may take more."
                    ),
                    Some(1) => Ok(()),
                    Some(burn_down) => write!(f, " One output token counts as {burn_down}."),
                }
            }
            Self::MayExceedQuota { model, scope, region, least, most, quota } => write!(
                f,
                "Your traffic on {model}, {}, {region}, may be above the default quota of {} tokens a minute. How output tokens of {model} count isn’t published: at 1 each it takes {} tokens of quota a minute, at 15 each {}. Ask AWS which it is.",
                scope.name(),
                tokens(quota),
                tokens(least),
                tokens(most)
            ),
            Self::ReservesAboveQuota { model, scope, region, reserved, quota } => write!(
                f,
                "Your calls to {model}, {}, {region}, set aside up to {} tokens of AWS quota a minute: calls a minute × (the whole prompt + max_tokens). The default quota is {}. Lower max_tokens, or ask AWS for more.",
                scope.name(),
                tokens(reserved),
                tokens(quota)
            ),
            Self::AboveRequestQuota { model, scope, region, peak, quota } => write!(
                f,
                "Your traffic makes {} calls a minute to {model}, {}, {region}: requests a minute × calls a request. The default quota is {}. Ask AWS for more.",
                tokens(peak),
                scope.name(),
                tokens(quota)
            ),
            _ => Ok(()),
        }
    }

    /// What is said of prompt caching; nothing for any other notice.
    fn write_caching(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCacheWrites { .. } => {
                f.write_str("Cache writes aren’t included yet. Enter reads per write to add them.")
            }
            Self::PrefixBelowMinimum { model, minimum, .. } => write!(
                f,
                "{model} caches a prefix of {} tokens or more. This one is shorter, so nothing is cached.",
                grouped(&minimum.to_string())
            ),
            Self::PrefixAboveMaximum { model, maximum, .. } => write!(
                f,
                "{model} caches at most {} tokens of a prompt. The rest of this one is fresh in every call.",
                grouped(&maximum.to_string())
            ),
            Self::CachingUnsupported { model, .. } => write!(
                f,
                "AWS’s model card says that {model} has no explicit prompt caching, though it has prices for it. You may save less than this, or nothing."
            ),
            Self::MinimumUnknown { model, .. } => {
                write!(f, "The card has no minimum prefix for {model}, so the length of the prefix wasn’t checked.")
            }
            Self::CacheSavesNothing { model, .. } => {
                write!(f, "On {model}, a cache read costs no less than fresh input, so caching saves nothing.")
            }
            Self::CacheNotRepaid { model, .. } => {
                write!(f, "On {model}, cache writes cost more than cache reads save at this many reads per write.")
            }
            Self::CustomNotCached { .. } => f.write_str(
                "A custom model serves this workload as a whole, without a cache: its caching changes nothing.",
            ),
            Self::RouteNotCached { model, .. } => {
                write!(f, "{model} has no price for cache reads, so what is routed there isn’t cached.")
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FlatPrompt { model, .. } => {
                write!(f, "{model} has no long-prompt threshold on the card, so the long-prompt share changes nothing.")
            }
            Self::AboveWindow { model, limit, .. } => write!(
                f,
                "{model} takes prompts of up to {} tokens, and AWS refuses longer ones. They are priced at your own long price.",
                grouped(&limit.to_string())
            ),
            Self::UnitsServeElsewhere { purchase, model } => {
                write!(
                    f,
                    "Purchase {} serves traffic on {model} that is asked of another scope or region: send it to the region of the units.",
                    purchase + 1
                )
            }
            Self::NoModelUnits { model } => {
                write!(
                    f,
                    "This card has no price of model units for {model}: no current Claude model sells them. These figures rest on the price you give."
                )
            }
            Self::ThroughputTyped { model } => {
                write!(
                    f,
                    "AWS doesn’t publish what a model unit of {model} can do. Break-even rests on the tokens a minute you give: ask AWS, or measure."
                )
            }
            Self::ServesNothing { purchase, model } => {
                write!(
                    f,
                    "Purchase {} serves nothing: no chosen workload runs on {model}, or an earlier purchase serves it.",
                    purchase + 1
                )
            }
            Self::LongerTermDearer { model } => {
                write!(f, "A longer commitment for {model} costs more by the hour than a shorter one.")
            }
            Self::SecondaryRates { model } => {
                write!(f, "Rates used here for {model} are read from secondary sources, not from an AWS publication.")
            }
            Self::ModelEnded { model, date } => {
                write!(f, "AWS ended {model} on {}: it can no longer be bought. Choose another model.", date.long())
            }
            Self::FlexBelowBatch { batch, flex, .. } => write!(
                f,
                "Flex is cheaper here: this workload would cost {flex} a month all in Flex with its cache, and {batch} all in batch."
            ),
            Self::CustomUnitsServeAll { model, tokens, .. } => write!(
                f,
                "The model units of your custom {model} have {} tokens a month to serve. AWS doesn’t publish how much a unit can serve: ask your AWS account manager how many units you need.",
                grouped(&tokens.to_string())
            ),
            Self::EndsWithin { model, date, units } => {
                write!(f, "AWS ends {model} on {}, within the time you plan for.", date.long())?;
                f.write_str(if *units {
                    " Its model units can’t be moved to another base model: choose a term that ends before, and plan the move."
                } else {
                    " Plan the move to another model."
                })
            }
            Self::ProfileNeeded { model, region } => write!(
                f,
                "{region} serves {model} only through an inference profile. Choose the geographic or the global scope."
            ),
            Self::AboveQuota { .. }
            | Self::MayExceedQuota { .. }
            | Self::ReservesAboveQuota { .. }
            | Self::AboveRequestQuota { .. } => self.write_quota(f),
            Self::NoCacheWrites { .. }
            | Self::PrefixBelowMinimum { .. }
            | Self::PrefixAboveMaximum { .. }
            | Self::CachingUnsupported { .. }
            | Self::MinimumUnknown { .. }
            | Self::CacheSavesNothing { .. }
            | Self::CacheNotRepaid { .. }
            | Self::CustomNotCached { .. }
            | Self::RouteNotCached { .. } => self.write_caching(f),
            Self::ServicePricedElsewhere { item, region, priced } => write_elsewhere(f, item.words(), region, priced),
            Self::UnusedPrice { price } => write!(f, "Nothing here uses typed price {}.", price + 1),
            Self::RowsRounded { rows, total } => {
                write!(
                    f,
                    "Rows are rounded to the cent for display: as shown they add up to {rows}, the exact total rounds to {total}."
                )
            }
        }
    }
}

fn write_elsewhere(f: &mut fmt::Formatter<'_>, item: &str, region: &str, priced: &str) -> fmt::Result {
    write!(f, "{item}: no price is known for {region}. That of {priced} is used, as you chose.")
}
