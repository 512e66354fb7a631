//! Measures out of the forms of other programs: text that the checker accepts, with a list of what could not be carried over.

mod assemble;
mod expression;
mod fhir;
mod names;
mod redcap;
mod sketch;
#[cfg(feature = "spreadsheets")]
mod xlsform;

pub use fhir::from_fhir;
pub use redcap::from_redcap;
#[cfg(feature = "spreadsheets")]
pub use xlsform::from_xlsform;

use crate::source::Diagnostic;

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
#[error("{0}")]
pub struct ImportError(pub String);

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
