use std::fmt;

use serde::Serialize;

use super::{Literal, Word};
use crate::source::Span;

/// `table metric { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its name.
    pub name: Word,
    /// Where `interpolated` stands.
    #[serde(serialize_with = "is_said")]
    pub interpolated: Option<Span>,
    /// `by sex, age`
    pub by: Vec<Word>,
    /// Its rows, where it has no groups.
    pub rows: Vec<TableRow>,
    /// Its groups.
    pub groups: Vec<TableGroup>,
}

/// A word that is there or not, as a truth value.
pub(super) fn is_said<S: serde::Serializer>(word: &Option<Span>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(word.is_some())
}

/// `female, 18 to 29 { 4 -> 48 }`
#[derive(Clone, Debug, Serialize)]
pub struct TableGroup {
    /// What it is for, as many as stand after `by`.
    pub keys: Vec<GroupKey>,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// Its keys.
    #[serde(skip)]
    pub span: Span,
}

impl TableGroup {
    /// Its keys as the language writes them.
    pub fn keys_in_words(&self) -> String {
        self.keys.iter().map(GroupKey::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// A key of a group.
#[derive(Clone, Debug, Serialize)]
pub enum GroupKey {
    /// `female`
    Word(Word),
    /// `3`
    Number(Literal),
    /// `18 to 29`
    Range(Literal, Literal),
}

impl GroupKey {
    /// Its place.
    pub fn span(&self) -> Span {
        match self {
            Self::Word(word) => word.span,
            Self::Number(number) => number.span,
            Self::Range(low, high) => low.span.to(high.span),
        }
    }
}

impl fmt::Display for GroupKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => formatter.write_str(&word.text),
            Self::Number(number) => write!(formatter, "{}", number.value),
            Self::Range(low, high) => write!(formatter, "{} to {}", low.value, high.value),
        }
    }
}

/// `4 -> 48`
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TableRow {
    /// What it is for.
    pub of: TableRowKey,
    /// What is found; `None` for `missing`.
    pub to: Option<Literal>,
    /// The whole row.
    #[serde(skip)]
    pub span: Span,
}

/// What a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum TableRowKey {
    /// `4`
    Value(Literal),
    /// `from 4`: from there on, itself included.
    From(Literal),
    /// `above 4`: from there on, itself not included.
    Above(Literal),
    /// `otherwise`
    Otherwise,
}
