use super::table::ResponseTable;
use crate::instrument::{Instrument, KnownIx, Language};

/// What says which group an administration belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    /// The language of answering, whatever country was said with it: `nl` and `nl-NL` are one.
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
            Self::Language => {
                let tag = table.identity.language.get(row);
                Language::parse(tag).map_or_else(|| tag.to_owned(), |language| language.without_country())
            }
            Self::Kept(at) => table.kept[at].get(row).to_owned(),
            Self::Known(at) => instrument.known[KnownIx(at)].kind.in_words(table.known[KnownIx(at)][row]),
        }
    }
}
