//! The conformance kit passes what is sound, and says what is wrong with what is not.
#![cfg(unix)]

use std::path::Path;

use super::compiled;
use super::faults::Stage;
use crate::program::{folder, run};

#[test]
fn the_backend_in_c_bears_everything() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("plugins/tally");
    let folder = folder();
    let manifest = std::fs::read_to_string(root.join("plugin.toml")).unwrap_or_default();
    compiled(folder.path(), "tally", &root.join("tally.c"), &manifest);
    let place = folder.path().join("tally").display().to_string();
    let ran = run(&["plugin", "test", &place, "--format", "json"]);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap_or_default();
    let checks = json["checks"].as_array().map_or(0, Vec::len);
    assert!(checks >= 25 && json["failed"] == 0, "{}", ran.stdout);
    // A library alone is enough.
    let library = folder.path().join("tally").join(super::library_name("tally"));
    std::fs::remove_file(folder.path().join("tally/plugin.toml")).unwrap_or_else(|error| panic!("{error}"));
    let ran = run(&["plugin", "test", &library.display().to_string()]);
    assert!(ran.code == 0 && ran.stdout.contains("there is no plugin.toml beside the library"), "{}", ran.stdout);
}

/// The checks that compare and count, with how a backend may be careless.
const CARELESS: [(&str, &str, &str); 7] = [
    ("IGNORES_VALIDITY", "missing-is-missing", "is `rubbish` and should be"),
    ("IGNORES_BATCH_OFFSET", "offset-of-batch", "and should be"),
    ("IGNORES_CHILD_OFFSET", "offset-of-column", "and should be"),
    ("NEVER_RELEASES", "releases-batches", "it did not release a batch, nor move it out"),
    ("KEEPS_BATCHES", "releases-batches", "buffers of batches that it moved out"),
    ("LEAKS_SESSIONS", "gives-memory-back", "each session that was finished kept"),
    ("LEAKS_ABANDONED", "gives-memory-back", "each session that was abandoned kept"),
];

#[test]
fn one_that_is_careless_does_not_pass() {
    let names: std::collections::BTreeSet<&str> = CARELESS.iter().map(|(_, check, _)| *check).collect();
    let only: Vec<&str> = names.iter().flat_map(|name| ["--only", name]).collect();
    let tested = |definitions: &str| {
        let stage = Stage::with_source("faulty/careless.c", definitions, "");
        run(&[&["plugin", "test", &stage.plugin().display().to_string()], only.as_slice()].concat())
    };
    let sound = tested("");
    assert!(sound.code == 0 && sound.stdout.contains("6 passed, 0 failed, 0 skipped"), "{}", sound.stdout);
    for (fault, check, words) in CARELESS {
        let ran = tested(fault);
        let fails: Vec<&str> = ran.stdout.lines().filter(|line| line.starts_with("fail")).collect();
        assert!(ran.code == 1 && ran.stdout.contains(words), "{fault}: {}", ran.stdout);
        assert!(fails.iter().any(|line| line.contains(check)), "{fault}: {}", ran.stdout);
        // Batches that are kept are memory that is kept too; else one fault is one failure.
        assert!(fails.len() == 1 || fault == "KEEPS_BATCHES", "{fault}: {}", ran.stdout);
    }
}

/// One for a server is tried at the address that its author gives; without one it can do nothing.
#[test]
fn one_that_takes_an_address_is_tried_there() {
    let stage = Stage::with_source("faulty/careless.c", "ADDRESS", "place = true\n");
    let place = stage.plugin().display().to_string();
    let ran = run(&["plugin", "test", &place, "--place", "memory://here"]);
    assert!(ran.code == 0 && ran.stdout.contains(" 0 failed"), "{}", ran.stdout);
    let nowhere = run(&["plugin", "test", &place, "--only", "ordinary-rows"]);
    assert!(nowhere.code == 1 && nowhere.stdout.contains("there is no such place"), "{}", nowhere.stdout);
    let wrong = run(&["plugin", "test", &place, "--place", "here.db"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("`here.db` is no address"), "{}", wrong.stderr);
    let unknown = run(&["plugin", "test", &place, "--only", "ordinary-row"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("did you mean `ordinary-rows`?"), "{}", unknown.stderr);
    let silent = Stage::with_source("faulty/careless.c", "ADDRESS", "");
    let ran = run(&["plugin", "test", &silent.plugin().display().to_string(), "--only", "place-is-said"]);
    assert!(ran.code == 1 && ran.stdout.contains("lacks `place = true`"), "{}", ran.stdout);
}

/// A fault in one check is no fault in the next: each runs in a process of its own.
#[test]
fn what_is_wrong_is_said() {
    let verdicts = |fault: &str, more: &[&str]| {
        let stage = Stage::with_fault(fault);
        let place = stage.folder.path().join("bad").display().to_string();
        let ran = run(&[&["plugin", "test", &place], more].concat());
        assert_eq!(ran.code, 1, "{fault}: {}", ran.stdout);
        ran.stdout
    };
    insta::assert_snapshot!("kit", verdicts("GIVES_UP IN_FINISH", &[]));
    let broken = verdicts("NO_WRITE", &[]);
    assert!(broken.contains("lacks `write`") && broken.contains("0 passed, 1 failed"), "{broken}");
    let hung = verdicts("HANGS IN_OPEN", &["--timeout", "1"]);
    assert!(hung.contains("gave no sign of life in check for 1 s"), "{hung}");
}
