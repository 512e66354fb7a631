use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;

use super::formulas::FormulasInBatch;
use crate::source::{Code, Diagnostic, codes};

/// Why an output failed.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The system failed.
    #[error("{path}: {source}")]
    Io {
        /// What was written.
        path: String,
        /// What happened.
        source: std::io::Error,
    },
    /// It would have been written where it may not be.
    #[error("{message}")]
    Refused {
        /// The page that explains it.
        code: &'static Code,
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: String,
    },
    /// Its columns cannot be written in its form.
    #[error("{form} cannot hold the column `{column}`: {why}")]
    Column {
        /// The form, as `csv`.
        form: &'static str,
        /// The name of the column.
        column: String,
        /// What is wrong with it.
        why: String,
    },
    /// Its columns do not form a table.
    #[error("the columns form no table")]
    Table(#[source] arrow_schema::ArrowError),
    /// A plugin could not be used, or its process told what went wrong.
    #[error("{message}")]
    Reported {
        /// The page that explains it.
        code: &'static Code,
        /// What went wrong.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// A backend brought its process down.
    #[error("backend `{backend}` crashed in {step}: {how}{}", said(last_words.as_deref()))]
    Crashed {
        /// Its name.
        backend: String,
        /// What it was doing.
        step: &'static str,
        /// How its process ended.
        how: String,
        /// The end of what it said on its standard error.
        last_words: Option<String>,
    },
    /// A backend did not come back.
    #[error("backend `{backend}` gave no sign of life in {step} for {seconds} s, and was ended")]
    Hung {
        /// Its name.
        backend: String,
        /// What it was doing.
        step: &'static str,
        /// How long it was waited for.
        seconds: u64,
    },
    /// A backend refused.
    #[error("backend `{backend}` failed to {step}: {message}")]
    Backend {
        /// Its name.
        backend: String,
        /// What it was doing: `open`, `write` or `finish`.
        step: &'static str,
        /// In its own words.
        message: String,
    },
}

impl OutputError {
    /// The system failed at a path.
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.display().to_string(), source }
    }

    /// Bytes were handed to an output that takes batches, which no caller of its encoder can bring about.
    pub fn takes_batches(output: &str) -> Self {
        Self::Backend { backend: output.to_owned(), step: "write", message: "it takes batches, and was given bytes".to_owned() }
    }

    /// The page that explains it; nothing where the system failed.
    pub fn code(&self) -> Option<&'static Code> {
        match self {
            Self::Io { .. } => None,
            Self::Backend { .. } | Self::Table(_) => Some(&codes::BACKEND_FAILED),
            Self::Column { .. } => Some(&codes::COLUMN_THAT_CANNOT_BE_HELD),
            Self::Reported { code, .. } | Self::Refused { code, .. } => Some(code),
            Self::Crashed { .. } => Some(&codes::BACKEND_CRASHED),
            Self::Hung { .. } => Some(&codes::BACKEND_HUNG),
        }
    }

    /// How to mend it, where that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Hung { .. } => Some("if it is slow but honest: `--plugin-timeout 600`".to_owned()),
            Self::Reported { help, .. } => help.clone(),
            Self::Refused { help, .. } => Some(help.clone()),
            Self::Column { .. } => Some("leave it out with `--columns`, or write parquet".to_owned()),
            Self::Io { .. } | Self::Table(_) | Self::Crashed { .. } | Self::Backend { .. } => None,
        }
    }
}

/// Columns that do not form a table, which no user can bring about.
pub fn not_a_table(error: arrow_schema::ArrowError) -> OutputError {
    OutputError::Table(error)
}

fn said(words: Option<&str>) -> String {
    words.map_or(String::new(), |words| format!("; its last words: {words}"))
}

/// An output. The built-in ones and the loaded ones are the same to whoever uses them.
pub trait Backend: Send {
    /// Takes a batch of results.
    ///
    /// # Errors
    /// Where it cannot go on.
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError>;

    /// Completes the output, but leaves it beside its place. What its readers should know of it comes back.
    ///
    /// # Errors
    /// Where it cannot be completed.
    fn finish(&mut self) -> Result<Vec<Diagnostic>, OutputError>;

    /// Puts the completed output in its place. Called once all outputs are complete.
    ///
    /// # Errors
    /// Where it cannot be moved there.
    fn publish(self: Box<Self>) -> Result<(), OutputError>;

    /// Removes what was written.
    fn abandon(self: Box<Self>);

    /// For outputs that are bytes: what turns batches into bytes, on any thread.
    fn encoder(&self) -> Option<Arc<dyn Encoder>>;

    /// Takes a batch that its encoder turned into bytes.
    ///
    /// # Errors
    /// Where it cannot go on, or has no encoder.
    fn write_encoded(&mut self, encoded: Encoded) -> Result<(), OutputError>;
}

/// What an encoder made of a batch.
#[derive(Clone, Debug, Default)]
pub struct Encoded {
    /// The batch as bytes; none where there is nothing to write.
    pub bytes: Vec<u8>,
    /// Rows in it.
    pub rows: u64,
    /// Texts that a spreadsheet would take for formulas.
    pub formulas: Vec<FormulasInBatch>,
}

impl Encoded {
    /// Bytes that no spreadsheet reads.
    pub fn plain(bytes: Vec<u8>, rows: usize) -> Self {
        Self { bytes, rows: rows as u64, formulas: Vec::new() }
    }
}

/// Turns batches into bytes, without knowing what came before.
pub trait Encoder: Send + Sync {
    /// What stands before the first batch.
    fn head(&self) -> Encoded;
    /// A batch as bytes; none where there is nothing to write.
    ///
    /// # Errors
    /// Where a column has a type that it cannot write.
    fn encode(&self, batch: &RecordBatch) -> Result<Encoded, OutputError>;
    /// What stands between two batches.
    fn between(&self) -> &'static [u8] {
        b""
    }
    /// What stands after the last batch.
    fn tail(&self) -> &'static [u8] {
        b""
    }
}
