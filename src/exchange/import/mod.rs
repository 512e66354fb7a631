//! Measures out of the forms of other programs: text that the checker accepts, with a list of what could not be carried
//! over.

mod assemble;
mod expression;
mod fhir;
mod names;
mod redcap;
mod refused;
mod sketch;
mod strict_json;
#[cfg(feature = "spreadsheets")]
mod xlsform;

pub use fhir::from_fhir;
pub use redcap::from_redcap;
#[cfg(feature = "spreadsheets")]
pub use xlsform::from_xlsform;

use super::bounds::TooLarge;
use crate::source::{Diagnostic, Place, codes};

/// A measure that was imported.
#[derive(Debug)]
pub struct Imported {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The measure, in the one true layout.
    pub instrument: String,
    /// Its translations: the tag of the language, and the file.
    pub translations: Vec<(String, String)>,
    /// What could not be carried over.
    pub diagnostics: Vec<Diagnostic>,
}

/// A form cannot be read, or no measure can be made of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// It is broken, is another file, or its items make no measure: why.
    #[error("{0}")]
    Unreadable(String),
    /// A name of JSON that stands twice in one object.
    #[error("`{0}` stands twice in one object, and nobody can tell which of the two is meant")]
    Twice(String),
    /// It holds more than is read of a form.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl ImportError {
    /// What is said of the file.
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Unreadable(why) => Diagnostic::new(&codes::UNREADABLE_FORM, Place::File, why)
                .help("check that it is the right file, and what `--from` says"),
            Self::Twice(_) => Diagnostic::new(&codes::TWICE_IN_FORM, Place::File, self.to_string()).help("keep one of the two"),
            Self::TooLarge(too_large) => too_large.diagnostic(),
        }
    }
}

/// What is said of a measure whose form does not tell.
fn unknown_head(program: &str) -> Vec<String> {
    vec![
        "licence \"Not known: ask whoever made the form\"".to_owned(),
        "status experimental".to_owned(),
        format!("note \"Imported from {program}; nothing was validated by that.\""),
    ]
}

/// A number where a text is one.
fn figure(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|value| value.is_finite())
}
