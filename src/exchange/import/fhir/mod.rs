mod conditions;
mod json;
mod options;
mod reader;

use serde_json::Value as Json;

use self::reader::Reader;
use super::{ImportError, Imported, strict_json, together};

/// The extension that carries what the language says of an element.
pub(super) const STATEMENT: &str = "urn:verbond:statement";

/// The measures of a file with FHIR `Questionnaire`s (R4 or R5): one alone, or all of a bundle.
///
/// # Errors
/// Where the file is no JSON with a `Questionnaire`, or none holds questions that a measure can have.
pub fn from_fhir(bytes: &[u8]) -> Result<Vec<Imported>, ImportError> {
    let json = strict_json::read(bytes)?;
    let questionnaires = questionnaires(&json);
    if questionnaires.is_empty() {
        return Err(match json["resourceType"].as_str() {
            Some(kind) => ImportError::OtherFile {
                what: format!("it is a `{kind}` of FHIR, in which there is no `Questionnaire`"),
                instead: "import the `Questionnaire` that belongs to it".to_owned(),
            },
            None => ImportError::Unreadable("there is no `Questionnaire` in it".to_owned()),
        });
    }
    let measure = |questionnaire: &Json| {
        let title = ["title", "name", "id"].iter().find_map(|key| questionnaire[*key].as_str()).unwrap_or("Questionnaire");
        (title.to_owned(), Reader::new(questionnaire).and_then(|reader| reader.read().assemble()))
    };
    together(questionnaires.into_iter().map(measure).collect())
}

fn questionnaires(json: &Json) -> Vec<&Json> {
    let is_one = |json: &&Json| json["resourceType"] == "Questionnaire";
    if is_one(&json) {
        return vec![json];
    }
    let entries = json["entry"].as_array().into_iter().flatten().map(|entry| &entry["resource"]);
    entries.chain(json["contained"].as_array().into_iter().flatten()).filter(is_one).collect()
}
