use maud::{Markup, html};
use verbond_backend::{Column, Measure};

use super::chart;
use super::collect::{Collected, Part, ROWS_SHOWN};
use super::whole::whole;
use crate::instrument::Language;

/// One page that needs nothing else: no network, no script.
pub fn page(measure: &Measure, columns: &[Column], of: &Collected) -> Markup {
    let body = html! {
        a.skip href="#rows" { "To the rows" }
        header { (heading(measure, of)) }
        main {
            @for part in of.parts.iter().filter(|part| part.rows > 0) {
                (informant(measure, part))
            }
            (rows(columns, of))
            (keys(measure))
        }
    };
    whole(&measure.language, &format!("{} · {}", measure.title, measure.reference()), &body)
}

pub(super) fn direction(language: &str) -> &'static str {
    if Language::parse(language).is_some_and(|language| language.is_right_to_left()) { "rtl" } else { "ltr" }
}

fn heading(measure: &Measure, of: &Collected) -> Markup {
    html! {
        h1 { (measure.title) }
        p.quiet { (measure.reference()) " · " (of.count) " administrations · " (measure.licence) }
        @if measure.status != "validated" {
            p.notice { "This measure is " strong { (measure.status) } ": nothing here is a verdict on a person." }
        }
        @if !measure.about.is_empty() { p { (measure.about) } }
    }
}

fn informant(measure: &Measure, part: &Part) -> Markup {
    let label = measure.informants.iter().find(|known| known.name == part.informant).map_or("", |known| known.label.as_str());
    html! {
        section aria-labelledby=(format!("of-{}", part.informant)) {
            h2 id=(format!("of-{}", part.informant)) { (label) ": " (part.rows) " administrations" }
            (figures(measure, label, part))
            h3 { "How the scores are spread" }
            p.quiet { "Each drawing has the whole range that a score can take; the dashed line is the mean." }
            div.charts {
                @for (score, model) in part.scores.iter().zip(&measure.scores) {
                    figure { figcaption { (model.label) } (chart::histogram(&model.label, score)) }
                }
            }
            @for (name, counts) in &part.bands {
                @let of = measure.bands.iter().find(|bands| bands.name == *name).and_then(|bands| measure.score(&bands.of));
                @let parts: Vec<(String, u64)> = measure.words_of(name).iter().map(|(word, label)| ((*label).to_owned(), counts.get(*word).copied().unwrap_or(0))).collect();
                h3 { @if let Some(score) = of { (score.label) ": " } (name) }
                figure { (chart::shares(of.map_or(name, |score| score.label.as_str()), &parts)) }
            }
            @if part.alerts.iter().any(|count| *count > 0) {
                h3 { "Alerts" }
                ul {
                    @for (count, model) in part.alerts.iter().zip(&measure.alerts).filter(|(count, _)| **count > 0) {
                        li { strong { (count) } " × " (model.label) }
                    }
                }
            }
        }
    }
}

fn figures(measure: &Measure, label: &str, part: &Part) -> Markup {
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(format!("{label}: figures")) {
            table {
                caption { (label) ": figures" }
                thead {
                    tr {
                        th scope="col" { "Score" }
                        @for head in ["n", "missing", "mean", "SD", "lowest", "highest", "range"] { th.number scope="col" { (head) } }
                    }
                }
                tbody {
                    @for (score, model) in part.scores.iter().zip(&measure.scores) {
                        tr {
                            th scope="row" { (model.label) }
                            td.number { (score.summary.n) }
                            td.number { (score.summary.missing) }
                            td.number { (number(score.mean())) }
                            td.number { (number(score.summary.sd())) }
                            td.number { (number(score.summary.min)) }
                            td.number { (number(score.summary.max)) }
                            td.number { (model.min) " to " (model.max) }
                        }
                    }
                }
            }
        }
    }
}

fn rows(columns: &[Column], of: &Collected) -> Markup {
    let shown: Vec<&Column> = of.columns.iter().map(|at| &columns[*at]).collect();
    let is_number = |column: &Column| column.role == verbond_backend::Role::Score;
    html! {
        h2 id="rows" { "Row by row" }
        @if of.count > ROWS_SHOWN as u64 {
            p.quiet { "The first " (ROWS_SHOWN) " of " (of.count) " rows; all of them are in the data, as " code { "--to csv" } " writes it." }
        }
        div.scroll tabindex="0" role="region" aria-labelledby="rows" {
            table {
                thead { tr { @for column in &shown { th scope="col" class=[is_number(column).then_some("number")] title=(column.label) { (column.name) } } } }
                tbody {
                    @for row in &of.rows {
                        tr { @for (cell, column) in row.iter().zip(&shown) { td class=[is_number(column).then_some("number")] { (cell) } } }
                    }
                }
            }
        }
    }
}

fn keys(measure: &Measure) -> Markup {
    html! {
        h2 id="keys" { "How it was scored" }
        div.scroll tabindex="0" role="region" aria-labelledby="keys" {
            table {
                thead { tr { th scope="col" { "Score" } th scope="col" { "Key" } } }
                tbody {
                    @for score in &measure.scores { tr { th scope="row" { (score.name) } td { code { (score.key) } } } }
                }
            }
        }
        @for source in &measure.sources { p.quiet { (source.citation) @if let Some(doi) = &source.doi { " doi:" (doi) } } }
        @for note in &measure.notes { p.quiet { (note) } }
        p.quiet { "SHA-256 of the measure: " code { (measure.sha256) } }
    }
}
