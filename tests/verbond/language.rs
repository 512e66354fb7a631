//! The reference of the language: each fragment in it is checked, so that it cannot drift.

use std::path::Path;

use verbond::source::{Sample, Severity};

use crate::example;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn judge(path: &str) -> usize {
    let text = read(path);
    let samples = Sample::all_in(&text);
    for sample in &samples {
        let (diagnostics, file) = example::diagnostics(sample);
        let serious: Vec<&str> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity != Severity::Note)
            .map(|diagnostic| diagnostic.code.name)
            .collect();
        let shown = example::rendered(&file, &diagnostics);
        match sample.remark.strip_prefix("fails ") {
            Some(code) => {
                assert!(!serious.is_empty() && serious.iter().all(|found| *found == code), "{path}: {}\n{shown}", sample.text)
            }
            None => assert!(serious.is_empty(), "{path}: {}\n{shown}", sample.text),
        }
    }
    samples.len()
}

#[test]
fn every_fragment_of_the_reference_is_sound() {
    assert!(judge("docs/language.md") >= 18, "the reference shows every statement");
}

#[test]
fn every_shape_of_a_published_key_is_sound() {
    let shapes =
        read("docs/keys.md").lines().filter(|line| line.starts_with("## ") && line.as_bytes()[3].is_ascii_digit()).count();
    assert_eq!(shapes, 20);
    assert!(judge("docs/keys.md") >= shapes, "each shape has a fragment");
}

#[test]
fn the_measure_in_the_readme_is_sound() {
    assert_eq!(judge("README.md"), 1);
}

#[test]
fn the_reference_shows_the_standard_example() {
    assert!(
        read("docs/language.md").contains(example::BEFORE.trim()),
        "docs/language.md shows the example that fragments stand in"
    );
}

#[test]
fn every_reserved_word_is_in_the_reference() {
    let grammar = read("grammar/verbond.pest");
    let reference = read("docs/language.md");
    let (_, rest) = grammar.split_once("reserved = _{").unwrap_or_else(|| panic!("the grammar has reserved words"));
    let (list, _) = rest.split_once('}').unwrap_or_default();
    let mut words: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    assert!(words.len() > 60);
    for word in &words {
        let is_there = reference.split(|c: char| !c.is_ascii_alphanumeric()).any(|known| known == *word);
        assert!(is_there, "docs/language.md does not mention `{word}`");
    }
    let (_, said) = reference.split_once("- Reserved words cannot be names.").unwrap_or_else(|| panic!("the list is there"));
    let (said, others) = said.split_once("Other words of the language").unwrap_or_else(|| panic!("the list ends"));
    let said: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    words.sort_unstable();
    assert_eq!(said, words, "docs/language.md lists the words that the grammar reserves, in order");
    // What is said to be free can be a name, and what is listed cannot.
    let others = others.split("\n- ").next().unwrap_or(others);
    let free: Vec<&str> = others.split('`').skip(1).step_by(2).collect();
    assert!(free.len() > 3, "{others}");
    for (name, is_free) in free.into_iter().map(|word| (word, true)).chain(said.into_iter().map(|word| (word, false))) {
        let text = example::with(&format!("item {name} on agree unscored \"I.\""));
        let (_, diagnostics, _) = example::checked(&text);
        let errors: Vec<&str> = diagnostics.iter().filter(|it| it.is_error()).map(|it| it.code.name).collect();
        assert_eq!(errors, if is_free { vec![] } else { vec!["V0107"] }, "{name}");
    }
}

#[test]
fn the_limits_in_the_reference_are_those_of_the_program() {
    use verbond::syntax::limits;
    let reference = read("docs/language.md");
    let rows = [
        ("Bytes of a file", limits::FILE_BYTES, "V0109"),
        ("Characters of a name", limits::NAME_CHARACTERS, "V0110"),
        ("Braces within one another", limits::BRACE_DEPTH, "V0108"),
        ("Brackets, `not`, `if` and minus signs within one another", limits::EXPRESSION_DEPTH, "V0108"),
        ("Operators in one statement", limits::OPERATORS, "V0108"),
        ("Items of a measure, names of a run", limits::ITEMS, "V0205"),
        ("Names that all runs of a file stand for", limits::RUN_NAMES, "V0205"),
        ("Informants of a measure", limits::INFORMANTS, "V0205"),
        ("Known facts of a measure", limits::KNOWN, "V0205"),
        ("Groups of norms", limits::NORM_GROUPS, "V0205"),
        ("Measures that a schedule asks for", limits::ASKS, "V0205"),
        ("Moments at which an informant is reminded", limits::REMINDERS, "V0205"),
        ("Entries of a category", limits::CASES, "V0205"),
        ("Points of a scale", limits::POINTS, "V0205"),
        ("Choices of an item", limits::CHOICES, "V0205"),
        ("Characters of an answer as text", limits::TEXT_ANSWER as usize, "V0209"),
        ("Diagnostics of one kind that are listed", limits::COMPLAINTS, "—"),
    ];
    for (what, limit, code) in rows {
        let row = format!("| {what} | {limit} | {code} |");
        assert!(reference.contains(&row), "docs/language.md lacks the row {row}");
    }
}
