use serde_json::{Value as Json, json};
use verbond_backend::{Column, Measure, Role, Row};

use crate::Names;
use crate::questionnaire::merge;
use crate::response::{dated, subject};

/// The scores and categories of an administration, and the alerts that it raises, each with its name. A score that is missing says so.
pub fn observations(names: &Names, measure: &Measure, columns: &[Column], row: &Row<'_>, response: &str) -> Vec<(String, Json)> {
    let mut found = Vec::new();
    for column in columns.iter().filter(|column| column.role == Role::Score) {
        let label = measure.score(&column.name).map_or(column.label.as_str(), |score| score.label.as_str());
        let mut json = blank(names, ("score", &column.name, label), row, response);
        merge(&mut json, score(names, measure, column, row));
        found.push((column.name.clone(), json));
    }
    for category in &measure.categories {
        let Some(word) = category.words.iter().find(|word| word.name == row.text(&category.name)) else { continue };
        let mut json = blank(names, ("category", &category.name, ""), row, response);
        let coding = names.coding(&category.name, &word.name, &word.label);
        json["valueCodeableConcept"] = json!({"coding": [coding], "text": word.label});
        found.push((category.name.clone(), json));
    }
    for column in columns.iter().filter(|column| column.role == Role::Alert && row.is_true(&column.name)) {
        let sentence = measure.alerts.iter().find(|alert| alert.name == column.name).map_or("", |alert| alert.label.as_str());
        let mut json = blank(names, ("alert", &column.name, sentence), row, response);
        json["valueBoolean"] = json!(true);
        found.push((column.name.clone(), json));
    }
    found
}

fn blank(names: &Names, (system, code, label): (&str, &str, &str), row: &Row<'_>, response: &str) -> Json {
    let mut json = json!({
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}]}],
        "code": {"coding": [names.coding(system, code, label)], "text": if label.is_empty() { code } else { label }},
        "subject": subject(names, row),
        "derivedFrom": [{"reference": response}],
    });
    merge(&mut json, dated("effectiveDateTime", row));
    json
}

fn score(names: &Names, measure: &Measure, column: &Column, row: &Row<'_>) -> Json {
    let Some(value) = row.number(&column.name) else {
        let system = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
        return json!({"dataAbsentReason": {"coding": [{"system": system, "code": "unknown"}], "text": "too few answers"}});
    };
    let mut json =
        json!({"valueQuantity": {"value": value, "unit": "score", "system": "http://unitsofmeasure.org", "code": "{score}"}});
    for bands in measure.bands.iter().filter(|bands| bands.of == column.name) {
        if let Some(band) = bands.bands.iter().find(|band| band.name == row.text(&bands.name)) {
            json["interpretation"] =
                json!([{"coding": [names.coding(&bands.name, &band.name, &band.label)], "text": band.label}]);
        }
    }
    if let Some(score) = measure.score(&column.name) {
        json["referenceRange"] = json!([{"low": {"value": score.min}, "high": {"value": score.max}, "text": "what it can be"}]);
    }
    json
}
