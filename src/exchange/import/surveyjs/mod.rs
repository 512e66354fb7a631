mod elements;
mod reader;

use serde_json::Value as Json;

use self::reader::Reader;
use super::{ImportError, Imported, strict_json};

/// Where our own models carry what the language says of an element; SurveyJS passes over what it does not know.
pub(super) const STATEMENT: &str = "verbond";

/// A measure out of a model of SurveyJS.
///
/// # Errors
/// Where the file is no model, or holds no questions that a measure can have.
pub fn from_surveyjs(bytes: &[u8]) -> Result<Imported, ImportError> {
    let json = strict_json::read(bytes)?;
    let is_model = ["pages", "elements", "questions"].iter().any(|key| json[*key].is_array());
    if !is_model {
        let why = "a model of SurveyJS has `pages` or `elements`, and this JSON has neither; nor is it a resource of FHIR";
        return Err(ImportError::Unreadable(why.to_owned()));
    }
    Reader::new(&json)?.read(&json).assemble()
}

/// The elements of a survey, a page or a panel.
fn elements_of(json: &Json) -> impl Iterator<Item = &Json> {
    let keys = ["elements", "questions", "templateElements"];
    keys.into_iter().filter_map(|key| json[key].as_array()).flatten()
}
