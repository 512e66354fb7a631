//! Answers to the forms that go out come back without a flag: files as the documentation of each program shows its
//! export, filled for the form that `export` wrote. `tests/judges/forms.sh` has some of them filled by the programs.

use std::collections::HashMap;

use calamine::{Reader, Xlsx, open_workbook};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};
use verbond::Instrument;
use verbond::instrument::{Domain, Item};

use crate::program::{folder, put, run};
use crate::random_answers::{RandomAnswers, csv_of, random_answers};

/// A measure with an item of each kind, names that other programs do not take, a page, a fact and a second informant.
fn measure(has_facts: bool) -> String {
    let (informants, facts, fact) = if has_facts {
        (
            "client \"Client\" worker \"Officer\"",
            "known { age whole 12 to 99 mandate one of probation, early_release birth date }",
            "\n  score own \"Own\" = if mandate = early_release then age else days from birth to day",
        )
    } else {
        ("client \"Client\"", "", "")
    };
    format!(
        "verbond 1\n\ninstrument round-trip 1.0.0 {{
  title \"Round trip\"
  licence \"CC0-1.0\"
  status experimental
  informants {{ {informants} }}
  {facts}
  scale agree {{ 1 \"No\" 2 \"Partly\" 3 \"Yes\" none \"Does not apply\" }}
  scale line {{ 0 to 10 }}
  page \"First\" {{
    items on agree in a grid {{ q_1 \"I sleep well\" Q_Two reversed \"I worry\" }}
    item near on line \"How near?\"
  }}
  item weeks as whole 0 to 52 \"How many weeks?\"
  item share as decimal 0 to 10 \"How much?\"
  item day as date optional \"When?\"
  item bed as time optional unscored \"When to bed?\"
  item who as choices my_head, back optional \"What hurts?\"
  item why as text up to 40 optional unscored \"Why?\"
  item often as whole 0 to 9 asked when weeks > 10, otherwise 0 \"How often?\"
  score total \"Total\" = mean of q_1, Q_Two needs 1 of 2
  score pains \"Pains\" = number of who
  score sums \"Sums\" = near + weeks + share + often{fact}
}}\n"
    )
}

/// What a program writes of answers to its form.
struct Export {
    name: &'static str,
    text: String,
}

/// The table that is written for answers to the columns of a form; nothing stands under a column that is not ours.
fn table(head: &[String], answers: &RandomAnswers, cell: impl Fn(&str, &[String], usize) -> String) -> String {
    let rows = answers.rows.iter().enumerate();
    let rows: Vec<Vec<String>> = rows.map(|(at, row)| head.iter().map(|column| cell(column, row, at)).collect()).collect();
    csv_of(head, &rows)
}

/// ODK Central: fields within the names of their groups, sets with blanks, times with a zone.
/// <https://docs.getodk.org/central-submissions/>
fn odk(form: &str, _: &Instrument, answers: &RandomAnswers) -> Export {
    let mut book: Xlsx<_> = open_workbook(form).unwrap();
    let sheet = book.worksheet_range("survey").unwrap();
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let column = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
    let (kind, name) = (column("type"), column("name"));
    let (mut group, mut head, mut kinds) = (String::new(), vec!["SubmissionDate".to_owned()], HashMap::new());
    for row in &rows[1..] {
        match row[kind].as_str() {
            "begin_group" => group = format!("{}-", row[name]),
            "end_group" => group.clear(),
            "note" => {}
            of => {
                head.push(format!("{group}{}", row[name]));
                kinds.insert(row[name].clone(), of.to_owned());
            }
        }
    }
    head.extend(["meta-instanceID", "KEY", "SubmitterID", "FormVersion"].map(str::to_owned));
    let text = table(&head, answers, |column, row, at| {
        let field = column.rsplit('-').next().unwrap();
        let cell = answers.cell(row, field).to_owned();
        match (column, kinds.get(field).map(String::as_str)) {
            ("SubmissionDate", _) => "2026-03-05T09:12:00.000Z".to_owned(),
            ("KEY" | "meta-instanceID", _) => format!("uuid:{at}"),
            (_, Some("time")) if !cell.is_empty() => format!("{cell}:00.000+01:00"),
            (_, Some(kind)) if kind.starts_with("select_multiple") => cell.replace(';', " "),
            _ => cell,
        }
    });
    Export { name: "submissions.csv", text }
}

/// REDCap, raw: names in small letters, a column of 0 and 1 for each choice, and whether the form is complete.
fn redcap(form: &str, _: &Instrument, answers: &RandomAnswers) -> Export {
    let mut dictionary = csv::Reader::from_path(form).unwrap();
    let (mut head, mut own, mut name) = (vec![], HashMap::new(), String::new());
    for row in dictionary.records().map(Result::unwrap) {
        name = format!("{}_complete", &row[1]);
        let found = answers.head.iter().find(|known| known.to_lowercase() == row[0]).cloned().unwrap_or_default();
        let field = row[0].to_owned();
        match &row[3] {
            "descriptive" => {}
            "checkbox" => {
                for choice in row[5].split(" | ").map(|choice| choice.split(',').next().unwrap().trim()) {
                    own.insert(format!("{field}___{choice}"), (found.clone(), choice.to_owned()));
                    head.push(format!("{field}___{choice}"));
                }
            }
            _ => {
                own.insert(field.clone(), (found, String::new()));
                head.push(field);
            }
        }
    }
    head.push(name);
    let text = table(&head, answers, |column, row, _| match own.get(column) {
        Some((_, choice)) if column == "informant" && choice.is_empty() => "client".to_owned(),
        Some((name, choice)) if choice.is_empty() => answers.cell(row, name).to_owned(),
        Some((name, choice)) => u8::from(answers.cell(row, name).split(';').any(|chosen| chosen == choice)).to_string(),
        None => "2".to_owned(),
    });
    Export { name: "data.csv", text }
}

/// LimeSurvey: codes of questions and answers, `Y` for a choice, numbers with ten decimals, days with a time.
/// <https://www.limesurvey.org/manual/Exporting_results>
fn limesurvey(form: &str, instrument: &Instrument, answers: &RandomAnswers) -> Export {
    let text = std::fs::read_to_string(form).unwrap();
    let mut structure = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heading = structure.headers().unwrap().clone();
    let at = |name: &str| heading.iter().position(|head| head == name).unwrap();
    let (class, kind, name) = (at("class"), at("type/scale"), at("name"));
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let mut head: Vec<String> = ["id", "submitdate", "lastpage", "startlanguage", "seed"].map(str::to_owned).to_vec();
    let mut questions: HashMap<String, (String, String)> = HashMap::new();
    let mut question = (String::new(), String::new());
    for row in structure.records().map(Result::unwrap) {
        match &row[class] {
            "Q" => {
                question = (row[name].to_owned(), row[kind].to_owned());
                if !["M", "F"].contains(&&row[kind]) {
                    head.push(question.0.clone());
                    questions.insert(question.0.clone(), (question.1.clone(), String::new()));
                }
            }
            "SQ" => {
                let column = format!("{}[{}]", question.0, &row[name]);
                let of = if question.1 == "F" { &question.1 } else { &question.0 };
                questions.insert(column.clone(), (of.clone(), row[name].to_owned()));
                head.push(column);
            }
            _ => {}
        }
    }
    let text = table(&head, answers, |column, row, at| {
        let Some((kind, choice)) = questions.get(column) else {
            return match column {
                "id" => (at + 1).to_string(),
                "submitdate" => "2026-03-05 10:00:00".to_owned(),
                "startlanguage" => "en".to_owned(),
                _ => "1".to_owned(),
            };
        };
        let code = match (kind.as_str(), choice.as_str()) {
            ("F", row) => row,
            (_, "") => column,
            (set, _) => set,
        };
        let own = answers.head.iter().find(|own| plain(own) == code).map_or("", String::as_str);
        let cell = answers.cell(row, own).to_owned();
        let fact = instrument.known.iter().find(|known| known.name == own).map(|known| known.kind.words());
        match kind.as_str() {
            "F" => cell,
            _ if !choice.is_empty() => if cell.split(';').any(|chosen| plain(chosen) == *choice) { "Y" } else { "" }.to_owned(),
            "*" if column == "informant" => "client".to_owned(),
            "*" => String::new(),
            "N" if !cell.is_empty() => format!("{:.10}", cell.parse::<f64>().unwrap()),
            "D" if !cell.is_empty() => format!("{cell} 00:00:00"),
            "!" => fact.and_then(|words| words.iter().position(|word| *word == cell)).map_or(String::new(), |at| at.to_string()),
            _ => cell,
        }
    });
    Export { name: "results.csv", text }
}

/// SurveyJS: an object of the questions that were answered, sets as arrays.
/// <https://surveyjs.io/form-library/documentation/handle-survey-results-store>
fn surveyjs(form: &str, instrument: &Instrument, answers: &RandomAnswers) -> Export {
    let model: Value = serde_json::from_str(&std::fs::read_to_string(form).unwrap()).unwrap();
    let pages = model["pages"].as_array().unwrap();
    let questions: Vec<&Value> = pages.iter().flat_map(|page| page["elements"].as_array().unwrap()).collect();
    // The rows of a matrix stand within its value.
    let asked = questions.iter().flat_map(|question| match question["rows"].as_array() {
        Some(rows) => rows.iter().filter_map(|row| Some((question["name"].as_str(), row["value"].as_str()?))).collect(),
        None => question["name"].as_str().map(|name| (None, name)).into_iter().collect::<Vec<_>>(),
    });
    let asked: Vec<(Option<&str>, &str)> = asked.collect();
    let computed = model["calculatedValues"].as_array().unwrap();
    let says_who = computed.iter().any(|value| value["name"] == "informant" && value["includeIntoResult"] == true);
    let records = answers.rows.iter().map(|row| {
        let mut record = json!({});
        for (matrix, name) in &asked {
            let cell = answers.cell(row, name);
            let item = instrument.item(name).map(|at| &instrument.items[at]);
            match matrix {
                _ if cell.is_empty() => {}
                Some(matrix) => record[*matrix][*name] = answered(item, instrument, cell),
                None => record[*name] = answered(item, instrument, cell),
            }
        }
        if says_who {
            record["informant"] = json!("client");
        }
        record
    });
    Export { name: "results.json", text: Value::Array(records.collect()).to_string() }
}

/// An answer as a value of JSON.
fn answered(item: Option<&Item>, instrument: &Instrument, cell: &str) -> Value {
    let number = || cell.parse::<f64>().map_or(json!(cell), |value| json!(value));
    match item.map(|item| instrument.domain_of(item)) {
        Some(Domain::Choices(..)) => json!(cell.split(';').collect::<Vec<_>>()),
        Some(domain) if domain.takes_numbers() => number(),
        _ => json!(cell),
    }
}

/// A bundle of responses, of which a set has an answer for each choice.
fn fhir(instrument: &Instrument, answers: &RandomAnswers) -> Export {
    let value = |item: &Item, cell: &str| match instrument.domain_of(item) {
        Domain::Scale(_) if item.name.starts_with(['q', 'Q']) => json!({"valueCoding": {"code": cell}}),
        Domain::Choices(..) => json!({"valueCoding": {"code": cell}}),
        Domain::Date => json!({"valueDate": cell}),
        Domain::Time => json!({"valueTime": format!("{cell}:00")}),
        Domain::Whole(..) => json!({"valueInteger": cell.parse::<i64>().unwrap()}),
        Domain::Decimal(..) | Domain::Scale(_) => json!({"valueDecimal": cell.parse::<f64>().unwrap()}),
        _ => json!({"valueString": cell}),
    };
    let entries = answers.rows.iter().map(|row| {
        let answers_of = |item: &Item| {
            let cell = answers.cell(row, &item.name);
            let is_set = matches!(instrument.domain_of(item), Domain::Choices(..));
            let cells: Vec<&str> = if is_set { cell.split(';').collect() } else { vec![cell] };
            let given: Vec<Value> = cells.into_iter().filter(|cell| !cell.is_empty()).map(|cell| value(item, cell)).collect();
            (!given.is_empty()).then(|| json!({"linkId": item.name, "answer": given}))
        };
        let (first, rest): (Vec<_>, Vec<_>) = instrument.items.iter().partition(|item| item.name.starts_with(['q', 'Q']));
        let page: Vec<Value> = first.into_iter().filter_map(answers_of).collect();
        let mut items = vec![json!({"linkId": "page_1", "item": page})];
        items.extend(rest.into_iter().filter_map(answers_of));
        let subject = json!({"identifier": {"value": answers.cell(row, "case")}});
        json!({"resource": {"resourceType": "QuestionnaireResponse", "status": "completed", "subject": subject, "item": items}})
    });
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": entries.collect::<Vec<_>>()});
    Export { name: "bundle.json", text: bundle.to_string() }
}

/// Answers of the client, with sets as a program can hold them: of some nobody can tell whether none was chosen or none
/// was looked at.
fn told(instrument: &Instrument, seed: u64, empty_set: &str) -> RandomAnswers {
    random_answers(instrument, 25, seed).with(|name, cell| match name {
        "informant" => Some("client".to_owned()),
        "who" if [";", ""].contains(&cell) => Some(empty_set.to_owned()),
        // These programs write texts line by line, or trim what stands around them.
        "why" => Some(cell.replace('\n', " ")),
        _ => None,
    })
}

fn scores(measure: &str, answers: &str) -> Result<Vec<String>, TestCaseError> {
    let columns = ["total", "pains", "sums", "answered"].join(",");
    let own = if measure.contains("facts") { ",own" } else { "" };
    let ran = run(&["score", measure, answers, "--to", "csv", "--quiet", "--columns", &format!("{columns}{own}")]);
    prop_assert_eq!(ran.code, 0, "{}", ran.stderr);
    Ok(ran.stdout.lines().map(str::to_owned).collect())
}

type Fill = fn(&str, &Instrument, &RandomAnswers) -> Export;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn answers_to_our_forms_come_back_without_a_flag(seed in any::<u64>()) {
        let folder = folder();
        let text = measure(true);
        let path = put(&folder, "facts.instrument", &text);
        let instrument = Instrument::parse(text).unwrap();
        let programs: [(&str, &str, &str, Fill); 4] = [
            ("xlsform", "form.xlsx", "", odk),
            ("redcap", "dictionary.csv", ";", redcap),
            ("limesurvey", "survey.txt", "", limesurvey),
            ("surveyjs", "model.json", "", surveyjs),
        ];
        for (program, file, empty_set, fill) in programs {
            let form = folder.path().join(file).display().to_string();
            let ran = run(&["export", &path, "--force", "--to", &format!("{program}={form},informant=client")]);
            prop_assert_eq!(ran.code, 0, "{}", ran.stderr);
            let answers = told(&instrument, seed, empty_set);
            let expected = scores(&path, &put(&folder, "answers.csv", &answers.csv()))?;
            let export = fill(&form, &instrument, &answers);
            let found = scores(&path, &put(&folder, export.name, &export.text))?;
            prop_assert_eq!(&found, &expected, "{}:\n{}", program, export.text);
        }
        let text = measure(false);
        let path = put(&folder, "plain.instrument", &text);
        let instrument = Instrument::parse(text).unwrap();
        let answers = told(&instrument, seed, "");
        let expected = scores(&path, &put(&folder, "answers.csv", &answers.csv()))?;
        let export = fhir(&instrument, &answers);
        prop_assert_eq!(&scores(&path, &put(&folder, export.name, &export.text))?, &expected, "{}", export.text);
    }
}
