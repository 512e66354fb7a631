use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, RecordBatch};
use arrow_schema::DataType;

use super::cell::Notation;
use super::columns::Columns;
use super::filler::{Filled, RowReader};
use super::options::ReadOptions;
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
    let cells: Vec<Option<Vec<String>>> = batch.columns().iter().map(texts).collect();
    for (name, _) in columns.names.iter().zip(&cells).filter(|(_, texts)| texts.is_none()) {
        let place = Place::Cell { row: 1, column: Some(name.clone()), found: None };
        let message = "this column holds neither numbers nor texts nor dates";
        complaints.push(Complaint::at(&codes::V0702, Severity::Error, place, message));
    }
    if complaints.iter().any(Complaint::is_error) {
        return Err(complaints);
    }
    let cells: Vec<Vec<String>> = cells.into_iter().flatten().collect();
    let reader =
        RowReader::new(instrument, columns, Notation { decimal_comma: false, missing: options.missing.clone() }, options.on_bad);
    let mut filled = reader.begin();
    for row in 0..batch.num_rows() {
        filled.row(&reader, row as u64 + 1, cells.iter().map(|column| column[row].as_str()));
    }
    Ok((filled, reader.columns, complaints))
}

/// A column as the cells of a file would have it; `None` if it is of another type.
fn texts(column: &ArrayRef) -> Option<Vec<String>> {
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
        DataType::Utf8 => column.as_string::<i32>().iter().map(|text| text.unwrap_or_default().to_owned()).collect(),
        DataType::LargeUtf8 => column.as_string::<i64>().iter().map(|text| text.unwrap_or_default().to_owned()).collect(),
        DataType::Utf8View => column.as_string_view().iter().map(|text| text.unwrap_or_default().to_owned()).collect(),
        DataType::Date32 => column.as_primitive::<Date32Type>().iter().map(|days| days.map_or(String::new(), date)).collect(),
        DataType::Null => vec![String::new(); column.len()],
        _ => return None,
    })
}

fn numbers<T: ArrowPrimitiveType>(column: &ArrayRef) -> Vec<String>
where
    T::Native: std::fmt::Display,
{
    column.as_primitive::<T>().iter().map(|value| value.map_or(String::new(), |value| value.to_string())).map(not_nan).collect()
}

/// A double that is not a number is no answer.
fn not_nan(text: String) -> String {
    if text == "NaN" { String::new() } else { text }
}

/// Days since 1970-01-01 as a date.
fn date(days: i32) -> String {
    let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days));
    date.map_or(String::new(), |date| date.to_string())
}
