use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use arrow_array::{Array, ArrayRef, BooleanArray, Date32Array, Float64Array, RecordBatch, StringArray, UInt32Array};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use crate::instrument::{Instrument, Output};
use crate::responses::{Cause, Columns, Identity, ItemColumn, ResponseTable, Role, TextColumn};
use crate::score::Scored;

/// Metadata key of a column whose value is the same in every row; the value is that one.
pub const CONSTANT: &str = "verbond:constant";
/// Metadata key of what people call a column.
pub const LABEL: &str = "verbond:label";
/// Metadata key of what a column is: `case`, `score`, `band`, `alert`, `count`, `cause`, `kept` or `source`.
pub const ROLE: &str = "verbond:role";

/// Which columns results have besides those that they always have.
#[derive(Clone, Debug, Default)]
pub struct ResultColumns {
    /// Whether the language of answering is known.
    pub language: bool,
    /// Names of columns that are carried along.
    pub kept: Vec<String>,
    /// Whether each item has a column that says why its answer is missing.
    pub causes: bool,
}

impl ResultColumns {
    /// Those that follow from the columns of the answers.
    pub fn of(columns: &Columns, causes: bool) -> Self {
        Self { language: columns.has(Role::Language), kept: columns.kept.clone(), causes }
    }
}

/// Turns scored tables into record batches with one schema.
///
/// Columns: `case`, `occasion`, `informant`, `date`, `language` where known; scores and bands in the order of the file; alerts;
/// `answered`, `asked`; `ITEM.missing` on request; columns carried along; `instrument`, `version`, `sha256`.
#[derive(Debug)]
pub struct Results<'a> {
    instrument: &'a Instrument,
    columns: ResultColumns,
    schema: SchemaRef,
    constants: OnceLock<Vec<ArrayRef>>,
}

/// Who and when of rows that were scored, kept while the answers are being scored.
#[derive(Debug)]
pub struct RowIdentity {
    identity: Identity,
    informants: Vec<crate::instrument::InformantIx>,
    kept: Vec<TextColumn>,
    rows: usize,
}

impl RowIdentity {
    /// Takes who and when out of a table; the answers stay.
    pub fn take(table: &mut ResponseTable) -> Self {
        Self {
            identity: std::mem::take(&mut table.identity),
            informants: table.informants.clone(),
            kept: std::mem::take(&mut table.kept),
            rows: table.rows,
        }
    }
}

impl<'a> Results<'a> {
    /// Fixes the schema.
    pub fn new(instrument: &'a Instrument, columns: ResultColumns) -> Self {
        let mut fields = vec![
            field("case", DataType::Utf8, "Case", "case"),
            field("occasion", DataType::Utf8, "Occasion", "case"),
            field("informant", DataType::Utf8, "Informant", "case"),
            field("date", DataType::Date32, "Date", "case"),
        ];
        if columns.language {
            fields.push(field("language", DataType::Utf8, "Language", "case"));
        }
        for output in &instrument.outputs {
            fields.push(match output {
                Output::Score(score) => {
                    let score = &instrument.scores[score.0];
                    field(&score.name, DataType::Float64, &score.label, "score")
                }
                Output::Bands(bands) => {
                    let bands = &instrument.bands[bands.0];
                    field(&bands.name, DataType::Utf8, &instrument.scores[bands.of.0].label, "band")
                }
            });
        }
        fields.extend(instrument.alerts.iter().map(|alert| field(&alert.name, DataType::Boolean, &alert.sentence, "alert")));
        fields.push(field("answered", DataType::UInt32, "Items answered", "count"));
        fields.push(field("asked", DataType::UInt32, "Items asked", "count"));
        if columns.causes {
            let cause = |item: &crate::instrument::Item| {
                field(&format!("{}.missing", item.name), DataType::Utf8, &format!("Why {} is missing", item.name), "cause")
            };
            fields.extend(instrument.items.iter().map(cause));
        }
        fields.extend(columns.kept.iter().map(|name| field(name, DataType::Utf8, name, "kept")));
        for (name, value) in
            [("instrument", &instrument.id), ("version", &instrument.version.to_string()), ("sha256", &instrument.sha256)]
        {
            let mut metadata = HashMap::from([(ROLE.to_owned(), "source".to_owned()), (CONSTANT.to_owned(), value.clone())]);
            metadata.insert(LABEL.to_owned(), name.to_owned());
            fields.push(Field::new(name, DataType::Utf8, false).with_metadata(metadata));
        }
        let metadata = HashMap::from([
            ("verbond:instrument".to_owned(), instrument.reference()),
            ("verbond:sha256".to_owned(), instrument.sha256.clone()),
        ]);
        Self { instrument, columns, schema: Arc::new(Schema::new_with_metadata(fields, metadata)), constants: OnceLock::new() }
    }

    /// The columns of every batch.
    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// The columns that are the same in every row. They are made once, and later batches take their beginning.
    fn constants(&self, rows: usize) -> Vec<ArrayRef> {
        let make = |rows: usize| -> Vec<ArrayRef> {
            let values = self.schema.fields().iter().filter_map(|field| field.metadata().get(CONSTANT));
            values.map(|value| Arc::new(StringArray::from_iter_values(std::iter::repeat_n(value, rows))) as ArrayRef).collect()
        };
        let made = self.constants.get_or_init(|| make(rows + rows / 4));
        if made.iter().all(|column| column.len() >= rows) {
            return made.iter().map(|column| column.slice(0, rows)).collect();
        }
        make(rows)
    }

    /// A batch of results.
    ///
    /// # Errors
    /// Where the columns differ in length, which no caller can bring about through the public functions.
    pub fn batch(&self, who: RowIdentity, scored: Scored) -> Result<RecordBatch, ArrowError> {
        let RowIdentity { identity, informants, kept, rows } = who;
        let names: Vec<&str> = self.instrument.informants.iter().map(|informant| informant.name.as_str()).collect();
        let mut arrays: Vec<ArrayRef> = vec![
            Arc::new(identity.case.into_array(false)),
            texts_or_missing(identity.occasion, rows),
            Arc::new(StringArray::from_iter_values(informants.iter().map(|informant| names[informant.0]))),
            if identity.date.is_empty() {
                Arc::new(Date32Array::new_null(rows))
            } else {
                Arc::new(Date32Array::from(identity.date))
            },
        ];
        if self.columns.language {
            arrays.push(texts_or_missing(identity.language, rows));
        }
        let mut scores: Vec<Option<Vec<f64>>> = scored.scores.into_iter().map(Some).collect();
        for output in &self.instrument.outputs {
            arrays.push(match output {
                Output::Score(score) => doubles(scores[score.0].take().unwrap_or_default()),
                Output::Bands(bands) => {
                    let model = &self.instrument.bands[bands.0].bands;
                    let band = |position: &Option<u16>| position.map(|position| model[usize::from(position)].name.as_str());
                    Arc::new(scored.bands[bands.0].iter().map(band).collect::<StringArray>())
                }
            });
        }
        arrays.extend(scored.alerts.into_iter().map(|column| Arc::new(BooleanArray::from(column)) as ArrayRef));
        arrays.push(Arc::new(UInt32Array::from(scored.answered)));
        arrays.push(Arc::new(UInt32Array::from(scored.asked)));
        if self.columns.causes {
            arrays.extend(scored.answers.iter().map(causes));
        }
        arrays.extend(kept.into_iter().map(|column| Arc::new(column.into_array(false)) as ArrayRef));
        arrays.extend(self.constants(rows));
        RecordBatch::try_new(self.schema(), arrays)
    }
}

fn field(name: &str, kind: DataType, label: &str, role: &str) -> Field {
    let metadata = HashMap::from([(LABEL.to_owned(), label.to_owned()), (ROLE.to_owned(), role.to_owned())]);
    Field::new(name, kind, name != "case").with_metadata(metadata)
}

fn texts_or_missing(column: TextColumn, rows: usize) -> ArrayRef {
    if column.is_empty() { Arc::new(StringArray::new_null(rows)) } else { Arc::new(column.into_array(true)) }
}

/// A column of scores; NaN becomes missing.
fn doubles(values: Vec<f64>) -> ArrayRef {
    let there = NullBuffer::from_iter(values.iter().map(|value| !value.is_nan()));
    let there = (there.null_count() > 0).then_some(there);
    Arc::new(Float64Array::new(ScalarBuffer::from(values), there))
}

fn causes(column: &ItemColumn) -> ArrayRef {
    let word = |cause: &Cause| Some(cause.word()).filter(|word| !word.is_empty());
    Arc::new(column.causes.iter().map(word).collect::<StringArray>())
}
