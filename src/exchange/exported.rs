use crate::source::{Diagnostic, Place, codes};

/// A measure as a file of another program.
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the other program cannot say, and what was done instead.
    pub diagnostics: Vec<Diagnostic>,
}

/// A measure cannot be exported at all.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ExportError(pub String);

impl From<super::formula::Unsayable> for ExportError {
    fn from(error: super::formula::Unsayable) -> Self {
        Self(error.to_string())
    }
}

/// Something that the other program cannot say.
pub(super) fn unsaid(message: impl Into<String>, instead: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&codes::CANNOT_BE_SAID, Place::File, message).help(instead)
}
