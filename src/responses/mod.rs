//! Answers: the table they are read into, the readers, and what is wrong with them.

#![deny(clippy::wildcard_enum_match_arm)]

mod arrow;
mod blocks;
mod cell;
mod columns;
mod copy;
mod csv;
mod earlier;
mod faults;
mod filler;
mod group_by;
mod json;
mod key;
mod migration;
mod options;
#[cfg(feature = "parquet")]
mod parquet;
mod reader;
mod table;
mod text_column;

pub use self::arrow::{batch_reader, read_batch};
#[cfg(feature = "parquet")]
pub use self::parquet::is_guarded;
pub use crate::instrument::Notation;
pub use cell::CellReader;
pub use columns::{Columns, Role};
pub use copy::RowCopier;
pub use earlier::{Earlier, Repeat};
pub use faults::{Faults, SHOWN};
pub use filler::{Filled, RowReader};
pub use group_by::GroupBy;
pub use key::Key;
pub use migration::{Migrated, MigratedColumns, Migration, NoRoad};
pub use options::{Caller, OnBad, ReadOptions};
pub use reader::{Answers, Block, BlockReader, BlockSource, Format, Input, ReadError};
pub use table::{Cause, Identity, ItemColumn, ResponseTable};
pub use text_column::TextColumn;
