//! How the values of services are read as numbers of fields, and put back. A number that can't be the value leaves it as it was.

use pricing::quantity::{Count, Multiple, Share, TokensPerRequest};

use crate::field::kind::Number;

/// Of what is measured.
pub const fn measured(value: Multiple) -> Number {
    Number::Multiple(value)
}

/// Puts what is measured.
pub const fn put_measured(place: &mut Multiple, number: Number) {
    if let Number::Multiple(given) = number {
        *place = given;
    }
}

/// Of what is measured where it is given.
pub fn given(value: Option<Multiple>) -> Number {
    value.map_or(Number::Nothing, Number::Multiple)
}

/// Puts what is measured, or nothing.
pub const fn put_given(place: &mut Option<Multiple>, number: Number) {
    *place = match number {
        Number::Multiple(given) => Some(given),
        _ => None,
    };
}

/// Of what is counted.
pub const fn counted(value: Count) -> Number {
    Number::Count(value.count())
}

/// Puts what is counted.
pub fn put_counted(place: &mut Count, number: Number) {
    if let Number::Count(given) = number {
        *place = Count::new(given).unwrap_or(*place);
    }
}

/// Of what is counted where it is given.
pub fn count_given(value: Option<Count>) -> Number {
    value.map_or(Number::Nothing, counted)
}

/// Puts what is counted, or nothing.
pub fn put_count_given(place: &mut Option<Count>, number: Number) {
    match number {
        Number::Count(given) => *place = Count::new(given).or(*place),
        _ => *place = None,
    }
}

/// Of tokens.
pub const fn tokens(value: TokensPerRequest) -> Number {
    Number::Count(value.count())
}

/// Puts tokens.
pub fn put_tokens(place: &mut TokensPerRequest, number: Number) {
    if let Number::Count(given) = number {
        *place = TokensPerRequest::new(given).unwrap_or(*place);
    }
}

/// Of a share.
pub const fn share(value: Share) -> Number {
    Number::Share(value)
}

/// Puts a share.
pub const fn put_share(place: &mut Share, number: Number) {
    if let Number::Share(given) = number {
        *place = given;
    }
}

/// A figure of a list of services.
macro_rules! figure {
    ($list:ident . $field:ident, $id:literal, $label:literal, $kind:expr, $read:path, $put:path) => {
        $crate::organization::figure::Figure::new(
            $id,
            $crate::field::Label::of($label),
            $kind,
            |scenario, index| scenario.services.$list.get(index).map(|of| $read(of.$field)),
            |scenario, index, number| {
                if let Some(of) = scenario.services.$list.get_mut(index) {
                    $put(&mut of.$field, number);
                }
            },
        )
    };
}

pub(super) use figure;
