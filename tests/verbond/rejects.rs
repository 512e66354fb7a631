//! Rows that cannot be right go to the rejects, those and no others, as they stand, however the answers are written.

use std::collections::HashSet;
use std::io::Cursor;
use std::ops::ControlFlow;

use proptest::prelude::*;
use verbond::responses::{Answers, Format, OnBad, ReadOptions};

use crate::example::instrument;
use crate::program::{folder, run};

/// Answers to the WAI-SR with a remark of two lines: the second and the fourth have a 9 in them, which is no answer.
/// Also what is rejected.
fn answers(delimiter: &str, line_end: &str) -> (String, String) {
    let items: Vec<String> = (1..=12).map(|at| format!("q{at}")).collect();
    let head = format!("case{delimiter}remark{delimiter}{}{line_end}", items.join(delimiter));
    let row = |case: &str, remark: &str, last: &str| {
        let given = ["4"; 11].join(delimiter);
        format!("{case}{delimiter}{remark}{delimiter}{given}{delimiter}{last}{line_end}")
    };
    let quoted = format!("\"first line{line_end}then a {delimiter} and a \"\"mark\"\"\"");
    let rows =
        [row("c1", &quoted, "3"), row("c2", "plain", "9"), row("c3", "", "3"), row("c4", &quoted, "9"), row("c5", "", "5")];
    (format!("{head}{}", rows.concat()), format!("{head}{}{}", rows[1], rows[3]))
}

/// Scores a file of answers and skips bad rows: the cases that were scored, and the rejects.
fn skipped(name: &str, bytes: &[u8], options: &[&str]) -> (Vec<String>, Vec<u8>) {
    let folder = folder();
    let (path, rejects) = (folder.path().join(name), folder.path().join("rejected"));
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    let (path, rejects) = (path.display().to_string(), rejects.display().to_string());
    let arguments = ["score", "wai-sr", &path, "--on-bad", "skip", "--rejects", &rejects, "--to", "csv", "--quiet"];
    let ran = run(&[&arguments[..], options].concat());
    assert_eq!(ran.code, 0, "{name} {options:?}: {}", ran.stderr);
    let case = |line: &str| line.split(',').next().unwrap_or_default().to_owned();
    (ran.stdout.lines().skip(1).map(case).collect(), std::fs::read(&rejects).unwrap_or_else(|error| panic!("{error}")))
}

fn holds(name: &str, bytes: &[u8], options: &[&str], expected: &str) {
    let (scored, rejects) = skipped(name, bytes, options);
    assert_eq!(scored, ["c1", "c3", "c5"], "{name} {options:?}");
    assert_eq!(String::from_utf8_lossy(&rejects), expected, "{name} {options:?}");
}

#[test]
fn whatever_the_delimiter_and_whoever_says_it() {
    for (said, sign) in [(",", ","), (";", ";"), ("tab", "\t"), ("|", "|"), (":", ":"), ("^", "^"), ("~", "~"), (" ", " ")] {
        for line_end in ["\n", "\r\n"] {
            let (text, rejected) = answers(sign, line_end);
            holds("a.csv", text.as_bytes(), &["--delimiter", said], &rejected);
            if [",", ";", "\t", "|"].contains(&sign) {
                holds("found.csv", text.as_bytes(), &[], &rejected);
            }
            let sep = format!("sep={sign}{line_end}");
            if sign != " " && sign != "\t" {
                holds("excel.csv", format!("{sep}{text}").as_bytes(), &[], &format!("{sep}{rejected}"));
            }
        }
    }
}

#[test]
fn whatever_the_encoding() {
    let (text, rejected) = answers(":", "\n");
    let options = ["--delimiter", ":"];
    holds("bom.csv", format!("\u{feff}{text}").as_bytes(), &options, &rejected);
    let little: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    holds("little.csv", &little, &options, &rejected);
    holds("big.csv", &big, &options, &rejected);
    let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    holds("bare.csv", &bare, &["--delimiter", ":", "--encoding", "utf-16le"], &rejected);
    let text = text.replace("plain", "caf\u{e9}");
    let latin: Vec<u8> = text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect();
    let options = ["--delimiter", ":", "--encoding", "windows-1252"];
    holds("latin.csv", &latin, &options, &rejected.replace("plain", "caf\u{e9}"));
}

#[test]
fn whatever_the_form() {
    let record = |case: &str, last: u8| {
        let given: Vec<String> = (1..=11).map(|at| format!("\"q{at}\": 4")).collect();
        format!("{{\"case\": \"{case}\", \"remark\": \"two\\nlines, \\\"so\\\"\", {}, \"q12\": {last}}}", given.join(", "))
    };
    let records = [record("c1", 3), record("c2", 9), record("c3", 3), record("c4", 9), record("c5", 5)];
    let rejected = format!("{}\n{}\n", records[1], records[3]);
    holds("a.jsonl", (records.join("\n") + "\n").as_bytes(), &[], &rejected);
    holds("a.json", format!("[{}]", records.join(",\n")).as_bytes(), &[], &rejected);
    let array: Vec<u8> = format!("\u{feff}[{}]", records.join(",")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    holds("wide.json", &array, &[], &rejected);
}

#[test]
fn a_row_in_another_encoding_takes_no_other_with_it() {
    let (text, _) = answers(":", "\n");
    // A letter in UTF-8 elsewhere says that it is not another encoding throughout.
    let bytes = text.replace("plain", "caf?").replace("c5::", "c5:\u{e9}:").into_bytes();
    let at = bytes.windows(4).position(|four| four == b"caf?").unwrap_or_else(|| panic!("it is there")) + 3;
    let mut broken = bytes;
    broken[at] = 0xE9;
    let (scored, rejects) = skipped("a.csv", &broken, &["--delimiter", ":"]);
    assert_eq!(scored, ["c1", "c3", "c5"], "rows that can be read are scored");
    let lines: Vec<&[u8]> = rejects.split(|byte| *byte == b'\n').collect();
    assert!(lines[1].starts_with(b"c2:caf\xE9:4") && lines[2].starts_with(b"c4:"), "{}", String::from_utf8_lossy(&rejects));
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    for line_end in ["\n", "\r\n"] {
        let (text, _) = answers(":", line_end);
        for (before, rows) in [(String::new(), ["row 3", "row 5"]), (format!("sep=:{line_end}"), ["row 4", "row 6"])] {
            let folder = folder();
            let path = folder.path().join("a.csv");
            std::fs::write(&path, format!("{before}{text}")).unwrap_or_else(|error| panic!("{error}"));
            let ran = run(&["score", "wai-sr", &path.display().to_string(), "--delimiter", ":"]);
            assert!(ran.code == 1 && rows.iter().all(|row| ran.stderr.contains(row)), "{line_end:?} {before:?}: {}", ran.stderr);
        }
    }
}

/// A remark with all that makes cells hard, and whether the row is bad.
fn row() -> impl Strategy<Value = (bool, String)> {
    (any::<bool>(), "[a\u{e9}\"\n,;:| ]{0,8}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Of any answers that another program wrote, the rejects hold the rows that the reader rejected.
    #[test]
    fn the_rejects_are_what_the_reader_rejected(rows in proptest::collection::vec(row(), 1..40), sign in 0_usize..6) {
        let delimiter = b",;\t|:^"[sign];
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        let mut rejected = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        let head = ["case", "informant", "remark", "a", "b", "c", "d"];
        let failed = |error: csv::Error| TestCaseError::fail(error.to_string());
        writer.write_record(head).map_err(failed)?;
        rejected.write_record(head).map_err(failed)?;
        for (at, (is_bad, remark)) in rows.iter().enumerate() {
            let case = format!("c{at}");
            let record = [case.as_str(), "client", remark, "1", "2", "3", if *is_bad { "8" } else { "4" }];
            writer.write_record(record).map_err(failed)?;
            if *is_bad {
                rejected.write_record(record).map_err(failed)?;
            }
        }
        let text = writer.into_inner().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let expected = rejected.into_inner().map_err(|error| TestCaseError::fail(error.to_string()))?;
        let (instrument, options) =
            (instrument(), ReadOptions { delimiter: Some(delimiter), on_bad: OnBad::Skip, ..ReadOptions::default() });
        let mut answers = Answers::open(&instrument, Box::new(Cursor::new(text.clone())), Format::Csv, &options)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let copier = answers.copier();
        let mut numbers = HashSet::new();
        let (reader, source) = answers.split();
        source
            .for_each(&mut |block| {
                numbers.extend(reader.read(&block).rejected);
                ControlFlow::Continue(())
            })
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let mut copied = Vec::new();
        copier.copy(Box::new(Cursor::new(text)), &numbers, &mut copied).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(String::from_utf8_lossy(&copied), String::from_utf8_lossy(&expected));
    }
}
