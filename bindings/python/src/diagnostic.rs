use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::{PyErr, PyTypeInfo, create_exception};
use verbond::source::{Place, SourceFile, Style, render, render_json};

create_exception!(verbond, VerbondError, PyException, "What Verbond cannot do, and why.");
create_exception!(
    verbond,
    MeasureError,
    VerbondError,
    "A file of the language that cannot be used; `diagnostics` holds everything that is wrong with it."
);
create_exception!(
    verbond,
    AnswersError,
    VerbondError,
    "Answers that cannot be used as they are, so that none were scored; `diagnostics` holds everything that is wrong."
);

/// Something wrong, where it is, and how to mend it.
#[pyclass(frozen, get_all, module = "verbond")]
pub struct Diagnostic {
    /// Its stable code, as `V0701`; `verbond explain V0701` tells more.
    code: &'static str,
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// What is wrong.
    message: String,
    /// How to mend it, where that is known.
    help: Option<String>,
    /// Line of the text, from 1.
    line: Option<usize>,
    /// Column of the text, from 1.
    column: Option<usize>,
    /// Row of the answers, from 1.
    row: Option<u64>,
    /// Name of the column of the answers.
    field: Option<String>,
    rendered: String,
}

impl Diagnostic {
    /// A diagnostic of a text.
    pub fn in_text(file: &SourceFile, found: &verbond::Diagnostic) -> Self {
        let json = render_json(file, found);
        Self { line: json.line, column: json.column, rendered: render(file, found, Style::Plain), ..Self::of(found) }
    }

    /// A diagnostic of answers.
    pub fn of(found: &verbond::Diagnostic) -> Self {
        let (row, field) = match &found.place {
            Place::File | Place::Text(_) => (None, None),
            Place::Column(column) => (None, Some(column.clone())),
            Place::Cell { row, column, .. } => (Some(*row), column.clone()),
        };
        Self {
            code: found.code.name,
            severity: found.severity.word(),
            message: found.message.clone(),
            help: found.help.clone(),
            line: None,
            column: None,
            row,
            field,
            rendered: found.to_string(),
        }
    }
}

#[pymethods]
impl Diagnostic {
    /// As the program prints it.
    fn __str__(&self) -> &str {
        &self.rendered
    }

    fn __repr__(&self) -> String {
        format!("<{} {}: {}>", self.severity, self.code, self.message)
    }
}

/// An exception of a kind that carries diagnostics and prints as the program does.
pub fn refusal<E: PyTypeInfo>(py: Python<'_>, head: &str, diagnostics: Vec<Diagnostic>) -> PyErr {
    let said: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rendered.as_str()).collect();
    let error = PyErr::new::<E, _>(format!("{head}\n\n{}", said.join("\n\n")));
    match error.value(py).setattr("diagnostics", diagnostics) {
        Ok(()) => error,
        Err(failed) => failed,
    }
}
