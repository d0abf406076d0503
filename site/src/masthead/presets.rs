//! The presets by name, each with its publication.

use leptos::prelude::*;
use pricing::presets::presets;

use super::menu::Menu;
use crate::state::Calculator;

pub fn menu(calculator: Calculator) -> AnyView {
    let menu = Menu::new("preset-panel", "Presets", "menu-button");
    // Made when the panel opens, since it is seldom needed.
    let list = move || {
        menu.is_open.get().then(|| {
            let present = calculator.scenario();
            let item = |preset: pricing::presets::Preset| {
                let current = (preset.scenario == *present).then_some("true");
                let publication = preset.publication;
                let note = format!("{} {}, {}", preset.about, publication.publisher, publication.published);
                let load = move |_| {
                    calculator.replace(preset.scenario.clone());
                    calculator.link_problems.set(Vec::new());
                    menu.close();
                };
                view! {
                    <li>
                        <button type="button" class="preset" aria-current=current on:click=load>
                            <span class="preset-name">{preset.title}</span>
                            <span class="preset-note">{note}</span>
                        </button>
                    </li>
                }
            };
            presets().into_iter().map(item).collect::<Vec<_>>()
        })
    };
    let contents = view! {
        <p>"Loading a preset replaces the scenario. Undo brings yours back."</p>
        <ul>{list}</ul>
    };
    menu.view(Callback::new(|()| ()), contents.into_any())
}
