//! The page of all rates, `rates.html`: every price of the newest card with its source, the models' identifiers and dates,
//! and what their prices have been. It reads without JavaScript; search, filter and sort come with it.

mod history;

use std::fmt::Write as _;

use pricing::rates::{Facts, InferenceScope, Meter, Model, PromptLength, RateCard, RateGroup, State};

use history::Changes;

const STYLE: &str = include_str!("rates_page/page.css");
const SCRIPT: &str = include_str!("rates_page/page.js");

/// Meters that have a column of their own.
const COLUMNS: [(Meter, &str); 3] =
    [(Meter::Input, "Input"), (Meter::Output, "Output"), (Meter::CacheRead, "Cache read")];

/// The longest list of regions that a row names.
const REGIONS_NAMED: usize = 3;

/// The whole page, without a content security policy.
pub(crate) fn page() -> String {
    let card = RateCard::newest();
    let mut html = String::new();
    let _ = write!(
        html,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Rates, Bedrock cost calculator</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <p><a href=\"./\">Back to the calculator</a></p>\n<h1>Rates</h1>\n\
         <p>Prices as of {}: {}. US dollars for 1M tokens unless a row says otherwise, before tax and discounts. \
         “Read” beside a source is the date on which it was read. Every price of every card, for programs: \
         <a href=\"./rates/v1.json\">rates/v1.json</a>. Not affiliated with AWS; estimates, not AWS’s quote.</p>\n",
        card.date().long(),
        text(card.title()),
    );
    controls(&mut html, &card);
    let history = Changes::bundled();
    rates(&mut html, &card, &history);
    history.put(&mut html, &card);
    let _ = write!(html, "</main>\n<script type=\"module\">\n{SCRIPT}</script>\n</body>\n</html>\n");
    html
}

/// Text between tags, or in an attribute with double quotes.
fn text(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn controls(html: &mut String, card: &RateCard) {
    let option = |value: &str, name: &str| format!("<option value=\"{}\">{}</option>", text(value), text(name));
    let providers: String = card.providers().iter().map(|provider| option(&provider.id, &provider.name)).collect();
    let scopes: String = InferenceScope::ALL.map(|scope| option(scope.name(), scope.name())).concat();
    let bought: String = pricing::rates::Buying::ALL.map(|buying| option(buying.name(), buying.words())).concat();
    let select = |label: &str, name: &str, options: &str| {
        format!("<label>{label}<select name=\"{name}\"><option value=\"\">All</option>{options}</select></label>\n")
    };
    let _ = write!(
        html,
        "<form hidden>\n<label>Search by name, Bedrock id, region or source<input type=\"search\" name=\"search\" \
         autocomplete=\"off\"></label>\n{}{}{}<label class=\"tick\"><input type=\"checkbox\" name=\"ended\" checked> Models \
         that have ended</label>\n<output class=\"quiet\"></output>\n</form>\n",
        select("Provider", "provider", &providers),
        select("Scope", "scope", &scopes),
        select("Bought", "bought", &bought),
    );
}

/// Prices of one place and way of buying, whichever sources they have.
fn merged<'a>(groups: Vec<RateGroup<'a>>) -> Vec<Vec<RateGroup<'a>>> {
    let mut rows: Vec<Vec<RateGroup<'a>>> = Vec::new();
    for group in groups {
        let alike = |row: &&mut Vec<RateGroup<'a>>| {
            row.first().is_some_and(|first| {
                (&first.scopes, &first.regions, first.buying, first.length)
                    == (&group.scopes, &group.regions, group.buying, group.length)
            }) && !row
                .iter()
                .flat_map(|other| &other.rates)
                .any(|(of, _)| group.rates.iter().any(|(meter, _)| meter == of))
        };
        match rows.iter_mut().find(alike) {
            Some(row) => row.push(group),
            None => rows.push(vec![group]),
        }
    }
    rows
}

fn rates(html: &mut String, card: &RateCard, history: &Changes) {
    html.push_str(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Rates\">\n<table id=\"rates\">\n<thead><tr>",
    );
    for heading in ["Model", "Bedrock id", "State", "Scope and region", "Bought"] {
        let _ = write!(html, "<th scope=\"col\">{heading}</th>");
    }
    for (_, heading) in COLUMNS {
        let _ = write!(html, "<th scope=\"col\" class=\"number\">{heading}</th>");
    }
    html.push_str("<th scope=\"col\">Other prices</th><th scope=\"col\">Source</th></tr></thead>\n<tbody>\n");
    for model in card.models() {
        for row in merged(card.groups(&model.id)) {
            put_row(html, card, model, &row, history);
        }
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
}

fn put_row(html: &mut String, card: &RateCard, model: &Model, row: &[RateGroup<'_>], history: &Changes) {
    let Some(first) = row.first() else { return };
    let facts = card.facts(&model.id);
    let scopes: Vec<&str> = first.scopes.iter().map(|scope| scope.name()).collect();
    let ended = if card.is_offered(&model.id) { "" } else { " class=\"ended\"" };
    let provider = card.provider_of(model);
    let _ = write!(
        html,
        "<tr data-provider=\"{}\" data-scopes=\"{}\" data-bought=\"{}\"{ended}><th scope=\"row\">{}<br><span class=\"quiet\">{}</span>{}</th>\
         <td>{}</td><td>{}</td><td>{}, {}</td><td>{}</td>",
        text(&provider.id),
        scopes.join(" "),
        first.buying.name(),
        text(&model.name),
        text(&provider.name),
        history.link(model),
        facts.map(ids).unwrap_or_default(),
        facts.map(state).unwrap_or_default(),
        scopes.join(" and "),
        text(&regions(first)),
        bought(first, model),
    );
    let all: Vec<_> = row.iter().flat_map(|group| &group.rates).collect();
    let per_million = |meter| {
        let found =
            all.iter().find(|(of, rate)| *of == meter && pricing::money::Unit::OF_TOKENS.contains(&rate.unit()));
        found.map(|(_, rate)| rate.per_million().to_string())
    };
    for (meter, _) in COLUMNS {
        let _ = write!(html, "<td class=\"number\">{}</td>", per_million(meter).unwrap_or_default());
    }
    let shown = |meter: Meter| COLUMNS.iter().any(|(of, _)| *of == meter) && per_million(meter).is_some();
    let others: Vec<String> = all
        .iter()
        .filter(|(meter, _)| !shown(*meter))
        .map(|(meter, rate)| match rate.unit() {
            unit if pricing::money::Unit::OF_TOKENS.contains(&unit) => {
                format!("{} {}", meter.words(), rate.per_million())
            }
            unit => format!("{} {} per {}", meter.words(), rate.amount(), unit.name()),
        })
        .collect();
    let sources: Vec<String> = row.iter().map(source).collect();
    let mut told: Vec<String> = Vec::new();
    for source in sources {
        if !told.contains(&source) {
            told.push(source);
        }
    }
    let _ = writeln!(html, "<td>{}</td><td>{}</td></tr>", text(&others.join(", ")), text(&told.join(" ")));
}

fn ids(facts: &Facts<'_>) -> String {
    let ids = facts.ids.iter().chain(&facts.other_ids);
    let ids: Vec<String> = ids.map(|id| format!("<code>{}</code>", text(id))).collect();
    let profiles = if facts.profiles.is_empty() {
        String::new()
    } else {
        format!("<br><span class=\"quiet\">profiles: {}</span>", text(&facts.profiles.join(", ")))
    };
    ids.join("<br>") + &profiles
}

fn state(facts: &Facts<'_>) -> String {
    let word = match facts.state {
        State::Active => "Active",
        State::Legacy => "Legacy",
        State::Ended => "Ended",
        State::Unlisted => "Not in AWS’s list",
    };
    match facts.end_of_life {
        Some(date) if facts.state == State::Ended => format!("{word} {}", date.long()),
        Some(date) => format!("{word}, ends {}", date.long()),
        None => word.to_owned(),
    }
}

fn regions(group: &RateGroup<'_>) -> String {
    match &group.regions {
        None => "every commercial region".to_owned(),
        Some(regions) if regions.len() <= REGIONS_NAMED => regions.join(", "),
        Some(regions) => format!("{} regions: {}", regions.len(), regions.join(", ")),
    }
}

fn bought(group: &RateGroup<'_>, model: &Model) -> String {
    match (group.length, model.long_prompt_above) {
        (PromptLength::Long, Some(tokens)) => format!("{}, prompts above {tokens} tokens", group.buying.words()),
        (PromptLength::Long, None) => format!("{}, long prompts", group.buying.words()),
        (PromptLength::Ordinary, _) => group.buying.words().to_owned(),
    }
}

/// Where prices were read, and what is to be known about them.
fn source(group: &RateGroup<'_>) -> String {
    let mut words = format!("{}, {}, read {}.", group.source.title(), group.source.published.long(), group.read.long());
    if !group.source.primary {
        words.push_str(" Not AWS’s own.");
    }
    if group.single_source {
        words.push_str(" One source only.");
    }
    if let Some(since) = group.since {
        let _ = write!(words, " Since {}.", since.long());
    }
    if let Some(until) = group.promised_until {
        let _ = write!(words, " Promised until {}.", until.long());
    }
    if let Some(note) = group.note {
        words.push(' ');
        words.push_str(note.text());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::policy;
    use pricing::rates::{Meter, RateCard};

    #[test]
    fn every_price_of_the_newest_card_is_on_the_page() {
        let (page, card) = (page(), RateCard::newest());
        let rows: Vec<&str> = page.split("<tr data-provider").skip(1).collect();
        assert!(rows.len() > 400);
        for model in card.models() {
            let named = format!(">{}<br>", super::text(&model.name));
            let own: Vec<&&str> = rows.iter().filter(|row| row.contains(&named)).collect();
            for group in card.groups(&model.id) {
                for (meter, rate) in &group.rates {
                    let column = matches!(meter, Meter::Input | Meter::Output | Meter::CacheRead);
                    let price =
                        if column { format!(">{}<", rate.per_million()) } else { rate.per_million().to_string() };
                    let reserved = format!("{} {} per ", meter.words(), rate.amount());
                    let told = |row: &&&str| row.contains(&price) || row.contains(&reserved);
                    assert!(own.iter().any(told), "{} {meter:?} {rate}", model.id);
                }
            }
        }
    }

    #[test]
    fn it_reads_without_a_script_and_runs_under_a_policy() -> crate::failure::Result<()> {
        let page = policy::insert_alone(&page())?;
        let policy = policy::of(&page).unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && policy.contains("'sha256-"));
        assert!(page.contains("<form hidden>"), "controls that need the script are shown by it");
        assert!(page.contains("<code>anthropic.claude-sonnet-4-5-20250929-v1:0</code>"));
        assert!(page.contains("Promised until 21 Nov 2026."));
        assert!(page.contains("Legacy, ends 8 Jan 2027"));
        Ok(())
    }
}
