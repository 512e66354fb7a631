//! The real program, as a user runs it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run of the program came to.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// The program, in the root of the project, without a user's settings.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbond"));
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .env("HOME", "/nonexistent")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("VERBOND_CONFIG");
    command
}

pub fn run(arguments: &[&str]) -> Ran {
    ran(command().args(arguments).output().unwrap_or_else(|error| panic!("{error}")))
}

pub fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

pub fn run_with_input(arguments: &[&str], input: &str) -> Ran {
    let mut child = command()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}"));
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(input.as_bytes());
    }
    ran(child.wait_with_output().unwrap_or_else(|error| panic!("{error}")))
}

/// A folder that goes away.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"))
}

/// Puts a file into a folder; its path.
pub fn put(folder: &tempfile::TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
    path.display().to_string()
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{error}"));
    path
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn as_text(path: &Path) -> &str {
    path.to_str().unwrap_or_else(|| panic!("UTF-8"))
}

const HEAD: &str = "case,occasion,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12\n";

fn row(case: &str, occasion: u32, answer: &str) -> String {
    format!("{case},{occasion}{}\n", format!(",{answer}").repeat(12))
}

#[test]
fn a_pipe_gets_csv_and_the_summary_beside_it() {
    let ran = run(&["score", "alliance-monitor", "tests/data/alliance-monitor.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 361);
    assert!(ran.stdout.starts_with("case,occasion,informant,date,clarity,reliability,trust,hearing,together,total,strain,level,distrust,broken,silent,answered,asked,instrument,version,sha256\n"));
    insta::assert_snapshot!("summary", ran.stderr);
}

#[test]
fn the_readme_shows_what_the_first_run_says() {
    let folder = folder();
    let output = format!("csv={}", folder.path().join("s.csv").display());
    let ran = run(&["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--to", &output]);
    let (summary, _) = ran.stdout.split_once("\nwrote ").unwrap_or_default();
    let readme = std::fs::read_to_string("README.md").unwrap_or_default();
    assert!(summary.len() > 1_000 && readme.contains(summary), "README.md shows another summary than this:\n{summary}");
}

#[test]
fn outputs_agree_and_appear_whole() {
    let folder = folder();
    let to = |backend: &str, name: &str| format!("{backend}={}", folder.path().join(name).display());
    let ran = run(&[
        "score",
        "wai-sr",
        as_text(&write(folder.path(), "a.csv", &format!("{HEAD}{}{}", row("c1", 1, "4"), row("c2", 1, "")))),
        "--to",
        &to("csv", "s.csv"),
        "--to",
        &to("json", "s.json"),
        "--to",
        &to("jsonl", "s.jsonl"),
        "--causes",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(names(folder.path()), ["a.csv", "s.csv", "s.json", "s.jsonl"]);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    let array: Vec<serde_json::Value> = serde_json::from_str(&read("s.json")).unwrap_or_else(|error| panic!("{error}"));
    let lines: Vec<serde_json::Value> =
        read("s.jsonl").lines().map(|line| serde_json::from_str(line).unwrap_or_default()).collect();
    assert_eq!(array, lines);
    assert_eq!(
        (array[0]["total"].as_f64(), &array[1]["total"], array[1]["q1.missing"].as_str()),
        (Some(4.0), &serde_json::Value::Null, Some("unanswered"))
    );
    assert_eq!(read("s.csv").lines().count(), 3);
}

#[test]
fn columns_are_chosen_and_ordered_for_every_output() {
    let folder = folder();
    let answers = write(folder.path(), "a.csv", &format!("{HEAD}{}{}", row("c1", 1, "4"), row("c2", 1, "")));
    let to = format!("jsonl={}", folder.path().join("s.jsonl").display());
    let page = format!("html={}", folder.path().join("s.html").display());
    let score = |columns: &str| {
        run(&["score", "wai-sr", as_text(&answers), "--to", "csv", "--to", &to, "--to", &page, "--columns", columns, "--quiet"])
    };
    let ran = score("total,case,version");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "total,case,version\n4,c1,1.0.0\n,c2,1.0.0\n"), "{}", ran.stderr);
    let lines = std::fs::read_to_string(folder.path().join("s.jsonl")).unwrap_or_default();
    assert_eq!(lines.lines().next(), Some(r#"{"total":4,"case":"c1","version":"1.0.0"}"#));
    let (unknown, twice) = (score("case,totel"), score("case,case"));
    assert_eq!((unknown.code, twice.code), (2, 2));
    insta::assert_snapshot!("columns_that_are_not_there", format!("{}{}", unknown.stderr, twice.stderr));
}

#[test]
fn two_outputs_are_two_files_and_neither_is_the_answers() {
    let folder = folder();
    let answers = write(folder.path(), "a.csv", &format!("{HEAD}{}", row("c1", 1, "4")));
    let to = |name: &str| format!("csv={}", folder.path().join(name).display());
    for outputs in [[to("s.csv"), to("s.csv")], [to("a.csv"), to("s.csv")]] {
        let ran = run(&["score", "wai-sr", as_text(&answers), "--to", &outputs[0], "--to", &outputs[1]]);
        assert_eq!(ran.code, 2, "{}", ran.stderr);
    }
    assert_eq!(names(folder.path()), ["a.csv"]);
}

#[test]
fn bad_answers_write_nothing_and_leave_what_was_there() {
    let folder = folder();
    let answers =
        write(folder.path(), "a.csv", &format!("{HEAD}{}{}{}", row("c1", 1, "4"), row("c2", 1, "9"), row("c1", 1, "3")));
    let scores = write(folder.path(), "s.csv", "what was there\n");
    let ran = run(&["score", "wai-sr", as_text(&answers), "--to", &format!("csv={}", scores.display()), "--force"]);
    assert_eq!(ran.code, 1);
    assert_eq!(std::fs::read_to_string(&scores).unwrap_or_default(), "what was there\n");
    assert_eq!(names(folder.path()), ["a.csv", "s.csv"], "nothing half-written is left");
    insta::assert_snapshot!("bad answers", ran.stderr.replace(as_text(folder.path()), "FOLDER"));
}

#[test]
fn bad_rows_go_to_the_rejects_when_asked() {
    let folder = folder();
    let text = format!("{HEAD}{}{}{}{}", row("c1", 1, "4"), row("c2", 1, "9"), row("c1", 1, "3"), "ragged,1\n");
    let answers = write(folder.path(), "a.csv", &text);
    let ran = run(&[
        "score",
        "wai-sr",
        as_text(&answers),
        "--on-bad",
        "skip",
        "--to",
        &format!("csv={}", folder.path().join("s.csv").display()),
    ]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(folder.path().join("s.csv")).unwrap_or_default().lines().count(), 2);
    let rejects = std::fs::read_to_string(folder.path().join("a.rejects.csv")).unwrap_or_default();
    assert_eq!(rejects, format!("{HEAD}{}{}{}", row("c2", 1, "9"), row("c1", 1, "3"), "ragged,1\n"));
    let piped =
        run_with_input(&["score", "wai-sr", "-", "--on-bad", "skip", "--rejects", as_text(&folder.path().join("r.csv"))], &text);
    assert_eq!((piped.code, piped.stdout.lines().count()), (0, 2), "{}", piped.stderr);
    assert_eq!(std::fs::read_to_string(folder.path().join("r.csv")).unwrap_or_default(), rejects);
}

#[test]
fn bad_cells_become_missing_when_asked_and_are_counted() {
    let ran = run_with_input(
        &["score", "wai-sr", "-", "--on-bad", "missing"],
        &format!("{HEAD}{}{}", row("c1", 1, "4"), row("c2", 1, "9")),
    );
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 3));
    assert!(ran.stderr.contains("12 answers could not be right and became missing"), "{}", ran.stderr);
}

#[test]
fn instruments_are_found_by_path_folder_id_and_version() {
    for reference in ["instruments/wai-sr/1.0.0.instrument", "instruments/wai-sr", "wai-sr", "wai-sr@1.0.0", "wai-sr@1"] {
        let ran = run_with_input(&["score", reference, "-"], &format!("{HEAD}{}", row("c1", 1, "4")));
        assert_eq!(ran.code, 0, "{reference}: {}", ran.stderr);
        assert!(ran.stdout.contains(",wai-sr,1.0.0,"));
    }
    let ran = run(&["show", "alliance-monitor@0.2"]);
    assert!(ran.stdout.contains("alliance-monitor@0.2.0"));
    let ran = run(&["score", "aliance-monitor", "-"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("did you mean `alliance-monitor`?"), "{}", ran.stderr);
}

#[test]
fn settings_of_a_site_map_columns_and_make_outputs() {
    let folder = folder();
    let settings = format!(
        "[instruments]\nfolders = [\"{}/instruments\"]\n[answers]\nmissing = [\"-9\"]\n[answers.map]\n\"q*\" = \"WAI_*\"\n[[output]]\nbackend = \"jsonl\"\npath = \"{}\"\n",
        env!("CARGO_MANIFEST_DIR"),
        folder.path().join("s.jsonl").display()
    );
    let config = write(folder.path(), "verbond.toml", &settings);
    let answers =
        write(folder.path(), "a.csv", &format!("{}{}", HEAD.replace(",q", ",WAI_"), row("c1", 1, "4").replacen(",4", ",-9", 1)));
    let ran = run(&["score", "wai-sr", as_text(&answers), "--config", as_text(&config)]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let line: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path().join("s.jsonl")).unwrap_or_default()).unwrap_or_default();
    assert_eq!((line["task"].as_f64(), line["answered"].as_u64()), (Some(4.0), Some(11)));
}

#[test]
fn check_reports_all_files_for_people_and_machines() {
    let ran = run(&["check", "tests/data/broken.instrument", "instruments"]);
    assert_eq!(ran.code, 1);
    let count = crate::measures::files().len() + 1;
    assert!(ran.stdout.contains(&format!("{count} files checked")), "{}", ran.stdout);
    let ran = run(&["check", "tests/data/broken.instrument", "--format", "json"]);
    let diagnostics: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}"));
    assert!(diagnostics.len() > 8);
    assert_eq!(
        (diagnostics[0]["file"].as_str(), diagnostics[0]["line"].as_u64()),
        (Some("tests/data/broken.instrument"), Some(3))
    );
    assert_eq!(run(&["check", "instruments"]).code, 0);
    assert_eq!(run(&["check", "no-such-file"]).code, 2);
    assert_eq!(run(&["check", "--no-such-flag"]).code, 2);
}

#[test]
fn one_version_cannot_have_two_contents() {
    let folder = folder();
    let text = std::fs::read_to_string("instruments/wai-sr/1.0.0.instrument").unwrap_or_default();
    write(folder.path(), "a.instrument", &text);
    write(
        folder.path(),
        "b.instrument",
        &text.replace("needs 3 of 4", "needs 2 of 4").replace("bond = missing, total = missing", "bond = 2, total = 2"),
    );
    write(folder.path(), "c.instrument", &text.replace("wai-sr 1.0.0 {", "wai-sr   1.0.0 { # only layout"));
    let next = "  follows 1.0.0 {\n    comparable goal, bond\n  }\n}\n";
    write(
        folder.path(),
        "d.instrument",
        &format!(
            "{}{next}",
            text.replace("1.0.0", "1.1.0").replacen("needs 3 of 4", "needs 2 of 4", 1).trim_end().trim_end_matches('}')
        ),
    );
    let ran = run(&["check", as_text(folder.path())]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!("versions", ran.stdout.replace(as_text(folder.path()), "FOLDER"));
}

#[test]
fn tests_show_expected_beside_found() {
    let folder = folder();
    let text = std::fs::read_to_string("instruments/wai-sr/1.0.0.instrument")
        .unwrap_or_default()
        .replace("expect goal = 4, task = 4", "expect goal = 3, task = 4");
    let path = write(folder.path(), "wrong.instrument", &text);
    let ran = run(&["test", as_text(&path)]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!("failing test", ran.stdout.replace(as_text(folder.path()), "FOLDER"));
    let json: Vec<serde_json::Value> =
        serde_json::from_str(&run(&["test", as_text(&path), "--format", "json"]).stdout).unwrap_or_default();
    assert_eq!(json.iter().filter(|test| test["holds"] == false).count(), 1);
    assert_eq!(run(&["test"]).code, 0);
}

#[test]
fn show_prints_a_measure() {
    insta::assert_snapshot!("show", run(&["show", "alliance-monitor"]).stdout);
    let json: serde_json::Value = serde_json::from_str(&run(&["show", "wai", "--format", "json"]).stdout).unwrap_or_default();
    assert_eq!(json["items"].as_array().map(Vec::len), Some(36));
}

#[test]
fn fmt_reads_the_standard_input_and_checks() {
    let ran = run_with_input(&["fmt", "-"], "verbond 1\ninstrument x 1.0.0 { title \"T\" }");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, "verbond 1\n\ninstrument x 1.0.0 {\n  title \"T\"\n}\n"));
    assert_eq!(run(&["fmt", "--check", "instruments"]).code, 0);
    let folder = folder();
    let path = write(folder.path(), "x.instrument", "verbond 1\ninstrument x 1.0.0 { title \"T\" }");
    assert_eq!(run(&["fmt", "--check", as_text(&path)]).code, 1);
    assert_eq!(run(&["fmt", as_text(&path)]).code, 0);
    assert_eq!(run(&["fmt", "--check", as_text(&path)]).code, 0);
}

#[test]
fn codes_are_explained() {
    let ran = run(&["explain", "v0303"]);
    assert!(ran.code == 0 && ran.stdout.starts_with("# V0303: what if answers are missing?"), "{}", ran.stdout);
    assert_eq!(run(&["explain", "V9999"]).code, 2);
    assert!(run(&["explain"]).stdout.lines().count() > 60);
}

#[test]
fn lists_completions_and_manual_are_there() {
    assert!(run(&["list"]).stdout.contains("wai-sr@1.0.0"));
    assert!(run(&["list", "--backends"]).stdout.contains("jsonl"));
    assert!(run(&["completions", "bash"]).stdout.contains("verbond"));
    assert!(run(&["man"]).stdout.contains(".TH verbond"));
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_what_was_there() {
    let folder = folder();
    let scores = write(folder.path(), "s.csv", "what was there\n");
    let mut child = command()
        .args(["score", "wai-sr", "-", "--force", "--to", &format!("csv={}", scores.display())])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{error}"));
    let mut stdin = child.stdin.take().unwrap_or_else(|| panic!("stdin"));
    // What waits for more input is stopped all the same.
    let many: String = (0..60_000).map(|case| row(&format!("c{case}"), 1, "4")).collect();
    stdin.write_all(HEAD.as_bytes()).and_then(|()| stdin.write_all(many.as_bytes())).unwrap_or_else(|error| panic!("{error}"));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    let begun = std::time::Instant::now();
    let ran = ran(child.wait_with_output().unwrap_or_else(|error| panic!("{error}")));
    drop(stdin);
    assert_eq!(ran.code, 130, "{}", ran.stderr);
    assert!(begun.elapsed() < std::time::Duration::from_secs(20));
    assert_eq!(std::fs::read_to_string(&scores).unwrap_or_default(), "what was there\n");
    assert_eq!(names(folder.path()), ["s.csv"]);
}
