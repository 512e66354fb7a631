//! Measures out of the forms of other programs: text that the checker accepts, with a list of what could not be carried
//! over.

mod annotation;
mod assemble;
mod carried;
mod dealt;
mod dictionary;
mod expression;
mod fhir;
mod format;
mod limesurvey;
mod losses;
mod media;
mod names;
mod options;
mod redcap;
mod refused;
mod room;
mod running;
mod settle;
mod shown;
mod sketch;
mod strict_json;
mod surveyjs;
mod tags;
mod text;
#[cfg(feature = "spreadsheets")]
mod xlsform;

pub use fhir::from_fhir;
pub use format::FormFormat;
pub use limesurvey::from_limesurvey;
pub use redcap::from_redcap;
pub use surveyjs::from_surveyjs;
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
    /// It is broken, or lacks what every form of its kind has: why.
    #[error("{0}")]
    Unreadable(String),
    /// It is a file of another program, or another file of the same: what it is, and how the form is had.
    #[error("{what}")]
    OtherFile {
        /// What it is.
        what: String,
        /// How to get at the form.
        instead: String,
    },
    /// None of its questions is one that a measure can have: what became of them.
    #[error("no question of the form is one that a measure can have{}", if .0.is_empty() { String::new() } else { format!(": {}", .0) })]
    NoQuestions(String),
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
            Self::OtherFile { what, instead } => Diagnostic::new(&codes::OTHER_FILE, Place::File, what).help(instead.clone()),
            Self::NoQuestions(_) => Diagnostic::new(&codes::NO_QUESTIONS, Place::File, self.to_string())
                .help("`verbond new` begins a measure by hand"),
            Self::Twice(_) => Diagnostic::new(&codes::TWICE_IN_FORM, Place::File, self.to_string()).help("keep one of the two"),
            Self::TooLarge(too_large) => too_large.diagnostic(),
        }
    }
}

/// What is said of a measure whose form does not tell.
fn unknown_head(program: &str, language: &str) -> Vec<String> {
    vec![
        "licence \"Not known: ask whoever made the form\"".to_owned(),
        "status experimental".to_owned(),
        format!("language {language}"),
        format!("note \"Imported from {program}; nothing was validated by that.\""),
    ]
}

/// The measures of a file, of which each was put together by itself; what became of those that none could be made of is
/// said with the first that could.
///
/// # Errors
/// Where none could.
fn together(measures: Vec<(String, Result<Imported, ImportError>)>) -> Result<Vec<Imported>, ImportError> {
    let (mut whole, mut failed): (Vec<Imported>, Vec<(String, ImportError)>) = (Vec::new(), Vec::new());
    for (name, measure) in measures {
        match measure {
            Ok(measure) => whole.push(measure),
            Err(error) => failed.push((name, error)),
        }
    }
    match whole.first_mut() {
        Some(first) => {
            first.diagnostics.extend(failed.iter().map(|(name, error)| {
                Diagnostic::new(&codes::NOT_CARRIED_OVER, Place::File, format!("`{name}` became no measure: {error}"))
            }));
            let mut ids = names::Ids::default();
            whole.iter_mut().for_each(|measure| ids.tell_apart(measure));
            Ok(whole)
        }
        None => Err(failed.into_iter().next().map_or_else(|| ImportError::NoQuestions(String::new()), |(_, error)| error)),
    }
}

/// A number where a text is one.
fn figure(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|value| value.is_finite())
}
