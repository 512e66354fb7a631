use std::io::Read;
use std::ops::ControlFlow;

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::blocks::TextBlock;
use super::row_parser::{RowParser, RowReader};
use crate::source::{Diagnostic, Place, codes};

/// Bytes of records that go into one block.
const BLOCK: usize = 1 << 20;

/// Cuts a JSON array into blocks of one record a line, as they are read; memory does not grow with the array.
///
/// # Errors
/// Where the text is not a JSON array.
pub fn cut_array(input: impl Read, take: &mut dyn FnMut(TextBlock) -> ControlFlow<()>) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_reader(std::io::BufReader::with_capacity(1 << 16, input));
    let stopped = deserializer.deserialize_seq(Cutter { take })?;
    if stopped { Ok(()) } else { deserializer.end() }
}

struct Cutter<'a> {
    take: &'a mut dyn FnMut(TextBlock) -> ControlFlow<()>,
}

impl<'de> Visitor<'de> for Cutter<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<bool, A::Error> {
        let mut block = TextBlock { first_row: 1, ..TextBlock::default() };
        let mut row = 1;
        while let Some(record) = records.next_element::<Box<RawValue>>()? {
            // A record may be laid out over lines; blanks in JSON mean nothing, and line feeds inside texts are escaped.
            block.bytes.extend(record.get().bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }));
            block.bytes.push(b'\n');
            row += 1;
            if block.bytes.len() >= BLOCK {
                let full = std::mem::replace(&mut block, TextBlock { first_row: row, ..TextBlock::default() });
                if (self.take)(full).is_break() {
                    return Ok(true);
                }
            }
        }
        if !block.bytes.is_empty() && (self.take)(block).is_break() {
            return Ok(true);
        }
        Ok(false)
    }
}

/// Names of the values in the records of a block, in the order in which they come up.
pub fn names(block: &TextBlock) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut known = std::collections::HashSet::new();
    for line in block.bytes.split(|byte| *byte == b'\n') {
        let Ok(record) = serde_json::from_slice::<Map<String, Value>>(line) else {
            continue;
        };
        for (name, _) in record {
            if known.insert(name.clone()) {
                names.push(name);
            }
        }
    }
    names
}

/// Reads the records of a block, one a line.
pub fn read_block(reader: &RowReader<'_>, block: &TextBlock) -> RowParser {
    let mut filled = reader.begin(block.records as usize);
    let positions: std::collections::HashMap<&str, usize> =
        reader.columns.names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let mut cells: Vec<String> = vec![String::new(); reader.columns.names.len()];
    for (row, line) in (block.first_row..).zip(block.bytes.split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        cells.iter_mut().for_each(String::clear);
        match serde_json::from_slice::<Map<String, Value>>(line) {
            Err(error) => filled.unreadable_row(row, unreadable(row, None, &format!("this is not a JSON object: {error}"))),
            Ok(record) => match fill(&record, &positions, &mut cells, &mut filled) {
                Ok(()) => filled.row(reader, row, cells.iter().map(String::as_str)),
                Err(name) => filled.unreadable_row(row, unreadable(row, Some(name), "an object cannot be an answer")),
            },
        }
    }
    filled
}

fn unreadable(row: u64, column: Option<String>, message: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&codes::UNREADABLE_JSON, Place::Cell { row, column, found: None }, message);
    diagnostic.help("each record is an object with a value for each name, as {\"case\": \"c1\", \"q1\": 4}")
}

fn fill(
    record: &Map<String, Value>,
    positions: &std::collections::HashMap<&str, usize>,
    cells: &mut [String],
    filled: &mut RowParser,
) -> Result<(), String> {
    for (name, value) in record {
        match positions.get(name.as_str()) {
            Some(position) => cells[*position] = cell(value).ok_or_else(|| name.clone())?,
            None => {
                filled.late_unknown.insert(name.clone());
            }
        }
    }
    Ok(())
}

/// A value as a cell; several choices come as an array.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Array(values) => {
            let words: Option<Vec<String>> =
                values.iter().map(|value| if value.is_array() { None } else { cell(value) }).collect();
            words.map(|words| words.join(";"))
        }
        Value::Object(_) => None,
    }
}
