//! Rows that other programs write and that are no administrations, and what their responses say besides answers.

use serde_json::json;

use crate::program::{folder, put, run};

const MEASURE: &str = "verbond 1

instrument two 1.0.0 {
  title \"Two\"
  licence \"CC0-1.0\"
  status experimental
  informants { client \"Client\" worker \"Officer\" }
  known { age whole 12 to 99 group one of early, late_one }
  scale agree { 0 \"No\" 1 \"Yes\" }
  item q1 on agree optional \"One\"
  item q2 on agree optional \"Two\"
  item who as choices head, back optional \"Where?\"
  score total \"Total\" = mean of q1, q2 needs any
  score aged \"Aged\" = if group = late_one then 0 else age
}
";

/// Who opened a survey of LimeSurvey and left again leaves a row.
#[test]
fn rows_that_were_never_sent_and_hold_no_answers_are_passed_over_and_counted() {
    let folder = folder();
    let measure = put(&folder, "two.instrument", MEASURE);
    let head = "id,submitdate,lastpage,startlanguage,seed,informant,q1,q2,who[head],who[back]";
    let rows = [
        "1,2026-03-05 10:00:00,2,en,7,client,1,1,Y,",
        "2,,1,en,8,,,,,",
        "3,,1,en,9,client,1,,,",
        "4,,,en,10,,N/A,,,",
        "5,2026-03-05 10:00:00,2,en,11,client,,,,",
    ];
    let file = put(&folder, "results.csv", &format!("{head}\n{}\n", rows.join("\n")));
    let ran = run(&["score", &measure, &file, "--to", "csv", "--columns", "case,total"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let cases: Vec<&str> = ran.stdout.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
    assert_eq!(cases, ["1", "3", "5"], "{}", ran.stdout);
    assert!(ran.stderr.contains("note: 2 rows passed over that were begun and never sent"), "{}", ran.stderr);
}

/// A record in which nothing stands is an empty row, whatever the form.
#[test]
fn records_in_which_nothing_stands_are_passed_over_and_counted() {
    let folder = folder();
    let measure = put(&folder, "two.instrument", MEASURE);
    let forms = [
        ("a.csv", "informant,q1,q2\nclient,1,1\n,,\n , ,\nclient,,0\n"),
        ("a.json", r#"[{"informant": "client", "q1": 1, "q2": 1}, {}, {"q1": null}, {"informant": "client", "q2": 0}]"#),
        (
            "a.jsonl",
            "{\"informant\": \"client\", \"q1\": 1, \"q2\": 1}\n{}\n{\"q1\": null}\n{\"informant\": \"client\", \"q2\": 0}\n",
        ),
        (
            "a.grouped.json",
            r#"[{"informant": "client", "page": {"q1": 1, "q2": 1}}, {}, {}, {"informant": "client", "page": {"q2": 0}}]"#,
        ),
    ];
    for (name, text) in forms {
        let file = put(&folder, name, text);
        let ran = run(&["score", &measure, &file, "--to", "csv", "--columns", "total"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        assert_eq!(ran.stdout, "total\n1\n0\n", "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("note: 2 empty rows were passed over"), "{name}: {}", ran.stderr);
    }
}

/// What our own responses carry besides answers comes back.
#[test]
fn a_response_of_fhir_says_who_answered_when_and_what_is_known() {
    let folder = folder();
    let measure = put(&folder, "two.instrument", MEASURE);
    let response = |occasion: &str, who: serde_json::Value, facts: &[&str]| {
        let facts: Vec<_> = facts.iter().map(|fact| json!({"url": "urn:verbond:known", "valueString": fact})).collect();
        json!({"resource": {"resourceType": "QuestionnaireResponse", "status": "completed",
            "identifier": [{"system": "urn:verbond:NamingSystem:administration", "value": format!("c/1/{occasion}/x")}],
            "subject": {"identifier": {"value": "c/1"}}, "source": who, "extension": facts,
            "item": [{"linkId": "q1", "answer": [{"valueInteger": 1}]}]}})
    };
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": [
        response("2", json!({"identifier": {"value": "worker"}, "display": "Who cares"}), &["age 34", "group early"]),
        response("3", json!({"display": "Client"}), &["age 35", "group early"]),
    ]});
    let file = put(&folder, "bundle.json", &bundle.to_string());
    let ran = run(&["score", &measure, &file, "--to", "csv", "--quiet", "--columns", "case,occasion,informant,total,aged"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let rows: Vec<&str> = ran.stdout.lines().skip(1).collect();
    assert_eq!(rows, ["c/1,2,worker,1,34", "c/1,3,client,1,35"], "{}", ran.stdout);
}

/// Where a set can be answered with none, programs have a column for that too.
#[test]
fn the_column_of_none_of_a_set_is_an_answer() {
    let folder = folder();
    let text = MEASURE.replace("as choices head, back optional", "as choices head, back, or none optional");
    let text = text.replace("score total", "score places \"Places\" = number of who\n  score total");
    let measure = put(&folder, "two.instrument", &text);
    let score = |file: &str, text: &str| {
        let file = put(&folder, file, text);
        run(&["score", &measure, &file, "--to", "csv", "--columns", "places", "--map", "informant=client"])
    };
    let limesurvey = "id,submitdate,startlanguage,q1,q2,who[head],who[back],who[none]\n";
    let rows = |ran: &crate::program::Ran| {
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let each = |mark: &str| {
        let row = |cells: [&str; 3]| format!("1,2026-03-05,en,1,1,{}\n", cells.join(","));
        [row([mark, "", ""]), row(["", "", mark]), row(["", "", ""])].concat()
    };
    let numbered = |text: String| text.lines().zip(1..).map(|(line, at)| format!("{at}{}\n", &line[1..])).collect::<String>();
    let ran = score("l.csv", &format!("{limesurvey}{}", numbered(each("Y"))));
    assert_eq!(rows(&ran), ["1", "0", ""]);
    assert!(ran.stderr.contains("`who` is `who[head]`, `who[back]`, `who[none]`"), "{}", ran.stderr);
    // By the words that people read, in the file of any program.
    let plain =
        |cells: &str| score("p.csv", &format!("case,q1,q2,Where? - Head,Where? - Back,Where? - None of these\na,1,1,{cells}\n"));
    for (cells, places) in [("1,0,0", "1"), ("0,0,1", "0"), (",,None of these", "0"), (",,", ""), ("0,0,0", "0"), (",,0", "")] {
        assert_eq!(rows(&plain(cells)), [places], "{cells}");
    }
    let ran = plain("1,0,1");
    assert!(ran.code == 1 && ran.stderr.contains("`none` is chosen of `who`, and choices of it as well"), "{}", ran.stderr);
    // In one cell too.
    let ran = score("c.csv", "case,q1,q2,who\na,1,1,None of these\nb,1,1,head\n");
    assert_eq!(rows(&ran), ["0", "1"]);
}

/// Row 2 of Qualtrics calls a column by what the fact is called.
#[test]
fn a_fact_is_known_by_the_text_beside_its_column() {
    let folder = folder();
    let measure = put(&folder, "two.instrument", MEASURE);
    let head = "ResponseId,RecordedDate,q1,q2,Q9,Q10\nResponse ID,Date,a,b,Age,Group\n";
    let text = format!("{head}\"{{\"\"ImportId\"\":\"\"_recordId\"\"}}\",x,x,x,x,x\nR_1,2026-03-03,1,1,34,early\n");
    let file = put(&folder, "q.csv", &text);
    let ran = run(&["score", &measure, &file, "--to", "csv", "--columns", "aged", "--map", "informant=client"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "aged\n34\n"), "{}", ran.stderr);
    assert!(ran.stderr.contains("`age` is `Q9`; `group` is `Q10`"), "{}", ran.stderr);
}

/// A star is said of items whose columns are there; a set with columns of its own keeps them.
#[test]
fn a_star_does_not_take_a_set_from_its_columns() {
    let folder = folder();
    let text = MEASURE.replace("score total", "score places \"Places\" = number of who\n  score total");
    let measure = put(&folder, "two.instrument", &text);
    let file = put(&folder, "a.csv", "case,Zq1,Zq2,who_head,who_back\na,1,0,1,1\n");
    let options = ["--map", "*=Z*", "--map", "informant=client"];
    let ran = run(&[&["score", &measure, &file, "--to", "csv", "--columns", "total,places"][..], &options].concat());
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "total,places\n0.5,2\n"), "{}", ran.stderr);
}
