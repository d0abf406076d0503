//! Usage types that AWS bills itself: `NovaPro-input-tokens-batch`, `openai.gpt-oss-120b-mantle-input-tokens-standard`,
//! `Guardrail-ContentPolicyUnitsConsumed`, `Runtime:Consumption-based:vCPU`.

use pricing::rates::{Buying, Meter, PromptLength};

use super::dimension::tier_of;
use super::{Said, What};

/// Meters as they stand after a model's code; none is the end of another.
const METERS: [(&str, Meter); 7] = [
    ("-cache-read-input-token-count", Meter::CacheRead),
    ("-cache-write-input-token-count-1-hour", Meter::CacheWrite1h),
    ("-cache-write-input-token-count", Meter::CacheWrite5m),
    ("-input-token-count", Meter::Input),
    ("-output-token-count", Meter::Output),
    ("-input-tokens", Meter::Input),
    ("-output-tokens", Meter::Output),
];

/// A service around inference.
pub(super) fn service(text: &str, region: &'static str) -> Option<Said> {
    let letters = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let guardrail = ["Guardrail-", "GuardrailChecks-"].into_iter().find_map(|head| text.strip_prefix(head));
    if guardrail.and_then(|rest| rest.strip_suffix("UnitsConsumed")).is_some_and(letters) {
        return Some(Said::counted(region, What::Service("Guardrails")));
    }
    if let Some((part, thing)) = text.split_once(":Consumption-based:") {
        let words = |text: &str| {
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-:".contains(&byte))
        };
        let name = if part == "Knowledge-Base" { "Knowledge Bases" } else { "AgentCore" };
        return (words(part) && words(thing)).then_some(Said::counted(region, What::Service(name)));
    }
    imported(text, region)
}

/// `Llama-CustomModelImport-Inference-v1:0`.
fn imported(text: &str, region: &'static str) -> Option<Said> {
    let (_, rest) = text.split_once("-CustomModelImport-").filter(|(family, _)| !family.is_empty())?;
    let (meter, version) = match rest.split_once('-')? {
        ("Inference", version) => (Meter::ModelUnit, version),
        ("Storage", version) => (Meter::Storage, version),
        _ => return None,
    };
    let (major, minor) = version.strip_prefix('v')?.split_once(':')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let what = What::Model("custom-model-import");
    (digits(major) && digits(minor)).then_some(Said {
        meter: Some(meter),
        buying: Buying::Import,
        ..Said::counted(region, what)
    })
}

/// A model, by its code.
pub(super) fn model(text: &str, region: &'static str, code: impl Fn(&str) -> (What, u32)) -> Option<Said> {
    let known = |text: &str, meter, buying| {
        let (what, power) = code(text);
        (!text.is_empty()).then_some(Said { buying, meter, power, ..Said::counted(region, what) })
    };
    if let Some((text, rest)) = text.split_once("-mantle-") {
        return mantle(rest, known(text, None, Buying::Standard)?);
    }
    if let Some((text, rest)) = text.split_once("-ProvisionedThroughput-") {
        let buying = match rest.strip_prefix("Custom-").unwrap_or(rest) {
            "NoCommit-ModelUnits" => Buying::NoCommitment,
            "1month-ModelUnits" => Buying::OneMonth,
            "6months-ModelUnits" => Buying::SixMonths,
            _ => return None,
        };
        return known(text, Some(Meter::ModelUnit), buying).map(|said| Said { power: 0, ..said });
    }
    if let Some(text) = text.strip_suffix("-Customization-Storage") {
        return known(text, Some(Meter::Storage), Buying::Custom).map(|said| Said { power: 0, ..said });
    }
    if let Some(text) = text.strip_suffix("-Customization-Training") {
        return known(text, Some(Meter::Training), Buying::Custom);
    }
    if let Some(text) = text.strip_suffix("-RFT-Training-Hours") {
        return known(text, Some(Meter::Training), Buying::Custom).map(|said| Said { power: 0, ..said });
    }
    let (text, words) = words(text)?;
    if let Some((text, meter)) = METERS.iter().find_map(|(end, meter)| Some((text.strip_suffix(end)?, *meter))) {
        // A code that ends in another modality has its own price: no rate card has it.
        let other = ["-speech", "-audio", "-image", "-video"].iter().any(|end| text.ends_with(end));
        return known(text, (!other).then_some(meter), words.buying).map(|said| words.on(said));
    }
    let text = text.strip_suffix("-token-count")?;
    let (text, _) =
        text.rsplit_once('-').filter(|(_, word)| matches!(*word, "image" | "audio" | "video" | "speech"))?;
    let text = text.strip_suffix("-input").or_else(|| text.strip_suffix("-output"))?;
    known(text, None, words.buying).map(|said| words.on(said))
}

/// `cache-write-tokens-1h-long-ctx-global-standard`: what comes after `-mantle-`.
fn mantle(text: &str, mut said: Said) -> Option<Said> {
    let (rest, tier) = text.rsplit_once('-')?;
    said.buying = tier_of(tier)?;
    let rest = rest.strip_suffix("-global").map_or(rest, |rest| {
        said.global = true;
        rest
    });
    let rest = rest.strip_suffix("-long-ctx").map_or(rest, |rest| {
        said.length = PromptLength::Long;
        rest
    });
    said.meter = Some(match rest {
        "input-tokens" => Meter::Input,
        "output-tokens" => Meter::Output,
        "cache-read-tokens" => Meter::CacheRead,
        "cache-write-tokens" | "cache-write-tokens-5m" => Meter::CacheWrite5m,
        "cache-write-tokens-30m" => Meter::CacheWrite30m,
        "cache-write-tokens-1h" => Meter::CacheWrite1h,
        _ => return None,
    });
    Some(said)
}

/// The words after a meter, which stand in any order.
struct Words {
    global: bool,
    buying: Buying,
    length: PromptLength,
}

impl Words {
    fn on(&self, said: Said) -> Said {
        Said { global: self.global, length: self.length, ..said }
    }
}

/// Takes the words off the end.
fn words(text: &str) -> Option<(&str, Words)> {
    let mut words = Words { global: false, buying: Buying::Standard, length: PromptLength::Ordinary };
    let (mut rest, mut tier, mut custom) = (text, None, false);
    loop {
        let buying = [
            ("-batch", Buying::Batch),
            ("-flex", Buying::Flex),
            ("-priority", Buying::Priority),
            ("-latency-optimized", Buying::LatencyOptimised),
        ];
        if let Some((shorter, buying)) =
            buying.iter().find_map(|(end, buying)| Some((rest.strip_suffix(end)?, *buying)))
        {
            if tier.replace(buying).is_some() {
                return None;
            }
            rest = shorter;
        } else if let Some(shorter) = rest.strip_suffix("-cross-region-global").or_else(|| rest.strip_suffix("-global"))
        {
            if core::mem::replace(&mut words.global, true) {
                return None;
            }
            rest = shorter;
        } else if let Some(shorter) = rest.strip_suffix("-long-context") {
            if words.length == PromptLength::Long {
                return None;
            }
            words.length = PromptLength::Long;
            rest = shorter;
        } else if let Some(shorter) = rest.strip_suffix("-custom-model") {
            if core::mem::replace(&mut custom, true) {
                return None;
            }
            rest = shorter;
        } else {
            break;
        }
    }
    words.buying = match (tier, custom) {
        (None, true) => Buying::Custom,
        (tier, false) => tier.unwrap_or_default(),
        // No rate card has a tier for models of one's own.
        (Some(_), true) => return None,
    };
    Some((rest, words))
}
