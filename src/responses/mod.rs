//! Answers: the table they are read into, the readers, and what is wrong with them.

#![deny(clippy::wildcard_enum_match_arm)]

mod arrow;
mod blocks;
#[cfg(any(feature = "parquet", feature = "spreadsheets"))]
mod caught;
mod cell;
mod columns;
mod copy;
mod csv;
mod earlier;
mod faults;
mod group_by;
mod json;
mod json_record;
mod key;
mod migration;
mod options;
#[cfg(feature = "parquet")]
mod page_header;
#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
mod reader;
mod row_parser;
mod table;
mod text_column;

pub use self::arrow::{batch_reader, read_batch};
#[cfg(feature = "spreadsheets")]
pub(crate) use self::caught::caught;
#[cfg(any(feature = "parquet", feature = "spreadsheets"))]
pub use self::caught::is_guarded;
pub use crate::instrument::Notation;
pub use cell::CellReader;
pub use columns::{Columns, Role, unknown_columns};
pub use copy::RowCopier;
pub use earlier::{Earlier, Repeat};
pub use faults::{Faults, SHOWN};
pub use group_by::GroupBy;
pub use key::Key;
pub use migration::{Migrated, MigratedColumns, Migration, Unsupported};
pub use options::{Caller, OnBad, ReadOptions};
pub use reader::{Answers, Block, BlockReader, BlockSource, Format, Input, ReadError};
pub use row_parser::{RowParser, RowReader};
pub use table::{Identity, ItemColumn, MissingReason, ResponseTable};
pub use text_column::TextColumn;
