use super::formula::Formulas;
use crate::instrument::{Identifiers, NameRules};
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

/// What everything that a measure names and computes is called in a program.
pub(super) fn called(formulas: &Formulas<'_>, rules: NameRules) -> Identifiers {
    Identifiers::new(formulas.instrument.names(), rules).and(formulas.all_names())
}

/// Says which of some names are called otherwise in a program.
pub(super) fn renamed<'n>(names: &Identifiers, program: &str, of: impl Iterator<Item = &'n str>) -> Option<Diagnostic> {
    told_renamed(program, &names.renamed(of))
}

/// Says which names are called otherwise in a program, each with what it is called.
pub(super) fn told_renamed(program: &str, renamed: &[String]) -> Option<Diagnostic> {
    let message = format!("some names are none that {program} takes, so they are called otherwise");
    (!renamed.is_empty()).then(|| unsaid(message, renamed.join(", ")))
}

/// Something that the other program cannot say.
pub(super) fn unsaid(message: impl Into<String>, instead: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&codes::CANNOT_BE_SAID, Place::File, message).help(instead)
}
