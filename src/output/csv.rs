use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, UInt32Type};
use arrow_array::{Array, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, UInt32Array};
use arrow_schema::{DataType, Field, Schema};
use verbond_backend::{CONSTANT, OptionFault};

use super::backend::{Encoded, Encoder, OutputError};
use super::formulas::{FormulasInBatch, is_formula};
use super::table::is_constant;

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    /// What stands between two cells.
    delimiter: u8,
    /// What separates decimals: a point or a comma.
    decimal: u8,
    /// Whether texts that a spreadsheet would take for formulas get an apostrophe.
    guard: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { delimiter: b',', decimal: b'.', guard: false }
    }
}

impl CsvOptions {
    /// The names of the options.
    pub const NAMES: [&'static str; 3] = ["delimiter", "decimal", "guard"];

    /// Reads options as they are given after the path. Where decimals have a comma and nothing is said of the
    /// delimiter, it is a semicolon.
    ///
    /// # Errors
    /// Where there is no such option, or it takes something else.
    pub fn of(given: &[(String, String)]) -> Result<Self, OptionFault> {
        let mut options = Self::default();
        let mut delimiter = None;
        for (name, value) in given {
            let unfit = |takes: &str, choices: &[&str]| OptionFault::Unfit {
                name: name.clone(),
                takes: takes.to_owned(),
                given: value.clone(),
                choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
            };
            match name.as_str() {
                "delimiter" => delimiter = Some(delimiter_of(value).ok_or_else(|| unfit("one sign, `tab` or `comma`", &[]))?),
                "decimal" => {
                    options.decimal = match value.as_str() {
                        "point" => b'.',
                        "comma" => b',',
                        _ => return Err(unfit("`point` or `comma`", &["point", "comma"])),
                    }
                }
                "guard" => {
                    options.guard = match value.as_str() {
                        "true" => true,
                        "false" => false,
                        _ => return Err(unfit("`true` or `false`", &["true", "false"])),
                    }
                }
                _ => return Err(OptionFault::Unknown(name.clone())),
            }
        }
        options.delimiter = delimiter.unwrap_or(if options.decimal == b',' { b';' } else { b',' });
        if options.delimiter == options.decimal {
            return Err(OptionFault::Unfit {
                name: "delimiter".to_owned(),
                takes: "another sign than the one that separates decimals".to_owned(),
                given: char::from(options.delimiter).to_string(),
                choices: vec![],
            });
        }
        Ok(options)
    }

    /// Whether no quotation marks are needed.
    fn is_plain(self, text: &[u8]) -> bool {
        memchr::memchr3(self.delimiter, b'"', b'\n', text).is_none() && memchr::memchr(b'\r', text).is_none()
    }

    /// A text, in quotation marks where it would be read otherwise without them, and with an apostrophe where it is
    /// guarded.
    fn put(self, out: &mut Vec<u8>, text: &str) {
        let guard = self.guard && is_formula(text);
        if !guard && self.is_plain(text.as_bytes()) {
            out.extend_from_slice(text.as_bytes());
            return;
        }
        out.push(b'"');
        out.extend(guard.then_some(b'\''));
        for byte in text.bytes() {
            if byte == b'"' {
                out.push(b'"');
            }
            out.push(byte);
        }
        out.push(b'"');
    }
}

/// A sign that can stand between cells: nothing that texts and numbers are made of.
fn delimiter_of(word: &str) -> Option<u8> {
    match word.as_bytes() {
        b"tab" | b"\\t" => Some(b'\t'),
        b"comma" => Some(b','),
        b"semicolon" => Some(b';'),
        [sign] if sign.is_ascii_punctuation() && !matches!(sign, b'"' | b'\'' | b'.' | b'+' | b'-' | b'_') => Some(*sign),
        _ => None,
    }
}

/// Comma-separated values as RFC 4180 has them, with line feeds; missing is empty.
#[derive(Debug)]
pub struct CsvEncoder {
    options: CsvOptions,
    head: Encoded,
    /// Columns at the end whose value is the same in every row, as they are written.
    constants: Vec<u8>,
    varying: usize,
}

impl CsvEncoder {
    /// An encoder of batches with a schema.
    pub fn new(schema: &Schema, options: CsvOptions) -> Self {
        let mut head = Encoded { rows: 1, ..Encoded::default() };
        for (at, field) in schema.fields().iter().enumerate() {
            if at > 0 {
                head.bytes.push(options.delimiter);
            }
            options.put(&mut head.bytes, field.name());
            if !options.guard && is_formula(field.name()) {
                let (column, text) = (field.name().clone(), field.name().clone());
                head.formulas.push(FormulasInBatch { column, count: 1, row: 0, text });
            }
        }
        head.bytes.push(b'\n');
        let varying = schema.fields().len() - schema.fields().iter().rev().take_while(|field| is_constant(field)).count();
        let mut constants = Vec::new();
        for (at, field) in schema.fields().iter().enumerate().skip(varying) {
            if at > 0 {
                constants.push(options.delimiter);
            }
            options.put(&mut constants, field.metadata().get(CONSTANT).map_or("", String::as_str));
        }
        constants.push(b'\n');
        Self { options, head, constants, varying }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "all other types of Arrow are refused")]
    fn column<'a>(&self, field: &Field, array: &'a dyn Array) -> Result<Column<'a>, OutputError> {
        let column = match array.data_type() {
            DataType::Utf8 => {
                let texts: &StringArray = array.as_string();
                let is_plain = self.options.is_plain(texts.value_data());
                Column::Text(texts, is_plain && !(self.options.guard && texts.iter().flatten().any(is_formula)))
            }
            DataType::Float64 => Column::Double(array.as_primitive::<Float64Type>(), array.null_count() > 0),
            DataType::UInt32 => Column::Count(array.as_primitive::<UInt32Type>()),
            DataType::Boolean => Column::Truth(array.as_boolean()),
            DataType::Date32 => {
                let dates = array.as_primitive::<Date32Type>();
                readable("csv", field, dates)?;
                Column::Date(dates)
            }
            DataType::Null => Column::Missing,
            other => return Err(unknown_type("csv", field, other)),
        };
        Ok(if array.null_count() == array.len() { Column::Missing } else { column })
    }

    /// What a spreadsheet would calculate, where that is not guarded against.
    fn formulas(&self, field: &Field, column: &Column<'_>) -> Option<FormulasInBatch> {
        let (Column::Text(texts, _), false) = (column, self.options.guard) else { return None };
        let mut found = texts.iter().enumerate().filter_map(|(row, text)| Some((row, text.filter(|text| is_formula(text))?)));
        let (row, text) = found.next()?;
        let (column, text) = (field.name().clone(), text.to_owned());
        Some(FormulasInBatch { column, count: 1 + found.count() as u64, row: row as u64, text })
    }
}

/// A column whose values have a type that the form cannot write.
pub fn unknown_type(form: &'static str, field: &Field, found: &DataType) -> OutputError {
    let why = format!("its values are of the Arrow type {found}, and it holds texts, numbers, true or false, and dates");
    OutputError::Column { form, column: field.name().clone(), why }
}

/// Whether all dates of a column can be written.
pub fn readable(form: &'static str, field: &Field, dates: &Date32Array) -> Result<(), OutputError> {
    match (0..dates.len()).find(|row| dates.is_valid(*row) && dates.value_as_date(*row).is_none()) {
        None => Ok(()),
        Some(row) => {
            let why = format!("it holds a date {} days from 1970-01-01, which no calendar has", dates.value(row));
            Err(OutputError::Column { form, column: field.name().clone(), why })
        }
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
    fn head(&self) -> Encoded {
        self.head.clone()
    }

    fn encode(&self, batch: &RecordBatch) -> Result<Encoded, OutputError> {
        let schema = batch.schema_ref();
        let mut columns: Vec<Column<'_>> = Vec::with_capacity(self.varying);
        let mut formulas = Vec::new();
        for (field, array) in schema.fields().iter().zip(batch.columns()).take(self.varying) {
            let column = self.column(field, array)?;
            formulas.extend(self.formulas(field, &column));
            columns.push(column);
        }
        let mut text = Vec::with_capacity(batch.num_rows() * (self.constants.len() + 8 * columns.len()));
        let mut numbers = NumberTexts::with_decimal(self.options.decimal);
        for row in 0..batch.num_rows() {
            for (at, column) in columns.iter().enumerate() {
                if at > 0 {
                    text.push(self.options.delimiter);
                }
                column.put(row, self.options, &mut text, &mut numbers);
            }
            text.extend_from_slice(&self.constants);
        }
        Ok(Encoded { bytes: text, rows: batch.num_rows() as u64, formulas })
    }
}

impl Column<'_> {
    #[inline]
    fn put(&self, row: usize, options: CsvOptions, text: &mut Vec<u8>, numbers: &mut NumberTexts) {
        match self {
            Self::Text(array, true) if array.is_valid(row) => text.extend_from_slice(array.value(row).as_bytes()),
            Self::Text(array, false) if array.is_valid(row) => options.put(text, array.value(row)),
            Self::Double(array, gaps) if !gaps || array.is_valid(row) => numbers.put(text, array.value(row)),
            Self::Count(array) if array.is_valid(row) => numbers.put(text, f64::from(array.value(row))),
            Self::Truth(array) if array.is_valid(row) => {
                text.extend_from_slice(if array.value(row) { b"true" } else { b"false" })
            }
            Self::Date(array) if array.is_valid(row) => {
                text.extend(array.value_as_date(row).into_iter().flat_map(|date| date.to_string().into_bytes()));
            }
            // What is missing is empty.
            Self::Text(..) | Self::Double(..) | Self::Count(_) | Self::Truth(_) | Self::Date(_) | Self::Missing => {}
        }
    }
}

/// The shortest text that reads back as the same double, without `.0`; scores repeat, so the latest are remembered.
pub struct NumberTexts {
    /// What separates decimals.
    decimal: u8,
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
        Self::with_decimal(b'.')
    }

    /// Remembers nothing yet, and separates decimals with a sign of the user's.
    pub fn with_decimal(decimal: u8) -> Self {
        Self { decimal, remembered: vec![(0, 0, [0; LONGEST]); REMEMBERED], buffer: zmij::Buffer::new() }
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
        let start = out.len();
        out.extend(text.bytes().map(|sign| if sign == b'.' { self.decimal } else { sign }));
        if text.len() <= LONGEST {
            let mut bytes = [0; LONGEST];
            bytes[..text.len()].copy_from_slice(&out[start..]);
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
            CsvOptions::default().put(&mut out, text);
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }
}
