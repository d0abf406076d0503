//! A commitment, its offers and its alternatives in a file.

use super::fields::{choice, fields, words};
use pricing::bounds::{
    COMMITMENT_YEARS_MAX, IDENTIFIER_CHARACTERS_MAX, NAME_CHARACTERS_MAX, OFFERS_MAX, PURCHASES_MAX, SUBSTITUTES_MAX,
    TERMS_MAX, TYPED_PRICES_MAX,
};
use pricing::scenario::{
    Alternative, AlternativePrice, Clauses, Commitment, CommitmentYear, Counts, Fleet, Forecast, Forecasts, KeptCache,
    Measure, Offer, OtherProvider, PrivateOffer, ProviderTerms, SelfHosted, Substitute, UnitsThere,
};

words!(Measure, Measure::name);

fields!(Commitment {
    may measure,
    may negotiated,
    many(TERMS_MAX) private_offers,
    may flat_discount,
    quarter marketplace_share,
    may marketplace_used,
    may carries_forward,
    may credits_lower_retirement,
    one ai_growth,
    one organic_growth,
    many(TERMS_MAX) terms,
    some(COMMITMENT_YEARS_MAX) years,
    many(OFFERS_MAX) offers,
    may forecasts,
    may clauses,
});

fields!(CommitmentYear { must commitment, may organic, may organic_after_discount, may discount, may ai });

fields!(PrivateOffer {
    text(IDENTIFIER_CHARACTERS_MAX) provider,
    must below_list,
    may months,
});

fields!(ProviderTerms {
    text(IDENTIFIER_CHARACTERS_MAX) provider,
    must earns,
    must counts,
});

choice!(Counts {
    "part" => Part (share),
    "marketplace" => Marketplace (),
});

fields!(Offer {
    label(NAME_CHARACTERS_MAX) name,
    must commitment,
    may discount,
    may years,
    one growth,
    may credits,
    may credit_months,
});

fields!(Forecasts { must low, must likely, must high });

fields!(Forecast { must demand, may ai, must weight });

fields!(Clauses {
    may price_rise,
    may rise_year,
    may reduction,
    may migration_cost,
    may migration_months,
});

fields!(Alternative {
    label(NAME_CHARACTERS_MAX) name,
    must price,
    one share,
    may switching,
});

choice!(AlternativePrice {
    "monthly" => Monthly (dollars),
    "tokens" => Tokens { must input, must output },
    "prices" => Prices (prices: TYPED_PRICES_MAX),
    "provider" => Provider (provider),
    "self-hosted" => SelfHosted (own),
});

fields!(OtherProvider {
    text(IDENTIFIER_CHARACTERS_MAX) id,
    must rates,
    many(SUBSTITUTES_MAX) substitutes,
    many(TYPED_PRICES_MAX) prices,
    many(PURCHASES_MAX) units,
    many(PURCHASES_MAX) caches,
});

fields!(KeptCache {
    text(IDENTIFIER_CHARACTERS_MAX) model,
    must tokens,
    may hours,
    must price,
});

fields!(UnitsThere {
    text(IDENTIFIER_CHARACTERS_MAX) model,
    must throughput,
    one output_weight,
    may read_weight,
    may minimum,
    may step,
    one peak,
    must price,
});

fields!(SelfHosted {
    some(PURCHASES_MAX) fleets,
    may people,
});

fields!(Fleet {
    text(IDENTIFIER_CHARACTERS_MAX) model,
    must hourly,
    must output_per_second,
    one target,
    one peak,
    one_spare spare,
});

fields!(Substitute {
    text(IDENTIFIER_CHARACTERS_MAX) model,
    text(IDENTIFIER_CHARACTERS_MAX) there,
    one token_factor,
});
