//! Reading answers and scoring them: dialects, missing, faults, and the figures of R.

use std::path::Path;

use verbond::responses::{Format, OnBad, ReadOptions};

use crate::example::{checked, instrument, score, score_as, with};

fn options() -> ReadOptions {
    ReadOptions::of_program()
}

/// The first columns of each row of a CSV.
fn columns(csv: &str, names: &[&str]) -> Vec<String> {
    let mut lines = csv.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let at: Vec<usize> = names
        .iter()
        .map(|name| head.iter().position(|known| known == name).unwrap_or_else(|| panic!("no column {name}")))
        .collect();
    lines.map(|line| at.iter().map(|at| line.split(',').nth(*at).unwrap_or_default()).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn results_have_their_columns_in_order() {
    let instrument = checked(&with(
        "bands level of main { low \"Low\" from 1 high \"High\" from 3 }\nscore late \"Late\" = 2 * a\nalert weak \"Weak\" when main < 2",
    ));
    let instrument = instrument.0.unwrap_or_else(|| panic!("sound"));
    let outcome = score(
        &instrument,
        "case,informant,date,a,b,c,d\nc1,client,2026-11-24,1,1,2,\nc2,worker,24-11-2026,5,5,5,none\n",
        &options(),
    );
    assert!(outcome.diagnostics.is_empty());
    insta::assert_snapshot!(outcome.csv.replace(&instrument.sha256, "SHA256"));
}

#[test]
fn what_dutch_excel_saves_just_works() {
    let sound =
        checked(&with("item w as decimal 0 to 10 \"W\"\nscore weight \"W\" = 1 * w")).0.unwrap_or_else(|| panic!("sound"));
    let text = "case;informant;a;b;c;d;w\r\nc1;client;1;2;3;4;2,5\r\n\"c;2\";worker;5;5;5;5;0,25\r\n";
    let mut utf16: Vec<u8> = vec![0xFF, 0xFE];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let with_mark = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let with_hint = [b"sep=;\r\n", text.as_bytes()].concat();
    for bytes in [text.as_bytes().to_vec(), with_mark, utf16, with_hint] {
        let outcome = score_as(&sound, &bytes, Format::Csv, &options());
        assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        assert_eq!(columns(&outcome.csv, &["main", "weight"]), ["2.5 2.5", "5 0.25"]);
    }
}

#[test]
fn windows_1252_is_read_where_it_can_be_nothing_else_and_when_asked_for() {
    let bytes = b"case,informant,a,b,c,d\nren\xE9,client,1,2,3,4\n";
    let found = score_as(&instrument(), bytes, Format::Csv, &options());
    assert_eq!((found.diagnostics[0].code.name, columns(&found.csv, &["case"])), ("V0734", vec!["ren\u{e9}".to_owned()]));
    let mixed = [&bytes[..], "zo\u{eb},client,1,2,3,4\n".as_bytes()].concat();
    assert_eq!(score_as(&instrument(), &mixed, Format::Csv, &options()).diagnostics[0].code.name, "V0711");
    let asked = ReadOptions { encoding: encoding_rs::Encoding::for_label(b"windows-1252"), ..options() };
    let outcome = score_as(&instrument(), bytes, Format::Csv, &asked);
    assert_eq!(columns(&outcome.csv, &["case", "main"]), ["rené 2.5"]);
}

#[test]
fn csv_json_and_lines_say_the_same() {
    let csv = score(&instrument(), "case,informant,a,b,c,d\nc1,client,1,,3,4\nc2,worker,5,5,none,5\n", &options()).csv;
    let one = r#"{"case":"c1","informant":"client","a":1,"c":3,"d":"4"}"#;
    let two = r#"{"case":"c2","informant":"worker","a":5,"b":5,"c":"none","d":5}"#;
    let array = format!("[\n {one},\n {two}\n]\n");
    let lines = format!("{one}\n\n{two}\n");
    for (text, format) in [(array, Format::Json), (lines, Format::JsonLines)] {
        let outcome = score_as(&instrument(), text.as_bytes(), format, &options());
        assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
        assert_eq!(outcome.csv, csv);
    }
}

#[test]
fn broken_json_is_named() {
    let cases = [
        ("[{\"case\":", Format::Json, "V0714"),
        // One record, without an item.
        ("{\"case\": 1}", Format::Json, "V0712"),
        ("{\"case\":\n{}", Format::JsonLines, "V0714"),
        ("[{\"case\":\"c\",\"a\":{\"b\":1}}]", Format::Json, "V0714"),
    ];
    for (text, format, code) in cases {
        let outcome = score_as(&instrument(), text.as_bytes(), format, &options());
        let told: Vec<&str> = outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
        assert!(told.contains(&code), "{text}: {told:?}");
    }
}

#[test]
fn columns_are_mapped() {
    let text = "case,informant,WAI_a,WAI_b,WAI_c,Q4\nc1,client,1,2,3,4\n";
    let map = vec![
        ("*".to_owned(), "WAI_*".to_owned()),
        ("d".to_owned(), "Q4".to_owned()),
        ("case".to_owned(), "case".to_owned()),
        ("informant".to_owned(), "informant".to_owned()),
    ];
    let outcome = score(&instrument(), text, &ReadOptions { map, ..options() });
    assert_eq!(columns(&outcome.csv, &["main"]), ["2.5"]);
    let wrong = ReadOptions { map: vec![("z".to_owned(), "Q4".to_owned())], ..options() };
    assert!(score(&instrument(), text, &wrong).diagnostics.iter().any(|diagnostic| diagnostic.code.name == "V0718"));
}

#[test]
fn words_and_digits_can_mean_missing() {
    let open = ReadOptions { missing: vec!["5".to_owned()], ..options() };
    let refused = score(&instrument(), "case,informant,a,b,c,d\nc1,client,1,2,3,4\n", &open);
    assert_eq!(refused.diagnostics[0].code.name, "V0727", "5 is an answer");
    let missing = ["NA", "-99", "*=5"].map(str::to_owned).to_vec();
    let outcome = score(
        &instrument(),
        "case,informant,a,b,c,d\nc1,client,NA,2,3,4\nc2,client,-99,5,3,4\n",
        &ReadOptions { missing, ..options() },
    );
    assert!(outcome.diagnostics.is_empty(), "{:?}", outcome.diagnostics);
    assert_eq!(columns(&outcome.csv, &["main", "answered"]), ["3 3", " 2"]);
}

#[test]
fn bad_cells_become_missing_when_asked() {
    let text = "case,informant,a,b,c,d\nc1,client,9,2,3,x\nc2,client,1,2,3,4,5\n";
    let outcome = score(&instrument(), text, &ReadOptions { on_bad: OnBad::Missing, ..options() });
    assert_eq!(
        outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect::<Vec<_>>(),
        ["V0703"],
        "a ragged row stays an error"
    );
    assert_eq!(columns(&outcome.csv, &["case", "main", "answered"]), ["c1  2"]);
}

#[test]
fn rows_are_counted_as_a_spreadsheet_does() {
    let text = "case,informant,a,b,c,d\n\"c\n1\",client,1,2,3,4\n\nc2,client,1,2,3,7\n";
    let outcome = score(&instrument(), text, &options());
    let places: Vec<String> = outcome.diagnostics.iter().map(|diagnostic| format!("{:?}", diagnostic.place)).collect();
    assert_eq!(places.len(), 1);
    assert!(places[0].contains("row: 4") && places[0].contains("\"d\""), "{places:?}");
}

#[test]
fn nobody_answering_is_missing_not_zero() {
    let outcome = score(&instrument(), "case,informant,a,b,c,d\nc1,client,,,,\n", &options());
    assert_eq!(columns(&outcome.csv, &["main", "answered", "asked"]), [" 0 4"]);
}

#[test]
fn conditions_informants_and_otherwise() {
    let text = with(
        "item e on agree asked when a >= 4, otherwise 1 \"E\"\nitem f on agree only for worker \"F\"\nscore plus \"Plus\" = e + b\n\
         score other \"Other\" = mean of f, b needs any",
    );
    let sound = checked(&text).0.unwrap_or_else(|| panic!("sound"));
    let answers =
        "case,informant,a,b,c,d,e,f\nc1,client,5,2,3,4,5,5\nc2,client,1,2,3,4,5,\nc3,client,,2,3,4,5,\nc4,worker,5,2,3,4,,4\n";
    let outcome = score(&sound, answers, &options());
    assert_eq!(columns(&outcome.csv, &["plus", "other", "asked"]), ["7 2 5", "3 2 4", " 2 4", " 3 6"]);
}

/// The figures that R 4.2.2 and `psych::scoreItems` give on real answers; see `../shared/data/README.md`.
#[test]
#[ignore = "needs the folder ../shared, which lies beside the project where .ci/run runs it"]
fn real_answers_give_the_figures_of_r() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let (answers, expected) = (read("bfi.csv"), read("bfi.scores.csv"));
    let sound = checked(include_str!("../data/bfi.instrument")).0.unwrap_or_else(|| panic!("sound"));
    let outcome = score(&sound, &answers, &options());
    let head: Vec<&str> = expected.lines().next().unwrap_or_default().split(',').skip(1).collect();
    let found = columns(&outcome.csv, &head);
    let mut compared = 0;
    for (row, (found, expected)) in found.iter().zip(expected.lines().skip(1)).enumerate() {
        for ((found, expected), name) in found.split(' ').zip(expected.split(',').skip(1)).zip(&head) {
            let number = |text: &str| text.parse::<f64>().ok();
            let same = match (number(found), number(expected)) {
                (Some(found), Some(expected)) => (found - expected).abs() <= 1e-9,
                (None, None) => true,
                _ => false,
            };
            assert!(same, "row {}: {name} is {found}, R says {expected}", row + 2);
            compared += 1;
        }
    }
    assert_eq!(compared, 2800 * 9);
}
