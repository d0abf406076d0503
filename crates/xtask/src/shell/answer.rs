//! Total, facts, ladder, notices, assumptions: what the page's components of these names put out.

use super::html::{escape, inner, joined, span};
use super::{Example, tables};
use pricing::chart;
use pricing::explain::{self, Figure};

pub(super) fn model_rates(example: &Example) -> String {
    let Some(workload) = example.scenario.workloads.first() else { return String::new() };
    escape(&explain::model_rates(&workload.placement, &example.card))
}

pub(super) fn answer(example: &Example) -> String {
    let report = &example.report;
    let text = |figure: Figure| figure.text(report).unwrap_or_default();
    let direction = |figure: Figure| format!("figure {}", figure.direction(report).class());
    let facts = joined(Figure::FACTS.into_iter().map(|figure| {
        let (class, text) = match figure.text(report) {
            Ok(text) => (direction(figure), text),
            Err(why) => ("quiet".to_owned(), why.to_owned()),
        };
        let (label, class, text) = (escape(figure.label(report)), class.trim(), escape(&text));
        format!("<div><dt>{label}</dt><dd class=\"{class}\">{text}</dd></div>\n")
    }));
    format!(
        "<div class=\"total\">\n  <p class=\"total-figure\">{} {}</p>\n  <p class=\"total-compare\">\n    \
         <span class=\"figure\">{} {}</span>\n    {}\n  </p>\n</div>\n<dl class=\"facts\">\n{}</dl>",
        span("figure", &text(Figure::Month)),
        span("unit", "a month"),
        escape(&text(Figure::List)),
        span("unit", "list"),
        span(&direction(Figure::Percent), &text(Figure::Percent)),
        inner(&facts),
    )
}

pub(super) fn ladder(example: &Example) -> String {
    let Ok(ladder) = &example.report.ladder else { return String::new() };
    let picture = chart::ladder(ladder, &example.scenario);
    let height = chart::ladder_height(&picture);
    let rows = || picture.bars.iter().zip(0_u32..);
    let labels = joined(rows().map(|(bar, row)| {
        let (y, total) = (chart::text_y(row), if bar.is_total() { " step-total" } else { "" });
        let class = format!("step-figure{total} {}", bar.direction().class());
        let (class, label, figure) = (class.trim(), escape(&bar.label), escape(&bar.figure()));
        format!(
            "<text class=\"step-label{total}\" x=\"0\" y=\"{y}\">{label}</text>\
             <text class=\"{class}\" x=\"100%\" y=\"{y}\">{figure}</text>\n"
        )
    }));
    let bars = rows().map(|(bar, row)| {
        let (transform, class) = (chart::row_transform(row), bar.class());
        let (x, width) = (chart::length(bar.start), chart::length(bar.width));
        format!(
            "<g transform=\"{transform}\">\
             <rect class=\"{class}\" x=\"{x}\" y=\"8\" width=\"{width}\" height=\"20\"></rect></g>\n"
        )
    });
    let joins = chart::joins(&picture).map(|(x, from, to)| {
        format!("<line class=\"step-join\" x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\"></line>\n")
    });
    let bars = joined(bars.chain(joins));
    let table = tables::table(&explain::ladder_table(&example.report, &picture), "table");
    let pictures = format!(
        "<svg class=\"ladder-labels\" width=\"100%\" height=\"{height}\" aria-hidden=\"true\">\n{}</svg>\n\
         <svg class=\"ladder-bars\" height=\"{height}\" role=\"img\" aria-labelledby=\"ladder-title ladder-text\">\n  \
         <title id=\"ladder-title\">{}</title>\n  <desc id=\"ladder-text\">{}</desc>\n{}</svg>\n",
        inner(&labels),
        escape(chart::LADDER_TITLE),
        escape(&picture.description),
        inner(&bars),
    );
    format!(
        "<figure class=\"ladder\">\n  <figcaption>{}</figcaption>\n  <div class=\"ladder-picture\">\n{}  </div>\n  \
         <p class=\"ladder-note\">{}</p>\n  <details class=\"disclosure\">\n    \
         <summary>The same numbers as a table</summary>\n{}  </details>\n</figure>",
        escape(&picture.caption),
        inner(&inner(&pictures)),
        escape(chart::LADDER_NOTE),
        inner(&inner(&table)),
    )
}

pub(super) fn notices(example: &Example) -> String {
    let notice = |notice| {
        let (workload, text) = explain::notice(notice, &example.scenario);
        let workload = workload.map(|name| format!("<strong>{}: </strong>", escape(&name))).unwrap_or_default();
        format!("<p class=\"box box-notice\">{workload}{}</p>\n", escape(&text))
    };
    let notices = joined(example.report.notices.iter().map(notice));
    format!("<div class=\"notices\">\n{}</div>", inner(&notices))
}

pub(super) fn assumptions(example: &Example) -> String {
    let conventions = explain::conventions(&example.report, &example.scenario, &example.card);
    let items = conventions.iter().map(|convention| {
        let (lead, rest) = (escape(&convention.lead), escape(&convention.rest));
        format!("<li><strong>{lead}</strong> {rest} {}</li>\n", span("quiet", &convention.otherwise))
    });
    format!("<ul class=\"assumptions\">\n{}</ul>", inner(&joined(items)))
}

pub(super) fn total_strip(example: &Example) -> String {
    let report = &example.report;
    let percent = format!("figure {}", Figure::Percent.direction(report).class());
    format!(
        "<a class=\"total-strip\" href=\"#answer\">\n  {}\n  <span class=\"figure\">{} {}</span>\n  {}\n</a>",
        span("total-strip-label", "You pay"),
        span("total-strip-figure", &report.month().to_string()),
        span("unit", "a month"),
        span(&percent, &Figure::Percent.text(report).unwrap_or_default()),
    )
}
