//! Beginning a measure, carrying answers over to a later version, and handing a measure on, with the real program.

use proptest::prelude::*;
use verbond::responses::{Migration, Notation};

use crate::example::checked;
use crate::program::{folder, run, run_with_input};

fn write(folder: &std::path::Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
    path.display().to_string()
}

#[test]
fn a_measure_is_begun_by_asking() {
    let folder = folder();
    let place = folder.path().join("new.instrument").display().to_string();
    let answers = "Our measure\nTo see how we work.\nnl-NL\nCC0-1.0\nNobody (2026)\nclient, worker\n0\nNever; Sometimes; Often\n5\n2, 4\n4\n";
    let ran = run_with_input(&["new", "our-measure", "--output", &place], answers);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    insta::assert_snapshot!(std::fs::read_to_string(&place).unwrap_or_default());
    let tested = run(&["test", &place]);
    assert_eq!(tested.code, 0, "{}{}", tested.stdout, tested.stderr);
    let again = run_with_input(&["new", "our-measure", "--output", &place], answers);
    assert!(again.code == 2 && again.stderr.contains("already exists"), "{}", again.stderr);
    let defaults = folder.path().join("defaults.instrument").display().to_string();
    assert_eq!(
        run_with_input(&["new", "plain", "--output", &defaults], &"\n".repeat(11)).code,
        0,
        "every question has an answer that is taken by itself"
    );
    let refused = run_with_input(&["new", "x", "--output", &format!("{place}2")], "\n\nnot a tag\n");
    assert!(refused.code == 2 && refused.stderr.contains("nl-NL"), "{}", refused.stderr);
}

/// The dialect that `score` reads is the one that `migrate` reads and writes.
#[test]
fn answers_in_any_dialect_are_carried_over() {
    let folder = folder();
    let text =
        "case;informant;occasion;plain;word;judged;relied;against;heard;remark\nc1;client;1;4;5;2;3;4;60;\"two\nlines; so\"\n";
    let expected = carried_over(&folder, text.as_bytes());
    assert!(expected.contains("c1") && expected.contains("\"two\nlines; so\""), "{expected}");
    let same = |bytes: &[u8]| assert_eq!(carried_over(&folder, bytes), expected, "{}", String::from_utf8_lossy(bytes));
    same(format!("sep=;\r\n{text}").as_bytes());
    same(format!("\u{feff}{text}").as_bytes());
    same(&format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    let bars = carried_over(&folder, text.replace("; so", "| so").replace(';', "|").as_bytes());
    assert_eq!(bars.replace("| so", "; so").replace('|', ";"), expected);
    let path = folder.path().join("latin.csv");
    std::fs::write(&path, b"case;informant;plain;word;judged;relied;against;heard;remark\nc1;client;4;5;2;3;4;60;caf\xE9\nc2;client;4;5;2;3;4;60;caf\xC3\xA9\n").unwrap_or_else(|error| panic!("{error}"));
    let refused =
        run(&["migrate", &path.display().to_string(), "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0"]);
    assert!(refused.code == 1 && refused.stderr.contains("V0711") && refused.stderr.contains("row 2"), "{}", refused.stderr);
}

fn carried_over(folder: &tempfile::TempDir, bytes: &[u8]) -> String {
    let path = folder.path().join("dialect.csv");
    std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{error}"));
    run(&["migrate", &path.display().to_string(), "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0"]).stdout
}

#[test]
fn answers_are_carried_over_to_a_later_version() {
    let folder = folder();
    let answers = "case;occasion;informant;office;plain;word;judged;relied;against;heard;reason\n\
                   c1;1;client;Gent;4;5;2;3;none;60;\n\
                   c2;1;client;Gent;4;5;2;3;9;60,5;\"Een; reden\"\n";
    let wrong = write(folder.path(), "wrong.csv", answers);
    let refused = run(&["migrate", &wrong, "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0"]);
    assert!(refused.code == 1 && refused.stdout.is_empty() && refused.stderr.contains("V0701"), "{}", refused.stderr);
    let answers = answers.replace(";9;60,5;", ";4;60;");
    let answers = write(folder.path(), "answers.csv", &answers);
    let ran = run(&["migrate", &answers, "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    insta::assert_snapshot!(format!("{}\n{}", ran.stdout, ran.stderr));
    let back = run(&["migrate", &answers, "--from", "alliance-monitor@0.3.0", "--to", "alliance-monitor@0.2.0"]);
    assert!(back.code == 2 && back.stderr.contains("does not say what became of"), "{}", back.stderr);
    let output = folder.path().join("later.csv").display().to_string();
    run(&["migrate", &answers, "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0", "--output", &output]);
    let scored = run(&["score", "alliance-monitor@0.3.0", &output, "--quiet", "--to", "csv"]);
    assert_eq!(scored.code, 0, "{}", scored.stderr);
}

const FIRST: &str = r#"verbond 1
instrument road 1.0.0 {
  title "Road" licence "CC0-1.0" status experimental
  informants { client "Client" }
  scale five { 1 "A" 2 "B" 3 "C" 4 "D" 5 "E" }
  items on five { a "A" b "B" c "C" d "D" }
  score total "All" = mean of a, b, c, d needs all
}
"#;

const SECOND: &str = r#"verbond 1
instrument road 2.0.0 {
  title "Road" licence "CC0-1.0" status experimental
  informants { client "Client" }
  scale four { 1 "A" 2 "B" 3 "C" 4 "D" }
  items on four { a "A" b2 "B" e "E" }
  score total "All" = mean of a, b2, e needs all
  follows 1.0.0 {
    renamed b to b2
    dropped c, d
    added e
    changed total "other items on another scale"
  }
}
"#;

#[test]
fn what_a_later_version_does_not_take_is_told() {
    let folder = folder();
    let path = folder.path().display().to_string();
    for (name, text) in [("1.instrument", FIRST), ("2.instrument", SECOND)] {
        write(folder.path(), name, text);
    }
    let answers = write(folder.path(), "a.csv", "case,a,b,c,d\nc1,5,4,1,1\nc2,1,5,1,1\n");
    let ran = run(&["migrate", &answers, "--from", "road@1.0.0", "--to", "road@2.0.0", "--instruments", &path]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, "case,a,b2,e\nc1,,4,\nc2,1,,\n"), "{}", ran.stderr);
    insta::assert_snapshot!(ran.stderr);
}

proptest! {
    /// Each answer is carried over, or counted as one that the later version does not take; a name that is new has
    /// nothing of an old one.
    #[test]
    fn no_answer_is_lost_in_silence(rows in proptest::collection::vec(proptest::array::uniform4(0_u8..8), 1..20)) {
        let (first, second) = (checked(FIRST).0, checked(SECOND).0);
        let (first, second) = (first.unwrap_or_else(|| panic!("sound")), second.unwrap_or_else(|| panic!("sound")));
        let migration = Migration::along(&[&first, &second]).unwrap_or_else(|error| panic!("{error}"));
        let mut columns = migration.columns(&["case", "a", "b", "c", "d"].map(str::to_owned));
        prop_assert_eq!(columns.names.clone(), ["case", "a", "b2", "e"].map(str::to_owned).to_vec());
        let mut lost = 0;
        for row in &rows {
            let cells: Vec<String> = std::iter::once("c1".to_owned()).chain(row.iter().map(|value| if *value == 0 { String::new() } else { value.to_string() })).collect();
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let carried = columns.row(&cells, &Notation::default());
            for (before, after) in [(1, 1), (2, 2)] {
                if carried[after] != cells[before] {
                    prop_assert!(cells[before].parse::<u8>().is_ok_and(|value| value > 4) && carried[after].is_empty());
                    lost += 1;
                }
            }
            prop_assert_eq!((carried[0].as_str(), carried[3].as_str()), ("c1", ""));
        }
        prop_assert_eq!(columns.told.not_valid.values().sum::<u64>(), lost);
        prop_assert_eq!(columns.told.rows, rows.len() as u64);
        prop_assert_eq!(&columns.told.left_out, &["c".to_owned(), "d".to_owned()]);
    }
}

#[test]
fn a_measure_is_handed_on_and_wrong_use_is_said() {
    let folder = folder();
    let place = |name: &str| folder.path().join(name).display().to_string();
    let listed = run(&["export", "--list"]);
    assert!(listed.code == 0 && listed.stdout.contains("limesurvey"), "{}", listed.stdout);
    let ran = run(&["export", "wai-sr", "--to", &format!("r={}", place("w.R")), "--to", &format!("redcap={}", place("w.csv"))]);
    assert!(ran.code == 0 && ran.stderr.contains("V0904"), "{}", ran.stderr);
    insta::assert_snapshot!("a_form_without_wording", ran.stderr.replace(&folder.path().display().to_string(), "…"));
    let piped = run(&["compile", "wai-sr", "--to", "sql", "--dialect", "spark"]);
    assert!(piped.code == 0 && piped.stdout.contains("create view `wai_sr_scores` as"), "{}", piped.stdout);
    let wrong: Vec<String> = [
        vec!["compile", "wai-sr", "--to", "sql", "--dialect", "oracle"],
        vec!["compile", "wai-sr", "--to", "r", "--table", "answers"],
        vec!["export", "alliance-monitor", "--to", "surveyjs=x.json,informant=cleint"],
        vec!["export", "alliance-monitor", "--to", "redcap=x.csv,language=ja"],
        vec!["export", "alliance-monitor", "--to", "r=x.R,informant=client"],
        vec!["export", "alliance-monitor", "--to", "surveymonkey=x.json"],
        vec!["import", "tests/data/alliance-monitor.csv"],
        vec!["import", "README.md"],
        vec!["translate", "send", "instruments/alliance-monitor/0.3.de.translation", "x.doc"],
    ]
    .iter()
    .map(|arguments| {
        let ran = run(arguments);
        let lines: Vec<&str> = ran.stderr.lines().filter(|line| !line.contains("plugins are looked for")).collect();
        format!("$ verbond {}\n{}\n{}", arguments.join(" "), ran.code, lines.join("\n"))
    })
    .collect();
    insta::assert_snapshot!(wrong.join("\n\n"));
}
