//! A plugin that changes what is there already gets that file alone, and it goes back whatever happens.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use super::faults::Stage;
use crate::program::{Ran, ran, run};

const PLACE: &str = "place = true\n";

fn write(path: &Path, text: &str, mode: u32) {
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap_or_else(|error| panic!("{error}"));
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).map(|found| found.permissions().mode() & 0o7777).unwrap_or_default()
}

/// What the program said about its outputs, without the paths of this run.
fn diagnostic(stage: &Stage, ran: &Ran) -> String {
    let lines = ran.stderr.lines().skip_while(|line| !line.starts_with("error"));
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    text.replace(&stage.folder.path().display().to_string(), "FOLDER")
}

/// What is in the folder of the results besides the CSV.
fn left(stage: &Stage) -> Vec<String> {
    let entries = std::fs::read_dir(stage.results()).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // The half of the CSV that a program leaves which is killed has nothing to do with the place.
    names.retain(|name| name != "s.csv" && !name.ends_with(".part"));
    names.sort();
    names
}

fn score(stage: &Stage, place: &Path, more: &[&str]) -> Ran {
    ran(stage.command(place).args(more).output().unwrap_or_else(|error| panic!("{error}")))
}

fn stage_with_file(definitions: &str) -> (Stage, PathBuf) {
    let stage = Stage::with_source("faulty/place.c", definitions, PLACE);
    let place = stage.results().join("cases.db");
    write(&place, "before\n", 0o640);
    (stage, place)
}

#[test]
fn a_place_is_lent_and_comes_back() {
    let (stage, place) = stage_with_file("SNOOPS");
    write(&stage.results().join("beside"), "mine\n", 0o600);
    write(&stage.elsewhere(), "mine too\n", 0o600);
    let ran = score(&stage, &place, &[]);
    if ran.stderr.contains("no Landlock") {
        return;
    }
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!((text(&place).as_str(), mode(&place)), ("before\nhalf\nwhole\n", 0o640));
    assert_eq!(text(&stage.results().join("beside")), "mine\n");
    assert_eq!(left(&stage), ["beside", "cases.db"]);
}

#[test]
fn a_place_comes_back_with_its_journal_after_a_crash() {
    let (stage, place) = stage_with_file("CRASHES");
    let ran = score(&stage, &place, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("V0810"), "{}", ran.stderr);
    assert_eq!((text(&place).as_str(), mode(&place)), ("before\nhalf\n", 0o640));
    // From it the database puts itself right.
    assert_eq!(left(&stage), ["cases.db", "cases.db-journal"]);
    let (stage, place) = stage_with_file("LEAVES_FOLDER");
    std::fs::remove_file(&place).unwrap_or_else(|error| panic!("{error}"));
    let ran = score(&stage, &place, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("left no file at its path"), "{}", ran.stderr);
    assert_eq!(left(&stage), Vec::<String>::new());
}

#[test]
fn a_place_that_was_not_there_is_made_whole_or_not_at_all() {
    for (definitions, code, expected) in [("", 0, vec!["cases.db"]), ("CRASHES", 1, vec![])] {
        let (stage, place) = stage_with_file(definitions);
        std::fs::remove_file(&place).unwrap_or_else(|error| panic!("{error}"));
        let ran = score(&stage, &place, &[]);
        assert_eq!((ran.code, left(&stage)), (code, expected.into_iter().map(str::to_owned).collect()), "{}", ran.stderr);
    }
}

#[test]
fn a_link_leads_to_the_place() {
    let (stage, place) = stage_with_file("");
    let link = stage.folder.path().join("link.db");
    std::os::unix::fs::symlink(&place, &link).unwrap_or_else(|error| panic!("{error}"));
    let ran = score(&stage, &link, &[]);
    assert_eq!((ran.code, text(&place).as_str()), (0, "before\nhalf\nwhole\n"), "{}", ran.stderr);
    assert!(std::fs::symlink_metadata(&link).is_ok_and(|found| found.is_symlink()));
}

fn begin_and_wait_until_lent(stage: &Stage, place: &Path) -> Child {
    let mut command = stage.command(place);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let program = command.spawn().unwrap_or_else(|error| panic!("{error}"));
    let lent = place.with_file_name(".cases.db.verbond-lent").join("cases.db");
    let begun = Instant::now();
    while !std::fs::read_to_string(&lent).is_ok_and(|text| text.contains("half")) {
        assert!(begun.elapsed() < Duration::from_secs(60), "the plugin was not lent its place");
        std::thread::sleep(Duration::from_millis(20));
    }
    program
}

/// Nobody can foresee an end at once; the next run finds what it left, and puts it back first.
#[test]
fn a_place_comes_back_after_an_end_at_once() {
    let (stage, place) = stage_with_file("HANGS");
    let mut program = begin_and_wait_until_lent(&stage, &place);
    assert!(!place.exists());
    program.kill().unwrap_or_else(|error| panic!("{error}"));
    program.wait().unwrap_or_else(|error| panic!("{error}"));
    assert!(!place.exists());
    let ran = score(&stage, &place, &["--plugin-timeout", "2"]);
    assert!(ran.code == 1 && ran.stderr.contains("V0811"), "{}", ran.stderr);
    assert_eq!(text(&place), "before\nhalf\nhalf\n");
    assert_eq!(left(&stage), ["cases.db", "cases.db-journal"]);
}

#[test]
fn a_place_comes_back_when_the_program_is_stopped() {
    let (stage, place) = stage_with_file("HANGS");
    let mut program = begin_and_wait_until_lent(&stage, &place);
    let number = i32::try_from(program.id()).unwrap_or_default();
    let signalled = std::process::Command::new("kill").args(["-INT", &number.to_string()]).status();
    assert!(signalled.is_ok_and(|status| status.success()));
    program.wait().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(text(&place), "before\nhalf\n");
    assert_eq!(left(&stage), ["cases.db", "cases.db-journal"]);
}

/// Two runs wait for one another, but not for ever.
#[test]
fn a_place_is_not_lent_twice() {
    let (stage, place) = stage_with_file("HANGS");
    let mut program = begin_and_wait_until_lent(&stage, &place);
    let ran = score(&stage, &place, &[]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!("V0819", diagnostic(&stage, &ran));
    program.kill().unwrap_or_else(|error| panic!("{error}"));
    program.wait().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_cannot_be_lent_is_refused_in_words() {
    let (stage, place) = stage_with_file("");
    let folder = stage.results().join("folder");
    std::fs::create_dir(&folder).unwrap_or_else(|error| panic!("{error}"));
    let ran = score(&stage, &folder, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("V0818") && ran.stderr.contains("this is not a file"), "{}", ran.stderr);
    // Somebody else made the folder that would be used, and could look into it.
    let lent = stage.results().join(".cases.db.verbond-lent");
    std::fs::create_dir(&lent).unwrap_or_else(|error| panic!("{error}"));
    std::fs::set_permissions(&lent, std::fs::Permissions::from_mode(0o777)).unwrap_or_else(|error| panic!("{error}"));
    let ran = score(&stage, &place, &[]);
    assert!(ran.code == 1 && ran.stderr.contains("V0818") && ran.stderr.contains("is in the way"), "{}", ran.stderr);
    // A run that ended hard left the file there, and somebody made another meanwhile: neither is lost.
    std::fs::set_permissions(&lent, std::fs::Permissions::from_mode(0o700)).unwrap_or_else(|error| panic!("{error}"));
    write(&lent.join("cases.db"), "older\n", 0o600);
    let ran = score(&stage, &place, &[]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!("V0818", diagnostic(&stage, &ran));
    assert_eq!((text(&place).as_str(), text(&lent.join("cases.db")).as_str()), ("before\n", "older\n"));
}

/// It is a right of its own: asked for in the description, trusted, and shown.
#[test]
fn a_place_has_to_be_asked_for() {
    let stage = Stage::with_source("faulty/place.c", "", "");
    let place = stage.results().join("cases.db");
    write(&place, "before\n", 0o600);
    for more in [&[][..], &["--in-process"]] {
        let ran = score(&stage, &place, more);
        assert_eq!(ran.code, 1);
        insta::assert_snapshot!("V0817", diagnostic(&stage, &ran));
        assert_eq!(text(&place), "before\n");
    }
    let manifest = stage.plugin().join("plugin.toml");
    let asks = format!("{}{PLACE}", text(&manifest));
    std::fs::write(&manifest, asks).unwrap_or_else(|error| panic!("{error}"));
    let ran = score(&stage, &place, &[]);
    assert!(ran.stderr.contains("V0808") && ran.stderr.contains("now asks for changing what is there already"), "{}", ran.stderr);
    super::trust(stage.folder.path(), "bad");
    let (plugins, trusted) = (stage.folder.path().display().to_string(), super::trust_file(stage.folder.path()));
    let told = run(&["plugin", "info", "bad", "--plugin-dir", &plugins, "--trust-file", &trusted]).stdout;
    assert!(told.contains("change the file that you give it") || told.contains("cannot confine"), "{told}");
    let ran = score(&stage, &place, &[]);
    assert_eq!((ran.code, text(&place).as_str()), (0, "before\nhalf\nwhole\n"), "{}", ran.stderr);
}
