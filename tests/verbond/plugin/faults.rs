//! Backends that break their word: whatever one does, the other outputs of the run are whole, and the user is told who,
//! where and why.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use super::{compiled, library_name, trust, trust_file};
use crate::program::{Ran, folder};

const MANIFEST: &str = "name = \"bad\"\nversion = \"1\"\nabi = 1\nlibrary = \"bad\"\nlicence = \"MIT\"\nauthor = \"Nobody\"\n";

/// A run with a CSV output and one bad backend.
pub(super) struct Story {
    pub ran: Ran,
    /// What is left where the outputs go.
    pub left: Vec<String>,
    took: Duration,
}

/// A folder with the plugin `bad`, which is trusted, and another for results.
pub(super) struct Stage {
    pub folder: tempfile::TempDir,
}

impl Stage {
    /// With a backend in C that does one thing wrong, which is chosen by definitions.
    pub fn with_fault(definitions: &str) -> Self {
        Self::with_source("faulty/faulty.c", definitions, "")
    }

    /// With a backend in C of `tests/data`, definitions before it (`NAME` or `NAME=VALUE`), and more lines of its
    /// description.
    pub fn with_source(file: &str, definitions: &str, manifest: &str) -> Self {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file));
        let text = text.unwrap_or_else(|error| panic!("{file}: {error}"));
        let stage = Self { folder: folder() };
        let source = stage.folder.path().join("source.c");
        let elsewhere = stage.elsewhere().display().to_string();
        let defines: String =
            definitions.split_whitespace().map(|name| format!("#define {}\n", name.replacen('=', " ", 1))).collect();
        let text = format!("#define _GNU_SOURCE\n#define ELSEWHERE \"{elsewhere}\"\n{defines}{text}");
        std::fs::write(&source, text).unwrap_or_else(|error| panic!("{error}"));
        compiled(stage.folder.path(), "bad", &source, &format!("{MANIFEST}{manifest}"));
        stage.trusted()
    }

    /// A file that the plugin has nothing to do with.
    pub fn elsewhere(&self) -> PathBuf {
        self.folder.path().join("elsewhere")
    }

    /// The folder of the plugin.
    pub fn plugin(&self) -> PathBuf {
        self.folder.path().join("bad")
    }

    /// With a library that something else makes.
    pub fn with_library(make: impl FnOnce(&Path)) -> Self {
        let stage = Self { folder: folder() };
        let place = stage.folder.path().join("bad");
        std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(place.join("plugin.toml"), format!("{MANIFEST}environment = [\"PANICS_IN\"]\n"))
            .unwrap_or_else(|error| panic!("{error}"));
        make(&place.join(library_name("bad")));
        stage.trusted()
    }

    fn trusted(self) -> Self {
        trust(self.folder.path(), "bad");
        std::fs::create_dir(self.results()).unwrap_or_else(|error| panic!("{error}"));
        self
    }

    pub fn results(&self) -> PathBuf {
        self.folder.path().join("results")
    }

    pub fn run(&self, more: &[&str]) -> Story {
        self.run_with(more, &[])
    }

    pub fn run_with(&self, more: &[&str], environment: &[(&str, &str)]) -> Story {
        let results = self.results();
        let mut command = self.command(&results.join("x"));
        command.arg("--force").args(more).envs(environment.iter().copied());
        let begun = Instant::now();
        let ran = crate::program::ran(command.output().unwrap_or_else(|error| panic!("{error}")));
        let took = begun.elapsed();
        let line_count = |path: PathBuf| std::fs::read_to_string(path).unwrap_or_default().lines().count();
        let mut left: Vec<String> = std::fs::read_dir(&results)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| format!("{}: {} lines", entry.file_name().to_string_lossy(), line_count(entry.path())))
            .collect();
        left.sort();
        Story { ran, left, took }
    }
}

impl Stage {
    /// The program with a CSV output, and one of the plugin at a path.
    pub fn command(&self, place: &Path) -> Command {
        let (bad, csv) = (format!("bad={}", place.display()), format!("csv={}", self.results().join("s.csv").display()));
        let (plugins, trusted) = (self.folder.path().display().to_string(), trust_file(self.folder.path()));
        let mut command = crate::program::command();
        command.args(["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--plugin-dir", &plugins]);
        command.args(["--trust-file", &trusted, "--to", &bad, "--to", &csv]);
        command
    }
}

impl Story {
    /// It failed with a code, words and a step, and what should be left is.
    fn tells(&self, what: &str, code: &str, words: &str, left: &[&str]) {
        let said = &self.ran.stderr;
        assert!(self.ran.code == 1 && said.contains(code) && said.contains(words), "{what}: exit code {}\n{said}", self.ran.code);
        assert!(said.contains("`bad`") || said.contains("bad/"), "{what} does not name the plugin:\n{said}");
        assert_eq!(self.left, left, "{what}\n{said}");
        assert!(self.took < Duration::from_secs(50), "{what} took {:?}", self.took);
        assert!(said.contains("nothing of this output was kept; whole are: csv "), "{what}\n{said}");
    }
}

const KEPT: &[&str] = &["s.csv: 361 lines"];

#[test]
fn one_that_breaks_its_word_spoils_no_other() {
    let cases = [
        ("NO_TABLE", "V0804", "gives no table", KEPT),
        ("WRONG_ABI", "V0804", "built for ABI 99", KEPT),
        ("SHORT_TABLE", "V0804", "its table of functions has 16 bytes", KEPT),
        ("NO_WRITE", "V0804", "lacks `write`", KEPT),
        ("NO_ENTRY", "V0803", "verbond_backend_v1", KEPT),
        ("NO_DESCRIPTION", "V0804", "does not describe itself", KEPT),
        ("BROKEN_DESCRIPTION", "V0804", "its description cannot be read", KEPT),
        ("OTHER_NAME", "V0804", "calls itself `other`", KEPT),
        ("OPEN_FAILS", "V0805", "failed to open: no room; wrote a line of its own", KEPT),
        ("WRITE_FAILS", "V0805", "failed to write: the disk is \u{fffd} full", KEPT),
        ("FINISH_FAILS", "V0805", "failed to finish: it gave the number 7 and no words", KEPT),
        ("LEAVES_NOTHING", "V0805", "failed to finish: it left no file at its path", KEPT),
    ];
    for (fault, code, words, left) in cases {
        let stage = Stage::with_fault(fault);
        for more in [&[][..], &["--in-process"]] {
            // What cannot even begin spoils no other output either.
            stage.run(more).tells(fault, code, words, left);
            let _ = std::fs::remove_file(stage.results().join("s.csv"));
        }
    }
}

#[test]
fn one_that_brings_its_process_down_costs_no_result() {
    let faults = [
        ("CRASHES", "V0810", "signal 11"),
        ("GIVES_UP", "V0810", "signal 6"),
        ("LEAVES", "V0810", "exit code 0"),
        ("HANGS", "V0811", "gave no sign of life in"),
    ];
    for (step, place, left) in [("open", "IN_OPEN", KEPT), ("write", "IN_WRITE", KEPT), ("finish", "IN_FINISH", KEPT)] {
        for (fault, code, words) in faults {
            // A slow machine takes its time over a crash; only what hangs has to be cut short.
            let limit = if fault == "HANGS" { "4" } else { "60" };
            let story = Stage::with_fault(&format!("{fault} {place}")).run(&["--plugin-timeout", limit]);
            story.tells(&format!("{fault} in {step}"), code, words, left);
            assert!(story.ran.stderr.contains(&format!("in {step}")) || story.ran.stderr.contains(&format!("to {step}")));
            if step == "write" && matches!(fault, "GIVES_UP" | "HANGS") {
                let diagnostic = story.ran.stderr.lines().skip_while(|line| !line.starts_with("error"));
                let diagnostic: String = diagnostic.map(|line| format!("{line}\n")).collect();
                // The path of the other output differs from run to run.
                let diagnostic = diagnostic.split("whole are: csv").next().unwrap_or_default().to_owned();
                insta::assert_snapshot!(code, diagnostic);
            }
        }
    }
}

#[test]
fn other_ways_to_go_wrong() {
    let cases = [
        ("SPINS IN_WRITE", "V0811", "gave no sign of life in write", KEPT),
        ("CLOSES_ALL IN_WRITE", "V0810", "crashed in write", KEPT),
        ("SPOILS_SCHEMA", "V0810", "crashed in open", KEPT),
        ("INTERRUPTS IN_WRITE", "V0810", "crashed in write", KEPT),
    ];
    for (fault, code, words, left) in cases {
        Stage::with_fault(fault).run(&["--plugin-timeout", "4"]).tells(fault, code, words, left);
    }
}

/// The host counts the threads of its process: 64 are enough, and more cannot take the machine.
#[cfg(target_os = "linux")]
#[test]
fn one_that_breeds_threads_is_ended() {
    let story = Stage::with_fault("THREADS=200 IN_WRITE").run(&[]);
    story.tells("THREADS", "V0810", "it began more than 64 threads, and was ended", KEPT);
    let modest = Stage::with_fault("THREADS=60 IN_WRITE").run(&[]);
    assert_eq!((modest.ran.code, modest.left.len()), (0, 2), "{}", modest.ran.stderr);
}

/// Its memory is limited, so it cannot take that of the others.
#[cfg(target_os = "linux")]
#[test]
fn one_that_hoards_memory_is_ended() {
    let story = Stage::with_fault("HOARDS IN_WRITE").run(&["--plugin-memory", "512"]);
    story.tells("HOARDS", "V0810", "used up the memory it may have (512 MiB)", KEPT);
}

/// A later boundary has a longer table; what this program knows of it is enough. Closing what is not its own does no
/// harm.
#[test]
fn what_is_no_fault_is_none() {
    for fault in ["LONG_TABLE", "CLOSES_STDIN IN_WRITE"] {
        let story = Stage::with_fault(fault).run(&[]);
        assert_eq!((story.ran.code, story.left), (0, vec!["s.csv: 361 lines".to_owned(), "x: 0 lines".to_owned()]), "{fault}");
    }
}

/// A call may take longer than it may take without a sign of life: this one takes 3 s, and gives one every 0.1 s.
#[test]
fn one_that_is_slow_but_honest_is_left_alone() {
    let stage = Stage::with_fault("SLOW IN_FINISH");
    let story = stage.run(&["--plugin-timeout", "2"]);
    assert_eq!((story.ran.code, story.left.len()), (0, 2), "{}", story.ran.stderr);
    assert!(story.took >= Duration::from_secs(3));
    let impatient = Stage::with_fault("SLOW IN_FINISH").run(&["--plugin-timeout", "2", "--in-process"]);
    assert_eq!(impatient.ran.code, 0, "nobody listens in the process itself: {}", impatient.ran.stderr);
}

/// What a plugin prints, 1 GB of it, is not taken for an answer, and does not reach the output of the program; it has
/// no input either.
#[test]
fn one_that_chatters_is_not_heard() {
    let story = Stage::with_fault("CHATTERS IN_WRITE").run(&[]);
    assert_eq!(story.ran.code, 0, "{}", story.ran.stderr);
    assert!(!story.ran.stdout.contains("aaaa") && !story.ran.stderr.contains("aaaa"));
    assert_eq!(story.left, ["s.csv: 361 lines", "x: 0 lines"]);
}

#[test]
fn a_panic_is_told_in_its_own_words() {
    let target = super::built("verbond-panicking");
    let stage = Stage::with_library(|library| {
        std::fs::copy(target.join(library_name("verbond_panicking")), library).unwrap_or_else(|error| panic!("{error}"));
    });
    let cases = [
        ("describe", "V0804", "its description cannot be read", KEPT),
        ("open", "V0805", "failed to open: the backend panicked: I panic in open", KEPT),
        ("write", "V0805", "failed to write: the backend panicked: I panic in write", KEPT),
        ("finish", "V0805", "failed to finish: the backend panicked: I panic in finish", KEPT),
        ("abandon", "V0805", "failed to write: I give up", KEPT),
    ];
    for (call, code, words, left) in cases {
        for more in [&[][..], &["--in-process"]] {
            stage.run_with(more, &[("PANICS_IN", call)]).tells(call, code, words, left);
            let _ = std::fs::remove_file(stage.results().join("s.csv"));
        }
    }
    assert_eq!(stage.run(&[]).ran.code, 0);
}

/// Nothing catches these; the end of what the process said tells why it ended.
#[test]
fn panics_and_exceptions_that_nobody_catches() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let make = |program: &str, arguments: &[&str], library: &Path| {
        let output = Command::new(program).args(arguments).arg("-o").arg(library).output();
        let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let panicking = root.join("tests/data/faulty/panicking.rs").display().to_string();
    for panic in ["panic=abort", "panic=unwind"] {
        let arguments = ["--edition", "2024", "--crate-type", "cdylib", "-C", panic, panicking.as_str()];
        let stage = Stage::with_library(|library| make("rustc", &arguments, library));
        stage.run(&[]).tells(panic, "V0810", "nobody expects this", KEPT);
    }
    if Command::new("c++").arg("--version").output().is_err() {
        eprintln!("there is no C++ compiler here, so no exception was thrown");
        return;
    }
    let (header, throwing) = (root.join("plugins/sdk/include"), root.join("tests/data/faulty/throwing.cpp"));
    let (header, throwing) = (header.display().to_string(), throwing.display().to_string());
    let arguments = ["-std=c++17", "-shared", "-fPIC", "-I", &header, &throwing];
    let stage = Stage::with_library(|library| make("c++", &arguments, library));
    stage.run(&[]).tells("exception", "V0810", "crashed in write", KEPT);
}

#[cfg(target_os = "linux")]
#[test]
fn a_library_of_another_machine_is_refused() {
    let stage = Stage::with_fault("LONG_TABLE");
    let library = stage.folder.path().join("bad").join(library_name("bad"));
    let mut bytes = std::fs::read(&library).unwrap_or_default();
    // The machine of an ELF file stands at its byte 18; 0xF3 is RISC-V.
    assert!(bytes.len() > 20);
    bytes[18] = if bytes[18] == 0xF3 { 0xB7 } else { 0xF3 };
    std::fs::write(&library, bytes).unwrap_or_else(|error| panic!("{error}"));
    trust(stage.folder.path(), "bad");
    stage.run(&[]).tells("another machine", "V0803", "the library", KEPT);
}

/// A site says of each plugin where it runs and how long it may take; but only in a file that was named.
#[test]
fn a_site_says_how_a_plugin_is_run() {
    let stage = Stage::with_fault("SLOW IN_FINISH");
    let settings = stage.folder.path().join("site.toml");
    let results = stage.results();
    let run = |plugin: &str| {
        let folder = stage.folder.path().display();
        let (bad, csv) = (results.join("x"), results.join("s.csv"));
        let text = format!(
            "[plugins]\nfolders = [\"{folder}\"]\n\n[plugin.bad]\n{plugin}\n\n[[output]]\nbackend = \"bad\"\npath = \"{}\"\n\n\
             [[output]]\nbackend = \"csv\"\npath = \"{}\"\n",
            bad.display(),
            csv.display()
        );
        std::fs::write(&settings, text).unwrap_or_else(|error| panic!("{error}"));
        let (settings, trusted) = (settings.display().to_string(), trust_file(stage.folder.path()));
        let arguments = ["--config", &settings, "--trust-file", &trusted, "--force"];
        crate::program::run(&[&["score", "alliance-monitor", "tests/data/alliance-monitor.csv"], arguments.as_slice()].concat())
    };
    for sound in ["timeout = 2", "in-process = true", "memory = 256"] {
        let ran = run(sound);
        assert_eq!(ran.code, 0, "{sound}: {}", ran.stderr);
    }
    let told = crate::program::run(&[
        "plugin",
        "info",
        "bad",
        "--config",
        &settings.display().to_string(),
        "--trust-file",
        &trust_file(stage.folder.path()),
    ]);
    assert!(told.stdout.contains("use 256 MiB of memory") || told.stdout.contains("cannot confine"), "{}", told.stdout);
    let refused = run("patience = 3");
    assert!(refused.code == 2 && refused.stderr.contains("unknown field `patience`"), "{}", refused.stderr);
}

/// Where there is no other output, there is nothing to go on with: it is told before anything is scored.
#[test]
fn one_that_is_alone_ends_the_run_at_once() {
    let stage = Stage::with_fault("OPEN_FAILS");
    let output = format!("bad={}", stage.results().join("x").display());
    let ran = super::score_with(stage.folder.path(), &[&output]);
    assert!(ran.code == 1 && ran.stderr.contains("no room") && ran.stderr.contains("nothing was written"), "{}", ran.stderr);
    assert!(!ran.stdout.contains("administrations"), "{}", ran.stdout);
}
