//! A case as whoever works with it talks it over: what to talk about first, the course of the main score, three
//! answers, the client's own words and answers, the parts, and all scores in a table at the end.

mod answers;
mod chart;
mod parts;
mod report;
mod report_markup;
mod signals;
mod table;

pub use report::Report;
pub use report_markup::reports_page;
pub use signals::answer_to;

use maud::{Markup, html};

use super::charts;
use super::courses::norms_status;
use super::icons::{Icon, icon};
use crate::follow::CaseView;
use crate::instrument::{Instrument, Norms};
use crate::phrases::Phrases;
use signals::{Signalled, part_id};

/// What stands over a case.
#[derive(Clone, Copy, Debug)]
pub enum Heading<'a> {
    /// A heading, and what to talk about first.
    Whole(&'a str),
    /// A heading alone: the page tells what to talk about first by itself.
    Told(&'a str),
}

/// A case on a page under a heading.
pub fn case_section(
    instrument: &Instrument,
    norms: Option<&Norms>,
    case: &CaseView,
    phrases: &Phrases,
    heading: Heading<'_>,
) -> Markup {
    Section { instrument, norms, case, phrases }.markup(heading)
}

/// Words in which norms say of whom they are: in a language of their own, which nobody says.
fn quoting(words: &str, population: Option<&str>) -> Markup {
    let own = population.filter(|own| !own.is_empty());
    match own.and_then(|own| Some((own, words.split_once(own)?))) {
        Some((own, (before, after))) => html! { (before) span lang="" { (own) } (after) },
        None => html! { (words) },
    }
}

/// What a part of a page about a case is made of.
struct Section<'a> {
    instrument: &'a Instrument,
    norms: Option<&'a Norms>,
    case: &'a CaseView,
    phrases: &'a Phrases,
}

impl Section<'_> {
    fn who<'s>(&'s self, informant: &'s str) -> &'s str {
        self.instrument.called(informant)
    }

    fn id(&self) -> String {
        part_id(self.case, self.instrument)
    }

    fn markup(&self, heading: Heading<'_>) -> Markup {
        let Self { case, phrases, .. } = self;
        let (heading, is_whole) = match heading {
            Heading::Whole(heading) => (heading, true),
            Heading::Told(heading) => (heading, false),
        };
        html! {
            section.case-talk aria-labelledby=(self.id()) {
                div {
                    h2 id=(self.id()) { (heading) }
                    p.quiet { @if is_whole { (self.since()) } @else { (self.measurements()) } }
                    (self.rewording())
                }
                @if is_whole { (self.first()) }
                (self.overview())
                (self.answers())
                (self.parts())
                @if !case.confidential.is_empty() {
                    div.panel {
                        h3 { (phrases.say("confidential")) }
                        ul { @for marked in &case.confidential { li { (marked.words(self.instrument, phrases)) } } }
                    }
                }
                (self.table())
            }
        }
    }

    /// What is measured, how often, and since when.
    fn since(&self) -> String {
        let Self { instrument, case, phrases, .. } = self;
        match case.occasions.first() {
            Some(first) => {
                let title = instrument.title.as_str().into();
                let (count, since) = (case.occasions.len().into(), first.beginning(phrases).into());
                phrases.with("measured-since", [("title", title), ("count", count), ("since", since)])
            }
            None => instrument.title.clone(),
        }
    }

    /// How often it was measured and since when, where the heading says what.
    fn measurements(&self) -> String {
        let Self { case, phrases, .. } = self;
        let Some(first) = case.occasions.first() else { return String::new() };
        let told = [("count", case.occasions.len().into()), ("since", first.beginning(phrases).into())];
        phrases.with("measurements-since", told)
    }

    /// That words are not those in which it was asked.
    fn rewording(&self) -> Markup {
        html! { @if let Some(words) = self.rewording_words() { p.notice { (words) } } }
    }

    fn rewording_words(&self) -> Option<String> {
        self.case.is_reworded.then(|| self.phrases.say("words-changed"))
    }

    /// What to talk about before anything else, and what somebody saw to already.
    fn first(&self) -> Markup {
        let (seen, unseen): (Vec<Signalled>, Vec<Signalled>) = self.signals().into_iter().partition(|signal| signal.is_seen);
        let panel = |class: &str, name: &str, heading: &str, mark: Markup, signals: &[Signalled]| {
            let id = format!("{}-{name}", self.id());
            html! {
                @if !signals.is_empty() {
                    div class=(class) role="group" aria-labelledby=(id) {
                        (mark)
                        div {
                            h3 id=(id) { (self.phrases.say(heading)) }
                            @for signal in signals {
                                p {
                                    (signal.told) " " span.quiet { "(" (signal.beside) ")" }
                                    @if let Some(answer) = &signal.answer { " " a.no-print href=(answer) { (self.phrases.say("to-answer")) } }
                                }
                            }
                        }
                    }
                }
            }
        };
        html! {
            (panel("alert", "first", "attention-first", icon(Icon::Signal), &unseen))
            (panel("panel", "seen", "signals-seen", html! {}, &seen))
        }
    }

    /// The course of the main score, and what it comes to in three answers.
    fn overview(&self) -> Markup {
        let Self { instrument, case, phrases, .. } = self;
        let Some(course) = self.course() else { return html! {} };
        let label = case.main_threads(instrument).first().map_or("", |thread| thread.label.as_str()).to_owned();
        html! {
            div.panel role="group" aria-label=(label) {
                figure.chart {
                    figcaption { h3 { (label) } (self.legend(&course)) }
                    (charts::course(&course, &format!("{}-main", self.id())))
                }
                (self.three())
                @for version in &case.versions { p.small { (phrases.with("version-line", [("change", version.words(phrases).into())])) } }
                (self.doubt())
            }
        }
    }

    fn three(&self) -> Markup {
        html! {
            @if let Some(talk) = self.case.talk(self.instrument, self.phrases) {
                ul.said-three { @for (question, answer) in talk.told(self.phrases) { li { h4 { (question) } @for sentence in answer { p { (sentence) } } } } }
            }
        }
    }

    /// By what changes are judged, where the figures stand.
    fn doubt(&self) -> Markup {
        html! { p.note { (icon(Icon::Note)) span { (quoting(&self.doubt_words(), self.norms.map(|norms| norms.population.as_str()))) } } }
    }

    /// A text of a file, which may run the other way than the sentence that it stands in.
    fn isolated(&self, text: &str) -> String {
        if self.phrases.language.is_right_to_left() { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
    }

    fn doubt_words(&self) -> String {
        let phrases = self.phrases;
        match self.norms {
            None => phrases.say("without-norms"),
            Some(norms) => {
                let version = norms.version.to_string();
                let told = [
                    ("id", norms.id.as_str().into()),
                    ("version", version.into()),
                    ("status", norms_status(norms, phrases).into()),
                    ("population", self.isolated(&norms.population).into()),
                ];
                phrases.with(if norms.is_simulated() { "chance-by-trial-norms" } else { "chance-by-norms" }, told)
            }
        }
    }
}
