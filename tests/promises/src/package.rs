//! The package for JavaScript: whatever it is given, it answers with JSON of the form it promises.

use pricing_js::json::{decode_link, encode_link, ladder, price, rate_card};
use serde_json::Value;

/// Every function answers, and the answers agree with each other.
///
/// # Panics
/// Where that isn't so.
pub fn holds(text: &str) {
    let _ = answered(&rate_card(text));
    scenario_holds(text);
    let Some(link) = answered(&decode_link(text)) else { panic!("a link is always read") };
    if let Some(scenario) = link.get("scenario").filter(|scenario| !scenario.is_null()) {
        scenario_holds(&scenario.to_string());
    }
}

fn scenario_holds(scenario: &str) {
    let (priced, steps, link) =
        (answered(&price(scenario)), answered(&ladder(scenario)), answered(&encode_link(scenario)));
    if let Some(steps) = steps {
        let month = priced.as_ref().and_then(|report| report.pointer("/totals/month"));
        assert_eq!(steps.get("end"), month, "the ladder ends at what is paid: {scenario}");
    }
    assert!(priced.is_none() || link.is_some(), "what is priced has a link: {scenario}");
    let Some(link) = link else { return };
    let Some(read) = answered(&decode_link(link.as_str().unwrap_or_default())) else { panic!("a link is always read") };
    // A workload without a model and without tokens costs nothing; its link says that the model is still to be chosen.
    let is_unnamed = link.as_str().is_some_and(|link| link.contains("model=&"));
    assert!(is_unnamed || read.get("problems") == Some(&Value::Array(Vec::new())), "{link}");
    let again = read.get("scenario").map(Value::to_string).unwrap_or_default();
    assert_eq!(answered(&price(&again)), priced, "what a link means costs the same: {again}");
    // A purchase for a workload that isn't there is for one fewer in the link; from then on it is written alike.
    let Some(link) = answered(&encode_link(&again)) else { panic!("what a link means has a link: {again}") };
    let Some(read) = answered(&decode_link(link.as_str().unwrap_or_default())) else { panic!("a link is always read") };
    let again = read.get("scenario").map(Value::to_string).unwrap_or_default();
    assert_eq!(answered(&encode_link(&again)), Some(link), "{again}");
}

/// The value of an answer; `None` where it says what is wrong.
fn answered(answer: &str) -> Option<Value> {
    let whole: Value = match serde_json::from_str(answer) {
        Ok(whole) => whole,
        Err(error) => panic!("{error}: {answer}"),
    };
    let fields: Vec<&str> = whole.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
    match whole.get("ok").and_then(Value::as_bool) {
        Some(true) => {
            assert_eq!(fields, ["ok", "value"], "{answer}");
            whole.get("value").cloned()
        }
        Some(false) => {
            assert_eq!(fields, ["errors", "ok"], "{answer}");
            let errors = whole.get("errors").and_then(Value::as_array).cloned().unwrap_or_default();
            assert!(!errors.is_empty(), "{answer}");
            for error in &errors {
                let text = |name: &str| error.get(name).and_then(Value::as_str).map(str::to_owned);
                assert!(text("code").is_some_and(|code| !code.is_empty() && code != "internal"), "{answer}");
                assert!(text("message").is_some_and(|message| !message.is_empty()), "{answer}");
                assert!(text("path").is_some(), "{answer}");
            }
            None
        }
        None => panic!("neither good nor bad: {answer}"),
    }
}
