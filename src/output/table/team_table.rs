use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType};
use verbond_backend::Role;

use super::constants::ConstantColumns;
use super::normed::NormColumns;
use super::results::{field, schema_of};
use crate::follow::{TeamFigure, TeamReport};
use crate::instrument::{Instrument, Norms};

/// What a column of texts has of a figure.
type TextOf = fn(&TeamFigure) -> &str;

/// The figures of a team as a table, a row each, for any backend: `informant`, `what`, `group`, `figure`, `value`, and
/// where they come from.
///
/// # Errors
/// Where the columns differ in length, which no caller can bring about.
pub fn team_table(instrument: &Instrument, norms: Option<&Norms>, team: &TeamReport) -> Result<RecordBatch, ArrowError> {
    let texts: [(&str, &str, TextOf); 4] = [
        ("informant", "Informant", |figure| &figure.informant),
        ("what", "What is counted, or the score", |figure| &figure.what),
        ("group", "Group", |figure| &figure.group),
        ("figure", "Category of a count, or mean or SD of a score", |figure| &figure.figure),
    ];
    let mut fields: Vec<_> = texts.iter().map(|(name, label, _)| field(name, DataType::Utf8, label, Role::Kept)).collect();
    fields.push(field("value", DataType::Float64, "Figure; missing where it is hidden", Role::Kept));
    let schema = schema_of(instrument, norms.map(|norms| NormColumns::new(instrument, norms).reference()), fields);
    let figures = team.figures();
    let column = |text: TextOf| Arc::new(StringArray::from_iter_values(figures.iter().map(text))) as ArrayRef;
    let mut arrays: Vec<ArrayRef> = texts.iter().map(|(_, _, text)| column(*text)).collect();
    arrays.push(Arc::new(figures.iter().map(|figure| figure.value).collect::<Float64Array>()));
    arrays.extend(ConstantColumns::of(&schema).columns(figures.len()));
    RecordBatch::try_new(schema, arrays)
}
