//! What a measure computes, as formulas in which nothing about missing answers is implicit.
//!
//! Programs disagree about what missing is: SQL has `NULL`, R has `NA`, a form has an empty text, and each takes it
//! along in sums in its own way. A [`Formula`] therefore says in a [`Test`], which always holds or does not, when there
//! is a value, and its [`Value`] is only looked at then. Whatever can add, compare and choose can compute it.

mod aggregate;
mod bands;
mod compare;
mod dialect;
mod formulas;
mod functions;
mod helper;
mod lower;
mod moments;
mod norms;
mod points;
mod refers;
mod seen;
mod size;
mod table;
mod test;
mod value;

pub use dialect::{Dialect, doubled_sign, position_in, test_in, value_in};
pub use lower::{Formulas, OverAnswers, Unsayable};
pub use moments::MomentPart;
pub use norms::{NormFormula, Words};
pub use test::Test;
pub use value::{Part, Value};

use crate::instrument::{AlertIx, BandsIx, HelperIx, ItemIx, KnownIx, ScoreIx};

/// A column that is computed for each administration.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// What it is.
    pub what: Computed,
    /// Its name among the columns: a letter, then letters, digits and `_`; what norms say of a score has its name, a
    /// dot and a word.
    pub name: String,
    /// Its value, where there is one.
    pub value: Value,
    /// When there is a value.
    pub there: Test,
}

/// What a computed column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computed {
    /// An item that is not always asked, as it counts.
    Item(ItemIx),
    /// Something that others are computed from.
    Part,
    /// A helper of the measure; of a condition 1 where it holds and 0 where it does not.
    Helper(HelperIx),
    /// A score.
    Score(ScoreIx),
    /// What norms say of a score.
    Norm(ScoreIx),
}

/// A column that formulas refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The answer to an item, if it is one that can be given; the visible non-answer is none.
    Answer(ItemIx),
    /// A known fact; of `one of`, its position.
    Known(KnownIx),
    /// The day on which was answered.
    Date,
    /// A formula, by its position.
    Formula(usize),
}

/// The band that a score lies in: the first whose test holds.
#[derive(Clone, Debug, PartialEq)]
pub struct BandFormula {
    /// Which bands.
    pub bands: BandsIx,
    /// The column of the score, or of a category the position of its word from 1.
    pub of: Column,
    /// Words by position: of bands the highest first, of which the last holds whenever there is a score.
    pub tests: Vec<(usize, Test)>,
}

/// When an alert is raised. Where neither test holds it cannot be known.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertFormula {
    /// Which alert.
    pub alert: AlertIx,
    /// When it is raised.
    pub raised: Test,
    /// When it is certain that it is not.
    pub quiet: Test,
}
