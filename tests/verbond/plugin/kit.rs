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
