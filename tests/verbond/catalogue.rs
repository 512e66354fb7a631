//! The instruments inside the program, where others take their place, and how few files a question parses; on the real
//! program in an empty folder, without a home.

use std::path::{Path, PathBuf};
use std::process::Command;

use verbond::catalogue::{Catalogue, CatalogueError, Library, find};

use crate::program::{Ran, folder, put, ran};

/// The program where nothing is: no folder of instruments, no home, no folders of the system.
fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    ran(alone(folder).args(arguments).output().unwrap_or_else(|error| panic!("{error}")))
}

fn alone(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbond"));
    command.current_dir(folder).env_clear().env("NO_COLOR", "1").env("XDG_DATA_DIRS", folder.join("system"));
    command
}

fn text_of(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|error| panic!("{error}"))
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{error}"));
}

const ANSWERS: &str = "case,occasion,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12\nc1,1,4,4,4,4,4,4,4,4,4,4,4,4\n";

#[test]
fn the_program_alone_knows_its_instruments() {
    let folder = folder();
    let here = folder.path();
    let listed = run_in(here, &["list"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    insta::assert_snapshot!("list_alone", listed.stdout);
    let json: Vec<serde_json::Value> = serde_json::from_str(&run_in(here, &["list", "--format", "json"]).stdout).expect("JSON");
    assert!(json.len() > 12 && json.iter().all(|one| one["from"] == "built in" && one["path"].is_null()), "{json:?}");

    let answers = put(&folder, "answers.csv", ANSWERS);
    let scored = run_in(here, &["score", "wai-sr", &answers, "--to", "csv", "--columns", "case,total,version"]);
    assert_eq!((scored.code, scored.stdout.as_str()), (0, "case,total,version\nc1,4,1.0.0\n"), "{}", scored.stderr);
    let shown = run_in(here, &["show", "alliance-monitor@0.2"]);
    assert!(shown.code == 0 && shown.stdout.contains("\nfrom       built in\n"), "{}{}", shown.stdout, shown.stderr);
    for arguments in [
        vec!["check", "alliance-monitor"],
        vec!["check", "wai-sr@1.0.0", "wai"],
        vec!["test", "core-10"],
        vec!["print", "alliance-monitor", "--language", "nl"],
        vec!["compile", "wai-sr", "--to", "sql", "--dialect", "duckdb"],
        vec!["diff", "alliance-monitor@0.2.0", "alliance-monitor@0.3.0"],
        vec!["translate", "status"],
        vec!["translate", "status", "alliance-monitor"],
    ] {
        let ran = run_in(here, &arguments);
        assert!(ran.code == 0 && !ran.stdout.is_empty(), "{arguments:?}: {}{}", ran.stdout, ran.stderr);
    }
    let monitor = text_of("tests/data/alliance-monitor.csv");
    let answers = put(&folder, "monitor.csv", &monitor);
    for command in ["score", "follow"] {
        let ran = run_in(here, &[command, "alliance-monitor", &answers, "--norms", "demo"]);
        assert!(ran.code == 0 && ran.stdout.len() > 1_000, "{command}: {}", ran.stderr);
    }
    let checked = run_in(here, &["check", "alliance-monitor"]);
    assert!(
        checked.stdout.contains("10 files checked: 3 warnings, 10 notes"),
        "it with all that belongs to it: {}",
        checked.stdout
    );
}

#[test]
fn what_is_not_there_is_said_with_what_is_near() {
    let folder = folder();
    let said: Vec<String> = [
        vec!["show", "wai-st"],
        vec!["show", "wai-sr@2"],
        vec!["show", "wai-sr@new"],
        vec!["check", "aliance-monitor"],
        vec!["check", "wai-sr@3.0.0"],
        vec!["check"],
        vec!["copy", "wai-x"],
    ]
    .iter()
    .map(|arguments| {
        let ran = run_in(folder.path(), arguments);
        format!("$ verbond {}\n{}\n{}", arguments.join(" "), ran.code, ran.stderr)
    })
    .collect();
    insta::assert_snapshot!(said.join("\n"));
    assert_eq!(run_in(folder.path(), &["check", "no/such.instrument"]).code, 2);
}

#[test]
fn folders_take_the_place_of_what_is_built_in_in_their_order() {
    let folder = folder();
    let here = folder.path();
    let titled =
        |title: &str| text_of("instruments/wai-sr/1.0.0.instrument").replacen("title    \"", &format!("title    \"{title} "), 1);
    let title = || {
        let shown = run_in_home(here, &["show", "wai-sr"]).stdout;
        let mut words = shown.lines().next().unwrap_or_default().split_whitespace().skip(1);
        words.next().unwrap_or_default().to_owned()
    };
    assert_eq!(title(), "Working");
    for (place, layer) in [
        ("system/verbond/instruments/w.instrument", "System"),
        ("data/verbond/instruments/w.instrument", "User"),
        ("instruments/w.instrument", "Site"),
    ] {
        write(&here.join(place), &titled(layer));
        assert_eq!(title(), layer, "{place}");
        let listed = run_in_home(here, &["list"]).stdout;
        let lines: Vec<&str> = listed.lines().filter(|line| line.contains("wai-sr@1.0.0")).collect();
        let place = Path::new(place).parent().and_then(Path::to_str).unwrap_or_default();
        assert!(lines.len() == 1 && lines[0].contains(layer) && lines[0].trim_end().ends_with(place), "{listed}");
    }
    let checked = run_in_home(here, &["check", "instruments"]);
    assert_eq!(checked.code, 0, "another text than the shipped one is a warning: {}", checked.stdout);
    insta::assert_snapshot!("another_than_built_in", checked.stdout.replace(&here.display().to_string(), "FOLDER"));
}

fn run_in_home(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = alone(folder);
    command.env("HOME", folder.join("home")).env("XDG_DATA_HOME", folder.join("data"));
    ran(command.args(arguments).output().unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn an_instrument_is_written_out_to_adapt_and_takes_the_place_of_nothing() {
    let folder = folder();
    let here = folder.path();
    let copied = run_in(here, &["copy", "wai-sr"]);
    assert_eq!(copied.code, 0, "{}", copied.stderr);
    insta::assert_snapshot!("copy", copied.stdout);
    let original = text_of("instruments/wai-sr/1.0.0.instrument");
    assert_eq!(std::fs::read_to_string(here.join("wai-sr/1.0.0.instrument")).unwrap_or_default(), original);
    std::fs::write(here.join("wai-sr/1.0.0.instrument"), "mine").unwrap_or_else(|error| panic!("{error}"));
    let again = run_in(here, &["copy", "wai-sr"]);
    assert!(again.code == 2 && again.stderr.contains("already exists"), "{}", again.stderr);
    assert_eq!(std::fs::read_to_string(here.join("wai-sr/1.0.0.instrument")).unwrap_or_default(), "mine");

    let to = run_in(here, &["copy", "alliance-monitor", "--to", "instruments/ours"]);
    assert_eq!(to.code, 0, "{}", to.stderr);
    let mut names: Vec<String> = std::fs::read_dir(here.join("instruments/ours"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let of_version = |name: &str| name.starts_with("0.3.");
    assert!(names.len() == 9 && names.iter().all(|name| of_version(name)), "of one version, with its words and norms: {names:?}");
    let checked = run_in(here, &["check", "instruments/ours"]);
    assert!(checked.stdout.contains("9 files checked: 3 warnings, 10 notes"), "{}", checked.stdout);
    // One file in the way, and none is written.
    std::fs::remove_file(here.join("instruments/ours/0.3.0.instrument")).unwrap_or_else(|error| panic!("{error}"));
    let half = run_in(here, &["copy", "alliance-monitor", "--to", "instruments/ours"]);
    assert!(half.code == 2 && !here.join("instruments/ours/0.3.0.instrument").exists(), "{}", half.stderr);
}

#[test]
fn what_a_site_left_out_of_its_copy_does_not_come_back() {
    let folder = folder();
    let here = folder.path();
    run_in(here, &["copy", "alliance-monitor", "--to", "instruments/alliance-monitor"]);
    let languages = || {
        let shown = run_in(here, &["show", "alliance-monitor"]).stdout;
        shown.lines().find(|line| line.starts_with("languages")).unwrap_or_default().to_owned()
    };
    assert!(languages().contains("pl (forward)"), "{}", languages());
    std::fs::remove_file(here.join("instruments/alliance-monitor/0.3.pl.translation")).unwrap_or_else(|error| panic!("{error}"));
    assert!(!languages().contains("pl") && languages().contains("tr (forward)"), "{}", languages());
}

#[test]
fn words_of_ones_own_are_found_for_what_is_built_in() {
    let folder = folder();
    let here = folder.path();
    let begun = run_in(here, &["translate", "new", "alliance-monitor", "nb"]);
    assert_eq!(begun.code, 0, "{}", begun.stderr);
    let place = here.join("instruments/alliance-monitor/0.3.nb.translation");
    assert!(place.exists(), "{}", begun.stdout);
    let status = run_in(here, &["translate", "status", "alliance-monitor"]).stdout;
    assert!(status.lines().any(|line| line.contains(" nb ")), "{status}");
    let checked = run_in(here, &["check", &place.display().to_string()]);
    assert!(
        checked.code == 0 && checked.stdout.contains("1 file checked"),
        "its instrument is inside the program: {}",
        checked.stdout
    );
}

/// Two thousand instruments, each with a translation and norms, in folders of ten.
fn many(root: &Path) -> Vec<PathBuf> {
    let measure = "verbond 1\n\ninstrument many-ID 1.0.0 {\n  title \"T\"\n  licence \"CC0-1.0\"\n  status experimental\n  informants { client \"Client\" }\n  scale agree { 1 \"No\"  2 \"Yes\" }\n  items on agree { a \"A\"  b \"B\" }\n  score main \"Main\" = mean of a, b needs all\n}\n";
    let translation = "verbond 1\n\n# a comment before the head\ntranslation nl of many-ID 1.0 {\n  status forward\n  item a from \"A\" to \"Aa\"\n}\n";
    let mut folders = Vec::new();
    for number in 0..2_000 {
        let folder = root.join(format!("{:03}", number / 10)).join(format!("many-{number}"));
        std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
        let id = number.to_string();
        std::fs::write(folder.join("1.0.0.instrument"), measure.replace("ID", &id)).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(folder.join("1.0.nl.translation"), translation.replace("ID", &id))
            .unwrap_or_else(|error| panic!("{error}"));
        folders.push(folder);
    }
    folders
}

#[test]
fn of_thousands_of_files_those_of_one_instrument_are_parsed() {
    let folder = folder();
    let root = folder.path();
    let folders = many(root);
    let library = Library::new(&[root.to_owned()], &[], &[]);
    let check = |path: &Path, library: &Library| {
        let catalogue = Catalogue::check(&[path.to_owned()], library).unwrap_or_else(|error| panic!("{error}"));
        let entry = catalogue.asked().next().unwrap_or_else(|| panic!("it was asked for"));
        assert!(!entry.has_errors(), "{:?}", entry.diagnostics);
        catalogue.parsed()
    };
    let translation = folders[1_234].join("1.0.nl.translation");
    assert_eq!(check(&translation, &library), 2, "it and its instrument");
    assert_eq!(check(&folders[77].join("1.0.0.instrument"), &library), 1);
    // A translation that lies above all of them: its instrument is looked for among the files below it.
    let above = root.join("1.0.nl.translation");
    std::fs::copy(&translation, &above).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(check(&above, &Library::default()), 2);
    let found = find("many-1999", &library).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((found.parsed(), found.translations().count()), (2, 1));
    let beside =
        find(&folders[5].join("1.0.0.instrument").display().to_string(), &library).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((beside.parsed(), beside.translations().count()), (2, 1));
    // A misspelt id reads the one that it was most likely meant to be, to say so.
    let near = root.join("near.translation");
    let text = std::fs::read_to_string(&translation).unwrap_or_default().replace("many-1234", "mny-1234");
    std::fs::write(&near, text).unwrap_or_else(|error| panic!("{error}"));
    let catalogue = Catalogue::check(&[near], &library).unwrap_or_else(|error| panic!("{error}"));
    let entry = catalogue.asked().next().unwrap_or_else(|| panic!("it was asked for"));
    assert!(
        entry.diagnostics.iter().any(|diagnostic| format!("{:?}", diagnostic.help).contains("did you mean `many-1234`?")),
        "{:?}",
        entry.diagnostics
    );
    assert_eq!(catalogue.parsed(), 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_an_error_that_keeps_its_cause() {
    use std::error::Error;
    let folder = folder();
    // A link to itself fails for every user, root too.
    let place = folder.path().join("x.instrument");
    std::os::unix::fs::symlink(&place, &place).unwrap_or_else(|error| panic!("{error}"));
    let library = Library::new(&[folder.path().to_owned()], &[], &[]);
    let Err(error) = find("wai-sr", &library) else { panic!("what cannot be read may be what takes its place") };
    assert!(matches!(&error, CatalogueError::Unreadable { path, .. } if path.ends_with("x.instrument")), "{error}");
    assert!(error.source().is_some_and(|source| source.downcast_ref::<std::io::Error>().is_some()));
    let ran = run_in(folder.path(), &["list", "--instruments", "."]);
    assert!(ran.code == 3 && ran.stderr.contains("x.instrument"), "{} {}", ran.code, ran.stderr);
}

#[test]
fn the_head_alone_tells_what_a_parse_tells() {
    for file in [
        "instruments/alliance-monitor/0.3.demo.norms",
        "instruments/alliance-monitor/0.3.de.translation",
        "instruments/wai/1.0.0.instrument",
    ] {
        let folder = folder();
        // Far more comment than is read at first.
        let text = text_of(file);
        let comments: String = (0..200).map(|line| format!("# {line}: instrument other 1.0.0 {{\n")).collect();
        let name = Path::new(file).file_name().and_then(|name| name.to_str()).unwrap_or_default();
        put(&folder, name, &text.replacen("verbond 1\n", &format!("verbond 1\n{comments}"), 1));
        let index = Library::new(&[folder.path().to_owned()], &[], &[]).index().unwrap_or_else(|error| panic!("{error}"));
        let id = if file.contains("wai") { "wai" } else { "alliance-monitor" };
        let found = index.of(id).unwrap_or_else(|error| panic!("{error}"));
        assert!(found.iter().any(|location| location.path().is_some()), "{file}");
        assert!(!index.ids().contains("other"));
    }
}

/// A link to a folder around it leads there for ever.
#[cfg(unix)]
#[test]
fn each_folder_is_looked_into_once_whichever_links_lead_there() {
    let folder = folder();
    let here = folder.path().join("instruments");
    std::fs::create_dir(&here).unwrap();
    std::fs::write(here.join("m.instrument"), crate::example::with("")).unwrap();
    for link in 0..12 {
        std::os::unix::fs::symlink(".", here.join(format!("l{link}"))).unwrap();
    }
    let ran = ran(crate::program::command().current_dir(folder.path()).args(["check", "instruments"]).output().unwrap());
    assert!(ran.code == 0 && ran.stdout.contains("1 file checked"), "{} {}", ran.stdout, ran.stderr);
}
