//! Whose a field is: its id says so, so that what is typed and chosen finds its place again.

/// What a field belongs to, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A workload: `door-1`.
    Workload(usize),
    /// A route of a workload: `route-1-2-share`.
    Route(usize, usize),
    /// A typed price: `price-1`, `price-1-mode`.
    Price(usize),
    /// A purchase of capacity: `purchase-1-units`.
    Purchase(usize),
    /// A custom model: `custom-1-epochs`.
    Custom(usize),
}

impl Owner {
    /// The id of one of its fields, unique on the page.
    pub fn id(self, field: &str) -> String {
        let (what, index) = match self {
            Self::Workload(workload) => return format!("{field}-{}", workload + 1),
            Self::Route(workload, route) => return format!("route-{}-{}-{field}", workload + 1, route + 1),
            Self::Price(price) if field.is_empty() => return format!("price-{}", price + 1),
            Self::Price(price) => ("price", price),
            Self::Purchase(purchase) => ("purchase", purchase),
            Self::Custom(custom) => ("custom", custom),
        };
        format!("{what}-{}-{field}", index + 1)
    }

    /// Whose field has this id, and which of them it is.
    pub fn of_id(id: &str) -> Option<(Self, &str)> {
        let (first, rest) = id.split_once('-')?;
        Some(match first {
            "route" => {
                let (workload, rest) = rest.split_once('-')?;
                let (route, field) = rest.split_once('-')?;
                (Self::Route(position(workload)?, position(route)?), field)
            }
            "price" => {
                let (price, field) = rest.split_once('-').unwrap_or((rest, ""));
                (Self::Price(position(price)?), field)
            }
            "purchase" | "custom" => {
                let (number, field) = rest.split_once('-')?;
                let number = position(number)?;
                (if first == "purchase" { Self::Purchase(number) } else { Self::Custom(number) }, field)
            }
            field => (Self::Workload(position(rest)?), field),
        })
    }
}

/// The position that a number stands for, which counts from 1.
#[inline(never)]
pub fn position(number: &str) -> Option<usize> {
    number.parse::<usize>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_id() {
        for (owner, field, id) in [
            (Owner::Workload(0), "input", "input-1"),
            (Owner::Route(3, 7), "share", "route-4-8-share"),
            (Owner::Price(0), "", "price-1"),
            (Owner::Price(11), "mode", "price-12-mode"),
            (Owner::Purchase(0), "reserved-input", "purchase-1-reserved-input"),
            (Owner::Custom(2), "epochs", "custom-3-epochs"),
        ] {
            assert_eq!(owner.id(field), id);
            assert_eq!(Owner::of_id(id), Some((owner, field)));
        }
        for id in ["input-0", "input", "route-1-share", "price-x", "answer-total-1", "offer-1-years"] {
            assert_eq!(Owner::of_id(id), None, "{id}");
        }
    }
}
