use maud::{Markup, html};

use super::whole::whole;
use crate::follow::{LEAST, TeamReport, TeamScore, TeamTable};
use crate::instrument::{Instrument, Norms};

/// One page with the figures of a team. It needs no network and no script.
pub fn team_page(instrument: &Instrument, norms: Option<&Norms>, report: &TeamReport) -> String {
    let body = html! {
        header {
            h1 { (instrument.title) ": figures of the team" }
            p.quiet { "Figures of fewer than " (LEAST) " cases are not shown, nor those from which they could be told." }
        }
        main { (team_section(instrument, norms, report)) }
    };
    whole(&instrument.language.to_string(), &format!("{} · team", instrument.title), &body).into_string()
}

/// The figures of a measure on a page.
pub fn team_section(instrument: &Instrument, norms: Option<&Norms>, report: &TeamReport) -> Markup {
    html! {
        section aria-labelledby=(format!("team-{}", instrument.reference())) {
            h2 id=(format!("team-{}", instrument.reference())) { (instrument.title) }
            p.quiet { (instrument.reference()) ", " (instrument.status.word()) }
            @match norms {
                Some(norms) => p.quiet { "Norms: " (norms.id) " " (norms.version) ", " strong { (norms.status) } ": " (norms.population) },
                None => p.quiet { "Without norms nothing is said about what chance explains." },
            }
            (scores(&report.scores))
            @for table in &report.tables { (counts(table)) }
        }
    }
}

fn scores(scores: &[TeamScore]) -> Markup {
    let number = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"));
    html! {
        div.scroll tabindex="0" role="region" aria-label="Scores at the last occasion" {
            table {
                caption { "Scores at the last occasion" }
                thead { tr { @for head in ["Score", "Who", "Group"] { th scope="col" { (head) } } @for head in ["Mean", "SD"] { th.number scope="col" { (head) } } } }
                tbody {
                    @for score in scores {
                        tr {
                            th scope="row" { (score.label) }
                            td { (score.informant) }
                            td { (score.group) }
                            td.number { (number(score.mean)) }
                            td.number { (number(score.sd)) }
                        }
                    }
                }
            }
        }
    }
}

fn counts(table: &TeamTable) -> Markup {
    let title = if table.informant.is_empty() { table.title.clone() } else { format!("{}, {}", table.title, table.informant) };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(title) {
            table {
                caption { (title) }
                thead { tr { th scope="col" { "Group" } @for category in &table.categories { th.number scope="col" { (category) } } th.number scope="col" { "Cases" } } }
                tbody {
                    @for (group, cells, total) in &table.rows {
                        tr { th scope="row" { (group) } @for cell in cells { td.number { (count(*cell)) } } td.number { (count(*total)) } }
                    }
                }
            }
        }
    }
}

/// A count, or the sign for one that is hidden.
fn count(count: Option<u64>) -> String {
    count.map_or_else(|| "–".to_owned(), |count| count.to_string())
}
