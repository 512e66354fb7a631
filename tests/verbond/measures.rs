//! The measures that come with the program, and the examples of the house where they are at hand.

use std::path::{Path, PathBuf};

use crate::example::checked;

/// All files of `instruments/`.
pub fn files() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&root.join("instruments"), &mut found);
    found.sort();
    found
}

/// The measures that come with the program, checked once for all cases of a property.
pub static MEASURES: std::sync::LazyLock<Vec<verbond::Instrument>> = std::sync::LazyLock::new(|| {
    let files = files();
    let measures = files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "instrument"));
    measures.map(|(_, text)| checked(text).0.unwrap_or_else(|| panic!("sound"))).collect()
});

/// The same with a schedule, of which none comes with the program.
pub fn files_of_every_kind() -> Vec<(PathBuf, String)> {
    let schedule = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/supervision.schedule");
    let text = std::fs::read_to_string(&schedule).unwrap_or_else(|error| panic!("{error}"));
    files().into_iter().chain([(schedule, text)]).collect()
}

pub fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path
            .extension()
            .is_some_and(|ending| ["instrument", "translation", "norms", "schedule"].iter().any(|known| ending == *known))
        {
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}"));
            found.push((path, text));
        }
    }
}

#[test]
fn every_measure_is_sound_and_tested() {
    for (path, text) in files().into_iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "instrument")) {
        let (instrument, diagnostics, file) = checked(&text);
        assert!(diagnostics.is_empty(), "{}\n{}", path.display(), crate::example::rendered(&file, &diagnostics));
        let instrument = instrument.unwrap_or_else(|| panic!("{} is sound", path.display()));
        assert!(!instrument.tests.is_empty(), "{} has no test", path.display());
        assert!(!instrument.sources.is_empty(), "{} names no source", path.display());
    }
}

#[test]
#[ignore = "needs the folder ../shared, which lies beside the project where .ci/run runs it"]
fn the_examples_of_the_house_are_read_as_they_stand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/examples");
    let mut found = Vec::new();
    collect(&folder, &mut found);
    assert!(!found.is_empty(), "{} holds no example", folder.display());
    for (path, text) in found {
        let file = verbond::source::SourceFile::new(path.display().to_string(), text.clone());
        let parsed = verbond::syntax::parse(&file);
        assert!(parsed.diagnostics.is_empty(), "{}", crate::example::rendered(&file, &parsed.diagnostics));
        if path.extension().is_some_and(|ending| ending == "instrument") {
            let errors: Vec<_> = checked(&text).1.into_iter().filter(verbond::source::Diagnostic::is_error).collect();
            assert!(errors.is_empty(), "{}", crate::example::rendered(&file, &errors));
        }
    }
}
