//! What is published: rate cards, and how a price is looked up.
//!
//! A card is data as of a date. It knows no scenario, applies no convention and never guesses: a price that isn't
//! published is `None`. The rates come from the files under `rates/`, each with its source and the date it was read.

mod card;
mod compact;
mod date;
mod elsewhere;
mod events;
mod facts;
mod find;
mod history;
mod key;
mod listed;
mod offers;
mod said;
mod services;

pub use card::RateCard;
pub(crate) use card::in_order;
pub use compact::{BUNDLED, DecodeError};
pub use date::{Date, DateError};
pub(crate) use elsewhere::Wanted;
pub use elsewhere::{ELSEWHERE, Elsewhere, Offered};
pub use events::{Confidence, EVENTS, EventKind, PriceEvent, PriceEvents, When};
pub use facts::{Counts, FACTS, Facts, NeedsProfile, Quota, State};
pub use find::Found;
pub use history::{History, PriceStep};
pub use key::{Buying, InferenceScope, Meter, PromptLength, RateKey};
pub use listed::{Kind, Model, Provider, PublishedRate, RateGroup, Source};
pub use offers::{CapacityOffers, Instance, OFFERS, StorageOffer, Throughput, UnitOffer};
pub use said::Said;
pub(crate) use services::cost as service_cost;
pub use services::{
    FALLBACK_REGION, PublishedService, ServiceItem, ServicePrice, ServiceUnit, published_services, service_rate,
};
