//! The loaded backend: built as a dynamic library, found, loaded and read back.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::program::{folder, run};

/// A folder of plugins with the Parquet backend in it, built as a stranger would build it.
fn plugins() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let target = PathBuf::from(env!("CARGO_BIN_EXE_verbond")).parent().map(Path::to_owned).unwrap_or_default();
        let mut build = Command::new(env!("CARGO"));
        build.current_dir(root).args(["build", "--package", "verbond-parquet", "--offline"]);
        if target.ends_with("release") {
            build.arg("--release");
        }
        let built = build.output().unwrap_or_else(|error| panic!("{error}"));
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let plugins = target.join("test-plugins");
        let place = plugins.join("parquet");
        std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
        let library = format!("{}verbond_parquet{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        for (from, name) in [(target.join(&library), library.as_str()), (root.join("plugins/parquet/plugin.toml"), "plugin.toml")]
        {
            std::fs::copy(&from, place.join(name)).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        }
        trust(&plugins, "parquet");
        plugins
    })
}

/// The trust file of a folder of plugins.
fn trust_file(plugins: &Path) -> String {
    plugins.join("trusted.toml").display().to_string()
}

fn trust(plugins: &Path, name: &str) {
    let folder = plugins.display().to_string();
    let ran = run(&["plugin", "trust", name, "--plugin-dir", &folder, "--trust-file", &trust_file(plugins)]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// Scores the simulated answers with the plugins of a folder.
fn score_with(plugins: &Path, outputs: &[&str]) -> crate::program::Ran {
    let (folder, trusted) = (plugins.display().to_string(), trust_file(plugins));
    let mut arguments =
        vec!["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--plugin-dir", &folder, "--trust-file", &trusted];
    arguments.extend(outputs.iter().flat_map(|output| ["--to", output]));
    run(&arguments)
}

fn score(output: &str) -> crate::program::Ran {
    score_with(plugins(), &[output])
}

#[test]
fn results_go_through_the_loaded_plugin() {
    let folder = folder();
    let path = folder.path().join("scores.parquet");
    let ran = score(&format!("parquet={}", path.display()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let bytes = std::fs::read(&path).unwrap_or_default();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1") && bytes.len() > 5_000);
    assert_eq!(std::fs::read_dir(folder.path()).into_iter().flatten().count(), 1, "nothing else is left");
}

#[test]
fn options_are_judged_before_anything_is_written() {
    let folder = folder();
    let path = folder.path().join("scores.parquet");
    let ran = score(&format!("parquet={},compresion=none", path.display()));
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("V0806") && ran.stderr.contains("did you mean `compression`?"), "{}", ran.stderr);
    let ran = score(&format!("parquet={},compression=zip", path.display()));
    assert!(
        ran.code == 1 && ran.stderr.contains("V0805") && ran.stderr.contains("there is no compression `zip`"),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read_dir(folder.path()).into_iter().flatten().count(), 0);
    let ran = score(&format!("parquet={},compression=none", path.display()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

#[test]
fn unknown_backends_are_named_with_the_nearest() {
    let ran = score("parqet=x.parquet");
    assert!(ran.code == 1 && ran.stderr.contains("V0801") && ran.stderr.contains("did you mean `parquet`?"), "{}", ran.stderr);
}

#[test]
fn what_is_no_plugin_is_refused() {
    let library = format!("{}bad{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let manifest = "name = \"bad\"\nversion = \"1\"\nabi = 1\nlibrary = \"bad\"\nlicence = \"MIT\"\nauthor = \"Nobody\"\n";
    let cases = [
        (manifest.to_owned(), "V0803"),
        (manifest.replace("abi = 1", "abi = 7"), "V0804"),
        (manifest.replace("\"bad\"\nlic", "\"../bad\"\nlic"), "V0802"),
        (manifest.replace("abi = 1\n", ""), "V0802"),
    ];
    for (manifest, code) in cases {
        let folder = folder();
        let place = folder.path().join("bad");
        std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(place.join("plugin.toml"), manifest).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(place.join(&library), "not a library").unwrap_or_else(|error| panic!("{error}"));
        let answers_are_looked_at_first =
            run(&["score", "wai-sr", "tests/data/none.csv", "--plugin-dir", "nowhere", "--to", "bad=x"]);
        assert_eq!(answers_are_looked_at_first.code, 2);
        if code != "V0802" {
            trust(folder.path(), "bad");
        }
        let ran = score_with(folder.path(), &["bad=x"]);
        assert!(ran.code == 1 && ran.stderr.contains(code), "{code}: {}", ran.stderr);
    }
}

#[test]
fn nothing_is_loaded_from_the_folder_one_is_in() {
    let folder = folder();
    let settings = format!("[plugins]\nfolders = [\"{}\"]\n", plugins().display());
    std::fs::write(folder.path().join("verbond.toml"), settings).unwrap_or_else(|error| panic!("{error}"));
    let root = env!("CARGO_MANIFEST_DIR");
    let mut command = crate::program::command();
    command.current_dir(folder.path()).args([
        "score",
        &format!("{root}/instruments/alliance-monitor"),
        &format!("{root}/tests/data/alliance-monitor.csv"),
        "--to",
        "parquet=x.parquet",
        "--trust-file",
        &trust_file(plugins()),
    ]);
    let output = command.output().unwrap_or_else(|error| panic!("{error}"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("V0801"));
    command.args(["--config", "verbond.toml"]);
    assert!(command.status().is_ok_and(|status| status.success()));
}

/// Compiles a C source of a backend into a plugin folder, with warnings as errors.
#[cfg(unix)]
fn compiled(folder: &Path, name: &str, source: &Path, manifest: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = folder.join(name);
    std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(place.join("plugin.toml"), manifest).unwrap_or_else(|error| panic!("{error}"));
    let library = place.join(format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX));
    let mut compiler = Command::new("cc");
    compiler.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC", "-I"]);
    compiler.arg(root.join("plugins/sdk/include")).arg(source).arg("-o").arg(library);
    let output = compiler.output().unwrap_or_else(|error| panic!("a C compiler: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(unix)]
#[test]
fn a_backend_in_c_is_a_backend() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("plugins/tally");
    let folder = folder();
    let manifest = std::fs::read_to_string(root.join("plugin.toml")).unwrap_or_default();
    compiled(folder.path(), "tally", &root.join("tally.c"), &manifest);
    trust(folder.path(), "tally");
    let text = folder.path().join("tally.txt");
    let output = format!("tally={}", text.display());
    let ran = score_with(folder.path(), &[&output, "csv"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let found = std::fs::read_to_string(&text).unwrap_or_default();
    // What the plugin counted is what stands in the CSV of the same run.
    let mut lines = ran.stdout.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let mut expected = format!("{} rows\n", rows.len());
    for name in ["clarity", "reliability", "trust", "hearing", "together", "total", "strain"] {
        let at = head.iter().position(|known| *known == name).unwrap_or_else(|| panic!("{name}"));
        let values: Vec<f64> = rows.iter().filter_map(|row| row[at].parse().ok()).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        expected.push_str(&format!("{name}: {} there, {} missing, mean {mean:.4}\n", values.len(), rows.len() - values.len()));
    }
    assert_eq!(found, expected);
}

/// Scores with a CSV output and a backend in C that does one thing wrong, which is chosen by definitions.
#[cfg(unix)]
fn score_with_fault(definitions: &str, more: &[&str]) -> (crate::program::Ran, Vec<String>, std::time::Duration) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/faulty.c");
    let text = std::fs::read_to_string(&source).unwrap_or_default();
    let manifest = "name = \"bad\"\nversion = \"1\"\nabi = 1\nlibrary = \"bad\"\nlicence = \"MIT\"\nauthor = \"Nobody\"\n";
    let folder = folder();
    let faulty = folder.path().join("faulty.c");
    let defines: String = definitions.split(' ').map(|name| format!("#define {name}\n")).collect();
    std::fs::write(&faulty, format!("#define _DEFAULT_SOURCE\n{defines}{text}")).unwrap_or_else(|error| panic!("{error}"));
    compiled(folder.path(), "bad", &faulty, manifest);
    trust(folder.path(), "bad");
    let results = folder.path().join("results");
    std::fs::create_dir(&results).unwrap_or_else(|error| panic!("{error}"));
    let (bad, csv) = (format!("bad={}", results.join("x").display()), format!("csv={}", results.join("s.csv").display()));
    let (plugins, trusted) = (folder.path().display().to_string(), trust_file(folder.path()));
    let mut arguments = vec!["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--plugin-dir", &plugins];
    arguments.extend(["--trust-file", &trusted, "--to", &bad, "--to", &csv]);
    arguments.extend(more);
    let begun = std::time::Instant::now();
    let ran = run(&arguments);
    let took = begun.elapsed();
    let mut left: Vec<String> = std::fs::read_dir(&results)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| {
            let lines = std::fs::read_to_string(entry.path()).unwrap_or_default().lines().count();
            format!("{}: {lines} lines", entry.file_name().to_string_lossy())
        })
        .collect();
    left.sort();
    (ran, left, took)
}

#[cfg(unix)]
#[test]
fn a_backend_that_breaks_its_word_spoils_no_other() {
    let cases = [
        ("NO_TABLE", "V0804", "gives no table"),
        ("WRONG_ABI", "V0804", "built for ABI 99"),
        ("SHORT_TABLE", "V0804", "its table of functions has 16 bytes"),
        ("NO_WRITE", "V0804", "lacks `write`"),
        ("NO_DESCRIPTION", "V0804", "does not describe itself"),
        ("BROKEN_DESCRIPTION", "V0804", "its description cannot be read"),
        ("OTHER_NAME", "V0804", "calls itself `other`"),
        ("OPEN_FAILS", "V0805", "failed to open: no room"),
        ("WRITE_FAILS", "V0805", "failed to write: the disk is \u{fffd} full"),
        ("FINISH_FAILS", "V0805", "failed to finish: it gave the number 7 and no words"),
    ];
    for (fault, code, words) in cases {
        for more in [&[][..], &["--in-process"]] {
            let (ran, left, _) = score_with_fault(fault, more);
            assert!(
                ran.code == 1 && ran.stderr.contains(code) && ran.stderr.contains(words),
                "{fault}: {}\n{}",
                ran.code,
                ran.stderr
            );
            // What cannot even begin is told before anything is scored; what fails later spoils no other output.
            let expected: &[String] =
                if matches!(fault, "WRITE_FAILS" | "FINISH_FAILS") { &["s.csv: 361 lines".to_owned()] } else { &[] };
            assert_eq!(left, expected, "{fault}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_backend_that_brings_its_process_down_costs_no_result() {
    let faults = [
        ("CRASHES", "V0810", "signal 11"),
        ("GIVES_UP", "V0810", "signal 6"),
        ("LEAVES", "V0810", "exit code 0"),
        ("HANGS", "V0811", "did not come back from"),
    ];
    for (step, place, left) in [
        ("open", "IN_OPEN", vec![]),
        ("write", "IN_WRITE", vec!["s.csv: 361 lines"]),
        ("finish", "IN_FINISH", vec!["s.csv: 361 lines"]),
    ] {
        for (fault, code, words) in faults {
            // A slow machine takes its time over a crash; only what hangs has to be cut short.
            let limit = if fault == "HANGS" { "4" } else { "60" };
            let (ran, found, took) = score_with_fault(&format!("{fault} {place}"), &["--plugin-timeout", limit]);
            assert!(
                ran.code == 1 && ran.stderr.contains(code) && ran.stderr.contains(words),
                "{fault} in {step}: {}\n{}",
                ran.code,
                ran.stderr
            );
            assert!(ran.stderr.contains("`bad`") && ran.stderr.contains(step), "{}", ran.stderr);
            if step == "write" && matches!(fault, "CRASHES" | "HANGS") {
                let complaint: String =
                    ran.stderr.lines().skip_while(|line| !line.starts_with("error")).map(|line| format!("{line}\n")).collect();
                insta::assert_snapshot!(code, complaint);
            }
            assert_eq!(found, left, "{fault} in {step}");
            assert!(took < std::time::Duration::from_secs(50), "{fault} in {step} took {took:?}");
        }
    }
}

/// What a plugin prints is not taken for an answer, and does not reach the output of the program; it has no input either.
#[cfg(unix)]
#[test]
fn a_backend_that_chatters_is_not_heard() {
    let (ran, left, _) = score_with_fault("CHATTERS IN_WRITE", &[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(!ran.stdout.contains("and so on"));
    assert_eq!(left, ["s.csv: 361 lines", "x: 0 lines"]);
}

/// A folder with a plugin that is a library, as far as can be seen from outside.
fn unloaded(folder: &Path) -> PathBuf {
    let place = folder.join("bad");
    let library = place.join(format!("{}bad{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX));
    std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
    let manifest = "name = \"bad\"\nversion = \"1\"\nabi = 1\nlibrary = \"bad\"\nlicence = \"MIT\"\nauthor = \"Nobody\"\nabout = \"Nothing.\"\n";
    std::fs::write(place.join("plugin.toml"), manifest).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(&library, "first").unwrap_or_else(|error| panic!("{error}"));
    library
}

#[test]
fn only_what_was_trusted_is_loaded() {
    let folder = folder();
    let library = unloaded(folder.path());
    let clean = |text: &str| {
        let text =
            text.replace(folder.path().to_str().unwrap_or_default(), "FOLDER").replace(std::env::consts::DLL_SUFFIX, ".LIBRARY");
        text.replace(&format!("{}bad", std::env::consts::DLL_PREFIX), "bad")
    };
    let ran = score_with(folder.path(), &["bad=x"]);
    insta::assert_snapshot!("V0807", clean(&ran.stderr));
    let (plugins, trusted) = (folder.path().display().to_string(), trust_file(folder.path()));
    let look = |arguments: &[&str]| {
        let ran = run(&[arguments, &["--plugin-dir", &plugins, "--trust-file", &trusted]].concat());
        clean(&format!("exit code {}\n{}{}", ran.code, ran.stdout, ran.stderr))
    };
    let mut story = String::new();
    for arguments in [
        ["plugin", "list"].as_slice(),
        &["plugin", "info", "bad"],
        &["plugin", "trust", "bad"],
        &["plugin", "list"],
        &["plugin", "trust", "bda"],
    ] {
        story.push_str(&format!("$ verbond {}\n{}\n", arguments.join(" "), look(arguments)));
    }
    insta::assert_snapshot!("trust", story);
    std::fs::write(&library, "second").unwrap_or_else(|error| panic!("{error}"));
    insta::assert_snapshot!("V0808", clean(&score_with(folder.path(), &["bad=x"]).stderr));
    assert!(look(&["plugin", "list"]).contains("changed since it was trusted"));
    assert!(look(&["plugin", "untrust", "bad"]).contains("no longer trusted"));
    assert!(look(&["plugin", "list", "--format", "json"]).contains("\"not trusted\""));
}

#[cfg(unix)]
#[test]
fn places_that_others_can_change_are_not_trusted() {
    use std::os::unix::fs::PermissionsExt;
    let open = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap_or_else(|error| panic!("{error}"));
    };
    let folder = folder();
    let library = unloaded(folder.path());
    trust(folder.path(), "bad");
    let trusted = PathBuf::from(trust_file(folder.path()));
    let mode = std::fs::metadata(&trusted).map(|metadata| metadata.permissions().mode() & 0o777);
    assert_eq!(mode.unwrap_or_default(), 0o600);
    open(&library, 0o666);
    insta::assert_snapshot!(
        "V0809",
        score_with(folder.path(), &["bad=x"]).stderr.replace(folder.path().to_str().unwrap_or_default(), "FOLDER")
    );
    open(&library, 0o644);
    open(&trusted, 0o666);
    assert!(score_with(folder.path(), &["bad=x"]).stderr.contains("V0809"));
}
