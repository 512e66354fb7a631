//! SurveyJS: a record for each person, in which matrices and panels are objects of their own.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{is_dealt, is_name};
use crate::instrument::Instrument;
use crate::responses::grid::Grid;
use crate::responses::json_table::{TableOfRecords, cell_of};
use crate::responses::mapping::stars;
use crate::responses::options::ReadOptions;
use crate::source::{Diagnostic, Place, codes};

/// Objects within objects, at the most.
const DEPTH: usize = 16;

pub(super) fn is(record: &Value, instrument: &Instrument) -> bool {
    let Some(fields) = record.as_object() else { return false };
    let holds_item = |value: &Value| value.as_object().is_some_and(|inner| inner.keys().any(|name| is_name(instrument, name)));
    // What stands under the name of an item is its answer, and holds no others.
    fields.iter().any(|(name, value)| !is_name(instrument, name) && !is_dealt(instrument, name) && holds_item(value))
}

/// A value of a record, by its name and by the way to it.
struct Field {
    name: String,
    way: String,
    cell: String,
}

/// The records as rows: what stands within an object is named alone where the measure knows that name, and by the way
/// to it elsewhere. Of what stands in two objects of one record only the way tells which is meant.
///
/// # Errors
/// Where two objects of one record hold the same, and nobody says which of them is meant.
pub(super) fn table(records: &[Value], instrument: &Instrument, options: &ReadOptions) -> Result<Grid, Box<Diagnostic>> {
    let fields_of = |record: &Value| {
        let mut fields = Vec::new();
        if let Some(record) = record.as_object() {
            flatten(record, "", instrument, 0, &mut fields);
        }
        fields
    };
    let rows: Vec<Vec<Field>> = records.iter().map(fields_of).collect();
    let mut by_way: HashSet<&str> = HashSet::new();
    for (number, fields) in (1..).zip(&rows) {
        let mut seen: HashMap<&str, &Field> = HashMap::new();
        for field in fields.iter().filter(|field| !field.cell.is_empty()) {
            let Some(before) = seen.insert(&field.name, field) else { continue };
            let is_said = |field: &Field| options.map.iter().any(|(_, from)| stars(from, &field.way).is_some());
            if !is_said(before) && !is_said(field) {
                return Err(Box::new(in_two(number, before, field, options)));
            }
            by_way.insert(&field.name);
        }
    }
    let by_way: HashSet<String> = by_way.into_iter().map(str::to_owned).collect();
    let mut table = TableOfRecords::default();
    for (number, fields) in (1..).zip(rows) {
        let named = |field: Field| (if by_way.contains(&field.name) { field.way } else { field.name }, field.cell);
        table.add(number, fields.into_iter().map(named));
    }
    Ok(table.finish())
}

/// What is said of a name that two objects of one record hold.
fn in_two(row: u64, one: &Field, other: &Field, options: &ReadOptions) -> Diagnostic {
    let message = format!("`{}` and `{}` both hold `{}`, and nobody can tell which is meant", one.way, other.way, one.name);
    let place = Place::Cell { row, column: Some(one.name.clone()), found: None };
    let help = format!("say which it is: {}; a `*` says it of several", options.caller.map(&one.name, &one.way));
    Diagnostic::new(&codes::LONG_FORM, place, message).help(help)
}

fn flatten(of: &Map<String, Value>, path: &str, instrument: &Instrument, depth: usize, fields: &mut Vec<Field>) {
    for (name, value) in of {
        let way = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        let is_own = is_name(instrument, name) || is_dealt(instrument, name);
        match (cell_of(value), value.as_object()) {
            (Some(cell), _) => fields.push(Field { name: if is_own { name.clone() } else { way.clone() }, way, cell }),
            // What ranks or shares out is; no other answer is an object, which whoever reads the cell will say.
            (None, _) if is_own => fields.push(Field { name: name.clone(), way, cell: value.to_string() }),
            (None, Some(inner)) if depth < DEPTH => flatten(inner, &way, instrument, depth + 1, fields),
            // What no cell can hold, as files that were sent along, is no answer.
            (None, _) => {}
        }
    }
}
