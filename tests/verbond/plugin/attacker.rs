//! A plugin that means harm, as strong as it could be written, leaves nothing but its output.
#![cfg(target_os = "linux")]

use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use super::faults::Stage;
use crate::program::ran;

const SECRET: &str = "what others told\n";

/// What can be seen of a file from outside.
fn look(path: &Path) -> (u32, u32, i64, i64, u64, String) {
    let found = std::fs::symlink_metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text = std::fs::read_to_string(path).unwrap_or_default();
    (found.mode(), found.uid(), found.mtime(), found.mtime_nsec(), found.nlink(), text)
}

/// Everything below a folder, with links as they are.
fn all_below(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        found.push(entry.path().display().to_string());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            all_below(&entry.path(), found);
        }
    }
}

/// What is shared with others and outlives a process.
fn shared_objects() -> Vec<String> {
    ["shm", "sem", "msg"].map(|kind| std::fs::read_to_string(format!("/proc/sysvipc/{kind}")).unwrap_or_default()).into()
}

#[test]
fn an_attacker_leaves_nothing_but_its_output() {
    let stage = Stage::with_source("attacker/attacker.c", "", "");
    std::fs::write(stage.elsewhere(), SECRET).unwrap_or_else(|error| panic!("{error}"));
    let rights = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(stage.elsewhere(), rights).unwrap_or_else(|error| panic!("{error}"));
    let (before, objects) = (look(&stage.elsewhere()), shared_objects());
    let mut folders_before = Vec::new();
    all_below(stage.folder.path(), &mut folders_before);
    let output = stage.results().join("x");
    // The shell leaves the secret open for the program, as one that was careless would.
    let program = stage.command(&output);
    let mut command = Command::new("sh");
    command.args(["-c", "exec 7< \"$0\"; exec \"$@\""]).arg(stage.elsewhere());
    command.arg(program.get_program()).args(program.get_args()).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env("HOME", "/nonexistent").env("NO_COLOR", "1").env("VERBOND_SECRET", "told nobody");
    let ran = ran(command.output().unwrap_or_else(|error| panic!("{error}")));
    if ran.stderr.contains("no Landlock") {
        eprintln!("this kernel has no Landlock, or too old a one; nothing was tried");
        return;
    }
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains('\u{1b}') && !ran.stdout.contains('\u{1b}'), "nothing it says reaches the terminal");
    // Its output tells what it could do.
    assert_eq!(std::fs::read_to_string(&output).unwrap_or_default(), "nothing\n");
    let made = std::fs::symlink_metadata(&output).unwrap_or_else(|error| panic!("{error}"));
    assert!(made.is_file() && made.mode() & 0o7133 == 0, "{:o}", made.mode());
    assert_eq!(look(&stage.elsewhere()), before);
    assert_eq!(shared_objects(), objects);
    let mut left = Vec::new();
    all_below(stage.folder.path(), &mut left);
    folders_before.extend([&output, &stage.results().join("s.csv")].map(|path| path.display().to_string()));
    folders_before.sort();
    left.sort();
    assert_eq!(left, folders_before, "nothing else is left");
    for place in ["/tmp/verbond-attacker", "/var/tmp/verbond-attacker", "/dev/shm/verbond-attacker"] {
        assert!(!Path::new(place).exists(), "{place}");
    }
    // The process that would go on and swap its file has ended before that came to its place.
    let after = look(&output);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(look(&output), after);
}

/// A variable is seen when the description names it and that was trusted; no other is.
#[test]
fn variables_are_seen_that_were_trusted() {
    let asks = "environment = [\"VERBOND_ALLOWED\"]\n";
    let stage = Stage::with_source("faulty/faulty.c", "SHOWS_ENVIRONMENT", asks);
    let given = [("VERBOND_ALLOWED", "yes"), ("VERBOND_SECRET", "no"), ("LANG", "C.UTF-8"), ("PGPASSWORD", "no")];
    let story = stage.run_with(&[], &given);
    assert_eq!(story.ran.code, 0, "{}", story.ran.stderr);
    let seen = std::fs::read_to_string(stage.results().join("x")).unwrap_or_default();
    let names: Vec<&str> = seen.lines().filter_map(|line| line.split_once('=')).map(|(name, _)| name).collect();
    assert!(names.contains(&"VERBOND_ALLOWED") && names.contains(&"LANG") && names.contains(&"TMPDIR"), "{seen}");
    let known = |name: &&str| {
        name.starts_with("LC_")
            || ["VERBOND_ALLOWED", "LANG", "LANGUAGE", "TZ", "TMPDIR", "RUST_BACKTRACE", "LD_LIBRARY_PATH"].contains(name)
    };
    let more: Vec<&&str> = names.iter().filter(|name| !known(name)).collect();
    assert!(more.is_empty(), "{more:?}");
    let place = stage.folder.path().display().to_string();
    let info = crate::program::run(&[
        "plugin",
        "info",
        "bad",
        "--plugin-dir",
        &place,
        "--trust-file",
        &super::trust_file(stage.folder.path()),
    ]);
    assert!(info.stdout.contains("see VERBOND_ALLOWED of your environment"), "{}", info.stdout);
}

/// One that may use the network reaches machines, and not the services of this one, which would start any program for
/// it.
#[test]
fn the_network_is_not_the_sockets_of_this_machine() {
    let stage = Stage::with_source("faulty/faulty.c", "CALLS_SERVICES", "network = true\n");
    let story = stage.run(&[]);
    assert_eq!(story.ran.code, 0, "{}", story.ran.stderr);
    let free = stage.run(&["--in-process"]);
    assert!(free.ran.stderr.contains("it could call a service"), "{}", free.ran.stderr);
}

/// It is not called, and private keys, which lie beside the certificates that it trusts, are not read.
#[test]
fn the_network_has_no_keys_and_no_port() {
    for (tries, could) in [("IS_CALLED", "it could be called"), ("READS_KEYS", "it could see private keys")] {
        let stage = Stage::with_source("faulty/faulty.c", tries, "network = true\n");
        let story = stage.run(&[]);
        assert_eq!(story.ran.code, 0, "{tries}: {}", story.ran.stderr);
        let free = stage.run(&["--in-process"]);
        if tries == "IS_CALLED" || Path::new("/etc/ssl/private").is_dir() {
            assert!(free.ran.stderr.contains(could), "{tries}: {}", free.ran.stderr);
        }
    }
}

/// One that goes on making files while the program is stopped leaves none: it ends first.
#[test]
fn one_that_litters_leaves_nothing_when_the_program_is_stopped() {
    let stage = Stage::with_fault("LITTERS IN_WRITE");
    let mut command = stage.command(&stage.results().join("x"));
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    let mut program = command.spawn().unwrap_or_else(|error| panic!("{error}"));
    let begun = std::time::Instant::now();
    let litter = || {
        let mut found = Vec::new();
        all_below(&stage.results(), &mut found);
        found.len()
    };
    while litter() < 500 {
        assert!(begun.elapsed().as_secs() < 60, "the plugin did not begin");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let stopped = Command::new("kill").args(["-INT", &program.id().to_string()]).status();
    assert!(stopped.is_ok_and(|status| status.success()));
    program.wait().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(litter(), 0);
}
