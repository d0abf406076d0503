//! Shapes as SVG.

use explain::drawing::{Chart, Shape};
use leptos::prelude::*;
use std::fmt::Write as _;

/// A chart as SVG. Its ids begin with `id`, so that several charts can stand in one page.
pub fn picture(id: &str, chart: &Chart) -> AnyView {
    let (title, description) = (format!("{id}-title"), format!("{id}-description"));
    let shapes = chart.shapes.iter().map(|of| shape(id, of)).collect::<Vec<_>>();
    let labels = format!("{title} {description}");
    let (width, height) = (chart.width.to_string(), chart.height.to_string());
    view! {
        <svg class="plot" width=width.clone() height=height.clone() viewBox=format!("0 0 {width} {height}") role="img"
            aria-labelledby=labels>
            <title id=title>{chart.title.clone()}</title>
            <desc id=description>{chart.subtitle.clone()}</desc>
            {hatching(id, chart)}
            {shapes}
        </svg>
    }
    .into_any()
}

/// The pattern of what is idle or unused, where the chart has some.
fn hatching(id: &str, chart: &Chart) -> AnyView {
    let is_hatched =
        |shape: &Shape| matches!(shape, Shape::Rect { class: "hatch", .. } | Shape::Path { class: "hatch", .. });
    if !chart.shapes.iter().any(is_hatched) {
        return ().into_any();
    }
    view! {
        <defs>
            <pattern id=format!("{id}-hatch") width="6" height="6" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)">
                <rect class="hatch-bg" width="6" height="6"></rect>
                <line class="hatch-l" x1="0" y1="0" x2="0" y2="6"></line>
            </pattern>
        </defs>
    }
    .into_any()
}

/// One shape.
pub fn shape(id: &str, shape: &Shape) -> AnyView {
    let fill = |class: &str| (class == "hatch").then(|| format!("url(#{id}-hatch)"));
    match shape {
        Shape::Rect { x, y, width, height, radius, class } => view! {
            <rect class=*class x=x.to_string() y=y.to_string() width=width.to_string() height=height.to_string()
                rx=radius.to_string() fill=fill(class)></rect>
        }
        .into_any(),
        Shape::Line { from, to, class } => view! {
            <line class=*class x1=from.0.to_string() y1=from.1.to_string() x2=to.0.to_string() y2=to.1.to_string()></line>
        }
        .into_any(),
        Shape::Path { points, closed, class } => {
            let mut data = String::new();
            for (x, y) in points {
                data.push_str(if data.is_empty() { "M" } else { "L" });
                // Writing into a text can't fail.
                let _ = write!(data, "{x} {y}");
            }
            if *closed {
                data.push('Z');
            }
            view! { <path class=*class d=data fill=fill(class)></path> }.into_any()
        }
        Shape::Circle { at, radius, class } => view! {
            <circle class=*class cx=at.0.to_string() cy=at.1.to_string() r=radius.to_string()></circle>
        }
        .into_any(),
        Shape::Text { x, y, text, class } => view! {
            <text class=*class x=x.to_string() y=y.to_string()>{text.clone()}</text>
        }
        .into_any(),
    }
}
