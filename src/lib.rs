//! Questionnaires as text: an instrument is read, checked, and scores answers.
//!
//! The road of the data is the order of the modules: [`source`] holds texts and complaints, [`syntax`] reads text into a tree,
//! [`check`] turns the tree into a checked [`instrument`], [`phrases`] holds what faces say of their own, [`responses`] reads answers into a table, [`score`] turns the table into
//! scores, [`follow`] looks at cases over time, [`analyse`] says what answers say about a measure, and [`output`] hands results on. [`administer`] asks people, and [`store`] keeps what they answer. [`exchange`] says what a measure is in the words of others. [`cli`] is the program around it.
//!
//! The compute rooms touch no file, clock or environment:
//!
//! ```
//! use std::sync::Arc;
//! use verbond::{RecordBatch, SourceFile, check_text, responses::ReadOptions, score_batch};
//! use arrow_array::{ArrayRef, Float64Array, Int64Array, StringArray, cast::AsArray, types::Float64Type};
//!
//! let text = SourceFile::new("mood.instrument", r#"verbond 1
//!
//! instrument mood 1.0.0 {
//!   title   "Mood"
//!   licence "CC0-1.0"
//!   status  experimental
//!
//!   informants { self "Self" }
//!   scale often { 0 "Never"  1 "Sometimes"  2 "Often" }
//!
//!   items on often {
//!     calm "I felt calm."
//!     glum reversed "I felt glum."
//!   }
//!
//!   score mood "Mood" = mean of calm, glum needs all
//! }
//! "#);
//!
//! // All complaints come at once; an instrument comes out only if none is an error.
//! let checked = check_text(&text);
//! assert!(checked.complaints.is_empty());
//! let instrument = checked.found.expect("it is sound");
//!
//! let answers = RecordBatch::try_from_iter([
//!     ("case", Arc::new(StringArray::from(vec!["c1", "c2"])) as ArrayRef),
//!     ("calm", Arc::new(Int64Array::from(vec![Some(2), None]))),
//!     ("glum", Arc::new(Int64Array::from(vec![Some(1), Some(0)]))),
//! ])?;
//! let scores = score_batch(&instrument, &answers, &ReadOptions::default()).expect("the answers fit");
//! let mood = scores["mood"].as_primitive::<Float64Type>();
//! assert_eq!(mood, &Float64Array::from(vec![Some(1.5), None]));
//! # Ok::<(), arrow_schema::ArrowError>(())
//! ```

// What pest derives is written with it, where pest is taken without its probing of the stack at each rule: the scan bounds how deep texts go.
extern crate alloc;

pub mod administer;
pub mod analyse;
pub mod check;
pub mod cli;
pub mod exchange;
pub mod files;
pub mod follow;
pub mod instrument;
pub mod output;
pub mod phrases;
pub mod responses;
pub mod score;
pub mod serve;
pub mod source;
pub mod store;
pub mod syntax;

pub use arrow_array::RecordBatch;
pub use instrument::Instrument;
pub use source::{Complaint, SourceFile};

use check::Checked;
use output::{ResultColumns, Results, RowIdentity};
use responses::{ReadOptions, from_batch};
use score::{Plan, test_complaints};

/// Reads and checks an instrument, and runs the tests inside it.
pub fn check_text(text: &SourceFile) -> Checked<Instrument> {
    let mut checked = check::check_instrument(text, &syntax::parse(text));
    let failures: Vec<Complaint> = checked.found.iter().flat_map(test_complaints).collect();
    if !failures.is_empty() {
        checked.found = None;
        checked.complaints.extend(failures);
    }
    checked
}

/// Scores a batch of answers, whose columns are named as those of a file of answers, into a batch of results.
///
/// # Errors
/// Everything that is wrong with the answers, by row. With `on_bad` other than `error`, what can be left out is.
pub fn score_batch(instrument: &Instrument, answers: &RecordBatch, options: &ReadOptions) -> Result<RecordBatch, Vec<Complaint>> {
    let (mut filled, columns, _) = from_batch(instrument, answers, options)?;
    if options.on_bad != responses::OnBad::Skip && filled.faults.total() > 0 {
        return Err(filled.faults.shown);
    }
    let results = Results::new(instrument, ResultColumns::of(&columns, false, false));
    let who = RowIdentity::take(&mut filled.table);
    results.batch(who, Plan::new(instrument).score(filled.table)).map_err(|_| Vec::new())
}
