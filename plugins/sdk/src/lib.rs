//! Write an output backend for Verbond.
//!
//! A backend receives the checked instrument once, then scored rows as Arrow batches, and writes a file. It implements [`Backend`] and
//! is exported with [`export_backend!`]; built as a `cdylib` beside a `plugin.toml` it is a plugin.
//!
//! ```
//! use std::io::Write;
//! use verbond_backend::{Backend, Description, Error, Job, RecordBatch, export_backend};
//!
//! /// Counts the rows.
//! struct Tally {
//!     file: std::fs::File,
//!     rows: usize,
//! }
//!
//! impl Backend for Tally {
//!     type Options = NoOptions;
//!
//!     fn describe() -> Description {
//!         Description::new("tally", "1.0.0").extension("txt")
//!     }
//!
//!     fn open(job: Job<NoOptions>) -> Result<Self, Error> {
//!         Ok(Self { file: std::fs::File::create(&job.path)?, rows: 0 })
//!     }
//!
//!     fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
//!         self.rows += batch.num_rows();
//!         Ok(())
//!     }
//!
//!     fn finish(mut self) -> Result<(), Error> {
//!         Ok(writeln!(self.file, "{} rows", self.rows)?)
//!     }
//! }
//!
//! #[derive(serde::Deserialize)]
//! struct NoOptions {}
//!
//! export_backend!(Tally);
//! # fn main() {}
//! ```
//!
//! The C header of the same boundary is `include/verbond_backend.h`.

pub mod abi;
mod backend;
mod describe;
#[doc(hidden)]
pub mod export;

pub use arrow_array::RecordBatch;
pub use arrow_schema::{Schema, SchemaRef};
pub use backend::{Backend, Error, Job};
pub use describe::{Description, OptionDescription, OptionType, Takes};
