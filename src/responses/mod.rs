//! Answers: the table they are read into, the readers, and what is wrong with them.

#![deny(clippy::wildcard_enum_match_arm)]

mod arrow;
mod blocks;
pub(crate) mod bounds;
mod by_texts;
#[cfg(feature = "statistics")]
mod bytes_reader;
#[cfg(any(feature = "parquet", feature = "spreadsheets"))]
mod caught;
mod cell;
mod choice_numbers;
mod columns;
mod copy;
mod csv;
mod dealt_cell;
mod declared;
mod documents;
#[cfg(feature = "statistics")]
mod dta;
mod earlier;
mod encoding;
mod evidence;
mod faults;
mod filter;
mod fingerprints;
mod found;
mod from_zero;
mod grid;
mod group_by;
mod header_hint;
mod informants;
mod json;
mod json_record;
mod json_table;
mod key;
mod labels;
mod line_ends;
mod lists;
mod long;
mod look;
mod looking;
mod mapping;
mod matching;
mod migration;
#[cfg(feature = "spreadsheets")]
mod ods;
mod open;
mod options;
#[cfg(feature = "parquet")]
mod page_header;
#[cfg(feature = "parquet")]
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
mod quotes;
mod reader;
mod row_parser;
mod row_reader;
#[cfg(feature = "statistics")]
mod sav;
mod set_columns;
mod shape;
#[cfg(feature = "spreadsheets")]
mod spreadsheet;
#[cfg(feature = "statistics")]
mod statistics;
mod strict_json;
mod table;
mod template;
mod text_column;
mod together;
mod widths;
#[cfg(feature = "spreadsheets")]
pub(crate) mod workbook;
mod zone;

pub use self::arrow::{batch_reader, read_batch};
#[cfg(any(feature = "parquet", feature = "spreadsheets"))]
pub use self::caught::is_guarded;
pub use crate::instrument::{DateNotation, Notation};
pub use cell::{CellContent, CellFault, CellReader};
pub use columns::{Columns, Role, unknown_columns};
pub use copy::RowCopier;
pub use earlier::{Earlier, Repeat};
pub use evidence::Evidence;
pub use faults::{Faults, SHOWN};
pub use filter::{Filter, FilterError};
pub use fingerprints::Fingerprints;
pub use grid::GridRow;
pub use group_by::GroupBy;
pub use key::Key;
pub use labels::LanguageTexts;
pub use long::LongForm;
pub use matching::{Found, Matching, Proposal};
pub use migration::{Migrated, MigratedColumns, MigratedFile, Migration, Unsupported};
pub use options::{Caller, OnBad, Positions, ReadOptions};
pub use reader::{Answers, Block, BlockReader, BlockSource, Format, Input, ReadError};
pub use row_parser::{Refused, RowParser};
pub use row_reader::RowReader;
pub use shape::Shape;
pub(crate) use strict_json::{StrictJsonError, strict_json};
pub use table::{Identity, ItemColumn, MissingReason, ResponseTable};
pub use text_column::TextColumn;
