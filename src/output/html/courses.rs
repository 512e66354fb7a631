use maud::{Markup, PreEscaped, html};

use super::course::course;
use super::whole::whole;
use crate::follow::{CaseView, Change, Thread, Verdict};
use crate::instrument::{Instrument, Norms, ScoreIx, Status};
use crate::phrases::Phrases;

/// One page with the courses of cases: charts, tables, changes in words, gaps, alerts and signs of a rupture. It needs
/// no network and no script. The cases stand between its two parts, a [`course_section`] each, so that a page of many
/// need not be held as a whole.
#[derive(Clone, Debug)]
pub struct CoursesPage {
    /// What comes before the cases.
    pub before: String,
    /// What comes after them.
    pub after: String,
}

/// Where the cases stand, before they do; a text of a measure cannot hold it, for its `<` would be written as `&lt;`.
const CASES: &str = "<!--cases-->";

/// The page of so many cases, of which so many need attention.
pub fn courses_page(
    instrument: &Instrument,
    norms: Option<&Norms>,
    (cases, attention): (usize, usize),
    phrases: &Phrases,
) -> CoursesPage {
    let title = phrases.with("cases-over-time", [("title", instrument.title.as_str().into())]);
    let body = html! {
        header {
            h1 { (title) }
            p.quiet { (instrument.reference()) " · " (phrases.with("cases-attention", [("cases", cases.into()), ("attention", attention.into())])) }
            @if instrument.status != Status::Validated {
                p.notice { (phrases.with("not-validated", [("status", status_in(instrument.status, phrases).into())])) }
            }
            (norms_line(norms, phrases))
        }
        main { (PreEscaped(CASES)) }
    };
    let page = whole(&phrases.language.to_string(), &title, &body).into_string();
    let (before, after) = page.split_once(CASES).unwrap_or((page.as_str(), ""));
    CoursesPage { before: before.to_owned(), after: after.to_owned() }
}

/// A case on the page of courses.
pub fn course_section(instrument: &Instrument, case: &CaseView, phrases: &Phrases) -> Markup {
    case_section(instrument, case, phrases, &phrases.with("case-named", [("case", case.case.as_str().into())]))
}

/// How far a measure can be trusted, in a language.
pub fn status_in(status: Status, phrases: &Phrases) -> String {
    phrases.say(&format!("status-{}", status.word()))
}

/// Which norms stand beside the figures.
pub fn norms_line(norms: Option<&Norms>, phrases: &Phrases) -> Markup {
    html! {
        @match norms {
            Some(norms) => p.quiet { (phrases.say("norms")) ": " (norms.id) " " (norms.version) ", " strong { (norms.status) } ": " (norms.population) },
            None => p.quiet { (phrases.say("without-norms")) },
        }
    }
}

/// A case on a page under a heading: charts, values, changes in words, gaps, alerts and signs.
pub fn case_section(instrument: &Instrument, case: &CaseView, phrases: &Phrases, heading: &str) -> Markup {
    CaseSection { instrument, case, phrases, heading }.markup()
}

struct CaseSection<'a> {
    instrument: &'a Instrument,
    case: &'a CaseView,
    phrases: &'a Phrases,
    heading: &'a str,
}

impl CaseSection<'_> {
    fn who<'s>(&'s self, informant: &'s str) -> &'s str {
        self.instrument.called(informant)
    }

    fn markup(&self) -> Markup {
        let Self { instrument, case, phrases, heading } = self;
        html! {
            @let id = format!("case-{}-{}", case.case, instrument.id);
            section aria-labelledby=(id) {
                h2 id=(id) { (heading) }
                @if case.needs_attention() {
                    ul.notice {
                        @for raised in &case.alerts { li { strong { (self.who(&raised.informant)) @if let Some(severity) = raised.severity_words(phrases) { ", " (severity) } } ": " (raised.sentence) } }
                        @for sign in &case.signs { li { strong { (self.who(&sign.informant)) } ": " (sign.score) " " (sign.words) " " span.quiet { "(" (sign.source) ")" } } }
                    }
                }
                div.charts {
                    @for (at, score) in instrument.scores.iter().enumerate() {
                        @let threads: Vec<&Thread> = case.threads.iter().filter(|thread| thread.score == score.name).collect();
                        @if threads.iter().any(|thread| thread.values.iter().any(|(_, value)| value.is_some())) {
                            @let bands = instrument.bands.iter().find(|bands| bands.score() == Some(ScoreIx(at)));
                            figure { figcaption { (score.label) } (course((instrument, phrases), (&threads, &case.occasions), bands, &case.versions)) (self.legend(&threads)) }
                        }
                    }
                }
                @for version in &case.versions { p { (phrases.with("version-line", [("change", version.words(phrases).into())])) } }
                (self.values())
                @let cautions = self.case.cautions(self.instrument, self.phrases);
                @if !cautions.is_empty() { ul.quiet { @for caution in &cautions { li { (caution) } } } }
                (self.gaps())
                @if !case.confidential.is_empty() {
                    h3 { (phrases.say("confidential")) }
                    ul { @for marked in &case.confidential { li { (marked.words(instrument, phrases)) } } }
                }
            }
        }
    }

    fn legend(&self, threads: &[&Thread]) -> Markup {
        html! {
            p.quiet {
                @for (which, thread) in threads.iter().enumerate() {
                    @if which > 0 { " · " }
                    @if which == 0 { "● " (self.phrases.say("solid")) } @else { "■ " (self.phrases.say("dashed")) }
                    ": " (self.who(&thread.informant))
                }
            }
        }
    }

    fn change(&self, change: Option<&Change>) -> String {
        let Some(change) = change else { return String::new() };
        let by = self.phrases.change(change.to - change.from);
        // Why nothing is said of a change stands under the table, once for all scores.
        match change.verdict {
            Verdict::Unknown(_) => format!("{by} ?"),
            Verdict::Told(_) => format!("{by}: {}", change.words(self.phrases)),
        }
    }

    fn values(&self) -> Markup {
        let number = |value: Option<f64>| self.phrases.figure(value);
        let caption = self.phrases.with("case-values", [("case", self.case.case.as_str().into())]);
        let heads = |ids: &[&str]| html! { @for id in ids { th scope="col" { (self.phrases.say(id)) } } };
        html! {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table {
                    caption { (caption) }
                    thead {
                        tr {
                            (heads(&["score", "who"]))
                            @for occasion in &self.case.occasions { th.number scope="col" { (occasion) } }
                            (heads(&["band", "since-first", "since-before"]))
                        }
                    }
                    tbody {
                        @for thread in &self.case.threads {
                            tr {
                                th scope="row" { (thread.label) }
                                td { (self.who(&thread.informant)) }
                                @for occasion in &self.case.occasions {
                                    @let value = thread.values.iter().find(|(there, _)| there == occasion).and_then(|(_, value)| *value);
                                    td.number { (number(value)) }
                                }
                                td { (thread.band.as_deref().unwrap_or("")) }
                                td { (self.change(thread.since_first.as_ref())) }
                                td { (self.change(thread.since_last.as_ref())) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn gaps(&self) -> Markup {
        let gaps = &self.case.gaps;
        html! {
            @if let Some(first) = gaps.first() {
                h3 { (self.phrases.with("gaps", [("occasion", first.occasion.as_str().into())])) }
                ul {
                    @for gap in gaps {
                        li { (gap.score) ": " (self.who(&gap.first.0)) " " (self.phrases.number(gap.first.1)) ", " (self.who(&gap.second.0)) " " (self.phrases.number(gap.second.1)) ", " (self.phrases.say("difference")) " " (self.phrases.change(gap.difference)) }
                    }
                }
            }
        }
    }
}
