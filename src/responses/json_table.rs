use std::collections::HashMap;

use serde_json::Value;

use super::grid::{Grid, GridRow};

/// A table that is made of records whose names come up one after another.
#[derive(Default)]
pub(super) struct TableOfRecords {
    grid: Grid,
    places: HashMap<String, usize>,
}

impl TableOfRecords {
    /// Adds a row, which is counted as this record.
    pub(super) fn add(&mut self, number: u64, fields: impl IntoIterator<Item = (String, String)>) {
        let mut row = GridRow { number, cells: vec![String::new(); self.grid.names.len()] };
        for (name, text) in fields {
            let at = *self.places.entry(name).or_insert_with_key(|name| {
                self.grid.names.push(name.clone());
                self.grid.names.len() - 1
            });
            if row.cells.len() <= at {
                row.cells.resize(at + 1, String::new());
            }
            let cell = &mut row.cells[at];
            // Values under one name, as those of an answer that may be several, are choices.
            if !cell.is_empty() && !text.is_empty() {
                cell.push(';');
            }
            cell.push_str(&text);
        }
        self.grid.rows.push(row);
    }

    /// The table, in which every row has all columns.
    pub(super) fn finish(mut self) -> Grid {
        let width = self.grid.names.len();
        self.grid.rows.iter_mut().for_each(|row| row.cells.resize(width, String::new()));
        self.grid
    }
}

/// A value as a cell; nothing where it is an object, or an array of such.
pub(super) fn cell_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        // That nothing of a set was chosen is an answer too, and not an empty cell.
        Value::Array(values) if values.is_empty() => Some(";".to_owned()),
        Value::Array(values) => {
            let texts: Option<Vec<String>> =
                values.iter().map(|value| if value.is_array() { None } else { cell_of(value) }).collect();
            texts.map(|texts| texts.join(";"))
        }
        Value::Object(_) => None,
    }
}

/// The records of a document: an array of them, one alone, or those under a name that programs put them under.
pub(super) fn records_of(document: Value) -> Vec<Value> {
    match document {
        Value::Array(records) => records,
        Value::Object(mut fields) => {
            for name in ["results", "value", "data"] {
                let is_records = fields.get(name).and_then(Value::as_array).is_some_and(|all| all.iter().all(Value::is_object));
                if is_records && let Some(Value::Array(records)) = fields.remove(name) {
                    return records;
                }
            }
            vec![Value::Object(fields)]
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![],
    }
}
