//! The model picker: a combobox over the card's models, found by name, provider or price.

use leptos::html::Input;
use leptos::prelude::*;
use pricing::rates::{Buying, Meter, PromptLength, RateCard, RateKey};
use pricing::words;

use crate::echo::region_near;
use crate::page;
use crate::state::use_calculator;

/// A field that chooses a model of the card.
#[derive(Clone, Copy)]
pub struct ModelPicker {
    /// The field's id.
    pub id: StoredValue<String>,
    /// The identifier of the chosen model.
    pub chosen: Signal<String>,
    /// What the chosen model costs, and where.
    pub echo: Signal<String>,
    pub choose: Callback<String>,
}

/// A model as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    id: String,
    name: String,
    provider: String,
    price: String,
    secondary: bool,
}

impl Entry {
    fn matches(&self, wanted: &[String]) -> bool {
        let text = format!("{} {} {}", self.name, self.provider, self.price).to_lowercase();
        wanted.iter().all(|word| text.contains(word.as_str()))
    }
}

/// The card's models whose name, provider or price holds every word, by provider.
fn entries(card: &RateCard, filter: &str) -> Vec<Entry> {
    let wanted: Vec<String> = filter.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let all = card.models().iter().map(|model| Entry {
        id: model.id.clone(),
        name: model.name.clone(),
        provider: card.provider_of(model).name.clone(),
        price: price(card, &model.id),
        secondary: model.secondary,
    });
    all.filter(|entry| entry.matches(&wanted)).collect()
}

/// Input and output for a million tokens, Standard: `3.00 / 15.00`.
fn price(card: &RateCard, model: &str) -> String {
    let Some(scope) = card.scopes(model).first().copied() else { return String::new() };
    let region = region_near("us-east-1", &card.regions(model, scope));
    let of = |meter| {
        let (buying, length) = (Buying::Standard, PromptLength::Ordinary);
        let rate = card.rate(&RateKey { model, scope, region: &region, buying, length, meter })?.rate;
        let text = rate.per_million().to_string();
        Some(match text.split_once('.').map(|(_, places)| places.len()) {
            None => format!("{text}.00"),
            Some(1) => format!("{text}0"),
            Some(_) => text,
        })
    };
    match (of(Meter::Input), of(Meter::Output)) {
        (Some(input), Some(output)) => format!("{input} / {output}"),
        (Some(input), None) => input,
        _ => String::new(),
    }
}

impl ModelPicker {
    /// The field.
    pub fn view(self) -> AnyView {
        let calculator = use_calculator();
        let open = RwSignal::new(false);
        let active = RwSignal::new(0_usize);
        let filter = RwSignal::new(String::new());
        let node = NodeRef::<Input>::new();
        let found =
            Memo::new(move |_| if open.get() { entries(&calculator.card.read(), &filter.read()) } else { Vec::new() });
        let name = Memo::new(move |_| words::model_name(&calculator.card.read(), &self.chosen.read()).to_owned());

        // The document keeps the draft; while the list is closed it shows the chosen name.
        Effect::new(move |_| {
            let (name, is_open, _) = (name.get(), open.get(), calculator.arrivals());
            if let Some(input) = node.get()
                && !is_open
            {
                input.set_value(&name);
            }
        });
        Effect::new(move |_| {
            let option = format!("{}-option-{}", self.id.read_value(), active.get());
            if open.get() && found.with(|found| !found.is_empty()) {
                page::show(&option);
            }
        });

        let show = move || {
            if !open.get_untracked() {
                filter.set(String::new());
                open.set(true);
                let chosen = self.chosen.get_untracked();
                let position = found.with_untracked(|found| found.iter().position(|entry| entry.id == chosen));
                active.set(position.unwrap_or(0));
                // What is typed next takes the name's place.
                if let Some(input) = node.get_untracked() {
                    input.select();
                }
            }
        };
        let take = move |index: usize| {
            let id = found.with_untracked(|found| found.get(index).map(|entry| entry.id.clone()));
            open.set(false);
            if let Some(id) = id {
                self.choose.run(id);
            }
        };
        let typed = move |event| {
            open.set(true);
            filter.set(event_target_value(&event));
            active.set(0);
        };
        let key = move |event: leptos::ev::KeyboardEvent| {
            let count = found.with_untracked(Vec::len);
            let pressed = event.key();
            match pressed.as_str() {
                "ArrowDown" | "ArrowUp" if !open.get_untracked() => show(),
                "ArrowDown" if count > 0 => active.update(|active| *active = (*active + 1) % count),
                "ArrowUp" if count > 0 => active.update(|active| *active = (*active + count - 1) % count),
                "Enter" if open.get_untracked() => take(active.get_untracked()),
                "Escape" if open.get_untracked() => open.set(false),
                _ => return,
            }
            event.prevent_default();
        };
        let pressed = move |event: leptos::ev::MouseEvent| {
            // Before the blur, which would close the list.
            event.prevent_default();
            let option = page::closest(&event, ".picker-option").and_then(|option| option.get_attribute("id"));
            if let Some(index) = option.and_then(|id| id.rsplit_once('-')?.1.parse().ok()) {
                take(index);
            }
        };
        let id = self.id.get_value();
        let active_id = move || {
            let some = open.get() && found.with(|found| !found.is_empty());
            some.then(|| format!("{}-option-{}", self.id.read_value(), active.get()))
        };
        view! {
            <div class="field field-wide">
                <label for=id.clone()>"Model"</label>
                <div class="picker">
                    <input node_ref=node id=id.clone() type="text" role="combobox" aria-autocomplete="list"
                        aria-expanded=move || open.get().to_string() aria-controls=format!("{id}-list")
                        aria-activedescendant=active_id autocomplete="off" spellcheck="false"
                        aria-describedby=format!("{id}-echo") prop:value=name.get_untracked()
                        on:focus=move |_| show()
                        on:click=move |_| show() on:input=typed on:keydown=key on:blur=move |_| open.set(false)/>
                    <div class="picker-list" id=format!("{id}-list") role="listbox" aria-label="Models"
                        hidden=move || !open.get() on:mousedown=pressed>
                        {move || open.get().then(|| found.with(|found| self.list(found, active.get())))}
                    </div>
                </div>
                <p class="echo" id=format!("{id}-echo")>{self.echo}</p>
            </div>
        }
        .into_any()
    }

    /// The options, each provider's together.
    fn list(self, found: &[Entry], active: usize) -> AnyView {
        if found.is_empty() {
            let empty = "No model matches.";
            return view! {
                <div class="picker-empty" role="option" aria-selected="false" aria-disabled="true">{empty}</div>
            }
            .into_any();
        }
        let (id, chosen) = (self.id.get_value(), self.chosen.get());
        let mut groups: Vec<(String, Vec<AnyView>)> = Vec::new();
        for (index, entry) in found.iter().enumerate() {
            if groups.last().is_none_or(|(provider, _)| *provider != entry.provider) {
                groups.push((entry.provider.clone(), Vec::new()));
            }
            let option = view! {
                <div class="picker-option" role="option" id=format!("{id}-option-{index}")
                    aria-selected=(entry.id == chosen).to_string() data-active=(index == active).then_some("")>
                    <span>{entry.name.clone()}</span>
                    {entry.secondary.then(|| view! { <span class="tag tag-secondary">"secondary"</span> })}
                    <span class="figure">{entry.price.clone()}</span>
                </div>
            };
            if let Some((_, options)) = groups.last_mut() {
                options.push(option.into_any());
            }
        }
        let group = |(index, (provider, options)): (usize, (String, Vec<AnyView>))| {
            let label = format!("{id}-provider-{index}");
            view! {
                <div role="group" aria-labelledby=label.clone()>
                    <div class="picker-provider" id=label.clone() role="presentation">{provider}</div>
                    {options}
                </div>
            }
            .into_any()
        };
        groups.into_iter().enumerate().map(group).collect::<Vec<_>>().into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_found_by_name_provider_and_price() {
        let card = RateCard::newest();
        let found = |filter: &str| entries(&card, filter).into_iter().map(|entry| entry.id).collect::<Vec<_>>();
        assert!(found("sonnet 4.5").contains(&"claude-sonnet-4.5".to_owned()));
        assert!(found("anthropic 3.00 / 15.00").contains(&"claude-sonnet-4.5".to_owned()));
        assert!(found("no such model").is_empty());
        assert_eq!(found("").len(), card.models().len());
    }
}
