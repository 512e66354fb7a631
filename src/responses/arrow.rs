use std::fmt::Write;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, RecordBatch, new_empty_array};
use arrow_schema::DataType;

use super::cell::Notation;
use super::columns::Columns;
use super::filler::{Filled, RowReader};
use super::options::ReadOptions;
use super::text_column::TextColumn;
use crate::instrument::Instrument;
use crate::source::{Complaint, Place, Severity, codes};

/// Reads a record batch whose columns are named as those of a file of answers would be: numbers, texts and dates.
///
/// Rows are counted from 1. The complaints are those of the header; faults of rows are in the result.
///
/// # Errors
/// The complaints that make the columns unusable.
pub fn from_batch(
    instrument: &Instrument,
    batch: &RecordBatch,
    options: &ReadOptions,
) -> Result<(Filled, Columns, Vec<Complaint>), Vec<Complaint>> {
    let names = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    let (columns, mut complaints) = Columns::find(names, instrument, options);
    for (name, _) in columns.names.iter().zip(batch.columns()).filter(|(_, column)| !is_readable(column.data_type())) {
        let place = Place::Cell { row: 1, column: Some(name.clone()), found: None };
        let message = "this column holds neither numbers nor texts nor dates";
        complaints.push(Complaint::at(&codes::V0702, Severity::Error, place, message));
    }
    if complaints.iter().any(Complaint::is_error) {
        return Err(complaints);
    }
    let reader =
        RowReader::new(instrument, columns, Notation { decimal_comma: false, missing: options.missing.clone() }, options.on_bad);
    let filled = read_batch(&reader, batch, 1).complete();
    Ok((filled, reader.columns, complaints))
}

/// Reads the rows of a batch whose columns are those that the reader knows.
pub(super) fn read_batch(reader: &RowReader<'_>, batch: &RecordBatch, first_row: u64) -> Filled {
    let cells: Vec<TextColumn> = batch.columns().iter().map(|column| texts(column).unwrap_or_default()).collect();
    let mut filled = reader.begin(batch.num_rows());
    for row in 0..batch.num_rows() {
        filled.row(reader, first_row + row as u64, cells.iter().map(|column| column.get(row)));
    }
    filled
}

/// Whether a column of a type can be read.
pub(super) fn is_readable(of: &DataType) -> bool {
    texts(&new_empty_array(of)).is_some()
}

/// A column as the cells of a file would have it; `None` if it is of another type.
pub(super) fn texts(column: &ArrayRef) -> Option<TextColumn> {
    Some(match column.data_type() {
        DataType::Int8 => numbers::<Int8Type>(column),
        DataType::Int16 => numbers::<Int16Type>(column),
        DataType::Int32 => numbers::<Int32Type>(column),
        DataType::Int64 => numbers::<Int64Type>(column),
        DataType::UInt8 => numbers::<UInt8Type>(column),
        DataType::UInt16 => numbers::<UInt16Type>(column),
        DataType::UInt32 => numbers::<UInt32Type>(column),
        DataType::UInt64 => numbers::<UInt64Type>(column),
        DataType::Float32 => numbers::<Float32Type>(column),
        DataType::Float64 => numbers::<Float64Type>(column),
        DataType::Utf8 => collected(column.as_string::<i32>().iter()),
        DataType::LargeUtf8 => collected(column.as_string::<i64>().iter()),
        DataType::Utf8View => collected(column.as_string_view().iter()),
        DataType::Date32 => {
            let mut texts = TextColumn::default();
            column.as_primitive::<Date32Type>().iter().for_each(|days| texts.push(&days.map_or(String::new(), date)));
            texts
        }
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let values = texts(dictionary.values())?;
            // Where nobody answered there are no values, and keys mean nothing.
            let keys = if values.is_empty() { vec![0; column.len()] } else { dictionary.normalized_keys() };
            let is_null = |row: usize| dictionary.keys().is_null(row);
            collected(keys.iter().enumerate().map(|(row, key)| (!is_null(row)).then(|| values.get(*key))))
        }
        DataType::Null => collected(std::iter::repeat_n(None, column.len())),
        _ => return None,
    })
}

fn collected<'t>(values: impl Iterator<Item = Option<&'t str>>) -> TextColumn {
    let mut texts = TextColumn::default();
    values.for_each(|text| texts.push(text.unwrap_or_default()));
    texts
}

fn numbers<T: ArrowPrimitiveType>(column: &ArrayRef) -> TextColumn
where
    T::Native: std::fmt::Display,
{
    let (mut texts, mut text) = (TextColumn::default(), String::new());
    for value in column.as_primitive::<T>() {
        text.clear();
        if let Some(value) = value {
            // Writing into a string does not fail.
            let _ = write!(text, "{value}");
        }
        // A double that is not a number is no answer.
        texts.push(if text == "NaN" { "" } else { &text });
    }
    texts
}

/// Days since 1970-01-01 as a date; days that no calendar has stay a number, which is no date.
fn date(days: i32) -> String {
    let date = jiff::Span::new().try_days(days).and_then(|span| jiff::civil::date(1970, 1, 1).checked_add(span));
    date.map_or_else(|_| format!("{days} days"), |date| date.to_string())
}
