mod elements;
mod lost;
mod media;
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
    let json = if json[STATEMENT].is_string() { as_markup(json, 0) } else { json };
    Reader::new(&json)?.read(&json).assemble()
}

/// Our own models hold texts as people read them, where others hold HTML; of ours only `html` is that.
fn as_markup(json: Json, depth: usize) -> Json {
    match json {
        Json::String(text) => Json::String(text.replace('&', "&amp;").replace('<', "&lt;")),
        Json::Array(all) if depth < DEPTH => all.into_iter().map(|one| as_markup(one, depth + 1)).collect(),
        Json::Object(fields) if depth < DEPTH => {
            let is_kept = |name: &str| ["html", STATEMENT].contains(&name);
            let of = |name: &str, value: Json| if is_kept(name) { value } else { as_markup(value, depth + 1) };
            fields
                .into_iter()
                .map(|(name, value)| {
                    let value = of(&name, value);
                    (name, value)
                })
                .collect()
        }
        other @ (Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_)) => other,
    }
}

/// How deep our own models go, and more.
const DEPTH: usize = 32;

/// The elements of a survey, a page or a panel.
fn elements_of(json: &Json) -> impl Iterator<Item = &Json> {
    let keys = ["elements", "questions", "templateElements"];
    keys.into_iter().filter_map(|key| json[key].as_array()).flatten()
}
