//! Questionnaires as text: a measure is read, checked, and scores answers.
//!
//! A program that scores holds two things: an [`Instrument`] out of its text, and a [`Scorer`]. What they find wrong
//! comes as a list of diagnostics, each with a stable code, the place, what is wrong and how to mend it.
//!
//! ```
//! use verbond::{Format, Instrument, Scorer};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let scorer = Scorer::new(Instrument::parse(
//!     r#"verbond 1
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
//!     calm          "I felt calm."
//!     glum reversed "I felt glum."
//!   }
//!
//!   score mood "Mood" = mean of calm, glum needs all
//! }
//! "#,
//! )?);
//!
//! // A file of answers as text. The results are an Arrow batch, a row for each administration.
//! let scored = scorer.score_text("case,calm,glum\nc1,2,1\nc2,,0\n", Format::Csv)?;
//!
//! use verbond::arrow_array::{Float64Array, cast::AsArray, types::Float64Type};
//! let mood = scored.batch["mood"].as_primitive::<Float64Type>();
//! assert_eq!(mood, &Float64Array::from(vec![Some(1.5), None]));
//! # Ok(())
//! # }
//! ```
//!
//! Answers that are in memory come as an Arrow batch, from polars, DuckDB or one's own vectors, with the same names of
//! columns:
//!
//! ```
//! use std::sync::Arc;
//! use verbond::arrow_array::{ArrayRef, Int64Array, StringArray};
//! use verbond::{Instrument, OnBad, RecordBatch, ScoreError, Scorer};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/mood.instrument"));
//! let answers = RecordBatch::try_from_iter([
//!     ("case", Arc::new(StringArray::from(vec!["c1", "c2", "c1"])) as ArrayRef),
//!     ("calm", Arc::new(Int64Array::from(vec![Some(2), Some(8), None]))),
//!     ("glum", Arc::new(Int64Array::from(vec![Some(1), Some(0), Some(0)]))),
//! ])?;
//!
//! // Unless it is told otherwise, a scorer scores nothing of a batch in which anything is wrong, and says all of it.
//! let strict = Scorer::new(Instrument::parse(text)?);
//! let Err(error @ ScoreError::Answers { .. }) = strict.score(&answers) else { panic!("8 is no answer") };
//! let said: Vec<String> = error.diagnostics().iter().map(ToString::to_string).collect();
//! assert_eq!(said, [
//!     "error[V0701] in row 2, column calm: `8` is not an answer to `calm` (it can be 0, 1, 2, or nothing)",
//!     "error[V0706] in row 3: the same case, occasion and informant as row 1 \
//!      (delete one of the two, or tell them apart by `occasion`)",
//! ]);
//!
//! // Here rows that cannot be right are left out. What is left out is said.
//! let lenient = Scorer::builder(Instrument::parse(text)?).on_bad(OnBad::Skip).build()?;
//! let scored = lenient.score(&answers)?;
//! assert_eq!((scored.batch.num_rows(), &scored.rejected[..], scored.diagnostics.len()), (1, &[2, 3][..], 2));
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! `verbond = { default-features = false }` is the library alone: it touches no file, clock, thread or environment, and
//! compiles for `wasm32-unknown-unknown`. `analyse`, `parquet`, `spreadsheets`, `statistics`, `output`,
//! `store`, `serve` and `cli` add the rest, up to the whole program, which is the default; `pdf` and `encryption` are a
//! choice. `docs/library-rust.md` says what each brings.
//!
//! # Rooms
//!
//! The road of the data is the order of the modules. [`source`] holds texts and diagnostics, [`syntax`] reads text into
//! a tree, [`check`] turns the tree into a checked [`instrument`], and [`phrases`] holds the interface texts.
//! [`responses`] reads answers into a table, [`score`] turns the table into scores, [`follow`] looks at cases over
//! time, `analyse` says what answers say about a measure, and [`administer`] asks people. [`output`] makes the table of
//! results and, with its feature, hands it on; [`exchange`] says what a measure is in the words of others; `store`
//! keeps what people answer, and `catalogue` finds instruments on the disk and in the program. `intake` takes answers
//! out of files into a store. `serve` and `cli` are the program around it.

#![cfg_attr(test, allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails"))]

// What pest derives is written with it, where pest is taken without its probing of the stack at each rule: the scan
// bounds how deep texts go.
extern crate alloc;

pub mod administer;
#[cfg(feature = "analyse")]
pub mod analyse;
mod api;
#[cfg(feature = "catalogue")]
pub mod catalogue;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod exchange;
#[cfg(any(feature = "catalogue", feature = "output", feature = "store"))]
pub mod files;
pub mod follow;
pub mod instrument;
#[cfg(feature = "serve")]
pub mod intake;
pub mod output;
pub mod phrases;
pub mod responses;
pub mod score;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
#[cfg(feature = "store")]
pub mod store;
pub mod syntax;

pub use api::{ParseError, ScoreError, Scored, Scorer, ScorerBuilder, check_text};
pub use arrow_array::{self, RecordBatch};
pub use arrow_schema;
pub use instrument::Instrument;
pub use responses::{Format, OnBad, ReadOptions};
pub use source::{Diagnostic, Place, Severity, SourceFile};
