use serde::Serialize;

use super::{Expression, Literal, Text, Word};
use crate::source::Span;

/// `schedule supervision 1.0.0 { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Schedule {
    /// Its id and version; absent where the head could not be read.
    pub head: Option<(Word, Word)>,
    /// Its statements, in order.
    pub statements: Vec<ScheduleStatement>,
    /// The word `schedule`.
    #[serde(skip)]
    pub keyword: Span,
}

/// A statement of a schedule.
#[derive(Clone, Debug, Serialize)]
pub enum ScheduleStatement {
    /// `title "…"`
    Title(Text),
    /// `about "…"`
    About(Text),
    /// `language en`
    Language(Word),
    /// `note "…"`
    Note(Text),
    /// `ask … { … }`
    Ask(Ask),
    /// `remind client 1 day before`
    Remind(Remind),
}

/// `ask ors 1.0 of client when mandate = parole { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Ask {
    /// The measure.
    pub measure: Word,
    /// The versions of it that count.
    pub version: Option<Word>,
    /// Who is asked.
    pub informants: Vec<Word>,
    /// Of which cases.
    pub when: Option<Expression>,
    /// How often.
    pub lines: Vec<AskLine>,
    /// What stands before its block.
    #[serde(skip)]
    pub span: Span,
}

/// A line in the block of `ask`.
#[derive(Clone, Debug, Serialize)]
pub enum AskLine {
    /// `first within 14 days`
    First(Literal),
    /// `then 28 days after the last`
    Then(Literal),
    /// `late after 7 days`
    Late(Literal),
    /// `until day 730`
    Until(Literal),
}

/// `remind client 1 day before, 3 days after`
#[derive(Clone, Debug, Serialize)]
pub struct Remind {
    /// Who.
    pub informant: Word,
    /// When.
    pub moments: Vec<RemindMoment>,
}

/// `1 day before`
#[derive(Clone, Debug, Serialize)]
pub struct RemindMoment {
    /// How many days.
    pub days: Literal,
    /// Whether they are counted back from the due day.
    pub is_before: bool,
}
