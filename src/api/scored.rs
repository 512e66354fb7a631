use arrow_array::RecordBatch;

use crate::source::Diagnostic;

/// What answers came to: a batch of results of a batch or a text of answers, and batches of batches
/// ([`crate::Scorer::score_batches`]).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Scored<R = RecordBatch> {
    /// The results, a row for each administration that was scored, in the order of the answers: who and when, the
    /// scores in the order of the measure, bands, alerts, how many items were answered and asked, norms if there are
    /// any, answers and causes if they are wanted, columns that are carried along, and where the scores come from. A
    /// missing score is null.
    pub batch: R,
    /// The row of the answers that each row of the results comes from. Rows of a batch count from 1; rows of CSV as a
    /// spreadsheet counts them, so that the header is row 1; records of JSON from 1.
    pub rows: Vec<u64>,
    /// Rows that were left out, in order: those that cannot be right, and those that repeat another. Only
    /// [`OnBad::Skip`] leaves rows out.
    ///
    /// [`OnBad::Skip`]: crate::responses::OnBad::Skip
    pub rejected: Vec<u64>,
    /// All that is to be said of the answers: first what concerns columns, then rows in their order.
    pub diagnostics: Vec<Diagnostic>,
    /// Cells that became missing because they could not be right. Only [`OnBad::Missing`] makes them so.
    ///
    /// [`OnBad::Missing`]: crate::responses::OnBad::Missing
    pub made_missing: u64,
    /// Rows of CSV in which nothing stands, as spreadsheets save them; they were passed over.
    pub empty_rows: u64,
    /// Answers to items that were not asked of this person; they were left out of the scores.
    pub not_asked_but_answered: u64,
}
