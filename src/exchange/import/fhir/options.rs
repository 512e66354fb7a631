//! The options of a question: its own, or those of a value set that is contained in the questionnaire.

use serde_json::Value as Json;

use super::super::options::Choice;
use super::json::{extension, texts};

/// The weights of options, by release.
const WEIGHTS: [&str; 2] = ["ordinalValue", "itemWeight"];

/// The choices of a question; nothing where they stand in no file.
pub(super) fn choices(item: &Json, questionnaire: &Json, languages: &[String]) -> Vec<Choice> {
    if let Some(options) = item["answerOption"].as_array().or_else(|| item["option"].as_array()) {
        return options.iter().filter_map(|option| choice(option, languages)).collect();
    }
    let Some(address) = item["answerValueSet"].as_str().or_else(|| item["options"]["reference"].as_str()) else { return vec![] };
    let contained = questionnaire["contained"].as_array().into_iter().flatten();
    let is_meant = |set: &&Json| match address.strip_prefix('#') {
        Some(id) => set["id"] == id,
        None => set["url"] == address,
    };
    let sets: Vec<&Json> =
        contained.filter(|resource| ["ValueSet", "CodeSystem"].iter().any(|kind| resource["resourceType"] == *kind)).collect();
    sets.iter().copied().find(|set| is_meant(set)).map(|set| of_set(set, &sets, languages)).unwrap_or_default()
}

fn of_set(set: &Json, all: &[&Json], languages: &[String]) -> Vec<Choice> {
    let mut found: Vec<Choice> = set["expansion"]["contains"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|concept| of_coding(concept, concept, languages))
        .collect();
    if !found.is_empty() {
        return found;
    }
    for include in set["compose"]["include"].as_array().into_iter().flatten() {
        let own = include["concept"].as_array();
        // A system that is contained too, taken as a whole.
        let of_system = || all.iter().find(|other| other["resourceType"] == "CodeSystem" && other["url"] == include["system"]);
        let concepts = own.or_else(|| of_system().and_then(|system| system["concept"].as_array()));
        found.extend(concepts.into_iter().flatten().filter_map(|concept| of_coding(concept, concept, languages)));
    }
    found
}

fn choice(option: &Json, languages: &[String]) -> Option<Choice> {
    if option["valueCoding"].is_object() {
        return of_coding(&option["valueCoding"], option, languages);
    }
    let (key, value) = option.as_object()?.iter().find(|(key, _)| key.starts_with("value"))?;
    let code = match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        Json::Bool(truth) => truth.to_string(),
        Json::Object(_) => value["display"].as_str().or(value["reference"].as_str())?.to_owned(),
        Json::Null | Json::Array(_) => return None,
    };
    Some(Choice { label: texts(option, key, &code, languages), code, weight: weight(option, option) })
}

fn of_coding(coding: &Json, around: &Json, languages: &[String]) -> Option<Choice> {
    let code = coding["code"].as_str().or(coding["display"].as_str())?.to_owned();
    Some(Choice { label: texts(coding, "display", &code, languages), weight: weight(coding, around), code })
}

fn weight(coding: &Json, around: &Json) -> Option<f64> {
    WEIGHTS.iter().find_map(|name| extension(coding, name).or_else(|| extension(around, name)))?.as_f64()
}
