//! Loaded backends: built as dynamic libraries, found, trusted, loaded and read back.

mod attacker;
mod boundary;
mod confinement;
mod faults;
mod kit;
mod place;
mod scaffold;
mod trust;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::program::{folder, run};

/// Builds a package of the workspace as a stranger would, and returns the folder with its library.
pub(crate) fn built(package: &str) -> PathBuf {
    let target = PathBuf::from(env!("CARGO_BIN_EXE_verbond")).parent().map(Path::to_owned).unwrap_or_default();
    let mut build = Command::new(env!("CARGO"));
    build.current_dir(env!("CARGO_MANIFEST_DIR")).args(["build", "--package", package, "--offline"]);
    if target.ends_with("release") {
        build.arg("--release");
    }
    let built = build.output().unwrap_or_else(|error| panic!("{error}"));
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    target
}

/// The file of a library on this system.
pub(crate) fn library_name(name: &str) -> String {
    format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

/// A folder of plugins with the Parquet backend in it, which is trusted.
pub(crate) fn plugins() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let target = built("verbond-parquet");
        let plugins = target.join("test-plugins");
        let place = plugins.join("parquet");
        std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
        let library = library_name("verbond_parquet");
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("plugins/parquet/plugin.toml");
        for (from, name) in [(target.join(&library), library.as_str()), (manifest, "plugin.toml")] {
            std::fs::copy(&from, place.join(name)).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
        }
        trust(&plugins, "parquet");
        plugins
    })
}

/// The trust file of a folder of plugins.
pub(crate) fn trust_file(plugins: &Path) -> String {
    plugins.join("trusted.toml").display().to_string()
}

pub(crate) fn trust(plugins: &Path, name: &str) {
    let folder = plugins.display().to_string();
    let ran = run(&["plugin", "trust", name, "--plugin-dir", &folder, "--trust-file", &trust_file(plugins)]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// Scores the simulated answers with the plugins of a folder.
pub(crate) fn score_with(plugins: &Path, outputs: &[&str]) -> crate::program::Ran {
    let (folder, trusted) = (plugins.display().to_string(), trust_file(plugins));
    let mut arguments =
        vec!["score", "alliance-monitor", "tests/data/alliance-monitor.csv", "--plugin-dir", &folder, "--trust-file", &trusted];
    arguments.extend(outputs.iter().flat_map(|output| ["--to", output]));
    arguments.push("--force");
    run(&arguments)
}

pub(crate) fn score(output: &str) -> crate::program::Ran {
    score_with(plugins(), &[output])
}

/// Compiles a C source of a backend into a plugin folder, with warnings as errors.
#[cfg(unix)]
pub(crate) fn compiled(folder: &Path, name: &str, source: &Path, manifest: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let place = folder.join(name);
    std::fs::create_dir_all(&place).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(place.join("plugin.toml"), manifest).unwrap_or_else(|error| panic!("{error}"));
    let library = place.join(library_name(name));
    let mut compiler = Command::new("cc");
    compiler.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC", "-I"]);
    compiler.arg(root.join("plugins/sdk/include")).arg(source).arg("-o").arg(library);
    let output = compiler.output().unwrap_or_else(|error| panic!("a C compiler: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
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

/// Answers of every kind are in Parquet what they are in CSV.
#[test]
fn answers_in_parquet_score_to_the_same_again() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let measure = "tests/data/everything.instrument";
    let instrument = verbond::Instrument::parse(std::fs::read_to_string(measure).unwrap()).unwrap();
    std::fs::write(path("a.csv"), crate::random_answers::random_answers(&instrument, 60, 22).csv()).unwrap();
    let (place, trusted) = (plugins().display().to_string(), trust_file(plugins()));
    let outputs = [format!("csv={}", path("first.csv")), format!("parquet={}", path("first.parquet"))];
    let [csv, parquet] = &outputs;
    let site = ["--plugin-dir", &place, "--trust-file", &trusted, "--answers", "--causes", "--quiet"];
    let ran = run(&[&["score", measure, &path("a.csv"), "--to", csv, "--to", parquet], &site[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let again = run(&[&["score", measure, &path("first.parquet"), "--to", "csv"], &site[..]].concat());
    assert_eq!(again.stdout, std::fs::read_to_string(path("first.csv")).unwrap(), "{}", again.stderr);
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
        ran.code == 1 && ran.stderr.contains("V0806") && ran.stderr.contains("takes `snappy` or `lz4` or `none`, not `zip`"),
        "{}",
        ran.stderr
    );
    assert_eq!(std::fs::read_dir(folder.path()).into_iter().flatten().count(), 0);
    let ran = score(&format!("parquet={},compression=none", path.display()));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
}

/// A plugin whose description cannot be read costs another nothing; it is told only where it may be the one that is
/// meant.
#[test]
fn a_broken_neighbour_is_no_matter() {
    let (folder, results) = (crate::program::folder(), crate::program::folder());
    let broken = folder.path().join("a-broken-one");
    std::fs::create_dir_all(&broken).unwrap_or_else(|error| panic!("{error}"));
    std::fs::write(broken.join("plugin.toml"), "name = ").unwrap_or_else(|error| panic!("{error}"));
    let sound = folder.path().join("parquet");
    std::fs::create_dir_all(&sound).unwrap_or_else(|error| panic!("{error}"));
    for name in ["plugin.toml".to_owned(), library_name("verbond_parquet")] {
        std::fs::copy(plugins().join("parquet").join(&name), sound.join(&name)).unwrap_or_else(|error| panic!("{error}"));
    }
    trust(folder.path(), "parquet");
    let ran = score_with(folder.path(), &[&format!("parquet={}", results.path().join("s.parquet").display())]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = score_with(folder.path(), &["other=x"]);
    assert!(ran.code == 1 && ran.stderr.contains("V0802"), "{}", ran.stderr);
}

#[test]
fn unknown_backends_are_named_with_the_nearest() {
    let ran = score("parqet=x.parquet");
    assert!(ran.code == 1 && ran.stderr.contains("V0801") && ran.stderr.contains("did you mean `parquet`?"), "{}", ran.stderr);
}

#[test]
fn what_is_no_plugin_is_refused() {
    let library = library_name("bad");
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
