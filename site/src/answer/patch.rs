//! Puts elements into the document and keeps them up to date: what stays the same isn't touched.

use crate::page::document;
use answer::Node;
use web_sys::wasm_bindgen::JsCast as _;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Brings the children of an element from `old` to `new`. Those with the same name and key are kept.
pub fn children(parent: &web_sys::Node, old: &[Node], new: &[Node], svg: bool) {
    // What is there, in the order of the document, and then what isn't taken yet.
    let mut left: Vec<(web_sys::Node, &Node)> = Vec::with_capacity(old.len());
    let mut next = parent.first_child();
    for node in old {
        let Some(child) = next else { break };
        next = child.next_sibling();
        left.push((child, node));
    }
    let mut kept = Vec::with_capacity(new.len());
    for node in new {
        let place = left.iter().position(|(_, old)| is_same(old, node));
        kept.push(place.map(|place| left.remove(place)));
    }
    for (child, _) in left {
        // A child of its parent can always be taken out, here and below; there is nothing to do if not.
        let _ = parent.remove_child(&child);
    }
    let mut at = parent.first_child();
    for (node, kept) in new.iter().zip(kept) {
        let child = match kept {
            Some((child, old)) => {
                patch(&child, old, node, svg);
                Some(child)
            }
            None => create(node, svg),
        };
        let Some(child) = child else { continue };
        if at.as_ref() == Some(&child) {
            at = child.next_sibling();
        } else {
            let _ = parent.insert_before(&child, at.as_ref());
        }
    }
}

fn is_same(old: &Node, new: &Node) -> bool {
    match (old, new) {
        (Node::Text(_), Node::Text(_)) => true,
        (Node::Element(old), Node::Element(new)) => old.tag == new.tag && old.key == new.key,
        _ => false,
    }
}

fn patch(child: &web_sys::Node, old: &Node, new: &Node, svg: bool) {
    match (old, new) {
        (Node::Text(old), Node::Text(new)) if old != new => child.set_node_value(Some(new)),
        (Node::Element(old), Node::Element(new)) if old != new => {
            if let Some(element) = child.dyn_ref::<web_sys::Element>() {
                attributes(element, &old.attributes, &new.attributes);
                children(element, &old.children, &new.children, svg || new.tag == "svg");
            }
        }
        _ => {}
    }
}

fn attributes(element: &web_sys::Element, old: &[(&'static str, String)], new: &[(&'static str, String)]) {
    for attribute in new {
        if !old.contains(attribute) {
            let _ = element.set_attribute(attribute.0, &attribute.1);
        }
    }
    for (name, _) in old {
        if !new.iter().any(|(other, _)| other == name) {
            let _ = element.remove_attribute(name);
        }
    }
}

pub fn create(node: &Node, svg: bool) -> Option<web_sys::Node> {
    match node {
        Node::Text(text) => Some(document().create_text_node(text).into()),
        Node::Element(node) => {
            let svg = svg || node.tag == "svg";
            let created = if svg {
                document().create_element_ns(Some(SVG), node.tag)
            } else {
                document().create_element(node.tag)
            };
            let element = created.ok()?;
            attributes(&element, &[], &node.attributes);
            for child in &node.children {
                if let Some(child) = create(child, svg) {
                    let _ = element.append_child(&child);
                }
            }
            Some(element.into())
        }
    }
}
