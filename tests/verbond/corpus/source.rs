//! What stands in a form, counted without anything of the program.

use std::io::Cursor;
use std::path::Path;

use calamine::Reader;
use serde_json::Value as Json;
use verbond::exchange::FormFormat;

/// A question, or something that is computed, of a form.
#[derive(Debug, Default)]
pub struct Question {
    pub name: String,
    /// How many different options it has, where it has a list in the form.
    pub options: Option<usize>,
    pub is_conditional: bool,
    pub is_computed: bool,
    /// The groups around it.
    pub groups: Vec<String>,
}

/// The questions of a form, and how many languages it has.
pub fn questions(format: FormFormat, path: &Path, bytes: &[u8]) -> (Vec<Question>, usize) {
    match format {
        FormFormat::Fhir => fhir(bytes),
        FormFormat::Redcap => (redcap(bytes), 1),
        _ => xlsform(path, bytes),
    }
}

fn different(mut codes: Vec<String>) -> usize {
    codes.sort();
    codes.dedup();
    codes.len()
}

fn fhir(bytes: &[u8]) -> (Vec<Question>, usize) {
    let json: Json = serde_json::from_slice(bytes).unwrap();
    let one = [json.clone()];
    let entries: Vec<Json> = json["entry"].as_array().into_iter().flatten().map(|entry| entry["resource"].clone()).collect();
    let resources = one.iter().chain(&entries).filter(|resource| resource["resourceType"] == "Questionnaire");
    let (mut found, mut languages) = (Vec::new(), 0);
    for questionnaire in resources {
        items(questionnaire, &(vec![], false), &mut found);
        let mut tags = std::collections::BTreeSet::new();
        tags_of(questionnaire, &mut tags);
        languages = languages.max(tags.len() + 1);
    }
    (found, languages)
}

fn items(parent: &Json, (groups, is_conditional): &(Vec<String>, bool), found: &mut Vec<Question>) {
    for item in parent["item"].as_array().into_iter().flatten() {
        let has = |ending: &str| {
            item["extension"]
                .as_array()
                .into_iter()
                .flatten()
                .any(|of| of["url"].as_str().is_some_and(|url| url.ends_with(ending)))
        };
        let is_conditional = *is_conditional
            || item["enableWhen"].as_array().is_some_and(|rules| !rules.is_empty())
            || has("enableWhenExpression");
        let name = item["linkId"].as_str().unwrap_or_default().to_owned();
        if !["group", "display"].iter().any(|kind| item["type"] == *kind) {
            let code = |option: &Json| match &option["valueCoding"] {
                Json::Null => option.as_object().map(|option| option.values().map(Json::to_string).collect()).unwrap_or_default(),
                coding => coding["code"].as_str().or(coding["display"].as_str()).unwrap_or_default().to_owned(),
            };
            let options = item["answerOption"].as_array().map(|options| different(options.iter().map(code).collect()));
            let is_computed = has("calculatedExpression");
            found.push(Question { name: name.clone(), options, is_conditional, is_computed, groups: groups.clone() });
        }
        let groups = groups.iter().cloned().chain([name]).collect();
        items(item, &(groups, is_conditional), found);
    }
}

fn tags_of(json: &Json, tags: &mut std::collections::BTreeSet<String>) {
    match json {
        Json::Object(fields) => {
            if fields.get("url").and_then(Json::as_str).is_some_and(|url| url.ends_with("StructureDefinition/translation")) {
                let parts = json["extension"].as_array().into_iter().flatten();
                tags.extend(
                    parts.filter(|part| part["url"] == "lang").filter_map(|part| part["valueCode"].as_str()).map(str::to_owned),
                );
            }
            fields.values().for_each(|value| tags_of(value, tags));
        }
        Json::Array(values) => values.iter().for_each(|value| tags_of(value, tags)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn redcap(bytes: &[u8]) -> Vec<Question> {
    let text = String::from_utf8_lossy(bytes);
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let header = csv.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = csv.records().map(|row| row.unwrap()).collect();
    let names = [
        ("Variable / Field Name", "field_name"),
        ("Field Type", "field_type"),
        ("Choices, Calculations, OR Slider Labels", "select_choices_or_calculations"),
        ("Branching Logic (Show field only if...)", "branching_logic"),
    ];
    let places = names.map(|(own, api)| header.iter().position(|name| name.trim() == own || name.trim() == api));
    let cell = |row: &csv::StringRecord, at: usize| places[at].and_then(|at| row.get(at)).unwrap_or_default().trim().to_owned();
    let question = |row: &csv::StringRecord| {
        let codes =
            cell(row, 2).split('|').map(|choice| choice.split(',').next().unwrap_or_default().trim().to_owned()).collect();
        let has_options = ["radio", "dropdown", "checkbox"].contains(&cell(row, 1).as_str()) && !cell(row, 2).is_empty();
        Question {
            name: cell(row, 0),
            options: has_options.then(|| different(codes)),
            is_conditional: !cell(row, 3).is_empty(),
            is_computed: cell(row, 1) == "calc",
            groups: vec![],
        }
    };
    rows.iter().filter(|row| !["", "descriptive"].contains(&cell(row, 1).as_str())).map(question).collect()
}

fn xlsform(path: &Path, bytes: &[u8]) -> (Vec<Question>, usize) {
    let cursor = Cursor::new(bytes.to_vec());
    let sheets: Vec<(String, Vec<Vec<String>>)> = if path.extension().is_some_and(|ending| ending == "xls") {
        sheets(calamine::open_workbook_from_rs::<calamine::Xls<_>, _>(cursor).unwrap())
    } else {
        sheets(calamine::open_workbook_from_rs::<calamine::Xlsx<_>, _>(cursor).unwrap())
    };
    let only = sheets.len() == 1;
    let sheet = |names: &[&str]| {
        let found = names.iter().find_map(|name| sheets.iter().find(|(sheet, _)| sheet.trim().eq_ignore_ascii_case(name)));
        found.map(|(_, rows)| rows.clone()).unwrap_or_default()
    };
    let survey = if only { sheets[0].1.clone() } else { sheet(&["survey"]) };
    let choices = sheet(&["choices", "columns", "choices and columns"]);
    let plain =
        |heading: &str| heading.trim().to_ascii_lowercase().replace(['_', '-'], " ").replace("bind::", "").replace("bind:", "");
    let column =
        |rows: &[Vec<String>], names: &[&str]| rows.first()?.iter().position(|heading| names.contains(&plain(heading).trim()));
    let cell =
        |row: &[String], at: Option<usize>| at.and_then(|at| row.get(at)).map(|text| text.trim().to_owned()).unwrap_or_default();
    let (list, code) = (column(&choices, &["list name"]), column(&choices, &["name", "value"]));
    let options = |wanted: &str| {
        let rows = choices.iter().skip(1).filter(|row| cell(row, list) == wanted);
        different(rows.map(|row| cell(row, code)).filter(|code| !code.is_empty()).collect())
    };
    let (kind, name) = (column(&survey, &["type", "command"]), column(&survey, &["name", "tag", "value"]));
    let (relevant, disabled) = (column(&survey, &["relevant", "relevance"]), column(&survey, &["disabled"]));
    // Groups that are open: whether each has a condition, and whether it is a loop, whose questions come once a choice.
    let mut open: Vec<(String, bool, bool)> = Vec::new();
    let mut found = Vec::new();
    for row in survey.iter().skip(1) {
        let words = cell(row, kind).split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = words.to_ascii_lowercase();
        let has_condition = !cell(row, relevant).is_empty();
        if lower.is_empty() || cell(row, disabled).eq_ignore_ascii_case("yes") {
            continue;
        }
        if lower.starts_with("begin") {
            open.push((cell(row, name), has_condition, lower.contains("loop")));
        } else if ["end group", "end repeat", "end loop", "end_group", "end_repeat", "end_loop"].contains(&lower.as_str()) {
            open.pop();
        } else if lower != "note" && !cell(row, name).is_empty() && !open.iter().any(|(_, _, is_loop)| *is_loop) {
            let listed = ["select_one ", "select_multiple ", "select one from ", "select all that apply from ", "select1 "]
                .iter()
                .find(|word| lower.starts_with(**word))
                .map(|word| words[word.len()..].split(' ').next().unwrap_or_default().to_owned());
            found.push(Question {
                name: cell(row, name),
                options: listed.map(|list| options(&list)).filter(|options| *options > 0),
                is_conditional: has_condition || open.iter().any(|(_, is_conditional, _)| *is_conditional),
                is_computed: lower == "calculate",
                groups: open.iter().map(|(group, ..)| group.clone()).collect(),
            });
        }
    }
    let mut languages: Vec<String> = Vec::new();
    for rows in [&survey, &choices] {
        for heading in rows.first().into_iter().flatten() {
            let heading = heading.to_lowercase();
            let parts: Vec<&str> = heading.split(':').map(str::trim).filter(|part| !part.is_empty()).collect();
            let is_text = parts
                .first()
                .is_some_and(|what| ["label", "caption", "text"].contains(what) || (*what == "hint" && parts.len() > 1));
            let language = parts.get(1).copied().unwrap_or_default().to_owned();
            if is_text && (!language.is_empty() || std::ptr::eq(rows, &survey)) && !languages.contains(&language) {
                languages.push(language);
            }
        }
    }
    (found, languages.len().max(1))
}

fn sheets<R: Reader<Cursor<Vec<u8>>>>(mut workbook: R) -> Vec<(String, Vec<Vec<String>>)> {
    let rows = |range: calamine::Range<calamine::Data>| {
        range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>())
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .collect()
    };
    workbook.worksheets().into_iter().map(|(name, range)| (name, rows(range))).collect()
}
