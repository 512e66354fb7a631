use maud::{Markup, PreEscaped, html};

use super::case::{Heading, case_section};
use super::whole::whole;
use crate::follow::CaseView;
use crate::instrument::{Instrument, Norms, Status};
use crate::phrases::Phrases;

/// One page with cases over time. It needs no network and no script. The cases stand between its two parts, a
/// [`course_section`] each, so that a page of many need not be held as a whole.
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
pub fn course_section(instrument: &Instrument, norms: Option<&Norms>, case: &CaseView, phrases: &Phrases) -> Markup {
    let heading = phrases.with("case-named", [("case", case.case.as_str().into())]);
    case_section(instrument, norms, case, phrases, Heading::Whole(&heading))
}

/// How far a measure can be trusted, in a language.
pub fn status_in(status: Status, phrases: &Phrases) -> String {
    phrases.say(&format!("status-{}", status.word()))
}

/// What norms are, in a word: that they are simulated in the language of the page, and else as their file says it.
pub fn norms_status(norms: &Norms, phrases: &Phrases) -> String {
    if norms.is_simulated() { phrases.say("norms-simulated") } else { norms.status.clone() }
}

/// Which norms stand beside the figures.
pub fn norms_line(norms: Option<&Norms>, phrases: &Phrases) -> Markup {
    html! {
        @match norms {
            Some(norms) => p.quiet { (phrases.say("norms")) ": " (norms.id) " " (norms.version) ", " strong { (norms_status(norms, phrases)) } ": " bdi lang="" { (norms.population) } },
            None => p.quiet { (phrases.say("without-norms")) },
        }
    }
}
