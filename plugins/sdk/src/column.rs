use arrow_schema::{DataType, Field, Schema};

use crate::Error;
use crate::role::{CONSTANT, LABEL, ROLE, Role};

/// A column of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name; no two columns have the same.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// What it is.
    pub role: Role,
    /// What its values are.
    pub kind: ColumnKind,
    /// The value, where it is the same in every row.
    pub constant: Option<String>,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Texts.
    Text,
    /// Numbers with decimals.
    Number,
    /// Counts.
    Count,
    /// True or false.
    Truth,
    /// Dates.
    Date,
}

impl Column {
    /// The columns of a schema.
    ///
    /// # Errors
    /// Where a column has a type that Verbond does not hand out.
    pub fn all_of(schema: &Schema) -> Result<Vec<Self>, Error> {
        schema.fields().iter().map(|field| Self::of(field)).collect()
    }

    fn of(field: &Field) -> Result<Self, Error> {
        let kind = match field.data_type() {
            DataType::Utf8 => ColumnKind::Text,
            DataType::Float64 => ColumnKind::Number,
            DataType::UInt32 => ColumnKind::Count,
            DataType::Boolean => ColumnKind::Truth,
            DataType::Date32 => ColumnKind::Date,
            other => return Err(Error::new(format!("the column `{}` has the type {other}", field.name()))),
        };
        let metadata = |key: &str| field.metadata().get(key).cloned();
        Ok(Self {
            name: field.name().clone(),
            label: metadata(LABEL).unwrap_or_else(|| field.name().clone()),
            role: metadata(ROLE).map_or(Role::Kept, |word| Role::of(&word)),
            kind,
            constant: metadata(CONSTANT),
        })
    }
}
