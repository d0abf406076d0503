//! The model picker: a button that opens a list of the card's models, found by name, provider, id or price.
//!
//! It opens on a click or a key, not on focus. What is typed filters the list; a name that no model has can be used as a
//! model of one's own, whose prices are typed.

use std::sync::Arc;

use explain::words;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use pricing::rates::{Buying, InferenceScope, Meter, Model, PromptLength, RateCard, RateKey, State};

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::calculator;

/// The longest identifier that a model of one's own gets.
const OWN_ID_CHARACTERS_MAX: usize = 40;

/// A model as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// Its identifier on the card; of a model of one's own, the one it gets.
    id: String,
    name: String,
    /// The identifier that AWS knows it by, or who makes it.
    line: String,
    /// For a million tokens in and out: `$3.00 / $15.00`; empty where there is none.
    price: String,
    /// Where it stands in its life, when that is near its end.
    state: Option<State>,
    /// Whether AWS itself publishes none of its prices.
    is_secondary: bool,
    is_own: bool,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The model's identifier.
    pub model: String,
    /// The scope that the search said: a pasted inference profile or ARN names one.
    pub scope: Option<InferenceScope>,
    /// The region that it said.
    pub region: Option<String>,
}

/// The picker.
#[component]
pub fn ModelPicker(
    /// Unique on the page.
    id: String,
    /// What is chosen with it, for those who don't see what stands around it.
    label: &'static str,
    /// The identifier of the chosen model.
    chosen: Signal<String>,
    /// Below the chosen model's name.
    note: Signal<String>,
    /// A model was chosen.
    choose: Callback<Picked>,
) -> AnyView {
    let calculator = calculator();
    let is_open = RwSignal::new(false);
    let filter = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let card = flat::memo(move || calculator.present.with(|present| Shared(Arc::clone(&present.card))));
    let name = flat::text(move || card.with(|card| words::model_name(&card.0, &chosen.get()).to_owned()));
    let found =
        flat::memo(move || if is_open.get() { card.with(|card| entries(&card.0, &filter.get())) } else { Vec::new() });
    let (button_id, input_id) = (id.clone(), format!("{id}-search"));
    let open = {
        let input_id = input_id.clone();
        move || {
            filter.set(String::new());
            is_open.set(true);
            let at = found.with_untracked(|found| found.iter().position(|entry| entry.id == chosen.get_untracked()));
            active.set(at.unwrap_or_default());
            let input_id = input_id.clone();
            browser::after_render(move || {
                browser::focus(&input_id);
                browser::show(&format!("{input_id}-list"));
                // It may be closed again by now, with all that it stands in.
                if let Some(at) = active.try_get_untracked() {
                    browser::show(&format!("{input_id}-{at}"));
                }
            });
        }
    };
    let close = {
        let button_id = button_id.clone();
        move || {
            is_open.set(false);
            browser::focus(&button_id);
        }
    };
    let take = Callback::new({
        let close = close.clone();
        move |at: usize| {
            let entry = found.with_untracked(|found| found.get(at).cloned());
            let picked =
                entry.map(|entry| card.with_untracked(|card| picked(entry.id, &filter.get_untracked(), &card.0)));
            close();
            if let Some(picked) = picked {
                choose.run(picked);
            }
        }
    });
    let list = {
        let input_id = input_id.clone();
        move || list(input_id.clone(), found, filter, active, chosen, take, card)
    };
    let keydown: Box<dyn FnMut(KeyboardEvent)> = Box::new({
        let (input_id, close) = (input_id, close.clone());
        move |event| {
            let count = found.with_untracked(Vec::len);
            let at = active.get_untracked();
            let to = match event.key().as_str() {
                _ if !is_open.get_untracked() => return,
                "ArrowDown" => {
                    if at + 1 < count {
                        at + 1
                    } else {
                        0
                    }
                }
                "ArrowUp" => at.checked_sub(1).unwrap_or(count.saturating_sub(1)),
                "Enter" => {
                    event.prevent_default();
                    take.run(at);
                    return;
                }
                "Escape" => {
                    event.prevent_default();
                    close();
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            active.set(to);
            browser::show(&format!("{input_id}-{to}"));
        }
    });
    let focusout: Box<dyn FnMut(FocusEvent)> = Box::new(move |event| {
        if browser::leaves(&event) {
            is_open.set(false);
        }
    });
    view! {
        <div class="picker" on:keydown=keydown on:focusout=focusout>
            <button class="picker-btn" type="button" id=button_id aria-haspopup="dialog"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=flat::clicked(move || if is_open.get_untracked() { close() } else { open() })>
                <span class="sr">{label} ": "</span>
                <b>{name}</b>
                <small>{note}</small>
                {icon(icon::DOWN, "16")}
            </button>
            {flat::shown_if(move || is_open.get(), list)}
        </div>
    }
    .into_any()
}

/// A model that was found by a search, with the scope and the region that the search said of it.
fn picked(model: String, search: &str, card: &RateCard) -> Picked {
    let said = card.identify(search).filter(|said| said.model.id == model);
    let (scope, region) = said.map(|said| (said.scope, said.region.map(str::to_owned))).unwrap_or_default();
    Picked { model, scope, region }
}

/// A card, equal to itself alone.
#[derive(Clone)]
struct Shared(Arc<RateCard>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

fn list(
    input_id: String,
    found: Memo<Vec<Entry>>,
    filter: RwSignal<String>,
    active: RwSignal<usize>,
    chosen: Signal<String>,
    take: Callback<usize>,
    card: Memo<Shared>,
) -> AnyView {
    let list_id = format!("{input_id}-list");
    let options = {
        let input_id = input_id.clone();
        flat::part(move || {
            let chosen = chosen.get();
            let wanted = filter.get().to_lowercase();
            let options = found.get().into_iter().enumerate();
            let options = options.map(|(at, entry)| option(&input_id, at, entry, &wanted, &chosen, active, take));
            options.collect::<Vec<_>>().into_any()
        })
    };
    let count = flat::text(move || {
        let shown = found.with(|found| found.iter().filter(|entry| !entry.is_own).count());
        card.with(|card| format!("{shown} of {} models", card.0.models_by_token().count()))
    });
    let active_id = {
        let input_id = input_id.clone();
        move || found.with(|found| !found.is_empty()).then(|| format!("{input_id}-{}", active.get()))
    };
    view! {
        <div class="picker-list" role="dialog" aria-label="Choose a model">
            <div class="box">
                {icon(icon::SEARCH, "16")}
                <input id=input_id type="text" role="combobox" autocomplete="off" spellcheck="false"
                    aria-label="Search by name, id or provider" aria-autocomplete="list" aria-expanded="true"
                    aria-controls=list_id.clone() aria-activedescendant=active_id
                    placeholder="Name, id or provider"
                    on:input=flat::valued(move |value| {
                        filter.set(value);
                        active.set(0);
                    })/>
                <kbd>"Esc"</kbd>
            </div>
            // Pressing an option must not take the focus from the text field, which would close the list.
            <div role="listbox" aria-label="Models" id=list_id tabindex="-1"
                on:mousedown=move |event| event.prevent_default()>{options}</div>
            <footer><span>{count}</span><span>"Per million tokens, in / out"</span></footer>
        </div>
    }
    .into_any()
}

fn option(
    input_id: &str,
    at: usize,
    entry: Entry,
    wanted: &str,
    chosen: &str,
    active: RwSignal<usize>,
    take: Callback<usize>,
) -> AnyView {
    let is_chosen = entry.id == chosen;
    let badge = entry.state.map(|state| match state {
        State::Ended => view! { <span class="badge bad">"End of life"</span> }.into_any(),
        _ => view! { <span class="badge warn">"Legacy"</span> }.into_any(),
    });
    let secondary = entry.is_secondary.then(|| view! { " " <span class="badge warn">"Not from AWS"</span> }.into_any());
    let price = (!entry.price.is_empty()).then(|| view! { <span class="price">{entry.price}</span> }.into_any());
    view! {
        <div class=move || if active.get() == at { "opt on" } else { "opt" } role="option" id=format!("{input_id}-{at}")
            aria-selected=if is_chosen { "true" } else { "false" }
            on:click=flat::clicked(move || take.run(at)) on:mousemove=flat::clicked(move || active.set(at))>
            <span class="opt-name"><b>{marked(&entry.name, wanted)}</b> " " {badge} {secondary}</span>
            <span class="id">{entry.line}</span>
            {price}
        </div>
    }
    .into_any()
}

/// A name with what was searched for marked in it.
fn marked(name: &str, wanted: &str) -> Vec<AnyView> {
    let word = wanted.split_whitespace().find(|word| name.to_lowercase().contains(word));
    let place = word.and_then(|word| Some((name.to_lowercase().find(word)?, word.len())));
    let cut =
        place.and_then(|(at, length)| Some((name.get(..at)?, name.get(at..at + length)?, name.get(at + length..)?)));
    match cut {
        Some((before, mark, after)) => vec![
            before.to_owned().into_any(),
            view! { <mark>{mark.to_owned()}</mark> }.into_any(),
            after.to_owned().into_any(),
        ],
        None => vec![name.to_owned().into_any()],
    }
}

/// The models that answer to a text: by any of their identifiers, by a profile or an ARN, or where name, provider, identifier
/// and price hold every word. Without a text, those that can still be bought; where none answers, the text as a model of
/// one's own.
fn entries(card: &RateCard, filter: &str) -> Vec<Entry> {
    let wanted = filter.to_lowercase();
    if wanted.trim().is_empty() {
        let offered = card.models_by_token().filter(|model| card.is_offered(&model.id));
        return offered.map(|model| entry(card, model)).collect();
    }
    let by_id = card.find_models(filter).into_iter().map(|found| found.model);
    let is_by_token = |model: &&Model| card.models_by_token().any(|other| other.id == model.id);
    let by_words = card.models_by_token().filter(|model| holds_every_word(card, model, &wanted));
    let mut found: Vec<&Model> = Vec::new();
    for model in by_id.filter(is_by_token).chain(by_words) {
        if !found.iter().any(|other| other.id == model.id) {
            found.push(model);
        }
    }
    let mut found: Vec<Entry> = found.into_iter().map(|model| entry(card, model)).collect();
    let own = own_id(filter);
    if found.is_empty() && !own.is_empty() {
        found.push(Entry {
            id: own,
            name: format!("Use “{}”", filter.trim()),
            line: "A model of your own: you type its prices".to_owned(),
            price: String::new(),
            state: None,
            is_secondary: false,
            is_own: true,
        });
    }
    found
}

fn holds_every_word(card: &RateCard, model: &Model, wanted: &str) -> bool {
    let provider = &card.provider_of(model).name;
    let text = format!("{} {provider} {} {}", model.name, model.id, price(card, &model.id)).to_lowercase();
    wanted.split_whitespace().all(|word| text.contains(word))
}

fn entry(card: &RateCard, model: &Model) -> Entry {
    let facts = card.facts(&model.id);
    let id = facts.and_then(|facts| facts.ids.first().copied()).unwrap_or(&model.id);
    let state = facts.map(|facts| facts.state).filter(|state| matches!(state, State::Legacy | State::Ended));
    Entry {
        id: model.id.clone(),
        name: model.name.clone(),
        line: format!("{} · {id}", card.provider_of(model).name),
        price: price(card, &model.id),
        state,
        is_secondary: model.secondary,
        is_own: false,
    }
}

/// The identifier of a model of one's own: letters, digits, points and hyphens.
fn own_id(name: &str) -> String {
    let kept = |letter: char| match letter.to_ascii_lowercase() {
        letter @ ('a'..='z' | '0'..='9' | '.' | '-') => letter,
        _ => '-',
    };
    name.trim().chars().take(OWN_ID_CHARACTERS_MAX).map(kept).collect()
}

/// Input and output for a million tokens, Standard, where the model is cheapest to reach: `$3.00 / $15.00`.
fn price(card: &RateCard, model: &str) -> String {
    let Some(scope) = card.scopes(model).first().copied() else { return String::new() };
    let regions = card.regions(model, scope);
    let region = region_near("us-east-1", &regions);
    match prices_at(card, model, scope, &region) {
        Some((input, Some(output))) => format!("{input} / {output}"),
        Some((input, None)) => input,
        None => String::new(),
    }
}

/// What a million tokens cost there, in and out, Standard: `$3.00`, `$15.00`.
pub fn prices_at(
    card: &RateCard,
    model: &str,
    scope: InferenceScope,
    region: &str,
) -> Option<(String, Option<String>)> {
    let of = |meter| {
        let (buying, length) = (Buying::Standard, PromptLength::Ordinary);
        let rate = card.rate(&RateKey { model, scope, region, buying, length, meter })?.rate;
        Some(format!("${}", explain::price_digits(rate.per_million())))
    };
    Some((of(Meter::Input)?, of(Meter::Output)))
}

/// The region itself where it is among these, otherwise N. Virginia or the first.
pub fn region_near(region: &str, regions: &[&str]) -> String {
    let nearest = [region, "us-east-1"].into_iter().find(|near| regions.contains(near));
    nearest.or_else(|| regions.first().copied()).unwrap_or(region).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_found_by_name_provider_id_and_price() {
        let card = RateCard::newest();
        let found = |filter: &str| entries(&card, filter).into_iter().map(|entry| entry.id).collect::<Vec<_>>();
        for filter in ["sonnet 4.5", "claude-sonnet-4.5", "ANTHROPIC $3.00 / $15.00", "us.anthropic.claude-sonnet-4-5"]
        {
            assert!(found(filter).contains(&"claude-sonnet-4.5".to_owned()), "{filter}");
        }
        let offered = card.models_by_token().filter(|model| card.is_offered(&model.id)).count();
        assert_eq!(found("").len(), offered);
    }

    #[test]
    fn an_identifier_from_code_finds_its_model_first() {
        let card = RateCard::newest();
        for (filter, model, name) in [
            ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4.5", "Claude Sonnet 4.5"),
            ("global.anthropic.claude-sonnet-4-6", "claude-sonnet-4.6", "Claude Sonnet 4.6"),
            ("claude-sonnet-4-6", "claude-sonnet-4.6", "Claude Sonnet 4.6"),
            ("amazon.nova-2-lite-v1:0", "nova-2-lite", "Nova 2 Lite"),
            ("openai.gpt-5.6-luna", "gpt-5.6-luna", "GPT-5.6 Luna"),
        ] {
            let found = entries(&card, filter);
            let first = found.first().map(|entry| (entry.id.as_str(), entry.name.as_str(), entry.is_own));
            assert_eq!(first, Some((model, name, false)), "{filter}");
        }
    }

    #[test]
    fn a_name_that_no_model_has_can_be_used() {
        let found = entries(&RateCard::newest(), "Claims 7B");
        assert_eq!(
            found.iter().map(|entry| (entry.id.as_str(), entry.is_own)).collect::<Vec<_>>(),
            [("claims-7b", true)]
        );
    }
}
