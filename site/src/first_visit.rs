//! The first visit: one sentence of what this is, one button, six templates: the seventh is in the menu. Gone once the example is left.

use leptos::prelude::*;

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::{Screen, calculator};
use crate::templates::{self, Start, TEMPLATES, Template};

/// The section, while the page shows its example.
pub fn first_visit() -> AnyView {
    let calculator = calculator();
    flat::shown_if(move || calculator.is_example() && !browser::is_framed(), section)
}

fn section() -> AnyView {
    let calculator = calculator();
    // One row of them: the chat with checks is the support chat with one service more, and stands in the menu.
    let shown = TEMPLATES.iter().filter(|template| template.start != Start::ScreenedChat);
    let tiles = shown.map(tile).collect::<Vec<_>>();
    view! {
        <section class="stack first-visit" aria-labelledby="intro-title">
            <div class="intro">
                <div>
                    <h1 id="intro-title">"What will Amazon Bedrock cost you?"</h1>
                    <p>
                        "Estimate your Bedrock bill, see what caching, batch and commitments save, and check every number against its AWS price."
                    </p>
                </div>
                <button class="btn primary large" type="button"
                    on:click=flat::clicked(move || templates::begin(calculator, Start::Empty))>
                    "Price my app " {icon(icon::ARROW, "16")}
                </button>
            </div>
            <p class="row">
                <button class="btn" type="button" id="from-bill" on:click=flat::clicked(move || calculator.screen.set(Screen::Bill))>
                    {icon(icon::UPLOAD, "16")} " Start from your AWS bill"
                </button>
            </p>
            <h2 class="sub tpl-l">"Or start from a template"</h2>
            <div class="tpls">{tiles}</div>
        </section>
    }
    .into_any()
}

fn tile(template: &'static Template) -> AnyView {
    let calculator = calculator();
    view! {
        <button class="tpl" type="button" on:click=flat::clicked(move || templates::begin(calculator, template.start))>
            <span class="ico">{icon(template.icon, "16")}</span>
            <b>{template.title}</b>
            <small>{template.about}</small>
        </button>
    }
    .into_any()
}
