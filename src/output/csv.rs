use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, UInt32Type};
use arrow_array::{Array, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, UInt32Array};
use arrow_schema::{DataType, Schema};
use verbond_backend::CONSTANT;

use super::backend::Encoder;
use super::table::is_constant;

/// Comma-separated values as RFC 4180 has them, with line feeds; missing is empty.
#[derive(Debug)]
pub struct CsvEncoder {
    head: Vec<u8>,
    /// Columns at the end whose value is the same in every row, as they are written.
    constants: Vec<u8>,
    varying: usize,
}

impl CsvEncoder {
    /// An encoder of batches with a schema.
    pub fn new(schema: &Schema) -> Self {
        let mut head = Vec::new();
        for (at, field) in schema.fields().iter().enumerate() {
            if at > 0 {
                head.push(b',');
            }
            put_text(&mut head, field.name());
        }
        head.push(b'\n');
        let varying = schema.fields().len() - schema.fields().iter().rev().take_while(|field| is_constant(field)).count();
        let mut constants = Vec::new();
        for field in &schema.fields()[varying..] {
            constants.push(b',');
            put_text(&mut constants, field.metadata().get(CONSTANT).map_or("", String::as_str));
        }
        constants.push(b'\n');
        Self { head, constants, varying }
    }
}

/// A column by its type.
enum Column<'a> {
    /// Texts, and whether they can be written as they stand.
    Text(&'a StringArray, bool),
    Double(&'a Float64Array, bool),
    Count(&'a UInt32Array),
    Truth(&'a BooleanArray),
    Date(&'a Date32Array),
    Missing,
}

impl Encoder for CsvEncoder {
    fn head(&self) -> Vec<u8> {
        self.head.clone()
    }

    fn encode(&self, batch: &RecordBatch) -> Vec<u8> {
        let columns: Vec<Column<'_>> = batch.columns()[..self.varying].iter().map(|array| column(array)).collect();
        let mut text = Vec::with_capacity(batch.num_rows() * (self.constants.len() + 8 * columns.len()));
        let mut numbers = NumberTexts::new();
        for row in 0..batch.num_rows() {
            for (at, column) in columns.iter().enumerate() {
                if at > 0 {
                    text.push(b',');
                }
                column.put(row, &mut text, &mut numbers);
            }
            text.extend_from_slice(&self.constants);
        }
        text
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "results are made of these types of Arrow alone")]
fn column(array: &dyn Array) -> Column<'_> {
    match array.data_type() {
        _ if array.null_count() == array.len() => Column::Missing,
        DataType::Utf8 => {
            let texts: &StringArray = array.as_string();
            Column::Text(texts, is_plain(texts.value_data()))
        }
        DataType::Float64 => Column::Double(array.as_primitive::<Float64Type>(), array.null_count() > 0),
        DataType::UInt32 => Column::Count(array.as_primitive::<UInt32Type>()),
        DataType::Boolean => Column::Truth(array.as_boolean()),
        DataType::Date32 => Column::Date(array.as_primitive::<Date32Type>()),
        _ => Column::Missing,
    }
}

impl Column<'_> {
    #[inline]
    fn put(&self, row: usize, text: &mut Vec<u8>, numbers: &mut NumberTexts) {
        match self {
            Self::Missing => {}
            Self::Text(array, _) if array.is_null(row) => {}
            Self::Text(array, true) => text.extend_from_slice(array.value(row).as_bytes()),
            Self::Text(array, false) => put_text(text, array.value(row)),
            Self::Double(array, gaps) if *gaps && array.is_null(row) => {}
            Self::Double(array, _) => numbers.put(text, array.value(row)),
            Self::Count(array) if array.is_null(row) => {}
            Self::Count(array) => numbers.put(text, f64::from(array.value(row))),
            Self::Truth(array) if array.is_null(row) => {}
            Self::Truth(array) => text.extend_from_slice(if array.value(row) { b"true" } else { b"false" }),
            Self::Date(array) if array.is_null(row) => {}
            Self::Date(array) => {
                text.extend_from_slice(array.value_as_date(row).map_or(String::new(), |date| date.to_string()).as_bytes());
            }
        }
    }
}

/// Whether no quotation marks are needed.
fn is_plain(text: &[u8]) -> bool {
    memchr::memchr3(b',', b'"', b'\n', text).is_none() && memchr::memchr(b'\r', text).is_none()
}

/// A text, in quotation marks where it would be read otherwise without them.
fn put_text(out: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// The shortest text that reads back as the same double, without `.0`; scores repeat, so the latest are remembered.
pub struct NumberTexts {
    remembered: Vec<(u64, u8, [u8; LONGEST])>,
    buffer: zmij::Buffer,
}

/// Numbers that are remembered; a power of two, and so few that all of them stay in the first cache.
const REMEMBERED: usize = 512;
/// Signs of the longest number that is remembered.
const LONGEST: usize = 23;

impl NumberTexts {
    /// Remembers nothing yet.
    pub fn new() -> Self {
        Self { remembered: vec![(0, 0, [0; LONGEST]); REMEMBERED], buffer: zmij::Buffer::new() }
    }

    /// Adds a number to a text.
    #[inline]
    pub fn put(&mut self, out: &mut Vec<u8>, value: f64) {
        let bits = value.to_bits();
        let slot = (bits.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55) as usize & (REMEMBERED - 1);
        let (known, length, text) = &self.remembered[slot];
        if *known != bits || *length == 0 {
            return self.put_new(out, value, slot);
        }
        // Copying a fixed number of bytes and taking back what is too much beats copying the right number.
        let end = out.len() + usize::from(*length);
        out.extend_from_slice(text);
        out.truncate(end);
    }

    #[cold]
    fn put_new(&mut self, out: &mut Vec<u8>, value: f64, slot: usize) {
        let text = self.buffer.format_finite(value);
        let text = text.strip_suffix(".0").unwrap_or(text);
        let text = if text == "-0" { "0" } else { text };
        out.extend_from_slice(text.as_bytes());
        if text.len() <= LONGEST {
            let mut bytes = [0; LONGEST];
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            self.remembered[slot] = (value.to_bits(), text.len() as u8, bytes);
        }
    }
}

impl Default for NumberTexts {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_shortest_text_that_reads_back() {
        let mut numbers = NumberTexts::new();
        let mut put = |value: f64| {
            let mut out = b"x,".to_vec();
            numbers.put(&mut out, value);
            String::from_utf8_lossy(&out[2..]).into_owned()
        };
        for _ in 0..2 {
            for (value, text) in
                [(4.0, "4"), (-0.0, "0"), (0.0, "0"), (2.5, "2.5"), (0.1 + 0.2, "0.30000000000000004"), (-1e-7, "-1e-7")]
            {
                assert_eq!(put(value), text);
            }
        }
        // More numbers than are remembered, so that places are taken again.
        for value in (0..4 * REMEMBERED).map(|at| at as f64 / 7.0) {
            assert_eq!(put(value).parse(), Ok(value));
        }
        assert_eq!(put(f64::MIN_POSITIVE).parse(), Ok(f64::MIN_POSITIVE));
    }

    #[test]
    fn a_text_is_quoted_where_it_would_be_read_otherwise() {
        for (text, expected) in [("plain", "plain"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("", "")] {
            let mut out = Vec::new();
            put_text(&mut out, text);
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }
}
