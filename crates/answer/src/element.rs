//! Elements as data.
//!
//! Most are written from templates. See [`Markup`](crate::Markup). The methods of those that are built one call after
//! the other stay out of line, which takes less room in the page's WASM.

/// An element or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text, as it is read: markup in it is no markup.
    Text(String),
}

impl Node {
    /// The element, where it is one.
    pub fn into_element(self) -> Option<Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

/// An element. It is a pointer, so that building one with method after method moves no more than that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(Box<Parts>);

/// An element: what it is, what is written on it, what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Its name, such as `td`.
    pub tag: &'static str,
    /// What tells it from its sisters while their number and order change; empty where its place does.
    pub key: String,
    /// Its attributes; an empty value for one that is just there.
    pub attributes: Vec<(&'static str, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

impl core::ops::Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// An element without attributes.
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, key: String::new(), attributes: Vec::new(), children: Vec::new() }))
}

impl Element {
    /// With a class; an empty one is left out.
    #[must_use]
    #[inline(never)]
    pub fn class(self, class: &str) -> Self {
        self.with("class", class)
    }

    /// With an attribute.
    #[must_use]
    #[inline(never)]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.set(name, value.to_owned());
        self
    }

    /// Gives it an attribute, or its key; an empty class is left out.
    #[inline(never)]
    pub(crate) fn set(&mut self, name: &'static str, mut value: String) {
        match name {
            "key" => self.0.key = value,
            "class" => {
                value.truncate(value.trim_ascii_end().len());
                if !value.is_empty() {
                    self.0.attributes.push((name, value));
                }
            }
            _ => self.0.attributes.push((name, value)),
        }
    }

    /// With an attribute where this is so.
    #[must_use]
    #[inline(never)]
    pub fn with_if(self, is: bool, name: &'static str, value: &str) -> Self {
        if is { self.with(name, value) } else { self }
    }

    /// With several attributes.
    #[must_use]
    #[inline(never)]
    pub fn with_all(mut self, attributes: &[(&'static str, &str)]) -> Self {
        self.0.attributes.extend(attributes.iter().map(|(name, value)| (*name, (*value).to_owned())));
        self
    }

    /// With a key.
    #[must_use]
    #[inline(never)]
    pub fn key(mut self, key: &str) -> Self {
        key.clone_into(&mut self.0.key);
        self
    }

    /// With one more text in it; an empty one is left out.
    #[must_use]
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Self {
        self.push_text(text);
        self
    }

    /// Puts a text behind what is in it; an empty one is left out, and one after another is the same text.
    #[inline(never)]
    pub(crate) fn push_text(&mut self, text: &str) {
        match self.0.children.last_mut() {
            _ if text.is_empty() => {}
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.push_node(Node::Text(text.to_owned())),
        }
    }

    /// Puts an element behind what is in it.
    pub(crate) fn push(&mut self, child: Self) {
        self.push_node(Node::Element(child));
    }

    #[inline(never)]
    pub(crate) fn push_node(&mut self, node: Node) {
        self.0.children.push(node);
    }

    /// With one more element in it.
    #[must_use]
    #[inline(never)]
    pub fn child(mut self, child: Element) -> Self {
        self.push(child);
        self
    }

    /// With more elements in it.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = Element>) -> Self {
        self.extend(&mut children.into_iter())
    }

    #[inline(never)]
    fn extend(mut self, children: &mut dyn Iterator<Item = Element>) -> Self {
        for child in children {
            self.push(child);
        }
        self
    }
}

/// Elements as HTML: those that hold nothing but text and inline elements on one line, the others on lines of their own.
pub fn html(elements: &[Element]) -> String {
    let mut text = String::new();
    for element in elements {
        write_block(element, 0, &mut text);
    }
    text
}

/// Elements that stand within a line of text.
const INLINE: [&str; 12] =
    ["a", "button", "dd", "dt", "input", "li", "option", "rect", "span", "strong", "summary", "td"];

fn is_inline(element: &Element) -> bool {
    let flat = |node: &Node| match node {
        Node::Text(_) => true,
        Node::Element(child) => is_inline(child) && INLINE.contains(&child.tag),
    };
    element.children.iter().all(flat) && element.tag != "dl" && element.tag != "ul"
}

fn write_block(element: &Element, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    text.push_str(&indent);
    if is_inline(element) {
        write_inline(element, text);
    } else {
        open(element, text);
        text.push('\n');
        for child in &element.children {
            match child {
                Node::Element(child) => write_block(child, depth + 1, text),
                Node::Text(words) if words.trim().is_empty() => {}
                Node::Text(words) => {
                    text.push_str(&indent);
                    text.push_str("  ");
                    text.push_str(&escape(words));
                    text.push('\n');
                }
            }
        }
        text.push_str(&indent);
        close(element, text);
    }
    text.push('\n');
}

fn write_inline(element: &Element, text: &mut String) {
    open(element, text);
    for child in &element.children {
        match child {
            Node::Element(child) => write_inline(child, text),
            Node::Text(words) => text.push_str(&escape(words)),
        }
    }
    close(element, text);
}

fn open(element: &Element, text: &mut String) {
    text.push('<');
    text.push_str(element.tag);
    for (name, value) in &element.attributes {
        text.push(' ');
        text.push_str(name);
        if !value.is_empty() {
            text.push_str("=\"");
            text.push_str(&escape(value));
            text.push('"');
        }
    }
    text.push('>');
}

fn close(element: &Element, text: &mut String) {
    if element.tag != "input" {
        text.push_str("</");
        text.push_str(element.tag);
        text.push('>');
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{el, html};

    #[test]
    fn markup_in_a_text_or_an_attribute_is_text() {
        let element = el("p").with("title", "\"<b>\"").text("<script>&").child(el("strong").text("a"));
        assert_eq!(html(&[element]), "<p title=\"&quot;&lt;b&gt;&quot;\">&lt;script&gt;&amp;<strong>a</strong></p>\n");
    }

    #[test]
    fn blocks_stand_on_lines_of_their_own() {
        let element = el("div").with("hidden", "").child(el("p").text("a ").child(el("span").text("b")));
        assert_eq!(html(&[element]), "<div hidden>\n  <p>a <span>b</span></p>\n</div>\n");
    }
}
