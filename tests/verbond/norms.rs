//! Scores set beside norms: figures worked out by hand, the group that is used, and what is said where none fits.

use crate::program::{folder, run};

pub const MEASURE: &str = r#"verbond 1

instrument mood 1.0.0 {
  title   "Mood"
  licence "CC0-1.0"
  status  experimental
  cite    "Nobody (2026)"
  informants { client "Client" worker "Officer" }
  known { age whole 12 to 99  mandate one of probation, parole }
  item now as whole 0 to 100 "How are you?"
  score mood "Mood" = 1 * now
  score half "Half" = mood / 2
}
"#;

const NORMS: &str = r#"verbond 1

norms place 2026.1 of mood 1.0 {
  population "Nobody"
  status     provisional

  for client {
    mood mean 50 sd 10 reliability 0.84 n 200
    cut-off mood 40 "Ask."
    percentiles of mood {
      30 at 5
      50 at 40
      70 at 95
    }
  }

  for client where age 18 to 30 {
    mood mean 60 sd 5 n 40
  }

  for client where age 18 to 30, mandate = parole {
    mood mean 70 sd 20 n 20
  }
}
"#;

fn scored(rows: &str, more: &[&str]) -> (Vec<Vec<String>>, String) {
    let folder = folder();
    for (name, text) in [("1.0.0.instrument", MEASURE), ("place.norms", NORMS)] {
        std::fs::write(folder.path().join(name), text).unwrap_or_else(|error| panic!("{error}"));
    }
    let answers = folder.path().join("a.csv");
    std::fs::write(&answers, format!("case,informant,age,mandate,now\n{rows}")).unwrap_or_else(|error| panic!("{error}"));
    let (measure, answers) = (folder.path().join("1.0.0.instrument").display().to_string(), answers.display().to_string());
    let ran = run(&[&["score", &measure, &answers, "--to", "csv"], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let rows = ran.stdout.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    (rows, ran.stderr)
}

/// What stands in a column of a row; rows are counted from 1.
fn cell<'t>(table: &'t [Vec<String>], row: usize, column: &str) -> &'t str {
    let at = table[0].iter().position(|name| name == column).unwrap_or_else(|| panic!("{column}: {:?}", table[0]));
    &table[row][at]
}

fn number(table: &[Vec<String>], row: usize, column: &str) -> f64 {
    let text = cell(table, row, column);
    text.parse().unwrap_or_else(|_| panic!("row {row}, {column}: `{text}`"))
}

#[test]
fn a_score_has_its_place_in_the_most_specific_group() {
    let rows = "c1,client,40,parole,60\nc2,client,25,probation,65\nc3,client,25,parole,50\nc4,client,,parole,39.0\nc5,worker,25,parole,50\nc6,client,40,,\n";
    let (table, said) = scored(rows, &["--norms", "place"]);
    let near = |row: usize, column: &str, expected: f64| {
        let found = number(&table, row, column);
        assert!((found - expected).abs() < 1e-9, "row {row}, {column}: {found}, not {expected}");
    };
    // The general group: z = (60 - 50) / 10, between 50 at 40 and 70 at 95; the error is 10 sqrt(1 - 0.84) = 4.
    near(1, "mood.z", 1.0);
    near(1, "mood.T", 60.0);
    near(1, "mood.percentile", 67.5);
    assert_eq!((cell(&table, 1, "mood.percentile_by"), cell(&table, 1, "mood.cut_off")), ("table", "at or above"));
    near(1, "mood.error", 4.0);
    near(1, "mood.low", 60.0 - 1.959_963_984_540_054 * 4.0);
    near(1, "mood.high", 60.0 + 1.959_963_984_540_054 * 4.0);
    assert_eq!(cell(&table, 1, "norm_group"), "client");
    // Younger ones have their own figures, without a table: the 84.13th percentile of the normal distribution.
    near(2, "mood.z", 1.0);
    near(2, "mood.percentile", 84.134_474_606_854_29);
    assert_eq!((cell(&table, 2, "mood.percentile_by"), cell(&table, 2, "norm_group")), ("normal", "client where age 18 to 30"));
    assert_eq!((cell(&table, 2, "mood.error"), cell(&table, 2, "mood.cut_off")), ("", ""));
    near(3, "mood.z", -1.0);
    assert_eq!(cell(&table, 3, "norm_group").trim_matches('"'), "client where age 18 to 30");
    // Where the age is not known only the general group fits.
    near(4, "mood.z", -1.1);
    assert_eq!((cell(&table, 4, "mood.cut_off"), cell(&table, 4, "norm_group")), ("below", "client"));
    // Nobody took norms of officers, and a score that is missing has no place.
    assert_eq!((cell(&table, 5, "mood.z"), cell(&table, 5, "norm_group")), ("", "no group fits"));
    assert_eq!((cell(&table, 6, "mood.z"), cell(&table, 6, "mood.cut_off"), cell(&table, 6, "norm_group")), ("", "", "client"));
    assert!(table[1].last().is_some_and(|norms| norms == "place@2026.1 (provisional)"), "{:?}", table[1]);
    assert!(!table[0].iter().any(|name| name.starts_with("half.")), "the norms say nothing of it");
    assert!(said.contains("norms place@2026.1 (provisional): Nobody"), "{said}");
}

/// A percentile by the normal distribution beyond the table rises with the score and stays between 0 and 100.
#[test]
fn percentiles_rise() {
    let rows: String = (0..=100).map(|value| format!("c{value},client,40,,{value}\n")).collect();
    let (table, _) = scored(&rows, &["--norms", "place@2026.1"]);
    let by = |at: usize| cell(&table, at, "mood.percentile_by").to_owned();
    assert_eq!(
        (by(1), by(31), by(71), by(101)),
        ("normal".to_owned(), "table".to_owned(), "table".to_owned(), "normal".to_owned())
    );
    let inside: Vec<f64> = (31..=71).map(|row| number(&table, row, "mood.percentile")).collect();
    assert!(inside.windows(2).all(|pair| pair[0] < pair[1]), "{inside:?}");
    assert!((1..=101).map(|row| number(&table, row, "mood.percentile")).all(|share| (0.0..=100.0).contains(&share)));
}

#[test]
fn simulated_norms_say_so_and_unknown_ones_are_named() {
    let answers = "tests/data/alliance-monitor.csv";
    let folder = folder();
    let output = format!("csv={}", folder.path().join("s.csv").display());
    let ran = run(&["score", "alliance-monitor", answers, "--norms", "demo", "--to", &output]);
    assert!(
        ran.code == 0 && ran.stdout.contains("SIMULATED: for trying the program, for nothing else"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    let text = std::fs::read_to_string(folder.path().join("s.csv")).unwrap_or_default();
    assert!(
        text.lines().skip(1).all(|line| line.ends_with(",demo@2026.2 (simulated)")),
        "{}",
        text.lines().nth(1).unwrap_or_default()
    );
    let ran = run(&["score", "alliance-monitor", answers, "--norms", "dmeo"]);
    assert!(ran.code == 2 && ran.stderr.contains("did you mean `demo`?"), "{}", ran.stderr);
    let ran = run(&["score", "wai-sr", answers, "--norms", "demo"]);
    assert!(ran.code == 2 && ran.stderr.contains("there are none for it"), "{}", ran.stderr);
}

/// Norms that lie elsewhere are named by their file, wherever norms are named by their id.
#[test]
fn norms_are_named_by_their_file() {
    let (folder, elsewhere) = (folder(), folder());
    let put = crate::program::put;
    let measure = put(&folder, "1.0.0.instrument", MEASURE);
    let norms = put(&elsewhere, "ours.norms", NORMS);
    let answers = put(&folder, "a.csv", "case,informant,age,mandate,now\nc1,client,40,parole,60\n");
    let ran = run(&["score", &measure, &answers, "--to", "csv", "--norms", &norms]);
    assert!(ran.code == 0 && ran.stdout.contains("place@2026.1 (provisional)"), "{}{}", ran.stdout, ran.stderr);
    for command in ["follow", "team"] {
        let ran = run(&[command, &measure, &answers, "--norms", &norms]);
        assert!(ran.code == 0 && ran.stdout.contains("place 2026.1"), "{command}: {}{}", ran.stdout, ran.stderr);
    }
    let compiled = run(&["compile", &measure, "--to", "r", "--norms", &norms]);
    let script = folder.path().join("mood.R");
    let exported = run(&["export", &measure, "--to", &format!("r={},norms={norms}", script.display())]);
    assert!(compiled.code == 0 && compiled.stdout.contains("place"), "{}", compiled.stderr);
    assert_eq!((exported.code, std::fs::read_to_string(script).unwrap_or_default()), (0, compiled.stdout), "{}", exported.stderr);
    // What is wrong with the file is said; so is a file of another measure, and one that holds none.
    let broken = put(&elsewhere, "broken.norms", &NORMS.replace("reliability 0.84", "reliability 8.4"));
    let other = put(&elsewhere, "other.norms", &NORMS.replace("of mood", "of wai-sr"));
    for (file, code, words) in [(&broken, 1, "V0504"), (&other, 1, "V0501"), (&measure, 2, "holds no norms")] {
        let ran = run(&["score", &measure, &answers, "--norms", file]);
        assert!(ran.code == code && ran.stderr.contains(words) && ran.stdout.is_empty(), "{file}: {}", ran.stderr);
    }
    let nowhere = run(&["score", &measure, &answers, "--norms", "nowhere.norms"]);
    assert!(nowhere.code == 2 && nowhere.stderr.contains("there are no norms `nowhere.norms`"), "{}", nowhere.stderr);
}

/// Values between two groups that no group holds are warned of, and only those.
#[test]
fn a_hole_between_groups_is_warned_of() {
    let said = |known: &str, groups: &[&str]| {
        let (instrument, _, _) = crate::example::checked(&MEASURE.replace("age whole 12 to 99", known));
        let instrument = instrument.unwrap_or_else(|| panic!("sound"));
        let groups: String = groups.iter().map(|group| format!("for {group} {{ mood mean 50 sd 10 n 40 }}\n")).collect();
        let text = format!("verbond 1\nnorms x 1 of mood 1.0 {{\npopulation \"N\"\nstatus provisional\n{groups}}}\n");
        let file = verbond::SourceFile::new("x.norms", text);
        let checked = verbond::check::check_norms(&verbond::syntax::parse(&file), &[&instrument]);
        checked.diagnostics.iter().map(|it| format!("{}: {}", it.code.name, it.message)).collect::<Vec<_>>().join("; ")
    };
    let (whole, decimal) = ("age whole 12 to 99", "age decimal 12 to 99");
    let hole = |low: &str, high: &str| format!("V0511: no group holds a case whose `age` lies between {low} and {high}");
    assert_eq!(said(whole, &["client where age 18 to 30", "client where age 32 to 50"]), hole("30", "32"));
    assert_eq!(
        said(whole, &["client where age 32 to 50", "client where age 18 to 30", "client where age 51 to 60"]),
        hole("30", "32")
    );
    assert_eq!(said(decimal, &["client where age 18 to 30", "client where age 31 to 50"]), hole("30", "31"));
    let by_mandate = ["client where age 18 to 30, mandate = parole", "client where age 40 to 50, mandate = parole"];
    assert_eq!(said(whole, &by_mandate), hole("30", "40"));
    for (known, groups) in [
        (whole, vec!["client where age 18 to 30", "client where age 31 to 50"]),
        (whole, vec!["client", "client where age 18 to 30", "client where age 41 to 50"]),
        (whole, vec!["client where age 18 to 30", "worker where age 41 to 50"]),
        (whole, vec!["client where age 18 to 30, mandate = parole", "client where age 41 to 50, mandate = probation"]),
        (whole, vec!["client where mandate = parole", by_mandate[0], by_mandate[1]]),
        (decimal, vec!["client where age 18 to 29.9", "client where age 30 to 50"]),
        (decimal, vec!["client where age 18 to 29.99", "client where age 30 to 50"]),
    ] {
        assert_eq!(said(known, &groups), "", "{groups:?}");
    }
}
