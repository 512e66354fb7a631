//! Which column is which, and which row: where a file of another program leaves it open, or calls it otherwise.

use crate::program::{Ran, folder, put, run};

const MINI: &str = "tests/data/answers/mini.instrument";

fn totals(ran: &Ran) -> Vec<String> {
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let at = reader.headers().unwrap().iter().position(|name| name == "total").unwrap();
    reader.records().map(|row| row.unwrap()[at].to_owned()).collect()
}

fn scored(measure: &str, answers: &str, options: &[&str]) -> Ran {
    run(&[&["score", measure, answers, "--to", "csv", "--quiet"], options].concat())
}

/// Case 10: the help of V0706 says what works.
#[test]
fn rows_that_an_export_tells_apart_by_two_columns_are_told_apart_by_both() {
    let folder = folder();
    let text = "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,age,q1,q2,q3,lab\n\
                1,base_arm_1,,,30,,,,\n1,base_arm_1,mini,1,,4,2,5,\n1,base_arm_1,mini,2,,1,5,2,\n\
                1,base_arm_1,lab,1,,,,,7.2\n1,fu_arm_1,mini,1,,3,3,3,\n";
    let answers = put(&folder, "10.csv", text);
    let one = scored(MINI, &answers, &["--map", "case=record_id", "--map", "occasion=redcap_event_name"]);
    assert_eq!(one.code, 1);
    let advice = "occasion={redcap_event_name}/{redcap_repeat_instance}";
    assert!(one.stderr.contains("V0706") && one.stderr.contains(&format!("--map {advice}")), "{}", one.stderr);
    assert_eq!(totals(&scored(MINI, &answers, &["--map", advice])).len(), 3);
    // Where nobody said otherwise, two rows that are alike are that.
    let twice = put(&folder, "twice.csv", &text.replace("mini,2", "mini,1"));
    let ran = scored(MINI, &twice, &[]);
    assert!(ran.stderr.contains("V0706") && !ran.stderr.contains("--map"), "{}", ran.stderr);
}

/// Case 12: a condition on what was not asked.
#[test]
fn a_condition_that_nobody_can_decide_is_warned_of() {
    let folder = folder();
    let text = std::fs::read_to_string("tests/data/answers/skip.instrument").unwrap();
    let checked = |text: &str| run(&["check", &put(&folder, "skip.instrument", text)]);
    let ran = checked(&text);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert!(said.contains("warning[V0735]: `q3` is missing, and not 0, where `q2` is not asked"), "{said}");
    // As the help says it; and where the condition is decided without the item.
    let decided = [
        ("asked when q1 = 1 \"Q2\"", "asked when q1 = 1, otherwise 0 \"Q2\""),
        ("asked when q2 = 1 or q2b = 1", "asked when q1 = 1 and q2 = 1"),
        ("asked when q2 = 1 or q2b = 1, otherwise 0", "asked when q2 = 1 or q2b = 1"),
    ];
    for (before, after) in decided {
        assert!(text.contains(before), "{before}");
        let ran = checked(&text.replace(before, after));
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!said.contains("V0735"), "{after}: {said}");
    }
}

/// Cases 13 and 18: columns without a name, and columns as the file has them.
#[test]
fn columns_are_called_as_the_file_has_them_or_by_their_number() {
    let folder = folder();
    let monkey =
        put(&folder, "13.csv", "Respondent ID,How much do you agree?,,\n,I sleep well,I worry,I enjoy things\n118,4,2,5\n");
    let by_number = ["--from", "plain", "--skip-rows", "1", "--map", "q1=#2", "--map", "q2=#3", "--map", "q3=#4"];
    assert_eq!(totals(&scored(MINI, &monkey, &by_number)), ["4.333333333333333"]);
    let kobo = put(
        &folder,
        "18.json",
        r#"[{"_id":1,"mini/q1":"4","mini/q2":"2","mini/q3":"5","_geolocation":[null,null],"_attachments":[{"a":1}]}]"#,
    );
    for options in [&[][..], &["--map", "case=_id", "--map", "q*=mini/q*"], &["--where", "\"mini/q1\" = 4"]] {
        assert_eq!(totals(&scored(MINI, &kobo, options)), ["4.333333333333333"], "{options:?}");
    }
}

/// Responses to a Questionnaire that came in are matched by its `linkId`s and codes, whatever the items are called.
#[test]
fn responses_find_the_items_of_a_questionnaire_that_came_in() {
    let folder = folder();
    let weight =
        |value: u8| format!(r#"[{{"url":"http://hl7.org/fhir/StructureDefinition/itemWeight","valueDecimal":{value}}}]"#);
    let option = |code: &str, value: u8| {
        format!(
            r#"{{"valueCoding":{{"system":"http://loinc.org","code":"{code}","display":"At {value}","extension":{}}}}}"#,
            weight(value)
        )
    };
    let options = ["LA6568-5", "LA6569-3", "LA6570-1"].into_iter().zip(0..).map(|(code, value)| option(code, value));
    let options = options.collect::<Vec<_>>().join(",");
    let item = |code: &str| {
        format!(
            r#"{{"linkId":"/{code}","code":[{{"system":"http://loinc.org","code":"{code}"}}],"text":"Item {code}","type":"choice",
              "required":true,"answerOption":[{options}]}}"#
        )
    };
    let questionnaire = format!(
        r#"{{"resourceType":"Questionnaire","status":"active","name":"two","title":"Two","language":"en","item":[{},{}]}}"#,
        item("44250-9"),
        item("44255-8")
    );
    let form = put(&folder, "form.json", &questionnaire);
    let out = folder.path().join("out").display().to_string();
    let ran = run(&["import", &form, "--output", &out]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let files: Vec<_> = walk(folder.path()).into_iter().filter(|path| path.ends_with(".instrument")).collect();
    let [measure] = &files[..] else { panic!("{files:?}") };
    let response = |first: &str, second: &str| {
        format!(
            r#"{{"resourceType":"QuestionnaireResponse","status":"completed","subject":{{"reference":"Patient/p1"}},"item":[
              {{"linkId":"{first}","answer":[{{"valueCoding":{{"system":"http://loinc.org","code":"LA6570-1"}}}}]}},
              {{"linkId":"{second}","answer":[{{"valueCoding":{{"code":"LA6569-3","display":"Whatever"}}}}]}}]}}"#
        )
    };
    for (first, second) in [("/44250-9", "/44255-8"), ("44250-9", "44255-8"), ("other/44250-9", "x#44255-8")] {
        let answers = put(&folder, "response.json", &response(first, second));
        let ran = run(&["score", measure, &answers, "--answers", "--to", "csv", "--quiet"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let (head, row) = ran.stdout.trim_end().split_once('\n').unwrap();
        let given: Vec<&str> =
            head.split(',').zip(row.split(',')).filter(|(name, _)| name.contains("4425")).map(|(_, cell)| cell).collect();
        assert_eq!(given, ["2", "1"], "{first}: {}", ran.stdout);
    }
}

fn walk(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        } else {
            found.push(entry.path().display().to_string());
        }
    }
    found
}

/// What a form calls a question stands in a note of the item that came of it.
#[test]
fn columns_have_the_names_of_the_form_that_a_measure_came_in_from() {
    let folder = folder();
    let text = std::fs::read_to_string(MINI)
        .unwrap()
        .replace("q1 \"I sleep well\"", "q1 {\n      self \"I sleep well\"\n      note \"`1.1` in the form.\"\n    }");
    let measure = put(&folder, "mini.instrument", &text);
    let answers = put(&folder, "a.csv", "case,1.1,q2,q3\nc1,4,2,5\n");
    let ran = scored(&measure, &answers, &[]);
    assert_eq!(totals(&ran), ["4.333333333333333"]);
    assert!(ran.stderr.contains("V0725") && ran.stderr.contains("`q1` is `1.1`"), "{}", ran.stderr);
}
