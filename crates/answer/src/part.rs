//! The part of the program that isn't in the first load, and proof that it is there.

use crate::markup::{Markup, when};

/// Where the part is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// In the program: everywhere but in the production build of the page.
    #[default]
    Here,
    /// Not asked for.
    Away,
    /// On its way.
    Coming,
    /// It could not be fetched.
    Failed,
}

/// Proof that the part is there. What is loaded on demand asks for it, so that nothing can call it before.
#[derive(Clone, Copy, Debug)]
pub struct Here(());

impl Part {
    /// Proof that the part is there, where it is.
    pub fn here(self) -> Option<Here> {
        (self == Self::Here).then_some(Here(()))
    }
}

/// What stands in place of what needs the part.
pub fn waiting(page: &mut Markup, part: Part) {
    let failed = part == Part::Failed;
    let text = if failed { "This part of the page couldn’t be loaded." } else { "Loading…" };
    page.add("<p role='status'>{}</p>", &[text]);
    page.add("<button type='button' data-part='' data-act='load-part' ?hidden>Try again</button>", &[when(!failed)]);
}

#[cfg(test)]
mod tests {
    use exchange::presets::presets;
    use explain::Figure;
    use pricing::price::price;
    use pricing::rates::RateCard;

    use super::Part;
    use crate::markup::Markup;
    use crate::{Look, Priced, write};

    /// The views of a scenario with units, as text.
    fn views(part: Part) -> String {
        let card = RateCard::newest();
        let found = presets().into_iter().find(|preset| !preset.scenario.capacity.purchases.is_empty());
        let Some(scenario) = found.map(|preset| preset.scenario) else { return String::new() };
        let Ok(report) = price(&scenario, &card) else { return String::new() };
        let priced = Priced { scenario: &scenario, card: &card, report: &report };
        let mut page = Markup::new();
        write::views(&mut page, &priced, None, &Look { part, ..Look::default() });
        crate::html(&[page.finish()])
    }

    #[test]
    fn only_the_part_gives_proof_of_itself() {
        assert!(Part::Here.here().is_some());
        assert!([Part::Away, Part::Coming, Part::Failed].into_iter().all(|part| part.here().is_none()));
    }

    #[test]
    fn the_rest_stands_without_the_part() {
        let section = "<section class=\"capacity\"";
        assert!(views(Part::Here).contains(section));
        for (part, text) in [(Part::Away, "Loading…"), (Part::Coming, "Loading…"), (Part::Failed, "couldn’t be loaded")]
        {
            let views = views(part);
            assert!(!views.contains(section) && views.contains(text), "{views}");
            assert!(views.contains("of it unused"));
            assert_eq!(views.contains(" hidden>Try again"), part != Part::Failed);
        }
    }

    #[test]
    fn what_is_open_waits_for_the_part_and_asks_for_it() {
        let card = RateCard::newest();
        let Some(scenario) = presets().into_iter().next().map(|preset| preset.scenario) else { return };
        let Ok(report) = price(&scenario, &card) else { return };
        let priced = Priced { scenario: &scenario, card: &card, report: &report };
        let closed = Look { live: true, ..Look::default() };
        let looks = [
            Look { figure: Some(Figure::Year), ..closed.clone() },
            Look { opened: vec!["workload-0".to_owned()], ..closed.clone() },
        ];
        assert!(!closed.needs_part(&scenario));
        for look in looks {
            assert!(look.needs_part(&scenario));
            for part in [Part::Here, Part::Coming] {
                let look = Look { part, ..look.clone() };
                let mut page = Markup::new();
                write::facts(&mut page, &priced, &look);
                write::views(&mut page, &priced, None, &look);
                let html = crate::html(&[page.finish()]);
                assert_eq!(html.contains("<dl class=\"explanation\">"), part == Part::Here, "{html}");
                assert_eq!(html.contains("Loading…"), part != Part::Here, "{html}");
            }
        }
    }
}
