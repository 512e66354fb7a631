use std::sync::Arc;

use arrow_array::RecordBatch;

use crate::source::{Code, codes};

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
    /// The page that explains it; nothing where the system failed.
    pub fn code(&self) -> Option<&'static Code> {
        match self {
            Self::Io { .. } => None,
            Self::Backend { .. } => Some(&codes::V0805),
            Self::Reported { code, .. } => Some(code),
            Self::Crashed { .. } => Some(&codes::V0810),
            Self::Hung { .. } => Some(&codes::V0811),
        }
    }

    /// How to mend it, where that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Hung { .. } => Some("if it is slow but honest: `--plugin-timeout 600`".to_owned()),
            Self::Reported { help, .. } => help.clone(),
            Self::Io { .. } | Self::Backend { .. } | Self::Crashed { .. } => None,
        }
    }
}

/// Columns that do not form a table, which no user can bring about.
pub fn not_a_table(error: arrow_schema::ArrowError) -> OutputError {
    OutputError::Reported { code: &codes::V0805, message: error.to_string(), help: None }
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

    /// Completes the output, but leaves it beside its place.
    ///
    /// # Errors
    /// Where it cannot be completed.
    fn finish(&mut self) -> Result<(), OutputError>;

    /// Puts the completed output in its place. Called once all outputs are complete.
    ///
    /// # Errors
    /// Where it cannot be moved there.
    fn publish(self: Box<Self>) -> Result<(), OutputError>;

    /// Removes what was written.
    fn abandon(self: Box<Self>);

    /// For outputs that are bytes: what turns batches into bytes, on any thread.
    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        None
    }

    /// Takes a batch that its encoder turned into bytes.
    ///
    /// # Errors
    /// Where it cannot go on.
    fn write_encoded(&mut self, _bytes: Vec<u8>) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Turns batches into bytes, without knowing what came before.
pub trait Encoder: Send + Sync {
    /// What stands before the first batch.
    fn head(&self) -> Vec<u8>;
    /// A batch as bytes; none where there is nothing to write.
    fn encode(&self, batch: &RecordBatch) -> Vec<u8>;
    /// What stands between two batches.
    fn between(&self) -> &'static [u8] {
        b""
    }
    /// What stands after the last batch.
    fn tail(&self) -> &'static [u8] {
        b""
    }
}
