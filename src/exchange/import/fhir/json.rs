//! What stands in a resource of FHIR, and where.

use serde_json::Value as Json;

use super::super::room::few_languages;
use super::super::text::clean;

/// How deep groups may be nested.
pub(super) const DEPTH: usize = 32;
/// The element that a text of another language stands in, beside the text.
const TRANSLATION: &str = "StructureDefinition/translation";

pub(super) fn text_of(json: &Json, key: &str) -> String {
    json[key].as_str().unwrap_or_default().to_owned()
}

pub(super) fn items_of(json: &Json) -> impl Iterator<Item = &Json> {
    json["item"].as_array().into_iter().flatten()
}

/// The extensions of an element whose address ends so.
pub(super) fn extensions<'j>(json: &'j Json, ending: &str) -> impl Iterator<Item = &'j Json> {
    let all = json["extension"].as_array().into_iter().chain(json["modifierExtension"].as_array()).flatten();
    all.filter(move |extension| {
        extension["url"].as_str().is_some_and(|url| {
            url.strip_suffix(ending).is_some_and(|before| before.is_empty() || before.ends_with(['/', '-', ':']))
        })
    })
}

/// The value of an extension, whatever its type.
pub(super) fn extension<'j>(json: &'j Json, ending: &str) -> Option<&'j Json> {
    let found = extensions(json, ending).next()?;
    found.as_object()?.iter().find(|(key, _)| key.starts_with("value")).map(|(_, value)| value)
}

/// The expression that an extension holds.
pub(super) fn expression(json: &Json, ending: &str) -> Option<String> {
    Some(extension(json, ending)?["expression"].as_str()?.to_owned())
}

/// The translations beside a text: tags and contents.
fn translations<'j>(json: &'j Json, key: &str) -> impl Iterator<Item = (&'j str, &'j str)> {
    let extensions = json[format!("_{key}")]["extension"].as_array().into_iter().flatten();
    let is_one = |extension: &&Json| extension["url"].as_str().is_some_and(|url| url.ends_with(TRANSLATION));
    let part = |extension: &'j Json, name: &str, values: [&str; 2]| {
        let part = extension["extension"].as_array()?.iter().find(|part| part["url"] == name)?;
        values.iter().find_map(|value| part[*value].as_str())
    };
    extensions.filter(is_one).filter_map(move |extension| {
        Some((
            part(extension, "lang", ["valueCode", "valueString"])?,
            part(extension, "content", ["valueString", "valueMarkdown"])?,
        ))
    })
}

/// Adds the languages that texts in a questionnaire are translated into, in the order in which they come up.
pub(super) fn add_languages(json: &Json, depth: usize, languages: &mut Vec<String>) {
    if depth > 4 * DEPTH || few_languages(languages).is_err() {
        return;
    }
    match json {
        Json::Object(fields) => {
            for (name, value) in fields {
                for (tag, _) in name.strip_prefix('_').into_iter().flat_map(|key| translations(json, key)) {
                    if !languages.iter().any(|known| known == tag) {
                        languages.push(tag.to_owned());
                    }
                }
                add_languages(value, depth + 1, languages);
            }
        }
        Json::Array(values) => values.iter().for_each(|value| add_languages(value, depth + 1, languages)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// A text in each language, empty where it is not translated; or another text in the first.
pub(super) fn texts(json: &Json, key: &str, otherwise: &str, languages: &[String]) -> Vec<String> {
    let own = json[key].as_str().map(clean).filter(|text| !text.is_empty()).unwrap_or_else(|| otherwise.to_owned());
    let others = languages.iter().skip(1).map(|language| {
        translations(json, key).find(|(tag, _)| tag == language).map_or(String::new(), |(_, content)| clean(content))
    });
    std::iter::once(own).chain(others).collect()
}
