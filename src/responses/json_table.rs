use std::collections::HashMap;

use serde_json::Value;

use super::grid::{Grid, GridRow};

/// A table that is made of records whose names come up one after another.
#[derive(Default)]
pub(super) struct TableOfRecords {
    grid: Grid,
    places: HashMap<String, usize>,
    order: Order,
}

/// The columns in the order of the records: one that comes up later stands behind the one before it in its record.
#[derive(Default)]
struct Order {
    first: Option<usize>,
    /// By columns, which one follows.
    next: Vec<Option<usize>>,
}

impl Order {
    /// Takes the next column, which stands behind this one, or before all.
    fn add(&mut self, before: Option<usize>) {
        let at = self.next.len();
        let place = before.and_then(|before| self.next.get_mut(before)).unwrap_or(&mut self.first);
        let follows = place.replace(at);
        self.next.push(follows);
    }

    fn columns(&self) -> Vec<usize> {
        std::iter::successors(self.first, |at| self.next.get(*at).copied().flatten()).collect()
    }
}

impl TableOfRecords {
    /// Adds a row, which is counted as this record.
    pub(super) fn add(&mut self, number: u64, fields: impl IntoIterator<Item = (String, String)>) {
        let mut row = GridRow { number, cells: vec![String::new(); self.grid.names.len()] };
        let mut before = None;
        for (name, text) in fields {
            let order = &mut self.order;
            let at = *self.places.entry(name).or_insert_with_key(|name| {
                self.grid.names.push(name.clone());
                order.add(before);
                self.grid.names.len() - 1
            });
            before = Some(at);
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
        let (width, order) = (self.grid.names.len(), self.order.columns());
        let in_order = |mut all: Vec<String>| {
            all.resize(width, String::new());
            order.iter().map(|at| std::mem::take(&mut all[*at])).collect()
        };
        for row in &mut self.grid.rows {
            row.cells = in_order(std::mem::take(&mut row.cells));
        }
        self.grid.names = in_order(std::mem::take(&mut self.grid.names));
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

#[cfg(test)]
mod tests {
    use super::TableOfRecords;

    #[test]
    fn columns_stand_in_the_order_of_the_records_whichever_comes_up_first() {
        let mut table = TableOfRecords::default();
        for (number, names) in [(1, &["case", "q2", "q4"][..]), (2, &["case", "q1", "q2", "q3", "q5"]), (3, &["at", "q5"])] {
            table.add(number, names.iter().map(|name| ((*name).to_owned(), format!("{name} of {number}"))));
        }
        let grid = table.finish();
        assert_eq!(grid.names, ["at", "case", "q1", "q2", "q3", "q5", "q4"]);
        for row in &grid.rows {
            let is_own = |(name, cell): (&String, &String)| cell.is_empty() || *cell == format!("{name} of {}", row.number);
            assert!(grid.names.iter().zip(&row.cells).all(is_own), "{row:?}");
        }
    }
}
