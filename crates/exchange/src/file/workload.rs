//! Workloads and typed prices in a file.

use super::fields::{choice, fields, words};
use pricing::bounds::{IDENTIFIER_CHARACTERS_MAX, NAME_CHARACTERS_MAX, ROUTES_MAX};
use pricing::scenario::{
    Arrivals, CacheLifetime, Caching, CountedCache, Demand, Growth, Place, Placement, Route, ServiceTier, TypedPrice,
    TypedThreshold, Workload,
};

words!(ServiceTier, ServiceTier::name);
words!(CacheLifetime, CacheLifetime::name);
words!(Arrivals, Arrivals::name);

fields!(Workload {
    text(NAME_CHARACTERS_MAX) name,
    must placement,
    must demand,
    one calls_per_request,
    may growth,
    may token_overhead,
    may output_trim,
    may max_tokens,
    may tier,
    may long_prompts,
    may caching,
    may batch,
    many(ROUTES_MAX) routes,
    may blocked,
});

fields!(Growth { may tool_results });

fields!(Placement {
    text(IDENTIFIER_CHARACTERS_MAX) model,
    must scope,
    text(IDENTIFIER_CHARACTERS_MAX) region,
});

choice!(Demand {
    "monthly" => Monthly { must input, must output },
    "requests" => Requests { must requests, must input, must output },
    "traffic" => Traffic {
        must requests_per_minute, must hours_per_day, must days_per_month, must input, must output
    },
});

choice!(Caching {
    "none" => None (),
    "share" => Share { must cached, may reads_per_write, may lifetime, may hour_share },
    "traffic" => Traffic {
        must prefix, must requests_per_minute, one prefixes, may hit_share, may lifetime, may arrivals
    },
    "counted" => Counted (counts),
});

fields!(CountedCache { may reads, may writes_5m, may writes_30m, may writes_1h });

fields!(Place {
    must scope,
    text(IDENTIFIER_CHARACTERS_MAX) region,
});

fields!(Route { must placement, must share, one token_factor });

fields!(TypedThreshold { text(IDENTIFIER_CHARACTERS_MAX) model, must above });

fields!(TypedPrice {
    text(IDENTIFIER_CHARACTERS_MAX) model,
    may place,
    may buying,
    may length,
    must meter,
    must rate,
});
