use serde::Serialize;

use super::letterhead::Letterhead;
use super::paper::PaperSize;

/// A case on one sheet of paper, as whoever reads it sees it: its words and drawings, in order. Whatever writes it
/// down, as HTML or as PDF, says this and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportSheet {
    /// The language of what the sheet says of its own.
    pub language: String,
    /// Whether it is read from right to left.
    pub is_right_to_left: bool,
    /// The sheet that it goes on.
    pub paper: PaperSize,
    /// Whose sheet it is.
    pub letterhead: Letterhead,
    /// Which case it is about.
    pub title: String,
    /// The last occasion.
    pub when: Option<String>,
    /// What the measure is called.
    pub measure: String,
    /// Who filled it in.
    pub about: String,
    /// That words are not those in which it was asked.
    pub rewording: Option<String>,
    /// The main score over time; nothing where nobody has it.
    pub course: Option<DrawnCourse>,
    /// Questions about the case, each with its answer in sentences.
    pub three: Vec<(String, Vec<String>)>,
    /// What nobody saw to yet.
    pub attention: Option<Attention>,
    /// What somebody saw to already: a heading, and a line each.
    pub seen: Option<(String, Vec<String>)>,
    /// The answers, the largest change or difference first.
    pub answers: Option<AnswersTable>,
    /// What was said in one's own words.
    pub quotes: Vec<Quote>,
    /// The heading over the room for what is agreed.
    pub agreed: String,
    /// By what changes are judged, when it was made, and that it is personal.
    pub foot: String,
    /// How norms say there of whom they are, in a language of their own.
    pub population: Option<String>,
    /// The answers that the sheet has no room for, on a sheet behind it.
    pub rest: Option<RestSheet>,
}

/// What goes on behind a sheet that has no room for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RestSheet {
    /// Which case and which measure.
    pub title: String,
    /// The answers.
    pub answers: AnswersTable,
    /// That it is personal.
    pub foot: String,
}

/// A drawing, as SVG whose classes are those of the style sheet of tables and charts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawing {
    /// The SVG.
    pub svg: String,
    /// What it shows, in words; empty where it says nothing that is not said beside it.
    pub told: String,
}

/// Words of somebody, with the mark of their side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Marked {
    /// The side, as classes of the style sheet name it.
    pub side: &'static str,
    /// The words.
    pub words: String,
}

/// The main score over time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DrawnCourse {
    /// What the marks say.
    pub legend: Vec<(Drawing, String)>,
    /// The course.
    pub drawing: Drawing,
}

/// What is to be talked about first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attention {
    /// What it is called, for whoever does not see its frame.
    pub label: String,
    /// The mark of a signal.
    pub icon: Drawing,
    /// What it says, a line each.
    pub lines: Vec<String>,
}

/// Answers, a row each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswersTable {
    /// In which order they stand.
    pub order: String,
    /// What stands over the questions.
    pub heading: String,
    /// What the ends of all lines mean, where they mean the same.
    pub ends: Option<Ends>,
    /// The columns of each side: of now and of before.
    pub sides: Vec<(Marked, String)>,
    /// The rows.
    pub rows: Vec<AnswerRow>,
    /// How many more answers there are than the sheet has room for, and where they stand.
    pub more: Option<String>,
}

/// What the lowest and the highest answer mean, each with its number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ends {
    /// The lowest.
    pub low: (String, String),
    /// The highest.
    pub high: (String, String),
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerRow {
    /// The question.
    pub question: String,
    /// That a high answer lowers the score.
    pub reversed: Option<String>,
    /// What the ends of its line mean, where that is said of it by itself.
    pub ends: Option<Ends>,
    /// The answers as they lie beside one another; nothing where they are no numbers.
    pub lane: Option<Drawing>,
    /// The answers of each side: of now and of before.
    pub answers: Vec<(String, String)>,
}

/// What was said in one's own words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// The words, a line each.
    pub lines: Vec<String>,
    /// Who said them.
    pub who: Marked,
    /// To which question.
    pub told: String,
}
