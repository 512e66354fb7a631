//! Measures in the words of others: what backends are told, FHIRPath, and the wording in other languages as it is worked on.

mod fhirpath;
mod measure;
mod wording;

pub use fhirpath::fhirpath_of;
pub use measure::measure_for_backends;
pub use wording::{Changes, Entry, State, Wording, print as print_wording, read as read_wording};
