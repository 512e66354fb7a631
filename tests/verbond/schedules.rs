//! Schedules: checked against their measures, laid out, shown, set beside each other, and followed by cases.

use proptest::prelude::*;
use verbond::check::{check_instrument, check_schedule, check_schedule_translation};
use verbond::instrument::{Instrument, Schedule};
use verbond::source::{Diagnostic, SourceFile, Style, render};
use verbond::store::Store;
use verbond::syntax::parse;

use crate::program::{Ran, folder, put, run, run_with_input};

const SUPERVISION: &str = include_str!("../data/supervision.schedule");

/// A small measure of client and officer, under an id of its own.
fn measure(id: &str, known: &str) -> String {
    format!(
        r#"verbond 1

instrument {id} 1.0.0 {{
  title   "Measure {id}"
  licence "CC0-1.0"
  status  experimental
  cite    "Nobody (2026)"
  informants {{ client "Client" worker "Officer" }}
  known {{ {known} }}
  item now as whole 0 to 10 "How are things?"
  score mood "Mood" = 1 * now
}}
"#
    )
}

fn instrument(text: &str) -> Instrument {
    let file = SourceFile::new("m.instrument", text);
    let checked = check_instrument(&file, &parse(&file));
    checked.found.unwrap_or_else(|| panic!("{}", crate::example::rendered(&file, &checked.diagnostics)))
}

/// A schedule of some statements, checked beside two measures.
fn checked(statements: &str) -> (Option<Schedule>, Vec<Diagnostic>) {
    let one = instrument(&measure("one", "age whole 12 to 99  mandate one of probation, parole"));
    let other = instrument(&measure("other", "mandate one of probation, parole, other"));
    let file = SourceFile::new("s.schedule", format!("verbond 1\n\nschedule s 1.0.0 {{\n  title \"S\"\n{statements}}}\n"));
    let checked = check_schedule(&file, &parse(&file), &[&one, &other]);
    (checked.found, checked.diagnostics)
}

/// The codes of what is wrong with statements.
fn codes(statements: &str) -> Vec<&'static str> {
    let (found, diagnostics) = checked(statements);
    assert_eq!(found.is_none(), diagnostics.iter().any(Diagnostic::is_error));
    diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect()
}

#[test]
fn the_example_is_sound_as_it_stands() {
    let ran = run(&["check", "tests/data/supervision.schedule"]);
    assert!(ran.code == 0 && ran.stdout == "1 file checked: all is well\n", "{}{}", ran.stdout, ran.stderr);
    let ran = run(&["fmt", "--check", "tests/data/supervision.schedule"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
}

#[test]
#[ignore = "needs the folder ../shared, which lies beside the project where .ci/run runs it"]
fn the_example_is_that_of_the_house() {
    let coming = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/coming/supervision.schedule");
    assert_eq!(std::fs::read_to_string(coming).unwrap(), SUPERVISION);
}

#[test]
fn a_schedule_is_shown_as_the_calendar_of_its_first_year() {
    let ran = run(&["show", "tests/data/supervision.schedule"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("calendar", ran.stdout);
    let ran = run(&["show", "tests/data/supervision.schedule", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let days = |measure: &str| -> Vec<u64> {
        let days = json["calendar"].as_array().unwrap().iter().filter(|day| day["measure"] == measure);
        days.map(|day| day["day"].as_u64().unwrap()).collect()
    };
    // 14, then every 28 days; 7, then every 7, up to day 365.
    assert_eq!(days("alliance-monitor"), [14, 42, 70, 98, 126, 154, 182, 210, 238, 266, 294, 322, 350]);
    assert_eq!(days("ors"), (1..=52).map(|week| 7 * week).collect::<Vec<_>>());
    assert_eq!(
        json["calendar"][1]["reminders"],
        serde_json::json!([{"informant": "client", "day": 13}, {"informant": "client", "day": 17},
        {"informant": "worker", "day": 16}]),
        "{}",
        json["calendar"][1]
    );
}

#[test]
fn conditions_are_those_on_what_is_known_of_a_case() {
    let ask = |when: &str| format!("  ask one of client when {when} {{ first within 1 day }}\n");
    assert_eq!(codes(&ask("18 <= age")), [""; 0]);
    assert_eq!(codes(&ask("age >= 18")), [""; 0]);
    assert_eq!(codes(&ask("not (age < 18 or age > 65)")), [""; 0]);
    assert_eq!(codes(&ask("age is missing")), [""; 0]);
    assert_eq!(codes(&ask("mandate = parole")), [""; 0]);
    assert_eq!(codes(&ask("mandate != parole and age = 30")), [""; 0]);
    assert_eq!(codes(&ask("mandat = parole")), ["V1002"]);
    assert_eq!(codes(&ask("mandate = parol")), ["V0201"]);
    assert_eq!(codes(&ask("mandate > parole")), ["V0306"]);
    assert_eq!(codes(&ask("mandate = 3")), ["V1008"]);
    assert_eq!(codes(&ask("age = parole")), ["V1008"]);
    assert_eq!(codes(&ask("age >= 100")), ["V0308"]);
    assert_eq!(codes(&ask("age >= 18 or age < 18")), ["V0308"]);
    assert_eq!(codes(&ask("answered > 50%")), ["V1008"]);
    assert_eq!(codes(&ask("sum of age, age needs all > 3")), ["V1008"]);
    // Two measures know the fact, with other values.
    let both = format!("{}  ask other of worker {{ first within 1 day }}\n", ask("mandate = parole"));
    assert_eq!(codes(&both), ["V1006"]);
    let unused = format!("{}  ask other of worker {{ first within 1 day }}\n", ask("age > 20"));
    assert_eq!(codes(&unused), [""; 0], "what nobody looks at need not agree");
}

#[test]
fn what_is_asked_is_checked_against_the_measures() {
    let rhythm = "{ first within 14 days }";
    assert_eq!(codes(&format!("  ask one 1.0 of client, worker {rhythm}\n")), [""; 0]);
    assert_eq!(codes(&format!("  ask two of client {rhythm}\n")), ["V1001"]);
    assert_eq!(codes(&format!("  ask one 2.0 of client {rhythm}\n")), ["V1001"]);
    assert_eq!(codes(&format!("  ask one of cleint {rhythm}\n")), ["V1002"]);
    assert_eq!(codes(&format!("  ask one of client, client {rhythm}\n")), ["V0202"]);
    assert_eq!(codes(""), ["V0206"], "a schedule that asks nothing");
    assert_eq!(codes("  ask one of client { late after 3 days }\n"), ["V0206"], "it is not said when it is asked first");
    assert_eq!(codes("  ask one of client { first within 3 days  first within 4 days }\n"), ["V0207"]);
    assert_eq!(codes("  ask one of client { first within 3 days  then 0 days after the last }\n"), ["V1003"]);
    assert_eq!(codes("  ask one of client { first within 0 days  until day 0 }\n"), [""; 0]);
    assert_eq!(codes("  ask one of client { first within 8 days  until day 7 }\n"), ["V1003"]);
    assert_eq!(codes("  ask one of client { first within 99999 days }\n"), ["V1003"]);
    // Of one alone, what they do not finish stays due until it is late; of two, what the other finished in time is not.
    let late =
        |who: &str| format!("  ask one of {who} {{ first within 7 days  then 7 days after the last  late after 10 days }}\n");
    assert_eq!((codes(&late("client")), codes(&late("client, worker"))), (vec![], vec!["V1003"]));
    // An unknown measure may know the fact, so only one thing is wrong.
    assert_eq!(codes(&format!("  ask two of client when anything = here {rhythm}\n")), ["V1001"]);
    let many: String = (0..101).map(|_| "  ask one of client { first within 1 day }\n").collect();
    assert!(codes(&many).contains(&"V0205"));
}

#[test]
fn what_one_case_can_be_asked_twice_is_refused() {
    let two = |one: &str, other: &str| {
        codes(&format!("  ask one {one} {{ first within 1 day }}\n  ask one {other} {{ first within 2 days }}\n"))
    };
    assert_eq!(two("of client", "of worker"), [""; 0]);
    assert_eq!(two("of client", "of worker, client"), ["V1004"]);
    assert_eq!(two("1.0 of client", "1.0.0 of client"), ["V1004"]);
    assert_eq!(two("of client when mandate = parole", "of client when mandate = probation"), [""; 0]);
    assert_eq!(two("of client when mandate = parole", "of client when age > 20"), ["V1004"]);
    assert_eq!(two("of client when age < 18", "of client when age >= 18"), [""; 0]);
    assert_eq!(two("of client when age < 18", "of client when age >= 17"), ["V1004"]);
}

#[test]
fn reminders_are_of_what_is_asked() {
    let with = |remind: &str| {
        codes(&format!("  ask one of client {{ first within 14 days  then 7 days after the last }}\n  {remind}\n"))
    };
    assert_eq!(with("remind client 6 days before, 0 days after, 3 days after"), [""; 0]);
    assert_eq!(with("remind client 7 days before"), ["V1005"], "on that day the last was finished");
    assert_eq!(with("remind worker 1 day before"), ["V1005"]);
    assert_eq!(with("remind client 1 day before\n  remind client 1 day after"), ["V0207"]);
    assert_eq!(with("remind client 1 day before, 1 days before"), ["V0207"]);
}

#[test]
fn slips_are_named_with_the_form() {
    let help = |statement: &str| {
        let (_, diagnostics) = checked(statement);
        let first = diagnostics.first().unwrap_or_else(|| panic!("{statement}"));
        assert_eq!((first.code.name, diagnostics.len()), ("V0101", 1), "{statement}: {diagnostics:?}");
        format!("{}; {}", first.message, first.help.as_deref().unwrap_or_default())
    };
    assert!(help("  ask one of client { frist within 3 days }\n").contains("did you mean `first`?"));
    assert!(help("  ask one of client { first within 3 }\n").contains("first within 14 days"));
    assert!(help("  ask one of client { first within 3 days  then 7 days }\n").contains("then 28 days after the last"));
    assert!(help("  ask one of client { first within 3 days }\n  remind client 3 days\n").contains("remind INFORMANT"));
}

#[test]
fn a_schedule_is_translated_by_its_title() {
    let schedule = checked("  ask one of client { first within 1 day }\n").0.unwrap();
    let translated = |text: &str| {
        let file =
            SourceFile::new("s.translation", format!("verbond 1\n\ntranslation nl of s 1.0 {{\n  status released\n{text}}}\n"));
        let checked = check_schedule_translation(&parse(&file), &[&schedule]);
        let codes: Vec<&str> = checked.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
        (checked.found.map(|translation| translation.texts.clone()), codes)
    };
    let title = "  no back \"One word.\"\n  title from \"S\" to \"Het schema\"\n";
    assert_eq!(translated(title), (Some(vec![("title".to_owned(), "Het schema".to_owned())]), vec![]));
    assert_eq!(translated("  no back \"One word.\"\n").1, ["V0405"]);
    assert_eq!(translated(&format!("{title}  informant client from \"C\" to \"D\"\n")).1, ["V0406"]);
}

/// A folder with two measures, a schedule of them in two versions, and its translation.
fn site() -> tempfile::TempDir {
    let folder = folder();
    put(&folder, "one.instrument", &measure("one", "age whole 12 to 99  mandate one of probation, parole"));
    put(&folder, "other.instrument", &measure("other", ""));
    put(
        &folder,
        "1.schedule",
        "verbond 1\n\nschedule ours 1.0.0 {\n  title \"Ours\"\n\n  ask one of client, worker {\n    first within 14 days\n    then  28 days after the last\n    late  after 7 days\n  }\n\n  ask other of client when mandate = parole {\n    first within 7 days\n  }\n\n  remind client 1 day before\n}\n",
    );
    put(
        &folder,
        "nl.translation",
        "verbond 1\n\ntranslation nl of ours 1.0 {\n  status forward\n\n  title from \"Ours\" to \"Van ons\"\n}\n",
    );
    folder
}

fn of(folder: &tempfile::TempDir, arguments: &[&str]) -> Ran {
    run(&[arguments, &["--instruments", &folder.path().display().to_string()]].concat())
}

#[test]
fn schedules_are_found_listed_and_set_beside_each_other() {
    let folder = site();
    let ran = of(&folder, &["check", &folder.path().display().to_string()]);
    assert!(ran.code == 0 && ran.stdout == "4 files checked: all is well\n", "{}{}", ran.stdout, ran.stderr);
    let shown = of(&folder, &["show", "ours"]);
    assert!(shown.code == 0 && shown.stdout.contains("en (source), nl (forward)"), "{}{}", shown.stdout, shown.stderr);
    let later = std::fs::read_to_string(folder.path().join("1.schedule")).unwrap();
    let later = later.replace("1.0.0", "1.1.0").replace("28 days", "21 days").replace("\"Ours\"", "\"Ours, revised\"");
    put(&folder, "2.schedule", &later.replace("  remind client 1 day before\n", ""));
    let listed = of(&folder, &["list", "--schedules", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&listed.stdout).unwrap();
    let names: Vec<String> = json.as_array().unwrap().iter().map(|it| format!("{} {}", it["id"], it["version"])).collect();
    assert_eq!(names, ["\"ours\" \"1.0.0\"", "\"ours\" \"1.1.0\""]);
    let diff = of(&folder, &["diff", "ours@1.0.0", "ours@1.1.0"]);
    assert_eq!((diff.code, diff.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("diff", diff.stdout);
    let mixed = of(&folder, &["diff", "ours@1.0.0", "one"]);
    assert!(mixed.code == 2 && mixed.stderr.contains("cannot be compared"), "{}", mixed.stderr);
    let none = of(&folder, &["show", "ours@3.0.0"]);
    assert!(none.code == 2 && none.stderr.contains("there is ours@1.0.0, ours@1.1.0"), "{}", none.stderr);
    // One version has one content.
    put(&folder, "3.schedule", &later);
    let twice = of(&folder, &["check", &folder.path().display().to_string()]);
    assert!(twice.code == 1 && twice.stdout.contains("V1009"), "{}", twice.stdout);
    // A schedule finds its measures in the library, and is checked by its id.
    let by_id = of(&folder, &["check", "ours@1.0.0"]);
    assert!(by_id.code == 0 && by_id.stdout.starts_with("2 files checked"), "{}{}", by_id.stdout, by_id.stderr);
}

/// A store with three cases: one of both informants, one on parole whose client alone answered, one that nobody was
/// asked in.
fn store(folder: &tempfile::TempDir) -> String {
    let store = folder.path().join("s.sqlite").display().to_string();
    let answers = put(
        folder,
        "a.csv",
        "case,occasion,informant,date,age,mandate,now\n\
         c-1,1,client,2026-01-15,40,probation,5\nc-1,2,worker,2026-02-13,40,probation,6\n\
         c-2,1,client,2026-01-08,30,parole,4\n",
    );
    let of_store = |arguments: &[&str]| {
        let ran = of(folder, &[&["store", "--store", store.as_str()], arguments].concat());
        assert_eq!(ran.code, 0, "{arguments:?} {}{}", ran.stdout, ran.stderr);
        ran.stdout
    };
    of_store(&["import", "one", &answers]);
    let said = of_store(&["open", "c-1", "--on", "2026-01-05", "--schedule", "ours"]);
    assert_eq!(said, "c-1 is open since 2026-01-05; it follows ours\n");
    // Where nobody says when, it is the day of the first administration.
    assert_eq!(of_store(&["open", "c-2", "--schedule", "ours@1.0"]), "c-2 is open since 2026-01-08; it follows ours@1.0\n");
    of_store(&["open", "c-3", "--on", "2026-01-20", "--schedule", "ours"]);
    store
}

fn due(folder: &tempfile::TempDir, store: &str, more: &[&str]) -> Ran {
    of(folder, &[&["due", "--store", store], more].concat())
}

#[test]
fn what_is_due_is_listed_from_a_store() {
    let folder = site();
    let store = store(&folder);
    let ran = due(&folder, &store, &["--on", "2026-02-14"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!("due", ran.stdout);
    let ran = due(&folder, &store, &["--on", "2026-02-14", "--ahead", "28", "--case", "c-1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let told = |row: &serde_json::Value| {
        ["informant", "occasion", "due", "standing"].map(|name| row[name].as_str().unwrap_or_default().to_owned())
    };
    // By hand: the officer answered on 13 February, and 28 days later is 13 March; the client missed no occasion before
    // the second.
    let rows: Vec<[String; 4]> = json["due"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        rows,
        [["client", "2", "2026-02-12", "due"], ["worker", "3", "2026-03-13", "coming"]].map(|row| row.map(str::to_owned))
    );
    assert_eq!(json["due"][1]["missed"], 1, "the officer missed the first");
    // c-2 is on parole: the other measure is asked within 7 days of the opening on 8 January.
    let ran = due(&folder, &store, &["--on", "2026-01-16", "--case", "c-2", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let of_other = json["due"].as_array().unwrap().iter().find(|row| row["measure"] == "other").unwrap();
    assert_eq!((of_other["due"].as_str(), of_other["days_past"].as_i64()), (Some("2026-01-15"), Some(1)));
    // A day before it is due the client is reminded, though it is not asked yet.
    let ran = due(&folder, &store, &["--on", "2026-02-04", "--case", "c-2", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let reminded: Vec<&serde_json::Value> = json["due"].as_array().unwrap().iter().filter(|row| row["remind"] == true).collect();
    assert_eq!(reminded.len(), 1, "{json}");
    assert_eq!((reminded[0]["informant"].as_str(), reminded[0]["due"].as_str()), (Some("client"), Some("2026-02-05")));
    let wrong = due(&folder, &store, &["--on", "2026-02-30"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("no day of the calendar"), "{}", wrong.stderr);
}

#[test]
fn closed_cases_are_not_due_and_those_opened_again_begin_anew() {
    let folder = site();
    let store = store(&folder);
    let of_store = |arguments: &[&str]| of(&folder, &[&["store", "--store", store.as_str()], arguments].concat());
    let of_case = |case: &str, on: &str| {
        let ran = due(&folder, &store, &["--on", on, "--case", case, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let row = |row: &serde_json::Value| format!("{} {} {}", row["informant"], row["occasion"], row["due"]).replace('"', "");
        json["due"].as_array().unwrap().iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(of_case("c-3", "2026-02-14").len(), 2);
    let early = of_store(&["close", "c-3", "--on", "2026-01-01"]);
    assert!(early.code == 2 && early.stderr.contains("it was opened on 2026-01-20"), "{}", early.stderr);
    assert_eq!(of_store(&["close", "c-3", "--on", "2026-02-10"]).stdout, "c-3 is closed since 2026-02-10\n");
    assert_eq!(of_store(&["close", "c-3"]).code, 1, "it is closed already");
    assert_eq!(of_case("c-3", "2026-02-14"), [""; 0]);
    // Opened again it follows no schedule until one is named.
    assert_eq!(of_store(&["open", "c-1", "--on", "2026-01-05"]).stdout, "c-1 is open since 2026-01-05; it follows ours\n");
    of_store(&["close", "c-1", "--on", "2026-03-01"]);
    let again = of_store(&["open", "c-1", "--on", "2026-06-01"]);
    assert_eq!(again.stdout, "c-1 is open again since 2026-06-01; it follows no schedule\n");
    assert_eq!(of_case("c-1", "2026-06-20"), [""; 0]);
    of_store(&["open", "c-1", "--schedule", "ours"]);
    // What was answered before it was opened again does not count, and its numbers are taken: 14 days after 1 June.
    assert_eq!(of_case("c-1", "2026-06-20"), ["client 3 2026-06-15", "worker 3 2026-06-15"]);
    let unknown = of_store(&["open", "c-1", "--schedule", "our"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("did you mean `ours`?"), "{}", unknown.stderr);
    let nobody = of_store(&["close", "c-9"]);
    assert_eq!(nobody.code, 1, "{}", nobody.stderr);
    assert_eq!(of_store(&["open", "Jansen"]).code, 2, "a name is no code");
    let fine = of_store(&["audit"]);
    assert_eq!(fine.code, 0, "{}{}", fine.stdout, fine.stderr);
    // A schedule that went away is said, and the others are listed.
    std::fs::remove_file(folder.path().join("1.schedule")).unwrap();
    let gone = due(&folder, &store, &["--on", "2026-02-14"]);
    assert!(gone.code == 1 && gone.stderr.contains("c-2 follows ours@1.0"), "{}{}", gone.stdout, gone.stderr);
}

#[test]
fn when_a_case_was_opened_is_told_and_erased_with_it() {
    let folder = site();
    let path = store(&folder);
    let of_store = |arguments: &[&str]| of(&folder, &[&["store", "--store", path.as_str()], arguments].concat());
    let told: serde_json::Value = serde_json::from_str(&of_store(&["case", "c-3"]).stdout).unwrap();
    assert_eq!(
        told["opening"],
        serde_json::json!({"opened": "2026-01-20", "closed": null, "schedule": "ours", "owner": "", "office": "", "known": {}})
    );
    assert_eq!(told["openings"].as_array().map(Vec::len), Some(1));
    for case in ["c-3", "c-1"] {
        let erased = of_store(&["erase", case, "--yes"]);
        assert_eq!(erased.code, 0, "{}", erased.stderr);
    }
    let kept = Store::existing(std::path::Path::new(&path), None).unwrap();
    let left: Vec<String> = kept.followed().unwrap().into_iter().map(|case| case.opening.case).collect();
    assert_eq!(left, ["c-2"]);
    assert_eq!(kept.audit(None).unwrap().findings, []);
    drop(kept);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("2026-01-20"), "the day of the opening is still in the file");
    // What is purged takes the opening along, as soon as nothing of the case is left.
    let purged = of_store(&["purge", "--older-than", "1", "--yes"]);
    assert_eq!(purged.code, 0, "{}", purged.stderr);
    let kept = Store::existing(std::path::Path::new(&path), None).unwrap();
    assert_eq!(kept.audit(None).unwrap().findings, []);
}

#[test]
fn a_schedule_is_begun_by_asking() {
    let folder = folder();
    let place = folder.path().join("ours.schedule").display().to_string();
    let new = |input: &str| run_with_input(&["new", "ours", "--schedule", "--output", &place], input);
    let unsound = new("\n\nalliance-monitor\n\n\n\n\nteacher 1 day before\n");
    assert!(unsound.code == 1 && unsound.stderr.contains("V1005"), "{}", unsound.stderr);
    assert!(!std::path::Path::new(&place).exists());
    let made = new("Ours\n\nalliance-monitor, ors\nclient, worker\n\n\nnever\n\n7\n7\n2\nclient 1 day before\n");
    assert_eq!(made.code, 0, "{}", made.stderr);
    insta::assert_snapshot!("begun", std::fs::read_to_string(&place).unwrap());
    let checked = run(&["check", &place]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    assert_eq!(run(&["fmt", "--check", &place]).code, 0);
}

proptest! {
    /// Whatever is cut out of a schedule or doubled, what is wrong is said, and nothing fails.
    #[test]
    fn a_broken_schedule_is_judged_without_a_panic(from in 0_usize..900, length in 0_usize..60, is_doubled in any::<bool>()) {
        let letters: Vec<char> = SUPERVISION.chars().collect();
        let (from, to) = (from.min(letters.len()), (from + length).min(letters.len()));
        let stretch: String = if is_doubled { letters[from..to].iter().cycle().take(2 * (to - from)).collect() } else { String::new() };
        let text: String = letters[..from].iter().collect::<String>() + &stretch + &letters[to..].iter().collect::<String>();
        let file = SourceFile::new("s.schedule", text.as_str());
        let one = instrument(&measure("alliance-monitor", "mandate one of probation, parole"));
        let checked = check_schedule(&file, &parse(&file), &[&one]);
        for diagnostic in &checked.diagnostics {
            let _ = render(&file, diagnostic, Style::Plain);
        }
        prop_assert!(checked.found.is_none() || checked.diagnostics.iter().all(|diagnostic| !diagnostic.is_error()));
        if let Ok(once) = verbond::syntax::format(&file) {
            let again = SourceFile::new("s.schedule", once.as_str());
            prop_assert_eq!(parse(&file).fingerprint, parse(&again).fingerprint);
            prop_assert_eq!(verbond::syntax::format(&again).ok(), Some(once));
        }
    }
}

/// What takes two files has no sample on its page.
#[test]
fn people_see_what_two_files_bring_about() {
    let said = |folder: &tempfile::TempDir| {
        let ran = run(&["check", &folder.path().display().to_string()]);
        assert_eq!(ran.code, 1, "{}", ran.stdout);
        ran.stdout.replace(&folder.path().display().to_string(), "FOLDER")
    };
    let disputed = site();
    put(&disputed, "other.instrument", &measure("other", "mandate one of probation, parole, other"));
    insta::assert_snapshot!("V1006", said(&disputed));
    let twice = site();
    let text = std::fs::read_to_string(twice.path().join("1.schedule")).unwrap();
    put(&twice, "2.schedule", &text.replace("28 days", "21 days"));
    insta::assert_snapshot!("V1009", said(&twice));
}

/// A schedule is adapted and translated as a measure is.
#[test]
fn a_schedule_is_copied_and_a_translation_begun() {
    let folder = site();
    let to = folder.path().join("copy");
    let copied = of(&folder, &["copy", "ours", "--to", &to.display().to_string()]);
    assert_eq!(copied.code, 0, "{}", copied.stderr);
    let mut names: Vec<String> =
        std::fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["1.schedule", "nl.translation"], "with its translation");
    assert_eq!(of(&folder, &["copy", "ours", "--to", &to.display().to_string()]).code, 2, "nothing is written over");
    std::fs::remove_dir_all(&to).unwrap();
    let begun = of(&folder, &["translate", "new", "ours", "de"]);
    assert!(begun.code == 0 && begun.stdout.contains("1 text to translate"), "{}{}", begun.stdout, begun.stderr);
    let file = folder.path().join("ours.1.0.de.translation");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("translation de of ours 1.0 {") && text.contains("title from \"Ours\" to"), "{text}");
    let checked = of(&folder, &["check", &file.display().to_string()]);
    assert!(checked.stdout.contains("V0405") || checked.stderr.contains("V0405"), "{}{}", checked.stdout, checked.stderr);
    let again = of(&folder, &["translate", "new", "ours", "de"]);
    assert!(again.code == 2 && again.stderr.contains("is there already"), "{}", again.stderr);
    assert_eq!(of(&folder, &["translate", "new", "ours", "not a tag"]).code, 2);
    put(
        &folder,
        "broken.schedule",
        "verbond 1\n\nschedule bad 1.0.0 {\n  title \"Bad\"\n\n  ask nothing of client {\n    first within 7 days\n  }\n}\n",
    );
    let broken = of(&folder, &["translate", "new", "bad", "de"]);
    assert!(broken.code == 1 && broken.stderr.contains("bad has errors"), "{}", broken.stderr);
}
