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
