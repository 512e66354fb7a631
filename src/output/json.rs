use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, UInt32Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema};

use super::backend::{Encoded, Encoder, OutputError};
use super::csv::{NumberTexts, readable, unknown_type};

/// Objects with a value for each column; missing is `null`.
#[derive(Debug)]
pub struct JsonEncoder {
    /// Names as they are written, with quotation marks and colon.
    names: Vec<Vec<u8>>,
    one_array: bool,
}

impl JsonEncoder {
    /// One array of objects.
    pub fn array(schema: &Schema) -> Self {
        Self::new(schema, true)
    }

    /// An object a line.
    pub fn lines(schema: &Schema) -> Self {
        Self::new(schema, false)
    }

    fn new(schema: &Schema, one_array: bool) -> Self {
        let name = |name: &str| {
            let mut text = quoted(name);
            text.push(b':');
            text
        };
        Self { names: schema.fields().iter().map(|field| name(field.name())).collect(), one_array }
    }
}

fn quoted(text: &str) -> Vec<u8> {
    serde_json::Value::from(text).to_string().into_bytes()
}

impl Encoder for JsonEncoder {
    fn head(&self) -> Encoded {
        Encoded::plain(if self.one_array { b"[\n".to_vec() } else { Vec::new() }, 0)
    }

    fn encode(&self, batch: &RecordBatch) -> Result<Encoded, OutputError> {
        let schema = batch.schema_ref();
        schema.fields().iter().zip(batch.columns()).try_for_each(|(field, array)| can_hold(field, array))?;
        let mut text = Vec::new();
        let mut numbers = NumberTexts::new();
        for row in 0..batch.num_rows() {
            if row > 0 && self.one_array {
                text.extend_from_slice(b",\n");
            }
            for (at, (name, array)) in self.names.iter().zip(batch.columns()).enumerate() {
                text.push(if at == 0 { b'{' } else { b',' });
                text.extend_from_slice(name);
                put(array, row, &mut text, &mut numbers);
            }
            text.push(b'}');
            if !self.one_array {
                text.push(b'\n');
            }
        }
        Ok(Encoded::plain(text, batch.num_rows()))
    }

    fn between(&self) -> &'static [u8] {
        if self.one_array { b",\n" } else { b"" }
    }

    fn tail(&self) -> &'static [u8] {
        if self.one_array { b"\n]\n" } else { b"" }
    }
}

/// Whether a column has a type that JSON is written of, and dates that a calendar has.
#[expect(clippy::wildcard_enum_match_arm, reason = "all other types of Arrow are refused")]
fn can_hold(field: &Field, array: &dyn Array) -> Result<(), OutputError> {
    match array.data_type() {
        DataType::Utf8 | DataType::Float64 | DataType::UInt32 | DataType::Boolean | DataType::Null => Ok(()),
        DataType::Date32 => readable("json", field, array.as_primitive::<Date32Type>()),
        other => Err(unknown_type("json", field, other)),
    }
}

/// A value of a column that can be held.
#[expect(clippy::wildcard_enum_match_arm, reason = "columns of other types are refused before")]
fn put(array: &dyn Array, row: usize, text: &mut Vec<u8>, numbers: &mut NumberTexts) {
    if array.is_null(row) {
        text.extend_from_slice(b"null");
        return;
    }
    match array.data_type() {
        DataType::Utf8 => text.extend(quoted(array.as_string::<i32>().value(row))),
        DataType::Float64 => numbers.put(text, array.as_primitive::<Float64Type>().value(row)),
        DataType::UInt32 => numbers.put(text, f64::from(array.as_primitive::<UInt32Type>().value(row))),
        DataType::Boolean => text.extend_from_slice(if array.as_boolean().value(row) { b"true" } else { b"false" }),
        DataType::Date32 => {
            let date = array.as_primitive::<Date32Type>().value_as_date(row);
            text.extend(date.map_or_else(|| b"null".to_vec(), |date| quoted(&date.to_string())));
        }
        _ => text.extend_from_slice(b"null"),
    }
}
