//! What an attacker found: settings and measures that merely lie there, outputs that would replace a store, texts of
//! people that cannot be kept.

use std::path::Path;

use crate::meetings::{done, of_store};
use crate::past::AGREE;
use crate::program::{command, folder, put, ran, run};

fn run_in(place: &Path, arguments: &[&str]) -> crate::program::Ran {
    ran(command().current_dir(place).args(arguments).output().unwrap())
}

#[test]
fn what_merely_lies_there_is_named_where_it_changes_figures() {
    let folder = folder();
    let here = folder.path();
    let built_in = std::fs::read_to_string("instruments/alliance-monitor/0.3.0.instrument").unwrap();
    let answers = std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap();
    put(&folder, "a.csv", &answers);
    let score = ["score", "alliance-monitor@0.3.0", "a.csv", "--quiet"];
    let before = run_in(here, &score).stderr;
    assert!(!before.contains("V0610"), "{before}");
    // A copy is the same measure, and nothing is said of it; one with another title is another.
    for place in ["instruments", "measures"] {
        std::fs::create_dir(here.join(place)).unwrap();
        let file = here.join(place).join("m.instrument");
        if place == "measures" {
            put(&folder, "verbond.toml", "[instruments]\nfolders = [\"measures\"]\n");
        }
        std::fs::write(&file, &built_in).unwrap();
        assert_eq!(run_in(here, &score).stderr, before, "{place}");
        std::fs::write(&file, built_in.replacen("\"Alliance Monitor\"", "\"My Monitor\"", 1)).unwrap();
        let said = run_in(here, &score);
        assert!(said.code == 0 && said.stderr.matches("V0610").count() == 1, "{place}: {}", said.stderr);
        // Whoever names the folder means it.
        let meant = run_in(here, &[&score[..], &["--instruments", place]].concat());
        assert!(meant.code == 0 && !meant.stderr.contains("V0610"), "{place}: {}", meant.stderr);
        std::fs::remove_dir_all(here.join(place)).unwrap();
    }
    let settings = "[norms]\njudge-by-simulated = true\n[[rupture]]\nscore = \"total\"\nbelow-best = true\nsource = \"x\"\n";
    put(&folder, "verbond.toml", settings);
    let said = run_in(here, &["follow", "alliance-monitor", "a.csv", "--norms", "demo"]);
    let note = "note: `[norms]`, `[[rupture]]` of ./verbond.toml are followed, for the file lies here";
    assert!(said.code == 0 && said.stderr.contains(note), "{}", said.stderr);
    let named = run_in(here, &["follow", "alliance-monitor", "a.csv", "--norms", "demo", "--config", "verbond.toml"]);
    assert!(named.code == 0 && !named.stderr.contains("lies here"), "{}", named.stderr);
}

#[test]
fn what_is_said_of_a_case_is_of_that_case() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    done(&store, &["open", "E-1"]);
    done(&store, &["open", "D-1"]);
    for command in [&["erase", "e-1"][..], &["close", "e-1"]] {
        let none = of_store(&store, command);
        assert!(none.code == 1 && none.stderr.contains("there is a case E-1; capitals count"), "{command:?}: {}", none.stderr);
    }
    // Only a case that was opened is near.
    assert!(of_store(&store, &["erase", "E-11"]).stderr.contains("there is a case E-1\n"));
}

/// A command that is refused for its output leaves nothing in a log that says that it was done.
#[test]
fn what_is_refused_is_not_logged_as_done() {
    let folder = folder();
    let store = folder.path().join("s.sqlite");
    let path = store.display().to_string();
    let measure = put(&folder, "agree.instrument", AGREE);
    done(&store, &["import", &measure, &put(&folder, "answers.csv", "case,occasion,a,b\nc-1,1,3,1\n")]);
    let before = done(&store, &["log"]);
    for command in [
        vec!["store", "--store", &path, "export", &measure, "--output", &path, "--force"],
        vec!["store", "--store", &path, "export-cases", "--output", &path, "--force"],
        vec!["follow", &measure, "--store", &path, "--case", "c-1", "--output", &path, "--force"],
        vec!["report", "c-1", "--of", &measure, "--store", &path, "--output", &path, "--force"],
        vec!["team", &measure, "--store", &path, "--output", &path, "--force"],
    ] {
        let refused = run(&command);
        assert!(refused.code == 2 && refused.stderr.contains("V0816"), "{command:?}: {} {}", refused.code, refused.stderr);
    }
    let html = format!("html={path}");
    assert!(run(&["analyse", &measure, "--store", &path, "--to", &html, "--force"]).stderr.contains("V0816"));
    assert_eq!(done(&store, &["log"]), before);
    // A dash is the standard output elsewhere, and no file here.
    let dash = run_in(folder.path(), &["analyse", &measure, "--store", &path, "--to", "json=-"]);
    assert!(dash.code == 2 && dash.stderr.contains("names the standard output"), "{}", dash.stderr);
    assert!(!folder.path().join("-").exists());
}

#[test]
fn a_translation_that_cannot_stand_in_a_file_is_a_finding() {
    let folder = folder();
    for name in ["0.3.0.instrument", "0.3.pl.translation"] {
        std::fs::copy(Path::new("instruments/alliance-monitor").join(name), folder.path().join(name)).unwrap();
    }
    let file = folder.path().join("0.3.pl.translation").display().to_string();
    let sent = folder.path().join("pl.xlf").display().to_string();
    assert_eq!(run(&["translate", "send", &file, &sent]).code, 0);
    let text = std::fs::read_to_string(&sent).unwrap();
    let at = text.find("<target>").unwrap() + "<target>".len();
    std::fs::write(&sent, format!("{}{}{}", &text[..at], "x".repeat(3_000_000), &text[at..])).unwrap();
    let before = std::fs::read_to_string(&file).unwrap();
    for check in [&["--check"][..], &[]] {
        let refused = run(&[&["translate", "receive", &file, &sent], check].concat());
        assert!(refused.code == 1 && refused.stderr.contains("error[V"), "{check:?}: {} {}", refused.code, refused.stderr);
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), before);
}

#[test]
fn a_phrase_that_takes_itself_in_is_refused() {
    use verbond::phrases::check_phrases;
    use verbond::source::SourceFile;
    for (text, why) in [
        ("language-name = { language-name }\n", "it takes itself in"),
        ("next = { back }\nback = { next }\n", "it takes itself in"),
        ("-t = { -t }\nnext = { -t }\n", "it takes itself in"),
        ("next = { nothing-such }\n", "it takes in what is not there"),
        ("next = { -nothing }\n", "it takes in what is not there"),
    ] {
        let said = check_phrases(&SourceFile::new("so.ftl", text));
        let found = said.iter().find(|diagnostic| diagnostic.message.contains(why));
        assert_eq!(found.map(|diagnostic| diagnostic.code.name), Some("V0415"), "{text}: {said:?}");
    }
    let fine = check_phrases(&SourceFile::new("so.ftl", "-t = Ni\nnext = { -t }\n"));
    assert!(fine.is_empty(), "{fine:?}");
}

/// Who unpacks somebody else's folder and scores in it chose none of its settings.
#[test]
fn settings_that_merely_lie_there_leave_no_rows_out() {
    let folder = folder();
    put(&folder, "m.instrument", &crate::example::with(""));
    put(&folder, "a.csv", "case,informant,a,b,c,d\nc1,client,1,1,1,1\nc2,client,99,1,1,1\n");
    put(&folder, "verbond.toml", "[answers]\non-bad = \"skip\"\n");
    let lying = run_in(folder.path(), &["score", "m.instrument", "a.csv"]);
    assert!(
        lying.code == 1 && lying.stderr.contains("`on-bad = \"skip\"` of ./verbond.toml is not followed"),
        "{}",
        lying.stderr
    );
    assert!(!folder.path().join("a.rejects.csv").exists());
    let named = run_in(folder.path(), &["score", "m.instrument", "a.csv", "--config", "verbond.toml"]);
    assert!(named.code == 0 && folder.path().join("a.rejects.csv").exists(), "{} {}", named.code, named.stderr);
}

/// A measure that is missed there would be taken from elsewhere, with another key.
#[test]
fn a_folder_that_settings_name_is_there() {
    let folder = folder();
    for table in ["instruments", "plugins", "phrases"] {
        put(&folder, "site.toml", &format!("[{table}]\nfolders = [\"nowhere\"]\n"));
        let refused = run_in(folder.path(), &["list", "--config", "site.toml"]);
        assert_eq!(refused.code, 2, "{table}: {}", refused.stderr);
        assert!(refused.stderr.contains("there is no folder nowhere"), "{}", refused.stderr);
        assert!(refused.stderr.contains(&format!("`[{table}]` of site.toml names it")), "{}", refused.stderr);
    }
    // Of a file that merely lies there, plugins are not followed.
    put(&folder, "verbond.toml", "[plugins]\nfolders = [\"nowhere\"]\n");
    let listed = run_in(folder.path(), &["list"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
}

#[test]
fn a_folder_with_nothing_to_check_is_not_well() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    for command in ["check", "test"] {
        let refused = run_in(folder.path(), &[command, "empty"]);
        assert!(refused.code == 2 && refused.stderr.contains("in empty"), "{command}: {}", refused.stderr);
    }
}

/// Links that lead to a place where nothing is yet.
#[cfg(unix)]
#[test]
fn two_outputs_are_not_one_file_by_way_of_links() {
    let folder = folder();
    let here = folder.path();
    put(&folder, "a.csv", &std::fs::read_to_string("tests/data/alliance-monitor.csv").unwrap());
    for link in ["one", "two"] {
        std::os::unix::fs::symlink("there", here.join(link)).unwrap();
    }
    let twice: [&[&str]; 4] = [
        &["score", "alliance-monitor", "a.csv", "--to", "csv=one", "--to", "json=two", "--force"],
        &["score", "alliance-monitor", "a.csv", "--to", "csv=one", "--codebook", "there", "--force"],
        &["analyse", "alliance-monitor", "a.csv", "--to", "html=one", "--to", "json=two"],
        &["analyse", "alliance-monitor", "a.csv", "--to", "html=x", "--to", "json=x"],
    ];
    for command in twice {
        let refused = run_in(here, command);
        assert!(refused.code == 2 && refused.stderr.contains("would be written twice"), "{command:?}: {}", refused.stderr);
        assert!(!here.join("there").exists() && !here.join("x").exists(), "{command:?}");
    }
}
