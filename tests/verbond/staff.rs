//! Who may log in, with which passwords, and who did what.

use std::path::Path;

use verbond::store::{Access, By, Holder, Store};

use crate::program::{folder, run, run_with_input};

const PASSWORD: &str = "correct horse battery\n";

#[test]
fn passwords_that_others_would_guess_are_refused() {
    let folder = folder();
    let store = folder.path().join("s.sqlite").display().to_string();
    let give = |name: &str, password: &str| {
        run_with_input(&["store", "--store", &store, "staff", name, "--office", "northern"], password)
    };
    let weak = [
        "            ",
        "aaaaaaaaaaaa",
        "abcdefghijkl",
        "password1234",
        "123456789012",
        "anna van der berg",
        "northern1234",
        "qwertyuiop12",
        "correcthorsebatterystaple",
        "correct horse battery staple",
        "CorrectHorseBatteryStaple1",
    ];
    for password in weak {
        let refused = give("anna van der berg", &format!("{password}\n"));
        assert!(refused.code == 2 && refused.stderr.contains("easy to guess"), "{password}: {} {}", refused.code, refused.stderr);
    }
    let short = give("anna", "k3%Qz!p\n");
    assert!(short.code == 2 && short.stderr.contains("fewer than 12"), "{}", short.stderr);
    for name in ["", "   ", "an\u{7}na", &"a".repeat(61)] {
        let refused = give(name, PASSWORD);
        assert!(refused.code == 2 && refused.stderr.contains("is no name to log in with"), "{name:?}: {}", refused.stderr);
    }
    let listed = run(&["store", "--store", &store, "staff", "--list"]);
    assert!(listed.stdout.contains("nobody may log in"), "{}{}", listed.stdout, listed.stderr);
    assert_eq!(give("anna", PASSWORD).code, 0);
}

#[test]
fn access_is_given_listed_and_taken_away() {
    let folder = folder();
    let path = folder.path().join("s.sqlite").display().to_string();
    let staff = |more: &[&str]| run_with_input(&[&["store", "--store", path.as_str(), "staff"], more].concat(), PASSWORD);
    assert_eq!(staff(&["anna"]).code, 0);
    assert_eq!(staff(&["bert", "--role", "coordinator", "--office", "north"]).code, 0);
    assert_eq!(staff(&["--list"]).stdout, "anna  officer\nbert  coordinator, north\n");
    // Another password takes nothing else away.
    assert_eq!(staff(&["bert"]).stdout, "bert may log in as coordinator of north\n");
    assert_eq!(staff(&["--list"]).stdout, "anna  officer\nbert  coordinator, north\n");
    let mut store = Store::open(Path::new(&path)).unwrap();
    store.begin_session("secret", Some("bert"), None, "2999-01-01T00:00:00Z").unwrap();
    assert!(matches!(store.holder("secret", "2026-01-01T00:00:00Z"), Ok(Some(Holder::Staff(_)))));
    assert_eq!(staff(&["bert", "--remove"]).code, 0);
    assert_eq!(store.holder("secret", "2026-01-01T00:00:00Z").unwrap(), None, "their session goes on");
    let again = staff(&["ana", "--remove"]);
    assert!(again.code == 1 && again.stderr.contains("did you mean `anna`?"), "{}", again.stderr);
    assert_eq!(staff(&["--list"]).stdout, "anna  officer\n");
    assert_eq!(staff(&["--list", "anna"]).code, 2);
    assert_eq!(store.audit(None).unwrap().findings, []);
}

#[test]
fn the_log_of_access_says_who_did_what() {
    let folder = folder();
    let path = folder.path().join("s.sqlite").display().to_string();
    let of = |more: &[&str]| run_with_input(&[&["store", "--store", path.as_str()], more].concat(), PASSWORD);
    assert_eq!(of(&["import", "alliance-monitor", "tests/data/alliance-monitor.csv"]).code, 0);
    assert_eq!(of(&["staff", "anna"]).code, 0);
    assert_eq!(of(&["case", "S001"]).code, 0);
    assert_eq!(of(&["export", "alliance-monitor"]).code, 0);
    assert_eq!(of(&["erase", "S002", "--yes"]).code, 0);
    assert_eq!(of(&["backup", &folder.path().join("b.sqlite").display().to_string()]).code, 0);
    let log = of(&["log"]).stdout;
    let lines: Vec<&str> = log.lines().collect();
    let wanted = ["gave access  name \"anna\"", "looked at a case  S001", "exported", "erased", "copied the store"];
    assert_eq!(lines.len(), wanted.len(), "{log}");
    for (line, wanted) in lines.iter().zip(wanted) {
        assert!(line.contains(wanted) && line.contains("on the command line"), "{wanted}: {log}");
    }
    assert!(!log.contains("argon2") && !log.contains("password"), "{log}");
    assert_eq!(of(&["log", "--case", "S001"]).stdout.lines().count(), 1);
    assert!(of(&["log", "--who", "nobody"]).stdout.contains("says nothing"));
    let json: serde_json::Value = serde_json::from_str(&of(&["log", "--format", "json"]).stdout).unwrap();
    assert_eq!(json[1]["case"], "S001");
    let held = of(&["case", "S001"]).stdout;
    assert!(held.contains("looked at a case"), "whom it concerns is told who looked: {held}");
}

/// Answers that are followed, counted or analysed out of a store leave a row as those that are exported do.
#[test]
fn who_follows_a_store_leaves_a_row_in_the_log() {
    let folder = folder();
    let path = folder.path().join("s.sqlite").display().to_string();
    let of = |more: &[&str]| run(&[&["store", "--store", path.as_str()], more].concat());
    assert_eq!(of(&["import", "alliance-monitor", "tests/data/alliance-monitor.csv"]).code, 0);
    assert_eq!(run(&["follow", "alliance-monitor", "--store", &path, "--case", "S001"]).code, 0);
    for command in ["follow", "team", "analyse"] {
        assert_eq!(run(&[command, "alliance-monitor", "--store", &path]).code, 0, "{command}");
    }
    let log = of(&["log"]).stdout;
    let rows: Vec<&str> = log.lines().collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows[0].contains("looked at a case  S001"), "{rows:?}");
    assert!(rows[1..].iter().all(|row| row.contains("exported") && row.contains("alliance-monitor@0.3.0")), "{rows:?}");
    assert_eq!(of(&["audit"]).code, 0);
}

#[test]
fn who_looked_is_erased_with_the_case() {
    let folder = folder();
    let path = folder.path().join("s.sqlite").display().to_string();
    let of = |more: &[&str]| run(&[&["store", "--store", path.as_str()], more].concat());
    assert_eq!(of(&["import", "alliance-monitor", "tests/data/alliance-monitor.csv"]).code, 0);
    for case in ["S001", "S002"] {
        assert_eq!(of(&["case", case]).code, 0);
    }
    assert_eq!(of(&["erase", "S001", "--yes"]).code, 0);
    let log = of(&["log"]).stdout;
    assert!(!log.contains("S001") && log.contains("S002"), "{log}");
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        assert!(memchr::memmem::find(&std::fs::read(&path).unwrap(), b"S001").is_none(), "{} still holds it", path.display());
    }
    assert_eq!(of(&["audit"]).code, 0, "{}", of(&["audit"]).stdout);
}

#[test]
fn the_log_of_access_has_its_own_retention() {
    let folder = folder();
    let path = folder.path().join("s.sqlite").display().to_string();
    let mut store = Store::open(Path::new(&path)).unwrap();
    let member =
        |name: &str| verbond::store::Member { name: name.to_owned(), role: verbond::store::Role::Officer, office: String::new() };
    let by = |at: &'static str| By { who: "anna", at };
    for (name, at) in [("anna", "2024-01-01T00:00:00Z"), ("gone", "2024-01-01T00:00:00Z"), ("anna", "2024-02-01T00:00:00Z")] {
        store.set_user(&member(name), "a hash", &by(at)).unwrap();
    }
    store.remove_user("gone", &by("2024-03-01T00:00:00Z")).unwrap();
    store.note_access(&by("2024-03-01T00:00:00Z"), &Access::LoggedIn).unwrap();
    store.note_access(&by("2026-01-01T00:00:00Z"), &Access::LoggedIn).unwrap();
    drop(store);
    let of = |more: &[&str]| run(&[&["store", "--store", path.as_str()], more].concat());
    assert!(of(&["purge", "--access-older-than", "400"]).stdout.contains("4 rows of the log of access"));
    assert!(of(&["purge", "--access-older-than", "400", "--yes"]).stdout.contains("erased 4 rows of the log of access"));
    let left = of(&["log"]).stdout;
    assert_eq!(left.lines().count(), 3, "who may log in today, who did lately, and that rows were purged: {left}");
    assert_eq!(of(&["audit"]).code, 0, "{}", of(&["audit"]).stdout);
    assert!(of(&["purge", "--access-older-than", "400"]).stdout.contains("0 rows"));
}
