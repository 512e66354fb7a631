use std::error::Error;
use std::{fmt, io};

use arrow_schema::ArrowError;

use crate::responses::ReadError;
use crate::source::Diagnostic;

/// Why answers were not scored. Nothing of the batch was kept.
#[derive(Debug)]
#[non_exhaustive]
pub enum ScoreError {
    /// The answers cannot be used as they are.
    Answers {
        /// Everything that is wrong with them: first what concerns columns, then rows in their order.
        diagnostics: Vec<Diagnostic>,
    },
    /// A batch has other columns than those of its table.
    Batches(ArrowError),
    /// The scorer was told how a file is laid out, by the setting of this name, and got a batch of columns.
    OfFilesAlone(&'static str),
    /// Arrow cannot put the results together, as where the texts of a column take more than 2 GiB.
    Results(ArrowError),
    /// The answers cannot be read on, as where their compression is broken.
    Read(io::Error),
}

impl ScoreError {
    /// What is wrong with the answers, if it is the answers that are at fault.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Self::Answers { diagnostics } => diagnostics,
            Self::Batches(_) | Self::OfFilesAlone(_) | Self::Results(_) | Self::Read(_) => &[],
        }
    }
}

impl fmt::Display for ScoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answers { diagnostics } => match diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count() {
                1 => f.write_str("the answers have an error, so none were scored"),
                count => write!(f, "the answers have {count} errors, so none were scored"),
            },
            Self::Batches(_) => f.write_str("a batch does not have the columns of its table"),
            Self::OfFilesAlone(setting) => write!(f, "`{setting}` says how a file is laid out, and a batch of columns is none"),
            Self::Results(_) => f.write_str("the results cannot be put together"),
            Self::Read(_) => f.write_str("the answers cannot be read"),
        }
    }
}

impl Error for ScoreError {
    /// The first error in the answers, or what Arrow or the system said.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Answers { diagnostics } => {
                diagnostics.iter().find(|diagnostic| diagnostic.is_error()).map(|diagnostic| diagnostic as &(dyn Error + 'static))
            }
            Self::Batches(error) | Self::Results(error) => Some(error),
            Self::Read(error) => Some(error),
            Self::OfFilesAlone(_) => None,
        }
    }
}

impl From<ReadError> for ScoreError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Io(error) => Self::Read(error),
            ReadError::Fault(diagnostic) => Self::Answers { diagnostics: vec![*diagnostic] },
        }
    }
}
