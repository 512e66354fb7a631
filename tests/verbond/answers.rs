//! Answers as other programs write them: each file in `tests/data/answers` has the shape that the documentation of its
//! program shows, and holds the same two people.

use std::path::Path;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::program::{Ran, folder, put, run, run_with_input};

const FOLDER: &str = "tests/data/answers";

fn file(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// Scores a file with options.
fn scored(measure: &str, answers: &str, options: &[&str]) -> Ran {
    let measure = file(&format!("{measure}.instrument"));
    run(&[&["score", &measure, answers, "--to", "csv", "--quiet"], options].concat())
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

/// What both people come to, and how the file was known.
fn holds(name: &str, known: &str, options: &[&str], cases: [&str; 2], pains: Option<[&str; 2]>) {
    let ran = scored(if pains.is_some() { "sym" } else { "mini" }, &file(name), options);
    let totals = columns(&ran, &["case", "total"]);
    let expected: Vec<String> =
        cases.iter().zip(["4.333333333333333", "1.3333333333333333"]).map(|(case, total)| format!("{case} {total}")).collect();
    assert_eq!(totals, expected, "{name}: {}", ran.stderr);
    assert!(known.is_empty() || ran.stderr.contains(&format!("read as {known}")), "{name}: {}", ran.stderr);
    if let Some(pains) = pains {
        assert_eq!(columns(&ran, &["pains"]), pains, "{name}: {}", ran.stderr);
    }
}

#[test]
fn qualtrics() {
    let map = ["--map", "q*=Q1_*"];
    let all = [&map[..], &["--map", "sym=Q2", "--map", "why=Q3", "--map", "born=Q4"]].concat();
    let real = [&all[..], &["--where", "Status = 0 and Finished = 1"]].concat();
    holds("qualtrics.csv", "an export of Qualtrics", &real, ["R_1", "R_2"], Some(["2", ""]));
    assert_eq!(columns(&scored("sym", &file("qualtrics.csv"), &real), &["date"]), ["2026-03-05", "2026-03-06"]);
    // Three more rows are previews that nobody finished.
    assert_eq!(columns(&scored("sym", &file("qualtrics.csv"), &all), &["case"]), ["R_1", "R_2", "R_3"]);
    let split = [&map[..], &["--map", "sym=Q2"]].concat();
    holds("qualtrics-labels.csv", "an export of Qualtrics", &split, ["R_1", "R_2"], Some(["2", ""]));
    // What Qualtrics calls TSV is UTF-16.
    let text = std::fs::read_to_string(file("qualtrics.csv")).unwrap();
    let mut wide = csv::WriterBuilder::new().delimiter(b'\t').from_writer(vec![]);
    for row in csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).records() {
        wide.write_record(&row.unwrap()).unwrap();
    }
    let text = format!("\u{feff}{}", String::from_utf8(wide.into_inner().unwrap()).unwrap());
    let folder = folder();
    let path = folder.path().join("q.tsv");
    std::fs::write(&path, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).unwrap();
    assert_eq!(columns(&scored("sym", &path.display().to_string(), &real), &["case", "pains"]), ["R_1 2", "R_2 "]);
}

#[test]
fn limesurvey() {
    holds("limesurvey.csv", "an export of LimeSurvey", &[], ["1", "2"], Some(["2", ""]));
    holds("limesurvey-full.csv", "an export of LimeSurvey", &[], ["1", "2"], Some(["2", "0"]));
}

#[test]
fn redcap() {
    let ran = scored("sym", &file("redcap.csv"), &[]);
    assert!(ran.stderr.contains("an export of REDCap") && ran.stderr.contains("2 rows left out"), "{}", ran.stderr);
    assert_eq!(
        columns(&ran, &["case", "occasion", "total", "pains"]),
        ["1 base_arm_1/1 4.333333333333333 2", "1 base_arm_1/2 1.3333333333333333 0", "1 fu_arm_1/1 3 "]
    );
    holds("redcap-labels.csv", "an export of REDCap", &[], ["1", "1"], Some(["2", "0"]));
}

#[test]
fn surveymonkey() {
    holds("surveymonkey.csv", "an export of SurveyMonkey", &[], ["118", "119"], Some(["2", ""]));
    holds("surveymonkey-condensed.csv", "an export of SurveyMonkey", &["--map", "q1=#5"], ["118", "119"], None);
}

#[test]
fn google_and_microsoft_forms() {
    holds("google-forms.csv", "answers of Google Forms", &["--map", "case=Your code"], ["g1", "g2"], Some(["2", ""]));
    let folder = folder();
    let path = folder.path().join("forms.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Form1").unwrap();
    let names =
        ["ID", "Start time", "Completion time", "Email", "Name", "I sleep well", "I worry", "I enjoy things", "What hurts?"];
    sheet.write_row(0, 0, names).unwrap();
    let time = Format::new().set_num_format("m/d/yy h:mm:ss");
    let rows = [["Agree", "Disagree", "Strongly agree", "head;back;"], ["Strongly disagree", "Strongly agree", "Disagree", ""]];
    for (at, row) in (1_u32..).zip(rows) {
        let when = ExcelDateTime::from_ymd(2026, 3, 4 + at as u8).unwrap().and_hms(10, 2, 12).unwrap();
        sheet.write_number(at, 0, f64::from(at)).unwrap();
        sheet.write_datetime_with_format(at, 1, &when, &time).unwrap();
        sheet.write_datetime_with_format(at, 2, &when, &time).unwrap();
        sheet.write_string(at, 3, "anonymous").unwrap();
        sheet.write_row(at, 5, row).unwrap();
    }
    workbook.save(&path).unwrap();
    let ran = scored("sym", &path.display().to_string(), &[]);
    assert!(ran.stderr.contains("answers of Microsoft Forms"), "{}", ran.stderr);
    assert_eq!(
        columns(&ran, &["case", "date", "total", "pains"]),
        ["1 2026-03-05 4.333333333333333 2", "2 2026-03-06 1.3333333333333333 "]
    );
}

#[test]
fn odk_and_kobo() {
    holds("odk.csv", "an export of ODK Central", &[], ["uuid:1", "uuid:2"], Some(["2", ""]));
    holds("odk-split.csv", "an export of ODK Central", &[], ["uuid:1", "uuid:2"], Some(["2", ""]));
    for name in ["kobo.csv", "kobo-labels.csv", "kobo.json"] {
        holds(name, "an export of KoboToolbox", &[], ["7001", "7002"], Some(["2", ""]));
    }
}

#[test]
fn castor_formr_and_psytoolkit() {
    holds("castor.csv", "an export of Castor", &[], ["110001", "110002"], Some(["2", "0"]));
    assert_eq!(columns(&scored("sym", &file("castor.csv"), &[]), &["date"]), ["2026-03-05", "2026-03-06"]);
    holds("formr.csv", "an export of formr", &[], ["sess_a1", "sess_b2"], Some(["2", ""]));
    holds("psytoolkit.csv", "data of PsyToolkit", &["--map", "q*=mini_*"], ["s.8a1c", "s.9b2d"], None);
    assert_eq!(
        columns(&scored("mini", &file("psytoolkit.csv"), &["--map", "q*=mini_*"]), &["date"]),
        ["2026-03-05", "2026-03-06"]
    );
}

#[test]
fn jspsych_counts_from_0() {
    holds("jspsych.json", "data of jsPsych", &[], ["p1", "p2"], Some(["2", "0"]));
    holds("jspsych.csv", "data of jsPsych", &[], ["p1", "p2"], Some(["2", "0"]));
}

#[test]
fn surveyjs_and_fhir() {
    holds("surveyjs.json", "results of SurveyJS", &[], ["c1", "c2"], Some(["2", "0"]));
    holds("fhir-bundle.json", "FHIR QuestionnaireResponses", &[], ["p1", "p2"], Some(["2", ""]));
    assert!(scored("sym", &file("fhir-bundle.json"), &[]).stderr.contains("1 row left out"));
    let single = scored("sym", &file("fhir-single.json"), &[]);
    assert_eq!(columns(&single, &["case", "date", "total"]), ["p1 2026-03-05 4.333333333333333"]);
    let folder = folder();
    let lines = put(&folder, "r.ndjson", &std::fs::read_to_string(file("fhir.ndjson")).unwrap());
    assert_eq!(columns(&scored("sym", &lines, &[]), &["case"]), ["p1", "p2"]);
}

#[test]
fn r_and_dutch_excel() {
    holds("r.csv", "a table that R wrote", &[], ["c1", "c2"], Some(["2", ""]));
    let second = scored("mini", &file("r2.csv"), &[]);
    assert_eq!(columns(&second, &["case", "total", "answered"]), ["c1 4.333333333333333 3", "c2 1 2"]);
    let excel = scored("mini", &file("dutch-excel.csv"), &["--date-format", "dmy", "--answers"]);
    assert!(excel.stderr.contains("V0734") && excel.stderr.contains("1 empty row"), "{}", excel.stderr);
    assert_eq!(columns(&excel, &["case", "date"]), ["René 2026-03-05", "c2 2026-03-16"]);
    let unsaid = scored("mini", &file("dutch-excel.csv"), &[]);
    assert!(unsaid.code == 1 && unsaid.stderr.contains("--date-format dmy"), "{}", unsaid.stderr);
}

#[test]
fn a_row_for_each_answer_and_workbooks_of_libreoffice() {
    holds("long.csv", "the long form", &[], ["c1", "c2"], Some(["2", ""]));
    let folder = folder();
    let other = put(&folder, "l.csv", "person,question,given\nc1,q1,4\nc1,q2,2\nc1,q3,5\n");
    let options = ["--long", "item=question,value=given", "--map", "case=person"];
    assert_eq!(columns(&scored("mini", &other, &options), &["case", "total"]), ["c1 4.333333333333333"]);
    let twice = put(&folder, "t.csv", "case,item,value\nc1,q1,4\nc1,q1,2\n");
    let ran = scored("mini", &twice, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("V0733") && ran.stderr.contains("row 3"), "{}", ran.stderr);
    holds("libreoffice.ods", "", &[], ["c1", "c2"], None);
    assert_eq!(columns(&scored("mini", &file("libreoffice.ods"), &[]), &["date"]), ["2026-03-05", "2026-03-06"]);
}

#[test]
fn workbooks_of_excel_and_moments_of_pandas_have_days() {
    let ran = scored("sym", &file("excel.xlsx"), &["--map", "case=Participant code"]);
    assert_eq!(
        columns(&ran, &["case", "date", "total", "pains"]),
        ["c-1 2026-03-05 4.333333333333333 2", "c-2 2026-03-06 1.3333333333333333 ", "c-3 2026-03-07 3.5 1"]
    );
    let ran = scored("mini", &file("pandas.parquet"), &["--missing", "NA"]);
    assert_eq!(columns(&ran, &["case", "date", "total"]), ["c1 2026-03-05 4.333333333333333", "c2 2026-03-06 "]);
}

/// The files were written by pyreadstat 1.3.7: points from 2 to 6 under the anchors of the measure, 9 or `.a` refused.
#[test]
fn labels_and_missing_codes_of_spss_and_stata_decide() {
    let options = ["--map", "date=when", "--causes", "--keep"];
    for name in ["spss.sav", "spss-plain.sav", "spss.zsav", "stata.dta", "stata-13.dta"] {
        let ran = scored("mini", &file(name), &options);
        assert_eq!(
            columns(&ran, &["case", "date", "total", "q1.missing", "q3.missing"]),
            [
                "c1 2026-03-05 4.333333333333333  ",
                "c2 2026-03-06 1.3333333333333333  ",
                "c3 2026-03-07  declared missing unanswered"
            ],
            "{name}: {}",
            ran.stderr
        );
        assert_eq!(columns(&ran, &["why"]), ["I moved".to_owned(), "x".repeat(600), String::new()], "{name}");
    }
    let folder = folder();
    let whole = std::fs::read(file("spss.sav")).unwrap();
    for length in [0, 3, 100, 180, 700, whole.len() - 700] {
        let path = folder.path().join("cut.sav");
        std::fs::write(&path, &whole[..length]).unwrap();
        let ran = scored("mini", &path.display().to_string(), &options);
        assert!(ran.code == 1 && ran.stderr.contains("V0732"), "{length}: {}", ran.stderr);
    }
}

#[test]
fn whatever_is_found_can_be_said_otherwise() {
    let ran = scored("sym", &file("r.csv"), &["--from", "plain"]);
    assert!(ran.code == 1 && ran.stderr.contains("`NA`") && !ran.stderr.contains("read as"), "{}", ran.stderr);
    let ran = scored("sym", &file("r.csv"), &["--from", "excel"]);
    assert!(ran.code == 2 && ran.stderr.contains("surveymonkey"), "{}", ran.stderr);
    // One line of the settings says the same to every command.
    let folder = folder();
    let config = put(
        &folder,
        "answers.toml",
        "[answers]\nfrom = \"qualtrics\"\nwhere = \"Status = 0\"\n[answers.map]\n\"q*\" = \"Q1_*\"\nsym = \"Q2\"\n",
    );
    for command in ["score", "follow", "team", "analyse"] {
        let ran = run(&[command, &file("sym.instrument"), &file("qualtrics.csv"), "--config", &config]);
        assert_eq!(ran.code, 0, "{command}: {}", ran.stderr);
    }
    let store = folder.path().join("s.sqlite").display().to_string();
    let ran = run(&["store", "import", &file("sym.instrument"), &file("qualtrics.csv"), "--config", &config, "--store", &store]);
    assert!(ran.code == 0 && ran.stdout.contains("2 administrations"), "{}{}", ran.stdout, ran.stderr);
    let out = run(&["store", "export", &file("sym.instrument"), "--store", &store]);
    assert!(out.stdout.contains("R_1,,self,2026-03-05") && out.stdout.contains("head;back"), "{}", out.stdout);
}

/// The words of a line for a shell that knows single quotation marks.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (at, part) in line.split('\'').enumerate() {
        let mut pieces = part.split(if at % 2 == 0 { ' ' } else { '\0' });
        if let (Some(last), Some(first)) = (words.last_mut(), pieces.next()) {
            last.push_str(first);
        }
        words.extend(pieces.map(str::to_owned));
    }
    words
}

#[test]
fn the_lines_of_the_guide_score() {
    let folder = folder();
    let long = put(&folder, "long.csv", "person,question,given\nc1,q1,4\nc1,q2,2\nc1,q3,5\n");
    let guide = std::fs::read_to_string("docs/answers.md").unwrap();
    let mut run_lines = 0;
    for row in guide.lines().filter(|row| row.contains("`verbond score MEASURE ") && row.starts_with("| ")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let line = cells[2].trim_end_matches(" |").trim_matches('`');
        let program = cells[0].trim_start_matches("| ");
        let answers = match program {
            "a row for each answer" => long.clone(),
            _ => file(match program {
                "Qualtrics" => "qualtrics.csv",
                "LimeSurvey" => "limesurvey.csv",
                "REDCap" => "redcap.csv",
                "SurveyMonkey" => "surveymonkey.csv",
                "Google Forms" => "google-forms.csv",
                "Microsoft Forms" => "excel.xlsx",
                "ODK Central" => "odk.csv",
                "KoboToolbox" => "kobo.csv",
                "Castor" => "castor.csv",
                "formr" => "formr.csv",
                "jsPsych" => "jspsych.json",
                "PsyToolkit" => "psytoolkit.csv",
                "SurveyJS" => "surveyjs.json",
                "FHIR" => "fhir-bundle.json",
                "R" => "r.csv",
                "Excel, Dutch" => "dutch-excel.csv",
                "Excel, LibreOffice" => "libreoffice.ods",
                "SPSS, Stata" => "spss.sav",
                other => panic!("no file of {other}"),
            }),
        };
        let mut words = words(line);
        assert_eq!(words[..3], ["verbond", "score", "MEASURE"], "{line}");
        // Some of the files have no question with a set.
        let has_set = !["PsyToolkit", "Excel, Dutch", "Excel, LibreOffice", "SPSS, Stata"].contains(&program);
        (words[2], words[3]) = (file(if has_set { "sym.instrument" } else { "mini.instrument" }), answers);
        let arguments: Vec<&str> = words[1..].iter().map(String::as_str).chain(["--to", "csv", "--quiet"]).collect();
        let totals = columns(&run(&arguments), &["total"]);
        assert_eq!(totals.first().map(String::as_str), Some("4.333333333333333"), "{line}");
        run_lines += 1;
    }
    assert_eq!(run_lines, 19);
}

/// The cases of issue 22: what came out was wrong or refused.
#[test]
fn migrate_reads_as_score_does() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "id;A1;A2;A3\nc1;5;NA;4\n");
    let m = file("m");
    let migrate = |more: &[&str]| {
        let fixed = ["migrate", &answers, "--from", "mini@1.0.0", "--to", "mini@2.0.0", "--instruments", &m];
        run(&[&fixed[..], more].concat())
    };
    let refused = migrate(&[]);
    assert!(refused.code == 1 && refused.stdout.is_empty() && refused.stderr.contains("V0712"), "{}", refused.stderr);
    let done = migrate(&["--map", "q*=A*", "--map", "case=id", "--missing", "NA"]);
    assert_eq!((done.code, done.stdout.as_str()), (0, "case;q1;q2;q3\nc1;5;;4\n"), "{}", done.stderr);
    let config = put(&folder, "v.toml", "[answers]\nmissing = [\"NA\"]\n[answers.map]\n\"q*\" = \"A*\"\ncase = \"id\"\n");
    assert_eq!(migrate(&["--config", &config]).stdout, done.stdout);
    let twice = put(&folder, "t.csv", "case,q1,q2,q3,q3\nc1,5,1,4,3\n");
    let ran = run(&["migrate", &twice, "--from", "mini@1.0.0", "--to", "mini@2.0.0", "--instruments", &m]);
    assert!(ran.code == 1 && ran.stderr.contains("V0704"), "{}", ran.stderr);
    let json = put(&folder, "j.json", "[{\"case\":\"c1\",\"q1\":5,\"q2\":1,\"q3\":4}]");
    let ran = run(&["migrate", &json, "--from", "mini@1.0.0", "--to", "mini@2.0.0", "--instruments", &m]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "case,q1,q2,q3\nc1,5,1,4\n"), "{}", ran.stderr);
}

/// One thousand two hundred and fifty, or one and a quarter: nobody knows, unless another number shows it.
#[test]
fn a_number_that_can_be_two_is_refused_unless_somebody_says_which() {
    let folder = folder();
    let measure = "verbond 1\n\ninstrument m 1.0.0 {\n  title \"M\"\n  licence \"CC0-1.0\"\n  status experimental
  informants { self \"Self\" }\n  known { income decimal 0 to 100000 }
  item w as decimal 0 to 5000 \"W\"\n  item v as decimal 0 to 10 \"V\"\n  score s \"S\" = w + v\n}\n";
    let measure = put(&folder, "m.instrument", measure);
    let score = |text: &str, more: &[&str]| {
        let file = put(&folder, "a.csv", text);
        run(&[&["score", &measure, &file, "--to", "csv", "--quiet", "--columns", "s"], more].concat())
    };
    for (text, number) in
        [("case;w;v\nc1;1.250;0\n", "1.250"), ("case;w;v\nc1;1,250;0\n", "1,250"), ("case;w;v;income\nc1;1;0;12.000\n", "12.000")]
    {
        let ran = score(text, &[]);
        let said = format!("`{number}` can be");
        assert!(ran.code == 1 && ran.stderr.contains("V0702") && ran.stderr.contains(&said), "{}", ran.stderr);
        assert!(ran.stderr.contains("--decimal comma") && ran.stdout.is_empty(), "{}", ran.stderr);
    }
    assert!(score("case;w;v\nc1;1.250;0\n", &["--decimal", "point"]).stdout.ends_with("1.25\n"));
    assert!(score("case;w;v\nc1;1,250;0\n", &["--decimal", "comma"]).stdout.ends_with("1.25\n"));
    for text in ["case;w;v\nc1;1.250;0\nc2;2.5;0\n", "case;w;v\nc1;0;1.250\n", "case;w;v\nc1;0.250;1\n", "case,w,v\nc1,1.250,0\n"]
    {
        let ran = score(text, &[]);
        assert_eq!(ran.code, 0, "{text}: {}", ran.stderr);
        assert!(ran.stdout.lines().nth(1).is_some_and(|row| row.ends_with("1.25")), "{text}: {}", ran.stdout);
    }
}

#[test]
fn decimals_are_separated_in_one_way() {
    let folder = folder();
    let both = put(&folder, "d.csv", "case;w;v\nc1;1,5;0\nc2;1.234;0\n");
    let ran = scored("dec", &both, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("V0702") && ran.stderr.contains("row 3, column w"), "{}", ran.stderr);
    let said = scored("dec", &both, &["--decimal", "comma"]);
    assert!(said.code == 1 && said.stderr.contains("`1.234` is not a number"), "{}", said.stderr);
    let points = put(&folder, "p.csv", "case;w;v\nc1;1.5;0\nc2;1.234;0\n");
    assert_eq!(columns(&scored("dec", &points, &[]), &["s"]), ["1.5", "1.234"]);
    for command in ["follow", "analyse"] {
        let ran = run(&[command, &file("dec.instrument"), &both]);
        assert!(ran.code == 1 && ran.stderr.contains("V0702"), "{command}: {}", ran.stderr);
    }
}

#[test]
fn columns_are_mapped_by_several_stars_by_number_and_put_together() {
    let folder = folder();
    let head: Vec<String> = (1..=6).map(|at| format!("B_{at}")).chain((7..=12).map(|at| format!("C_{at}"))).collect();
    let text = format!("id,{}\nc1,1,1,1,1,1,1,1,1,1,5,5,5\n", head.join(","));
    let answers = put(&folder, "b.csv", &text);
    let ran = scored("twelve", &answers, &["--map", "case=id", "--map", "q*=B_*", "--map", "q*=C_*"]);
    assert_eq!(columns(&ran, &["case", "total"]), ["c1 2"]);
    let half = scored("twelve", &answers, &["--map", "case=id", "--map", "q*=B_*"]);
    assert!(half.code == 1 && half.stderr.contains("q7"), "{}", half.stderr);
    let mini = put(&folder, "m.csv", "id,x,y,a,b,c\nc1,base,1,4,2,5\nc1,base,2,1,5,2\n");
    let together = ["--map", "case=id", "--map", "occasion={x}/{y}", "--map", "q1=#4", "--map", "q2=#5", "--map", "q3=c"];
    assert_eq!(columns(&scored("mini", &mini, &together), &["occasion"]), ["base/1", "base/2"]);
    let both = scored("mini", &mini, &["--map", "q1=a", "--map", "q2=a", "--map", "q3=c"]);
    assert!(both.code == 1 && both.stderr.contains("`--map q1=a` and `--map q2=a`"), "{}", both.stderr);
    let capitals = put(&folder, "c.csv", "Case,Date,q1,q2,q3\nc1,2021-01-01,4,2,5\nc1,2021-02-01,1,5,2\n");
    for command in ["score", "follow", "team", "analyse"] {
        let ran = run(&[command, &file("mini.instrument"), &capitals]);
        assert!(ran.code == 1 && ran.stderr.matches("V0708").count() == 2, "{command}: {}", ran.stderr);
    }
}

#[test]
fn an_anchor_is_its_point_in_any_language_of_the_measure() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "case,q1,q2,q3\nc1, agree ,DISAGREE,Strongly  agree\n");
    assert_eq!(columns(&scored("mini", &answers, &[]), &["total"]), ["4.333333333333333"]);
    let wrong = put(&folder, "w.csv", "case,q1,q2,q3\nc1,Agreed,2,3\n");
    let ran = scored("mini", &wrong, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("V0702") && ran.stderr.contains("`Agreed`"), "{}", ran.stderr);
    let measure = std::fs::read_to_string(file("mini.instrument")).unwrap();
    put(&folder, "mini.instrument", &measure.replace("Neutral", "Same").replace("2 \"Disagree\"", "2 \"same\""));
    let alike = put(&folder, "s.csv", "case,q1,q2,q3\nc1,Same,2,3\n");
    let ran = run(&["score", &folder.path().join("mini.instrument").display().to_string(), &alike]);
    assert!(ran.code == 1 && ran.stderr.contains("stands for several answers"), "{}", ran.stderr);
    // The words of a translation, which an easy version of Dutch has.
    let text = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let mut rows = text.lines();
    let (head, row) = (rows.next().unwrap(), rows.next().unwrap());
    let plain = head.split(',').position(|name| name == "plain").unwrap();
    let words = ["Nee, helemaal niet", "Een beetje", "Soms wel, soms niet", "Meestal wel", "Ja, helemaal"];
    let total = |cell: &str| {
        let mut cells: Vec<&str> = row.split(',').collect();
        cells[plain] = cell;
        let answers = put(&folder, "nl.csv", &format!("{head}\n{}\n", cells.join(",")));
        columns(&run(&["score", "alliance-monitor@0.3.0", &answers, "--to", "csv", "--quiet"]), &["clarity", "total"])
    };
    let totals: Vec<Vec<String>> = (1..=5).map(|point: u8| total(&point.to_string())).collect();
    assert!(totals.windows(2).all(|pair| pair[0] != pair[1]), "{totals:?}");
    assert_eq!(words.map(|word| total(&format!("\"{word}\""))).to_vec(), totals);
}

#[test]
fn a_set_in_columns_of_its_own_tells_none_from_not_answered() {
    let folder = folder();
    let text = "case,q1,q2,q3,sym___head,sym___back,sym___belly\nc1,4,2,5,1,1,0\nc2,4,2,5,0,0,0\nc3,4,2,5,,,\n";
    let ran = scored("sym", &put(&folder, "s.csv", text), &[]);
    assert_eq!(columns(&ran, &["pains"]), ["2", "0", ""]);
    assert!(ran.stderr.contains("V0725") && ran.stderr.contains("`sym___head`"), "{}", ran.stderr);
    let wrong = scored("sym", &put(&folder, "w.csv", &text.replace("1,1,0", "1,7,0")), &[]);
    assert!(wrong.code == 1 && wrong.stderr.contains("V0701") && wrong.stderr.contains("column sym___back"), "{}", wrong.stderr);
    let json =
        "[{\"case\":\"c1\",\"q1\":4,\"q2\":2,\"q3\":5,\"sym\":[]},{\"case\":\"c2\",\"q1\":4,\"q2\":2,\"q3\":5,\"sym\":null}]";
    assert_eq!(columns(&scored("sym", &put(&folder, "s.json", json), &[]), &["pains"]), ["0", ""]);
}

#[test]
fn dates_that_could_be_either_are_asked_about() {
    let folder = folder();
    let answers = put(&folder, "d.csv", "case,date,q1,q2,q3\nc1,3/5/2026 10:00:00,4,2,5\nc2,3/23/2026 10:00:00,4,2,5\n");
    let ran = scored("mini", &answers, &[]);
    assert!(
        ran.code == 1 && ran.stderr.matches("V0710").count() == 1 && ran.stderr.contains("--date-format mdy"),
        "{}",
        ran.stderr
    );
    let said = scored("mini", &answers, &["--date-format", "mdy"]);
    assert_eq!(columns(&said, &["date"]), ["2026-03-05", "2026-03-23"]);
    assert_eq!(columns(&scored("mini", &answers, &["--date-format", "%m/%d/%Y"]), &["date"]), ["2026-03-05", "2026-03-23"]);
    assert_eq!(scored("mini", &answers, &["--date-format", "later"]).code, 2);
}

#[test]
fn a_code_for_no_answer_that_is_an_answer_is_asked_about() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "case,w,v\nc1,99,-9.0\nc2,1,2\n");
    let ran = scored("dec", &answers, &["--missing", "99,-9"]);
    assert!(ran.code == 1 && ran.stderr.contains("V0727") && ran.stderr.contains("--missing 'w=99'"), "{}", ran.stderr);
    let said = scored("dec", &answers, &["--missing", "w=99,v=99,-9", "--causes"]);
    assert_eq!(columns(&said, &["w.missing", "v.missing"]), ["declared missing declared missing", " "]);
    assert_eq!(columns(&scored("dec", &answers, &["--missing", "*=99,-9"]), &["s"]), ["", "3"]);
}

#[test]
fn json_keeps_what_comes_up_late_and_leaves_alone_what_nobody_asks_for() {
    let mut text = String::new();
    for at in 0..30_000 {
        let late = if at >= 29_000 { ",\"date\":\"2021-01-01\",\"occasion\":2" } else { "" };
        text.push_str(&format!("{{\"case\":\"c{at}\",\"q1\":1,\"q2\":2,\"q3\":3{late}}}\n"));
    }
    let folder = folder();
    let lines = scored("mini", &put(&folder, "l.jsonl", &text), &[]);
    let array = format!("[{}]", text.trim_end().replace('\n', ","));
    for ran in [lines, scored("mini", &put(&folder, "a.json", &array), &[])] {
        let found = columns(&ran, &["occasion", "date"]);
        assert_eq!((found[0].as_str(), found[29_999].as_str()), (" ", "2 2021-01-01"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("V0707"), "{}", ran.stderr);
    }
    let nested = "[{\"case\":\"c1\",\"q1\":4,\"q2\":2,\"q3\":5,\"files\":[{\"a\":1}],\"state\":{}}]";
    assert_eq!(columns(&scored("mini", &put(&folder, "n.json", nested), &[]), &["total"]), ["4.333333333333333"]);
    let twice = scored("mini", &put(&folder, "t.json", "[{\"case\":\"c1\",\"q1\":1,\"q1\":5,\"q2\":3,\"q3\":3}]"), &[]);
    assert!(twice.code == 1 && twice.stderr.contains("V0722"), "{}", twice.stderr);
    let deep = "[{\"case\":\"c1\",\"mini\":{\"q1\":1,\"q1\":5,\"q2\":3,\"q3\":3}}]";
    let twice = scored("mini", &put(&folder, "d.json", deep), &[]);
    assert!(twice.code == 1 && twice.stderr.contains("V0722"), "{}", twice.stderr);
}

#[test]
fn points_that_may_be_counted_from_1_are_noted() {
    let row = |case: &str, points: [u8; 9]| format!("{case},{}\n", points.map(|point| point.to_string()).join(","));
    let folder = folder();
    let measure = run(&["show", "phq-9", "--format", "json"]).stdout;
    let shown: serde_json::Value = serde_json::from_str(&measure).unwrap();
    let names: Vec<String> =
        shown["items"].as_array().unwrap().iter().filter_map(|item| Some(item["name"].as_str()?.to_owned())).take(9).collect();
    let header = format!("case,{}\n", names.join(","));
    let shifted = put(&folder, "s.csv", &format!("{header}{}", row("c1", [1, 2, 3, 1, 2, 3, 1, 2, 3])));
    let ran = run(&["score", "phq-9", &shifted, "--to", "csv", "--quiet"]);
    assert!(ran.stderr.contains("V0729") && ran.stderr.contains("one too high"), "{}", ran.stderr);
    let plain = put(&folder, "p.csv", &format!("{header}{}", row("c1", [0, 2, 3, 1, 2, 3, 1, 2, 3])));
    assert!(!run(&["score", "phq-9", &plain, "--to", "csv", "--quiet"]).stderr.contains("V0729"));
}

#[test]
fn what_is_written_of_answers_scores_to_the_same_again() {
    let folder = folder();
    let answers = put(&folder, "a.csv", "case,q1,why,day,sym\nc1,none,\"I; moved\",2021-03-05,head;back\nc2,1,,,;\n");
    let ran = scored("txt", &answers, &["--answers"]);
    assert_eq!(columns(&ran, &["q1", "why", "day", "sym"]), ["none I; moved 2021-03-05 head;back", "1   ;"]);
    let again = scored("txt", &put(&folder, "b.csv", &ran.stdout), &["--answers"]);
    assert_eq!(again.stdout, ran.stdout, "{}", again.stderr);
    let json = run(&["score", &file("txt.instrument"), &answers, "--answers", "--to", "json", "--quiet"]);
    let again =
        run(&["score", &file("txt.instrument"), &put(&folder, "b.json", &json.stdout), "--answers", "--to", "json", "--quiet"]);
    assert!(json.stdout.contains("I; moved") && again.stdout == json.stdout, "{}{}", json.stdout, again.stderr);
}

#[test]
fn what_is_carried_along_never_takes_the_place_of_a_score() {
    let folder = folder();
    let answers = put(&folder, "k.csv", "case,q1,q2,q3,total,version\nc1,5,1,5,1,v9\n");
    let ran = scored("mini", &answers, &["--keep"]);
    assert_eq!(columns(&ran, &["total", "version", "answers:total", "answers:version"]), ["5 1.0.0 1 v9"]);
    let chosen = scored("mini", &answers, &["--keep", "--columns", "version"]);
    assert_eq!(chosen.stdout, "version\n1.0.0\n");
}

#[test]
fn match_proposes_settings_that_every_command_reads() {
    let folder = folder();
    let answers = put(&folder, "e.csv", "Code,Date,WAI_1,WAI_2,WAI_3\nk1,2026-03-05,4,2,5\nk2,2026-03-06,1,5,2\n");
    let config = folder.path().join("answers.toml").display().to_string();
    let ran = run(&["match", &file("mini.instrument"), &answers, "--output", &config]);
    assert_eq!(ran.code, 1, "{}{}", ran.stdout, ran.stderr);
    let text = std::fs::read_to_string(&config).unwrap();
    assert!(text.contains("q1 = \"WAI_1\"") || text.contains("\"q1\" = \"WAI_1\""), "{text}");
    assert!(text.contains("# \"case\" = \"Code\""), "what is not sure is a remark: {text}");
    let decided = put(&folder, "decided.toml", &text.replace("# \"case\"", "\"case\""));
    let scored = run(&["score", &file("mini.instrument"), &answers, "--config", &decided, "--to", "csv", "--quiet"]);
    assert_eq!(
        columns(&scored, &["case", "date", "total"]),
        ["k1 2026-03-05 4.333333333333333", "k2 2026-03-06 1.3333333333333333"]
    );
    let known = run(&["match", &file("sym.instrument"), &file("limesurvey.csv"), "--format", "json"]);
    assert_eq!(known.code, 0, "{}{}", known.stdout, known.stderr);
    let told: serde_json::Value = serde_json::from_str(&known.stdout).unwrap();
    assert_eq!(told["from"], "limesurvey");
}

#[test]
fn rejects_of_a_table_are_rows_of_it() {
    let folder = folder();
    let rejects = folder.path().join("r.csv").display().to_string();
    let text = std::fs::read_to_string(file("redcap.csv")).unwrap().replace("1,5,2", "1,9,2");
    let answers = put(&folder, "r-in.csv", &text);
    let ran = scored("sym", &answers, &["--on-bad", "skip", "--rejects", &rejects]);
    assert_eq!(columns(&ran, &["occasion"]), ["base_arm_1/1", "fu_arm_1/1"]);
    let rejected = std::fs::read_to_string(&rejects).unwrap();
    assert!(rejected.lines().count() == 2 && rejected.contains("base_arm_1/2"), "{rejected}");
}

#[test]
fn answers_on_the_standard_input_are_known_too() {
    let text = std::fs::read_to_string(file("limesurvey.csv")).unwrap();
    let ran = run_with_input(&["score", &file("sym.instrument"), "-", "--to", "csv", "--quiet"], &text);
    assert_eq!(columns(&ran, &["case"]), ["1", "2"]);
    assert!(Path::new(FOLDER).is_dir());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    /// However the rows of a long file are mixed, it scores as the wide one does.
    #[test]
    fn long_is_wide(points in proptest::collection::vec(proptest::array::uniform3(1_u8..6), 1..6), seed in any::<u64>()) {
        let folder = folder();
        let mut wide = "case,q1,q2,q3\n".to_owned();
        let mut rows = Vec::new();
        for (at, row) in points.iter().enumerate() {
            wide.push_str(&format!("c{at},{},{},{}\n", row[0], row[1], row[2]));
            rows.extend((0..3).map(|item| format!("c{at},q{},{}\n", item + 1, row[item])));
        }
        // The first row of each case decides its place, so only the rest is mixed.
        let mix = seed as usize % 3;
        for chunk in rows.chunks_mut(3) {
            chunk.rotate_left(mix);
        }
        let long = format!("case,item,value\n{}", rows.concat());
        let (wide, long) = (put(&folder, "w.csv", &wide), put(&folder, "l.csv", &long));
        prop_assert_eq!(scored("mini", &wide, &[]).stdout, scored("mini", &long, &[]).stdout);
    }
}
