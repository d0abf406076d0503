//! A chart as a file: SVG that needs no style sheet, or PNG made from it.

use gloo::utils::{document, window};
use web_sys::js_sys::Array;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, Element, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
    Url,
};

/// What a picture's look depends on, as attributes that every program reads.
const LOOKS: [&str; 13] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "stroke-linecap",
    "opacity",
    "paint-order",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
];

/// Air around the picture.
const MARGIN: i32 = 24;
/// Room for title and subtitle above it.
const HEAD: i32 = 60;
/// Dots of a PNG for each pixel: sharp on slides.
const SCALE: f64 = 2.0;

/// The form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For slides.
    Png,
    /// To edit.
    Svg,
}

/// Saves the chart with this id as a picture. Loaded on demand.
pub fn picture(id: &str, form: Form) {
    let Some(picture) = Picture::of(id) else { return };
    let _ = match form {
        Form::Png => picture.paint(),
        Form::Svg => save(&picture.name("svg"), &JsValue::from_str(&picture.text), "image/svg+xml"),
    };
}

/// A picture that stands on its own.
struct Picture {
    title: String,
    text: String,
    width: i32,
    height: i32,
}

impl Picture {
    /// The picture of the figure with this id.
    fn of(id: &str) -> Option<Self> {
        let figure = document().get_element_by_id(id)?;
        let plot = figure.query_selector("svg.plot[role='img']").ok()??;
        let copy: Element = plot.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        dress(&plot, &copy)?;
        let number = |name: &str| plot.get_attribute(name)?.parse::<f64>().ok();
        #[allow(clippy::cast_possible_truncation)]
        let (wide, high) = (number("width")? as i32, number("height")?.ceil() as i32);
        let words = |selector: &str| {
            figure
                .query_selector(selector)
                .ok()
                .flatten()
                .and_then(|element| element.text_content())
                .unwrap_or_default()
        };
        let (title, subtitle) = (words("figcaption h2"), words("figcaption p"));
        let (ink, ink_2) = (looked_up(&figure, "figcaption h2", "color"), looked_up(&figure, "figcaption p", "color"));
        let (font, paper) = (looked_up(&figure, "figcaption h2", "font-family"), paper(&figure));
        let (width, height) = (wide + 2 * MARGIN, high + 2 * MARGIN + HEAD);
        let _ = copy.set_attribute("x", &MARGIN.to_string());
        let _ = copy.set_attribute("y", &(MARGIN + HEAD).to_string());
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\
             <g font-family=\"{}\"><text x=\"{MARGIN}\" y=\"{}\" font-size=\"16\" font-weight=\"600\" fill=\"{}\">{}</text>\
             <text x=\"{MARGIN}\" y=\"{}\" font-size=\"14\" fill=\"{}\">{}</text></g>{}</svg>",
            escaped(&paper),
            escaped(&font),
            MARGIN + 16,
            escaped(&ink),
            escaped(&title),
            MARGIN + 38,
            escaped(&ink_2),
            escaped(&subtitle),
            copy.outer_html(),
        );
        Some(Self { title, text, width, height })
    }

    /// The name of a file: the title in lower case, words joined.
    fn name(&self, ending: &str) -> String {
        let mut name = String::new();
        for letter in self.title.chars().take(60) {
            if letter.is_ascii_alphanumeric() {
                name.push(letter.to_ascii_lowercase());
            } else if !name.ends_with('-') && !name.is_empty() {
                name.push('-');
            }
        }
        format!("{}.{ending}", name.trim_end_matches('-'))
    }

    /// Paints it on a canvas and saves that.
    fn paint(self) -> Result<(), JsValue> {
        let image = HtmlImageElement::new()?;
        let data = format!(
            "data:image/svg+xml;charset=utf-8,{}",
            String::from(web_sys::js_sys::encode_uri_component(&self.text))
        );
        let loaded = image.clone();
        let painted = Closure::once_into_js(move || -> Result<(), JsValue> {
            let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
            canvas.set_width(self.width.unsigned_abs() * 2);
            canvas.set_height(self.height.unsigned_abs() * 2);
            let context: CanvasRenderingContext2d =
                canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into().map_err(JsValue::from)?;
            context.scale(SCALE, SCALE)?;
            context.draw_image_with_html_image_element(&loaded, 0.0, 0.0)?;
            let name = self.name("png");
            let done = Closure::once_into_js(move |blob: Blob| {
                let _ = save_blob(&name, &blob);
            });
            canvas.to_blob(done.unchecked_ref())
        });
        image.set_onload(Some(painted.unchecked_ref()));
        image.set_src(&data);
        Ok(())
    }
}

/// Gives a copy the looks that the original has from the style sheets.
fn dress(original: &Element, copy: &Element) -> Option<()> {
    let look = window().get_computed_style(original).ok()??;
    for name in LOOKS {
        if let Ok(value) = look.get_property_value(name)
            && !value.is_empty()
        {
            let _ = copy.set_attribute(name, &value);
        }
    }
    let _ = copy.remove_attribute("class");
    let (originals, copies) = (original.children(), copy.children());
    for index in 0..originals.length() {
        dress(&originals.item(index)?, &copies.item(index)?)?;
    }
    Some(())
}

fn looked_up(figure: &Element, selector: &str, property: &str) -> String {
    let element = figure.query_selector(selector).ok().flatten();
    let look = element.and_then(|element| window().get_computed_style(&element).ok().flatten());
    look.and_then(|look| look.get_property_value(property).ok()).unwrap_or_default()
}

/// The color of the card that the figure stands on.
fn paper(figure: &Element) -> String {
    let card = figure.closest(".card").ok().flatten();
    let look = card.and_then(|card| window().get_computed_style(&card).ok().flatten());
    look.and_then(|look| look.get_property_value("background-color").ok()).unwrap_or_else(|| "#fff".to_owned())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn save(name: &str, content: &JsValue, kind: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    save_blob(name, &Blob::new_with_str_sequence_and_options(&Array::of1(content), &options)?)
}

fn save_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    Url::revoke_object_url(&address)
}
