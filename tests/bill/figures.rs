//! Figures of a bill by the names that the expected figures have for them.

use exchange::bill::{Bill, Counted, Kind, ListFrom, Month, Source, Subject, Unmapped, Why};
use pricing::rates::{Buying, Meter, RateCard};
use rust_decimal::Decimal;

use crate::{before, count, discount, is_model, listed, model, paid, rest, service, sum};

/// A figure of a bill by the name that the expected figures have for it.
#[allow(clippy::too_many_lines, reason = "one arm for each figure")]
pub fn figure(bill: &Bill, name: &str) -> Option<String> {
    let printed = |column: &str| bill.printed.iter().find(|(name, _)| name == column).map(|(_, total)| *total);
    let usage = bill.usage();
    let of_month = |year, month| {
        let month = Month { year, month };
        let months = bill.by_month();
        months.iter().find(|(of, _)| *of == month).map(|(_, total)| total.net)
    };
    let value = |value: Decimal| Some(value.normalize().to_string());
    let card = RateCard::newest();
    let metric = |said: &str, counted: &Counted| count(bill, |of, _| of == said, counted);
    let logged = |model: &str, counted: &Counted| count(bill, |_, of| of == Some(model), counted);
    let log = bill.metered.log.unwrap_or_default();
    match name {
        "grand total as printed" => value(printed("")?),
        "Bedrock spend without tax" | "BilledCost of Bedrock usage" | "Bedrock usage, net of EDP" => value(usage.net),
        "tax (NoUsageType), not usage" | "tax" | "tax on Bedrock (AWS + Marketplace)" | "tax on Bedrock" => {
            // The tax of a file that has other services too is nobody's alone.
            value(bill.of_kind(Kind::Tax) + rest(bill, Why::SharedTax, Kind::Tax))
        }
        "spend whose model the column names" | "mapped" => value(paid(bill, is_model)),
        "spend in Marketplace columns, model unknown" | "Marketplace spend whose model only a user can name" => {
            value(paid(bill, |line| line.subject == Subject::Unmapped(Unmapped::Product)))
        }
        "services without a model (guardrail)" => value(service(bill, "Guardrails")),
        "August alone, without tax" => value(of_month(2026, 8)?),
        // The file can't tell how many models are in a column, but both of these may hold several.
        "columns that mix models" => {
            let texts: Vec<&str> = bill.unmapped().into_iter().map(|line| line.text.as_str()).collect();
            let names = ["USE1-MP:USE1_InputTokenCount-Units", "USE1-MP:USE1_OutputTokenCount-Units"];
            let all = names.iter().all(|name| texts.contains(name));
            all.then(|| format!("2: {} hold Sonnet 4.6 and Haiku 4.5", names.join(" and ")))
        }
        "Bedrock models and services (Amazon Bedrock + \"(Amazon Bedrock Edition)\")"
        | "sum of the printed monthly cells of Bedrock columns" => value(usage.net - service(bill, "AgentCore")),
        "Amazon Bedrock" => value(paid(bill, |line| line.subject == Subject::Bedrock)),
        "Amazon Bedrock AgentCore (shown apart)" => value(service(bill, "AgentCore")),
        "not Bedrock" if bill.files.iter().any(|file| file.source == Some(Source::Focus)) => {
            let of = |kind| rest(bill, Why::NotBedrock, kind);
            Some(format!("{} and tax {}", of(Kind::Usage), of(Kind::Tax)))
        }
        "not Bedrock" => value(rest(bill, Why::NotBedrock, Kind::Usage)),
        "the same columns in the total row" | "difference, from rounding to cents" => {
            let is_bedrock = |name: &str| name == "Amazon Bedrock" || name.ends_with("(Amazon Bedrock Edition)");
            let total = sum(bill.printed.iter().filter(|(name, _)| is_bedrock(name)).map(|(_, total)| *total));
            let cells = usage.net - service(bill, "AgentCore");
            value(if name.starts_with("the same") { total } else { cells - total })
        }
        "total" => value(bill.file_total),
        "unmapped (USE1-NovaZenith9-input-tokens)" => {
            let unmapped = bill.unmapped();
            let [line] = unmapped.as_slice() else { return None };
            (line.text == "USE1-NovaZenith9-input-tokens").then(|| line.net.to_string())
        }
        "rows" => Some(bill.files.first()?.rows.to_string()),
        "days with spend" => Some(bill.months.first()?.days_spent?.count_ones().to_string()),
        "calendar days spanned" => {
            let month = bill.months.first()?;
            Some((month.days?.count_ones() + u32::from(month.days_missing)).to_string())
        }
        "Nova Pro, flex" => value(paid(bill, |line| {
            line.subject == Subject::Model("nova-pro".to_owned()) && line.buying == Some(Buying::Flex)
        })),
        "Bedrock usage lines, unblended (with guardrail 9)" => {
            (before(bill, |line| line.subject == Subject::Service("Guardrails".to_owned())) == Decimal::from(9))
                .then(|| usage.before.map(|before| before.normalize().to_string()))?
        }
        "of it AWS (billing entity AWS)" => value(before(bill, |line| !line.marketplace)),
        "of it AWS Marketplace" => value(before(bill, |line| line.marketplace)),
        "EDP discount" => value(usage.net - usage.before?),
        "credit" => value(bill.of_kind(Kind::Credit)),
        "refund" | "correction (refund), ChargeClass Correction" => value(bill.of_kind(Kind::Refund)),
        "Bedrock, everything, net (usage + credit + refund + tax)" | "BilledCost of everything Bedrock" => {
            value(bill.net())
        }
        "list printed in the file (public on-demand cost)" | "ListCost printed (AWS part only)" => {
            value(listed(bill, ListFrom::File))
        }
        "list of the Marketplace part, from the card" => value(listed(bill, ListFrom::Card)),
        "effective discount, AWS part" => discount(bill, |line| !line.marketplace),
        "effective discount, Marketplace part" => discount(bill, |line| line.marketplace),
        "effective discount, all Bedrock" => discount(bill, |_| true),
        "effective discount, both (unblended equals list)" => discount(bill, is_model),
        "not Bedrock (EC2 usage and its tax)" => {
            let of = |kind| {
                let rests = bill.rest.iter().filter(|rest| (rest.why, rest.kind) == (Why::NotBedrock, kind));
                sum(rests.filter_map(|rest| rest.before))
            };
            Some(format!("{} and {}", of(Kind::Usage), of(Kind::Tax)))
        }
        "sum of UnblendedCost over all Bedrock lines but tax, credit, refund" => {
            let lines = bill.lines.iter().filter(|line| matches!(line.kind, Kind::Usage | Kind::Discount));
            value(sum(lines.filter_map(|line| line.before)))
        }
        "sum of NetUnblendedCost over the same lines" => {
            let lines = bill.lines.iter().filter(|line| matches!(line.kind, Kind::Usage | Kind::Discount));
            value(sum(lines.map(|line| line.net)))
        }
        "September, Bedrock" => value(of_month(2026, 9)?),
        "1 to 7 October, Bedrock, estimated" => {
            let october = bill.months.iter().find(|of| of.month == Month { year: 2026, month: 10 })?;
            (october.estimated && october.is_incomplete()).then(|| of_month(2026, 10))?.and_then(value)
        }
        "records read" => Some(log.records.to_string()),
        "lines refused" => Some(log.refused.to_string()),
        "duplicate requestId" => Some(log.repeated.to_string()),
        "requests counted (with the throttled one apart)" => Some(format!("{} and {}", log.requests, log.failed)),
        "claude-sonnet-4.6 geographic input" => value(logged("claude-sonnet-4.6", &Counted::Tokens(Meter::Input))),
        "claude-sonnet-4.6 geographic output" => value(logged("claude-sonnet-4.6", &Counted::Tokens(Meter::Output))),
        "claude-sonnet-4.6 cache read" => value(logged("claude-sonnet-4.6", &Counted::Tokens(Meter::CacheRead))),
        "claude-sonnet-4.6 cache write, 1 h (known)" => {
            value(logged("claude-sonnet-4.6", &Counted::Tokens(Meter::CacheWrite1h)))
        }
        "claude-sonnet-4.6 cache write, 5 min (known)" => {
            value(logged("claude-sonnet-4.6", &Counted::Tokens(Meter::CacheWrite5m)))
        }
        "claude-sonnet-4.6 cache write, TTL unknown" => value(logged("claude-sonnet-4.6", &Counted::CacheWrites)),
        "claude-haiku-4.5 global input / output" | "nova-pro input / output" => {
            let model = name.split(' ').next()?;
            let of = |meter| logged(model, &Counted::Tokens(meter));
            Some(format!("{} / {}", of(Meter::Input), of(Meter::Output)))
        }
        "days" => {
            let days =
                |counted: &Counted| bill.metered.counts.iter().find(|of| of.counted == *counted).map(|of| of.days);
            let both = (days(&Counted::Tokens(Meter::Input))?, days(&Counted::Tokens(Meter::Output))?);
            (both.0.count_ones() + 1 == both.1.count_ones())
                .then(|| format!("{}, one without input", both.1.count_ones()))
        }
        _ => {
            let counted = match name.rsplit_once(' ') {
                Some((_, "InputTokenCount")) => Counted::Tokens(Meter::Input),
                Some((_, "OutputTokenCount")) => Counted::Tokens(Meter::Output),
                Some((_, "CacheReadInputTokens")) => Counted::Tokens(Meter::CacheRead),
                Some((_, "CacheWriteInputTokens")) => Counted::CacheWrites,
                Some((_, "Invocations")) => Counted::Requests,
                _ => {
                    let shown = name.strip_suffix(" (Amazon Bedrock Edition)").unwrap_or(name);
                    let of = card.models().iter().find(|model| model.name == shown)?;
                    return value(model(bill, &of.id));
                }
            };
            value(metric(name.rsplit_once(' ')?.0, &counted))
        }
    }
}
