use super::text_column::TextColumn;
use typed_index_collections::TiVec;

use crate::instrument::{InformantIx, Instrument, ItemIx, KnownIx};

/// What stands in a cell that holds a code which a file declares to mean that there is no answer; no text has it.
pub(super) const DECLARED: &str = "\u{FDD0}";

/// Why a value is missing. Scoring treats all alike unless the instrument says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum MissingReason {
    /// It is not missing.
    #[default]
    Answered,
    /// The person left it out.
    Unanswered,
    /// The person chose the visible non-answer.
    None,
    /// The item was not asked, by its condition or its informant.
    NotAsked,
    /// What was given is not an answer to the item.
    NotValid,
    /// A code that was declared to mean that there is no answer.
    Declared,
}

impl MissingReason {
    /// The word in results; empty for an answer.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answered => "",
            Self::Unanswered => "unanswered",
            Self::None => "none",
            Self::NotAsked => "not asked",
            Self::NotValid => "not valid",
            Self::Declared => "declared missing",
        }
    }
}

/// The answers to one item, a row each.
#[derive(Clone, Debug, Default)]
pub struct ItemColumn {
    /// Answers as numbers (see [`crate::instrument::Kind`]); NaN where there is none.
    pub values: Vec<f64>,
    /// Why there is none.
    pub causes: Vec<MissingReason>,
}

impl ItemColumn {
    /// Adds an answer. Its cause is written when one that differs comes, or by [`ItemColumn::complete`].
    #[inline]
    pub(super) fn answered(&mut self, value: f64) {
        self.values.push(value);
    }

    /// Adds that there is no answer, and why.
    pub(super) fn missing(&mut self, cause: MissingReason) {
        self.complete();
        self.values.push(f64::NAN);
        self.causes.push(cause);
    }

    /// Writes the causes of what was answered.
    pub(super) fn complete(&mut self) {
        self.causes.resize(self.values.len(), MissingReason::Answered);
    }
}

/// Who and when, a row each.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// Code of the case.
    pub case: TextColumn,
    /// Occasion, in its one spelling ([`crate::instrument::OccasionName`]); empty where there is none.
    pub occasion: TextColumn,
    /// Date as days since 1970-01-01.
    pub date: Vec<Option<i32>>,
    /// Language in which was answered; empty where it is not known.
    pub language: TextColumn,
}

/// A stretch of administrations of one measure as columns, each as long as there are administrations; by default it is
/// of no measure, and nothing can score it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ResponseTable {
    /// Number of administrations.
    pub rows: usize,
    /// Who answered.
    pub informants: Vec<InformantIx>,
    /// Who and when.
    pub identity: Identity,
    /// Answers at the position of the item.
    pub items: TiVec<ItemIx, ItemColumn>,
    /// Known facts at their position; NaN where missing.
    pub known: TiVec<KnownIx, Vec<f64>>,
    /// Columns that are carried along as they stand, by position of the name in the header.
    pub kept: Vec<TextColumn>,
    /// Answers to items that are answered in one's own words, each with its row, in the order of the rows; only where
    /// whoever reads asked for them.
    pub words: Vec<(usize, ItemIx, String)>,
}

impl ResponseTable {
    /// A table of so many administrations in which nothing was answered, by the first informant.
    pub fn unanswered(instrument: &Instrument, rows: usize) -> Self {
        let column = ItemColumn { values: vec![f64::NAN; rows], causes: vec![MissingReason::Unanswered; rows] };
        Self {
            rows,
            informants: vec![InformantIx(0); rows],
            identity: Identity::default(),
            items: vec![column; instrument.items.len()].into(),
            known: vec![vec![f64::NAN; rows]; instrument.known.len()].into(),
            kept: vec![],
            words: vec![],
        }
    }

    /// What was said in one's own words, by row.
    pub fn words_by_row(&self) -> Vec<Vec<(ItemIx, String)>> {
        let mut by_row = vec![vec![]; self.rows];
        for (row, item, text) in &self.words {
            if let Some(of_row) = by_row.get_mut(*row) {
                of_row.push((*item, text.clone()));
            }
        }
        by_row
    }

    /// Leaves out the administrations that are marked.
    pub(super) fn leave_out(&mut self, out: &[bool]) {
        retain(&mut self.informants, out);
        retain(&mut self.identity.date, out);
        for column in &mut self.items {
            retain(&mut column.values, out);
            retain(&mut column.causes, out);
        }
        self.known.iter_mut().for_each(|column| retain(column, out));
        let identity = &mut self.identity;
        for texts in [&mut identity.case, &mut identity.occasion, &mut identity.language].into_iter().chain(&mut self.kept) {
            texts.retain(out);
        }
        // Each row that stays moves up by those that go before it.
        let mut place = 0;
        let places: Vec<Option<usize>> = out
            .iter()
            .map(|out| {
                (!out).then(|| {
                    place += 1;
                    place - 1
                })
            })
            .collect();
        let words = std::mem::take(&mut self.words).into_iter();
        self.words = words.filter_map(|(row, item, text)| Some((places.get(row).copied().flatten()?, item, text))).collect();
        self.rows = self.informants.len();
    }

    /// Takes back what was read of an administration that does not count.
    pub(super) fn truncate(&mut self) {
        let rows = self.rows;
        self.informants.truncate(rows);
        self.identity.case.truncate(rows);
        self.identity.occasion.truncate(rows);
        self.identity.date.truncate(rows);
        self.identity.language.truncate(rows);
        for ItemColumn { values, causes } in &mut self.items {
            values.truncate(rows);
            causes.truncate(rows);
        }
        self.known.iter_mut().for_each(|column| column.truncate(rows));
        self.kept.iter_mut().for_each(|column| column.truncate(rows));
        self.words.retain(|(row, ..)| *row < rows);
    }
}

/// Keeps the entries that are not to go out; a column that is empty stays empty.
fn retain<T>(column: &mut Vec<T>, out: &[bool]) {
    let mut at = 0;
    column.retain(|_| {
        at += 1;
        !out[at - 1]
    });
}
