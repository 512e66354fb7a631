//! The same rows, laid out in memory in other ways that Arrow allows.

use arrow_array::{Array, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, StructArray, UInt32Array};
use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType};

/// A batch as it is usually handed over: nothing begins inside anything.
pub fn plain(batch: &RecordBatch) -> ArrayData {
    StructArray::from(batch.clone()).into_data()
}

/// Some rows of a batch: each column begins inside its buffers.
pub fn inside_buffers(batch: &RecordBatch, first: usize, rows: usize) -> Result<ArrayData, ArrowError> {
    let columns = batch.columns().iter().map(|column| column.to_data().slice(first, rows)).collect();
    structure(batch).len(rows).child_data(columns).build()
}

/// Some rows of a batch: the batch begins inside its columns.
pub fn inside_columns(batch: &RecordBatch, first: usize, rows: usize) -> Result<ArrayData, ArrowError> {
    let columns = batch.columns().iter().map(|column| column.to_data()).collect();
    structure(batch).len(rows).offset(first).child_data(columns).build()
}

/// The same batch with rubbish where values are missing.
pub fn with_rubbish(batch: &RecordBatch) -> Result<ArrayData, ArrowError> {
    let columns = batch.columns().iter().map(|column| rubbish(&column.to_data())).collect::<Result<_, _>>()?;
    structure(batch).len(batch.num_rows()).child_data(columns).build()
}

fn structure(batch: &RecordBatch) -> arrow_data::ArrayDataBuilder {
    ArrayData::builder(DataType::Struct(batch.schema_ref().fields().clone()))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "samples have no columns of the other types of Arrow")]
fn rubbish(data: &ArrayData) -> Result<ArrayData, ArrowError> {
    macro_rules! filled {
        ($array:ty, $rubbish:expr) => {{
            let array = <$array>::from(data.clone());
            let value = |row| if array.is_null(row) { Some($rubbish) } else { Some(array.value(row)) };
            (0..array.len()).map(value).collect::<$array>().into_data()
        }};
    }
    let filled = match data.data_type() {
        DataType::Float64 => filled!(Float64Array, 98_765.25),
        DataType::UInt32 => filled!(UInt32Array, 98_765),
        DataType::Date32 => filled!(Date32Array, 12_345),
        DataType::Boolean => filled!(BooleanArray, true),
        DataType::Utf8 => filled!(StringArray, "rubbish"),
        _ => return Ok(data.clone()),
    };
    filled.into_builder().nulls(data.nulls().cloned()).build()
}
