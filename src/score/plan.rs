use super::evaluate::{Columns, HelperColumns};
use typed_index_collections::TiVec;

use crate::instrument::{AlertIx, BandsIx, ComputingStep, Condition, Instrument, ItemIx, Keying, ScoreIx};
use crate::responses::ResponseTable;

/// Rows that are scored at a time: a column of them fits the first cache.
const STRETCH: usize = 2048;

/// How an instrument turns columns of answers into columns of scores.
#[derive(Debug)]
pub struct Plan<'a> {
    pub(super) instrument: &'a Instrument,
    /// Items whose keyed value differs from the answer.
    pub(super) keyings: Vec<(ItemIx, Keying)>,
    /// Items that are not asked of everyone always.
    pub(super) sometimes_asked: Vec<ItemIx>,
}

/// Scores, bands, alerts and counts, a row for each administration.
#[derive(Clone, Debug, Default)]
pub struct Scored {
    /// Scores at their position; NaN where missing.
    pub scores: TiVec<ScoreIx, Vec<f64>>,
    /// Position of the word, at the position of the bands or the category; `None` where there is none.
    pub bands: TiVec<BandsIx, Vec<Option<u16>>>,
    /// Whether an alert is raised, at its position; `None` where that cannot be known.
    pub alerts: TiVec<AlertIx, Vec<Option<bool>>>,
    /// Items that were answered, of those that [`crate::instrument::Item::is_counted`] counts.
    pub answered: Vec<u32>,
    /// Items that were asked, of the same.
    pub asked: Vec<u32>,
    /// Answers as they count, `otherwise` included, and why they are missing.
    pub answers: TiVec<ItemIx, crate::responses::ItemColumn>,
    /// Answers that were given to items that were not asked.
    pub not_asked_but_answered: u64,
}

impl<'a> Plan<'a> {
    /// Plans the scoring of an instrument.
    pub fn new(instrument: &'a Instrument) -> Self {
        let positions = || instrument.items.iter_enumerated();
        let keyings = positions()
            .map(|(at, item)| (at, instrument.keying(item)))
            .filter(|(_, keying)| *keying != Keying::AsGiven)
            .collect();
        let sometimes_asked = positions()
            .filter(|(_, item)| item.asked_when.is_some() || item.asked_of.contains(&false))
            .map(|(at, _)| at)
            .collect();
        Self { instrument, keyings, sometimes_asked }
    }

    /// The lowest number that stands for a word among the answers to an item, where others are numbers.
    pub(super) fn words_from(&self, item: ItemIx) -> Option<f64> {
        self.instrument.scales[self.instrument.items[item].kind.scale()?].words_from()
    }

    /// The measure that is scored.
    pub fn instrument(&self) -> &'a Instrument {
        self.instrument
    }

    /// Scores a table of the measure. Takes the table apart; the answers come back in the result.
    ///
    /// # Panics
    /// Where the table was made for another measure, so that an item or a known fact has no column.
    pub fn score(&self, table: ResponseTable) -> Scored {
        self.score_with_helpers(table).0
    }

    /// The same, with the helpers of its last stretch: of a table of few rows those of all.
    pub(super) fn score_with_helpers(&self, mut table: ResponseTable) -> (Scored, HelperColumns) {
        let (items, known) = (self.instrument.items.len(), self.instrument.known.len());
        assert!(
            (table.items.len(), table.known.len()) == (items, known),
            "a table of another measure is scored by the key of {}",
            self.instrument.reference()
        );
        let mut scored = self.blank(table.rows);
        let mut helpers = HelperColumns::new();
        scored.not_asked_but_answered = self.settle_asked(&mut table, &mut scored);
        for start in (0..table.rows).step_by(STRETCH) {
            let end = (start + STRETCH).min(table.rows);
            helpers = self.score_stretch(&table, &mut scored, start..end);
        }
        scored.answers = table.items;
        (scored, helpers)
    }

    pub(super) fn blank(&self, rows: usize) -> Scored {
        Scored {
            scores: vec![Vec::with_capacity(rows); self.instrument.scores.len()].into(),
            bands: vec![Vec::with_capacity(rows); self.instrument.bands.len()].into(),
            alerts: vec![Vec::with_capacity(rows); self.instrument.alerts.len()].into(),
            answered: vec![0; rows],
            asked: vec![0; rows],
            answers: TiVec::new(),
            not_asked_but_answered: 0,
        }
    }

    fn score_stretch(&self, table: &ResponseTable, scored: &mut Scored, rows: std::ops::Range<usize>) -> HelperColumns {
        let mut columns = Columns::new(self, table, &scored.answered, &scored.asked, rows);
        for step in &self.instrument.computing_order {
            match *step {
                ComputingStep::Score(at) => {
                    let values = columns.number(&self.instrument.scores[at].number).into_owned();
                    scored.scores[at].extend_from_slice(&values);
                    columns.scores[at] = values;
                }
                ComputingStep::Helper(at) => columns.compute_helper(at),
                ComputingStep::Bands(at) => {
                    let words = columns.words(&self.instrument.bands[at]);
                    scored.bands[at].extend_from_slice(&words);
                    columns.bands[at] = words;
                }
            }
        }
        for (alert, column) in self.instrument.alerts.iter().zip(&mut scored.alerts) {
            column.extend(columns.condition(&alert.when).iter().map(|truth| truth.known()));
        }
        columns.helpers
    }

    /// When an item is asked, if not always.
    pub(super) fn asked_condition(&self, item: ItemIx) -> Option<&'a Condition> {
        self.instrument.items[item].asked_when.as_ref()
    }

    /// The value that an answer of an item has where the item is not asked.
    pub(super) fn otherwise(&self, item: ItemIx) -> f64 {
        self.instrument.items[item].otherwise.unwrap_or(f64::NAN)
    }
}
