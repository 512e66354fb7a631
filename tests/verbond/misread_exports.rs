//! Files as other programs write them that were once read otherwise than they say, or in part, without a word.

use rust_xlsxwriter::Workbook;

use crate::hostile_files::workbook;
use crate::program::{Ran, folder, put, run};

const ITEMS: &str = "q1,q2,q3,q4,q5,q6,q7,q8,q9";

/// Nine answers alike.
fn nine(point: &str) -> String {
    [point; 9].join(",")
}

/// Scores a text under a name, and shows some columns.
fn scored(measure: &str, (name, text): (&str, &str), columns: &str, options: &[&str]) -> Ran {
    let folder = folder();
    let file = put(&folder, name, text);
    let mut line = vec!["score", measure, &file, "--to", "csv", "--columns", columns];
    line.extend(options);
    run(&line)
}

fn rows(ran: &Ran) -> Vec<&str> {
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout.lines().skip(1).collect()
}

fn refused(ran: &Ran, code: &str, words: &str) {
    assert_ne!(ran.code, 0, "{}", ran.stdout);
    assert!(ran.stderr.contains(code) && ran.stderr.contains(words), "{code} {words}: {}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn times_with_am_and_pm_are_read_and_nothing_else_behind_them() {
    let head = "case,work_days,prepare_w,latency_w,wake_w,prepare_f,latency_f,wake_f,alarm_f";
    let with = |prepare: &str, wake: &str| {
        let text = format!("{head}\na,7,{prepare},0,{wake},,,,\n");
        scored("mctq", ("times.csv", &text), "duration_w,middle_w", &[])
    };
    for (prepare, wake) in [("23:00", "07:00"), ("11:00:00 PM", "7:00:00 AM"), ("11:00 PM", "7:00 AM")] {
        assert_eq!(rows(&with(prepare, wake)), ["8,3"], "{prepare}");
    }
    for prepare in ["11:00:00 xyz", "23:00:00:00", "13:00:00 PM"] {
        refused(&with(prepare, "07:00"), "V0701", "is not a time of day");
    }
}

#[test]
fn what_is_behind_a_date_is_a_time_or_it_is_no_date() {
    let with = |date: &str| {
        let text = format!("case,date,{ITEMS}\na,{date},{}\n", nine("1"));
        scored("phq-9", ("dates.csv", &text), "date,depression", &[])
    };
    for date in ["2026-03-13", "2026-03-13 11:00:00 PM", "13-03-2026 09:30", "2026-03-13T10:00:00.000+01:00"] {
        assert_eq!(rows(&with(date)), ["2026-03-13,9"], "{date}");
    }
    for date in ["2026-03-13 rubbish", "13-03-2026 99:99", "2026-03-13T10:00:00 xyz"] {
        refused(&with(date), "V0710", "is not a date");
    }
}

/// Rows that a quotation mark takes in are not lost in silence.
#[test]
fn a_quotation_mark_that_is_never_closed_is_refused_with_its_row() {
    let row = |case: &str, point: &str, remark: &str| format!("{case},{},{remark}\n", nine(point));
    let head = format!("case,{ITEMS},comment\n");
    let (a, c) = (row("a", "0", "fine"), row("c", "2", "fine"));
    let open = format!("{head}{a}{}{c}{}", row("b", "1", "\"so so"), row("d", "3", "fine"));
    let score = |text: &str| scored("phq-9", ("open.csv", text), "case,depression", &[]);
    refused(&score(&open), "V0713", "a quotation mark opens in row 3 and is never closed");
    // Closed by the mark that was to open the text of a later row, or by a stray one.
    let later = format!("{head}{a}{}{c}{}", row("b", "1", "\"so so"), row("d", "3", "\"fine\""));
    refused(&score(&later), "V0713", "takes in rows behind it as text");
    let stray = format!("{head}{a}{}{c}{}", row("b", "1", "\"so so"), row("d", "3", "fine\""));
    refused(&score(&stray), "V0713", "takes in rows behind it as text");
    // Texts with line ends, delimiters and marks within are honest.
    let text = "\"one, two, three\nand \"\"four\"\", 5, 6, 7, 8, 9, 10, 11\n1\n2\"";
    let honest = format!("{head}{a}{}{c}", row("b", "1", text));
    assert_eq!(rows(&score(&honest)), ["a,0", "b,9", "c,18"]);
    // A header that takes in the file, and a table whose rows must be put in order.
    refused(&score(&format!("case,{ITEMS},\"comment\n{a}{c}")), "V0713", "opens in row 1");
    let long = "case,item,value\na,q1,1\na,q2,\"1\na,q3,1\n";
    refused(&score(long), "V0713", "opens in row 3");
    let folder = folder();
    let ran = run(&["follow", "phq-9", &put(&folder, "open.csv", &open)]);
    refused(&ran, "V0713", "is never closed");
}

/// R's `write.table` heads its columns one short.
#[test]
fn rows_that_are_wider_than_the_header_are_refused() {
    let quoted = ITEMS.split(',').map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(",");
    let score = |text: &str| scored("phq-9", ("wide.csv", text), "depression,thoughts", &[]);
    let shifted = "1,0,0,0,0,0,0,0,0,3";
    refused(&score(&format!("{quoted},\"comment\"\n\"{}\",\"\"\n", shifted.replacen(',', "\",", 1))), "V0703", "11 cells");
    refused(&score(&format!("{ITEMS},comment\n{shifted},\n")), "V0703", "number of the row");
    // Some rows only.
    let some = format!("case,{ITEMS}\na,{}\nb,{},\n", nine("1"), nine("1"));
    refused(&score(&some), "V0703", "the row has 11 cells, and the header has 10; row 2 has 10");
    // Programs that write a delimiter too many in each row lose nothing.
    let alike = format!("case,{ITEMS}\na,{},\nb,{},\n", nine("1"), nine("0"));
    assert_eq!(rows(&score(&alike)).len(), 2);
}

#[test]
fn a_condition_on_a_number_fails_where_there_is_none() {
    let ages = ["17", "", "45", "NA", "unknown", "18 years"];
    let text: String = ages.iter().enumerate().map(|(at, age)| format!("c{at},\"{age}\",{}\n", nine("1"))).collect();
    let text = format!("case,age,{ITEMS}\n{text}");
    for (condition, cases) in [
        ("age < 18", vec!["c0"]),
        ("age <= 17", vec!["c0"]),
        ("not age >= 18", vec!["c0"]),
        ("age >= 18", vec!["c2"]),
        ("not age < 18", vec!["c2"]),
        ("age = ''", vec!["c1"]),
        ("age is empty", vec!["c1"]),
        ("age = NA", vec!["c3"]),
    ] {
        let ran = scored("phq-9", ("ages.csv", &text), "case", &["--where", condition]);
        assert_eq!(rows(&ran), cases, "{condition}");
    }
}

fn followed(command: &str, occasions: [&str; 3], dates: [&str; 3]) -> Ran {
    let row = |at: usize, point: &str| format!("c-1,{},{},{}\n", occasions[at], dates[at], nine(point));
    let text = format!("case,occasion,date,{ITEMS}\n{}{}{}", row(0, "3"), row(1, "2"), row(2, "0"));
    let folder = folder();
    run(&[command, "phq-9", &put(&folder, "course.csv", &text)])
}

#[test]
fn occasions_without_a_day_stand_by_the_numbers_within_their_names() {
    for occasions in [
        ["T1", "T2", "T10"],
        ["baseline_arm_1", "week_4_arm_1", "week_12_arm_1"],
        ["Baseline", "Week 4", "Week 12"],
        ["visits_arm_1/1", "visits_arm_1/2", "visits_arm_1/10"],
    ] {
        let ran = followed("follow", occasions, [""; 3]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("fell by 18 since"), "{occasions:?}: {}", ran.stdout);
        assert!(!ran.stdout.contains("rose by"), "{occasions:?}: {}", ran.stdout);
        // Where words decide, it is told once.
        let notes = ran.stderr.matches("V0739").count();
        let has_words = occasions[0].to_lowercase().starts_with("baseline");
        assert_eq!(notes, usize::from(has_words), "{occasions:?}: {}", ran.stderr);
    }
    let ran = followed("follow", ["intake", "halfway", "exit"], [""; 3]);
    assert!(ran.stderr.contains("names: `exit`, `halfway`, `intake`") && ran.stderr.contains("`date`"), "{}", ran.stderr);
    let dated = followed("follow", ["intake", "halfway", "exit"], ["2026-01-01", "2026-02-01", "2026-03-01"]);
    assert!(!dated.stderr.contains("V0739") && dated.stdout.contains("fell by 18"), "{}{}", dated.stdout, dated.stderr);
    assert!(followed("team", ["intake", "halfway", "exit"], [""; 3]).stderr.contains("V0739"));
}

/// A trial of jsPsych.
fn trial(plugin: &str, index: u32, scale: &str, answers: &str) -> String {
    format!(
        "{{\"trial_type\":\"{plugin}\",\"trial_index\":{index},\"case\":\"a\",\"scale\":\"{scale}\",\"response\":{{{answers}}}}}"
    )
}

fn questions(count: usize, from: usize, head: &str, value: &str) -> String {
    (from..from + count).map(|at| format!("\"{head}{at}\":{value}")).collect::<Vec<_>>().join(",")
}

#[test]
fn only_likert_questions_of_jspsych_count_from_0() {
    let score = |plugin: &str, value: &str| {
        let text = format!("[{}]", trial(plugin, 0, "wai", &questions(12, 1, "q", value)));
        scored("wai-sr", ("data.json", &text), "total", &[])
    };
    assert_eq!(rows(&score("survey-likert", "3")), ["4"]);
    for plugin in ["survey-html-form", "survey", "survey-multi-choice"] {
        assert_eq!(rows(&score(plugin, "\"4\"")), ["4"], "{plugin}");
        assert_eq!(rows(&score(plugin, "\"5\"")), ["5"], "{plugin}");
    }
    let both = [trial("survey-likert", 0, "wai", "\"q1\":1"), trial("survey-html-form", 0, "wai", "\"q1\":\"1\"")];
    refused(&scored("wai-sr", ("data.json", &format!("[{}]", both.join(","))), "total", &[]), "V0733", "positions");
}

#[test]
fn two_questionnaires_of_jspsych_are_not_one() {
    let gad = trial("survey-likert", 0, "gad", &questions(7, 1, "q", "2"));
    let phq = trial("survey-likert", 1, "phq", &questions(9, 1, "q", "0"));
    let text = format!("[{gad},{phq}]");
    let score = |options: &[&str]| scored("phq-9", ("data.json", &text), "depression", options);
    refused(&score(&[]), "V0733", "`q1` is answered in trial 0 and in trial 1");
    for condition in ["trial_index = 1", "scale = \"phq\""] {
        assert_eq!(rows(&score(&["--where", condition])), ["0"], "{condition}");
    }
}

#[test]
fn columns_that_count_from_0_are_no_items_that_count_from_1() {
    let names: Vec<String> = (0..9).map(|at| format!("Q{at}")).collect();
    let text = format!("case,{}\na,0,0,0,0,0,0,0,0,3\nb,1,1,1,1,1,1,1,1,3\n", names.join(","));
    let folder = folder();
    let file = put(&folder, "q0.csv", &text);
    let ran = run(&["match", "phq-9", &file]);
    let line = |item: &str| ran.stdout.lines().find(|line| line.trim_start().starts_with(&format!("{item} "))).map(str::to_owned);
    for at in 1..=9 {
        let line = line(&format!("q{at}")).unwrap_or_default();
        assert!(line.contains(&format!("Q{}", at - 1)) && line.contains("perhaps"), "{line}\n{}", ran.stdout);
    }
    let ran = scored("phq-9", ("q0.csv", &text), "depression", &[]);
    assert!(!ran.stderr.contains("q1=Q1") && ran.stderr.contains("count from `Q0`"), "{}", ran.stderr);
}

#[test]
fn two_panels_of_one_record_are_not_joined() {
    let text = r#"[{"case":"a","first":{"q1":1,"q2":2},"second":{"q1":0}}]"#;
    let ran = scored("phq-9", ("panels.json", text), "depression", &[]);
    refused(&ran, "V0733", "`first.q1` and `second.q1` both hold `q1`");
    let both =
        format!("[{{\"case\":\"a\",\"gad\":{{{}}},\"phq\":{{{}}}}}]", questions(7, 1, "q", "2"), questions(9, 1, "q", "0"));
    assert_eq!(rows(&scored("phq-9", ("m.json", &both), "depression", &["--map", "q*=phq.q*"])), ["0"]);
}

/// A response of FHIR with codes and texts, under items.
fn response(answers: &[(&str, &str)]) -> String {
    let item = |(at, (code, display)): (usize, &(&str, &str))| {
        format!(
            "{{\"linkId\":\"q{}\",\"answer\":[{{\"valueCoding\":{{\"code\":\"{code}\",\"display\":\"{display}\"}}}}]}}",
            at + 1
        )
    };
    let items: Vec<String> = answers.iter().enumerate().map(item).collect();
    format!(
        "{{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"completed\",\"subject\":{{\"reference\":\"Patient/a\"}},\"item\":[{}]}}",
        items.join(",")
    )
}

#[test]
fn a_code_of_fhir_that_its_text_contradicts_is_told_of() {
    let score = |answers: &[(&str, &str)]| scored("phq-9", ("r.json", &response(answers)), "depression", &[]);
    let right = [("0", "Not at all"), ("3", "Nearly every day"), ("0", "Not at all"), ("1", "Several days"), ("0", "")];
    let right: Vec<(&str, &str)> = right.into_iter().chain([("0", "Not at all"); 4]).collect();
    assert_eq!(rows(&score(&right)), ["4"]);
    let mut wrong = right.clone();
    wrong[8] = ("3", "Not at all");
    refused(&score(&wrong), "V0701", "the code `3` of `q9` stands beside `Not at all`");
    // Where all are counted from 1, the texts count.
    let shifted: Vec<(&str, &str)> = [("1", "Not at all"); 8].into_iter().chain([("4", "Nearly every day")]).collect();
    let ran = score(&shifted);
    assert_eq!(rows(&ran), ["3"]);
    assert!(ran.stderr.contains("the texts count"), "{}", ran.stderr);
}

#[test]
fn groups_of_fhir_that_answer_one_item_are_not_joined() {
    let group = |link: &str, code: &str| {
        let answer = format!("{{\"linkId\":\"q1\",\"answer\":[{{\"valueInteger\":{code}}}]}}");
        format!("{{\"linkId\":\"{link}\",\"item\":[{answer}]}}")
    };
    let whole = response(&[]).replace("\"item\":[]", &format!("\"item\":[{},{}]", group("first", "1"), group("second", "2")));
    refused(&scored("phq-9", ("r.json", &whole), "depression", &[]), "V0733", "in two groups");
}

#[test]
fn positions_may_have_decimals() {
    let text = format!("case,{ITEMS}\na,{}\nb,{}\n", nine("2.0"), nine("1"));
    let ran = scored("phq-9", ("r.csv", &text), "depression", &["--count-from", "1"]);
    assert_eq!(rows(&ran), ["9", "0"]);
    let ran = scored("phq-9", ("r.csv", &format!("case,{ITEMS}\na,{}\n", nine("3"))), "depression", &["--count-from", "1"]);
    assert!(!ran.stderr.contains("V0729"), "it was said already: {}", ran.stderr);
}

#[test]
fn a_misspelt_item_of_a_row_is_told_of() {
    let measure = "verbond 1\n\ninstrument m 1.0.0 {\n  title \"M\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants { client \"Client\" }\n  scale yes { 0 \"No\" 1 \"Yes\" }\n  item plain on yes \"A\"\n  item kind on yes \"B\"\n  item who as choices head, back optional \"Where?\"\n  score total \"Total\" = mean of plain, kind needs any\n}\n";
    let folder = folder();
    let measure = put(&folder, "m.instrument", measure);
    let long = |rows: &str| scored(&measure, ("long.csv", &format!("case,item,value\n{rows}")), "total", &[]);
    assert_eq!(rows(&long("a,plain,1\na,kind,1\na,whose_bike,7\n")), ["1"]);
    refused(&long("a,plain,1\na,kind,1\nb,plian,1\nb,kind,0\n"), "V0708", "`plian` is no item, and there is an item `plain`");
    refused(&long("a,plain,1\na,kind,1\na,who___head,1\n"), "V0708", "there is an item `who`");
}

#[test]
fn sheets_that_are_not_read_are_named_and_so_are_formulas_without_a_value() {
    let folder = folder();
    let path = folder.path().join("two.xlsx");
    let mut book = Workbook::new();
    for (name, point) in [("2025", 1), ("2026", 2)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().write(0, 0, "case").unwrap().write(1, 0, name).unwrap();
        for (at, item) in (1..).zip(ITEMS.split(',')) {
            sheet.write(0, at, item).unwrap().write(1, at, point).unwrap();
        }
    }
    book.save(&path).unwrap();
    let path = path.display().to_string();
    let ran = run(&["score", "phq-9", &path, "--to", "csv", "--columns", "depression"]);
    assert_eq!(rows(&ran), ["9"]);
    assert!(ran.stderr.contains("only the sheet `2025` is read; there are rows in `2026` too"), "{}", ran.stderr);
    let cells = |row: u32, cells: &[String]| format!("<row r=\"{row}\">{}</row>", cells.concat());
    let text = |text: &str| format!("<c t=\"str\"><v>{text}</v></c>");
    let header: Vec<String> = std::iter::once("case").chain(ITEMS.split(',')).map(text).collect();
    let answers: Vec<String> = [text("a")].into_iter().chain((0..8).map(|_| "<c><v>1</v></c>".to_owned())).collect();
    for formula in ["<f>1+1</f><v></v>", "<f>1+1</f>"] {
        let with = [&answers[..], &[format!("<c r=\"J2\">{formula}</c>")]].concat();
        let sheet = format!("{}{}", cells(1, &header), cells(2, &with));
        let path = folder.path().join("formula.xlsx");
        std::fs::write(&path, workbook(&sheet, &[])).unwrap();
        let ran = run(&["score", "phq-9", &path.display().to_string(), "--to", "csv", "--columns", "depression"]);
        refused(&ran, "V0701", "the formula in the cell J2 was never computed");
    }
}

#[test]
fn a_store_numbers_occasions_by_their_days_where_none_are_told() {
    let folder = folder();
    let text =
        format!("case,date,{ITEMS}\na-1,2026-02-02,{}\na-1,2026-01-02,{}\nb-1,2026-01-02,{}\n", nine("2"), nine("1"), nine("0"));
    let store = folder.path().join("a.vstore").display().to_string();
    let ran = run(&["store", "import", "--store", &store, "phq-9", &put(&folder, "days.csv", &text)]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let ran = run(&["follow", "phq-9", "--store", &store, "--format", "json"]);
    assert!(ran.stdout.contains("\"2\"") && ran.code == 0, "{}{}", ran.stdout, ran.stderr);
    let twice = format!("case,date,{ITEMS}\na-1,2026-01-02,{}\na-1,2026-01-02,{}\n", nine("2"), nine("1"));
    let ran = run(&["store", "import", "--store", &store, "phq-9", &put(&folder, "twice.csv", &twice)]);
    assert!(ran.code == 1 && ran.stderr.contains("V0706"), "{}", ran.stderr);
}

#[test]
fn a_title_above_the_header_of_a_workbook_is_told_of() {
    let folder = folder();
    let path = folder.path().join("title.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Answers of the clinic").unwrap().write(2, 0, "case").unwrap().write(3, 0, "a").unwrap();
    for (at, item) in (1..).zip(ITEMS.split(',')) {
        sheet.write(2, at, item).unwrap().write(3, at, 1).unwrap();
    }
    book.save(&path).unwrap();
    let ran = run(&["score", "phq-9", &path.display().to_string(), "--to", "csv", "--columns", "depression"]);
    refused(&ran, "V0712", "the row that begins with `case` names items, and seems to be the header");
}
