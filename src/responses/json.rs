use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::ops::ControlFlow;

use serde::Deserializer as _;
use serde::de::{SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::blocks::{LONGEST_RECORD, RecordTooLong, TextBlock};
use super::columns::{Columns, Role};
use super::json_record::{JsonCell, for_each_field};
use super::row_parser::RowParser;
use super::row_reader::RowReader;
use crate::source::{Diagnostic, Place, codes};

/// Bytes of records that go into one block.
const BLOCK: usize = 1 << 20;
/// Bytes that are read ahead of the record that is being read.
const AHEAD: usize = 1 << 16;
/// Names of a stretch that nobody knows and that are remembered, to be told of.
const UNKNOWN_NAMES: usize = 1_000;

/// Cuts a JSON array into blocks of one record a line, as they are read; memory does not grow with the array.
///
/// # Errors
/// Where the text is not a JSON array, or a record of it is longer than one may be.
pub fn cut_array(input: impl Read, take: &mut dyn FnMut(TextBlock) -> ControlFlow<()>) -> Result<(), serde_json::Error> {
    let meter = Meter { row: Cell::new(1), left: Cell::new(LONGEST_RECORD + AHEAD) };
    let input = io::BufReader::with_capacity(AHEAD, Metered { input, meter: &meter });
    let mut deserializer = serde_json::Deserializer::from_reader(input);
    let stopped = deserializer.deserialize_seq(Cutter { take, meter: &meter })?;
    if stopped { Ok(()) } else { deserializer.end() }
}

/// Which record is being read, and how much of it may still come.
struct Meter {
    row: Cell<u64>,
    left: Cell<usize>,
}

impl Meter {
    fn next_record(&self) {
        self.row.set(self.row.get() + 1);
        self.left.set(LONGEST_RECORD + AHEAD);
    }
}

/// Refuses to read on where a record does not end, before memory is taken for the rest of it.
struct Metered<'m, R> {
    input: R,
    meter: &'m Meter,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let left = self.meter.left.get();
        if left == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, RecordTooLong { row: self.meter.row.get() }));
        }
        let most = room.len().min(left);
        let read = self.input.read(&mut room[..most])?;
        self.meter.left.set(left - read);
        Ok(read)
    }
}

struct Cutter<'a> {
    take: &'a mut dyn FnMut(TextBlock) -> ControlFlow<()>,
    meter: &'a Meter,
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
            // A record may be laid out over lines; blanks in JSON mean nothing, and line feeds inside texts are
            // escaped.
            block.bytes.extend(record.get().bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }));
            block.bytes.push(b'\n');
            row += 1;
            self.meter.next_record();
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
    let mut known = HashSet::new();
    for line in block.bytes.split(|byte| *byte == b'\n') {
        let before = names.len();
        let read = for_each_field(line, &mut |name, _| {
            if !known.contains(name.as_ref()) {
                known.insert(name.clone().into_owned());
                names.push(name.into_owned());
            }
        });
        // What is no record as a whole names nothing.
        if read.is_err() {
            for name in names.drain(before..) {
                known.remove(&name);
            }
        }
    }
    names
}

/// Whether a record of a block can be read as a whole: its names are those of the table.
pub fn any_is_read(block: &TextBlock) -> bool {
    let mut lines = block.bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    lines.any(|line| for_each_field(line, &mut |_, _| ()).is_ok())
}

/// Reads the records of a block, one a line.
pub fn read_block(reader: &RowReader<'_>, block: &TextBlock) -> RowParser {
    let mut filled = reader.begin(block.records as usize);
    let dealt = reader.instrument.allotments.iter().map(|allotment| allotment.name.as_str()).collect();
    let mut record = Record::of(&reader.columns, dealt);
    for (row, line) in (block.first_row..).zip(block.bytes.split(|byte| *byte == b'\n')) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match record.read(line) {
            Ok(()) if record.is_empty() => filled.empty_rows += 1,
            Ok(()) => {
                record.unknown.drain().for_each(|name| {
                    if filled.late_unknown.len() < UNKNOWN_NAMES {
                        filled.late_unknown.insert(name);
                    }
                });
                filled.row(reader, row, record.cells.iter().map(String::as_str));
            }
            Err(fault) => filled.unreadable_row(row, fault.diagnostic(row)),
        }
    }
    filled
}

/// A record as the cells of a row.
struct Record<'c> {
    positions: HashMap<&'c str, usize>,
    cells: Vec<String>,
    /// Which cells were given.
    given: Vec<bool>,
    /// Names of what no column holds.
    unknown: HashSet<String>,
    roles: &'c [Role],
    /// Questions that rank or share out, whose answers may stand under their name.
    dealt: HashSet<&'c str>,
}

/// Why a record is no row.
#[derive(Debug, thiserror::Error)]
enum RecordFault {
    #[error("this is not a JSON object: {0}")]
    Broken(#[from] serde_json::Error),
    #[error("an object cannot be an answer")]
    Object(String),
    #[error("`{0}` holds all ranks or shares, and in the records before it each has a name of its own")]
    LateWhole(String),
    #[error("`{0}` stands in the record twice, and nobody can tell which of the two is meant")]
    Twice(String),
}

impl<'c> Record<'c> {
    fn of(columns: &'c Columns, dealt: HashSet<&'c str>) -> Self {
        let Columns { names, roles, .. } = columns;
        let positions = names.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        let (cells, given) = (vec![String::new(); names.len()], vec![false; names.len()]);
        Self { positions, cells, given, unknown: HashSet::new(), roles, dealt }
    }

    /// Whether nothing stands in it, as in a row of which all cells are empty.
    fn is_empty(&self) -> bool {
        self.unknown.is_empty() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    fn read(&mut self, line: &[u8]) -> Result<(), RecordFault> {
        let Self { positions, cells, given, unknown, roles, dealt } = self;
        cells.iter_mut().for_each(String::clear);
        given.fill(false);
        unknown.clear();
        let mut fault = None;
        for_each_field(line, &mut |name, cell| {
            let is_new = match positions.get(name.as_ref()) {
                Some(at) => match (cell, roles.get(*at)) {
                    (JsonCell::Text(text), _) | (JsonCell::Object(text), Some(Role::Together(_))) => {
                        cells[*at] = text;
                        !std::mem::replace(&mut given[*at], true)
                    }
                    // What nobody asks for can be anything.
                    (JsonCell::Object(_) | JsonCell::Nested, Some(Role::Ignored)) => !std::mem::replace(&mut given[*at], true),
                    (JsonCell::Object(_) | JsonCell::Nested, _) => {
                        fault.get_or_insert_with(|| RecordFault::Object(name.clone().into_owned()));
                        true
                    }
                },
                None => {
                    if dealt.contains(name.as_ref()) {
                        fault.get_or_insert_with(|| RecordFault::LateWhole(name.clone().into_owned()));
                    }
                    unknown.insert(name.clone().into_owned())
                }
            };
            if !is_new {
                fault.get_or_insert_with(|| RecordFault::Twice(name.into_owned()));
            }
        })?;
        fault.map_or(Ok(()), Err)
    }
}

impl RecordFault {
    fn diagnostic(self, row: u64) -> Diagnostic {
        let message = self.to_string();
        let (code, column, help) = match self {
            Self::Twice(name) => (&codes::NAME_TWICE_IN_RECORD, Some(name), "keep one of the two"),
            Self::Object(name) => (&codes::UNREADABLE_JSON, Some(name), SHAPE),
            Self::LateWhole(name) => (&codes::UNREADABLE_JSON, Some(name), "write all records in one of the two ways"),
            Self::Broken(_) => (&codes::UNREADABLE_JSON, None, SHAPE),
        };
        Diagnostic::new(code, Place::Cell { row, column, found: None }, message).help(help)
    }
}

const SHAPE: &str = "each record is an object with a value for each name, as {\"case\": \"c1\", \"q1\": 4}";
