//! Alternatives to Bedrock in a link: their prices, what stands for a model, units and instances. The fields are named one level up.

use crate::link::escape;
use crate::link::v1::{bounded, identifier, multiple, parts, price_value, unit_word};
use pricing::bounds;
use pricing::money::{Rate, Unit};
use pricing::number;
use pricing::quantity::{Count, Dollars, Hours, ModelUnits, Multiple, TokensPerMinute, whole};
use pricing::rates::Date;
use pricing::scenario::{
    Alternative, AlternativePrice, Fleet, KeptCache, OtherProvider, SelfHosted, Substitute, UnitsThere,
};

pub(in crate::link::v1) fn encode(alternatives: &[Alternative], put: &mut dyn FnMut(&str, &str)) {
    for (index, Alternative { name, price, share, switching }) in alternatives.iter().enumerate() {
        let price = match price {
            AlternativePrice::Monthly(month) => format!("month,{month}"),
            AlternativePrice::Tokens { input, output } => {
                format!("tokens,{},{}", input.per_million(), output.per_million())
            }
            AlternativePrice::Prices(prices) => {
                for price in prices {
                    put(&format!("t{}", index + 1), &price_value(price));
                }
                "prices".to_owned()
            }
            AlternativePrice::SelfHosted(SelfHosted { fleets, people }) => {
                for Fleet { model, hourly, output_per_second, target, peak, spare } in fleets {
                    let value =
                        format!("{},{},{output_per_second},{target},{peak},{spare}", escape(model), hourly.amount());
                    put(&format!("f{}", index + 1), &value);
                }
                format!("own,{people}")
            }
            AlternativePrice::Provider(OtherProvider { id, rates, substitutes, prices, units, caches }) => {
                for own in units {
                    put(&format!("u{}", index + 1), &units_value(own));
                }
                for KeptCache { model, tokens, hours, price } in caches {
                    let value =
                        format!("{},{},{},{}", escape(model), tokens.count(), hours.count(), price.per_million());
                    put(&format!("s{}", index + 1), &value);
                }
                for Substitute { model, there, token_factor } in substitutes {
                    let value = format!("{},{}", escape(model), escape(there));
                    let is_one = *token_factor == Multiple::ONE;
                    let value = if is_one { value } else { format!("{value},{token_factor}") };
                    put(&format!("m{}", index + 1), &value);
                }
                for price in prices {
                    put(&format!("t{}", index + 1), &price_value(price));
                }
                format!("provider,{},{rates}", escape(id))
            }
        };
        put(&format!("a{}", index + 1), &format!("{price},{share},{switching},{}", escape(name)));
    }
}

pub(super) fn alternative(value: &str) -> Option<Alternative> {
    let (kind, rest) = value.split_once(',')?;
    let (price, rest) = match kind {
        "month" => {
            let (month, rest) = rest.split_once(',')?;
            (AlternativePrice::Monthly(Dollars::parse(month)?), rest)
        }
        "tokens" => {
            let (input, rest) = rest.split_once(',')?;
            let (output, rest) = rest.split_once(',')?;
            (AlternativePrice::Tokens { input: million(input)?, output: million(output)? }, rest)
        }
        // Its prices have fields of their own.
        "prices" => (AlternativePrice::Prices(Vec::new()), rest),
        "own" => {
            let (people, rest) = rest.split_once(',')?;
            (AlternativePrice::SelfHosted(SelfHosted { fleets: Vec::new(), people: Dollars::parse(people)? }), rest)
        }
        "provider" => {
            let (id, rest) = rest.split_once(',')?;
            let (date, rest) = rest.split_once(',')?;
            (AlternativePrice::Provider(OtherProvider::new(&identifier(id)?, Date::parse(date)?)), rest)
        }
        _ => return None,
    };
    let [share, switching, name] = parts(rest)?;
    Some(Alternative {
        name: bounded(name, bounds::NAME_CHARACTERS_MAX)?,
        price,
        share: multiple(share)?,
        switching: Dollars::parse(switching)?,
    })
}

/// Model, tokens a minute of a unit, weights of output and of cache reads, fewest, step, peak, price and `hour` or `month`.
fn units_value(units: &UnitsThere) -> String {
    let UnitsThere { model, throughput, output_weight, read_weight, minimum, step, peak, price } = units;
    let (throughput, minimum, step) = (throughput.count(), minimum.count(), step.count());
    let (amount, unit) = (price.amount(), unit_word(price.unit()));
    format!("{},{throughput},{output_weight},{read_weight},{minimum},{step},{peak},{amount},{unit}", escape(model))
}

pub(super) fn units(value: &str) -> Option<UnitsThere> {
    let [model, throughput, output_weight, read_weight, minimum, step, peak, amount, unit] = parts(value)?;
    let unit = [Unit::ModelUnitHour, Unit::Month].into_iter().find(|known| unit_word(*known) == unit)?;
    Some(UnitsThere {
        model: identifier(model)?,
        throughput: whole(throughput).and_then(TokensPerMinute::new)?,
        output_weight: multiple(output_weight)?,
        read_weight: multiple(read_weight)?,
        minimum: whole(minimum).and_then(ModelUnits::new)?,
        step: whole(step).and_then(ModelUnits::new)?,
        peak: multiple(peak)?,
        price: Rate::new(number::decimal(amount)?, unit).ok()?,
    })
}

/// Model, tokens that are kept, hours of a month, price of a million tokens for an hour.
pub(super) fn cache(value: &str) -> Option<KeptCache> {
    let [model, tokens, hours, price] = parts(value)?;
    Some(KeptCache {
        model: identifier(model)?,
        tokens: whole(tokens).and_then(Count::new)?,
        hours: whole(hours).and_then(Hours::new)?,
        price: million(price)?,
    })
}

/// Model, price of an instance an hour, output tokens a second, the part of them that is used, peak, and how many stand by.
pub(super) fn fleet(value: &str) -> Option<Fleet> {
    let [model, hourly, output_per_second, target, peak, spare] = parts(value)?;
    Some(Fleet {
        model: identifier(model)?,
        hourly: Rate::new(number::decimal(hourly)?, Unit::ModelUnitHour).ok()?,
        output_per_second: multiple(output_per_second)?,
        target: multiple(target)?,
        peak: multiple(peak)?,
        spare: whole(spare).and_then(|spare| u8::try_from(spare).ok())?,
    })
}

pub(super) fn substitute(value: &str) -> Option<Substitute> {
    let mut parts = value.split(',');
    let (model, there) = (identifier(parts.next()?)?, identifier(parts.next()?)?);
    let token_factor = parts.next().map_or(Some(Multiple::ONE), multiple)?;
    parts.next().is_none().then_some(Substitute { model, there, token_factor })
}

fn million(text: &str) -> Option<Rate> {
    Rate::new(number::decimal(text)?, Unit::MillionTokens).ok()
}
