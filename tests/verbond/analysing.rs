//! What answers say about a measure. `tests/judges/psychometrics.sh` has R compute every figure again; here are the
//! laws that figures obey, and that a sample that is too small or too strange gets a reason and never a NaN.

use std::io::Cursor;
use std::ops::ControlFlow;

use proptest::prelude::*;
use serde_json::Value;
use verbond::analyse::{Analysis, GroupBy, Sample};
use verbond::instrument::Instrument;
use verbond::responses::{Answers, Format, ReadOptions};

use crate::example::checked;
use crate::program::{folder, put, run};

/// The option that writes norms.
const WRITE_NORMS: &str = "--write-norms";

const MEASURE: &str = r#"verbond 1

instrument four 1.0.0 {
  title "Four" licence "CC0-1.0" status experimental
  informants { client "Client" worker "Worker" }
  known { site one of north, south }
  scale often { 1 "1" 2 "2" 3 "3" 4 "4" 5 "5" }
  items on often { a "A" b "B" c "C" d reversed "D" }
  score whole "Whole" = mean of a, b, c, d needs 3 of 4
  score pair "Pair" = sum of a, b needs all
  compare client with worker on whole, pair
}
"#;

fn measure() -> Instrument {
    checked(MEASURE).0.unwrap_or_else(|| panic!("sound"))
}

/// Analyses rows of case, occasion, informant, site, a, b, c, d.
fn analysed(instrument: &Instrument, rows: &str) -> Analysis {
    let text = format!("case,occasion,informant,site,a,b,c,d\n{rows}");
    let options = ReadOptions::default();
    let opened = Answers::open(instrument, Box::new(Cursor::new(text.into_bytes())), Format::Csv, &options);
    let mut answers = opened.unwrap_or_else(|error| panic!("{error}"));
    let mut sample = Sample::new(instrument, Some(GroupBy::Known(0)));
    let (reader, source) = answers.split();
    let read = source.for_each(&mut |block| {
        sample.add(reader.read(&block).table);
        ControlFlow::Continue(())
    });
    assert!(read.is_ok());
    sample.analyse(Some((0, 1)))
}

fn figures<'v>(value: &'v Value, path: &str, found: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(fields) if fields.len() == 1 && fields.contains_key("why") => found.push((path.to_owned(), value)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| figures(value, &format!("{path}/{name}"), found)),
        Value::Array(values) => values.iter().enumerate().for_each(|(at, value)| figures(value, &format!("{path}/{at}"), found)),
        other => found.push((path.to_owned(), other)),
    }
}

/// What may be nothing: parts that are not there at all.
const ABSENT: &[&str] = &["/dimensions", "/scales_as_factors", "/reliability", "/no_reliability", "/one_factor", "/size"];

fn no_figure_is_nothing(analysis: &Analysis) -> Result<(), TestCaseError> {
    let value = serde_json::to_value(analysis).unwrap_or_default();
    let mut found = Vec::new();
    figures(&value, "", &mut found);
    for (path, figure) in found {
        let may = ABSENT.iter().any(|end| path.ends_with(end));
        prop_assert!(may || !figure.is_null(), "{path} is nothing, without a reason");
        prop_assert!(figure["why"].as_str().is_none_or(|why| !why.is_empty()), "{path} has an empty reason");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// However few there are, whatever they answered, also if it is always the same or nothing: a figure or a reason.
    #[test]
    fn a_figure_or_a_reason(
        rows in proptest::collection::vec((0_u8..6, 0_u8..3, any::<bool>(), any::<bool>(), proptest::collection::vec(0_u8..6, 4)), 0..40),
        most in 1_u8..6,
    ) {
        let cell = |value: &u8| if *value == 0 { String::new() } else { (*value).min(most).to_string() };
        let mut seen = std::collections::BTreeSet::new();
        let lines = rows.iter().filter(|(case, occasion, is_client, ..)| seen.insert((*case, *occasion, *is_client))).map(|(case, occasion, is_client, is_north, answers)| {
            let (informant, site) = (if *is_client { "client" } else { "worker" }, if *is_north { "north" } else { "south" });
            format!("c{case},{occasion},{informant},{site},{}\n", answers.iter().map(cell).collect::<Vec<_>>().join(","))
        });
        no_figure_is_nothing(&analysed(&measure(), &lines.collect::<String>()))?;
    }

    /// Reliabilities do not change when everybody's answers move by the same, and agreement of a measure with itself is
    /// complete.
    #[test]
    fn figures_obey_their_laws(rows in proptest::collection::vec(proptest::collection::vec(1_u8..5, 4), 8..60)) {
        let instrument = measure();
        let line = |informant: &str, more: u8| -> String {
            let row = |(at, answers): (usize, &Vec<u8>)| {
                // The last item is reversed: to move everything up it goes down.
                let cells: Vec<String> = answers.iter().enumerate().map(|(item, answer)| if item == 3 { 5 - answer - more + 1 } else { answer + more }.to_string()).collect();
                format!("c{at},1,{informant},north,{}\n", cells.join(","))
            };
            rows.iter().enumerate().map(row).collect()
        };
        let analysis = analysed(&instrument, &(line("client", 0) + &line("worker", 1)));
        let [client, worker] = &analysis.informants[..] else { panic!("two") };
        for (one, other) in client.scales.iter().zip(&worker.scales) {
            let (one, other) = (one.reliability.as_ref(), other.reliability.as_ref());
            if let (Some(one), Some(other)) = (one, other) {
                for (one, other) in [(&one.alpha, &other.alpha), (&one.lambda_6, &other.lambda_6), (&one.split_half, &other.split_half)] {
                    if let (Some(one), Some(other)) = (one.get(), other.get()) {
                        prop_assert!((one - other).abs() < 1e-7 * (1.0 + one.abs()), "{one} {other}");
                    }
                }
                prop_assert!(one.alpha.get().is_none_or(|alpha| alpha <= 1.0 + 1e-12));
            }
        }
        let moved = &analysis.between[0].scores[0];
        if let (Some(consistent), Some(absolute)) = (moved.intraclass[2].value.get(), moved.intraclass[1].value.get()) {
            prop_assert!((consistent - 1.0).abs() < 1e-9, "they differ by the same for everybody: {consistent}");
            prop_assert!(absolute < 1.0, "and are not the same: {absolute}");
        }
        prop_assert!(moved.difference.get().is_none_or(|difference| (difference + 1.0).abs() < 1e-9));
    }
}

#[test]
fn strange_samples_get_their_reason() {
    let instrument = measure();
    let reason = |rows: &str, path: &str| {
        let value = serde_json::to_value(analysed(&instrument, rows)).unwrap_or_default();
        let found = value.pointer(&format!("/informants/0/scales/0/{path}")).cloned().unwrap_or_default();
        found["why"].as_str().or(found.as_str()).map(str::to_owned).unwrap_or_else(|| panic!("{found} at {path}"))
    };
    let rows = |row: &dyn Fn(usize) -> [usize; 4]| -> String {
        let line = |at: usize| format!("c{at},1,client,north,{}\n", row(at).map(|answer| answer.to_string()).join(","));
        (0..30).map(line).collect()
    };
    insta::assert_snapshot!(reason("c1,1,client,north,1,2,3,4\n", "no_reliability"), @"1 with every answer that this needs, and it needs 2");
    insta::assert_snapshot!(reason(&rows(&|at| [3, at % 5 + 1, at % 3 + 1, at % 4 + 1]), "no_reliability"), @"everybody gave the same answer to a");
    let same = rows(&|at| [at % 5 + 1, at % 5 + 1, (at * 7) % 5 + 1, (at / 3) % 5 + 1]);
    insta::assert_snapshot!(reason(&same, "reliability/lambda_6"), @"an item follows from the others, so their correlations cannot be inverted");
    insta::assert_snapshot!(reason(&same, "one_factor/fit/chi_square"), @"an item follows from the others, so their correlations cannot be inverted");
    let few = "c1,1,client,north,1,2,3,4\nc2,1,client,north,2,2,4,4\nc3,1,client,north,5,3,3,1\n";
    insta::assert_snapshot!(reason(few, "one_factor/fit/chi_square"), @"3 with every answer that this needs, and it needs 5");
    let apart: String = (0..30)
        .map(|at| {
            format!(
                "c{at},1,client,north,{}\n",
                if at < 15 { "1,2,3," } else { ",,,4" }.replace("1,2", &format!("{},2", at % 5 + 1))
            )
        })
        .collect();
    assert!(
        reason(&apart, "no_reliability").contains("everybody gave the same")
            || reason(&apart, "no_reliability").contains("nobody answered both")
    );
}

#[test]
fn an_analysis_is_told_and_written() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (page, data, norms) = (path("analysis.html"), path("analysis.json"), path("0.3.found.norms"));
    let (to_page, to_data) = (format!("html={page}"), format!("json={data}"));
    let ran = run(&[
        "analyse",
        "alliance-monitor",
        "tests/data/alliance-monitor.csv",
        "--retest",
        "1,2",
        "--by",
        "mandate",
        "--to",
        &to_page,
        "--to",
        &to_data,
        "--write-norms",
        &norms,
        "--population",
        "Sixty simulated cases",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    insta::assert_snapshot!(ran.stdout);
    let page = std::fs::read_to_string(page).unwrap_or_default();
    assert!(page.contains("<svg") && page.contains("Weighted kappa") && !page.contains("<script") && !page.contains("NaN"));
    let told = run(&[
        "analyse",
        "alliance-monitor",
        "tests/data/alliance-monitor.csv",
        "--retest",
        "1,2",
        "--by",
        "mandate",
        "--format",
        "json",
    ]);
    assert_eq!(told.stdout.trim_end(), std::fs::read_to_string(data).unwrap_or_default().trim_end());
    let name = "0.3.0.instrument";
    let from = std::path::Path::new("instruments/alliance-monitor").join(name);
    std::fs::copy(from, folder.path().join(name)).unwrap_or_else(|error| panic!("{error}"));
    let sound = run(&["check", &folder.path().display().to_string()]);
    assert!(sound.code == 0, "the norms that were found are norms: {}{}", sound.stdout, sound.stderr);
    let used = run(&[
        "score",
        &folder.path().display().to_string(),
        "tests/data/alliance-monitor.csv",
        "--norms",
        "found",
        "--to",
        "csv",
        "--quiet",
    ]);
    assert!(used.code == 0 && used.stdout.contains("trust.z"), "{}", used.stderr);
}

#[test]
fn wrong_use_is_said() {
    let code = |arguments: &[&str], words: &str| {
        let mut all = vec!["analyse", "alliance-monitor", "tests/data/alliance-monitor.csv"];
        all.extend(arguments);
        let ran = run(&all);
        assert!(ran.code == 2 && ran.stderr.contains(words), "{arguments:?}: {}", ran.stderr);
    };
    code(&["--by", "age"], "is a number, and each would be a group");
    code(&["--by", "town"], "have no column `town`");
    code(&["--by", "language"], "do not say in which language");
    code(&["--retest", "1"], "names two occasions");
    code(&["--retest", "1,99"], "nobody answered at occasion `99`");
    code(&["--to", "pdf=x"], "is no report");
    let one = run(&["analyse", "alliance-monitor", "nowhere.csv"]);
    assert_eq!(one.code, 2, "{}", one.stderr);
}

/// Numbers of what was found before by their paths, beside those of what is found now.
fn same_figures(path: &str, before: &Value, now: &Value) {
    match (before, now) {
        (Value::Object(before), Value::Object(now)) => {
            for (name, before) in before {
                // What comes by chance is drawn otherwise today.
                if !["by_chance", "above_chance"].contains(&name.as_str()) {
                    let now = now.get(name).unwrap_or_else(|| panic!("{path}/{name} is gone"));
                    same_figures(&format!("{path}/{name}"), before, now);
                }
            }
        }
        (Value::Array(before), Value::Array(now)) => {
            assert_eq!(before.len(), now.len(), "{path}");
            before.iter().zip(now).enumerate().for_each(|(at, (before, now))| same_figures(&format!("{path}/{at}"), before, now));
        }
        (Value::Number(before), Value::Number(now)) => {
            let (before, now) = (before.as_f64().unwrap_or(f64::NAN), now.as_f64().unwrap_or(f64::NAN));
            assert!((before - now).abs() <= 1e-9 * (1.0 + before.abs()), "{path}: {before} before, {now} now");
        }
        (before, now) => assert_eq!(before, now, "{path}"),
    }
}

/// The figures of 24 November 2026, when every derivative was multiplied out and every correlation was searched by
/// halving: the short ways give the same digits. `verbond analyse alliance-monitor tests/data/alliance-monitor.csv
/// --retest 1,2 --by mandate --format json` made them.
#[test]
fn the_short_way_gives_the_same_digits() {
    let arguments = ["analyse", "alliance-monitor", "tests/data/alliance-monitor.csv", "--retest", "1,2", "--by", "mandate"];
    let ran = run(&[&arguments[..], &["--format", "json"]].concat());
    let before = serde_json::from_str(include_str!("../data/alliance-monitor-figures.json")).unwrap_or_default();
    let now = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stderr));
    same_figures("", &before, &now);
}

const STRETCHED: &str = r#"verbond 1

instrument nine 1.0.0 {
  title "Nine" licence "CC0-1.0" status experimental
  informants { client "Client" }
  scale often { 0 "0" 1 "1" 2 "2" 3 "3" 4 "4" }
  items on often { q1 "1" q2 "2" q3 "3" q4 "4" q5 "5" q6 reversed "6" }
  score direct "Direct" = (sum of q1 to q6 needs all) * 20 / 6
  score raw "Raw" = sum of q1 to q6 needs all
  score first "First" = sum of q1 to q3 needs all
  score second "Second" = sum of q4 to q6 needs all
  SCORES
}
"#;

/// A score that is computed from one other score by linear steps has the reliability of that score, whose items are its
/// own.
#[test]
fn reliability_follows_names_and_linear_steps() {
    let mut random = 20_261_126_u64;
    let mut draw = |most: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % most
    };
    let rows: String = (0..200)
        .map(|at| {
            let level = draw(3);
            let answers: Vec<u64> = (0..6).map(|item| if item == 5 { 4 - level - draw(3) } else { level + draw(3) }).collect();
            format!("c{at},client,{}\n", answers.iter().map(u64::to_string).collect::<Vec<_>>().join(","))
        })
        .collect();
    let folder = folder();
    let answers = put(&folder, "answers.csv", &format!("case,informant,q1,q2,q3,q4,q5,q6\n{rows}"));
    let steps = [
        "raw * 20 / 9",
        "20 / 9 * raw",
        "raw + 3",
        "3 + raw",
        "30 - raw",
        "-raw",
        "round raw to 0",
        "rescale raw from 0..24 to 0..100",
        "(raw - 2) / (4 * 2)",
        "sum of raw needs all",
    ];
    for step in steps {
        let scores = format!("score middle \"Middle\" = {step}\n  score total \"Total\" = middle / 2");
        let measure = put(&folder, "nine.instrument", &STRETCHED.replace("SCORES", &scores));
        let ran = run(&["analyse", &measure, &answers, "--format", "json"]);
        assert_eq!(ran.code, 0, "{step}: {}", ran.stderr);
        let found: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
        let score = |name: &str| {
            let scales = found["informants"][0]["scales"].as_array().cloned().unwrap_or_default();
            scales.into_iter().find(|scale| scale["score"] == name).unwrap_or_else(|| panic!("{name}"))
        };
        let alpha = |name: &str| score(name)["reliability"]["alpha"].as_f64().unwrap_or_else(|| panic!("{step}: {name}"));
        assert!(alpha("raw") > 0.5 && alpha("raw") < 1.0, "{}", alpha("raw"));
        for name in ["direct", "middle", "total"] {
            assert_eq!(score(name)["reliability"], score("raw")["reliability"], "{step}: {name}");
            assert_eq!(score(name)["one_factor"], score("raw")["one_factor"], "{step}: {name}");
        }
        assert_eq!(score("total")["through"], serde_json::json!(["middle", "raw"]));
        assert_eq!(score("raw")["through"], serde_json::json!([]));
        let ran = run(&["analyse", &measure, &answers]);
        let said = "total is computed from middle, middle is computed from raw: the components are those of raw";
        assert!(ran.stdout.contains(said), "{}", ran.stdout);
    }
}

/// What is more than a linear step of one other score is looked at as before: two scores are two components, weights
/// and conditions have no alpha.
#[test]
fn reliability_does_not_follow_what_is_no_linear_step() {
    let folder = folder();
    let rows: String = (0..30)
        .map(|at| format!("c{at},client,{},{},{},{},{},{}\n", at % 5, at % 4, at % 3, (at * 7) % 5, at % 2, at % 4))
        .collect();
    let answers = put(&folder, "answers.csv", &format!("case,informant,q1,q2,q3,q4,q5,q6\n{rows}"));
    let scores = "score both \"Both\" = first + second\n  score product \"Product\" = first * second\n  score nothing \"Nothing\" = raw * 0\n  score least \"Least\" = min of first, second needs all";
    let measure = put(&folder, "nine.instrument", &STRETCHED.replace("SCORES", scores));
    let ran = run(&["analyse", &measure, &answers, "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found: Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    for scale in found["informants"][0]["scales"].as_array().into_iter().flatten() {
        let components = |scale: &Value| {
            let components = scale["reliability"]["components"].as_array().cloned().unwrap_or_default();
            components.iter().map(|component| component["name"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        match scale["score"].as_str().unwrap_or_default() {
            "both" => assert_eq!(components(scale), ["first", "second"]),
            "product" | "nothing" | "least" => assert!(scale["no_reliability"].is_string(), "{scale}"),
            _ => assert!(components(scale).len() >= 3, "{scale}"),
        }
    }
}

/// Norms of a score that is stretched have its reliability.
#[test]
fn norms_of_a_stretched_score_have_its_reliability() {
    let folder = folder();
    let rows: String = (0..60)
        .map(|at| {
            let l = at % 3;
            format!(
                "c{at},client,{},{},{},{},{},{}\n",
                l + at % 2,
                l + (at / 2) % 2,
                l + (at / 3) % 2,
                l + (at / 5) % 2,
                l + (at / 7) % 2,
                3 - l
            )
        })
        .collect();
    let answers = put(&folder, "answers.csv", &format!("case,informant,q1,q2,q3,q4,q5,q6\n{rows}"));
    let measure = put(&folder, "1.0.0.instrument", &STRETCHED.replace("SCORES", "score total \"Total\" = raw * 20 / 9"));
    let norms = folder.path().join("1.0.found.norms").display().to_string();
    let ran = run(&["analyse", &measure, &answers, WRITE_NORMS, &norms]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let norms = std::fs::read_to_string(norms).unwrap_or_default();
    let line = norms.lines().find(|line| line.trim_start().starts_with("total ")).unwrap_or_default();
    assert!(line.contains(" reliability "), "{norms}");
}

/// Norms are of people: of three administrations of each of six clients the first counts, by its date, wherever it
/// stands in the file; a note says how many do not.
#[test]
fn norms_count_people_and_not_administrations() {
    let folder = folder();
    let measure = folder.path().join("1.0.0.instrument").display().to_string();
    std::fs::write(&measure, include_str!("../data/mood.instrument")).unwrap_or_else(|error| panic!("{error}"));
    let mut rows = vec!["case,occasion,date,calm,glum".to_owned()];
    for client in 1..=6 {
        // The third stands first. At the first occasion everybody has a mood of (c + 2 - g) / 2.
        for occasion in [3, 1, 2] {
            let (calm, glum) = if occasion == 1 { (client % 3, 1) } else { (2, 0) };
            rows.push(format!("c{client},{occasion},2026-0{occasion}-01,{calm},{glum}"));
        }
    }
    let answers = folder.path().join("answers.csv").display().to_string();
    std::fs::write(&answers, rows.join("\n")).unwrap_or_else(|error| panic!("{error}"));
    let norms = folder.path().join("1.0.found.norms").display().to_string();
    let ran = run(&["analyse", &measure, &answers, WRITE_NORMS, &norms]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("12 later administrations left out"), "{}", ran.stderr);
    let written = std::fs::read_to_string(&norms).unwrap_or_default();
    // calm 1, 2, 0 twice over and glum 1, which is 1 keyed: moods 1, 1.5 and 0.5, with a mean of 1.
    assert!(written.contains("mean 1.0000") && written.contains("n 6"), "{written}");
    let alone = folder.path().join("alone.csv").display().to_string();
    let firsts: Vec<&String> = rows.iter().filter(|row| row.starts_with("case") || row.contains(",1,2026-01")).collect();
    std::fs::write(&alone, firsts.iter().map(|row| row.as_str()).collect::<Vec<_>>().join("\n")).unwrap();
    let again = folder.path().join("2").join("1.0.found.norms").display().to_string();
    std::fs::create_dir(folder.path().join("2")).unwrap();
    let ran = run(&["analyse", &measure, &alone, WRITE_NORMS, &again]);
    assert!(ran.code == 0 && !ran.stderr.contains("left out"), "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(&again).unwrap_or_default(), written);
}
