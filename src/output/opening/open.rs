use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Field, SchemaRef};
use verbond_backend::{CodebookLine, Column, Measure, ROLE, Role};

use super::error::OpenError;
use super::prepare::{PreparedOutput, Route};
use crate::output::backend::{Backend, Encoder, OutputError, not_a_table};
use crate::output::csv::CsvEncoder;
use crate::output::destination::{Destination, TextBackend};
use crate::output::failed::FailedBackend;
use crate::output::html::HtmlBackend;
use crate::output::json::JsonEncoder;
use crate::output::place::Readers;
use crate::output::plugin::Confined;
use crate::output::table::{AnswerForm, view};
use crate::output::view::View;
use crate::source::{Diagnostic, SourceFile, did_you_mean};

/// What every output of a run is opened with.
pub struct Contents<'a> {
    /// The columns of what is written.
    pub schema: SchemaRef,
    /// The measure as backends are told of it.
    pub measure: &'a Measure,
    /// Whether the user wants answers in every output.
    pub answers: bool,
    /// Whether the user wants causes of missing answers in every output.
    pub causes: bool,
    /// Names of the columns that the user wants alone, in their order; all where there is none.
    pub columns: &'a [String],
    /// Whether this is the only output, so that there is nothing to go on with where it fails.
    pub alone: bool,
}

/// Outputs that are open.
pub struct Opened {
    /// One for each, in their order.
    pub backends: Vec<Box<dyn Backend>>,
    /// What a person is told where the system cannot confine plugins.
    pub unconfined: Option<&'static str>,
}

/// What the readers of an output should know of it.
pub type Remarks = (SourceFile, Vec<Diagnostic>);

/// Outputs that are whole and in their places.
pub struct HandedOver {
    /// What their readers should know of each.
    pub remarks: Vec<Remarks>,
    /// As in `Opened`.
    pub unconfined: Option<&'static str>,
}

/// Opens outputs, hands a table to each where there is one, and lets all of them appear once all are whole.
///
/// # Errors
/// Where one of them cannot be opened, written or put in its place.
pub fn hand_over(
    prepared: Vec<PreparedOutput>,
    contents: &Contents<'_>,
    table: Option<&RecordBatch>,
) -> Result<HandedOver, OpenError> {
    let files: Vec<SourceFile> = prepared.iter().map(|output| output.request.file()).collect();
    let Opened { mut backends, unconfined } = open(prepared, contents)?;
    let mut remarks = Vec::new();
    for (backend, file) in backends.iter_mut().zip(files) {
        if let Some(table) = table {
            match backend.encoder() {
                Some(encoder) => backend.write_encoded(encoder.encode(table)?)?,
                None => backend.write(table)?,
            }
        }
        remarks.push((file, backend.finish()?));
    }
    backends.into_iter().try_for_each(Backend::publish)?;
    Ok(HandedOver { remarks, unconfined })
}

/// Opens outputs.
///
/// # Errors
/// Where a column is named that is not there, or one of them cannot be opened and there is no other to go on with.
pub fn open(outputs: Vec<PreparedOutput>, contents: &Contents<'_>) -> Result<Opened, OpenError> {
    let mut opened = Opened { backends: Vec::with_capacity(outputs.len()), unconfined: None };
    for output in outputs {
        let columns = contents.columns_of(&output)?;
        let (backend, confined) = open_one(output, &columns, contents)?;
        opened.unconfined = opened.unconfined.or(confined.and_then(Confined::words));
        let sees_all = columns.iter().copied().eq(0..contents.schema.fields().len());
        opened.backends.push(if sees_all { backend } else { Box::new(View::new(backend, columns)) });
    }
    Ok(opened)
}

impl Contents<'_> {
    /// What every column means that outputs have: as files of answers have them, where the user wants answers; else as
    /// numbers, where an output takes those.
    ///
    /// # Errors
    /// Where a column is named that is not there.
    pub fn codebook(&self, outputs: &[PreparedOutput]) -> Result<Vec<CodebookLine>, OpenError> {
        let takes_answers = outputs.iter().any(PreparedOutput::takes_answers);
        let form = match (self.answers, takes_answers) {
            (true, _) => AnswerForm::Written,
            (false, true) => AnswerForm::Numbers,
            (false, false) => AnswerForm::Absent,
        };
        let chosen = self.chosen(form, self.causes || takes_answers)?;
        let schema = self.schema.project(&chosen).map_err(not_a_table)?;
        let columns = Column::all_of(&schema).map_err(|error| not_a_table(ArrowError::SchemaError(error.message)))?;
        Ok(CodebookLine::all(self.measure, &columns))
    }

    /// The positions of the columns that an output has.
    fn columns_of(&self, output: &PreparedOutput) -> Result<Vec<usize>, OpenError> {
        let answers = output.takes_answers();
        let form = match (self.answers || answers, output.writes_answers()) {
            (false, _) => AnswerForm::Absent,
            (true, false) => AnswerForm::Numbers,
            (true, true) => AnswerForm::Written,
        };
        self.chosen(form, self.causes || answers)
    }

    /// The positions of those columns of the table that somebody wants, of all that there are in this form.
    fn chosen(&self, form: AnswerForm, causes: bool) -> Result<Vec<usize>, OpenError> {
        let all = view(&self.schema, form, causes);
        if self.columns.is_empty() {
            return Ok(all);
        }
        let named = |at: &usize| self.schema.field(*at).name().as_str();
        let chosen = self.columns.iter().map(|name| {
            all.iter().copied().find(|at| named(at) == name).ok_or_else(|| {
                let names: Vec<&str> = all.iter().map(named).collect();
                OpenError::request(format!("the results have no column `{name}`"), did_you_mean(name, &names))
            })
        });
        let chosen: Vec<usize> = chosen.collect::<Result<_, OpenError>>()?;
        if let Some(twice) = (1..chosen.len()).find(|at| chosen[..*at].contains(&chosen[*at])) {
            let message = format!("the column `{}` is named twice", self.columns[twice]);
            return Err(OpenError::request(message, "name each column once".to_owned()));
        }
        Ok(chosen)
    }
}

type OpenedOne = (Box<dyn Backend>, Option<Confined>);

/// An output that failed before it began: the others go on, if there are others.
fn failed(error: OutputError, contents: &Contents<'_>) -> Result<OpenedOne, OpenError> {
    if contents.alone { Err(error.into()) } else { Ok((Box::new(FailedBackend::new(error)), None)) }
}

fn open_one(output: PreparedOutput, columns: &[usize], contents: &Contents<'_>) -> Result<OpenedOne, OpenError> {
    let schema = contents.schema.project(columns).map_err(not_a_table)?;
    // Answers are for fewer eyes than scores; what a column holds that is carried along, nobody knows.
    let is_carried = |field: &Arc<Field>| field.metadata().get(ROLE).is_some_and(|role| role == Role::Kept.word());
    let shows_cases = matches!(output.route, Route::Html);
    let holds_answers = shows_cases || contents.answers || output.takes_answers() || schema.fields().iter().any(is_carried);
    let readers = if holds_answers { Readers::Owner } else { Readers::Usual };
    let PreparedOutput { request, route } = output;
    let path = request.path.as_deref();
    let destination = || path.map_or_else(Destination::stdout, |path| Destination::file(path, request.replace, readers));
    let encoder: Arc<dyn Encoder> = match route {
        Route::Csv(options) => Arc::new(CsvEncoder::new(&schema, options)),
        Route::Json => Arc::new(JsonEncoder::array(&schema)),
        Route::JsonLines => Arc::new(JsonEncoder::lines(&schema)),
        Route::Html => return Ok((Box::new(HtmlBackend::open(destination()?, contents.measure.clone(), &schema)?), None)),
        Route::Plugin(plugin) => {
            let measure = serde_json::to_string(contents.measure)
                .map_err(|error| OutputError::Io { path: "the measure".to_owned(), source: error.into() })?;
            let opened = plugin.open(&measure, &schema, (path.unwrap_or(Path::new("")), request.replace, readers));
            return opened.or_else(|error| failed(OpenError::from(error).fault_of_plugin()?, contents));
        }
        Route::Failed(error) => return failed(error, contents),
    };
    Ok((Box::new(TextBackend::open(destination()?, encoder)?), None))
}
