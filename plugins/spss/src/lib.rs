//! The SPSS backend of Verbond: a `.sav` file with labels of variables and values, codes for why an answer is missing,
//! and levels of measurement.

mod names;
mod variable;

use std::path::PathBuf;
use std::sync::Arc;

use ambers::{Compression, SpssMetadata};
use arrow::array::RecordBatch;
use arrow::datatypes::{Field, Schema};
use serde::Deserialize;
use verbond_backend::{Description, Error, Job, Measure, OptionType, Role, Row, RowBackend, Rows, Takes, export_backend};

use variable::Variable;

/// A file being gathered. A `.sav` file says at its beginning how wide its texts are, so all rows are known before it
/// is written.
pub struct Spss {
    path: PathBuf,
    measure: Measure,
    /// A variable for each column; none where the column is told by another.
    variables: Vec<Option<Variable>>,
    compression: Compression,
    rows: usize,
}

/// What can be told to it.
#[derive(Debug, Deserialize)]
pub struct Options {
    labels: Option<String>,
    compress: String,
}

impl RowBackend for Spss {
    type Options = Options;

    fn describe() -> Description {
        Description::new("spss", env!("CARGO_PKG_VERSION"))
            .extension("sav")
            .takes(Takes::Answers)
            .option(
                "labels",
                OptionType::Text,
                "",
                "The language of the labels, as `nl`; that of the measure if it is not given.",
            )
            .choice("compress", &["bytes", "none", "zlib"], "How the file is packed; `zlib` makes a .zsav file.")
    }

    fn open(job: Job<Options>) -> Result<Self, Error> {
        let compression = match job.options.compress.as_str() {
            "bytes" => Compression::Bytecode,
            "none" => Compression::None,
            "zlib" => Compression::Zlib,
            other => return Err(Error::new(format!("there is no way of packing `{other}`"))),
        };
        let measure = job.measure.with_labels(job.options.labels.as_deref())?;
        let mut names = names::Names::default();
        let has_item = |name: &str| job.columns.iter().any(|column| column.role == Role::Item && column.name == name);
        let variables = job.columns.iter().map(|column| {
            // Why an answer is missing is told by the variable of the item.
            let is_told = column.role == Role::MissingReason && column.name.strip_suffix(".missing").is_some_and(has_item);
            (!is_told).then(|| Variable::of(column, &measure, names.for_variable(&column.name)))
        });
        let variables = variables.collect();
        Ok(Self { path: job.path, measure, variables, compression, rows: 0 })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), Error> {
        self.rows += 1;
        for (variable, cell) in self.variables.iter_mut().zip(row.cells()) {
            if let Some(variable) = variable {
                let cause = match cell.column.role {
                    Role::Item => row.text(&format!("{}.missing", cell.column.name)),
                    _ => "",
                };
                variable.push(cell.value, cause).map_err(|why| Error::new(format!("row {}: {why}", self.rows)))?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Error> {
        let mut metadata = SpssMetadata {
            file_label: format!("{} ({})", self.measure.title, self.measure.reference()).chars().take(60).collect(),
            file_encoding: "UTF-8".to_owned(),
            notes: notes(&self.measure),
            ..SpssMetadata::default()
        };
        let mut fields = Vec::new();
        let mut arrays = Vec::new();
        for variable in self.variables.into_iter().flatten() {
            variable.describe(&mut metadata);
            let (name, array) = variable.into_array();
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
        }
        let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?;
        Ok(ambers::write_sav(&self.path, &batch, &metadata, self.compression, None)?)
    }
}

/// Where the numbers come from, for whoever opens the file years later.
fn notes(measure: &Measure) -> Vec<String> {
    let mut notes = vec![
        format!("Scored by Verbond with {}, {}.", measure.reference(), measure.status),
        format!("SHA-256 of the measure: {}", &measure.sha256.get(..32).unwrap_or_default()),
        format!("  {}", measure.sha256.get(32..).unwrap_or_default()),
        format!("Licence: {}", measure.licence),
    ];
    notes.extend(measure.sources.iter().map(|source| format!("Source: {}", source.citation)));
    notes.extend(measure.notes.iter().cloned());
    // A line of these notes has 80 bytes.
    notes.iter().flat_map(|note| lines(note, 78)).collect()
}

fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && lines[last].len() + word.len() + 1 > most {
            lines.push(word.to_owned());
        } else {
            if !lines[last].is_empty() {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    lines
}

export_backend!(Rows<Spss>);
