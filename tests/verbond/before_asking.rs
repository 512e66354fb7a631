//! What answers go to is looked at before anybody is asked, and what was answered is never lost.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

use crate::program::{Ran, command, folder, put, run, run_with_input};

const MEASURE: &str = r#"verbond 1

instrument m 1.0.0 {
  title   "Measure"
  licence "CC0-1.0"
  status  experimental
  cite    "Nobody (2026)"
  informants { client "Client" worker "Officer" }
  item now as whole 0 to 10 "How are things?"
  item share as decimal 0 to 10 "How much of it?"
  score mood "Mood" = 1 * now
}
"#;

const SCHEDULE: &str = r#"verbond 1

schedule weekly 1.0.0 {
  title    "S"
  ask m of client {
    first within 14 days
  }
}
"#;

fn asked(measure: &str, output: &str, more: &[&str]) -> Ran {
    let of = ["ask", measure, "--plain", "--case", "c-1", "--output", output];
    run_with_input(&[&of[..], more].concat(), "4\n3.5\n")
}

fn entered(measure: &str, output: &str) -> Ran {
    run_with_input(&["enter", measure, "--output", output], "c-1\n1\n\n4\n3.5\n\n\n")
}

#[test]
fn an_output_that_holds_no_answers_is_refused_before_the_first_question() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let measure = put(&folder, "m.instrument", MEASURE);
    let schedule = put(&folder, "weekly.schedule", SCHEDULE);
    let named_otherwise = put(&folder, "m.csv", MEASURE);
    let lacking = put(&folder, "lacking.csv", "case,occasion,informant,date,language,now\nc-2,1,client,2026-01-01,en,4\n");
    let store = at("site.sqlite");
    let opened = run_with_input(&["ask", &measure, "--plain", "--case", "c-1", "--store", &store], "q\n");
    assert_eq!(opened.code, 130, "{}", opened.stderr);
    let refused = [
        (store, "is a store"),
        (measure.clone(), "is an instrument, and no file of answers"),
        (named_otherwise, "is an instrument, and no file of answers"),
        (schedule, "is a schedule, and no file of answers"),
        (folder.path().display().to_string(), "is a folder"),
        (at("missing/answers.csv"), "there is no folder"),
        (lacking, "lacks columns that this measure fills: `share`"),
    ];
    let device = ("/dev/full".to_owned(), "is a device or a pipe, and keeps no answers");
    for (output, why) in refused.into_iter().chain(cfg!(target_os = "linux").then_some(device)) {
        // A device has no end that could be read up to.
        let held = || std::path::Path::new(&output).is_file().then(|| std::fs::read(&output).ok()).flatten();
        let before = held();
        let (asked, entered) = (asked(&measure, &output, &[]), entered(&measure, &output));
        for ran in [&asked, &entered] {
            assert!(ran.code == 2 && ran.stderr.contains(why), "{output}: {}{}", ran.code, ran.stderr);
        }
        assert!(!asked.stderr.contains("How are things?"), "{}", asked.stderr);
        assert!(!entered.stderr.contains("case"), "{}", entered.stderr);
        assert_eq!(held(), before);
    }
}

#[test]
fn a_row_is_added_as_the_file_is_written() {
    let folder = folder();
    let measure = put(&folder, "m.instrument", MEASURE);
    let head = "share;now;case;occasion;informant;date;language;remark\r\n";
    let answers = put(&folder, "answers.csv", &format!("{head}2,5;3;c-1;1;client;2026-01-01;en;\"one; two\""));
    let more = ["--occasion", "2", "--date", "2026-02-01"];
    let ran = asked(&measure, &answers, &more);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = std::fs::read_to_string(&answers).unwrap_or_default();
    let rows = "2,5;3;c-1;1;client;2026-01-01;en;\"one; two\"\r\n3,5;4;c-1;2;client;2026-02-01;en;\r\n";
    assert_eq!(text, format!("{head}{rows}"));
    let scored = run(&["score", &measure, &answers, "--quiet", "--to", "csv"]);
    assert!(scored.code == 0 && scored.stdout.lines().count() == 3, "{}", scored.stderr);
}

#[test]
fn one_occasion_stands_once_in_a_file() {
    let folder = folder();
    let measure = put(&folder, "m.instrument", MEASURE);
    let answers = folder.path().join("answers.csv").display().to_string();
    let places = || {
        let text = std::fs::read_to_string(&answers).unwrap_or_default();
        text.lines().skip(1).map(|row| row.split(',').take(3).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    for more in [&[][..], &[], &["--informant", "worker"]] {
        assert_eq!(asked(&measure, &answers, more).code, 0);
    }
    assert_eq!(places(), ["c-1 1 client", "c-1 2 client", "c-1 2 worker"], "the next one, where nobody says which");
    let again = asked(&measure, &answers, &["--occasion", "2"]);
    assert_eq!(again.code, 2, "{}", again.stderr);
    assert!(again.stderr.contains("client of c-1 answered occasion 2 already") && again.stderr.contains("--occasion"));
    assert!(!again.stderr.contains("How are things?"), "{}", again.stderr);
    assert_eq!(places().len(), 3);
}

#[test]
fn what_cannot_be_written_at_the_end_is_kept_and_named() {
    let folder = folder();
    let measure = put(&folder, "m.instrument", MEASURE);
    let path = folder.path().join("answers.csv");
    let output = path.display().to_string();
    let mut child = command()
        .args(["ask", &measure, "--plain", "--case", "c-1", "--output", &output])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}"));
    let (mut said, mut first) = (BufReader::new(child.stderr.take().unwrap_or_else(|| panic!("piped"))), String::new());
    said.read_line(&mut first).unwrap_or_else(|error| panic!("{error}"));
    // It was looked at, and then something else takes its place.
    std::fs::create_dir(&path).unwrap_or_else(|error| panic!("{error}"));
    let mut input = child.stdin.take().unwrap_or_else(|| panic!("piped"));
    input.write_all(b"4\n3.5\n").unwrap_or_else(|error| panic!("{error}"));
    drop(input);
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap_or_else(|error| panic!("{error}"));
    let code = child.wait().ok().and_then(|status| status.code());
    let unfinished = format!("{output}.c-1-1-client.unfinished");
    assert!(matches!(code, Some(2 | 3)) && rest.contains(&unfinished), "{rest}");
    std::fs::remove_dir(&path).unwrap_or_else(|error| panic!("{error}"));
    let later = run_with_input(&["ask", &measure, "--plain", "--case", "c-1", "--output", &output], "");
    assert_eq!(later.code, 0, "{}", later.stderr);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text.ends_with(",4,3.5\n") && !std::path::Path::new(&unfinished).exists(), "{text}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_without_an_end_is_too_large() {
    for arguments in [["check", "/dev/zero"], ["fmt", "/dev/full"]] {
        let ran = run(&arguments);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(ran.code == 1 && said.contains("V0109") && said.contains("more than 2097152 bytes"), "{arguments:?}: {said}");
    }
}

/// One mistake in a measure is one diagnostic, whatever depends on the measure.
#[test]
fn what_is_there_and_has_errors_is_not_called_missing() {
    let folder = folder();
    let measure = put(&folder, "m.instrument", &MEASURE.replace("1 * now", "1 * nov"));
    let schedule = put(&folder, "weekly.schedule", SCHEDULE);
    let translation = put(&folder, "m.nl.translation", "verbond 1\n\ntranslation nl of m 1.0 {\n  status forward\n}\n");
    let of_schedule = put(&folder, "w.nl.translation", "verbond 1\n\ntranslation nl of weekly 1.0 {\n  status forward\n}\n");
    let norms = put(&folder, "m.norms", "verbond 1\n\nnorms n 1.0 of m 1.0 {\n  population \"Nobody\"\n  status simulated\n}\n");
    let all = run(&["check", &folder.path().display().to_string()]);
    assert!(all.code == 1 && all.stdout.contains("error[V0201]"), "{}", all.stdout);
    assert!(all.stdout.ends_with("5 files checked: 1 error\n"), "{}", all.stdout);
    // Alone, each says where the mistake is.
    for (file, of, place) in
        [(&schedule, "m", &measure), (&translation, "m", &measure), (&norms, "m", &measure), (&of_schedule, "weekly", &schedule)]
    {
        let ran = run(&["check", file]);
        assert!(ran.code == 1 && ran.stdout.contains(&format!("`{of}` has errors")), "{}", ran.stdout);
        assert!(ran.stdout.contains(place) && ran.stdout.ends_with("1 file checked: 1 error\n"), "{}", ran.stdout);
    }
    // Another version, or another name, is missing all the same.
    let other =
        put(&folder, "other.norms", "verbond 1\n\nnorms n 1.0 of m 2.0 {\n  population \"Nobody\"\n  status simulated\n}\n");
    let ran = run(&["check", &other]);
    assert!(ran.code == 1 && ran.stdout.contains("V0501") && ran.stdout.contains("there is no"), "{}", ran.stdout);
    // Once the measure is sound, what lies in its folder is found from the schedule alone.
    put(&folder, "m.instrument", MEASURE);
    let sound = run(&["check", &schedule]);
    assert!(sound.code == 0 && sound.stdout.ends_with("all is well\n"), "{}", sound.stdout);
}
