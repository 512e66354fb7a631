use serde::Serialize;

use super::{Band, Cite, Literal, Table, Text, Word};
use crate::source::Span;

/// `norms demo 2026.1 of alliance-monitor 0.2 { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Norms {
    /// Id, version, measure, its version; absent where the head could not be read.
    pub head: Option<(Word, Word, Word, Word)>,
    /// Its statements, in order.
    pub statements: Vec<NormStatement>,
    /// The word `norms`.
    #[serde(skip)]
    pub keyword: Span,
}

/// A statement of norms.
#[derive(Clone, Debug, Serialize)]
pub enum NormStatement {
    /// `population "…"`
    Population(Text),
    /// `status simulated`
    Status(Word),
    /// `cite "…"`
    Cite(Cite),
    /// `licence "…"`
    Licence(Text),
    /// `note "…"`
    Note(Text),
    /// `for client where … { … }`
    Group(NormGroup),
    /// `bands level of main.T { … }`
    Bands(NormBands),
}

/// `for client where age 18 to 30 { … }`
#[derive(Clone, Debug, Serialize)]
pub struct NormGroup {
    /// Who answered.
    pub informant: Word,
    /// Which cases.
    pub tests: Vec<GroupTest>,
    /// What is known of their scores.
    pub entries: Vec<NormEntry>,
    /// The line that begins it.
    #[serde(skip)]
    pub span: Span,
}

/// A test on a known fact.
#[derive(Clone, Debug, Serialize)]
pub struct GroupTest {
    /// The known fact.
    pub known: Word,
    /// The test.
    pub kind: GroupTestKind,
}

/// The tests on a known fact.
#[derive(Clone, Debug, Serialize)]
pub enum GroupTestKind {
    /// `age 18 to 30`, both included.
    Range(Literal, Literal),
    /// `mandate = parole`
    Value(Word),
}

/// An entry of a group.
#[derive(Clone, Debug, Serialize)]
pub enum NormEntry {
    /// `total mean 3.7 sd 0.6 reliability 0.9 n 500`
    Figures(Word, Vec<Figure>),
    /// `cut-off total 2.8 "…"`
    CutOff(CutOff),
    /// `reliable change total 14`
    ReliableChange(Word, Literal),
    /// `percentiles of total { … }`
    Percentiles(Percentiles),
    /// `table T of total { … }`
    Table(NormTable),
    /// `note "…"`
    Note(Text),
}

/// A figure by its name: `mean`, `sd`, `reliability` or `n`.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// Which.
    pub name: Word,
    /// Its value.
    pub value: Literal,
}

/// `cut-off total 2.8 functional above "…"`
#[derive(Clone, Debug, Serialize)]
pub struct CutOff {
    /// The score.
    pub score: Word,
    /// Where it lies.
    pub at: Literal,
    /// The side of those who do well: `below` or `above`.
    pub functional: Option<Word>,
    /// What a person should do.
    pub sentence: Option<Text>,
}

/// `percentiles of total { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Percentiles {
    /// The score.
    pub score: Word,
    /// Value, percentile.
    pub rows: Vec<(Literal, Literal)>,
}

/// `table T of total by age { … }`
#[derive(Clone, Debug, Serialize)]
pub struct NormTable {
    /// The score.
    pub score: Word,
    /// The table, which has the name of what it gives.
    pub table: Table,
}

/// `bands level of main.T { low "Low" from 0 … }`
#[derive(Clone, Debug, Serialize)]
pub struct NormBands {
    /// Their name.
    pub name: Word,
    /// The score.
    pub score: Word,
    /// What norms make of it, as `T`.
    pub normed: Word,
    /// The bands, in order.
    pub bands: Vec<Band>,
}
