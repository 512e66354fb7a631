use maud::{Markup, html};

use super::Section;
use super::signals::Signalled;
use crate::follow::{Answered, CaseView};
use crate::instrument::{Day, Instrument, Norms, Status};
use crate::output::html::courses::status_in;
use crate::output::html::icons::{Icon, icon};
use crate::output::html::{charts, whole};
use crate::phrases::Phrases;

/// A case on one sheet of A4, to talk over and to keep.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The measure, in the words of the language.
    pub instrument: &'a Instrument,
    /// The norms, where there are any.
    pub norms: Option<&'a Norms>,
    /// The case.
    pub case: &'a CaseView,
    /// What the sheet says of its own.
    pub phrases: &'a Phrases,
    /// Whose sheet it is, as the name of the service; empty where that is not known.
    pub service: &'a str,
    /// Who made it; empty where nobody is logged in.
    pub by: &'a str,
    /// The day on which it is made.
    pub on: Day,
}

/// Heights on the sheet in px, by which it is seen how many questions have room: what is left beside the parts that are
/// always there, and a question; and a line of text.
const ROOM: usize = 460;
const ROW: usize = 22;
const LINE: usize = 18;
/// Letters that stand on a line of the sheet, and of one of its three columns.
const LETTERS: usize = 88;
const IN_COLUMN: usize = 30;

/// Sheets as a page that needs nothing else.
pub fn reports_page(language: &str, title: &str, sheets: &Markup) -> String {
    whole::whole(language, title, &html! { main.reports { (sheets) } }).into_string()
}

impl Report<'_> {
    /// What the sheet is called.
    pub fn title(&self) -> String {
        self.phrases.with("case-named", [("case", self.case.case.as_str().into())])
    }

    /// The sheet.
    pub fn sheet(&self) -> Markup {
        let Self { instrument, norms, case, phrases, .. } = *self;
        let section = Section { instrument, norms, case, phrases };
        let course = section.course();
        html! {
            article.a4.report {
                header {
                    p.brand { (self.service) }
                    p { b { (self.title()) } @if let Some(last) = case.occasions.last() { br; (last.words(phrases)) } }
                }
                h1 { (instrument.title) }
                p.quiet { (phrases.with("report-about", [("who", self.informants().into())])) }
                (section.rewording())
                @if let Some(course) = &course {
                    (section.legend(course))
                    (charts::course_on_paper(course, &format!("{}-sheet", section.id())))
                }
                (self.three(&section))
                (self.attention(&section))
                (self.answers(&section))
                (section.words())
                section.agreed { h2 { (phrases.say("agreed")) } i {} i {} }
                footer { p { (self.foot(&section)) } }
            }
        }
    }

    fn three(&self, section: &Section<'_>) -> Markup {
        html! {
            @if let Some(talk) = section.case.talk(self.instrument, self.phrases) {
                ul.said-three { @for (question, answer) in talk.told(self.phrases) { li { h2 { (question) } @for sentence in answer { p { (sentence) } } } } }
            }
        }
    }

    /// Who answered, as people call them.
    fn informants(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for thread in &self.case.threads {
            let name = self.instrument.called(&thread.informant);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    /// What nobody saw to yet, in a frame; and what somebody did, which whoever reads the sheet must not take for new.
    fn attention(&self, section: &Section<'_>) -> Markup {
        let (seen, unseen): (Vec<Signalled>, Vec<Signalled>) = section.signals().into_iter().partition(|signal| signal.is_seen);
        let line = |signal: &Signalled| html! { p { (line_of(signal)) } };
        html! {
            @if !unseen.is_empty() {
                section.alert aria-label=(self.phrases.say("attention-first")) { (icon(Icon::Signal)) div { @for signal in &unseen { (line(signal)) } } }
            }
            @if !seen.is_empty() { section { h2 { (self.phrases.say("signals-seen")) } @for signal in &seen { (line(signal)) } } }
        }
    }

    /// So many questions as the sheet has room for, beside what else stands on it.
    fn room(&self, section: &Section<'_>) -> usize {
        let lines = |text: &str, letters: usize| text.chars().count().div_ceil(letters).max(1);
        let talk = self.case.talk(self.instrument, self.phrases);
        let told = talk.iter().flat_map(|talk| talk.told(self.phrases));
        let column = told.map(|(_, answer)| answer.iter().map(|sentence| lines(sentence, IN_COLUMN)).sum::<usize>() + 1);
        let alerts: usize = section.signals().iter().map(|signal| lines(&line_of(signal), LETTERS)).sum();
        let words = self.case.words.iter().map(|words| words.text.lines().map(|line| lines(line, LETTERS)).sum::<usize>() + 2);
        // Words over a line of answers make its row taller.
        let scales = (0..self.case.answers.len()).filter(|at| begins_scale(&self.case.answers, *at)).count();
        let text =
            column.max().unwrap_or(0) + alerts + words.sum::<usize>() + if alerts > 0 { 3 } else { 0 } + scales.div_ceil(2);
        (ROOM.saturating_sub(LINE * text) / ROW).max(3)
    }

    fn answers(&self, section: &Section<'_>) -> Markup {
        let shown = &self.case.answers[..self.case.answers.len().min(self.room(section))];
        let Some(first) = shown.first() else { return html! {} };
        let informants: Vec<&str> = first.sides.iter().map(|side| side.informant.as_str()).collect();
        let rest = self.case.answers.len() - shown.len();
        // Said once where it holds of all.
        let lines = || shown.iter().filter_map(|answered| Some((answered, answered.range?)));
        let of_all = lines().next().filter(|(first, range)| lines().all(|(other, of)| first.ends == other.ends && of == *range));
        html! {
            table {
                caption.hidden-text { (self.phrases.say("answers-order")) }
                thead {
                    tr {
                        th scope="col" { (self.phrases.say("answers-heading")) }
                        td { @if let Some((first, range)) = of_all { (section.ends(first, range)) } }
                        @for informant in &informants {
                            th.number scope="col" { (section.marked(informant, &self.phrases.say("now-short"))) }
                            th.number scope="col" { (self.phrases.say("before-short")) }
                        }
                    }
                }
                tbody {
                    @for (at, answered) in shown.iter().enumerate() {
                        @let has_ends = of_all.is_none() && begins_scale(shown, at);
                        (self.answer(section, answered, &informants, has_ends))
                    }
                }
            }
            @if rest > 0 { p.small.quiet { (self.phrases.with("more-answers", [("count", rest.into())])) } }
        }
    }

    fn answer(&self, section: &Section<'_>, answered: &Answered, informants: &[&str], has_ends: bool) -> Markup {
        let side = |informant: &&str| answered.sides.iter().find(|side| side.informant == **informant);
        let none = || "–".to_owned();
        html! {
            tr {
                th scope="row" { (answered.question) @if answered.is_reversed { " " i { (self.phrases.say("turned-around")) } } }
                td { @if let Some(range) = answered.range { @if has_ends { (section.ends(answered, range)) } (section.lane(answered, range, false)) } }
                @for informant in informants {
                    td.number { (side(informant).map_or_else(none, |side| side.told_now(self.phrases))) }
                    td.number.quiet { (side(informant).and_then(|side| side.before.clone()).unwrap_or_else(none)) }
                }
            }
        }
    }

    fn foot(&self, section: &Section<'_>) -> String {
        let Self { instrument, phrases, .. } = *self;
        let status = status_in(instrument.status, phrases);
        let trust = match instrument.status {
            Status::Validated => format!("{}, {status}.", instrument.reference()),
            Status::Experimental | Status::Piloted | Status::Retired => {
                format!("{}. {}", instrument.reference(), phrases.with("not-validated", [("status", status.into())]))
            }
        };
        let made = match self.by {
            "" => phrases.with("report-made", [("day", phrases.day(self.on).into())]),
            by => phrases.with("report-made-by", [("day", phrases.day(self.on).into()), ("who", by.into())]),
        };
        format!("{trust} {} {made} {}", section.doubt_words(), phrases.say("report-keep"))
    }
}

/// Whether an answer is on another scale than the one above it, so that the words of its ends are said.
fn begins_scale(answers: &[Answered], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| answers.get(before));
    before.is_none_or(|before| (&before.ends, before.range) != (&answers[at].ends, answers[at].range))
}

fn line_of(signal: &Signalled) -> String {
    format!("{} ({})", signal.told, signal.beside)
}
