//! What people type where the language has a form of its own: one diagnostic, which says what to write.

use std::fmt::Write;

use verbond::source::{Sample, Severity};

use crate::example::{checked, diagnostics, with};
use crate::program::{folder, put, run, run_with_input};

/// The errors and warnings of a text, a line each: code, message, help.
fn said(text: &str) -> Vec<String> {
    let (_, diagnostics, _) = checked(text);
    let serious = diagnostics.iter().filter(|diagnostic| diagnostic.severity != Severity::Note);
    serious
        .map(|it| format!("{} {}: {} | {}", it.severity.word(), it.code.name, it.message, it.help.as_deref().unwrap_or("")))
        .collect()
}

const TYPED: [&str; 47] = [
    "item b1 to b3 on agree \"B\"\nscore s \"S\" = mean of b1-b3 needs all",
    "item b1 to b3 on agree \"B\"\nscore s \"S\" = mean of b1..b3 needs 2 of 3",
    "item b1 to b3 on agree \"B\"\nscore s \"S\" = mean of b1 – b3 needs any",
    "item b1 to b3 on agree \"B\"\nscore s \"S\" = mean of a, b1-3 needs all",
    "item b1 to b3 on agree \"B\"\nscore s \"S\" = mean of b1-b3",
    "item b1 to b3 on agree \"B\"\nscore s \"S\" = count of b1-b3",
    "items on agree {\n  b1-b3 unscored \"B\"\n}",
    "item b1 to b3 on agree unscored \"B\"\ntest \"t\" {\n  b1-b3 = 2\n  expect main = missing\n}",
    "score s \"S\" = mean of a, b, c needs 2",
    "score s \"S\" = (mean of a, b, c needs 2) / 2",
    "score s \"S\" = mean of a, b, c needs 66,7%",
    "score s \"S\" = 2,5 * a",
    "test \"t\" {\n  a, b, c, d = 1\n  expect main = 1 within 0,5\n}",
    "note 'It is ours.'",
    "items on agree {\n  e unscored 'How?'\n}",
    "// Ours.\nscore s \"S\" = 1 * a",
    "score s \"S\" = 1 * a // ours",
    "items on agree {\n  // ours\n  e unscored \"E\"\n}",
    "/* ours */",
    "items on agree {\n  1e unscored \"E\"\n}",
    "item e on agree R \"E\"\nscore s \"S\" = 1 * e",
    "items on agree {\n  e (R) \"E\"\n}\nscore s \"S\" = 1 * e",
    "items on agree {\n  e unscord \"E\"\n}",
    "items on agree {\n  e unscored \"E\"\n  inv \"I\"\n}",
    "score s \"S\" = mean of a, b, c, d needs 80",
    "score s \"S\" = mean of a, b, c, d needs at least 3 of 4",
    "score s \"S\" = mean of a, b, c, d needs minimum 75%",
    "score s \"S\" = sum of a, b, c, d needs 75% prorated",
    "score s \"S\" = mean of a, b, c, d needs 75% prorated",
    "bands level of main { low \"Low\" from 1 to 3  high \"High\" from 3 }",
    "score s \"S\" = .5 * a",
    "}\nnote \"It goes on here.\"",
    "score s \"S\" = sqrt a",
    "score s \"S\" = log(a)",
    "score s \"S\" = mean(a, b)",
    "let x \"label\" = 1 * a",
    "score s \"S\" = sum of a, b needs any, missing as",
    "score s \"S\" = sum of a, b needs any, missing as nothing",
    "alert x \"X\" when a = missing",
    "score s \"S\" = if a != missing then 1 else 0",
    "score s \"S\" = a + missing",
    "let daily = a >= 3\nscore s \"S\" = 2 * daily",
    "let worst = max of a, b needs all\nalert x \"X\" when worst",
    "let daily = a >= 3\nscore s \"S\" = count true of 2 <= count of a, b, daily needs all",
    "score s \"S\" = -a ^ 2",
    "score s \"S\" = a ^ b ^ 2",
    "score s \"S\" = if main >= 3 then 1 else if main >= 4 then 2 else 3",
];

/// The errors and warnings of statements in a file of another kind.
fn said_in(kind: &str, statements: &str) -> Vec<String> {
    let samples = Sample::all_in(&format!("```{kind}\n{statements}\n```\n"));
    let [sample] = &samples[..] else { panic!("{kind}: {} samples", samples.len()) };
    let (diagnostics, _) = diagnostics(sample);
    let serious = diagnostics.iter().filter(|diagnostic| diagnostic.severity != Severity::Note);
    serious
        .map(|it| format!("{} {}: {} | {}", it.severity.word(), it.code.name, it.message, it.help.as_deref().unwrap_or("")))
        .collect()
}

/// The same in norms and schedules; what can never come to pass is said too.
#[test]
fn what_people_type_into_norms_and_schedules_is_answered() {
    let typed = [
        ("norms", "for client {\n  main mean 3 sd 1 reliability .85 n 100\n}"),
        ("norms", "for client {\n  main mean 3 sd 1 reliability 0,85 n 100\n}"),
        ("norms", "for client {\n  cut-off main 1 functional below\n}"),
        ("norms", "for client {\n  cut-off main 1 functional above\n}"),
        ("norms", "for client {\n  cut-off main 3 functional above\n}\nfor worker {\n  cut-off main 3 functional below\n}"),
        ("schedule", "ask example of client every 28 days {\n  first within 14 days\n}"),
        ("schedule", "ask example of client {\n  first within 14 days\n  every 2 weeks\n}"),
        ("schedule", "ask example of client {\n  first within 14 days\n  then 28 days after the last\n  until day 20\n}"),
        (
            "schedule",
            "ask example of client, worker {\n  first within 14 days\n  then 28 days after the last\n  late after 30 days\n}",
        ),
        (
            "schedule",
            "ask example of client {\n  first within 14 days\n  then 28 days after the last\n}\nremind client 28 days after",
        ),
    ];
    let mut shown = String::new();
    for (kind, statements) in typed {
        let said = said_in(kind, statements);
        assert!(said.len() == 1, "one mistake, one diagnostic: {statements}\n{}", said.join("\n"));
        let _ = writeln!(shown, "{statements}\n    {}\n", said.join("\n    "));
    }
    insta::assert_snapshot!(shown);
    for sound in [
        "ask example of client {\n  first within 14 days\n  then 28 days after the last\n  until day 42\n}",
        "ask example of client {\n  first within 14 days\n  then 28 days after the last\n  late after 27 days\n}\nremind client 27 days after",
        "ask example of client {\n  first within 14 days\n  until day 14\n}\nremind client 60 days after",
    ] {
        assert_eq!(said_in("schedule", sound), Vec::<String>::new(), "{sound}");
    }
    assert_eq!(said_in("norms", "for client {\n  cut-off main 1.5 functional below\n}"), Vec::<String>::new());
}

/// What may have been forgotten is noted: people would read a name where a label is, or nothing at all.
#[test]
fn what_may_have_been_forgotten_is_noted() {
    let notes = |text: &str| -> Vec<String> {
        let (_, diagnostics, _) = checked(text);
        let notes = diagnostics.iter().filter(|it| it.severity == Severity::Note);
        notes.map(|it| format!("{}: {}", it.code.name, it.message)).collect()
    };
    let before = notes(&with(""));
    let told =
        |fragment: &str| -> Vec<String> { notes(&with(fragment)).into_iter().filter(|note| !before.contains(note)).collect() };
    let intro = "page \"P\" {\n  intro { client \"Think of it.\" }\n  item e on agree unscored \"E\"\n}";
    assert_eq!(told(intro), ["V0401: this intro has no text for `worker`"]);
    assert_eq!(told(&intro.replace("of it.\"", "of it.\"  worker \"Think of them.\"")), Vec::<String>::new());
    assert_eq!(
        told("score s = 1 * a\nscore t = 1 * b"),
        ["V0403: people read the names of these scores, which have no label: `s`, `t`"]
    );
}

/// Names that are nearly one, and files that are something else, are answered with what was meant.
#[test]
fn what_people_type_on_the_command_line_is_answered() {
    let folder = folder();
    let answers = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    let with_office = answers.replacen("case,", "office,case,", 1).replace("\nS", "\nnorth,S");
    let with_office = put(&folder, "o.csv", &with_office);
    let scores = folder.path().join("no/scores.csv").display().to_string();
    let to = format!("csv={scores}");
    let norms = "instruments/alliance-monitor/0.3.demo.norms";
    let answers = "tests/data/alliance-monitor.csv";
    let typed: &[(&[&str], &str)] = &[
        (
            &["ask", "alliance-monitor", "--case", "c1", "--plain", "--known", "age=7"],
            "`age` cannot be `7`: it is a whole number from",
        ),
        (&["ask", "alliance-monitor", "--case", "c1", "--plain", "--known", "aeg=17"], "did you mean `age`?"),
        (&["ask", "alliance-monitor", "--case", "c1", "--plain", "--known", "age"], "a fact is written `NAME=VALUE`"),
        (&["team", "alliance-monitor", &with_office, "--by", "offce"], "did you mean `office`?"),
        (&["team", "alliance-monitor", answers, "--by", "mandat"], "did you mean `mandate`?"),
        (&["export", "alliance-monitor", "--to", "xlform=x.xlsx"], "did you mean `xlsform`?"),
        (&["diff", norms, "alliance-monitor"], "is norms, and no instrument"),
        (&["score", norms, answers], "is norms, and no instrument"),
        (&["score", "alliance-monitor", answers, "--to", &to], "there is no folder"),
        (&["list", "--instruments", "no-such-folder"], "there is no folder no-such-folder"),
    ];
    for (arguments, sentence) in typed {
        let ran = run(arguments);
        assert!([1, 2].contains(&ran.code), "{arguments:?}: {} {}", ran.code, ran.stderr);
        assert!(ran.stderr.contains(sentence), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn what_people_type_is_answered() {
    let mut shown = String::new();
    for fragment in TYPED {
        let said = said(&with(fragment));
        assert!(said.iter().any(|line| line.starts_with("error")), "{fragment}");
        assert!(said.len() == 1, "one mistake, one diagnostic: {fragment}\n{}", said.join("\n"));
        let _ = writeln!(shown, "{fragment}\n    {}\n", said.join("\n    "));
    }
    let head = with("").replace("instrument example 1.0.0", "instrument 9items 1.0.0");
    let _ = writeln!(shown, "instrument 9items 1.0.0 {{ … }}\n    {}", said(&head).join("\n    "));
    assert_eq!(said(&head).len(), 1);
    insta::assert_snapshot!(shown);
}

/// Differences, lists and decimals that mean what they say are no slips.
#[test]
fn what_is_meant_is_left_alone() {
    for fragment in [
        "item b1 to b3 on agree \"B\"\nscore s \"S\" = b1-b3 + b2",
        "item b1 to b3 on agree \"B\"\nscore s \"S\" = (count of b1) - b3 + b2",
        "item b1 to b3 on agree \"B\"\nscore s \"S\" = mean of b1 needs all - b3 + b2",
        "items on agree {\n  e unscored \"E\"\n  r reversed \"R\"\n}\nscore s \"S\" = 1 * r",
    ] {
        assert_eq!(said(&with(fragment)), Vec::<String>::new(), "{fragment}");
    }
    let reserved = said(&with("items on agree {\n  e unscored \"E\"\n  reserved unscored \"I am reserved.\"\n}"));
    assert!(reserved.len() == 1 && reserved[0].starts_with("warning V0213"), "{reserved:?}");
}

const BY_LICENCE: &str = r#"verbond 1
instrument licensed 1.0.0 {
  title "Licensed" licence "Of its publisher" wording by licence status experimental
  informants { self "Self" }
  scale often { 1 "Never" 2 "Sometimes" 3 "Always" }
  items on often {
    q1 to q3
    q4 R
    q5 rev
    q6
  }
  score total "Total" = mean of q1 to q6 needs all
}
"#;

/// A reversal that is marked as it is elsewhere is no further item that nothing uses, and no warning that a score can
/// be made in spite of.
#[test]
fn a_forgotten_reversal_does_not_pass() {
    let folder = folder();
    let file = put(&folder, "1.0.0.instrument", BY_LICENCE);
    let ran = run(&["check", &file]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.stdout.replace(&folder.path().display().to_string(), "FOLDER"));
    let scored = run(&["score", &file, "tests/data/alliance-monitor.csv"]);
    assert_eq!(scored.code, 1, "{}", scored.stderr);
    for (typed, flag) in
        [("reversd", "reversed"), ("optionl", "optional"), ("unscord", "unscored"), ("recoded", "reversed"), ("Inv", "reversed")]
    {
        let said = said(&BY_LICENCE.replace("q4 R", &format!("q4 {typed}")).replace("q5 rev", "q5"));
        assert!(said.len() == 1 && said[0].starts_with("error V0213"), "{said:?}");
        assert!(said[0].contains(&format!("`q4 {flag}`")), "{said:?}");
    }
}

/// What cannot become a measure is said before anything is asked, and what nobody answered is not made up.
#[test]
fn a_measure_is_not_begun_without_a_name_or_answers() {
    let folder = folder();
    let place = folder.path().join("x.instrument").display().to_string();
    for id in ["9items", "../x", "a b", "a--b", ""] {
        let ran = run_with_input(&["new", id, "--output", &place], &"\n".repeat(20));
        assert!(ran.code == 2 && ran.stderr.contains("cannot be the id of a measure"), "{id}: {}", ran.stderr);
    }
    for input in ["", "Ours\n\n"] {
        let ran = run_with_input(&["new", "ours", "--output", &place], input);
        assert!(ran.code == 2 && ran.stderr.contains("nothing was written"), "{}", ran.stderr);
    }
    assert_eq!(std::fs::read_dir(folder.path()).map_or(0, Iterator::count), 0);
}

#[test]
fn a_code_is_explained_by_its_number() {
    let page = run(&["explain", "V0506"]).stdout;
    assert!(page.starts_with("# V0506"), "{page}");
    for typed in ["506", "0506", "v506", "v0506", "V506"] {
        let ran = run(&["explain", typed]);
        assert_eq!((ran.code, &ran.stdout), (0, &page), "{typed}");
    }
    let ran = run(&["explain", "999"]);
    assert!(ran.code == 2 && ran.stderr.contains("there is no code `999`"), "{}", ran.stderr);
}

/// Warnings are findings where somebody wants them to be, in a pipeline of a team.
#[test]
fn warnings_can_be_denied() {
    let folder = folder();
    let file = put(&folder, "1.0.0.instrument", &with("scale spare { 0 \"No\" 1 \"Yes\" }"));
    assert_eq!(run(&["check", &file]).code, 0);
    for format in ["text", "json"] {
        let ran = run(&["check", "--deny-warnings", "--format", format, &file]);
        assert!(ran.code == 1 && ran.stdout.contains("V0212"), "{}", ran.stdout);
    }
    let sound = put(&folder, "2.0.0.instrument", &with(""));
    assert_eq!(run(&["check", "--deny-warnings", &sound]).code, 0, "notes are no warnings");
}
