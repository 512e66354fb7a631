//! Measures in the words of others: what backends are told, and FHIRPath.

mod fhirpath;
mod measure;

pub use fhirpath::fhirpath_of;
pub use measure::measure_for_backends;
