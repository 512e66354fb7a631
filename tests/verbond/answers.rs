//! Answers as other programs write them: each file in `tests/data/answers` has the shape that the documentation of its
//! program shows, and holds the same two people.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use crate::program::{Ran, folder, put, run};

pub const FOLDER: &str = "tests/data/answers";

pub fn file(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// Scores a file with options.
pub fn scored(measure: &str, answers: &str, options: &[&str]) -> Ran {
    let measure = file(&format!("{measure}.instrument"));
    run(&[&["score", &measure, answers, "--to", "csv", "--quiet"], options].concat())
}

/// Some columns of what was scored.
pub fn columns(ran: &Ran, names: &[&str]) -> Vec<String> {
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
    assert!(out.stdout.contains("R_1,1,self,2026-03-05") && out.stdout.contains("head;back"), "{}", out.stdout);
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
