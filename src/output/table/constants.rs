use std::sync::{Arc, OnceLock};

use arrow_array::{Array, ArrayRef, StringArray};
use arrow_schema::Schema;
use verbond_backend::CONSTANT;

/// Columns whose value is the same in every row. They are made once, and later batches take their beginning.
#[derive(Debug)]
pub struct ConstantColumns {
    values: Vec<String>,
    made: OnceLock<Vec<ArrayRef>>,
}

/// Whether a column has the same value in every row.
#[cfg(feature = "output")]
pub fn is_constant(field: &arrow_schema::Field) -> bool {
    field.metadata().contains_key(CONSTANT)
}

impl ConstantColumns {
    /// Those of a schema, in its order.
    pub fn of(schema: &Schema) -> Self {
        let values = schema.fields().iter().filter_map(|field| field.metadata().get(CONSTANT).cloned()).collect();
        Self { values, made: OnceLock::new() }
    }

    /// The columns with so many rows.
    pub fn columns(&self, rows: usize) -> Vec<ArrayRef> {
        let made = self.made.get_or_init(|| self.make(rows + rows / 4));
        if made.iter().all(|column| column.len() >= rows) {
            return made.iter().map(|column| column.slice(0, rows)).collect();
        }
        self.make(rows)
    }

    fn make(&self, rows: usize) -> Vec<ArrayRef> {
        let column = |value: &String| Arc::new(StringArray::from_iter_values(std::iter::repeat_n(value, rows))) as ArrayRef;
        self.values.iter().map(column).collect()
    }
}
