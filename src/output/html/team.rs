use maud::{Markup, html};

use super::courses::{norms_line, status_in};
use super::whole::whole;
use crate::follow::{LEAST, TeamReport, TeamScore, TeamTable};
use crate::instrument::{Instrument, Norms};
use crate::phrases::Phrases;

/// One page with the figures of a team. It needs no network and no script.
pub fn team_page(instrument: &Instrument, norms: Option<&Norms>, report: &TeamReport, phrases: &Phrases) -> String {
    let title = phrases.with("team-title", [("title", instrument.title.as_str().into())]);
    let body = html! {
        header {
            h1 { (title) }
            p.quiet { (phrases.with("small-hidden", [("least", LEAST.into())])) }
        }
        main { (team_section(instrument, norms, report, phrases)) }
    };
    whole(&phrases.language.to_string(), &title, &body).into_string()
}

/// The figures of a measure on a page.
pub fn team_section(instrument: &Instrument, norms: Option<&Norms>, report: &TeamReport, phrases: &Phrases) -> Markup {
    let section = TeamSection { instrument, phrases };
    html! {
        section aria-labelledby=(format!("team-{}", instrument.reference())) {
            h2 id=(format!("team-{}", instrument.reference())) { (instrument.title) }
            p.quiet { (instrument.reference()) ", " (status_in(instrument.status, phrases)) }
            (norms_line(norms, phrases))
            @if !report.reasons.is_empty() { ul.quiet { @for reason in &report.reasons { li { (reason) } } } }
            (section.scores(&report.scores))
            @for table in &report.tables { (section.counts(table)) }
        }
    }
}

struct TeamSection<'a> {
    instrument: &'a Instrument,
    phrases: &'a Phrases,
}

impl TeamSection<'_> {
    fn scores(&self, scores: &[TeamScore]) -> Markup {
        let number = |value: Option<f64>| self.phrases.figure(value);
        let caption = self.phrases.say("scores-at-last");
        html! {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table {
                    caption { (caption) }
                    thead { tr { @for id in ["score", "who", "group"] { th scope="col" { (self.phrases.say(id)) } } @for id in ["mean", "sd"] { th.number scope="col" { (self.phrases.say(id)) } } } }
                    tbody {
                        @for score in scores {
                            tr {
                                th scope="row" { (score.label) }
                                td { (self.instrument.called(&score.informant)) }
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

    fn counts(&self, table: &TeamTable) -> Markup {
        let of =
            if table.informant.is_empty() { String::new() } else { format!(", {}", self.instrument.called(&table.informant)) };
        let title = format!("{}{of}", table.title);
        html! {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table {
                    caption { (title) }
                    thead { tr { th scope="col" { (self.phrases.say("group")) } @for category in &table.categories { th.number scope="col" { (category) } } th.number scope="col" { (self.phrases.say("cases")) } } }
                    tbody {
                        @for (group, cells, total) in &table.rows {
                            tr { th scope="row" { (group) } @for cell in cells { td.number { (count(*cell)) } } td.number { (count(*total)) } }
                        }
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
