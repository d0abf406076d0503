//! What the prices of each model have been, as published: when, from what, to what, and who says so.

use std::fmt::Write as _;

use explain::{PriceChange, other_price_changes, price_changes};
use pricing::rates::{History, Model, PriceEvents, RateCard};

use super::text;

/// Everything that is known of prices before the newest card's.
pub(super) struct Changes {
    history: History,
    events: PriceEvents<'static>,
}

impl Changes {
    /// Those that the bundled cards and files tell.
    pub(super) fn bundled() -> Self {
        Self { history: History::bundled(), events: PriceEvents::bundled() }
    }

    fn of(&self, model: &Model) -> Vec<PriceChange> {
        price_changes(model, &self.history, &self.events)
    }

    /// A link to a model's history; nothing where it has none.
    pub(super) fn link(&self, model: &Model) -> String {
        if self.of(model).is_empty() {
            return String::new();
        }
        format!("<br><a href=\"#history-{}\">Price history</a>", text(&model.id))
    }

    /// The section: a row for each change, model by model in the order of the card, then what is about no model of it.
    pub(super) fn put(&self, html: &mut String, card: &RateCard) {
        let read = self.events.read.map(|read| format!(", gathered on {}", read.long())).unwrap_or_default();
        let _ = write!(
            html,
            "<h2 id=\"history\">Price history</h2>\n<p>What prices have been: from card to card, and as others published the \
             changes{read}. A card is a date at which prices were gathered; a price may have changed earlier, and says so where \
             that is known.</p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Price history\">\n\
             <table id=\"changes\">\n<thead><tr>"
        );
        for heading in ["Model", "When", "What", "From", "To", "Source"] {
            let _ = write!(html, "<th scope=\"col\">{heading}</th>");
        }
        html.push_str("</tr></thead>\n<tbody>\n");
        for model in card.models() {
            let place = format!(" id=\"history-{}\"", text(&model.id));
            for (index, change) in self.of(model).iter().enumerate() {
                let place = if index == 0 { place.as_str() } else { "" };
                put_row(html, place, (&card.provider_of(model).id, &model.name), change);
            }
        }
        for change in other_price_changes(&self.events) {
            put_row(html, "", ("", "Not on the card"), &change);
        }
        html.push_str("</tbody>\n</table>\n</div>\n");
    }
}

fn put_row(html: &mut String, place: &str, (provider, name): (&str, &str), change: &PriceChange) {
    let PriceChange { first, when, what, from, to, source, place: found } = change;
    let found = if found.starts_with("https://") {
        format!("<br><a href=\"{0}\" rel=\"noreferrer\">{0}</a>", text(found))
    } else {
        format!("<br><span class=\"quiet\">{}</span>", text(found))
    };
    let _ = writeln!(
        html,
        "<tr{place} data-provider=\"{}\"><th scope=\"row\">{}</th><td data-sort=\"{first}\">{}</td><td>{}</td><td>{}</td>\
         <td>{}</td><td>{}{found}</td></tr>",
        text(provider),
        text(name),
        text(when),
        text(what),
        text(from),
        text(to),
        text(source),
    );
}

#[cfg(test)]
mod tests {
    use super::super::page;
    use super::text;
    use pricing::rates::{EventKind, PriceEvents};

    #[test]
    fn a_model_has_its_history_with_when_from_to_and_source() {
        let page = page();
        let row = |id: &str| {
            let rest = page.split_once(&format!("<tr id=\"history-{id}\"")).map(|(_, rest)| rest);
            rest.and_then(|rest| rest.split_once("</tr>")).map(|(row, _)| row.to_owned()).unwrap_or_default()
        };
        let haiku = row("claude-3.5-haiku");
        for words in [
            ">Claude 3.5 Haiku</th>",
            "<td data-sort=\"2024-12-01\">Dec 2024</td>",
            "<td>$1 / $5 per 1M tokens, input / output</td>",
            "<td>$0.80 / $4</td>",
            "Pricing, Claude Platform documentation (mirror), 21 Aug 2026.",
        ] {
            assert!(haiku.contains(words), "{words} in {haiku}");
        }
        // A cut between two cards, with all of its meters.
        let sol = page.find("<td data-sort=\"2026-08-21\">21 Aug 2026</td><td>On demand, in-region</td>");
        assert!(sol.is_some());
        // Each link leads to a row.
        let links: Vec<&str> =
            page.split("href=\"#history-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.len() > 20);
        for id in links {
            assert!(page.contains(&format!("<tr id=\"history-{id}\"")), "{id}");
        }
    }

    #[test]
    fn every_published_change_is_there() {
        let page = page();
        for event in PriceEvents::bundled().all() {
            let is_told_by_the_cards = event.kind == EventKind::Model && event.item == "GPT-5.6 Sol, in-region";
            let words = format!("<td>{}", text(event.item));
            assert_eq!(page.contains(&words), !is_told_by_the_cards, "{}", event.item);
            assert!(is_told_by_the_cards || page.contains(&text(event.found)), "{}", event.found);
        }
    }
}
