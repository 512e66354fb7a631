//! SurveyJS: a record for each person, in which matrices and panels are objects of their own.

use serde_json::{Map, Value};

use super::{is_dealt, is_name};
use crate::instrument::Instrument;
use crate::responses::grid::Grid;
use crate::responses::json_table::{TableOfRecords, cell_of};

/// Objects within objects, at the most.
const DEPTH: usize = 16;

pub(super) fn is(record: &Value, instrument: &Instrument) -> bool {
    let Some(fields) = record.as_object() else { return false };
    let holds_item = |value: &Value| value.as_object().is_some_and(|inner| inner.keys().any(|name| is_name(instrument, name)));
    // What stands under the name of an item is its answer, and holds no others.
    fields.iter().any(|(name, value)| !is_name(instrument, name) && !is_dealt(instrument, name) && holds_item(value))
}

/// The records as rows: what stands within an object is named alone where the measure knows that name, and by the way
/// to it elsewhere.
pub(super) fn table(records: &[Value], instrument: &Instrument) -> Grid {
    let mut table = TableOfRecords::default();
    for (number, record) in (1..).zip(records) {
        let mut fields = Vec::new();
        if let Some(record) = record.as_object() {
            flatten(record, "", instrument, 0, &mut fields);
        }
        table.add(number, fields);
    }
    table.finish()
}

fn flatten(of: &Map<String, Value>, path: &str, instrument: &Instrument, depth: usize, fields: &mut Vec<(String, String)>) {
    for (name, value) in of {
        let whole = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let is_own = is_name(instrument, name) || is_dealt(instrument, name);
        match (cell_of(value), value.as_object()) {
            (Some(cell), _) => fields.push((if is_own { name.clone() } else { whole }, cell)),
            // What ranks or shares out is; no other answer is an object, which whoever reads the cell will say.
            (None, _) if is_own => fields.push((name.clone(), value.to_string())),
            (None, Some(inner)) if depth < DEPTH => flatten(inner, &whole, instrument, depth + 1, fields),
            // What no cell can hold, as files that were sent along, is no answer.
            (None, _) => {}
        }
    }
}
