//! What strangers found in answers of other programs: figures that were wrong in silence, and answers that were lost.
//! Each line is worked out by hand from the file that it stands beside.

use crate::program::{Ran, folder, put, run};

const FOLDER: &str = "tests/data/answers";
const MIX: &str = "tests/data/answers/mix.instrument";
const MINI: &str = "tests/data/answers/mini.instrument";

/// Scores answers, with those as they were read.
fn scored(measure: &str, answers: &str, options: &[&str]) -> Ran {
    run(&[&["score", measure, answers, "--to", "csv", "--answers", "--quiet"], options].concat())
}

/// Some columns of what was scored.
fn columns(ran: &Ran, names: &[&str]) -> Vec<String> {
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = |name: &&str| head.iter().position(|known| known == *name).unwrap_or_else(|| panic!("no {name}: {head:?}"));
    let at: Vec<usize> = names.iter().map(at).collect();
    reader.records().map(|row| at.iter().map(|at| row.as_ref().unwrap()[*at].to_owned()).collect::<Vec<_>>().join(" ")).collect()
}

fn refused(ran: &Ran, code: &str, words: &str) {
    assert!(ran.code == 1 && ran.stderr.contains(&format!("error[{code}]")) && ran.stderr.contains(words), "{}", ran.stderr);
    assert_eq!(ran.stdout, "", "nothing is written");
}

/// An export of Qualtrics with the three items of `mix`, and the columns of a set with the texts beside them.
fn qualtrics(columns: &[(&str, &str)], rows: &[&str]) -> String {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let texts: Vec<String> = columns.iter().map(|(_, text)| format!("\"{text}\"")).collect();
    let mut file = format!("ResponseId,q1,q2,q3,weeks,weight,{}\nResponse ID,a,b,c,d,e,{}\n", names.join(","), texts.join(","));
    file.push_str(&format!("\"{{\"\"ImportId\"\":\"\"_recordId\"\"}}\",x,x,x,x,x{}\n", ",x".repeat(columns.len())));
    for (at, row) in rows.iter().enumerate() {
        file.push_str(&format!("R_{at},1,1,1,1,1,{row}\n"));
    }
    file
}

const HEAD: &str = "Which complaints? - Headache";
const BACK: &str = "Which complaints? - Selected Choice - Back pain";
const TUMMY: &str = "Which complaints? - Stomach ache, or cramp";

#[test]
fn the_text_beside_a_column_says_which_choice_it_is_and_not_its_number() {
    let folder = folder();
    let sets = |columns_of_set: &[(&str, &str)], rows: &[&str]| {
        let file = put(&folder, "q.csv", &qualtrics(columns_of_set, rows));
        columns(&scored(MIX, &file, &[]), &["case", "sym"])
    };
    let one_each = ["1,,", ",1,", ",,1"];
    let expected = ["R_0 head", "R_1 back", "R_2 tummy"];
    assert_eq!(sets(&[("sym_2", HEAD), ("sym_3", BACK), ("sym_1", TUMMY)], &one_each), expected, "in another order");
    assert_eq!(sets(&[("sym_1", HEAD), ("sym_2", BACK), ("sym_4", TUMMY)], &one_each), expected, "with a gap");
    assert_eq!(sets(&[("Q7_1", HEAD), ("Q7_2", BACK), ("Q7_3", TUMMY)], &one_each), expected, "under another name");
    let with_none = [("sym_1", "Which complaints? - None"), ("sym_2", HEAD), ("sym_3", BACK), ("sym_4", TUMMY)];
    assert_eq!(sets(&with_none, &[",1,,", ",,1,", ",,,1"]), expected, "with one more choice before");
    // The number counts where nothing else says which it is.
    assert_eq!(sets(&[("sym_2", ""), ("sym_3", ""), ("sym_1", "")], &one_each), ["R_0 back", "R_1 tummy", "R_2 head"]);
    // SPSS says it in labels: sym_1 is Back pain, sym_2 the stomach, sym_3 Headache; a chose the first, b the second.
    assert_eq!(columns(&scored(MIX, &format!("{FOLDER}/set-labels.sav"), &[]), &["case", "sym"]), ["a back", "b tummy"]);
    // 2 is labelled No there.
    let yes_no = scored(MIX, &format!("{FOLDER}/set-yes-no.sav"), &[]);
    assert_eq!(columns(&yes_no, &["sym"]), ["head;tummy", "back", ";"], "{}", yes_no.stderr);
}

#[test]
fn columns_that_may_be_choices_are_not_left_out_in_silence() {
    let folder = folder();
    let head = "case,q1,q2,q3,weeks,weight";
    let gap = put(&folder, "gap.csv", &format!("{head},sym_1,sym_2,sym_4\na,1,1,1,1,1,1,0,0\nb,1,1,1,1,1,0,0,1\n"));
    refused(&scored(MIX, &gap, &[]), "V0708", "--map sym_head=sym_1");
    let said = ["--map", "sym_head=sym_1", "--map", "sym_back=sym_2", "--map", "sym_tummy=sym_4"];
    assert_eq!(columns(&scored(MIX, &gap, &said), &["case", "sym"]), ["a head", "b tummy"]);
    assert_eq!(columns(&scored(MIX, &gap, &["--map", "sym_tummy=sym_4"]), &["case", "sym"]), ["a head", "b tummy"]);
    let twice = ["--map", "sym_head=sym_1", "--map", "sym_back=sym_1", "--map", "sym_tummy=sym_4"];
    refused(&scored(MIX, &gap, &twice), "V0704", "sym_back");
    refused(&scored(MIX, &gap, &["--map", "sym_knee=sym_1"]), "V0718", "sym_knee");
    // A fourth choice of the form is none of the three.
    let more = put(&folder, "more.csv", &format!("{head},sym_1,sym_2,sym_3,sym_4\na,1,1,1,1,1,1,0,0,0\n"));
    refused(&scored(MIX, &more, &[]), "V0708", "sym_4");
    // Where the set is optional, they are not taken for unanswered either.
    let optional = "case,q1,q2,q3,sym_0,sym_1\na,1,1,1,1,0\n";
    refused(&scored("tests/data/answers/sym.instrument", &put(&folder, "o.csv", optional), &[]), "V0708", "sym_0");
    // A remark beside a set is no choice.
    let remark = format!("{head},sym,sym_other\na,1,1,1,1,1,head,knee\n");
    assert_eq!(columns(&scored(MIX, &put(&folder, "r.csv", &remark), &[]), &["sym"]), ["head"]);
}

/// A form that comes in, and answers to it as its program writes them.
fn come_in(form: (&str, &str), answers: (&str, &str), options: &[&str]) -> Ran {
    let folder = folder();
    let form = put(&folder, form.0, form.1);
    let measures = folder.path().join("m").display().to_string();
    let ran = run(&["import", &form, "--output", &measures]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found = std::fs::read_dir(&measures).unwrap().map(|entry| entry.unwrap().path());
    let measure = found.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "instrument")).unwrap();
    scored(&measure.display().to_string(), &put(&folder, answers.0, answers.1), options)
}

const DICTIONARY: &str = "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,\"Choices, Calculations, OR \
                          Slider Labels\",Field Note,Text Validation Type OR Show Slider Number,Text Validation Min,Text \
                          Validation Max,Identifier?,Branching Logic (Show field only if...),Required Field?\n\
                          record_id,m,,text,ID,,,,,,,,\n";

#[test]
fn a_number_is_the_code_that_the_form_gave_the_choice() {
    let form = format!("{DICTIONARY}dy,m,,checkbox,Order,\"3, Three | 1, One | 2, Two | -99, None\",,,,,,,\n");
    let answers = "record_id,dy___3,dy___1,dy___2,dy____99,m_complete\n1,1,0,0,0,2\n2,0,1,0,0,2\n3,0,0,0,1,2\n";
    let ran = come_in(("d.csv", &form), ("a.csv", answers), &[]);
    assert_eq!(columns(&ran, &["case", "dy"]), ["1 q_3", "2 q_1", "3 q__99"]);
    let form = format!("{DICTIONARY}sy,m,,checkbox,Symptoms?,\"0, None | 1, Head | 2, Back\",,,,,,,\n");
    let answers = "record_id,sy___0,sy___1,sy___2,m_complete\n1,0,1,1,2\n2,1,0,0,2\n";
    assert_eq!(columns(&come_in(("d.csv", &form), ("a.csv", answers), &[]), &["case", "sy"]), ["1 1;2", "2 0"]);
    let form = r#"{"title":"T","pages":[{"name":"p","elements":[{"type":"checkbox","name":"cb","title":"Check","choices":[
        {"value":3,"text":"Three"},{"value":1,"text":"One"},{"value":2,"text":"Two"}]}]}]}"#;
    let ran = come_in(("s.json", form), ("a.json", r#"[{"cb":[3]},{"cb":[1,2]}]"#), &[]);
    assert_eq!(columns(&ran, &["cb"]), ["3", "1;2"]);
    // A number that no choice has is none, whatever its position would be.
    let ran = come_in(("s.json", &form.replace("\"value\":2", "\"value\":9")), ("a.json", r#"[{"cb":[2]}]"#), &[]);
    refused(&ran, "V0701", "`2`");
}

#[test]
fn a_code_without_a_label_is_refused_where_labels_move_the_others() {
    for name in ["labels-on-ends.sav", "labels-on-ends.dta"] {
        let file = format!("{FOLDER}/{name}");
        let ran = scored(MIX, &file, &[]);
        refused(&ran, "V0701", "has no label in the file");
    }
    // 1 is labelled Never, which is 0, and 4 Always, which is 3; 2 and 3 are said to be no answers.
    let file = format!("{FOLDER}/labels-on-ends.sav");
    let ran = scored(MIX, &file, &["--missing", "q1=2", "--missing", "q1=3"]);
    assert_eq!(columns(&ran, &["case", "q1"]), ["a 0", "b ", "c ", "d 3"]);
    let ran = scored(MIX, &file, &["--on-bad", "missing"]);
    assert_eq!(columns(&ran, &["case", "q1"]), ["a 0", "b ", "c ", "d 3"]);
}

/// Two responses of one patient: one to a questionnaire of nine items, one to three.
fn responses(addresses: [&str; 2]) -> String {
    let response = |address: &str, day: u8, value: u8| {
        let item = |at: u8| format!("{{\"linkId\":\"q{at}\",\"answer\":[{{\"valueInteger\":{value}}}]}}");
        format!(
            "{{\"resourceType\":\"QuestionnaireResponse\",\"status\":\"completed\",\"questionnaire\":\"{address}\",\
             \"subject\":{{\"reference\":\"Patient/a\"}},\"authored\":\"2026-03-0{day}\",\"item\":[{},{},{}]}}",
            item(1),
            item(2),
            item(3)
        )
    };
    format!("[{},{}]", response(addresses[0], 5, 5), response(addresses[1], 6, 1))
}

#[test]
fn responses_to_another_questionnaire_are_not_scored() {
    let folder = folder();
    let file = put(&folder, "r.json", &responses(["http://x/phq-9", "http://x/Questionnaire/mini|1.0.0"]));
    let ran = scored(MINI, &file, &[]);
    assert_eq!(columns(&ran, &["date", "q1"]), ["2026-03-06 1"]);
    assert!(ran.stderr.contains("1 row left out"), "{}", ran.stderr);
    let other = ["--where", "questionnaire = \"http://x/phq-9\""];
    assert_eq!(columns(&scored(MINI, &file, &other), &["date", "q1"]), ["2026-03-05 5"]);
    let neither = put(&folder, "n.json", &responses(["http://x/phq-9", "http://x/gad-7"]));
    refused(&scored(MINI, &neither, &[]), "V0737", "questionnaire = \"http://x/phq-9\"");
    let one = put(&folder, "o.json", &responses(["http://x/44249-1", "http://x/44249-1"]));
    let ran = scored(MINI, &one, &[]);
    assert_eq!(columns(&ran, &["q1"]), ["5", "1"]);
    assert!(ran.stderr.contains("note[V0737]: these answer `http://x/44249-1`, and the measure is `mini`"), "{}", ran.stderr);
}

#[test]
fn what_jspsych_keeps_of_each_trial_is_not_lost() {
    let folder = folder();
    let measure =
        std::fs::read_to_string(MINI).unwrap().replace("  scale agree", "  known { sex one of woman, man }\n\n  scale agree");
    let measure = put(&folder, "mini.instrument", &measure);
    let trials = |sex: [&str; 2]| {
        format!(
            r#"[{{"trial_type":"html-button-response","trial_index":0,"case":"a","date":"2026-03-05","sex":"{}","response":0}},
            {{"trial_type":"survey-likert","trial_index":1,"case":"a","date":"2026-03-05","sex":"{}","response":{{"q1":0,"q2":1,"q3":2}}}}]"#,
            sex[0], sex[1]
        )
    };
    let file = put(&folder, "t.json", &trials(["woman", "woman"]));
    assert_eq!(columns(&scored(&measure, &file, &[]), &["case", "date", "sex", "q1", "q3"]), ["a 2026-03-05 woman 1 3"]);
    let other = put(&folder, "o.json", &trials(["woman", "woman"]).replace("\"date\"", "\"day\""));
    assert_eq!(columns(&scored(&measure, &other, &["--map", "date=day"]), &["case", "date"]), ["a 2026-03-05"]);
    refused(&scored(&measure, &put(&folder, "d.json", &trials(["woman", "man"])), &[]), "V0715", "`woman` in another trial");
}

#[test]
fn people_and_sessions_of_jspsych_are_not_merged() {
    let folder = folder();
    let trial = |index: u8, more: &str, response: &str| {
        format!("{{\"trial_type\":\"survey-likert\",\"trial_index\":{index},{more}\"response\":{response}}}")
    };
    let all = |trials: &[String]| put(&folder, "t.json", &format!("[{}]", trials.join(",")));
    let (one, other) = ("{\"q1\":0,\"q2\":1,\"q3\":2}", "{\"q1\":4,\"q2\":4,\"q3\":4}");
    let file = all(&[trial(0, "", one), trial(0, "", other)]);
    assert_eq!(columns(&scored(MINI, &file, &[]), &["case", "q1", "q3"]), ["1 1 3", "2 5 5"], "two people without codes");
    let session = |number: u8| format!("\"subject\":\"a\",\"session\":{number},");
    let file = all(&[trial(0, &session(1), one), trial(0, &session(2), other)]);
    assert_eq!(columns(&scored(MINI, &file, &[]), &["case", "occasion", "q1"]), ["a 1 1", "a 2 5"]);
    let file = all(&[trial(0, "\"subject\":\"a\",", one), trial(0, "\"subject\":\"a\",", other)]);
    refused(&scored(MINI, &file, &[]), "V0706", "same case");
    // An experiment in two parts asks nothing twice.
    let parts = ["{\"q1\":0}", "{\"q2\":1,\"q3\":2}"];
    let file = all(&parts.map(|part| trial(0, "\"subject\":\"a\",", part)));
    assert_eq!(columns(&scored(MINI, &file, &[]), &["case", "q1", "q2", "q3"]), ["a 1 2 3"]);
}

#[test]
fn days_are_those_of_the_clock_that_people_saw() {
    let folder = folder();
    let measure = put(&folder, "three.instrument", &without_needs());
    // Excel for Macintosh counts from 1904: 44624 is the fifth of March 2026.
    let ran = scored("audit-c", &format!("{FOLDER}/from-1904.xlsx"), &[]);
    assert_eq!(columns(&ran, &["case", "date"]), ["c1 2026-03-05"]);
    // Midnight in Amsterdam is still the day before in Greenwich.
    let ran = scored(&measure, &format!("{FOLDER}/zone.parquet"), &[]);
    assert_eq!(columns(&ran, &["date"]), ["2026-03-05"]);
}

/// The measure of three items and nothing else.
fn without_needs() -> String {
    let text = std::fs::read_to_string(MIX).unwrap();
    let is_left_out = |line: &str| {
        [
            "item weeks",
            "item weight",
            "item since",
            "item say",
            "score wk",
            "score wt",
            "score nsym",
            "score hasback",
            "score dur",
        ]
        .iter()
        .any(|start| line.trim_start().starts_with(start))
    };
    let kept: Vec<&str> = text.lines().filter(|line| !is_left_out(line)).collect();
    let text = kept.join("\n");
    let (before, rest) = text.split_once("  item sym").unwrap();
    let (_, after) = rest.split_once("  }\n").unwrap();
    format!("{before}{after}\n")
}

#[test]
fn a_condition_holds_of_numbers_and_of_choice_text() {
    let folder = folder();
    let file = |cells: [[&str; 2]; 3]| {
        let mut text = "Status,Finished,ResponseId,q1,q2,q3\nResponse Type,Finished,Response ID,a,b,c\n".to_owned();
        text.push_str("\"{\"\"ImportId\"\":\"\"status\"\"}\",x,x,x,x,x\n");
        for (at, [status, finished]) in cells.iter().enumerate() {
            text.push_str(&format!("{status},{finished},R_{at},1,2,3\n"));
        }
        put(&folder, "q.csv", &text)
    };
    let words = [["Survey Preview", "True"], ["IP Address", "False"], ["IP Address", "True"]];
    let numbers = [["1", "1"], ["0", "0"], ["0", "1"]];
    for cells in [words, numbers] {
        for condition in ["Status = 0 and Finished = 1", "Status = \"IP Address\" and Finished != false"] {
            let ran = scored(MINI, &file(cells), &["--where", condition]);
            assert_eq!(columns(&ran, &["case"]), ["R_2"], "{condition}: {}", ran.stderr);
            assert!(!ran.stderr.contains("nobody finished"), "{}", ran.stderr);
        }
        let ran = scored(MINI, &file(cells), &[]);
        assert_eq!(columns(&ran, &["case"]).len(), 3);
        assert!(ran.stderr.contains("previews and answers that nobody finished"), "{}", ran.stderr);
        assert!(ran.stderr.contains("`--where 'Status = 0 and Finished = 1'` leaves them out"), "{}", ran.stderr);
    }
}

#[test]
fn whatever_stands_below_a_question_of_surveymonkey_it_has_its_name() {
    let folder = folder();
    let text = "Respondent ID,End Date,q1,q2,q3,weeks,weight,sym,Since when?\n\
                ,,Response,Response,Response,Open-Ended Response,Open-Ended Response,Response,Date / Time\n\
                1,03/05/2026 10:00:05 AM,1,1,1,1,1,Headache,02/03/2026\n";
    assert_eq!(columns(&scored(MIX, &put(&folder, "s.csv", text), &[]), &["since", "sym"]), ["2026-02-03 head"]);
    // In numbers each column of a set has that of its choice, or nothing.
    let text = "Respondent ID,End Date,q1,q2,q3,weeks,weight,Which complaints?,,\n\
                ,,Response,Response,Response,Open-Ended Response,Open-Ended Response,Headache,Back pain,\"Stomach ache, or cramp\"\n\
                1,03/05/2026 10:00:05 AM,1,1,1,1,1,1,,3\n2,03/05/2026 10:00:05 AM,1,1,1,1,1,,2,\n";
    assert_eq!(columns(&scored(MIX, &put(&folder, "n.csv", text), &[]), &["sym"]), ["head;tummy", "back"]);
}

#[test]
fn a_star_takes_no_case_away() {
    let folder = folder();
    let text = "participant,TIME_start,TIME_end,mini_q1,mini_q2,mini_q3\nc1,2026-03-05-10-11,2026-03-05-10-20,4,2,5\n";
    let ran = scored(MINI, &put(&folder, "data.csv", text), &["--map", "*=mini_*"]);
    assert_eq!(columns(&ran, &["case", "date", "q1"]), ["c1 2026-03-05 4"]);
    assert!(!ran.stderr.contains("V0719"), "{}", ran.stderr);
}

#[test]
fn a_row_for_each_answer_may_name_the_item_by_its_wording() {
    let folder = folder();
    let long = ["--long", "item=question,value=given", "--map", "case=person"];
    let text = "person,question,given\na,I worry,Disagree\na,I sleep well,Agree\na,I enjoy things,5\n";
    let ran = scored(MINI, &put(&folder, "l.csv", text), &long);
    assert_eq!(columns(&ran, &["case", "q1", "q2", "q3"]), ["a 4 2 5"]);
    assert!(ran.stderr.contains("V0725"), "{}", ran.stderr);
    let unknown = "person,question,given\na,Who are you?,4\na,What is this?,2\n";
    refused(&scored(MINI, &put(&folder, "u.csv", unknown), &long), "V0733", "`What is this?`, `Who are you?`");
    // Each answer has a second of its own, and the administration its day.
    let moments = "person,when,question,given\na,2026-01-01 10:00:01,q1,1\na,2026-01-01 10:00:02,q2,1\n\
                   a,2026-01-01 10:00:09,q3,1\na,2026-02-01 10:00:00,q1,2\n";
    let ran = scored(MINI, &put(&folder, "m.csv", moments), &[&long[..], &["--map", "date=when"]].concat());
    assert_eq!(columns(&ran, &["date", "q1", "q2", "q3"]), ["2026-01-01 1 1 1", "2026-02-01 2  "]);
}

#[test]
fn lines_within_a_cell_of_libreoffice_stay_apart() {
    let ran = scored(MIX, &format!("{FOLDER}/line-break.ods"), &[]);
    assert!(ran.stdout.contains("regel 1\nregel \"\"2\"\""), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_question_that_no_record_answers_is_no_lack_of_a_column() {
    let folder = folder();
    let response = r#"{"resourceType":"QuestionnaireResponse","status":"completed","subject":{"reference":"Patient/a"},
        "authored":"2026-03-05","item":[{"linkId":"q1","answer":[{"valueInteger":1}]}]}"#;
    let ran = scored(MINI, &put(&folder, "r.json", response), &[]);
    assert_eq!(columns(&ran, &["case", "q1", "q2"]), ["a 1 "]);
    assert!(ran.stderr.contains("note[V0705]"), "{}", ran.stderr);
    let ran = scored(MINI, &put(&folder, "s.json", r#"[{"case":"a","q1":1}]"#), &["--from", "surveyjs"]);
    assert_eq!(columns(&ran, &["case", "q1", "q2"]), ["a 1 "]);
}

#[test]
fn marks_of_programs_that_were_not_known() {
    let folder = folder();
    let redcap = "Record ID,Survey Timestamp,I sleep well,I worry,I enjoy things,Complete?\nc1,2026-03-05 10:00,Agree,Disagree,,Complete\n";
    let ran = scored(MINI, &put(&folder, "r.csv", redcap), &[]);
    assert_eq!(columns(&ran, &["case", "q1", "q2"]), ["c1 4 2"]);
    assert!(ran.stderr.contains("an export of REDCap") && !ran.stderr.contains("V0719"), "{}", ran.stderr);
    let limesurvey = "id,submitdate,startlanguage,q1,q2,q3\n1,2026-03-05 10:00:00,en,Agree,N/A,Neutral\n";
    let ran = scored(MINI, &put(&folder, "l.csv", limesurvey), &["--causes"]);
    assert_eq!(columns(&ran, &["q1", "q2", "q2.missing"]), ["4  declared missing"]);
    // Where nobody knows what it means, how to say it stands there.
    let ran = scored(MINI, &put(&folder, "n.csv", "case,q1,q2,q3\nc1,1,NA,3\n"), &[]);
    refused(&ran, "V0702", "--missing 'NA'");
}

#[test]
fn a_name_beside_the_wording_of_another_item_is_warned_of() {
    let folder = folder();
    let texts = [("sym", "s")];
    let file = qualtrics(&texts, &["head"]).replace("Response ID,a,b,c", "Response ID,I felt calm,I felt calm,I like it here");
    let ran = scored(MIX, &put(&folder, "q.csv", &file), &[]);
    assert!(ran.stderr.contains("warning[V0725]") && ran.stderr.contains("`q1` has the wording of `q2`"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("`q2` has"), "{}", ran.stderr);
}

#[test]
fn columns_in_capitals_are_proposed_by_their_names() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "Case,Q1,Q2,Q3\na,1,2,3\n");
    let ran = run(&["match", MINI, &answers]);
    assert!(ran.code == 0 && ran.stdout.matches("by its name, but for capitals").count() == 4, "{}{}", ran.stdout, ran.stderr);
    let ran = scored(MINI, &answers, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("`Q1`") && !ran.stderr.contains("V0712"), "{}", ran.stderr);
}

#[test]
fn anchors_are_the_lowest_point_too() {
    let folder = folder();
    let text = "case,q1,q2,q3,weeks,weight,sym\na,Never,Always,1,1,1,head\n";
    let ran = run(&["match", MIX, &put(&folder, "t.csv", text)]);
    assert!(
        ran.code == 0 && !ran.stdout.contains("count-from") && !ran.stderr.contains("count-from"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    let none = text.replace("Never,Always", "Sometimes,Always");
    let ran = run(&["match", MIX, &put(&folder, "n.csv", &none)]);
    assert!(format!("{}{}", ran.stdout, ran.stderr).contains("count-from"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn who_answered_may_be_said_of_all_rows() {
    let folder = folder();
    let measure = std::fs::read_to_string(MINI).unwrap().replace("self \"Self\"", "self \"Self\"\n    other \"Somebody else\"");
    let measure = put(&folder, "mini.instrument", &measure);
    let answers = put(&folder, "a.csv", "case,q1,q2,q3\nc1,1,2,3\nc2,3,2,1\n");
    refused(&scored(&measure, &answers, &[]), "V0709", "--map informant=self");
    let ran = scored(&measure, &answers, &["--map", "informant=other"]);
    assert_eq!(columns(&ran, &["case", "informant", "q1"]), ["c1 other 1", "c2 other 3"]);
    refused(&scored(&measure, &answers, &["--map", "informant=nobody"]), "V0718", "no such column");
}

#[test]
fn dates_of_both_kinds_in_one_column_are_refused() {
    let folder = folder();
    let file = |second: &str| put(&folder, "a.csv", &format!("case,date,q1,q2,q3\nc1,13/04/2026,1,2,3\nc2,{second},1,2,3\n"));
    refused(&scored(MINI, &file("04/14/2026"), &[]), "V0710", "`13/04/2026` has the day first");
    assert_eq!(columns(&scored(MINI, &file("14/04/2026"), &[]), &["date"]), ["2026-04-13", "2026-04-14"]);
    assert_eq!(columns(&scored(MINI, &file("2026-04-14"), &[]), &["date"]), ["2026-04-13", "2026-04-14"]);
}

#[test]
fn a_word_of_the_form_is_not_taken_for_the_label_of_another_answer() {
    let form = format!("{DICTIONARY}dz,m,,radio,Order,\"b, A | a, B\",,,,,,,\n");
    let answers = "record_id,dz,m_complete\n1,a,2\n2,b,2\n";
    assert_eq!(columns(&come_in(("d.csv", &form), ("a.csv", answers), &[]), &["case", "dz"]), ["1 2", "2 1"]);
    // With labels in place of raw values.
    let labels = "Record ID,Order,Complete?\n1,A,Complete\n2,B,Complete\n";
    assert_eq!(columns(&come_in(("d.csv", &form), ("a.csv", labels), &[]), &["case", "dz"]), ["1 1", "2 2"]);
    // Nobody can tell what `a` is where it is the word of one and the label of the other.
    let form = form.replace("b, A | a, B", "b, a | a, b");
    refused(&come_in(("d.csv", &form), ("a.csv", answers), &[]), "V0701", "stands for several answers");
}

/// A form of one informant has no field for what only another one is asked.
#[test]
fn a_file_needs_no_column_for_what_nobody_in_it_is_asked() {
    let folder = folder();
    let measure = put(
        &folder,
        "both.instrument",
        "verbond 1\n\ninstrument both 1.0.0 {\n  title \"Both\"\n  licence \"CC0-1.0\"\n  status experimental\n  \
         informants { client \"Client\" worker \"Officer\" }\n  scale s { 0 \"No\" 1 \"Yes\" }\n  items on s {\n    \
         a { client \"A?\" worker \"A, of them?\" }\n    lone only for worker \"Alone?\"\n  }\n  \
         score t \"T\" = mean of a, lone needs any\n}\n",
    );
    let of_clients = put(&folder, "clients.csv", "case,informant,a\nc1,client,1\nc2,client,0\n");
    assert_eq!(columns(&scored(&measure, &of_clients, &[]), &["case", "t"]), ["c1 1", "c2 0"]);
    let of_both = put(&folder, "both.csv", "case,informant,a\nc1,client,1\nc1,worker,0\n");
    refused(&scored(&measure, &of_both, &[]), "V0705", "row 3, column lone");
    let skipped =
        scored(&measure, &of_both, &["--on-bad", "skip", "--rejects", &folder.path().join("r.csv").display().to_string()]);
    assert_eq!(columns(&skipped, &["case", "informant"]), ["c1 client"]);
    // Without a word on who answered, or for what everybody is asked, the whole file is refused at once.
    refused(&scored(&measure, &put(&folder, "none.csv", "case,informant,lone\nc1,client,\n"), &[]), "V0705", "no column `a`");
}
