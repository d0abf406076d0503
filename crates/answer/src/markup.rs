//! Elements written one after the other, from templates.
//!
//! A template is HTML with slots, kept in the page's WASM as the text it is and read when it is written: an element
//! costs its text and one call, where a chain of builder calls costs a call for each of its attributes.

use crate::element::{Element, el};

/// Elements as they are written: a template may leave elements open, which later ones fill and close.
///
/// ```
/// # use answer::Markup;
/// let mut page = Markup::new();
/// page.add("<ul class='{}'>", &["plain-list"]);
/// for name in ["a", "b"] {
///     page.add("<li>{}: <b>{}</b></li>", &["Name", name]);
/// }
/// page.end();
/// ```
///
/// What a template can hold:
///
/// - `{}` in a text or a value: the next of the slots, as it is read;
/// - `name='value'`: an attribute, always in single quotes; an empty `class` is left out;
/// - `?name='value'`, `?name`: an attribute that is there where the next slot isn't empty. See [`when`];
/// - `key='value'`: what tells the element from its sisters. See [`Parts::key`](crate::Parts::key);
/// - `<input type='text'/>`: an element with nothing in it.
#[derive(Debug)]
pub struct Markup {
    /// The element that is being filled.
    present: Element,
    /// Those around it, the outermost first.
    around: Vec<Element>,
}

/// The slot of an attribute that is there where this is so.
pub const fn when(is: bool) -> &'static str {
    if is { "true" } else { "" }
}

/// The value of an attribute that says whether this is so.
pub const fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

impl Default for Markup {
    fn default() -> Self {
        Self::new()
    }
}

impl Markup {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { present: el(""), around: Vec::new() }
    }

    /// All that was written, as the children of an element without a name.
    pub fn finish(mut self) -> Element {
        while !self.around.is_empty() {
            self.end();
        }
        self.present
    }

    /// Writes a template with its slots filled in.
    #[inline(never)]
    pub fn add(&mut self, template: &'static str, slots: &[&str]) {
        let mut template = Template { rest: template, slots: slots.iter() };
        loop {
            self.text(template.until(b"<{"));
            match template.next() {
                b'{' => self.text(template.slot()),
                b'<' if template.rest.starts_with('/') => {
                    let closed = template.until(b">");
                    debug_assert_eq!(closed.get(1..), Some(self.present.tag), "the wrong element is closed");
                    template.next();
                    self.end();
                }
                b'<' => {
                    let (element, is_empty) = template.element();
                    self.around.push(core::mem::replace(&mut self.present, element));
                    if is_empty {
                        self.end();
                    }
                }
                _ => break,
            }
        }
        debug_assert!(template.slots.next().is_none(), "a slot too many");
    }

    /// Writes a text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        self.present.push_text(text);
    }

    /// Writes an element that is there already.
    #[inline(never)]
    pub fn put(&mut self, element: Element) {
        self.present.push(element);
    }

    /// Writes again what was written elsewhere and [finished](Self::finish).
    #[inline(never)]
    pub fn put_all(&mut self, finished: &Element) {
        for node in &finished.children {
            self.present.push_node(node.clone());
        }
    }

    /// Closes the element that was opened last.
    #[inline(never)]
    pub fn end(&mut self) {
        if let Some(outer) = self.around.pop() {
            let element = core::mem::replace(&mut self.present, outer);
            self.present.push(element);
        }
    }
}

/// What is left of a template, and of its slots.
struct Template<'a> {
    rest: &'static str,
    slots: core::slice::Iter<'a, &'a str>,
}

impl<'a> Template<'a> {
    /// What comes before the first of these letters.
    #[inline(never)]
    fn until(&mut self, stops: &[u8]) -> &'static str {
        let mut length = 0;
        for letter in self.rest.bytes() {
            if stops.contains(&letter) {
                break;
            }
            length += 1;
        }
        let (before, rest) = self.rest.split_at_checked(length).unwrap_or_default();
        self.rest = rest;
        before
    }

    /// The next letter, which is one of ASCII; zero at the end.
    #[inline(never)]
    fn next(&mut self) -> u8 {
        let next = self.rest.bytes().next().unwrap_or_default();
        self.rest = self.rest.get(1..).unwrap_or_default();
        next
    }

    /// Takes the next letter where it is this one.
    fn takes(&mut self, letter: u8) -> bool {
        let is = self.rest.bytes().next() == Some(letter);
        if is {
            self.next();
        }
        is
    }

    /// The next slot; what is left of its mark is taken too.
    fn slot(&mut self) -> &'a str {
        self.takes(b'}');
        debug_assert!(self.slots.len() > 0, "a slot too few");
        self.slots.next().copied().unwrap_or_default()
    }

    /// An element with its attributes, and whether nothing can be in it.
    fn element(&mut self) -> (Element, bool) {
        let mut element = el(self.until(b" />"));
        loop {
            match self.next() {
                b' ' => self.attribute(&mut element),
                b'/' => {
                    self.next();
                    return (element, true);
                }
                _ => return (element, false),
            }
        }
    }

    fn attribute(&mut self, element: &mut Element) {
        let is_there = !self.takes(b'?') || !self.slot().is_empty();
        let name = self.until(b"= />");
        let mut value = String::new();
        if self.takes(b'=') {
            self.next();
            loop {
                value.push_str(self.until(b"'{"));
                if self.next() != b'{' {
                    break;
                }
                value.push_str(self.slot());
            }
        }
        if is_there {
            element.set(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Markup, when};
    use crate::element::{Element, Node, html};

    fn elements(page: Markup) -> Vec<Element> {
        page.finish().children.iter().cloned().filter_map(Node::into_element).collect()
    }

    fn written(template: &'static str, slots: &[&str]) -> String {
        let mut page = Markup::new();
        page.add(template, slots);
        html(&elements(page))
    }

    #[test]
    fn slots_are_filled_in_order_and_hold_no_markup() {
        let text = written("<p id='{}-a' class='b {}'>{}, <b>c</b> {}</p>", &["x", "", "<i>", "{}"]);
        assert_eq!(text, "<p id=\"x-a\" class=\"b\">\n  &lt;i&gt;, \n  <b>c</b>\n   {}\n</p>\n");
    }

    #[test]
    fn an_attribute_can_depend_on_a_slot() {
        let text = written("<input class='{}' ?hidden ?a='{}' ?b='c' d=''/>", &["", when(true), when(false), "x", "y"]);
        assert_eq!(text, "<input hidden b=\"c\" d>\n");
    }

    #[test]
    fn elements_stay_open_until_they_are_closed() {
        let mut page = Markup::new();
        page.add("<ul key='list'>", &[]);
        page.add("<li>’</li><li>", &[]);
        page.text("b");
        let list = elements(page);
        assert!(list.iter().all(|list| list.key == "list"));
        assert_eq!(html(&list), "<ul>\n  <li>’</li>\n  <li>b</li>\n</ul>\n");
    }
}
