//! Answers that can be read in two ways, and what programs write that nobody expects: said, refused, or read as it is meant.

use serde_json::{Value, json};

use crate::program::{Ran, folder, put, run};

const FOLDER: &str = "tests/data/answers";
const MINI: &str = "tests/data/answers/mini.instrument";
const ITEMS: &str = "q1,q2,q3,q4,q5,q6,q7,q8,q9";

/// A measure with what programs write in ways of their own.
const WAYS: &str = "verbond 1

instrument ways 1.0.0 {
  title \"Ways\"
  licence \"CC0-1.0\"
  status experimental
  informants { client \"Client\" worker \"Officer\" }
  known { sex one of woman, man }
  scale yes { 0 \"No\" 1 \"Yes\" }
  scale often { 0 \"Never\" 1 \"Sometimes\" 2 \"Often\" none \"Does not apply\" }
  item ok on yes {
    client \"Are you fine?\"
    worker \"Is the client fine?\"
  }
  item up as time optional \"When do you get up?\"
  item busy on often optional \"Busy?\"
  item sym as choices head, back, other optional \"Where?\"
  score fine \"Fine\" = 1 * ok
  score bed \"In bed\" = hours from 22:00 to up
  score load \"Load\" = 1 * busy
  score places \"Places\" = number of sym
  score by_sex \"By sex\" = if sex = woman then 1 else 2
}
";

/// Nine answers alike.
fn nine(point: &str) -> String {
    [point; 9].join(",")
}

/// Scores a file of a text, and shows some columns.
fn scored(measure: &str, (name, text): (&str, impl AsRef<[u8]>), columns: &str, options: &[&str]) -> Ran {
    let folder = folder();
    let measure = if measure == WAYS { put(&folder, "ways.instrument", WAYS) } else { measure.to_owned() };
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    let file = file.display().to_string();
    run(&[&["score", &measure, &file, "--to", "csv", "--columns", columns], options].concat())
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

fn told(ran: &Ran, words: &str) {
    assert!(ran.code == 0 && ran.stderr.contains(words), "{words}: {}", ran.stderr);
}

const SETS: &str = "verbond 1

instrument sets 1.0.0 {
  title \"Sets\"
  licence \"CC0-1.0\"
  status experimental
  informants { self \"Self\" }
  scale yes { 0 \"No\" 1 \"Yes\" }
  item q1 on yes unscored \"Fine?\"
  item pain as choices 1, 2, 3 {
    self \"Pain?\"
    choice 1 \"A little\"
    choice 2 \"Quite\"
    choice 3 \"Not to be borne\"
  }
  score top \"Highest\" = if pain includes 3 then 3 else if pain includes 2 then 2 else 1
}
";

/// Of a choice whose name is a number, programs have numbers of their own, which stay when choices are moved.
#[test]
fn a_choice_that_has_the_name_of_one_and_the_text_of_another_is_refused() {
    let folder = folder();
    let measure = put(&folder, "sets.instrument", SETS);
    let file = |columns: [&str; 3], texts: [&str; 3]| {
        let texts = texts.map(|text| format!("Pain? - {text}")).join(",");
        let head = format!("ResponseId,RecordedDate,q1,{}\nResponse ID,Date,Fine?,{texts}\n", columns.join(","));
        format!("{head}\"{{\"\"ImportId\"\":\"\"_recordId\"\"}}\",x,x,x,x,x\nR_1,2026-03-03,1,1,,\n")
    };
    let own = ["pain_1", "pain_2", "pain_3"];
    let moved = file(own, ["Not to be borne", "A little", "Quite"]);
    let score = |text: &str, options: &[&str]| scored(&measure, ("q.csv", text), "top", options);
    let ran = score(&moved, &[]);
    refused(&ran, "V0708", "by its name `pain_1` is the choice `1` of `pain`, and by its text `3`");
    assert_eq!(ran.stderr.matches("error[").count(), 1, "{}", ran.stderr);
    let said = ["--map", "pain_3=pain_1", "--map", "pain_1=pain_2", "--map", "pain_2=pain_3"];
    assert_eq!(rows(&score(&moved, &said)), ["3"]);
    assert_eq!(rows(&score(&file(own, ["A little", "Quite", "Not to be borne"]), &[])), ["1"]);
    // Where the numbers cannot be those of the choices, the texts alone say it.
    let others = file(["pain_2", "pain_3", "pain_4"], ["Not to be borne", "A little", "Quite"]);
    let ran = score(&others, &[]);
    assert_eq!(rows(&ran), ["3"]);
    told(&ran, "`pain` is `pain_3`, `pain_4`, `pain_2`");
}

/// A list of LimeSurvey begins with `A1`, or with `A0`.
#[test]
fn a_code_that_can_be_two_points_is_refused_until_somebody_says_where_its_list_begins() {
    let text = |code: &str| format!("id,submitdate,startlanguage,{ITEMS}\n1,2026-01-01 10:00:00,en,{}\n", nine(code));
    let score = |code: &str, options: &[&str]| scored("phq-9", ("l.csv", text(code)), "depression", options);
    let ran = score("A1", &[]);
    refused(&ran, "V0701", "`A1` can be two answers to `q1`: nobody can tell where its list begins");
    assert!(ran.stderr.contains("`A1`, say `--count-from 1`; where with `A0`, say `--count-from 0`"), "{}", ran.stderr);
    refused(&score("A0", &[]), "V0701", "--count-from 0");
    assert_eq!(rows(&score("A1", &["--count-from", "1"])), ["0"]);
    assert_eq!(rows(&score("A1", &["--count-from", "0"])), ["9"]);
    assert_eq!(rows(&score("A0", &["--count-from", "0"])), ["0"]);
    assert_eq!(rows(&score("AO02", &[])), ["9"]);
    // On a scale from 1 both ways round it is the same.
    let text = "id,submitdate,startlanguage,q1,q2,q3\n1,2026-01-01 10:00:00,en,A4,A2,A5\n";
    assert_eq!(rows(&scored(MINI, ("l.csv", text), "total", &[])), ["4.333333333333333"]);
}

/// A list may hold more than the points, `none` among them.
#[test]
fn a_position_beyond_the_points_is_refused_with_what_can_be_done() {
    let text = "id,submitdate,startlanguage,informant,ok,busy,up,sym\n1,2026-01-01 10:00:00,en,client,Y,AO04,,\n";
    let ran = scored(WAYS, ("l.csv", text), "load", &[]);
    refused(&ran, "V0701", "`AO04` is not an answer to `busy`");
    assert!(ran.stderr.contains("it can be `AO01` to `AO03`") && ran.stderr.contains("whether it is `none`"), "{}", ran.stderr);
    let trial = json!([{"trial_type": "survey-likert", "trial_index": 0, "case": "a", "response": {"q1": 4, "q2": 0, "q3": 5}}]);
    let ran = scored(MINI, ("t.json", trial.to_string()), "total", &[]);
    refused(&ran, "V0701", "it can be 0 to 4, for the points are counted from 0");
}

#[test]
fn what_limesurvey_writes_of_yes_and_no_of_times_and_of_others_is_read() {
    let head = "id,submitdate,lastpage,startlanguage,informant,ok,up,busy,sym[head],sym[back],sym[other]";
    let rows_of = "1,2026-01-01 10:00:00,3,en,client,Y,1970-01-01 07:30:00,Sometimes,Y,,my knee\n\
                   2,2026-01-01 10:00:00,3,en,Officer,N,1970-01-01 23:00:00,AO03,,,\n";
    let ran = scored(WAYS, ("l.csv", format!("{head}\n{rows_of}")), "informant,fine,bed,load,places", &[]);
    assert_eq!(rows(&ran), ["client,1,9.5,1,2", "worker,0,1,2,"]);
    // Where 1 is yes and 2 no, a letter is what it says.
    let folder = folder();
    let turned = put(&folder, "turned.instrument", &WAYS.replace("0 \"No\" 1 \"Yes\"", "1 \"Yes\" 2 \"No\""));
    let ran = scored(&turned, ("l.csv", format!("{head}\n{rows_of}")), "fine", &[]);
    assert_eq!(rows(&ran), ["1", "2"]);
    // Elsewhere a letter is no answer.
    refused(&scored(WAYS, ("p.csv", "case,informant,ok,up,busy,sym\na,client,Y,,,\n"), "fine", &[]), "V0702", "`Y`");
}

/// A VV file has the codes below the texts.
#[test]
fn a_vv_file_of_limesurvey_is_read_by_its_second_row() {
    let text = "Response ID\tDate submitted\tLast page\tStart language\tI sleep well\tI worry\tI enjoy things\n\
                id\tsubmitdate\tlastpage\tstartlanguage\tq1\tmini_q2\tq3\n\
                1\t2026-03-03 10:00:00\t1\ten\tAO04\tAO02\tAO05\n2\t2026-03-03 10:00:00\t1\ten\t{question_not_shown}\tAO01\tAO05\n";
    let ran = scored(MINI, ("vvexport.txt", text), "case,date,total", &[]);
    assert_eq!(rows(&ran), ["1,2026-03-03,4.333333333333333", "2,2026-03-03,5"]);
}

#[test]
fn codes_of_castor_for_what_is_missing_are_no_answers() {
    let text = "Participant Id;Site Abbreviation;q1;q2;q3\n1;X;4;2;##USER_MISSING_95##\n";
    assert_eq!(rows(&scored(MINI, ("c.csv", text), "case,total", &[])), ["1,4"]);
}

/// A time stands behind a day in files that keep moments alone.
#[test]
fn times_that_statistics_files_keep_as_moments_are_read() {
    let folder = folder();
    let measure = "verbond 1\n\ninstrument night 1.0.0 {\n  title \"N\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants { self \"Self\" }\n  known { day date }\n  scale yes { 0 \"No\" 1 \"Yes\" }\n  item q1 on yes unscored \"Fine?\"\n  item up as time \"Up?\"\n  score bed \"In bed\" = hours from 22:00 to up\n  score since \"Since\" = days from 2026-03-01 to day\n}\n";
    let measure = put(&folder, "night.instrument", measure);
    for name in ["moments.dta", "moments.sav"] {
        let ran = run(&["score", &measure, &format!("{FOLDER}/{name}"), "--to", "csv", "--columns", "case,bed,since"]);
        assert_eq!(rows(&ran), ["a,1.5,3", "b,9.083333333333334,3"], "{name}");
    }
}

#[test]
fn headings_that_are_the_wording_for_others_than_those_who_answered_are_warned_of() {
    let score = |head: &str, row: &str, options: &[&str]| {
        scored(WAYS, ("w.csv", format!("case,{head},up,busy,sym\na,{row},,,\n")), "informant,fine", options)
    };
    let warning = "warning[V0725]: the headings are the wording for `worker`, and the rows are answers of `client`";
    let ran = score("Is the client fine?", "1", &["--map", "informant=client"]);
    assert_eq!(rows(&ran), ["client,1"]);
    told(&ran, warning);
    assert!(ran.stderr.contains("--map informant=worker"), "{}", ran.stderr);
    told(&score("informant,Is the client fine?", "client,1", &[]), warning);
    // By the label of the informant too.
    for (head, row, options) in [
        ("Is the client fine?", "1", &["--map", "informant=Officer"][..]),
        ("informant,Is the client fine?", "officer,1", &[]),
        ("informant,Are you fine?", "Client,1", &[]),
        ("informant,ok", "client,1", &[]),
    ] {
        let ran = score(head, row, options);
        assert_eq!(rows(&ran).len(), 1);
        assert!(!ran.stderr.contains("warning[V0725]"), "{head}: {}", ran.stderr);
    }
    // One heading for both who answer is no slip.
    let both =
        scored(WAYS, ("w.csv", "case,informant,Is the client fine?,up,busy,sym\na,client,1,,,\na,worker,0,,,\n"), "fine", &[]);
    assert!(both.code == 0 && !both.stderr.contains("warning[V0725]"), "{}", both.stderr);
    refused(&score("informant,ok", "Somebody,1", &[]), "V0709", "there is no informant `Somebody`");
}

/// A response of FHIR to PHQ-9.
fn response(subject: &Value, more: &Value, point: u8) -> Value {
    let items: Vec<Value> = ITEMS.split(',').map(|item| json!({"linkId": item, "answer": [{"valueInteger": point}]})).collect();
    let mut response = json!({"resourceType": "QuestionnaireResponse", "status": "completed", "subject": subject, "item": items});
    for (name, value) in more.as_object().unwrap() {
        response[name] = value.clone();
    }
    response
}

fn bundle(responses: &[Value]) -> String {
    let entries: Vec<Value> = responses.iter().map(|response| json!({"resource": response})).collect();
    json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string()
}

#[test]
fn responses_in_progress_are_told_of_and_can_be_left_out() {
    let patient = |number: u8| json!({"reference": format!("Patient/{number}")});
    let both = [response(&patient(1), &json!({"status": "in-progress"}), 1), response(&patient(2), &json!({}), 2)];
    let ran = scored("phq-9", ("b.json", bundle(&both)), "case,depression", &[]);
    assert_eq!(rows(&ran), ["1,9", "2,18"]);
    told(&ran, "1 of 2 responses are `in-progress`, and are read too");
    assert!(ran.stderr.contains("--where 'status != in-progress'"), "{}", ran.stderr);
    let ran = scored("phq-9", ("b.json", bundle(&both)), "case,depression", &["--where", "status != in-progress"]);
    assert_eq!(rows(&ran), ["2,18"]);
    assert!(!ran.stderr.contains("in-progress"), "{}", ran.stderr);
}

#[test]
fn a_patient_of_fhir_is_one_case_and_a_name_is_none() {
    let referred = |references: &[&str]| {
        let days = references.iter().zip(1..);
        let all = days.map(|(it, day)| response(&json!({"reference": it}), &json!({"authored": format!("2026-03-0{day}")}), 1));
        let ran = scored("phq-9", ("b.json", bundle(&all.collect::<Vec<_>>())), "case", &[]);
        rows(&ran).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(referred(&["Patient/12", "http://a/fhir/Patient/12", "Patient/12/_history/3"]), ["12", "12", "12"]);
    // A number is another patient on another server.
    let servers = ["http://a/Patient/12", "http://b/Patient/12", "http://a/Patient/12/_history/3"];
    assert_eq!(referred(&servers), ["http://a/Patient/12", "http://b/Patient/12", "http://a/Patient/12"]);
    assert_eq!(referred(&["urn:uuid:0c3", "Group/12"]), ["urn:uuid:0c3", "Group/12"]);
    let name = |display: &str| {
        let one = response(&json!({"display": display}), &json!({"id": "r1"}), 1);
        scored("phq-9", ("b.json", one.to_string()), "case", &[])
    };
    let ran = name("Jan Jansen");
    assert_eq!(rows(&ran), ["r1"]);
    told(&ran, "a subject has a `display` alone");
    assert!(!format!("{}{}", ran.stdout, ran.stderr).contains("Jansen"), "{}", ran.stderr);
    let ran = name("c-017");
    assert_eq!(rows(&ran), ["c-017"]);
    assert!(!ran.stderr.contains("display"), "{}", ran.stderr);
}

#[test]
fn facts_of_a_record_that_contradict_each_other_are_warned_of_where_they_are_needed() {
    let head = "record_id,redcap_event_name,informant,sex,ok,up,busy,sym,ways_complete";
    let score = |last: &str| {
        let text = format!("{head}\n1,base,client,woman,1,,,,2\n1,week,client,man,1,,,,2\n1,end,client,{last},1,,,,2\n");
        scored(WAYS, ("r.csv", text), "occasion,by_sex", &[])
    };
    let ran = score("");
    assert_eq!(rows(&ran), ["base,1", "week,2", "end,"]);
    told(&ran, "warning[V0715]: `sex` is `woman` and `man` in other rows of the record, so here it is unknown");
    assert!(ran.stderr.contains("row 4, column sex"), "{}", ran.stderr);
    assert!(!score("woman").stderr.contains("V0715"), "nothing lacks");
}

/// Expanded, SurveyMonkey has a column for each anchor of a question with one answer.
#[test]
fn a_column_for_each_anchor_is_one_question() {
    let anchors = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"];
    let questions = ["I sleep well", "I worry", "I enjoy things"];
    let head = questions.map(|question| format!("{question},,,,")).join(",");
    let below = vec![anchors.join(","); 3].join(",");
    let row = |case: &str, points: [usize; 3], written: &dyn Fn(usize) -> String| {
        let one =
            |point: usize| (0..5).map(|at| if at == point { written(at) } else { String::new() }).collect::<Vec<_>>().join(",");
        format!("{case},1,01/03/2026 10:00:00 AM,01/03/2026 10:05:00 AM,{},fine\n", points.map(one).join(","))
    };
    let start = format!("Respondent ID,Collector ID,Start Date,End Date,{head},Say more\n,,,,{below},Open-Ended Response\n");
    let by_text = |at: usize| anchors[at].to_owned();
    let by_number = |at: usize| (at + 1).to_string();
    for written in [&by_text as &dyn Fn(usize) -> String, &by_number] {
        let text = format!("{start}{}{}", row("1", [4, 0, 4], written), row("2", [2, 1, 3], written));
        let ran = scored(MINI, ("m.csv", &text), "case,date,total,Say more", &["--keep"]);
        assert_eq!(rows(&ran), ["1,2026-01-03,5,fine", "2,2026-01-03,3.6666666666666665,fine"]);
        told(&ran, "`q1` is `I sleep well`");
    }
    // Under a question that is called otherwise, `--map` says it.
    let other = format!("{start}{}", row("1", [4, 0, 4], &by_text)).replace("I worry", "Do you worry?");
    let ran = scored(MINI, ("m.csv", &other), "total", &["--map", "q2=Do you worry?"]);
    assert_eq!(rows(&ran), ["5"]);
    // Two anchors of one question are no answer.
    let two =
        format!("{start}{}", row("1", [4, 0, 4], &by_text)).replace("Strongly disagree,,,,,", "Strongly disagree,Disagree,,,,");
    refused(&scored(MINI, ("m.csv", &two), "total", &[]), "V0702", "`Strongly disagree;Disagree`");
}

/// Of a set, the long form may have a row for each choice.
#[test]
fn rows_of_the_long_form_may_hold_one_choice_each() {
    let rows_of = |more: &str| format!("case,informant,item,value\na,client,ok,1\na,client,sym,head\na,client,sym,back\n{more}");
    let score = |more: &str| scored(WAYS, ("long.csv", rows_of(more)), "places", &[]);
    assert_eq!(rows(&score("")), ["2"]);
    assert_eq!(rows(&score("b,client,ok,1\nb,client,Where?,other\nb,client,Where?,head\n")), ["2", "2"]);
    refused(&score("a,client,sym,head\n"), "V0733", "`sym` is answered twice");
    refused(&score("a,client,ok,0\n"), "V0733", "`ok` is answered twice");
}

#[test]
fn lines_may_end_as_old_macs_end_them() {
    let text = format!("case,{ITEMS}\ra,{}\rb,{}\r", nine("1"), nine("2"));
    assert_eq!(rows(&scored("phq-9", ("mac.csv", &text), "case,depression", &[])), ["a,9", "b,18"]);
    let folder = folder();
    let bad = put(&folder, "bad.csv", &text.replace("b,2,", "b,7,"));
    let rejects = folder.path().join("rejects.csv").display().to_string();
    let ran = run(&["score", "phq-9", &bad, "--to", "csv", "--columns", "case", "--on-bad", "skip", "--rejects", &rejects]);
    assert_eq!(rows(&ran), ["a"]);
    let rejects = std::fs::read_to_string(rejects).unwrap();
    assert_eq!(rejects.lines().collect::<Vec<_>>(), [format!("case,{ITEMS}"), "b,7,2,2,2,2,2,2,2,2".to_owned()]);
}

/// Each says what is done about it.
#[test]
fn a_header_that_is_not_the_first_row_or_not_cut_is_told_how_to_be_read() {
    let score = |text: &str, options: &[&str]| scored("phq-9", ("t.csv", text), "depression", options);
    let header = format!("case,{ITEMS}\na,{}\n", nine("1"));
    let hint = "the row that begins with `case` names items, and seems to be the header: delete what stands above it";
    for title in ["Answers of the clinic\n", "Answers of the clinic\n\n", "Answers,,,,,,,,,\n,,,,,,,,,\n"] {
        refused(&score(&format!("{title}{header}"), &[]), "V0712", hint);
        refused(&score(&format!("{title}{}", header.replace(',', ";")), &[]), "V0712", hint);
    }
    let quoted = ITEMS.split(',').map(|item| format!("\"{item}\"")).collect::<Vec<_>>().join(" ");
    let table = format!("{quoted}\n\"1\" {}\n", nine("1").replace(',', " "));
    refused(&score(&table, &[]), "V0712", "--delimiter ' '");
    refused(&score(&table, &["--delimiter", " "]), "V0703", "`write.table`");
}

#[test]
fn numbers_and_dates_that_can_be_two_are_told_so() {
    let mix = format!("{FOLDER}/mix.instrument");
    let text = "case;q1;q2;q3;weeks;weight;sym\na;1;1;1;1;7.5;head\nb;1;1;1;1;7,5;head\n";
    let score = |options: &[&str]| scored(&mix, ("n.csv", text), "wt", options);
    let ran = score(&[]);
    refused(&ran, "V0702", "write all numbers of the file alike");
    assert!(!ran.stderr.contains("--decimal"), "it would not help: {}", ran.stderr);
    refused(&score(&["--decimal", "comma"]), "V0702", "with a comma before decimals, as was said");
    refused(&score(&["--decimal", "point"]), "V0702", "with a point before decimals");
    let dated = |date: &str, options: &[&str]| {
        scored("phq-9", ("d.csv", format!("case,date,{ITEMS}\na,{date},{}\n", nine("1"))), "date", options)
    };
    let ran = dated("02-03-2026", &[]);
    refused(&ran, "V0710", "`02-03-2026` can be two days: the day and the month may be swapped");
    assert!(ran.stderr.contains("--date-format dmy"), "{}", ran.stderr);
    refused(&dated("46000", &[]), "V0710", "--date-format serial");
    assert_eq!(rows(&dated("46000", &["--date-format", "serial"])), ["2025-12-09"]);
    assert!(!dated("99", &[]).stderr.contains("serial"), "no day of these times");
}

/// Arabic of windows-1256 is no text of western Europe.
#[test]
fn a_text_of_another_encoding_is_not_taken_for_western_europe() {
    let text = format!("case,said,{ITEMS}\na,WORD,{}\n", nine("1"));
    let (before, after) = text.split_once("WORD").unwrap();
    let with = |word: &[u8]| [before.as_bytes(), word, after.as_bytes()].concat();
    let text = with(b"\xE3\xE1\xC7\xCD\xD9\xC9");
    let score = |options: &[&str]| scored("phq-9", ("a.csv", &text), "depression", options);
    refused(&score(&[]), "V0711", "windows-1256 (Arabic)");
    assert_eq!(rows(&score(&["--encoding", "windows-1256"])), ["9"]);
    told(&scored("phq-9", ("w.csv", with(b"Ren\xE9")), "depression", &[]), "if letters are wrong, say `--encoding NAME`");
}
