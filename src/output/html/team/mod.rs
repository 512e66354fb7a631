//! Figures of a team: three sentences with a number, pictures that answer a question each, and all figures in tables at
//! the end.

mod pictures;
mod spread;
mod tables;

use maud::{Markup, html};

use super::courses::{norms_line, status_in};
use super::icons::{Icon, icon};
use super::whole::whole;
use crate::follow::{LEAST, TeamReport};
use crate::instrument::{Instrument, Norms};
use crate::phrases::Phrases;

/// One page with the figures of a team. It needs no network and no script.
pub fn team_page(instrument: &Instrument, norms: Option<&Norms>, report: &TeamReport, phrases: &Phrases) -> String {
    let title = phrases.with("team-title", [("title", instrument.title.as_str().into())]);
    let body = html! {
        header { h1 { (title) } }
        main { (team_section(instrument, norms, report, phrases)) }
    };
    whole(&phrases.language.to_string(), &title, &body).into_string()
}

/// The figures of a measure on a page.
pub fn team_section(instrument: &Instrument, norms: Option<&Norms>, report: &TeamReport, phrases: &Phrases) -> Markup {
    TeamSection { instrument, norms, report, phrases }.markup()
}

struct TeamSection<'a> {
    instrument: &'a Instrument,
    norms: Option<&'a Norms>,
    report: &'a TeamReport,
    phrases: &'a Phrases,
}

impl TeamSection<'_> {
    fn id(&self) -> String {
        format!("team-{}", self.instrument.reference())
    }

    fn markup(&self) -> Markup {
        let Self { instrument, norms, report, phrases } = self;
        html! {
            section.team-talk aria-labelledby=(self.id()) {
                div {
                    h2 id=(self.id()) { (instrument.title) }
                    p.quiet { (instrument.reference()) ", " (status_in(instrument.status, phrases)) }
                }
                ul.facts {
                    @for fact in report.facts(instrument, phrases) {
                        li { h3 { (fact.about) } p.big { (fact.number) " " small { (fact.counted) } } p { (fact.beside) } }
                    }
                }
                div.pair { (self.months()) (self.means()) (self.spread()) (self.bands()) (self.changes()) }
                p.note { (icon(Icon::Shield)) span { (phrases.with("small-hidden", [("least", LEAST.into())])) " " (phrases.say("count-rounded")) " " (phrases.say("team-dashed")) } }
                (norms_line(*norms, phrases))
                details.fold {
                    summary { (phrases.say("team-tables")) }
                    div {
                        // On a terminal a sign ties them to the tables.
                        @if !report.reasons.is_empty() { ul.quiet.small { @for reason in &report.reasons { li { (reason.trim_start_matches("? ")) } } } }
                        (self.scores(&report.scores))
                        @for table in &report.tables { (self.counts(table)) }
                    }
                }
            }
        }
    }
}
