//! What the docs promise names the test that holds it: that test is there.

use std::path::Path;

/// All that tests are written in.
fn tests(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            tests(&path, text);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            text.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

/// The names of tests in a text: what stands in the signs of code and has four words or more.
fn named(text: &str) -> Vec<&str> {
    let is_test = |code: &&str| code.matches('_').count() > 2 && code.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    text.split('`').skip(1).step_by(2).filter(is_test).collect()
}

#[test]
fn every_test_that_the_docs_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = String::new();
    ["tests/verbond", "src"].iter().for_each(|folder| tests(&root.join(folder), &mut all));
    for (name, least) in [("docs/security.md", 40), ("docs/plugins.md", 12)] {
        let text = std::fs::read_to_string(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let names = named(&text);
        assert!(names.len() >= least, "{name} names {} tests", names.len());
        let lacking: Vec<&&str> = names.iter().filter(|test| !all.contains(&format!("fn {test}("))).collect();
        assert!(lacking.is_empty(), "{name} names tests that are not there: {lacking:?}");
    }
}
