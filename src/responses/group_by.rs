use super::table::ResponseTable;
use crate::instrument::{Instrument, KnownIx};

/// What says which group an administration belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The language of answering.
    Language,
    /// A known fact, by its position.
    Known(usize),
    /// A column that is carried along, by its position among those.
    Kept(usize),
}

impl GroupBy {
    /// The group of a row of answers to a measure; empty where nobody said.
    pub fn of_row(self, instrument: &Instrument, table: &ResponseTable, row: usize) -> String {
        match self {
            Self::Language => table.identity.language.get(row).to_owned(),
            Self::Kept(at) => table.kept[at].get(row).to_owned(),
            Self::Known(at) => instrument.known[KnownIx(at)].kind.in_words(table.known[KnownIx(at)][row]),
        }
    }
}
