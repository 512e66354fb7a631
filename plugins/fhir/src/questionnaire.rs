use serde_json::{Value as Json, json};
use verbond_backend::{Answers, Item, Measure, Score};

use crate::{Names, Release};

/// The code of the visible non-answer.
pub const NONE: &str = "none";
const ENABLE_WHEN: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
const SLIDER_STEP: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue";
/// What the file of the measure says of a thing, so that a measure can be made of the questionnaire again.
const STATEMENT: &str = "urn:verbond:statement";
pub const KNOWN: &str = "urn:verbond:known";
const JUDGEMENTS: &str = "urn:verbond:judgements";
const CALCULATED: &str = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";

const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";
/// Elements that people read.
const TEXTS: [&str; 4] = ["title", "description", "text", "display"];

/// The name of the questionnaire, without its version.
pub fn url(names: &Names, measure: &Measure) -> String {
    names.of("Questionnaire", &measure.id)
}

/// The measure as a questionnaire in all its languages.
pub fn in_all_languages(names: &Names, measure: &Measure) -> Json {
    let mut own = questionnaire(names, measure);
    let others = measure.translations.iter().map(|translation| translation.language.as_str());
    for language in others.filter(|language| *language != measure.language) {
        if let Some(other) = measure.in_language(language) {
            put_beside(&mut own, &questionnaire(names, &other), language);
        }
    }
    own
}

/// Puts the texts of the same questionnaire in another language beside those of its own, where they differ.
fn put_beside(own: &mut Json, other: &Json, language: &str) {
    match (own, other) {
        (Json::Object(own), Json::Object(other)) => {
            for text in TEXTS {
                let translated = match (own.get(text), other.get(text)) {
                    (Some(Json::String(own)), Some(Json::String(other))) if own != other => other.clone(),
                    _ => continue,
                };
                let parts = json!([{"url": "lang", "valueCode": language}, {"url": "content", "valueString": translated}]);
                let beside = own.entry(format!("_{text}")).or_insert_with(|| json!({"extension": []}));
                if let Some(extensions) = beside["extension"].as_array_mut() {
                    extensions.push(json!({"url": TRANSLATION, "extension": parts}));
                }
            }
            // What stands beside a text has no texts of its own.
            own.iter_mut().filter(|(name, _)| !name.starts_with('_')).for_each(|(name, value)| {
                if let Some(other) = other.get(name) {
                    put_beside(value, other, language);
                }
            });
        }
        (Json::Array(own), Json::Array(other)) => {
            own.iter_mut().zip(other).for_each(|(own, other)| put_beside(own, other, language))
        }
        _ => {}
    }
}

/// The measure as a questionnaire: its items, and its scores as items that are calculated.
fn questionnaire(names: &Names, measure: &Measure) -> Json {
    let status = match measure.status.as_str() {
        "experimental" | "piloted" => "draft",
        "retired" => "retired",
        _ => "active",
    };
    let say = |url: &str, text: &str| (!text.is_empty()).then(|| json!({"url": url, "valueString": text}));
    let said = [say(STATEMENT, &measure.head), say(KNOWN, &measure.known), say(JUDGEMENTS, &measure.judgements)];
    let items = measure.items.iter().map(|of| item(names, of));
    let scores = measure.scores.iter().map(score);
    let mut json = json!({
        "resourceType": "Questionnaire",
        "url": url(names, measure),
        "version": measure.version,
        "name": computable(&measure.id),
        "title": measure.title,
        "status": status,
        "language": measure.language,
        "copyright": measure.licence,
        "extension": said.into_iter().flatten().collect::<Vec<_>>(),
        "item": items.chain(scores).collect::<Vec<_>>(),
    });
    if !measure.about.is_empty() {
        json["description"] = json!(measure.about);
    }
    json
}

/// A name that programs can use: it begins with a capital letter and has letters, digits and underscores.
fn computable(id: &str) -> String {
    let mut name: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    name.insert_str(0, "Verbond_");
    name
}

fn item(names: &Names, item: &Item) -> Json {
    let coding = if names.release == Release::R4 { "choice" } else { "coding" };
    let (kind, options, repeats) = match &item.answers {
        Answers::Points { scale, points } => {
            let mut options: Vec<Json> = points
                .iter()
                .map(|point| {
                    option(
                        names,
                        scale,
                        item.code_in_form(&point.code()),
                        &point.label,
                        point.word.is_empty().then_some(point.value),
                    )
                })
                .collect();
            options.extend(item.none.as_ref().map(|none| option(names, scale, item.code_in_form(NONE), none, None)));
            (coding, options, false)
        }
        Answers::Choices { choices } => {
            let options = choices
                .iter()
                .map(|choice| option(names, &item.name, item.code_in_form(&choice.name), &choice.label, None))
                .collect();
            (coding, options, true)
        }
        Answers::Whole { .. } => ("integer", vec![], false),
        Answers::Line { .. } | Answers::Decimal { .. } => ("decimal", vec![], false),
        Answers::Text => ("text", vec![], false),
        Answers::Date => ("date", vec![], false),
        Answers::Time => ("time", vec![], false),
    };
    let mut json = json!({"linkId": item.name, "type": kind});
    if !item.text().is_empty() {
        json["text"] = json!(item.text());
    }
    if !options.is_empty() {
        json["answerOption"] = json!(options);
    }
    if repeats {
        json["repeats"] = json!(true);
    }
    if !item.optional {
        json["required"] = json!(true);
    }
    let mut extensions: Vec<Json> = Vec::new();
    if let Answers::Line { min, max, .. } | Answers::Decimal { min, max } | Answers::Whole { min, max } = &item.answers {
        let limit = |end: &str, value: f64| {
            let value = if kind == "integer" { json!({"valueInteger": value as i64}) } else { json!({"valueDecimal": value}) };
            let mut limit = json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{end}Value")});
            merge(&mut limit, value);
            limit
        };
        extensions.extend([limit("min", *min), limit("max", *max)]);
    }
    if let Answers::Line { step, .. } = &item.answers {
        let step = if step.fract() == 0.0 { json!({"valueInteger": *step as i64}) } else { json!({"valueDecimal": step}) };
        let mut extension = json!({"url": SLIDER_STEP});
        merge(&mut extension, step);
        extensions.push(extension);
    }
    if let Some(asked) = &item.asked {
        let expression = json!({"language": "text/fhirpath", "expression": asked});
        extensions.push(json!({"url": ENABLE_WHEN, "valueExpression": expression}));
    }
    if !item.flags.is_empty() {
        extensions.push(json!({"url": STATEMENT, "valueString": item.flags}));
    }
    if !extensions.is_empty() {
        json["extension"] = json!(extensions);
    }
    json
}

fn option(names: &Names, system: &str, code: &str, display: &str, weight: Option<f64>) -> Json {
    let mut coding = names.coding(system, code, display);
    if let Some(weight) = weight {
        let name = if names.release == Release::R4 { "ordinalValue" } else { "itemWeight" };
        coding["extension"] = json!([{"url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), "valueDecimal": weight}]);
    }
    json!({"valueCoding": coding})
}

fn score(score: &Score) -> Json {
    let mut json = json!({"linkId": score.name, "text": score.label, "type": "decimal", "readOnly": true});
    let mut extensions = vec![json!({"url": STATEMENT, "valueString": score.statement})];
    if let Some(expression) = &score.fhirpath {
        let expression = json!({"description": score.key, "language": "text/fhirpath", "expression": expression});
        extensions.push(json!({"url": CALCULATED, "valueExpression": expression}));
    }
    json["extension"] = json!(extensions);
    json
}

/// Adds the fields of one object to another.
pub fn merge(into: &mut Json, from: Json) {
    if let (Json::Object(into), Json::Object(from)) = (into, from) {
        into.extend(from);
    }
}
