//! Texts and choices of SurveyJS.

use serde_json::Value as Json;

use super::super::options::Choice;
use super::super::text::{clean, without_markup};

/// The language of a text that stands for all, where the survey is shown in another. See `surveyLocalization.defaultLocale`
/// in `survey-core`.
const DEFAULT: &str = "en";

/// A text in each language; empty where there is none in any. A text by itself is in the language of the survey.
pub(super) fn texts(json: &Json, languages: &[String]) -> Vec<String> {
    let of = |(at, language): (usize, &String)| match json {
        Json::String(text) if at == 0 => plain(text),
        Json::Object(all) => {
            let own = all.get(language).or_else(|| match at {
                0 => all.get("default").or_else(|| all.get("en")),
                // What has no language there is English, beside the language that the survey is shown in.
                _ => all.get("default").filter(|_| language == DEFAULT),
            });
            own.and_then(Json::as_str).map(plain).unwrap_or_default()
        }
        Json::Number(number) if at == 0 => number.to_string(),
        Json::String(_) | Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => String::new(),
    };
    let texts: Vec<String> = languages.iter().enumerate().map(of).collect();
    if texts.iter().all(String::is_empty) { vec![] } else { texts }
}

fn plain(text: &str) -> String {
    clean(&without_markup(text))
}

/// The value of a choice as answers have it.
pub(super) fn value(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(truth) => Some(truth.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// Choices: values alone, or values with texts.
pub(super) fn choices(list: &Json, languages: &[String]) -> Vec<Choice> {
    let choice = |json: &Json| {
        if let Some(code) = value(json) {
            let label = if code.parse::<f64>().is_ok() { String::new() } else { code.clone() };
            return Some(Choice { code, label: vec![label; languages.len()], weight: None });
        }
        let code = value(&json["value"])?;
        let label = texts(&json["text"], languages);
        let label = if label.is_empty() && code.parse::<f64>().is_err() { vec![code.clone(); languages.len()] } else { label };
        let weight = ["score", "points"].iter().find_map(|key| json[*key].as_f64());
        Some(Choice { code, label, weight })
    };
    list.as_array().into_iter().flatten().filter_map(choice).collect()
}

/// The choices of a list that are numbers from one to another: `choicesMin`, `choicesMax`, `choicesStep`.
pub(super) fn counted_choices(json: &Json, languages: usize) -> Vec<Choice> {
    let of = |key: &str| json[key].as_i64();
    let (Some(low), Some(high)) = (of("choicesMin"), of("choicesMax")) else { return vec![] };
    let step = of("choicesStep").unwrap_or(1).max(1);
    let numbers = (low..=high.min(low.saturating_add(1_000))).step_by(usize::try_from(step).unwrap_or(1));
    numbers.map(|at| Choice { code: at.to_string(), label: vec![String::new(); languages], weight: None }).collect()
}

/// The values of choices beside which no other is one.
pub(super) fn exclusive(json: &Json) -> impl Iterator<Item = String> {
    let choices = json["choices"].as_array().into_iter().flatten();
    choices.filter(|choice| choice["isExclusive"] == true).filter_map(|choice| value(&choice["value"]))
}

/// Adds the languages that texts come in, in the order in which they come up.
pub(super) fn add_languages(json: &Json, depth: usize, languages: &mut Vec<String>) {
    if depth > 64 || languages.len() > 200 {
        return;
    }
    match json {
        Json::Object(fields) => {
            let is_text = fields.contains_key("default") && fields.values().all(Json::is_string);
            for (name, value) in fields {
                let is_english = name == "default" && fields.contains_key(&languages[0]);
                let language = if is_english { DEFAULT } else { name.as_str() };
                if is_text && language != "default" && !languages.iter().any(|known| known == language) {
                    languages.push(language.to_owned());
                }
                add_languages(value, depth + 1, languages);
            }
        }
        Json::Array(values) => values.iter().for_each(|value| add_languages(value, depth + 1, languages)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}
