//! What is written for spreadsheets, and what no text form can hold.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
use verbond::output::{CsvEncoder, CsvOptions, Encoder, JsonEncoder};

use crate::program::{folder, put, run};

const NOTES: &str = "case,occasion,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12,note,phone,=head\n\
    c1,1,4,4,4,4,4,4,4,4,4,4,4,5,fine,+31612345678,a\n\
    c2,1,4,4,4,4,4,4,4,4,4,4,4,4,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",-5,b\n\
    c3,1,4,4,4,4,4,4,4,4,4,4,4,4,@SUM(A1),-1+2,c\n";

#[test]
fn texts_that_a_spreadsheet_would_calculate_are_told_of_by_column() {
    let folder = folder();
    let answers = put(&folder, "notes.csv", NOTES);
    let plain = run(&["score", "wai-sr", &answers, "--keep", "--quiet", "--to", "csv"]);
    assert_eq!(plain.code, 0, "{}", plain.stderr);
    insta::assert_snapshot!("V0814", plain.stderr);
    assert!(plain.stdout.contains("@SUM(A1)"), "what is written is what was given");
    let guarded = run(&["score", "wai-sr", &answers, "--keep", "--quiet", "--to", "csv=-,guard"]);
    assert_eq!((guarded.code, guarded.stderr.as_str()), (0, ""));
    let column = |name: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_reader(guarded.stdout.as_bytes());
        let at = reader.headers().unwrap().iter().position(|head| head == name).unwrap_or_else(|| panic!("{name}"));
        reader.records().map(|record| record.unwrap()[at].to_owned()).collect()
    };
    assert_eq!(column("note"), ["fine", "'=HYPERLINK(\"http://x\",\"y\")", "'@SUM(A1)"]);
    assert_eq!(column("phone"), ["+31612345678", "-5", "'-1+2"]);
    assert_eq!(column("'=head"), ["a", "b", "c"]);
}

#[test]
fn csv_is_written_for_the_spreadsheets_of_half_of_europe() {
    let folder = folder();
    let answers = put(&folder, "wai.csv", "case,occasion,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12\nc1,1,4,4,4,4,4,4,4,4,4,4,4,5\n");
    let score = |to: &str| run(&["score", "wai-sr", &answers, "--quiet", "--columns", "case,total", "--to", to]);
    let total = "4.083333333333333";
    assert_eq!(score("csv").stdout, format!("case,total\nc1,{total}\n"));
    let european = format!("case;total\nc1;{}\n", total.replace('.', ","));
    assert_eq!(score("csv=-,delimiter=;,decimal=comma").stdout, european);
    assert_eq!(score("csv=-,decimal=comma").stdout, european);
    assert_eq!(score("csv=-,delimiter=tab").stdout, format!("case\ttotal\nc1\t{total}\n"));
    for wrong in ["csv=-,delimiter=comma,decimal=comma", "csv=-,delimiter=x", "csv=-,decimal=semicolon", "csv=-,gaurd=true"] {
        let ran = score(wrong);
        assert!(ran.code == 1 && ran.stderr.contains("error[V0806]"), "{wrong}: {}", ran.stderr);
    }
    assert!(score("json=-,guard=true").stderr.contains("V0806"), "only csv has options");
}

#[test]
fn a_column_that_cannot_be_written_is_an_error_and_no_blank() {
    let batch = |column: ArrayRef| RecordBatch::try_from_iter([("odd", column)]).unwrap_or_else(|error| panic!("{error}"));
    let numbers = batch(Arc::new(Int64Array::from(vec![Some(1), None])));
    let nothing = batch(Arc::new(Int64Array::from(vec![None, None])));
    let date = batch(Arc::new(Date32Array::from(vec![i32::MAX])));
    for batch in [numbers, nothing, date] {
        let schema = batch.schema();
        let encoders: [Box<dyn Encoder>; 3] = [
            Box::new(CsvEncoder::new(&schema, CsvOptions::default())),
            Box::new(JsonEncoder::array(&schema)),
            Box::new(JsonEncoder::lines(&schema)),
        ];
        for encoder in encoders {
            match encoder.encode(&batch) {
                Err(error) => {
                    assert_eq!(error.code().map(|code| code.name), Some("V0813"));
                    assert!(error.to_string().contains("the column `odd`"), "{error}");
                }
                Ok(encoded) => panic!("{:?} was written as {:?}", schema, String::from_utf8_lossy(&encoded.bytes)),
            }
        }
    }
    let list = batch(Arc::new(Int64Array::from(vec![1])));
    let refused = CsvEncoder::new(&list.schema(), CsvOptions::default()).encode(&list).map_or_else(
        |error| format!("error[{}]: {error}", error.code().map_or("", |code| code.name)),
        |_| panic!("it was written"),
    );
    insta::assert_snapshot!("V0813", refused);
    let texts = batch(Arc::new(StringArray::from(vec!["a"])));
    assert!(CsvEncoder::new(&texts.schema(), CsvOptions::default()).encode(&texts).is_ok());
}

const MONITOR: &str = "case;occasion;informant;date;plain;why;word;kept;relied;open;judged;laugh;heard;goals;against";
const ANSWERS: &str = "4;4;4;4;4;4;2;4;80;4;2";

/// Of a year of two digits nobody can tell the century, and the first one is none that anybody answered in.
#[test]
fn a_year_has_four_digits() {
    let folder = folder();
    let diary = "verbond 1\n\ninstrument diary 1.0.0 {\n  title \"Diary\"\n  licence \"CC0-1.0\"\n  status experimental\n  \
        cite \"Nobody (2026)\"\n  informants { client \"Client\" }\n  item bad as whole 0 to 10 \"How bad?\"\n  \
        item day as date \"Which day?\"\n  score badness \"Badness\" = 1 * bad\n}\n";
    let diary = put(&folder, "1.0.0.instrument", diary);
    let store = folder.path().join("s.sqlite").display().to_string();
    for (date, is_date) in [
        ("15-09-26", false),
        ("26-09-15", false),
        ("15-9-26", false),
        ("15-09-0026", false),
        ("0026-09-15", false),
        ("0026-09-15T10:00", false),
        ("0999-12-31", false),
        ("15-09-2026", true),
        ("2026-09-15", true),
    ] {
        let of_row = put(&folder, "row.csv", &format!("{MONITOR}\nc1;1;client;{date};{ANSWERS}\n"));
        let of_item = put(&folder, "item.csv", &format!("case;bad;day\nc1;3;{date}\n"));
        let imported = folder.path().join(format!("{date}.sqlite")).display().to_string();
        for arguments in [
            vec!["score", "alliance-monitor", &of_row, "--quiet", "--columns", "date", "--to", "csv"],
            vec!["follow", "alliance-monitor", &of_row],
            vec!["score", &diary, &of_item, "--quiet", "--to", "csv"],
            vec!["store", "--store", &imported, "import", "alliance-monitor", &of_row],
        ] {
            let ran = run(&arguments);
            assert_eq!(ran.code, i32::from(!is_date), "{date}, {arguments:?}: {}", ran.stderr);
            assert_eq!(ran.stderr.contains("error[V0710]"), !is_date, "{date}, {arguments:?}: {}", ran.stderr);
        }
    }
    let taken = put(&folder, "taken.csv", &format!("{MONITOR}\nc1;1;client;15-09-2026;{ANSWERS}\n"));
    assert_eq!(run(&["store", "--store", &store, "import", "alliance-monitor", &taken]).code, 0);
    let corrected = run(&["store", "--store", &store, "correct", "1", "--date", "0026-09-15", "--reason", "typed wrongly"]);
    assert!(corrected.code == 2 && corrected.stderr.contains("`0026-09-15` is no day of the calendar"), "{}", corrected.stderr);
    let asked = run(&["ask", "alliance-monitor", "--plain", "--date", "0026-09-15"]);
    assert!(asked.code == 2 && asked.stderr.contains("a date is written as 2026-11-24"), "{}", asked.stderr);
}

/// Rows that were emptied in a spreadsheet, and those below the last, are saved as delimiters alone.
#[test]
fn rows_in_which_nothing_stands_are_passed_over_and_counted() {
    let folder = folder();
    let rows = |quoted: bool| -> [String; 3] {
        let mark = if quoted { "\"" } else { "" };
        ["c1;1;client", "c1;2;client", "c2;1;worker"]
            .map(|who| format!("{mark}{}{mark};;{ANSWERS}\n", who.replace(';', &format!("{mark};{mark}"))))
    };
    let nothing = ";".repeat(14);
    for quoted in [false, true] {
        let [first, second, third] = rows(quoted);
        let blanks = "; ;".to_owned() + &";".repeat(12);
        let marks = if quoted { format!("{}\"\"\n", "\"\";".repeat(14)) } else { format!("{nothing}\r\n") };
        let plain = put(&folder, "plain.csv", &format!("{MONITOR}\n{first}{second}{third}"));
        let emptied = format!("{MONITOR}\n{first}{nothing}\n{second}{blanks}\n{third}{marks}");
        let emptied = put(&folder, "emptied.csv", &emptied);
        let score = &["score", "alliance-monitor", "--quiet", "--to", "csv"][..];
        for command in [score, &["follow", "alliance-monitor"], &["team", "alliance-monitor"], &["analyse", "alliance-monitor"]] {
            let (without, with) = (run(&[command, &[&plain]].concat()), run(&[command, &[&emptied]].concat()));
            assert_eq!((with.code, &with.stdout), (0, &without.stdout), "{command:?}: {}", with.stderr);
            let is_counted = with.stderr.ends_with("note: 3 empty rows were passed over\n");
            assert!(is_counted && !without.stderr.contains("empty"), "{command:?}: {}", with.stderr);
        }
        let json = run(&["score", "alliance-monitor", &emptied, "--format", "json"]);
        let summary: serde_json::Value = serde_json::from_str(&json.stdout).unwrap_or_default();
        assert_eq!(summary["empty_rows"], 3, "{}", json.stderr);
        let store = folder.path().join(format!("{quoted}.sqlite")).display().to_string();
        let imported = run(&["store", "--store", &store, "import", "alliance-monitor", &emptied]);
        assert!(imported.code == 0 && imported.stderr.contains("note: 3 empty rows were passed over"), "{}", imported.stderr);
        let out = run(&["store", "--store", &store, "export", "alliance-monitor"]);
        assert_eq!(out.stdout.lines().count(), 4, "{}", out.stdout);
        let versions = ["--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0"];
        let migrated = |answers: &str| run(&[&["migrate", answers][..], &versions].concat());
        assert_eq!(migrated(&emptied).stdout, migrated(&plain).stdout);
        // A fault is still told of by the row that a spreadsheet shows.
        let faulty = put(&folder, "faulty.csv", &format!("{MONITOR}\n{nothing}\n{first}{}", second.replace(";80;", ";800;")));
        let told = run(&["score", "alliance-monitor", &faulty, "--quiet", "--to", "csv"]);
        assert!(told.code == 1 && told.stderr.contains("row 4"), "{}", told.stderr);
    }
    let one = put(&folder, "one.csv", &format!("{MONITOR}\n{}{nothing}", rows(false)[0]));
    let told = run(&["score", "alliance-monitor", &one, "--to", "csv", "--quiet"]).stderr;
    assert!(told.ends_with("note: 1 empty row was passed over\n"), "{told}");
}

/// What a store gives out is opened in spreadsheets too.
#[test]
fn a_store_that_is_exported_warns_of_formulas() {
    let folder = folder();
    let header = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,reason,laugh,heard,goals,against";
    let row = |case: &str, reason: &str| format!("{case},1,client,2026-03-02,3,3,3,4,3,2,5,{reason},4,36,3,4");
    let answers = put(&folder, "a.csv", &format!("{header}\n{}\n{}\n", row("c1", "Nothing"), row("c2", "=1+1")));
    let (store, out) =
        (folder.path().join("s.sqlite").display().to_string(), folder.path().join("out.csv").display().to_string());
    assert_eq!(run(&["store", "--store", &store, "import", "alliance-monitor", &answers]).code, 0);
    let ran = run(&["store", "--store", &store, "export", "alliance-monitor", "--output", &out]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("[V0814]") && ran.stderr.contains("row 3, column reason"), "{}", ran.stderr);
    assert!(ran.stderr.contains("import the file with these columns as text"), "{}", ran.stderr);
}
