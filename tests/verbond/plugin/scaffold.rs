//! A plugin to begin with: what is in it, and that the guide shows the same. `tests/judges/scaffold.sh` builds one from
//! nothing.

use std::path::Path;
use std::process::Command;

use crate::program::{command, folder, ran};

fn begin(folder: &Path, arguments: &[&str]) -> crate::program::Ran {
    let mut command = command();
    command.current_dir(folder).args(["plugin", "new"]).args(arguments);
    ran(command.output().unwrap_or_else(|error| panic!("{error}")))
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[cfg(unix)]
#[test]
fn one_in_c_builds_and_passes_at_once() {
    let folder = folder();
    let begun = begin(folder.path(), &["my-tally", "--lang", "c"]);
    insta::assert_snapshot!("new", begun.stdout.replace(std::env::consts::DLL_SUFFIX, ".LIBRARY"));
    let place = folder.path().join("my-tally");
    let library = place.join(super::library_name("my_tally"));
    let mut compiler = Command::new("cc");
    compiler.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC", "-I"]).arg(&place);
    assert!(compiler.arg(place.join("my_tally.c")).arg("-o").arg(library).status().is_ok_and(|status| status.success()));
    let tested = crate::program::run(&["plugin", "test", &place.display().to_string()]);
    assert_eq!(tested.code, 0, "{}", tested.stdout);
    assert!(
        text(&place.join("Makefile")).contains("libmy_tally.so: my_tally.c")
            || text(&place.join("Makefile")).contains("LIBRARY := libmy_tally.so")
    );
    for file in ["README.md", "Makefile", "plugin.toml", "my_tally.c"] {
        let text = text(&place.join(file));
        assert!(!text.contains("call-list") && !text.contains("../sdk"), "{file}: {text}");
    }
    // What is there is never written over.
    let again = begin(folder.path(), &["my-tally"]);
    assert!(again.code == 3 && again.stderr.contains("there already"), "{}", again.stderr);
}

#[test]
fn one_in_rust_stands_alone() {
    let folder = folder();
    assert_eq!(begin(folder.path(), &["call-list"]).code, 0);
    let place = folder.path().join("call-list");
    assert!(text(&place.join("verbond-backend/Cargo.toml")).contains("arrow-array"));
    assert!(!text(&place.join("verbond-backend/Cargo.toml")).contains("workspace"));
    let sdk = Path::new(env!("CARGO_MANIFEST_DIR")).join("plugins/sdk/src");
    for entry in std::fs::read_dir(sdk).into_iter().flatten().flatten() {
        let copy = place.join("verbond-backend/src").join(entry.file_name());
        assert_eq!(text(&copy), text(&entry.path()), "{}", copy.display());
    }
    let named = begin(folder.path(), &["other-name"]);
    assert_eq!(named.code, 0, "{}", named.stderr);
    let source = text(&folder.path().join("other-name/src/lib.rs"));
    assert!(source.contains("struct OtherName(File)") && source.contains("Description::new(\"other-name\""), "{source}");
    for wrong in ["Big", "1st", "a b", "../up", ""] {
        assert_eq!(begin(folder.path(), &[wrong]).code, 2, "{wrong}");
    }
}

/// The guide walks through the plugin that `verbond plugin new` makes.
#[test]
fn the_guide_shows_what_is_made() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let made = text(&root.join("src/output/plugin/scaffold/rust/lib.rs"));
    let shown = made.split("#[cfg(test)]").next().unwrap_or_default().trim();
    let guide = text(&root.join("docs/plugins.md"));
    assert!(guide.contains(shown), "docs/plugins.md does not show the plugin that is made");
}
