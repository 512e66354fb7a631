//! Answers are for their owner's eyes: rights of files that hold them, whatever the umask.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use verbond::output::{Destination, OutputError, Readers, Replace};

use crate::program::{Ran, folder, put, ran};
use crate::writing::{ANSWERS, WAI, inside};

fn mode(path: impl AsRef<Path>) -> u32 {
    let path = path.as_ref();
    std::fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode() & 0o777
}

/// The program under a umask that keeps nothing from anybody.
fn open_handed(arguments: &[&str]) -> Ran {
    let program = env!("CARGO_BIN_EXE_verbond");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "umask 0; exec \"$@\"", "sh", program]).args(arguments);
    shell.current_dir(env!("CARGO_MANIFEST_DIR")).env("HOME", "/nonexistent").env("NO_COLOR", "1").stdin(Stdio::null());
    ran(shell.output().unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn what_holds_answers_is_for_its_owner_alone_whatever_the_umask() {
    let folder = folder();
    let (store, export, backup) = (inside(&folder, "s.sqlite"), inside(&folder, "export.csv"), inside(&folder, "backup.sqlite"));
    let answers = put(&folder, "wai.csv", &format!("{WAI}c2,1,9,4,4,4,4,4,4,4,4,4,4,4\n"));
    let rejects = inside(&folder, "wai.rejects.csv");
    let (with_answers, migrated, page) = (inside(&folder, "answers.csv"), inside(&folder, "m.csv"), inside(&folder, "page.html"));
    // What is carried along may be anything; pages show cases one by one, and an analysis of few is their answers.
    let more = put(
        &folder,
        "more.csv",
        "case,occasion,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12,said\nc1,1,4,4,4,4,4,4,4,4,4,4,4,4,much\n",
    );
    let (carried, scores) = (inside(&folder, "carried.csv"), inside(&folder, "scores.csv"));
    let [cases, followed, analysis] = ["cases.html", "follow.html", "analysis.html"].map(|name| inside(&folder, name));
    for arguments in [
        vec!["store", "--store", &store, "import", "alliance-monitor", ANSWERS],
        vec!["store", "--store", &store, "export", "alliance-monitor", "--output", &export],
        vec!["store", "--store", &store, "backup", &backup],
        vec!["score", "wai-sr", &answers, "--on-bad", "skip", "--answers", "--to", &format!("csv={with_answers}")],
        vec!["score", "wai-sr", &more, "--keep", "--to", &format!("csv={carried}")],
        vec!["score", "wai-sr", &more, "--to", &format!("csv={scores}")],
        vec!["score", "wai-sr", &more, "--to", &format!("html={cases}")],
        vec!["follow", "alliance-monitor", ANSWERS, "--output", &followed],
        vec!["analyse", "alliance-monitor", ANSWERS, "--to", &format!("html={analysis}")],
        vec!["migrate", ANSWERS, "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0", "--output", &migrated],
        vec!["print", "alliance-monitor", "--language", "nl-NL", "--output", &page],
    ] {
        let ran = open_handed(&arguments);
        assert_eq!(ran.code, 0, "{arguments:?}\n{}", ran.stderr);
    }
    for private in [&store, &export, &backup, &rejects, &with_answers, &migrated, &carried, &cases, &followed, &analysis] {
        assert_eq!(mode(private), 0o600, "{private}");
    }
    assert_eq!(mode(&scores), 0o666, "scores alone have the rights of new files");
    assert_eq!(mode(&page), 0o666, "a page without answers has the rights of new files");
}

#[test]
fn the_journals_of_a_store_have_its_rights() {
    let folder = folder();
    let path = inside(&folder, "s.sqlite");
    let held = verbond::store::Store::open(Path::new(&path)).unwrap_or_else(|error| panic!("{error}"));
    for name in ["s.sqlite", "s.sqlite-wal", "s.sqlite-shm"] {
        assert_eq!(mode(folder.path().join(name)), 0o600, "{name}");
    }
    drop(held);
}

#[test]
fn what_is_not_in_its_place_yet_is_private() {
    let folder = folder();
    let path = folder.path().join("out.csv");
    let open = |made: Result<Destination, OutputError>| made.unwrap_or_else(|error| panic!("{error}"));
    let file = open(Destination::file(&path, Replace::Never, Readers::Usual));
    assert_eq!(mode(file.beside()), 0o600);
    let made = open(Destination::folder(&path, Replace::Never, Readers::Usual));
    assert_eq!(mode(made.beside().parent().unwrap_or(Path::new(""))), 0o700);
    assert_eq!(mode(open(Destination::stdout()).beside()), 0o600);
}
