use serde_json::{Value as Json, json};
use verbond_backend::{Answers, Date, Item, Measure, Role, Row};

use crate::questionnaire::{KNOWN, NONE, merge, url};
use crate::{Names, Release};

/// What tells an administration from all others of the measure.
pub fn identity(row: &Row<'_>) -> String {
    [row.text("case"), row.text("occasion"), row.text("informant")].join("/")
}

/// The case that was asked about: its code, no name.
pub fn subject(names: &Names, row: &Row<'_>) -> Json {
    json!({"identifier": {"system": names.of("NamingSystem", "case"), "value": row.text("case")}})
}

/// An administration with its answers. What was not asked or not answered is not there.
pub fn response(names: &Names, measure: &Measure, row: &Row<'_>) -> Json {
    let identifier = json!({"system": names.of("NamingSystem", "administration"), "value": identity(row)});
    let mut items: Vec<Json> = measure.items.iter().filter_map(|item| answered(names, item, row)).collect();
    for cell in row.of_role(Role::Score) {
        if let (Some(score), Some(value)) = (measure.score(&cell.column.name), row.number(&cell.column.name)) {
            items.push(json!({"linkId": score.name, "text": score.label, "answer": [{"valueDecimal": value}]}));
        }
    }
    let mut json = json!({
        "resourceType": "QuestionnaireResponse",
        "identifier": if names.release == Release::R4 { identifier } else { json!([identifier]) },
        "questionnaire": format!("{}|{}", url(names, measure), measure.version),
        "status": "completed",
        "subject": subject(names, row),
    });
    let informant = measure.informants.iter().find(|informant| informant.name == row.text("informant"));
    if let Some(informant) = informant {
        let identifier = json!({"system": names.of("NamingSystem", "informant"), "value": informant.name});
        json["source"] = json!({"identifier": identifier, "display": informant.label});
    }
    let facts: Vec<Json> = row.of_role(Role::Known).filter_map(|cell| fact(&cell.column.name, row)).collect();
    if !facts.is_empty() {
        json["extension"] = json!(facts);
    }
    merge(&mut json, dated("authored", row));
    if !items.is_empty() {
        json["item"] = json!(items);
    }
    json
}

/// Something that is known of the case, as a name and a value.
fn fact(name: &str, row: &Row<'_>) -> Option<Json> {
    let value = match row.value(name) {
        verbond_backend::Value::Date(date) => date.to_string(),
        _ => row.number(name).map_or_else(|| row.text(name).to_owned(), |number| number.to_string()),
    };
    (!value.is_empty()).then(|| json!({"url": KNOWN, "valueString": format!("{name} {value}")}))
}

/// The date of a row under a name; nothing where it has none.
pub fn dated(name: &str, row: &Row<'_>) -> Json {
    match row.value("date") {
        verbond_backend::Value::Date(date) => json!({name: date.to_string()}),
        _ => json!({}),
    }
}

fn answered(names: &Names, item: &Item, row: &Row<'_>) -> Option<Json> {
    let answers = answers(names, item, row);
    if answers.is_empty() {
        return None;
    }
    let mut json = json!({"linkId": item.name});
    let text = item.wording.get(row.text("informant")).filter(|text| !text.is_empty());
    if let Some(text) = text {
        json["text"] = json!(text);
    }
    json["answer"] = json!(answers);
    Some(json)
}

fn answers(names: &Names, item: &Item, row: &Row<'_>) -> Vec<Json> {
    let Some(value) = row.number(&item.name) else {
        let is_none = row.text(&format!("{}.missing", item.name)) == "none";
        return match (&item.answers, &item.none) {
            (Answers::Points { scale, .. }, Some(none)) if is_none => {
                vec![json!({"valueCoding": names.coding(scale, item.code_in_form(NONE), none)})]
            }
            _ => vec![],
        };
    };
    match &item.answers {
        Answers::Points { scale, points } => {
            let point = points.iter().find(|point| point.value == value);
            let (code, label) = point.map_or((value.to_string(), ""), |point| (point.code(), point.label.as_str()));
            vec![json!({"valueCoding": names.coding(scale, item.code_in_form(&code), label)})]
        }
        Answers::Choices { choices } => {
            let chosen = choices.iter().enumerate().filter(|(at, _)| value as u64 >> at & 1 == 1);
            chosen.map(|(_, choice)| json!({"valueCoding": names.coding(&item.name, item.code_in_form(&choice.name), &choice.label)})).collect()
        }
        Answers::Line { .. } | Answers::Decimal { .. } => vec![json!({"valueDecimal": value})],
        Answers::Whole { .. } => vec![json!({"valueInteger": value as i64})],
        Answers::Time => {
            let minutes = value as u32;
            vec![json!({"valueTime": format!("{:02}:{:02}:00", minutes / 60, minutes % 60)})]
        }
        Answers::Date => vec![json!({"valueDate": Date { days: value as i32 }.to_string()})],
        // The words stay with the answers: they may name people.
        Answers::Text => vec![],
    }
}
