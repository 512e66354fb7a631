mod boxes;
mod lost;
mod reader;
mod rows;
mod slider;

use self::reader::Reader;
use super::room::few_languages;
use super::{ImportError, Imported};

/// A measure out of the structure of a survey of LimeSurvey, as its "Tab-separated-values format" has it.
///
/// # Errors
/// Where the file is no structure, or holds no questions that a measure can have.
pub fn from_limesurvey(bytes: &[u8]) -> Result<Imported, ImportError> {
    let rows = rows::read(bytes)?;
    few_languages(&rows.languages)?;
    Reader::new(&rows).read().assemble()
}
