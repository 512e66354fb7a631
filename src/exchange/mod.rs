//! Measures in the words of others: what backends are told, FHIRPath, and the wording in other languages as it is
//! worked on.

#![deny(clippy::wildcard_enum_match_arm)]

use crate::responses::bounds;
#[cfg(feature = "spreadsheets")]
use crate::responses::workbook;

mod computation;
mod exported;
mod fhirpath;
mod form;
mod form_codes;
pub mod formula;
mod import;
mod limesurvey;
#[cfg(feature = "output")]
mod measure;
#[cfg(feature = "analyse")]
mod norms;
mod outlook;
mod redcap;
mod script;
mod statements;
mod surveyjs;
mod target;
mod wording;
#[cfg(feature = "spreadsheets")]
mod xlsform;

pub use crate::responses::bounds::{FORM_BYTES, TRANSLATION_BYTES, TooLarge, WORKBOOK_BYTES};
pub use exported::{ExportError, Exported};
pub use fhirpath::FhirPath;
pub use form::{Form, FormPage, Question};
pub use form_codes::{FormCodes, FormProgram};
#[cfg(feature = "spreadsheets")]
pub use import::from_xlsform;
pub use import::{FormFormat, ImportError, Imported, from_fhir, from_limesurvey, from_redcap, from_surveyjs};
pub use limesurvey::limesurvey;
#[cfg(feature = "output")]
pub use measure::{measure_for_backends, untold_to_backends};
#[cfg(feature = "analyse")]
pub use norms::norms_of;
pub use outlook::{NormsLeftBehind, TranslationOutlook, norms_left_behind, translation_outlook};
pub use redcap::redcap;
pub use script::{SqlDialect, SqlOptions, python, r, spss, sql, stata};
pub use surveyjs::surveyjs;
pub use target::{ExportOptions, Target};
pub use wording::{
    Candidate, Changes, Entry, Line, Received, Reconciliation, Sheet, SheetError, SideBySide, State, Wording, from_po,
    from_xliff, print as print_wording, quoted, read as read_wording, to_po, to_xliff,
};
#[cfg(feature = "spreadsheets")]
pub use wording::{from_spreadsheet, to_spreadsheet};
#[cfg(feature = "spreadsheets")]
pub use xlsform::xlsform;
