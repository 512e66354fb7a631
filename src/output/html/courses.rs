use maud::{Markup, html};

use super::course::course;
use super::whole::whole;
use crate::follow::{CaseView, Change, Gap, Thread};
use crate::instrument::{Instrument, Norms};

/// One page with the courses of cases: charts, tables, changes in words, gaps, alerts and signs of a rupture. It needs no network and no script.
pub fn courses_page(instrument: &Instrument, norms: Option<&Norms>, cases: &[CaseView]) -> String {
    let body = html! {
        header { (heading(instrument, norms, cases)) }
        main { @for case in cases { (case_section(instrument, case)) } }
    };
    whole(&instrument.language.to_string(), &format!("{} · courses", instrument.title), &body).into_string()
}

fn heading(instrument: &Instrument, norms: Option<&Norms>, cases: &[CaseView]) -> Markup {
    let attention = cases.iter().filter(|case| case.needs_attention()).count();
    html! {
        h1 { (instrument.title) ": cases over time" }
        p.quiet { (instrument.reference()) " · " (cases.len()) (if cases.len() == 1 { " case, " } else { " cases, " }) (attention) " with an alert or a sign of a rupture now" }
        @if instrument.status != crate::instrument::Status::Validated {
            p.notice { "This measure is " strong { (instrument.status.word()) } ": nothing here is a verdict on a person." }
        }
        @match norms {
            Some(norms) => p.quiet { "Norms: " (norms.id) " " (norms.version) ", " strong { (norms.status) } ": " (norms.population) },
            None => p.quiet { "Without norms nothing is said about what chance explains." },
        }
    }
}

/// A case on a page: charts, values, changes in words, gaps, alerts and signs.
pub fn case_section(instrument: &Instrument, case: &CaseView) -> Markup {
    let occasions = case.occasions();
    html! {
        section aria-labelledby=(format!("case-{}", case.case)) {
            h2 id=(format!("case-{}", case.case)) { "Case " (case.case) }
            @if case.needs_attention() {
                ul.notice {
                    @for raised in &case.alerts { li { strong { (raised.informant) } ": " (raised.sentence) } }
                    @for sign in &case.signs { li { strong { (sign.informant) } ": " (sign.score) " " (sign.words) " " span.quiet { "(" (sign.source) ")" } } }
                }
            }
            div.charts {
                @for (at, score) in instrument.scores.iter().enumerate() {
                    @let threads: Vec<&Thread> = case.threads.iter().filter(|thread| thread.score == score.name).collect();
                    @if threads.iter().any(|thread| thread.values.iter().any(|(_, value)| value.is_some())) {
                        @let bands = instrument.bands.iter().find(|bands| bands.of.0 == at);
                        figure { figcaption { (score.label) } (course(&threads, &occasions, bands, &case.versions)) (legend(&threads)) }
                    }
                }
            }
            @for version in &case.versions {
                p { "At the line in the charts the measure changes: " (version.words()) ". Scores that do not compare across it are left out." }
            }
            (values(case, &occasions))
            (gaps(&case.gaps))
        }
    }
}

fn legend(threads: &[&Thread]) -> Markup {
    html! {
        p.quiet {
            @for (which, thread) in threads.iter().enumerate() {
                @if which > 0 { " · " }
                @if which == 0 { "● solid: " } @else { "■ dashed: " }
                (thread.informant)
            }
        }
    }
}

fn values(case: &CaseView, occasions: &[String]) -> Markup {
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
    let words = |change: &Option<Change>| {
        change.as_ref().map_or(String::new(), |change| {
            let caution = change.caution().map_or(String::new(), |caution| format!("; {caution}"));
            format!("{:+.2}: {}{caution}", change.to - change.from, change.words())
        })
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(format!("case {}: values", case.case)) {
            table {
                caption { "Case " (case.case) ": values" }
                thead {
                    tr {
                        th scope="col" { "Score" } th scope="col" { "Who" }
                        @for occasion in occasions { th.number scope="col" { (occasion) } }
                        th scope="col" { "Band" } th scope="col" { "Since the first" } th scope="col" { "Since the one before" }
                    }
                }
                tbody {
                    @for thread in &case.threads {
                        tr {
                            th scope="row" { (thread.label) }
                            td { (thread.informant) }
                            @for occasion in occasions {
                                @let value = thread.values.iter().find(|(there, _)| there == occasion).and_then(|(_, value)| *value);
                                td.number { (number(value)) }
                            }
                            td { (thread.band.as_deref().unwrap_or("")) }
                            td { (words(&thread.since_first)) }
                            td { (words(&thread.since_last)) }
                        }
                    }
                }
            }
        }
    }
}

fn gaps(gaps: &[Gap]) -> Markup {
    html! {
        @if !gaps.is_empty() {
            h3 { "Where the two part, at occasion " (gaps[0].occasion) }
            ul {
                @for gap in gaps {
                    li { (gap.score) ": " (gap.first.0) " " (format!("{:.2}", gap.first.1)) ", " (gap.second.0) " " (format!("{:.2}", gap.second.1)) ", difference " (format!("{:+.2}", gap.difference)) }
                }
            }
        }
    }
}
