use maud::Markup;

use super::Section;
use super::report_markup::report_markup;
use super::signals::Signalled;
use crate::follow::{Answered, CaseView};
use crate::instrument::{Day, Instrument, Norms, Status};
use crate::output::html::charts;
use crate::output::html::courses::status_in;
use crate::output::html::icons::{Icon, icon};
use crate::output::letterhead::Letterhead;
use crate::output::paper::PaperSize;
use crate::output::report_sheet::{AnswerRow, AnswersTable, Attention, Drawing, DrawnCourse, ReportSheet, RestSheet};
use crate::phrases::Phrases;

/// A case on a sheet of A4, to talk over and to keep; answers that it has no room for stand on one behind it.
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
    /// Whose sheet it is.
    pub letterhead: &'a Letterhead,
    /// Who made it; empty where nobody is logged in.
    pub by: &'a str,
    /// The day on which it is made.
    pub on: Day,
    /// The sheet that it goes on.
    pub paper: PaperSize,
}

/// Heights on the sheet in px, by which it is seen how many questions have room: what is left beside the parts that are
/// always there, and a question; and a line of text.
const ROOM: usize = 460;
const ROW: usize = 22;
const LINE: usize = 18;
/// Pixels of a millimetre (CSS).
const PX_OF_MM: f64 = 96.0 / 25.4;
/// Letters that stand on a line of the sheet, and of one of its three columns.
const LETTERS: usize = 88;
const IN_COLUMN: usize = 30;

impl Report<'_> {
    /// What the sheet is called.
    pub fn title(&self) -> String {
        self.phrases.with("case-named", [("case", self.case.case.as_str().into())])
    }

    /// The sheet as markup.
    pub fn sheet(&self) -> Markup {
        report_markup(&self.described())
    }

    /// The sheet, with as many answers as it is taken to have room for.
    pub fn described(&self) -> ReportSheet {
        self.described_with(usize::MAX)
    }

    /// The sheet with so many answers at the most; the others stand on a sheet behind it.
    pub fn described_with(&self, most: usize) -> ReportSheet {
        let Self { instrument, norms, case, phrases, .. } = *self;
        let section = Section { instrument, norms, case, phrases };
        let (seen, unseen): (Vec<Signalled>, Vec<Signalled>) = section.signals().into_iter().partition(|signal| signal.is_seen);
        let lines = |signals: &[Signalled]| -> Vec<String> { signals.iter().map(line_of).collect() };
        let (here, behind) = case.answers.split_at(case.answers.len().min(self.room(&section)).min(most));
        let attention = || Attention {
            label: phrases.say("attention-first"),
            icon: drawing(icon(Icon::Signal), String::new()),
            lines: lines(&unseen),
        };
        ReportSheet {
            language: phrases.language.to_string(),
            is_right_to_left: phrases.language.is_right_to_left(),
            paper: self.paper,
            letterhead: self.letterhead.clone(),
            title: self.title(),
            when: case.occasions.last().map(|last| last.words(phrases)),
            measure: instrument.title.clone(),
            about: phrases.with("report-about", [("who", self.informants().into())]),
            rewording: section.rewording_words(),
            course: section.course().map(|course| DrawnCourse {
                legend: section.keys(&course).into_iter().map(|(key, words)| (drawing(key, String::new()), words)).collect(),
                drawing: drawing(
                    charts::course_on_paper(&course, &format!("{}-sheet", section.id())),
                    course.description.clone(),
                ),
            }),
            three: self.three(),
            // What nobody saw to yet stands in a frame; what somebody did, whoever reads the sheet must not take for new.
            attention: (!unseen.is_empty()).then(attention),
            seen: (!seen.is_empty()).then(|| (phrases.say("signals-seen"), lines(&seen))),
            answers: self.answers(&section, here, behind.len()),
            quotes: section.quotes(),
            agreed: phrases.say("agreed"),
            foot: self.foot(&section),
            population: norms.map(|norms| norms.population.clone()),
            rest: self.answers(&section, behind, 0).map(|answers| RestSheet {
                title: format!("{} · {}", self.title(), instrument.title),
                answers,
                foot: phrases.say("report-keep"),
            }),
        }
    }

    fn three(&self) -> Vec<(String, Vec<String>)> {
        let talk = self.case.talk(self.instrument, self.phrases);
        let told = talk.iter().flat_map(|talk| talk.told(self.phrases));
        told.map(|(question, answer)| (question, answer.to_vec())).collect()
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
        // A sheet of another height has room for more or for less.
        let less = ((PaperSize::A4.height() - self.paper.height()) * PX_OF_MM) as usize;
        (ROOM.saturating_sub(LINE * text + less) / ROW).max(3)
    }

    /// A table of answers, behind which others stand on the next sheet.
    fn answers(&self, section: &Section<'_>, shown: &[Answered], behind: usize) -> Option<AnswersTable> {
        let first = shown.first()?;
        let informants: Vec<&str> = first.sides.iter().map(|side| side.informant.as_str()).collect();
        // Said once where it holds of all.
        let lines = || shown.iter().filter_map(|answered| Some((answered, answered.range?)));
        let of_all = lines().next().filter(|(first, range)| lines().all(|(other, of)| first.ends == other.ends && of == *range));
        let row = |(at, answered): (usize, &Answered)| {
            let has_ends = of_all.is_none() && begins_scale(shown, at);
            self.answer(section, answered, &informants, has_ends)
        };
        let side = |informant: &&str| (section.mark(informant, &self.phrases.say("now-short")), self.phrases.say("before-short"));
        Some(AnswersTable {
            order: self.phrases.say("answers-order"),
            heading: self.phrases.say("answers-heading"),
            ends: of_all.and_then(|(first, range)| section.ends_of(first, range)),
            sides: informants.iter().map(side).collect(),
            rows: shown.iter().enumerate().map(row).collect(),
            more: (behind > 0).then(|| self.phrases.with("more-answers", [("count", behind.into())])),
        })
    }

    fn answer(&self, section: &Section<'_>, answered: &Answered, informants: &[&str], has_ends: bool) -> AnswerRow {
        let side = |informant: &&str| answered.sides.iter().find(|side| side.informant == **informant);
        let none = || "–".to_owned();
        let answers = informants.iter().map(|informant| {
            let now = side(informant).map_or_else(none, |side| side.told_now(self.phrases));
            (now, side(informant).and_then(|side| side.before.clone()).unwrap_or_else(none))
        });
        AnswerRow {
            question: answered.question.clone(),
            reversed: answered.is_reversed.then(|| self.phrases.say("turned-around")),
            ends: answered.range.filter(|_| has_ends).and_then(|range| section.ends_of(answered, range)),
            lane: answered.range.map(|range| drawing(section.lane(answered, range, false), section.lane_told(answered))),
            answers: answers.collect(),
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

fn drawing(markup: Markup, told: String) -> Drawing {
    Drawing { svg: markup.into_string(), told }
}

/// Whether an answer is on another scale than the one above it, so that the words of its ends are said.
fn begins_scale(answers: &[Answered], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| answers.get(before));
    before.is_none_or(|before| (&before.ends, before.range) != (&answers[at].ends, answers[at].range))
}

fn line_of(signal: &Signalled) -> String {
    format!("{} ({})", signal.told, signal.beside)
}
