//! The field of a number.
//!
//! Typing is never blocked: what can be read goes to the scenario at once, what can't stays in the field with a sentence
//! below it, and the last good number is still priced.

use leptos::prelude::*;

use super::Label;
use super::kind::{Fault, Kind, Number};
use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::{Draft, calculator};

/// What stands below a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// What is wrong with it; empty for nothing.
    pub wrong: String,
    /// How it was read, or what it comes to; empty where the number says it all.
    pub echo: String,
}

/// What the field shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    text: String,
    wrong: String,
    /// Where it could be two numbers, the texts of both.
    either: Option<[String; 2]>,
    echo: String,
    /// Where the slider stands, in percent.
    percent: u64,
}

/// The field of a number.
#[component]
pub fn NumberField(
    /// Unique on the page.
    id: String,
    /// Above the field.
    label: Label,
    /// Before the number: `$`; empty for nothing.
    #[prop(optional)]
    before: &'static str,
    /// After the number; empty for nothing.
    #[prop(optional)]
    unit: &'static str,
    /// How it is read and written.
    kind: Kind,
    /// Whether a slider stands beside it; for shares.
    #[prop(optional)]
    has_slider: bool,
    /// The number as it stands.
    number: Signal<Number>,
    /// What stands below it.
    says: Signal<Says>,
    /// A number was typed.
    put: Callback<Number>,
) -> AnyView {
    let calculator = calculator();
    let of = id.clone();
    let shown = flat::memo(move || shown(kind, [before, unit], number.get(), says.get(), calculator.draft(&of)));
    let (of, line) = (id.clone(), label.line());
    let typed = Callback::new(move |text: String| {
        let read = kind.read(&text, browser::decimal_sign());
        let fault = read.as_ref().err().map(|fault| fault.text.clone());
        calculator.set_draft(Draft { field: of.clone(), label: line.clone(), text, fault });
        if let Ok(number) = read {
            put.run(number);
        }
    });
    let text = flat::text(move || shown.with(|shown| shown.text.clone()));
    let is_wrong = flat::flag(move || shown.with(|shown| !shown.wrong.is_empty()));
    let (error_id, echo_id) = (format!("{id}-error"), format!("{id}-echo"));
    let described = flat::text({
        let (error_id, echo_id) = (error_id.clone(), echo_id.clone());
        move || {
            shown.with(|shown| {
                let error = if shown.wrong.is_empty() { "" } else { &error_id };
                let echo = if shown.echo.is_empty() { "" } else { &echo_id };
                format!("{error} {echo}").trim().to_owned()
            })
        }
    });
    let name = label.above(&id);
    let input = view! {
        <div class=move || if is_wrong.get() { "box is-bad" } else { "box" }>
            {(!before.is_empty()).then(|| view! { <span class="pre">{before}</span> }.into_any())}
            <input id=id.clone() type="text" inputmode=kind.keyboard() autocomplete="off" spellcheck="false"
                aria-label=label.term.map(|_| label.line())
                aria-invalid=move || is_wrong.get().then_some("true")
                aria-describedby=move || described.with(|ids| (!ids.is_empty()).then(|| ids.clone()))
                value=text prop:value=text
                on:focus=move |event| browser::select_all(&event)
                on:input=flat::valued(move |value| typed.run(value))
                on:change=flat::valued(move |_| calculator.end_step())/>
            {(!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> }.into_any())}
        </div>
    }
    .into_any();
    let input = if has_slider { beside_slider(&label, shown, typed, input) } else { input };
    let error = flat::part(move || {
        let (wrong, either) = shown.with(|shown| (shown.wrong.clone(), shown.either.clone()));
        if wrong.is_empty() { ().into_any() } else { error(error_id.clone(), wrong, either, typed) }
    });
    let echo = flat::text(move || shown.with(|shown| shown.echo.clone()));
    view! { <div class="field">{name} {input} {error} {super::choice::below(echo_id, echo)}</div> }.into_any()
}

fn shown(kind: Kind, around: [&str; 2], number: Number, says: Says, draft: Option<Draft>) -> Shown {
    let sign = browser::decimal_sign();
    let Says { wrong, echo } = says;
    let percent = if let Number::Share(share) = number { share.of(100) } else { 0 };
    let as_is = |text| Shown { text, wrong: wrong.clone(), either: None, echo: echo.clone(), percent };
    match draft {
        Some(Draft { text, fault: Some(_), .. }) => {
            let Fault { text: wrong, either } =
                kind.read(&text, sign).err().unwrap_or(Fault { text: String::new(), either: None });
            Shown { text, wrong, either, echo: still_used(kind, around, number, &echo), percent }
        }
        // As typed, as long as that is what the scenario holds.
        Some(draft) if kind.read(&draft.text, sign) == Ok(number) => as_is(draft.text),
        _ => as_is(kind.write(number, sign)),
    }
}

/// What is priced while the text can't be read: the last good number, by its reading where it has one. `around` is what
/// stands before and after the number in the field.
fn still_used(kind: Kind, [before, unit]: [&str; 2], number: Number, echo: &str) -> String {
    if number == Number::Nothing {
        return "Still used: no entry".to_owned();
    }
    if !echo.is_empty() {
        return format!("Still used: {echo}");
    }
    let written = kind.write(number, browser::decimal_sign());
    let written = match unit {
        "" => format!("{before}{written}"),
        "%" => format!("{before}{}%", written.trim_end_matches('%')),
        unit => format!("{before}{written} {unit}"),
    };
    format!("Still used: {written}")
}

fn beside_slider(label: &Label, shown: Memo<Shown>, typed: Callback<String>, input: AnyView) -> AnyView {
    let percent = flat::text(move || shown.with(|shown| shown.percent.to_string()));
    let calculator = calculator();
    view! {
        <div class="share-in">
            <input type="range" min="0" max="100" step="1" aria-label=format!("{}, slider", label.line())
                value=percent prop:value=percent
                on:input=flat::valued(move |value| typed.run(value))
                on:change=flat::valued(move |_| calculator.end_step())/>
            {input}
        </div>
    }
    .into_any()
}

fn error(id: String, wrong: String, either: Option<[String; 2]>, typed: Callback<String>) -> AnyView {
    let choose = either.map(|either| {
        let buttons = either.map(|text| {
            let label = text.clone();
            view! {
                <button type="button" class="btn small" on:click=flat::clicked(move || typed.run(text.clone()))>{label}</button>
            }
            .into_any()
        });
        view! { <div class="row">{buttons.into_iter().collect::<Vec<_>>()}</div> }.into_any()
    });
    view! {
        <p class="err" id=id>{icon(icon::WARNING, "16")} <span>{wrong}</span></p>
        {choose}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use pricing::bounds;
    use pricing::quantity::Share;

    use super::{Kind, Number, still_used};

    #[test]
    fn the_last_good_number_is_named_with_its_unit() {
        let count = Kind::Count(0, bounds::TOKENS_MAX);
        let said = |kind, around, number, echo| still_used(kind, around, number, echo);
        assert_eq!(said(count, ["", "tokens"], Number::Count(2_400_000_000), ""), "Still used: 2.4B tokens");
        assert_eq!(said(count, ["", "tokens"], Number::Count(12), "12 in all"), "Still used: 12 in all");
        assert_eq!(said(Kind::Share, ["", "%"], Number::Share(Share::of_ten_thousand(4_000)), ""), "Still used: 40%");
        assert_eq!(said(Kind::OptionalDollars, ["$", ""], Number::Nothing, ""), "Still used: no entry");
    }
}
