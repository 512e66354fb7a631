//! Write an output backend for Verbond.
//!
//! A backend receives the measure once, then scored rows, and writes a file. It takes a row at a time ([`RowBackend`])
//! or Arrow batches ([`Backend`]), and is exported with [`export_backend!`]; built as a `cdylib` beside a `plugin.toml`
//! it is a plugin.
//!
//! A list of calls to make: every case with an alert, and the sentence of the alert.
//!
//! ```
//! use std::fs::File;
//! use std::io::Write;
//! use verbond_backend::{Description, Error, Job, NoOptions, Role, Row, RowBackend, Rows, Value, export_backend};
//!
//! struct CallList(File);
//!
//! impl RowBackend for CallList {
//!     type Options = NoOptions;
//!
//!     fn describe() -> Description {
//!         Description::new("call-list", "0.1.0").extension("txt")
//!     }
//!
//!     fn open(job: Job<NoOptions>) -> Result<Self, Error> {
//!         Ok(Self(File::create(job.path)?))
//!     }
//!
//!     fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
//!         for alert in row.of_role(Role::Alert).filter(|cell| cell.value == Value::Truth(true)) {
//!             writeln!(self.0, "{}: {}", row.text("case"), alert.column.label)?;
//!         }
//!         Ok(())
//!     }
//!
//!     fn finish(self) -> Result<(), Error> {
//!         Ok(())
//!     }
//! }
//!
//! export_backend!(Rows<CallList>);
//! # fn main() {}
//! ```
//!
//! [`harness`] runs a backend in a unit test. The C header of the same boundary is `include/verbond_backend.h`.

#[cfg(feature = "plugin")]
pub mod abi;
#[cfg(feature = "plugin")]
mod backend;
#[cfg(feature = "plugin")]
mod codebook;
#[cfg(feature = "plugin")]
mod column;
#[cfg(feature = "plugin")]
mod describe;
#[cfg(feature = "plugin")]
#[doc(hidden)]
pub mod export;
#[cfg(feature = "plugin")]
pub mod harness;
#[cfg(feature = "plugin")]
mod measure;
mod role;
#[cfg(feature = "plugin")]
mod row;
#[cfg(feature = "plugin")]
pub mod sample;
#[cfg(feature = "plugin")]
pub mod session;

pub use role::{CONSTANT, LABEL, ROLE, Role};

#[cfg(feature = "plugin")]
pub use self::{
    backend::{Alive, Backend, Error, Job, NoOptions},
    codebook::CodebookLine,
    column::{Column, ColumnKind},
    describe::{Description, OptionDescription, OptionFault, OptionType, Takes, Writes},
    measure::{Answers, Band, Bands, Category, Item, Labelled, Measure, Point, Score, Source, Translation},
    row::{Cell, Date, Row, RowBackend, Rows, Value, ValueReader},
};
#[cfg(feature = "plugin")]
pub use arrow_array::RecordBatch;
#[cfg(feature = "plugin")]
pub use arrow_schema::{Schema, SchemaRef};
