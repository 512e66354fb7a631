//! Each code: its page, its sample, its snapshot, and the pages in `docs/errors`.

use std::path::Path;

use verbond::source::{Diagnostic, Sample, Severity, codes};

use crate::example;

/// Every sample brings about its code and no other, and a person sees this.
#[test]
fn samples_bring_about_their_codes() {
    let mut wrong = Vec::new();
    for code in codes::all() {
        let page = code.document();
        for sample in Sample::all_in(&page) {
            let (diagnostics, file) = example::diagnostics(&sample);
            let expected =
                sample.remark.strip_prefix("fails ").unwrap_or_else(|| panic!("{}: the fence does not name a code", code.name));
            let counts = |diagnostic: &&Diagnostic| diagnostic.severity != Severity::Note || diagnostic.code.name == expected;
            let names: Vec<&str> = diagnostics.iter().filter(counts).map(|diagnostic| diagnostic.code.name).collect();
            if names.is_empty() || names.iter().any(|name| *name != expected) {
                wrong.push(format!("{}: {names:?}\n{}", code.name, example::rendered(&file, &diagnostics)));
            }
            if !diagnostics.iter().any(|diagnostic| diagnostic.code == code && diagnostic.severity == code.severity) {
                wrong.push(format!("{}: the sample never shows its default severity, {}", code.name, code.severity.word()));
            }
            let shown = format!("{}\n---\n{}", sample.text.trim_end(), example::rendered(&file, &diagnostics));
            insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/codes", omit_expression => true }, {
                insta::assert_snapshot!(code.name, shown);
            });
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A code without a sample says why on its page.
#[test]
fn pages_without_a_sample_say_so() {
    for code in codes::all().filter(|code| !code.name.starts_with("V08")) {
        let page = code.document();
        assert!(
            !Sample::all_in(&page).is_empty() || page.replace('\n', " ").contains("no sample"),
            "{} has neither a sample nor a reason",
            code.name
        );
    }
}

#[test]
fn names_are_unique_and_in_order() {
    let names: Vec<&str> = codes::all().map(|code| code.name).collect();
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
}

/// `docs/errors` is made from the codes: `UPDATE_DOCS=1 cargo test` writes it.
#[test]
fn the_pages_in_the_docs_are_these() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors");
    let mut index =
        String::from("# Codes\n\nMade from the source by `UPDATE_DOCS=1 cargo test`; `verbond explain CODE` prints the same.\n");
    let mut family = "";
    for code in codes::all() {
        if family != &code.name[..3] {
            family = &code.name[..3];
            index.push_str(&format!("\n## {family}xx\n\n"));
        }
        index.push_str(&format!("- [{0}]({0}.md): {1}\n", code.name, code.title));
        agree(&folder.join(format!("{}.md", code.name)), &code.document());
    }
    agree(&folder.join("README.md"), &index);
}

fn agree(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap_or(path)).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(path, text).unwrap_or_else(|error| panic!("{error}"));
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(there, text, "{} is out of date: run UPDATE_DOCS=1 cargo test", path.display());
}
