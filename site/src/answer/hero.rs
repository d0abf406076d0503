//! The hero card: what inference costs. Each figure opens to how it is computed. While the card is out of sight, a bar under
//! the header says the same and leads back to it.

use explain::drawing;
use explain::{Hero, HeroFigure, HeroPart};
use leptos::html::Section;
use leptos::prelude::*;
use pricing::money::Usd;
use pricing::price::MissingRate;
use pricing::report::{Owner, Report};
use web_sys::js_sys::Array;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::late::{self, Soon};
use crate::organization;
use crate::state::{Answer, Calculator, Period, Tab, calculator};

/// What the card and the bar show; `None` while nothing could ever be priced.
pub(super) fn figures(calculator: Calculator) -> Memo<Option<Hero>> {
    flat::memo(move || {
        let period = period(calculator);
        calculator.priced.with(|present| {
            let answer = present.answer.as_ref()?;
            Some(explain::hero(&answer.report, &answer.scenario, period))
        })
    })
}

/// The period that figures are shown for.
pub(super) fn period(calculator: Calculator) -> drawing::Period {
    match calculator.period.get() {
        Period::Month => drawing::Period::Month,
        Period::Year => drawing::Period::Year,
    }
}

/// The card, and the bar that stays while the card is out of sight.
pub fn hero() -> AnyView {
    let place = NodeRef::<Section>::new();
    view! { {bar(place)} {card(place)} }.into_any()
}

fn card(place: NodeRef<Section>) -> AnyView {
    let calculator = calculator();
    let hero = figures(calculator);
    let of = move |text: fn(&Hero) -> String| {
        flat::text(move || hero.with(|hero| hero.as_ref().map(text).unwrap_or_default()))
    };
    let badge = flat::part(move || {
        let words = calculator.priced.with(|present| {
            let is_workload = |missing: &&MissingRate| matches!(missing.owner, Owner::Workload(_));
            let (all, without) = (present.scenario.workloads.len(), present.missing.iter().filter(is_workload).count());
            match (&present.error, present.missing.is_empty(), without) {
                (Some(_), ..) => Some("Not up to date".to_owned()),
                (None, true, _) => match calculator.faults() {
                    0 => None,
                    1 => Some("1 entry isn’t used".to_owned()),
                    faults => Some(format!("{faults} entries aren’t used")),
                },
                (None, false, 0) => Some("Without capacity".to_owned()),
                (None, false, _) => Some(format!("{} of {all} workloads", all.saturating_sub(without))),
            }
        });
        match words {
            Some(words) => view! { <span class="badge bad">{words}</span> }.into_any(),
            None if calculator.is_example() => view! { <span class="badge accent">"Example"</span> }.into_any(),
            None => ().into_any(),
        }
    });
    let note = flat::text(move || {
        let left_out = calculator.priced.with(|present| {
            let names = present.missing.iter().map(|missing| explain::owner_title(&present.scenario, missing.owner));
            names.collect::<Vec<_>>().join(", ")
        });
        if left_out.is_empty() {
            hero.with(|hero| hero.as_ref().map(|hero| hero.pay.note.clone()).unwrap_or_default())
        } else {
            format!("Without {left_out}")
        }
    });
    let opened = RwSignal::new(None::<HeroPart>);
    let has_commitment = has_commitment(calculator);
    let added = flat::part(move || if has_commitment.get() { late::soon(Soon::Added(opened)) } else { not_set() });
    let is_stale = flat::flag(move || calculator.priced.with(|present| present.error.is_some()));
    let [month, list, year] = totals(calculator);
    view! {
        <section class="card hero o1" node_ref=place id="hero" tabindex="-1" aria-label="Answer" class:stale=is_stale data-month=month
            data-list=list data-year=year data-example=move || calculator.is_example().then_some("")>
            <div class="fig">
                <div class="hero-top"><span>{of(|hero| hero.pay.label.to_owned())}</span>{switch(calculator)}</div>
                <div class="big">{opener(figure(hero, |hero| &hero.pay), opened, HeroPart::Pay)} {badge}</div>
                <small>{note}</small>
            </div>
            <div class="fig">
                <span>{of(|hero| hero.other.label.to_owned())}</span>
                <div class="mid">{opener(figure(hero, |hero| &hero.other), opened, HeroPart::Other)}</div>
                <small>{of(|hero| hero.other.note.clone())}</small>
            </div>
            <div class="fig">
                <span>{of(|hero| hero.saved.label.to_owned())}</span>
                <div class="mid">{opener(figure(hero, |hero| &hero.saved), opened, HeroPart::Saved)}</div>
                <small>{of(|hero| hero.saved.note.clone())}</small>
            </div>
            <div class="fig">{added}</div>
            {proof(opened)}
        </section>
    }
    .into_any()
}

/// The id of what an opened figure shows.
const PROOF: &str = "hero-proof";

/// Whether what is priced has a commitment.
fn has_commitment(calculator: Calculator) -> Signal<bool> {
    let has_one = |answer: &std::sync::Arc<Answer>| answer.scenario.commitment.is_some();
    flat::flag(move || calculator.priced.with(|present| present.answer.as_ref().is_some_and(has_one)))
}

/// One of the figures.
fn figure(hero: Memo<Option<Hero>>, of: fn(&Hero) -> &HeroFigure) -> Memo<Option<HeroFigure>> {
    flat::memo(move || hero.with(|hero| hero.as_ref().map(of).cloned()))
}

/// A figure, as the button that opens it.
fn opener(figure: Memo<Option<HeroFigure>>, opened: RwSignal<Option<HeroPart>>, part: HeroPart) -> AnyView {
    let of = move |text: fn(&HeroFigure) -> String| {
        flat::text(move || figure.with(|figure| figure.as_ref().map(text).unwrap_or_default()))
    };
    let is_open = flat::flag(move || opened.get() == Some(part));
    let toggle = flat::clicked(move || opened.update(|opened| *opened = (*opened != Some(part)).then_some(part)));
    let class = of(|figure| if figure.is_good { "open good-t".to_owned() } else { "open".to_owned() });
    view! {
        <button type="button" class=class aria-expanded=move || is_open.get().to_string()
            aria-controls=move || is_open.get().then_some(PROOF) on:click=toggle
            aria-label=of(|figure| format!("{}: {}", figure.label, figure.value))>
            <span id=(part == HeroPart::Pay).then_some("total") title=of(|figure| figure.exact.clone())>
                {of(|figure| figure.value.clone())}
            </span>
            {icon(icon::DOWN, "16")}
        </button>
    }
    .into_any()
}

/// What the opened figure is made of.
fn proof(opened: RwSignal<Option<HeroPart>>) -> AnyView {
    flat::part(move || match opened.get() {
        None => ().into_any(),
        Some(part) => {
            view! { <div class="hero-proof" id=PROOF>{late::breakdown(late::Breakdown::Hero(part))}</div> }.into_any()
        }
    })
}

/// What the page around an embed is told: the month, its list price and the year to the cent, where they are those of all
/// that is asked for.
fn totals(calculator: Calculator) -> [Memo<Option<String>>; 3] {
    let total = move |of: fn(&Report) -> Option<Usd>| {
        flat::memo(move || {
            let has_fault = calculator.first_fault().is_some();
            calculator.priced.with(|present| {
                let whole = present.fresh().filter(|_| !has_fault && present.missing.is_empty());
                whole.and_then(|answer| of(&answer.report)).map(|total| total.to_string())
            })
        })
    };
    [
        total(|report| Some(report.month())),
        total(|report| report.ladder.as_ref().ok().map(|ladder| ladder.list)),
        total(|report| Some(report.year())),
    ]
}

/// What AI adds to the commitment's payment.
fn added_figure() -> Memo<Option<HeroFigure>> {
    let calculator = calculator();
    flat::memo(move || {
        calculator.priced.with(|present| {
            let answer = present.answer.as_ref()?;
            explain::hero_added(&answer.report, &answer.scenario, &answer.card)
        })
    })
}

/// The same, in the card.
pub fn added(opened: RwSignal<Option<HeroPart>>) -> AnyView {
    let figure = added_figure();
    let of = move |text: fn(&HeroFigure) -> String| {
        flat::text(move || figure.with(|figure| figure.as_ref().map(text).unwrap_or_default()))
    };
    view! {
        <span>{of(|added| added.label.to_owned())}</span>
        <div class="mid">{opener(figure, opened, HeroPart::Added)}</div>
        <small>{of(|added| added.note.clone())}</small>
    }
    .into_any()
}

/// The same, in the bar.
pub fn added_in_bar() -> AnyView {
    let figure = added_figure();
    flat::part(move || figure.get().map_or_else(|| ().into_any(), |added| bar_figure(&added, "")))
}

/// A figure in the bar.
fn bar_figure(of: &HeroFigure, class: &'static str) -> AnyView {
    view! { <span class="hero-fig"><b class=class>{of.value.clone()}</b> " " <span>{of.in_short}</span></span> }
        .into_any()
}

/// Where to enter a commitment, in place of what AI adds to it.
fn not_set() -> AnyView {
    let calculator = calculator();
    view! {
        <span>"Added to your bill"</span>
        <div class="mid"><span class="faint">"Not set"</span></div>
        <small>
            <button class="link" type="button" on:click=flat::clicked(move || {
                calculator.tab.set(Tab::Commitment);
                organization::open(calculator, "commitment");
            })>"Add your commitment"</button>
        </small>
    }
    .into_any()
}

/// Month or year, for every figure in view.
fn switch(calculator: Calculator) -> AnyView {
    let choice = move |period: Period, label: &'static str| {
        let chosen = flat::flag(move || calculator.period.get() == period);
        let choose: flat::Happened = Box::new(move |_| calculator.period.set(period));
        view! {
            <label>
                <input type="radio" name="per" checked=chosen.get_untracked() prop:checked=chosen on:change=choose/>
                {label}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="seg">
            <legend class="sr">"Show figures per"</legend>
            {choice(Period::Month, "Month")}
            {choice(Period::Year, "Year")}
        </fieldset>
    }
    .into_any()
}

/// The bar that stays while the card is out of sight: pressed, it leads back to the answer.
fn bar(card: NodeRef<Section>) -> AnyView {
    let calculator = calculator();
    let hero = figures(calculator);
    let is_away = RwSignal::new(false);
    let has_commitment = has_commitment(calculator);
    watch(card, is_away);
    let to_answer = flat::clicked(|| {
        browser::to_top_of("answer");
        browser::focus("hero");
    });
    let figures = flat::part(move || {
        let Some(hero) = hero.get() else { return ().into_any() };
        let saved = if hero.saved.is_good { "good-t" } else { "" };
        let mut all = vec![bar_figure(&hero.pay, ""), bar_figure(&hero.other, ""), bar_figure(&hero.saved, saved)];
        if has_commitment.get() {
            all.push(late::soon(Soon::AddedInBar));
        }
        all.into_any()
    });
    view! {
        <div class="hero-stay">
            <button type="button" class="hero-bar" hidden=move || !is_away.get() on:click=to_answer>
                {figures}
                <span class="sr">"Go to the answer"</span>
                <span class="hero-up">{icon(icon::UP, "16")}</span>
            </button>
        </div>
    }
    .into_any()
}

/// Follows whether the card is out of sight, above.
fn watch(card: NodeRef<Section>, is_away: RwSignal<bool>) {
    let watched = StoredValue::new_local(None::<Watch>);
    Effect::new(move || {
        let Some(card) = card.get() else { return };
        let seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let entry = entries.pop().unchecked_into::<IntersectionObserverEntry>();
            // Below the screen it isn't missed: there the reader is at the top of the page.
            let is_above = entry.bounding_client_rect().top() < 0.0;
            is_away.try_set(!entry.is_intersecting() && is_above);
        });
        let options = IntersectionObserverInit::new();
        // The header covers the first 56 pixels.
        options.set_root_margin("-72px 0px 0px 0px");
        if let Ok(observer) = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options) {
            observer.observe(&card);
            watched.set_value(Some(Watch { observer, _seen: seen }));
        }
    });
}

/// An observer, disconnected when it goes: before the function that it calls does.
struct Watch {
    observer: IntersectionObserver,
    _seen: Closure<dyn FnMut(Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
