//! Dimensions of AWS Marketplace: `CacheWrite1hInputTokenCount_Global_Batch`, `input_tokens_long_ctx_global_standard`,
//! `Reserved_1Month_InputTPM_Geo`. The product of the line names the model.

use pricing::rates::{Buying, Meter, PromptLength};

use super::{Said, What};

/// What a dimension says.
pub(super) fn read(text: &str, region: &'static str) -> Option<Said> {
    let mut said = Said { power: 6, ..Said::counted(region, What::Product) };
    if let Some(reserved) = text.strip_prefix("Reserved_") {
        return reserved_tier(reserved, said);
    }
    if let Some(units) = text.strip_prefix("ProvisionedThroughput_") {
        said.buying = match units {
            "NoCommit_ModelUnits_Usage" => Buying::NoCommitment,
            "1MonthCommit_ModelUnits_Usage" => Buying::OneMonth,
            "6MonthsCommit_ModelUnits_Usage" => Buying::SixMonths,
            _ => return None,
        };
        return Some(Said { meter: Some(Meter::ModelUnit), power: 0, ..said });
    }
    camel(text, said).or_else(|| snake(text, said))
}

/// `1Month_InputTPM_Geo`. The unit is 1,000 tokens a minute for an hour, whatever the price list prints.
fn reserved_tier(text: &str, said: Said) -> Option<Said> {
    let (term, rest) = text.split_once("Month_")?;
    let buying = match term {
        "1" => Buying::ReservedOneMonth,
        "3" => Buying::ReservedThreeMonths,
        _ => return None,
    };
    let (meter, global) = match rest {
        "InputTPM_Geo" => (Meter::Input, false),
        "InputTPM_Global" => (Meter::Input, true),
        "OutputTPM_Geo" => (Meter::Output, false),
        "OutputTPM_Global" => (Meter::Output, true),
        _ => return None,
    };
    Some(Said { buying, global, meter: Some(meter), power: 0, ..said })
}

/// `InputTokenCount_LCtx_Global_Batch`, and the older `MillionBatchInputTokens`.
fn camel(text: &str, mut said: Said) -> Option<Said> {
    let mut words = text.split('_');
    let head = words.next()?;
    let head = head.strip_suffix("TokenCount").or_else(|| head.strip_suffix("Tokens"))?;
    let head = head.strip_prefix("Million").unwrap_or(head);
    let (head, mut batch) = head.strip_prefix("Batch").map_or((head, false), |rest| (rest, true));
    said.meter = Some(match head {
        "Input" => Meter::Input,
        "Output" => Meter::Output,
        "CacheReadInput" => Meter::CacheRead,
        "CacheWriteInput" | "CacheWrite5mInput" => Meter::CacheWrite5m,
        "CacheWrite30mInput" => Meter::CacheWrite30m,
        "CacheWrite1hInput" => Meter::CacheWrite1h,
        _ => return None,
    });
    let (mut long, mut scope, mut fast) = (false, false, false);
    for word in words {
        let seen = match word {
            "LCtx" => &mut long,
            "Geo" | "Global" => {
                said.global = word == "Global";
                &mut scope
            }
            "Batch" => &mut batch,
            "LatencyOptimized" => &mut fast,
            _ => return None,
        };
        // No word comes twice, and no scope beside another.
        if core::mem::replace(seen, true) {
            return None;
        }
    }
    said.buying = match (batch, fast) {
        (true, true) => return None,
        (true, false) => Buying::Batch,
        (false, true) => Buying::LatencyOptimised,
        (false, false) => Buying::Standard,
    };
    if long {
        said.length = PromptLength::Long;
    }
    Some(said)
}

/// `cache_write_tokens_1h_long_ctx_global_standard`.
fn snake(text: &str, mut said: Said) -> Option<Said> {
    let (rest, tier) = text.rsplit_once('_')?;
    said.buying = tier_of(tier)?;
    let rest = rest.strip_suffix("_global").map_or(rest, |rest| {
        said.global = true;
        rest
    });
    let rest = rest.strip_suffix("_long_ctx").map_or(rest, |rest| {
        said.length = PromptLength::Long;
        rest
    });
    said.meter = match rest {
        "input_tokens" => Some(Meter::Input),
        "output_tokens" => Some(Meter::Output),
        "cache_read_tokens" | "cached_input_tokens" => Some(Meter::CacheRead),
        "cache_write_tokens" | "cache_write_tokens_5m" => Some(Meter::CacheWrite5m),
        "cache_write_tokens_30m" => Some(Meter::CacheWrite30m),
        "cache_write_tokens_1h" => Some(Meter::CacheWrite1h),
        // Writes at a price that has been cut since: no meter of today's has it.
        "cache_writes_tokens" => None,
        _ => return None,
    };
    Some(said)
}

/// The tier at the end of newer usage types.
pub(super) fn tier_of(word: &str) -> Option<Buying> {
    Some(match word {
        "standard" => Buying::Standard,
        "batch" => Buying::Batch,
        "flex" => Buying::Flex,
        "priority" => Buying::Priority,
        _ => return None,
    })
}
