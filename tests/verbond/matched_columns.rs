//! What `verbond match` proposes for files whose columns are called otherwise: by names, numbers and labels before values, and
//! nothing that is only the next column.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::program::{Ran, folder, put, run};

const MIX: &str = "tests/data/answers/mix.instrument";

/// What is proposed for each name: its column, and how it was found.
fn proposed(measure: &str, (name, text): (&str, &str)) -> (Ran, BTreeMap<String, (String, String)>) {
    let folder = folder();
    let file = put(&folder, name, text);
    matched(measure, &file)
}

fn matched(measure: &str, file: &str) -> (Ran, BTreeMap<String, (String, String)>) {
    let ran = run(&["match", measure, file, "--format", "json"]);
    let found: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}", ran.stderr));
    let text = |of: &Value| of.as_str().unwrap_or("-").to_owned();
    let names = found["names"].as_array().unwrap().iter();
    let names = names.map(|it| (text(&it["name"]), (text(&it["column"]), text(&it["how"])))).collect();
    (ran, names)
}

fn of<'f>(found: &'f BTreeMap<String, (String, String)>, name: &str) -> (&'f str, &'f str) {
    found.get(name).map_or(("", ""), |(column, how)| (column, how))
}

fn numbered(head: &str, last: usize, tail: &str) -> String {
    (1..=last).map(|at| format!("{head}{at}{tail}")).collect::<Vec<_>>().join(",")
}

#[test]
fn numbers_in_brackets_count_before_columns_of_the_program() {
    let head = format!("id,submitdate,lastpage,startlanguage,{}", numbered("phq[SQ00", 9, "]"));
    let row = format!("1,2026-03-03 10:00:00,1,en,{}", ["AO01"; 9].join(","));
    let (ran, found) = proposed("phq-9", ("l.csv", &format!("{head}\n{row}\n")));
    assert_eq!((of(&found, "q1").0, of(&found, "q9").0), ("phq[SQ001]", "phq[SQ009]"));
    assert!(ran.code == 0 && of(&found, "q1").1 == "by its number and its values", "{}", ran.stdout);
}

#[test]
fn of_two_questionnaires_that_is_meant_whose_numbers_end_where_the_items_do() {
    let head = format!("record_id,redcap_repeat_instance,sex,{},{},s_complete", numbered("phq_", 9, ""), numbered("gad_", 7, ""));
    let text = format!("{head}\n1,1,1,{},2\n", ["1"; 16].join(","));
    for (measure, first, last) in [("gad-7", "gad_1", ("q7", "gad_7")), ("phq-9", "phq_1", ("q9", "phq_9"))] {
        let (ran, found) = proposed(measure, ("r.csv", &text));
        assert_eq!((of(&found, "q1").0, of(&found, last.0).0), (first, last.1), "{measure}");
        assert_eq!(ran.code, 0, "{}", ran.stdout);
    }
    // The first seven of nine are no seven, and nobody is sure of them.
    let alone = format!("case,{}\na,{}\n", numbered("phq_", 9, ""), ["1"; 9].join(","));
    let (ran, found) = proposed("gad-7", ("r.csv", &alone));
    assert_eq!((ran.code, of(&found, "q1")), (1, ("phq_1", "perhaps, by its number")));
}

#[test]
fn columns_are_not_proposed_one_after_another_where_there_are_others_that_fit() {
    let nine = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].join(",");
    let row = ["1"; 9].join(",");
    // The numbers of the rows, of R, are no answers.
    let (_, found) = proposed("phq-9", ("r.csv", &format!("\"\",{nine}\n1,{row}\n2,{row}\n")));
    assert_eq!((of(&found, "q1"), of(&found, "q9").0), (("a", "perhaps, by its values"), "i"));
    // Next to each other there are nine once.
    let (_, found) = proposed("phq-9", ("s.csv", &format!("case,sex,when,{nine}\na,1,later,{row}\n")));
    assert_eq!((of(&found, "q1").0, of(&found, "q9").0), ("a", "i"));
    let (ran, found) = proposed("phq-9", ("t.csv", &format!("case,sex,{nine}\na,1,{row}\n")));
    assert_eq!((ran.code, of(&found, "q1"), of(&found, "q9")), (1, ("-", "open"), ("-", "open")));
}

/// Whoever leaves an item out does not change the order of the others.
#[test]
fn items_of_fhir_stand_in_the_order_of_the_responses() {
    let link = |at: usize| format!("/4425{at}-0");
    let response = |case: &str, items: std::ops::RangeInclusive<usize>| {
        let items: Vec<Value> = items.map(|at| json!({"linkId": link(at), "answer": [{"valueInteger": 1}]})).collect();
        json!({"resourceType": "QuestionnaireResponse", "status": "completed", "subject": {"reference": case}, "item": items})
    };
    let text = json!([response("Patient/a", 2..=9), response("Patient/b", 1..=8)]).to_string();
    let (_, found) = proposed("phq-9", ("f.json", &text));
    assert_eq!((of(&found, "q1").0, of(&found, "q9").0), (link(1).as_str(), link(9).as_str()));
}

/// The labels of SPSS count where they will count once the column is known.
#[test]
fn labels_of_a_statistics_file_are_answers_to_whoever_looks_for_columns() {
    let measure = std::fs::read_to_string(MIX).unwrap();
    let folder = folder();
    let text = measure.replace("item q3 on agree reversed", "item q3 on often reversed");
    let measure = put(&folder, "mix.instrument", &text);
    let (_, found) = matched(&measure, "tests/data/answers/labels-moved.sav");
    for (item, column) in [("q1", "T_1"), ("q2", "T_2"), ("q3", "T_3")] {
        assert_eq!(of(&found, item), (column, "by its number and its values"));
    }
}

/// What scoring warns of, whoever matches hears.
#[test]
fn a_column_that_has_the_wording_of_another_item_is_for_somebody_to_decide() {
    let head = "ResponseId,RecordedDate,q1,q2,q3\nResponse ID,Date,I worry,I sleep well,I enjoy things\n";
    let text = format!("{head}\"{{\"\"ImportId\"\":\"\"_recordId\"\"}}\",x,x,x,x\nR_1,2026-03-03,4,2,5\n");
    let mini = "tests/data/answers/mini.instrument";
    let (ran, found) = proposed(mini, ("q.csv", &text));
    assert_eq!(ran.code, 1, "{}", ran.stdout);
    assert!(ran.stderr.contains("warning[V0725]") && ran.stderr.contains("`q1` has the wording of `q2`"), "{}", ran.stderr);
    assert_eq!(of(&found, "q1"), ("q1", "by its name, with the wording of another item"));
    assert_eq!(of(&found, "q3"), ("q3", "by its name"));
    let folder = folder();
    let (file, settings) = (put(&folder, "q.csv", &text), folder.path().join("a.toml").display().to_string());
    let ran = run(&["match", mini, &file, "--output", &settings]);
    assert!(ran.code == 1 && !ran.stderr.contains("needs nothing else"), "{}", ran.stderr);
    let written = std::fs::read_to_string(&settings).unwrap();
    assert!(written.contains("# \"q1\" = \"q1\"  # by its name, with the wording of another item"), "{written}");
}
