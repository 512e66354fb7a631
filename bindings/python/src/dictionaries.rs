use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, PrimitiveArray, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use verbond_backend::CONSTANT;

/// The results with a dictionary for each column that has the same text in every row: the measure, its version, its
/// fingerprint. A row then takes 4 bytes of each, and the batches share even those.
///
/// # Errors
/// Where Arrow cannot put the columns together.
pub fn with_dictionaries(schema: &SchemaRef, batches: Vec<RecordBatch>) -> Result<(SchemaRef, Vec<RecordBatch>), ArrowError> {
    let texts: Vec<Option<ArrayRef>> = schema.fields().iter().map(|field| text_of(field)).collect();
    let fields = schema.fields().iter().zip(&texts).map(|(field, text)| match text {
        Some(_) => Arc::new(field.as_ref().clone().with_data_type(dictionary())),
        None => Arc::clone(field),
    });
    let encoded: SchemaRef = Arc::new(Schema::new_with_metadata(fields.collect::<Vec<_>>(), schema.metadata().clone()));
    let longest = batches.iter().map(RecordBatch::num_rows).max().unwrap_or(0);
    let first = PrimitiveArray::<Int32Type>::from_value(0, longest);
    let encode = |batch: RecordBatch| {
        let columns = batch.columns().iter().zip(&texts).map(|(column, text)| match text {
            Some(text) => {
                let positions = first.slice(0, batch.num_rows());
                Ok(Arc::new(DictionaryArray::try_new(positions, Arc::clone(text))?) as ArrayRef)
            }
            None => Ok(Arc::clone(column)),
        });
        RecordBatch::try_new(Arc::clone(&encoded), columns.collect::<Result<_, ArrowError>>()?)
    };
    let batches = batches.into_iter().map(encode).collect::<Result<_, _>>()?;
    Ok((encoded, batches))
}

/// The text that a column has in every row; nothing where rows differ.
fn text_of(field: &Field) -> Option<ArrayRef> {
    field.metadata().get(CONSTANT).map(|text| Arc::new(StringArray::from(vec![text.as_str()])) as ArrayRef)
}

fn dictionary() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}
