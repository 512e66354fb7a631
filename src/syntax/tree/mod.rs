//! The syntax tree: what a file says, name by name, with the place of each. Nothing is looked up or judged yet.
//!
//! Trees serialise without their places, so two texts mean the same when their trees serialise the same.

#![deny(clippy::wildcard_enum_match_arm)]

mod expression;
mod instrument;
mod item;
mod norms;
mod operators;
mod schedule;
mod table;
mod test;
mod translation;
mod visit;

pub use expression::{
    Aggregate, ChoicesOf, CountTrue, Expression, ExpressionKind, Member, MemberKind, ModeTies, Moment, Needs, NeedsShare, PartOf,
};
pub use instrument::{
    Alert, Band, BandGroup, Bands, Category, CategoryCase, CategoryRule, Cite, Compare, Counts, Feedback, Follows, FollowsClaim,
    Helper, Highest, Informant, Instrument, Known, KnownKind, KnownWord, Page, Refusal, Scale, ScaleLine, Score, Statement, Ties,
    When,
};
pub use item::{AskedWhen, Beside, Grid, Item, ItemText, Kind, Run, Wording};
pub use norms::{
    CutOff, Figure, GroupTest, GroupTestKind, NormBands, NormEntry, NormGroup, NormStatement, NormTable, Norms, Percentiles,
};
pub use operators::{Comparator, Function, MathFunction, Operator, TiedMode, Unit};
pub use schedule::{Ask, AskLine, Remind, RemindMoment, Schedule, ScheduleStatement};
pub use table::{GroupKey, Table, TableGroup, TableRow, TableRowKey};
pub use test::{Expectation, ExpectedValue, Given, GivenValue, Test};
pub use translation::{Rendering, Step, TextPath, Translation, TranslationStatement};

use serde::Serialize;

use crate::source::Span;

/// A word of the author's: a name, an id, a version, a tag, a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Word {
    /// As it stands.
    pub text: String,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

impl Word {
    /// The number that it is, where a code or a choice is one: no name begins with a digit or a sign.
    pub fn number(&self) -> Option<f64> {
        let is_number = self.text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        is_number.then(|| self.text.parse().ok()).flatten()
    }
}

/// A text in quotation marks, with its escapes resolved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Text {
    /// What it says.
    pub value: String,
    /// Where it stands, with its quotation marks.
    #[serde(skip)]
    pub span: Span,
}

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Literal {
    /// Its value.
    pub value: f64,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// A file, as far as it could be read.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    /// The edition in the first line, with its place.
    pub edition: Option<Literal>,
    /// The blocks of the file; a sound file has one.
    pub blocks: Vec<Block>,
    /// Comments in order, with their `#`.
    pub comments: Vec<Comment>,
    /// Words in statements that could not be read: diagnostics about them would be echoes.
    #[serde(skip)]
    pub unreadable_words: Vec<String>,
    /// Statements that break off in the middle of their line: more diagnostics about them would be echoes.
    #[serde(skip)]
    pub broken_off: Vec<Span>,
}

impl File {
    /// Leaves of measures what other files are judged by, which is their head and what they say of the version before.
    pub fn keep_outline(&mut self) {
        self.comments = Vec::new();
        for block in &mut self.blocks {
            if let Block::Instrument(instrument) = block {
                instrument.statements.retain(|statement| matches!(statement, Statement::Follows(_)));
                instrument.statements.shrink_to_fit();
            }
        }
    }
}

/// A comment and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Comment {
    /// With its `#`, without the end of the line.
    pub text: String,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

/// What a file can hold.
#[derive(Clone, Debug, Serialize)]
pub enum Block {
    /// A measure.
    Instrument(Instrument),
    /// Its wording in another language.
    Translation(Translation),
    /// Its norms in a population.
    Norms(Norms),
    /// What a service asks, of whom and how often.
    Schedule(Schedule),
}

impl Block {
    /// The word that it begins with.
    pub fn keyword(&self) -> Span {
        match self {
            Self::Instrument(block) => block.keyword,
            Self::Translation(block) => block.keyword,
            Self::Norms(block) => block.keyword,
            Self::Schedule(block) => block.keyword,
        }
    }
}
