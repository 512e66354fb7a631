use serde_json::Value;

use super::json_table::records_of;
use super::options::Caller;
use super::reader::ReadError;
use super::strict_json::{StrictJsonError, strict_json};
use crate::source::{Diagnostic, Place, codes};

/// Values of a document that is held in memory.
const VALUES: usize = 20_000_000;

/// The records of a document in JSON: an array of them, one alone, or those under a name.
pub(super) fn array(bytes: &[u8], caller: Caller) -> Result<Vec<Value>, ReadError> {
    let document = strict_json(bytes, VALUES).map_err(|error| fault(error, None, caller.json_lines()))?;
    Ok(records_of(document))
}

/// The records of a text with one a line.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<Value>, ReadError> {
    let lines = (1..).zip(bytes.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.trim_ascii().is_empty());
    lines.map(|(row, line)| strict_json(line, VALUES).map_err(|error| fault(error, Some(row), SHAPE))).collect()
}

const SHAPE: &str = "each line is an object";

fn fault(error: StrictJsonError, row: Option<u64>, help: &str) -> ReadError {
    let (code, message, help) = match error {
        StrictJsonError::Twice(_) => (&codes::NAME_TWICE_IN_RECORD, error.to_string(), "keep one of the two"),
        StrictJsonError::Broken(_) => (&codes::UNREADABLE_JSON, format!("the answers are not JSON: {error}"), help),
        StrictJsonError::TooMany => (&codes::UNREADABLE_JSON, format!("the answers cannot be read: {error}"), "split the file"),
    };
    let place = row.map_or(Place::File, |row| Place::Cell { row, column: None, found: None });
    ReadError::Fault(Box::new(Diagnostic::new(code, place, message).help(help)))
}
