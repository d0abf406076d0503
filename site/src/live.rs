//! Elements in the document, kept up to date; and what the reader types and chooses in them.

use answer::{Element, Markup};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlOptionElement};

use crate::answer::patch;
use crate::kept::effect;

/// Keeps the contents of `root` equal to what `elements` gives.
pub fn keep(root: web_sys::Element, elements: Box<dyn Fn() -> Vec<Element>>) {
    keep_written(
        root,
        Box::new(move |page| {
            for element in elements() {
                page.put(element);
            }
        }),
    );
}

/// Keeps the contents of `root` equal to what `write` writes.
pub fn keep_written(root: web_sys::Element, write: Box<dyn Fn(&mut Markup)>) {
    let mut shown = Markup::new().finish();
    effect(Box::new(move || {
        let mut page = Markup::new();
        write(&mut page);
        let now = page.finish();
        patch::children(&root, &shown.children, &now.children, false);
        shown = now;
        agree(&root);
    }));
}

/// Fields say what their attributes say, whatever the reader did to them since.
fn agree(root: &web_sys::Element) {
    let Ok(found) = root.query_selector_all("input,option") else { return };
    for index in 0..found.length() {
        let Some(node) = found.get(index) else { continue };
        if let Some(option) = node.dyn_ref::<HtmlOptionElement>() {
            let selected = option.has_attribute("selected");
            if option.selected() != selected {
                option.set_selected(selected);
            }
        } else if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
            if input.type_() == "radio" {
                input.set_checked(input.has_attribute("checked"));
            } else {
                let value = input.get_attribute("value").unwrap_or_default();
                if input.value() != value {
                    input.set_value(&value);
                }
            }
        }
    }
}
