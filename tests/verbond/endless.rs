//! Whatever is held in memory whole is read up to a bound: a device without an end and a pipe that nobody writes into
//! end in a sentence, whoever reads them.

#![cfg(unix)]

use std::process::{Command, Stdio};

use crate::program::{Ran, folder, put, ran};

const ANSWERS: &str = "tests/data/alliance-monitor.csv";

/// The program with 2 GiB of memory and a minute: who waits or reads for ever is ended, with another exit code.
fn bounded(arguments: &[&str]) -> Ran {
    let program = env!("CARGO_BIN_EXE_verbond");
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -v 2097152; exec timeout 60 \"$@\"", "sh", program]).args(arguments);
    shell.current_dir(env!("CARGO_MANIFEST_DIR")).env("HOME", "/nonexistent").env("NO_COLOR", "1").stdin(Stdio::null());
    shell.env_remove("VERBOND_CONFIG");
    ran(shell.output().unwrap_or_else(|error| panic!("{error}")))
}

#[test]
fn who_reads_a_file_whole_ends_in_a_sentence_at_a_device_or_an_idle_pipe() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (pipe, store) = (at("pipe"), at("s.sqlite"));
    assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
    assert_eq!(bounded(&["store", "--store", &store, "import", "alliance-monitor", ANSWERS]).code, 0);
    let form = at("form");
    let (zero, idle) = ("/dev/zero", pipe.as_str());
    let settings =
        |name: &str, key: &str| put(&folder, name, &format!("[store]\nfile = \"s.sqlite\"\nkey-file = {key:?}\n", key = key));
    let with_key = [settings("zero.toml", zero), settings("idle.toml", idle)];
    let source = put(&folder, "m.translation", "verbond 1\n\ntranslation alliance-monitor 0.3 nl {\n}\n");
    for (file, key, sentence) in [(zero, &with_key[0], "are allowed"), (idle, &with_key[1], "nobody writes into")] {
        let callers: &[(&str, Vec<&str>)] = &[
            ("settings", vec!["list", "--config", file]),
            ("a key", vec!["store", "--config", key, "stats"]),
            ("a key to encrypt with", vec!["store", "--store", &store, "encrypt", "--key-file", file]),
            ("the first of two files", vec!["enter", "alliance-monitor", "--compare", file, ANSWERS]),
            ("the second of two files", vec!["enter", "alliance-monitor", "--compare", ANSWERS, file]),
            ("answers for a store", vec!["store", "--store", &store, "import", "alliance-monitor", file]),
            ("a measure", vec!["check", file]),
        ];
        for (what, arguments) in callers {
            let ran = bounded(arguments);
            let said = format!("{}{}", ran.stdout, ran.stderr);
            assert!([1, 2].contains(&ran.code), "{what}: {arguments:?} ends with {}: {said}", ran.code);
            assert!(said.contains(sentence), "{what}: {arguments:?}: {said}");
        }
    }
    // Forms and translators' files have bounds of their own.
    for file in [zero, idle] {
        let returned = at("back.po");
        std::os::unix::fs::symlink(file, &returned).unwrap_or_else(|error| panic!("{error}"));
        let ran = bounded(&["translate", "receive", &source, &returned]);
        assert!([1, 2].contains(&ran.code), "{file}: {}{}", ran.stdout, ran.stderr);
        let ran = bounded(&["import", file, "--from", "fhir", "--output", &form]);
        assert!([1, 2].contains(&ran.code), "{file}: {}{}", ran.stdout, ran.stderr);
        std::fs::remove_file(&returned).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// What was answered and is kept beside a file of answers, where it is none.
#[test]
fn what_was_kept_of_an_administration_is_no_device() {
    let folder = folder();
    let answers = folder.path().join("answers.csv").display().to_string();
    let kept = folder.path().join("answers.csv.c1-1-client.unfinished");
    std::os::unix::fs::symlink("/dev/zero", &kept).unwrap_or_else(|error| panic!("{error}"));
    let ran = bounded(&["ask", "alliance-monitor", "--case", "c1", "--output", &answers, "--plain"]);
    assert_eq!(ran.code, 2, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("[V0109]") && ran.stderr.contains("are allowed"), "{}", ran.stderr);
}

/// A shell hands `<(…)` over as a pipe that somebody writes into; that is a file like any other.
#[test]
fn what_a_shell_hands_over_in_place_of_a_file_is_read() {
    let program = env!("CARGO_BIN_EXE_verbond");
    let mut shell = Command::new("bash");
    shell.args(["-c", "\"$1\" list --config <(sleep 1; echo '[store]'; echo 'keep-days = many')", "bash", program]);
    shell.current_dir(env!("CARGO_MANIFEST_DIR")).env("HOME", "/nonexistent").env("NO_COLOR", "1").stdin(Stdio::null());
    let ran = ran(shell.output().unwrap_or_else(|error| panic!("{error}")));
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("keep-days"), "{}", ran.stderr);
}
