//! The layout is the architecture: a module imports only modules above it, and the compute modules touch no file,
//! clock, thread or environment.

use std::path::Path;

/// The modules of `src/`, from the top.
const MODULES: [&str; 19] = [
    "source",
    "syntax",
    "instrument",
    "phrases",
    "check",
    "responses",
    "score",
    "follow",
    "analyse",
    "administer",
    "files",
    "store",
    "output",
    "api",
    "exchange",
    "catalogue",
    "intake",
    "serve",
    "cli",
];
/// Modules that only compute.
const COMPUTE: [&str; 13] = [
    "source",
    "syntax",
    "instrument",
    "phrases",
    "check",
    "responses",
    "score",
    "follow",
    "analyse",
    "administer",
    "output/table",
    "api",
    "exchange",
];
/// The one of them that uses threads, where there are some.
const THREADED: &str = "analyse";

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap_or_default()));
        }
    }
}

#[test]
fn imports_point_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut judged = 0;
    for (position, module) in MODULES.iter().enumerate() {
        let mut found = Vec::new();
        sources(&root.join(module), &mut found);
        assert!(!found.is_empty(), "{module} is not there");
        for (path, text) in &found {
            // A comment may point anywhere.
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for (at, _) in code.match_indices("crate::") {
                let name = code[at + 7..].split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
                if let Some(other) = MODULES.iter().position(|known| *known == name) {
                    assert!(other <= position, "{path} imports `{name}`, which lies below `{module}`");
                    judged += 1;
                }
            }
        }
    }
    assert!(judged > 100, "only {judged} imports were seen");
}

#[test]
fn compute_rooms_touch_no_file_clock_thread_or_environment() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for module in COMPUTE {
        let mut found = Vec::new();
        sources(&root.join(module), &mut found);
        assert!(!found.is_empty(), "{module} is not there");
        for (path, text) in &found {
            for forbidden in [
                "std::fs",
                "std::env::",
                "std::net",
                "std::process",
                "Instant::now",
                "SystemTime",
                "std::path",
                "tempfile",
                "getrandom",
                "Zoned::now",
                "Timestamp::now",
            ] {
                assert!(!text.contains(forbidden), "{path} uses {forbidden}");
            }
            assert!(module == THREADED || !text.contains("std::thread"), "{path} uses threads");
        }
    }
}

/// `Instrument` and the like say that a check is through; whoever else made one would say it without a check.
#[test]
fn only_a_check_makes_what_is_checked() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    let makers = ["Instrument::checked", "Norms::checked", "Schedule::checked", "Translation::checked"];
    let made_in = |maker: &str| -> Vec<String> {
        let makes = found.iter().filter(|(_, text)| text.contains(maker));
        makes.map(|(path, _)| path.trim_start_matches(&root.display().to_string()).to_owned()).collect()
    };
    let files = ["/check/mod.rs", "/check/norms.rs", "/check/schedules.rs", "/check/translations.rs"];
    for (maker, file) in makers.iter().zip(files) {
        assert_eq!(made_in(maker), [file], "{maker}");
    }
}

#[test]
fn files_stay_readable() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    sources(&root.join("src"), &mut found);
    sources(&root.join("plugins"), &mut found);
    for (path, text) in found {
        let lines = text.lines().count();
        assert!(lines <= 450, "{path} has {lines} lines");
        let vague = ["utils", "helpers", "common", "misc", "manager"].iter().any(|name| path.contains(&format!("/{name}")));
        assert!(!vague, "{path} has a name that says nothing");
    }
}
