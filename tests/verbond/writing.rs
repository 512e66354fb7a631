//! What is written: nothing is lost without a word, and nothing is written over by chance.

use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;
use verbond::output::{Destination, OutputError, Readers, Replace};

use crate::program::{Ran, command, folder, put, ran, run, run_with_input};

pub const ANSWERS: &str = "tests/data/alliance-monitor.csv";
const MEASURE: &str = "instruments/alliance-monitor/0.3.0.instrument";
pub const WAI: &str = "case,occasion,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12\nc1,1,4,4,4,4,4,4,4,4,4,4,4,4\n";

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn inside(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

/// A store with the simulated cases in it.
fn store(folder: &TempDir) -> String {
    let store = inside(folder, "site.sqlite");
    let taken = run(&["store", "--store", &store, "import", "alliance-monitor", ANSWERS]);
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    store
}

#[test]
fn a_full_device_ends_every_command_that_prints_with_3() {
    let folder = folder();
    let (store, answers) = (store(&folder), put(&folder, "wai.csv", WAI));
    let csv = format!("csv={}", inside(&folder, "s.csv"));
    let (new, old) = (inside(&folder, "new.instrument"), inside(&folder, "m.csv"));
    let sheet = "case,occasion,informant,date,language\n";
    std::fs::write(&old, sheet).unwrap_or_else(|error| panic!("{error}"));
    let commands: Vec<Vec<&str>> = vec![
        vec!["show", "wai-sr"],
        vec!["show", "wai-sr", "--format", "json"],
        vec!["check", MEASURE],
        vec!["check", MEASURE, "--format", "json"],
        vec!["check", "tests/data/broken.instrument"],
        vec!["test", MEASURE],
        vec!["test", MEASURE, "--format", "json"],
        vec!["list"],
        vec!["list", "--format", "json"],
        vec!["list", "--backends"],
        vec!["list", "--backends", "--format", "json"],
        vec!["explain"],
        vec!["explain", "V0201"],
        vec!["diff", "alliance-monitor@0.2.0", "alliance-monitor@0.3.0"],
        vec!["diff", "alliance-monitor@0.2.0", "alliance-monitor@0.3.0", "--format", "json"],
        vec!["score", "wai-sr", &answers],
        vec!["score", "wai-sr", &answers, "--to", "json"],
        vec!["score", "wai-sr", &answers, "--to", "html"],
        vec!["score", "wai-sr", &answers, "--to", &csv, "--force"],
        vec!["score", "wai-sr", &answers, "--to", &csv, "--force", "--format", "json"],
        vec!["follow", "alliance-monitor", ANSWERS, "--norms", "demo"],
        vec!["follow", "alliance-monitor", ANSWERS, "--format", "json"],
        vec!["team", "alliance-monitor", ANSWERS],
        vec!["team", "alliance-monitor", ANSWERS, "--format", "json"],
        vec!["team", "alliance-monitor", ANSWERS, "--to", "csv"],
        vec!["analyse", "wai-sr", &answers],
        vec!["analyse", "wai-sr", &answers, "--format", "json"],
        vec!["export", "--list"],
        vec!["export", "wai-sr", "--to", "r"],
        vec!["compile", "wai-sr", "--to", "sql"],
        vec!["print", "alliance-monitor", "--language", "nl-NL"],
        vec!["migrate", ANSWERS, "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0"],
        vec!["translate", "status"],
        vec!["translate", "status", "--format", "json"],
        vec!["phrases"],
        vec!["phrases", "--format", "json"],
        vec!["phrases", "nl"],
        vec!["plugin", "list"],
        vec!["plugin", "list", "--format", "json"],
        vec!["plugin", "path"],
        vec!["completions", "bash"],
        vec!["man"],
        vec!["fmt", "-"],
        vec!["new", "ours", "--force", "--output", &new],
        vec!["store", "--store", &store, "case", "S001"],
        vec!["store", "--store", &store, "stats"],
        vec!["store", "--store", &store, "stats", "--format", "json"],
        vec!["store", "--store", &store, "audit"],
        vec!["store", "--store", &store, "audit", "--format", "json"],
        vec!["store", "--store", &store, "erase", "S001"],
        vec!["store", "--store", &store, "purge", "--older-than", "100"],
        vec!["store", "--store", &store, "export", "alliance-monitor"],
        vec!["--help"],
        vec!["--version"],
    ];
    for arguments in commands {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap_or_else(|error| panic!("{error}"));
        let input = std::fs::File::open(MEASURE).unwrap_or_else(|error| panic!("{error}"));
        // `new` asks, and an empty line takes what is usual.
        let lines = std::fs::File::open(put(&folder, "lines", &"\n".repeat(40))).unwrap_or_else(|error| panic!("{error}"));
        let stdin = match arguments[0] {
            "fmt" => Stdio::from(input),
            "new" => Stdio::from(lines),
            _ => Stdio::null(),
        };
        let output = command().args(&arguments).stdin(stdin).stdout(full).output().unwrap_or_else(|error| panic!("{error}"));
        let ran = ran(output);
        assert_eq!(ran.code, 3, "{arguments:?}\n{}", ran.stderr);
        assert!(ran.stderr.contains("No space left on device"), "{arguments:?}\n{}", ran.stderr);
    }
}

#[test]
fn a_full_device_ends_every_command_that_writes_a_file_with_3() {
    let folder = folder();
    let (store, answers) = (store(&folder), put(&folder, "wai.csv", WAI));
    let commands: Vec<Vec<&str>> = vec![
        vec!["score", "wai-sr", &answers, "--to", "csv=/dev/full"],
        vec!["score", "wai-sr", &answers, "--to", "html=/dev/full"],
        vec!["follow", "alliance-monitor", ANSWERS, "--output", "/dev/full"],
        vec!["team", "alliance-monitor", ANSWERS, "--output", "/dev/full"],
        vec!["team", "alliance-monitor", ANSWERS, "--to", "csv=/dev/full"],
        vec!["analyse", "wai-sr", &answers, "--to", "html=/dev/full"],
        vec!["analyse", "alliance-monitor", ANSWERS, "--write-norms", "/dev/full"],
        vec!["export", "wai-sr", "--to", "r=/dev/full"],
        vec!["compile", "wai-sr", "--to", "sql", "--output", "/dev/full"],
        vec!["print", "alliance-monitor", "--language", "nl-NL", "--output", "/dev/full"],
        vec!["migrate", ANSWERS, "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0", "--output", "/dev/full"],
        vec!["store", "--store", &store, "export", "alliance-monitor", "--output", "/dev/full"],
    ];
    for arguments in commands {
        let ran = run(&arguments);
        assert_eq!(ran.code, 3, "{arguments:?}\n{}", ran.stderr);
        assert!(ran.stderr.contains("/dev/full: No space left on device"), "{arguments:?}\n{}", ran.stderr);
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn what_a_system_failed_at_is_an_object_for_machines() {
    let folder = folder();
    let answers = put(&folder, "wai.csv", WAI);
    let ran = run(&["score", "wai-sr", &answers, "--to", "csv=/dev/full", "--format", "json", "--quiet"]);
    let line = ran.stderr.lines().find(|line| line.starts_with('{')).unwrap_or_else(|| panic!("{}", ran.stderr));
    let told: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(told["severity"], "error");
    assert!(told["message"].as_str().is_some_and(|message| message.starts_with("/dev/full: No space")), "{line}");
    assert!(told["causes"].is_array(), "{line}");
}

/// Files that a command reads, and the same command told to write over one of them.
fn over_inputs(folder: &TempDir) -> Vec<(String, Vec<String>)> {
    let answers = || read(ANSWERS);
    let given = |name: &str| put(folder, name, &answers());
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let measure = inside(folder, "k.instrument");
    std::fs::copy(MEASURE, &measure).unwrap_or_else(|error| panic!("{error}"));
    let a = given("a.csv");
    let (one, two) = (put(folder, "one.csv", ""), put(folder, "two.csv", ""));
    std::fs::write(&one, FIRST).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(&two, FIRST).unwrap_or_else(|error| panic!("{error}"));
    let config = put(folder, "site.toml", "[answers]\nmissing = [\"NA\"]\n");
    let csv = format!("csv={a}");
    vec![
        (a.clone(), words(&["score", "alliance-monitor", &a, "--to", &csv])),
        (a.clone(), words(&["score", "alliance-monitor", &a, "--to", "json", "--on-bad", "skip", "--rejects", &a])),
        (a.clone(), words(&["follow", "alliance-monitor", &a, "--output", &a])),
        (a.clone(), words(&["team", "alliance-monitor", &a, "--output", &a])),
        (a.clone(), words(&["team", "alliance-monitor", &a, "--to", &csv])),
        (a.clone(), words(&["analyse", "alliance-monitor", &a, "--to", &format!("html={a}")])),
        (a.clone(), words(&["analyse", "alliance-monitor", &a, "--write-norms", &a])),
        (
            a.clone(),
            words(&["migrate", &a, "--from", "alliance-monitor@0.2.0", "--to", "alliance-monitor@0.3.0", "--output", &a]),
        ),
        (measure.clone(), words(&["print", &measure, "--output", &measure])),
        (measure.clone(), words(&["export", &measure, "--to", &format!("r={measure}")])),
        (measure.clone(), words(&["compile", &measure, "--to", "r", "--output", &measure])),
        (measure.clone(), words(&["score", &measure, &a, "--to", &format!("csv={measure}")])),
        (config.clone(), words(&["score", "alliance-monitor", &a, "--config", &config, "--to", &format!("csv={config}")])),
        (one.clone(), words(&["enter", "alliance-monitor", "--compare", &one, &two, "--output", &one])),
    ]
}

/// A sheet as `enter` writes it; only that it is read matters here.
const FIRST: &str = "case,occasion,informant,date,language\n";

#[test]
fn no_command_writes_over_what_it_reads_even_when_forced() {
    for link in ["", "symlink", "hard"] {
        let folder = folder();
        for (input, mut arguments) in over_inputs(&folder) {
            let before = read(&input);
            if !link.is_empty() {
                let other = format!("{input}.link");
                let _ = std::fs::remove_file(&other);
                let made =
                    if link == "hard" { std::fs::hard_link(&input, &other) } else { std::os::unix::fs::symlink(&input, &other) };
                made.unwrap_or_else(|error| panic!("{error}"));
                // The last word says where it goes.
                let last = arguments.pop().unwrap_or_default();
                arguments.push(last.replace(&input, &other));
            }
            arguments.push("--force".to_owned());
            let ran = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(ran.code, 2, "{link} {arguments:?}\n{}", ran.stderr);
            assert!(ran.stderr.contains("error[V0816]"), "{link} {arguments:?}\n{}", ran.stderr);
            assert_eq!(read(&input), before, "{arguments:?}");
        }
    }
}

#[test]
fn the_standard_input_is_not_written_over_either() {
    let folder = folder();
    let answers = put(&folder, "wai.csv", WAI);
    let input = std::fs::File::open(&answers).unwrap_or_else(|error| panic!("{error}"));
    let to = format!("csv={answers}");
    let ran = ran(command().args(["score", "wai-sr", "-", "--force", "--to", &to]).stdin(input).output().unwrap());
    assert_eq!((ran.code, read(&answers).as_str()), (2, WAI), "{}", ran.stderr);
}

#[test]
fn a_store_is_never_written_over_whoever_made_it() {
    let folder = folder();
    let (store, answers) = (store(&folder), put(&folder, "wai.csv", WAI));
    let other = inside(&folder, "other.sqlite");
    std::fs::copy(&store, &other).unwrap_or_else(|error| panic!("{error}"));
    let before = std::fs::read(&other).unwrap_or_default();
    for place in [&other, &format!("{other}-wal"), &store] {
        for arguments in [
            vec!["store", "--store", &store, "export", "alliance-monitor", "--output", place],
            vec!["store", "--store", &store, "backup", place],
            vec!["score", "wai-sr", &answers, "--to", &format!("csv={place}")],
            vec!["print", "alliance-monitor", "--language", "nl-NL", "--output", place],
        ] {
            let ran = run(&[&arguments[..], &["--force"]].concat());
            assert_eq!(ran.code, 2, "{arguments:?}\n{}", ran.stderr);
            assert!(ran.stderr.contains("error[V0816]"), "{arguments:?}\n{}", ran.stderr);
        }
    }
    assert_eq!(std::fs::read(&other).unwrap_or_default(), before);
    assert!(!Path::new(&format!("{other}-wal")).exists());
    assert_eq!(run(&["store", "--store", &store, "audit"]).code, 0);
}

#[test]
fn a_store_that_is_open_is_known_as_one() {
    let folder = folder();
    let path = inside(&folder, "new.sqlite");
    let held = verbond::store::Store::open(Path::new(&path)).unwrap_or_else(|error| panic!("{error}"));
    assert!(verbond::files::is_store(Path::new(&path)));
    drop(held);
    let database = inside(&folder, "database.sqlite");
    let made = rusqlite::Connection::open(&database).and_then(|connection| connection.execute_batch("create table t (a)"));
    made.unwrap_or_else(|error| panic!("{error}"));
    assert!(!verbond::files::is_store(Path::new(&database)));
    assert!(!verbond::files::is_store(Path::new(ANSWERS)));
}

#[test]
fn a_file_that_exists_is_replaced_where_the_user_says_so() {
    let folder = folder();
    let answers = put(&folder, "wai.csv", WAI);
    let there = put(&folder, "there", "mine\n");
    let csv = format!("csv={there}");
    let commands: Vec<Vec<&str>> = vec![
        vec!["score", "wai-sr", &answers, "--to", &csv],
        vec!["score", "wai-sr", &answers, "--on-bad", "skip", "--rejects", &there],
        vec!["follow", "alliance-monitor", ANSWERS, "--output", &there],
        vec!["team", "alliance-monitor", ANSWERS, "--to", &csv],
        vec!["print", "alliance-monitor", "--language", "nl-NL", "--output", &there],
        vec!["export", "wai-sr", "--to", "r", "--to", "python=there"],
        vec!["compile", "wai-sr", "--to", "sql", "--output", &there],
        vec!["new", "ours", "--output", &there],
    ];
    for arguments in &commands {
        let arguments: Vec<String> = arguments.iter().map(|word| word.replace("=there", &format!("={there}"))).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ran = run_with_input(&arguments, "");
        assert_eq!(ran.code, 2, "{arguments:?}\n{}", ran.stderr);
        assert!(ran.stderr.contains("error[V0815]") && ran.stderr.contains("--force"), "{arguments:?}\n{}", ran.stderr);
        assert_eq!(read(&there), "mine\n");
    }
    let shown = |ran: &Ran| ran.stderr.replace(&folder.path().display().to_string(), "FOLDER");
    insta::assert_snapshot!("V0815", shown(&run(&["score", "wai-sr", &answers, "--to", &csv])));
    insta::assert_snapshot!("V0816", shown(&run(&["score", "wai-sr", &answers, "--to", &format!("csv={answers}")])));
    let link = inside(&folder, "link");
    std::os::unix::fs::symlink(&there, &link).unwrap_or_else(|error| panic!("{error}"));
    let forced = run(&["score", "wai-sr", &answers, "--to", &format!("csv={link}"), "--force"]);
    assert_eq!(forced.code, 0, "{}", forced.stderr);
    assert!(read(&there).starts_with("case,occasion,"), "the file that the link leads to is written");
    assert!(std::fs::symlink_metadata(&link).is_ok_and(|there| there.is_symlink()), "the link stays");
}

#[test]
fn a_link_to_nothing_makes_the_file_that_it_names() {
    let folder = folder();
    let (answers, target, link) = (put(&folder, "wai.csv", WAI), inside(&folder, "target.csv"), inside(&folder, "link.csv"));
    std::os::unix::fs::symlink("target.csv", &link).unwrap_or_else(|error| panic!("{error}"));
    let ran = run(&["score", "wai-sr", &answers, "--to", &format!("csv={link}")]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(read(&target).starts_with("case,"));
    assert!(std::fs::symlink_metadata(&link).is_ok_and(|there| there.is_symlink()));
}

#[test]
fn settings_say_once_that_an_output_is_replaced() {
    let folder = folder();
    let (answers, there) = (put(&folder, "wai.csv", WAI), put(&folder, "s.csv", "last week\n"));
    let settings =
        |replace: bool| format!("[[output]]\nbackend = \"csv\"\npath = {there:?}\nreplace = {replace}\n", there = there);
    let config = put(&folder, "site.toml", &settings(false));
    assert_eq!(run(&["score", "wai-sr", &answers, "--config", &config]).code, 2);
    assert_eq!(read(&there), "last week\n");
    let config = put(&folder, "site.toml", &settings(true));
    let ran = run(&["score", "wai-sr", &answers, "--config", &config]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(read(&there).starts_with("case,"));
}

#[test]
fn what_is_no_regular_file_is_written_into() {
    let folder = folder();
    let (answers, pipe) = (put(&folder, "wai.csv", WAI), inside(&folder, "pipe"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
    let reading = pipe.clone();
    let reader = std::thread::spawn(move || read(&reading));
    let ran = run(&["score", "wai-sr", &answers, "--to", &format!("csv={pipe}"), "--quiet"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let got = reader.join().unwrap_or_default();
    assert!(got.starts_with("case,occasion,"), "{got}");
    for place in ["csv=/dev/null", "html=/dev/null"] {
        let ran = run(&["score", "wai-sr", &answers, "--to", place, "--quiet"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
    }
    use std::os::unix::fs::FileTypeExt;
    let kind = |path: &str| std::fs::metadata(path).unwrap_or_else(|error| panic!("{error}")).file_type();
    assert!(kind("/dev/null").is_char_device() && kind(&pipe).is_fifo());
    let ran = run(&["score", "wai-sr", &answers, "--to", "csv=/dev/stdout", "--quiet"]);
    assert!(ran.stdout.starts_with("case,occasion,"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_file_that_somebody_makes_meanwhile_stays() {
    let folder = folder();
    let path = folder.path().join("out.csv");
    let destination = Destination::file(&path, Replace::Never, Readers::Usual).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(&path, "theirs").unwrap_or_else(|error| panic!("{error}"));
    let refused = destination.publish();
    assert!(matches!(&refused, Err(OutputError::Refused { code, .. }) if code.name == "V0815"), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), "theirs");
}

/// The program in a folder of its own.
fn run_in(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut program = command();
    let measures = format!("{}/instruments", env!("CARGO_MANIFEST_DIR"));
    program.current_dir(folder).args(arguments).args(["--instruments", &measures]).envs(variables.iter().copied());
    ran(program.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn settings_that_merely_lie_here_write_load_and_keep_nothing() {
    let outer = folder();
    let here = outer.path().join("here");
    std::fs::create_dir(&here).unwrap_or_else(|error| panic!("{error}"));
    let settings = "[answers]\nmissing = [\"99\"]\n[[output]]\nbackend = \"csv\"\npath = \"../x\"\n[store]\nfile = \"trap.sqlite\"\n\
                    [plugins]\nfolders = [\"evil\"]\n";
    std::fs::write(here.join("verbond.toml"), settings).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(here.join("a.csv"), WAI.replace("c1,1,4", "c1,1,99")).unwrap_or_else(|error| panic!("{error}"));
    let score = ["score", "wai-sr", "a.csv", "--quiet"];
    let ran = run_in(&here, &score, &[]);
    assert_eq!(ran.code, 0, "what says how answers are written is read: {}", ran.stderr);
    assert!(ran.stdout.starts_with("case,"), "{}", ran.stdout);
    assert!(!outer.path().join("x").exists());
    let note = "note: `[answers]` of ./verbond.toml is followed, for the file lies here\nnote: `[[output]]`, `[plugins]`, `[store]` of ./verbond.toml are not followed, for nobody named the file: say \
                `--config verbond.toml`";
    assert_eq!(ran.stderr.trim(), note);
    assert!(!run_in(&here, &["plugin", "path"], &[]).stdout.contains("evil"));
    let stats = run_in(&here, &["store", "stats"], &[]);
    assert!(stats.code == 2 && stats.stderr.contains("there is no store verbond.sqlite"), "{}", stats.stderr);
    // Who names the file has it followed, and so each folder that it names has to be there.
    std::fs::create_dir(here.join("evil")).unwrap_or_else(|error| panic!("{error}"));
    let named = run_in(&here, &[&score[..], &["--config", "verbond.toml"]].concat(), &[]);
    assert_eq!((named.code, named.stderr.as_str()), (0, ""), "{}", named.stderr);
    assert!(here.join("../x").is_file(), "an output goes where the program was started from");
    std::fs::remove_file(outer.path().join("x")).unwrap_or_else(|error| panic!("{error}"));
    let named = run_in(&here, &score, &[("VERBOND_CONFIG", "verbond.toml")]);
    assert!(named.code == 0 && outer.path().join("x").is_file(), "{}", named.stderr);
}

#[test]
fn the_users_own_settings_are_followed() {
    let outer = folder();
    let (own, here) = (outer.path().join("config/verbond"), outer.path().join("here"));
    std::fs::create_dir_all(&own).and_then(|()| std::fs::create_dir(&here)).unwrap_or_else(|error| panic!("{error}"));
    let output = outer.path().join("scores.csv");
    let settings = format!("[[output]]\nbackend = \"csv\"\npath = {output:?}\n");
    std::fs::write(own.join("verbond.toml"), settings).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(here.join("a.csv"), WAI).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(here.join("verbond.toml"), "[answers]\nmissing = [\"99\"]\n").unwrap_or_else(|error| panic!("{error}"));
    let home = outer.path().join("config").display().to_string();
    let ran = run_in(&here, &["score", "wai-sr", "a.csv", "--quiet"], &[("XDG_CONFIG_HOME", &home)]);
    let note = "note: `[answers]` of ./verbond.toml is followed, for the file lies here\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (0, note), "{}", ran.stderr);
    assert!(output.is_file());
}

#[test]
fn the_norms_of_an_analysis_are_written_by_their_own_option() {
    let folder = folder();
    let answers = put(&folder, "a.csv", &read(ANSWERS));
    let ran = run(&["analyse", "alliance-monitor", &answers, "--norms", &answers]);
    assert!(ran.code == 2 && ran.stderr.contains("--write-norms"), "{}", ran.stderr);
    assert_eq!(read(&answers), read(ANSWERS));
}

/// Commands read and write through one door each, so that none forgets what it may not write over.
#[test]
fn commands_open_no_files_themselves() {
    let mut looked_at = 0;
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            // The door itself.
            if entry.path().ends_with("cli/writing.rs") {
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            for forbidden in
                ["fs::read(", "fs::read_to_string(", "File::open(", "File::create(", "fs::copy(", "println!(\"", "print!(\""]
            {
                let is_there = text.lines().any(|line| line.contains(forbidden) && !line.contains("eprint") && !is_listed(line));
                assert!(!is_there, "{} uses {forbidden}", entry.path().display());
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 30, "only {looked_at} files were looked at");
}

/// Looks for a word in the files of a library, and takes none of them in.
fn is_listed(line: &str) -> bool {
    line.contains("memmem::find")
}

/// A shell opens the file before the program begins, so that no name tells it.
#[cfg(unix)]
#[test]
fn the_standard_output_goes_into_nothing_that_is_read() {
    let folder = folder();
    let measure = put(&folder, "m.instrument", &crate::example::with(""));
    let answers = put(&folder, "a.csv", "case,informant,a,b,c,d\nc1,client,1,1,1,1\n");
    let store = folder.path().join("s.sqlite").display().to_string();
    assert_eq!(run(&["store", "--store", &store, "import", &measure, &answers]).code, 0);
    for (arguments, into) in [
        (vec!["score", &measure, &answers, "--quiet"], &answers),
        (vec!["follow", &measure, &answers], &answers),
        (vec!["show", &measure, "--format", "json"], &measure),
        (vec!["compile", &measure, "--to", "r"], &measure),
        (vec!["store", "--store", &store, "export", &measure], &store),
        (vec!["store", "--store", &store, "case", "c1"], &store),
    ] {
        let before = std::fs::read(into).unwrap();
        let out = std::fs::File::options().append(true).open(into).unwrap();
        let ran = ran(command().args(&arguments).stdout(out).output().unwrap());
        assert!(ran.code == 2 && ran.stderr.contains("V0816"), "{arguments:?}: {} {}", ran.code, ran.stderr);
        // A store logs that it was asked.
        assert!(into == &store || std::fs::read(into).unwrap() == before, "{arguments:?} wrote into {into}");
        assert_eq!(run(&["store", "--store", &store, "stats"]).code, 0, "{arguments:?}");
    }
    // Any other file is fine.
    let other = std::fs::File::create(folder.path().join("out.csv")).unwrap();
    assert!(command().args(["score", &measure, &answers, "--quiet"]).stdout(other).status().unwrap().success());
}
