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

/// Of a group that cannot be read nothing else is said: without its test it would be another group.
#[test]
fn a_group_whose_test_is_wrong_is_told_once() {
    for tests in ["mandate = prison", "nix = parole", "age 5 to 17"] {
        let text = format!(
            "verbond 1\nnorms x 1 of mood 1.0 {{ population \"N\" status provisional\n\
             for client {{ mood mean 50 sd 10 n 40 }} for client where {tests} {{ mood mean 40 sd 10 n 40 }} }}\n"
        );
        let (instrument, ..) = crate::example::checked(MEASURE);
        let instrument = instrument.unwrap_or_else(|| panic!("sound"));
        let checked =
            verbond::check::check_norms(&verbond::syntax::parse(&verbond::SourceFile::new("x.norms", text)), &[&instrument]);
        let told: Vec<&str> = checked.diagnostics.iter().map(|it| it.code.name).collect();
        assert_eq!(told.len(), 1, "{tests}: {told:?}");
    }
}

const TABLES: &str = r#"verbond 1

norms tables 1 of mood 1.0 {
  population "Nobody"
  status     published

  bands level of mood.T {
    low     "Low"     from 0
    average "Average" from 40
    high    "High"    above 60
  }
  bands third of mood.percentile {
    lower "Lower" from 0
    upper "Upper" above 66.7
  }

  for client {
    mood mean 50 sd 10

    table T of mood {
      from 0   -> 20
      from 50  -> 60
      above 90 -> 80
    }
    table stanine of half interpolated {
      0  -> 1
      50 -> 9
    }
  }

  for worker {
    table T of mood by mandate, age {
      probation, 12 to 30 {
        from 0 -> 30
      }
      probation, 31 to 99 {
        from 0  -> 45
        from 60 -> missing
      }
      parole, 12 to 99 {
        from 20   -> 62
        otherwise -> 41
      }
    }
  }
}
"#;

/// Normed scores by table: steps, lines, and groups within a group; and bands on them.
#[test]
fn a_table_gives_a_normed_score_and_bands_a_word_for_it() {
    let folder = folder();
    let measure = crate::program::put(&folder, "1.0.0.instrument", MEASURE);
    let norms = crate::program::put(&folder, "tables.norms", TABLES);
    let rows = "c1,client,40,parole,49\nc2,client,40,parole,50\nc3,client,40,parole,90\nc4,client,40,parole,91\n\
                c5,worker,25,probation,10\nc6,worker,31,probation,59\nc7,worker,31,probation,60\nc8,worker,99,parole,20\n\
                c9,worker,99,parole,19\nd1,worker,,parole,50\nd2,client,40,parole,\n";
    let answers = crate::program::put(&folder, "a.csv", &format!("case,informant,age,mandate,now\n{rows}"));
    let ran = run(&["score", &measure, &answers, "--to", "csv", "--norms", &norms]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let table: Vec<Vec<String>> = ran.stdout.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    let of = |column: &str| (1..table.len()).map(|row| cell(&table, row, column)).collect::<Vec<_>>().join(" ");
    let numbers = |column: &str| {
        let one = |row: usize| {
            cell(&table, row, column).parse::<f64>().map_or("-".to_owned(), |found| ((found * 1e9).round() / 1e9).to_string())
        };
        (1..table.len()).map(one).collect::<Vec<_>>().join(" ")
    };
    // c7 lies where the table says nothing on purpose, d1 in no group of it, d2 answered nothing.
    assert_eq!(numbers("mood.T"), "20 60 60 80 30 45 - 62 41 - -");
    assert_eq!(of("mood.level"), "low average average high low average  high average  ");
    // What the table says goes before mean and standard deviation, which give the rest.
    assert_eq!(numbers("mood.z"), "-0.1 0 4 4.1 - - - - - - -");
    assert_eq!(of("mood.third"), "lower lower upper upper       ");
    // 1 + 24.5 / 50 * 8, and so on.
    assert_eq!(numbers("half.stanine"), "4.92 5 8.2 8.28 - - - - - - -");
    let head = table[0].join(",");
    assert!(
        head.contains("mood.z,mood.T,mood.percentile,mood.percentile_by,mood.level,mood.third,half.stanine,norm_group"),
        "{head}"
    );
    // What goes with a measure is shown, and the words stand in the codebook.
    let shown = run(&["show", &measure]).stdout;
    assert!(shown.contains("table T of mood") && shown.contains("bands level of mood.T { low \"Low\" from "), "{shown}");
    let codebook = folder.path().join("codebook.csv").display().to_string();
    let output = format!("csv={}", folder.path().join("s.csv").display());
    let ran = run(&["score", &measure, &answers, "--norms", &norms, "--to", &output, "--codebook", &codebook]);
    let codebook = std::fs::read_to_string(&codebook).unwrap_or_default();
    assert!(ran.code == 0 && codebook.contains("average \"\"Average\"\" from 40"), "{}{codebook}", ran.stderr);
    // It is laid out already, and laying out keeps what it means.
    let formatted = run(&["fmt", "--check", &norms]);
    assert_eq!(formatted.code, 0, "{}{}", formatted.stdout, formatted.stderr);
}

/// What can be wrong with tables of norms and with bands on what they give: one mistake, one complaint.
#[test]
fn mistakes_in_tables_and_bands_of_norms_are_answered_once() {
    let (instrument, _, _) = crate::example::checked(MEASURE);
    let instrument = instrument.unwrap_or_else(|| panic!("sound"));
    let client = |entries: &str| format!("for client {{ {entries} }}");
    let on_t = |bands: &str| format!("bands level of mood.T {{ {bands} }} for client {{ mood mean 50 sd 10 }}");
    let fragments = [
        client("table T of mood { from 0 -> 20 from 50 -> 60 from 120 -> 70 }"),
        client("table T of mood { from 0 -> 20 above 100 -> 70 }"),
        client("table T of mood { from 0 -> 20 from 50 -> 60 from 40 -> 70 }"),
        client("table T of mood { 0 -> 20 50 -> 60 otherwise -> missing 101 -> 3 }"),
        client("table T of mood { from 10 -> 20 }"),
        client("table T of half { 0 -> 20 50 -> 60 }"),
        client("table T of mood { }"),
        client("table T of moood { from 0 -> 20 }"),
        client("table T of mood { from 0 -> 20 } table T of mood { from 0 -> 30 }"),
        client("table percentile of mood { from 0 -> 20 }"),
        client("table t of mood { from 0 -> 20 }"),
        client("table Scaled of mood { from 0 -> 20 }") + " for worker { table scaled of mood { from 0 -> 20 } }",
        client("table T of mood by sex { female { from 0 -> 20 } }"),
        client("table T of mood by mandate { prison { from 0 -> 20 } }"),
        client("table T of mood by age { 12 to 110 { from 0 -> 20 } }"),
        client("table T of mood by mandate { probation { from 0 -> 20 } }"),
        client("table T of mood by age { 12 to 40 { from 0 -> 20 } 40 to 99 { from 0 -> 30 } }"),
        client("table T of mood by mandate, age { probation { from 0 -> 20 } parole, 12 to 99 { from 0 -> 20 } }"),
        client("table T of mood { probation { from 0 -> 20 } }"),
        "for client where age 12 to 18 { table T of mood by age { 12 to 18 { from 0 -> 1 } 19 to 30 { from 0 -> 2 } } }"
            .to_owned(),
        on_t("low \"Low\" from 10 high \"High\" from 60"),
        on_t("low \"Low\" from 0 high \"High\" from 101"),
        on_t("low \"Low\" from 0 high \"High\" from 60 middle \"Middle\" from 50"),
        on_t("low \"Low\" from 0 high from 60"),
        on_t("low \"Low\" from 0"),
        "bands level of mood.t { low \"Low\" from 0 high \"High\" from 60 } for client { mood mean 50 sd 10 }".to_owned(),
        "bands level of mood.T { low \"Low\" from 0 high \"High\" from 60 } for client { half mean 25 sd 10 }".to_owned(),
        "bands error of mood.T { low \"Low\" from 0 high \"High\" from 60 } for client { mood mean 50 sd 10 }".to_owned(),
        "bands level of mood { low \"Low\" from 0 high \"High\" from 60 } for client { mood mean 50 sd 10 }".to_owned(),
        "table T of mood { from 0 -> 20 }".to_owned(),
        client("bands level of mood.T { low \"Low\" from 0 high \"High\" from 60 }"),
    ];
    let mut shown = String::new();
    for fragment in &fragments {
        let text = format!("verbond 1\nnorms x 1 of mood 1.0 {{\npopulation \"N\"\nstatus provisional\n{fragment}\n}}\n");
        let file = verbond::SourceFile::new("x.norms", text);
        let checked = verbond::check::check_norms(&verbond::syntax::parse(&file), &[&instrument]);
        let said: Vec<String> = checked
            .diagnostics
            .iter()
            .map(|it| {
                let help = it.help.as_deref().map_or(String::new(), |help| format!(" [{help}]"));
                format!("{} {}{help}", it.code.name, it.message)
            })
            .collect();
        assert_eq!(said.len(), 1, "{fragment}\n{}", said.join("\n"));
        shown.push_str(&format!("{fragment}\n    {}\n\n", said.join("\n")));
    }
    insta::assert_snapshot!(shown);
    // Nothing is said of tables for all who are in a group, however narrow that is.
    let sound = "for client where age 12 to 18 { table T of mood by age { 12 to 15 { from 0 -> 1 } 16 to 18 { from 0 -> 2 } } }";
    let text = format!("verbond 1\nnorms x 1 of mood 1.0 {{\npopulation \"N\"\nstatus provisional\n{sound}\n}}\n");
    let checked = verbond::check::check_norms(&verbond::syntax::parse(&verbond::SourceFile::new("x", text)), &[&instrument]);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
}
